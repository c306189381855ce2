//! From a record to the rows of its items: the one place that says which column holds what.
//!
//! Rows are made where records are made, on any thread; the writer only binds them. `verify` makes them anew and compares.

mod acts;
mod people;
mod said;

use crate::cell::Cell;
use crate::policy::Policy;
use kutip_record::{Ids, Points, Record, Span};
use sha2::{Digest, Sha256};

/// A table of items.
pub(crate) struct Table {
    /// Its name, which is that of the record's list.
    pub(crate) name: &'static str,
    /// The columns after `no, id, article, item, digest`.
    pub(crate) columns: &'static [&'static str],
    /// Tables with several rows an item.
    pub(crate) parts: &'static [Part],
    /// What is searched of it.
    pub(crate) search: Option<Search>,
}

/// An index of words.
#[derive(Clone, Copy)]
pub(crate) struct Search {
    pub(crate) name: &'static str,
    /// Columns of the table.
    pub(crate) columns: &'static str,
}

/// The indexes of words, each with its table and the column that numbers its rows.
pub(crate) fn searches() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let items = TABLES.iter().filter_map(|table| Some((table.search?.name, table.name, "no")));
    std::iter::once(("article_search", "articles", "first")).chain(items)
}

/// A table with several rows an item.
pub(crate) struct Part {
    pub(crate) name: &'static str,
    /// The column with the number of the item.
    pub(crate) owner: &'static str,
    /// The columns after the owner and `n`.
    pub(crate) columns: &'static [&'static str],
}

/// The rows of one item.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Item {
    pub(crate) id: String,
    pub(crate) digest: i64,
    pub(crate) cells: Vec<Cell>,
    /// One list a part of the table.
    pub(crate) parts: Vec<Vec<Vec<Cell>>>,
}

/// All tables of items, in the order of the record's lists.
pub(crate) const TABLES: [&Table; 10] = [
    &people::ACTORS,
    &people::PLACES,
    &said::TIMES,
    &said::FIGURES,
    &said::STATEMENTS,
    &said::QUOTED_TERMS,
    &acts::EVENTS,
    &acts::COMMITMENTS,
    &acts::PACTS,
    &said::DOUBTS,
];

/// The items of a record, one list a table of [`TABLES`].
pub(crate) fn of(record: &Record<'_>, ids: &Ids, policy: Policy) -> [Vec<Item>; 10] {
    let mut items = cut(record, ids, policy);
    if policy == Policy::Hash {
        // Whether an item changes does not depend on what is kept of it.
        let whole = cut(record, ids, Policy::Full);
        for (item, whole) in items.iter_mut().flatten().zip(whole.iter().flatten()) {
            item.digest = whole.digest;
        }
    }
    items
}

/// The items with the words that a policy keeps.
fn cut(record: &Record<'_>, ids: &Ids, policy: Policy) -> [Vec<Item>; 10] {
    let cut = Cut { points: record.points(), policy };
    let make = Make { ids };
    [
        make.items(&ids.actors, &record.actors, people::actor),
        make.items(&ids.places, &record.places, people::place),
        make.items(&ids.times, &record.times, |it| said::time(it, &cut)),
        make.items(&ids.figures, &record.figures, |it| said::figure(it, &cut)),
        make.items(&ids.statements, &record.statements, |it| said::statement(it, &cut)),
        make.items(&ids.quoted_terms, &record.quoted_terms, |it| said::quoted_term(*it, &cut)),
        make.items(&ids.events, &record.events, |it| acts::event(it, &cut)),
        make.items(&ids.commitments, &record.commitments, |it| acts::commitment(it, &cut)),
        make.items(&ids.pacts, &record.pacts, |it| acts::pact(it, &cut)),
        make.items(&ids.doubts, &record.doubts, |it| said::doubt(it, &cut, ids)),
    ]
}

/// The cells of an item's own row, and those of its parts.
type Cells = (Vec<Cell>, Vec<Vec<Vec<Cell>>>);

struct Make<'a> {
    ids: &'a Ids,
}

impl Make<'_> {
    fn items<T>(&self, ids: &[String], items: &[T], cells: impl Fn(&T) -> Cells) -> Vec<Item> {
        let with_ids = ids.iter().zip(items);
        with_ids
            .map(|(id, item)| {
                let (cells, parts) = cells(item);
                let digest = self.digest(&cells, &parts);
                Item { id: id.clone(), digest, cells, parts }
            })
            .collect()
    }

    fn digest(&self, cells: &[Cell], parts: &[Vec<Vec<Cell>>]) -> i64 {
        let mut hasher = Sha256::new();
        cells.iter().for_each(|cell| cell.digest(self.ids, &mut hasher));
        for rows in parts {
            hasher.update((rows.len() as u64).to_le_bytes());
            rows.iter().flatten().for_each(|cell| cell.digest(self.ids, &mut hasher));
        }
        let digest = hasher.finalize();
        let mut first = [0; 8];
        first.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
        i64::from_le_bytes(first)
    }
}

/// What spans cover, as far as the policy keeps it.
pub(crate) struct Cut<'a> {
    points: Points<'a>,
    policy: Policy,
}

impl Cut<'_> {
    /// The words of a span; none where passages are not kept.
    fn words(&self, span: Span) -> Cell {
        if self.policy == Policy::Hash { Cell::Null } else { Cell::text(self.points.text(span)) }
    }

    fn opt(&self, span: Option<Span>) -> Cell {
        span.map_or(Cell::Null, |span| self.words(span))
    }

    /// The words of several spans, with a mark between them.
    fn joined(&self, spans: &[Span]) -> Cell {
        if self.policy == Policy::Hash {
            return Cell::Null;
        }
        let words: Vec<&str> = spans.iter().map(|span| self.points.text(*span)).collect();
        Cell::Text(words.join(" … "))
    }
}

/// Names with a mark between them; none where there are no names.
fn list<'a>(names: impl Iterator<Item = &'a str>, between: &str) -> Cell {
    let names: Vec<&str> = names.collect();
    if names.is_empty() { Cell::Null } else { Cell::Text(names.join(between)) }
}
