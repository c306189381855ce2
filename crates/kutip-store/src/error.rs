//! What may go wrong with a store.

use rusqlite::ErrorCode;
use std::fmt;
use std::path::PathBuf;

/// Why something could not be done with a store. What was committed before stays as it is.
#[derive(Debug)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no store at this path.
    NotThere(PathBuf),
    /// There is something at this path, and it is no store of kutip.
    Foreign(PathBuf),
    /// Another one writes: who, as far as it said so.
    Locked(String),
    /// No space is left, or the store has reached the size that it may have.
    Full,
    /// Only so many bytes are free where the store lies, fewer than are to be left free.
    Scarce {
        /// Bytes that are free.
        free: u64,
        /// Bytes that are to be left free.
        least: u64,
    },
    /// The file is damaged.
    Damaged(String),
    /// The store was made by a newer version: its schema, and the newest one that is known here.
    Newer(i64, i64),
    /// The store was made by an older version: its schema, and the one that is needed.
    Older(i64, i64),
    /// The store can be read only.
    ReadOnly,
    /// What was to be stored, or what is stored, is no record of this form.
    Record(String),
    /// The file cannot be read or written.
    Io(String),
    /// A copy cannot be written to this path. The store itself is as it was.
    Copy(PathBuf, Box<Self>),
}

impl fmt::Display for StoreError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotThere(path) => write!(out, "there is no store at {}", path.display()),
            Self::Foreign(path) => write!(out, "{} is no store of kutip", path.display()),
            Self::Locked(who) if who.is_empty() => write!(out, "the store is locked by another program"),
            Self::Locked(who) => write!(out, "the store is locked by {who}"),
            Self::Full => write!(out, "no space is left for the store"),
            Self::Scarce { free, least } => {
                write!(out, "{free} bytes are free where the store lies, and {least} are to be left free")
            }
            Self::Damaged(what) => write!(out, "the store is damaged: {what}"),
            Self::Newer(found, known) => {
                write!(out, "the store has schema {found}; this version knows those up to {known}")
            }
            Self::Older(found, needed) => {
                write!(out, "the store has schema {found}; this version needs {needed}")
            }
            Self::ReadOnly => write!(out, "the store can be read only"),
            Self::Record(what) => write!(out, "not a record: {what}"),
            Self::Io(what) => write!(out, "{what}"),
            Self::Copy(to, why) => write!(out, "copy {} cannot be written: {why}", to.display()),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error::{FromSqlConversionFailure, InvalidColumnType, QueryReturnedNoRows, Utf8Error};
        let Some(code) = error.sqlite_error_code() else {
            return match error {
                // What is read is not what was written.
                FromSqlConversionFailure(..)
                | InvalidColumnType(..)
                | QueryReturnedNoRows
                | Utf8Error(..) => Self::Damaged(error.to_string()),
                _ => Self::Io(error.to_string()),
            };
        };
        match code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Locked(String::new()),
            ErrorCode::DiskFull => Self::Full,
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Damaged(error.to_string()),
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Self::ReadOnly,
            _ => Self::Io(error.to_string()),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Record(error.to_string())
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::Full,
            std::io::ErrorKind::ReadOnlyFilesystem | std::io::ErrorKind::PermissionDenied => Self::ReadOnly,
            _ => Self::Io(error.to_string()),
        }
    }
}
