//! What is said of somebody in the passive: *Sari dinilai mampu*, *dinilai para warga mampu*.

use super::frames::{Place, is_report, take};
use super::scene::{Scene, VERBAL};
use super::speaker::Subject;
use super::{Draft, behind, channels, content, right};
use crate::model::{ActorKind, Form, Shape, TokenKind};
use kutip_lang::{Class, ClassSet, Frame, Hint};

/// `C V C`: *Abu Sayed dilaporkan tewas*; with its agent *dinilai Darmin memungkinkan*
pub(super) fn read(scene: &Scene<'_, '_>, place: &Place<'_>, frame: &Frame) -> Option<Draft> {
    let mut draft = Draft::new(place);
    draft.subject = agent(scene, place, frame);
    // *hakim yang dituduh para pedagang berat sebelah*: with an agent a relative clause reports, too.
    // But *satuan yang disebut Elang Malam menyerang ...* only names it.
    let relative = draft.subject.is_some()
        && place.at > place.floor
        && scene.has(place.at - 1, Class::Relative)
        && (!scene.has(place.at, Class::TermIntroducer) || of_person(scene, &draft));
    if !relative && !is_report(scene, place, false) {
        return None;
    }
    if place.cue.1.agent && draft.subject.is_none() {
        return None;
    }
    let from = draft.subject.as_ref().map_or(place.next, |subject| subject.tokens.end);
    let right = right::read(scene, place, frame, from)?;
    let said = right.content.clone()?;
    let aside =
        scene.has(said.start, Class::Preposition) && !scene.has(said.start, Class::ComplementizerKept);
    let led = frame.after.iter().any(|slot| slot.lead.is_some());
    if !led
        && (aside || !content::is_clause(scene, said.start, said.end) && !befalls(scene, place, said.start))
    {
        return None;
    }
    if relative {
        draft.nested = true; // said in passing: no pronoun after it means whoever said it
        take(&mut draft, right, scene);
        return Some(draft);
    }
    let mut end = place.at;
    let adverb = |at: usize| scene.has(at, Class::CueAdverb) && !scene.has(at, Class::Demonstrative);
    while end > place.floor && (adverb(end - 1) || scene.has(end - 1, Class::Comma)) {
        end -= 1;
    }
    // *Dikutip dari Antara, mantan ketua itu disebut ...*: the channel is none of it.
    let carried = channels::carrier(scene, place.floor, end).map(|(next, _)| next);
    let floor = carried.filter(|next| scene.has(*next, Class::Comma)).map_or(place.floor, |comma| comma + 1);
    let start = scene.skip_connectives(floor, end);
    // *Sebagai lulusan terbaik, Sari dinilainya mampu*: what stands before the subject's own part.
    let part = scene.segment_start(end, start);
    let own = if part > start && scene.has(start, Class::Preposition) { part } else { start };
    if start >= end || own >= end || !is_noun_phrase(scene, own, end) {
        return None;
    }
    // *Seperti diberitakan dari Antara, ...*, *Menurut Sari, ...*: who told it is none of it.
    let told = |at: usize| scene.channel(at).is_some() || scene.cues(at).next().is_some();
    let start = if (start..own).any(told) { own } else { start };
    draft.content.push(start..end);
    take(&mut draft, right, scene);
    Some(draft)
}

/// *dinilai Darmin memungkinkan ...*, *disebutnya memungkinkan ...*: whoever a passive names right after it, with the
/// clause after him or the literal that leads to it.
fn agent(scene: &Scene<'_, '_>, place: &Place<'_>, frame: &Frame) -> Option<Subject> {
    if scene.hint(place.next, Hint::Agent) {
        // *masalah yang disebut oleh Dhani itu lebih ...*: only names it
        if scene.has(place.at.checked_sub(1)?, Class::Relative) {
            return None;
        }
        let (subject, next) = behind::after(scene, place.next + 1, place.last)?;
        return (leads(scene, frame, next) || tells(scene, next, place.last)).then_some(subject);
    }
    let by = usize::from(scene.has(place.next, Class::Preposition));
    let id = scene.mention_from(place.next + by)?;
    let mention = scene.mention(id);
    let tokens = mention.tokens.clone();
    if mention.form == Form::Clitic && by == 0 {
        return Some(Subject { mentions: vec![id], tokens });
    }
    let counted =
        mention.form == Form::Nominal && scene.class_term(mention.tokens.start, Class::Quantifier).is_some();
    let led = leads(scene, frame, tokens.end);
    let person = matches!(mention.kind, ActorKind::Person | ActorKind::Organization)
        || mention.kind == ActorKind::State && led;
    let speaks = mention.form == Form::Name && person && by == 0 || counted;
    (speaks && (led || scene.any(tokens.end, VERBAL))).then(|| Subject { mentions: vec![id], tokens })
}

/// Whether the word at `at` leads to what is said: *dinilai Darmin sebagai ...*
fn leads(scene: &Scene<'_, '_>, frame: &Frame, at: usize) -> bool {
    let lead = frame.after.first().and_then(|slot| slot.lead.as_ref());
    at < scene.doc.tokens.len() && lead.is_some_and(|lead| lead.ids.contains(&scene.token(at).word.0))
}

/// *lebih didasarkan pada ...*: whether a clause goes on at `at`, adverbs before its verb left aside.
fn tells(scene: &Scene<'_, '_>, at: usize, last: usize) -> bool {
    const ADVERBS: usize = 3;
    let adverb = |i: &usize| scene.has(*i, Class::CueAdverb) && !scene.any(*i, VERBAL);
    let verb = (at..last).take(ADVERBS).find(|i| !adverb(i));
    verb.is_some_and(|verb| scene.any(verb, VERBAL))
}

/// Whether a person speaks.
fn of_person(scene: &Scene<'_, '_>, draft: &Draft) -> bool {
    let mentions = draft.subject.iter().flat_map(|subject| &subject.mentions);
    mentions.into_iter().any(|id| scene.mention(*id).kind == ActorKind::Person)
}

/// *dilaporkan lumpuh*: what is reported to have befallen somebody or something, in a small word that the tables need not
/// know; but *dilaporkan warga*, *dilaporkan istrinya*.
fn befalls(scene: &Scene<'_, '_>, place: &Place<'_>, at: usize) -> bool {
    const NO: ClassSet = crate::mentions::PHRASE_ENDS.with(Class::Circumstance).with(Class::Quantifier);
    let token = scene.token(at);
    let small = token.kind == TokenKind::Word && token.shape == Shape::Lower && !scene.any(at, NO);
    let owned = scene.token(at + 1).kind == TokenKind::Clitic;
    let reports = &*place.cue.1.act == kutip_lang::ACT_REPORT;
    reports && small && !owned && scene.mention_from(at).is_none()
}

/// What a passive report is about: a phrase without a verb of its own outside relative clauses.
fn is_noun_phrase(scene: &Scene<'_, '_>, from: usize, end: usize) -> bool {
    const OPENERS: ClassSet =
        ClassSet::of(&[Class::Preposition, Class::Subordinator, Class::Relative, Class::PronounFirst]);
    const LONG: usize = 24;
    if scene.any(from, OPENERS) || end - from > LONG {
        return false;
    }
    let mut relative = false;
    (from..end).all(|at| {
        relative |=
            scene.has(at, Class::Relative) || scene.has(at, Class::Comma) || scene.has(at, Class::Describing);
        relative
            || !(scene.has(at, Class::Verb) || scene.has(at, Class::Predicate))
            || scene.mention_from(at).is_some()
    })
}
