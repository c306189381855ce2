//! Counts of one measure, and what follows from them.

use serde::Serialize;

use crate::python::round4;

/// How many items were right, how many gold has, how many were found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Found items that are right.
    pub right: usize,
    /// Items of gold.
    pub gold: usize,
    /// Items of the record.
    pub found: usize,
}

/// Precision, recall and F1 of one measure, rounded to four decimals.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Scores {
    /// Share of the found items that are right.
    pub precision: f64,
    /// Share of the gold items that were found.
    pub recall: f64,
    /// Harmonic mean of both.
    pub f1: f64,
    /// Items of gold.
    pub gold: usize,
    /// Items of the records.
    pub found: usize,
    /// Lower end of the 95 % interval of F1, where one was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// Upper end of the 95 % interval of F1, where one was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
}

impl Tally {
    pub(crate) fn add(&mut self, right: usize, gold: usize, found: usize) {
        self.right += right;
        self.gold += gold;
        self.found += found;
    }

    /// The scores that follow from the counts; what cannot be divided is 0.
    pub fn scores(self) -> Scores {
        let share = |of: usize| if of == 0 { 0.0 } else { self.right as f64 / of as f64 };
        let (precision, recall) = (share(self.found), share(self.gold));
        let sum = precision + recall;
        let f1 = if sum == 0.0 { 0.0 } else { 2.0 * precision * recall / sum };
        Scores {
            precision: round4(precision),
            recall: round4(recall),
            f1: round4(f1),
            gold: self.gold,
            found: self.found,
            low: None,
            high: None,
        }
    }
}

/// The measures in the order in which they are printed.
pub const MEASURES: [&str; 30] = [
    "statement (exact)",
    "statement (overlap)",
    "statement kind",
    "speaker",
    "via",
    "said on",
    "cue",
    "addressee",
    "attribution (content+speaker+via)",
    "within",
    "direct quote + speaker",
    "time (span)",
    "time (span+value)",
    "figure (value)",
    "figure (value+unit)",
    "figure relation",
    "figure revision",
    "event (type)",
    "event (type+actor+recipient)",
    "event modality",
    "event according to",
    "event between states (all)",
    "commitment",
    "commitment condition",
    "quoted term",
    "mention (span)",
    "same actor (pairs)",
    "mention (span+whose)",
    "place (span+country)",
    "pact (name+parties+kind)",
];
