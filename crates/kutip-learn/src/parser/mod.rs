//! The head of each word of a sentence and its relation to it, in one go from left to right.
//!
//! The parser is greedy, over the arc-hybrid system: the best action by its score is taken and never taken back. What
//! may be done is bounded by the state so that every sentence of any words ends as one tree with one root.

mod features;
pub(crate) mod relations;
mod state;

#[cfg(feature = "train")]
pub(crate) use features::GROUPS;
pub(crate) use features::{COUNT, Facts, STYLED, keys};
#[cfg(feature = "train")]
pub(crate) use state::NOBODY;
pub(crate) use state::{Kind, State};

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

/// Gives the words of a sentence their heads and relations.
#[derive(Debug, Clone)]
pub struct Parser {
    relations: Vec<String>,
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

impl Scratch {
    #[cfg(all(test, feature = "train"))]
    pub(crate) fn capacity(&self) -> [usize; 4] {
        [self.facts.capacity(), self.scores.capacity(), self.lower.capacity(), self.state.capacity()]
    }
}

/// What is known beforehand while models are made. Inference knows nothing.
pub(crate) trait Hints {
    /// Features of a state besides its own, put into `out` in place of what is there.
    fn keys(&self, _state: &State, _out: &mut Vec<u32>) {}
    /// The same of an arc.
    fn relation_keys(&self, _child: u32, _head: u32, _out: &mut Vec<u32>) {}
}

struct NoHints;

impl Hints for NoHints {}

impl Parser {
    /// Reads a parser from the bytes of its model.
    pub fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let pack = Pack::read(bytes, KIND)?;
        let mut section = pack.section("rels")?;
        let relations = section.texts()?;
        let root = relations.iter().position(|relation| relation == ROOT);
        let root = RelationId(root.ok_or_else(|| section.bad("no relation of the root"))? as u16);
        let styled = pack.section("styl")?.number()? > 1;
        let clusters = pack.section("clus")?.rest();
        let clusters = if clusters.is_empty() { None } else { Some(Clusters::read(clusters)?) };
        let mut section = pack.section("kind")?;
        let kinds = Narrow::read(&mut section)?;
        let mut section = pack.section("rows")?;
        let rows = Table::read(&mut section)?;
        if rows.classes() != relations.len() {
            return Err(section.bad("another number of classes than of relations"));
        }
        Ok(Self { relations, root, styled, clusters, kinds, rows })
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
        let unstyled = usize::from(!self.styled);
        let Scratch { style, facts, state, scores, hinted, .. } = scratch;
        state.start(forms.len());
        while !state.is_done() {
            let all = keys(facts, state, *style);
            let keys = &all[..COUNT - unstyled * STYLED];
            hints.keys(state, hinted);
            let kinds = self.kinds.scores(keys.iter().chain(&*hinted).copied());
            let kind = best_kind(&kinds, |kind| state.allows(kind));
            let (child, head) = state.arc(kind);
            let relation = if kind == Kind::Shift {
                RelationId(0)
            } else {
                scores.clear();
                scores.resize(self.relations.len(), 0);
                let keys = relations::keys(facts, state, *style, child, head);
                self.rows.add_all(&keys[..keys.len() - unstyled * relations::STYLED], scores);
                hints.relation_keys(child, head, hinted);
                self.rows.add_all(hinted, scores);
                best(scores)
            };
            state.apply(kind, relation);
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

/// The relation with the best score, of equal ones the first.
pub(crate) fn best(scores: &[i32]) -> RelationId {
    let mut best = (i32::MIN, RelationId(0));
    for (relation, &score) in (0..).map(RelationId).zip(scores) {
        if score > best.0 {
            best = (score, relation);
        }
    }
    best.1
}

/// The allowed kind with the best score, of equal ones the first.
pub(crate) fn best_kind(scores: &[i32], allowed: impl Fn(Kind) -> bool) -> Kind {
    let mut best = (i32::MIN, Kind::Shift);
    for (kind, &score) in Kind::ALL.into_iter().zip(scores) {
        if score > best.0 && allowed(kind) {
            best = (score, kind);
        }
    }
    best.1
}
