//! What the reader of pages has to know of languages. It holds no word itself.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::{Arc, LazyLock};

/// Words by which parts of a page are told from its article, all in small letters.
#[derive(Clone, Debug, Default)]
pub struct PageWords {
    /// What begins lines that belong to the page: other articles, notices.
    pub page_lines: Vec<String>,
    /// Names of blocks that are no part of an article, in classes and ids.
    pub page_blocks: Vec<String>,
    /// What begins the credit of a picture.
    pub picture_credits: Vec<String>,
    /// What stands before the names of those who made the article.
    pub bylines: Vec<String>,
    /// Months by name, from one.
    pub months: HashMap<String, i8>,
    /// Small words of languages, each with its code: they tell the language of a text where the page is wrong about it.
    pub small_words: Vec<(String, HashSet<String>)>,
}

/// [`PageWords`] that are made when the first page is read.
#[derive(Clone)]
pub struct Words(Arc<LazyLock<PageWords, Box<dyn FnOnce() -> PageWords + Send>>>);

impl Words {
    /// Words that `make` gives.
    #[must_use]
    pub fn new(make: impl FnOnce() -> PageWords + Send + 'static) -> Self {
        Self(Arc::new(LazyLock::new(Box::new(make))))
    }
}

impl std::ops::Deref for Words {
    type Target = PageWords;

    fn deref(&self) -> &PageWords {
        &self.0
    }
}

impl Default for Words {
    fn default() -> Self {
        Self::new(PageWords::default)
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Words")
    }
}

impl PageWords {
    /// How a line in small letters goes on that begins with a phrase of the page.
    pub(crate) fn page_line<'a>(&self, line: &'a str) -> Option<Rest<'a>> {
        begins(&self.page_lines, line)
    }

    /// Whether a line in small letters begins with the credit of a picture.
    pub(crate) fn is_credit(&self, line: &str) -> bool {
        begins(&self.picture_credits, line).is_some()
    }

    /// What stands behind the word for those who made the article.
    pub(crate) fn byline<'a>(&self, line: &'a str) -> Option<Rest<'a>> {
        begins(&self.bylines, line)
    }

    /// Whether the name of a block is that of a part of the page: *baca, juga*.
    pub(crate) fn is_page_name(&self, parts: &[String]) -> bool {
        let lines = self.page_lines.iter().filter(|phrase| phrase.contains(' '));
        lines.chain(&self.page_blocks).any(|phrase| {
            let length = phrase.split(' ').count();
            parts.windows(length).any(|window| phrase.split(' ').eq(window.iter().map(String::as_str)))
                || parts.iter().any(|part| phrase.bytes().filter(|b| *b != b' ').eq(part.bytes()))
        })
    }

    /// The language whose small words are many in the text.
    pub(crate) fn language(&self, text: &str) -> Option<&str> {
        /// So many words are looked at.
        const LOOKED_AT: usize = 400;
        /// One word of so many is a small one, at least.
        const SHARE: usize = 6;
        let mut words = 0;
        let mut found = vec![0; self.small_words.len()];
        for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).take(LOOKED_AT) {
            words += 1;
            let word = word.to_lowercase();
            for (count, (_, small)) in found.iter_mut().zip(&self.small_words) {
                *count += usize::from(small.contains(&word));
            }
        }
        let (at, most) = found.iter().enumerate().max_by_key(|(_, count)| **count)?;
        (words >= 20 && most * SHARE >= words).then(|| self.small_words[at].0.as_str())
    }
}

/// How a line goes on behind the phrase with which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rest<'a> {
    /// What follows, without the mark between.
    pub(crate) text: &'a str,
    /// Whether a mark or nothing follows.
    pub(crate) apart: bool,
    /// Whether the phrase has several words.
    pub(crate) long: bool,
}

fn begins<'a>(phrases: &[String], line: &'a str) -> Option<Rest<'a>> {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let longest = phrases
        .iter()
        .filter(|phrase| {
            let behind = line.strip_prefix(phrase.as_str());
            behind.is_some_and(|behind| !behind.starts_with(char::is_alphanumeric))
        })
        .max_by_key(|phrase| phrase.len())?;
    let behind = line[longest.len()..].trim_start();
    let text = behind.trim_start_matches(|c: char| !c.is_alphanumeric() && !is_opening(c));
    let apart = text.is_empty() || behind.starts_with([':', '|', '-', '–', '—', '>', '»']);
    Some(Rest { text, apart, long: longest.contains(' ') })
}

/// Marks with which a sentence may begin.
fn is_opening(c: char) -> bool {
    matches!(c, '"' | '“' | '‘' | '\'' | '(' | '«')
}
