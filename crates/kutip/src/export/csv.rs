//! Tables of comma-separated values as RFC 4180 has them, each with its description in CSVW.
//!
//! Spreadsheets take a cell that begins with `=`, `+`, `-` or `@` for a formula, whatever the cell's text came from. Here
//! such a text gets an apostrophe before it, and so does one that begins with an apostrophe: [`decoded`] takes it away
//! again, and nothing else begins with one. Plain numbers stay as they are. Controls that many readers choke on are
//! written as their pictures, `␀` for NUL; a picture of the text itself is written after `␦`.

use super::{Cell, Entry, Export, File, Form, Head, Kind, Options, Outputs, heads, rows};
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::io::{self, Write};

/// Between the texts of a list.
const BETWEEN: char = '|';
/// Before a picture that stands for itself.
const SELF: char = '\u{2426}';
const DELETE: char = '\u{7F}';
const DELETE_PICTURE: char = '\u{2421}';

/// How CSV is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Writing {
    /// Between cells: `,`, `;` or a tab.
    pub delimiter: char,
    /// A byte order mark at the start, by which Excel knows UTF-8.
    pub mark: bool,
    /// Texts as they are, though a spreadsheet may take them for formulas.
    pub raw: bool,
}

impl Default for Writing {
    fn default() -> Self {
        Self { delimiter: ',', mark: false, raw: false }
    }
}

/// Tables that are being written.
pub struct Csv {
    tables: Vec<(Kind, File)>,
    options: Options,
    line: String,
}

impl Csv {
    /// Begins a table for each kind.
    pub(crate) fn begin(options: &Options, out: &mut Outputs) -> io::Result<Self> {
        let mut tables = Vec::new();
        for kind in &options.kinds {
            let mut file = out.create(file_name(*kind))?;
            let mut line = String::new();
            if options.csv.mark {
                line.push('\u{FEFF}');
            }
            for head in heads(*kind, options) {
                cell(&mut line, &Cell::Text(head.name.into()), options.csv);
            }
            end(&mut line);
            file.write_all(line.as_bytes())?;
            tables.push((*kind, file));
        }
        Ok(Self { tables, options: options.clone(), line: String::new() })
    }
}

impl Export for Csv {
    fn put(&mut self, entry: &Entry<'_>, _: &mut Outputs) -> io::Result<()> {
        let Self { tables, options, line } = self;
        for (kind, file) in tables {
            rows(*kind, entry, &mut |row| {
                line.clear();
                row.iter().for_each(|it| cell(line, it, options.csv));
                end(line);
                file.write_all(line.as_bytes())
            })?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>, out: &mut Outputs) -> io::Result<()> {
        let kinds: Vec<Kind> = self.tables.iter().map(|(kind, _)| *kind).collect();
        for (kind, file) in self.tables {
            out.close(file)?;
            let about = described(kind, &kinds, &self.options, false);
            out.beside(&format!("{}-metadata.json", file_name(kind)), pretty(about).as_bytes())?;
        }
        if kinds.len() > 1 {
            let tables: Vec<Value> = kinds
                .iter()
                .map(|kind| Value::Object(described(*kind, &kinds, &self.options, true)))
                .collect();
            let group = json!({"@context": CONTEXT, "tables": tables});
            let group = group.as_object().cloned().unwrap_or_default();
            out.beside("csv-metadata.json", pretty(group).as_bytes())?;
        }
        Ok(())
    }
}

fn file_name(kind: Kind) -> String {
    format!("{kind}.csv")
}

/// Adds a cell and what stands behind it.
fn cell(line: &mut String, cell: &Cell<'_>, writing: Writing) {
    let text: Cow<'_, str> = match cell {
        Cell::Null => "".into(),
        Cell::Text(text) => text_of(text, writing),
        Cell::List(texts) => {
            let texts: Vec<String> = texts.iter().map(|text| in_list(text)).collect();
            text_of(&texts.join(&BETWEEN.to_string()), writing).into_owned().into()
        }
        Cell::Int(number) => number.to_string().into(),
        Cell::Float(number) => number.to_string().into(),
        Cell::Bool(flag) => if *flag { "true" } else { "false" }.into(),
        Cell::Day(day) => day.to_string().into(),
    };
    if text.contains(['"', '\n', '\r', ',', ';', '\t']) || text.starts_with(' ') || text.ends_with(' ') {
        line.push('"');
        line.push_str(&text.replace('"', "\"\""));
        line.push('"');
    } else {
        line.push_str(&text);
    }
    line.push(writing.delimiter);
}

/// Ends a line: the last delimiter is taken back.
fn end(line: &mut String) {
    line.pop();
    line.push_str("\r\n");
}

fn text_of(text: &str, writing: Writing) -> Cow<'_, str> {
    if writing.raw { text.into() } else { encoded(text) }
}

/// A text of a list: `|` and `\` have a `\` before them.
fn in_list(text: &str) -> String {
    text.replace('\\', "\\\\").replace(BETWEEN, "\\|")
}

