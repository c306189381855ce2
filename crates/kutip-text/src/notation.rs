//! The `<tag>` notation: a text with its findings written into it.
//!
//! ```
//! use kutip_text::notation::Tagged;
//! let line = Tagged::parse(r#"<speaker>Sari</speaker> tiba <time value="2024-10-28">Senin</time>."#).unwrap();
//! assert_eq!(line.text, "Sari tiba Senin.");
//! assert_eq!(line.tags[1].name, "time");
//! assert_eq!(line.tags[1].attributes, [("value".to_owned(), "2024-10-28".to_owned())]);
//! assert_eq!(line.tags[1].span.of(&line.text), "Senin");
//! ```
//!
//! A `<` that does not begin a tag of this form stands for itself, and so does `\<`; before a `<` two backslashes are
//! one, elsewhere a backslash is nothing special. Tags nest; they need not be nested properly (`<a>x<b>y</a>z</b>` is
//! read), because findings are not.

use crate::Span;
use std::fmt::Write as _;

/// A text and the tags that were written into it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tagged {
    /// The text without its tags.
    pub text: String,
    /// The tags, in the order in which they open.
    pub tags: Vec<Tag>,
}

/// One tagged stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Its name: letters, digits, `-` and `_`.
    pub name: String,
    /// `key="value"` pairs, in order.
    pub attributes: Vec<(String, String)>,
    /// What it encloses, in bytes of the text without tags.
    pub span: Span,
}

/// What is wrong with a tagged text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotationError {
    /// A closing tag without its opening one.
    #[error("</{name}> at byte {at} closes nothing: write <{name}> before it, or \\< for a plain <")]
    Unopened {
        /// The tag's name.
        name: String,
        /// Byte of the tagged text.
        at: usize,
    },
    /// An opening tag that is never closed.
    #[error("<{name}> is never closed: add </{name}>")]
    Unclosed {
        /// The tag's name.
        name: String,
    },
}

impl Tagged {
    /// Reads the tags out of `source`.
    ///
    /// # Errors
    /// When a tag is closed without being opened, or opened without being closed.
    pub fn parse(source: &str) -> Result<Self, NotationError> {
        let mut out = Tagged { text: String::with_capacity(source.len()), tags: Vec::new() };
        let mut open: Vec<usize> = Vec::new();
        let mut rest = source;
        while let Some(at) = rest.find(['<', '\\']) {
            out.text.push_str(&rest[..at]);
            rest = &rest[at..];
            let run = rest.len() - rest.trim_start_matches('\\').len();
            if run > 0 {
                let escapes = rest[run..].starts_with('<');
                out.text.push_str(&rest[..if escapes { run / 2 } else { run }]);
                rest = &rest[run..];
                if escapes && run % 2 == 1 {
                    out.text.push('<');
                    rest = &rest[1..];
                }
            } else if let Some((piece, after)) = Piece::read(rest) {
                out.apply(piece, &mut open, source.len() - rest.len())?;
                rest = after;
            } else {
                let first = rest.chars().next().map_or(0, char::len_utf8);
                out.text.push_str(&rest[..first]);
                rest = &rest[first..];
            }
        }
        out.text.push_str(rest);
        match open.pop() {
            Some(index) => Err(NotationError::Unclosed { name: out.tags[index].name.clone() }),
            None => Ok(out),
        }
    }

    fn apply(&mut self, piece: Piece, open: &mut Vec<usize>, at: usize) -> Result<(), NotationError> {
        let here = self.text.len();
        match piece {
            Piece::Open(name, attributes) => {
                open.push(self.tags.len());
                self.tags.push(Tag { name, attributes, span: Span::new(here, here) });
            }
            Piece::Close(name) => {
                let Some(depth) = open.iter().rposition(|index| self.tags[*index].name == name) else {
                    return Err(NotationError::Unopened { name, at });
                };
                let tag = &mut self.tags[open.remove(depth)];
                tag.span = Span::new(tag.span.start as usize, here);
            }
        }
        Ok(())
    }

