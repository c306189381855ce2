//! Treebanks in CoNLL-U: tokens, sentences, words, tags, lemmas, features and heads, as the CoNLL 2018 shared task
//! counted them (Zeman et al. 2018).
//!
//! Both files must hold the same characters, spaces apart. Tokens are the same where they cover the same characters;
//! words of tokens that one side splits are aligned by their longest common subsequence. A system that was given the
//! gold's own tokens is scored in the same way, and its F1 is then its accuracy; [`Tokens::Gold`] insists on it.
//!
//! The shared task gives one number for the file. Here the counts are kept sentence by sentence, so that intervals can
//! be drawn; the sums are the task's.

mod align;
mod read;
mod spoil;

pub use read::{Treebank, bare};
pub use spoil::spoil;

use crate::Report;
use crate::layers::{Mistake, Tallies};
use crate::total;
use align::Alignment;
use read::Word;

/// What is measured. XPOS and enhanced dependencies are not: a system of ours has none.
pub const MEASURES: [&str; 9] =
    ["Tokens", "Sentences", "Words", "UPOS", "UFeats", "Lemmas", "UAS", "LAS", "CLAS"];

/// Whose tokens the system had to work on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tokens {
    /// Its own, made from running text.
    Own,
    /// Those of the gold, so that nothing but tags and trees is measured.
    Gold,
}

/// Relations between function words, which CLAS leaves out; `punct` is left out with them.
const FUNCTIONAL: [&str; 8] = ["aux", "cop", "mark", "det", "clf", "case", "cc", "punct"];

/// Scores a system's trees against gold.
pub fn score(gold: &Treebank, system: &Treebank, tokens: Tokens) -> Result<Report, String> {
    same_characters(gold, system)?;
    if tokens == Tokens::Gold {
        same_words(gold, system)?;
    }
    let mut sheet = Sheet { gold, parts: vec![Tallies::new(); gold.sentences.len()], mistakes: Vec::new() };
    sheet.spans("Tokens", &gold.tokens, &system.tokens);
    sheet.spans("Sentences", &gold.sentences, &system.sentences);
    let alignment = Alignment::new(gold, system);
    let any = |_: &Word| true;
    sheet.words("Words", &alignment, system, &any, &|_, _| true);
    sheet.words("UPOS", &alignment, system, &any, &|g, s| g.upos == s.upos);
    sheet.words("UFeats", &alignment, system, &any, &|g, s| g.feats == s.feats);
    // A lemma that gold does not give is not asked for.
    sheet.words("Lemmas", &alignment, system, &any, &|g, s| g.lemma == "_" || g.lemma == s.lemma);
    let head = |g: &Word, s: &Word| alignment.same_head(g, s);
    let both = |g: &Word, s: &Word| head(g, s) && g.relation == s.relation;
    sheet.words("UAS", &alignment, system, &any, &head);
    sheet.words("LAS", &alignment, system, &any, &both);
    let content = |word: &Word| !FUNCTIONAL.contains(&word.relation.as_str());
    sheet.words("CLAS", &alignment, system, &content, &both);

    let Sheet { parts, mistakes, .. } = sheet;
    let mut report = Report { articles: gold.sentences.len(), mistakes, parts, ..Report::default() };
    report.scores = total::scores(&report.parts.iter().collect::<Vec<_>>(), &MEASURES);
    Ok(report.with_intervals())
}

/// The counts of each gold sentence; what a system has is counted where it begins.
struct Sheet<'a> {
    gold: &'a Treebank,
    parts: Vec<Tallies>,
    mistakes: Vec<Mistake>,
}

impl Sheet<'_> {
    fn add(&mut self, measure: &'static str, at: usize, counts: [usize; 3]) {
        let sentence = self.gold.sentence_of(at);
        if let Some(part) = self.parts.get_mut(sentence) {
            part.entry(measure).or_default().add(counts[0], counts[1], counts[2]);
        }
    }

    fn spans(&mut self, measure: &'static str, gold: &[(usize, usize)], system: &[(usize, usize)]) {
        for span in gold {
            let right = usize::from(system.binary_search(span).is_ok());
            self.add(measure, span.0, [right, 1, 0]);
        }
        for span in system {
            self.add(measure, span.0, [0, 0, 1]);
        }
    }

    fn words(
        &mut self,
        measure: &'static str,
        alignment: &Alignment,
        system: &Treebank,
        counts: &dyn Fn(&Word) -> bool,
        right: &dyn Fn(&Word, &Word) -> bool,
    ) {
        let gold = self.gold;
        for word in gold.words.iter().filter(|word| counts(word)) {
            self.add(measure, word.span.0, [0, 1, 0]);
        }
        for word in system.words.iter().filter(|word| counts(word)) {
            self.add(measure, word.span.0, [0, 0, 1]);
        }
        for (g, s) in alignment.pairs() {
            let (g, s) = (&gold.words[g], &system.words[s]);
            if !counts(g) {
                continue;
            }
            if right(g, s) {
                self.add(measure, g.span.0, [1, 0, 0]);
            } else {
                let what = format!("{}: gold {} got {}", g.form, g.told(), s.told());
                let article = gold.id_of(gold.sentence_of(g.span.0));
                self.mistakes.push(Mistake {
                    article,
                    layer: measure.to_owned(),
                    kind: "wrong".to_owned(),
                    what,
                });
            }
        }
    }
}

