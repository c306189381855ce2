//! Actors, places and pacts as the record writes them.

use super::{Wire, certainty, kind};
use kutip_find::model::{self, ActorKind, Form, PlaceKind};
use kutip_record::{Actor, Clause, Mention, Pact, Place, Ref, Text};
use kutip_text::{Certainty, Mark};

pub(super) fn actors<'a>(wire: &Wire<'a>) -> Vec<Actor<'a>> {
    let roster = &wire.report.findings.roster;
    let mut mentions: Vec<Vec<&Mark<model::Reference>>> = vec![Vec::new(); roster.members.len()];
    for mark in roster.mentions.as_slice() {
        if let Some(own) = mentions.get_mut(mark.value.member.index()) {
            own.push(mark);
        }
    }
    let members = roster.members.iter().zip(mentions).enumerate();
    members.map(|(rank, (member, marks))| actor(wire, rank, member, &marks)).collect()
}

fn actor<'a>(
    wire: &Wire<'a>,
    rank: usize,
    member: &'a model::Member,
    marks: &[&'a Mark<model::Reference>],
) -> Actor<'a> {
    let named = marks.iter().any(|mark| mark.value.form == Form::Name);
    Actor {
        id: Ref::new('a', rank),
        name: member.name.as_str().into(),
        // The list of actors' kinds knows no unnamed ones: who speaks without a name is a person still.
        r#type: kind(if member.kind == ActorKind::Unnamed { ActorKind::Person } else { member.kind }),
        role: member.role.as_deref().map(Into::into),
        of: member.of.map(|of| Ref::new('a', of.index())),
        country: member.country.as_deref().map(Into::into),
        sector: member.sector.as_deref().map(Into::into),
        by: marks.first().map_or("pass/actors".into(), |mark| wire.by(mark.by)),
        certainty: certainty(if named { Certainty::Written } else { Certainty::Inferred }),
        mentions: marks
            .iter()
            .map(|mark| Mention {
                span: wire.span(mark.span),
                form: form(mark.value.form),
                by: wire.by(mark.by),
                certainty: certainty(mark.value.certainty),
            })
            .collect(),
    }
}

fn form(form: Form) -> Text<'static> {
    Text::Borrowed(match form {
        Form::Name => "name",
        Form::Nominal => "nominal",
        Form::Pronoun => "pronoun",
        Form::Clitic => "clitic",
    })
}

pub(super) fn places<'a>(wire: &Wire<'a>) -> Vec<Place<'a>> {
    let places = wire.report.findings.places.iter();
    places
        .map(|(id, mark)| Place {
            id: Ref::new('p', id.index()),
            span: wire.span(mark.span),
            name: mark.value.name.as_str().into(),
            country: mark.value.country.as_deref().map(Into::into),
            lat: mark.value.at.map(|(lat, _)| lat),
            lon: mark.value.at.map(|(_, lon)| lon),
            kind: Text::Borrowed(match mark.value.kind {
                PlaceKind::Country => "country",
                PlaceKind::Region => "region",
                PlaceKind::City => "city",
                PlaceKind::Capital => "capital",
                PlaceKind::Border => "border",
                PlaceKind::Sea => "sea",
                PlaceKind::Building => "building",
                PlaceKind::Other => "other",
            }),
            by: wire.by(mark.by),
            certainty: certainty(mark.value.certainty),
        })
        .collect()
}

pub(super) fn pacts<'a>(wire: &Wire<'a>) -> Vec<Pact<'a>> {
    let pacts = wire.report.findings.pacts.iter().enumerate();
    pacts
        .map(|(rank, mark)| {
            let pact = &mark.value;
            Pact {
                id: Ref::new('k', rank),
                name: wire.text(pact.span),
                span: wire.span(pact.span),
                parties: pact.parties.iter().map(|party| party.as_str().into()).collect(),
                kind: pact.kind.as_str().into(),
                stage: pact.stage.as_deref().map(Into::into),
                agreed: pact.agreed.as_deref().map(Into::into),
                clauses: pact
                    .clauses
                    .iter()
                    .map(|clause| Clause {
                        span: wire.span(clause.span),
                        kind: clause.kind.as_str().into(),
                        condition: clause.condition.map(|span| wire.span(span)),
                        action: wire.span(clause.action),
                    })
                    .collect(),
                mentions: pact.mentions.iter().map(|span| wire.span(*span)).collect(),
                by: wire.by(mark.by),
                certainty: certainty(Certainty::Inferred),
            }
        })
        .collect()
}
