//! Learns a [`Parser`](crate::parser::Parser), by a dynamic oracle: it errs while it learns, and is told what is best from where it then
//! stands (Goldberg and Nivre 2013).

use std::collections::BTreeSet;

use super::treebank::Sentence;
use super::{Perceptron, Random};
use crate::clusters::Clusters;
use crate::hash;
use crate::pack::{put_number, put_texts, write};
use crate::parser::{self, Action, Hints, Kind, NOBODY, RelationId, Scratch, State};
use crate::table;
use crate::tagger::{TagId, Tagger};

/// How a parser is learned.
#[derive(Debug, Clone)]
pub struct Recipe {
    /// How many times all sentences are gone through.
    pub rounds: usize,
    /// The seed of their order, and of when the parser follows its own error.
    pub seed: u64,
    /// Features that were changed less often are left out.
    pub changes: u32,
    /// Weights for relations that are nearer to 0 are left out.
    pub least: f32,
    /// The bytes of clusters that the model is to carry; none if empty.
    pub clusters: Vec<u8>,
    /// Groups of features that are left out, by their place in the parser's list of groups.
    pub without: Vec<usize>,
}

impl Default for Recipe {
    fn default() -> Self {
        Self { rounds: 12, seed: 1, changes: 1, least: 0.0, clusters: Vec::new(), without: Vec::new() }
    }
}

/// The share of errors that the parser follows from the second round on.
const FOLLOW: f64 = 0.9;

/// The bytes of a parser that was learned from the sentences, tagged as `tags` has it.
#[must_use]
pub fn train(sentences: &[Sentence], tagger: &Tagger, tags: &[Vec<TagId>], recipe: &Recipe) -> Vec<u8> {
    train_guided(sentences, tagger, tags, &[], recipe)
}

pub(super) fn train_guided(
    sentences: &[Sentence],
    tagger: &Tagger,
    tags: &[Vec<TagId>],
    guides: &[Option<Guide>],
    recipe: &Recipe,
) -> Vec<u8> {
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
    let mut weights = learner.perceptron.average(recipe.changes);
    weights.prune(recipe.least);
    let mut acts = Vec::new();
    put_texts(&mut acts, &labels.relations);
    put_number(&mut acts, labels.actions.len() as u32);
    for action in &labels.actions {
        acts.extend([action.kind as u8, action.relation.0 as u8]);
    }
    let kinds = learner.kinds.average(recipe.changes);
    let sections = [
        (*b"acts", acts),
        (*b"styl", vec![styles]),
        (*b"clus", recipe.clusters.clone()),
        (*b"kind", table::narrow::write(&kinds, 2.4)),
        (*b"rows", table::write(&weights)),
    ];
    write(parser::KIND, &sections)
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
        let costs = [Kind::Shift, Kind::Left, Kind::Right]
            .map(|kind| allowed(kind).map_or(9, |cost| cost.min(8) as u32));
        let least = costs.into_iter().min().unwrap_or(0);
        let best = costs.iter().fold(1, |best, &cost| best << 1 | u32::from(cost == least));
        let sign = |word: u32| self.signs.get(word as usize).copied().unwrap_or_default();
        let [top, below, next] = [state.on_stack(0), state.on_stack(1), state.coming(0)];
        let [(p0, r0), (p1, r1), (pn, rn)] = [top, below, next].map(sign);
        let head = sign(self.gold.heads.get(top as usize).copied().unwrap_or(NOBODY));
        let values: [[u32; 3]; 12] = [
            [best, 0, 0],
            [best, r0, 0],
            [best, r0, rn],
            [best, r0, r1],
            [best, p0, pn],
            [best, p0, p1],
            [best, costs[0] << 8 | costs[1] << 4 | costs[2], 0],
            [r0, 0, 0],
            [r0, p0, 0],
            [r0, head.0, p0],
            [r0, head.1, 0],
            [r0, p0, if next == NOBODY { 0 } else { pn }],
        ];
        out.clear();
        out.extend((200..).zip(values).map(|(template, [a, b, c])| hash::feature(template, a, b, c)));
    }
}

/// A tree to learn from: heads and relations by number of the word, the root's own at 0.
struct Gold {
    heads: Vec<u32>,
    relations: Vec<RelationId>,
}

