//! Hosts and outlets, and what is kept of their texts.

use crate::back::{ROW, Row, load};
use crate::batch::Batch;
use crate::error::StoreError;
use crate::policy::Policy;
use crate::prepared::Prepared;
use crate::store::Store;
use rusqlite::{Connection, params};
use serde::Serialize;

/// A host, or an outlet without addresses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceRow {
    /// The host or outlet.
    pub name: String,
    /// How many of its articles are there.
    pub articles: i64,
    /// The first day of them.
    pub since: Option<String>,
    /// The last one.
    pub until: Option<String>,
    /// What is kept of its texts.
    pub keep: String,
    /// Whether that was set for it, and is not the store's own rule.
    pub set: bool,
}

/// Articles that are rewritten in one go.
const BATCH: usize = 200;

impl Store {
    /// The sources of the store, and those for which something is set.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn sources(&self) -> Result<Vec<SourceRow>, StoreError> {
        let mut query = self.connection.prepare_cached(
            "SELECT name, sum(articles), min(since), max(until),
               coalesce(max(keep), (SELECT value FROM meta WHERE key = 'keep')), max(keep) IS NOT NULL
             FROM (SELECT coalesce(a.host, a.outlet) AS name, count(*) AS articles, min(a.day) AS since,
                     max(a.day) AS until, coalesce(h.keep, o.keep) AS keep
                   FROM articles a LEFT JOIN sources h ON h.name = a.host LEFT JOIN sources o ON o.name = a.outlet
                   WHERE coalesce(a.host, a.outlet) IS NOT NULL GROUP BY 1
                   UNION ALL SELECT name, 0, NULL, NULL, keep FROM sources)
             GROUP BY name COLLATE NOCASE ORDER BY 2 DESC, 1",
        )?;
        let rows = query.query_map([], |row| {
            Ok(SourceRow {
                name: row.get(0)?,
                articles: row.get(1)?,
                since: row.get(2)?,
                until: row.get(3)?,
                keep: row.get(4)?,
                set: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Sets what is kept of the texts of a host or outlet from now on; `None` goes back to the store's own rule. Of its
    /// articles that are there more than that is taken away; what is not there comes with the next ingest. Gives back how
    /// many articles were changed. A run that is stopped goes on with the same call.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn keep(&mut self, name: &str, policy: Option<Policy>, at: &str) -> Result<usize, StoreError> {
        match policy {
            Some(policy) => self
                .connection
                .execute("INSERT OR REPLACE INTO sources VALUES (?1, ?2)", params![name, policy.word()])?,
            None => self.connection.execute("DELETE FROM sources WHERE name = ?1", [name])?,
        };
        self.apply(at)
    }

    /// Takes away what no policy keeps.
    fn apply(&mut self, at: &str) -> Result<usize, StoreError> {
        let policies = self.policies()?;
        let mut lowered = 0;
        let mut before = i64::MAX;
        loop {
            let batch = self.batch(at)?;
            let page = page(batch.connection(), before)?;
            let Some((last, ..)) = page.last() else { break };
            before = last.first;
            for (row, uri, outlet) in &page {
                let policy = policies.of(uri.as_deref(), outlet.as_deref());
                let kept: Policy = row.kept.parse().map_err(StoreError::Damaged)?;
                if kept < policy {
                    batch.lower(row, policy)?;
                    batch.leaves_remains()?;
                    lowered += 1;
                }
            }
            batch.commit()?;
        }
        if self.has_remains()? {
            self.clean()?;
        }
        Ok(lowered)
    }
}

impl Batch<'_> {
    /// Keeps less of an article.
    fn lower(&self, row: &Row, policy: Policy) -> Result<(), StoreError> {
        let stored = load(self.connection(), row.clone())?;
        let article = Prepared::with_ids(stored.record, &stored.ids, &stored.reading, policy);
        if let Some(there) = self.there(&row.id)? {
            self.change(&there, &article, row.version, false)?;
        }
        Ok(())
    }
}

/// Some articles with their addresses and outlets, the last day first.
type Page = Vec<(Row, Option<String>, Option<String>)>;

fn page(connection: &Connection, before: i64) -> Result<Page, StoreError> {
    let sql = format!(
        "SELECT {ROW}, a.uri, a.outlet FROM articles a WHERE a.first < ?1 ORDER BY a.first DESC LIMIT {BATCH}"
    );
    let mut query = connection.prepare_cached(&sql)?;
    let rows = query.query_map([before], |row| Ok((Row::of(row)?, row.get(6)?, row.get(7)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
