//! `train`: learns the models of a language from treebanks in the shared folder, and scores them on held-out sentences.

mod clusters;
mod corpora;
mod lemmas;
mod names;
mod parser;
mod raw;
mod tagger;

use std::path::PathBuf;

use kutip_learn::train::score::Score;

use crate::args::Args;
use crate::{Outcome, files};

pub(crate) fn run(mut args: Args) -> Outcome {
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

fn tell(name: &str, score: &Score, measures: &[&str]) {
    print!("{name:12}");
    for share in score.shares().iter().filter(|share| measures.contains(&share.measure)) {
        print!("  {} {:.1} ({:.1}-{:.1})", share.measure, share.value, share.bounds.0, share.bounds.1);
    }
    println!();
}
