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
mod reader;
mod terms;
mod unmarked;

use std::ops::Range;
use std::path::Path;

use kutip_learn::names::make::Example;
use kutip_learn::names::{List, NameKind};
use kutip_learn::train::Random;

use self::reader::Reader;
use self::terms::Terms;
use super::complete::complete;
use super::data::{Data, Form, Sentence};
use crate::Outcome;

/// Of each set one article in so many is held out, drawn with the seed.
const HELD_OUT_OF: usize = 5;
const SEED: u64 = 31;
/// How much a sentence counts in which a first model found the names.
const FOUND: f64 = 0.3;
/// How strongly weights are held near 0.
const DECAY: f64 = 2.0;

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
    /// Whether all of it is held out.
    scored_only: bool,
    /// Whether names are left unmarked in it that are marked elsewhere in the article.
    patchy: bool,
}

impl Set {
    /// Shuffles the articles, and tells how many of the first ones are held out.
    fn deal(&mut self) -> usize {
        self.articles.sort_by(|a, b| a.id.cmp(&b.id));
        Random::new(SEED).shuffle(&mut self.articles);
        if self.scored_only { self.articles.len() } else { self.articles.len() / HELD_OUT_OF }
    }
}

fn sets(shared: &Path) -> Outcome<Vec<Set>> {
    let set = |part, articles| Set { part, articles, scored_only: false, patchy: false };
    Ok(vec![
        set("MEANTIME", meantime::articles(shared)?),
        Set { patchy: true, ..set("re3d", re3d::articles(shared)?) },
        set("GUM", gum::articles(shared)?),
        Set { scored_only: true, ..set("own news", own::articles(shared)?) },
    ])
}

pub(super) fn data(shared: &Path) -> Outcome<Data> {
    let terms = Terms::read(shared)?;
    let (mut learn, mut held_out) = (Vec::new(), Vec::new());
    let mut number = 0;
    for mut set in sets(shared)? {
        let dealt = set.deal();
        let mut reader = Reader::new(&terms)?;
        reader.learn_kinds(&set.articles);
        for (nth, article) in set.articles.iter().enumerate() {
            number += 1;
            let mut examples = reader.examples(article);
            if set.patchy {
                complete(&mut examples);
            }
            let form = |example| vec![Form { part: set.part, example }];
            let sentence = |example| Sentence { article: number, forms: form(example) };
            let part = if nth < dealt { &mut held_out } else { &mut learn };
            part.extend(examples.into_iter().map(sentence));
        }
    }
    let summed = &["MEANTIME", "re3d", "GUM"];
    Ok(Data { learn, held_out, decay: DECAY, without: &[], summed, found: FOUND })
}

/// Articles in which nothing is marked, their sentences: what stands behind the annotated part of those that are learned
/// from, and raw news.
pub(super) fn unmarked(shared: &Path) -> Outcome<Vec<Vec<Example>>> {
    let terms = Terms::read(shared)?;
    let mut reader = Reader::new(&terms)?;
    let mut articles: Vec<Article> = Vec::new();
    for mut set in sets(shared)? {
        let held_out = set.deal();
        articles.extend(set.articles[held_out..].iter().map(unmarked::rest));
    }
    articles.extend(unmarked::articles(shared)?);
    let examples = articles.iter().map(|article| reader.examples(article));
    Ok(examples.filter(|article| !article.is_empty()).collect())
}

pub(super) fn lists(shared: &Path) -> Outcome<Vec<List>> {
    Ok(Terms::read(shared)?.lists())
}

/// Turns offsets in code points into bytes.
fn byte_at(text: &str) -> impl Fn(usize) -> usize + use<> {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    move |at| bytes.get(at).or(bytes.last()).copied().unwrap_or_default()
}
