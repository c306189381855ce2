//! A language's folder, as it is written: TOML entries and TSV tables, read but not yet understood.
//!
//! The build reads the built-in folders with this file and packs them into the binary; the same code reads a folder
//! from disk, so that there is one form of entry.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

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
    /// Sentences in which it is found; kept out of the binary.
    pub yes: Vec<String>,
    /// Texts in which it finds nothing; kept out of the binary.
    pub no: Vec<String>,
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
    /// Cells, as many a row as there are columns.
    pub rows: Vec<Vec<String>>,
}

/// What is wrong with a language's folder: where, what was found, what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}{}: {problem}", entry.as_ref().map(|e| format!(" [{e}]")).unwrap_or_default())]
pub struct LangError {
    /// The file within the folder, with its line where that is known.
    pub file: String,
    /// The entry or row.
    pub entry: Option<String>,
    /// What was found and what is expected.
    pub problem: String,
}

impl LangError {
    /// A problem with one entry.
    #[must_use]
    pub fn entry(file: &str, entry: &str, problem: impl Into<String>) -> Self {
        Self { file: file.to_owned(), entry: Some(entry.to_owned()), problem: problem.into() }
    }

    /// A problem with a file as a whole.
    #[must_use]
    pub fn file(file: &str, problem: impl Into<String>) -> Self {
        Self { file: file.to_owned(), entry: None, problem: problem.into() }
    }
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
    /// Reads all `.toml` and `.tsv` files of `folder`, in the order of their names.
    ///
    /// # Errors
    /// When the folder or a file cannot be read, or is not of the form.
    pub fn read(folder: &Path) -> Result<Self, LangError> {
        let shown = folder.display().to_string();
        let entries =
            std::fs::read_dir(folder).map_err(|error| LangError::file(&shown, error.to_string()))?;
        let mut paths: Vec<_> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
        paths.sort();
        let mut source = Self::default();
        for path in paths {
            let (Some(stem), Some(kind)) = (
                path.file_stem().and_then(|stem| stem.to_str()),
                path.extension().and_then(|extension| extension.to_str()),
            ) else {
                continue;
            };
            if kind != "toml" && kind != "tsv" {
                continue;
            }
            let file = format!("{stem}.{kind}");
            let text =
                std::fs::read_to_string(&path).map_err(|error| LangError::file(&file, error.to_string()))?;
            if kind == "toml" {
                source.lists.insert(stem.to_owned(), entries_of(&file, &text)?);
            } else {
                source.tables.insert(stem.to_owned(), table_of(&file, &text)?);
            }
        }
        Ok(source)
    }

    /// The same without proof sentences: what the binary carries.
    #[must_use]
    pub fn without_proofs(mut self) -> Self {
        for entry in self.lists.values_mut().flatten() {
            entry.yes.clear();
            entry.no.clear();
        }
        self
    }
}

/// Reads the entries of one TOML file, in the order of the file.
fn entries_of(file: &str, text: &str) -> Result<Vec<Entry>, LangError> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        let line =
            error.span().map_or(0, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
        LangError::file(&format!("{file}:{line}"), error.message().to_owned())
    })?;
    let mut entries = Vec::new();
    for (name, value) in table {
        let toml::Value::Table(fields) = value else {
            return Err(LangError::entry(file, &name, "stands outside an entry: put it under a [name]"));
        };
        let mut entry = Entry { name: name.clone(), ..Entry::default() };
        for (key, value) in fields {
            let field = field_of(value).ok_or_else(|| {
                LangError::entry(
                    file,
                    &name,
                    format!("{key}: expected a text, a number, true/false or a list of texts"),
                )
            })?;
            let list = match key.as_str() {
                "words" => &mut entry.words,
                "frames" => &mut entry.frames,
                "yes" => &mut entry.yes,
                "no" => &mut entry.no,
                _ => {
                    entry.fields.insert(key, field);
                    continue;
                }
            };
            match field {
                Field::Texts(texts) => *list = texts,
                _ => return Err(LangError::entry(file, &name, format!("{key}: expected a list of texts"))),
            }
        }
        if entry.words.is_empty() {
            entry.words.push(name);
        }
        entries.push(entry);
    }
    Ok(entries)
}

fn field_of(value: toml::Value) -> Option<Field> {
    Some(match value {
        toml::Value::String(text) => Field::Text(text),
        #[allow(clippy::cast_precision_loss)] // numbers of a lexicon are small
        toml::Value::Integer(number) => Field::Number(number as f64),
        toml::Value::Float(number) => Field::Number(number),
        toml::Value::Boolean(flag) => Field::Flag(flag),
        toml::Value::Array(items) => Field::Texts(
            items
                .into_iter()
                .map(|item| match item {
                    toml::Value::String(text) => Some(text),
                    _ => None,
                })
                .collect::<Option<_>>()?,
        ),
        _ => return None,
    })
}

/// Reads one TSV file; lines that begin with `#` say where it comes from.
fn table_of(file: &str, text: &str) -> Result<Table, LangError> {
    let mut lines =
        text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
    let Some((_, header)) = lines.next() else {
        return Err(LangError::file(file, "is empty: expected a line of column names"));
    };
    let columns: Vec<String> = header.split('\t').map(|cell| cell.trim().to_owned()).collect();
    let mut rows = Vec::new();
    for (number, line) in lines {
        let mut row: Vec<String> = line.split('\t').map(|cell| cell.trim().to_owned()).collect();
        if row.len() > columns.len() {
            let place = format!("{file}:{}", number + 1);
            let problem =
                format!("{} cells, expected {}: separate columns by one tab", row.len(), columns.len());
            return Err(LangError::file(&place, problem));
        }
        row.resize(columns.len(), String::new());
        rows.push(row);
    }
    Ok(Table { columns, rows })
}
