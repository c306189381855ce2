//! A workbook: a sheet a kind, one of the articles, one that explains the columns.
//!
//! Every text is written as a text, so that none is a formula. Rows go to a temporary file as they come; only addresses
//! that can be clicked are kept: those of the articles' own sheet, of which it takes a limited number.

use super::{Cell, Entry, Export, Head, Kind, Options, Outputs, heads, rows};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Url, Workbook, Worksheet, XlsxError};
use std::collections::BTreeSet;
use std::io;

/// Rows of a sheet, its head included.
const MOST_ROWS: u32 = 1_048_576;
/// Characters of a cell, in UTF-16.
const MOST_CHARS: usize = 32_767;
/// Addresses of a sheet that can be clicked.
const MOST_LINKS: u32 = 65_000;
const LONGEST_LINK: usize = 2_000;
const CUT: &str = " […] [cut at 32,767 characters]";
/// The sheet of the articles.
const SOURCES: &str = "Sumber";
const COLUMNS: &str = "Kolom";

pub(crate) struct Xlsx {
    book: Workbook,
    sheets: Vec<Sheet>,
    options: Options,
    day: Format,
    bold: Format,
}

/// The sheet that a kind goes to.
struct Sheet {
    kind: Kind,
    /// Its place in the book.
    at: usize,
    next: u32,
    links: u32,
    /// How many sheets of this kind there are.
    parts: u32,
}

impl Xlsx {
    pub(crate) fn begin(options: &Options) -> io::Result<Self> {
        let mut made = Self {
            book: Workbook::new(),
            sheets: Vec::new(),
            options: options.clone(),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            bold: Format::new().set_bold(),
        };
        let time = options.time.as_deref().unwrap_or("1980-01-01T00:00:00Z");
        let time = time.get(..19).unwrap_or_default().replace('T', " ");
        let time = ExcelDateTime::parse_from_str(&time).or_else(|_| ExcelDateTime::from_ymd(1980, 1, 1));
        let about = DocProperties::new().set_title("kutip").set_creation_datetime(&time.map_err(failed)?);
        made.book.set_properties(&about);
        let kinds: BTreeSet<Kind> = options.kinds.iter().copied().chain([Kind::Articles]).collect();
        for kind in kinds {
            let at = made.sheet(kind, 1)?;
            made.sheets.push(Sheet { kind, at, next: 1, links: 0, parts: 1 });
        }
        made.columns()?;
        Ok(made)
    }

    /// Makes a sheet with its head, and gives its place.
    fn sheet(&mut self, kind: Kind, part: u32) -> io::Result<usize> {
        let at = self.book.worksheets().len();
        let name = if kind == Kind::Articles { SOURCES } else { kind.name() };
        let name = if part > 1 { format!("{name} {part}") } else { name.to_owned() };
        let sheet = self.book.add_worksheet_with_constant_memory().map_err(failed)?;
        sheet.set_name(name).map_err(failed)?;
        sheet.set_freeze_panes(1, 0).map_err(failed)?;
        for (column, head) in (0..).zip(heads(kind, &self.options)) {
            sheet.set_column_width(column, width(&head)).map_err(failed)?;
            sheet.write_string_with_format(0, column, head.name, &self.bold).map_err(failed)?;
        }
        Ok(at)
    }

    /// What the columns are.
    fn columns(&mut self) -> io::Result<()> {
        let kinds: Vec<Kind> = self.sheets.iter().map(|sheet| sheet.kind).collect();
        let sheet = self.book.add_worksheet_with_constant_memory().map_err(failed)?;
        sheet.set_name(COLUMNS).map_err(failed)?;
        let mut row = 0;
        for kind in kinds {
            for head in heads(kind, &self.options) {
                for (column, text) in (0..).zip([kind.name(), head.name, head.en, head.id]) {
                    sheet.write_string(row, column, text).map_err(failed)?;
                }
                row += 1;
            }
        }
        Ok(())
    }

