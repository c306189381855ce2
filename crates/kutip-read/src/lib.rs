//! Bytes in, articles out.
//!
//! [`Reader`] goes through files, folders, patterns and standard input in order and gives one [`Input`] an article: plain
//! text, JSON lines, web pages, WARC, feeds, items of ninjs, tables. It streams: of a file of JSON lines one line is held at
//! a time, of a WARC one record, and what is over a limit is refused while it streams past, never cut. The text is frozen
//! here. Plain text is the decoded input without a byte order mark, otherwise unchanged to the last character; of a page it
//! is the article's paragraphs, one a line.
//!
//! What costs time is not done while reading: [`Reader::next_item`] gives a page as it is, and whoever has threads takes the
//! article out there ([`Item::input`]). As an iterator the reader does both.
//!
//! Nothing here ends a run. A bad input is an [`InputError`] that says where it is, what was found and what to do, and
//! the reader goes on with the next one.

mod answer;
pub mod conllu;
mod date;
mod decode;
mod error;
mod feed;
mod filter;
mod html;
mod ids;
mod jsonl;
mod limits;
mod pack;
mod page;
mod paths;
mod reader;
mod sniff;
mod stream;
mod table;
mod uri;
mod warc;

pub use answer::{Answer, Answered, FeedItems, Link};
pub use date::parse_day;
pub use decode::Replaced;
pub use error::{Damage, InputError, Place, Problem, Severity, Told, Tongue};
pub use feed::{Outline, outlines};
pub use filter::Filter;
pub use html::{PageWords, Words};
pub use limits::Limits;
pub use page::{Item, Page};
pub use reader::{Options, Reader};

use jiff::civil::Date;
use serde_json::{Map, Value};

/// One article as it was read.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// The id that the input gives it.
    pub id: Option<String>,
    /// Its address.
    pub uri: Option<String>,
    /// Its headline, where the input has one apart from the text.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The day on which it was published, as written: no zone is applied.
    pub published: Option<Date>,
    /// The language that the input names, as its primary subtag in lower case: `id`.
    pub language: Option<String>,
    /// Who wrote it, by what the input says beside the text.
    pub byline: Vec<String>,
    /// The moment at which it was fetched, as a WARC writes it: ISO 8601.
    pub fetched: Option<String>,
    /// The text, whole.
    pub text: String,
    /// Bytes that were no characters, where there were any.
    pub replaced: Option<Replaced>,
    /// The input's other fields, where they are asked for.
    pub meta: Option<Map<String, Value>>,
    /// Where it comes from.
    pub place: Place,
    /// What the reader had to leave out or change.
    pub warnings: Vec<InputError>,
}
