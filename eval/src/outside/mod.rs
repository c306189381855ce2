//! Scores against annotations that others made, for ends of their own.
//!
//! The project's gold is small and by one hand. These sets are larger and by other hands, but none of them says quite
//! what a record says; each module tells what of its set can be compared, and how. What a set leaves open is left out on
//! both sides: it is neither right nor wrong. The pages in `docs/eval` state it set by set, with the counts.
//!
//! Every set can be turned into the records that a faultless reader of it would print ([`Set::faultless`]). Scored, they
//! are right in every measure, and spoiled ([`spoil`]) they are not: so the scorers are tested, and so the English ones
//! can be tried before kutip reads English.

pub mod conllu;
mod found;
mod gum;
mod idner;
mod meantime;
pub mod pfsa;
mod plover;
pub mod spoil;
mod text;

use serde_json::{Map, Value, json};

use crate::layers::{Mistake, Tallies};
use crate::record::{broken_spans, clip};
use crate::{Report, by_text, sha256, total};
use found::Found;

/// A set of others' making: where it lies below the folder of corpora, and how it is read.
#[derive(Debug)]
pub struct Source {
    /// The name on the command line.
    pub name: &'static str,
    /// What it is, in a line.
    pub about: &'static str,
    /// Its files below the folder of corpora, in the order in which `read` takes their texts.
    pub files: &'static [&'static str],
    /// What is measured, in the order of printing.
    pub measures: &'static [&'static str],
    read: fn(&[String]) -> Result<Set, String>,
}

/// The sets whose gold is compared with records. Treebanks are compared with CoNLL-U: [`conllu`].
pub const SOURCES: [Source; 5] = [plover::SOURCE, gum::SOURCE, meantime::SOURCE, pfsa::SOURCE, idner::SOURCE];

impl Source {
    /// The set of a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        static ALL: [Source; 5] = SOURCES;
        ALL.iter().find(|source| source.name == name)
    }

    /// Reads the set out of the texts of its files.
    pub fn read(&self, files: &[String]) -> Result<Set, String> {
        let mut set = (self.read)(files).map_err(|error| format!("{}: {error}", self.name))?;
        set.measures = self.measures;
        Ok(set)
    }
}

/// A set that has been read.
#[derive(Default)]
pub struct Set {
    measures: &'static [&'static str],
    items: Vec<Box<dyn Item>>,
    counts: Vec<(String, usize)>,
}

impl std::fmt::Debug for Set {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Set").field("items", &self.items.len()).field("counts", &self.counts).finish()
    }
}

/// What goes into a reader of one article.
#[derive(Debug, Clone, Default)]
struct Article {
    id: String,
    lang: &'static str,
    published: Option<String>,
    title: Option<String>,
    text: String,
}

/// One article with what its set says of it.
trait Item {
    fn article(&self) -> &Article;
    /// The layers of the record that a faultless reader would print.
    fn faultless(&self) -> Value;
    fn score(&self, found: &Found<'_>, sheet: &mut Sheet);
}

impl Set {
    fn of<I: Item + 'static>(items: Vec<I>) -> Self {
        let items = items.into_iter().map(|item| Box::new(item) as Box<dyn Item>).collect();
        Self { items, ..Self::default() }
    }

    fn count(mut self, what: &str, n: usize) -> Self {
        self.counts.push((what.to_owned(), n));
        self
    }

    /// What the set holds, what of it is compared and what is left out.
    pub fn counts(&self) -> &[(String, usize)] {
        &self.counts
    }

    /// The articles as input for `kutip read`: without the answers.
    pub fn inputs(&self) -> Vec<Value> {
        self.items.iter().map(|item| item.article().input()).collect()
    }

    /// The records that a faultless reader would print.
    pub fn faultless(&self) -> Vec<Value> {
        let record = |item: &dyn Item| {
            let document = json!({"id": item.article().id, "text_sha256": sha256(&item.article().text)});
            let mut record = Map::from_iter([("document".to_owned(), document)]);
            if let Value::Object(layers) = item.faultless() {
                record.extend(layers);
            }
            Value::Object(record)
        };
        self.items.iter().map(|item| record(item.as_ref())).collect()
    }

    /// Scores records; of two about the same text the later one counts. Intervals are drawn over articles.
    pub fn score(&self, records: &[Value]) -> Report {
        let mut report = Report { articles: self.items.len(), ..Report::default() };
        let by_text = by_text(records, &mut report);
        for item in &self.items {
            let article = item.article();
            let mut sheet = Sheet::new(article);
            let record = by_text.get(sha256(&article.text).as_str()).copied();
            report.unread += usize::from(record.is_none());
            let length = sheet.letters.len() as i64;
            let record = record.unwrap_or(&Value::Null);
            for bad in broken_spans(record, length) {
                report.broken_spans += 1;
                sheet.note("record", "span outside the text", bad);
            }
            item.score(&Found::new(&clip(record, length)), &mut sheet);
            report.mistakes.append(&mut sheet.mistakes);
            report.parts.push(sheet.tallies);
        }
        report.scores = total::scores(&report.parts.iter().collect::<Vec<_>>(), self.measures);
        report.with_intervals()
    }
}

impl Article {
    fn input(&self) -> Value {
        let fields = [
            ("id", Some(self.id.as_str())),
            ("title", self.title.as_deref()),
            ("published", self.published.as_deref()),
            ("lang", Some(self.lang)),
            ("text", Some(self.text.as_str())),
        ];
        let given = fields.into_iter().filter_map(|(key, value)| Some((key.to_owned(), Value::from(value?))));
        Value::Object(given.collect())
    }
}

/// Where one article's counts and mistakes are noted.
struct Sheet {
    id: String,
    letters: Vec<char>,
    tallies: Tallies,
    mistakes: Vec<Mistake>,
}

impl Sheet {
    fn new(article: &Article) -> Self {
        let letters = article.text.chars().collect();
        Self { id: article.id.clone(), letters, tallies: Tallies::new(), mistakes: Vec::new() }
    }

    fn tally(&mut self, measure: &'static str, right: usize, gold: usize, found: usize) {
        self.tallies.entry(measure).or_default().add(right, gold, found);
    }

    /// One item that both sides have.
    fn check(&mut self, measure: &'static str, right: bool) {
        self.tally(measure, usize::from(right), 1, 1);
    }

    fn note(&mut self, layer: &str, kind: &str, what: String) {
        self.mistakes.push(Mistake {
            article: self.id.clone(),
            layer: layer.to_owned(),
            kind: kind.to_owned(),
            what,
        });
    }

    fn show(&self, [start, end]: [i64; 2]) -> String {
        text::slice(&self.letters, [start, end])
    }
}

/// The objects of JSON lines.
fn objects(text: &str) -> Result<Vec<Value>, String> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(number, line)| {
            serde_json::from_str(line).map_err(|error| format!("line {}: {error}", number + 1))
        })
        .collect()
}

/// A text field that has to be there.
fn needed(object: &Value, key: &str) -> Result<String, String> {
    let text = object.get(key).and_then(Value::as_str).map(str::to_owned);
    text.ok_or_else(|| format!("{}: no {key}", object["id"].as_str().unwrap_or("a line without id")))
}

fn optional(object: &Value, key: &str) -> Option<String> {
    object.get(key).and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned)
}
