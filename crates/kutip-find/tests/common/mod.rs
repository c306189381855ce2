//! What the proofs share: the language as it lies on disk, and the list of lines that fail so far.

#![allow(dead_code, reason = "each proof uses a part")]

pub(crate) mod check;
pub(crate) mod known;

use kutip_find::model::{Article, Report, Settings};
use kutip_find::{Scratch, analyze};
use kutip_lang::{Lang, RELEASED, Source};
use std::path::{Path, PathBuf};

/// The crate's folder.
pub(crate) fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of Indonesian.
pub(crate) fn folder() -> PathBuf {
    here().join("../kutip-lang/id")
}

/// The lexicon as it is written, proof sentences included.
pub(crate) fn source() -> Source {
    kutip_lang::read_whole(&folder()).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

/// The language compiled from disk: an edited sentence needs no new build.
pub(crate) fn lang(source: &Source) -> Lang {
    Lang::compile("id", source).unwrap_or_else(|error| panic!("{error}"))
}

/// Reads an article on the lexicon's own day.
pub(crate) fn read<'a>(article: &'a Article, lang: &'a Lang) -> Report<'a> {
    let today = RELEASED.parse().expect("a day");
    analyze(article, lang, &Settings { today }, &mut Scratch::default())
}

/// Whether the expectations are to be rewritten: `UPDATE=1 cargo test`.
pub(crate) fn update() -> bool {
    std::env::var_os("UPDATE").is_some_and(|value| value == "1")
}

/// Whether failures that are known are to be printed as well: `ALL=1 cargo test -- --nocapture`.
pub(crate) fn show_all() -> bool {
    std::env::var_os("ALL").is_some_and(|value| value == "1")
}
