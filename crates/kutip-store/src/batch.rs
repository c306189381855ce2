//! Writing: articles, their items, what is searched, changes and cursors, all in one transaction.

use crate::error::StoreError;
use crate::place::{LAST, MOST_ARTICLES, Seat};
use crate::policy::Policy;
use crate::prepared::Prepared;
use crate::rows::{Item, Search, TABLES};
use crate::store::Store;
use kutip_record::{Record, hex};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What became of an article that was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It was not there.
    Added,
    /// It is another version, or its record is another one.
    Changed,
    /// It is there as it is, or was there as it is.
    Unchanged,
    /// It was forgotten, and does not come in again.
    Forgotten,
}

/// Changes that are committed together. What is not committed is not done.
#[derive(Debug)]
pub struct Batch<'a> {
    transaction: rusqlite::Transaction<'a>,
    at: &'a str,
}

/// What the store has of an article.
pub(crate) struct There {
    pub(crate) no: i64,
    pub(crate) first: i64,
    pub(crate) version: i64,
    kept: String,
    reading: String,
}

impl Store {
    /// Begins a batch. `at` is the time that its changes get.
    ///
    /// # Errors
    /// Where another one writes, the store can be read only, or less is free than is to be left free.
    pub fn batch<'a>(&'a mut self, at: &'a str) -> Result<Batch<'a>, StoreError> {
        self.check_free()?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        Ok(Batch { transaction, at })
    }
}

