//! What kutip has learned of languages: a model a task, each read from bytes that lie in the language's folder.
//!
//! Inference does no IO, reads no clock and cannot fail: a model is checked once, when it is read. Training stands
//! behind the feature `train`.

pub mod conllu;
pub mod lemmas;
