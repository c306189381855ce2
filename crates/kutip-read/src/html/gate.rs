//! The gate before any tree is built: what comes out is small, flat enough and well formed.
//!
//! Of a page only the blocks, links and text pass. Everything is closed in order, nothing is deeper than a bound, and there
//! are no more elements than a bound, so that whatever builds a tree of it takes time and memory that grow with the page
//! alone. Parts that are never an article's (scripts, menus, forms' buttons, captions) stay outside, and so do blocks that
//! name themselves something else in their class.

use super::meta::Meta;
use super::parts::{HEADINGS, Role, hides, is_page_part, is_void, role};
use super::scan::{Piece, Scan, Tag};
use super::words::PageWords;
use std::collections::HashMap;
use std::fmt::Write;

/// Open elements; what is deeper becomes a sibling.
const DEPTH: usize = 512;
/// Elements; the rest of the page passes as text and line ends.
const ELEMENTS: usize = 200_000;
/// Elements, each counted as often as others lie around it: what a tree of them costs. A page has a hundredth of it.
const WORK: usize = 4_000_000;
/// Open elements that are compared with end tags, over the whole page; then only the innermost ones are.
const SEARCHED: usize = 50_000_000;
/// The innermost ones.
const INNERMOST: usize = 16;
/// Classes and ids that are looked at.
const NAMES: usize = 5000;
/// Bytes of a class and an id that are passed on.
const NAME_BYTES: usize = 200;

/// What passed.
#[derive(Debug, Default)]
pub(crate) struct Passed {
    /// Well-formed mark-up.
    pub(crate) html: String,
    /// Bytes of text in it, white space included.
    pub(crate) text_bytes: usize,
    /// Bytes of it that stand in links.
    pub(crate) link_bytes: usize,
    /// Whether elements were too deep.
    pub(crate) too_deep: bool,
    /// Whether there were too many elements.
    pub(crate) too_many: bool,
}

/// How much is kept out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Care {
    /// All that is not an article's by its element, its class or its being hidden.
    Strict,
    /// Only what is no text at all.
    Lenient,
}

#[derive(Clone, Copy, Debug)]
struct Frame<'a> {
    name: &'a str,
    role: Role,
    /// Whether it and all in it is kept out.
    out: bool,
}

/// Lets a page through.
pub(crate) fn pass(page: &str, care: Care, words: &PageWords, mut meta: Option<&mut Meta>) -> Passed {
    let mut gate = Gate {
        words,
        care,
        open: Vec::new(),
        hidden: 0,
        elements: 0,
        work: 0,
        searched: 0,
        links: 0,
        names: HashMap::new(),
        passed: Passed::default(),
    };
    for piece in Scan::new(page) {
        if let Some(meta) = meta.as_deref_mut() {
            meta.see(&piece);
        }
        match piece {
            Piece::Open(tag) => gate.open(tag),
            Piece::Close(name) => gate.close(name),
            Piece::Text(text) => gate.text(text),
            Piece::Raw(..) => {}
        }
    }
    while !gate.open.is_empty() {
        gate.pop();
    }
    gate.passed
}

struct Gate<'a> {
    words: &'a PageWords,
    care: Care,
    open: Vec<Frame<'a>>,
    /// How many open elements are kept out.
    hidden: usize,
    elements: usize,
    work: usize,
    searched: usize,
    links: usize,
    /// Classes and ids that were looked at, and whether they name a part of the page: few are of one page alone.
    names: HashMap<&'a str, bool>,
    passed: Passed,
}

