//! Text within the mark-up of others, in pages and exports alike: escaped everywhere, and without what they forbid.

use crate::visible;

/// Controls as their pictures, `␀` for NUL. Tabs and ends of lines stay.
pub(crate) fn printable(text: &str) -> String {
    text.chars().map(printable_char).collect()
}

fn printable_char(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' => c,
        '\0'..='\u{1F}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{FFFD}'),
        '\u{7F}' => '\u{2421}',
        '\u{80}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}' => '\u{FFFD}',
        c => c,
    }
}

/// Text for XML, in an element and in an attribute alike. What XML 1.0 cannot hold is replaced as [`printable`] does.
pub(crate) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().map(printable_char) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Readers make a space or a line feed of them.
            '\r' => out.push_str("&#13;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            c => out.push(c),
        }
    }
    out
}

/// Text for HTML, in an element and in an attribute alike: nothing in it commands.
pub(crate) fn html(text: &str) -> String {
    xml(&visible(text))
}

/// Text for a line of Markdown: nothing in it is mark-up.
pub(crate) fn markdown(text: &str) -> String {
    let text = visible(text);
    let mut out = String::with_capacity(text.len());
    let mut digits_alone = true;
    for c in text.trim().chars() {
        let begins_list = digits_alone && !out.is_empty() && matches!(c, '.' | ')');
        if begins_list
            || matches!(
                c,
                '\\' | '`'
                    | '*'
                    | '_'
                    | '{'
                    | '}'
                    | '['
                    | ']'
                    | '<'
                    | '>'
                    | '#'
                    | '+'
                    | '-'
                    | '!'
                    | '|'
                    | '~'
                    | '&'
                    | '$'
                    | '^'
                    | '='
                    | ':'
            )
        {
            out.push('\\');
        }
        digits_alone &= c.is_ascii_digit();
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{html, markdown, printable, xml};

    #[test]
    fn nothing_is_mark_up() {
        assert_eq!(
            xml("a<b>&\"'\u{0}\u{1b}]]>\r\n\u{FFFE}"),
            "a&lt;b&gt;&amp;&quot;&#39;\u{2400}\u{241b}]]&gt;&#13;&#10;\u{FFFD}"
        );
        assert_eq!(html("<script>\u{202E}"), "&lt;script&gt;[U+202E]");
        assert_eq!(markdown("1. **a** [b](c) <i>\n# x"), "1\\. \\*\\*a\\*\\* \\[b\\](c) \\<i\\> \\# x");
        assert_eq!(printable("a\0b\n"), "a\u{2400}b\n");
    }
}
