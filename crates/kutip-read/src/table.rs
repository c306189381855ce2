//! Tables: one article a row, with a column of texts.

use crate::error::{InputError, Place, Problem};
use crate::limits::Limits;
use crate::stream::Stream;
use crate::{Input, decode, jsonl, uri};
use csv::{ByteRecord, Reader, ReaderBuilder};
use serde_json::{Map, Value};
use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// Names of columns. Where a field has several, the first one of the list that is there wins.
const ID: &[&str] = &["id"];
const URI: &[&str] = &["url", "uri", "link"];
const TITLE: &[&str] = &["title", "headline"];
const OUTLET: &[&str] = &["outlet", "source", "publisher"];
const PUBLISHED: &[&str] = &["published", "date", "datepublished", "published_at"];
const LANGUAGE: &[&str] = &["language", "lang"];
const TEXT: &[&str] = &["text", "content", "body", "article"];
const BYLINE: &[&str] = &["author", "authors", "byline"];

/// Marks between columns.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Columns of a table.
const COLUMNS: usize = 1000;

/// A row is longer than the limit.
#[derive(Debug)]
struct RowTooLong;

impl fmt::Display for RowTooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row is too long")
    }
}

impl std::error::Error for RowTooLong {}

/// A source that gives so many bytes and no more until it is allowed to.
struct Bounded {
    stream: Stream,
    left: Arc<AtomicUsize>,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.left.load(Relaxed);
        if left == 0 {
            return Err(io::Error::other(RowTooLong));
        }
        let length = buffer.len().min(left);
        let read = self.stream.read(&mut buffer[..length])?;
        self.left.fetch_sub(read, Relaxed);
        Ok(read)
    }
}

/// The rows of a table.
pub(crate) struct Table {
    rows: Reader<Bounded>,
    left: Arc<AtomicUsize>,
    header: Vec<String>,
    file: String,
    keep_meta: bool,
    limits: Limits,
    ended: bool,
}

/// Whether a first line is the header of a table: several short names, one of them that of the texts.
pub(crate) fn is_header(head: &[u8]) -> bool {
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let Ok(line) = std::str::from_utf8(line) else { return false };
    let delimiter = char::from(delimiter(line.as_bytes()));
    let cells: Vec<String> = line.trim().split(delimiter).map(name).collect();
    let short = |cell: &String| cell.len() <= 40 && !cell.contains(' ');
    cells.len() > 1 && cells.iter().all(short) && cells.iter().any(|cell| TEXT[..1].contains(&cell.as_str()))
}

/// What stands most often in the header, outside of quotation marks.
fn delimiter(head: &[u8]) -> u8 {
    let mut counts = [0; DELIMITERS.len()];
    let mut quoted = false;
    for byte in head.iter().take_while(|byte| !matches!(byte, b'\n' | b'\r')) {
        quoted ^= *byte == b'"';
        if let Some(at) = DELIMITERS.iter().position(|mark| mark == byte).filter(|_| !quoted) {
            counts[at] += 1;
        }
    }
    let most = counts.iter().max().copied().unwrap_or_default();
    DELIMITERS[counts.iter().position(|count| *count == most).unwrap_or_default()]
}

fn name(cell: &str) -> String {
    cell.trim().trim_matches('"').trim_start_matches('\u{FEFF}').trim().to_lowercase()
}

impl Table {
    pub(crate) fn new(
        mut stream: Stream,
        file: String,
        keep_meta: bool,
        limits: Limits,
    ) -> Result<Self, InputError> {
        let place = || Place { file: file.clone(), ..Place::default() };
        let head = stream.peek(4096).map_err(|error| crate::reader::unreadable(place(), &error))?;
        let delimiter = delimiter(head);
        let left = Arc::new(AtomicUsize::new(limits.line_bytes));
        let source = Bounded { stream, left: Arc::clone(&left) };
        let mut rows = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(source);
        let header = match rows.byte_headers() {
            Ok(header) => {
                header.iter().take(COLUMNS).map(|cell| name(&String::from_utf8_lossy(cell))).collect()
            }
            Err(error) => return Err(InputError { place: place(), problem: problem(&error, &limits) }),
        };
        let table = Self { rows, left, header, file: file.clone(), keep_meta, limits, ended: false };
        match table.column(TEXT) {
            Some(_) => Ok(table),
            None => {
                let columns = table.header.iter().take(20).cloned().collect::<Vec<_>>().join(", ");
                Err(InputError { place: place(), problem: Problem::NoTextColumn(columns) })
            }
        }
    }

