//! Words that stand between the same neighbours, found in raw text: of a rare word, its cluster tells what a treebank or
//! a list of names could not.
//!
//! A language's clusters lie in its folder (`models/clusters.bin`, beside their card). How to use them as features:
//!
//! ```no_run
//! # use kutip_learn::clusters::Clusters;
//! # let bytes: &[u8] = &[];
//! let clusters = Clusters::read(bytes)?;
//! if let Some(cluster) = clusters.of("Golkar") {
//!     let coarse = cluster.prefix(4); // 16 groups: hardly more than the part of speech
//!     let finer = cluster.prefix(8); // parties apart from persons
//!     let own = cluster.id(); // the finest: one of some 500
//!     # let _ = (coarse, finer, own);
//! }
//! # Ok::<(), kutip_learn::ModelError>(())
//! ```
//!
//! Give the word as it is written: a form that is not known as it stands is looked up in small letters, so the capital
//! at the start of a sentence does no harm, and `Golkar` and `golkar` may differ. Figures count as noughts (2013 and 1999
//! are one word). Words that the text held less than three times have no cluster; make that a feature of its own.
//!
//! The file holds no words but their hashes.

#[cfg(feature = "train")]
pub mod make;
#[cfg(feature = "train")]
mod tree;

use crate::pack::Pack;
use crate::table::Table;
use crate::{ModelError, hash};

/// The place of a cluster in the tree of all: left or right, from the root.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Path {
    /// The last step in the lowest bit.
    bits: u32,
    length: u8,
}

#[cfg(feature = "train")]
impl Path {
    /// One step on; what lies deeper than 32 steps is not told apart.
    fn then(self, right: bool) -> Self {
        if self.length == 32 {
            return self;
        }
        Self { bits: self.bits << 1 | u32::from(right), length: self.length + 1 }
    }
}

/// What is known of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cluster {
    id: u16,
    path: Path,
}

impl Cluster {
    /// The cluster's number, from 0.
    #[must_use]
    pub fn id(self) -> u16 {
        self.id
    }

    /// The first steps from the root of the tree, at most 31: below 2 to the power of `steps` + 1, and no two of different
    /// length or direction are equal. A cluster that lies nearer to the root is told whole.
    #[must_use]
    pub fn prefix(self, steps: u8) -> u32 {
        let steps = steps.min(self.path.length).min(31);
        let dropped = u32::from(self.path.length - steps);
        // In 64 bits: a path of 32 steps may be dropped whole.
        1 << steps | (u64::from(self.path.bits) >> dropped) as u32
    }
}

/// The clusters of a language's words.
#[derive(Debug, Clone)]
pub struct Clusters {
    paths: Vec<Path>,
    /// A word's hash leads to its cluster; the weight there means nothing.
    words: Table,
}

const KIND: [u8; 4] = *b"clus";
const PATHS: &str = "path";
const WORDS: &str = "word";

/// Longer words have no cluster.
const WORD_BYTES: usize = 64;

impl Clusters {
    /// Reads clusters from the bytes of their file.
    pub fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let pack = Pack::read(bytes, KIND)?;
        let mut section = pack.section(PATHS)?;
        let paths = (0..section.count()?)
            .map(|_| Ok(Path { bits: section.number()?, length: section.byte()?.min(32) }))
            .collect::<Result<Vec<_>, ModelError>>()?;
        let mut section = pack.section(WORDS)?;
        let words = Table::read(&mut section)?;
        if words.classes() != paths.len() {
            return Err(section.bad("another number of clusters than there are paths"));
        }
        Ok(Self { paths, words })
    }

    /// The cluster of a word as it is written; as it is written small, if only that is known.
    #[must_use]
    pub fn of(&self, word: &str) -> Option<Cluster> {
        let capital = || word.chars().any(char::is_uppercase);
        let id = self.find(word.chars()).or_else(|| {
            if capital() { self.find(word.chars().flat_map(char::to_lowercase)) } else { None }
        })?;
        Some(Cluster { id, path: *self.paths.get(usize::from(id))? })
    }

    /// No clusters at all.
    #[cfg(feature = "train")]
    pub(crate) fn none() -> Self {
        Self { paths: Vec::new(), words: Table::empty() }
    }

    /// How many clusters there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.paths.len()
    }

    fn find(&self, word: impl Iterator<Item = char>) -> Option<u16> {
        let mut buffer = [0; WORD_BYTES];
        let key = hash::bytes(normal(word, &mut buffer)?);
        self.words.row(key).next().map(|(id, _)| id)
    }
}

/// The word with all its figures as noughts; none if it is longer than the buffer.
fn normal(word: impl Iterator<Item = char>, buffer: &mut [u8; WORD_BYTES]) -> Option<&[u8]> {
    let mut end = 0;
    for c in word {
        let c = if c.is_ascii_digit() { '0' } else { c };
        let place = buffer.get_mut(end..end + c.len_utf8())?;
        end += c.encode_utf8(place).len();
    }
    buffer.get(..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_looked_up_as_written_then_small_and_without_its_figures() {
        let mut buffer = [0; WORD_BYTES];
        assert_eq!(normal("Tahun-2013".chars(), &mut buffer), Some(&b"Tahun-0000"[..]));
        assert_eq!(normal("a".repeat(65).chars(), &mut buffer), None);
    }

    #[test]
    fn a_prefix_tells_paths_apart() {
        let cluster = |bits, length| Cluster { id: 0, path: Path { bits, length } };
        assert_eq!(cluster(0b0101, 4).prefix(2), 0b101);
        assert_eq!(cluster(0b0101, 4).prefix(9), 0b1_0101);
        assert_eq!(cluster(0, 0).prefix(4), 1);
        assert_eq!(cluster(u32::MAX, 32).prefix(40), u32::MAX);
    }
}
