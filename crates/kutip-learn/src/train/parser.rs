//! Learns a [`Parser`](crate::parser::Parser), by a dynamic oracle: it errs while it learns, and is told what is best from where it then
//! stands (Goldberg and Nivre 2013).

use std::collections::BTreeSet;

use super::treebank::Sentence;
use super::{Perceptron, Random};
use crate::clusters::Clusters;
use crate::hash;
use crate::pack::{put_texts, write};
use crate::parser::{self, Hints, Kind, NOBODY, RelationId, Scratch, State};
use crate::table;
use crate::tagger::{TagId, Tagger};

/// How a parser is learned.
#[derive(Debug, Clone)]
pub struct Recipe {
    /// How many times all sentences are gone through.
    pub rounds: usize,
    /// The seed of their order, and of when the parser follows its own error.
    pub seed: u64,
    /// The bytes of clusters that the model is to carry; none if empty.
    pub clusters: Vec<u8>,
    /// Groups of features that are left out, by their place in the parser's list of groups.
    pub without: Vec<usize>,
}

impl Default for Recipe {
    fn default() -> Self {
        Self { rounds: 8, seed: 1, clusters: Vec::new(), without: Vec::new() }
    }
}

/// The share of errors that the parser follows from the second round on.
const FOLLOW: f64 = 0.9;

/// A parser that was learned from the sentences, tagged as `tags` has it.
#[must_use]
pub fn train(sentences: &[Sentence], tagger: &Tagger, tags: &[Vec<TagId>], recipe: &Recipe) -> Trained {
    train_guided(sentences, tagger, tags, &[], recipe)
}

pub(super) fn train_guided(
    sentences: &[Sentence],
    tagger: &Tagger,
    tags: &[Vec<TagId>],
    guides: &[Option<Guide>],
    recipe: &Recipe,
) -> Trained {
    let labels = Labels::of(sentences);
    let golds: Vec<Gold> = sentences.iter().map(|sentence| labels.gold(sentence)).collect();
    let styles = 1 + sentences.iter().map(|sentence| sentence.style).max().unwrap_or(0);
    let mut learner = Learner::new(&labels, recipe, styles > 1);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    for round in 0..recipe.rounds {
        learner.random.shuffle(&mut order);
        learner.follow = if round == 0 { 0.0 } else { FOLLOW };
        for &nth in &order {
            let guide = guides.get(nth).and_then(Option::as_ref);
            learner.scratch.style = sentences[nth].style;
            learner.learn(tagger, &sentences[nth].forms(), &tags[nth], &golds[nth], guide);
        }
    }
    let Learner { kinds, perceptron, .. } = learner;
    Trained { labels, kinds, relations: perceptron, styles, clusters: recipe.clusters.clone() }
}

/// What was learned, before it is written: at one size or another.
pub struct Trained {
    labels: Labels,
    kinds: Perceptron,
    relations: Perceptron,
    styles: u8,
    clusters: Vec<u8>,
}

impl Trained {
    /// The bytes of the model, as small as `size` says.
    #[must_use]
    pub fn bytes(&self, size: &Size) -> Vec<u8> {
        let mut names = Vec::new();
        put_texts(&mut names, &self.labels.0);
        let kinds = self.kinds.average(size.changes);
        let mut relations = self.relations.average(size.changes);
        relations.prune(size.least);
        let sections = [
            (*b"rels", names),
            (*b"styl", vec![self.styles]),
            (*b"clus", self.clusters.clone()),
            (*b"kind", table::narrow::write(&kinds, size.fill)),
            (*b"rows", table::write(&relations)),
        ];
        write(parser::KIND, &sections)
    }
}

/// What is left out of a parser's model.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Features that were changed less often.
    pub changes: u32,
    /// Weights for relations that are nearer to 0.
    pub least: f32,
    /// Features a bucket of the table for kinds, on average: see [`table::narrow::write`].
    pub fill: f32,
}

impl Default for Size {
    fn default() -> Self {
        Self { changes: 3, least: 0.5, fill: 2.4 }
    }
}

/// The tree that another annotation gives the sentence, as features: what it would have done in a state.
pub(super) struct Guide {
    gold: Gold,
    /// Hashes of parts of speech and relations of the words, by number.
    signs: Vec<(u32, u32)>,
}

impl Guide {
    pub(super) fn of(sentence: &Sentence) -> Self {
        let heads = [0].into_iter().chain(sentence.words.iter().map(|word| word.head)).collect();
        let sign = |text: &str| hash::bytes(text.as_bytes());
        let signs = sentence.words.iter().map(|word| (sign(&word.upos), sign(&word.relation)));
        Self {
            gold: Gold { heads: projective(heads), relations: Vec::new() },
            signs: [(0, 0)].into_iter().chain(signs).collect(),
        }
    }
}

