//! Records back out of the store, as they were put.

use crate::error::StoreError;
use crate::lists::{Hit, List, Page};
use crate::place::LAST;
use crate::policy::Policy;
use crate::rows::TABLES;
use crate::search::Term;
use crate::store::Store;
use kutip_record::{Ids, Record};
use rusqlite::{Connection, OptionalExtension, params};
use std::borrow::Borrow;
use std::collections::VecDeque;

/// An article of the store with its record.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// The record. Where the policy is not [`Policy::Full`] its text is blanks but for what is kept, or empty; its hash is
    /// that of the whole text in any case.
    pub record: Record<'static>,
    /// The ids of its items.
    pub ids: Ids,
    /// What is kept of its text.
    pub policy: Policy,
    /// Its version, from 1.
    pub version: i64,
    /// With what it was read.
    pub reading: String,
}

/// What an id means.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The article.
    pub stored: Stored,
    /// The list of the record: `statements`, `events`, ..., or `article` where the article itself is meant.
    pub list: &'static str,
    /// The place in that list, from 0.
    pub item: usize,
}

/// The article's row that a record is found by.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) no: i64,
    pub(crate) id: String,
    pub(crate) first: i64,
    pub(crate) version: i64,
    pub(crate) kept: String,
    pub(crate) reading: String,
}

/// The columns of a [`Row`], of the table `articles a`.
pub(crate) const ROW: &str = "a.no, a.id, a.first, a.version, a.kept, a.reading";

impl Row {
    pub(crate) fn of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            no: row.get(0)?,
            id: row.get(1)?,
            first: row.get(2)?,
            version: row.get(3)?,
            kept: row.get(4)?,
            reading: row.get(5)?,
        })
    }
}

impl Store {
    /// The current record of an article by the article's id; none where there is no such article.
    ///
    /// # Errors
    /// Where the store cannot be read, or does not hold what it should.
    pub fn record(&self, article: &str) -> Result<Option<Stored>, StoreError> {
        let mut query =
            self.connection.prepare_cached(&format!("SELECT {ROW} FROM articles a WHERE a.id = ?1"))?;
        let row = query.query_row([article], Row::of).optional()?;
        row.map(|row| self.load(row)).transpose()
    }

    /// The records of the articles that meet a search, newest day first, one at a time.
    pub fn records(&self, terms: &[Term]) -> Records<&Self> {
        Records::new(self, terms)
    }

    /// The same for another thread: the store goes along.
    #[must_use]
    pub fn into_records(self, terms: &[Term]) -> Records<Self> {
        Records::new(self, terms)
    }

    /// What an id of an article or item means; none where nothing has it.
    ///
    /// # Errors
    /// Where the store cannot be read, or does not hold what it should.
    pub fn find(&self, id: &str) -> Result<Option<Found>, StoreError> {
        if let Some(stored) = self.record(id)? {
            return Ok(Some(Found { stored, list: "article", item: 0 }));
        }
        for table in TABLES {
            let sql = format!(
                "SELECT {ROW}, t.item FROM {} t JOIN articles a ON a.no = t.article WHERE t.id = ?1",
                table.name
            );
            let mut query = self.connection.prepare_cached(&sql)?;
            let found = |row: &rusqlite::Row<'_>| Ok((Row::of(row)?, row.get::<_, i64>(6)?));
            if let Some((row, item)) = query.query_row([id], found).optional()? {
                let item = usize::try_from(item).unwrap_or_default();
                return Ok(Some(Found { stored: self.load(row)?, list: table.name, item }));
            }
        }
        Ok(None)
    }

    pub(crate) fn load(&self, row: Row) -> Result<Stored, StoreError> {
        load(&self.connection, row)
    }
}

/// The record of an article's row.
pub(crate) fn load(connection: &Connection, row: Row) -> Result<Stored, StoreError> {
    let json: String = connection
        .prepare_cached("SELECT json FROM records WHERE article = ?1")?
        .query_row([row.no], |row| row.get(0))
        .optional()?
        .ok_or_else(|| StoreError::Damaged(format!("{} has no record", row.id)))?;
    let text: Option<String> = connection
        .prepare_cached("SELECT text FROM texts WHERE article = ?1 AND version = ?2")?
        .query_row(params![row.no, row.version], |row| row.get(0))
        .optional()?;
    let mut record: Record<'static> = serde_json::from_str(&json)?;
    record.document.text = text.unwrap_or_default().into();
    let policy = row.kept.parse().map_err(StoreError::Damaged)?;
    let ids = ids(connection, row.id, row.first)?;
    Ok(Stored { record, ids, policy, version: row.version, reading: row.reading })
}

/// The ids of an article's items.
fn ids(connection: &Connection, article: String, first: i64) -> Result<Ids, StoreError> {
    let mut lists = Vec::with_capacity(TABLES.len());
    for table in TABLES {
        let sql = format!("SELECT id FROM {} WHERE no BETWEEN ?1 AND ?2 ORDER BY no DESC", table.name);
        let mut query = connection.prepare_cached(&sql)?;
        let rows = query.query_map([first, first + LAST], |row| row.get(0))?;
        lists.push(rows.collect::<Result<Vec<String>, _>>()?);
    }
    let mut lists = lists.into_iter();
    let mut next = || lists.next().unwrap_or_default();
    Ok(Ids {
        article,
        actors: next(),
        places: next(),
        times: next(),
        figures: next(),
        statements: next(),
        quoted_terms: next(),
        events: next(),
        commitments: next(),
        pacts: next(),
        doubts: next(),
    })
}

/// Records one after the other. Each page of articles is read by itself, so that a long walk keeps no writer from taking
/// over what it wrote.
#[derive(Debug)]
pub struct Records<S> {
    store: S,
    terms: Vec<Term>,
    after: Option<i64>,
    page: VecDeque<Hit>,
    ended: bool,
}

/// Articles that are looked up at once.
const PAGE: usize = 256;

impl<S: Borrow<Store>> Records<S> {
    fn new(store: S, terms: &[Term]) -> Self {
        Self { store, terms: terms.to_vec(), after: None, page: VecDeque::new(), ended: false }
    }

    fn fill(&mut self) -> Result<(), StoreError> {
        let page = Page { limit: PAGE, after: self.after };
        self.page = self.store.borrow().list(List::Articles, &self.terms, page)?.into();
        self.ended = self.page.len() < PAGE;
        self.after = self.page.back().map(|hit| hit.no);
        Ok(())
    }
}

impl<S: Borrow<Store>> Iterator for Records<S> {
    type Item = Result<Stored, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.page.is_empty()
                && !self.ended
                && let Err(error) = self.fill()
            {
                self.ended = true;
                return Some(Err(error));
            }
            // An article may be gone since the page was made: another program writes the store.
            let hit = self.page.pop_front()?;
            if let Some(stored) = self.store.borrow().article(hit.article).transpose() {
                return Some(stored);
            }
        }
    }
}
