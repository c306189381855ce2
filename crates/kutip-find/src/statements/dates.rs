//! When a thing was said.

use super::Draft;
use super::scene::Scene;
use crate::model::TimeKind;
use kutip_lang::Class;

/// Gives statements their dates: one in the reporting clause, or that of the statement that they continue.
pub(super) fn apply(scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
    for index in 0..drafts.len() {
        if drafts[index].said_on.is_none() {
            let sentence = drafts[index].sentence;
            let first = drafts.partition_point(|draft| draft.sentence < sentence);
            let end = drafts.partition_point(|draft| draft.sentence <= sentence);
            drafts[index].said_on = in_clause(scene, &drafts[index], &drafts[first..end]);
        }
        if drafts[index].said_on.is_none() && goes_on(scene, &drafts[index]) {
            drafts[index].said_on = carried(drafts, index);
        }
    }
}

/// A day in the same sentence, outside all content.
fn in_clause(scene: &Scene<'_, '_>, draft: &Draft, drafts: &[Draft]) -> Option<jiff::civil::Date> {
    draft.cue?;
    let sentence = &scene.doc.sentences[draft.sentence];
    scene.doc.times.within(sentence.span).find_map(|(_, mark)| {
        let time = &mark.value;
        let tokens = scene.doc.tokens_in(mark.span);
        let reported =
            drafts.iter().any(|other| other.sentence == draft.sentence && other.covers(tokens.start));
        let quoted = scene.in_speech(tokens.start);
        // With two statements in a sentence a date belongs to the nearer cue.
        let nearest = drafts
            .iter()
            .filter(|other| other.sentence == draft.sentence && other.cue.is_some())
            .min_by_key(|other| other.at.abs_diff(tokens.start))
            .is_none_or(|other| other.at == draft.at);
        (time.kind == TimeKind::Date && !reported && !quoted && nearest).then_some(time.day)?
    })
}

/// Continued without a cue, or with a cue of going on.
fn goes_on(scene: &Scene<'_, '_>, draft: &Draft) -> bool {
    if draft.continues {
        return true;
    }
    let Some(cue) = draft.cue.and_then(|cue| cue.entry) else { return false };
    let adds = &*scene.doc.lang.cues[cue as usize].act == kutip_lang::ACT_ADD;
    adds || draft.at > 0 && scene.has(draft.at - 1, Class::GoesOn)
}

fn carried(drafts: &[Draft], index: usize) -> Option<jiff::civil::Date> {
    let name = |draft: &Draft| draft.speaker.as_ref().and_then(|s| s.name.clone());
    let own = name(&drafts[index])?;
    let before = drafts[..index].iter().rev().take(2).find(|other| name(other).as_ref() == Some(&own))?;
    before.said_on
}
