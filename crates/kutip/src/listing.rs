//! Items of a store as lists show them: as JSON objects and as cells under heads, both as exports have them.

use crate::export::{Cell, Entry, Fault, Format, Given, Head, Kind, Options, each_item, heads, rows};
use crate::query::{Query, Wanted};
use kutip_record::{Points, Span};
use kutip_store::{Hit, List, Store, StoreError, Stored};
use serde_json::{Map, Value, json};
use std::io;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// An item of a list.
#[derive(Clone, Debug)]
pub struct Item {
    /// By which the next page goes on.
    pub no: i64,
    /// Its id.
    pub id: String,
    /// The object that a pipe gets.
    pub json: Map<String, Value>,
    /// What stands under each head, as text.
    pub cells: Vec<(Head, String)>,
}

/// Why a list cannot be shown.
#[derive(Debug)]
pub enum ListError {
    /// The store cannot be read, or holds what it should not.
    Store(StoreError),
    /// A record of it does not fit its text.
    Record(Fault),
}

impl From<StoreError> for ListError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Characters of an article that are shown around what was found.
const AROUND_CHARS: u32 = 80;
/// Characters of an article in which nothing was looked for.
const HEAD_CHARS: u32 = 160;

/// The kind of the items of a list.
#[must_use]
pub fn kind(list: List) -> Kind {
    match list {
        List::Articles => Kind::Articles,
        List::Statements => Kind::Statements,
        List::Events => Kind::Events,
        List::Figures => Kind::Figures,
        List::Commitments => Kind::Commitments,
        List::Pacts => Kind::Pacts,
        List::Actors => Kind::Actors,
        List::Places => Kind::Places,
    }
}

/// The items of hits, in their order. Each article is loaded once for all its hits that follow one another.
///
/// # Errors
/// Where the store cannot be read, or a record does not fit its text.
pub fn items(store: &Store, list: List, query: &Query, hits: &[Hit]) -> Result<Vec<Item>, ListError> {
    let mut out = Vec::with_capacity(hits.len());
    for of_one in hits.chunk_by(|one, next| one.article == next.article) {
        let Some(first) = of_one.first() else { continue };
        // Gone since the list was made: another program writes the store.
        let Some(stored) = store.article(first.article)? else { continue };
        of_article(&stored, kind(list), of_one, query, &mut out)?;
    }
    Ok(out)
}

/// The item at a place of a record.
///
/// # Errors
/// Where the record does not fit its text.
pub fn item(stored: &Stored, kind: Kind, item: usize) -> Result<Option<Item>, ListError> {
    let mut out = Vec::new();
    let hit = Hit { no: 0, article: 0, item };
    of_article(stored, kind, &[hit], &Query::default(), &mut out)?;
    Ok(out.pop())
}

fn of_article(
    stored: &Stored,
    kind: Kind,
    hits: &[Hit],
    query: &Query,
    out: &mut Vec<Item>,
) -> Result<(), ListError> {
    // One's own store is no export: all of it may be seen.
    let options = Options { kinds: vec![kind], with_text: true, ..Options::default() };
    let given = Given {
        record: &stored.record,
        ids: &stored.ids,
        kept: stored.policy.into(),
        choice: None,
        hidden: &[],
    };
    let entry = Entry::new(given, Format::Jsonl, &options).map_err(ListError::Record)?;
    let heads = heads(kind, &Options { with_text: false, ..options });
    let mut objects = Vec::new();
    let Ok(()) = each_item(kind, &entry, &mut |object| {
        objects.push(object);
        Ok::<(), std::convert::Infallible>(())
    });
    let mut cells = Vec::new();
    // Nothing is written here that could fail.
    let _: io::Result<()> = rows(kind, &entry, &mut |row| {
        cells.push(row.iter().map(shown).collect::<Vec<_>>());
        Ok(())
    });
    for hit in hits {
        let (Some(json), Some(cells)) = (objects.get(hit.item), cells.get(hit.item)) else { continue };
        let mut json = json.clone();
        let mut cells: Vec<(Head, String)> = heads.iter().copied().zip(cells.iter().cloned()).collect();
        if kind == Kind::Articles {
            let (span, text) = excerpt(entry.points(), &stored.record.document.text, query);
            for name in ["text", "paragraphs", "sentences", "boilerplate"] {
                json.shift_remove(name);
            }
            json.insert("excerpt".into(), json!({"span": span, "text": text}));
            cells.push((EXCERPT, text));
        }
        let id = json.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        out.push(Item { no: hit.no, id, json, cells });
    }
    Ok(())
}

