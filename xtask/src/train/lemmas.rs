//! `train lemmas`: learns a language's lemmas, and scores them with the tags of the treebank and with the tagger's.

use std::collections::BTreeMap;

use kutip_learn::lemmas::{Convention, LemmaScratch, Lemmas, Word, says_something};
use kutip_learn::tagger::{Scratch, Tagger};
use kutip_learn::train::lemmas::{Recipe, Treebank, train};
use kutip_learn::train::treebank::Sentence;

use super::corpora::{self, Part};
use super::{card, place};
use crate::args::Args;
use crate::{Outcome, files};

/// What can be left out, to see what it is worth.
const PARTS: [&str; 3] = ["common", "weights", "exceptions"];

pub(crate) fn run(mut args: Args, lang: &str) -> Outcome {
    let (score_only, check, errors) = (args.flag("score"), args.flag("check"), args.flag("errors"));
    let out = args.path("out").unwrap_or_else(|| place(lang, "lemmas"));
    let without = args.text("without").unwrap_or_default();
    let without: Vec<&str> = without.split(',').filter(|part| !part.is_empty()).collect();
    args.end()?;
    if let Some(part) = without.iter().find(|part| !PARTS.contains(part)) {
        return Err(format!("--without {part}: the parts are {}", PARTS.join(", ")));
    }
    let (learn, held_out) = (corpora::today(lang)?, corpora::held_out(lang)?);
    if !score_only {
        let bytes = learned(lang, &learn, &without)?;
        files::write_bytes(&out, &bytes)?;
        println!("{}: {} bytes", out.display(), bytes.len());
    }
    let model = Lemmas::read(&super::read_bytes(&out)?).map_err(|error| error.to_string())?;
    let tagger = super::tagger::read(&place(lang, "tagger"))?;
    for part in &learn {
        if let Some((gold, _)) = score(&model, &tagger, part, false) {
            println!("{:10} {:.2} %, learned from", part.name, gold.percent());
        }
    }
    let parts = held_out
        .iter()
        .filter_map(|part| Some((part.name, score(&model, &tagger, part, errors)?)))
        .collect::<Vec<_>>();
    let table = table(&parts);
    print!("{table}");
    card::done(&out, &table, score_only, check)
}

/// The bytes of a model that was learned from treebanks, the parts in `without` left out.
fn learned(lang: &str, learn: &[Part], without: &[&str]) -> Outcome<Vec<u8>> {
    let folder = files::root().join("crates/kutip-lang").join(lang);
    let affixes = files::read(&folder.join("grammar/affixes.toml"))?;
    let with = |part: &str| !without.contains(&part);
    // A language whose folder has no list of its words goes by those of the treebanks.
    let common = std::fs::read_to_string(folder.join("common.tsv")).unwrap_or_default();
    let lines = common.lines().filter(|line| with("common") && !line.starts_with('#'));
    let common: Vec<&str> = lines.skip(1).collect();
    let bank = |part| Some(Treebank { convention: convention(part)?, sentences: &part.sentences });
    let banks: Vec<_> = learn.iter().filter_map(bank).collect();
    let recipe = Recipe { common: &common, weights: with("weights"), exceptions: with("exceptions") };
    train(&affixes, &banks, recipe)
}

/// The name that a treebank's convention has; none where it has no lemmas.
fn convention(part: &Part) -> Option<&'static str> {
    match part.name {
        "UD-CSUI" => Some("csui"),
        "UD-GSD" => Some("gsd"),
        "UD-PUD" => Some("pud"),
        "UD-EWT" => Some("ewt"),
        _ => None,
    }
}

/// Right lemmas and all words that have one.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    right: usize,
    all: usize,
}

impl Count {
    fn percent(self) -> f64 {
        100.0 * self.right as f64 / self.all.max(1) as f64
    }
}

/// The share of right lemmas with the treebank's tags and with the tagger's, by treebank.
fn table(parts: &[(&str, (Count, Count))]) -> String {
    let mut table = "| held out | words | gold tags | predicted tags |\n|---|---:|---:|---:|\n".to_owned();
    for (name, (gold, predicted)) in parts {
        let (all, gold, predicted) = (gold.all, gold.percent(), predicted.percent());
        table.push_str(&format!("| {name} | {all} | {gold:.1} | {predicted:.1} |\n"));
    }
    table
}

/// How many lemmas are right by the treebank's own convention, with its tags and with those of the tagger; nothing of a
/// treebank without lemmas. `tell` prints what is wrong with the treebank's tags.
fn score(model: &Lemmas, tagger: &Tagger, part: &Part, tell: bool) -> Option<(Count, Count)> {
    let convention = model.convention(convention(part)?)?;
    let (mut gold, mut predicted) = (Count::default(), Count::default());
    let (mut scratch, mut tags) = (Scratch::default(), Vec::new());
    let mut wrong: BTreeMap<String, usize> = BTreeMap::new();
    for sentence in &part.sentences {
        let own: Vec<_> =
            sentence.words.iter().map(|word| (word.upos.as_str(), word.feats.as_str())).collect();
        count(sentence, &lemmas(model, convention, sentence, &own), &mut gold, |nth, lemma| {
            let word = &sentence.words[nth];
            let what = format!("{} {} {}: {lemma}, not {}", word.form, word.upos, word.feats, word.lemma);
            *wrong.entry(what).or_default() += 1;
        });
        scratch.style = sentence.style;
        tagger.tag(&sentence.forms(), &mut scratch, &mut tags);
        let guessed: Vec<_> = tags.iter().map(|&tag| (tagger.upos(tag), tagger.feats(tag))).collect();
        count(sentence, &lemmas(model, convention, sentence, &guessed), &mut predicted, |_, _| ());
    }
    if tell {
        let mut list: Vec<_> = wrong.into_iter().collect();
        list.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        list.iter().for_each(|(what, n)| println!("  {n:3} {what}"));
    }
    Some((gold, predicted))
}

/// Counts the lemmas of a sentence; of wrong ones tells the place of the word and the lemma that was given.
fn count(sentence: &Sentence, lemmas: &[String], count: &mut Count, mut wrong: impl FnMut(usize, &str)) {
    for (nth, (word, lemma)) in sentence.words.iter().zip(lemmas).enumerate() {
        if word.lemma == "_" && word.form != "_" {
            continue;
        }
        count.all += 1;
        if word.lemma == *lemma {
            count.right += 1;
        } else {
            wrong(nth, lemma);
        }
    }
}

/// The lemmas of a sentence's words, given part of speech and features of each.
fn lemmas(model: &Lemmas, convention: Convention, sentence: &Sentence, tags: &[(&str, &str)]) -> Vec<String> {
    let mut scratch = LemmaScratch::default();
    let mut opens = true;
    let lemma = |(word, &(upos, feats)): (&kutip_learn::train::treebank::Word, &(&str, &str))| {
        let asked = Word { form: &word.form, upos, feats, opens };
        let mut lemma = String::new();
        model.lemma(asked, convention, &mut scratch, &mut lemma);
        opens &= !says_something(&word.form);
        lemma
    };
    sentence.words.iter().zip(tags).map(lemma).collect()
}
