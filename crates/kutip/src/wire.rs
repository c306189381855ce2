//! The public record: the only place that serializes.
//!
//! The names and their order are the contract; inside, offsets are bytes, here they become Unicode code points.

mod actors;
mod document;
mod doubts;
mod events;
mod findings;

use crate::Layers;
use crate::engine::{Origin, READ};
use kutip_find::model::{Actor, ActorKind, Mention, Statement};
use kutip_find::{Report, rule_name};
use kutip_record::{Record, Ref, SCHEMA_VERSION, Text};
use kutip_text::{Certainty, CodePoints, Id, RuleId, Span};

pub use doubts::{name as doubt_name, note as doubt_note, replaced};

/// Writes the record of a report and a line feed to the end of `out`; of its lists only those of `layers`.
pub fn write(report: &Report<'_>, origin: &Origin, layers: Layers, out: &mut Vec<u8>) {
    // Writing to memory fails only where a map has keys that are no strings, and there are none.
    let _ = with_record(report, origin, layers, |record| serde_json::to_writer(&mut *out, &record));
    out.push(b'\n');
}

/// Hands on the record of a report; of its lists only those of `layers`.
pub fn with_record<R>(
    report: &Report<'_>,
    origin: &Origin,
    layers: Layers,
    then: impl FnOnce(Record<'_>) -> R,
) -> R {
    let wire = Wire::new(report);
    then(Record {
        schema: SCHEMA_VERSION.into(),
        kutip: crate::VERSION.into(),
        lexicon_sha256: origin.lexicon_sha256.as_deref().map(Into::into),
        document: document::of(&wire, origin),
        actors: layers.only("actors", || actors::actors(&wire)),
        places: layers.only("places", || actors::places(&wire)),
        times: layers.only("times", || findings::times(&wire)),
        figures: layers.only("figures", || findings::figures(&wire)),
        statements: layers.only("statements", || findings::statements(&wire)),
        quoted_terms: layers.only("quoted_terms", || {
            report.findings.quoted_terms.iter().map(|mark| wire.span(mark.span)).collect()
        }),
        events: layers.only("events", || events::events(&wire)),
        commitments: layers.only("commitments", || events::commitments(&wire)),
        pacts: layers.only("pacts", || actors::pacts(&wire)),
        doubts: layers.only("doubts", || doubts::of(&wire)),
    })
}

/// The id of a statement within the record.
fn said(id: Id<Statement>) -> Ref {
    Ref::new('s', id.index())
}

/// A report and what is needed to write it down.
struct Wire<'a> {
    report: &'a Report<'a>,
    points: CodePoints<'a>,
    /// The figures in the order of the text.
    figures: Vec<usize>,
    figure_ranks: Vec<usize>,
    /// The place of each amount's figure in that order.
    amount_ranks: Vec<Option<usize>>,
}

impl<'a> Wire<'a> {
    fn new(report: &'a Report<'a>) -> Self {
        let document = &report.document;
        let figures = order(report.findings.figures.len(), |at| {
            document.amounts.get(report.findings.figures[at].amount).map(|mark| mark.span.start)
        });
        let figure_ranks = ranks(&figures);
        let mut amount_ranks = vec![None; document.amounts.len()];
        for (figure, rank) in report.findings.figures.iter().zip(&figure_ranks) {
            if let Some(place) = amount_ranks.get_mut(figure.amount.index()) {
                *place = Some(*rank);
            }
        }
        Self { report, points: CodePoints::new(&document.article.text), figure_ranks, amount_ranks, figures }
    }

    fn span(&self, span: Span) -> [u32; 2] {
        self.points.span(span)
    }

    fn text(&self, span: Span) -> Text<'a> {
        span.of(&self.report.document.article.text).into()
    }

    fn by(&self, rule: RuleId) -> Text<'a> {
        match rule {
            READ => "pass/read".into(),
            rule => rule_name(self.report.document.lang, rule).into(),
        }
    }

    fn actor(&self, actor: Id<Actor>) -> Option<Ref> {
        let member = self.report.findings.roster.of.get(actor.index()).copied().flatten()?;
        Some(Ref::new('a', member.index()))
    }

    fn mention_actor(&self, mention: &Mention) -> Option<Ref> {
        mention.actor.and_then(|actor| self.actor(actor))
    }
}

fn certainty(certainty: Certainty) -> Text<'static> {
    Text::Borrowed(match certainty {
        Certainty::Written => "written",
        Certainty::Inferred => "inferred",
        Certainty::Guess => "guess",
    })
}

/// The word of the record's closed list for what an actor or speaker is.
fn kind(kind: ActorKind) -> Text<'static> {
    Text::Borrowed(match kind {
        ActorKind::Person => "person",
        ActorKind::Organization => "organization",
        ActorKind::State => "state",
        ActorKind::ArmedForces => "armed_forces",
        ActorKind::Media => "media",
        ActorKind::Group => "group",
        ActorKind::Document => "document",
        ActorKind::Unnamed => "unnamed",
    })
}

/// The numbers below `count`, those without a key last, equal ones in their order.
fn order<K: Ord>(count: usize, key: impl Fn(usize) -> Option<K>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|at| {
        let key = key(*at);
        (key.is_none(), key)
    });
    order
}

/// The place of each number in an order.
fn ranks(order: &[usize]) -> Vec<usize> {
    let mut ranks = vec![0; order.len()];
    for (rank, at) in order.iter().enumerate() {
        ranks[*at] = rank;
    }
    ranks
}