impl<'a> Gate<'a> {
    fn open(&mut self, tag: Tag<'a>) {
        let role = role(tag.name);
        match role {
            Role::Break | Role::Rule => {
                if self.hidden == 0 {
                    self.passed.html.push_str(if role == Role::Break { "<br>" } else { "<hr>" });
                }
                return;
            }
            Role::Inline if self.care == Care::Lenient || is_void(tag.name) || !self.is_kept_out(tag) => {
                return;
            }
            _ => {}
        }
        let kept_out = self.care == Care::Strict && (role == Role::Inline || self.is_kept_out(tag));
        self.close_implied(tag.name, role);
        if self.elements >= ELEMENTS || self.work >= WORK {
            self.passed.too_many = true;
            if self.hidden == 0 && matches!(role, Role::Block(_)) && !self.passed.html.ends_with("<br>") {
                self.passed.html.push_str("<br>");
            }
            if role != Role::Nothing {
                return;
            }
        }
        while self.open.len() >= DEPTH {
            self.passed.too_deep = true;
            self.pop();
        }
        let out = match role {
            Role::Nothing => true,
            Role::Page => self.care == Care::Strict,
            _ => kept_out,
        };
        let role = if role == Role::Page && !out { Role::Block("div") } else { role };
        if out {
            self.hidden += 1;
        } else if self.hidden == 0 {
            self.elements += 1;
            self.work += self.open.len();
            self.write_open(tag, role);
        }
        self.open.push(Frame { name: tag.name, role, out });
    }

    fn write_open(&mut self, tag: Tag<'a>, role: Role) {
        let html = &mut self.passed.html;
        let name = match role {
            Role::Block(name) => name,
            Role::Link => {
                self.links += 1;
                // Where it leads tells nothing about the text.
                html.push_str("<a href=\"#x\">");
                return;
            }
            _ => return,
        };
        let _ = write!(html, "<{name}");
        if self.care == Care::Strict {
            for (attribute, value) in tag.attributes() {
                let kept =
                    ["class", "id", "itemprop"].iter().find(|kept| kept.eq_ignore_ascii_case(attribute));
                if let Some(kept) =
                    kept.filter(|_| value.len() <= NAME_BYTES && !value.contains(['"', '<', '&']))
                {
                    let _ = write!(html, " {kept}=\"{value}\"");
                }
            }
        }
        html.push('>');
    }

    fn close(&mut self, name: &str) {
        let role = role(name);
        if role == Role::Break {
            return;
        }
        // A heading ends with the end tag of any.
        let is_heading = |name: &str| HEADINGS.iter().any(|heading| heading.eq_ignore_ascii_case(name));
        let ends = |open: &str| open.eq_ignore_ascii_case(name) || is_heading(name) && is_heading(open);
        let near = if self.searched > SEARCHED { self.open.len().saturating_sub(INNERMOST) } else { 0 };
        let found = self.open[near..].iter().rposition(|frame| ends(frame.name)).map(|at| near + at);
        self.searched += self.open.len() - found.unwrap_or(near);
        let Some(at) = found else { return };
        // What is inline ends no block that it does not hold.
        let inline = matches!(role, Role::Inline | Role::Link);
        if inline
            && self.open[at + 1..].iter().any(|frame| matches!(frame.role, Role::Block(_)))
            && role == Role::Inline
        {
            return;
        }
        while self.open.len() > at {
            self.pop();
        }
    }

