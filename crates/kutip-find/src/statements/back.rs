//! *Hal itu disampaikan Menteri X, Kamis (6/7)*: a sentence about the statement before it.

use super::scene::{Scene, VERBAL};
use super::speaker::{self, Subject};
use super::{Draft, behind, channels, statements_rule};
use crate::model::{CueMark, Form, Shape};
use kutip_lang::{Class, ClassSet};
use std::ops::Range;

/// Before a verb of saying they tell that nothing was said.
const UNREAL: ClassSet = ClassSet::of(&[Class::Negation, Class::Unreal, Class::Modal]);

/// A back-reference: its sentence, and who it says spoke.
pub(super) struct Back {
    sentence: usize,
    voice: Option<Subject>,
    /// Whether the voice is the subject of its verb: then it speaks of its own words alone.
    active: bool,
}

/// Finds back-references; one to a sentence without a statement makes that sentence the statement.
pub(super) fn find(scene: &Scene<'_, '_>, drafts: &mut Vec<Draft>) -> Vec<Back> {
    let mut out = Vec::new();
    for (number, sentence) in scene.doc.sentences.iter().enumerate() {
        let last = scene.last(sentence);
        let passive = read(scene, sentence.tokens.start, last);
        if passive.is_some() {
            drafts.retain(|draft| draft.sentence != number || draft.quoted);
        }
        let active = passive.is_none();
        let told = passive.or_else(|| says_that(scene, sentence.tokens.start, last));
        let Some((verb, voice)) = told else { continue };
        if number == 0 {
            continue;
        }
        let referred = drafts.iter().any(|draft| draft.sentence + 1 == number);
        if !referred && let Some(subject) = &voice {
            let told = &scene.doc.sentences[number - 1];
            let same_or_next = scene.doc.sentences[number].paragraph <= told.paragraph + 1;
            if same_or_next && told.tokens.len() > 2 {
                drafts.push(whole(scene, number - 1, verb.clone(), subject));
            }
        }
        out.push(Back { sentence: number, voice, active });
    }
    out
}

/// *Hal itu* ... *disampaikan* (oleh) S
fn read(scene: &Scene<'_, '_>, from: usize, last: usize) -> Option<(Range<usize>, Option<Subject>)> {
    let start = scene.skip_connectives(from, last);
    if let Some(found) = [from, start].into_iter().find_map(|at| so_says(scene, at, last)) {
        return Some(found);
    }
    // *Keterangan itu*: any noun that is pointed at.
    let pointed = (start + 1 < last
        && scene.has(start + 1, Class::Demonstrative)
        && !scene.has(start, Class::Preposition))
    .then_some(start + 2);
    let after =
        [start, from].into_iter().find_map(|at| scene.class_term(at, Class::BackReference)).or(pointed)?;
    let verb = (after..(after + 4).min(last))
        .find_map(|at| scene.class_term(at, Class::BackVerb).map(|end| at..end))?;
    let mut at = verb.end;
    while at < last && (scene.has(at, Class::Preposition) || scene.has(at, Class::CueAdverb)) {
        at += 1;
    }
    // *Pesawat itu dinyatakan hilang*: that says what it was, and nothing of what was said before.
    const ADVERBS: ClassSet = ClassSet::of(&[Class::Predicate, Class::CueAdverb]);
    let known = [start, from].into_iter().any(|at| scene.class_term(at, Class::BackReference).is_some());
    let next = (verb.end..last).find(|at| !scene.any(*at, ADVERBS)).unwrap_or(last);
    let told = next >= last || scene.has(next, Class::Preposition) || scene.mention_from(next).is_some();
    if !known && !told && (verb.end..=next).any(|at| scene.any(at, VERBAL)) {
        return None;
    }
    let voice = behind::after(scene, at, last)
        .map(|(subject, _)| subject)
        .filter(|subject| !subject.mentions.is_empty());
    Some((verb, voice))
}

/// Whom a sentence such as *Hal itu disampaikan Menteri X* names.
pub(super) fn voice(scene: &Scene<'_, '_>, from: usize, last: usize) -> Option<Subject> {
    read(scene, from, last)?.1
}

/// *Rencana itu disebutkan oleh Menteri Wirya*: whom the passive of a verb of saying names.
pub(super) fn agent(scene: &Scene<'_, '_>, from: usize, last: usize) -> Option<Subject> {
    const NO: ClassSet = UNREAL.with(Class::Relative);
    let verb = (from + 1..last).find_map(|at| {
        let end = scene.class_term(at, Class::BackVerb)?;
        (!scene.in_speech(at) && !scene.any(at - 1, NO)).then_some(end)
    })?;
    let by = scene.has(verb, Class::Preposition) && !scene.has(verb, Class::Circumstance);
    let (subject, _) = behind::after(scene, verb + usize::from(by), last)?;
    subject.mentions.iter().any(|id| scene.mention(*id).form == Form::Name).then_some(subject)
}

