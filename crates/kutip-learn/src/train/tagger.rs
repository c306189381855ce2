//! Learns a tagger.

use std::collections::BTreeMap;

use super::treebank::Sentence;
use super::{Perceptron, Random};
use crate::clusters::Clusters;
use crate::hash;
use crate::pack::{put_number, put_texts, write};
use crate::table::{self, Weights};
use crate::tagger::{self, Around, Hints, Scratch, TagId};
use crate::words::WordMarks;

/// How a tagger is learned.
#[derive(Debug, Clone)]
pub struct Recipe {
    /// How many times all sentences are gone through.
    pub rounds: usize,
    /// The seed of their order.
    pub seed: u64,
    /// How often a form has to occur, always with one tag, to be looked up rather than weighed.
    pub settled: u32,
    /// Features that were changed less often are left out.
    pub changes: u32,
    /// Weights nearer to 0 are left out.
    pub least: f32,
    /// The bytes of clusters that the model is to carry; none if empty.
    pub clusters: Vec<u8>,
    /// Groups of features that are left out, by their place in the tagger's list of groups.
    pub without: Vec<usize>,
}

impl Default for Recipe {
    fn default() -> Self {
        Self {
            rounds: 10,
            seed: 1,
            settled: 40,
            changes: 1,
            least: 0.0,
            clusters: Vec::new(),
            without: Vec::new(),
        }
    }
}

/// What another annotation says of each word of a sentence, as features.
pub(super) struct Guide(Vec<Vec<u32>>);

impl Guide {
    pub(super) fn of(sentence: &Sentence) -> Self {
        let mut room = Vec::new();
        let sign = |text: &str| hash::bytes(text.as_bytes());
        let signs: Vec<_> =
            sentence.words.iter().map(|word| (sign(&word.upos), sign(&word.relation))).collect();
        let at = |nth: usize| signs.get(nth).copied().unwrap_or_default();
        let keys = sentence.words.iter().enumerate().map(|(nth, word)| {
            let marks = WordMarks::of(&word.form, &mut room);
            let ((part, relation), (before, _), (after, _)) = (at(nth), at(nth.wrapping_sub(1)), at(nth + 1));
            let (head, _) = at((word.head as usize).wrapping_sub(1));
            let values: [[u32; 3]; 9] = [
                [part, 0, 0],
                [part, marks.lower, 0],
                [part, relation, 0],
                [relation, marks.lower, 0],
                [part, marks.suffixes[2], 0],
                [part, before, 0],
                [part, after, 0],
                [part, head, relation],
                [part, marks.shape, 0],
            ];
            (200..).zip(values).map(|(template, [a, b, c])| hash::feature(template, a, b, c)).collect()
        });
        Self(keys.collect())
    }
}

impl Hints for Guide {
    fn keys(&self, nth: usize) -> &[u32] {
        self.0.get(nth).map_or(&[], Vec::as_slice)
    }
}

/// The bytes of a tagger that was learned from the sentences.
#[must_use]
pub fn train(sentences: &[Sentence], recipe: &Recipe) -> Vec<u8> {
    train_guided(sentences, &[], recipe)
}

pub(super) fn train_guided(sentences: &[Sentence], guides: &[Option<Guide>], recipe: &Recipe) -> Vec<u8> {
    let labels = Labels::of(sentences);
    let settled = labels.settled(sentences, recipe.settled);
    let seen = labels.seen(sentences);
    let mut learner =
        Learner::new(&labels, &settled, &seen, recipe, sentences.iter().any(|sentence| sentence.style > 0));
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let mut random = Random::new(recipe.seed);
    for _ in 0..recipe.rounds {
        random.shuffle(&mut order);
        for &nth in &order {
            learner.learn(&sentences[nth], guides.get(nth).and_then(Option::as_ref));
        }
    }
    let mut weights = learner.perceptron.average(recipe.changes);
    weights.prune(recipe.least);
    let mut tags = Vec::new();
    put_texts(&mut tags, &labels.parts);
    put_number(&mut tags, labels.tags.len() as u32);
    for (part, feats) in &labels.tags {
        tags.push(*part);
        put_number(&mut tags, feats.len() as u32);
        tags.extend(feats.bytes());
    }
    let settled = settled.iter().map(|(&form, tag)| (form, vec![(tag.0, 1.0)])).collect();
    let bits = |parts: u32| (0..32_u16).filter(move |part| parts >> part & 1 == 1).map(|part| (part, 1.0));
    let seen = seen.iter().map(|(&word, &parts)| (word, bits(parts).collect())).collect();
    let sections = [
        (*b"tags", tags),
        (*b"styl", vec![1 + sentences.iter().map(|sentence| sentence.style).max().unwrap_or(0)]),
        (*b"clus", recipe.clusters.clone()),
        (*b"sett", table::write(&Weights { classes: labels.tags.len(), rows: settled })),
        (*b"seen", table::write(&Weights { classes: labels.parts.len(), rows: seen })),
        (*b"rows", table::write(&weights)),
    ];
    write(tagger::KIND, &sections)
}

/// The tags of a treebank, in the order of their names.
struct Labels {
    parts: Vec<String>,
    tags: Vec<(u8, String)>,
    ids: BTreeMap<(String, String), TagId>,
}

