//! How models are made: treebanks read, weights learned, models written. Nothing of it ships.
//!
//! Everything is seeded and in a fixed order, so that the same data give the same bytes.

pub mod lemmas;
pub mod mapping;
mod perceptron;
mod random;
#[cfg(test)]
mod tests;
pub mod treebank;

pub mod parser;
pub mod score;
pub mod tagger;

pub use perceptron::Perceptron;
pub use random::Random;

/// Groups of a model's features, by their names.
type Groups = &'static [(&'static str, std::ops::Range<usize>)];

/// The places of the features that are learned from: of `count`, of which the last `styled` look at the manner of
/// annotation, those that stand in no group of `without`.
fn kept((count, styled, groups): (usize, usize, Groups), several: bool, without: &[usize]) -> Vec<usize> {
    let left_out =
        |nth: &usize| without.iter().filter_map(|&at| groups.get(at)).any(|(_, group)| group.contains(nth));
    let count = if several { count } else { count - styled };
    (0..count).filter(|nth| !left_out(nth)).collect()
}
