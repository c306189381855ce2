//! Articles: lists of them, and the ones in which words are found.

use super::{Columns, PAGE};
use crate::error::StoreError;
use crate::filter::{Filter, Query, words};
use crate::place::LAST;
use crate::store::Store;
use serde::Serialize;

/// An article in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ArticleRow {
    /// Its id.
    pub id: String,
    /// Its number, for [`Filter::after`].
    #[serde(skip)]
    pub no: i64,
    /// The input's own id.
    pub own_id: Option<String>,
    /// The day that lists go by.
    pub day: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The address.
    pub uri: Option<String>,
    /// ISO 639-1.
    pub language: String,
    /// Its version, from 1.
    pub version: i64,
    /// What is kept of its text.
    pub kept: String,
    /// How many statements it has.
    pub statements: i64,
}

/// An article in which words were found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// The article.
    #[serde(flatten)]
    pub article: ArticleRow,
    /// Some of its words around what was found.
    pub snippet: Vec<Piece>,
}

/// A stretch of a snippet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// Its words.
    pub text: String,
    /// Whether they are what was looked for.
    pub found: bool,
}

/// Marks of what was found, while it is read: no text that is looked at has them for long.
const OPEN: char = '\u{2}';
const CLOSE: char = '\u{3}';

impl Store {
    /// Articles. Of a filter all counts that is about articles, and `place` and `country` of which they speak.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn articles(&self, filter: &Filter) -> Result<Vec<ArticleRow>, StoreError> {
        Ok(self.hits(filter, "NULL")?.into_iter().map(|hit| hit.article).collect())
    }

    /// Articles in whose title or text all words of `text` are found, newest day first, with a snippet. Words within
    /// quotation marks have to stand next to one another. Only whole texts are searched.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn search(&self, filter: &Filter) -> Result<Vec<Hit>, StoreError> {
        if filter.text.as_deref().map(words).unwrap_or_default().is_empty() {
            return Ok(Vec::new());
        }
        self.hits(filter, "snippet(article_search, -1, char(2), char(3), '…', 24)")
    }

    fn hits(&self, filter: &Filter, snippet: &str) -> Result<Vec<Hit>, StoreError> {
        let mut query = Query::default();
        let (from, number) = match filter.text.as_deref().map(words) {
            Some(words) => {
                query.when("article_search MATCH ?", words);
                let from = "article_search CROSS JOIN articles a ON a.first = article_search.rowid";
                (from, "article_search.rowid")
            }
            None => ("articles a", "a.first"),
        };
        query.range(filter, number);
        query.article(filter);
        if let Some((column, value)) = super::place(filter) {
            let places = format!("x.{column} AND x.no BETWEEN a.first AND a.first + {LAST}");
            query.when(&format!("EXISTS (SELECT 1 FROM places x WHERE {places})"), value);
        }
        let limit = i64::try_from(filter.limit.unwrap_or(PAGE)).unwrap_or(i64::MAX);
        let sql = format!(
            "SELECT a.id, a.first, a.own_id, a.day, a.outlet, a.title, a.uri, a.language, a.version, a.kept,
               (SELECT count(*) FROM statements s WHERE s.no BETWEEN a.first AND a.first + {LAST}), {snippet}
             FROM {from} WHERE {} ORDER BY {number} DESC LIMIT {limit}",
            query.all()
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(rusqlite::params_from_iter(query.values), |row| {
            let mut next = Columns::new(row);
            let article = ArticleRow {
                id: next.next()?,
                no: next.next()?,
                own_id: next.next()?,
                day: next.next()?,
                outlet: next.next()?,
                title: next.next()?,
                uri: next.next()?,
                language: next.next()?,
                version: next.next()?,
                kept: next.next()?,
                statements: next.next()?,
            };
            let snippet: Option<String> = next.next()?;
            Ok(Hit { article, snippet: pieces(snippet.as_deref().unwrap_or_default()) })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn pieces(marked: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut found = false;
    for text in marked.split([OPEN, CLOSE]) {
        if !text.is_empty() {
            pieces.push(Piece { text: text.to_owned(), found });
        }
        found = !found;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::{Piece, pieces};

    #[test]
    fn snippets_tell_what_was_found() {
        let piece = |text: &str, found| Piece { text: text.to_owned(), found };
        assert_eq!(pieces("a \u{2}b\u{3} c"), [piece("a ", false), piece("b", true), piece(" c", false)]);
        assert_eq!(pieces("\u{2}b\u{3}"), [piece("b", true)]);
        assert!(pieces("").is_empty());
    }
}
