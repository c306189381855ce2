//! A store that is open.

use crate::error::StoreError;
use crate::lock::{Lock, Writer};
use crate::policy::{Policies, Policy};
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The version of the tables.
pub const SCHEMA: i64 = 2;

/// By which a file is known to be a store of kutip: `kutp`.
const APPLICATION: i64 = 0x6B75_7470;

/// The tables of a new store.
pub(crate) const TABLES: [&str; 3] = [include_str!("schema.sql"), include_str!("coded.sql"), FETCHED];

/// The table that schema 2 brought, which is one of a new store and the step from schema 1.
pub(crate) const FETCHED: &str = include_str!("fetched.sql");

/// How a store is opened.
#[derive(Clone, Debug)]
pub enum Mode {
    /// To read. Any number of readers may be there beside a writer.
    Read,
    /// To write what is there.
    Write(Writer),
    /// To write; made where it is not there, with this policy.
    Create(Writer, Policy),
}

/// When what was committed is safe.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sync {
    /// When the program ends in whichever way; a power cut may take the last batches, and damages nothing.
    #[default]
    Normal,
    /// At each commit, power cuts included.
    Full,
}

/// A store that is open.
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
    /// Bytes that are to be left free where it lies.
    pub(crate) least_free: u64,
    _lock: Option<Lock>,
}

impl Store {
    /// Opens a store.
    ///
    /// # Errors
    /// Where it is not there, not a store, of another schema, damaged, or locked by another writer.
    pub fn open(path: &Path, mode: &Mode) -> Result<Self, StoreError> {
        let there = path.try_exists()?;
        if !there && !matches!(mode, Mode::Create(..)) {
            return Err(StoreError::NotThere(path.to_owned()));
        }
        match mode {
            Mode::Read => Self::open_to_read(path),
            Mode::Write(writer) => Self::open_to_write(path, writer, None),
            Mode::Create(writer, policy) => Self::open_to_write(path, writer, Some(*policy)),
        }
    }