    /// Ends what cannot hold the element that begins.
    fn close_implied(&mut self, name: &str, role: Role) {
        let is = |name: &str, names: &[&str]| names.iter().any(|one| one.eq_ignore_ascii_case(name));
        let (ended, borders): (&[&str], &[&str]) = match name.to_ascii_lowercase().as_str() {
            "a" => (&["a"], &[]),
            "li" => (&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "tr" => (&["tr"], &["table"]),
            "td" | "th" => (&["td", "th"], &["table", "tr"]),
            _ => (&[], &[]),
        };
        if !ended.is_empty() {
            let inner = self.open.iter().rposition(|frame| is(frame.name, ended) || is(frame.name, borders));
            if let Some(at) = inner.filter(|at| is(self.open[*at].name, ended)) {
                while self.open.len() > at {
                    self.pop();
                }
            }
        }
        if matches!(role, Role::Block(_) | Role::Page)
            && let Some(last) = self.open.last()
        {
            let ends = is(last.name, &["p"]) || is(last.name, &HEADINGS) && is(name, &HEADINGS);
            let link_in_paragraph =
                is(last.name, &["a"]) && self.open.iter().rev().nth(1).is_some_and(|f| is(f.name, &["p"]));
            if ends || link_in_paragraph {
                self.pop();
                if link_in_paragraph {
                    self.pop();
                }
            }
        }
    }

    fn pop(&mut self) {
        let Some(frame) = self.open.pop() else { return };
        if frame.out {
            self.hidden -= 1;
            return;
        }
        if self.hidden > 0 {
            return;
        }
        match frame.role {
            Role::Block(name) => {
                let _ = write!(self.passed.html, "</{name}>");
            }
            Role::Link => {
                self.links -= 1;
                self.passed.html.push_str("</a>");
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.hidden > 0 {
            return;
        }
        self.passed.text_bytes += text.len();
        if self.links > 0 {
            self.passed.link_bytes += text.len();
        }
        let mut rest = text;
        while let Some(at) = memchr::memchr2(b'<', 0, rest.as_bytes()) {
            self.passed.html.push_str(&rest[..at]);
            // A tree has no place for NUL; a mark of the broken stays.
            self.passed.html.push_str(if rest.as_bytes()[at] == 0 { "\u{FFFD}" } else { "&lt;" });
            rest = &rest[at + 1..];
        }
        self.passed.html.push_str(rest);
    }

    /// Whether an element says of itself that it is hidden, or that it is no part of the article.
    fn is_kept_out(&mut self, tag: Tag<'a>) -> bool {
        let holds_all = ["html", "body", "main", "article"].iter().any(|name| tag.is(name));
        let words = self.words;
        tag.attributes().any(|(name, value)| match name.to_ascii_lowercase().as_str() {
            "hidden" => value != "until-found",
            "aria-hidden" => value.eq_ignore_ascii_case("true"),
            "style" => hides(value),
            "role" => ["navigation", "complementary", "banner", "contentinfo", "search", "dialog", "menu"]
                .iter()
                .any(|role| role.eq_ignore_ascii_case(value)),
            "class" | "id" if !holds_all => match self.names.get(value) {
                Some(known) => *known,
                None if self.names.len() >= NAMES => false,
                None => {
                    let found = is_page_part(value, words);
                    self.names.insert(value, found);
                    found
                }
            },
            _ => false,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passed(page: &str) -> Passed {
        pass(page, Care::Strict, &PageWords::default(), None)
    }

    #[test]
    fn what_passes_is_well_formed() {
        for (page, html) in [
            ("<p>a<p>b", "<p>a</p><p>b</p>"),
            ("<ul><li>a<li>b<ul><li>c</ul></ul>d", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>d"),
            ("<div><b>a<p>b</b>c</div>", "<div>a<p>bc</p></div>"),
            ("<a>a<a>b", "<a href=\"#x\">a</a><a href=\"#x\">b</a>"),
            ("</p>a</div><br></br>", "a<br>"),
            (
                "<table><tr><td>a<td>b<tr><td>c</table>",
                "<div><div><div>a</div><div>b</div></div><div><div>c</div></div></div>",
            ),
            ("<h2>a<h3>b</h3>", "<h2>a</h2><h3>b</h3>"),
            ("1 < 2 &amp; 3", "1 &lt; 2 &amp; 3"),
        ] {
            assert_eq!(passed(page).html, html, "{page}");
        }
    }

    #[test]
    fn parts_of_the_page_stay_outside() {
        for page in [
            "<nav><div>a</nav>b",
            "<div class='share-buttons'><p>a</div>b",
            "<div class='td relatedPosts'>a</div>b",
            "<figure><img><figcaption>a</figcaption></figure>b",
            "<span hidden>a</span>b",
            "<div style='Display : none'>a</div>b",
            "<script>a</script><style>a</style><noscript>a</noscript>b",
            "<div><aside>a</div>b",
        ] {
            let text: String = passed(page).html.replace("<div></div>", "");
            assert_eq!(text, "b", "{page}");
        }
        for page in [
            "<div class='has-sidebar'>b</div>",
            "<article class='related'>b</article>",
            "<div id=content-share>b</div>",
        ] {
            assert!(passed(page).html.contains('b'), "{page}");
        }
    }

    #[test]
    fn depth_and_number_are_bounded() {
        let deep = passed(&("<div>".repeat(100_000) + "a"));
        assert!(deep.too_deep && deep.html.ends_with(&("a".to_owned() + &"</div>".repeat(DEPTH))));
        let many = passed(&"<p>a".repeat(ELEMENTS + 10));
        assert!(many.too_many && many.html.ends_with("<br>a") && !many.too_deep);
        assert_eq!(many.text_bytes, ELEMENTS + 10);
    }
}
