//! Making a model of names: a conditional random field, its weights found by L-BFGS. Nothing is drawn at random.

mod chain;
mod descent;

use super::features::{asks_parts, groups_without};
use super::labels::{LABELS, NameTag, labels};
use super::lists::{self, List, Lists};
use super::{KIND, LISTS_SECTION, Scratch, look_at, step_key};
use crate::ModelError;
use crate::clusters::Clusters;
use crate::pack::{self, Pack};
use crate::table::{self, Weights};
use chain::{Chain, Problem};
use std::collections::HashMap;

/// A sentence to learn from.
#[derive(Debug, Clone, Default)]
pub struct Example {
    /// Its words.
    pub forms: Vec<String>,
    /// One for each word.
    pub tags: Vec<NameTag>,
    /// The part of speech of each word, for models that ask for it; else empty.
    pub upos: Vec<String>,
    /// How much it counts.
    pub weight: f64,
}

/// How a model is made.
#[derive(Debug, Clone)]
pub struct Options {
    /// How strongly weights are held near 0.
    pub decay: f64,
    /// By how much the right labels must be ahead.
    pub margin: f64,
    /// Steps of the descent, at most.
    pub steps: usize,
    /// Weights nearer to 0 than this do not ship.
    pub least: f32,
    /// Groups of features that are left out.
    pub without: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { decay: 1.0, margin: 2.0, steps: 120, least: 0.01, without: Vec::new() }
    }
}

/// Makes a model of sentences, of the lists of names and words that ship with it, and of clusters as their file has them.
///
/// # Errors
/// When the bytes are no clusters.
pub fn make(
    examples: &[Example],
    lists: &[List],
    clusters: &[u8],
    options: &Options,
) -> Result<Vec<u8>, ModelError> {
    let groups = groups_without(&options.without);
    let lists = lists::write(lists);
    let (keys, chains) = chains(examples, &lists, clusters, groups)?;
    let problem = Problem::new(chains, keys.len(), options.margin);
    let weights = descent::least(&problem, options.decay, options.steps);
    let mut rows: Vec<(u32, Vec<(u16, f32)>)> = Vec::new();
    for (&key, (labels, weights)) in keys.iter().zip(problem.rows(&weights)) {
        let cell = |(&label, &weight): (&u8, &f64)| (u16::from(label), weight as f32);
        rows.push((key, labels.iter().zip(weights).map(cell).collect()));
    }
    for first in 0..LABELS {
        let step = |(second, &weight): (usize, &f64)| (second as u16, weight as f32);
        let row = weights[first * LABELS..(first + 1) * LABELS].iter().enumerate().map(step).collect();
        rows.push((step_key(first), row));
    }
    rows.sort_by_key(|row| row.0);
    rows.dedup_by_key(|row| row.0);
    let mut weights = Weights { classes: LABELS, rows };
    weights.prune(options.least);
    let mut group_bytes = Vec::new();
    pack::put_number(&mut group_bytes, groups);
    Ok(pack::write(
        KIND,
        &[
            (*b"grps", group_bytes),
            (*b"clus", clusters.to_vec()),
            (*b"list", lists),
            (*b"rows", table::write(&weights)),
        ],
    ))
}

/// The keys of all features, and the sentences as features.
fn chains(
    examples: &[Example],
    lists: &[u8],
    clusters: &[u8],
    groups: u32,
) -> Result<(Vec<u32>, Vec<Chain>), ModelError> {
    let packed = pack::write(KIND, &[(*b"list", lists.to_vec())]);
    let lists = Lists::read(&mut Pack::read(&packed, KIND)?.section(LISTS_SECTION)?)?;
    let clusters = Clusters::read(clusters)?;
    let mut scratch = Scratch::default();
    let mut numbers: HashMap<u32, u32> = HashMap::new();
    let (mut keys, mut chains) = (Vec::new(), Vec::new());
    for example in examples.iter().filter(|example| !example.forms.is_empty()) {
        let forms: Vec<&str> = example.forms.iter().map(String::as_str).collect();
        look_at(&forms, &clusters, &lists, &mut scratch);
        if asks_parts(groups) {
            scratch.sentence.set_parts(|nth| example.upos.get(nth).map_or("", String::as_str));
        }
        let mut chain = Chain { gold: labels(&example.tags), weight: example.weight, ..Chain::default() };
        for at in 0..forms.len() {
            scratch.sentence.keys(at, groups, &mut scratch.keys);
            chain.features.extend(scratch.keys.iter().map(|&key| {
                *numbers.entry(key).or_insert_with(|| {
                    keys.push(key);
                    keys.len() as u32 - 1
                })
            }));
            chain.ends.push(chain.features.len());
        }
        chains.push(chain);
    }
    Ok((keys, chains))
}
