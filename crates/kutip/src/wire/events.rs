//! Events and commitments as the record writes them.

use super::{Wire, certainty, said};
use kutip_find::model::{self, Amount, Time};
use kutip_lang::EVENT_TYPES;
use kutip_record::{Commitment, Event, Party, Ref, Text};
use kutip_text::{Id, Mark};

pub(super) fn events<'a>(wire: &Wire<'a>) -> Vec<Event<'a>> {
    wire.report.findings.events.iter().filter_map(|(id, mark)| event(wire, id.index(), mark)).collect()
}

fn event<'a>(wire: &Wire<'a>, number: usize, mark: &'a Mark<model::Event>) -> Option<Event<'a>> {
    let event = &mark.value;
    let entry = wire.report.document.lang.events.get(event.entry as usize)?;
    Some(Event {
        id: Ref::new('e', number),
        trigger: wire.span(mark.span),
        r#type: (*EVENT_TYPES.get(entry.kind)?).into(),
        mode: entry.mode.as_deref().map(Into::into).into_iter().collect(),
        contexts: entry.contexts.iter().map(|context| (&**context).into()).collect(),
        cameo: Some(&*entry.cameo).filter(|code| !code.is_empty()).map(Into::into),
        goldstein: event.goldstein(wire.report.document.lang),
        quad: event.quad(wire.report.document.lang),
        actor: parties(wire, &event.actor),
        recipient: parties(wire, &event.recipient),
        when: event.when.and_then(|id| time(wire, id)),
        r#where: wire
            .report
            .findings
            .scenes
            .get(number)
            .copied()
            .flatten()
            .map(|id| Ref::new('p', id.index())),
        figure: event.amount.and_then(|amount| figure(wire, amount)),
        modality: event.modality.name().into(),
        same_as: event.same_as.map(|at| Ref::new('e', at)),
        according_to: event.according_to.map(said),
        by: wire.by(mark.by),
        certainty: certainty(event.certainty),
    })
}

fn parties<'a>(wire: &Wire<'a>, parties: &'a [model::Party]) -> Vec<Party<'a>> {
    let states = &wire.report.document.lang.states;
    parties
        .iter()
        .map(|party| Party {
            name: party.name.as_str().into(),
            state: party.state.and_then(|row| states.get(row as usize)).map(|state| (&*state.iso3).into()),
            country: party.country.as_deref().map(Into::into),
            sector: party.sector.map(|sector| sector.code().into()),
            actor: party.actor.and_then(|actor| wire.actor(actor)),
            span: party.span.map(|span| wire.span(span)),
        })
        .collect()
}

fn time<'a>(wire: &Wire<'a>, id: Id<Time>) -> Option<Text<'a>> {
    wire.report.document.times.get(id).map(|mark| mark.value.value.as_str().into())
}

fn figure(wire: &Wire<'_>, amount: Id<Amount>) -> Option<Ref> {
    wire.amount_ranks.get(amount.index()).copied().flatten().map(|rank| Ref::new('f', rank))
}

pub(super) fn commitments<'a>(wire: &Wire<'a>) -> Vec<Commitment<'a>> {
    let commitments = wire.report.findings.commitments.iter();
    commitments
        .map(|(id, mark)| {
            let commitment = &mark.value;
            let event = |event: Id<model::Event>| Ref::new('e', event.index());
            Commitment {
                id: Ref::new('c', id.index()),
                by: parties(wire, &commitment.by),
                condition: commitment.condition.map(|span| wire.span(span)),
                action: wire.span(commitment.action),
                strength: commitment.strength.name().into(),
                deadline: commitment.deadline.and_then(|id| time(wire, id)),
                condition_event: commitment.condition_event.map(event),
                action_event: commitment.action_event.map(event),
                statement: commitment.statement.map(said),
                rule: wire.by(mark.by),
                certainty: certainty(kutip_text::Certainty::Inferred),
            }
        })
        .collect()
}
