//! Weights of hashed features: a key leads to a row of (class, weight), and rows are added up.
//!
//! Rows are sparse, since a feature speaks for or against a handful of classes. In the file the keys stand sorted, as
//! differences; in memory they stand in an open-addressed array in that same order, so that reading a model is one
//! pass without a jump, and looking a key up is mostly one line of the cache for the key and one for its row.

#[cfg(any(feature = "train", test))]
mod write;

#[cfg(any(feature = "train", test))]
pub use write::{Weights, write};

use crate::ModelError;
use crate::pack::Bytes;

/// Marks a weight in the file that does not fit into a byte: two bytes follow.
const WIDE: i8 = i8::MIN;

/// How many keys [`Table::add_all`] looks up before it adds their rows: the reads of memory overlap.
const AHEAD: usize = 32;

/// A place for a key; the row of an empty one is 0, where an empty row stands.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    key: u32,
    row: u32,
}

/// Feature keys with their rows of weights.
#[derive(Debug, Clone)]
pub struct Table {
    classes: usize,
    /// How many slots keys are spread over; some more follow, so that the last keys find room and a search ends.
    spread: u64,
    slots: Vec<Slot>,
    /// Of each row its length, then its cells: class in the upper half, weight in the lower.
    rows: Vec<u32>,
}

impl Table {
    /// Reads a table from where `bytes` stands.
    pub fn read(bytes: &mut Bytes<'_>) -> Result<Self, ModelError> {
        let classes = bytes.number()? as usize;
        if classes > usize::from(u16::MAX) {
            return Err(bytes.bad("more classes than there may be"));
        }
        let keys = bytes.count()?;
        let cells = bytes.count()?;
        let spread = keys as u64 * 5 / 3 + 1;
        let mut table = Self {
            classes,
            spread,
            slots: Vec::with_capacity(spread as usize + 64),
            rows: Vec::with_capacity(keys + cells + 1),
        };
        table.rows.push(0);
        let mut key = 0_u32;
        for nth in 0..keys {
            let step = bytes.number()?;
            let next = key.checked_add(step).filter(|_| nth == 0 || step > 0);
            key = next.ok_or_else(|| bytes.bad("keys out of order"))?;
            table.read_row(key, bytes)?;
        }
        if table.rows.len() != 1 + keys + cells {
            return Err(bytes.bad("another number of weights than its head says"));
        }
        let end = (spread as usize).max(table.slots.len()) + 1;
        table.slots.resize(end, Slot::default());
        Ok(table)
    }

    fn read_row(&mut self, key: u32, bytes: &mut Bytes<'_>) -> Result<(), ModelError> {
        let home = self.home(key);
        if self.slots.len() < home {
            self.slots.resize(home, Slot::default());
        }
        self.slots.push(Slot { key, row: self.rows.len() as u32 });
        let size = bytes.count()?;
        self.rows.push(size as u32);
        for _ in 0..size {
            let class = if self.classes <= 256 { u16::from(bytes.byte()?) } else { bytes.short_number()? };
            if usize::from(class) >= self.classes {
                return Err(bytes.bad("a class that does not exist"));
            }
            let narrow = bytes.byte()? as i8;
            let weight = if narrow == WIDE { bytes.short_number()? } else { i16::from(narrow) as u16 };
            self.rows.push(u32::from(class) << 16 | u32::from(weight));
        }
        Ok(())
    }

    /// How many classes there are: as many scores [`Table::add`] wants.
    #[must_use]
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// The cells of a key's row; none if the table does not have the key.
    #[inline]
    pub fn row(&self, key: u32) -> impl Iterator<Item = (u16, i16)> + '_ {
        self.cells(self.find(key)).iter().map(|&cell| ((cell >> 16) as u16, cell as i16))
    }

    /// Adds a key's weights to the scores of their classes.
    #[inline]
    pub fn add(&self, key: u32, scores: &mut [i32]) {
        self.add_row(self.find(key), scores);
    }

    /// Adds the weights of all keys to the scores of their classes.
    #[inline]
    pub fn add_all(&self, keys: &[u32], scores: &mut [i32]) {
        for keys in keys.chunks(AHEAD) {
            let mut found = [0; AHEAD];
            for (row, &key) in found.iter_mut().zip(keys) {
                *row = self.find(key);
            }
            for &row in found.iter().take(keys.len()) {
                self.add_row(row, scores);
            }
        }
    }

    #[inline]
    fn add_row(&self, row: u32, scores: &mut [i32]) {
        for &cell in self.cells(row) {
            if let Some(score) = scores.get_mut((cell >> 16) as usize) {
                *score += i32::from(cell as i16);
            }
        }
    }

    #[inline]
    fn cells(&self, row: u32) -> &[u32] {
        let start = row as usize;
        let size = self.rows.get(start).copied().unwrap_or_default() as usize;
        self.rows.get(start + 1..start + 1 + size).unwrap_or_default()
    }

    /// The row of a key, 0 if it has none. Keys stand sorted, so that a greater one ends the search.
    #[inline]
    fn find(&self, key: u32) -> u32 {
        let from = self.home(key).min(self.slots.len());
        for slot in &self.slots[from..] {
            if slot.row == 0 || slot.key > key {
                return 0;
            }
            if slot.key == key {
                return slot.row;
            }
        }
        0
    }

    #[inline]
    fn home(&self, key: u32) -> usize {
        ((u64::from(key) * self.spread) >> 32) as usize
    }
}
