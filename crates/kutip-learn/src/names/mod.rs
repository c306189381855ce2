//! Names of persons, organisations and places in a sentence, learned: a linear chain (CRF) over hashed features.

mod features;
mod labels;
mod lists;
#[cfg(feature = "train")]
pub mod make;
mod path;
mod words;

pub use features::GROUPS;
pub use labels::{NameKind, NameTag};
#[cfg(feature = "train")]
pub use lists::List;

use self::features::Sentence;
use self::labels::{LABELS, tag};
use self::lists::{Listed, Lists};
use self::words::Word;
use crate::ModelError;
use crate::clusters::Clusters;
use crate::hash::feature;
use crate::pack::Pack;
use crate::table::Table;

const KIND: [u8; 4] = *b"name";
const GROUPS_SECTION: &str = "grps";
const CLUSTERS_SECTION: &str = "clus";
const LISTS_SECTION: &str = "list";
const WEIGHTS_SECTION: &str = "rows";

/// A model that finds names.
#[derive(Debug)]
pub struct Names {
    groups: u32,
    clusters: Clusters,
    lists: Lists,
    weights: Table,
    steps: [[i32; LABELS]; LABELS],
}

/// Room to work in: to be used again for each sentence.
#[derive(Debug, Default)]
pub struct Scratch {
    sentence: Sentence,
    letters: Vec<u8>,
    keys: Vec<u32>,
    scores: Vec<[i32; LABELS]>,
    from: Vec<[u8; LABELS]>,
    labels: Vec<usize>,
}

impl Names {
    /// Reads a model from the bytes of its file.
    ///
    /// # Errors
    /// When the bytes are no model of names, or damaged.
    pub fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let pack = Pack::read(bytes, KIND)?;
        let groups = pack.section(GROUPS_SECTION)?.number()?;
        let clusters = Clusters::read(pack.section(CLUSTERS_SECTION)?.rest())?;
        let lists = Lists::read(&mut pack.section(LISTS_SECTION)?)?;
        let mut section = pack.section(WEIGHTS_SECTION)?;
        let weights = Table::read(&mut section)?;
        if weights.classes() != LABELS {
            return Err(section.bad("another number of labels than there are"));
        }
        let mut steps = [[0; LABELS]; LABELS];
        for (first, row) in steps.iter_mut().enumerate() {
            weights.add(step_key(first), row);
        }
        Ok(Self { groups, clusters, lists, weights, steps })
    }

    /// Tags the words of a sentence: one tag a word, always well-formed IOB2.
    pub fn find(&self, forms: &[&str], scratch: &mut Scratch, tags: &mut Vec<NameTag>) {
        self.look_at(forms, scratch);
        let Scratch { sentence, keys, scores, from, labels, .. } = scratch;
        scores.clear();
        for at in 0..forms.len() {
            sentence.keys(at, self.groups, keys);
            let mut row = [0; LABELS];
            self.weights.add_all(keys, &mut row);
            scores.push(row);
        }
        path::best(scores, &self.steps, from, labels);
        tags.clear();
        tags.extend(labels.iter().map(|&label| tag(label)));
    }

    fn look_at(&self, forms: &[&str], scratch: &mut Scratch) {
        look_at(forms, &self.clusters, &self.lists, scratch);
    }
}

fn look_at(forms: &[&str], clusters: &Clusters, lists: &Lists, scratch: &mut Scratch) {
    let Scratch { sentence, letters, .. } = scratch;
    sentence.words.clear();
    sentence.words.extend(forms.iter().map(|form| Word::read(form, clusters, letters)));
    sentence.listed.clear();
    sentence.listed.resize(forms.len(), Listed::default());
    lists.mark(&sentence.words, &mut sentence.listed);
    sentence.find_runs();
}

/// The key under which the weights of steps from a label stand.
fn step_key(label: usize) -> u32 {
    feature(0, label as u32, 0, 0)
}
