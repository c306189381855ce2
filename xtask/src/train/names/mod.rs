//! `train names`: the finder of names.

mod data;
mod score;

use std::time::Instant;

use kutip_learn::names::make::{self, Example, Options};
use kutip_learn::names::{List, NameTag, Names, Scratch};

use self::score::Score;
use super::place;
use crate::args::Args;
use crate::{Outcome, files};

pub(super) fn run(mut args: Args, lang: &str) -> Outcome {
    let score_only = args.flag("score");
    let errors = args.flag("errors");
    let folds = args.number_or("folds", 0)? as usize;
    let out = args.path("out").unwrap_or_else(|| place(lang, "names"));
    let mut options = Options::default();
    options.decay = args.number_or("decay", (options.decay * 1000.0) as u64)? as f64 / 1000.0;
    options.steps = args.number_or("steps", options.steps as u64)? as usize;
    options.least = args.number_or("least", (options.least * 1000.0) as u64)? as f32 / 1000.0;
    options.without =
        args.text("without").iter().flat_map(|list| list.split(',')).map(str::to_owned).collect();
    args.end()?;
    let data = data::indonesian(&files::need_shared()?)?;
    let kit = Kit { lists: data::lists(lang)?, clusters: read_bytes(&place(lang, "clusters"))?, options };
    if folds > 0 {
        print!("{}", across(&data.learn, &kit, folds, errors)?.told());
        return Ok(());
    }
    if !score_only {
        let start = Instant::now();
        let bytes = kit.make(&data.learn)?;
        println!(
            "{} sentences, {:.0} s, {} bytes",
            data.learn.len(),
            start.elapsed().as_secs_f64(),
            bytes.len()
        );
        files::write_bytes(&out, &bytes)?;
    }
    let bytes = read_bytes(&out)?;
    let start = Instant::now();
    let names = Names::read(&bytes).map_err(|error| format!("{}: {error}", out.display()))?;
    println!("read in {:.1} ms", start.elapsed().as_secs_f64() * 1000.0);
    print!("{}", scored(&names, &data.held_out, errors).told());
    println!("{:.0} words/s", speed(&names, &data.held_out));
    Ok(())
}

/// All that a model is made of but its examples.
struct Kit {
    lists: Vec<List>,
    clusters: Vec<u8>,
    options: Options,
}

impl Kit {
    fn make(&self, examples: &[Example]) -> Outcome<Vec<u8>> {
        make::make(examples, &self.lists, &self.clusters, &self.options).map_err(|error| error.to_string())
    }
}

/// The score over all sentences, each found by a model that has not learned from it.
fn across(examples: &[Example], kit: &Kit, folds: usize, errors: bool) -> Outcome<Score> {
    let mut score = Score::default();
    for fold in 0..folds {
        let of = |inside: bool| {
            let all = examples.iter().enumerate().filter(|(nth, _)| (nth % folds == fold) == inside);
            all.map(|(_, example)| example.clone()).collect::<Vec<_>>()
        };
        let names = Names::read(&kit.make(&of(false))?).map_err(|error| error.to_string())?;
        let part = scored(&names, &of(true), errors);
        eprintln!("fold {fold}: {:.2}", part.f1());
        score.extend(part);
    }
    Ok(score)
}

fn scored(names: &Names, examples: &[Example], errors: bool) -> Score {
    let (mut scratch, mut tags, mut score) = (Scratch::default(), Vec::new(), Score::default());
    for example in examples {
        let forms: Vec<&str> = example.forms.iter().map(String::as_str).collect();
        names.find(&forms, &mut scratch, &mut tags);
        score.add(&example.tags, &tags);
        if errors && tags != example.tags {
            println!("{}", compared(example, &tags));
        }
    }
    score
}

/// A sentence with the names of both sides, where they differ.
fn compared(example: &Example, found: &[NameTag]) -> String {
    let word = |((form, gold), found): ((&String, &NameTag), &NameTag)| match (gold, found) {
        (NameTag::Outside, NameTag::Outside) => form.clone(),
        (gold, found) if gold == found => format!("[{form}/{}]", gold.as_str()),
        (gold, found) => format!("{{{form}/{}/{}}}", gold.as_str(), found.as_str()),
    };
    example.forms.iter().zip(&example.tags).zip(found).map(word).collect::<Vec<_>>().join(" ")
}

fn speed(names: &Names, examples: &[Example]) -> f64 {
    let (mut scratch, mut tags) = (Scratch::default(), Vec::new());
    let sentences: Vec<Vec<&str>> =
        examples.iter().map(|example| example.forms.iter().map(String::as_str).collect()).collect();
    let (start, mut words) = (Instant::now(), 0);
    for forms in std::iter::repeat_n(&sentences, 20).flatten() {
        names.find(forms, &mut scratch, &mut tags);
        words += forms.len();
    }
    words as f64 / start.elapsed().as_secs_f64()
}

fn read_bytes(path: &std::path::Path) -> Outcome<Vec<u8>> {
    std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}
