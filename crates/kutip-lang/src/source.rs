//! A language's folder, as it is written: TOML entries and TSV tables, read but not yet understood.
//!
//! The build reads the built-in folders with this file and packs them into the binary; the same code reads a
//! newsroom's own folder, so that there is one form of entry. Nothing here stops at the first fault: what is wrong is
//! listed, and the rest is read.

use super::error::{At, Expected, Fault, LangError, Measure};
use super::form;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use toml::de::{DeTable, DeValue};

/// Entries or rows of one file.
const MOST_ENTRIES: usize = 50_000;
/// Items of one list.
const MOST_ITEMS: usize = 20_000;

/// Faults of one file that are listed: more are of no help, and each takes memory.
pub(super) const MOST_FAULTS: usize = 1_000;

/// All files of one folder, by name.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Source {
    /// `cues`, `words`, ...: the TOML files.
    pub lists: BTreeMap<String, Vec<Entry>>,
    /// `states`, `outlets`, ...: the TSV files.
    pub tables: BTreeMap<String, Table>,
}

/// One entry of a TOML file.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Entry {
    /// Its name in brackets.
    pub name: String,
    /// Surface forms, lower case.
    pub words: Vec<String>,
    /// How it stands in a sentence.
    pub frames: Vec<String>,
    /// What else the file's kind asks for.
    pub fields: BTreeMap<String, Field>,
    /// Sentences in which it is found.
    pub yes: Vec<String>,
    /// Texts in which it finds nothing.
    pub no: Vec<String>,
    /// What it switches off of the built-in entry of its name.
    pub off: Off,
    /// Whether it is a newsroom's own.
    pub own: bool,
    /// The line of its name, from one.
    pub line: u32,
    /// Where its name (under the empty key) and its fields stand: bytes of the file, of a list each item's.
    #[serde(skip)]
    pub places: BTreeMap<String, Vec<usize>>,
}

/// What an entry of a newsroom's own switches off of the built-in one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Off {
    /// Nothing.
    #[default]
    Nothing,
    /// `off = true`: all of it.
    Whole,
    /// `off = ["..."]`: these words.
    Words(Vec<String>),
}

/// A field of an entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Field {
    /// `act = "say"`
    Text(String),
    /// `value = 1000`
    Number(f64),
    /// `strict = true`
    Flag(bool),
    /// `before = ["di", "ke"]`
    Texts(Vec<String>),
}

/// One TSV file: the column names and the rows.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Table {
    /// Names of the first line.
    pub columns: Vec<String>,
    /// The rows, a newsroom's own first.
    pub rows: Vec<Row>,
    /// Keys of built-in rows that are switched off, with their place: `-Key`.
    pub off: Vec<(String, Row)>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Row {
    /// As many as there are columns.
    pub cells: Vec<String>,
    /// Whether it is a newsroom's own.
    pub own: bool,
    /// Its line, from one.
    pub line: u32,
    /// Its first byte in the file.
    #[serde(skip)]
    pub start: usize,
}

