//! `casing`: the words of Indonesian news that are written small within a sentence, counted in IndoSum.
//!
//! A capital on such a word is that of a sentence's start and names nobody. The articles that anything is measured on
//! (the gold and all of `eval/annotations`) are left out of the count.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use crate::args::Args;
use crate::{Outcome, annotations, draw, files};

/// Small at least so often.
const SMALL_AT_LEAST: usize = 5;
/// And so many times as often as with a capital.
const TIMES_AS_OFTEN: usize = 4;

const HEAD: &str = "\
# Words of Indonesian news that are written small within a sentence: a capital on one of them is that of a sentence's start.
# Counted in IndoSum (Kurniawan and Louvan 2018, CC BY-SA 4.0), the gold and the articles of eval/annotations left out: small
# at least 5 times and at least 4 times as often as with a capital. Made by `cargo xtask casing`; the card is common.md.
word
";

pub(crate) fn run(mut args: Args) -> Outcome {
    let out = args.path("out");
    args.end()?;
    let shared = files::need_shared()?;
    let mut left_out = HashSet::new();
    let mut sets = vec![shared.join("gold/gold-id.jsonl")];
    sets.extend(draw::jsonl_in(&files::root().join("eval/annotations")));
    for set in sets {
        let lines = files::read_lines(&set)?;
        left_out.extend(lines.iter().filter_map(|line| line["source_id"].as_str().map(str::to_owned)));
    }
    let mut counts = Casing::default();
    for article in files::read_lines(&annotations::Corpus::IndoSum.file(&shared))? {
        if !article["id"].as_str().is_some_and(|id| left_out.contains(id)) {
            count(&article["paragraphs"], &mut counts);
        }
    }
    let words: Vec<&str> = counts.small().collect();
    let path = out.unwrap_or_else(|| files::root().join("crates/kutip-lang/id/common.tsv"));
    files::write(&path, &format!("{HEAD}{}\n", words.join("\n")))?;
    println!("{} words", words.len());
    Ok(())
}

/// Counts the words of an article's tokenized sentences.
fn count(paragraphs: &Value, counts: &mut Casing) {
    let sentences = paragraphs.as_array().into_iter().flatten().filter_map(Value::as_array).flatten();
    for sentence in sentences.filter_map(Value::as_array) {
        counts.add(sentence.iter().filter_map(Value::as_str));
    }
}

/// How often words are small, and how often they have a capital that no start of a sentence explains.
#[derive(Debug, Default)]
pub(crate) struct Casing(BTreeMap<String, (usize, usize)>);

impl Casing {
    /// Counts the words of a sentence.
    pub(crate) fn add<'a>(&mut self, sentence: impl Iterator<Item = &'a str>) {
        let mut opens = true;
        for word in sentence {
            let plain =
                word.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphabetic()));
            let first_capital = word.starts_with(|c: char| c.is_ascii_uppercase());
            let small = plain && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
            if small {
                self.0.entry(word.to_owned()).or_default().0 += 1;
                opens = false;
            } else if plain && first_capital {
                if !opens {
                    self.0.entry(word.to_ascii_lowercase()).or_default().1 += 1;
                }
                opens = false;
            } else {
                opens = word.chars().any(|c| "\"“”'-–:([.".contains(c)) && word.chars().count() == 1;
            }
        }
    }

    /// The words that are mostly small.
    pub(crate) fn small(&self) -> impl Iterator<Item = &str> {
        let kept = |(small, capital): &(usize, usize)| {
            *small >= SMALL_AT_LEAST && *small >= TIMES_AS_OFTEN * capital
        };
        self.0
            .iter()
            .filter(move |(word, count)| word.len() > 1 && kept(count))
            .map(|(word, _)| word.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_capital_counts_only_within_a_sentence() {
        let mut counts = Casing::default();
        count(&json!([[["Hujan", "turun", "di", "Sari", "."], ["hujan", ":", "Turun"]]]), &mut counts);
        assert_eq!(counts.0["hujan"], (1, 0));
        assert_eq!(counts.0["turun"], (1, 0));
        assert_eq!(counts.0["sari"], (0, 1));
    }
}
