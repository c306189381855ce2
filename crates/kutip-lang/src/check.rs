//! What in a folder is not of its form.
//!
//! The build checks the built-in folders with this, `kutip lexicon check` a newsroom's own. Whatever the rest of this
//! crate could refuse is found here first, all of it at once and with its place.

use super::amountwords::{NumberWord, UnitWord};
use super::class::Class;
use super::error::{At, Expected, Fault, LangError, Measure};
use super::eventwords::{EventWord, Hint};
use super::form::{Holds, LISTS, Part, TABLES, is_set, part_of, unknown_file};
use super::frame::Frame;
use super::lang::fold;
use super::placewords::{ActorWord, PactWord, PlaceWord};
use super::source::{Entry, Field, MOST_FAULTS, Off, Row, Source, Table, values};
use super::timewords::TimeWord;
use std::collections::{BTreeMap, BTreeSet};

/// Characters of a word or name.
const LONGEST_WORD: usize = 200;
/// Characters of a frame or another field.
const LONGEST_FIELD: usize = 500;
/// Characters of a sentence that proves an entry.
const LONGEST_PROOF: usize = 4_000;
/// Frames of one entry: each is tried at each of its words.
const MOST_FRAMES: usize = 30;

/// What in a folder is not of its form. A newsroom's own folder may name states of the built-in one, `base`.
#[must_use]
pub fn check(source: &Source, base: Option<&Source>) -> Vec<LangError> {
    let mut check = Check { states: BTreeSet::new(), file: String::new(), before: 0, errors: Vec::new() };
    for table in [Some(source), base].into_iter().flatten().filter_map(|source| source.tables.get("states")) {
        let iso3 = table.column("iso3").unwrap_or_default();
        check.states.extend(table.rows.iter().filter_map(|row| row.cells.get(iso3)).map(String::as_str));
    }
    for (name, entries) in &source.lists {
        check.file = format!("{name}.toml");
        match part_of(LISTS, name) {
            Some(parts) => {
                check.before = check.errors.len();
                let _ = entries.iter().try_for_each(|entry| {
                    check.entry(name, parts, entry);
                    check.has_room(entry.line)
                });
            }
            None => check.errors.push(unknown_file(&check.file)),
        }
    }
    for (name, table) in &source.tables {
        check.file = format!("{name}.tsv");
        match part_of(TABLES, name) {
            Some(parts) => {
                check.before = check.errors.len();
                check.table(parts, table);
            }
            None => check.errors.push(unknown_file(&check.file)),
        }
    }
    check.errors
}

struct Check<'a> {
    states: BTreeSet<&'a str>,
    file: String,
    /// Faults of the files before this one.
    before: usize,
    errors: Vec<LangError>,
}

