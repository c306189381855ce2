//! From mark-up to lines of text: one a paragraph, heading or item, without the lines that belong to the page.

use super::prefix;
use super::scan::{Piece, Scan};
use super::words::PageWords;
use std::collections::HashSet;

/// A line of which so much is links, in parts of a hundred, is one of links.
const LINK_SHARE: usize = 80;
/// A line is compared with the page's words by so many bytes of it.
const COMPARED_BYTES: usize = 120;
/// A line with the credit of a picture is at most this long, in characters; more is a paragraph.
const CREDIT_CHARS: usize = 250;

/// So many lines of links are a list.
const LIST_LINKS: usize = 2;
/// A line that is no sentence and has at most so many words names what follows.
const LABEL_WORDS: usize = 6;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Plain,
    Heading,
    Item,
}

/// A line with what the mark-up tells of it.
#[derive(Debug, Default)]
struct Line {
    text: String,
    link_bytes: usize,
    kind: Kind,
}

/// The lines that announce a list of links somewhere on a page, wherever the list itself may be lost.
pub(crate) fn labels(html: &str, words: &PageWords) -> HashSet<String> {
    let mut labels = HashSet::new();
    let mut label: Option<String> = None;
    let mut links = 0;
    for line in lines(html) {
        if is_of_links(&line) {
            links += 1;
            // Of what announces other articles by its words one is enough.
            let named = |label: &String| {
                words.page_line(&label.to_lowercase()).is_some_and(|rest| rest.text.is_empty())
            };
            if links == LIST_LINKS || label.as_ref().is_some_and(named) {
                labels.extend(label.take());
            }
        } else {
            links = 0;
            label = Some(line.text).filter(|text| is_label(text));
        }
    }
    labels
}

/// The lines of the article. `title` is left out where it stands first, and so are `labels` of lists of links.
pub(crate) fn text(html: &str, title: Option<&str>, labels: &HashSet<String>, words: &PageWords) -> String {
    let lines = lines(html);
    let mut kept: Vec<Line> = Vec::with_capacity(lines.len());
    // After *Baca juga:* alone come links to other articles.
    let mut announced = false;
    // Lines of links since the last line that was kept.
    let mut links = 0;
    for line in lines {
        let small = prefix(&line.text, COMPARED_BYTES).to_lowercase();
        match judge(&line, &small, announced || labels.contains(&line.text), words) {
            Verdict::Announces => {
                announced = true;
                drop_heading(&mut kept);
            }
            Verdict::Links => {
                links += 1;
                // What announces a list of links announces nothing else.
                if links == LIST_LINKS && kept.last().is_some_and(|last| is_label(&last.text)) {
                    kept.pop();
                }
            }
            Verdict::Page => {}
            Verdict::Article if labels.contains(&line.text) => {}
            Verdict::Article => {
                (announced, links) = (false, 0);
                if !(kept.is_empty() && is_title(&line, title)) {
                    kept.push(line);
                }
            }
        }
    }
    drop_heading(&mut kept);
    let mut text = String::with_capacity(html.len());
    for line in &kept {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&line.text);
    }
    text
}

/// Headings under which nothing stands.
fn drop_heading(kept: &mut Vec<Line>) {
    while kept.last().is_some_and(|last| last.kind == Kind::Heading) {
        kept.pop();
    }
}

fn is_title(line: &Line, title: Option<&str>) -> bool {
    let key = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    title.is_some_and(|title| key(title) == key(&line.text))
}

/// A few words that are no sentence.
pub(super) fn is_label(line: &str) -> bool {
    line.split(' ').count() <= LABEL_WORDS && !ends_sentence(line)
}

fn is_of_links(line: &Line) -> bool {
    line.link_bytes * 100 >= line.text.len() * LINK_SHARE
}

enum Verdict {
    Article,
    /// Other articles.
    Links,
    /// Belongs to the page.
    Page,
    /// Belongs to the page, and so do the links below.
    Announces,
}

/// `announced`: links stand above that announce others, or the line itself does on the page.
fn judge(line: &Line, small: &str, announced: bool, words: &PageWords) -> Verdict {
    let links = is_of_links(line);
    let linked = line.link_bytes > 0;
    if let Some(rest) = words.page_line(small) {
        let bracketed = line.text.starts_with('[') && line.text.ends_with(']');
        let colon = small.trim_end().ends_with(':');
        if rest.text.is_empty() && (linked || announced || !colon) {
            return Verdict::Announces;
        }
        // Without a link it may be the article's own line, unless it is a notice that announces nothing.
        let notice = is_label(&line.text) && (bracketed || rest.long && !rest.apart);
        if linked && (rest.apart || rest.long) || notice {
            return Verdict::Page;
        }
    }
    if !line.text.contains(char::is_alphanumeric) {
        return Verdict::Page;
    }
    // Nobody writes a sentence that is one link; headlines of others are.
    if links && (announced || !ends_sentence(&line.text)) {
        return Verdict::Links;
    }
    if line.text.chars().count() <= CREDIT_CHARS && !ends_sentence(&line.text) && is_credit(small, words) {
        return Verdict::Page;
    }
    Verdict::Article
}

