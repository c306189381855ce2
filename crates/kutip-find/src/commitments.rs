//! Commitments: what somebody promises, threatens or announces to do himself, with its condition.
//!
//! The words of a promise or threat are one as they are; elsewhere a clause counts when whoever speaks, or the side for
//! which he speaks, is its subject. Wishes, requests and forecasts about others are none.

mod clause;
mod pacts;
mod span;

use crate::events::{Sight, Who, parties};
use crate::model::{Actor, ActorKind, Commitment, Document, Event, Modality, Party, Statement, Strength};
use crate::rules;
use kutip_lang::{Class, EVENT_TYPES, Hint};
use kutip_text::scan::shown;
use kutip_text::{Id, Layer, Mark, Span};

/// Acts of statements whose words are a commitment as a whole.
const PROMISE: &str = "promise";
const THREATEN: &str = "threaten";
/// Acts of statements that are about what others should do, or about what might be.
const ASKING: [&str; 5] = ["ask", "demand", "order", "suggest", "hope"];
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
        if act.is_some_and(|act| ASKING.contains(&act)) {
            continue;
        }
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
    if let Some(meant) = speaker.span.and_then(|span| instead_of_example(sight, span)) {
        return meant;
    }
    let names = speaker.name.iter().flat_map(|name| name.split("; "));
    names.map(|name| Party { name: shown(name), ..own_name(sight, speaker.actor) }).collect()
}

/// *Beberapa pabrik, Awan misalnya, berjanji*: the firms promise, not the example alone.
fn instead_of_example(sight: &Sight<'_, '_>, speaker: Span) -> Option<Vec<Party>> {
    let tokens = sight.doc.tokens_in(speaker);
    let inside = sight.hint_before(tokens.end, &[Hint::Example]).map(|_| tokens.end);
    let end = inside.or_else(|| sight.hint(tokens.end, &[Hint::Example]).map(|(_, end)| end))?;
    let aside = tokens.start > 0 && sight.has(tokens.start - 1, Class::Comma) && sight.has(end, Class::Comma);
    aside.then(|| {
        let id = sight.mention_to(tokens.start - 1);
        let who = id.map(|id| Who::Parties(vec![id], sight.mention(id).tokens.clone()));
        who.map(|who| parties(sight, &who, &[])).unwrap_or_default()
    })
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
        deadline: sight.doc.times.within(action).map(|(id, _)| id).last(),
        condition_event: condition.and_then(|span| events.within(span).map(|(id, _)| id).next()),
        action_event,
        statement,
    };
    Some(Mark { span: action, by: rules::COMMITMENTS, value })
}
