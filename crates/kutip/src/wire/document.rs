//! The part of the record about the article as a whole.

use super::{Wire, certainty};
use crate::engine::Origin;
use kutip_record::{Anchor, Byline, Dateline, Day, Document, Ref, Source};
use kutip_text::Certainty;
use std::borrow::Cow;

pub(super) fn of<'a>(wire: &Wire<'a>, origin: &'a Origin) -> Document<'a> {
    let document = &wire.report.document;
    let article = document.article;
    let blocks = &document.blocks;
    Document {
        id: article.id.as_deref().map(Into::into),
        input: Source {
            file: Some(origin.place.file.as_str()).filter(|file| !file.is_empty()).map(Into::into),
            line: origin.place.line,
            item: origin.place.item,
            offset: origin.place.offset,
        },
        text_sha256: kutip_record::sha256(&article.text),
        uri: article.uri.as_deref().map(Into::into),
        language: (&*document.lang.code).into(),
        title: article.title.as_deref().map(Into::into),
        outlet: article.outlet.as_deref().map(Into::into),
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
        authors: origin.byline.iter().map(|author| author.as_str().into()).collect(),
        fetched: origin.fetched.as_deref().map(Into::into),
        meta: origin.meta.as_ref().map(Cow::Borrowed),
        text: article.text.as_str().into(),
    }
}

/// The mention of a place that the dateline names.
fn place_at(wire: &Wire<'_>, span: Option<kutip_text::Span>) -> Option<Ref> {
    let span = span?;
    let mut places = wire.report.findings.places.within(span);
    places.find(|(_, mark)| mark.span == span).map(|(id, _)| Ref::new('p', id.index()))
}
