//! A newsroom's own entries, laid over the built-in ones.
//!
//! An entry of the same name and a row of the same key replace the built-in one whole. Sets of words (`marks.toml`,
//! `words.toml`, `people.toml`, `modality.toml`) are added to, since nobody wants to copy a thousand titles for the
//! sake of one. Own entries stand first, so that they win where a phrase means two things of one kind.

use super::compile::CLASS_FILES;
use super::error::{At, Fault, LangError};
use super::form::{columns, is_set};
use super::lang::fold;
use super::source::{Entry, Field, Off, Row, Source, Table};
use std::collections::BTreeSet;

/// Fields of an entry that are surface forms as `words` are.
const FORMS: [&str; 3] = ["passive", "deeds", "doings"];

impl Source {
    /// Lays a newsroom's own entries over these, and lists what they switch off that is not there.
    #[must_use]
    pub fn lay_over(mut self, own: Source) -> (Self, Vec<LangError>) {
        let mut errors = Vec::new();
        for (file, entries) in own.lists {
            let mut base = self.lists.remove(&file).unwrap_or_default();
            // A set may stand in any of these files, and is switched off wherever it stands.
            let is_class = CLASS_FILES.contains(&file.as_str());
            let elsewhere =
                self.lists.iter_mut().filter(|(name, _)| is_class && CLASS_FILES.contains(&name.as_str()));
            let mut bases: Vec<&mut Vec<Entry>> = vec![&mut base];
            bases.extend(elsewhere.map(|(_, entries)| entries));
            let mut laid = lay_list(&file, &mut bases, entries, &mut errors);
            laid.extend(base);
            self.lists.insert(file, laid);
        }
        for (file, table) in own.tables {
            let base = self.tables.remove(&file).unwrap_or_else(|| Table {
                columns: columns(&file).into_iter().map(str::to_owned).collect(),
                ..Table::default()
            });
            let laid = lay_table(&file, base, table, &mut errors);
            self.tables.insert(file, laid);
        }
        (self, errors)
    }
}

/// Takes what own entries replace and switch off out of the built-in ones; gives the own ones that say more.
fn lay_list(
    file: &str,
    bases: &mut [&mut Vec<Entry>],
    own: Vec<Entry>,
    errors: &mut Vec<LangError>,
) -> Vec<Entry> {
    let shown = format!("{file}.toml");
    let is_set = is_set(file);
    let mut laid = Vec::with_capacity(own.len());
    for entry in own {
        let mut missing = |item: usize, what: &str| {
            let error = LangError::entry(&shown, &entry.name, Fault::NothingOff(what.to_owned()));
            errors.push(error.at(entry.place("off", item)));
        };
        let is_same = |known: &Entry| known.name == entry.name;
        match &entry.off {
            Off::Nothing => {}
            Off::Whole => {
                if !bases.iter().any(|base| base.iter().any(is_same)) {
                    missing(0, &entry.name);
                }
                bases.iter_mut().for_each(|base| base.retain(|known| !is_same(known)));
            }
            Off::Words(words) => {
                let same = bases.iter_mut().flat_map(|base| base.iter_mut()).filter(|known| is_same(known));
                let gone: BTreeSet<usize> = same.flat_map(|known| take_out(known, words)).collect();
                for (item, word) in words.iter().enumerate().filter(|(item, _)| !gone.contains(item)) {
                    missing(item, word);
                }
                bases.iter_mut().for_each(|base| base.retain(|known| !is_same(known) || has_forms(known)));
            }
        }
        if entry.off == Off::Whole || entry.only_off() {
            continue;
        }
        for base in bases.iter_mut() {
            if is_set {
                for known in base.iter_mut().filter(|known| is_same(known)) {
                    known.fields.retain(|key, _| !entry.fields.contains_key(key));
                }
            } else {
                base.retain(|known| !is_same(known));
            }
        }
        laid.push(entry);
    }
    laid
}

/// Takes words out of an entry; gives the numbers of those that it had.
fn take_out(entry: &mut Entry, words: &[String]) -> Vec<usize> {
    let mut gone = Vec::new();
    let off: Vec<String> = words.iter().map(|word| fold(word)).collect();
    let mut keep = |word: &String| {
        let folded = fold(word);
        let found = off.iter().position(|word| *word == folded);
        gone.extend(found);
        found.is_none()
    };
    entry.words.retain(&mut keep);
    for key in FORMS {
        if let Some(Field::Texts(texts)) = entry.fields.get_mut(key) {
            texts.retain(&mut keep);
        }
    }
    gone
}

fn has_forms(entry: &Entry) -> bool {
    !entry.words.is_empty()
        || FORMS
            .iter()
            .any(|key| matches!(entry.fields.get(*key), Some(Field::Texts(texts)) if !texts.is_empty()))
}

fn lay_table(file: &str, mut base: Table, own: Table, errors: &mut Vec<LangError>) -> Table {
    let key = |row: &Row| row.cells.first().map(|cell| fold(cell)).unwrap_or_default();
    let known: BTreeSet<String> = base.rows.iter().map(key).collect();
    let mut gone: BTreeSet<String> = own.rows.iter().map(key).collect();
    for (off, row) in &own.off {
        let off_key = fold(off);
        if !known.contains(&off_key) {
            let error = LangError::entry(&format!("{file}.tsv"), off, Fault::NothingOff(off.clone()));
            errors.push(error.at(At::Line(row.line, None)));
        }
        gone.insert(off_key);
    }
    base.rows.retain(|row| !gone.contains(&key(row)));
    let places: Vec<Option<usize>> = base.columns.iter().map(|column| own.column(column)).collect();
    let rows = own.rows.into_iter().map(|row| {
        let cells = places.iter().map(|at| at.and_then(|at| row.cells.get(at)).cloned().unwrap_or_default());
        Row { cells: cells.collect(), ..row }
    });
    Table { rows: rows.chain(base.rows).collect(), columns: base.columns, off: Vec::new() }
}
