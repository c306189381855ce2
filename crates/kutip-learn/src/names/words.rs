//! What a word shows of itself: its letters in small, its ends, its capitals, its cluster.

use crate::clusters::{Cluster, Clusters};
use crate::words::{WordMarks, shape};

/// How a word is written, roughly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Look {
    /// Before the first word and after the last.
    Edge,
    Small,
    /// A capital, then small letters.
    Capital,
    /// More than one letter, all capitals.
    Capitals,
    /// One capital, with or without a dot.
    Initial,
    /// Capitals within: *NasDem*, *al-Bashir*.
    Mixed,
    /// Digits and what may stand between them.
    Number,
    Mark,
}

impl Look {
    /// Whether a word of a name mostly looks so.
    pub(super) fn may_name(self) -> bool {
        matches!(self, Self::Capital | Self::Capitals | Self::Initial | Self::Mixed)
    }
}

/// Steps into the tree of clusters.
pub(super) const DEPTHS: [u8; 4] = [5, 8, 11, 31];

/// A word, in numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// Of the word without marks at its ends, but for the shape, which is the whole word's.
    pub(super) marks: WordMarks,
    pub(super) look: Look,
    pub(super) cluster: Option<Cluster>,
    /// A hash of its part of speech; 0 for a model that does not ask for it.
    pub(super) part: u32,
}

impl Word {
    pub(super) const BEFORE: Self =
        Self { marks: WordMarks::BEFORE, look: Look::Edge, cluster: None, part: 0 };
    pub(super) const AFTER: Self = Self { marks: WordMarks::AFTER, look: Look::Edge, cluster: None, part: 0 };

    /// Reads a word; `lower` is room to work in.
    pub(super) fn read(form: &str, clusters: &Clusters, lower: &mut Vec<u8>) -> Self {
        let core = core(form);
        let mut marks = WordMarks::of(core, lower);
        if core.len() < form.len() {
            marks.shape = shape(form);
        }
        Self { marks, look: look(core), cluster: clusters.of(core), part: 0 }
    }

    /// The first steps of its cluster's path, 0 for a word that has none.
    pub(super) fn cluster(&self, steps: u8) -> u32 {
        self.cluster.map_or(0, |cluster| cluster.prefix(steps))
    }
}

/// A word without the marks at its ends, unless it is nothing else.
fn core(form: &str) -> &str {
    let core = form.trim_matches(|c: char| !c.is_alphanumeric());
    if core.is_empty() { form } else { core }
}

fn look(word: &str) -> Look {
    let mut chars = word.chars();
    let first = chars.next().unwrap_or(' ');
    let (mut letters, mut capitals, mut digits) = (0, 0, 0);
    for c in word.chars() {
        letters += u32::from(c.is_alphabetic());
        capitals += u32::from(c.is_uppercase());
        digits += u32::from(c.is_numeric());
    }
    match () {
        () if letters == 0 && digits > 0 => Look::Number,
        () if letters == 0 => Look::Mark,
        () if capitals == 0 => Look::Small,
        () if letters == 1 && digits == 0 => Look::Initial,
        () if capitals == letters => Look::Capitals,
        () if capitals == 1 && first.is_uppercase() => Look::Capital,
        () => Look::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_looks_as_it_is_written() {
        let words = ["kata", "Sari", "KPK", "H.", "NasDem", "2013", "\"", "(DPR)", "Ma'ruf", "U-19"];
        let looks = words.map(|word| look(core(word)));
        use Look::*;
        assert_eq!(
            looks,
            [Small, Capital, Capitals, Initial, Mixed, Number, Mark, Capitals, Capital, Capitals]
        );
    }
}
