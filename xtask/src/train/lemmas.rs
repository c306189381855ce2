//! `train lemmas`: learns a language's lemmas, and scores them with the tags of the treebank.

use std::collections::BTreeMap;

use kutip_learn::lemmas::{Convention, LemmaScratch, Lemmas, Word, says_something};
use kutip_learn::train::lemmas::{Treebank, train};
use kutip_learn::train::treebank::Sentence;

use super::corpora::{self, Part};
use crate::args::Args;
use crate::{Outcome, files};

pub(crate) fn run(mut args: Args, lang: &str) -> Outcome {
    let only_score = args.flag("score");
    let errors = args.flag("errors");
    let out = args.path("out").unwrap_or_else(|| super::place(lang, "lemmas"));
    args.end()?;
    let (learn, held_out) = (corpora::today(lang)?, corpora::held_out(lang)?);
    if !only_score {
        let folder = files::root().join("crates/kutip-lang").join(lang);
        let affixes = files::read(&folder.join("grammar/affixes.toml"))?;
        // A language whose folder has no list of its words goes by those of the treebanks.
        let common = std::fs::read_to_string(folder.join("common.tsv")).unwrap_or_default();
        let common: Vec<&str> = common.lines().filter(|line| !line.starts_with('#')).skip(1).collect();
        let banks: Vec<_> = learn
            .iter()
            .filter_map(|part| Some(Treebank { convention: convention(part)?, sentences: &part.sentences }))
            .collect();
        let bytes = train(&affixes, &banks, &common)?;
        std::fs::write(&out, &bytes).map_err(|error| format!("{}: {error}", out.display()))?;
        println!("{}: {} bytes", out.display(), bytes.len());
    }
    let bytes = std::fs::read(&out).map_err(|error| format!("{}: {error}", out.display()))?;
    let model = Lemmas::read(&bytes).map_err(|error| error.to_string())?;
    for part in learn.iter().chain(&held_out) {
        let Some(convention) = convention(part).and_then(|name| model.convention(name)) else { continue };
        score(&model, convention, part, errors && held_out.iter().any(|out| std::ptr::eq(out, part)));
    }
    Ok(())
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

fn score(model: &Lemmas, convention: Convention, part: &Part, tell: bool) {
    let (mut right, mut all) = (0, 0);
    let mut wrong: BTreeMap<(String, String), usize> = BTreeMap::new();
    for sentence in &part.sentences {
        for (word, lemma) in sentence.words.iter().zip(lemmas(model, convention, sentence)) {
            if word.lemma == "_" && word.form != "_" {
                continue;
            }
            all += 1;
            right += usize::from(word.lemma == lemma);
            if word.lemma != lemma {
                let what = format!("{} {} {}", word.form, word.upos, word.feats);
                *wrong.entry((what, format!("{lemma}, not {}", word.lemma))).or_default() += 1;
            }
        }
    }
    println!("{:10} {right}/{all} = {:.2} %", part.name, 100.0 * right as f64 / all.max(1) as f64);
    if tell {
        let mut list: Vec<_> = wrong.into_iter().collect();
        list.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        list.iter().for_each(|((word, what), n)| println!("  {n:3} {word}: {what}"));
    }
}

fn lemmas(model: &Lemmas, convention: Convention, sentence: &Sentence) -> Vec<String> {
    let mut scratch = LemmaScratch::default();
    let mut opens = true;
    let lemma = |word: &kutip_learn::train::treebank::Word| {
        let asked = Word { form: &word.form, upos: &word.upos, feats: &word.feats, opens };
        let mut lemma = String::new();
        model.lemma(asked, convention, &mut scratch, &mut lemma);
        opens &= !says_something(&word.form);
        lemma
    };
    sentence.words.iter().map(lemma).collect()
}
