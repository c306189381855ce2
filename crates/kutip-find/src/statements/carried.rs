//! Which statements a channel carries: those of its sentence, else what stands before it.

use super::scene::Scene;
use super::{Draft, PER_SENTENCE, channels};

/// *dilaporkan Xinhua sebagaimana dikutip Reuters*: so near stand two channels of one chain.
const CHAIN_TOKENS: usize = 4;
/// A statement comes to us through at most so many channels.
const VIA: usize = 16;
/// So many channels at most carry more statements than a sentence has.
const WIDE: usize = 16;

/// Gives each channel to the statements that it carries.
pub(super) fn attach(scene: &Scene<'_, '_>, channels: Vec<channels::Channel>, drafts: &mut [Draft]) {
    // Spoken to an outlet is carried by it, and so is what follows in the sentence.
    for index in 0..drafts.len() {
        let Some(tokens) = drafts[index].addressee.clone() else { continue };
        let outlet = tokens.clone().find_map(|at| {
            let id = scene.mention_from(at)?;
            matches!(scene.mention(id).known, Some(crate::model::Known::Outlet(_)))
                .then(|| channels::outlet(scene, at, tokens.end))?
        });
        if let Some((_, via)) = outlet
            && !channels::is_own(scene, &via.name)
        {
            let (sentence, name) =
                (drafts[index].sentence, drafts[index].speaker.as_ref().and_then(|s| s.name.clone()));
            for draft in drafts[index..].iter_mut().take_while(|d| d.sentence == sentence) {
                if draft.via.len() < VIA && draft.speaker.as_ref().and_then(|s| s.name.clone()) == name {
                    draft.via.push(via.clone());
                }
            }
        }
    }
    let last_sentence = scene.doc.sentences.len().saturating_sub(2);
    let mut chained: Option<(usize, Vec<usize>)> = None; // where the last channel ended, and what it carries
    let mut wide = 0;
    for channel in channels {
        if channels::is_own(scene, &channel.via.name) {
            continue;
        }
        let first = drafts.partition_point(|draft| draft.sentence < channel.sentence);
        let here: Vec<usize> = (first..drafts.len())
            .take_while(|i| drafts[*i].sentence == channel.sentence)
            .filter(|i| !drafts[*i].covers(channel.at))
            .collect();
        let before = here.iter().copied().filter(|i| drafts[*i].at < channel.at).collect::<Vec<_>>();
        let chain = chained.take().filter(|(end, _)| channel.at >= *end && channel.at - *end <= CHAIN_TOKENS);
        let targets: Vec<usize> = if let Some((_, targets)) = chain {
            targets
        } else if channel.closing && channel.sentence >= last_sentence {
            if wide < WIDE { (0..drafts.len()).collect() } else { Vec::new() }
        } else if channel.closing && here.is_empty() {
            same_side(drafts, channel.sentence)
        } else if let Some(nearest) = before.last() {
            vec![*nearest]
        } else if !here.is_empty() {
            here
        } else {
            same_paragraph(scene, drafts, channel.sentence)
        };
        if targets.len() > PER_SENTENCE {
            wide += 1;
            if wide > WIDE {
                continue;
            }
        }
        chained = Some((channel.end, targets.clone()));
        for index in targets {
            let speaks =
                drafts[index].speaker.as_ref().is_some_and(|s| s.name.as_deref() == Some(&channel.via.name));
            let room = drafts[index].via.len() < VIA;
            if !speaks && room && drafts[index].via.iter().all(|via| via.name != channel.via.name) {
                drafts[index].via.push(channel.via.clone());
            }
        }
    }
}

/// The statements just before a closing formula that are of one speaker.
fn same_side(drafts: &[Draft], sentence: usize) -> Vec<usize> {
    let end = drafts.partition_point(|draft| draft.sentence < sentence);
    let Some(last) = end.checked_sub(1).filter(|last| sentence - drafts[*last].sentence <= 2) else {
        return Vec::new();
    };
    let name = |i: usize| drafts[i].speaker.as_ref().and_then(|s| s.name.clone());
    let mut out = vec![last];
    for index in (0..last).rev() {
        let near = drafts[out[out.len() - 1]].sentence - drafts[index].sentence <= 1;
        let same = name(index) == name(last) || drafts[index].sentence == drafts[out[out.len() - 1]].sentence;
        if !near || !same {
            break;
        }
        out.push(index);
    }
    out
}

/// A channel in a sentence without a statement: the statement before it in its paragraph.
fn same_paragraph(scene: &Scene<'_, '_>, drafts: &[Draft], sentence: usize) -> Vec<usize> {
    let paragraph = scene.doc.sentences[sentence].paragraph;
    let end = drafts.partition_point(|draft| draft.sentence < sentence);
    let before = end.checked_sub(1).filter(|last| {
        let draft = &drafts[*last];
        draft.sentence + 1 == sentence && scene.doc.sentences[draft.sentence].paragraph == paragraph
    });
    before.into_iter().collect()
}
