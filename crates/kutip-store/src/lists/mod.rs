//! Lists of items that pass a search, newest day first, a page at a time.
//!
//! What an item says itself is asked of its own table; all else of its article. A condition that few articles meet drives the
//! search, one that many meet is looked up for each item in turn: so the first page comes quickly either way. Which it is
//! changes how the rows are found and never which.

mod conditions;
mod match_words;

use crate::back::{ROW, Row, Stored};
use crate::error::StoreError;
use crate::place::{LAST, first_of};
use crate::search::{Field, Term};
use crate::store::Store;
use conditions::{Asked, Condition, asked};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params_from_iter};

/// What is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum List {
    /// Articles.
    Articles,
    /// Who said what.
    Statements,
    /// Political acts.
    Events,
    /// Numbers with what they count.
    Figures,
    /// What somebody says he will do.
    Commitments,
    /// Agreements.
    Pacts,
    /// Everybody of whom an article speaks.
    Actors,
    /// Mentions of places.
    Places,
}

impl List {
    /// Its table and, at once, its name.
    #[must_use]
    pub fn table(self) -> &'static str {
        match self {
            Self::Articles => "articles",
            Self::Statements => "statements",
            Self::Events => "events",
            Self::Figures => "figures",
            Self::Commitments => "commitments",
            Self::Pacts => "pacts",
            Self::Actors => "actors",
            Self::Places => "places",
        }
    }
}

/// A full-text index of a table: rows have the numbers of its items.
pub(crate) struct Index {
    pub(crate) table: &'static str,
    /// The columns in which words are looked for.
    words: &'static str,
    /// The columns in which names of a field are looked for.
    of_names: &'static [(Field, &'static str)],
}

impl Index {
    fn names(&self, field: Field) -> Option<&'static str> {
        self.of_names.iter().find(|(known, _)| *known == field).map(|(_, columns)| *columns)
    }
}

impl List {
    pub(crate) fn index(self) -> Option<&'static Index> {
        Some(match self {
            Self::Statements => &Index {
                table: "statement_search",
                words: "content",
                of_names: &[(Field::Speaker, "speaker"), (Field::Via, "via")],
            },
            Self::Figures => &Index { table: "figure_search", words: "{text counted}", of_names: &[] },
            Self::Events => &Index {
                table: "event_search",
                words: "{words actor recipient}",
                of_names: &[(Field::Actor, "{actor recipient}")],
            },
            Self::Commitments => &Index {
                table: "commitment_search",
                words: "{action condition}",
                of_names: &[(Field::Actor, "who")],
            },
            _ => return None,
        })
    }
}

/// Which part of a list is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// How many at most.
    pub limit: usize,
    /// Those behind the hit of this number.
    pub after: Option<i64>,
}

/// One item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its number, by which the next page goes on.
    pub no: i64,
    /// The number of its article.
    pub article: i64,
    /// Its place in the record; 0 for an article.
    pub item: usize,
}

/// Up to so many articles a condition is rare: to collect them takes less than to look at each of those that do not meet it.
const RARE: usize = 20_000;

