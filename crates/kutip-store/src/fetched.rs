//! What was asked of the network: by it the next run asks whether something changed since, and leaves alone what fails.
//!
//! A row is written in the batch of the articles that came with it. What an answer is known by is there only when all that
//! came with it is, so that an answer of "not changed" can never hide something that was not taken in.

use crate::batch::{Batch, tombstone};
use crate::error::StoreError;
use crate::policy::{Policies, Policy};
use crate::store::Store;
use kutip_record::{Document, article_id};
use rusqlite::{OptionalExtension, Row, params};
use serde::Serialize;

/// What is known of an address that was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fetched {
    /// The address, as it was asked for.
    pub url: String,
    /// `feed` or `page`, by the last answer.
    pub kind: Option<String>,
    /// The feed that named it; none where it was asked for by name.
    pub feed: Option<String>,
    /// The id of the article that came of a page.
    pub article: Option<String>,
    /// Where the request was led to.
    pub found_at: Option<String>,
    /// `ETag` of the last answer that was taken in whole.
    pub etag: Option<String>,
    /// `Last-Modified` of it.
    pub last_modified: Option<String>,
    /// The hash of a feed's bytes.
    pub body_sha256: Option<String>,
    /// What of a feed was taken: `items` or `pages`.
    pub manner: Option<String>,
    /// A hash of what was to be kept when a feed was taken: [`Policies::sha256`].
    pub policies: Option<String>,
    /// When it was last asked for.
    pub asked_at: String,
    /// When there was last an answer that could be read.
    pub answered_at: Option<String>,
    /// When something else came than before.
    pub changed_at: Option<String>,
    /// Failures in a row.
    pub failures: u32,
    /// The last failure, where the last time was one.
    pub error: Option<String>,
    /// When it is asked again.
    pub due_at: Option<String>,
}

/// How an address does that was asked for by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Health {
    /// The address.
    pub url: String,
    /// `feed` or `page`; none before there was an answer.
    pub kind: Option<String>,
    /// When it was last asked for.
    pub asked_at: String,
    /// When there was last an answer that could be read.
    pub answered_at: Option<String>,
    /// When something else came than before.
    pub changed_at: Option<String>,
    /// Failures in a row.
    pub failures: u32,
    /// The last failure, where the last time was one.
    pub error: Option<String>,
    /// When it is asked again; none where nobody watches it.
    pub due_at: Option<String>,
    /// Pages that it named and that were asked for.
    pub pages: i64,
    /// Those of them whose last time was a failure.
    pub pages_failing: i64,
}

const COLUMNS: &str = "url, kind, feed, article, found_at, etag, last_modified, body_sha256, manner, policies, \
                       asked_at, answered_at, changed_at, failures, error, due_at";

fn fetched(row: &Row<'_>) -> Result<Fetched, rusqlite::Error> {
    Ok(Fetched {
        url: row.get(0)?,
        kind: row.get(1)?,
        feed: row.get(2)?,
        article: row.get(3)?,
        found_at: row.get(4)?,
        etag: row.get(5)?,
        last_modified: row.get(6)?,
        body_sha256: row.get(7)?,
        manner: row.get(8)?,
        policies: row.get(9)?,
        asked_at: row.get(10)?,
        answered_at: row.get(11)?,
        changed_at: row.get(12)?,
        failures: row.get(13)?,
        error: row.get(14)?,
        due_at: row.get(15)?,
    })
}

