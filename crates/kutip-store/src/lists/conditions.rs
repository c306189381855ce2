//! What a search asks of an item itself, and what of its article.

use super::List;
use super::match_words::{each_word, matching};
use crate::place::LAST;
use crate::search::{Field, Term, Wanted};
use jiff::civil::Date;
use rusqlite::types::Value;

/// A condition on an article that another table answers.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Condition {
    pub(super) not: bool,
    /// Gives `articles.first` of all articles that meet it.
    pub(super) firsts: String,
    /// Gives a row where the article `a` meets it.
    pub(super) within: String,
    pub(super) values: Vec<Value>,
}

/// A search, by who answers it.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    /// On the row `i`, or for articles `a`.
    pub(super) of_row: Vec<(String, Vec<Value>)>,
    pub(super) of_article: Vec<Condition>,
    /// Of the full-text index of the list, where it has one.
    pub(super) matching: Option<String>,
    pub(super) since: Option<Date>,
    pub(super) until: Option<Date>,
    columns_of_article: bool,
}

impl Asked {
    /// Whether the article has to be looked at.
    pub(super) fn needs_article(&self) -> bool {
        self.columns_of_article || !self.of_article.is_empty()
    }
}

/// The rows of a table that meet a condition: all of them, and those of one article.
fn condition(not: bool, table: &str, number: &str, wheres: &str, values: Vec<Value>) -> Condition {
    let of = |what: &str, more: &str| format!("SELECT {what} FROM {table} WHERE {wheres}{more}");
    Condition {
        not,
        firsts: of(&format!("{number} & ~{LAST}"), ""),
        within: of("1", &format!(" AND {number} BETWEEN a.first AND a.first + {LAST}")),
        values,
    }
}

/// Sorts a search by who answers it.
pub(super) fn asked(list: List, terms: &[Term]) -> Asked {
    let mut out = Asked::default();
    let mut words = Vec::new();
    let mut refused = Vec::new();
    let mut seen = Vec::new();
    for term in terms {
        match &term.wanted {
            Wanted::Day(field, day) => out.day(*field, term.not, *day),
            Wanted::Word { .. } | Wanted::Phrase(_) => {
                let Some(text) = matching(&term.wanted) else { continue };
                if let Some(index) = list.index() {
                    let into = if term.not { &mut refused } else { &mut words };
                    into.push(format!("{} : ({text})", index.words));
                } else {
                    out.of_article.push(text_condition(term.not, &text));
                }
            }
            Wanted::Field(field, _) if list.index().is_some_and(|index| index.names(*field).is_some()) => {
                // Of a field that is given twice, one has to hold.
                if seen.contains(&(*field, term.not)) {
                    continue;
                }
                seen.push((*field, term.not));
                let any = values_of(terms, *field, term.not)
                    .filter_map(|name| Some(format!("({})", each_word(name)?)));
                let any: Vec<String> = any.collect();
                if !any.is_empty() {
                    let into = if term.not { &mut refused } else { &mut words };
                    let columns = list.index().and_then(|index| index.names(*field)).unwrap_or_default();
                    into.push(format!("{columns} : ({})", any.join(" OR ")));
                }
            }
            Wanted::Field(field, _) if seen.contains(&(*field, term.not)) => {}
            Wanted::Field(field, _) => {
                seen.push((*field, term.not));
                let values: Vec<&str> = values_of(terms, *field, term.not).collect();
                out.field(list, *field, term.not, &values);
            }
            Wanted::Figure { unit, least, most } => {
                out.figure(list, term.not, unit.as_deref(), *least, *most)
            }
        }
    }
    let all = |texts: &[String], join: &str| {
        texts.iter().map(|text| format!("({text})")).collect::<Vec<_>>().join(join)
    };
    if !words.is_empty() {
        out.matching = Some(all(&words, " AND "));
    }
    if !refused.is_empty() {
        let index = list.index().map_or("", |index| index.table);
        let sql = format!("i.no NOT IN (SELECT rowid FROM {index} WHERE {index} MATCH ?)");
        out.of_row.push((sql, vec![all(&refused, " OR ").into()]));
    }
    out
}

