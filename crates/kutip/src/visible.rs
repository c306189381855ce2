//! Text that commands nothing: neither a terminal nor the direction of a page.

use std::fmt::Write as _;

/// Marks on one letter that are shown; more of them are counted instead.
const MARKS_SHOWN: usize = 6;

/// Controls, marks of direction and invisible separators written as `[U+202E]`, and marks heaped on one letter counted.
/// Line feeds and tabs become spaces.
///
/// ```
/// assert_eq!(kutip::visible("a\u{202E}b\nc"), "a[U+202E]b c");
/// ```
#[must_use]
pub fn visible(text: &str) -> String {
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

/// Whether a character is drawn onto the one before it.
#[must_use]
pub fn is_combining(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_commands_the_terminal() {
        assert_eq!(visible("a\u{1b}[2Jb\nc\u{202E}d\u{9b}"), "a[U+001B][2Jb c[U+202E]d[U+009B]");
        let heap = format!("a{}b", "\u{301}".repeat(50_000));
        assert_eq!(visible(&heap), format!("a{}[+49994]b", "\u{301}".repeat(6)));
    }
}
