//! Records in the forms that others read: one file a format.
//!
//! An [`Export`] takes one article after the other and holds none of them. What it may show of an article's text is decided
//! before it sees the article, by [`Entry`], so that no format can show more than another. Where files go, and under which
//! names, is the business of [`Outputs`]; what was made, of the [`manifest`].

mod annotation;
mod brat;
mod choice;
mod countries;
mod csv;
mod entry;
mod feeds;
mod ftm;
mod geojson;
mod gexf;
mod items;
mod json;
mod jsonl;
mod kinds;
mod lines;
pub mod manifest;
mod markdown;
mod moments;
mod ninjs;
mod outputs;
#[cfg(feature = "parquet")]
mod parquet;
mod protected;
mod rights;
mod schema_org;
mod sqlite;
mod tables;
mod xlsx;

pub use choice::{Choice, searched};
pub use csv::{Csv, Writing, decoded, encoded};
pub use entry::{Entry, Fault, Given, Kept, Quote};
pub use items::each as each_item;
pub use kinds::{Format, Kind};
pub use outputs::{File, Outputs, Refusal, Written};
pub use protected::{Hidden, OF_AGE, Protected};
pub use rights::{MOST_CHARS, MOST_PERCENT, NOTICE};
pub use tables::{Cell, Form, Head, heads, rows};

use std::io;

/// Takes one article after the other to a format.
pub trait Export {
    /// Writes what an article has of the kinds that were asked for.
    ///
    /// # Errors
    /// Where it cannot be written.
    fn put(&mut self, entry: &Entry<'_>, out: &mut Outputs) -> io::Result<()>;

    /// Writes what comes after the last article.
    ///
    /// # Errors
    /// Where it cannot be written.
    fn finish(self: Box<Self>, out: &mut Outputs) -> io::Result<()>;
}

/// What is exported, and how.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Kinds of items, each of which the format takes.
    pub kinds: Vec<Kind>,
    /// Whole texts, not excerpts alone.
    pub with_text: bool,
    /// The kinds of which a search chose some items: what refers to others of them names ids that are not there.
    pub narrowed: Vec<Kind>,
    /// How CSV is written.
    pub csv: Writing,
    /// The moment that the export states as its own: `2026-11-29T10:00:00Z`.
    pub time: Option<String>,
}

impl Options {
    /// Whether a kind is asked for.
    #[must_use]
    pub fn has(&self, kind: Kind) -> bool {
        self.kinds.contains(&kind)
    }

    /// What a file with all of it is called: the kind, where there is one alone.
    fn stem(&self) -> &'static str {
        match self.kinds.as_slice() {
            [kind] => kind.name(),
            _ => "all",
        }
    }
}

/// Begins an export.
///
/// # Errors
/// Where its first files cannot be written.
pub fn begin(format: Format, options: &Options, out: &mut Outputs) -> io::Result<Box<dyn Export>> {
    Ok(match format {
        Format::Jsonl => Box::new(jsonl::Jsonl::begin(options, out)?),
        Format::Csv => Box::new(Csv::begin(options, out)?),
        Format::GeoJson => Box::new(geojson::GeoJson::begin(options, out)?),
        Format::Annotation => Box::new(annotation::Annotations::begin(options, out)?),
        Format::SchemaOrg => Box::new(schema_org::SchemaOrg::begin(options, out)?),
        Format::Ftm => Box::new(ftm::Ftm::begin(options, out)?),
        Format::Gexf => Box::new(gexf::Gexf::begin(options)),
        Format::Atom => Box::new(feeds::Atom::begin(options, out)?),
        Format::JsonFeed => Box::new(feeds::JsonFeed::begin(options, out)?),
        Format::Markdown => Box::new(markdown::Markdown::begin(options, out)?),
        Format::Ninjs => Box::new(ninjs::Ninjs::begin(options)),
        Format::Brat => Box::new(brat::Brat::begin(options, out)?),
        Format::Sqlite => Box::new(sqlite::Sqlite::begin(options, out)?),
        Format::Xlsx => Box::new(xlsx::Xlsx::begin(options)?),
        #[cfg(feature = "parquet")]
        Format::Parquet => Box::new(parquet::Parquet::begin(options, out)?),
    })
}
