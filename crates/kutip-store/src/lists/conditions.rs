//! What a search asks for, as numbers to be walked and as questions to a row.

use super::List;
use super::match_words::{each_word, matching};
use crate::place::LAST;
use crate::search::{Field, Term, Wanted};
use jiff::civil::Date;
use rusqlite::types::Value;

/// What the numbers of a condition are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbers {
    /// Of the listed items.
    Items,
    /// Of articles, or of other items of theirs.
    Articles,
}

/// A query that gives numbers: `SELECT {number} FROM {from}`, which ends in a condition.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Source {
    pub(super) number: &'static str,
    pub(super) from: String,
    pub(super) values: Vec<Value>,
}

/// A condition, by the numbers that meet it: any of these will do.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stream {
    pub(super) of: Numbers,
    pub(super) any: Vec<Source>,
}

/// A question to a row `i` of the list, where numbers alone do not tell.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Test {
    pub(super) sql: String,
    pub(super) values: Vec<Value>,
}

/// A search.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    pub(super) all: Vec<Stream>,
    pub(super) none: Vec<Stream>,
    pub(super) tests: Vec<Test>,
    pub(super) since: Option<Date>,
    pub(super) until: Option<Date>,
}

/// Reads a search for a list. Of a field that is given twice one value has to hold, or none where it must not.
pub(super) fn asked(list: List, terms: &[Term]) -> Asked {
    let mut out = Asked::default();
    let mut words = [Vec::new(), Vec::new()];
    let mut seen = Vec::new();
    let mut numbers: [Vec<Source>; 2] = [Vec::new(), Vec::new()];
    for term in terms {
        match &term.wanted {
            Wanted::Day(field, day) => out.day(*field, term.not, *day),
            Wanted::Word { .. } | Wanted::Phrase(_) => {
                let Some(text) = matching(&term.wanted) else { continue };
                match list.index() {
                    Some(index) => words[usize::from(term.not)].push(format!("{} : ({text})", index.words)),
                    None => out.stream(term.not, in_article(&text)),
                }
            }
            Wanted::Field(field, _) => {
                // Of a field that is given twice, one has to hold.
                if seen.contains(&(*field, term.not)) {
                    continue;
                }
                seen.push((*field, term.not));
                let values: Vec<&str> = values_of(terms, *field, term.not).collect();
                out.field(list, *field, term.not, &values);
            }
            Wanted::Figure { unit, least, most } => {
                numbers[usize::from(term.not)].push(figures(unit.as_deref(), *least, *most));
            }
        }
    }
    for (not, any) in [false, true].into_iter().zip(numbers).filter(|(_, any)| !any.is_empty()) {
        let of = if list == List::Figures { Numbers::Items } else { Numbers::Articles };
        out.stream(not, Stream { of, any });
    }
    if let Some(index) = list.index() {
        let [wanted, refused] = words;
        let all = |texts: &[String], join: &str| {
            texts.iter().map(|text| format!("({text})")).collect::<Vec<_>>().join(join)
        };
        if !wanted.is_empty() {
            out.stream(false, found_by(index.table, all(&wanted, " AND "), Numbers::Items));
        }
        if !refused.is_empty() {
            out.stream(true, found_by(index.table, all(&refused, " OR "), Numbers::Items));
        }
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

/// What an index of words gives.
fn found_by(table: &str, text: String, of: Numbers) -> Stream {
    let from = format!("{table} WHERE {table} MATCH ?1");
    Stream { of, any: vec![Source { number: "rowid", from, values: vec![text.into()] }] }
}

/// An article with these words in its title or text, or in what is said: of texts that are not kept whole only that is there.
fn in_article(text: &str) -> Stream {
    let mut stream = found_by("article_search", text.to_owned(), Numbers::Articles);
    let said = found_by("statement_search", format!("content : ({text})"), Numbers::Articles);
    stream.any.extend(said.any);
    stream
}

/// All words of one of several names.
fn names(values: &[&str]) -> Option<String> {
    let each = values.iter().filter_map(|name| Some(format!("({})", each_word(name)?)));
    let each: Vec<String> = each.collect();
    (!each.is_empty()).then(|| each.join(" OR "))
}

/// The rows of a table in which a column has one of several values.
fn rows(table: &str, number: &'static str, equals: &str, values: &[&str], of: Numbers) -> Stream {
    let source = |value: &&str| Source {
        number,
        from: format!("{table} x WHERE x.{equals}"),
        values: vec![(*value).to_owned().into()],
    };
    Stream { of, any: values.iter().map(source).collect() }
}

fn figures(unit: Option<&str>, least: Option<f64>, most: Option<f64>) -> Source {
    let (mut wheres, mut values) = (vec!["1".to_owned()], Vec::<Value>::new());
    let mut when = |sql: &str, value: Value| {
        values.push(value);
        wheres.push(format!("{sql} ?{}", values.len()));
    };
    if let Some(unit) = unit {
        when("x.unit =", unit.to_owned().into());
    }
    if let Some(least) = least {
        when("coalesce(x.upper, x.value) >=", least.into());
    }
    if let Some(most) = most {
        when("x.value <=", most.into());
    }
    Source { number: "x.no", from: format!("figures x WHERE {}", wheres.join(" AND ")), values }
}

impl Asked {
    fn stream(&mut self, not: bool, stream: Stream) {
        if not {
            self.none.push(stream);
        } else {
            self.all.push(stream);
        }
    }

    /// What the numbers do not tell by themselves: they say which articles to look at.
    fn tested(&mut self, not: bool, stream: Option<Stream>, sql: &str, values: Vec<Value>) {
        if let Some(stream) = stream.filter(|_| !not) {
            self.all.push(stream);
        }
        // What is not known does not hold.
        let sql = if not { format!("NOT coalesce(({sql}), 0)") } else { format!("({sql})") };
        self.tests.push(Test { sql, values });
    }

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
        match field {
            Field::Speaker | Field::Via | Field::Actor => self.name(list, field, not, values),
            Field::Outlet => self.of_article("outlet = ?1 COLLATE NOCASE", not, values),
            Field::Host => self.of_article("host = ?1 COLLATE NOCASE", not, values),
            Field::Lang => self.of_article("language = ?1", not, values),
            Field::Country if matches!(list, List::Events | List::Commitments) => {
                let (table, number) = match list {
                    List::Events => ("event_parties", "x.event"),
                    _ => ("commitment_parties", "x.commitment"),
                };
                self.stream(not, rows(table, number, "country = ?1", values, Numbers::Items));
            }
            Field::Place if list == List::Events => {
                let places = rows("places", "x.no", "name = ?1 COLLATE NOCASE", values, Numbers::Articles);
                let any = vec!["x.name = ? COLLATE NOCASE"; values.len()].join(" OR ");
                let sql = format!("EXISTS (SELECT 1 FROM places x WHERE x.no = i.place AND ({any}))");
                let values = values.iter().map(|value| (*value).to_owned().into()).collect();
                self.tested(not, Some(places), &sql, values);
            }
            Field::Country if list == List::Actors => {
                self.stream(not, rows("actors", "x.no", "country = ?1", values, Numbers::Items));
            }
            _ => {
                let (own, table, equals) = match field {
                    Field::Event => (List::Events, "events", "type = ?1"),
                    Field::Place => (List::Places, "places", "name = ?1 COLLATE NOCASE"),
                    Field::Country => (List::Places, "places", "country = ?1"),
                    Field::Act => (List::Statements, "statements", "act = ?1"),
                    _ => (List::Statements, "statements", "kind = ?1"),
                };
                let of = if list == own { Numbers::Items } else { Numbers::Articles };
                self.stream(not, rows(table, "x.no", equals, values, of));
            }
        }
    }

    fn of_article(&mut self, equals: &str, not: bool, values: &[&str]) {
        self.stream(not, rows("articles", "x.first", equals, values, Numbers::Articles));
    }

    /// Words of a name: of the item's own where it has it, of the statement that vouches for it, else of anything in the
    /// article.
    fn name(&mut self, list: List, field: Field, not: bool, values: &[&str]) {
        let Some(text) = names(values) else { return };
        let index =
            if list == List::Actors { Some("actor_search") } else { list.index().map(|index| index.table) };
        let own = match (list, field) {
            (List::Statements, Field::Speaker) => Some("speaker"),
            (List::Statements, Field::Via) => Some("via"),
            (List::Events, Field::Actor) => Some("{actor recipient}"),
            (List::Commitments, Field::Actor) => Some("who"),
            (List::Actors, Field::Actor) => Some("name"),
            _ => None,
        };
        if let (Some(columns), Some(index)) = (own, index) {
            return self.stream(not, found_by(index, format!("{columns} : ({text})"), Numbers::Items));
        }
        if (list, field) == (List::Pacts, Field::Actor) {
            let (sql, values) = party(values);
            return self.tested(not, None, &sql, values);
        }
        let stream = match field {
            Field::Actor => found_by("actor_search", text, Numbers::Articles),
            _ => found_by("statement_search", format!("{} : ({text})", field.name()), Numbers::Articles),
        };
        let vouches = match (list, field) {
            (List::Events | List::Figures, Field::Speaker | Field::Via) => "i.according_to",
            (List::Commitments, Field::Speaker) => "i.statement",
            _ => return self.stream(not, stream),
        };
        let values = stream.any.iter().flat_map(|source| source.values.clone()).collect();
        // To the index, no rowid is any rowid.
        let sql = format!(
            "{vouches} IS NOT NULL AND EXISTS (SELECT 1 FROM statement_search WHERE statement_search MATCH ? \
             AND rowid = {vouches})"
        );
        self.tested(not, Some(stream), &sql, values);
    }
}

/// A pact with one of these among its parties: by whole words as they stand there, or a state by what the article calls it.
fn party(names: &[&str]) -> (String, Vec<Value>) {
    let (mut any, mut values) = (Vec::new(), Vec::new());
    for name in names {
        let words: Vec<&str> = name.split_whitespace().collect();
        let word = "' ' || replace(i.parties, ';', ' ') || ' ' LIKE ? ESCAPE '\\'";
        any.push(format!("({})", vec![word; words.len()].join(" AND ")));
        values.extend(words.into_iter().map(|word| {
            let plain = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            Value::from(format!("% {plain} %"))
        }));
        if let Some(text) = each_word(name) {
            any.push(format!(
                "EXISTS (SELECT 1 FROM actor_search s JOIN actors x ON x.no = s.rowid WHERE s.actor_search MATCH ?
                 AND s.rowid BETWEEN i.no & ~{LAST} AND i.no | {LAST} AND x.type = 'state'
                 AND instr('; ' || i.parties || '; ', '; ' || x.country || '; '))"
            ));
            values.push(text.into());
        }
    }
    (any.join(" OR "), values)
}

/// All rows of a list.
pub(super) fn every(list: List) -> Stream {
    let (number, of) = match list {
        List::Articles => ("x.first", Numbers::Articles),
        _ => ("x.no", Numbers::Items),
    };
    Stream {
        of,
        any: vec![Source { number, from: format!("{} x WHERE 1", list.table()), values: Vec::new() }],
    }
}