struct Labels {
    relations: Vec<String>,
    actions: Vec<Action>,
}

impl Labels {
    /// All relations in the order of their names, and the actions that the trees need.
    fn of(sentences: &[Sentence]) -> Self {
        let words = || sentences.iter().flat_map(|sentence| &sentence.words);
        let mut relations: BTreeSet<String> = words().map(|word| word.relation.clone()).collect();
        relations.insert(parser::ROOT.to_owned());
        let mut labels = Self { relations: relations.into_iter().collect(), actions: Vec::new() };
        let mut actions = BTreeSet::from([Action { kind: Kind::Shift, relation: RelationId(0) }]);
        for sentence in sentences {
            for (number, word) in (1..).zip(&sentence.words).filter(|(_, word)| word.head != 0) {
                let kind = if word.head > number { Kind::Left } else { Kind::Right };
                actions.insert(Action { kind, relation: labels.relation(&word.relation) });
            }
        }
        labels.actions = actions.into_iter().collect();
        labels
    }

    fn relation(&self, name: &str) -> RelationId {
        RelationId(self.relations.binary_search_by(|relation| relation.as_str().cmp(name)).unwrap_or(0) as u16)
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

struct Learner<'a> {
    labels: &'a Labels,
    clusters: Option<Clusters>,
    kept: Vec<usize>,
    kinds: Perceptron,
    perceptron: Perceptron,
    random: Random,
    follow: f64,
    scratch: Scratch,
    scores: Vec<i32>,
    keys: Vec<u32>,
    guided: Vec<u32>,
}

impl<'a> Learner<'a> {
    fn new(labels: &'a Labels, recipe: &Recipe, styled: bool) -> Self {
        let left_out = |nth: &usize| {
            recipe
                .without
                .iter()
                .filter_map(|&group| parser::GROUPS.get(group))
                .any(|(_, group)| group.contains(nth))
        };
        let count = if styled { parser::COUNT } else { parser::COUNT - parser::STYLED };
        Self {
            labels,
            clusters: Clusters::read(&recipe.clusters).ok(),
            kept: (0..count).filter(|nth| !left_out(nth)).collect(),
            kinds: Perceptron::new(3),
            perceptron: Perceptron::new(labels.actions.len()),
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
            let action = self.step(gold, guide);
            self.scratch.state.apply(action);
        }
    }

    fn step(&mut self, gold: &Gold, guide: Option<&Guide>) -> Action {
        let state = &self.scratch.state;
        let all = parser::keys(&self.scratch.facts, state, self.scratch.style);
        self.keys.clear();
        self.keys.extend(self.kept.iter().map(|&nth| all[nth]));
        if let Some(guide) = guide {
            guide.keys(state, &mut self.guided);
            self.keys.extend(&self.guided);
        }
        self.kinds.score(&self.keys, &mut self.scores);
        let costs = [Kind::Shift, Kind::Left, Kind::Right]
            .map(|kind| if state.allows(kind) { cost(state, gold, kind) } else { usize::MAX });
        let least = costs.into_iter().min().unwrap_or(0);
        let guess = parser::best_kind(&self.scores, |kind| state.allows(kind));
        let wanted = parser::best_kind(&self.scores, |kind| costs[kind as usize] == least);
        self.kinds.count();
        let mut kind = guess;
        if costs[guess as usize] != least {
            self.kinds.change(&self.keys, wanted as usize, guess as usize);
            kind = if self.random.unit() < self.follow { guess } else { wanted };
        }
        if kind == Kind::Shift {
            return Action { kind, relation: RelationId(0) };
        }
        self.perceptron.score(&self.keys, &mut self.scores);
        let actions = &self.labels.actions;
        let (guess, guessed) = parser::best(&self.scores, actions, |action| action.kind == kind);
        let top = state.on_stack(0) as usize;
        let head = if kind == Kind::Left { state.coming(0) } else { state.on_stack(1) };
        let relation = gold.relations.get(top).copied().unwrap_or_default();
        let right = |action: &Action| action.kind == kind && action.relation == relation;
        if gold.heads.get(top) == Some(&head) {
            self.perceptron.count();
            if let Some(wanted) = actions.iter().position(right) {
                self.perceptron.change(&self.keys, wanted, guess);
            }
        }
        guessed
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