impl Hints for Guide {
    fn keys(&self, state: &State, out: &mut Vec<u32>) {
        let allowed = |kind| state.allows(kind).then(|| cost(state, &self.gold, kind));
        let costs = Kind::ALL.map(|kind| allowed(kind).map_or(9, |cost| cost.min(8) as u32));
        let least = costs.into_iter().min().unwrap_or(0);
        let best = costs.iter().fold(1, |best, &cost| best << 1 | u32::from(cost == least));
        let sign = |word: u32| self.signs.get(word as usize).copied().unwrap_or_default();
        let [top, below, next] = [state.on_stack(0), state.on_stack(1), state.coming(0)];
        let [(p0, r0), (p1, r1), (pn, rn)] = [top, below, next].map(sign);
        let values: [[u32; 3]; 7] = [
            [best, 0, 0],
            [best, r0, 0],
            [best, r0, rn],
            [best, r0, r1],
            [best, p0, pn],
            [best, p0, p1],
            [best, costs[0] << 8 | costs[1] << 4 | costs[2], 0],
        ];
        out.clear();
        out.extend((200..).zip(values).map(|(template, [a, b, c])| hash::feature(template, a, b, c)));
    }

    fn relation_keys(&self, child: u32, head: u32, out: &mut Vec<u32>) {
        let sign = |word: u32| self.signs.get(word as usize).copied().unwrap_or_default();
        let ((part, relation), (above, beyond)) = (sign(child), sign(head));
        let same = u32::from(self.gold.heads.get(child as usize) == Some(&head));
        let values: [[u32; 3]; 6] = [
            [relation, 0, 0],
            [relation, same, 0],
            [relation, part, 0],
            [relation, part, above],
            [relation, beyond, 0],
            [relation, above, same],
        ];
        out.clear();
        out.extend((220..).zip(values).map(|(template, [a, b, c])| hash::feature(template, a, b, c)));
    }
}

/// A tree to learn from: heads and relations by number of the word, the root's own at 0.
struct Gold {
    heads: Vec<u32>,
    relations: Vec<RelationId>,
}

/// All relations in the order of their names.
struct Labels(Vec<String>);

impl Labels {
    fn of(sentences: &[Sentence]) -> Self {
        let words = sentences.iter().flat_map(|sentence| &sentence.words);
        let mut relations: BTreeSet<String> = words.map(|word| word.relation.clone()).collect();
        relations.insert(parser::ROOT.to_owned());
        Self(relations.into_iter().collect())
    }

    fn relation(&self, name: &str) -> RelationId {
        RelationId(self.0.binary_search_by(|relation| relation.as_str().cmp(name)).unwrap_or(0) as u16)
    }

    fn gold(&self, sentence: &Sentence) -> Gold {
        let heads: Vec<u32> = [0].into_iter().chain(sentence.words.iter().map(|word| word.head)).collect();
        let relations = [RelationId(0)]
            .into_iter()
            .chain(sentence.words.iter().map(|word| self.relation(&word.relation)));
        Gold { heads: projective(heads), relations: relations.collect() }
    }
}

/// The tree without crossing arcs: whatever crosses hangs on the head of its head, as often as it takes.
fn projective(mut heads: Vec<u32>) -> Vec<u32> {
    let crossing = |heads: &[u32], word: usize| {
        let head = heads[word] as usize;
        let between = if head < word { head + 1..word } else { word + 1..head };
        head != 0 && between.into_iter().any(|inner| !is_below(heads, inner, head))
    };
    loop {
        let apart = |word: &usize| word.abs_diff(heads[*word] as usize);
        let Some(word) = (1..heads.len()).filter(|&word| crossing(&heads, word)).min_by_key(apart) else {
            return heads;
        };
        heads[word] = heads[heads[word] as usize];
    }
}

/// Whether `word` hangs on `head`, directly or not. Steps are counted, since a treebank may hold a ring.
fn is_below(heads: &[u32], mut word: usize, head: usize) -> bool {
    for _ in 0..heads.len() {
        if word == head {
            return true;
        }
        if word == 0 {
            return false;
        }
        word = heads[word] as usize;
    }
    true
}

/// How many right arcs can no longer be reached when this is done.
fn cost(state: &State, gold: &Gold, kind: Kind) -> usize {
    let (top, below, next) = (state.on_stack(0), state.on_stack(1), state.coming(0));
    let head = |word: u32| gold.heads.get(word as usize).copied().unwrap_or(NOBODY);
    let to_come = |word: u32| next != NOBODY && word >= next;
    let children_to_come =
        |word: u32| (next as usize..gold.heads.len()).filter(|&child| gold.heads[child] == word).count();
    match kind {
        Kind::Shift => {
            let (_, deeper) = state.stack().split_last().unwrap_or((&0, &[]));
            let children = state.stack().iter().filter(|&&word| word != 0 && head(word) == next).count();
            children + usize::from(deeper.contains(&head(next)))
        }
        Kind::Left => {
            let lost = head(top) == below || (to_come(head(top)) && head(top) != next);
            children_to_come(top) + usize::from(lost)
        }
        Kind::Right => children_to_come(top) + usize::from(to_come(head(top))),
    }
}