impl Store {
    /// What is known of an address.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn fetched(&self, url: &str) -> Result<Option<Fetched>, StoreError> {
        let mut query =
            self.connection.prepare_cached(&format!("SELECT {COLUMNS} FROM fetched WHERE url = ?1"))?;
        Ok(query.query_row([url], fetched).optional()?)
    }

    /// The pages that a feed named and whose last time was a failure.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn failing_pages(&self, feed: &str) -> Result<Vec<Fetched>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM fetched WHERE feed = ?1 AND failures > 0 ORDER BY url");
        let mut query = self.connection.prepare_cached(&sql)?;
        let rows = query.query_map([feed], fetched)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether a page has come in: its article is there by this address or came of it, or was forgotten.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn has_page(&self, url: &str) -> Result<bool, StoreError> {
        let id = id_of(url);
        let mut query = self.connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM articles WHERE id = ?1)
               OR EXISTS (SELECT 1 FROM fetched WHERE url = ?2 AND article IS NOT NULL)
               OR EXISTS (SELECT 1 FROM forgotten WHERE hash = ?3)",
        )?;
        Ok(query.query_row(params![id, url, tombstone(&id)], |row| row.get(0))?)
    }

    /// Whether a page has come in of whose words more is to be kept than is there.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn lacks_of_page(&self, url: &str, policies: &Policies) -> Result<bool, StoreError> {
        let mut query = self.connection.prepare_cached(
            "SELECT id FROM articles WHERE id = coalesce((SELECT article FROM fetched WHERE url = ?1), ?2)",
        )?;
        let article: Option<String> = query.query_row([url, &id_of(url)], |row| row.get(0)).optional()?;
        article.map_or(Ok(false), |article| Ok(!self.keeps_enough(&article, policies)?))
    }

    /// Whether as much is there of an article's words as is to be kept of them, so that it need not come once more.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn keeps_enough(&self, article: &str, policies: &Policies) -> Result<bool, StoreError> {
        let mut query =
            self.connection.prepare_cached("SELECT kept, uri, outlet FROM articles WHERE id = ?1")?;
        let found = query
            .query_row([article], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?, row.get(2)?))
            })
            .optional()?;
        let Some((kept, uri, outlet)): Option<(_, _, Option<String>)> = found else { return Ok(false) };
        let kept: Policy = kept.parse().map_err(StoreError::Damaged)?;
        Ok(kept <= policies.of(uri.as_deref(), outlet.as_deref()))
    }

    /// How the addresses do that were asked for by name, those that fail first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn health(&self) -> Result<Vec<Health>, StoreError> {
        let mut query = self.connection.prepare_cached(
            "SELECT url, kind, asked_at, answered_at, changed_at, failures, error, due_at,
               (SELECT count(*) FROM fetched p WHERE p.feed = f.url),
               (SELECT count(*) FROM fetched p WHERE p.feed = f.url AND p.failures > 0)
             FROM fetched f WHERE feed IS NULL ORDER BY failures DESC, url",
        )?;
        let rows = query.query_map([], |row| {
            Ok(Health {
                url: row.get(0)?,
                kind: row.get(1)?,
                asked_at: row.get(2)?,
                answered_at: row.get(3)?,
                changed_at: row.get(4)?,
                failures: row.get(5)?,
                error: row.get(6)?,
                due_at: row.get(7)?,
                pages: row.get(8)?,
                pages_failing: row.get(9)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Batch<'_> {
    /// Notes what is known of an address now. Where its article was forgotten, the address is as well: only hashes stay.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn fetched(&mut self, row: &Fetched) -> Result<(), StoreError> {
        if let Some(article) = &row.article
            && self.there(article)?.is_none()
        {
            return self.forget_address(&row.url);
        }
        let sql = format!(
            "INSERT OR REPLACE INTO fetched ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, \
             ?15, ?16)"
        );
        self.connection().prepare_cached(&sql)?.execute(params![
            row.url,
            row.kind,
            row.feed,
            row.article,
            row.found_at,
            row.etag,
            row.last_modified,
            row.body_sha256,
            row.manner,
            row.policies,
            row.asked_at,
            row.answered_at,
            row.changed_at,
            row.failures,
            row.error,
            row.due_at,
        ])?;
        Ok(())
    }

    /// The addresses from which an article came, so that none of them is asked for again.
    pub(crate) fn forget_addresses(&self, article: &str) -> Result<(), StoreError> {
        let urls: Vec<String> = self
            .connection()
            .prepare_cached("SELECT url FROM fetched WHERE article = ?1")?
            .query_map([article], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        urls.iter().try_for_each(|url| self.forget_address(url))
    }

    fn forget_address(&self, url: &str) -> Result<(), StoreError> {
        self.bury(&id_of(url))?;
        self.connection().prepare_cached("DELETE FROM fetched WHERE url = ?1")?.execute([url])?;
        self.connection().prepare_cached("DELETE FROM cursors WHERE source = ?1")?.execute([url])?;
        Ok(())
    }
}

/// The id that an article of this address has.
fn id_of(url: &str) -> String {
    article_id(&Document { uri: Some(url.into()), ..Document::default() })
}
