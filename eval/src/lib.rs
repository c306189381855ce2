//! Scores kutip's records against hand-made gold, layer by layer.
//!
//! Every layer is scored with precision and recall, so what is made up costs as much as what is missed. Gold and records
//! are JSON values, one article and one record each; a record belongs to the article whose text has the SHA-256 that
//! `document.text_sha256` states. The numbers are those of the project's reference scorer, to the last digit.
//!
//! So are the 95 % intervals: 300 draws of articles with replacement, by the reference's generator from its seed.
//!
//! One thing differs from the reference. JSON is read strictly: `NaN`, `Infinity`, lone surrogates and integers beyond
//! 64 bits make a line unreadable or a number, where Python's reader lets them pass.
//!
//! [`outside`] compares kutip with annotations that others made for ends of their own.

pub mod faultless;
pub mod gold;
mod layers;
mod mersenne;
pub mod names;
pub mod outside;
mod python;
pub mod random;
pub mod record;
pub mod spans;
mod tally;
mod total;

use std::collections::HashMap;
use std::fmt;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::gold::Gold;
pub use crate::layers::Mistake;
use crate::layers::Tallies;
use crate::record::{Record, broken_spans};
pub use crate::tally::{MEASURES, Scores, Tally};

/// The outcome of scoring a set of articles.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// How many gold articles there are.
    pub articles: usize,
    /// How many of them have no record.
    pub unread: usize,
    /// How many spans of the records lie outside their text.
    pub broken_spans: usize,
    /// How many lines or records could not be read.
    pub unreadable: usize,
    /// The scores by measure, in the order of [`MEASURES`]; measures with nothing in gold and nothing found are left out.
    pub scores: Vec<(&'static str, Scores)>,
    /// What was missed, spurious or wrong.
    pub mistakes: Vec<Mistake>,
    parts: Vec<Tallies>,
}

impl Report {
    /// The scores of one measure.
    pub fn measure(&self, name: &str) -> Option<&Scores> {
        self.scores.iter().find(|(measure, _)| *measure == name).map(|(_, scores)| scores)
    }

    /// Adds the 95 % intervals of F1 over articles.
    pub fn with_intervals(mut self) -> Self {
        total::intervals(&self.parts, &mut self.scores);
        self
    }

    /// Several reports on different articles as one; measures keep their order, `measures` names them all.
    pub fn merged(reports: impl IntoIterator<Item = Self>, measures: &[&'static str]) -> Self {
        let mut all = Self::default();
        for report in reports {
            all.articles += report.articles;
            all.unread += report.unread;
            all.broken_spans += report.broken_spans;
            all.unreadable += report.unreadable;
            all.mistakes.extend(report.mistakes);
            all.parts.extend(report.parts);
        }
        all.scores = total::scores(&all.parts.iter().collect::<Vec<_>>(), measures);
        all
    }

    /// The report as JSON, without the mistakes.
    pub fn to_json(&self) -> Value {
        let scores: serde_json::Map<String, Value> = self
            .scores
            .iter()
            .map(|(name, scores)| ((*name).to_owned(), serde_json::to_value(scores).unwrap_or_default()))
            .collect();
        serde_json::json!({
            "articles": self.articles,
            "unread": self.unread,
            "broken_spans": self.broken_spans,
            "unreadable_lines": self.unreadable,
            "scores": scores,
        })
    }
}

/// One measure a line, as the reference prints them.
impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (articles, unread, broken) = (self.articles, self.unread, self.broken_spans);
        write!(out, "{articles} articles, {unread} without a record, {broken} spans outside the text, ")?;
        writeln!(out, "{} lines that are no record", self.unreadable)?;
        for (name, s) in &self.scores {
            write!(out, "{name:36} P {:.3}  R {:.3}  F1 {:.3}", s.precision, s.recall, s.f1)?;
            if let (Some(low), Some(high)) = (s.low, s.high) {
                write!(out, "  [{low:.2}, {high:.2}]")?;
            }
            writeln!(out, "  (gold {}, found {})", s.gold, s.found)?;
        }
        Ok(())
    }
}

/// Scores records against gold; of two records about the same text the later one counts.
pub fn score(gold: &[Value], records: &[Value]) -> Report {
    let mut report = Report { articles: gold.len(), ..Report::default() };
    let by_text = by_text(records, &mut report);
    for article in gold {
        let tallies = score_article(article, &by_text, &mut report);
        report.parts.push(tallies);
    }
    report.scores = total::scores(&report.parts.iter().collect::<Vec<_>>(), &MEASURES);
    report
}

/// Scores records as they are printed, one JSON object a line.
pub fn score_lines(gold: &[Value], records: &str) -> Report {
    let (records, failed) = lines(records);
    let mut report = score(gold, &records);
    report.unreadable += failed;
    report
}

/// The values of JSON lines, and how many lines are none.
pub fn lines(text: &str) -> (Vec<Value>, usize) {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let (read, failed): (Vec<_>, Vec<_>) = lines.map(serde_json::from_str::<Value>).partition(Result::is_ok);
    (read.into_iter().flatten().collect(), failed.len())
}

/// Records by the hash of their text; those that have none are counted as unreadable.
fn by_text<'a>(records: &'a [Value], report: &mut Report) -> HashMap<&'a str, &'a Value> {
    let mut by_text = HashMap::new();
    for record in records {
        match record.get("document").and_then(|document| document.get("text_sha256")) {
            Some(Value::String(hash)) => {
                by_text.insert(hash.as_str(), record);
            }
            Some(Value::Array(_) | Value::Object(_)) | None => report.unreadable += 1,
            Some(_) => {}
        }
    }
    by_text
}

/// The SHA-256 of a text in hexadecimal: the key that joins gold and records.
pub fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn score_article(article: &Value, by_text: &HashMap<&str, &Value>, report: &mut Report) -> Tallies {
    let gold = match Gold::read(article) {
        Ok(gold) => gold,
        Err(error) => {
            let id = article.get("id").and_then(Value::as_str).unwrap_or_default();
            complain(report, id, "gold is not of its form", error);
            report.unreadable += 1;
            return Tallies::new();
        }
    };
    let length = i64::try_from(gold.text.chars().count()).unwrap_or(i64::MAX);
    let record = by_text.get(sha256(&gold.text).as_str()).copied();
    report.unread += usize::from(record.is_none());
    let record = record.unwrap_or(&Value::Null);
    for bad in broken_spans(record, length) {
        report.broken_spans += 1;
        complain(report, &gold.id, "span outside the text", bad);
    }
    let scored = Record::read(record, length).and_then(|r| layers::score(&gold, &r, &mut report.mistakes));
    scored.unwrap_or_else(|error| {
        report.unreadable += 1;
        complain(report, &gold.id, "not of the record's form", error.0);
        layers::score(&gold, &Record::default(), &mut report.mistakes).unwrap_or_default()
    })
}

fn complain(report: &mut Report, article: &str, kind: &str, what: String) {
    let (article, layer, kind) = (article.to_owned(), "record".to_owned(), kind.to_owned());
    report.mistakes.push(Mistake { article, layer, kind, what });
}
