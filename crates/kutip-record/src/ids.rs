//! Ids that stay: the same for the same words of the same article, whatever stands before them.
//!
//! An id is a hash of the article, the kind of item, its words with the sentence around them, and how many of the same came
//! before. So a paragraph that is put in changes no other id, and neither does a better reading of who is meant.

use crate::{Document, Points, Record, Ref, Span};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// The id of an article: the same for all its versions.
pub type ArticleId = String;

/// The ids of everything in a record, in the order of its lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ids {
    /// Of the article.
    pub article: ArticleId,
    /// Of `actors`.
    pub actors: Vec<String>,
    /// Of `places`.
    pub places: Vec<String>,
    /// Of `times`.
    pub times: Vec<String>,
    /// Of `figures`.
    pub figures: Vec<String>,
    /// Of `statements`.
    pub statements: Vec<String>,
    /// Of `quoted_terms`.
    pub quoted_terms: Vec<String>,
    /// Of `events`.
    pub events: Vec<String>,
    /// Of `commitments`.
    pub commitments: Vec<String>,
    /// Of `pacts`.
    pub pacts: Vec<String>,
    /// Of `doubts`.
    pub doubts: Vec<String>,
}

impl Ids {
    /// The ids of a record.
    #[must_use]
    pub fn of(record: &Record<'_>) -> Self {
        let article = article_id(&record.document);
        let mut make = Make::new(&article, record);
        Self {
            actors: record.actors.iter().map(|it| make.id("ac", &[&it.r#type, &it.name])).collect(),
            places: record.places.iter().map(|it| make.at("pl", it.span, "")).collect(),
            times: record.times.iter().map(|it| make.at("ti", it.span, "")).collect(),
            figures: record.figures.iter().map(|it| make.at("fi", it.span, "")).collect(),
            statements: record.statements.iter().map(|it| make.statement(&it.content)).collect(),
            quoted_terms: record.quoted_terms.iter().map(|span| make.at("qt", *span, "")).collect(),
            events: record.events.iter().map(|it| make.at("ev", it.trigger, &it.r#type)).collect(),
            commitments: record.commitments.iter().map(|it| make.at("co", it.action, "")).collect(),
            pacts: record.pacts.iter().map(|it| make.id("pa", &[&it.kind, &it.name])).collect(),
            doubts: record
                .doubts
                .iter()
                .map(|it| match it.span {
                    Some(span) => make.at("do", span, &it.kind),
                    None => make.id("do", &[&it.kind]),
                })
                .collect(),
            article,
        }
    }

    /// The id of what a reference of the record means.
    #[must_use]
    pub fn get(&self, at: Ref) -> Option<&str> {
        let list = match at.letter() {
            'a' => &self.actors,
            'p' => &self.places,
            't' => &self.times,
            'f' => &self.figures,
            's' => &self.statements,
            'e' => &self.events,
            'c' => &self.commitments,
            'k' => &self.pacts,
            'd' => &self.doubts,
            _ => return None,
        };
        list.get(at.index()).map(String::as_str)
    }
}

/// The id of an article: by its address, else by outlet and own id, else by its text and own id. An own id without an
/// outlet is no address: two archives may both begin at 1.
#[must_use]
pub fn article_id(document: &Document<'_>) -> ArticleId {
    let own = document.id.as_deref().unwrap_or_default();
    match (&document.uri, &document.outlet) {
        (Some(uri), _) => hash("ar", &["uri", uri]),
        (None, Some(outlet)) if !own.is_empty() => hash("ar", &["id", outlet, own]),
        _ => hash("ar", &["text", &document.text_sha256, own]),
    }
}

/// Makes the ids of one record, and counts what was there already.
struct Make<'a> {
    article: &'a str,
    points: Points<'a>,
    sentences: &'a [Span],
    seen: HashMap<String, usize>,
}

impl<'a> Make<'a> {
    fn new(article: &'a str, record: &'a Record<'_>) -> Self {
        Self { article, points: record.points(), sentences: &record.document.sentences, seen: HashMap::new() }
    }

    /// Of what is said, wherever it stands.
    fn statement(&mut self, content: &[Span]) -> String {
        let texts: Vec<&str> = content.iter().map(|span| self.points.text(*span)).collect();
        self.id("st", &texts)
    }

    /// Of words, told apart from the same words elsewhere by their sentence.
    fn at(&mut self, kind: &str, span: Span, what: &str) -> String {
        let before = self.sentences.partition_point(|sentence| sentence[0] <= span[0]);
        let sentence = before.checked_sub(1).and_then(|at| self.sentences.get(at));
        let around = sentence.map_or("", |sentence| self.points.text(*sentence));
        let words = self.points.text(span);
        self.id(kind, &[what, words, around])
    }

    fn id(&mut self, kind: &str, parts: &[&str]) -> String {
        let mut all = vec![self.article];
        all.extend(parts);
        let first = hash(kind, &all);
        let count = self.seen.entry(first.clone()).or_default();
        *count += 1;
        if *count == 1 { first } else { hash(kind, &[&first, &count.to_string()]) }
    }
}

/// A kind and the first 80 bits of a hash, in letters and digits that are not taken for one another.
fn hash(kind: &str, parts: &[&str]) -> String {
    const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    const BITS: usize = 5;
    const LETTERS: usize = 16;
    let mut hasher = Sha256::new();
    for part in parts {
        // With its length, so that no two lists of parts are the same bytes.
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let digest = hasher.finalize();
    let bits =
        digest.iter().take(LETTERS * BITS / 8).fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
    let mut id = format!("{kind}-");
    for place in (0..LETTERS).rev() {
        let digit = (bits >> (place * BITS)) & 31;
        id.push(DIGITS.get(digit as usize).map_or('0', |digit| char::from(*digit)));
    }
    id
}

#[cfg(test)]
mod tests {
    use super::{Ids, hash};
    use crate::Record;

    /// The same figure twice, once in a sentence that comes twice.
    fn record(text: &str) -> Record<'static> {
        let mut record = Record::default();
        record.document.text = text.to_owned().into();
        record.document.uri = Some("https://contoh.id/1".into());
        let mut from = 0;
        for sentence in text.split_inclusive('.') {
            let end = from + u32::try_from(sentence.chars().count()).unwrap_or(0);
            record.document.sentences.push([from, end]);
            for (at, _) in sentence.match_indices("dua") {
                let start = from + u32::try_from(at).unwrap_or(0);
                record.quoted_terms.push([start, start + 3]);
            }
            from = end;
        }
        record
    }

    #[test]
    fn what_stands_before_changes_no_id() {
        let short = Ids::of(&record(" Ada dua kapal. Ada dua kapal. Ia dan dua lagi."));
        let long = Ids::of(&record(" Ada dua belas. Ada dua kapal. Ada dua kapal. Ia dan dua lagi."));
        assert_eq!(short.quoted_terms, long.quoted_terms[1..]);
        let mut all = long.quoted_terms.clone();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 4);
    }

    #[test]
    fn ids_are_what_they_were() {
        assert_eq!(hash("st", &["a", "bc"]), "st-ka5cs8dprv0bxz9z");
        assert_ne!(hash("st", &["ab", "c"]), hash("st", &["a", "bc"]));
    }
}
