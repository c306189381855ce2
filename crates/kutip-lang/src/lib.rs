//! What kutip knows of languages, as data.
//!
//! Each language is a folder of this crate (`id/`), found by the build and packed into the binary: TOML entries (marks,
//! words, people, cues, channels, times, numbers, units) and TSV tables (states, outlets, bodies, regions). Beside an
//! entry stand the sentences that prove it. This crate turns a folder into tables ([`Lang`]) and knows no algorithm
//! that reads text.
//!
//! A newsroom's own [`Folder`] of the same form is laid over the built-in one at run time ([`Source::lay_over`]).

mod amountwords;
mod check;
mod class;
mod compile;
pub mod edit;
mod error;
mod eventwords;
mod folder;
mod form;
mod frame;
mod lang;
mod overlay;
mod placewords;
pub mod source;
mod timewords;
mod words;

pub use amountwords::{NumberWord, UnitKind, UnitWord};
pub use check::check;
pub use class::{Class, ClassSet};
pub use compile::OWN;
pub use error::{At, Expected, Fault, LangError, Measure, closest};
pub use eventwords::{EVENT_TYPES, EventForm, EventFrame, EventGroup, EventPart, EventWord, Hint, Need};
pub use folder::{Folder, read_whole};
pub use form::{ACTS, columns, file_names, is_set};
pub use frame::{Frame, Literal, Part, Slot};
pub use lang::{Case, Cue, Lang, Leader, Name, Phrase, Sense, State, StateName, WordId, fold, fold_into};
pub use placewords::{ActorPart, ActorWord, Coordinates, Namesake, PactPart, PactWord, PlacePart, PlaceWord};
pub use source::{Entry, Field, Off, Row, Source, Table};
pub use timewords::{DayPart, Season, TimeUnit, TimeWord};

use std::sync::OnceLock;

include!(concat!(env!("OUT_DIR"), "/folders.rs"));

/// The lexicon's own release date: the default of the reference day.
pub const RELEASED: &str = "2026-11-25";

/// The record's units of people, whose counts are revised.
pub const PEOPLE: [&str; 9] =
    ["killed", "injured", "missing", "displaced", "arrested", "hostages", "refugees", "troops", "people"];

/// The act of going on with what was said.
pub const ACT_ADD: &str = "add";
/// The act of cues that pass on what has become known, whoever said it.
pub const ACT_REPORT: &str = "report";

/// The built-in language with this code, `None` where there is none.
#[must_use]
pub fn builtin(code: &str) -> Option<&'static Lang> {
    static LANGS: OnceLock<Vec<Option<Lang>>> = OnceLock::new();
    let langs = LANGS
        .get_or_init(|| FOLDERS.iter().map(|(_, packed, _)| postcard::from_bytes(packed).ok()).collect());
    let place = FOLDERS.iter().position(|(name, ..)| *name == code)?;
    langs.get(place)?.as_ref()
}

/// The entries of the built-in language with this code, as its folder has them. Unpacked anew at each call: only who
/// lays a folder over them needs it.
#[must_use]
pub fn builtin_source(code: &str) -> Option<Source> {
    let (_, _, packed) = FOLDERS.iter().find(|(name, ..)| *name == code)?;
    postcard::from_bytes(packed).ok()
}

/// The codes of the built-in languages.
pub fn codes() -> impl Iterator<Item = &'static str> {
    FOLDERS.iter().map(|(code, ..)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_folder_compiles() {
        for code in codes() {
            assert!(builtin(code).is_some() && builtin_source(code).is_some(), "{code}");
        }
        assert!(codes().any(|code| code == "id"));
    }

    #[test]
    fn a_clitic_is_split_off_a_known_word_only() {
        let lang = builtin("id").unwrap();
        assert_eq!(lang.word_and_clitic("ujarnya"), (lang.word("ujar"), 3));
        assert_eq!(lang.word_and_clitic("xyznya"), (WordId::UNKNOWN, 0));
    }
}