fn same_characters(gold: &Treebank, system: &Treebank) -> Result<(), String> {
    let (a, b) = (&gold.characters, &system.characters);
    if a == b {
        return Ok(());
    }
    let at = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let part = |text: &[char]| text.iter().skip(at.saturating_sub(10)).take(30).collect::<String>();
    Err(format!(
        "the texts differ at character {at} (sentence {}): gold {:?}, system {:?}",
        gold.id_of(gold.sentence_of(at)),
        part(a),
        part(b)
    ))
}

fn same_words(gold: &Treebank, system: &Treebank) -> Result<(), String> {
    let same = |(g, s): (&Word, &Word)| g.span == s.span && g.form == s.form;
    match gold.words.iter().zip(&system.words).find(|pair| !same(*pair)) {
        None if gold.words.len() == system.words.len() && gold.sentences == system.sentences => Ok(()),
        None => Err("the system has other words or sentences than gold".to_owned()),
        Some((g, s)) => Err(format!(
            "sentence {}: the system has {:?} where gold has {:?}",
            gold.id_of(gold.sentence_of(g.span.0)),
            s.form,
            g.form
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outside::spoil::Damage;

    /// Two sentences of our own; the second has a token of two words.
    const GOLD: &str = include_str!("../../../tests/outside/gold.conllu");
    /// The same text as a poor system would have it: `ibu kota` as one, the clitic not split, one sentence.
    const SYSTEM: &str = include_str!("../../../tests/outside/system.conllu");

    #[test]
    fn the_counts_are_those_of_the_shared_task() {
        let (gold, system) = (Treebank::read(GOLD).unwrap(), Treebank::read(SYSTEM).unwrap());
        let report = score(&gold, &system, Tokens::Own).unwrap();
        // Printed by the task's own script.
        let want = [
            ("Tokens", 0.8889, 0.8, 0.8421),
            ("Sentences", 0.0, 0.0, 0.0),
            ("Words", 0.7778, 0.6364, 0.7),
            ("UPOS", 0.6667, 0.5455, 0.6),
            ("UFeats", 0.6667, 0.5455, 0.6),
            ("Lemmas", 0.6667, 0.5455, 0.6),
            ("UAS", 0.5556, 0.4545, 0.5),
            ("LAS", 0.4444, 0.3636, 0.4),
            ("CLAS", 0.3333, 0.25, 0.2857),
        ];
        for (measure, precision, recall, f1) in want {
            let s = report.measure(measure).unwrap();
            assert_eq!((s.precision, s.recall, s.f1), (precision, recall, f1), "{measure}");
        }
        let error = score(&gold, &system, Tokens::Gold).unwrap_err();
        assert!(error.contains("\"ibukota\""), "{error}");
    }

    #[test]
    fn a_treebank_against_itself_is_right_and_each_damage_costs() {
        let gold = Treebank::read(GOLD).unwrap();
        let report = score(&gold, &gold, Tokens::Gold).unwrap();
        assert_eq!(report.scores.len(), MEASURES.len());
        assert!(report.scores.iter().all(|(_, s)| s.f1 == 1.0), "{report}");
        for damage in Damage::ALL {
            let costs = |seed: u64| {
                let spoiled = Treebank::read(&spoil(GOLD, &[damage], seed).unwrap()).unwrap();
                let report = score(&gold, &spoiled, Tokens::Own).unwrap();
                report.scores.iter().any(|(_, s)| s.f1 < 1.0)
            };
            // So few words may be spared by one seed.
            assert!((1..10).any(costs), "{damage:?}");
        }
    }

    #[test]
    fn another_text_is_told_with_its_place() {
        let gold = Treebank::read(GOLD).unwrap();
        let other = Treebank::read(&GOLD.replace("pasar", "pusar")).unwrap();
        let error = score(&gold, &other, Tokens::Own).unwrap_err();
        assert!(error.contains("pasar") && error.contains("sentence dua"), "{error}");
    }

    #[test]
    fn what_is_no_tree_is_refused() {
        let no_root = GOLD.replace("\t0\troot", "\t1\troot");
        assert!(Treebank::read(&no_root).unwrap_err().contains("line"));
        assert!(Treebank::read("1\ta\tb\n\n").unwrap_err().contains("line 1"));
        assert!(Treebank::read(&GOLD.replace("\t2\tnsubj", "\t99\tnsubj")).unwrap_err().contains("head"));
    }
}
