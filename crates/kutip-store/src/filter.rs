//! What a list is to show, and the articles that pass.

use crate::back::{ROW, Row};
use crate::error::StoreError;
use crate::place::first_of;
use crate::store::Store;
use jiff::civil::Date;
use rusqlite::types::Value;

/// What a list is to show. Nothing set shows everything; each field that is set leaves something out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Words that have to be there, in any order; those within quotation marks next to one another. In articles they are
    /// looked for in title and text, else in what is said.
    pub text: Option<String>,
    /// Words of the speaker's name, or of the one who acts or commits himself.
    pub speaker: Option<String>,
    /// Words of the name of one through whom we have it.
    pub via: Option<String>,
    /// The outlet, small or capital.
    pub outlet: Option<String>,
    /// The host of the address, without `www.`.
    pub host: Option<String>,
    /// The name of a place.
    pub place: Option<String>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// The PLOVER type of events.
    pub event_type: Option<String>,
    /// The name of an actor, place or pact; the unit of figures.
    pub name: Option<String>,
    /// From this day on.
    pub since: Option<Date>,
    /// Up to this day, itself included.
    pub until: Option<Date>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// The id of an article.
    pub article: Option<String>,
    /// How many at most.
    pub limit: Option<usize>,
    /// Those behind the one with this number, which each row of a list tells.
    pub after: Option<i64>,
}

/// A query that is being put together.
#[derive(Debug, Default)]
pub(crate) struct Query {
    pub(crate) wheres: Vec<String>,
    pub(crate) values: Vec<Value>,
}

impl Query {
    /// A condition with `?` for a value.
    pub(crate) fn when(&mut self, condition: &str, value: impl Into<Value>) {
        self.values.push(value.into());
        self.wheres.push(condition.replace('?', &format!("?{}", self.values.len())));
    }

    /// Days and the place where the last page ended, for a column of numbers.
    pub(crate) fn range(&mut self, filter: &Filter, number: &str) {
        if let Some(after) = filter.after {
            self.when(&format!("{number} < ?"), after);
        }
        if let Some(since) = filter.since {
            self.when(&format!("{number} >= ?"), first_of(since));
        }
        if let Some(until) = filter.until {
            let next = until.tomorrow().unwrap_or(until);
            self.when(&format!("{number} < ?"), first_of(next));
        }
    }

    /// What is asked of the article, of the table `articles a`.
    pub(crate) fn article(&mut self, filter: &Filter) {
        if let Some(outlet) = &filter.outlet {
            self.when("a.outlet = ? COLLATE NOCASE", outlet.clone());
        }
        if let Some(host) = &filter.host {
            self.when("a.host = ?", host.to_lowercase());
        }
        if let Some(language) = &filter.language {
            self.when("a.language = ?", language.clone());
        }
        if let Some(article) = &filter.article {
            self.when("a.id = ?", article.clone());
        }
    }

    /// The conditions, all of which have to hold.
    pub(crate) fn all(&self) -> String {
        if self.wheres.is_empty() { "1".to_owned() } else { self.wheres.join(" AND ") }
    }
}

/// The words of a user as a query of FTS5: each has to be there, and nothing in them is taken for an operator.
pub(crate) fn words(text: &str) -> String {
    let plain: String = text.chars().map(|char| if is_quotation(char) { '"' } else { char }).collect();
    let mut terms = Vec::new();
    for (at, piece) in plain.split('"').enumerate() {
        if at % 2 == 1 {
            terms.push(piece.to_owned());
        } else {
            terms.extend(piece.split_whitespace().map(str::to_owned));
        }
    }
    let asked = terms.iter().filter(|term| term.chars().any(char::is_alphanumeric));
    let terms: Vec<String> = asked.map(|term| format!("\"{term}\"")).collect();
    terms.join(" ")
}

/// What encloses a quotation, in whichever language it is written; the search knows one mark for it.
fn is_quotation(char: char) -> bool {
    matches!(char, '"' | '\u{201C}'..='\u{201F}' | '\u{AB}' | '\u{BB}' | '\u{FF02}' | '\u{300C}'..='\u{300F}')
}

impl Store {
    /// The articles that pass, newest day first.
    pub(crate) fn rows(&self, filter: &Filter) -> Result<Vec<Row>, StoreError> {
        let mut query = Query::default();
        let from = match filter.text.as_deref().map(words) {
            Some(words) => {
                query.when("article_search MATCH ?", words);
                query.range(filter, "article_search.rowid");
                "article_search JOIN articles a ON a.first = article_search.rowid"
            }
            None => {
                query.range(filter, "a.first");
                "articles a"
            }
        };
        query.article(filter);
        let order = if filter.text.is_some() { "article_search.rowid" } else { "a.first" };
        let limit = filter.limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(i64::MAX));
        let sql =
            format!("SELECT {ROW} FROM {from} WHERE {} ORDER BY {order} DESC LIMIT {limit}", query.all());
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(rusqlite::params_from_iter(query.values), Row::of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_of_users_hold_no_operators() {
        assert_eq!(words("jalan tol"), "\"jalan\" \"tol\"");
        assert_eq!(words("“jalan tol” NOT macet*"), "\"jalan tol\" \"NOT\" \"macet*\"");
        assert_eq!(words("a\"b - ( : ^"), "\"a\" \"b - ( : ^\"");
        assert_eq!(words(" -- "), "");
    }
}
