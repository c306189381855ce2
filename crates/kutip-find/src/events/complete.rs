//! Parties that the clause leaves out, from what the article said before and says inside.

use super::build::{ASSAULT, Light};
use super::needs;
use super::party::{named_in, parties, same};
use super::sight::{Found, Sight};
use crate::model::{Event, Party, tokens_in};
use kutip_lang::{Class, EventForm, EventPart};
use kutip_text::{Mark, Span};

/// An act without parties is that of an event at most so many events back.
const BACK: usize = 12;
/// An answer stands at most so many events behind what it answers.
const ANSWER: usize = 4;
/// A state that a threat speaks of stands at most so far behind it.
const REST: usize = 16;
/// The mode of disapproving, in PLOVER.
const DISAPPROVE: &str = "disapprove";

/// The places of types in their list.
const AGREE: usize = 0;
const CONSULT: usize = 1;
const ACCUSE: usize = 8;
const REJECT: usize = 9;
const THREATEN: usize = 10;
const SUPPORT: usize = 2;
const PROTEST: usize = 11;
const SANCTION: usize = 12;
const MOBILIZE: usize = 13;

/// Fills actors and recipients; the earlier mention of the same act, where all of it comes from there.
pub(super) fn from_before(
    sight: &Sight<'_, '_>,
    act: &Found,
    light: Option<Light>,
    (actor, recipient): (&mut Vec<Party>, &mut Vec<Party>),
    before: &[Mark<Event>],
) -> Option<usize> {
    let entry = sight.entry(act.entry);
    let noun = matches!(act.form, EventForm::Deed | EventForm::Doing);
    if entry.frame.subject == Some(EventPart::Mutual) {
        return mutual(sight, act, noun, (actor, recipient), before);
    }
    if noun && light.is_none() && actor.is_empty() {
        let goes_back = [PROTEST, ASSAULT].contains(&entry.kind) || pointed(sight, act);
        let earlier = earlier(sight, entry.kind, actor, recipient, before);
        let same_word = |at: &usize| before[*at].value.entry == act.entry;
        if let Some(at) = earlier.filter(|at| goes_back || same_word(at)) {
            let event = &before[at].value;
            actor.clone_from(&event.actor);
            if recipient.is_empty() {
                recipient.clone_from(&event.recipient);
            }
            // A riot is not the rally before it, though the same people took part.
            return (entry.kind == ASSAULT || same_word(&at)).then_some(at);
        }
    }
    // Nobody is said to have done it: whoever did the same to the same.
    let same_entry = |event: &Event| event.entry == act.entry;
    if act.form == EventForm::Passive && actor.is_empty() && !recipient.is_empty() {
        let found = before.iter().rev().take(ANSWER).find(|event| {
            let event = &event.value;
            sight.entry(event.entry).kind == entry.kind
                && !event.actor.is_empty()
                && (entry.kind == ASSAULT || same_entry(event) && overlap(recipient, &event.recipient))
        });
        actor.extend(found.map(|event| event.value.actor.clone()).into_iter().flatten());
    }
    // *ia ditahan*: by the body that pursued last.
    let pursued = act.form != EventForm::Active && !recipient.is_empty() && needs::is_pursuit(entry);
    if actor.is_empty() && pursued {
        let last = before.iter().rev().take(BACK).find(|event| {
            let by = &event.value.actor;
            needs::is_pursuit(sight.entry(event.value.entry))
                && !by.is_empty()
                && by.iter().all(|party| needs::is_authority(sight, party))
        });
        actor.extend(last.map(|event| event.value.actor.clone()).into_iter().flatten());
    }
    if !recipient.is_empty() || actor.is_empty() {
        return None;
    }
    // The same actor, the same kind of act: against the same.
    let repeats = noun || entry.kind == ASSAULT || entry.kind == MOBILIZE && pointed(sight, act);
    if repeats && let Some(at) = earlier(sight, entry.kind, actor, recipient, before) {
        *recipient =
            before[at].value.recipient.iter().filter(|party| !holds(actor, party)).cloned().collect();
    }
    if recipient.is_empty()
        && (entry.kind == THREATEN || entry.kind == SUPPORT && entry.frame.object == Some(EventPart::Object))
    {
        let rest = act.end..sight.stretch(act.start).end.min(act.end + REST);
        *recipient = named_in(sight, &rest)
            .into_iter()
            .filter(|party| party.state.is_some() && !holds(actor, party))
            .take(1)
            .collect();
    }
    let disapproves = entry.kind == ACCUSE && entry.mode.as_deref() == Some(DISAPPROVE);
    if recipient.is_empty() && (entry.kind == SANCTION || disapproves && pointed(sight, act)) {
        // The word that reports the act names nobody whom it hits: *memperingatkan Uni Eropa akan menjatuhkan sanksi*.
        let reports = |event: &&Mark<Event>| {
            let trigger = tokens_in(&sight.doc.tokens, event.span).start;
            sight.cue_of(trigger).is_some() && sight.cue_of(trigger) == sight.voice(act.start)
        };
        let last = before.last().filter(|event| near(sight, act, event) && !reports(event));
        let last = last.map(|event| &event.value.actor);
        *recipient = last.into_iter().flatten().filter(|party| !holds(actor, party)).cloned().collect();
    }
    if recipient.is_empty() && (disapproves || [REJECT, THREATEN].contains(&entry.kind)) {
        *recipient = answered(actor, before);
    }
    None
}

