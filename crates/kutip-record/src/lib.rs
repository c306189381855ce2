//! The public record of one article, as types that are written and read back.
//!
//! The names and their order are the contract. Offsets are Unicode code points into `document.text`, end exclusive. Words
//! of closed lists are strings here, so that a record of a newer version can still be read; what is not known is left out.
//!
//! ```
//! # fn main() -> Result<(), serde_json::Error> {
//! let line = r#"{"schema":"kutip/1","kutip":"0.1.0","document":{"text_sha256":"","language":"id","text":"Sari tiba."}}"#;
//! let record = kutip_record::Record::from_json(line)?;
//! assert_eq!(record.points().text([0, 4]), "Sari");
//! # Ok(())
//! # }
//! ```

mod actors;
mod document;
mod events;
mod ids;
mod points;
mod said;
mod values;

pub use actors::{Actor, Clause, Mention, Pact, Place};
pub use document::{Anchor, Byline, Dateline, Document, Doubt, Source};
pub use events::{Commitment, Event, Party};
pub use ids::{ArticleId, Ids, article_id};
pub use points::Points;
pub use said::{Addressee, Cue, Figure, Speaker, Statement, Time, Via, Voice};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
pub use values::{Day, Number, Ref, Span, hex, sha256};

/// The version of the record's form.
pub const SCHEMA_VERSION: &str = "kutip/1";

/// A text that is borrowed from the report, or owned where it was read from JSON.
pub type Text<'a> = Cow<'a, str>;

/// Everything that kutip says about one article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record<'a> {
    /// [`SCHEMA_VERSION`].
    pub schema: Text<'a>,
    /// The version that made the record.
    pub kutip: Text<'a>,
    /// Of the newsroom's own lexicon, where there was one: 64 hexadecimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lexicon_sha256: Option<Text<'a>>,
    /// The article itself.
    pub document: Document<'a>,
    /// Everybody of whom it speaks.
    #[serde(default)]
    pub actors: Vec<Actor<'a>>,
    /// What locates something.
    #[serde(default)]
    pub places: Vec<Place<'a>>,
    /// Expressions of time.
    #[serde(default)]
    pub times: Vec<Time<'a>>,
    /// Figures, in the order of the text.
    #[serde(default)]
    pub figures: Vec<Figure<'a>>,
    /// Who said what.
    #[serde(default)]
    pub statements: Vec<Statement<'a>>,
    /// In quotation marks, yet nobody's speech.
    #[serde(default)]
    pub quoted_terms: Vec<Span>,
    /// Political acts.
    #[serde(default)]
    pub events: Vec<Event<'a>>,
    /// What somebody says he will do.
    #[serde(default)]
    pub commitments: Vec<Commitment<'a>>,
    /// Agreements.
    #[serde(default)]
    pub pacts: Vec<Pact<'a>>,
    /// What should not be taken for granted.
    #[serde(default)]
    pub doubts: Vec<Doubt<'a>>,
}

impl<'a> Record<'a> {
    /// Reads a line of `kutip read --json`.
    ///
    /// # Errors
    /// Where it is no JSON or not of this form, with line and column.
    pub fn from_json(line: &'a str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(line)
    }

    /// Code points of its text, to find what spans cover.
    #[must_use]
    pub fn points(&self) -> Points<'_> {
        Points::new(&self.document.text)
    }
}
