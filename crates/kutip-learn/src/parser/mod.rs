//! The head of each word of a sentence and its relation to it, in one go from left to right.
//!
//! The parser is greedy, over the arc-hybrid system: the best action by its score is taken and never taken back. What
//! may be done is bounded by the state so that every sentence of any words ends as one tree with one root.

mod features;
mod state;

#[cfg(feature = "train")]
pub(crate) use features::GROUPS;
pub(crate) use features::{COUNT, Facts, STYLED, keys};
pub(crate) use state::{Kind, NOBODY, State};

use crate::ModelError;
use crate::clusters::Clusters;
use crate::pack::Pack;
use crate::table::{Table, narrow::Narrow};
use crate::tagger::{TagId, Tagger, grouped};
use crate::words::WordMarks;

/// The kind of a parser's [`Pack`].
pub(crate) const KIND: [u8; 4] = *b"tree";
/// The relation of the root, which no action gives.
pub(crate) const ROOT: &str = "root";

/// A relation of one parser.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelationId(pub(crate) u16);

/// What a word hangs on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Arc {
    /// The number of its head in the sentence, from 1; 0 for the root.
    pub head: u32,
    /// The relation to it.
    pub relation: RelationId,
}

/// What the parser may do, by the class of its weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Action {
    pub(crate) kind: Kind,
    pub(crate) relation: RelationId,
}

/// Gives the words of a sentence their heads and relations.
#[derive(Debug, Clone)]
pub struct Parser {
    relations: Vec<String>,
    actions: Vec<Action>,
    root: RelationId,
    /// Whether it learned several manners of annotation.
    styled: bool,
    clusters: Option<Clusters>,
    kinds: Narrow,
    rows: Table,
}

/// Room to work in, to be used again for the next sentence.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    /// The manner of annotation, by number, where a model learned several; 0, the one for news, unless set.
    pub style: u8,
    pub(crate) facts: Vec<Facts>,
    pub(crate) state: State,
    scores: Vec<i32>,
    lower: Vec<u8>,
    hinted: Vec<u32>,
}

/// What is known beforehand while models are made. Inference knows nothing.
pub(crate) trait Hints {
    /// Features of a state besides its own, put into `out` in place of what is there.
    fn keys(&self, _state: &State, _out: &mut Vec<u32>) {}
}

struct NoHints;

impl Hints for NoHints {}

