//! `train names`: the finder of names.

mod complete;
mod data;
mod english;
mod indonesian;
mod lists;
mod print;
mod score;

use std::path::Path;
use std::time::Instant;

use kutip_learn::builtin;
use kutip_learn::grammar::{Grammar, GrammarScratch, Reading};
use kutip_learn::lemmas::Convention;
use kutip_learn::names::make::{self, Example, Options};
use kutip_learn::names::{List, NameTag, Names, Scratch};

use self::data::{Form, Sentence};
use self::score::Parts;
use super::{card, place, raw, read_bytes};
use crate::args::Args;
use crate::{Outcome, files};

pub(super) fn run(mut args: Args, lang: &str) -> Outcome {
    let (score_only, check, errors) = (args.flag("score"), args.flag("check"), args.flag("errors"));
    let (folds, show) = (args.number_or("folds", 0)? as usize, args.flag("show"));
    let out = args.path("out").unwrap_or_else(|| place(lang, "names"));
    let articles = args.path("read");
    let from: Vec<String> = list(args.text("from"));
    let [found, decay] = ["found", "decay"].map(|name| args.has(name).then(|| args.number(name)).transpose());
    let [found, decay] = [found?, decay?].map(|number| number.map(|number| number as f64 / 1000.0));
    let mut options = options(&mut args)?;
    args.end()?;
    if let Some(articles) = articles {
        return read_aloud(&read(&out)?, lang, &articles);
    }
    let shared = files::need_shared()?;
    let data = data::of(lang, &shared)?;
    options.decay = decay.unwrap_or(data.decay);
    options.without.extend(data.without.iter().map(|&group| group.to_owned()));
    if show {
        data.learn.iter().flat_map(|sentence| &sentence.forms).for_each(|form| println!("{}", shown(form)));
        return Ok(());
    }
    let clusters = read_bytes(&place(lang, "clusters"))?;
    let found = found.unwrap_or(data.found);
    let learns_found = found > 0.0 && !score_only;
    let unmarked = if learns_found { data::unmarked(lang, &shared)? } else { Vec::new() };
    let kit = Kit { lists: lists::of(lang, &shared)?, clusters, from, unmarked, found, options };
    if folds > 0 {
        print!("{}", across(&data.learn, &kit, folds, errors)?.table(data.summed));
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
    let table = scored(&names, &data.held_out, errors).table(data.summed);
    print!("{table}");
    if score_only && !check {
        println!("{:.0} words/s", speed(&names, &data.held_out));
    }
    card::done(&out, &table, score_only, check)
}

fn options(args: &mut Args) -> Outcome<Options> {
    let mut options = Options::default();
    options.margin = args.number_or("margin", (options.margin * 1000.0) as u64)? as f64 / 1000.0;
    options.steps = args.number_or("steps", options.steps as u64)? as usize;
    options.least = args.number_or("least", (options.least * 1000.0) as u64)? as f32 / 1000.0;
    options.without = list(args.text("without"));
    Ok(options)
}

/// What commas part.
fn list(text: Option<String>) -> Vec<String> {
    text.iter().flat_map(|list| list.split(',')).map(str::to_owned).collect()
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
    /// The parts whose sentences are learned from; all where none is named.
    from: Vec<String>,
    /// Articles in which nothing is marked, and how much a sentence of them counts with what a first model finds in it.
    unmarked: Vec<Vec<Example>>,
    found: f64,
    options: Options,
}

impl Kit {
    /// A model of sentences in all their forms, which share the weight of a sentence.
    fn make(&self, sentences: &[Sentence]) -> Outcome<Vec<u8>> {
        let wanted = |form: &&Form| self.from.is_empty() || self.from.iter().any(|part| part == form.part);
        let mut examples: Vec<Example> = Vec::new();
        for sentence in sentences {
            let forms: Vec<&Form> = sentence.forms.iter().filter(wanted).collect();
            examples.extend(forms.iter().map(|form| {
                let weight = form.example.weight / forms.len() as f64;
                Example { weight, ..form.example.clone() }
            }));
        }
        let bytes = self.make_of(&examples)?;
        if self.unmarked.is_empty() {
            return Ok(bytes);
        }
        examples.extend(self.marked(&Names::read(&bytes).map_err(|error| error.to_string())?));
        self.make_of(&examples)
    }

    fn make_of(&self, examples: &[Example]) -> Outcome<Vec<u8>> {
        make::make(examples, &self.lists, &self.clusters, &self.options).map_err(|error| error.to_string())
    }

    /// The unmarked articles with what a model finds in them, article by article of one mind.
    fn marked(&self, names: &Names) -> Vec<Example> {
        let (mut scratch, mut tags) = (Scratch::default(), Vec::new());
        let mut out = Vec::new();
        for mut article in self.unmarked.iter().cloned() {
            for example in &mut article {
                find(names, example, &mut scratch, &mut tags);
                (example.tags, example.weight) = (tags.clone(), self.found);
            }
            complete::complete(&mut article);
            out.extend(article);
        }
        out
    }
}

/// The score over all sentences, each found by a model that has not learned from its article.
fn across(sentences: &[Sentence], kit: &Kit, folds: usize, errors: bool) -> Outcome<Parts> {
    let mut scores = Parts::default();
    for fold in 0..folds {
        let of = |inside: bool| {
            let all = sentences.iter().filter(|sentence| (sentence.article % folds == fold) == inside);
            all.cloned().collect::<Vec<_>>()
        };
        let names = Names::read(&kit.make(&of(false))?).map_err(|error| error.to_string())?;
        let parts = scored(&names, &of(true), errors);
        eprintln!("fold {fold}: {}", parts.f1());
        scores.extend(parts);
    }
    Ok(scores)
}

/// The scores on sentences, part by part.
fn scored(names: &Names, sentences: &[Sentence], errors: bool) -> Parts {
    let (mut scratch, mut tags) = (Scratch::default(), Vec::new());
    let mut scores = Parts::default();
    for sentence in sentences {
        for Form { part, example } in &sentence.forms {
            find(names, example, &mut scratch, &mut tags);
            scores.part(part).add(sentence.article, &example.tags, &tags);
            if errors && tags != example.tags {
                println!("{part}: {}", compared(example, &tags));
            }
        }
    }
    scores
}

fn find(names: &Names, example: &Example, scratch: &mut Scratch, tags: &mut Vec<NameTag>) {
    let forms: Vec<&str> = example.forms.iter().map(String::as_str).collect();
    names.find(&forms, |nth| example.upos.get(nth).map_or("", String::as_str), scratch, tags);
}

/// A sentence with its names, as it is learned.
fn shown(form: &Form) -> String {
    format!("{}: {}", form.part, compared(&form.example, &form.example.tags))
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
fn read_aloud(names: &Names, lang: &str, articles: &Path) -> Outcome {
    let grammar = builtin::grammar(lang).ok_or_else(|| format!("{lang}: no such language"))?;
    let (mut scratch, mut tags) = (Scratch::default(), Vec::new());
    for article in files::read_lines(articles)? {
        println!("# {}", article["id"].as_str().unwrap_or_default());
        for mut line in raw::sentences(article["text"].as_str().unwrap_or_default()) {
            let upos = upos(grammar, &line);
            let example = Example { forms: line.clone(), upos, ..Example::default() };
            find(names, &example, &mut scratch, &mut tags);
            for (kind, start, end) in score::names(&tags) {
                line[start].insert(0, '[');
                line[end - 1] += &format!("]{}", &NameTag::Begin(kind).as_str()[1..]);
            }
            println!("{}", line.join(" "));
        }
    }
    Ok(())
}

/// The parts of speech of a sentence's words.
fn upos(grammar: &Grammar, forms: &[String]) -> Vec<String> {
    let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
    let mut reading = Reading::default();
    grammar.read(&forms, Convention::default(), &mut GrammarScratch::default(), &mut reading);
    grammar.words(&reading).map(|word| word.upos.to_owned()).collect()
}

fn speed(names: &Names, sentences: &[Sentence]) -> f64 {
    let (mut scratch, mut tags) = (Scratch::default(), Vec::new());
    let forms = sentences.iter().filter_map(|sentence| sentence.forms.last());
    let sentences: Vec<(Vec<&str>, &Example)> =
        forms.map(|form| (form.example.forms.iter().map(String::as_str).collect(), &form.example)).collect();
    let (start, mut words) = (Instant::now(), 0);
    for (forms, example) in std::iter::repeat_n(&sentences, 20).flatten() {
        names.find(forms, |nth| example.upos.get(nth).map_or("", String::as_str), &mut scratch, &mut tags);
        words += forms.len();
    }
    words as f64 / start.elapsed().as_secs_f64()
}
