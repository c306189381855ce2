//! A page cut into tags and text: one pass, no tree, no copy.
//!
//! Browsers accept anything, and so does this: what is no tag is text, and what never ends ends with the page. Every
//! search that finds nothing is remembered, so that no page is searched twice.

use memchr::{memchr, memchr2, memmem};

/// Attributes of a tag that are looked at; the others are skipped.
const ATTRIBUTES: usize = 1000;

/// A piece of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// `<p class=a>`.
    Open(Tag<'a>),
    /// `</p>`: its name.
    Close(&'a str),
    /// What is between tags, with its character references.
    Text(&'a str),
    /// An element whose content is no mark-up, and that content.
    Raw(Tag<'a>, &'a str),
}

/// A start tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tag<'a> {
    pub(crate) name: &'a str,
    attributes: &'a str,
}

/// Elements whose content is no mark-up.
const RAW: [&str; 8] = ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"];

/// Goes through a page.
pub(crate) struct Scan<'a> {
    page: &'a str,
    at: usize,
    /// For each of `RAW`, whether no end tag of it is left.
    unclosed: [bool; RAW.len()],
    pending: Option<Piece<'a>>,
}

impl<'a> Scan<'a> {
    pub(crate) fn new(page: &'a str) -> Self {
        Self { page, at: 0, unclosed: [false; RAW.len()], pending: None }
    }

    /// The mark-up at `at`, which is a `<`, and where it ends; `None` where it is text.
    fn markup(&mut self, at: usize) -> Option<(Option<Piece<'a>>, usize)> {
        let rest = &self.page[at..];
        match rest.as_bytes().get(1)? {
            b'!' if rest.starts_with("<!--") => {
                // `<!-->` is a whole comment.
                let end = memmem::find(&rest.as_bytes()[2..], b"-->").map_or(rest.len(), |end| end + 5);
                Some((None, at + end))
            }
            b'!' | b'?' => Some((None, at + memchr(b'>', rest.as_bytes()).map_or(rest.len(), |end| end + 1))),
            b'/' => {
                let end = memchr(b'>', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
                let inner = &rest[2..end];
                let name = &inner[..name_length(inner)];
                let piece = (!name.is_empty()).then_some(Piece::Close(name));
                Some((piece, at + end))
            }
            first if first.is_ascii_alphabetic() => Some(self.open(at)),
            _ => None,
        }
    }

    fn open(&mut self, at: usize) -> (Option<Piece<'a>>, usize) {
        let rest = &self.page[at + 1..];
        let length = name_length(rest);
        let end = tag_end(rest.as_bytes(), length);
        let tag = Tag { name: &rest[..length], attributes: &rest[length..end.min(rest.len())] };
        let behind = (at + 2 + end).min(self.page.len());
        let Some(kind) = RAW.iter().position(|raw| raw.eq_ignore_ascii_case(tag.name)) else {
            return (Some(Piece::Open(tag)), behind);
        };
        let close = (!self.unclosed[kind]).then(|| find_close(&self.page[behind..], RAW[kind])).flatten();
        let Some((content, after)) = close else {
            self.unclosed[kind] = true;
            // Scripts and styles that never end hide the rest; of the others the rest is shown.
            let hides = matches!(RAW[kind], "script" | "style");
            return (Some(Piece::Open(tag)), if hides { self.page.len() } else { behind });
        };
        (Some(Piece::Raw(tag, &self.page[behind..behind + content])), behind + after)
    }
}

impl<'a> Iterator for Scan<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if let Some(piece) = self.pending.take() {
            return Some(piece);
        }
        let start = self.at;
        let mut search = self.at;
        loop {
            let Some(found) = memchr(b'<', &self.page.as_bytes()[search..]) else {
                self.at = self.page.len();
                let text = &self.page[start..];
                return (!text.is_empty()).then_some(Piece::Text(text));
            };
            let at = search + found;
            let Some((piece, end)) = self.markup(at) else {
                search = at + 1;
                continue;
            };
            self.at = end;
            if at > start {
                self.pending = piece;
                return Some(Piece::Text(&self.page[start..at]));
            }
            if piece.is_some() {
                return piece;
            }
            return self.next_after_nothing();
        }
    }
}

impl<'a> Scan<'a> {
    /// Goes on behind a comment, in a loop where many follow one another.
    fn next_after_nothing(&mut self) -> Option<Piece<'a>> {
        while self.page[self.at..].starts_with('<') {
            match self.markup(self.at) {
                Some((Some(piece), end)) => {
                    self.at = end;
                    return Some(piece);
                }
                Some((None, end)) => self.at = end,
                None => break,
            }
        }
        if self.at >= self.page.len() {
            return None;
        }
        self.next()
    }
}

