//! What mutation starts from: the lexicon's own sentences and words, the cases and the examples.

use crate::root;
use kutip_lang::{Source, source::values};
use kutip_text::notation::Tagged;
use std::path::Path;

/// Texts, and the words that are put into them.
#[derive(Debug, Default)]
pub struct Seeds {
    /// Texts.
    pub texts: Vec<String>,
    /// Words and marks.
    pub words: Vec<String>,
}

/// Which part of the lexicon a target is about; what is not named here serves all.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// Files of the language's folder whose sentences it starts from; all where there are none.
    pub files: &'static [&'static str],
    /// Whether the tags are kept in the sentences.
    pub tagged: bool,
    /// Whether whole articles are among its texts.
    pub articles: bool,
    /// Pieces of its own.
    pub pieces: &'static [&'static str],
}

/// Marks of all kinds, and characters that are seldom on a page.
const ODD: [&str; 70] = [
    "“",
    "”",
    "„",
    "«",
    "»",
    "\"",
    "'",
    "‘",
    "’",
    "`",
    ". ",
    ".",
    ", ",
    ",",
    ": ",
    "; ",
    "?",
    "!",
    "…",
    " — ",
    "–",
    "-",
    "(",
    ")",
    "[",
    "]",
    "/",
    "\\",
    "<",
    ">",
    "&",
    "=",
    "*",
    "#",
    "@",
    "%",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    " ",
    "\0",
    "\u{7}",
    "\u{1b}[2J",
    "\u{85}",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{200f}",
    "\u{202e}",
    "\u{2028}",
    "\u{2066}",
    "\u{2069}",
    "\u{feff}",
    "\u{fffd}",
    "\u{10ffff}",
    "é",
    "e\u{301}",
    "İ",
    "ß",
    "ﬁ",
    "🇮🇩",
    "👩‍👩‍👧",
    "漢字",
    "العربية",
    "٣",
    "½",
    "Ⅻ",
    "\u{e0041}",
];

/// Reads what a target starts from. What is missing on disk is left out.
#[must_use]
pub fn seeds(about: &About) -> Seeds {
    let mut seeds = Seeds::default();
    for code in kutip_lang::codes() {
        let folder = root().join("crates/kutip-lang").join(code);
        if let Ok(source) = kutip_lang::read_whole(&folder) {
            from_lexicon(&source, about, &mut seeds);
        }
    }
    if about.articles {
        for folder in ["crates/kutip-find/cases/id", "examples"] {
            articles(&root().join(folder), &mut seeds.texts);
        }
    }
    seeds.texts.extend(about.pieces.iter().map(|piece| (*piece).to_owned()));
    seeds.words.extend(about.pieces.iter().chain(&ODD).map(|piece| (*piece).to_owned()));
    // Seeds are a handful of sentences each time: what matters is that all are drawn.
    seeds.texts.sort();
    seeds.texts.dedup();
    seeds.words.sort();
    seeds.words.dedup();
    seeds
}

fn from_lexicon(source: &Source, about: &About, seeds: &mut Seeds) {
    for (file, entries) in &source.lists {
        if !about.files.is_empty() && !about.files.contains(&file.as_str()) {
            continue;
        }
        for entry in entries {
            seeds.words.push(entry.name.clone());
            seeds.words.extend(entry.words.iter().cloned());
            for line in entry.yes.iter().chain(&entry.no) {
                let plain = || Tagged::parse(line).map_or_else(|_| line.clone(), |tagged| tagged.text);
                seeds.texts.push(if about.tagged { line.clone() } else { plain() });
            }
        }
    }
    if about.files.is_empty() {
        let cells = source.tables.values().flat_map(|table| &table.rows).flat_map(|row| row.cells.first());
        seeds.words.extend(cells.flat_map(|cell| values(cell)).map(str::to_owned));
    }
}

fn articles(folder: &Path, texts: &mut Vec<String>) {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let Ok(text) = std::fs::read_to_string(path) else { continue };
        let article = text.split_once("```article\n").and_then(|(_, rest)| rest.split_once("\n```"));
        texts.push(article.map_or(text.clone(), |(article, _)| article.to_owned()));
    }
}
