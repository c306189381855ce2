//! How a language is cut, as its folder states it.

use serde::Deserialize;
use std::collections::{HashMap, HashSet};

/// The file, as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    sentence: Sentence,
    abbreviation: Abbreviation,
    number: Number,
    clitic: Clitic,
    joined: Joined,
}

/// The lines that prove an entry.
#[derive(Clone, Debug, Default)]
pub struct Proofs {
    /// Texts as they must be cut: a bar between words, a double bar between sentences.
    pub yes: Vec<String>,
    /// Texts as they must not be cut.
    pub no: Vec<String>,
}

/// An entry of the file: its fields, and the lines that prove it.
macro_rules! entry {
    ($name:ident { $($field:ident: $type:ty),* $(,)? }) => {
        #[derive(Debug, Default, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        struct $name {
            $($field: $type,)*
            yes: Vec<String>,
            no: Vec<String>,
        }
    };
}

entry!(Sentence { whole_quotations: bool });
entry!(Abbreviation { leads: Vec<String>, ends: Vec<String>, });
entry!(Number { units: Vec<String>, after: Vec<String>, splits: Vec<char>, });
entry!(Clitic {
    ends: Vec<String>,
    always: Vec<String>,
    starts: Vec<String>,
    whole: Vec<String>,
    parts: Vec<String>,
    possessive: Vec<char>,
    possessive_after: Vec<char>,
});
entry!(Joined { hyphens: bool, slashes: bool, keeps: Vec<String>, });

/// What a dot after a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dot {
    /// It belongs to the word, and the sentence goes on.
    Leads,
    /// It belongs to the word, and may end the sentence.
    Ends,
}

/// How a language is cut.
#[derive(Debug, Default)]
pub struct Rules {
    pub(super) whole_quotations: bool,
    pub(super) dots: HashMap<String, Dot>,
    pub(super) units: Vec<String>,
    pub(super) after_number: HashSet<String>,
    pub(super) number_splits: Vec<char>,
    /// Endings with whether the rest of the word need not be known; the longest first.
    pub(super) clitics: Vec<(String, bool)>,
    pub(super) starts: Vec<String>,
    whole: HashSet<String>,
    whole_patterns: Vec<String>,
    /// Words of two, with the length of the first.
    pub(super) parts: HashMap<String, usize>,
    pub(super) possessive: Vec<char>,
    pub(super) possessive_after: Vec<char>,
    pub(super) hyphens: bool,
    pub(super) slashes: bool,
    pub(super) keeps: HashSet<String>,
}

impl Rules {
    /// Reads the file of a language.
    ///
    /// # Errors
    /// What is not of its form.
    pub fn parse(text: &str) -> Result<(Self, Proofs), String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        let File { sentence, abbreviation, number, clitic, joined } = file;
        let mut proofs = Proofs::default();
        for yes in [sentence.yes, abbreviation.yes, number.yes, clitic.yes, joined.yes] {
            proofs.yes.extend(yes);
        }
        for no in [sentence.no, abbreviation.no, number.no, clitic.no, joined.no] {
            proofs.no.extend(no);
        }
        let (patterns, whole): (Vec<String>, Vec<String>) =
            clitic.whole.into_iter().partition(|word| word.contains('*'));
        let always: HashSet<String> = clitic.always.into_iter().collect();
        let mut clitics: Vec<_> =
            clitic.ends.into_iter().map(|end| (always.contains(&end), end)).map(|(a, e)| (e, a)).collect();
        clitics.sort_by_key(|(end, _)| std::cmp::Reverse(end.len()));
        let mut parts = HashMap::new();
        for word in &clitic.parts {
            let (first, second) = word.split_once('|').ok_or_else(|| format!("parts: no bar in '{word}'"))?;
            parts.insert(format!("{first}{second}"), first.len());
        }
        let dots = abbreviation.leads.into_iter().map(|word| (word, Dot::Leads));
        let mut units = number.units;
        units.sort_by_key(|unit| std::cmp::Reverse(unit.len()));
        let rules = Self {
            whole_quotations: sentence.whole_quotations,
            dots: dots.chain(abbreviation.ends.into_iter().map(|word| (word, Dot::Ends))).collect(),
            units,
            after_number: number.after.into_iter().collect(),
            number_splits: number.splits,
            clitics,
            starts: clitic.starts,
            whole: whole.into_iter().collect(),
            whole_patterns: patterns,
            parts,
            possessive: clitic.possessive,
            possessive_after: clitic.possessive_after,
            hyphens: joined.hyphens,
            slashes: joined.slashes,
            keeps: joined.keeps.into_iter().collect(),
        };
        Ok((rules, proofs))
    }

    /// Whether a word, written small, is never split.
    pub(super) fn is_whole(&self, word: &str) -> bool {
        self.whole.contains(word) || self.whole_patterns.iter().any(|pattern| matches(word, pattern))
    }
}

/// Whether the pieces between a pattern's stars stand in a word in their order, the first and last at its ends.
fn matches(word: &str, pattern: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else { return word == pattern };
    let Some(mut left) = word.strip_prefix(first) else { return false };
    let mut pieces = rest.split('*').peekable();
    while let Some(piece) = pieces.next() {
        if pieces.peek().is_none() {
            return left.ends_with(piece);
        }
        let Some(at) = left.find(piece) else { return false };
        left = &left[at + piece.len()..];
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_anything() {
        assert!(matches("bertanya", "*tanya") && matches("tanya", "*tanya") && !matches("tanyak", "*tanya"));
        assert!(matches("sebaik-baiknya", "se*-*nya") && !matches("sebaiknya", "se*-*nya"));
    }
}