    /// Writes the tags back into the text: what [`Tagged::parse`] reads as the same thing.
    ///
    /// Tags are written in the given order, outer before inner where two open at one place.
    #[must_use]
    pub fn to_notation(&self) -> String {
        // (place, closing before opening, inner closes first and outer opens first)
        let mut pieces: Vec<(u32, u8, i64, usize)> = Vec::new();
        for (index, tag) in self.tags.iter().enumerate() {
            let (start, end) = (tag.span.start, tag.span.end);
            pieces.push((start, 1, -i64::from(end), index));
            // An empty tag closes after it opened.
            pieces.push((end, if start == end { 2 } else { 0 }, -i64::from(start), index));
        }
        pieces.sort_by_key(|(at, kind, order, index)| {
            let tie = if *kind == 0 { -(*index as i64) } else { *index as i64 };
            (*at, *kind, *order, tie)
        });
        let mut out = String::with_capacity(self.text.len() + 32 * self.tags.len());
        let mut done = 0;
        for (at, kind, _, index) in pieces {
            push_escaped(&mut out, &self.text[done..at as usize]);
            done = at as usize;
            let tag = &self.tags[index];
            double_backslashes(&mut out);
            if kind == 1 {
                out.push('<');
                out.push_str(&tag.name);
                for (key, value) in &tag.attributes {
                    let _ = write!(out, " {key}=\"{value}\"");
                }
            } else {
                out.push_str("</");
                out.push_str(&tag.name);
            }
            out.push('>');
        }
        push_escaped(&mut out, &self.text[done..]);
        out
    }
}

/// A plain `<` that could be read as the start of a tag is written `\<`.
fn push_escaped(out: &mut String, text: &str) {
    for (at, c) in text.char_indices() {
        let tag = |next: char| next == '/' || next.is_ascii_alphabetic();
        if c == '<' && (out.ends_with('\\') || text[at + 1..].starts_with(tag)) {
            double_backslashes(out);
            out.push('\\');
        }
        out.push(c);
    }
}

/// Backslashes at the end are to stand for themselves before a `<`.
fn double_backslashes(out: &mut String) {
    let run = out.len() - out.trim_end_matches('\\').len();
    out.extend(std::iter::repeat_n('\\', run));
}

enum Piece {
    Open(String, Vec<(String, String)>),
    Close(String),
}

impl Piece {
    /// Reads one tag at the start of `source`; `None` when what stands there is no tag.
    fn read(source: &str) -> Option<(Piece, &str)> {
        let rest = source.strip_prefix('<')?;
        if let Some(rest) = rest.strip_prefix('/') {
            let (name, rest) = name(rest)?;
            return Some((Piece::Close(name.to_owned()), rest.strip_prefix('>')?));
        }
        let (tag, mut rest) = name(rest)?;
        let mut attributes = Vec::new();
        loop {
            if let Some(after) = rest.strip_prefix('>') {
                return Some((Piece::Open(tag.to_owned(), attributes), after));
            }
            let (key, after) = name(rest.strip_prefix(' ')?.trim_start_matches(' '))?;
            let (value, after) = after.strip_prefix("=\"")?.split_once('"')?;
            attributes.push((key.to_owned(), value.to_owned()));
            rest = after;
        }
    }
}

/// The name at the start of `source`: a letter, then letters, digits, `-` and `_`.
fn name(source: &str) -> Option<(&str, &str)> {
    let end =
        source.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).unwrap_or(source.len());
    source[..end].starts_with(|c: char| c.is_ascii_alphabetic()).then(|| source.split_at(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for source in [
            "",
            "plain <3 text & 4 < 5",
            "<a>x<b>y</b></a>z",
            r#"<figure value="3000" unit="troops">3.000 tentara</figure> tiba"#,
            "<a><b>x</b></a>",
            "\\<b> stays",
            "\\",
            "\\\\ a \\ b",
            "\\\\<b>x</b>",
            "\\\\\\<b> stays",
            "\\<a b=\"<c>x</c>\">",
            "<\\<b",
            "<a></a>empty",
        ] {
            let tagged = Tagged::parse(source).unwrap();
            assert_eq!(Tagged::parse(&tagged.to_notation()).unwrap(), tagged, "{source}");
        }
    }

    #[test]
    fn backslashes_are_special_before_a_tag_alone() {
        for (source, text, tags) in [
            ("a\\b \\\\ c", "a\\b \\\\ c", 0),
            ("\\<b>x", "<b>x", 0),
            ("\\\\<b>x</b>", "\\x", 1),
            ("\\\\\\<b>x", "\\<b>x", 0),
        ] {
            let tagged = Tagged::parse(source).unwrap();
            assert_eq!((tagged.text.as_str(), tagged.tags.len()), (text, tags), "{source}");
        }
    }

    #[test]
    fn crossing_tags_are_read() {
        let tagged = Tagged::parse("<a>x<b>y</a>z</b>").unwrap();
        assert_eq!(tagged.text, "xyz");
        assert_eq!(tagged.tags[0].span.of("xyz"), "xy");
        assert_eq!(tagged.tags[1].span.of("xyz"), "yz");
    }

    #[test]
    fn mistakes_are_named() {
        assert_eq!(Tagged::parse("a</b>"), Err(NotationError::Unopened { name: "b".to_owned(), at: 1 }));
        assert_eq!(Tagged::parse("<b>a"), Err(NotationError::Unclosed { name: "b".to_owned() }));
    }
}