pub(super) fn ends_sentence(line: &str) -> bool {
    line.ends_with(['.', '?', '!', '"', '”', '…', '’', '\'', ')'])
}

/// A line that is the credit of a picture: *Foto: Budi/Kabar*.
fn is_credit(small: &str, words: &PageWords) -> bool {
    words.is_credit(small) && small.contains([':', '/'])
}

fn lines(html: &str) -> Vec<Line> {
    let mut reader = LineReader::default();
    for piece in Scan::new(html) {
        match piece {
            Piece::Open(tag) if tag.is("a") => reader.links += 1,
            Piece::Close(name) if name.eq_ignore_ascii_case("a") => {
                reader.links = reader.links.saturating_sub(1)
            }
            Piece::Open(tag) if tag.is("br") => reader.end(reader.kind),
            Piece::Open(tag) => reader.border(tag.name, true),
            Piece::Close(name) => reader.border(name, false),
            Piece::Text(text) => reader.text(text),
            Piece::Raw(..) => {}
        }
    }
    reader.end(Kind::Plain);
    reader.lines
}

#[derive(Default)]
struct LineReader {
    lines: Vec<Line>,
    line: Line,
    links: usize,
    kind: Kind,
    /// White space was read that is written when something follows.
    space: bool,
}

impl LineReader {
    fn border(&mut self, name: &str, opens: bool) {
        if is_inline(name) {
            return;
        }
        let kind = match name.as_bytes() {
            [b'h' | b'H', b'1'..=b'6'] => Kind::Heading,
            name if name.eq_ignore_ascii_case(b"li") => Kind::Item,
            // A paragraph within an item or a heading is part of it.
            _ if opens => self.kind,
            _ => Kind::Plain,
        };
        self.end(if opens { kind } else { Kind::Plain });
    }

    /// Ends the line; the next one is of this kind.
    fn end(&mut self, next: Kind) {
        let kind = std::mem::replace(&mut self.kind, next);
        self.space = false;
        let mut line = std::mem::take(&mut self.line);
        if !line.text.is_empty() {
            line.kind = kind;
            self.lines.push(line);
        }
    }

    fn text(&mut self, text: &str) {
        let decoded = if text.contains('&') { html_escape::decode_html_entities(text) } else { text.into() };
        let before = self.line.text.len();
        for c in decoded.chars() {
            match c {
                ' ' | '\t' | '\n' | '\r' | '\u{c}' | '\u{a0}' | '\u{2028}' | '\u{2029}' | '\u{85}' => {
                    self.space = true
                }
                // Marks where a word may be broken, and of byte order, are the page's.
                '\u{feff}' => {}
                c => {
                    if std::mem::take(&mut self.space) && !self.line.text.is_empty() {
                        self.line.text.push(' ');
                    }
                    self.line.text.push(c);
                }
            }
        }
        if self.links > 0 {
            self.line.link_bytes += self.line.text.len() - before;
        }
    }
}

fn is_inline(name: &str) -> bool {
    [
        "span", "b", "i", "em", "strong", "u", "font", "small", "big", "sub", "sup", "mark", "abbr", "cite",
        "code", "q", "time", "s", "del", "ins", "img", "wbr", "tt", "acronym", "picture", "bdi", "bdo",
        "label", "var", "kbd", "samp",
    ]
    .iter()
    .any(|inline| inline.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str, title: Option<&str>, words: &PageWords) -> String {
        super::text(html, title, &labels(html, words), words)
    }

    fn words() -> PageWords {
        PageWords {
            page_lines: ["see this", "look"].map(str::to_owned).into(),
            picture_credits: vec!["photo".to_owned()],
            ..PageWords::default()
        }
    }

    #[test]
    fn blocks_are_lines() {
        let html = "<div><p>Satu\n dua&nbsp;<b>ti</b>ga.</p><ul><li>empat</li><li><p>lima</p></li></ul>enam<br>tujuh&amp;</div>";
        assert_eq!(text(html, None, &words()), "Satu dua tiga.\nempat\nlima\nenam\ntujuh&");
    }

    #[test]
    fn lines_of_the_page_are_left_out() {
        for html in [
            "<p>A.</p><p>See this: <a>other</a></p>",
            "<p>A.</p><p>See this <a>other</a></p>",
            "<h3>See this:</h3><ul><li><a>one.</a></li><li><a>two</a></li></ul><p>A.</p>",
            "<h1>Title!</h1><p>A.</p><p><a>Another title</a></p>",
            "<p>A.</p><p>Photo: B/C</p><h3>More</h3>",
            "<p>A.</p><p>***</p>",
            "<p>A.</p><p>[See this: it]</p>",
            "<p>A.</p><p>You may like</p><div><a>one</a></div><div><a>two</a></div>",
            "<p>A.</p><p>SEE THIS AND THAT</p>",
        ] {
            assert_eq!(text(html, Some("Title"), &words()), "A.", "{html}");
        }
        for line in [
            "See this: nothing of it was ever linked.",
            "Look at the river.",
            "Photographs burnt.",
            "<a>He</a> came and saw.",
        ] {
            let html = format!("<p>{line}</p>");
            let plain = line.replace("<a>", "").replace("</a>", "");
            assert_eq!(text(&html, None, &words()), plain, "{line}");
        }
    }
}
