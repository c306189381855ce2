//! What a terminal needs: width, colour, and text that cannot command it.

use std::env;
use std::fmt::Write as _;
use std::io::{self, IsTerminal};

/// Marks on one letter that are shown; more of them are counted instead.
const MARKS_SHOWN: usize = 6;

/// Columns of standard output, within what is comfortable to read.
pub(crate) fn width() -> usize {
    let columns = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let columns = columns.or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)));
    columns.unwrap_or(80).clamp(30, 110)
}

/// Whether standard output takes colours.
pub(crate) fn has_colour() -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    if set("NO_COLOR") {
        return false;
    }
    set("CLICOLOR_FORCE")
        || (io::stdout().is_terminal() && env::var_os("TERM").is_none_or(|term| term != "dumb"))
}

/// Text for a terminal: controls, marks of direction and invisible separators are written as `[U+202E]`, line feeds and
/// tabs become spaces, and marks heaped on one letter are counted.
pub(crate) fn safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut heap = 0;
    for c in text.chars() {
        if !is_combining(c) {
            close_heap(&mut out, heap);
            heap = 0;
        }
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            c if commands(c) => {
                let _ = write!(out, "[U+{:04X}]", c as u32);
            }
            c if is_combining(c) => {
                heap += 1;
                if heap <= MARKS_SHOWN {
                    out.push(c);
                }
            }
            c => out.push(c),
        }
    }
    close_heap(&mut out, heap);
    out
}

fn close_heap(out: &mut String, heap: usize) {
    if heap > MARKS_SHOWN {
        let _ = write!(out, "[+{}]", heap - MARKS_SHOWN);
    }
}

/// C0, C1, the bidirectional controls, line and paragraph separators, tags.
fn commands(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{E0000}'..='\u{E007F}')
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}')
}

/// Columns that a character takes.
fn columns(c: char) -> usize {
    match c {
        c if is_combining(c)
            || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}') =>
        {
            0
        }
        '\u{1100}'..='\u{115F}'
        | '\u{2E80}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}' => 2,
        '\u{FE30}'..='\u{FE6F}'
        | '\u{FF00}'..='\u{FF60}'
        | '\u{FFE0}'..='\u{FFE6}'
        | '\u{1F300}'..='\u{1FAFF}' => 2,
        _ => 1,
    }
}

/// Breaks a text into lines of at most `width` columns, at spaces where there are any.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_whitespace() {
        let needed: usize = word.chars().map(columns).sum();
        if used > 0 && used + 1 + needed > width {
            lines.push(String::new());
            used = 0;
        }
        if used > 0 {
            push(&mut lines, ' ');
            used += 1;
        }
        for c in word.chars() {
            if used + columns(c) > width && used > 0 {
                lines.push(String::new());
                used = 0;
            }
            push(&mut lines, c);
            used += columns(c);
        }
    }
    lines
}

fn push(lines: &mut [String], c: char) {
    if let Some(line) = lines.last_mut() {
        line.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_commands_the_terminal() {
        assert_eq!(safe("a\u{1b}[2Jb\nc\u{202E}d\u{9b}"), "a[U+001B][2Jb c[U+202E]d[U+009B]");
        let heap = format!("a{}b", "\u{301}".repeat(50_000));
        assert_eq!(safe(&heap), format!("a{}[+49994]b", "\u{301}".repeat(6)));
    }

    #[test]
    fn lines_fit() {
        assert_eq!(wrap("satu dua tiga", 8), ["satu dua", "tiga"]);
        assert_eq!(wrap("abcdefghij k", 4), ["abcd", "efgh", "ij k"]);
        assert_eq!(wrap("", 4), [""]);
    }
}
