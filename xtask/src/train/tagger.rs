//! `train tagger`.

use std::time::Instant;

use kutip_learn::tagger::{Scratch, Tagger};
use kutip_learn::train::score::{Guess, Score};
use kutip_learn::train::tagger::{self, Recipe};
use kutip_learn::train::treebank::Sentence;

use super::corpora::{self, Part};
use super::{place, tell};
use crate::Outcome;
use crate::args::Args;

pub(super) fn run(mut args: Args, lang: &str) -> Outcome {
    let score_only = args.flag("score");
    let out = args.path("out").unwrap_or_else(|| place(lang, "tagger"));
    let mut recipe = Recipe::default();
    recipe.rounds = args.number_or("rounds", recipe.rounds as u64)? as usize;
    recipe.seed = args.number_or("seed", recipe.seed)?;
    recipe.settled = args.number_or("settled", recipe.settled.into())? as u32;
    recipe.changes = args.number_or("changes", recipe.changes.into())? as u32;
    recipe.least = args.number_or("least", (recipe.least * 1000.0) as u64)? as f32 / 1000.0;
    recipe.without =
        args.text("without").iter().flat_map(|list| list.split(',')).flat_map(str::parse).collect();
    if !args.flag("bare") {
        let clusters = place(lang, "clusters");
        recipe.clusters =
            std::fs::read(&clusters).map_err(|error| format!("{}: {error}", clusters.display()))?;
    }
    args.end()?;
    let treebanks = corpora::treebanks(lang)?;
    if !score_only {
        let sentences: Vec<Sentence> = treebanks.learn.into_iter().flat_map(|part| part.sentences).collect();
        let start = Instant::now();
        let bytes = tagger::train(&sentences, &recipe);
        println!(
            "{} sentences, {:.0} s, {} bytes",
            sentences.len(),
            start.elapsed().as_secs_f64(),
            bytes.len()
        );
        std::fs::write(&out, bytes).map_err(|error| format!("{}: {error}", out.display()))?;
    }
    let bytes = std::fs::read(&out).map_err(|error| format!("{}: {error}", out.display()))?;
    let start = Instant::now();
    let tagger = Tagger::read(&bytes).map_err(|error| format!("{}: {error}", out.display()))?;
    println!("read in {:.1} ms", start.elapsed().as_secs_f64() * 1000.0);
    for part in &treebanks.held_out {
        tell(part.name, &score(&tagger, part), &["UPOS", "UFeats"]);
    }
    Ok(())
}

fn score(tagger: &Tagger, part: &Part) -> Score {
    let (mut scratch, mut tags, mut score) = (Scratch::default(), Vec::new(), Score::default());
    let (start, mut words) = (Instant::now(), 0);
    let forms: Vec<_> = part.sentences.iter().map(Sentence::forms).collect();
    for _ in 0..20 {
        for forms in &forms {
            tagger.tag(forms, &mut scratch, &mut tags);
            words += forms.len();
        }
    }
    println!("{:.0} words/s", words as f64 / start.elapsed().as_secs_f64());
    for sentence in &part.sentences {
        scratch.style = sentence.style;
        tagger.tag(&sentence.forms(), &mut scratch, &mut tags);
        let guess = |tag| Guess { upos: tagger.upos(tag), feats: tagger.feats(tag), head: 0, relation: "" };
        let guesses: Vec<_> = tags.iter().map(|&tag| guess(tag)).collect();
        score.add(sentence, &guesses);
    }
    score
}
