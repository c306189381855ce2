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
use kutip_text::{Certainty, CodePoints, Id, RuleId, Span};
use serde::{Serialize, Serializer};

pub use doubts::{name as doubt_name, note as doubt_note};

/// The version of the record's form.
pub const SCHEMA_VERSION: &str = "kutip/1";

#[derive(Serialize)]
struct Record<'a> {
    schema: &'static str,
    kutip: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    lexicon_sha256: Option<&'a str>,
    document: document::Document<'a>,
    actors: Vec<actors::Actor<'a>>,
    places: Vec<actors::Place<'a>>,
    times: Vec<findings::Time<'a>>,
    figures: Vec<findings::Figure<'a>>,
    statements: Vec<findings::Statement<'a>>,
    quoted_terms: Vec<[u32; 2]>,
    events: Vec<events::Event<'a>>,
    commitments: Vec<events::Commitment<'a>>,
    pacts: Vec<actors::Pact<'a>>,
    doubts: Vec<doubts::Doubt<'a>>,
}

/// Writes the record of a report and a line feed to the end of `out`; of its lists only those of `layers`.
pub fn write(report: &Report<'_>, origin: &Origin, layers: Layers, out: &mut Vec<u8>) {
    let wire = Wire::new(report);
    let record = Record {
        schema: SCHEMA_VERSION,
        kutip: crate::VERSION,
        lexicon_sha256: origin.lexicon_sha256.as_deref(),
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
    };
    // Writing to memory fails only where a map has keys that are no strings, and there are none.
    let _ = serde_json::to_writer(&mut *out, &record);
    out.push(b'\n');
}

/// The SHA-256 of a text in hexadecimal: `document.text_sha256`.
#[must_use]
pub fn sha256(text: &str) -> String {
    use sha2::Digest;
    hex(&sha2::Sha256::digest(text.as_bytes()))
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    halves.map(|half| char::from(DIGITS[usize::from(half)])).collect()
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

    fn text(&self, span: Span) -> &'a str {
        span.of(&self.report.document.article.text)
    }

    fn by(&self, rule: RuleId) -> &'a str {
        match rule {
            READ => "pass/read",
            rule => rule_name(self.report.document.lang, rule),
        }
    }

    fn actor(&self, actor: Id<Actor>) -> Option<Ref> {
        let member = self.report.findings.roster.of.get(actor.index()).copied().flatten()?;
        Some(Ref('a', member.index()))
    }

    fn mention_actor(&self, mention: &Mention) -> Option<Ref> {
        mention.actor.and_then(|actor| self.actor(actor))
    }
}

/// An id within the record: `s1`, counted from one in the order of appearance.
#[derive(Clone, Copy)]
struct Ref(char, usize);

impl Ref {
    fn statement(id: Id<Statement>) -> Self {
        Self('s', id.index())
    }
}

impl Serialize for Ref {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(&format_args!("{}{}", self.0, self.1 + 1))
    }
}

/// A day, in the ISO way.
struct Day(jiff::civil::Date);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(&self.0)
    }
}

/// A number; one without a fraction is written without it.
struct Number(f64);

impl Serialize for Number {
    #[allow(clippy::cast_possible_truncation)] // whole and below 2^53
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if self.0.fract() == 0.0 && self.0.abs() < EXACT {
            out.serialize_i64(self.0 as i64)
        } else {
            out.serialize_f64(self.0)
        }
    }
}

fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Written => "written",
        Certainty::Inferred => "inferred",
        Certainty::Guess => "guess",
    }
}

/// The word of the record's closed list for what an actor or speaker is.
fn kind(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "person",
        ActorKind::Organization => "organization",
        ActorKind::State => "state",
        ActorKind::ArmedForces => "armed_forces",
        ActorKind::Media => "media",
        ActorKind::Group => "group",
        ActorKind::Document => "document",
        ActorKind::Unnamed => "unnamed",
    }
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