impl Entry {
    /// A text field.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.fields.get(key) {
            Some(Field::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// A number field.
    #[must_use]
    pub fn number(&self, key: &str) -> Option<f64> {
        match self.fields.get(key) {
            Some(Field::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// A flag; false where it is not written.
    #[must_use]
    pub fn flag(&self, key: &str) -> bool {
        matches!(self.fields.get(key), Some(Field::Flag(true)))
    }

    /// A list of texts under `key`, or one text; empty where it is not written.
    #[must_use]
    pub fn texts(&self, key: &str) -> Vec<String> {
        match self.fields.get(key) {
            Some(Field::Texts(texts)) => texts.clone(),
            Some(Field::Text(text)) => vec![text.clone()],
            _ => Vec::new(),
        }
    }

    /// Whether it does nothing but switch off.
    #[must_use]
    pub fn only_off(&self) -> bool {
        self.off != Off::Nothing
            && self.fields.is_empty()
            && self.frames.is_empty()
            && !self.places.contains_key("words")
    }

    /// Where a field stands, or one item of it; else the entry.
    #[must_use]
    pub fn place(&self, key: &str, item: usize) -> At {
        let places = self.places.get(key).or_else(|| self.places.get(""));
        places.and_then(|places| places.get(item).or(places.first())).map_or(At::File, |byte| At::Byte(*byte))
    }
}

impl Table {
    /// The place of a column.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }
}

/// The values of a cell that holds several: `a|b`.
pub fn values(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|value| !value.is_empty())
}

impl Source {
    /// Reads files, given by name and text, and lists what is not of the form of TOML or of a table.
    pub fn parse<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> (Self, Vec<LangError>) {
        let mut source = Self::default();
        let mut errors = Vec::new();
        for (file, text) in files {
            let text = without_mark(text);
            let before = errors.len();
            match file.rsplit_once('.') {
                Some((stem, "toml")) => {
                    source.lists.insert(stem.to_owned(), entries_of(file, text, &mut errors));
                }
                Some((stem, "tsv")) => {
                    if let Some(table) = table_of(file, text, &mut errors) {
                        source.tables.insert(stem.to_owned(), table);
                    }
                }
                _ => errors.push(form::unknown_file(file)),
            }
            errors.truncate(before + MOST_FAULTS);
        }
        (source, errors)
    }

    /// The entries of a TOML file.
    #[must_use]
    pub fn list(&self, file: &str) -> &[Entry] {
        self.lists.get(file).map_or(&[], Vec::as_slice)
    }
}

/// A text without its byte order mark. Places count from behind it.
#[must_use]
pub fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// From bytes to lines: the places of the line ends.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn new(text: &str) -> Self {
        Self(text.match_indices('\n').map(|(at, _)| at).collect())
    }

    fn of(&self, byte: usize) -> u32 {
        u32::try_from(self.0.partition_point(|feed| *feed < byte) + 1).unwrap_or(u32::MAX)
    }

    /// Line and column of a byte; no column far out on a line that no editor shows as one.
    pub(super) fn place(&self, text: &str, byte: usize) -> At {
        const COUNTED_BYTES: usize = 10_000;
        let line = self.of(byte);
        let before = self.0.get((line as usize).wrapping_sub(2)).map_or(0, |feed| feed + 1);
        let column = text.get(before..byte).filter(|part| part.len() <= COUNTED_BYTES);
        let column = column.and_then(|part| u32::try_from(part.chars().count() + 1).ok());
        At::Line(line, column)
    }
}

/// Reads the entries of one TOML file, in the order of the file.
fn entries_of(file: &str, text: &str, errors: &mut Vec<LangError>) -> Vec<Entry> {
    let (table, faults) = DeTable::parse_recoverable(text);
    // What a broken line leaves behind is not worth reading.
    if !faults.is_empty() {
        errors.extend(faults.iter().take(MOST_FAULTS).map(|fault| {
            let at = fault.span().map_or(At::File, |span| At::Byte(span.start.min(text.len())));
            LangError::file(file, Fault::Toml(fault.message().to_owned())).at(at)
        }));
        return Vec::new();
    }
    let lines = Lines::new(text);
    let mut entries = Vec::new();
    for (name, value) in table.get_ref() {
        let start = name.span().start;
        let problem =
            |at: usize, fault: Fault| LangError::entry(file, name.get_ref(), fault).at(At::Byte(at));
        if entries.len() == MOST_ENTRIES {
            errors.push(problem(start, Fault::TooMuch { what: Measure::Entries, limit: MOST_ENTRIES }));
            break;
        }
        let DeValue::Table(fields) = value.get_ref() else {
            errors.push(problem(start, Fault::OutsideEntry));
            continue;
        };
        let name = name.get_ref().to_string();
        let mut entry = Entry { name, line: lines.of(start), ..Entry::default() };
        entry.places.insert(String::new(), vec![start]);
        for (key, value) in fields {
            let key = key.get_ref().to_string();
            match field_of(value.get_ref()) {
                Ok((field, items)) => {
                    let at = if items.is_empty() { vec![value.span().start] } else { items };
                    entry.places.insert(key.clone(), at);
                    if let Err(kind) = entry.take(&key, field) {
                        errors.push(problem(value.span().start, Fault::Expected { key, kind }));
                    }
                }
                Err(None) => errors.push(problem(
                    value.span().start,
                    Fault::TooMuch { what: Measure::Items, limit: MOST_ITEMS },
                )),
                Err(Some(kind)) => {
                    errors.push(problem(value.span().start, Fault::Expected { key, kind }));
                }
            }
        }
        if entry.words.is_empty() && !entry.only_off() {
            entry.words.push(entry.name.clone());
        }
        entries.push(entry);
    }
    entries
}

impl Entry {
    /// Takes a field to its place.
    fn take(&mut self, key: &str, field: Field) -> Result<(), Expected> {
        let list = match key {
            "words" => &mut self.words,
            "frames" => &mut self.frames,
            "yes" => &mut self.yes,
            "no" => &mut self.no,
            "off" => {
                self.off = match field {
                    Field::Flag(true) => Off::Whole,
                    Field::Texts(words) => Off::Words(words),
                    _ => return Err(Expected::Off),
                };
                return Ok(());
            }
            _ => {
                self.fields.insert(key.to_owned(), field);
                return Ok(());
            }
        };
        match field {
            Field::Texts(texts) => *list = texts,
            _ => return Err(Expected::Texts),
        }
        Ok(())
    }
}

/// A field, and where the items of a list stand; no kind where the list is too long.
fn field_of(value: &DeValue<'_>) -> Result<(Field, Vec<usize>), Option<Expected>> {
    let number = |text: &str, radix: u32| {
        let plain = text.replace('_', "");
        match radix {
            10 => plain.parse::<f64>().ok().filter(|number| number.is_finite()),
            #[allow(clippy::cast_precision_loss)] // numbers of a lexicon are small
            _ => i64::from_str_radix(&plain, radix).ok().map(|number| number as f64),
        }
    };
    let field = match value {
        DeValue::String(text) => Field::Text(text.to_string()),
        DeValue::Integer(written) => {
            Field::Number(number(written.as_str(), written.radix()).ok_or(Some(Expected::Number))?)
        }
        DeValue::Float(written) => Field::Number(number(written.as_str(), 10).ok_or(Some(Expected::Number))?),
        DeValue::Boolean(flag) => Field::Flag(*flag),
        DeValue::Array(items) if items.len() > MOST_ITEMS => return Err(None),
        DeValue::Array(items) => {
            let mut texts = Vec::with_capacity(items.len());
            let mut places = Vec::with_capacity(items.len());
            for item in items.iter() {
                let DeValue::String(text) = item.get_ref() else { return Err(Some(Expected::Texts)) };
                texts.push(text.to_string());
                places.push(item.span().start);
            }
            return Ok((Field::Texts(texts), places));
        }
        DeValue::Datetime(_) | DeValue::Table(_) => return Err(Some(Expected::Text)),
    };
    Ok((field, Vec::new()))
}

/// Reads one TSV file; lines that begin with `#` say where it comes from, those with `-` switch off a built-in row.
fn table_of(file: &str, text: &str, errors: &mut Vec<LangError>) -> Option<Table> {
    let mut start = 0;
    let lines = text.split_inclusive('\n').zip(1_u32..).map(|(line, number)| {
        let at = start;
        start += line.len();
        (number, at, line.trim_end_matches(['\n', '\r']))
    });
    let mut lines = lines.filter(|(_, _, line)| !line.starts_with('#') && !line.trim().is_empty());
    let Some((_, _, header)) = lines.next() else {
        errors.push(LangError::file(file, Fault::NoHeader));
        return None;
    };
    let cells = |line: &str| line.split('\t').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let mut table = Table { columns: cells(header), ..Table::default() };
    for (number, start, line) in lines {
        if table.rows.len() + table.off.len() == MOST_ENTRIES {
            let fault = Fault::TooMuch { what: Measure::Entries, limit: MOST_ENTRIES };
            errors.push(LangError::file(file, fault).at(At::Line(number, None)));
            break;
        }
        let mut row = Row { cells: cells(line), own: false, line: number, start };
        if let Some(key) = row.cells[0].strip_prefix('-') {
            table.off.push((key.trim().to_owned(), row));
            continue;
        }
        let (found, expected) = (row.cells.len(), table.columns.len());
        if found > expected {
            let error = LangError::entry(file, &row.cells[0], Fault::Cells { found, expected });
            errors.push(error.at(At::Cell(start, expected)));
        }
        row.cells.resize(expected, String::new());
        table.rows.push(row);
    }
    Some(table)
}