impl Check<'_> {
    fn entry(&mut self, list: &str, parts: &[Part], entry: &Entry) {
        let before = self.errors.len();
        self.bounds(entry);
        self.off(list, entry);
        for key in entry.fields.keys() {
            match parts.iter().find(|part| part.name == key) {
                Some(part) => self.field(entry, part),
                None => {
                    let known = ["words", "yes", "no", "off"].into_iter();
                    let known: Vec<&str> = parts.iter().map(|part| part.name).chain(known).collect();
                    self.at(entry, key, 0, Fault::unknown("field", Some(key), &known));
                }
            }
        }
        if !entry.frames.is_empty() && !parts.iter().any(|part| part.name == "frames") {
            let known: Vec<&str> = parts.iter().map(|part| part.name).collect();
            self.at(entry, "frames", 0, Fault::unknown("field", Some("frames"), &known));
        }
        if entry.only_off() || entry.off == Off::Whole {
            return;
        }
        for part in parts.iter().filter(|part| part.needed) {
            let there = match part.name {
                "frames" => !entry.frames.is_empty(),
                name => entry.fields.contains_key(name),
            };
            if !there {
                self.at(entry, "", 0, Fault::Missing(part.name.to_owned()));
            }
        }
        // What the rest says of a field that is wrong already would be said twice.
        if self.errors.len() == before {
            self.meaning(list, entry);
        }
    }

    /// What the reader of the file says of an entry.
    fn meaning(&mut self, list: &str, entry: &Entry) {
        let outcome = match list {
            "cues" | "channels" => {
                for (item, frame) in entry.frames.iter().enumerate() {
                    if let Err(why) = Frame::parse(frame) {
                        self.at(entry, "frames", item, Fault::Frame(why));
                    }
                }
                Ok(())
            }
            "events" => EventWord::of(entry, |_| 0).map(|_| ()),
            "modality" => Hint::of(entry).map(|_| ()),
            "times" => TimeWord::of(entry).map(|_| ()),
            "numbers" => NumberWord::of(entry).map(|_| ()),
            "units" => UnitWord::of(entry).map(|_| ()),
            "actors" => ActorWord::of(entry).map(|_| ()),
            "places" => PlaceWord::of(entry).map(|_| ()),
            "pacts" => PactWord::of(entry).map(|_| ()),
            _ if Class::ALL.iter().any(|class| class.name() == entry.name) => Ok(()),
            _ => {
                let names: Vec<&str> = Class::ALL.iter().map(|class| class.name()).collect();
                let fault = Fault::unknown("class", Some(&entry.name), &names);
                Err(LangError::entry(&self.file, &entry.name, fault))
            }
        };
        if let Err(error) = outcome {
            let key = match &*error.fault {
                Fault::Frame(_) | Fault::OneFrame => "frames",
                _ => error.key().unwrap_or_default(),
            };
            let item = match &*error.fault {
                Fault::Unknown { what, found, .. } => {
                    entry.texts(what).iter().position(|text| text == found).unwrap_or_default()
                }
                _ => 0,
            };
            let at = entry.place(key, item);
            self.errors.push(error.at(at));
        }
    }

    fn field(&mut self, entry: &Entry, part: &Part) {
        let Some(field) = entry.fields.get(part.name) else { return };
        let expected = |kind| Fault::Expected { key: part.name.to_owned(), kind };
        let fault = match (part.holds, field) {
            (Holds::OneOf(known), Field::Text(text)) if !known.contains(&text.as_str()) => {
                Some(Fault::unknown(part.name, Some(text), known))
            }
            (Holds::State, Field::Text(text)) if !self.states.contains(text.as_str()) => {
                Some(Fault::NoState(text.clone()))
            }
            (Holds::Cameo, Field::Text(text))
                if !(2..=4).contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_digit()) =>
            {
                Some(expected(Expected::Cameo))
            }
            (Holds::OneOf(_) | Holds::State | Holds::Cameo | Holds::Text, Field::Text(_))
            | (Holds::Number, Field::Number(_))
            | (Holds::Flag, Field::Flag(_))
            | (Holds::Texts, Field::Texts(_) | Field::Text(_)) => None,
            (Holds::Number, _) => Some(expected(Expected::Number)),
            (Holds::Flag, _) => Some(expected(Expected::Flag)),
            (Holds::Texts, _) => Some(expected(Expected::Texts)),
            _ => Some(expected(Expected::Text)),
        };
        if let Some(fault) = fault {
            self.at(entry, part.name, 0, fault);
        }
    }

    /// Lengths, and characters that nobody sees.
    fn bounds(&mut self, entry: &Entry) {
        if entry.name.trim().is_empty() {
            self.at(entry, "", 0, Fault::Empty("name".to_owned()));
        }
        if let Some(fault) = word("name", &entry.name) {
            self.at(entry, "", 0, fault);
        }
        if entry.frames.len() > MOST_FRAMES {
            let fault = Fault::TooMuch { what: Measure::Items, limit: MOST_FRAMES };
            self.at(entry, "frames", MOST_FRAMES, fault);
        }
        let off = match &entry.off {
            Off::Words(words) => words.as_slice(),
            _ => &[],
        };
        for (key, list) in [("words", entry.words.as_slice()), ("off", off)] {
            for (item, text) in list.iter().enumerate() {
                if let Some(fault) = word(key, text).or_else(|| empty(key, text)) {
                    self.at(entry, key, item, fault);
                }
            }
        }
        let proofs = [("yes", &entry.yes), ("no", &entry.no)];
        let lists = proofs.into_iter().map(|(key, list)| (key, list, LONGEST_PROOF));
        for (key, list, limit) in lists.chain([("frames", &entry.frames, LONGEST_FIELD)]) {
            for (item, text) in list.iter().enumerate() {
                if let Some(fault) = too_long(text, limit) {
                    self.at(entry, key, item, fault);
                }
            }
        }
        for (key, field) in &entry.fields {
            let texts = match field {
                Field::Text(text) => std::slice::from_ref(text),
                Field::Texts(texts) => texts.as_slice(),
                Field::Number(_) | Field::Flag(_) => &[],
            };
            for (item, text) in texts.iter().enumerate() {
                if let Some(fault) = too_long(text, LONGEST_FIELD).or_else(|| hidden(key, text)) {
                    self.at(entry, key, item, fault);
                }
            }
        }
    }

    /// Whether what is switched off can be.
    fn off(&mut self, list: &str, entry: &Entry) {
        let beside = match &entry.off {
            Off::Nothing => false,
            Off::Whole => {
                !entry.fields.is_empty() || !entry.frames.is_empty() || entry.places.contains_key("words")
            }
            Off::Words(_) => !is_set(list) && !entry.only_off(),
        };
        if beside {
            self.at(entry, "off", 0, Fault::OffBeside);
        }
    }

    fn at(&mut self, entry: &Entry, key: &str, item: usize, fault: Fault) {
        let error = LangError::entry(&self.file, &entry.name, fault);
        self.errors.push(error.at(entry.place(key, item)));
    }

    fn table(&mut self, parts: &[Part], table: &Table) {
        let known: Vec<&str> = parts.iter().map(|part| part.name).collect();
        for column in &table.columns {
            if !known.contains(&column.as_str()) {
                let fault = Fault::unknown("column", Some(column), &known);
                self.errors.push(LangError::file(&self.file, fault));
            }
        }
        let key = known.first().copied().unwrap_or_default();
        for part in parts.iter().filter(|part| part.needed && table.column(part.name).is_none()) {
            self.errors.push(LangError::file(&self.file, Fault::Missing(part.name.to_owned())));
        }
        if table.columns.first().is_none_or(|first| first != key) {
            self.errors.push(LangError::file(&self.file, Fault::KeyFirst(key.to_owned())));
            return;
        }
        let mut lines = BTreeMap::new();
        for row in &table.rows {
            for (at, (cell, column)) in row.cells.iter().zip(&table.columns).enumerate() {
                if let Some(part) = parts.iter().find(|part| part.name == column)
                    && let Some(fault) = self.cell(part, cell)
                {
                    let error = LangError::entry(&self.file, &row.cells[0], fault);
                    self.errors.push(error.at(At::Cell(row.start, at)));
                }
            }
            if let Some(line) = lines.insert(fold(&row.cells[0]), row.line) {
                self.row(row, Fault::Twice(line));
            }
            if self.has_room(row.line).is_none() {
                return;
            }
        }
        for (key, row) in &table.off {
            if key.is_empty() {
                self.row(row, Fault::Empty("-".to_owned()));
            }
        }
    }

    /// Whether more faults of this file are listed.
    fn has_room(&mut self, line: u32) -> Option<()> {
        if self.errors.len() - self.before < MOST_FAULTS {
            return Some(());
        }
        self.errors.truncate(self.before + MOST_FAULTS);
        let fault = Fault::TooMuch { what: Measure::Faults, limit: MOST_FAULTS };
        self.errors.push(LangError::file(&self.file, fault).at(At::Line(line, None)));
        None
    }

    fn row(&mut self, row: &Row, fault: Fault) {
        let error = LangError::entry(&self.file, &row.cells[0], fault);
        self.errors.push(error.at(At::Line(row.line, None)));
    }

    fn cell(&self, part: &Part, cell: &str) -> Option<Fault> {
        let expected = |kind| Some(Fault::Expected { key: part.name.to_owned(), kind });
        if cell.is_empty() {
            return part.needed.then(|| Fault::Missing(part.name.to_owned()));
        }
        if let Some(fault) = hidden(part.name, cell) {
            return Some(fault);
        }
        match part.holds {
            Holds::OneOf(known) if !known.contains(&cell) => {
                Some(Fault::unknown(part.name, Some(cell), known))
            }
            Holds::State if !self.states.contains(cell) => Some(Fault::NoState(cell.to_owned())),
            Holds::Iso3 if cell.len() != 3 || !cell.bytes().all(|byte| byte.is_ascii_uppercase()) => {
                expected(Expected::Iso3)
            }
            Holds::Year if cell.parse::<u16>().map_or(true, |year| year > 9999) => expected(Expected::Year),
            Holds::Degrees(most) => match cell.parse::<f64>() {
                Ok(degrees) if degrees.abs() <= most.into() => None,
                _ => expected(Expected::Degrees(most)),
            },
            Holds::Names => {
                values(cell).find_map(|name| word(part.name, name).or_else(|| empty(part.name, name)))
            }
            Holds::Text => word(part.name, cell).or_else(|| empty(part.name, cell)),
            _ => None,
        }
    }
}

/// A word or name that is too long or has characters that nobody sees.
fn word(key: &str, text: &str) -> Option<Fault> {
    too_long(text, LONGEST_WORD).or_else(|| hidden(key, text))
}

fn too_long(text: &str, limit: usize) -> Option<Fault> {
    let long = text.chars().nth(limit).is_some();
    long.then_some(Fault::TooMuch { what: Measure::Characters, limit })
}

fn hidden(key: &str, text: &str) -> Option<Fault> {
    let odd = text.chars().find(|c| c.is_control() || kutip_text::scan::is_hidden(*c))?;
    Some(Fault::Character { key: key.to_owned(), code: odd.into() })
}

fn empty(key: &str, text: &str) -> Option<Fault> {
    let mut pieces = 0;
    kutip_text::scan::scan(text, |_, _| pieces += 1);
    (pieces == 0).then(|| Fault::Empty(key.to_owned()))
}
