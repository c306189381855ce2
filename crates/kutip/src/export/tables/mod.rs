//! Items as rows: what CSV, xlsx and Parquet have in common.
//!
//! A row stands for itself: it says of which article, outlet and day it is, and names whom it means beside the id. Each kind
//! has its heads and its row in one place, in the same order; a test holds them together.

mod acts;
mod coded;
mod said;
mod who;

use super::{Entry, Kind, Options, Quote};
pub(crate) use coded::pairs;
use kutip_record::{Day, Span};
use std::borrow::Cow;
use std::io;

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Characters.
    Text,
    /// A whole number.
    Int,
    /// A number.
    Float,
    /// True or false.
    Bool,
    /// A day.
    Day,
    /// Several texts.
    List,
}

/// The head of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its name in small letters, the same in all formats and versions.
    pub name: &'static str,
    /// Its title in English.
    pub en: &'static str,
    /// Its title in Indonesian.
    pub id: &'static str,
    /// What its cells are.
    pub form: Form,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'e> {
    /// Nothing is known.
    Null,
    /// Characters.
    Text(Cow<'e, str>),
    /// A whole number.
    Int(i64),
    /// A number.
    Float(f64),
    /// True or false.
    Bool(bool),
    /// A day.
    Day(jiff::civil::Date),
    /// Several texts.
    List(Vec<Cow<'e, str>>),
}

/// The heads of a kind's table.
#[must_use]
pub fn heads(kind: Kind, options: &Options) -> Vec<Head> {
    let own: &[Head] = match kind {
        Kind::Records => return Vec::new(),
        Kind::Articles => who::ARTICLES,
        Kind::Actors => who::ACTORS,
        Kind::Mentions => who::MENTIONS,
        Kind::Places => who::PLACES,
        Kind::Times => said::TIMES,
        Kind::Figures => said::FIGURES,
        Kind::Statements => said::STATEMENTS,
        Kind::QuotedTerms => said::QUOTED_TERMS,
        Kind::Events => acts::EVENTS,
        Kind::Parties => acts::PARTIES,
        Kind::Plover => coded::PLOVER,
        Kind::Acled => coded::ACLED,
        Kind::Commitments => acts::COMMITMENTS,
        Kind::Pacts => acts::PACTS,
        Kind::Clauses => acts::CLAUSES,
        Kind::Doubts => said::DOUBTS,
    };
    let mut all = COMMON.to_vec();
    all.extend(own);
    if kind == Kind::Articles && options.with_text {
        all.push(Head::text("text", "Text", "Teks"));
    }
    all
}

/// Gives the rows of a kind, one after the other.
///
/// # Errors
/// What `take` gives.
pub fn rows<'e>(
    kind: Kind,
    entry: &'e Entry<'_>,
    take: &mut dyn FnMut(&[Cell<'e>]) -> io::Result<()>,
) -> io::Result<()> {
    let mut emit = |row: Row<'e>| take(&row.0);
    match kind {
        Kind::Records => {}
        Kind::Articles => emit(who::article(entry, Row::new(entry, &entry.ids.article)))?,
        Kind::Actors => {
            for (it, id) in entry.actors() {
                emit(who::actor(entry, it, Row::new(entry, id)))?;
            }
        }
        Kind::Mentions => {
            for (it, id) in entry.actors() {
                for (number, mention) in it.mentions.iter().enumerate() {
                    emit(who::mention(entry, it, id, mention, Row::nth(entry, id, number)))?;
                }
            }
        }
        Kind::Places => {
            for (it, id) in entry.places() {
                emit(who::place(it, Row::new(entry, id)))?;
            }
        }
        Kind::Times => {
            for (it, id) in entry.times() {
                emit(said::time(entry, it, Row::new(entry, id)))?;
            }
        }
        Kind::Figures => {
            for (it, id) in entry.figures() {
                emit(said::figure(entry, it, Row::new(entry, id)))?;
            }
        }
        Kind::Statements => {
            for (it, id) in entry.statements() {
                emit(said::statement(entry, it, Row::new(entry, id)))?;
            }
        }
        Kind::QuotedTerms => {
            for (span, id) in entry.quoted_terms() {
                emit(Row::new(entry, id).quote(entry.quote(*span)).span(*span))?;
            }
        }
        Kind::Events => {
            for (it, id) in entry.events() {
                emit(acts::event(entry, it, Row::new(entry, id)))?;
            }
        }
        Kind::Parties => {
            for (it, id) in entry.events() {
                let actors = it.actor.iter().map(|party| ("actor", party));
                let recipients = it.recipient.iter().map(|party| ("recipient", party));
                for (number, (role, party)) in actors.chain(recipients).enumerate() {
                    emit(acts::party(entry, id, role, party, Row::nth(entry, id, number)))?;
                }
            }
        }
        Kind::Plover => {
            for event in entry.events() {
                for sides in coded::pairs(event.0) {
                    emit(coded::pair(entry, event, sides))?;
                }
            }
        }
        Kind::Acled => {
            for (it, id) in entry.events() {
                emit(coded::single(entry, it, Row::new(entry, id)))?;
            }
        }
        Kind::Commitments => {
            for (it, id) in entry.commitments() {
                emit(acts::commitment(entry, it, Row::new(entry, id)))?;
            }
        }
        Kind::Pacts => {
            for (it, id) in entry.pacts() {
                emit(acts::pact(it, Row::new(entry, id)))?;
            }
        }
        Kind::Clauses => {
            for (it, id) in entry.pacts() {
                for (number, clause) in it.clauses.iter().enumerate() {
                    emit(acts::clause(entry, it, id, clause, Row::nth(entry, id, number)))?;
                }
            }
        }
        Kind::Doubts => {
            for (it, id) in entry.doubts() {
                emit(said::doubt(entry, it, Row::new(entry, id)))?;
            }
        }
    }
    Ok(())
}

/// What each row begins with.
const COMMON: &[Head] = &[
    Head::text("id", "ID", "ID"),
    Head::text("article", "Article", "Artikel"),
    Head::text("outlet", "Outlet", "Media"),
    Head::list("authors", "Authors", "Penulis"),
    Head::day("published", "Published on", "Tanggal terbit"),
    Head::text("url", "Address", "Alamat"),
    Head::text("title", "Headline", "Judul"),
];

impl Head {
    const fn new(name: &'static str, en: &'static str, id: &'static str, form: Form) -> Self {
        Self { name, en, id, form }
    }

    const fn text(name: &'static str, en: &'static str, id: &'static str) -> Self {
        Self::new(name, en, id, Form::Text)
    }

    const fn int(name: &'static str, en: &'static str, id: &'static str) -> Self {
        Self::new(name, en, id, Form::Int)
    }

    const fn float(name: &'static str, en: &'static str, id: &'static str) -> Self {
        Self::new(name, en, id, Form::Float)
    }

    const fn flag(name: &'static str, en: &'static str, id: &'static str) -> Self {
        Self::new(name, en, id, Form::Bool)
    }

    const fn day(name: &'static str, en: &'static str, id: &'static str) -> Self {
        Self::new(name, en, id, Form::Day)
    }

    const fn list(name: &'static str, en: &'static str, id: &'static str) -> Self {
        Self::new(name, en, id, Form::List)
    }
}

const WHOLE: Head = Head::flag("whole", "Shown whole", "Tampil utuh");
const START: Head = Head::int("start", "First character", "Karakter pertama");
const END: Head = Head::int("end", "After the last character", "Setelah karakter terakhir");
const BY: Head = Head::text("by", "Made by", "Dibuat oleh");
const CERTAINTY: Head = Head::text("certainty", "Certainty", "Kepastian");

/// A row that is being made.
pub(super) struct Row<'e>(Vec<Cell<'e>>);

impl<'e> Row<'e> {
    fn new(entry: &'e Entry<'_>, id: &'e str) -> Self {
        Self::begun(entry, id.into())
    }

    /// The row of a part of an item, which has no id of its own.
    fn nth(entry: &'e Entry<'_>, id: &str, number: usize) -> Self {
        Self::begun(entry, format!("{id}/{}", number + 1).into())
    }

    fn begun(entry: &'e Entry<'_>, id: Cow<'e, str>) -> Self {
        let document = &entry.record.document;
        Self(vec![Cell::Text(id)])
            .text(&entry.ids.article)
            .maybe(document.outlet.as_deref())
            .list(entry.authors())
            .day(document.published)
            .maybe(entry.address())
            .maybe(document.title.as_deref())
    }

    fn with(mut self, cell: Cell<'e>) -> Self {
        self.0.push(cell);
        self
    }

    fn text(self, text: &'e str) -> Self {
        self.with(Cell::Text(text.into()))
    }

    fn maybe(self, text: Option<&'e str>) -> Self {
        self.with(text.map_or(Cell::Null, |text| Cell::Text(text.into())))
    }

    fn int(self, number: usize) -> Self {
        self.count(Some(number))
    }

    fn count(self, number: Option<usize>) -> Self {
        self.with(number.and_then(|number| i64::try_from(number).ok()).map_or(Cell::Null, Cell::Int))
    }

    fn float(self, number: Option<f64>) -> Self {
        self.with(number.map_or(Cell::Null, Cell::Float))
    }

    fn flag(self, flag: bool) -> Self {
        self.with(Cell::Bool(flag))
    }

    fn day(self, day: Option<Day>) -> Self {
        self.with(day.map_or(Cell::Null, |day| Cell::Day(day.0)))
    }

    fn list(self, texts: Vec<Cow<'e, str>>) -> Self {
        self.with(Cell::List(texts))
    }

    /// Text and whether it is whole.
    fn quote(self, quote: Quote<'e>) -> Self {
        let Quote { text, whole } = quote;
        self.with(if text.is_empty() { Cell::Null } else { Cell::Text(text) }).flag(whole)
    }

    fn span(self, span: Span) -> Self {
        self.int(span[0] as usize).int(span[1] as usize)
    }

    fn made(self, by: &'e str, certainty: &'e str) -> Self {
        self.text(by).text(certainty)
    }
}

/// Spans as a list: `578-627`.
fn written<'e>(spans: &[Span]) -> Vec<Cow<'e, str>> {
    spans.iter().map(|[start, end]| Cow::Owned(format!("{start}-{end}"))).collect()
}