impl Store {
    /// A page of the items that meet all terms. Of fields that are given twice one has to hold.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn list(&self, list: List, terms: &[Term], page: Page) -> Result<Vec<Hit>, StoreError> {
        let asked = asked(list, terms);
        let plan = self.plan(list, &asked, page)?;
        let mut query = self.connection.prepare(&plan.sql)?;
        let rows = query.query_map(params_from_iter(plan.values), |row| {
            let item: i64 = row.get(2)?;
            Ok(Hit { no: row.get(0)?, article: row.get(1)?, item: usize::try_from(item).unwrap_or_default() })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The record of a hit's article.
    ///
    /// # Errors
    /// Where the store cannot be read, or does not hold what it should.
    pub fn article(&self, no: i64) -> Result<Option<Stored>, StoreError> {
        let mut query =
            self.connection.prepare_cached(&format!("SELECT {ROW} FROM articles a WHERE a.no = ?1"))?;
        let row = query.query_row([no], Row::of).optional()?;
        row.map(|row| self.load(row)).transpose()
    }

    /// Whether more than so many rows come of a query.
    fn exceeds(&self, condition: &Condition, count: usize) -> Result<bool, StoreError> {
        let sql = format!("SELECT count(*) FROM ({} LIMIT {})", condition.firsts, count + 1);
        let found: i64 = self
            .connection
            .prepare(&sql)?
            .query_row(params_from_iter(&condition.values), |row| row.get(0))?;
        Ok(usize::try_from(found).unwrap_or_default() > count)
    }

    fn plan(&self, list: List, asked: &Asked, page: Page) -> Result<Plan, StoreError> {
        let mut plan = Plan::default();
        let mut driven = false;
        for condition in &asked.of_article {
            let rare = !condition.not && !self.exceeds(condition, RARE)?;
            driven |= rare;
            plan.article(condition, rare);
        }
        for (sql, values) in &asked.of_row {
            plan.when(sql, values);
        }
        let index = list.index().map_or("", |index| index.table);
        let (number, from) = match (list, &asked.matching) {
            (List::Articles, _) => ("a.first", "articles a".to_owned()),
            (_, Some(words)) if !driven => {
                plan.when(&format!("f.{index} MATCH ?"), &[words.clone().into()]);
                (
                    "f.rowid",
                    format!(
                        "{index} f CROSS JOIN {} i ON i.no = f.rowid CROSS JOIN articles a ON a.no = i.article",
                        list.table()
                    ),
                )
            }
            (_, words) if asked.needs_article() || driven => {
                if let Some(words) = words {
                    let within = format!(
                        "i.no IN (SELECT rowid FROM {index} WHERE {index} MATCH ? AND rowid BETWEEN a.first AND a.first + {LAST})"
                    );
                    plan.when(&within, &[words.clone().into()]);
                }
                (
                    "i.no",
                    format!(
                        "articles a CROSS JOIN {} i ON i.no BETWEEN a.first AND a.first + {LAST}",
                        list.table()
                    ),
                )
            }
            _ => ("i.no", format!("{} i", list.table())),
        };
        plan.range(number, "<", asked, page.after);
        if number == "i.no" && from.starts_with("articles") {
            // Items of the article at which the last page ended may be left.
            plan.range("a.first", "<=", asked, page.after);
        }
        let columns = if list == List::Articles { "a.first, a.no, 0" } else { "i.no, i.article, i.item" };
        let order = if from.starts_with("articles a CROSS") {
            "a.first DESC, i.no DESC".to_owned()
        } else {
            format!("{number} DESC")
        };
        let wheres = if plan.wheres.is_empty() { "1".to_owned() } else { plan.wheres.join(" AND ") };
        plan.sql =
            format!("SELECT {columns} FROM {from} WHERE {wheres} ORDER BY {order} LIMIT {}", page.limit);
        Ok(plan)
    }
}

/// A query that is being put together.
#[derive(Debug, Default)]
struct Plan {
    sql: String,
    wheres: Vec<String>,
    values: Vec<Value>,
}

impl Plan {
    /// A condition with a `?` for each value.
    fn when(&mut self, condition: &str, values: &[Value]) {
        let mut values = values.iter();
        let mut out = String::new();
        for piece in condition.split_inclusive('?') {
            out += piece;
            if piece.ends_with('?')
                && let Some(value) = values.next()
            {
                self.values.push(value.clone());
                out += &self.values.len().to_string();
            }
        }
        self.wheres.push(out);
    }

    fn article(&mut self, condition: &Condition, rare: bool) {
        let not = if condition.not { "NOT " } else { "" };
        if rare {
            self.when(&format!("a.first IN ({})", condition.firsts), &condition.values);
        } else {
            self.when(&format!("{not}EXISTS ({})", condition.within), &condition.values);
        }
    }

    /// Days, and the place where the last page ended, for a column of numbers.
    fn range(&mut self, number: &str, below: &str, asked: &Asked, after: Option<i64>) {
        if let Some(after) = after {
            self.when(&format!("{number} {below} ?"), &[after.into()]);
        }
        if let Some(since) = asked.since {
            self.when(&format!("{number} >= ?"), &[first_of(since).into()]);
        }
        if let Some(next) = asked.until.and_then(|until| until.tomorrow().ok()) {
            self.when(&format!("{number} < ?"), &[first_of(next).into()]);
        }
    }
}