impl Labels {
    fn of(sentences: &[Sentence]) -> Self {
        let mut ids = BTreeMap::new();
        for word in sentences.iter().flat_map(|sentence| &sentence.words) {
            ids.insert((word.upos.clone(), word.feats.clone()), TagId(0));
        }
        let mut parts: Vec<String> = ids.keys().map(|(upos, _)| upos.clone()).collect();
        parts.dedup();
        let mut tags = Vec::new();
        for ((upos, feats), id) in &mut ids {
            *id = TagId(tags.len() as u16);
            let part = parts.iter().position(|part| part == upos).unwrap_or_default();
            tags.push((part as u8, feats.clone()));
        }
        Self { parts, tags, ids }
    }

    fn id(&self, word: &super::treebank::Word) -> TagId {
        self.ids.get(&(word.upos.clone(), word.feats.clone())).copied().unwrap_or_default()
    }

    /// Forms that occur often and with one tag, by their hashes.
    fn settled(&self, sentences: &[Sentence], least: u32) -> BTreeMap<u32, TagId> {
        let mut counts: BTreeMap<u32, BTreeMap<u16, u32>> = BTreeMap::new();
        for word in sentences.iter().flat_map(|sentence| &sentence.words) {
            let form = crate::hash::bytes(word.form.as_bytes());
            *counts.entry(form).or_default().entry(self.id(word).0).or_default() += 1;
        }
        let settled = |(form, tags): (u32, BTreeMap<u16, u32>)| {
            let all: u32 = tags.values().sum();
            let (tag, most) = tags.into_iter().max_by_key(|&(_, count)| count)?;
            (all >= least && most * 1000 >= all * 998).then_some((form, TagId(tag)))
        };
        counts.into_iter().filter_map(settled).collect()
    }

    /// Words in small letters, with a bit for each part of speech they occur as more than now and then.
    fn seen(&self, sentences: &[Sentence]) -> BTreeMap<u32, u32> {
        let mut counts: BTreeMap<u32, BTreeMap<u8, u32>> = BTreeMap::new();
        let mut room = Vec::new();
        for word in sentences.iter().flat_map(|sentence| &sentence.words) {
            let marks = crate::words::WordMarks::of(&word.form, &mut room);
            let part = self.tags[usize::from(self.id(word).0)].0;
            *counts.entry(marks.lower).or_default().entry(part).or_default() += 1;
        }
        let seen = |(word, parts): (u32, BTreeMap<u8, u32>)| {
            let all: u32 = parts.values().sum();
            let bits = parts
                .iter()
                .filter(|(_, count)| **count * 20 >= all)
                .fold(0, |bits, (part, _)| bits | 1 << part);
            (all >= 3).then_some((word, bits))
        };
        counts.into_iter().filter_map(seen).collect()
    }
}

struct Learner<'a> {
    labels: &'a Labels,
    settled: &'a BTreeMap<u32, TagId>,
    seen: &'a BTreeMap<u32, u32>,
    kept: Vec<usize>,
    clusters: Option<Clusters>,
    perceptron: Perceptron,
    scratch: Scratch,
    scores: Vec<i32>,
    tags: Vec<TagId>,
    keys: Vec<u32>,
}

impl<'a> Learner<'a> {
    fn new(
        labels: &'a Labels,
        settled: &'a BTreeMap<u32, TagId>,
        seen: &'a BTreeMap<u32, u32>,
        recipe: &Recipe,
        styled: bool,
    ) -> Self {
        Self {
            labels,
            settled,
            seen,
            kept: super::kept((tagger::COUNT, tagger::STYLED, tagger::GROUPS), styled, &recipe.without),
            clusters: Clusters::read(&recipe.clusters).ok(),
            perceptron: Perceptron::new(labels.tags.len()),
            scratch: Scratch::default(),
            scores: Vec::new(),
            tags: Vec::new(),
            keys: Vec::new(),
        }
    }

    fn learn(&mut self, sentence: &Sentence, guide: Option<&Guide>) {
        let (seen, settled) = (self.seen, self.settled);
        tagger::look(&sentence.forms(), &mut self.scratch, self.clusters.as_ref(), |marks| {
            (seen.get(&marks.lower).copied().unwrap_or_default(), settled.get(&marks.form).copied())
        });
        self.tags.clear();
        for (nth, word) in sentence.words.iter().enumerate() {
            let around: &[Around] = &self.scratch.around;
            if let Some(tag) = around.get(nth + 2).and_then(|here| here.settled) {
                self.tags.push(tag);
                continue;
            }
            let all = tagger::keys(around, &self.tags, sentence.style);
            self.keys.clear();
            self.keys.extend(self.kept.iter().map(|&nth| all[nth]));
            self.keys.extend(guide.map_or(&[][..], |guide| guide.keys(nth)));
            self.perceptron.score(&self.keys, &mut self.scores);
            let guess = tagger::best(&self.scores);
            self.perceptron.count();
            self.perceptron.change(&self.keys, usize::from(self.labels.id(word).0), usize::from(guess.0));
            self.tags.push(guess);
        }
    }
}
