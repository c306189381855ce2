//! Events and commitments as the record writes them.

use super::{Ref, Wire, certainty};
use kutip_find::model::{self, Amount, Time};
use kutip_lang::EVENT_TYPES;
use kutip_text::{Id, Mark};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Event<'a> {
    id: Ref,
    trigger: [u32; 2],
    r#type: &'static str,
    mode: Vec<&'a str>,
    contexts: Vec<&'a str>,
    cameo: Option<&'a str>,
    goldstein: Option<f64>,
    quad: Option<u8>,
    actor: Vec<Party<'a>>,
    recipient: Vec<Party<'a>>,
    when: Option<&'a str>,
    r#where: Option<Ref>,
    figure: Option<Ref>,
    modality: &'static str,
    same_as: Option<Ref>,
    according_to: Option<Ref>,
    by: &'a str,
    certainty: &'static str,
}

#[derive(Serialize)]
pub(super) struct Party<'a> {
    name: &'a str,
    state: Option<&'a str>,
    country: Option<&'a str>,
    sector: Option<&'static str>,
    actor: Option<Ref>,
    span: Option<[u32; 2]>,
}

#[derive(Serialize)]
pub(super) struct Commitment<'a> {
    id: Ref,
    /// Who commits himself: here the word is taken, so that the rule stands under another name.
    by: Vec<Party<'a>>,
    condition: Option<[u32; 2]>,
    action: [u32; 2],
    strength: &'static str,
    deadline: Option<&'a str>,
    condition_event: Option<Ref>,
    action_event: Option<Ref>,
    statement: Option<Ref>,
    rule: &'a str,
    certainty: &'static str,
}

pub(super) fn events<'a>(wire: &Wire<'a>) -> Vec<Event<'a>> {
    wire.report.findings.events.iter().filter_map(|(id, mark)| event(wire, id.index(), mark)).collect()
}

fn event<'a>(wire: &Wire<'a>, number: usize, mark: &'a Mark<model::Event>) -> Option<Event<'a>> {
    let event = &mark.value;
    let entry = wire.report.document.lang.events.get(event.entry as usize)?;
    Some(Event {
        id: Ref('e', number),
        trigger: wire.span(mark.span),
        r#type: EVENT_TYPES.get(entry.kind)?,
        mode: entry.mode.as_deref().into_iter().collect(),
        contexts: entry.contexts.iter().map(|context| &**context).collect(),
        cameo: Some(&*entry.cameo).filter(|code| !code.is_empty()),
        goldstein: event.goldstein(wire.report.document.lang),
        quad: event.quad(wire.report.document.lang),
        actor: parties(wire, &event.actor),
        recipient: parties(wire, &event.recipient),
        when: event.when.and_then(|id| time(wire, id)),
        r#where: wire.report.findings.scenes.get(number).copied().flatten().map(|id| Ref('p', id.index())),
        figure: event.amount.and_then(|amount| figure(wire, amount)),
        modality: event.modality.name(),
        same_as: event.same_as.map(|at| Ref('e', at)),
        according_to: event.according_to.map(Ref::statement),
        by: wire.by(mark.by),
        certainty: certainty(event.certainty),
    })
}

fn parties<'a>(wire: &Wire<'a>, parties: &'a [model::Party]) -> Vec<Party<'a>> {
    let states = &wire.report.document.lang.states;
    parties
        .iter()
        .map(|party| Party {
            name: &party.name,
            state: party.state.and_then(|row| states.get(row as usize)).map(|state| &*state.iso3),
            country: party.country.as_deref(),
            sector: party.sector.map(model::Sector::code),
            actor: party.actor.and_then(|actor| wire.actor(actor)),
            span: party.span.map(|span| wire.span(span)),
        })
        .collect()
}

fn time<'a>(wire: &Wire<'a>, id: Id<Time>) -> Option<&'a str> {
    wire.report.document.times.get(id).map(|mark| mark.value.value.as_str())
}

fn figure(wire: &Wire<'_>, amount: Id<Amount>) -> Option<Ref> {
    wire.amount_ranks.get(amount.index()).copied().flatten().map(|rank| Ref('f', rank))
}

pub(super) fn commitments<'a>(wire: &Wire<'a>) -> Vec<Commitment<'a>> {
    let commitments = wire.report.findings.commitments.iter();
    commitments
        .map(|(id, mark)| {
            let commitment = &mark.value;
            let event = |event: Id<model::Event>| Ref('e', event.index());
            Commitment {
                id: Ref('c', id.index()),
                by: parties(wire, &commitment.by),
                condition: commitment.condition.map(|span| wire.span(span)),
                action: wire.span(commitment.action),
                strength: commitment.strength.name(),
                deadline: commitment.deadline.and_then(|id| time(wire, id)),
                condition_event: commitment.condition_event.map(event),
                action_event: commitment.action_event.map(event),
                statement: commitment.statement.map(Ref::statement),
                rule: wire.by(mark.by),
                certainty: certainty(kutip_text::Certainty::Inferred),
            }
        })
        .collect()
}
