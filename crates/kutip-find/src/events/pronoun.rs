//! Whom a pronoun means, and *kedua negara*: by statements, events and mentions before it.

use super::party::{named, of_actor, of_mention, of_speaker, same};
use super::sight::Sight;
use crate::model::{ActorKind, Event, Form, Known, Mention, Party};
use kutip_lang::{Class, Hint};
use kutip_text::{Id, Mark};
use std::ops::Range;

/// A pronoun looks back over at most so many sentences.
const SENTENCES_BACK: usize = 4;

/// *kedua negara*, *keduanya*: who spoke to whom, the two of the last mutual act, the last two states.
pub(super) fn pair(sight: &Sight<'_, '_>, at: usize, before: &[Mark<Event>]) -> Vec<Party> {
    let mutual = before
        .iter()
        .rev()
        .take(4)
        .find(|event| event.value.actor.len() == 2 && event.value.actor == event.value.recipient);
    if let Some(event) = mutual {
        return event.value.actor.clone();
    }
    if let Some(both) = side_by_side(sight, at, before) {
        return both;
    }
    if let Some(id) = sight.speaker_before(at)
        && let Some(told) = (0..=id.index())
            .rev()
            .take(4)
            .map(Id::new)
            .find(|id| sight.statements[*id].value.addressee.is_some())
    {
        let hearer =
            sight.statements[told].value.addressee.and_then(|span| sight.doc.mentions.within(span).next());
        let mut both = of_speaker(sight, told, before);
        both.extend(hearer.map(|(id, _)| of_mention(sight, id, before)).into_iter().flatten());
        if both.len() == 2 && both.iter().all(|party| party.state.is_some()) {
            return both;
        }
    }
    let named = last_states(sight, at);
    let sides = before.iter().rev().take(4).find_map(|event| {
        let (actor, recipient) = (&event.value.actor, &event.value.recipient);
        (actor.len() == 1 && recipient.len() == 1 && !same(&actor[0], &recipient[0]))
            .then(|| vec![actor[0].clone(), recipient[0].clone()])
    });
    if named.len() == 2 { named } else { sides.unwrap_or(named) }
}

/// *Turki meminta X dan Y menahan diri. Kedua negara ...*: two states named side by side, in this sentence or the one
/// before; whoever asks them, or stands between them, is none of the two.
fn side_by_side(sight: &Sight<'_, '_>, at: usize, before: &[Mark<Event>]) -> Option<Vec<Party>> {
    let sentence = sight.doc.sentence_of(at)?;
    let from = sight.doc.sentences[sentence.saturating_sub(1)].span.start;
    let marks = sight.doc.mentions.as_slice();
    let end = marks.partition_point(|mark| mark.span.start < sight.token(at).span.start);
    let back = (0..end).rev().take_while(|at| marks[*at].span.start >= from).map(|at| {
        let mention = &marks[at].value;
        (mention.tokens.clone(), Id::<Mention>::new(at))
    });
    let state = |id: Id<Mention>| match sight.mention(id).known {
        Some(Known::State(state)) => Some(state),
        _ => None,
    };
    let two = last_joined(
        back,
        |at| sight.has(at, Class::Coordinator),
        |one, two| state(*one).is_some() && state(*two).is_some() && state(*one) != state(*two),
    )?;
    Some(two.into_iter().flat_map(|id| of_mention(sight, id, before)).collect())
}

/// The last two of a list that a word joins, where they fit; the list begins with the last of the text.
pub(crate) fn last_joined<T>(
    back: impl Iterator<Item = (Range<usize>, T)>,
    joins: impl Fn(usize) -> bool,
    fits: impl Fn(&T, &T) -> bool,
) -> Option<[T; 2]> {
    let mut later: Option<(usize, T)> = None;
    for (tokens, one) in back {
        if let Some((start, two)) = later.take()
            && tokens.end + 1 == start
            && joins(tokens.end)
            && fits(&one, &two)
        {
            return Some([one, two]);
        }
        later = Some((tokens.start, one));
    }
    None
}

