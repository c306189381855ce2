//! Lists of names and words that the model knows: a phrase of the text that stands in one is marked, whole.
//!
//! The phrases come from the language's folder when the model is trained, and stand in the model as hashes: each
//! beginning of a phrase is a key, so that the longest phrase is found word by word.

use super::words::Word;
use crate::ModelError;
use crate::hash;
use crate::pack::Bytes;
use crate::table::Table;

/// Where a word stands in a listed phrase, for each list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Listed(u64);

const BEGIN: u64 = 1;
const INSIDE: u64 = 2;

/// Lists at most: two bits each.
pub(super) const MOST_LISTS: usize = 32;
const LONGEST_PHRASE: usize = 10;

impl Listed {
    /// Of two phrases of a list the later one stands.
    fn set(&mut self, list: usize, part: u64) {
        self.0 = self.0 & !(3 << (2 * list)) | part << (2 * list);
    }

    /// Each list that the word stands in: its number times four, and where in a phrase.
    pub(super) fn each(self) -> impl Iterator<Item = u32> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            if rest == 0 {
                return None;
            }
            let list = rest.trailing_zeros() / 2;
            let part = (rest >> (2 * list)) & 3;
            rest &= !(3 << (2 * list));
            Some(4 * list + part as u32)
        })
    }
}

/// The lists of a model.
#[derive(Debug)]
pub(super) struct Lists {
    /// Lists whose phrases count in small letters too, such as roles. The bit of each.
    in_small: u32,
    /// The beginning of a phrase leads to the lists that it is whole in; class [`MOST_LISTS`]: it goes on.
    beginnings: Table,
}

impl Lists {
    pub(super) fn read(bytes: &mut Bytes<'_>) -> Result<Self, ModelError> {
        let in_small = bytes.number()?;
        let beginnings = Table::read(bytes)?;
        Ok(Self { in_small, beginnings })
    }

    /// Marks the words of phrases that are listed. `marks` has a place for each word.
    pub(super) fn mark(&self, words: &[Word], marks: &mut [Listed]) {
        let (mut covered, mut ends) = ([0; MOST_LISTS], [0; MOST_LISTS]);
        for start in 0..words.len() {
            let mut found = self.ends(words, start, &mut ends);
            while found != 0 {
                let list = found.trailing_zeros() as usize;
                found &= found - 1;
                let end = ends[list];
                if end <= covered[list] {
                    continue;
                }
                covered[list] = end;
                for (at, mark) in marks.iter_mut().enumerate().take(end).skip(start) {
                    mark.set(list, if at == start { BEGIN } else { INSIDE });
                }
            }
        }
    }

    /// For each list the end of the longest phrase that starts here; the bits of the lists that have one.
    fn ends(&self, words: &[Word], start: usize, ends: &mut [usize; MOST_LISTS]) -> u32 {
        let capital = words[start].look.may_name();
        let (mut key, mut found) = (0, 0);
        for (at, word) in words.iter().enumerate().skip(start).take(LONGEST_PHRASE) {
            key = next(key, word.marks.lower);
            let mut goes_on = false;
            for (list, _) in self.beginnings.row(key) {
                let list = usize::from(list);
                match ends.get_mut(list) {
                    Some(end) if capital || self.in_small >> list & 1 == 1 => {
                        *end = at + 1;
                        found |= 1 << list;
                    }
                    Some(_) => {}
                    None => goes_on = true,
                }
            }
            if !goes_on {
                break;
            }
        }
        found
    }
}

/// The key of a beginning that is one word longer.
fn next(key: u32, word: u32) -> u32 {
    hash::feature(0, key, word, 1)
}

/// A list to train with.
#[cfg(feature = "train")]
#[derive(Debug, Clone)]
pub struct List {
    /// What it lists, for people.
    pub name: String,
    /// Whether its phrases count in small letters too.
    pub in_small: bool,
    /// Its phrases, their words apart.
    pub phrases: Vec<Vec<String>>,
}

/// The bytes of lists, which are numbered as they stand.
#[cfg(feature = "train")]
pub(super) fn write(lists: &[List]) -> Vec<u8> {
    use crate::clusters::Clusters;
    use std::collections::{BTreeMap, BTreeSet};

    let mut rows: BTreeMap<u32, BTreeSet<u16>> = BTreeMap::new();
    let mut in_small = 0;
    let none = Clusters::none();
    let mut letters = Vec::new();
    for (number, list) in lists.iter().enumerate().take(MOST_LISTS) {
        in_small |= u32::from(list.in_small) << number;
        for phrase in list.phrases.iter().filter(|phrase| phrase.len() <= LONGEST_PHRASE) {
            let mut key = 0;
            for (place, word) in phrase.iter().enumerate() {
                key = next(key, Word::read(word, &none, &mut letters).marks.lower);
                let class = if place + 1 < phrase.len() { MOST_LISTS } else { number };
                rows.entry(key).or_default().insert(class as u16);
            }
        }
    }
    let rows = rows.into_iter().map(|(key, row)| (key, row.into_iter().map(|class| (class, 1.0)).collect()));
    let mut out = Vec::new();
    crate::pack::put_number(&mut out, in_small);
    out.extend(crate::table::write(&crate::table::Weights { classes: MOST_LISTS + 1, rows: rows.collect() }));
    out
}
