//! A record that is ready to be written: its rows, its JSON and what is kept of its text.
//!
//! All that takes time is done here, on the thread that made the record; the one that writes only binds values.

use crate::place;
use crate::policy::{Policy, host};
use crate::rows::{self, Item};
use kutip_record::{Day, Document, Ids, Party, Record, Span, hex};
use sha2::{Digest, Sha256};

/// A record that is ready to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Prepared {
    pub(crate) head: Head,
    pub(crate) content: String,
    pub(crate) reading: String,
    pub(crate) policy: Policy,
    /// The text, or what is kept of it.
    pub(crate) text: Option<String>,
    pub(crate) json: String,
    pub(crate) items: [Vec<Item>; 10],
}

/// What the table of articles has of a document.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Head {
    pub(crate) id: String,
    pub(crate) own_id: Option<String>,
    pub(crate) uri: Option<String>,
    pub(crate) host: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) language: String,
    pub(crate) title: Option<String>,
    pub(crate) published: Option<Day>,
    pub(crate) day: Option<Day>,
    pub(crate) text_sha256: String,
    pub(crate) length: i64,
    pub(crate) file: Option<String>,
    pub(crate) line: Option<i64>,
}

impl Prepared {
    /// Makes the rows of a record. `reading` tells the program, lexicon and settings that it was made with: as long as
    /// article and reading are the same, the record need not be made again.
    #[must_use]
    pub fn of(record: Record<'_>, reading: &str, policy: Policy) -> Self {
        let ids = Ids::of(&record);
        Self::with_ids(record, &ids, reading, policy)
    }

    /// The same with ids that were made before, for a record whose text is not whole, or whose names are not shown.
    #[must_use]
    pub fn with_ids(mut record: Record<'_>, ids: &Ids, reading: &str, policy: Policy) -> Self {
        let items = rows::of(&record, ids, policy);
        let document = &record.document;
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let head = Head {
            id: ids.article.clone(),
            own_id: owned(document.id.as_deref()),
            uri: owned(document.uri.as_deref()),
            host: document.uri.as_deref().and_then(host),
            outlet: owned(document.outlet.as_deref()),
            language: document.language.clone().into_owned(),
            title: owned(document.title.as_deref()),
            published: document.published,
            day: place::day(document),
            text_sha256: document.text_sha256.clone(),
            length: i64::try_from(record.points().len()).unwrap_or(i64::MAX),
            file: owned(document.input.file.as_deref()),
            line: document.input.line.and_then(|line| i64::try_from(line).ok()),
        };
        let content = content(document);
        let text = match policy {
            Policy::Full => Some(record.document.text.clone().into_owned()),
            Policy::Spans => Some(masked(&record)),
            Policy::Hash => None,
        };
        record.document.text = "".into();
        // Writing to memory fails only where a map has keys that are no strings, and there are none.
        let json = serde_json::to_string(&record).unwrap_or_default();
        Self { head, content, reading: reading.to_owned(), policy, text, json, items }
    }

    /// The id of its article.
    #[must_use]
    pub fn article(&self) -> &str {
        &self.head.id
    }
}

/// A hash of the text and of all that the input says of an article: a new version begins where it changes. Where the
/// article was read does not count.
#[must_use]
pub fn content(document: &Document<'_>) -> String {
    let published = document.published.map(|day| day.0.to_string());
    let meta = document.meta.as_ref().and_then(|meta| serde_json::to_string(meta).ok());
    let parts = [
        Some(document.text_sha256.as_str()),
        document.id.as_deref(),
        document.uri.as_deref(),
        Some(&document.language),
        document.title.as_deref(),
        document.outlet.as_deref(),
        published.as_deref(),
        meta.as_deref(),
    ];
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.map_or(u64::MAX, |part| part.len() as u64).to_le_bytes());
        hasher.update(part.unwrap_or_default());
    }
    let mut text = hex(&hasher.finalize());
    text.truncate(32);
    text
}

/// The text with blanks for all that no item cites, so that spans stay where they are.
fn masked(record: &Record<'_>) -> String {
    let mut spans = cited(record);
    spans.sort_unstable();
    let mut spans = spans.into_iter().peekable();
    let mut until = 0;
    let points = (0_u32..).zip(record.document.text.chars());
    points
        .map(|(at, point)| {
            while let Some([_, stop]) = spans.next_if(|[start, _]| *start <= at) {
                until = until.max(stop);
            }
            if at < until || point == '\n' { point } else { ' ' }
        })
        .collect()
}

/// The spans of all items that are about a passage.
pub(crate) fn cited(record: &Record<'_>) -> Vec<Span> {
    let mut spans: Vec<Span> = record.quoted_terms.clone();
    spans.extend(record.actors.iter().flat_map(|it| &it.mentions).map(|it| it.span));
    spans.extend(record.places.iter().map(|it| it.span));
    spans.extend(record.times.iter().map(|it| it.span));
    spans.extend(record.figures.iter().map(|it| it.span));
    for said in &record.statements {
        spans.extend(&said.content);
        spans.extend(said.speaker.as_ref().and_then(|it| it.span));
        spans.extend(said.cue.as_ref().map(|it| it.span));
        spans.extend(said.addressee.as_ref().map(|it| it.span));
        spans.extend(said.via.iter().map(|it| it.span));
        spans.extend(said.voiced_by.as_ref().map(|it| it.span));
    }
    let party = |party: &Party<'_>| party.span;
    for event in &record.events {
        spans.push(event.trigger);
        spans.extend(event.actor.iter().chain(&event.recipient).filter_map(party));
    }
    for it in &record.commitments {
        spans.extend(it.by.iter().filter_map(party));
        spans.extend([Some(it.action), it.condition].into_iter().flatten());
    }
    for pact in &record.pacts {
        spans.push(pact.span);
        spans.extend(&pact.mentions);
        for clause in &pact.clauses {
            spans.extend([Some(clause.span), Some(clause.action), clause.condition].into_iter().flatten());
        }
    }
    spans
}
