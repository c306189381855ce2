//! `train parser`.

use std::path::Path;
use std::time::Instant;

use kutip_learn::parser::{Parser, Scratch};
use kutip_learn::tagger::{self, TagId, Tagger};
use kutip_learn::train::parser::{self, Recipe, Size};
use kutip_learn::train::score::{Guess, Score};
use kutip_learn::train::tagger as learn_tagger;
use kutip_learn::train::treebank::Sentence;

use super::corpora::{self, Part};
use super::{card, place, read_bytes};
use crate::args::Args;
use crate::{Outcome, files};

/// The parts that the sentences are dealt into, to tag each with what was learned from the others.
const FOLDS: usize = 5;

const MEASURES: [&str; 5] = ["UPOS", "UFeats", "UAS", "LAS", "CLAS"];

pub(super) fn run(mut args: Args, lang: &str) -> Outcome {
    let (score_only, check) = (args.flag("score"), args.flag("check"));
    let out = args.path("out").unwrap_or_else(|| place(lang, "parser"));
    let tagger = super::tagger::read(&args.path("tagger").unwrap_or_else(|| place(lang, "tagger")))?;
    let recipe = recipe(&mut args, lang)?;
    let today = args.flag("today");
    let sizes =
        args.text("size").map_or(Ok(vec![Size::default()]), |text| text.split(';').map(size).collect())?;
    args.end()?;
    let held_out = corpora::held_out(lang)?;
    if score_only {
        let table = table(&out, &tagger, &held_out)?;
        return if check { card::check(&out, &table) } else { Ok(()) };
    }
    let sentences = corpora::learn(lang, today)?;
    let start = Instant::now();
    let tags = tag_in_turns(&sentences, &tagger, &recipe.clusters)?;
    let trained = parser::train(&sentences, &tagger, &tags, &recipe);
    println!("{} sentences, {:.0} s", sentences.len(), start.elapsed().as_secs_f64());
    for size in &sizes {
        let bytes = trained.bytes(size);
        println!("{size:?}: {} bytes", bytes.len());
        files::write_bytes(&out, &bytes)?;
        card::put(&out, &table(&out, &tagger, &held_out)?)?;
    }
    Ok(())
}

fn recipe(args: &mut Args, lang: &str) -> Outcome<Recipe> {
    let mut recipe = Recipe::default();
    recipe.rounds = args.number_or("rounds", recipe.rounds as u64)? as usize;
    recipe.seed = args.number_or("seed", recipe.seed)?;
    recipe.without = super::groups(args)?;
    if !args.flag("bare") {
        recipe.clusters = read_bytes(&place(lang, "clusters"))?;
    }
    Ok(recipe)
}

/// `changes,least,fill`.
fn size(text: &str) -> Outcome<Size> {
    let numbers: Vec<f32> = text.split(',').flat_map(str::parse).collect();
    match numbers[..] {
        [changes, least, fill] => Ok(Size { changes: changes as u32, least, fill }),
        _ => Err(format!("--size: {text:?} is not CHANGES,LEAST,FILL")),
    }
}

/// What the parser in a file scores; printed, too.
fn table(model: &Path, tagger: &Tagger, held_out: &[Part]) -> Outcome<String> {
    let parser =
        Parser::read(&read_bytes(model)?).map_err(|error| format!("{}: {error}", model.display()))?;
    let scores: Vec<_> = held_out.iter().map(|part| (part.name, score(tagger, &parser, part))).collect();
    let table = card::table(&scores, &MEASURES);
    print!("{table}");
    Ok(table)
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
    let (mut tag_scratch, mut scratch) = (tagger::Scratch::default(), Scratch::default());
    let (mut tags, mut arcs, mut score) = (Vec::new(), Vec::new(), Score::default());
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
