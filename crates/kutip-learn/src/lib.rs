//! What kutip has learned of languages: a model a task, each read from bytes that lie in the language's folder.
//!
//! Inference does no IO, reads no clock and cannot fail: a model is checked once, when it is read. Every model is the
//! same thing underneath: a [`Pack`](pack::Pack) of named sections, in which a [`Table`](table::Table) holds small whole
//! weights for hashed features. Training stands behind the feature `train`.

pub mod builtin;
pub mod clusters;
pub mod cut;
mod error;
pub mod grammar;
pub mod hash;
pub mod lemmas;
pub mod names;
pub mod pack;
pub mod parser;
pub mod table;
pub mod tagger;
#[cfg(feature = "train")]
pub mod train;
mod words;

pub use error::ModelError;