fn holds(list: &[Party], party: &Party) -> bool {
    list.iter().any(|other| same(other, party))
}

fn overlap(a: &[Party], b: &[Party]) -> bool {
    a.iter().any(|party| holds(b, party))
}

/// In the same sentence or the one before.
fn near(sight: &Sight<'_, '_>, act: &Found, event: &Mark<Event>) -> bool {
    let place = tokens_in(&sight.doc.tokens, event.span).start;
    match (sight.doc.sentence_of(act.start), sight.doc.sentence_of(place)) {
        (Some(here), Some(there)) => here - there.min(here) <= 1,
        _ => false,
    }
}

/// A demonstrative soon after the noun: *serangan itu*.
fn pointed(sight: &Sight<'_, '_>, act: &Found) -> bool {
    (act.end..act.end + 3)
        .take_while(|at| sight.is_word(*at) && !sight.is_verb(*at))
        .any(|at| sight.has(at, Class::Demonstrative))
}

/// An earlier event of the same type whose parties these words leave out.
fn earlier(
    sight: &Sight<'_, '_>,
    kind: usize,
    actor: &[Party],
    recipient: &[Party],
    before: &[Mark<Event>],
) -> Option<usize> {
    let all_in =
        |some: &[Party], all: &[Party]| some.iter().all(|party| all.iter().any(|other| same(other, party)));
    let fits = |event: &Event| {
        sight.entry(event.entry).kind == kind
            && !event.actor.is_empty()
            && all_in(actor, &event.actor)
            && (event.recipient.is_empty() || recipient.is_empty() || overlap(recipient, &event.recipient))
            && !(recipient.is_empty() && !actor.is_empty() && event.recipient.is_empty())
    };
    let from = before.len().saturating_sub(BACK);
    (from..before.len()).rev().find(|at| fits(&before[*at].value))
}

/// Whoever did something to the actor just before, or to whom the actor did.
fn answered(actor: &[Party], before: &[Mark<Event>]) -> Vec<Party> {
    let is_actor = |list: &[Party]| list.iter().any(|party| actor.iter().any(|other| same(other, party)));
    let others = |list: &[Party]| {
        list.iter().filter(|party| !actor.iter().any(|other| same(other, party))).cloned().collect::<Vec<_>>()
    };
    before
        .iter()
        .rev()
        .take(ANSWER)
        .find_map(|event| {
            let event = &event.value;
            let found = if is_actor(&event.recipient) {
                others(&event.actor)
            } else if is_actor(&event.actor) {
                others(&event.recipient)
            } else {
                Vec::new()
            };
            (!found.is_empty()).then_some(found)
        })
        .unwrap_or_default()
}

