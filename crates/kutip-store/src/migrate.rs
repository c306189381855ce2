//! Bringing a store up to the tables of this version.

use crate::error::StoreError;
use crate::lock::Writer;
use crate::store::{FETCHED, SCHEMA, Store};
use std::path::Path;

/// What leads from each schema to the next one, that from schema 1 first.
const STEPS: [&[&str]; SCHEMA as usize - 1] = [&[include_str!("schema-2.sql"), FETCHED]];

impl Store {
    /// Brings a store up to the schema of this version, in one transaction, and gives back from which one. Before that a
    /// copy as it is can be written; where it cannot, nothing is changed.
    ///
    /// # Errors
    /// Where there is no way, or the store or its copy cannot be written.
    pub fn migrate(path: &Path, writer: &Writer, backup: Option<&Path>) -> Result<i64, StoreError> {
        if !path.try_exists()? {
            return Err(StoreError::NotThere(path.to_owned()));
        }
        let mut store = Self::open_locked(path, writer, false)?;
        let found = store.schema()?;
        let steps = match usize::try_from(found - 1) {
            Ok(done) => STEPS.get(done..).ok_or(StoreError::Newer(found, SCHEMA))?,
            Err(_) => return Err(StoreError::Damaged(format!("it says that it has schema {found}"))),
        };
        if let Some(to) = backup {
            store.back_up(to)?;
        }
        let step = store.connection.transaction()?;
        steps.iter().copied().flatten().try_for_each(|sql| step.execute_batch(sql))?;
        step.pragma_update(None, "user_version", SCHEMA)?;
        step.commit()?;
        Ok(found)
    }
}
