//! The part of the record about the article as a whole, and what is in doubt.

use crate::{Day, Ref, Span, Text};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// The article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document<'a> {
    /// The input's own id.
    #[serde(default)]
    pub id: Option<Text<'a>>,
    /// Where it was read.
    #[serde(default)]
    pub input: Source<'a>,
    /// Of the text in UTF-8: 64 hexadecimal digits.
    pub text_sha256: String,
    /// Its address.
    #[serde(default)]
    pub uri: Option<Text<'a>>,
    /// ISO 639-1.
    pub language: Text<'a>,
    /// The headline, where the input has it as a field.
    #[serde(default)]
    pub title: Option<Text<'a>>,
    /// Who published it.
    #[serde(default)]
    pub outlet: Option<Text<'a>>,
    /// The day of publication.
    #[serde(default)]
    pub published: Option<Day>,
    /// The day that relative dates count from.
    #[serde(default)]
    pub anchor: Option<Anchor>,
    /// *JAKARTA, Contoh.id —*
    #[serde(default)]
    pub dateline: Option<Dateline>,
    /// Who wrote, reported or edited it, by a line of the page.
    #[serde(default)]
    pub byline: Vec<Byline<'a>>,
    /// Initials of desks.
    #[serde(default)]
    pub desk: Vec<Text<'a>>,
    /// Paragraphs.
    #[serde(default)]
    pub paragraphs: Vec<Span>,
    /// Sentences.
    #[serde(default)]
    pub sentences: Vec<Span>,
    /// Lines of the page that are not the article's.
    #[serde(default)]
    pub boilerplate: Vec<Span>,
    /// Who wrote it, by the input and not by a line of the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Text<'a>>,
    /// When it was fetched, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fetched: Option<Text<'a>>,
    /// The input's other fields, where they were kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meta: Option<Cow<'a, Map<String, Value>>>,
    /// The decoded input, unchanged.
    pub text: Text<'a>,
}

/// Where an article was read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Source<'a> {
    /// The path as it was given or found; `-` is standard input.
    #[serde(default)]
    pub file: Option<Text<'a>>,
    /// The line of a file of JSON lines, from one.
    #[serde(default)]
    pub line: Option<u64>,
    /// The item of a feed or list, from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<u64>,
    /// The byte at which a record of a WARC begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<u64>,
}

/// The day that relative dates count from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The day.
    pub date: Day,
    /// Whether it was resolved rather than given.
    pub inferred: bool,
}

/// The place and day at the head of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dateline {
    /// Of the place, or of the whole line without one.
    pub span: Span,
    /// The mention of a place.
    #[serde(default)]
    pub place: Option<Ref>,
}

/// One name of a line that tells who made the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Byline<'a> {
    /// Of the name.
    pub span: Span,
    /// The name.
    pub name: Text<'a>,
    /// As it is written: *Editor*.
    pub role: Text<'a>,
    /// The entry or pass that made it.
    pub by: Text<'a>,
    /// `written`, `inferred` or `guess`.
    pub certainty: Text<'a>,
}

/// What the reader should not take for granted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt<'a> {
    /// `d1`, `d2`, ...
    pub id: Ref,
    /// A word of the closed list.
    pub kind: Text<'a>,
    /// Absent where there is no character to point at.
    #[serde(default)]
    pub span: Option<Span>,
    /// The item that is in doubt.
    #[serde(default)]
    pub about: Option<Ref>,
    /// One line on it.
    #[serde(default)]
    pub note: Text<'a>,
    /// The entry or pass that made it.
    pub by: Text<'a>,
    /// `written`, `inferred` or `guess`.
    pub certainty: Text<'a>,
}
