//! Lists: the items that pass a filter, newest day first, one page at a time.
//!
//! Every list goes along an index in the order in which it is shown, so that the first page of a large store takes no
//! longer than that of a small one. The next page is asked for with the number of the last row ([`Filter::after`]).

mod acts;
mod people;
mod said;
mod search;

pub use acts::{CommitmentRow, EventRow, PactRow};
pub use people::{ActorRow, PlaceRow};
pub use said::{FigureRow, StatementRow};
pub use search::{ArticleRow, Hit, Piece};

use crate::error::StoreError;
use crate::filter::{Filter, Query, words};
use crate::place::LAST;
use crate::store::Store;
use rusqlite::types::FromSql;
use serde::Serialize;

/// Rows of a list where no limit is given.
const PAGE: usize = 50;

/// Where an item stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct At {
    /// Its id.
    pub id: String,
    /// Its number, for [`Filter::after`].
    #[serde(skip)]
    pub no: i64,
    /// The id of its article.
    pub article: String,
    /// The day that lists go by.
    pub day: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The address.
    pub uri: Option<String>,
}

/// The columns of [`At`], of an item `t` and its article `a`.
const AT: &str = "t.id, t.no, a.id, a.day, a.outlet, a.title, a.uri";

/// Columns one after the other.
pub(crate) struct Columns<'a> {
    row: &'a rusqlite::Row<'a>,
    next: usize,
}

impl<'a> Columns<'a> {
    pub(crate) fn new(row: &'a rusqlite::Row<'a>) -> Self {
        Self { row, next: 0 }
    }

    pub(crate) fn next<T: FromSql>(&mut self) -> rusqlite::Result<T> {
        self.next += 1;
        self.row.get(self.next - 1)
    }

    fn at(&mut self) -> rusqlite::Result<At> {
        Ok(At {
            id: self.next()?,
            no: self.next()?,
            article: self.next()?,
            day: self.next()?,
            outlet: self.next()?,
            title: self.next()?,
            uri: self.next()?,
        })
    }

    /// Names that stand in one column.
    fn list(&mut self, between: &str) -> rusqlite::Result<Vec<String>> {
        let joined: Option<String> = self.next()?;
        Ok(joined.map_or(Vec::new(), |joined| joined.split(between).map(str::to_owned).collect()))
    }
}

/// Along what a list goes.
struct Walk {
    query: Query,
    /// Tables: the item as `t`, its article as `a`.
    from: String,
    order: String,
}

impl Walk {
    /// Along the best index for a table of items.
    fn new(table: &str, filter: &Filter) -> Self {
        let mut query = Query::default();
        let items = format!("CROSS JOIN {table} t ON t.no BETWEEN");
        let (from, order) = if let Some((column, value)) = place(filter) {
            // Each article once, by the last of its mentions of the place.
            query.when(&format!("w.{column}"), value);
            let same = column.replace('?', &format!("?{}", query.values.len()));
            query.wheres.push(format!(
                "NOT EXISTS (SELECT 1 FROM places x WHERE x.{same} AND x.no > w.no AND x.no <= (w.no | {LAST}))"
            ));
            coarse(&mut query, filter, "w.no");
            let around = format!("(w.no & {}) AND (w.no | {LAST})", !LAST);
            (format!("places w {items} {around} JOIN articles a ON a.no = t.article"), "w.no DESC, t.no DESC")
        } else if filter.outlet.is_some() || filter.host.is_some() || filter.article.is_some() {
            coarse(&mut query, filter, "a.first");
            (format!("articles a {items} a.first AND a.first + {LAST}"), "a.first DESC, t.no DESC")
        } else {
            (format!("{table} t JOIN articles a ON a.no = t.article"), "t.no DESC")
        };
        query.range(filter, "t.no");
        query.article(filter);
        Self { query, from, order: order.to_owned() }
    }

    /// Along what is searched of a table of items, where words are asked for; else along its best index. Each of `asked` are
    /// columns of the index of words, and the words of a user.
    fn searched(table: &str, search: &str, asked: &[(&str, &Option<String>)], filter: &Filter) -> Self {
        let Some(asked) = matching(asked) else { return Self::new(table, filter) };
        let mut query = Query::default();
        query.when(&format!("{search} MATCH ?"), asked);
        query.range(filter, &format!("{search}.rowid"));
        query.article(filter);
        if let Some((column, value)) = place(filter) {
            let places = format!("x.{column} AND x.no BETWEEN a.first AND a.first + {LAST}");
            query.when(&format!("EXISTS (SELECT 1 FROM places x WHERE {places})"), value);
        }
        let from = format!(
            "{search} CROSS JOIN {table} t ON t.no = {search}.rowid JOIN articles a ON a.no = t.article"
        );
        Self { query, from, order: format!("{search}.rowid DESC") }
    }

    /// Leaves only items for which a statement vouches that words of a user are found in.
    fn vouched(&mut self, column: &str, asked: &[(&str, &Option<String>)]) {
        if let Some(asked) = matching(asked) {
            let said = "SELECT rowid FROM statement_search WHERE statement_search MATCH ?";
            self.query.when(&format!("{column} IN ({said})"), asked);
        }
    }

    /// Words that a column has to contain, for tables that are short.
    fn contains(&mut self, column: &str, text: Option<&str>) {
        for word in text.unwrap_or_default().split_whitespace() {
            let plain = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            self.query.when(&format!("{column} LIKE ? ESCAPE '\\'"), format!("%{plain}%"));
        }
    }
}

/// What is asked for as a query of FTS5; none where nothing is.
fn matching(asked: &[(&str, &Option<String>)]) -> Option<String> {
    let asked = asked.iter().filter_map(|(columns, text)| Some((columns, words(text.as_deref()?))));
    let asked = asked.filter(|(_, words)| !words.is_empty());
    let asked: Vec<String> = asked.map(|(columns, words)| format!("{{{columns}}} : ({words})")).collect();
    (!asked.is_empty()).then(|| asked.join(" AND "))
}

/// The condition on a place that is asked for.
fn place(filter: &Filter) -> Option<(&'static str, String)> {
    match (&filter.place, &filter.country) {
        (Some(name), _) => Some(("name = ? COLLATE NOCASE", name.clone())),
        (None, Some(country)) => Some(("country = ?", country.to_uppercase())),
        (None, None) => None,
    }
}

/// Days and the end of the last page, for a column that stands for whole articles.
fn coarse(query: &mut Query, filter: &Filter, number: &str) {
    let after = filter.after.map(|after| (after | LAST) + 1);
    query.range(&Filter { after, ..filter.clone() }, number);
}

impl Store {
    /// Runs a list. `columns` follow those of [`AT`]; `joins` are further tables.
    fn list<T>(
        &self,
        walk: Walk,
        columns: &str,
        joins: &str,
        limit: Option<usize>,
        row: impl Fn(At, &mut Columns<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let limit = i64::try_from(limit.unwrap_or(PAGE)).unwrap_or(i64::MAX);
        let sql = format!(
            "SELECT {AT}, {columns} FROM {} {joins} WHERE {} ORDER BY {} LIMIT {limit}",
            walk.from,
            walk.query.all(),
            walk.order
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(rusqlite::params_from_iter(walk.query.values), |found| {
            let mut columns = Columns::new(found);
            let at = columns.at()?;
            row(at, &mut columns)
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