/// Where an item stands in its text.
#[must_use]
pub fn spans(item: &Map<String, Value>) -> Vec<Span> {
    let mut out = Vec::new();
    for name in ["span", "content", "trigger", "action", "condition"] {
        let Some(value) = item.get(name) else { continue };
        match serde_json::from_value::<Span>(value.clone()) {
            Ok(span) => out.push(span),
            Err(_) => out.extend(serde_json::from_value::<Vec<Span>>(value.clone()).unwrap_or_default()),
        }
    }
    out
}

/// Of the text of an article.
const EXCERPT: Head =
    Head { name: "excerpt", en: "Excerpt", id: "Cuplikan", form: crate::export::Form::Text };

fn shown(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Text(text) => text.to_string(),
        Cell::Int(number) => number.to_string(),
        Cell::Float(number) => number.to_string(),
        Cell::Bool(flag) => flag.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::List(texts) => texts.join(" › "),
    }
}

/// What of a text is shown: around the first thing that was looked for, else its beginning.
fn excerpt(points: &Points<'_>, text: &str, query: &Query) -> (Span, String) {
    let last = u32::try_from(points.len()).unwrap_or(u32::MAX);
    let found = query.terms.iter().filter(|term| !term.not).find_map(|term| match &term.wanted {
        Wanted::Word { word, begins } => locate(text, word, *begins),
        Wanted::Phrase(phrase) => locate(text, phrase, false),
        _ => None,
    });
    let span = found.map_or([0, HEAD_CHARS.min(last)], |[start, end]| {
        [start.saturating_sub(AROUND_CHARS), end.saturating_add(AROUND_CHARS).min(last)]
    });
    let words: Vec<&str> = points.text(span).split_whitespace().collect();
    let (before, behind) = (if span[0] > 0 { "…" } else { "" }, if span[1] < last { "…" } else { "" });
    (span, format!("{before}{}{behind}", words.join(" ")))
}

/// Where words stand one behind the other, whatever marks lie between them, in code points.
fn locate(text: &str, wanted: &str, begins: bool) -> Option<Span> {
    let wanted: Vec<String> = words(wanted).into_iter().map(|(_, word)| word).collect();
    let words = words(text);
    let last = wanted.len().checked_sub(1)?;
    let found = words.windows(wanted.len()).find(|window| {
        window.iter().zip(&wanted).enumerate().all(|(at, ((_, word), wanted))| {
            if begins && at == last { word.starts_with(wanted.as_str()) } else { word == wanted }
        })
    })?;
    Some([found.first()?.0[0], found.last()?.0[1]])
}

/// Words in small letters without accents, as the full-text index has them.
fn words(text: &str) -> Vec<(Span, String)> {
    let mut out: Vec<(Span, String)> = Vec::new();
    let mut within = false;
    for (at, c) in (0_u32..).zip(text.chars()) {
        let is_word = c.is_alphanumeric() || within && is_combining_mark(c);
        if is_word && !within {
            out.push(([at, at], String::new()));
        }
        within = is_word;
        if let (true, Some((span, word))) = (is_word, out.last_mut()) {
            span[1] = at + 1;
            word.extend(c.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::locate;

    #[test]
    fn words_are_found_whatever_lies_between_them() {
        let text = "Kata Sari: “Kami, dan é̂lan – tahu.”";
        assert_eq!(locate(text, "kami dan", false), Some([12, 21]));
        assert_eq!(locate(text, "elan \"tahu\"", false).map(|span| span[1]), Some(34));
        assert_eq!(locate(text, "ka", true), Some([0, 4]));
        assert_eq!(locate(text, "ka", false), None);
        assert_eq!(locate(text, "…", false), None);
    }
}
