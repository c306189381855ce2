//! How models are made: treebanks read, weights learned, models written. Nothing of it ships.
//!
//! Everything is seeded and in a fixed order, so that the same data give the same bytes.

pub mod lemmas;
pub mod mapping;
mod perceptron;
mod random;
pub mod treebank;

pub mod parser;
pub mod score;
pub mod tagger;

pub use perceptron::Perceptron;
pub use random::Random;
