//! Views of a record: what pages, terminals and explanations have in common.
//!
//! A view reads the record itself and not the engine's model, so that it shows what everybody else gets, and what an
//! older version wrote.

mod cards;
mod html;
mod marks;
mod sweep;
mod words;

pub use cards::{Card, Row, cards};
pub use html::{excerpt, page};
pub use marks::{Mark, marks};
pub use sweep::Sweep;
pub(crate) use words::{event, figure};
pub use words::{meaning, number};

use kutip_read::Place;
use serde_json::Value;
use std::collections::HashMap;

/// A record with its text by code points.
#[derive(Debug)]
pub struct View<'a> {
    /// The record.
    pub record: &'a Value,
    text: &'a str,
    /// The byte at which each code point begins; empty where all are ASCII.
    starts: Vec<u32>,
    /// Items by their id.
    items: HashMap<&'a str, &'a Value>,
    /// Speakers in order of appearance, by what tells them apart.
    speakers: HashMap<&'a str, usize>,
    /// Doubts by the id of the item that they are about.
    doubts: HashMap<&'a str, Vec<&'a Value>>,
    /// Figures by the id of the figure that they revise.
    revisions: HashMap<&'a str, Vec<&'a Value>>,
}

impl<'a> View<'a> {
    /// Prepares a record to be shown. A value that is no record is shown as an empty one.
    #[must_use]
    pub fn new(record: &'a Value) -> Self {
        let text = record["document"]["text"].as_str().unwrap_or_default();
        let mut starts = Vec::new();
        if !text.is_ascii() {
            starts.extend(text.char_indices().map(|(at, _)| u32::try_from(at).unwrap_or(u32::MAX)));
        }
        let mut items = HashMap::new();
        for layer in crate::LAYERS {
            for item in list(&record[layer]) {
                if let Some(id) = item["id"].as_str() {
                    items.insert(id, item);
                }
            }
        }
        let mut speakers = HashMap::new();
        for statement in list(&record["statements"]) {
            if let Some(key) = speaker_key(statement) {
                let next = speakers.len();
                speakers.entry(key).or_insert(next);
            }
        }
        let doubts = grouped(&record["doubts"], "about");
        let revisions = grouped(&record["figures"], "revises");
        Self { record, text, starts, items, speakers, doubts, revisions }
    }

    /// The text of the article.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// How many code points the text has.
    #[must_use]
    pub fn len(&self) -> usize {
        if self.starts.is_empty() { self.text.len() } else { self.starts.len() }
    }

    /// Whether the text is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The byte at which a code point begins; the end of the text beyond it.
    #[must_use]
    pub fn byte(&self, point: usize) -> usize {
        if self.starts.is_empty() {
            point.min(self.text.len())
        } else {
            self.starts.get(point).map_or(self.text.len(), |start| *start as usize)
        }
    }

    /// The characters of a span.
    #[must_use]
    pub fn chars(&self, span: [usize; 2]) -> &'a str {
        self.text.get(self.byte(span[0])..self.byte(span[1])).unwrap_or_default()
    }

    /// The characters of a span as the record writes it; nothing where there is none.
    #[must_use]
    pub fn chars_of(&self, span: &Value) -> &'a str {
        span_of(span).map_or("", |span| self.chars(span))
    }

    /// The item with this id.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<&'a Value> {
        self.items.get(id).copied()
    }

    /// The items of a layer.
    #[must_use]
    pub fn layer(&self, layer: &str) -> &'a [Value] {
        list(&self.record[layer])
    }

    /// The doubts about the item with this id.
    #[must_use]
    pub fn doubts(&self, id: &str) -> &[&'a Value] {
        self.doubts.get(id).map_or(&[], Vec::as_slice)
    }

    /// The figures that revise the one with this id.
    #[must_use]
    pub fn revisions(&self, id: &str) -> &[&'a Value] {
        self.revisions.get(id).map_or(&[], Vec::as_slice)
    }

    /// The number of a statement's speaker among the speakers of the article, from zero.
    #[must_use]
    pub fn speaker(&self, statement: &Value) -> Option<usize> {
        self.speakers.get(speaker_key(statement)?).copied()
    }

    /// What stands above the article: its title, else its id, else its file.
    #[must_use]
    pub fn title(&self) -> String {
        let document = &self.record["document"];
        let named = ["title", "id"].into_iter().find_map(|name| document[name].as_str());
        let input = &document["input"];
        let number = |name: &str| input[name].as_u64();
        match (named, input["file"].as_str()) {
            (Some(name), _) => name.to_owned(),
            (None, Some(file)) => {
                let (line, item, offset) = (number("line"), number("item"), number("offset"));
                Place { file: file.to_owned(), line, item, offset }.to_string()
            }
            (None, None) => "-".to_owned(),
        }
    }

    /// From whom and of when the article is, where that is known.
    #[must_use]
    pub fn facts(&self) -> Vec<String> {
        let document = &self.record["document"];
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let day = text(&document["published"]).or_else(|| {
            text(&document["anchor"]["date"]).map(|day| {
                if document["anchor"]["inferred"] == true { format!("{day} (inferred)") } else { day }
            })
        });
        [text(&document["outlet"]), day, text(&document["language"])].into_iter().flatten().collect()
    }
}

/// Joint or unnamed speakers have no actor; their words tell them apart.
fn speaker_key(statement: &Value) -> Option<&str> {
    let speaker = &statement["speaker"];
    speaker["actor"].as_str().or_else(|| speaker["name"].as_str())
}

/// The items of a layer by the id in one of their fields.
fn grouped<'a>(layer: &'a Value, field: &str) -> HashMap<&'a str, Vec<&'a Value>> {
    let mut out: HashMap<&str, Vec<&Value>> = HashMap::new();
    for item in list(layer) {
        if let Some(id) = item[field].as_str() {
            out.entry(id).or_default().push(item);
        }
    }
    out
}

/// The elements of a list, else none.
pub(crate) fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// A pair of code points.
pub(crate) fn span_of(value: &Value) -> Option<[usize; 2]> {
    match list(value) {
        [start, end] => {
            let point = |value: &Value| usize::try_from(value.as_u64()?).ok();
            Some([point(start)?, point(end)?]).filter(|[start, end]| start < end)
        }
        _ => None,
    }
}
