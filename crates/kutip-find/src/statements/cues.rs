//! The cues of a sentence, from left to right, and those within quotations: which of them make a statement.

use super::frames::{self, Place};
use super::scene::Scene;
use super::speaker::Subject;
use super::{Draft, PER_SENTENCE, SENTENCE_TOKENS, channels};
use crate::model::{ActorKind, CueMark, Form, Known, Sentence, Shape, TokenKind, Via};
use kutip_lang::Class;
use std::ops::Range;

/// At most so many statements of others are read in one sentence of a quotation.
const REPORTS_IN_QUOTE: usize = 4;

/// All cues of one sentence, from left to right.
pub(super) fn of_sentence(
    scene: &Scene<'_, '_>,
    number: usize,
    sentence: &Sentence,
    drafts: &mut Vec<Draft>,
) {
    let first_draft = drafts.len();
    let last = scene.last(sentence);
    if sentence.tokens.len() > SENTENCE_TOKENS {
        return; // a doubt says so
    }
    let mut at = sentence.tokens.start;
    while at < last {
        let token = scene.token(at);
        // A cue with a capital within a sentence is part of a name: *Rapat Dengar Pendapat*.
        let name = token.shape != Shape::Lower
            && at > sentence.tokens.start
            && scene.token(at - 1).kind == TokenKind::Word;
        if token.kind != TokenKind::Word || scene.in_speech(at) || name || is_doubled(scene, at) {
            at += 1;
            continue;
        }
        let mut after = at + 1;
        let of_sentence = &drafts[first_draft..];
        // *menurut* may speak for the whole sentence, the cues before it included.
        let pronoun = scene
            .mention_from(at + 1)
            .is_some_and(|id| matches!(scene.mention(id).form, Form::Pronoun | Form::Clitic));
        let whole = scene.has(at, Class::Preposition) && !pronoun;
        let floor = if whole { sentence.tokens.start } else { floor(scene, sentence, at, of_sentence) };
        let closing = scene.has(at, Class::Closing) && scene.cues(at + 1).next().is_some();
        if closing || carries(scene, sentence, at, last) {
            at += 1;
            continue;
        }
        // *meminta maaf* is no *meminta*.
        let longest = scene.cues(at).map(|(_, next)| next).max();
        let found = scene.cues(at).filter(|(_, next)| Some(*next) == longest).find_map(|(cue, next)| {
            after = after.max(next);
            if scene.has(at, Class::Preposition) && is_channel(scene, next, last) {
                return None; // *menurut warta Reuters*: a channel
            }
            let entry = &scene.doc.lang.cues[cue as usize];
            let previous = of_sentence.last().and_then(|draft| draft.subject.as_ref());
            let place = Place { sentence: number, floor, last, at, next, cue: (cue, entry), previous };
            let mut draft = frames::read(scene, &place)?;
            draft.cue = Some(cue_mark(scene, at..next, cue));
            quotes_another(scene, &mut draft);
            Some(draft)
        });
        if drafts.len() - first_draft >= PER_SENTENCE {
            return;
        }
        if let Some(draft) = found
            && fits(scene, &draft, &drafts[first_draft..])
        {
            drafts.push(draft);
        }
        at = after;
    }
    if drafts.len() == first_draft {
        drafts.extend(outlet_alone(scene, number, sentence));
    }
}

/// *menurut laporan Kabar Timur*, but *menurut laporan polisi*: whether an outlet stands behind the word for what it made.
fn is_channel(scene: &Scene<'_, '_>, at: usize, last: usize) -> bool {
    let body = |via: &Via| {
        let maker = scene.doc.tokens_in(via.span).next().and_then(|first| scene.mention_from(first));
        let kind = maker.map(|id| scene.mention(id).kind);
        !via.sure && matches!(kind, Some(ActorKind::Organization | ActorKind::State | ActorKind::ArmedForces))
    };
    scene.channel(at).is_some() && channels::carrier(scene, at, last).is_some_and(|(_, via)| !body(&via))
}

