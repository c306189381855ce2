//! Commitments: what somebody promises, threatens or announces to do himself, with its condition.
//!
//! The words of a promise or threat are one as they are; elsewhere a clause counts when whoever speaks, or the side for
//! which he speaks, is its subject. Wishes, requests and forecasts about others are none.

mod pacts;
mod span;

use crate::events::{Sight, Who, parties, same};
use crate::model::{Actor, ActorKind, Commitment, Document, Event, Modality, Party, Statement, Strength};
use crate::rules;
use kutip_lang::{Class, EVENT_TYPES, Hint};
use kutip_text::scan::shown;
use kutip_text::{Id, Layer, Mark};
use std::ops::Range;

/// Acts of statements whose words are a commitment as a whole.
const PROMISE: &str = "promise";
const THREATEN: &str = "threaten";
/// Types of acts that make a commitment a threat.
const HOSTILE: [&str; 5] = ["THREATEN", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"];

/// Finds the commitments.
pub(crate) fn find(
    doc: &Document<'_>,
    statements: &Layer<Statement>,
    events: &Layer<Event>,
) -> Layer<Commitment> {
    let sight = Sight::new(doc, statements);
    let mut found: Vec<Mark<Commitment>> = Vec::new();
    for (id, mark) in statements.iter() {
        let act = mark
            .value
            .cue
            .and_then(|cue| cue.entry)
            .and_then(|cue| doc.lang.cues.get(cue as usize))
            .map(|cue| &*cue.act);
        if matches!(act, Some(PROMISE | THREATEN)) {
            found.extend(whole(&sight, id, act == Some(THREATEN), events));
        } else {
            within(&sight, id, events, &mut found);
        }
    }
    found.extend(pacts::find(&sight, events));
    found.sort_by_key(|mark| mark.span);
    found.dedup_by_key(|mark| mark.span);
    Layer::new(found)
}

/// *bersumpah akan membalas*: all of what was said.
fn whole(
    sight: &Sight<'_, '_>,
    id: Id<Statement>,
    threat: bool,
    events: &Layer<Event>,
) -> Option<Mark<Commitment>> {
    let statement = &sight.statements[id].value;
    let content = sight.doc.tokens_in(*statement.content.first()?);
    let start = if content
        .clone()
        .next()
        .is_some_and(|at| sight.has(at, Class::ComplementizerKept) && !sight.has(at, Class::Modal))
    {
        content.start + 1
    } else {
        content.start
    };
    let parts = span::split(sight, start..content.end, start);
    let by = own(sight, statement);
    finish(sight, by, parts, Some(id), events, if threat { Strength::Threaten } else { Strength::Promise })
}

/// The speakers under their own names.
fn own(sight: &Sight<'_, '_>, statement: &Statement) -> Vec<Party> {
    let Some(speaker) = &statement.speaker else { return Vec::new() };
    let names = speaker.name.iter().flat_map(|name| name.split("; "));
    names.map(|name| Party { name: shown(name), ..own_name(sight, speaker.actor) }).collect()
}

/// The party of the speaker; his own name stands in front of it.
fn own_name(sight: &Sight<'_, '_>, actor: Option<Id<Actor>>) -> Party {
    let party = actor.map(|actor| crate::events::of_actor(sight, actor));
    let person = actor.is_some_and(|actor| sight.doc.actors[actor.index()].kind == ActorKind::Person);
    match party {
        Some(party) if person => Party { state: None, ..party },
        Some(party) => party,
        None => Party { name: String::new(), state: None, country: None, sector: None, actor, span: None },
    }
}

/// Clauses of a statement in which the speaker, or his side, will do something.
fn within(
    sight: &Sight<'_, '_>,
    id: Id<Statement>,
    events: &Layer<Event>,
    found: &mut Vec<Mark<Commitment>>,
) {
    let statement = &sight.statements[id].value;
    for content in &statement.content {
        let tokens = sight.doc.tokens_in(*content);
        let mut at = tokens.start;
        while at < tokens.end {
            let Some((_, next)) = sight.hint(at, &[Hint::Commits]).filter(|_| sight.voice(at) == Some(id))
            else {
                at += 1;
                continue;
            };
            let made = clause(sight, id, at, next, &tokens, events);
            at = next;
            if let Some(mark) = made {
                at = at.max(sight.doc.tokens_in(mark.value.action).end);
                found.push(mark);
            }
        }
    }
}

/// The clause whose predicate begins at `at`.
fn clause(
    sight: &Sight<'_, '_>,
    id: Id<Statement>,
    at: usize,
    next: usize,
    content: &Range<usize>,
    events: &Layer<Event>,
) -> Option<Mark<Commitment>> {
    // *berkomitmen pada perdamaian*, *akan siap*: enough by themselves.
    let alone = sight.is_verb(at) && at + 1 == next || sight.hint(next, &[Hint::Commits]).is_some();
    let verb = (next..(next + 4).min(content.end)).find(|at| sight.is_verb(*at)).or(alone.then_some(at))?;
    if sight.hint(verb, &[Hint::Befalls]).is_some() {
        return None; // *kita akan melihat ...*: nobody does anything
    }
    if (next..verb).any(|at| sight.is_mark(at) || sight.mention_at(at).is_some())
        || sight.has(at.saturating_sub(1), Class::Relative)
    {
        return None;
    }
    // *bisa segera*, *tidak menjamin*: no word is given.
    if sight.hint_before(at, &[Hint::Possible, Hint::Hoped, Hint::Denied]).is_some() {
        return None;
    }
    let prefix = sight.doc.lang.passive.as_deref();
    if sight.is_verb(verb) && prefix.is_some_and(|prefix| sight.text(&(verb..verb + 1)).starts_with(prefix)) {
        return None; // *akan ditahan*: somebody else does it
    }
    let before = events.as_slice();
    let said = parties(sight, &Who::Speaker(id), before);
    let who = sight.subject(at);
    let himself = matches!(&who, Some(Who::Parties(_, tokens)) if sight.hint(tokens.start, &[Hint::OwnPerson]).is_some());
    let by = match &who {
        Some(_) if himself => own(sight, &sight.statements[id].value),
        Some(Who::Speaker(_)) => said,
        // Left out is only what the clause begins without.
        None if at == content.start || sight.is_mark(at - 1) => said,
        None if sight.hint(at - 1, &[Hint::OwnSide]).is_some() => said,
        None => return None,
        Some(Who::Thing(tokens)) => {
            let own = tokens.end > tokens.start && sight.hint(tokens.end - 1, &[Hint::OwnSide]).is_some();
            if own { said } else { return None }
        }
        Some(who) => {
            let found = parties(sight, who, before);
            let own = found.iter().any(|party| {
                said.iter().any(|other| {
                    same(party, other)
                        || party.country.is_some() && party.country == other.country && party.state.is_some()
                })
            });
            let side = own_side(sight, who);
            if own {
                found
            } else if side {
                said
            } else {
                return None;
            }
        }
    };
    if by.is_empty() {
        return None;
    }
    let start = match &who {
        Some(Who::Parties(_, tokens)) if tokens.end == at && sight.has(tokens.start, Class::PronounFirst) => {
            tokens.start
        }
        _ => at,
    };
    let parts = span::split(sight, content.clone(), start);
    finish(sight, by, parts, Some(id), events, Strength::Intend)
}

/// *kami*, *tim*, *pihak kami*.
fn own_side(sight: &Sight<'_, '_>, who: &Who) -> bool {
    match who {
        Who::Parties(_, tokens) => {
            sight.has(tokens.start, Class::PronounFirst)
                || tokens.len() == 1 && sight.hint(tokens.start, &[Hint::OwnSide]).is_some()
        }
        _ => false,
    }
}

/// Action and condition become a commitment.
fn finish(
    sight: &Sight<'_, '_>,
    by: Vec<Party>,
    parts: span::Parts,
    statement: Option<Id<Statement>>,
    events: &Layer<Event>,
    strength: Strength,
) -> Option<Mark<Commitment>> {
    if by.is_empty() || parts.action.is_empty() {
        return None;
    }
    let action = sight.span(&parts.action);
    let condition = parts.condition.map(|tokens| sight.span(&tokens));
    let action_event = events.within(action).map(|(id, _)| id).next();
    let hostile = action_event.is_some_and(|id| {
        let event = &events[id].value;
        HOSTILE.contains(&EVENT_TYPES[sight.entry(event.entry).kind]) && event.modality != Modality::Denied
    });
    let weak = parts.action.clone().any(|at| sight.hint(at, &[Hint::Considers]).is_some());
    let strength = match strength {
        Strength::Intend if weak => Strength::Consider,
        Strength::Intend | Strength::Promise if hostile => Strength::Threaten,
        other => other,
    };
    let value = Commitment {
        by,
        condition,
        action,
        strength,
        deadline: sight.doc.times.within(action).map(|(id, _)| id).last(),
        condition_event: condition.and_then(|span| events.within(span).map(|(id, _)| id).next()),
        action_event,
        statement,
    };
    Some(Mark { span: action, by: rules::COMMITMENTS, value })
}
