//! Times, figures and statements as the record writes them.

use super::{Wire, certainty, kind, said};
use kutip_find::model::{self, Relation, StatementKind, TimeKind};
use kutip_record::{Addressee, Cue, Day, Figure, Number, Ref, Speaker, Statement, Text, Time, Via, Voice};
use kutip_text::Certainty;

pub(super) fn times<'a>(wire: &Wire<'a>) -> Vec<Time<'a>> {
    let times = wire.report.document.times.iter();
    times
        .map(|(id, mark)| Time {
            id: Ref::new('t', id.index()),
            span: wire.span(mark.span),
            r#type: Text::Borrowed(match mark.value.kind {
                TimeKind::Date => "DATE",
                TimeKind::Time => "TIME",
                TimeKind::Duration => "DURATION",
                TimeKind::Set => "SET",
            }),
            value: mark.value.value.as_str().into(),
            inferred: mark.value.certainty != Certainty::Written,
            by: wire.by(mark.by),
            certainty: certainty(mark.value.certainty),
        })
        .collect()
}

pub(super) fn figures<'a>(wire: &Wire<'a>) -> Vec<Figure<'a>> {
    let figures = &wire.report.findings.figures;
    wire.figures.iter().enumerate().filter_map(|(rank, at)| figure(wire, rank, figures.get(*at)?)).collect()
}

fn figure<'a>(wire: &Wire<'a>, rank: usize, figure: &'a model::Figure) -> Option<Figure<'a>> {
    let mark = wire.report.document.amounts.get(figure.amount)?;
    let amount = &mark.value;
    Some(Figure {
        id: Ref::new('f', rank),
        span: wire.span(mark.span),
        value: Number(amount.value),
        upper: amount.upper.map(Number),
        unit: amount.unit.as_deref().map(Into::into),
        counted: amount.counted.map(|span| wire.text(span)),
        of: None,
        approx: amount.approx,
        relation: Text::Borrowed(match amount.relation {
            Relation::Equal => "eq",
            Relation::AtLeast => "ge",
            Relation::AtMost => "le",
        }),
        according_to: figure.according_to.map(said),
        revises: figure.revises.and_then(|at| wire.figure_ranks.get(at)).map(|rank| Ref::new('f', *rank)),
        by: wire.by(mark.by),
        certainty: certainty(amount.certainty),
    })
}

pub(super) fn statements<'a>(wire: &Wire<'a>) -> Vec<Statement<'a>> {
    let statements = wire.report.findings.statements.iter();
    statements
        .map(|(id, mark)| {
            let statement = &mark.value;
            Statement {
                id: said(id),
                kind: statement_kind(statement.kind),
                content: statement.content.iter().map(|span| wire.span(*span)).collect(),
                speaker: statement.speaker.as_ref().map(|speaker| Speaker {
                    span: speaker.span.map(|span| wire.span(span)),
                    name: speaker.name.as_deref().map(Into::into),
                    r#type: kind(speaker.kind),
                    actor: speaker.actor.and_then(|actor| wire.actor(actor)),
                }),
                cue: statement.cue.map(|cue| self::cue(wire, cue)),
                addressee: statement.addressee.map(|span| addressee(wire, span)),
                said_on: statement.said_on.map(Day),
                via: statement
                    .via
                    .iter()
                    .map(|via| Via { name: via.name.as_str().into(), span: wire.span(via.span) })
                    .collect(),
                speaks_for: speaks_for(wire, statement),
                voiced_by: statement.voiced_by.and_then(|mention| voice(wire, mention)),
                within: statement.within.map(said),
                by: wire.by(mark.by),
                certainty: certainty(statement.certainty),
            }
        })
        .collect()
}

/// The word of the record's closed list.
fn statement_kind(kind: StatementKind) -> Text<'static> {
    Text::Borrowed(match kind {
        StatementKind::Direct => "direct",
        StatementKind::Indirect => "indirect",
        StatementKind::Mixed => "mixed",
    })
}

fn cue<'a>(wire: &Wire<'a>, cue: model::CueMark) -> Cue<'a> {
    let lang = wire.report.document.lang;
    let entry = cue.entry.and_then(|at| lang.cues.get(at as usize));
    Cue {
        span: wire.span(cue.span),
        lemma: entry.map(|entry| (&*entry.lemma).into()),
        act: entry.map(|entry| &*entry.act).filter(|act| !act.is_empty()).map(Into::into),
    }
}

fn addressee(wire: &Wire<'_>, span: kutip_text::Span) -> Addressee {
    let mentions = &wire.report.document.mentions;
    let actor = mentions
        .within(span)
        .find(|(_, mark)| mark.span == span || mark.value.name == span)
        .and_then(|(_, mark)| wire.mention_actor(&mark.value));
    Addressee { span: wire.span(span), actor }
}

/// For whom the speaker speaks: as the sentence says, else by his role.
fn speaks_for(wire: &Wire<'_>, statement: &model::Statement) -> Option<Ref> {
    let roster = &wire.report.findings.roster;
    let said = statement.speaks_for.and_then(|mention| wire.report.document.mentions.get(mention));
    let meant = said.and_then(|mark| {
        let noun = roster.mentions.within(mark.span).find(|(_, other)| other.span.start == mark.span.start);
        let member = noun.map(|(_, other)| Ref::new('a', other.value.member.index()));
        wire.mention_actor(&mark.value).or(member)
    });
    meant.or_else(|| {
        let speaker = statement.speaker.as_ref()?.actor?;
        let member = roster.of.get(speaker.index()).copied().flatten()?;
        let of = roster.members.get(member.index())?.speaks_for?;
        Some(Ref::new('a', of.index()))
    })
}

fn voice<'a>(wire: &Wire<'a>, mention: kutip_text::Id<model::Mention>) -> Option<Voice<'a>> {
    let document = &wire.report.document;
    let mark = document.mentions.get(mention)?;
    let actor = mark.value.actor.and_then(|actor| document.actors.get(actor.index()));
    Some(Voice {
        span: wire.span(mark.span),
        name: actor.map_or_else(|| wire.text(mark.value.name), |actor| actor.name.as_str().into()),
        actor: wire.mention_actor(&mark.value),
    })
}
