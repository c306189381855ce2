//! Web pages: the article of a page, its text in lines, and what the page says of it.
//!
//! A page goes through a gate ([`gate`]) that bounds it, then the blocks that hold the article are chosen by a library that
//! scores them as browsers' reading views do, then its lines are taken without those of the page ([`lines`]). Words of a
//! language come as an argument ([`PageWords`]).

mod charset;
mod day;
mod gate;
mod ld;
mod lines;
mod meta;
mod parts;
mod scan;
mod words;

pub(crate) use charset::{charset_of, decode};
pub(crate) use meta::plain;
pub use words::{PageWords, Words};

use crate::error::Problem;
use dom_smoothie::{Config, Readability};
use gate::{Care, Passed};
use meta::{Facts, Meta};
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Text below this many characters is no article.
const LEAST_CHARS: usize = 100;
/// Text below this many characters is looked for again with less care.
const ENOUGH_CHARS: usize = 250;
/// The library is content with so many characters.
const CONTENT_CHARS: usize = 200;
/// Bytes that pass the gate, at most.
const PASSED_BYTES: usize = 4_000_000;
/// Lines above the article that tell of it, and words of each.
const OPENING_LINES: usize = 4;
const OPENING_WORDS: usize = 10;
/// The text of JSON-LD is taken where the page has less than this share of it, in parts of a hundred.
const BODY_SHARE: usize = 60;

/// The article of a page.
#[derive(Debug, Default)]
pub(crate) struct Extract {
    pub(crate) text: String,
    pub(crate) facts: Facts,
    pub(crate) warnings: Vec<Problem>,
}

/// Finds the article of a page that was read from `base`.
pub(crate) fn extract(page: &str, base: Option<&str>, words: &PageWords) -> Result<Extract, Problem> {
    let mut meta = Meta::default();
    let strict = gate::pass(page, Care::Strict, words, Some(&mut meta));
    let mut facts = meta.facts(base, words);
    let mut warnings = Vec::new();
    if strict.too_deep {
        warnings.push(Problem::TooDeep);
    }
    if strict.too_many {
        warnings.push(Problem::TooManyElements);
    }
    let title = facts.title.as_deref();
    let mut text = article_text(&strict, title, words)?;
    if text.chars().count() < ENOUGH_CHARS {
        let lenient = gate::pass(page, Care::Lenient, words, None);
        let other = article_text(&lenient, title, words)?;
        // A page with a short article has much else that is text.
        if text.chars().count() < LEAST_CHARS && other.len() > text.len() && !is_of_links(&lenient) {
            text = other;
        }
    }
    if let Some(body) = facts.body.take() {
        let body = fragment(&body, None, words);
        if text.len() * 100 < body.len() * BODY_SHARE {
            text = body;
        }
    }
    let text = without_opening(text, &mut facts, words);
    let chars = text.chars().count();
    if chars < LEAST_CHARS && !(facts.is_article && text.contains(' ')) {
        let of_links = is_of_links(&strict);
        return Err(Problem::NoArticle { chars, of_links });
    }
    Ok(Extract { text, facts, warnings })
}

/// Without the lines above the article that tell its day and who wrote it. The day is kept where the page has it nowhere else.
fn without_opening(text: String, facts: &mut Facts, words: &PageWords) -> String {
    let mut rest = text.as_str();
    for _ in 0..OPENING_LINES {
        let (line, below) = rest.split_once('\n').unwrap_or((rest, ""));
        let is_name = || facts.byline.iter().any(|name| name == line);
        let day = day::in_text(line, words);
        let short = line.split(' ').count() <= OPENING_WORDS && !lines::ends_sentence(line);
        if below.is_empty() || !short || day.is_none() && !is_name() {
            break;
        }
        facts.published = facts.published.or(day);
        rest = below;
    }
    if rest.len() == text.len() { text } else { rest.to_owned() }
}

/// The text of a piece of mark-up that is an article's as a whole, or of plain text.
pub(crate) fn fragment(html: &str, title: Option<&str>, words: &PageWords) -> String {
    let is_plain = !html.contains('<');
    if is_plain {
        // Lines are kept; in mark-up they mean nothing.
        let lines = html.lines().map(meta::plain).filter(|line| !line.is_empty());
        let text = lines.collect::<Vec<_>>().join("\n");
        return if text.contains("<p") || text.contains("<br") {
            fragment(&text, title, words)
        } else {
            text
        };
    }
    let passed = gate::pass(html, Care::Strict, words, None);
    lines::text(&passed.html, title, &HashSet::new(), words)
}

fn article_text(passed: &Passed, title: Option<&str>, words: &PageWords) -> Result<String, Problem> {
    if passed.html.len() > PASSED_BYTES {
        return Err(Problem::PageTooLong { bytes: passed.html.len(), limit: PASSED_BYTES });
    }
    if passed.text_bytes == 0 {
        return Ok(String::new());
    }
    // Beyond the bound on elements no tree is built.
    let html = if passed.too_many { None } else { main_part(&passed.html)? };
    let labels = lines::labels(&passed.html, words);
    Ok(lines::text(html.as_deref().unwrap_or(&passed.html), title, &labels, words))
}

/// The blocks that hold the article.
fn main_part(html: &str) -> Result<Option<String>, Problem> {
    let config = Config { disable_json_ld: true, char_threshold: CONTENT_CHARS, ..Config::default() };
    // The library is not ours; what it fails on is one page.
    let found = catch_unwind(AssertUnwindSafe(|| {
        let mut page = Readability::new(html, None, Some(config)).ok()?;
        page.parse().ok().map(|article| article.content.to_string())
    }));
    found.map_err(|_| Problem::Crashed("the library that finds the article failed".to_owned()))
}

/// Whether most of the text stands in links, as on a front page.
fn is_of_links(passed: &Passed) -> bool {
    passed.link_bytes * 2 > passed.text_bytes
}

/// The first so many bytes, or a few less where they end within a character.
fn prefix(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or_default()]
}
