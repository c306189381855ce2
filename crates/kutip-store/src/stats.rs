//! What there is in a store, and copies of it.

use crate::error::StoreError;
use crate::rows::{TABLES, searches};
use crate::store::{SCHEMA, Store};
use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;
use std::fs;
use std::path::{Path, PathBuf};

/// What there is in a store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// The version of the tables.
    pub schema: i64,
    /// Bytes of the file.
    pub bytes: u64,
    /// Bytes that wait in the log.
    pub log_bytes: u64,
    /// Bytes of the file that hold nothing.
    pub free_bytes: u64,
    /// Rows by table.
    pub rows: Vec<(String, i64)>,
    /// Articles by what is kept of their texts.
    pub kept: Vec<(String, i64)>,
    /// Articles by what they were read with.
    pub readings: Vec<(String, i64)>,
    /// The first and the last day of articles.
    pub days: (Option<String>, Option<String>),
    /// The number of the last change.
    pub last_change: i64,
}

impl Store {
    /// What there is in it.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn stats(&self) -> Result<Stats, StoreError> {
        let number = |sql: &str| self.connection.query_row(sql, [], |row| row.get::<_, i64>(0));
        let page = number("PRAGMA page_size")?;
        let free = number("PRAGMA freelist_count")?;
        let parts = TABLES.iter().flat_map(|table| table.parts).map(|part| part.name);
        let others =
            ["articles", "versions", "texts", "changes", "sources", "cursors", "fetched", "forgotten"];
        let mut rows = Vec::new();
        for name in others.into_iter().chain(TABLES.map(|table| table.name)).chain(parts) {
            rows.push((name.to_owned(), number(&format!("SELECT count(*) FROM {name}"))?));
        }
        let by = |column: &str| -> Result<Vec<(String, i64)>, StoreError> {
            let sql = format!("SELECT {column}, count(*) FROM articles GROUP BY 1 ORDER BY 2 DESC");
            let mut query = self.connection.prepare_cached(&sql)?;
            let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        let days = self
            .connection
            .query_row("SELECT min(day), max(day) FROM articles", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let size = |path: &Path| path.metadata().map_or(0, |meta| meta.len());
        Ok(Stats {
            schema: SCHEMA,
            bytes: size(&self.path),
            log_bytes: size(&with_ending(&self.path, "-wal")),
            free_bytes: u64::try_from(page * free).unwrap_or_default(),
            rows,
            kept: by("kept")?,
            readings: by("reading")?,
            days,
            last_change: number("SELECT coalesce(max(seq), 0) FROM changes")?,
        })
    }

    /// Compares what is searched with the words in the tables. The store has to be open for writing, although nothing is
    /// written.
    ///
    /// # Errors
    /// Where it is damaged or cannot be read.
    pub fn check_search(&self) -> Result<Vec<String>, StoreError> {
        let mut faults = Vec::new();
        for (search, ..) in searches() {
            let sql = format!("INSERT INTO {search} ({search}, rank) VALUES ('integrity-check', 1)");
            match self.connection.execute(&sql, []).map_err(StoreError::from) {
                Ok(_) => {}
                Err(StoreError::Damaged(what)) => faults.push(format!("{search}: {what}")),
                Err(error) => return Err(error),
            }
        }
        Ok(faults)
    }

    /// Makes what is searched anew from the words in the tables.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn rebuild_search(&self) -> Result<(), StoreError> {
        for (search, ..) in searches() {
            self.connection.execute(&format!("INSERT INTO {search} ({search}) VALUES ('rebuild')"), [])?;
        }
        Ok(())
    }

    /// Writes a whole copy of what is committed to a new file, while others may go on writing. The copy gets its name when
    /// it was read back and found sound.
    ///
    /// # Errors
    /// Where there is a file of this name already, or the copy cannot be written.
    pub fn back_up(&self, to: &Path) -> Result<(), StoreError> {
        self.write_copy(to).map_err(|error| match error {
            // What is wrong with the store shows when it is copied.
            StoreError::Damaged(_) | StoreError::Locked(_) => error,
            error => StoreError::Copy(to.to_owned(), Box::new(error)),
        })
    }

    fn write_copy(&self, to: &Path) -> Result<(), StoreError> {
        if to.try_exists()? {
            return Err(StoreError::Io(format!("{} is there already", to.display())));
        }
        let part = with_ending(to, ".part");
        if part.try_exists()? {
            fs::remove_file(&part)?;
        }
        let made = self.copy(&part);
        if made.is_err() {
            let _ = fs::remove_file(&part);
            return made;
        }
        fs::File::open(&part)?.sync_all()?;
        Ok(fs::rename(&part, to)?)
    }

    fn copy(&self, part: &Path) -> Result<(), StoreError> {
        let Some(name) = part.to_str() else {
            return Err(StoreError::Io(format!("{} is no name that SQLite can take", part.display())));
        };
        self.connection.execute("VACUUM INTO ?1", [name])?;
        let copy = Connection::open(part)?;
        let found: String = copy.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if found == "ok" { Ok(()) } else { Err(StoreError::Damaged(found)) }
    }

    /// The line of a source up to which it was read; none where it has no lines or was never read.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn cursor(&self, source: &str) -> Result<Option<i64>, StoreError> {
        let mut query = self.connection.prepare_cached("SELECT line FROM cursors WHERE source = ?1")?;
        Ok(query.query_row([source], |row| row.get(0)).optional()?.flatten())
    }
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