/// The values of a field that are asked for, or not wanted.
fn values_of(terms: &[Term], field: Field, not: bool) -> impl Iterator<Item = &str> {
    terms.iter().filter_map(move |term| match &term.wanted {
        Wanted::Field(known, value) if *known == field && term.not == not => Some(value.as_str()),
        _ => None,
    })
}

/// An article with these words in its title or text, or in what is said: of texts that are not kept whole only that is there.
fn text_condition(not: bool, text: &str) -> Condition {
    let said = format!("content : ({text})");
    Condition {
        not,
        firsts: format!(
            "SELECT rowid FROM article_search WHERE article_search MATCH ? \
                 UNION ALL SELECT rowid & ~{LAST} FROM statement_search WHERE statement_search MATCH ?"
        ),
        within: format!(
            "SELECT 1 FROM article_search WHERE article_search MATCH ? AND rowid = a.first \
                 UNION ALL SELECT 1 FROM statement_search WHERE statement_search MATCH ? \
                 AND rowid BETWEEN a.first AND a.first + {LAST}"
        ),
        values: vec![text.to_owned().into(), said.into()],
    }
}

impl Asked {
    fn day(&mut self, field: Field, not: bool, day: Date) {
        // What must not lie from a day on lies before it.
        match (field, not) {
            (Field::Since, false) => self.since = self.since.max(Some(day)),
            (Field::Since, true) => self.least_until(day.yesterday().ok()),
            (_, false) => self.least_until(Some(day)),
            (_, true) => self.since = self.since.max(day.tomorrow().ok()),
        }
    }

    fn least_until(&mut self, day: Option<Date>) {
        self.until = match (self.until, day) {
            (Some(known), Some(day)) => Some(known.min(day)),
            (known, day) => known.or(day),
        };
    }

    /// One of several values of a field.
    fn field(&mut self, list: List, field: Field, not: bool, values: &[&str]) {
        if let Some(column) = column_of_article(field) {
            self.columns_of_article = true;
            return self.row(not, &any(column, values.len()), texts(values));
        }
        match (own(list, field), field) {
            (Some(Own::Column(column)), _) => self.row(not, &any(column, values.len()), texts(values)),
            (Some(Own::Name(column)), _) => {
                let (sql, found) = names(column, values);
                self.row(not, &sql, found);
            }
            (Some(Own::Of(table, key, column)), _) => {
                let (sql, found) = names(column, values);
                self.row(not, &format!("EXISTS (SELECT 1 FROM {table} x WHERE x.{key} AND {sql})"), found);
            }
            (Some(Own::OfExact(table, key, column)), _) => {
                let sql = any(column, values.len());
                self.row(
                    not,
                    &format!("EXISTS (SELECT 1 FROM {table} x WHERE x.{key} AND {sql})"),
                    texts(values),
                );
            }
            (None, Field::Speaker | Field::Via) => {
                let each = values.iter().filter_map(|name| Some(format!("({})", each_word(name)?)));
                let each: Vec<String> = each.collect();
                if !each.is_empty() {
                    let words = format!("{} : ({})", field.name(), each.join(" OR "));
                    let found = vec![words.into()];
                    self.of_article.push(condition(
                        not,
                        "statement_search",
                        "rowid",
                        "statement_search MATCH ?",
                        found,
                    ));
                }
            }
            (None, Field::Actor) => {
                let (sql, found) = names("x.name", values);
                self.of_article.push(condition(not, "actors x", "x.no", &sql, found));
            }
            (None, _) => {
                let (table, column) = match field {
                    Field::Event => ("events x", "x.type = ?"),
                    Field::Place => ("places x", "x.name = ? COLLATE NOCASE"),
                    Field::Country => ("places x", "x.country = ?"),
                    Field::Act => ("statements x", "x.act = ?"),
                    _ => ("statements x", "x.kind = ?"),
                };
                self.of_article.push(condition(
                    not,
                    table,
                    "x.no",
                    &any(column, values.len()),
                    texts(values),
                ));
            }
        }
    }