/// *Begitu kata Bupati Wirya*: what was said is the sentence before it.
fn so_says(scene: &Scene<'_, '_>, at: usize, last: usize) -> Option<(Range<usize>, Option<Subject>)> {
    let stem = scene.class_term(at, Class::Closing)?;
    let (_, end) = scene.cues(stem).find(|(cue, _)| {
        let frames = &scene.doc.lang.cues[*cue as usize].frames;
        !scene.has(stem, Class::Verb) && frames.iter().any(|frame| !frame.before.is_empty())
    })?;
    let (subject, _) = behind::after(scene, end, last)?;
    (!subject.mentions.is_empty()).then_some((stem..end, Some(subject)))
}

/// *Bupati Wirya mengatakan hal itu saat membuka pasar*: the verb with what was said before as its object.
fn says_that(scene: &Scene<'_, '_>, from: usize, last: usize) -> Option<(Range<usize>, Option<Subject>)> {
    let verb = (from + 1..last).find_map(|at| {
        let (_, end) = scene.cues(at).find(|(cue, end)| {
            let act = &*scene.doc.lang.cues[*cue as usize].act;
            !matches!(act, "deny" | "refuse" | "ask" | "hope" | "plan") && only_points(scene, *end, last)
        })?;
        let told = scene.token(at).shape == Shape::Lower && scene.has(at, Class::Verb);
        (told && !scene.in_speech(at) && !scene.any(at - 1, UNREAL)).then_some(at..end)
    })?;
    let subject = speaker::before(scene, verb.start, from)?;
    (!subject.mentions.is_empty()).then_some((verb, Some(subject)))
}

/// *hal itu saat membuka pasar*: nothing but a word that points back, and where, when or to whom it was said.
pub(super) fn only_points(scene: &Scene<'_, '_>, from: usize, last: usize) -> bool {
    let Some(end) = scene.class_term(from, Class::BackReference) else { return false };
    let aside = scene.has(end, Class::Circumstance) && !scene.has(end, Class::ComplementizerKept);
    end >= last || scene.has(end, Class::Comma) || aside || scene.time(end).is_some()
}

fn whole(scene: &Scene<'_, '_>, sentence: usize, verb: Range<usize>, subject: &Subject) -> Draft {
    let tokens = &scene.doc.sentences[sentence].tokens;
    let start = scene.skip_connectives(tokens.start, tokens.end);
    Draft {
        cue: Some(CueMark {
            span: scene.span(&verb),
            entry: scene.cues(verb.start).next().map(|(cue, _)| cue),
        }),
        at: start,
        start,
        end: tokens.end,
        content: std::iter::once(start..scene.last(&scene.doc.sentences[sentence])).collect(),
        subject: Some(subject.clone()),
        ..Draft::bare(sentence, statements_rule())
    }
}

/// Gives what a back-reference says to the statement that it refers to.
pub(super) fn apply(
    scene: &Scene<'_, '_>,
    found: Vec<Back>,
    channels: &[channels::Channel],
    drafts: &mut [Draft],
) {
    for back in found {
        let span = scene.doc.sentences[back.sentence].span;
        let day = scene.doc.times.within(span).find_map(|(_, mark)| mark.value.day);
        let own = channels.partition_point(|channel| channel.sentence < back.sentence);
        let vias = channels[own..].iter().take_while(|channel| channel.sentence == back.sentence);
        let first = drafts.partition_point(|draft| draft.sentence + 1 < back.sentence);
        if drafts.get(first).is_none_or(|draft| draft.sentence + 1 != back.sentence) {
            continue;
        }
        let draft = &mut drafts[first];
        let voice = back.voice.as_ref().and_then(|subject| subject.mentions.first().copied());
        let actor = voice.and_then(|voice| scene.mention(voice).actor);
        // *Wirya membenarkan hal itu*: what somebody else said stays his.
        if back.active && draft.speaker.as_ref().is_some_and(|speaker| speaker.actor != actor) {
            continue;
        }
        draft.said_on = draft.said_on.or(day);
        for channel in vias {
            if !channels::is_own(scene, &channel.via.name)
                && draft.via.iter().all(|via| via.name != channel.via.name)
            {
                draft.via.push(channel.via.clone());
            }
        }
        let own = draft.subject.as_ref().is_some_and(|s| s.mentions.first().copied() == voice);
        // A quotation without a cue only seemed to go on with whoever spoke before.
        if (draft.speaker.is_none() || draft.continues && draft.cue.is_none())
            && let Some(subject) = &back.voice
        {
            draft.speaker = Some(super::naming::speaker(scene, subject, back.sentence, &[]));
            continue;
        }
        let own = own || actor.is_some() && draft.speaker.as_ref().and_then(|s| s.actor) == actor;
        if let Some(voice) = voice
            && !own
            && scene.mention(voice).form != Form::Clitic
        {
            draft.voiced_by = Some(voice);
        }
    }
}
