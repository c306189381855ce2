//! The part of the record about the article as a whole.

use super::{Day, Ref, Wire, certainty};
use crate::engine::Origin;
use kutip_text::Certainty;
use serde::Serialize;
use serde_json::{Map, Value};

#[derive(Serialize)]
pub(super) struct Document<'a> {
    id: Option<&'a str>,
    input: Input<'a>,
    text_sha256: String,
    uri: Option<&'a str>,
    language: &'a str,
    title: Option<&'a str>,
    outlet: Option<&'a str>,
    published: Option<Day>,
    anchor: Option<Anchor>,
    dateline: Option<Dateline>,
    byline: Vec<Byline<'a>>,
    desk: Vec<&'a str>,
    paragraphs: Vec<[u32; 2]>,
    sentences: Vec<[u32; 2]>,
    boilerplate: Vec<[u32; 2]>,
    /// By the input, not by a line of the text.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    authors: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    fetched: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    meta: Option<&'a Map<String, Value>>,
    text: &'a str,
}

#[derive(Serialize)]
struct Input<'a> {
    file: Option<&'a str>,
    line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<u64>,
}

#[derive(Serialize)]
struct Anchor {
    date: Day,
    inferred: bool,
}

#[derive(Serialize)]
struct Byline<'a> {
    span: [u32; 2],
    name: &'a str,
    /// As it is written: *Editor*.
    role: &'a str,
    by: &'a str,
    certainty: &'static str,
}

#[derive(Serialize)]
struct Dateline {
    span: [u32; 2],
    /// The id of the place.
    place: Option<Ref>,
}

pub(super) fn of<'a>(wire: &Wire<'a>, origin: &'a Origin) -> Document<'a> {
    let document = &wire.report.document;
    let article = document.article;
    let blocks = &document.blocks;
    Document {
        id: article.id.as_deref(),
        input: Input {
            file: Some(origin.place.file.as_str()).filter(|file| !file.is_empty()),
            line: origin.place.line,
            item: origin.place.item,
            offset: origin.place.offset,
        },
        text_sha256: super::sha256(&article.text),
        uri: article.uri.as_deref(),
        language: &document.lang.code,
        title: article.title.as_deref(),
        outlet: article.outlet.as_deref(),
        published: article.published.map(Day),
        anchor: document.anchor.day.map(|day| Anchor { date: Day(day), inferred: document.anchor.inferred }),
        dateline: blocks.dateline.map(|dateline| Dateline {
            span: wire.span(dateline.place.unwrap_or(dateline.span)),
            place: place_at(wire, dateline.place),
        }),
        byline: blocks
            .byline
            .iter()
            .map(|mark| Byline {
                span: wire.span(mark.span),
                name: wire.text(mark.span),
                role: wire.text(mark.value.role),
                by: wire.by(mark.by),
                certainty: certainty(Certainty::Written),
            })
            .collect(),
        desk: blocks.desk.iter().map(|span| wire.text(*span)).collect(),
        paragraphs: blocks.paragraphs.iter().map(|span| wire.span(*span)).collect(),
        sentences: document.sentences.iter().map(|sentence| wire.span(sentence.span)).collect(),
        boilerplate: blocks.boilerplate.iter().map(|mark| wire.span(mark.span)).collect(),
        authors: &origin.byline,
        fetched: origin.fetched.as_deref(),
        meta: origin.meta.as_ref(),
        text: &article.text,
    }
}

/// The mention of a place that the dateline names.
fn place_at(wire: &Wire<'_>, span: Option<kutip_text::Span>) -> Option<Ref> {
    let span = span?;
    let mut places = wire.report.findings.places.within(span);
    places.find(|(_, mark)| mark.span == span).map(|(id, _)| Ref('p', id.index()))
}
