//! What became of articles and items, and the versions of an article.

use crate::error::StoreError;
use crate::store::Store;
use rusqlite::params;
use serde::Serialize;

/// A change. All items of an article that is added come with its one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Its number: later changes have larger ones.
    pub seq: i64,
    /// When it was made.
    pub at: String,
    /// `added`, `changed`, `withdrawn` or `forgotten`.
    pub what: String,
    /// `article`, `statements`, `events`, ...
    pub kind: String,
    /// The id of the article or item.
    pub id: String,
    /// The id of the article.
    pub article: String,
    /// The version that it came with.
    pub version: i64,
}

/// A version of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Version {
    /// From 1.
    pub n: i64,
    /// The hash of its text.
    pub text_sha256: String,
    /// Where it was read.
    pub file: Option<String>,
    /// The line there.
    pub line: Option<i64>,
    /// When it came in.
    pub added_at: String,
    /// Its text, as far as it is kept.
    pub text: Option<String>,
}

impl Store {
    /// The changes after the one with this number, in order.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn changes(&self, after: i64, limit: usize) -> Result<Vec<Change>, StoreError> {
        let mut query = self.connection.prepare_cached(
            "SELECT seq, at, what, kind, id, article, version FROM changes WHERE seq > ?1 ORDER BY seq LIMIT ?2",
        )?;
        let rows = query.query_map(params![after, i64::try_from(limit).unwrap_or(i64::MAX)], |row| {
            Ok(Change {
                seq: row.get(0)?,
                at: row.get(1)?,
                what: row.get(2)?,
                kind: row.get(3)?,
                id: row.get(4)?,
                article: row.get(5)?,
                version: row.get(6)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The versions of an article, the first one first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn versions(&self, article: &str) -> Result<Vec<Version>, StoreError> {
        let mut query = self.connection.prepare_cached(
            "SELECT v.n, v.text_sha256, v.file, v.line, v.added_at, t.text FROM articles a
             JOIN versions v ON v.article = a.no LEFT JOIN texts t ON t.article = a.no AND t.version = v.n
             WHERE a.id = ?1 ORDER BY v.n",
        )?;
        let rows = query.query_map([article], |row| {
            Ok(Version {
                n: row.get(0)?,
                text_sha256: row.get(1)?,
                file: row.get(2)?,
                line: row.get(3)?,
                added_at: row.get(4)?,
                text: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
