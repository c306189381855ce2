//! Sentences with names to learn from and to score on, by language.

use std::path::Path;

use kutip_learn::names::make::Example;

use super::{english, indonesian};
use crate::Outcome;

/// What there is of one language.
#[derive(Debug)]
pub(super) struct Data {
    pub(super) learn: Vec<Sentence>,
    pub(super) held_out: Vec<Sentence>,
    /// How strongly weights are held near 0.
    pub(super) decay: f64,
    /// Groups of features that its model does without.
    pub(super) without: &'static [&'static str],
    /// The parts of the table whose sum says something.
    pub(super) summed: &'static [&'static str],
    /// How much a sentence counts in which a first model found the names; 0 where nothing is learned so.
    pub(super) found: f64,
}

/// A sentence, in each form that it is learned in and scored in.
#[derive(Debug, Clone)]
pub(super) struct Sentence {
    /// The article that it is of: folds do not part articles.
    pub(super) article: usize,
    pub(super) forms: Vec<Form>,
}

/// One form of a sentence.
#[derive(Debug, Clone)]
pub(super) struct Form {
    /// The part of the table that it is scored in.
    pub(super) part: &'static str,
    pub(super) example: Example,
}

/// The sentences of a language.
pub(super) fn of(lang: &str, shared: &Path) -> Outcome<Data> {
    match lang {
        "id" => indonesian::data(shared),
        "en" => english::data(shared),
        _ => Err(format!("there are no sentences with names of '{lang}': --lang id or --lang en")),
    }
}

/// Articles of a language in which nothing is marked, their sentences.
pub(super) fn unmarked(lang: &str, shared: &Path) -> Outcome<Vec<Vec<Example>>> {
    if lang == "en" { english::unmarked(shared) } else { Ok(Vec::new()) }
}
