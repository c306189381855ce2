//! Cuts articles, tags their words and reduces phrases to names.

use std::collections::HashMap;
use std::ops::Range;

use kutip_learn::builtin;
use kutip_learn::cut::Cuts;
use kutip_learn::grammar::{Grammar, GrammarScratch, Reading};
use kutip_learn::lemmas::Convention;
use kutip_learn::names::make::Example;
use kutip_learn::names::{NameKind, NameTag};

use super::phrase::{self, Phrase, Sentence, Word};
use super::terms::Terms;
use super::{Article, Mention};
use crate::Outcome;

/// What turns the articles of a set into examples.
pub(super) struct Reader<'a> {
    grammar: &'static Grammar,
    terms: &'a Terms,
    scratch: GrammarScratch,
    reading: Reading,
    /// What names mean that are marked without it, by what they mean elsewhere.
    kinds: HashMap<String, [usize; 3]>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(terms: &'a Terms) -> Outcome<Self> {
        let grammar = builtin::grammar("en").ok_or("there is no English grammar")?;
        let (scratch, reading) = (GrammarScratch::default(), Reading::default());
        Ok(Self { grammar, terms, scratch, reading, kinds: HashMap::new() })
    }

    /// Learns what the names of articles mean, for those that are marked without it.
    pub(super) fn learn_kinds(&mut self, articles: &[Article]) {
        for article in articles {
            for sentence in self.sentences(article) {
                for (words, kind) in phrase::names(&sentence, self.terms) {
                    if let Some(kind) = kind {
                        self.kinds.entry(sentence.text(&words)).or_default()[kind as usize] += 1;
                    }
                }
            }
        }
    }

    /// The sentences of an article as examples; those in which a name's kind is not known are left out.
    pub(super) fn examples(&mut self, article: &Article) -> Vec<Example> {
        let sentences = self.sentences(article);
        sentences.iter().filter_map(|sentence| self.example(sentence)).collect()
    }

    fn example(&self, sentence: &Sentence<'_>) -> Option<Example> {
        let mut tags = vec![NameTag::Outside; sentence.words.len()];
        for (words, kind) in phrase::names(sentence, self.terms) {
            let kind = match kind {
                Some(kind) => kind,
                None => self.usual_kind(&sentence.text(&words))?,
            };
            tags[words.clone()].fill(NameTag::Inside(kind));
            tags[words.start] = NameTag::Begin(kind);
        }
        let forms = sentence.words.iter().map(|word| word.form.to_owned()).collect();
        let upos = sentence.words.iter().map(|word| word.upos.to_owned()).collect();
        Some(Example { forms, tags, upos, weight: 1.0 })
    }

    fn usual_kind(&self, name: &str) -> Option<NameKind> {
        let counts = self.kinds.get(name)?;
        NameKind::ALL.into_iter().max_by_key(|&kind| counts[kind as usize])
    }

    /// The sentences up to the end of the annotation, with the phrases that are marked in them.
    fn sentences<'b>(&mut self, article: &'b Article) -> Vec<Sentence<'b>> {
        let mut cuts = Cuts::default();
        self.grammar.cut(&article.text, &mut self.scratch, &mut cuts);
        let mut out = Vec::new();
        for sentence in &cuts.sentences {
            let tokens = &cuts.tokens[sentence.tokens.clone()];
            let spans: Vec<Range<usize>> =
                tokens.iter().flat_map(|token| cuts.words[token.words.clone()].to_vec()).collect();
            if spans.last().is_some_and(|last| last.end <= article.end) {
                out.push(self.sentence(article, &spans));
            }
        }
        out
    }

    fn sentence<'b>(&mut self, article: &'b Article, spans: &[Range<usize>]) -> Sentence<'b> {
        let forms: Vec<&str> = spans.iter().map(|span| &article.text[span.clone()]).collect();
        self.grammar.read(&forms, Convention::default(), &mut self.scratch, &mut self.reading);
        let read = self.grammar.words(&self.reading);
        let words = read.zip(&forms).zip(spans).enumerate().map(|(nth, ((read, form), span))| Word {
            form,
            upos: read.upos.to_owned(),
            plural: read.feats.contains("Number=Plur"),
            glued: nth > 0 && spans[nth - 1].end == span.start,
        });
        let words = words.collect();
        let within = |mention: &&Mention| {
            spans.first().is_some_and(|first| first.start <= mention.span.start)
                && spans.last().is_some_and(|last| mention.span.end <= last.end)
        };
        let phrase = |mention: &Mention| {
            let start = spans.iter().position(|span| span.end > mention.span.start)?;
            let end = spans.iter().rposition(|span| span.start < mention.span.end)? + 1;
            let Mention { kind, sure, is_name, .. } = *mention;
            (start < end).then_some(Phrase { words: start..end, kind, sure, is_name })
        };
        let phrases = article.mentions.iter().filter(within).filter_map(phrase).collect();
        Sentence { words, phrases }
    }
}
