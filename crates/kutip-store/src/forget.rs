//! Taking articles out for good: rows, texts, what is searched and what lay in free pages. Hashes are left, so that the
//! same article stays out.

use crate::batch::{Batch, remove_items, tombstone};
use crate::error::StoreError;
use crate::store::Store;

/// Which articles are to be forgotten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Forget {
    /// The one with this id or address.
    Article(String),
    /// All of a host or outlet.
    Source(String),
    /// All that speak of an actor by this name, small or capital.
    Actor(String),
}

impl Store {
    /// The ids of the articles that are meant.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn to_forget(&self, what: &Forget) -> Result<Vec<String>, StoreError> {
        let (sql, name) = match what {
            Forget::Article(name) => ("SELECT id FROM articles WHERE id = ?1 OR uri = ?1", name),
            Forget::Source(name) => {
                ("SELECT id FROM articles WHERE host = lower(?1) OR outlet = ?1 COLLATE NOCASE", name)
            }
            Forget::Actor(name) => (
                "SELECT id FROM articles WHERE no IN (SELECT article FROM actors WHERE name = ?1 COLLATE NOCASE)",
                name,
            ),
        };
        let mut query = self.connection.prepare_cached(sql)?;
        let ids = query.query_map([name], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// Forgets articles by their ids, all or none, and gives back how many there were. What was searched is put together
    /// anew, which takes its time in a large store.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn forget(&mut self, articles: &[String], at: &str) -> Result<usize, StoreError> {
        self.connection.pragma_update(None, "secure_delete", true)?;
        let mut batch = self.batch(at)?;
        let mut forgotten = 0;
        for article in articles {
            forgotten += usize::from(batch.forget(article)?);
        }
        batch.commit()?;
        self.merge_search()?;
        self.empty_log()?;
        Ok(forgotten)
    }

    /// Merges the parts of what is searched: until then the words of rows that are no more stay in them.
    pub(crate) fn merge_search(&self) -> Result<(), StoreError> {
        for search in ["article_search", "statement_search"] {
            self.connection.execute(&format!("INSERT INTO {search} ({search}) VALUES ('optimize')"), [])?;
        }
        Ok(())
    }

    /// Takes over what waits in the log, and empties it.
    pub(crate) fn empty_log(&self) -> Result<(), StoreError> {
        let busy: i64 = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy == 0 { Ok(()) } else { Err(StoreError::Locked("a reader".to_owned())) }
    }
}

impl Batch<'_> {
    fn forget(&mut self, article: &str) -> Result<bool, StoreError> {
        let Some(there) = self.there(article)? else { return Ok(false) };
        let connection = self.connection();
        let mut hashes: Vec<String> = connection
            .prepare_cached("SELECT text_sha256 FROM versions WHERE article = ?1")?
            .query_map([there.no], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        hashes.push(article.to_owned());
        for hash in hashes {
            connection
                .prepare_cached("INSERT OR IGNORE INTO forgotten VALUES (?1, ?2)")?
                .execute([tombstone(&hash).as_str(), self.at()])?;
        }
        remove_items(connection, there.no, there.first)?;
        for table in ["texts", "versions"] {
            connection
                .prepare_cached(&format!("DELETE FROM {table} WHERE article = ?1"))?
                .execute([there.no])?;
        }
        connection.prepare_cached("DELETE FROM articles WHERE no = ?1")?.execute([there.no])?;
        connection.prepare_cached("DELETE FROM changes WHERE article = ?1")?.execute([article])?;
        self.note("forgotten", "article", article, article, there.version)?;
        Ok(true)
    }
}
