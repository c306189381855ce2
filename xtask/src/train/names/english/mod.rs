//! English: sets in which whole phrases are marked, each with what it means, brought to one idea of a name.
//!
//! A name is the proper name alone: without article, title and role, without what stands in apposition; states and all
//! places are places even where they act; adjectives of peoples (*French*), peoples, days, works, products and events are no
//! names. Of names within names only the outer one stays. [`phrase`] finds the name in a phrase by these rules.

mod gum;
mod meantime;
mod own;
mod phrase;
mod re3d;
mod terms;
mod unmarked;

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use kutip_learn::builtin;
use kutip_learn::cut::Cuts;
use kutip_learn::grammar::{Grammar, GrammarScratch, Reading};
use kutip_learn::lemmas::Convention;
use kutip_learn::names::make::Example;
use kutip_learn::names::{List, NameKind, NameTag};
use kutip_learn::train::Random;

use self::phrase::{Sentence as Words, Word};
use self::terms::Terms;
use super::complete::complete;
use super::data::{Data, Form, Sentence};
use crate::Outcome;

/// Of each set one article in so many is held out, drawn with the seed.
const HELD_OUT_OF: usize = 5;
const SEED: u64 = 31;

/// An article of a set.
struct Article {
    id: String,
    text: String,
    mentions: Vec<Mention>,
    /// The byte at which its annotation ends.
    end: usize,
}

/// A phrase that means a person, an organisation or a place.
struct Mention {
    /// Its bytes.
    span: Range<usize>,
    /// What it means; none where the set leaves it open.
    kind: Option<NameKind>,
    /// Whether a person marked it.
    sure: bool,
    /// Whether the set calls it a name.
    is_name: bool,
}

/// A set: the part of the table that it is scored in, and how it is dealt with.
struct Set {
    part: &'static str,
    articles: Vec<Article>,
    /// One article in so many is held out.
    held_out_of: usize,
    /// Whether names are left unmarked in it that are marked elsewhere in the article.
    patchy: bool,
}

pub(super) fn data(shared: &Path) -> Outcome<Data> {
    let terms = Terms::read(shared)?;
    let set = |part, articles, held_out_of, patchy| Set { part, articles, held_out_of, patchy };
    let sets = [
        set("MEANTIME", meantime::articles(shared)?, HELD_OUT_OF, false),
        set("re3d", re3d::articles(shared)?, HELD_OUT_OF, true),
        set("GUM", gum::articles(shared)?, HELD_OUT_OF, false),
        set("own news", own::articles(shared)?, 1, false),
    ];
    let mut data = Data { without: &[], summed: true, ..Data::default() };
    let mut number = 0;
    for mut set in sets {
        set.articles.sort_by(|a, b| a.id.cmp(&b.id));
        Random::new(SEED).shuffle(&mut set.articles);
        let mut reader = Reader::new(&terms)?;
        reader.learn_kinds(&set.articles);
        let held_out = set.articles.len() / set.held_out_of;
        for (nth, article) in set.articles.iter().enumerate() {
            number += 1;
            let mut examples = reader.examples(article);
            if set.patchy {
                complete(&mut examples);
            }
            let form = |example| vec![Form { part: set.part, example }];
            let sentence = |example| Sentence { article: number, forms: form(example) };
            let sentences = examples.into_iter().map(sentence);
            if nth < held_out {
                data.held_out.extend(sentences);
            } else {
                data.learn.extend(sentences);
                data.unmarked.push(reader.examples(&unmarked::rest(article)));
            }
        }
    }
    let mut reader = Reader::new(&terms)?;
    data.unmarked.extend(unmarked::articles(shared)?.iter().map(|article| reader.examples(article)));
    data.unmarked.retain(|article| !article.is_empty());
    Ok(data)
}

pub(super) fn lists(shared: &Path) -> Outcome<Vec<List>> {
    Ok(Terms::read(shared)?.lists())
}

/// Cuts articles, tags their words and reduces phrases to names.
struct Reader<'a> {
    grammar: &'static Grammar,
    terms: &'a Terms,
    scratch: GrammarScratch,
    reading: Reading,
    /// What names mean that are marked without it, by what they mean elsewhere.
    kinds: HashMap<String, [usize; 3]>,
}

impl<'a> Reader<'a> {
    fn new(terms: &'a Terms) -> Outcome<Self> {
        let grammar = builtin::grammar("en").ok_or("there is no English grammar")?;
        let (scratch, reading) = (GrammarScratch::default(), Reading::default());
        Ok(Self { grammar, terms, scratch, reading, kinds: HashMap::new() })
    }

    fn learn_kinds(&mut self, articles: &[Article]) {
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
    fn examples(&mut self, article: &Article) -> Vec<Example> {
        let sentences = self.sentences(article);
        sentences.iter().filter_map(|sentence| self.example(sentence)).collect()
    }

    fn example(&self, sentence: &Words<'_>) -> Option<Example> {
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
    fn sentences<'b>(&mut self, article: &'b Article) -> Vec<Words<'b>> {
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

    fn sentence<'b>(&mut self, article: &'b Article, spans: &[Range<usize>]) -> Words<'b> {
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
            (start < end).then_some(phrase::Phrase { words: start..end, kind, sure, is_name })
        };
        let phrases = article.mentions.iter().filter(within).filter_map(phrase).collect();
        Words { words, phrases }
    }
}

/// Turns offsets in code points into bytes.
fn byte_at(text: &str) -> impl Fn(usize) -> usize + use<> {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    move |at| bytes.get(at).or(bytes.last()).copied().unwrap_or_default()
}
