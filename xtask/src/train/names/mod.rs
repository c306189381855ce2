//! `train names`: the finder of names.

mod data;
mod print;
mod score;

use std::path::Path;
use std::time::Instant;

use kutip_learn::names::make::{self, Example, Options};
use kutip_learn::names::{List, NameTag, Names, Scratch};

use self::data::Sentence;
use self::score::Score;
use super::{card, place, raw, read_bytes};
use crate::args::Args;
use crate::{Outcome, files};

pub(super) fn run(mut args: Args, lang: &str) -> Outcome {
    let (score_only, check, errors) = (args.flag("score"), args.flag("check"), args.flag("errors"));
    let folds = args.number_or("folds", 0)? as usize;
    let out = args.path("out").unwrap_or_else(|| place(lang, "names"));
    let articles = args.path("read");
    let (forms, options) = recipe(&mut args)?;
    args.end()?;
    if let Some(articles) = articles {
        return read_aloud(&read(&out)?, &articles);
    }
    let data = data::of(lang, &files::need_shared()?)?;
    let kit =
        Kit { lists: data::lists(lang)?, clusters: read_bytes(&place(lang, "clusters"))?, forms, options };
    if folds > 0 {
        print!("{}", score::table(&across(&data.learn, &kit, folds, errors)?));
        return Ok(());
    }
    if !score_only {
        let start = Instant::now();
        let bytes = kit.make(&data.learn)?;
        let (size, seconds) = (bytes.len(), start.elapsed().as_secs_f64());
        println!("{} sentences, {seconds:.0} s, {size} bytes", data.learn.len());
        files::write_bytes(&out, &bytes)?;
    }
    let names = read(&out)?;
    let table = score::table(&scored(&names, &data.held_out, errors));
    print!("{table}");
    if score_only && !check {
        println!("{:.0} words/s", speed(&names, &data.held_out));
    }
    card::done(&out, &table, score_only, check)
}

fn recipe(args: &mut Args) -> Outcome<(Forms, Options)> {
    let mut options = Options::default();
    options.decay = args.number_or("decay", (options.decay * 1000.0) as u64)? as f64 / 1000.0;
    options.margin = args.number_or("margin", (options.margin * 1000.0) as u64)? as f64 / 1000.0;
    options.steps = args.number_or("steps", options.steps as u64)? as usize;
    options.least = args.number_or("least", (options.least * 1000.0) as u64)? as f32 / 1000.0;
    options.without =
        args.text("without").iter().flat_map(|list| list.split(',')).map(str::to_owned).collect();
    let forms = match args.text("forms").as_deref() {
        None | Some("both") => Forms::Both,
        Some("bare") => Forms::Bare,
        Some("printed") => Forms::Printed,
        Some(other) => return Err(format!("--forms {other}: forms are both, bare and printed")),
    };
    Ok((forms, options))
}

fn read(path: &Path) -> Outcome<Names> {
    let bytes = read_bytes(path)?;
    let start = Instant::now();
    let names = Names::read(&bytes).map_err(|error| format!("{}: {error}", path.display()))?;
    eprintln!("read in {:.1} ms", start.elapsed().as_secs_f64() * 1000.0);
    Ok(names)
}

/// All that a model is made of but its examples.
struct Kit {
    lists: Vec<List>,
    clusters: Vec<u8>,
    forms: Forms,
    options: Options,
}

/// In which forms sentences are learned.
#[derive(Clone, Copy)]
enum Forms {
    Both,
    Bare,
    Printed,
}

impl Kit {
    /// A model of sentences in both forms: as the set has them and as they are printed, each counting half.
    fn make(&self, sentences: &[Sentence]) -> Outcome<Vec<u8>> {
        let forms = sentences.iter().flat_map(|sentence| match self.forms {
            Forms::Both => vec![&sentence.bare, &sentence.printed],
            Forms::Bare => vec![&sentence.bare; 2],
            Forms::Printed => vec![&sentence.printed; 2],
        });
        let examples: Vec<Example> =
            forms.map(|example| Example { weight: 0.5, ..example.clone() }).collect();
        make::make(&examples, &self.lists, &self.clusters, &self.options).map_err(|error| error.to_string())
    }
}

/// The score over all sentences, each found by a model that has not learned from it.
fn across(sentences: &[Sentence], kit: &Kit, folds: usize, errors: bool) -> Outcome<[Score; 2]> {
    let mut scores = [Score::default(), Score::default()];
    for fold in 0..folds {
        let of = |inside: bool| {
            let all = sentences.iter().enumerate().filter(|(nth, _)| (nth % folds == fold) == inside);
            all.map(|(_, sentence)| sentence.clone()).collect::<Vec<_>>()
        };
        let names = Names::read(&kit.make(&of(false))?).map_err(|error| error.to_string())?;
        let parts = scored(&names, &of(true), errors);
        eprintln!("fold {fold}: {:.2} {:.2}", parts[0].f1(), parts[1].f1());
        scores.iter_mut().zip(parts).for_each(|(score, part)| score.extend(part));
    }
    Ok(scores)
}

/// The scores on the sentences as the set has them, and as they are printed.
fn scored(names: &Names, sentences: &[Sentence], errors: bool) -> [Score; 2] {
    let (mut scratch, mut tags) = (Scratch::default(), Vec::new());
    let mut scores = [Score::default(), Score::default()];
    for sentence in sentences {
        for (example, score) in [&sentence.bare, &sentence.printed].into_iter().zip(&mut scores) {
            let forms: Vec<&str> = example.forms.iter().map(String::as_str).collect();
            names.find(&forms, &mut scratch, &mut tags);
            score.add(&example.tags, &tags);
            if errors && tags != example.tags {
                println!("{}", compared(example, &tags));
            }
        }
    }
    scores
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

/// Prints the sentences of articles with the names that are found in them.
fn read_aloud(names: &Names, articles: &Path) -> Outcome {
    let (mut scratch, mut tags) = (Scratch::default(), Vec::new());
    for article in files::read_lines(articles)? {
        println!("# {}", article["id"].as_str().unwrap_or_default());
        for sentence in raw::sentences(article["text"].as_str().unwrap_or_default()) {
            let forms: Vec<&str> = sentence.iter().map(String::as_str).collect();
            names.find(&forms, &mut scratch, &mut tags);
            let mut line = sentence.clone();
            for (kind, start, end) in score::names(&tags) {
                line[start].insert(0, '[');
                line[end - 1] += &format!("]{}", &NameTag::Begin(kind).as_str()[1..]);
            }
            println!("{}", line.join(" "));
        }
    }
    Ok(())
}

fn speed(names: &Names, sentences: &[Sentence]) -> f64 {
    let (mut scratch, mut tags) = (Scratch::default(), Vec::new());
    let sentences: Vec<Vec<&str>> = sentences
        .iter()
        .map(|sentence| sentence.printed.forms.iter().map(String::as_str).collect())
        .collect();
    let (start, mut words) = (Instant::now(), 0);
    for forms in std::iter::repeat_n(&sentences, 20).flatten() {
        names.find(forms, &mut scratch, &mut tags);
        words += forms.len();
    }
    words as f64 / start.elapsed().as_secs_f64()
}
