//! `train`: learns the models of a language from treebanks in the shared folder, and scores them on held-out sentences.

mod card;
mod clusters;
mod corpora;
mod lemmas;
mod names;
mod parser;
mod raw;
mod tagger;

use std::path::{Path, PathBuf};

use crate::args::Args;
use crate::{Outcome, files};

pub(crate) fn run(mut args: Args) -> Outcome {
    if args.has("check") && files::shared().is_none() {
        println!("no shared folder: the models are not scored");
        return Ok(());
    }
    let model = args.words();
    let lang = args.text("lang").ok_or("--lang CODE is missing")?;
    match model.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["lemmas"] => lemmas::run(args, &lang),
        ["tagger"] => tagger::run(args, &lang),
        ["clusters"] => clusters::run(args, &lang),
        ["names"] => names::run(args, &lang),
        ["parser"] => parser::run(args, &lang),
        _ => Err("which model? train tagger --lang id".to_owned()),
    }
}

/// Where a model of a language lies.
fn place(lang: &str, model: &str) -> PathBuf {
    files::root().join("crates/kutip-lang").join(lang).join("models").join(format!("{model}.bin"))
}

/// The groups of features that `--without 1,2` leaves out.
fn groups(args: &mut Args) -> Outcome<Vec<usize>> {
    let list = args.text("without").unwrap_or_default();
    let number = |text: &str| text.parse().map_err(|_| format!("--without: {text:?} is no number"));
    list.split(',').filter(|text| !text.is_empty()).map(number).collect()
}

fn read_bytes(path: &Path) -> Outcome<Vec<u8>> {
    std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}
