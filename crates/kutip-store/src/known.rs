//! Whether an article is in the store already, before it is analysed.

use crate::batch::tombstone;
use crate::error::StoreError;
use crate::policy::Policy;
use crate::prepared::content;
use crate::store::{Mode, Store};
use kutip_record::{Document, article_id};
use rusqlite::{OptionalExtension, params};

/// Why an article need not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Familiar {
    /// This version of it was put with this reading and policy, or is an older one.
    There,
    /// It was forgotten.
    Forgotten,
}

/// A reader of its own for a thread that asks whether articles are known.
#[derive(Debug)]
pub struct Known(Store);

impl Store {
    /// The same store once more, to read beside a writer.
    ///
    /// # Errors
    /// Where the store cannot be opened once more.
    pub fn beside(&self) -> Result<Self, StoreError> {
        Self::open(&self.path, &Mode::Read)
    }

    /// A reader for another thread.
    ///
    /// # Errors
    /// Where the store cannot be opened once more.
    pub fn known(&self) -> Result<Known, StoreError> {
        self.beside().map(Known)
    }
}

impl Known {
    /// Whether an article is familiar: nothing where it has to be read. Of the document only what the input says of it is
    /// needed, and the hash of its text.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn of(
        &self,
        document: &Document<'_>,
        reading: &str,
        policy: Policy,
    ) -> Result<Option<Familiar>, StoreError> {
        let id = article_id(document);
        let mut query = self.0.connection.prepare_cached(
            "SELECT v.n < a.version OR (a.reading = ?3 AND a.kept = ?4)
             FROM articles a JOIN versions v ON v.article = a.no WHERE a.id = ?1 AND v.content = ?2",
        )?;
        let row = params![id, content(document), reading, policy.word()];
        if let Some(known) = query.query_row(row, |row| row.get::<_, bool>(0)).optional()? {
            return Ok(known.then_some(Familiar::There));
        }
        let mut query = self.0.connection.prepare_cached("SELECT 1 FROM forgotten WHERE hash IN (?1, ?2)")?;
        let is_forgotten = query.exists([tombstone(&id), tombstone(&document.text_sha256)])?;
        Ok(is_forgotten.then_some(Familiar::Forgotten))
    }
}
