//! Brings sentences in an older annotation to today's, learned from sentences that have both.
//!
//! Clitics are split as today's treebanks split them. Then a tagger and a parser learn from all of today's sentences,
//! and for those that have both annotations the older one gives further features: what it says of a word, and what it
//! would do in a state of the parser. Both then read the older sentences with the help of their own annotation.

use std::collections::BTreeMap;

use super::treebank::{Sentence, Word};
use super::{parser, tagger};
use crate::parser::Parser;
use crate::tagger::Tagger;
use crate::{ModelError, parser as parsing, tagger as tagging};

/// What a split-off clitic has for part of speech and relation until it is mapped.
const CLITIC: &str = "clitic";

/// The sentences of `old` as today's annotation would have them. `today` is learned from; `twice` are sentences in the
/// older annotation of which some stand, with the same `sent_id`, in `today`.
pub fn map(today: &[Sentence], twice: &[Sentence], old: &[Sentence]) -> Result<Vec<Sentence>, ModelError> {
    let clitics = Clitics::of(today);
    let twice: BTreeMap<&str, Sentence> =
        twice.iter().map(|sentence| (sentence.id.as_str(), clitics.split(sentence))).collect();
    let older = |sentence: &&Sentence| {
        let old = twice.get(sentence.id.as_str())?;
        (old.forms() == sentence.forms()).then_some(old)
    };
    let olders: Vec<Option<&Sentence>> = today.iter().map(|sentence| older(&sentence)).collect();
    let guides: Vec<_> = olders.iter().map(|old| old.map(tagger::Guide::of)).collect();
    let tagger =
        tagger::train_guided(today, &guides, &tagger::Recipe { settled: u32::MAX, ..Default::default() });
    let tagger = Tagger::read(&tagger)?;
    let tag = |word: &Word| tagger.named(&word.upos, &word.feats);
    let tags: Vec<_> = today.iter().map(|sentence| sentence.words.iter().map(tag).collect()).collect();
    let guides: Vec<_> = olders.iter().map(|old| old.map(parser::Guide::of)).collect();
    let parser = parser::train_guided(today, &tagger, &tags, &guides, &parser::Recipe::default());
    let whole = parser::Size { changes: 1, least: 0.0, fill: 1.5 };
    let parser = Parser::read(&parser.bytes(&whole))?;
    Ok(old.iter().map(|sentence| read(&tagger, &parser, clitics.split(sentence))).collect())
}

fn read(tagger: &Tagger, parser: &Parser, old: Sentence) -> Sentence {
    let (mut tags, mut arcs) = (Vec::new(), Vec::new());
    let forms = old.forms();
    let style = old.style;
    let mut scratch = tagging::Scratch::default();
    scratch.style = style;
    tagger.tag_with(&forms, &mut scratch, &mut tags, &tagger::Guide::of(&old));
    let guide = parser::Guide::of(&old);
    let mut scratch = parsing::Scratch::default();
    scratch.style = style;
    parser.parse_with(tagger, &forms, &tags, &mut scratch, &mut arcs, &guide);
    let word = |((word, tag), arc): ((&Word, &tagging::TagId), &parsing::Arc)| Word {
        form: word.form.clone(),
        lemma: word.lemma.clone(),
        upos: tagger.upos(*tag).to_owned(),
        feats: tagger.feats(*tag).to_owned(),
        head: arc.head,
        relation: parser.relation(arc.relation).to_owned(),
    };
    let words = old.words.iter().zip(&tags).zip(&arcs).map(word).collect();
    Sentence { id: old.id, style, text: old.text, words, ranges: old.ranges }
}

/// Which words today's treebanks write as a host and a clitic.
struct Clitics {
    /// The clitics by their form in small letters: how often words with that end are split, and how often they are not.
    ends: BTreeMap<String, (u32, u32)>,
    /// Words in small letters: how often they are split, and how often they are not.
    words: BTreeMap<String, (u32, u32)>,
}

impl Clitics {
    fn of(sentences: &[Sentence]) -> Self {
        let mut clitics = Self { ends: BTreeMap::new(), words: BTreeMap::new() };
        for sentence in sentences {
            for (first, last, form) in &sentence.ranges {
                let end = sentence.words.get(*last as usize - 1).map(|word| word.form.to_lowercase());
                if last - first == 1 {
                    clitics.ends.entry(end.unwrap_or_default()).or_default().0 += 1;
                    clitics.words.entry(form.to_lowercase()).or_default().0 += 1;
                }
            }
        }
        clitics.ends.retain(|end, (split, _)| !end.is_empty() && *split >= 5);
        for sentence in sentences {
            let alone = |number: u32| {
                !sentence.ranges.iter().any(|(first, last, _)| (*first..=*last).contains(&number))
            };
            for (_, word) in (1..).zip(&sentence.words).filter(|(number, _)| alone(*number)) {
                let form = word.form.to_lowercase();
                if let Some(end) = clitics.end(&form) {
                    clitics.ends.entry(end).or_default().1 += 1;
                    clitics.words.entry(form).or_default().1 += 1;
                }
            }
        }
        clitics
    }

    fn end(&self, form: &str) -> Option<String> {
        self.ends.keys().find(|end| form.len() > end.len() && form.ends_with(end.as_str())).cloned()
    }

    /// Where the clitic of a form begins, if it is to be split.
    fn cut(&self, form: &str) -> Option<usize> {
        let lower = form.to_lowercase();
        let end = self.end(&lower)?;
        let (split, whole) = self.words.get(&lower).or_else(|| self.ends.get(&end)).copied()?;
        let at = form.len().checked_sub(end.len())?;
        (split > whole && form.is_char_boundary(at) && form.is_ascii()).then_some(at)
    }

    fn split(&self, sentence: &Sentence) -> Sentence {
        let cuts: Vec<Option<usize>> = sentence.words.iter().map(|word| self.cut(&word.form)).collect();
        let moved = |number: u32| {
            let before = cuts.iter().take((number as usize).saturating_sub(1));
            number + before.flatten().count() as u32
        };
        let mut words = Vec::new();
        for (word, cut) in sentence.words.iter().zip(&cuts) {
            let mut host = Word { head: moved(word.head), ..word.clone() };
            let clitic = cut.map(|at| host.form.split_off(at));
            words.push(host);
            if let Some(form) = clitic {
                let (head, label) = (words.len() as u32, CLITIC.to_owned());
                let feats = "_".to_owned();
                words.push(Word {
                    form,
                    lemma: "_".to_owned(),
                    upos: label.clone(),
                    feats,
                    head,
                    relation: label,
                });
            }
        }
        Sentence { words, ..sentence.clone() }
    }
}