impl Batch<'_> {
    /// Puts a record. The same record may be put any number of times.
    ///
    /// # Errors
    /// Where it cannot be written; the batch should be given up.
    pub fn put(&mut self, record: &Record<'_>, reading: &str, policy: Policy) -> Result<Outcome, StoreError> {
        self.write(&Prepared::of(record.clone(), reading, policy))
    }

    /// Puts a record that was prepared on another thread.
    ///
    /// # Errors
    /// Where it cannot be written; the batch should be given up.
    pub fn write(&mut self, article: &Prepared) -> Result<Outcome, StoreError> {
        if self.is_forgotten(article)? {
            return Ok(Outcome::Forgotten);
        }
        let Some(there) = self.there(&article.head.id)? else {
            self.add(article)?;
            return Ok(Outcome::Added);
        };
        let known: Option<i64> = self
            .transaction
            .prepare_cached("SELECT n FROM versions WHERE article = ?1 AND content = ?2")?
            .query_row(params![there.no, article.content], |row| row.get(0))
            .optional()?;
        let same = there.reading == article.reading && there.kept == article.policy.word();
        match known {
            // An older version that comes in once more, as from the same file, is no news.
            Some(n) if n < there.version || same => Ok(Outcome::Unchanged),
            Some(n) => self.change(&there, article, n, false),
            None => self.change(&there, article, there.version + 1, true),
        }
    }

    /// Puts a record in the place of the one that is there, whatever that was made with. One that is not there is added.
    ///
    /// # Errors
    /// Where it cannot be written; the batch should be given up.
    pub fn replace(&mut self, article: &Prepared) -> Result<Outcome, StoreError> {
        match self.there(&article.head.id)? {
            Some(there) if self.is_current(&there, article)? => {
                self.change(&there, article, there.version, false)
            }
            _ => self.write(article),
        }
    }

    fn is_current(&self, there: &There, article: &Prepared) -> Result<bool, StoreError> {
        let mut query = self
            .transaction
            .prepare_cached("SELECT 1 FROM versions WHERE article = ?1 AND content = ?2 AND n = ?3")?;
        Ok(query.exists(params![there.no, article.content, there.version])?)
    }

    /// Notes how far a source was read.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn cursor(&mut self, source: &str, line: Option<u64>) -> Result<(), StoreError> {
        let mut insert =
            self.transaction.prepare_cached("INSERT OR REPLACE INTO cursors VALUES (?1, ?2, ?3)")?;
        insert.execute(params![source, line.and_then(|line| i64::try_from(line).ok()), self.at])?;
        Ok(())
    }

    /// Makes it all last.
    ///
    /// # Errors
    /// Where it cannot be written: then nothing of the batch is.
    pub fn commit(self) -> Result<(), StoreError> {
        Ok(self.transaction.commit()?)
    }

    pub(crate) fn connection(&self) -> &Connection {
        &self.transaction
    }

    pub(crate) fn at(&self) -> &str {
        self.at
    }

    fn is_forgotten(&self, article: &Prepared) -> Result<bool, StoreError> {
        let mut query = self.transaction.prepare_cached("SELECT 1 FROM forgotten WHERE hash IN (?1, ?2)")?;
        Ok(query.exists([tombstone(&article.head.id), tombstone(&article.head.text_sha256)])?)
    }

    pub(crate) fn there(&self, id: &str) -> Result<Option<There>, StoreError> {
        let mut query = self
            .transaction
            .prepare_cached("SELECT no, first, version, kept, reading FROM articles WHERE id = ?1")?;
        let there = |row: &rusqlite::Row<'_>| {
            Ok(There {
                no: row.get(0)?,
                first: row.get(1)?,
                version: row.get(2)?,
                kept: row.get(3)?,
                reading: row.get(4)?,
            })
        };
        Ok(query.query_row([id], there).optional()?)
    }

    fn add(&self, article: &Prepared) -> Result<(), StoreError> {
        let no: i64 = self
            .transaction
            .prepare_cached("SELECT coalesce(max(no), 0) + 1 FROM articles")?
            .query_row([], |row| row.get(0))?;
        if no > MOST_ARTICLES {
            return Err(StoreError::Full);
        }
        self.insert_article(article, no, 1, self.at)?;
        self.insert_version(article, no, 1)?;
        self.insert_items(article, no)?;
        self.note("added", "article", &article.head.id, &article.head.id, 1)
    }

    /// Takes an article's items away and puts the new ones. `fresh` where the input itself is another one.
    pub(crate) fn change(
        &self,
        there: &There,
        article: &Prepared,
        version: i64,
        fresh: bool,
    ) -> Result<Outcome, StoreError> {
        let before = self.digests(there.first)?;
        let added_at: String = self
            .transaction
            .prepare_cached("SELECT added_at FROM articles WHERE no = ?1")?
            .query_row([there.no], |row| row.get(0))?;
        remove_items(&self.transaction, there.no, there.first)?;
        self.transaction.prepare_cached("DELETE FROM articles WHERE no = ?1")?.execute([there.no])?;
        let lowered = there.kept != article.policy.word() && article.policy != Policy::Full;
        let texts = if lowered { "article = ?1" } else { "article = ?1 AND version = ?2" };
        self.transaction
            .prepare_cached(&format!("DELETE FROM texts WHERE {texts} AND ?2 > 0"))?
            .execute([there.no, version])?;
        self.insert_article(article, there.no, version, &added_at)?;
        if fresh {
            self.insert_version(article, there.no, version)?;
        }
        self.insert_items(article, there.no)?;
        let changes = self.note_changes(&before, article, version)?;
        if !fresh && changes == 0 {
            return Ok(Outcome::Unchanged);
        }
        self.note("changed", "article", &article.head.id, &article.head.id, version)?;
        Ok(Outcome::Changed)
    }

    fn insert_article(
        &self,
        article: &Prepared,
        no: i64,
        version: i64,
        added_at: &str,
    ) -> Result<(), StoreError> {
        let head = &article.head;
        let seat = Seat::new(head.day, no);
        let mut insert = self.transaction.prepare_cached(
            "INSERT INTO articles VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
        )?;
        insert.execute(params![
            no,
            head.id,
            seat.first,
            head.own_id,
            head.uri,
            head.host,
            head.outlet,
            head.language,
            head.title,
            head.published.map(|day| day.0.to_string()),
            head.day.map(|day| day.0.to_string()),
            version,
            article.policy.word(),
            article.reading,
            head.text_sha256,
            head.length,
            added_at,
            self.at,
        ])?;
        if let Some(text) = &article.text {
            self.transaction
                .prepare_cached("INSERT INTO texts (article, version, text) VALUES (?1, ?2, ?3)")?
                .execute(params![no, version, text])?;
        }
        self.transaction
            .prepare_cached("INSERT INTO records VALUES (?1, ?2)")?
            .execute(params![no, article.json])?;
        let whole = article.text.as_deref().filter(|_| article.policy == Policy::Full);
        self.transaction
            .prepare_cached("INSERT INTO article_search (rowid, title, text) VALUES (?1, ?2, ?3)")?
            .execute(params![seat.first, head.title, whole])?;
        Ok(())
    }

    fn insert_version(&self, article: &Prepared, no: i64, n: i64) -> Result<(), StoreError> {
        let head = &article.head;
        let mut insert =
            self.transaction.prepare_cached("INSERT INTO versions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
        insert.execute(params![no, n, article.content, head.text_sha256, head.file, head.line, self.at])?;
        Ok(())
    }

    fn insert_items(&self, article: &Prepared, no: i64) -> Result<(), StoreError> {
        let seat = Seat::new(article.head.day, no);
        for ((table, items), sql) in TABLES.iter().zip(&article.items).zip(SQL.iter()) {
            if items.is_empty() {
                continue;
            }
            let mut insert = self.transaction.prepare_cached(&sql.insert)?;
            for (at, item) in items.iter().enumerate() {
                let mut place = 0;
                let mut bind = |value: &dyn rusqlite::ToSql| {
                    place += 1;
                    insert.raw_bind_parameter(place, value)
                };
                bind(&seat.number(at))?;
                bind(&item.id)?;
                bind(&no)?;
                bind(&i64::try_from(at).unwrap_or(LAST))?;
                bind(&item.digest)?;
                item.cells.iter().try_for_each(|cell| bind(&cell.at(seat)))?;
                insert.raw_execute()?;
            }
            for (part, sql) in (0..table.parts.len()).zip(&sql.parts) {
                self.insert_part(items, part, sql, seat)?;
            }
            if let Some(sql) = &sql.search {
                self.transaction.prepare_cached(sql)?.execute([seat.first, seat.last()])?;
            }
        }
        Ok(())
    }

    fn insert_part(&self, items: &[Item], part: usize, sql: &str, seat: Seat) -> Result<(), StoreError> {
        let mut insert = self.transaction.prepare_cached(sql)?;
        for (at, item) in items.iter().enumerate() {
            for (n, cells) in item.parts.get(part).into_iter().flatten().enumerate() {
                insert.raw_bind_parameter(1, seat.number(at))?;
                insert.raw_bind_parameter(2, i64::try_from(n).unwrap_or(LAST))?;
                for (place, cell) in (3..).zip(cells) {
                    insert.raw_bind_parameter(place, cell.at(seat))?;
                }
                insert.raw_execute()?;
            }
        }
        Ok(())
    }

    /// The items of an article by id, with what tells whether they change; one map a table.
    fn digests(&self, first: i64) -> Result<Vec<HashMap<String, i64>>, StoreError> {
        let one = |sql: &Sql| -> Result<HashMap<String, i64>, StoreError> {
            let mut query = self.transaction.prepare_cached(&sql.digests)?;
            let rows = query.query_map([first, first + LAST], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        SQL.iter().map(one).collect()
    }

    /// Notes which items were added, changed and withdrawn, and tells how many.
    fn note_changes(
        &self,
        before: &[HashMap<String, i64>],
        article: &Prepared,
        version: i64,
    ) -> Result<usize, StoreError> {
        let mut changes = 0;
        let mut note = |what, kind, id: &str| {
            changes += 1;
            self.note(what, kind, id, &article.head.id, version)
        };
        for ((table, items), before) in TABLES.iter().zip(&article.items).zip(before) {
            let mut left = before.clone();
            for item in items {
                match left.remove(&item.id) {
                    None => note("added", table.name, &item.id)?,
                    Some(digest) if digest != item.digest => note("changed", table.name, &item.id)?,
                    Some(_) => {}
                }
            }
            let mut withdrawn: Vec<_> = left.into_keys().collect();
            withdrawn.sort_unstable();
            withdrawn.iter().try_for_each(|id| note("withdrawn", table.name, id))?;
        }
        Ok(changes)
    }

    pub(crate) fn note(
        &self,
        what: &str,
        kind: &str,
        id: &str,
        article: &str,
        version: i64,
    ) -> Result<(), StoreError> {
        let mut insert = self.transaction.prepare_cached(
            "INSERT INTO changes (at, what, kind, id, article, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        insert.execute(params![self.at, what, kind, id, article, version])?;
        Ok(())
    }
}

/// The statements of a table of items.
struct Sql {
    insert: String,
    digests: String,
    parts: Vec<String>,
    search: Option<String>,
}

static SQL: LazyLock<Vec<Sql>> = LazyLock::new(|| {
    let insert = |table: &str, own: &[&str], columns: &[&str]| {
        let all: Vec<String> = own.iter().chain(columns).map(|name| format!("\"{name}\"")).collect();
        let marks = vec!["?"; all.len()].join(", ");
        format!("INSERT INTO {table} ({}) VALUES ({marks})", all.join(", "))
    };
    let own = ["no", "id", "article", "item", "digest"];
    TABLES
        .iter()
        .map(|table| Sql {
            insert: insert(table.name, &own, table.columns),
            digests: format!("SELECT id, digest FROM {} WHERE no BETWEEN ?1 AND ?2", table.name),
            search: table.search.map(|Search { name, columns }| {
                let rows = format!("SELECT no, {columns} FROM {} WHERE no BETWEEN ?1 AND ?2", table.name);
                format!("INSERT INTO {name} (rowid, {columns}) {rows}")
            }),
            parts: table
                .parts
                .iter()
                .map(|part| insert(part.name, &[part.owner, "n"], part.columns))
                .collect(),
        })
        .collect()
});

/// Takes away what an article has in the tables of items, in `records` and in what is searched.
pub(crate) fn remove_items(connection: &Connection, no: i64, first: i64) -> Result<(), StoreError> {
    let run = |sql: &str| connection.prepare_cached(sql)?.execute([first, first + LAST]);
    // What is searched has to be told the words that it should give up.
    run("INSERT INTO article_search (article_search, rowid, title, text)
         SELECT 'delete', first, title, text FROM article_words WHERE first = ?1 AND ?2 > 0")?;
    for table in TABLES {
        if let Some(Search { name, columns }) = table.search {
            let rows =
                format!("SELECT 'delete', no, {columns} FROM {} WHERE no BETWEEN ?1 AND ?2", table.name);
            run(&format!("INSERT INTO {name} ({name}, rowid, {columns}) {rows}"))?;
        }
        for part in table.parts {
            run(&format!("DELETE FROM {} WHERE {} BETWEEN ?1 AND ?2", part.name, part.owner))?;
        }
        run(&format!("DELETE FROM {} WHERE no BETWEEN ?1 AND ?2", table.name))?;
    }
    connection.prepare_cached("DELETE FROM records WHERE article = ?1")?.execute([no])?;
    Ok(())
}

/// What is left of an id or a hash that was forgotten.
pub(crate) fn tombstone(what: &str) -> String {
    hex(&Sha256::digest(format!("kutip forgot {what}")))
}
