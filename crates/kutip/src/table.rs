//! Tables that fit a width.

use crate::term;
use anstyle::Style;

/// Text in one style.
pub(crate) type Run = (Style, String);

/// A column's words; the widest column gives way first, the last of the spare ones goes first.
pub(crate) struct Column {
    pub(crate) name: &'static str,
    /// May be left out where there is no room.
    pub(crate) spare: bool,
    pub(crate) cells: Vec<Run>,
}

const GAP: usize = 2;
/// A column narrower than this says little.
const NARROWEST: usize = 8;
const NARROWEST_LAST: usize = 20;
/// A column is as wide as its longest word, but for words that are longer than this: they are shortened.
/// An id is just so long.
const LONG_WORD: usize = 19;

const NAMES: Style = Style::new().dimmed();

/// A line as a terminal takes it.
pub(crate) fn written(runs: &[Run], colour: bool) -> String {
    let mut out = String::new();
    for (style, text) in runs {
        if colour && *style != Style::new() && !text.is_empty() {
            out += &format!("{}{text}{}", style.render(), style.render_reset());
        } else {
            out += text;
        }
    }
    out
}

/// The lines of a table. Below the width of a table each row is written as a list.
pub(crate) fn lines(mut columns: Vec<Column>, width: usize) -> Vec<Vec<Run>> {
    columns.retain(|column| column.cells.iter().any(|(_, cell)| !cell.is_empty()));
    while least(&columns) > width {
        match columns.iter().rposition(|column| column.spare) {
            Some(at) => drop(columns.remove(at)),
            None => return lists(&columns, width),
        }
    }
    let widths = widths(&columns, width);
    let mut out = Vec::new();
    let names = columns.iter().map(|column| (NAMES, column.name.to_owned())).collect::<Vec<_>>();
    row(&names, &widths, &mut out);
    for at in 0..columns.iter().map(|column| column.cells.len()).max().unwrap_or_default() {
        let cells: Vec<Run> =
            columns.iter().map(|column| column.cells.get(at).cloned().unwrap_or_default()).collect();
        row(&cells, &widths, &mut out);
    }
    out
}

fn natural(column: &Column) -> usize {
    let cells = column.cells.iter().map(|(_, cell)| term::columns_of(cell)).max();
    cells.unwrap_or_default().max(term::columns_of(column.name))
}

/// The least that a column can do with.
fn floor(column: &Column, is_last: bool) -> usize {
    natural(column).min(if is_last { NARROWEST_LAST } else { NARROWEST.max(longest_word(column)) })
}

/// Words of usual length are not broken.
fn longest_word(column: &Column) -> usize {
    let words = column.cells.iter().flat_map(|(_, cell)| cell.split_whitespace());
    let names = std::iter::once(column.name);
    words.chain(names).map(term::columns_of).filter(|columns| *columns <= LONG_WORD).max().unwrap_or_default()
}

fn floors(columns: &[Column]) -> Vec<usize> {
    columns.iter().enumerate().map(|(at, column)| floor(column, at + 1 == columns.len())).collect()
}

fn least(columns: &[Column]) -> usize {
    floors(columns).iter().sum::<usize>() + GAP * columns.len().saturating_sub(1)
}

/// Gives each column its floor, then shares the rest out until each has what it wants or nothing is left.
fn widths(columns: &[Column], width: usize) -> Vec<usize> {
    let mut widths = floors(columns);
    let wants: Vec<usize> = columns.iter().map(natural).collect();
    let mut left = width.saturating_sub(least(columns));
    while left > 0 {
        // The one that has least of what it wants.
        let short = (0..widths.len())
            .filter(|at| widths[*at] < wants[*at])
            .min_by_key(|at| widths[*at] * 1000 / wants[*at]);
        let Some(at) = short else { break };
        widths[at] += 1;
        left -= 1;
    }
    widths
}

fn row(cells: &[Run], widths: &[usize], out: &mut Vec<Vec<Run>>) {
    let wrapped: Vec<Vec<String>> =
        cells.iter().zip(widths).map(|((_, cell), width)| term::wrap_short(cell, *width)).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or_default();
    for at in 0..height {
        let mut line: Vec<Run> = Vec::new();
        let mut owed = 0;
        for (((style, _), lines), width) in cells.iter().zip(&wrapped).zip(widths) {
            let text = lines.get(at).cloned().unwrap_or_default();
            let used = term::columns_of(&text);
            if !text.is_empty() {
                line.push((Style::new(), " ".repeat(owed)));
                line.push((*style, text));
                owed = 0;
            }
            owed += width.saturating_sub(used) + GAP;
        }
        out.push(line);
    }
}

/// Each row as a list of its cells.
fn lists(columns: &[Column], width: usize) -> Vec<Vec<Run>> {
    let mut out = Vec::new();
    for at in 0..columns.iter().map(|column| column.cells.len()).max().unwrap_or_default() {
        for (place, column) in columns.iter().enumerate() {
            let Some((style, cell)) = column.cells.get(at).filter(|(_, cell)| !cell.is_empty()) else {
                continue;
            };
            let indent = if place == 0 { 0 } else { 2 };
            for line in term::wrap(cell, width.saturating_sub(indent).max(1)) {
                out.push(vec![(Style::new(), " ".repeat(indent)), (*style, line)]);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &'static str, spare: bool, cells: &[&str]) -> Column {
        Column { name, spare, cells: cells.iter().map(|cell| (Style::new(), (*cell).to_owned())).collect() }
    }

    fn drawn(width: usize) -> Vec<String> {
        let columns = vec![
            column("id", false, &["s1", "s2"]),
            column("who", false, &["Menteri Perhubungan Sari Wulandari", "Reuters"]),
            column("date", true, &["2024-10-28", ""]),
            column("within", true, &["", "s1 Sari Wulandari"]),
            column("nothing", true, &["", ""]),
            column(
                "words",
                false,
                &["jembatan itu ditutup sampai minggu depan demi keselamatan warga", "ya"],
            ),
        ];
        let text = |line: &Vec<Run>| line.iter().map(|(_, text)| text.as_str()).collect::<String>();
        lines(columns, width).iter().map(text).collect()
    }

    #[test]
    fn a_table_fits_any_width() {
        for width in 20..220 {
            for line in drawn(width) {
                assert!(line.chars().count() <= width, "{width}: {line:?}");
            }
        }
    }

    #[test]
    fn empty_columns_and_those_without_room_are_left_out() {
        let wide = drawn(200);
        assert_eq!(wide.len(), 3, "{wide:?}");
        assert!(wide[0].contains("within") && !wide[0].contains("nothing"));
        let narrow = drawn(56);
        assert!(narrow[0].contains("date") && !narrow[0].contains("within"), "{narrow:?}");
        assert_eq!(drawn(30)[0], "s1");
    }
}
