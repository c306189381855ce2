//! What was said before the cue, and what goes on after its speaker.

use super::frames::Place;
use super::scene::{Scene, VERBAL};
use super::speaker::Subject;
use super::{Draft, channels, content as said};
use crate::model::{ActorKind, Form, Quote, TokenKind};
use kutip_lang::{Class, ClassSet, Part};
use std::ops::Range;

/// What a phrase of time, place or reason begins with.
const ASIDE: ClassSet = ClassSet::of(&[Class::Preposition, Class::Circumstance, Class::Subordinator]);

/// A quotation of so few tokens, its marks included, may be a title.
const SHORT_TOKENS: usize = 6;

/// The quotation or clause before the cue (or before its subject).
pub(super) fn content(
    scene: &Scene<'_, '_>,
    place: &Place<'_>,
    end: usize,
    side: Part,
    draft: &mut Draft,
) -> Option<()> {
    let mut at = end;
    while at > place.floor && (scene.has(at - 1, Class::Comma) || scene.has(at - 1, Class::Dash)) {
        at -= 1;
    }
    if at > place.floor
        && let Some((_, quote)) = scene.quote(at - 1)
        && quote.tokens.end == at
        && (!quote.single || quote.tokens.len() > 4)
    {
        // *acara "Tiga Sisi" Sari bertanya*: a title in the middle of the clause.
        let bare = at == end && quote.tokens.start > place.floor && quote.tokens.len() <= SHORT_TOKENS;
        let ended = quote.tokens.len() > 1 && scene.token(at - 2).kind == TokenKind::Mark;
        if bare && !ended {
            return None;
        }
        push_quote(quote, scene, draft);
        draft.quoted = true;
        draft.start = quote.tokens.start;
        return Some(());
    }
    if side == Part::Quotation {
        return None;
    }
    let comma = at < end;
    let preposition = scene.has(place.at, Class::Preposition);
    let start = scene.skip_connectives(place.floor, at);
    if !comma && !preposition && !inserted(scene, place, start..at) || at <= place.floor {
        return None;
    }
    // *Tahun 2015, Sari memaparkan rencananya*: before a subject only a clause was said.
    if end < place.at && (scene.any(start, ASIDE) || !said::is_clause(scene, start, at)) {
        return None;
    }
    draft.start = place.floor;
    // Only a connective before it: *Akan tetapi, kata dia, ...*
    if start < at && !is_connective_only(scene, place.floor, at) {
        draft.content.push(start..at);
    } else if !comma_after_speaker_possible(scene, place) {
        return None;
    }
    Some(())
}

/// *Warga, ia menambahkan, dapat mengambil air*: the part of the clause before an inserted subject and cue.
pub(super) fn interrupted(
    scene: &Scene<'_, '_>,
    place: &Place<'_>,
    who: &Subject,
    after: usize,
) -> Option<Range<usize>> {
    let start = who.tokens.start;
    if start <= place.floor + 1 || !scene.has(start - 1, Class::Comma) || !scene.has(after, Class::Comma) {
        return None;
    }
    // *Melihat tato itu, Sari menangis sambil berkata, ...*: the clause has a verb of its own.
    if (who.tokens.end..place.at).any(|at| scene.has(at, Class::Verb)) {
        return None;
    }
    let left = scene.skip_connectives(place.floor, start - 1)..start - 1;
    let aside = scene.has(left.start, Class::Circumstance) || scene.time(left.start).is_some();
    let speech = left.clone().any(|at| scene.in_speech(at));
    // *Wakil Sekretaris Partai Lentera Jaya, Rudi Hakim menjelaskan, ...*: a role before the name.
    let named = who.mentions.iter().any(|id| scene.mention(*id).form == Form::Name);
    // The part right before the name, whatever stands before that.
    let part = scene.segment_start(left.end, left.start);
    let role = [left.start, part].into_iter().any(|at| {
        let person = |id| scene.mention(id).kind == ActorKind::Person;
        scene.class_term(at, Class::Title).is_some() || scene.mention_from(at).is_some_and(person)
    });
    // *Mendengar jawaban itu, Sari kembali bertanya, ...*: a clause without a subject says when.
    let subjectless = scene.has(left.start, Class::Verb);
    if (named && role || subjectless) && !scene.any(after + 1, VERBAL) {
        return None;
    }
    (!left.is_empty() && !aside && !speech && !is_connective_only(scene, place.floor, start)).then_some(left)
}

/// *Perubahan kata dia, tidak perlu ...*: a stem without commas after a bare noun phrase, its speaker named at once.
fn inserted(scene: &Scene<'_, '_>, place: &Place<'_>, left: Range<usize>) -> bool {
    let bare = !left.is_empty()
        && left.clone().all(|at| {
            !scene.has(at, Class::Verb) && !scene.has(at, Class::Predicate) && !scene.in_speech(at)
        });
    let stem = !scene.has(place.at, Class::Verb) && scene.token(place.at).kind == TokenKind::Word;
    const BEHIND: ClassSet =
        ClassSet::of(&[Class::Comma, Class::Verb, Class::Modal, Class::Predicate, Class::Negation]);
    bare && stem
        && super::behind::after(scene, place.next, place.last)
            .is_some_and(|(subject, next)| !subject.mentions.is_empty() && scene.any(next, BEHIND))
}