    fn open_to_read(path: &Path) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = |connection: Connection| -> Result<Self, StoreError> {
            connection.busy_timeout(READER_WAIT)?;
            connection.set_prepared_statement_cache_capacity(STATEMENTS);
            connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
            let store = Self { connection, path: path.to_owned(), least_free: 0, _lock: None };
            store.check_schema().map(|()| store)
        };
        match opened(Connection::open_with_flags(path, flags)?) {
            // On a medium that cannot be written there is no room for the file by which readers and writers meet.
            Err(StoreError::Io(_) | StoreError::ReadOnly) if !has_wal(path) => {
                let flags = flags | OpenFlags::SQLITE_OPEN_URI;
                opened(Connection::open_with_flags(immutable(path), flags)?)
            }
            other => other,
        }
    }

    /// Opens a file for the one who may write, whatever is in it.
    pub(crate) fn open_locked(path: &Path, writer: &Writer, create: bool) -> Result<Self, StoreError> {
        let lock = Lock::take(path, writer)?;
        let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        flags.set(OpenFlags::SQLITE_OPEN_CREATE, create);
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(writer.wait)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(Self { connection, path: path.to_owned(), least_free: 0, _lock: Some(lock) })
    }

    fn open_to_write(path: &Path, writer: &Writer, create: Option<Policy>) -> Result<Self, StoreError> {
        let mut store = Self::open_locked(path, writer, create.is_some())?;
        if let Some(policy) = create
            && store.is_empty()?
        {
            store.make(policy)?;
        }
        store.check_schema()?;
        let journal: String =
            store.connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
        if journal != "wal" && store.connection.is_readonly(rusqlite::MAIN_DB)? {
            return Err(StoreError::ReadOnly);
        }
        for (name, value) in
            [("foreign_keys", 0), ("cache_size", -CACHE_KIB), ("wal_autocheckpoint", CHECKPOINT_PAGES)]
        {
            store.connection.pragma_update(None, name, value)?;
        }
        store.connection.pragma_update(None, "journal_size_limit", JOURNAL_BYTES)?;
        store.set_sync(Sync::Normal)?;
        Ok(store)
    }

    /// How safe commits are from now on.
    ///
    /// # Errors
    /// Where the store cannot be used.
    pub fn set_sync(&self, sync: Sync) -> Result<(), StoreError> {
        let word = if sync == Sync::Full { "FULL" } else { "NORMAL" };
        Ok(self.connection.pragma_update(None, "synchronous", word)?)
    }

    /// Lets the store grow up to this size; what would make it larger is refused as if the disk were full.
    ///
    /// # Errors
    /// Where the store cannot be used.
    pub fn set_most_bytes(&self, bytes: u64) -> Result<(), StoreError> {
        let page: i64 = self.connection.query_row("PRAGMA page_size", [], |row| row.get(0))?;
        let pages = i64::try_from(bytes).unwrap_or(i64::MAX) / page.max(1);
        // SQLite answers with what it set, and never less than what is there.
        let _: i64 =
            self.connection.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |row| row.get(0))?;
        Ok(())
    }

    /// Where it lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether nothing was made at this path yet, or its making was cut off.
    fn is_empty(&self) -> Result<bool, StoreError> {
        let tables: i64 =
            self.connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        Ok(tables == 0)
    }

    fn make(&mut self, policy: Policy) -> Result<(), StoreError> {
        let making = self.connection.transaction()?;
        TABLES.iter().try_for_each(|tables| making.execute_batch(tables))?;
        making.pragma_update(None, "application_id", APPLICATION)?;
        making.pragma_update(None, "user_version", SCHEMA)?;
        making.execute("INSERT INTO meta VALUES ('keep', ?1)", [policy.word()])?;
        making.commit()?;
        Ok(())
    }

    /// The version of its tables, whether it is known here or not.
    pub(crate) fn schema(&self) -> Result<i64, StoreError> {
        let pragma = |name: &str| -> Result<i64, rusqlite::Error> {
            self.connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0))
        };
        if pragma("application_id")? != APPLICATION {
            return Err(StoreError::Foreign(self.path.clone()));
        }
        Ok(pragma("user_version")?)
    }

    fn check_schema(&self) -> Result<(), StoreError> {
        match self.schema()? {
            SCHEMA => Ok(()),
            found if found > SCHEMA => Err(StoreError::Newer(found, SCHEMA)),
            found => Err(StoreError::Older(found, SCHEMA)),
        }
    }

    /// A note of the store about itself.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn meta(&self, key: &str) -> Result<Option<String>, StoreError> {
        let mut query = self.connection.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
        Ok(query.query_row([key], |row| row.get(0)).optional()?)
    }

    /// What is kept of the texts of each source.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn policies(&self) -> Result<Policies, StoreError> {
        let word = |word: String| word.parse().map_err(StoreError::Damaged);
        let default = self.meta("keep")?.map(word).transpose()?.unwrap_or_default();
        let mut query = self.connection.prepare_cached("SELECT name, keep FROM sources")?;
        let rows = query.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        let mut policies = Policies { default, ..Policies::default() };
        for row in rows {
            let (name, keep) = row?;
            policies.sources.insert(name.to_lowercase(), word(keep)?);
        }
        Ok(policies)
    }
}

const READER_WAIT: Duration = Duration::from_secs(5);

/// Statements that are kept compiled.
const STATEMENTS: usize = 128;

/// KiB of the file that are kept in memory.
const CACHE_KIB: i64 = 48 * 1024;

/// Pages of the log after which they are taken over into the file.
const CHECKPOINT_PAGES: i64 = 8000;

/// The log is cut to this size when it was larger.
const JOURNAL_BYTES: i64 = 64 << 20;

/// Whether changes wait beside a store that are not in its file yet.
fn has_wal(path: &Path) -> bool {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    Path::new(&name).metadata().is_ok_and(|meta| meta.len() > 0)
}

/// The address by which SQLite opens a file that nobody changes.
fn immutable(path: &Path) -> String {
    let mut address = "file:".to_owned();
    for byte in path.to_string_lossy().bytes() {
        match byte {
            b'?' | b'#' | b'%' => address += &format!("%{byte:02x}"),
            _ => address.push(char::from(byte)),
        }
    }
    address + "?immutable=1"
}