impl Parser {
    /// Reads a parser from the bytes of its model.
    pub fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let pack = Pack::read(bytes, KIND)?;
        let mut section = pack.section("acts")?;
        let relations = section.texts()?;
        let count = section.count()?;
        let mut actions = Vec::with_capacity(count);
        for _ in 0..count {
            let kind =
                Kind::of(section.byte()?).ok_or_else(|| section.bad("an action that does not exist"))?;
            let relation = section.byte()?;
            if usize::from(relation) >= relations.len() {
                return Err(section.bad("a relation that does not exist"));
            }
            actions.push(Action { kind, relation: RelationId(relation.into()) });
        }
        let every = [Kind::Shift, Kind::Left, Kind::Right];
        if !every.iter().all(|kind| actions.iter().any(|action| action.kind == *kind)) {
            return Err(section.bad("no action of some kind"));
        }
        let root = relations.iter().position(|relation| relation == ROOT);
        let root = RelationId(root.ok_or_else(|| section.bad("no relation of the root"))? as u16);
        let styled = pack.section("styl")?.number()? > 1;
        let clusters = pack.section("clus")?.rest();
        let clusters = if clusters.is_empty() { None } else { Some(Clusters::read(clusters)?) };
        let mut section = pack.section("kind")?;
        let kinds = Narrow::read(&mut section)?;
        let mut section = pack.section("rows")?;
        let rows = Table::read(&mut section)?;
        if rows.classes() != actions.len() {
            return Err(section.bad("another number of classes than of actions"));
        }
        Ok(Self { relations, actions, root, styled, clusters, kinds, rows })
    }

    /// Parses one sentence, whose words `tagger` gave the tags: `out` has then one arc a word, which make a tree.
    pub fn parse(
        &self,
        tagger: &Tagger,
        forms: &[&str],
        tags: &[TagId],
        scratch: &mut Scratch,
        out: &mut Vec<Arc>,
    ) {
        self.parse_with(tagger, forms, tags, scratch, out, &NoHints);
    }

    pub(crate) fn parse_with(
        &self,
        tagger: &Tagger,
        forms: &[&str],
        tags: &[TagId],
        scratch: &mut Scratch,
        out: &mut Vec<Arc>,
        hints: &impl Hints,
    ) {
        look(tagger, self.clusters.as_ref(), forms, tags, scratch);
        let count = if self.styled { COUNT } else { COUNT - STYLED };
        let Scratch { style, facts, state, scores, hinted, .. } = scratch;
        state.start(forms.len());
        while !state.is_done() {
            let all = keys(facts, state, *style);
            let keys = &all[..count];
            hints.keys(state, hinted);
            let kinds = self.kinds.scores(keys.iter().chain(&*hinted).copied());
            let kind = best_kind(&kinds, |kind| state.allows(kind));
            let mut action = Action { kind, relation: RelationId(0) };
            if kind != Kind::Shift {
                scores.clear();
                scores.resize(self.actions.len(), 0);
                self.rows.add_all(keys, scores);
                self.rows.add_all(hinted, scores);
                (_, action) = best(scores, &self.actions, |action| action.kind == kind);
            }
            state.apply(action);
        }
        out.clear();
        out.extend(
            state
                .arcs()
                .map(|(head, relation)| Arc { head, relation: if head == 0 { self.root } else { relation } }),
        );
    }

    /// The relation's name, with its subtype; empty for one of another parser.
    #[must_use]
    pub fn relation(&self, relation: RelationId) -> &str {
        self.relations.get(usize::from(relation.0)).map_or("", String::as_str)
    }
}

/// Looks at every word: the root stands before the first, and behind the last one that stands for nobody.
pub(crate) fn look(
    tagger: &Tagger,
    clusters: Option<&Clusters>,
    forms: &[&str],
    tags: &[TagId],
    scratch: &mut Scratch,
) {
    let Scratch { facts, lower, .. } = scratch;
    facts.clear();
    facts.push(Facts { word: 1, part: 1, tag: 1, cluster: 1, coarse: 1 });
    for (nth, form) in forms.iter().enumerate() {
        let (part, tag) = tags.get(nth).map_or((0, 0), |tag| tagger.signs(*tag));
        let (cluster, coarse) = grouped(form, clusters);
        facts.push(Facts { word: WordMarks::lower(form, lower), part, tag, cluster, coarse });
    }
    facts.push(Facts::default());
}

/// The allowed action with the best score, of equal ones the first. Every state allows one kind at least.
pub(crate) fn best(scores: &[i32], actions: &[Action], allowed: impl Fn(Action) -> bool) -> (usize, Action) {
    let mut best = (0, Action { kind: Kind::Shift, relation: RelationId(0) });
    let mut highest = i32::MIN;
    for (nth, (&action, &score)) in actions.iter().zip(scores).enumerate() {
        if score > highest && allowed(action) {
            (highest, best) = (score, (nth, action));
        }
    }
    best
}

/// The allowed kind with the best score, of equal ones the first.
pub(crate) fn best_kind(scores: &[i32], allowed: impl Fn(Kind) -> bool) -> Kind {
    let kinds = [Kind::Shift, Kind::Left, Kind::Right];
    let mut best = (i32::MIN, Kind::Shift);
    for (kind, &score) in kinds.into_iter().zip(scores) {
        if score > best.0 && allowed(kind) {
            best = (score, kind);
        }
    }
    best.1
}
