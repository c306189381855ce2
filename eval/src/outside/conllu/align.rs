//! Which word of the system is which of the gold.

use super::read::{Treebank, Word};

/// Pairs of words, and the gold word of each system word.
pub(super) struct Alignment {
    gold_of: Vec<Option<usize>>,
}

impl Alignment {
    /// Words that no token splits are the same where their characters are; stretches that either side splits are
    /// aligned by the forms of the words in them.
    pub(super) fn new(gold: &Treebank, system: &Treebank) -> Self {
        let (g_words, s_words) = (&gold.words, &system.words);
        let mut gold_of = vec![None; s_words.len()];
        let (mut g, mut s) = (0, 0);
        while let (Some(g_word), Some(s_word)) = (g_words.get(g), s_words.get(s)) {
            if g_word.in_split || s_word.in_split {
                let (g_from, s_from, g_to, s_to) = split_stretch(g_words, s_words, g, s);
                for (i, j) in common(&g_words[g_from..g_to], &s_words[s_from..s_to]) {
                    gold_of[s_from + j] = Some(g_from + i);
                }
                (g, s) = (g_to, s_to);
            } else if g_word.span == s_word.span {
                gold_of[s] = Some(g);
                (g, s) = (g + 1, s + 1);
            } else if g_word.span.0 <= s_word.span.0 {
                g += 1;
            } else {
                s += 1;
            }
        }
        Self { gold_of }
    }

    /// Gold and system words that are the same.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        self.gold_of.iter().enumerate().filter_map(|(s, g)| Some(((*g)?, s)))
    }

    /// Whether both hang on the same word, or both are roots.
    pub(super) fn same_head(&self, gold: &Word, system: &Word) -> bool {
        match (gold.head, system.head) {
            (None, None) => true,
            (Some(g), Some(s)) => self.gold_of[s] == Some(g),
            _ => false,
        }
    }
}

/// The smallest stretch of both sides in which no token that either splits is cut: from, from, to, to.
fn split_stretch(gold: &[Word], system: &[Word], g: usize, s: usize) -> (usize, usize, usize, usize) {
    let (mut g, mut s) = (g, s);
    let mut end;
    if gold[g].in_split {
        end = gold[g].span.1;
        s += usize::from(!system[s].in_split && system[s].span.0 < gold[g].span.0);
    } else {
        end = system[s].span.1;
        g += usize::from(!gold[g].in_split && gold[g].span.0 < system[s].span.0);
    }
    let (g_from, s_from) = (g, s);
    let inside = |word: Option<&Word>, end: usize| {
        word.is_some_and(|word| if word.in_split { word.span.0 < end } else { word.span.1 <= end })
    };
    while inside(gold.get(g), end) || inside(system.get(s), end) {
        let gold_first = match (gold.get(g), system.get(s)) {
            (Some(g), Some(s)) => g.span.0 <= s.span.0,
            (g, _) => g.is_some(),
        };
        let next = if gold_first { gold.get(g) } else { system.get(s) };
        end = next.filter(|word| word.in_split).map_or(end, |word| end.max(word.span.1));
        (g, s) = if gold_first { (g + 1, s) } else { (g, s + 1) };
    }
    (g_from, s_from, g, s)
}

/// The longest common subsequence of the forms, written large or small.
fn common(gold: &[Word], system: &[Word]) -> Vec<(usize, usize)> {
    let small = |words: &[Word]| -> Vec<String> { words.iter().map(|w| w.form.to_lowercase()).collect() };
    let (gold, system) = (small(gold), small(system));
    let mut longest = vec![vec![0; system.len() + 1]; gold.len() + 1];
    for g in (0..gold.len()).rev() {
        for s in (0..system.len()).rev() {
            let both = if gold[g] == system[s] { 1 + longest[g + 1][s + 1] } else { 0 };
            longest[g][s] = both.max(longest[g + 1][s]).max(longest[g][s + 1]);
        }
    }
    let (mut g, mut s, mut pairs) = (0, 0, Vec::new());
    while g < gold.len() && s < system.len() {
        if gold[g] == system[s] {
            pairs.push((g, s));
            (g, s) = (g + 1, s + 1);
        } else if longest[g][s] == longest[g + 1][s] {
            g += 1;
        } else {
            s += 1;
        }
    }
    pairs
}
