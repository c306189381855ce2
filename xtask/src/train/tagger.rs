//! `train tagger`.

use std::path::Path;
use std::time::Instant;

use kutip_learn::tagger::{Scratch, Tagger};
use kutip_learn::train::score::{Guess, Score};
use kutip_learn::train::tagger::{self, Recipe};
use kutip_learn::train::treebank::Sentence;

use super::corpora::{self, Part};
use super::{card, place, read_bytes};
use crate::Outcome;
use crate::args::Args;

const MEASURES: [&str; 2] = ["UPOS", "UFeats"];

pub(super) fn run(mut args: Args, lang: &str) -> Outcome {
    let (score_only, check) = (args.flag("score"), args.flag("check"));
    let out = args.path("out").unwrap_or_else(|| place(lang, "tagger"));
    let recipe = recipe(&mut args, lang)?;
    let today = args.flag("today");
    args.end()?;
    if !score_only {
        let sentences = corpora::learn(lang, today)?;
        let start = Instant::now();
        let bytes = tagger::train(&sentences, &recipe);
        println!(
            "{} sentences, {:.0} s, {} bytes",
            sentences.len(),
            start.elapsed().as_secs_f64(),
            bytes.len()
        );
        crate::files::write_bytes(&out, &bytes)?;
    }
    let tagger = read(&out)?;
    let held_out = corpora::held_out(lang)?;
    let scores: Vec<_> = held_out.iter().map(|part| (part.name, score(&tagger, part))).collect();
    let table = card::table(&scores, &MEASURES);
    print!("{table}");
    card::done(&out, &table, score_only, check)
}

fn recipe(args: &mut Args, lang: &str) -> Outcome<Recipe> {
    let mut recipe = Recipe::default();
    recipe.rounds = args.number_or("rounds", recipe.rounds as u64)? as usize;
    recipe.seed = args.number_or("seed", recipe.seed)?;
    recipe.settled = args.number_or("settled", recipe.settled.into())? as u32;
    recipe.changes = args.number_or("changes", recipe.changes.into())? as u32;
    recipe.without = super::groups(args)?;
    if !args.flag("bare") {
        recipe.clusters = read_bytes(&place(lang, "clusters"))?;
    }
    Ok(recipe)
}

/// The tagger in a file.
pub(super) fn read(path: &Path) -> Outcome<Tagger> {
    Tagger::read(&read_bytes(path)?).map_err(|error| format!("{}: {error}", path.display()))
}

fn score(tagger: &Tagger, part: &Part) -> Score {
    let (mut scratch, mut tags, mut score) = (Scratch::default(), Vec::new(), Score::default());
    for sentence in &part.sentences {
        scratch.style = sentence.style;
        tagger.tag(&Sentence::forms(sentence), &mut scratch, &mut tags);
        let guess = |tag| Guess { upos: tagger.upos(tag), feats: tagger.feats(tag), head: 0, relation: "" };
        let guesses: Vec<_> = tags.iter().map(|&tag| guess(tag)).collect();
        score.add(sentence, &guesses);
    }
    score
}