/// *Harga beras, menurut Kabar Timur, akan naik*: an outlet that no other statement of the sentence has as its channel
/// speaks for itself.
fn outlet_alone(scene: &Scene<'_, '_>, number: usize, sentence: &Sentence) -> Option<Draft> {
    let last = scene.last(sentence);
    let floor = sentence.tokens.start;
    // *demikian menurut Reuters* closes a report: that is a channel.
    let by = |at: &usize| {
        let closing = *at > 0 && scene.has(at - 1, Class::Closing);
        let cue = scene.has(*at, Class::Preposition) && scene.cues(*at).next().is_some();
        cue && !closing && !scene.in_speech(*at)
    };
    sentence.tokens.clone().filter(by).find_map(|at| {
        // *menurut laporan Kabar Timur*: the word for what it made may stand between.
        let outlet = (at + 1..last.min(at + 4)).find_map(|i| {
            let id = scene.mention_from(i)?;
            matches!(scene.mention(id).known, Some(Known::Outlet(_))).then_some(id)
        });
        let next = match outlet {
            Some(outlet) => {
                let next = scene.mention(outlet).tokens.start;
                let small =
                    (at + 1..next).all(|i| scene.channel(i).is_some() || scene.has(i, Class::MediaWord));
                let own = channels::is_own(scene, scene.doc.text(scene.doc.mentions[outlet].span));
                (small && !own).then_some(next)
            }
            // *menurut laporan media setempat*: of an outlet without a name, or one that the tables lack
            None => scene.channel(at + 1).map(|(_, next)| next),
        }?;
        let (cue, end) = scene.cues(at).next()?;
        let entry = &scene.doc.lang.cues[cue as usize];
        let place = Place { sentence: number, floor, last, at, next, cue: (cue, entry), previous: None };
        let mut draft = frames::read(scene, &place)?;
        draft.cue = Some(cue_mark(scene, at..end, cue));
        quotes_another(scene, &mut draft);
        Some(draft)
    })
}

/// *menurut Kabar Timur yang mengutip seorang petugas*: the outlet only passes on what he says.
fn quotes_another(scene: &Scene<'_, '_>, draft: &mut Draft) {
    let outlet = draft.subject.as_ref().filter(|subject| match subject.mentions.as_slice() {
        [one] => {
            matches!(scene.mention(*one).known, Some(Known::Outlet(_))) && subject.tokens.start > draft.at
        }
        _ => false,
    });
    let Some(tokens) = outlet.map(|subject| subject.tokens.clone()) else { return };
    let quoted = scene.channel(tokens.end + 1).filter(|_| scene.has(tokens.end, Class::Relative));
    let Some(id) = quoted.and_then(|(_, next)| scene.mention_from(next)) else { return };
    let source = scene.mention(id);
    let somebody = source.kind != ActorKind::Media && matches!(source.form, Form::Name | Form::Nominal);
    if let Some((_, via)) = channels::outlet(scene, tokens.start, tokens.end).filter(|_| somebody) {
        draft.content.retain(|said| said.start < tokens.end);
        draft.subject = Some(Subject { mentions: vec![id], tokens: source.tokens.clone() });
        draft.via.push(via);
        draft.end = source.tokens.end;
    }
}

/// *kata - kata kasar*: half of a word that is written twice, with blanks around its hyphen.
fn is_doubled(scene: &Scene<'_, '_>, at: usize) -> bool {
    let word = scene.token(at).word;
    let twin = |dash: usize, other: usize| scene.has(dash, Class::Dash) && scene.token(other).word == word;
    twin(at + 1, at + 2) || at > 1 && twin(at - 1, at - 2)
}

/// A word that is both cue and channel, with an outlet after it, is a channel but at the start of a sentence, where the
/// outlet itself reports.
fn carries(scene: &Scene<'_, '_>, sentence: &Sentence, at: usize, last: usize) -> bool {
    let first = scene.skip_connectives(sentence.tokens.start, last);
    channels::carrier(scene, at, last).is_some() && at != first && at != sentence.tokens.start
}

/// What somebody within a quotation is said to have said: *"Presiden meminta kami bersabar," kata Sari*.
pub(super) fn in_quotes(scene: &Scene<'_, '_>, drafts: &mut Vec<Draft>) {
    let mut nested = Vec::new();
    for outer in drafts.iter().filter(|draft| draft.quoted) {
        for tokens in &outer.content {
            let mut start = tokens.start;
            while start < tokens.end {
                let end = (start..tokens.end).find(|at| scene.is_stop(*at)).unwrap_or(tokens.end);
                nested.extend(reports_of_others(scene, outer, start, end));
                start = end + 1;
            }
        }
    }
    nested.truncate(PER_SENTENCE.max(scene.doc.sentences.len()));
    drafts.extend(nested);
}