/// Only words that open a sentence: *Akan tetapi, ...*
fn is_connective_only(scene: &Scene<'_, '_>, from: usize, end: usize) -> bool {
    let mut at = from;
    while at < end {
        match scene.class_term(at, Class::Connective) {
            // *Saat ini, lanjut Sari, ...*: a time is part of what is said.
            Some(_) if scene.time(at).is_some() => return false,
            Some(next) => at = next,
            None if scene.has(at, Class::Comma)
                || scene.has(at, Class::ClauseCoordinator)
                || scene.has(at, Class::Coordinator) =>
            {
                at += 1
            }
            None => return false,
        }
    }
    true
}

fn comma_after_speaker_possible(scene: &Scene<'_, '_>, place: &Place<'_>) -> bool {
    (place.next..place.last).any(|at| scene.has(at, Class::Comma)) || scene.has(place.at, Class::Preposition)
}

/// All of a quotation, whole.
pub(super) fn push_quote(quote: &Quote, scene: &Scene<'_, '_>, draft: &mut Draft) {
    for span in &quote.inner {
        let tokens = scene.doc.tokens_in(*span);
        if !tokens.is_empty() {
            draft.content.push(tokens);
        }
    }
}

/// After the speaker of an inverted cue the content may go on: a second quotation, or the rest of the clause.
pub(super) fn go_on(scene: &Scene<'_, '_>, place: &Place<'_>, next: usize, draft: &mut Draft) {
    let mut at = next;
    while at < place.last && scene.has(at, Class::CueAdverb) && !scene.has(at, Class::Comma) {
        at += 1;
    }
    let comma = scene.has(at, Class::Comma);
    if draft.quoted {
        // *"...," kata Sari, "..."*: also after a place or date between commas.
        let mut seek = at;
        while seek < place.last {
            if let Some((_, quote)) = scene.quote(seek) {
                let opens = quote.tokens.start == seek && !quote.single && quote.tokens.len() > 4;
                let joined =
                    seek > 0 && (scene.has(seek - 1, Class::Comma) || scene.has(seek - 1, Class::Colon));
                let cue_between =
                    (next..seek).any(|i| scene.cues(i).next().is_some() && scene.has(i, Class::Verb));
                if opens && joined && !cue_between {
                    push_quote(quote, scene, draft);
                    draft.end = quote.tokens.end;
                }
                return;
            }
            seek += 1;
        }
        return;
    }
    let preposition = scene.has(place.at, Class::Preposition);
    let unfinished = draft.content.first().is_some_and(|left| {
        left.clone().all(|i| !scene.has(i, Class::Verb) && !scene.has(i, Class::Predicate))
            && place.last > at + 2
            && scene.time(at + 1).is_none()
            && (at + 1..at + 4).all(|i| channels::carrier(scene, i, place.last).is_none())
    });
    const FORMED: ClassSet = ClassSet::of(&[Class::Verb, Class::Modal, Class::Predicate, Class::Negation]);
    // *Setelah itu dipastikan, lanjut Rina maka tim ...*
    let open = draft.content.first().is_some_and(|left| scene.has(left.start, Class::Subordinator));
    let joint = scene.has(at, Class::ClauseCoordinator) || scene.has(at, Class::Connective);
    let joins = open && joint && !scene.has(at, Class::Coordinator);
    // *Tentara, kata Sari saat ini dituntut ...*: a time may stand before the predicate.
    let formed = scene.time(at).map_or(at, |time| time.end);
    let runs_on = unfinished && scene.any(formed, FORMED) || joins;
    if (comma || preposition || runs_on)
        && (runs_on || comma && unfinished || said::goes_on(scene, at, place.last))
    {
        let from = if comma { at + 1 } else { at };
        let end = said::end(scene, from, place.last);
        draft.content.push(from..end);
        draft.end = end;
    }
}

/// *..., menurut X, ...*: the part of the clause before a preposition that names the speaker.
pub(super) fn around(scene: &Scene<'_, '_>, place: &Place<'_>) -> Option<Range<usize>> {
    let mut at = place.at;
    while at > place.floor && scene.has(at - 1, Class::Comma) {
        at -= 1;
    }
    let left = scene.skip_connectives(place.floor, at)..at;
    let clause = !left.is_empty()
        && scene.has(place.at, Class::Preposition)
        && !is_connective_only(scene, place.floor, at)
        && left.clone().all(|i| !scene.in_speech(i));
    clause.then_some(left)
}

/// *Laporan warga, dikatakannya, makin banyak*: the part of the clause before a verb between commas, with its speaker.
pub(super) fn enclosed(scene: &Scene<'_, '_>, place: &Place<'_>, after: usize) -> Option<Range<usize>> {
    let comma = place.at.checked_sub(1).filter(|at| *at > place.floor && scene.has(*at, Class::Comma))?;
    let left = scene.skip_connectives(place.floor, comma)..comma;
    let aside = scene.any(left.start, ASIDE) || scene.time(left.start).is_some();
    let clause = !left.is_empty() && !aside && !is_connective_only(scene, place.floor, comma);
    let spoken = left.clone().any(|at| scene.in_speech(at));
    let verb = scene.has(place.at, Class::Verb) && scene.has(after, Class::Comma);
    (verb && clause && !spoken).then_some(left)
}

/// A quotation that ends in a comma stands right before the token.
pub(super) fn ends_in_comma(scene: &Scene<'_, '_>, place: &Place<'_>, before: usize) -> bool {
    let mut at = before;
    while at > place.floor && scene.has(at - 1, Class::Comma) {
        at -= 1;
    }
    let quote = at.checked_sub(1).and_then(|last| scene.quote_from(last, place.floor));
    quote.is_some_and(|quote| {
        let inner = quote.tokens.end == at && !quote.single && quote.tokens.len() > 4;
        inner && (at < before || quote.closed && scene.has(at - 2, Class::Comma))
    })
}
