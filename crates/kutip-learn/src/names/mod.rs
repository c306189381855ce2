//! Names of persons, organisations and places in a sentence, learned: a linear chain over hashed features.
//!
//! Each word is seen with its neighbours, its cluster, the lists of the language's folder that it stands in, and the run
//! of capitalized words around it; the best labels of the whole sentence stand. The model brings its clusters and its
//! lists with it, so that its file is all that is needed:
//!
//! ```no_run
//! # use kutip_learn::names::{Names, Scratch};
//! # let bytes: &[u8] = &[];
//! let names = Names::read(bytes)?;
//! let (mut scratch, mut tags) = (Scratch::default(), Vec::new());
//! names.find(&["Ana", "Sari", "tiba", "di", "Solo", "."], |_| "", &mut scratch, &mut tags);
//! // Perhaps B-PER I-PER O O B-LOC O
//! # Ok::<(), kutip_learn::ModelError>(())
//! ```
//!
//! Give whole sentences, quotation marks and all, one mark a word. A word far from every capital is in no name: names that
//! are written small throughout are not found.

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

use self::features::{Sentence, asks_parts};
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

    /// Tags the words of a sentence: one tag a word, always well-formed IOB2. `upos` tells the part of speech of each
    /// word; it is asked only by models that learned with them.
    pub fn find<'a>(
        &self,
        forms: &[&str],
        upos: impl Fn(usize) -> &'a str,
        scratch: &mut Scratch,
        tags: &mut Vec<NameTag>,
    ) {
        look_at(forms, &self.clusters, &self.lists, scratch);
        if asks_parts(self.groups) {
            scratch.sentence.set_parts(upos);
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "train")]
    mod trained {
        use super::super::make::{Example, Options, make};
        use super::*;
        use crate::clusters::make as clusters;
        use crate::train::Random;

        fn examples() -> Vec<Example> {
            let mut out = Vec::new();
            for person in ["Ana Sari", "Budi", "Citra Dewi Lestari"] {
                for body in ["Partai Angin", "Komisi Air", "PAB"] {
                    for place in ["Sukaraya", "Kota Baru"] {
                        let mut example = Example { weight: 1.0, ..Example::default() };
                        let mut put = |words: &str, kind: Option<NameKind>| {
                            for (nth, word) in words.split(' ').enumerate() {
                                example.forms.push(word.to_owned());
                                example.tags.push(match kind {
                                    None => NameTag::Outside,
                                    Some(kind) if nth == 0 => NameTag::Begin(kind),
                                    Some(kind) => NameTag::Inside(kind),
                                });
                            }
                        };
                        put("kata", None);
                        put(person, Some(NameKind::Person));
                        put("dari", None);
                        put(body, Some(NameKind::Organisation));
                        put("di", None);
                        put(place, Some(NameKind::Place));
                        put(".", None);
                        out.push(example);
                    }
                }
            }
            out
        }

        fn model() -> Vec<u8> {
            let examples = examples();
            let sentences: Vec<_> = examples.iter().map(|example| example.forms.clone()).collect();
            let clusters = clusters::make(&sentences, clusters::Options { classes: 6, ..Default::default() });
            let phrases = vec![vec!["Kota".to_owned(), "Baru".to_owned()], vec!["Sukaraya".to_owned()]];
            let lists = [List { name: "places".to_owned(), in_small: false, phrases }];
            make(&examples, &lists, &clusters.bytes, &Options::default()).unwrap()
        }

        fn found(names: &Names, sentence: &str) -> String {
            let forms: Vec<&str> = sentence.split(' ').collect();
            let (mut scratch, mut tags) = (Scratch::default(), Vec::new());
            names.find(&forms, |_| "", &mut scratch, &mut tags);
            tags.iter().map(|tag| tag.as_str()).collect::<Vec<_>>().join(" ")
        }

        #[test]
        fn names_are_learned_and_the_same_sentences_give_the_same_bytes() {
            let bytes = model();
            assert_eq!(bytes, model());
            let names = Names::read(&bytes).unwrap();
            let sentence = "kata Tono Lestari dari Partai Air di Kota Baru .";
            assert_eq!(found(&names, sentence), "O B-PER I-PER O B-ORG I-ORG O B-LOC I-LOC O");
            assert_eq!(found(&names, "."), "O");
        }

        #[test]
        fn tags_are_well_formed_whatever_the_words() {
            let names = Names::read(&model()).unwrap();
            let words = [
                "Ana", "Kota", "Baru", "PAB", "di", "kata", "\"", ".", "", "\u{301}", "Ⅷ", "İÇ", "9", "A.B.",
            ];
            let (mut random, mut scratch, mut tags) = (Random::new(5), Scratch::default(), Vec::new());
            for _ in 0..3_000 {
                let forms: Vec<&str> =
                    (0..random.below(12)).map(|_| words[random.below(words.len())]).collect();
                names.find(&forms, |_| "", &mut scratch, &mut tags);
                assert_eq!(tags.len(), forms.len());
                let mut last = NameTag::Outside;
                for &tag in &tags {
                    if let NameTag::Inside(kind) = tag {
                        assert!([NameTag::Begin(kind), NameTag::Inside(kind)].contains(&last), "{forms:?}");
                    }
                    last = tag;
                }
            }
        }

        #[test]
        fn damaged_bytes_are_refused() {
            let bytes = model();
            for at in (0..bytes.len()).step_by(7) {
                assert!(Names::read(&bytes[..at]).is_err());
                let mut bytes = bytes.clone();
                bytes[at] ^= 16;
                assert!(Names::read(&bytes).is_err());
            }
        }
    }

    #[test]
    fn what_is_no_model_is_refused() {
        assert_eq!(Names::read(b"").unwrap_err(), ModelError::NotAModel);
        let other = crate::pack::write(*b"tags", &[]);
        assert!(matches!(Names::read(&other), Err(ModelError::Kind { .. })));
        let empty = crate::pack::write(KIND, &[]);
        assert!(matches!(Names::read(&empty), Err(ModelError::Missing { .. })));
    }
}
