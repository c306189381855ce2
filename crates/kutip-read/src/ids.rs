//! Ids that two articles of a run have: whoever joins records by id would take one for the other.

use crate::Input;
use crate::error::{InputError, Place, Problem};
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

/// So many ids are remembered, some 25 MB of them; those after them are not compared.
const MOST: usize = 1_000_000;

/// The ids of the lines that were read, each by its hash with the file and line where it first stood.
#[derive(Default)]
pub(crate) struct Ids {
    first: HashMap<u64, (u32, u32)>,
    hasher: RandomState,
    files: Vec<String>,
}

impl Ids {
    /// Takes an article's id; one that was there before is a warning of the article.
    pub(crate) fn check(&mut self, mut input: Input) -> Input {
        let Some(id) = &input.id else { return input };
        let hash = self.hasher.hash_one(id);
        match self.first.get(&hash) {
            Some((file, line)) => {
                let file = self.files.get(*file as usize).cloned().unwrap_or_default();
                let first = Place { file, line: Some(u64::from(*line)), ..Place::default() };
                let first = Box::new(first);
                let problem = Problem::SameId { id: id.clone(), first };
                input.warnings.push(InputError { place: input.place.clone(), problem });
            }
            None if self.first.len() < MOST => {
                if self.files.last() != Some(&input.place.file) {
                    self.files.push(input.place.file.clone());
                }
                let file = u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX);
                let line = u32::try_from(input.place.line.unwrap_or_default()).unwrap_or(u32::MAX);
                self.first.insert(hash, (file, line));
            }
            None => {}
        }
        input
    }
}
