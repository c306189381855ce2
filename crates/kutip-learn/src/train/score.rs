//! How far tags and trees are those of a treebank, with intervals drawn over its sentences.

use super::Random;
use super::treebank::{Sentence, Word};

/// How many times the sentences are drawn anew for an interval.
const DRAWS: usize = 1000;

/// What is counted of each word.
pub const MEASURES: [&str; 5] = ["UPOS", "UFeats", "UAS", "LAS", "CLAS"];

/// A word as a model sees it.
#[derive(Debug, Clone, Copy)]
pub struct Guess<'a> {
    /// Part of speech.
    pub upos: &'a str,
    /// Features.
    pub feats: &'a str,
    /// Head, 0 for the root.
    pub head: u32,
    /// Relation with subtype.
    pub relation: &'a str,
}

/// Right words and all words, by measure, of each sentence.
#[derive(Debug, Clone, Default)]
pub struct Score {
    sentences: Vec<[(u32, u32); MEASURES.len()]>,
}

/// A share of words with the bounds between which it lies in 95 of 100 draws of the sentences; all in hundredths.
#[derive(Debug, Clone, Copy)]
pub struct Share {
    /// Which measure.
    pub measure: &'static str,
    /// The share itself.
    pub value: f64,
    /// Its bounds.
    pub bounds: (f64, f64),
}

impl Score {
    /// Adds a sentence. As in the CoNLL shared tasks, relations count without their subtypes in CLAS and with them in
    /// LAS here, which is the harder reading.
    pub fn add(&mut self, gold: &Sentence, guesses: &[Guess<'_>]) {
        let mut counts = [(0, 0); MEASURES.len()];
        for (word, guess) in gold.words.iter().zip(guesses) {
            let head = word.head == guess.head;
            let (las, content) = (head && word.relation == guess.relation, is_content(word));
            let right = [word.upos == guess.upos, word.feats == guess.feats, head, las, las && content];
            for (nth, (count, right)) in counts.iter_mut().zip(right).enumerate() {
                count.0 += u32::from(right);
                count.1 += u32::from(nth < 4 || content);
            }
        }
        self.sentences.push(counts);
    }

    /// The shares of all measures.
    #[must_use]
    pub fn shares(&self) -> Vec<Share> {
        let mut random = Random::new(7);
        let all: Vec<usize> = (0..self.sentences.len()).collect();
        let values = self.over(&all);
        let mut draws = Vec::with_capacity(DRAWS);
        for _ in 0..DRAWS {
            let drawn: Vec<usize> = all.iter().map(|_| random.below(all.len())).collect();
            draws.push(self.over(&drawn));
        }
        let share = |(nth, measure)| {
            let mut drawn: Vec<f64> =
                draws.iter().map(|values: &[f64; MEASURES.len()]| values[nth]).collect();
            drawn.sort_by(f64::total_cmp);
            Share { measure, value: values[nth], bounds: (drawn[DRAWS / 40], drawn[DRAWS - 1 - DRAWS / 40]) }
        };
        MEASURES.into_iter().enumerate().map(share).collect()
    }

    fn over(&self, sentences: &[usize]) -> [f64; MEASURES.len()] {
        let mut sums = [(0, 0); MEASURES.len()];
        for counts in sentences.iter().map(|&nth| &self.sentences[nth]) {
            for (sum, count) in sums.iter_mut().zip(counts) {
                *sum = (sum.0 + count.0, sum.1 + count.1);
            }
        }
        sums.map(|(right, all)| 100.0 * f64::from(right) / f64::from(all.max(1)))
    }
}

/// Words that carry content, by their relation, as CLAS counts them.
fn is_content(word: &Word) -> bool {
    let universal = word.relation.split(':').next().unwrap_or_default();
    !matches!(universal, "aux" | "case" | "cc" | "clf" | "cop" | "det" | "mark" | "punct")
}
