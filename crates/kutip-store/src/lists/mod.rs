//! Lists of items that pass a search, newest day first, a page at a time.
//!
//! What an item says itself is asked of its own table, all else of its article. Each condition gives the numbers that meet
//! it in the order of the list, and they are walked side by side ([`walk`]); what numbers do not tell is asked of the rows
//! that are left.

mod conditions;
mod match_words;
mod walk;

use crate::back::{ROW, Row, Stored};
use crate::error::StoreError;
use crate::place::{LAST, first_of};
use crate::search::Term;
use crate::store::Store;
use conditions::{Asked, asked, every};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Statement, params_from_iter};
use walk::{Candidate, Merge, Range, Walk};

/// What is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum List {
    /// Articles.
    Articles,
    /// Who said what.
    Statements,
    /// Political acts.
    Events,
    /// Numbers with what they count.
    Figures,
    /// What somebody says he will do.
    Commitments,
    /// Agreements.
    Pacts,
    /// Everybody of whom an article speaks.
    Actors,
    /// Mentions of places.
    Places,
}

impl List {
    /// Its table and, at once, its name.
    #[must_use]
    pub fn table(self) -> &'static str {
        match self {
            Self::Articles => "articles",
            Self::Statements => "statements",
            Self::Events => "events",
            Self::Figures => "figures",
            Self::Commitments => "commitments",
            Self::Pacts => "pacts",
            Self::Actors => "actors",
            Self::Places => "places",
        }
    }
}

/// A full-text index of a table, in which words of a search are looked for: rows have the numbers of its items.
struct Index {
    table: &'static str,
    /// The columns in which words are looked for.
    words: &'static str,
}

impl List {
    /// Where the words of a search are looked for; in the article where there is none.
    fn index(self) -> Option<Index> {
        let (table, words) = match self {
            Self::Statements => ("statement_search", "content"),
            Self::Figures => ("figure_search", "{text counted}"),
            Self::Events => ("event_search", "{words actor recipient}"),
            Self::Commitments => ("commitment_search", "{action condition}"),
            _ => return None,
        };
        Some(Index { table, words })
    }
}

/// Which part of a list is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// How many at most.
    pub limit: usize,
    /// Those behind the hit of this number.
    pub after: Option<i64>,
}

/// One item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its number, by which the next page goes on.
    pub no: i64,
    /// The number of its article.
    pub article: i64,
    /// Its place in the record; 0 for an article.
    pub item: usize,
}

impl Store {
    /// A page of the items that meet all terms. Of fields that are given twice one has to hold.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn list(&self, list: List, terms: &[Term], page: Page) -> Result<Vec<Hit>, StoreError> {
        let asked = asked(list, terms);
        let range = range(&asked, page);
        let mut walk = walk(&self.connection, list, &asked, range)?;
        let mut rows = Rows::new(&self.connection, list, &asked)?;
        let mut hits = Vec::new();
        while hits.len() < page.limit
            && let Some(candidate) = walk.next()?
        {
            for number in rows.numbers(candidate)? {
                let wanted = (range.lowest..=range.highest).contains(&number) && hits.len() < page.limit;
                if wanted && let Some(hit) = rows.hit(number)? {
                    hits.push(hit);
                }
            }
        }
        Ok(hits)
    }

    /// The record of a hit's article.
    ///
    /// # Errors
    /// Where the store cannot be read, or does not hold what it should.
    pub fn article(&self, no: i64) -> Result<Option<Stored>, StoreError> {
        let mut query =
            self.connection.prepare_cached(&format!("SELECT {ROW} FROM articles a WHERE a.no = ?1"))?;
        let row = query.query_row([no], Row::of).optional()?;
        row.map(|row| self.load(row)).transpose()
    }
}

/// The numbers of the days that are asked for, below the place where the last page ended.
fn range(asked: &Asked, page: Page) -> Range {
    let lowest = asked.since.map_or(0, first_of);
    let until = asked.until.and_then(|until| until.tomorrow().ok()).map_or(i64::MAX, first_of);
    let after = page.after.unwrap_or(i64::MAX);
    let highest = until.min(after).saturating_sub(1);
    Range { lowest, highest }
}

fn walk<'s>(
    connection: &'s Connection,
    list: List,
    asked: &Asked,
    range: Range,
) -> Result<Walk<'s>, StoreError> {
    let merge = |stream: &_| Merge::new(connection, stream, range);
    let mut all = asked.all.iter().map(merge).collect::<Result<Vec<_>, _>>()?;
    if all.is_empty() {
        all.push(Merge::new(connection, &every(list), range)?);
    }
    let none = asked.none.iter().map(merge).collect::<Result<_, _>>()?;
    Ok(Walk { all, none })
}

/// The rows of a list.
struct Rows<'s> {
    list: List,
    /// The numbers of an article's items.
    of_article: Statement<'s>,
    /// A row, if it passes the tests.
    row: Statement<'s>,
    values: Vec<Value>,
}

impl<'s> Rows<'s> {
    fn new(connection: &'s Connection, list: List, asked: &Asked) -> Result<Self, StoreError> {
        let (table, columns) = match list {
            List::Articles => ("articles", "i.first, i.no, 0"),
            _ => (list.table(), "i.no, i.article, i.item"),
        };
        let number = if list == List::Articles { "first" } else { "no" };
        let tests: String = asked.tests.iter().map(|test| format!(" AND {}", test.sql)).collect();
        let of_article =
            format!("SELECT {number} FROM {table} WHERE {number} BETWEEN ? AND ? ORDER BY {number} DESC");
        Ok(Self {
            list,
            of_article: connection.prepare(&of_article)?,
            row: connection
                .prepare(&format!("SELECT {columns} FROM {table} i WHERE i.{number} = ?{tests}"))?,
            values: asked.tests.iter().flat_map(|test| test.values.clone()).collect(),
        })
    }

    /// Which items of an article may be on the list, from the highest number down.
    fn numbers(&mut self, candidate: Candidate) -> Result<Vec<i64>, StoreError> {
        let Candidate { first, items, refused } = candidate;
        let mut numbers = match items {
            _ if self.list == List::Articles => return Ok(vec![first]),
            Some(items) => items,
            None => {
                let rows = self.of_article.query_map([first, first + LAST], |row| row.get(0))?;
                rows.collect::<Result<Vec<i64>, _>>()?
            }
        };
        numbers.retain(|number| !refused.contains(number));
        Ok(numbers)
    }

    fn hit(&mut self, number: i64) -> Result<Option<Hit>, StoreError> {
        let values =
            std::iter::once(&Value::Integer(number)).chain(&self.values).cloned().collect::<Vec<_>>();
        let hit = self.row.query_row(params_from_iter(values), |row| {
            let item: i64 = row.get(2)?;
            Ok(Hit { no: row.get(0)?, article: row.get(1)?, item: usize::try_from(item).unwrap_or_default() })
        });
        Ok(hit.optional()?)
    }
}
