//! Weights of hashed features: a key leads to a row of (class, weight), and rows are added up.
//!
//! Rows are sparse, since a feature speaks for or against a handful of classes. In the file the keys stand sorted, as
//! differences; in memory they stand in buckets in that same order, so that reading a model is one pass, and looking a
//! key up is mostly one line of the cache for the bucket and one for the row.

pub mod narrow;
#[cfg(any(feature = "train", test))]
mod write;

#[cfg(any(feature = "train", test))]
pub use write::{Weights, write};

use crate::ModelError;
use crate::pack::Bytes;

/// Marks a weight in the file that does not fit into a byte: two bytes follow.
const WIDE: i8 = i8::MIN;

/// How many keys [`Table::add_all`] looks up before it adds their rows: the reads of memory overlap.
const AHEAD: usize = 64;

/// How many keys a bucket holds: half a line of the cache.
const BUCKET: usize = 5;
/// How many keys a bucket gets on average, in tenths.
const FILL: u64 = 28;

/// Places for keys that begin alike. A key is told by its lower half; the row of a free place is 0.
#[derive(Debug, Clone, Copy, Default)]
struct Bucket {
    keys: [u16; BUCKET],
    /// Not 0 if some of its keys stand in the next bucket.
    spilled: u16,
    rows: [u32; BUCKET],
}

impl Bucket {
    /// Puts a key into a free place. No two of a bucket may look the same.
    fn put(&mut self, key: u16, row: u32) -> bool {
        let free = self.rows.iter().position(|row| *row == 0).filter(|_| self.row(key) == 0);
        let places = free.and_then(|nth| Some((self.keys.get_mut(nth)?, self.rows.get_mut(nth)?)));
        places.map(|(at, to)| (*at, *to) = (key, row)).is_some()
    }

    /// The row of a key, 0 if it is not here; without a jump, so that many look-ups run at once.
    #[inline]
    fn row(&self, key: u16) -> u32 {
        let mut found = 0;
        for (own, row) in self.keys.iter().zip(&self.rows) {
            found |= row & u32::from(*own == key).wrapping_neg();
        }
        found
    }
}

/// Feature keys with their rows of weights.
#[derive(Debug, Clone)]
pub struct Table {
    classes: usize,
    /// How many buckets keys are spread over; some more may follow for those that the last do not hold.
    spread: u64,
    buckets: Vec<Bucket>,
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
        let spread = keys as u64 * 10 / FILL + 1;
        let mut table = Self {
            classes,
            spread,
            buckets: vec![Bucket::default(); spread as usize],
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
        Ok(table)
    }

    /// A table without any row.
    #[cfg(feature = "train")]
    pub(crate) fn empty() -> Self {
        Self { classes: 0, spread: 1, buckets: vec![Bucket::default()], rows: vec![0] }
    }

    fn read_row(&mut self, key: u32, bytes: &mut Bytes<'_>) -> Result<(), ModelError> {
        self.put(key);
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

    /// Finds a place for the key of the row that is read next.
    fn put(&mut self, key: u32) {
        let row = self.rows.len() as u32;
        let home = self.home(key);
        for bucket in self.buckets.iter_mut().skip(home) {
            if bucket.put(low(key), row) {
                return;
            }
            bucket.spilled = 1;
        }
        let mut bucket = Bucket::default();
        bucket.put(low(key), row);
        self.buckets.push(bucket);
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
        add_cells(self.cells(self.find(key)), scores);
    }

    /// Adds the weights of all keys to the scores of their classes.
    #[inline]
    pub fn add_all(&self, keys: &[u32], scores: &mut [i32]) {
        for keys in keys.chunks(AHEAD) {
            let mut rows: [&[u32]; AHEAD] = [&[]; AHEAD];
            let mut found = [0; AHEAD];
            for (row, &key) in found.iter_mut().zip(keys) {
                *row = self.find(key);
            }
            for (cells, &row) in rows.iter_mut().zip(&found).take(keys.len()) {
                *cells = self.cells(row);
            }
            for cells in rows.iter().take(keys.len()) {
                add_cells(cells, scores);
            }
        }
    }

    #[inline]
    fn cells(&self, row: u32) -> &[u32] {
        let start = row as usize;
        let size = self.rows.get(start).copied().unwrap_or_default() as usize;
        self.rows.get(start + 1..start + 1 + size).unwrap_or_default()
    }

    /// The row of a key, 0 if it has none.
    #[inline]
    fn find(&self, key: u32) -> u32 {
        let mut at = self.home(key);
        while let Some(bucket) = self.buckets.get(at) {
            let row = bucket.row(low(key));
            if bucket.spilled == 0 {
                return row;
            }
            if row != 0 {
                return row;
            }
            at += 1;
        }
        0
    }

    #[inline]
    fn home(&self, key: u32) -> usize {
        ((u64::from(key) * self.spread) >> 32) as usize
    }
}

#[inline]
fn low(key: u32) -> u16 {
    key as u16
}

#[inline]
fn add_cells(cells: &[u32], scores: &mut [i32]) {
    for &cell in cells {
        if let Some(score) = scores.get_mut((cell >> 16) as usize) {
            *score += i32::from(cell as i16);
        }
    }
}