/// The last two states (or persons that act for one) before a place, in the order of the text.
fn last_states(sight: &Sight<'_, '_>, at: usize) -> Vec<Party> {
    let mut out: Vec<Party> = Vec::new();
    let Some(sentence) = sight.doc.sentence_of(at) else { return out };
    let from = sight.doc.sentences[sentence.saturating_sub(2)].span.start;
    for mark in sight.doc.mentions.as_slice().iter().rev() {
        if mark.value.tokens.end > at {
            continue;
        }
        if mark.span.start < from || out.len() == 2 {
            break;
        }
        if mark.value.form == Form::Name
            && let Some(party) = named(sight, &mark.value)
            && (party.state.is_some() || mark.value.kind == ActorKind::Person)
            && !out.iter().any(|other| same(other, &party))
        {
            out.insert(0, party);
        }
    }
    out
}

/// A pronoun: the speaker for the first person, else whoever was spoken of.
pub(super) fn pronoun(sight: &Sight<'_, '_>, mention: &Mention, before: &[Mark<Event>]) -> Vec<Party> {
    let at = mention.tokens.start;
    if sight.has(at, Class::PronounFirst) {
        return sight.voice(at).map(|id| of_speaker(sight, id, before)).unwrap_or_default();
    }
    if sight.hint(at, &[Hint::Both]).is_some() {
        return pair(sight, at, before);
    }
    let plural = mention.kind == ActorKind::Group;
    let Some(sentence) = sight.doc.sentence_of(at) else { return Vec::new() };
    for number in (sentence.saturating_sub(SENTENCES_BACK)..=sentence).rev() {
        let found = if plural { group_in(sight, number, at, before) } else { person_in(sight, number, at) };
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// The last act's actor in a sentence, else its first state or body.
fn group_in(sight: &Sight<'_, '_>, number: usize, at: usize, before: &[Mark<Event>]) -> Vec<Party> {
    let sentence = &sight.doc.sentences[number];
    let act = before.iter().rev().find(|event| {
        sentence.span.contains(event.span)
            && event.span.end <= sight.token(at).span.start
            && !event.value.actor.is_empty()
    });
    let fits = |party: &&Party| {
        party.state.is_some()
            || party.actor.is_none_or(|id| sight.doc.actors[id.index()].kind != ActorKind::Person)
    };
    if let Some(party) = act.and_then(|event| event.value.actor.iter().find(fits)) {
        return vec![party.clone()];
    }
    let first = sight.doc.mentions.within(sentence.span).find(|(_, mark)| {
        let (mention, start) = (&mark.value, mark.value.tokens.start);
        let led = start > 0 && sight.has(start - 1, Class::Preposition);
        mention.tokens.end <= at
            && !led
            && matches!(
                mention.kind,
                ActorKind::State
                    | ActorKind::Organization
                    | ActorKind::Group
                    | ActorKind::ArmedForces
                    | ActorKind::Unnamed
            )
            && !matches!(mention.form, Form::Pronoun | Form::Clitic)
    });
    match first {
        Some((id, _)) => of_mention(sight, id, before),
        None => Vec::new(),
    }
}

/// The last speaker of a sentence who is a person, else its first person.
fn person_in(sight: &Sight<'_, '_>, number: usize, at: usize) -> Vec<Party> {
    let sentence = &sight.doc.sentences[number];
    let place = sight.token(at).span.start;
    let said = sight.statements.within(sentence.span).filter(|(_, mark)| {
        let cue = mark.value.cue.map_or(mark.span, |cue| cue.span);
        sentence.span.overlaps(cue)
            && cue.end <= place
            && mark.value.speaker.as_ref().is_some_and(|s| s.kind == ActorKind::Person && s.actor.is_some())
    });
    if let Some(actor) =
        said.last().and_then(|(_, mark)| mark.value.speaker.as_ref()).and_then(|speaker| speaker.actor)
    {
        return vec![of_actor(sight, actor)];
    }
    let first = sight.doc.mentions.within(sentence.span).find(|(_, mark)| {
        mark.value.tokens.end <= at
            && mark.value.kind == ActorKind::Person
            && mark.value.form == Form::Name
            && mark.value.actor.is_some()
    });
    first.and_then(|(_, mark)| mark.value.actor).map(|actor| of_actor(sight, actor)).into_iter().collect()
}
