//! Every stretch of the text to which a record points.

use super::{View, span_of};
use serde_json::Value;

/// A stretch of the text and the part of an item that points at it.
#[derive(Clone, Debug)]
pub struct Mark<'a> {
    /// The layer, or `document`.
    pub layer: &'static str,
    /// The item's id; `q1`, `q2` for quoted terms, which have none of their own.
    pub id: String,
    /// The fields that lead from the item to the span: `speaker.span`, `content`.
    pub part: String,
    /// First code point and one past the last.
    pub span: [usize; 2],
    /// The item.
    pub item: &'a Value,
    /// The object within the item that holds the span.
    pub holder: &'a Value,
}

impl<'a> Mark<'a> {
    /// What made it: the lexicon's entry, the pass or the model.
    #[must_use]
    pub fn by(&self) -> Option<&'a str> {
        // Of a commitment `by` says who commits himself.
        let by = |object: &'a Value| object["rule"].as_str().or_else(|| object["by"].as_str());
        by(self.holder).or_else(|| by(self.item))
    }

    /// How sure it is.
    #[must_use]
    pub fn certainty(&self) -> Option<&'a str> {
        self.holder["certainty"].as_str().or_else(|| self.item["certainty"].as_str())
    }
}

/// The parts of the document that are marks; paragraphs and sentences would only say where a character is.
const OF_DOCUMENT: [&str; 4] = ["dateline", "byline", "desk", "boilerplate"];

/// All marks, in the order of the text, the longer first.
#[must_use]
pub fn marks<'a>(view: &View<'a>) -> Vec<Mark<'a>> {
    let mut out = Vec::new();
    let document = &view.record["document"];
    for part in OF_DOCUMENT {
        walk("document", part, document, &document[part], part, &mut out);
    }
    for layer in crate::LAYERS {
        for (at, item) in view.layer(layer).iter().enumerate() {
            match item["id"].as_str() {
                Some(id) => walk(layer, id, item, item, "", &mut out),
                None => walk(layer, &format!("q{}", at + 1), item, item, "term", &mut out),
            }
        }
    }
    out.sort_by_key(|mark| (mark.span[0], std::cmp::Reverse(mark.span[1])));
    out
}

fn walk<'a>(
    layer: &'static str,
    id: &str,
    item: &'a Value,
    value: &'a Value,
    part: &str,
    out: &mut Vec<Mark<'a>>,
) {
    walk_in(&Place { layer, id, item }, item, value, part, out);
}

struct Place<'p, 'a> {
    layer: &'static str,
    id: &'p str,
    item: &'a Value,
}

fn walk_in<'a>(
    place: &Place<'_, 'a>,
    holder: &'a Value,
    value: &'a Value,
    part: &str,
    out: &mut Vec<Mark<'a>>,
) {
    if let Some(span) = span_of(value) {
        let (id, part) = (place.id.to_owned(), part.to_owned());
        out.push(Mark { layer: place.layer, id, part, span, item: place.item, holder });
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|inner| walk_in(place, holder, inner, part, out)),
        Value::Object(fields) => {
            for (name, inner) in fields {
                let part = if part.is_empty() { name.clone() } else { format!("{part}.{name}") };
                walk_in(place, value, inner, &part, out);
            }
        }
        _ => {}
    }
}
