//! Taking articles out for good: rows, texts, what is searched and what lay in free pages. Hashes are left, so that the
//! same article stays out.

use crate::batch::{Batch, remove_items, tombstone};
use crate::error::StoreError;
use crate::rows::searches;
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

    /// Forgets articles by their ids, all or none, and gives back how many there were. The file is written anew, which
    /// takes its time and, for a while, its size once more.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn forget(&mut self, articles: &[String], at: &str) -> Result<usize, StoreError> {
        let mut batch = self.batch(at)?;
        let mut forgotten = 0;
        for article in articles {
            forgotten += usize::from(batch.forget(article)?);
        }
        batch.leaves_remains()?;
        batch.commit()?;
        self.clean()?;
        Ok(forgotten)
    }

    /// Whether a run was stopped after it took something out, and before the file was written anew.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn has_remains(&self) -> Result<bool, StoreError> {
        Ok(self.meta(REMAINS)?.is_some())
    }

    /// Writes the file anew, so that nothing is left of what was taken out: neither in what is searched, where words of
    /// rows that are no more stay until its parts are merged, nor in the gaps of pages, nor in the log.
    ///
    /// # Errors
    /// Where the store cannot be written, or somebody reads it all the time.
    pub fn clean(&self) -> Result<(), StoreError> {
        for (search, ..) in searches() {
            self.connection.execute(&format!("INSERT INTO {search} ({search}) VALUES ('optimize')"), [])?;
        }
        self.connection.execute_batch("VACUUM")?;
        self.connection.execute("DELETE FROM meta WHERE key = ?1", [REMAINS])?;
        let busy: i64 = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy == 0 { Ok(()) } else { Err(StoreError::Locked("a reader".to_owned())) }
    }
}

/// The note of a store that something was taken out of it and may still be read in its file.
const REMAINS: &str = "remains";

impl Batch<'_> {
    /// Notes that the file is to be written anew.
    pub(crate) fn leaves_remains(&self) -> Result<(), StoreError> {
        self.connection().execute("INSERT OR REPLACE INTO meta VALUES (?1, 'yes')", [REMAINS])?;
        Ok(())
    }

    /// Leaves a hash of an id or hash, so that what has it stays out.
    pub(crate) fn bury(&self, what: &str) -> Result<(), StoreError> {
        self.connection()
            .prepare_cached("INSERT OR IGNORE INTO forgotten VALUES (?1, ?2)")?
            .execute([tombstone(what).as_str(), self.at()])?;
        Ok(())
    }

    fn forget(&mut self, article: &str) -> Result<bool, StoreError> {
        let Some(there) = self.there(article)? else { return Ok(false) };
        let connection = self.connection();
        let mut hashes: Vec<String> = connection
            .prepare_cached("SELECT text_sha256 FROM versions WHERE article = ?1")?
            .query_map([there.no], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        hashes.push(article.to_owned());
        hashes.iter().try_for_each(|hash| self.bury(hash))?;
        self.forget_addresses(article)?;
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