/// Cues of one sentence within a quotation whose subject is neither the speaker nor his hearers.
fn reports_of_others(scene: &Scene<'_, '_>, outer: &Draft, start: usize, end: usize) -> Vec<Draft> {
    let found = (start + 1..end).filter_map(|at| {
        let token = scene.token(at);
        if token.kind != TokenKind::Word || token.shape != Shape::Lower {
            return None;
        }
        scene.cues(at).find_map(|(cue, next)| {
            let entry = &scene.doc.lang.cues[cue as usize];
            if matches!(&*entry.act, "hope" | "plan") {
                return None; // what others wish is the speaker's own guess
            }
            let place = Place {
                sentence: outer.sentence,
                floor: start,
                last: end,
                at,
                next,
                cue: (cue, entry),
                previous: None,
            };
            let mut draft = frames::read_with_subject(scene, &place)?;
            let mentions = &draft.subject.as_ref()?.mentions;
            let others = !mentions.is_empty()
                && mentions.iter().all(|id| {
                    let mention = scene.mention(*id);
                    matches!(mention.form, Form::Name | Form::Nominal)
                        || mention.form == Form::Pronoun
                            && !scene.has(mention.tokens.start, Class::PronounFirst)
                });
            let inside = draft.content.iter().all(|tokens| start <= tokens.start && tokens.end <= end);
            draft.cue = Some(cue_mark(scene, at..next, cue));
            draft.nested = true;
            (others && inside).then_some(draft)
        })
    });
    found.take(REPORTS_IN_QUOTE).collect()
}

/// Where the clause of a cue begins: after the conjunction at which the content before it was cut off.
fn floor(scene: &Scene<'_, '_>, sentence: &Sentence, at: usize, drafts: &[Draft]) -> usize {
    let mut floor = sentence.tokens.start;
    for draft in drafts {
        if draft.end <= at && draft.cue.is_some() {
            floor = floor.max(draft.end);
        }
    }
    // A statement nested in the content of another begins with that content.
    for draft in drafts {
        if let Some(tokens) = draft.content.iter().find(|tokens| tokens.contains(&at)) {
            floor = floor.max(tokens.start);
        }
    }
    while floor < at && scene.token(floor).kind == TokenKind::Mark && scene.quote(floor).is_none() {
        floor += 1;
    }
    floor
}

fn cue_mark(scene: &Scene<'_, '_>, tokens: Range<usize>, entry: u32) -> CueMark {
    let clitic = scene.doc.tokens.get(tokens.end).is_some_and(|t| t.kind == TokenKind::Clitic);
    let end = if clitic { tokens.end + 1 } else { tokens.end };
    CueMark { span: scene.span(&(tokens.start..end)), entry: Some(entry) }
}

/// A second cue within the content of the first counts only where somebody else speaks by name.
fn fits(scene: &Scene<'_, '_>, draft: &Draft, others: &[Draft]) -> bool {
    let Some(outer) = others.iter().rev().find(|other| other.covers(draft.at)) else {
        // The same words are not said twice.
        return !others
            .iter()
            .any(|other| other.quoted && draft.quoted && other.content.first() == draft.content.first());
    };
    let inside = draft
        .content
        .iter()
        .all(|tokens| outer.content.iter().any(|o| o.start <= tokens.start && tokens.end <= o.end));
    let Some(subject) = &draft.subject else {
        // *Sari mengatakan dua pendaki dilaporkan hilang*: what nobody in particular reports.
        let entry = draft.cue.as_ref().and_then(|cue| cue.entry);
        let act = entry.map(|entry| &*scene.doc.lang.cues[entry as usize].act);
        let reports = act == Some(kutip_lang::ACT_REPORT);
        return reports && inside && !outer.quoted && draft.content.len() > 1;
    };
    let counted = scene.token(subject.tokens.start).kind == TokenKind::Number;
    let named = counted
        || subject.mentions.iter().any(|id| {
            let mention = scene.mention(*id);
            matches!(mention.form, Form::Name | Form::Nominal)
        });
    let same = outer.subject.as_ref().is_some_and(|other| {
        let actor = |s: &Subject| s.mentions.first().and_then(|id| scene.mention(*id).actor);
        actor(other).is_some() && actor(other) == actor(subject)
    });
    named && !same && inside
}

/// *Dilaporkan AFP, Presiden mengatakan ...*: with a statement inside, the outlet only carries it.
pub(super) fn drop_outlets_that_carry(scene: &Scene<'_, '_>, drafts: &mut Vec<Draft>) {
    let outer: Vec<usize> = (0..drafts.len())
        .filter(|index| {
            let draft = &drafts[*index];
            let media = draft.subject.as_ref().is_some_and(|s| {
                s.mentions.first().is_some_and(|id| scene.mention(*id).kind == ActorKind::Media)
            });
            let near = drafts[*index..].iter().take_while(|other| other.sentence == draft.sentence);
            media && scene.channel(draft.at).is_some() && near.skip(1).any(|other| draft.covers(other.at))
        })
        .collect();
    for index in outer.into_iter().rev() {
        drafts.remove(index);
    }
}
