//! Addresses on one text.
//!
//! Everything that kutip finds points at characters of an article. This crate holds the few types with which it
//! points: [`Span`] (bytes, half-open), [`Id`] (the place of an item in its layer), [`Mark`] and [`Layer`] (found
//! things in the order of the text), [`CodePoints`] (bytes to the code points of the public record) and the
//! [`notation`] in which lexicon sentences and test cases are written; and the [`Tongue`] of messages, which every crate
//! with problems of its own needs. It knows no language of articles and does no IO.

mod codepoints;
mod id;
mod mark;
pub mod notation;
pub mod scan;
mod span;
mod tongue;

pub use codepoints::CodePoints;
pub use id::Id;
pub use mark::{Certainty, Layer, Mark, RuleId};
pub use span::Span;
pub use tongue::Tongue;
