//! Whether a store holds what it should: every row is made anew from its record and compared.

use crate::back::{ROW, Row};
use crate::error::StoreError;
use crate::place::Seat;
use crate::policy::Policy;
use crate::prepared::{Prepared, content};
use crate::rows::{Item, TABLES, searches};
use crate::store::Store;
use kutip_record::{Ids, Record, Ref, Span, sha256};
use rusqlite::ToSql;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The article's id, or nothing where the store as a whole is meant.
    pub article: String,
    /// What is wrong, in a sentence.
    pub what: String,
}

/// What a check went through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Articles.
    pub articles: u64,
    /// Items of their records.
    pub items: u64,
}

impl Store {
    /// Checks the file, then every article: hashes, spans, rows, references, what is searched. Each fault goes to `tell`;
    /// where that gives false, the check ends.
    ///
    /// # Errors
    /// Where the store cannot be read at all.
    pub fn verify(&self, mut tell: impl FnMut(Fault) -> bool) -> Result<Checked, StoreError> {
        let whole = |what| Fault { article: String::new(), what };
        let mut checked = Checked::default();
        for what in self.check_file()?.into_iter().chain(self.check_tables()?) {
            if !tell(whole(what)) {
                return Ok(checked);
            }
        }
        let mut query = self.connection.prepare(&format!("SELECT {ROW} FROM articles a ORDER BY a.first"))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let row = Row::of(row)?;
            checked.articles += 1;
            for what in self.check_article(&row, &mut checked.items)? {
                if !tell(Fault { article: row.id.clone(), what }) {
                    return Ok(checked);
                }
            }
        }
        Ok(checked)
    }

    /// What SQLite itself finds wrong with the file.
    ///
    /// # Errors
    /// Where it cannot be read at all.
    pub fn check_file(&self) -> Result<Vec<String>, StoreError> {
        let mut query = self.connection.prepare("PRAGMA integrity_check(20)")?;
        let found = query.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
        Ok(found.into_iter().filter(|line| line != "ok").collect())
    }

    /// Rows that point at nothing, and what is searched where it is not what is there.
    fn check_tables(&self) -> Result<Vec<String>, StoreError> {
        let mut faults = Vec::new();
        let mut query = self.connection.prepare("PRAGMA foreign_key_check")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let (table, number, to): (String, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let number = number.map_or(String::new(), |number| format!(" {number}"));
            faults.push(format!("{table}{number} points at a row of {to} that is not there"));
        }
        for (search, table, number) in searches() {
            let sql = format!(
                "SELECT (SELECT count(*) FROM {table} t WHERE NOT EXISTS
                   (SELECT 1 FROM {search}_docsize d WHERE d.id = t.{number})),
                 (SELECT count(*) FROM {search}_docsize d WHERE NOT EXISTS
                   (SELECT 1 FROM {table} t WHERE t.{number} = d.id))"
            );
            let (missing, spare): (i64, i64) =
                self.connection.query_row(&sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
            if missing + spare > 0 {
                faults.push(format!("{search} lacks {missing} rows and has {spare} that are no more"));
            }
        }
        Ok(faults)
    }

    fn check_article(&self, row: &Row, items: &mut u64) -> Result<Vec<String>, StoreError> {
        let stored = match self.load(row.clone()) {
            Ok(stored) => stored,
            Err(error @ (StoreError::Record(_) | StoreError::Damaged(_))) => {
                return Ok(vec![error.to_string()]);
            }
            Err(error) => return Err(error),
        };
        let mut faults = Vec::new();
        let document = &stored.record.document;
        if stored.policy == Policy::Full && sha256(&document.text) != document.text_sha256 {
            faults.push("its text is not the one of its hash".to_owned());
        }
        faults.extend(self.check_version(row, &content(document))?);
        if stored.policy != Policy::Hash {
            let points = stored.record.points();
            let outside = spans(&stored.record).into_iter().filter(|span| !points.holds(*span)).count();
            if outside > 0 {
                faults.push(format!("{outside} spans do not lie in its text"));
            }
        }
        let whole = stored.policy == Policy::Full;
        if whole && Ids::of(&stored.record) != stored.ids {
            faults.push("ids of its items are not those of their words".to_owned());
        }
        let wanted = Prepared::with_ids(stored.record, &stored.ids, &stored.reading, stored.policy);
        let seat = Seat::new(wanted.head.day, row.no);
        if seat.first != row.first {
            faults.push("its items are numbered by another day".to_owned());
        }
        faults.extend(self.check_head(row, &wanted)?);
        for (at, (table, wanted)) in TABLES.iter().zip(&wanted.items).enumerate() {
            *items += wanted.len() as u64;
            faults.extend(
                self.check_items(seat, at, wanted, whole)?.map(|what| format!("{}: {what}", table.name)),
            );
        }
        Ok(faults)
    }

    fn check_version(&self, row: &Row, content: &str) -> Result<Option<String>, StoreError> {
        let mut query =
            self.connection.prepare_cached("SELECT content FROM versions WHERE article = ?1 AND n = ?2")?;
        let found: Vec<String> =
            query.query_map([row.no, row.version], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok((found != [content])
            .then(|| "its version does not have the hash of its text and fields".to_owned()))
    }

    /// The article's own row.
    fn check_head(&self, row: &Row, wanted: &Prepared) -> Result<Option<String>, StoreError> {
        let mut query = self.connection.prepare_cached(
            "SELECT own_id, uri, host, outlet, language, title, published, day, text_sha256 FROM articles WHERE no = ?1",
        )?;
        let found = query.query_row([row.no], |row| {
            (0..9).map(|at| row.get(at)).collect::<Result<Vec<Option<String>>, _>>()
        })?;
        let head = &wanted.head;
        let day = |day: Option<kutip_record::Day>| day.map(|day| day.0.to_string());
        let wanted = [
            head.own_id.clone(),
            head.uri.clone(),
            head.host.clone(),
            head.outlet.clone(),
            Some(head.language.clone()),
            head.title.clone(),
            day(head.published),
            day(head.day),
            Some(head.text_sha256.clone()),
        ];
        Ok((found != wanted).then(|| "its row is not what its record says".to_owned()))
    }

    /// The rows of one table; where the text is not whole, what tells changes cannot be made anew.
    fn check_items(
        &self,
        seat: Seat,
        at: usize,
        wanted: &[Item],
        whole: bool,
    ) -> Result<Option<String>, StoreError> {
        let Some(table) = TABLES.get(at) else { return Ok(None) };
        let columns: Vec<String> = table.columns.iter().map(|name| format!("\"{name}\"")).collect();
        let sql = format!(
            "SELECT no, item, digest, {} FROM {} WHERE no BETWEEN ?1 AND ?2 ORDER BY no DESC",
            columns.join(", "),
            table.name
        );
        let mut query = self.connection.prepare_cached(&sql)?;
        let mut rows = query.query([seat.first, seat.last()])?;
        let mut found = 0;
        while let Some(row) = rows.next()? {
            let Some(item) = wanted.get(found) else { return Ok(Some("rows without an item".to_owned())) };
            let number: i64 = row.get(0)?;
            let place: i64 = row.get(1)?;
            let digest: i64 = row.get(2)?;
            let same = number == seat.number(found)
                && usize::try_from(place) == Ok(found)
                && (!whole || digest == item.digest);
            if !same || !is_same(row, 3, &item.cells, seat)? {
                return Ok(Some(format!("the row of {} is not its item", item.id)));
            }
            found += 1;
        }
        if found < wanted.len() {
            return Ok(Some(format!("{} of {} rows are there", found, wanted.len())));
        }
        for part in 0..table.parts.len() {
            if let Some(fault) = self.check_part(seat, at, part, wanted)? {
                return Ok(Some(fault));
            }
        }
        Ok(None)
    }

    fn check_part(
        &self,
        seat: Seat,
        at: usize,
        part: usize,
        wanted: &[Item],
    ) -> Result<Option<String>, StoreError> {
        let Some(table) = TABLES.get(at).and_then(|table| table.parts.get(part)) else { return Ok(None) };
        let columns: Vec<String> = table.columns.iter().map(|name| format!("\"{name}\"")).collect();
        let sql = format!(
            "SELECT {owner}, n, {} FROM {} WHERE {owner} BETWEEN ?1 AND ?2 ORDER BY {owner} DESC, n",
            columns.join(", "),
            table.name,
            owner = table.owner
        );
        let rows_of = |(at, item): (usize, &Item)| -> Vec<(i64, i64, Vec<crate::cell::Cell>)> {
            let rows = item.parts.get(part).into_iter().flatten();
            (0..).zip(rows).map(|(n, cells)| (seat.number(at), n, cells.clone())).collect()
        };
        let mut wanted = wanted.iter().enumerate().flat_map(rows_of);
        let mut query = self.connection.prepare_cached(&sql)?;
        let mut rows = query.query([seat.first, seat.last()])?;
        let fault = || Some(format!("the rows of {} are not those of its items", table.name));
        while let Some(row) = rows.next()? {
            let Some((owner, n, cells)) = wanted.next() else { return Ok(fault()) };
            let here: (i64, i64) = (row.get(0)?, row.get(1)?);
            if here != (owner, n) || !is_same(row, 2, &cells, seat)? {
                return Ok(fault());
            }
        }
        Ok(wanted.next().and_then(|_| fault()))
    }
}

