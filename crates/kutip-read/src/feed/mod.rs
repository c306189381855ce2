//! Feeds: RSS, Atom and RDF in XML, JSON Feed; items of ninjs; lists of feeds in OPML.
//!
//! A feed is read whole, up to a limit. Entities are never expanded, beyond those that XML itself has and those of HTML, and
//! nothing that a document type names is opened.

mod json;
mod opml;
mod xml;

pub(crate) use json::{is_json_feed, ninjs, read_json};
pub use opml::{Outline, outlines};
pub(crate) use xml::read_xml;

use crate::date::parse_day;
use crate::error::{InputError, Place, Problem};
use crate::html::{self, PageWords};
use crate::{Input, jsonl, uri};

/// Items of one feed; those after them are reported, not read.
pub(crate) const ITEMS: usize = 10_000;

/// What is told of one item, as it is written.
#[derive(Debug, Default)]
pub(crate) struct Entry {
    pub(crate) id: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) link: Option<String>,
    /// The whole text, where the feed has it.
    pub(crate) content: Option<String>,
    /// What the feed has of the text otherwise.
    pub(crate) summary: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) updated: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) language: Option<String>,
    /// The texts are plain: what looks like mark-up is text.
    pub(crate) is_plain: bool,
}

/// A feed.
#[derive(Debug, Default)]
pub(crate) struct Feed {
    pub(crate) title: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) entries: Vec<Entry>,
    /// What went wrong behind the last entry.
    pub(crate) problem: Option<Problem>,
}

impl Entry {
    /// The article of the item.
    pub(crate) fn input(self, feed: &Feed, place: Place, words: &PageWords) -> Result<Input, InputError> {
        let title = self.title.map(|title| html::plain(&title)).filter(|title| !title.is_empty());
        let text = [self.content, self.summary].into_iter().flatten().map(|text| match self.is_plain {
            true => text,
            false => html::fragment(&text, title.as_deref(), words),
        });
        let Some(text) = text.into_iter().find(|text| !text.trim().is_empty()) else {
            return Err(InputError { place, problem: Problem::NoItemText });
        };
        let written = self.published.or(self.updated);
        let published = written.as_deref().and_then(parse_day);
        let warning = written.filter(|_| published.is_none()).map(Problem::Date);
        let link = self.link.or_else(|| self.id.clone().filter(|id| id.starts_with("http")));
        Ok(Input {
            id: self.id.map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()),
            uri: link.and_then(|link| uri::clean(link.trim())),
            title,
            outlet: feed.title.clone(),
            published,
            language: self.language.as_deref().or(feed.language.as_deref()).map(jsonl::primary_subtag),
            byline: self
                .authors
                .iter()
                .map(|name| html::plain(name))
                .filter(|name| !name.is_empty())
                .collect(),
            text,
            warnings: warning
                .into_iter()
                .map(|problem| InputError { place: place.clone(), problem })
                .collect(),
            place,
            ..Input::default()
        })
    }
}