    fn figure(&mut self, list: List, not: bool, unit: Option<&str>, least: Option<f64>, most: Option<f64>) {
        let alias = if list == List::Figures { "i" } else { "x" };
        let (mut wheres, mut values) = (Vec::new(), Vec::new());
        let mut when = |sql: String, value: Value| {
            wheres.push(sql);
            values.push(value);
        };
        if let Some(unit) = unit {
            when(format!("{alias}.unit = ?"), unit.to_owned().into());
        }
        if let Some(least) = least {
            when(format!("coalesce({alias}.upper, {alias}.value) >= ?"), least.into());
        }
        if let Some(most) = most {
            when(format!("{alias}.value <= ?"), most.into());
        }
        let sql = wheres.join(" AND ");
        if list == List::Figures {
            self.row(not, &sql, values);
        } else {
            self.of_article.push(condition(not, "figures x", "x.no", &sql, values));
        }
    }

    fn row(&mut self, not: bool, sql: &str, values: Vec<Value>) {
        // What is not known does not hold.
        let sql = if not { format!("NOT coalesce({sql}, 0)") } else { format!("({sql})") };
        self.of_row.push((sql, values));
    }
}

/// Where an item's own table answers a field.
enum Own {
    /// A comparison with the whole value.
    Column(&'static str),
    /// A column that holds a name.
    Name(&'static str),
    /// A table, how its rows belong to the item, and its column with a name.
    Of(&'static str, &'static str, &'static str),
    /// The same for a whole value.
    OfExact(&'static str, &'static str, &'static str),
}

fn own(list: List, field: Field) -> Option<Own> {
    Some(match (list, field) {
        (List::Statements, Field::Act) => Own::Column("i.act = ?"),
        (List::Statements, Field::Kind) => Own::Column("i.kind = ?"),
        (List::Events | List::Figures, Field::Speaker) => {
            Own::Of("statements", "no = i.according_to", "x.speaker")
        }
        (List::Events | List::Figures, Field::Via) => Own::Of("vias", "statement = i.according_to", "x.name"),
        (List::Events, Field::Event) => Own::Column("i.type = ?"),
        (List::Events, Field::Place) => Own::OfExact("places", "no = i.place", "x.name = ? COLLATE NOCASE"),
        (List::Events, Field::Country) => Own::OfExact("event_parties", "event = i.no", "x.country = ?"),
        (List::Commitments, Field::Speaker) => Own::Of("statements", "no = i.statement", "x.speaker"),
        (List::Commitments, Field::Country) => {
            Own::OfExact("commitment_parties", "commitment = i.no", "x.country = ?")
        }
        (List::Pacts, Field::Actor) => Own::Name("i.parties"),
        (List::Actors, Field::Actor) => Own::Name("i.name"),
        (List::Actors, Field::Country) => Own::Column("i.country = ?"),
        (List::Places, Field::Place) => Own::Column("i.name = ? COLLATE NOCASE"),
        (List::Places, Field::Country) => Own::Column("i.country = ?"),
        _ => return None,
    })
}

fn column_of_article(field: Field) -> Option<&'static str> {
    Some(match field {
        Field::Outlet => "a.outlet = ? COLLATE NOCASE",
        Field::Host => "a.host = ? COLLATE NOCASE",
        Field::Lang => "a.language = ?",
        _ => return None,
    })
}

/// One of several values.
fn any(condition: &str, count: usize) -> String {
    let all = vec![condition; count.max(1)].join(" OR ");
    if count > 1 { format!("({all})") } else { all }
}

/// A column in which all words of one of the names stand.
fn names(column: &str, names: &[&str]) -> (String, Vec<Value>) {
    let mut values = Vec::new();
    let mut each = Vec::new();
    for name in names {
        let words: Vec<&str> = name.split_whitespace().collect();
        let condition = format!("{column} LIKE ? ESCAPE '\\'");
        each.push(format!("({})", vec![condition; words.len()].join(" AND ")));
        values.extend(words.into_iter().map(|word| {
            let plain = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            Value::from(format!("%{plain}%"))
        }));
    }
    (format!("({})", each.join(" OR ")), values)
}

fn texts(values: &[&str]) -> Vec<Value> {
    values.iter().map(|value| (*value).to_owned().into()).collect()
}
