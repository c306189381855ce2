//! `train parser`.

use std::time::Instant;

use kutip_learn::parser::{self, Parser};
use kutip_learn::tagger::{self, TagId, Tagger};
use kutip_learn::train::parser::Recipe;
use kutip_learn::train::score::{Guess, Score};
use kutip_learn::train::tagger as learn_tagger;
use kutip_learn::train::treebank::Sentence;

use super::corpora::{self, Part};
use super::{place, tell};
use crate::Outcome;
use crate::args::Args;

/// The parts that the sentences are dealt into, to tag each with what was learned from the others.
const FOLDS: usize = 5;

pub(super) fn run(mut args: Args, lang: &str) -> Outcome {
    let score_only = args.flag("score");
    let out = args.path("out").unwrap_or_else(|| place(lang, "parser"));
    let tagger = args.path("tagger").unwrap_or_else(|| place(lang, "tagger"));
    let mut recipe = Recipe::default();
    recipe.rounds = args.number_or("rounds", recipe.rounds as u64)? as usize;
    recipe.seed = args.number_or("seed", recipe.seed)?;
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
    let bytes = std::fs::read(&tagger).map_err(|error| format!("{}: {error}", tagger.display()))?;
    let tagger = Tagger::read(&bytes).map_err(|error| error.to_string())?;
    if !score_only {
        let sentences: Vec<Sentence> = treebanks.learn.into_iter().flat_map(|part| part.sentences).collect();
        let start = Instant::now();
        let tags = tag_in_turns(&sentences, &tagger, &recipe.clusters)?;
        println!("tagged in {:.0} s", start.elapsed().as_secs_f64());
        let bytes = kutip_learn::train::parser::train(&sentences, &tagger, &tags, &recipe);
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
    let parser = Parser::read(&bytes).map_err(|error| format!("{}: {error}", out.display()))?;
    println!("read in {:.1} ms", start.elapsed().as_secs_f64() * 1000.0);
    for part in &treebanks.held_out {
        tell(part.name, &score(&tagger, &parser, part), &["UPOS", "UFeats", "UAS", "LAS", "CLAS"]);
    }
    Ok(())
}

/// The tags of each sentence as a tagger gives them that did not learn from it: with errors, as later in use. They are
/// those of `tagger`, by their names.
fn tag_in_turns(sentences: &[Sentence], tagger: &Tagger, clusters: &[u8]) -> Outcome<Vec<Vec<TagId>>> {
    let mut all = vec![Vec::new(); sentences.len()];
    let mut scratch = tagger::Scratch::default();
    for fold in 0..FOLDS {
        let others = sentences.iter().enumerate().filter(|(nth, _)| nth % FOLDS != fold);
        let others: Vec<Sentence> = others.map(|(_, sentence)| sentence.clone()).collect();
        let recipe = learn_tagger::Recipe { rounds: 5, clusters: clusters.to_vec(), ..Default::default() };
        let other =
            Tagger::read(&learn_tagger::train(&others, &recipe)).map_err(|error| error.to_string())?;
        let mut tags = Vec::new();
        for nth in (fold..sentences.len()).step_by(FOLDS) {
            scratch.style = sentences[nth].style;
            other.tag(&sentences[nth].forms(), &mut scratch, &mut tags);
            all[nth] = tags.iter().map(|&tag| tagger.named(other.upos(tag), other.feats(tag))).collect();
        }
    }
    Ok(all)
}

fn score(tagger: &Tagger, parser: &Parser, part: &Part) -> Score {
    let (mut tag_scratch, mut scratch) = (tagger::Scratch::default(), parser::Scratch::default());
    let (mut tags, mut arcs, mut score) = (Vec::new(), Vec::new(), Score::default());
    let (start, mut words) = (Instant::now(), 0);
    let forms: Vec<_> = part.sentences.iter().map(Sentence::forms).collect();
    for _ in 0..10 {
        for forms in &forms {
            tagger.tag(forms, &mut tag_scratch, &mut tags);
            parser.parse(tagger, forms, &tags, &mut scratch, &mut arcs);
            words += forms.len();
        }
    }
    println!("{:.0} words/s", words as f64 / start.elapsed().as_secs_f64());
    for sentence in &part.sentences {
        let forms = sentence.forms();
        (tag_scratch.style, scratch.style) = (sentence.style, sentence.style);
        tagger.tag(&forms, &mut tag_scratch, &mut tags);
        parser.parse(tagger, &forms, &tags, &mut scratch, &mut arcs);
        let guesses = tags.iter().zip(&arcs).map(|(&tag, arc)| Guess {
            upos: tagger.upos(tag),
            feats: tagger.feats(tag),
            head: arc.head,
            relation: parser.relation(arc.relation),
        });
        score.add(sentence, &guesses.collect::<Vec<_>>());
    }
    score
}