/// Whether a row holds these cells from a column on.
fn is_same(
    row: &rusqlite::Row<'_>,
    from: usize,
    cells: &[crate::cell::Cell],
    seat: Seat,
) -> Result<bool, StoreError> {
    for (at, cell) in (from..).zip(cells) {
        let bound = cell.at(seat);
        let wanted = bound.to_sql()?;
        let wanted = match &wanted {
            ToSqlOutput::Borrowed(value) => *value,
            ToSqlOutput::Owned(value) => ValueRef::from(value),
            _ => return Ok(false),
        };
        if row.get_ref(at)? != wanted && !is_same_number(&row.get(at)?, wanted) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// SQLite may keep a number without a fraction as a whole one.
fn is_same_number(found: &Value, wanted: ValueRef<'_>) -> bool {
    match (found, wanted) {
        (Value::Integer(found), ValueRef::Real(wanted)) => *found as f64 == wanted,
        _ => false,
    }
}

/// Whether all spans of a record lie in its text and all references lead to items that are there: what comes from
/// elsewhere is not taken in otherwise.
#[must_use]
pub fn lies_in_its_text(record: &Record<'_>) -> bool {
    let points = record.points();
    spans(record).into_iter().all(|span| points.holds(span)) && references(record).is_none()
}

/// All spans of the document and of the items that are about passages.
fn spans(record: &Record<'_>) -> Vec<Span> {
    let document = &record.document;
    let mut spans = crate::prepared::cited(record);
    spans.extend(document.sentences.iter().chain(&document.paragraphs).chain(&document.boilerplate));
    spans.extend(record.doubts.iter().filter_map(|doubt| doubt.span));
    spans
}

/// A reference to an item that is not there.
fn references(record: &Record<'_>) -> Option<Ref> {
    let lengths = [
        ('a', record.actors.len()),
        ('p', record.places.len()),
        ('t', record.times.len()),
        ('f', record.figures.len()),
        ('s', record.statements.len()),
        ('e', record.events.len()),
        ('c', record.commitments.len()),
        ('k', record.pacts.len()),
        ('d', record.doubts.len()),
    ];
    let is_there =
        |at: &Ref| lengths.iter().any(|(letter, length)| *letter == at.letter() && at.index() < *length);
    let mut all: Vec<Option<Ref>> = vec![record.document.dateline.as_ref().and_then(|it| it.place)];
    all.extend(record.actors.iter().map(|it| it.of));
    all.extend(record.figures.iter().flat_map(|it| [it.of, it.according_to, it.revises]));
    for said in &record.statements {
        let actor = said.speaker.as_ref().and_then(|it| it.actor);
        let addressee = said.addressee.as_ref().and_then(|it| it.actor);
        all.extend([actor, addressee, said.speaks_for, said.within]);
        all.push(said.voiced_by.as_ref().and_then(|it| it.actor));
    }
    for event in &record.events {
        all.extend([event.r#where, event.figure, event.same_as, event.according_to]);
        all.extend(event.actor.iter().chain(&event.recipient).map(|it| it.actor));
    }
    for it in &record.commitments {
        all.extend([it.condition_event, it.action_event, it.statement]);
        all.extend(it.by.iter().map(|it| it.actor));
    }
    all.extend(record.doubts.iter().map(|it| it.about));
    all.into_iter().flatten().find(|at| !is_there(at))
}
