//! A sentence and its models in, its tags, lemmas, heads and names out.

use crate::builtin;
use crate::cut::{Cuts, Rules};
use crate::lemmas::{Convention, LemmaScratch, Lemmas, Word, says_something};
use crate::names::{self, NameTag, Names};
use crate::parser::{self, Arc, Parser};
use crate::tagger::{self, TagId, Tagger};
use std::ops::Range;

/// What reads the sentences of one language.
#[derive(Debug)]
pub struct Grammar {
    rules: Rules,
    lemmas: Lemmas,
    tagger: Tagger,
    parser: Parser,
    /// Where the language has a model of names.
    names: Option<Names>,
}

/// What one thread keeps from sentence to sentence.
#[derive(Debug, Default)]
pub struct GrammarScratch {
    tagger: tagger::Scratch,
    parser: parser::Scratch,
    names: names::Scratch,
    lemmas: LemmaScratch,
}

/// What was read of a sentence. Kept from sentence to sentence, it needs no new memory.
#[derive(Debug, Default)]
pub struct Reading {
    tags: Vec<TagId>,
    arcs: Vec<Arc>,
    names: Vec<NameTag>,
    lemmas: String,
    lemma_ends: Vec<usize>,
}

/// What was read of a word.
#[derive(Clone, Copy, Debug)]
pub struct WordRead<'a> {
    /// Its lemma.
    pub lemma: &'a str,
    /// Its part of speech, as UPOS.
    pub upos: &'a str,
    /// Its features; `_` for none.
    pub feats: &'a str,
    /// The number of its head, from 1; 0 for the root.
    pub head: u32,
    /// Its relation to it.
    pub relation: &'a str,
    /// Its name tag, such as `B-PER`; empty where it belongs to no name.
    pub name: &'a str,
}

impl Grammar {
    /// The built-in models of a language; none where one is not there or not sound.
    pub(crate) fn builtin(code: &str) -> Option<Self> {
        let bytes = |name| builtin::file(code, name);
        Some(Self {
            rules: builtin::rules(code)?,
            lemmas: Lemmas::read(bytes("lemmas.bin")?).ok()?,
            tagger: Tagger::read(bytes("tagger.bin")?).ok()?,
            parser: Parser::read(bytes("parser.bin")?).ok()?,
            names: bytes("names.bin").and_then(|bytes| Names::read(bytes).ok()),
        })
    }

    /// The language's lemmas.
    #[must_use]
    pub fn lemmas(&self) -> &Lemmas {
        &self.lemmas
    }

    /// Cuts a text into sentences, tokens and words.
    pub fn cut(&self, text: &str, scratch: &mut GrammarScratch, out: &mut Cuts) {
        out.cut(text, &self.rules, &mut |word| self.lemmas.knows(word, &mut scratch.lemmas));
    }

    /// Reads the words of one sentence.
    pub fn read(
        &self,
        forms: &[&str],
        convention: Convention,
        scratch: &mut GrammarScratch,
        out: &mut Reading,
    ) {
        let style = self.lemmas.style(convention);
        (scratch.tagger.style, scratch.parser.style) = (style, style);
        self.tagger.tag(forms, &mut scratch.tagger, &mut out.tags);
        self.parser.parse(&self.tagger, forms, &out.tags, &mut scratch.parser, &mut out.arcs);
        out.names.clear();
        if let Some(names) = &self.names {
            let upos = |nth: usize| out.tags.get(nth).map_or("", |tag| self.tagger.upos(*tag));
            names.find(forms, upos, &mut scratch.names, &mut out.names);
        }
        out.lemmas.clear();
        out.lemma_ends.clear();
        let mut opens = true;
        for (form, tag) in forms.iter().zip(&out.tags) {
            let word = Word { form, upos: self.tagger.upos(*tag), feats: self.tagger.feats(*tag), opens };
            self.lemmas.lemma(word, convention, &mut scratch.lemmas, &mut out.lemmas);
            out.lemma_ends.push(out.lemmas.len());
            opens = opens && !says_something(form);
        }
    }

    /// The words that were read, in order.
    pub fn words<'a>(&'a self, reading: &'a Reading) -> impl Iterator<Item = WordRead<'a>> {
        reading.tags.iter().zip(&reading.arcs).enumerate().map(|(nth, (tag, arc))| WordRead {
            lemma: reading.lemma(nth),
            upos: self.tagger.upos(*tag),
            feats: self.tagger.feats(*tag),
            head: arc.head,
            relation: self.parser.relation(arc.relation),
            name: reading
                .names
                .get(nth)
                .filter(|name| **name != NameTag::Outside)
                .map_or("", |name| name.as_str()),
        })
    }
}

impl Reading {
    /// The lemma of a word; `_` where there is none.
    fn lemma(&self, nth: usize) -> &str {
        let start = nth.checked_sub(1).and_then(|before| self.lemma_ends.get(before)).copied().unwrap_or(0);
        let end = self.lemma_ends.get(nth).copied().unwrap_or(start);
        let range: Range<usize> = start..end;
        self.lemmas.get(range).filter(|lemma| !lemma.is_empty()).unwrap_or("_")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_that_is_cut_is_read() {
        assert_eq!(builtin::codes(), ["en", "id"]);
        for code in builtin::codes() {
            let grammar = builtin::grammar(code).unwrap();
            let (mut scratch, mut reading) = (GrammarScratch::default(), Reading::default());
            for forms in [&[][..], &["a"], &["", "\u{0}", "-"], &["x"; 3_000]] {
                grammar.read(forms, Convention::default(), &mut scratch, &mut reading);
                let words: Vec<_> = grammar.words(&reading).collect();
                assert_eq!(words.len(), forms.len());
                let roots = words.iter().filter(|word| word.head == 0 && word.relation == "root").count();
                assert_eq!(roots, usize::from(!forms.is_empty()));
                assert!(words.iter().all(|word| !word.lemma.is_empty() && !word.upos.is_empty()));
            }
            assert!(grammar.names.is_some(), "{code}");
        }
    }
}
