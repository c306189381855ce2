//! What a word shows of itself: its letters in small, its ends, its capitals, its cluster.

use crate::clusters::{Cluster, Clusters};
use crate::hash;

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

pub(super) const PREFIXES: usize = 3;
pub(super) const SUFFIXES: usize = 4;
/// Steps into the tree of clusters.
pub(super) const DEPTHS: [u8; 4] = [4, 6, 9, 12];

/// A word, in numbers. Of what a word is too short for, 0.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// The word in small letters, figures as noughts, without marks at its ends.
    pub(super) small: u32,
    /// The first two, three, four characters.
    pub(super) prefixes: [u32; PREFIXES],
    /// The last one to four characters.
    pub(super) suffixes: [u32; SUFFIXES],
    /// Its characters by kind, equal ones once: *Xx-Xx*.
    pub(super) outline: u32,
    pub(super) look: Look,
    pub(super) cluster: Option<Cluster>,
}

impl Word {
    pub(super) const EDGE: Self = Self {
        small: 0,
        prefixes: [0; PREFIXES],
        suffixes: [0; SUFFIXES],
        outline: 0,
        look: Look::Edge,
        cluster: None,
    };

    /// Reads a word; `letters` is room to work in.
    pub(super) fn read(form: &str, clusters: &Clusters, letters: &mut Letters) -> Self {
        let core = form.trim_matches(|c: char| !c.is_alphanumeric());
        let core = if core.is_empty() { form } else { core };
        letters.set(core);
        let ends = &letters.ends;
        let text = letters.small.as_bytes();
        let part = |from: usize, to: usize| hash::bytes(text.get(from..to).unwrap_or_default());
        let count = ends.len() - 1;
        let mut prefixes = [0; PREFIXES];
        let mut suffixes = [0; SUFFIXES];
        for (place, prefix) in prefixes.iter_mut().enumerate().filter(|(place, _)| place + 2 < count) {
            *prefix = part(0, ends[place + 2]);
        }
        for (place, suffix) in suffixes.iter_mut().enumerate().filter(|(place, _)| place + 1 < count) {
            *suffix = part(ends[count - place - 1], ends[count]);
        }
        Self {
            small: hash::bytes(text),
            prefixes,
            suffixes,
            outline: outline(form),
            look: look(core),
            cluster: clusters.of(core),
        }
    }
}

/// A word in small letters, with the ends of its characters.
#[derive(Debug, Default)]
pub(super) struct Letters {
    small: String,
    ends: Vec<usize>,
}

impl Letters {
    fn set(&mut self, word: &str) {
        self.small.clear();
        self.ends.clear();
        self.ends.push(0);
        for c in word.chars() {
            match c {
                '0'..='9' => self.small.push('0'),
                c if c.is_ascii() => self.small.push(c.to_ascii_lowercase()),
                c => self.small.extend(c.to_lowercase()),
            }
            self.ends.push(self.small.len());
        }
    }
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

/// Four bits a character kind, at most eight kinds.
fn outline(word: &str) -> u32 {
    let kind = |c: char| match c {
        c if c.is_uppercase() => 1,
        c if c.is_alphabetic() => 2,
        c if c.is_numeric() => 3,
        '.' => 4,
        '-' => 5,
        '/' => 6,
        '(' => 7,
        ')' => 8,
        '\'' | '\u{2019}' => 9,
        _ => 10,
    };
    let mut outline = 0;
    let mut last = 0;
    for kind in word.chars().map(kind) {
        if kind != last && outline < 1 << 28 {
            outline = outline << 4 | kind;
        }
        last = kind;
    }
    outline
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_looks_as_it_is_written() {
        let looks = ["kata", "Sari", "KPK", "H.", "NasDem", "2013", "\"", "(DPR)", "Ma'ruf", "U-19"].map(|word| {
            let core = word.trim_matches(|c: char| !c.is_alphanumeric());
            look(if core.is_empty() { word } else { core })
        });
        use Look::*;
        assert_eq!(
            looks,
            [Small, Capital, Capitals, Initial, Mixed, Number, Mark, Capitals, Capital, Capitals]
        );
        assert_eq!(outline("Sari"), 0x12);
        assert_eq!(outline("(DPR)"), 0x718);
        assert_eq!(outline(""), 0);
    }
}