/// A mutual act needs two: the other one is the clause's subject, or as before.
fn mutual(
    sight: &Sight<'_, '_>,
    act: &Found,
    noun: bool,
    (actor, recipient): (&mut Vec<Party>, &mut Vec<Party>),
    before: &[Mark<Event>],
) -> Option<usize> {
    if actor.len() > 1 {
        return None;
    }
    if noun {
        let partner = main_subject(sight, act, before);
        if actor.is_empty() && partner.len() > 1 {
            *actor = partner;
            recipient.clone_from(actor);
            return None;
        }
        let other = partner.into_iter().find(|party| !actor.is_empty() && !same(party, &actor[0]));
        if let Some(other) = other {
            actor.insert(0, other);
            recipient.clone_from(actor);
            return None;
        }
    }
    let kind = sight.entry(act.entry).kind;
    if let Some(at) = earlier(sight, kind, actor, &[], before).filter(|at| before[*at].value.actor.len() > 1)
    {
        actor.clone_from(&before[at].value.actor);
        recipient.clone_from(&before[at].value.recipient);
        return Some(at);
    }
    // Whoever fought before fights on.
    if kind == ASSAULT {
        let last = before.iter().rev().take(BACK).find(|event| {
            sight.entry(event.value.entry).kind == kind
                && !event.value.actor.is_empty()
                && !event.value.recipient.is_empty()
        });
        if let Some(event) = last {
            let mut both = event.value.actor.clone();
            both.extend(
                event.value.recipient.iter().filter(|party| !holds(&event.value.actor, party)).cloned(),
            );
            if actor.iter().all(|party| holds(&both, party)) {
                recipient.clone_from(&both);
                *actor = both;
            }
        }
    }
    // Nobody is said to talk: the two sides of which the article spoke.
    let led = act.start > 0
        && (sight.has(act.start - 1, Class::Preposition) || sight.has(act.start - 1, Class::Coordinator));
    if kind == CONSULT && actor.len() < 2 && !(noun && led && actor.is_empty()) {
        let sides = before.iter().rev().take(ANSWER).find_map(|event| {
            let event = &event.value;
            let (a, b) = (event.actor.first()?, event.recipient.first()?);
            let states = a.state.is_some() && b.state.is_some() && !same(a, b);
            let fits = actor.iter().all(|party| same(party, a) || same(party, b));
            (states && fits).then(|| vec![a.clone(), b.clone()])
        });
        if let Some(sides) = sides {
            recipient.clone_from(&sides);
            *actor = sides;
        }
    }
    None
}

/// The subject of the clause that a phrase belongs to: *Dalam pertemuan dengan X, Y mengatakan*.
fn main_subject(sight: &Sight<'_, '_>, act: &Found, before: &[Mark<Event>]) -> Vec<Party> {
    let Some(sentence) = sight.doc.sentence_of(act.start) else { return Vec::new() };
    let sentence = &sight.doc.sentences[sentence].tokens;
    let voice = sight.voice(act.start);
    let verb = (act.end..sentence.end)
        .find(|at| sight.is_verb(*at) && sight.voice(*at) == voice && sight.mention_at(*at).is_none());
    let opens = sight.has(act.start.saturating_sub(1), Class::Preposition) && act.start < sentence.start + 3;
    let verb = if opens {
        verb
    } else {
        (sentence.start..act.start).find(|at| sight.is_verb(*at) && sight.mention_at(*at).is_none())
    };
    let Some(who) = verb.and_then(|verb| sight.subject(verb)) else { return Vec::new() };
    parties(sight, &who, before)
}

/// A promise or threat concerns whoever the act inside concerns.
pub(super) fn from_inside(sight: &Sight<'_, '_>, events: &mut [Mark<Event>]) {
    for at in 0..events.len().saturating_sub(1) {
        let kind = sight.entry(events[at].value.entry).kind;
        let asks = [AGREE, THREATEN, REJECT].contains(&kind) && events[at].value.recipient.is_empty();
        let (outer, inner) = (&events[at], &events[at + 1]);
        let place = |event: &Mark<Event>| tokens_in(&sight.doc.tokens, event.span).start;
        let together = sight.doc.sentence_of(place(outer)) == sight.doc.sentence_of(place(inner));
        let by_same =
            inner.value.actor.iter().any(|party| outer.value.actor.iter().any(|other| same(other, party)));
        if asks && together && by_same && inner.value.actor != inner.value.recipient {
            events[at].value.recipient = inner.value.recipient.clone();
        }
        // *mengutuk serangan X*: the one who attacks.
        let outer = &events[at];
        let right_behind =
            tokens_in(&sight.doc.tokens, Span { start: outer.span.end, end: events[at + 1].span.start })
                .len()
                < 2;
        let disapproves =
            kind == ACCUSE && sight.entry(outer.value.entry).mode.as_deref() == Some(DISAPPROVE);
        if disapproves && right_behind && together {
            let found: Vec<Party> = events[at + 1]
                .value
                .actor
                .iter()
                .filter(|party| !holds(&outer.value.actor, party))
                .cloned()
                .collect();
            if !found.is_empty() {
                events[at].value.recipient = found;
            }
        }
    }
}