    fn column(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.header.iter().position(|column| column == name))
    }

    /// The next article.
    pub(crate) fn next(&mut self) -> Option<Result<Input, InputError>> {
        if self.ended {
            return None;
        }
        self.left.store(self.limits.line_bytes, Relaxed);
        let mut row = ByteRecord::new();
        let read = self.rows.read_byte_record(&mut row);
        let line = row.position().map(csv::Position::line).unwrap_or_else(|| self.rows.position().line());
        let place = Place { file: self.file.clone(), line: Some(line.max(1)), ..Place::default() };
        match read {
            Ok(true) => Some(self.input(&row, place)),
            Ok(false) => None,
            Err(error) => {
                self.ended = true;
                Some(Err(InputError { place, problem: problem(&error, &self.limits) }))
            }
        }
    }

    fn input(&self, row: &ByteRecord, place: Place) -> Result<Input, InputError> {
        let fail = |problem| InputError { place: place.clone(), problem };
        let cell = |names: &[&str]| {
            let names = names.iter().filter_map(|name| self.header.iter().position(|column| column == name));
            names.filter_map(|at| row.get(at)).find(|cell| !cell.is_empty())
        };
        let string = |names| cell(names).map(|cell| String::from_utf8_lossy(cell).trim().to_owned());
        let text = cell(TEXT).ok_or_else(|| fail(Problem::NoText))?;
        let (text, replaced) = decode::utf8(text.to_vec(), 0);
        jsonl::check_length(&text, &self.limits).map_err(fail)?;
        let mut warnings: Vec<Problem> = Vec::new();
        warnings.extend(replaced.map(|r| Problem::NotUtf8 { bytes: r.bytes, first: r.first }));
        let written = string(PUBLISHED);
        let published = written.as_deref().and_then(crate::parse_day);
        warnings.extend(written.filter(|_| published.is_none()).map(Problem::Date));
        Ok(Input {
            id: string(ID),
            uri: string(URI).map(|written| uri::clean(&written).unwrap_or(written)),
            title: string(TITLE),
            outlet: string(OUTLET),
            published,
            language: string(LANGUAGE).map(|tag| jsonl::primary_subtag(&tag)),
            byline: string(BYLINE).into_iter().collect(),
            meta: self.keep_meta.then(|| self.meta(row)),
            text,
            replaced,
            warnings: warnings.into_iter().map(fail).collect(),
            place,
            ..Input::default()
        })
    }

    /// The columns that are not read.
    fn meta(&self, row: &ByteRecord) -> Map<String, Value> {
        let known = [ID, URI, TITLE, OUTLET, PUBLISHED, LANGUAGE, TEXT, BYLINE].concat();
        let others = self.header.iter().zip(row).filter(|(name, _)| !known.contains(&name.as_str()));
        others.map(|(name, cell)| (name.clone(), String::from_utf8_lossy(cell).into())).collect()
    }
}

fn problem(error: &csv::Error, limits: &Limits) -> Problem {
    let csv::ErrorKind::Io(error) = error.kind() else { return Problem::Unreadable(error.to_string()) };
    if error.get_ref().is_some_and(|inner| inner.is::<RowTooLong>()) {
        let limit = limits.line_bytes;
        return Problem::LineTooLong { bytes: limit as u64, limit };
    }
    crate::reader::problem_of(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(bytes: &str) -> Result<Vec<Result<Input, InputError>>, InputError> {
        let stream = Stream::new(Box::new(io::Cursor::new(bytes.to_owned())));
        let limits = Limits { line_bytes: 200_000, ..Limits::default() };
        let mut table = Table::new(stream, "a.csv".into(), true, limits)?;
        Ok(std::iter::from_fn(|| table.next()).collect())
    }

    #[test]
    fn rows_are_articles() {
        for (mark, quote) in [(',', '"'), (';', '"'), ('\t', '"')] {
            let rows =
                "ID,Title,text,Date,x\n1,a,\"Satu, “dua”\nbaris \"\"tiga\"\"\",2026-11-17,y\n2,b,Empat,,\n";
            let rows = rows
                .replace("Satu,", "Satu#")
                .replace(',', &mark.to_string())
                .replace('#', ",")
                .replace('"', &quote.to_string());
            let all: Vec<Input> = table(&rows).unwrap().into_iter().map(Result::unwrap).collect();
            assert_eq!(all[0].text, "Satu, “dua”\nbaris \"tiga\"", "{mark}");
            assert_eq!((all[0].id.as_deref(), all[0].place.line), (Some("1"), Some(2)));
            assert_eq!(all[0].meta.as_ref().unwrap()["x"], "y");
            assert_eq!((all[1].text.as_str(), all[1].place.line), ("Empat", Some(4)));
        }
    }

    #[test]
    fn what_is_no_article_says_so() {
        assert!(matches!(table("a,b\n1,2\n").unwrap_err().problem, Problem::NoTextColumn(_)));
        let rows = table("id,text\n1,\n2,Dua\n").unwrap();
        assert_eq!(rows[0].as_ref().unwrap_err().problem, Problem::NoText);
        assert_eq!(rows[1].as_ref().unwrap().text, "Dua");
        let endless = table(&format!("id,text\n1,\"{}", "x".repeat(1_000_000))).unwrap();
        assert!(matches!(endless[0].as_ref().unwrap_err().problem, Problem::LineTooLong { .. }));
        assert!(is_header(b"url,text,date\nx") && is_header(b"id\tText\r\n"));
        assert!(!is_header(b"text\nx") && !is_header(b"Kata dia, text, itu panjang sekali\n"));
    }
}
