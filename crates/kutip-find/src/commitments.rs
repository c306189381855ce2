//! Commitments: what somebody promises, threatens or announces to do himself, with its condition.
//!
//! The words of a promise or threat are one as they are; elsewhere a clause counts when whoever speaks, or the side for
//! which he speaks, is its subject ([`clause`]), or sees to it that something is done ([`passive`]); and where the
//! narrator tells what somebody will do ([`told`]). Wishes, plans, requests and forecasts about others are none.

mod clause;
mod deed;
mod doer;
mod pacts;
mod passive;
mod region;
mod span;
mod told;

use crate::events::Sight;
use crate::model::{Commitment, Document, Event, Modality, Party, Statement, Strength, TimeKind};
use crate::rules;
use kutip_lang::{Class, EVENT_TYPES, Hint};
use kutip_text::{Id, Layer, Mark};

/// Acts of statements whose words are a commitment as a whole.
const PROMISE: &str = "promise";
const THREATEN: &str = "threaten";
/// Acts of statements that are about what others should do, about what might be, or about what is not so.
const NO_WORD_GIVEN: [&str; 7] = ["ask", "demand", "order", "suggest", "hope", "plan", "deny"];
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
        if act.is_some_and(|act| NO_WORD_GIVEN.contains(&act)) {
            continue;
        }
        if matches!(act, Some(PROMISE | THREATEN)) {
            found.extend(whole(&sight, id, act == Some(THREATEN), events));
        } else {
            within(&sight, id, events, &mut found);
        }
    }
    told::find(&sight, events, &mut found);
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
    let first = content.start;
    let led = sight.has(first, Class::ComplementizerKept)
        && !sight.has(first, Class::Modal)
        && !span::is_condition(sight, first);
    let start = if led { first + 1 } else { first };
    // *bersumpah tidak pernah mencuri*: of what was.
    if sight.hint(start, &[Hint::Denied]).is_some_and(|(_, end)| end > start + 1) {
        return None;
    }
    let mut parts = span::split(sight, start..content.end, start, start);
    // *berjanji, kelak jika terpilih, ia akan ...*: what is promised stands behind the condition.
    if let Some(condition) = parts.condition.clone().filter(|condition| condition.start <= start + 1)
        && let Some(from) = (condition.end..content.end).find(|at| !sight.is_mark(*at))
    {
        let behind = span::split(sight, from..content.end, from, from);
        if !behind.action.clone().any(|at| deed::is_deed(sight, at)) {
            return None; // *bersedia, jika diminta*: the text does not say to what.
        }
        parts = span::Parts { condition: Some(condition), ..behind };
    }
    let by = doer::own(sight, statement);
    finish(sight, by, parts, Some(id), events, if threat { Strength::Threaten } else { Strength::Promise })
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
            let made = clause::read(sight, id, at..next, &tokens, events);
            at = next;
            if let Some(mark) = made {
                at = at.max(sight.doc.tokens_in(mark.value.action).end);
                found.push(mark);
            }
        }
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
        deadline: sight
            .doc
            .times
            .within(action)
            .filter(|(_, time)| is_day(time.value.kind))
            .map(|(id, _)| id)
            .last(),
        condition_event: condition.and_then(|span| events.within(span).map(|(id, _)| id).next()),
        action_event,
        statement,
    };
    Some(Mark { span: action, by: rules::COMMITMENTS, value })
}

/// A length or a habit is nothing by which something is done.
fn is_day(kind: TimeKind) -> bool {
    matches!(kind, TimeKind::Date | TimeKind::Time)
}
