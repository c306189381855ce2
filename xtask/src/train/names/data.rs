//! Sentences with names to learn from and to score on, by language.

use std::path::Path;

use kutip_learn::names::make::Example;

use super::{english, indonesian};
use crate::Outcome;

/// What there is of one language.
#[derive(Debug, Default)]
pub(super) struct Data {
    pub(super) learn: Vec<Sentence>,
    pub(super) held_out: Vec<Sentence>,
    /// Articles in which nothing is marked, their sentences.
    pub(super) unmarked: Vec<Vec<Example>>,
    /// Groups of features that its model does without.
    pub(super) without: &'static [&'static str],
    /// Whether the parts of the table are of sentences of their own, so that their sum says something.
    pub(super) summed: bool,
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
