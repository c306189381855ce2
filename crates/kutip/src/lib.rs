//! kutip reads news and gives back who said what, through whom, when and how many, each with its exact characters.
//!
//! This is the front door for programs; the binary of the same name is built on it.
//!
//! ```
//! let record = kutip::read("Menteri Sari mengatakan jalan itu ditutup.");
//! assert!(record.starts_with("{\"schema\":\"kutip/1\""));
//! ```

mod engine;
mod escape;
pub mod export;
mod layers;
pub mod lexicon;
pub mod listing;
mod pagewords;
pub mod parse;
pub mod query;
mod schema;
pub mod view;
mod visible;
pub mod wire;

pub use engine::{DEFAULT_LANGUAGE, Engine, Fill, Origin, code};
pub use kutip_find::{Article, Report, Scratch, Settings};
pub use kutip_read::{
    Answer, Answered, Damage, FeedItems, Filter, Input, InputError, Item, Limits, Options, Outline,
    PageWords, Place, Problem, Reader, Severity, Told, Tongue, Words, conllu, outlines, parse_day,
};
pub use kutip_record::{Record, sha256};
pub use layers::{LAYERS, Layers};
pub use lexicon::{Lexicon, LexiconError};
pub use pagewords::page_words;
pub use schema::SCHEMA;
pub use visible::{is_combining, visible};

/// The version that the record states.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Reads one Indonesian text and gives its record as JSON.
///
/// Programs that read many articles keep an [`Engine`] and a [`Scratch`].
#[must_use]
pub fn read(text: &str) -> String {
    let input = Input { text: text.to_owned(), ..Input::default() };
    let mut out = Vec::new();
    Engine::default().write_record(input, &mut Scratch::default(), &mut out);
    String::from_utf8(out).unwrap_or_default()
}
