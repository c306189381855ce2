//! Bringing a store up to the tables of this version.
//!
//! Steps change what holds data. Indexes, views and what words are searched in follow from it: whatever of these is not as
//! this version makes it is made anew.

use crate::error::StoreError;
use crate::lock::Writer;
use crate::store::{FETCHED, SCHEMA, Store, TABLES};
use rusqlite::Connection;
use std::path::Path;

/// What leads from each schema to the next one, that from schema 1 first.
const STEPS: [&str; SCHEMA as usize - 1] = [FETCHED];

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
        steps.iter().try_for_each(|sql| step.execute_batch(sql))?;
        derived(&step)?;
        step.pragma_update(None, "user_version", SCHEMA)?;
        step.commit()?;
        Ok(found)
    }
}

/// Makes indexes, views and search tables as this version has them. What has another name than one of ours may be
/// somebody's own and stays; ours that is no more has to be dropped by a step.
fn derived(store: &Connection) -> Result<(), StoreError> {
    let new = Connection::open_in_memory()?;
    TABLES.iter().try_for_each(|tables| new.execute_batch(tables))?;
    let (wanted, found) = (made(&new)?, made(store)?);
    let left = |one: &&Made, others: &[Made]| !others.contains(one);
    let is_ours = |one: &Made| wanted.iter().any(|ours| ours.name == one.name);
    for old in found.iter().filter(|one| left(one, &wanted) && is_ours(one)) {
        store.execute_batch(&format!("DROP {} \"{}\"", old.kind, old.name))?;
    }
    for new in wanted.iter().filter(|one| left(one, &found)) {
        store.execute_batch(&new.sql)?;
        if new.kind == "TABLE" {
            let name = &new.name;
            store.execute_batch(&format!("INSERT INTO \"{name}\" (\"{name}\") VALUES ('rebuild')"))?;
        }
    }
    Ok(())
}

/// What was made of the data.
#[derive(PartialEq)]
struct Made {
    kind: String,
    name: String,
    sql: String,
}

fn made(connection: &Connection) -> Result<Vec<Made>, StoreError> {
    let mut query = connection.prepare(
        "SELECT upper(type), name, sql FROM sqlite_schema
         WHERE type IN ('index', 'view') AND sql IS NOT NULL OR sql LIKE 'CREATE VIRTUAL TABLE%' ORDER BY rowid",
    )?;
    let rows =
        query.query_map([], |row| Ok(Made { kind: row.get(0)?, name: row.get(1)?, sql: row.get(2)? }))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