struct Learner {
    clusters: Option<Clusters>,
    kept: Vec<usize>,
    kept_relations: Vec<usize>,
    kinds: Perceptron,
    perceptron: Perceptron,
    random: Random,
    follow: f64,
    scratch: Scratch,
    scores: Vec<i32>,
    keys: Vec<u32>,
    guided: Vec<u32>,
}

impl Learner {
    fn new(labels: &Labels, recipe: &Recipe, styled: bool) -> Self {
        let kinds = (parser::COUNT, parser::STYLED, parser::GROUPS);
        let relations = (parser::relations::COUNT, parser::relations::STYLED, parser::relations::GROUPS);
        let groups = parser::GROUPS.len();
        let (of_kinds, of_relations): (Vec<usize>, Vec<usize>) =
            recipe.without.iter().partition(|&&nth| nth < groups);
        let of_relations: Vec<usize> = of_relations.into_iter().map(|nth| nth - groups).collect();
        Self {
            clusters: Clusters::read(&recipe.clusters).ok(),
            kept: super::kept(kinds, styled, &of_kinds),
            kept_relations: super::kept(relations, styled, &of_relations),
            kinds: Perceptron::new(3),
            perceptron: Perceptron::new(labels.0.len()),
            random: Random::new(recipe.seed),
            follow: 0.0,
            scratch: Scratch::default(),
            scores: Vec::new(),
            keys: Vec::new(),
            guided: Vec::new(),
        }
    }

    fn learn(&mut self, tagger: &Tagger, forms: &[&str], tags: &[TagId], gold: &Gold, guide: Option<&Guide>) {
        parser::look(tagger, self.clusters.as_ref(), forms, tags, &mut self.scratch);
        self.scratch.state.start(forms.len());
        while !self.scratch.state.is_done() {
            let kind = self.kind(gold, guide);
            let relation = if kind == Kind::Shift { RelationId(0) } else { self.relation(kind, gold, guide) };
            self.scratch.state.apply(kind, relation);
        }
    }

    /// What is done next; learned from it.
    fn kind(&mut self, gold: &Gold, guide: Option<&Guide>) -> Kind {
        let state = &self.scratch.state;
        let all = parser::keys(&self.scratch.facts, state, self.scratch.style);
        self.keys.clear();
        self.keys.extend(self.kept.iter().map(|&nth| all[nth]));
        if let Some(guide) = guide {
            guide.keys(state, &mut self.guided);
            self.keys.extend(&self.guided);
        }
        self.kinds.score(&self.keys, &mut self.scores);
        let costs =
            Kind::ALL.map(|kind| if state.allows(kind) { cost(state, gold, kind) } else { usize::MAX });
        let least = costs.into_iter().min().unwrap_or(0);
        let guess = parser::best_kind(&self.scores, |kind| state.allows(kind));
        let wanted = parser::best_kind(&self.scores, |kind| costs[kind as usize] == least);
        self.kinds.count();
        if costs[guess as usize] == least {
            return guess;
        }
        self.kinds.change(&self.keys, wanted as usize, guess as usize);
        if self.random.unit() < self.follow { guess } else { wanted }
    }

    /// The relation of the arc that is made next. Of a wrong arc nothing is learned.
    fn relation(&mut self, kind: Kind, gold: &Gold, guide: Option<&Guide>) -> RelationId {
        let Scratch { state, facts, style, .. } = &self.scratch;
        let (child, head) = state.arc(kind);
        let all = parser::relations::keys(facts, state, *style, child, head);
        self.keys.clear();
        self.keys.extend(self.kept_relations.iter().map(|&nth| all[nth]));
        if let Some(guide) = guide {
            guide.relation_keys(child, head, &mut self.guided);
            self.keys.extend(&self.guided);
        }
        self.perceptron.score(&self.keys, &mut self.scores);
        let guess = parser::best(&self.scores);
        if gold.heads.get(child as usize) == Some(&head) {
            let wanted = gold.relations.get(child as usize).copied().unwrap_or_default();
            self.perceptron.count();
            self.perceptron.change(&self.keys, wanted.0.into(), guess.0.into());
        }
        guess
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crossing_arcs_are_lifted() {
        // 1 hangs on 3 and 2 on 4, the root: crossing. The shorter arc is lifted.
        assert_eq!(
            projective(vec![0, 3, 4, 4, 0]),
            [0, 3, 4, 4, 0].map(|head| if head == 3 { 4 } else { head })
        );
        assert_eq!(projective(vec![0, 2, 0, 2]), [0, 2, 0, 2]);
    }
}