    /// Writes a row of a kind.
    fn row(&mut self, number: usize, cells: &[Cell<'_>]) -> io::Result<()> {
        let Some(of) = self.sheets.get(number) else { return Ok(()) };
        if of.next == MOST_ROWS {
            let (kind, parts) = (of.kind, of.parts + 1);
            let at = self.sheet(kind, parts)?;
            if let Some(of) = self.sheets.get_mut(number) {
                *of = Sheet { kind, at, next: 1, links: 0, parts };
            }
        }
        let Some(of) = self.sheets.get_mut(number) else { return Ok(()) };
        let sheet = self.book.worksheet_from_index(of.at).map_err(failed)?;
        for (column, cell) in (0..).zip(cells) {
            write(sheet, of, column, cell, &self.day).map_err(failed)?;
        }
        of.next += 1;
        Ok(())
    }
}

impl Export for Xlsx {
    fn put(&mut self, entry: &Entry<'_>, _: &mut Outputs) -> io::Result<()> {
        for number in 0..self.sheets.len() {
            let Some(kind) = self.sheets.get(number).map(|sheet| sheet.kind) else { continue };
            rows(kind, entry, &mut |cells| self.row(number, cells))?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, out: &mut Outputs) -> io::Result<()> {
        let mut file = out.create(format!("{}.xlsx", self.options.stem()))?;
        self.book.save_to_writer(&mut file).map_err(failed)?;
        out.close(file)
    }
}

fn write(
    sheet: &mut Worksheet,
    of: &mut Sheet,
    column: u16,
    cell: &Cell<'_>,
    day: &Format,
) -> Result<(), XlsxError> {
    let row = of.next;
    match cell {
        Cell::Null => {}
        Cell::Text(text) if of.kind == Kind::Articles && of.links < MOST_LINKS && is_link(text) => {
            of.links += 1;
            sheet.write_url_with_text(row, column, Url::new(text.as_ref()), text.as_ref())?;
        }
        Cell::Text(text) => {
            sheet.write_string(row, column, fitting(text))?;
        }
        Cell::List(texts) => {
            sheet.write_string(row, column, fitting(&texts.join("; ")))?;
        }
        #[allow(clippy::cast_precision_loss)] // counts and places of characters
        Cell::Int(number) => {
            sheet.write_number(row, column, *number as f64)?;
        }
        Cell::Float(number) => {
            sheet.write_number(row, column, *number)?;
        }
        Cell::Bool(flag) => {
            sheet.write_boolean(row, column, *flag)?;
        }
        Cell::Day(date) => match excel(*date) {
            Some(date) => {
                sheet.write_datetime_with_format(row, column, date, day)?;
            }
            None => {
                sheet.write_string(row, column, date.to_string())?;
            }
        },
    }
    Ok(())
}

/// Excel's days begin in 1900.
fn excel(date: jiff::civil::Date) -> Option<ExcelDateTime> {
    let part = |number: i8| u8::try_from(number).ok();
    let year = u16::try_from(date.year()).ok().filter(|year| *year > 1900)?;
    ExcelDateTime::from_ymd(year, part(date.month())?, part(date.day())?).ok()
}

/// Whether a text is an address that a workbook can hold as a link.
fn is_link(text: &str) -> bool {
    (text.starts_with("http://") || text.starts_with("https://"))
        && text.len() <= LONGEST_LINK
        && text.is_ascii()
        && !text.contains(char::is_whitespace)
}

/// A text that fits in a cell, with a note on what was cut.
fn fitting(text: &str) -> String {
    let length = |text: &str| text.encode_utf16().count();
    if text.len() <= MOST_CHARS || length(text) <= MOST_CHARS {
        return text.to_owned();
    }
    let mut room = MOST_CHARS - length(CUT);
    let mut fits = |c: &char| {
        let there = c.len_utf16() <= room;
        room = room.saturating_sub(c.len_utf16());
        there
    };
    let head: String = text.chars().take_while(&mut fits).collect();
    head + CUT
}

fn width(head: &Head) -> f64 {
    match head.name {
        "content" | "text" | "condition" | "action" | "notes" => 60.0,
        "title" | "url" | "speaker" | "name" | "actors" | "recipients" => 28.0,
        _ => 14.0,
    }
}

fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        error => io::Error::other(error),
    }
}

#[cfg(test)]
mod tests {
    use super::{CUT, MOST_CHARS, fitting};

    #[test]
    fn a_cell_takes_what_fits_and_says_that_it_is_cut() {
        assert_eq!(fitting("😀"), "😀");
        let whole = "a".repeat(MOST_CHARS);
        assert_eq!(fitting(&whole), whole);
        let cut = fitting(&"😀".repeat(20_000));
        assert!(cut.ends_with(CUT) && cut.encode_utf16().count() <= MOST_CHARS);
        assert!(cut.encode_utf16().count() > MOST_CHARS - 3);
    }
}