/// A text as a cell has it.
#[must_use]
pub fn encoded(text: &str) -> Cow<'_, str> {
    let guarded = is_formula(text);
    if !guarded && !text.contains(|c| picture(c).is_some() || is_picture(c)) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 4);
    if guarded {
        out.push('\'');
    }
    for c in text.chars() {
        if is_picture(c) {
            out.push(SELF);
        }
        out.push(picture(c).unwrap_or(c));
    }
    out.into()
}

/// The text that a cell stands for.
///
/// ```
/// use kutip::export::{decoded, encoded};
/// assert_eq!(encoded("=1+1"), "'=1+1");
/// assert_eq!(decoded("'=1+1"), "=1+1");
/// ```
#[must_use]
pub fn decoded(cell: &str) -> String {
    let text = cell.strip_prefix('\'').unwrap_or(cell);
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            SELF => out.extend(chars.next()),
            DELETE_PICTURE => out.push(DELETE),
            '\u{2400}'..='\u{241F}' => out.extend(char::from_u32(c as u32 - 0x2400)),
            c => out.push(c),
        }
    }
    out
}

/// Whether a spreadsheet may take a text for more than a text.
fn is_formula(text: &str) -> bool {
    let starts = text.starts_with([
        '=', '+', '-', '@', '\t', '\r', '\n', '\'', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}',
    ]);
    starts && !is_number(text)
}

/// Digits with a sign and a fraction: no formula comes of them.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    all(whole) && all(fraction)
}

/// The picture of a control.
fn picture(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' => None,
        '\0'..='\u{1F}' => char::from_u32(0x2400 + c as u32),
        DELETE => Some(DELETE_PICTURE),
        _ => None,
    }
}

fn is_picture(c: char) -> bool {
    matches!(c, '\u{2400}'..='\u{241F}' | DELETE_PICTURE | SELF)
}

const CONTEXT: &str = "http://www.w3.org/ns/csvw";

/// The description of a table. In a group it also says which columns name rows of other tables.
fn described(kind: Kind, kinds: &[Kind], options: &Options, in_group: bool) -> Map<String, Value> {
    let heads = heads(kind, options);
    let columns: Vec<Value> = heads.iter().map(column).collect();
    let mut schema = json!({"columns": columns, "primaryKey": "id"});
    if in_group {
        let keys = heads.iter().filter_map(|head| foreign(kind, head, kinds, &options.narrowed));
        let keys: Vec<Value> = keys.collect();
        if !keys.is_empty() {
            schema["foreignKeys"] = keys.into();
        }
    }
    let mut out = Map::new();
    if !in_group {
        out.insert("@context".into(), CONTEXT.into());
    }
    out.insert("url".into(), file_name(kind).into());
    let dialect = json!({
        "encoding": "utf-8", "delimiter": options.csv.delimiter.to_string(), "header": true,
        "lineTerminators": ["\r\n"], "quoteChar": "\"", "doubleQuote": true,
    });
    out.insert("dialect".into(), dialect);
    let note = if options.csv.raw {
        "Texts are as they are: a spreadsheet may take some for formulas."
    } else {
        "An apostrophe at the start of a text is not part of it: it keeps spreadsheets from taking the text for a formula. \
         Controls are written as their pictures (U+2400 to U+241F, U+2421); one of the text itself stands after U+2426. \
         In lists, a backslash stands before | and \\ of a text."
    };
    out.insert("dc:description".into(), note.into());
    out.insert("tableSchema".into(), schema);
    out
}

fn column(head: &Head) -> Value {
    let kind = match head.form {
        Form::Text | Form::List => json!("string"),
        Form::Int => json!("integer"),
        Form::Float => json!("double"),
        Form::Bool => json!({"base": "boolean", "format": "true|false"}),
        Form::Day => json!({"base": "date", "format": "yyyy-MM-dd"}),
    };
    let mut column =
        json!({"name": head.name, "titles": {"en": [head.en, head.name], "id": [head.id]}, "datatype": kind});
    if head.form == Form::List {
        column["separator"] = BETWEEN.to_string().into();
    }
    if matches!(head.name, "id" | "article") {
        column["required"] = true.into();
    }
    column
}

/// The table whose rows a column names.
fn foreign(kind: Kind, head: &Head, kinds: &[Kind], narrowed: &[Kind]) -> Option<Value> {
    let to = match head.name {
        "article" if kind != Kind::Articles => Kind::Articles,
        "speaker_id" | "speaks_for_id" | "addressee_id" | "of_id" | "actor_id" | "recipient_id" => {
            Kind::Actors
        }
        "within" | "according_to" | "statement" => Kind::Statements,
        "where_id" => Kind::Places,
        "figure" | "revises" => Kind::Figures,
        "same_as" | "condition_event" | "action_event" | "event" => Kind::Events,
        "pact_id" => Kind::Pacts,
        _ => return None,
    };
    // Parts are there with their whole.
    let part = matches!(
        (kind, head.name),
        (Kind::Mentions, "actor_id") | (Kind::Parties, "event") | (Kind::Clauses, _)
    );
    let there = kinds.contains(&to) && (part || !narrowed.contains(&to));
    there.then(|| {
        json!({"columnReference": head.name, "reference": {"resource": file_name(to), "columnReference": "id"}})
    })
}

fn pretty(object: Map<String, Value>) -> String {
    serde_json::to_string_pretty(&object).unwrap_or_default() + "\n"
}