impl<'a> Tag<'a> {
    /// Whether it is of this name, which is given in small letters.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Its attributes, with values as they are written.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        Attributes { rest: self.attributes }.take(ATTRIBUTES)
    }

    /// The value of an attribute as it is written; the first one counts.
    pub(crate) fn get(&self, name: &str) -> Option<&'a str> {
        self.attributes().find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

struct Attributes<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        // A name may begin with an equals sign, so that each round takes something.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let length = rest[first..]
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/'))
            .map_or(rest.len(), |end| first + end);
        let (name, behind) = rest.split_at(length);
        let Some(value) = behind.trim_ascii_start().strip_prefix('=') else {
            self.rest = behind;
            return Some((name, ""));
        };
        let value = value.trim_ascii_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (inner, after) = match quote {
            Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            None => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
        };
        self.rest = after;
        Some((name, inner))
    }
}

fn name_length(rest: &str) -> usize {
    rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '<' | '"' | '\'' | '='))
        .unwrap_or(rest.len())
}

/// Where the `>` stands that ends a tag; one within quotation marks ends nothing.
fn tag_end(rest: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(byte) = rest.get(at) {
        match byte {
            b'>' => return at,
            b'=' => {
                at += 1;
                while rest.get(at).is_some_and(u8::is_ascii_whitespace) {
                    at += 1;
                }
                if let Some(quote @ (b'"' | b'\'')) = rest.get(at) {
                    at += 1;
                    at += memchr(*quote, &rest[at..]).map_or(rest.len() - at, |end| end + 1);
                }
            }
            _ => at += memchr2(b'>', b'=', &rest[at..]).unwrap_or(rest.len() - at),
        }
    }
    rest.len()
}

/// Where the end tag of `name` begins in `rest`, and where it ends.
fn find_close(rest: &str, name: &str) -> Option<(usize, usize)> {
    let bytes = rest.as_bytes();
    for at in memmem::find_iter(bytes, b"</") {
        let behind = at + 2 + name.len();
        let is_name =
            bytes.get(at + 2..behind).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()));
        if is_name && bytes.get(behind).is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/')) {
            let end = memchr(b'>', &bytes[behind..]).map_or(bytes.len(), |end| behind + end + 1);
            return Some((at, end));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(page: &str) -> Vec<String> {
        let show = |piece| match piece {
            Piece::Open(tag) => format!("<{}>", tag.name),
            Piece::Close(name) => format!("</{name}>"),
            Piece::Text(text) => text.to_owned(),
            Piece::Raw(tag, text) => format!("[{}:{text}]", tag.name),
        };
        Scan::new(page).map(show).collect()
    }

    #[test]
    fn tags_and_text_are_told_apart() {
        assert_eq!(pieces("<!DOCTYPE html><p class='a>b'>1 < 2</P >"), ["<p>", "1 < 2", "</P>"]);
        assert_eq!(pieces("a<!-- <p> --><!---->b<!-->c<?x?>"), ["a", "b", "c"]);
        assert_eq!(pieces("<script>if (a<b) '</p>'</script >x"), ["[script:if (a<b) '</p>']", "x"]);
        assert_eq!(pieces("<title>a<b></title><br/>"), ["[title:a<b>]", "<br>"]);
        assert_eq!(pieces("a<3 <> </> <"), ["a<3 <> ", " <"]);
    }

    #[test]
    fn what_never_ends_ends_with_the_page() {
        assert_eq!(pieces("a<!-- b"), ["a"]);
        assert_eq!(pieces("<title>a<title>b"), ["<title>", "a", "<title>", "b"]);
        assert_eq!(pieces("<script>a"), ["<script>"]);
        assert_eq!(pieces("<a href=\"x>y"), ["<a>"]);
        assert_eq!(pieces("x<p"), ["x", "<p>"]);
    }

    #[test]
    fn attributes_are_read_as_browsers_do() {
        let Some(Piece::Open(tag)) = Scan::new("<a HREF = 'x y' b c=d/e =f g=\"h\" / i>").next() else {
            panic!()
        };
        let all: Vec<_> = tag.attributes().collect();
        assert_eq!(all, [("HREF", "x y"), ("b", ""), ("c", "d/e"), ("=f", ""), ("g", "h"), ("i", "")]);
        assert_eq!((tag.get("href"), tag.get("j")), (Some("x y"), None));
        let many = format!("<a {}z=1>", "b ".repeat(2000));
        let Some(Piece::Open(tag)) = Scan::new(&many).next() else { panic!() };
        assert_eq!((tag.attributes().count(), tag.get("z")), (1000, None));
    }
}
