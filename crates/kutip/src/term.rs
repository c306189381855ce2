//! What a terminal needs: width, colour, and text that cannot command it.

use kutip::is_combining;
use std::env;
use std::io::{self, IsTerminal};

/// Columns of standard output, within what can be laid out.
pub(crate) fn width() -> usize {
    let columns = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let columns = columns.or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)));
    columns.unwrap_or(80).clamp(30, 240)
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

/// Text for a terminal.
pub(crate) fn safe(text: &str) -> String {
    kutip::visible(text)
}

/// Columns that a character takes.
pub(crate) fn columns(c: char) -> usize {
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

/// Columns that a text takes.
pub(crate) fn columns_of(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// Breaks a text into lines of at most `width` columns, at spaces where there are any.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_whitespace() {
        let needed = columns_of(word);
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

/// The same, but a word that is longer than a line is shortened, not cut in two.
pub(crate) fn wrap_short(text: &str, width: usize) -> Vec<String> {
    let words: Vec<String> = text.split_whitespace().map(|word| shortened(word, width)).collect();
    wrap(&words.join(" "), width)
}

/// A word in at most so many columns, an ellipsis for what it lacks.
fn shortened(word: &str, width: usize) -> String {
    if columns_of(word) <= width {
        return word.to_owned();
    }
    let mut used = 1; // of the ellipsis
    let fits = |c: &char| {
        used += columns(*c);
        used <= width
    };
    let mut out: String = word.chars().take_while(fits).collect();
    out.push('…');
    out
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
    fn lines_fit() {
        assert_eq!(wrap("satu dua tiga", 8), ["satu dua", "tiga"]);
        assert_eq!(wrap("abcdefghij k", 4), ["abcd", "efgh", "ij k"]);
        assert_eq!(wrap("", 4), [""]);
        assert_eq!(wrap_short("ab cdefghij k", 5), ["ab", "cdef…", "k"]);
        assert_eq!(wrap_short("日本語日本語", 5), ["日本…"]);
    }
}
