//! A table for a choice between three: both weights stand beside their key, so that a feature costs one read of memory
//! and no jump.
//!
//! Only differences count, so that the first choice always has 0. What does not fit into its bucket is left out when
//! the table is made, the lightest first; a bucket's free places hold zeros, which add nothing.

use crate::ModelError;
use crate::pack::Bytes;
#[cfg(any(feature = "train", test))]
use crate::{pack::put_number, table::Weights};

/// How many choices there are.
pub const CHOICES: usize = 3;
/// How many features a bucket holds.
const BUCKET: usize = 4;

/// Feature keys with a weight each for the second and the third choice.
#[derive(Debug, Clone)]
pub struct Narrow {
    /// Of each place the lower half of its key, then the two weights, from the lowest byte.
    buckets: Vec<[u32; BUCKET]>,
}

impl Narrow {
    /// Reads a table from where `bytes` stands: of each bucket how many of its places are taken, then these.
    pub fn read(bytes: &mut Bytes<'_>) -> Result<Self, ModelError> {
        let count = bytes.count()?;
        if count == 0 {
            return Err(bytes.bad("no buckets"));
        }
        let mut buckets = Vec::with_capacity(count);
        for _ in 0..count {
            let taken = usize::from(bytes.byte()?);
            let mut bucket = [0; BUCKET];
            let places = bucket.get_mut(..taken).ok_or_else(|| bytes.bad("too much in a bucket"))?;
            for (place, cell) in places.iter_mut().zip(bytes.take(taken * 4)?.as_chunks::<4>().0) {
                *place = u32::from_le_bytes(*cell);
            }
            buckets.push(bucket);
        }
        Ok(Self { buckets })
    }

    /// The scores of the choices, given the features that there are.
    #[inline]
    #[must_use]
    pub fn scores(&self, keys: impl IntoIterator<Item = u32>) -> [i32; CHOICES] {
        let (mut second, mut third) = ([0_i32; BUCKET], [0_i32; BUCKET]);
        for key in keys {
            let Some(bucket) = self.buckets.get(home(key, self.buckets.len())) else { continue };
            for ((cell, second), third) in bucket.iter().zip(&mut second).zip(&mut third) {
                let mask = if (cell ^ key) & 0xFFFF == 0 { -1 } else { 0 };
                *second += ((*cell << 8) as i32 >> 24) & mask;
                *third += (*cell as i32 >> 24) & mask;
            }
        }
        [0, second.iter().sum(), third.iter().sum()]
    }
}

#[inline]
fn home(key: u32, buckets: usize) -> usize {
    ((u64::from(key) * buckets as u64) >> 32) as usize
}

/// The bytes that [`Narrow::read`] reads, with `fill` features a bucket on average (at most `BUCKET` find
/// room).
#[cfg(any(feature = "train", test))]
#[must_use]
pub fn write(weights: &Weights, fill: f32) -> Vec<u8> {
    let differences = |(key, row): &(u32, Vec<(u16, f32)>)| {
        let of = |class: u16| row.iter().find(|(own, _)| *own == class).map_or(0.0, |(_, weight)| *weight);
        (*key, [of(1) - of(0), of(2) - of(0)])
    };
    let rows: Vec<(u32, [f32; 2])> = weights.rows.iter().map(differences).collect();
    // Cutting the few heaviest weights for the sake of the others' precision costs two points of attachment.
    let common = rows.iter().flat_map(|(_, row)| row.map(f32::abs)).fold(0.0, f32::max);
    let scale = 127.0 / common.max(f32::MIN_POSITIVE);
    let whole = |weight: f32| (weight * scale).round().clamp(-127.0, 127.0) as i8;
    let count = ((rows.len() as f32 / fill) as usize).max(1);
    let mut buckets = vec![Vec::new(); count];
    for (key, row) in rows {
        let [second, third] = row.map(whole);
        let cell = key & 0xFFFF | u32::from(second as u8) << 16 | u32::from(third as u8) << 24;
        let weight = second.unsigned_abs().max(third.unsigned_abs());
        let bucket: &mut Vec<(u8, u32)> = &mut buckets[home(key, count)];
        let alike = bucket.iter().any(|(_, other)| (other ^ cell) & 0xFFFF == 0);
        if weight > 0 && !alike {
            bucket.push((weight, cell));
        }
    }
    let mut out = Vec::new();
    put_number(&mut out, count as u32);
    for bucket in &mut buckets {
        bucket.sort_by_key(|(weight, cell)| (std::cmp::Reverse(*weight), *cell));
        bucket.truncate(BUCKET);
        out.push(bucket.len() as u8);
        out.extend(bucket.iter().flat_map(|(_, cell)| cell.to_le_bytes()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{hash, pack};

    fn sample() -> Weights {
        let row = |nth: u32| (hash::feature(nth, 3, 0, 0), vec![(nth as u16 % 3, 1.0 + nth as f32 / 1000.0)]);
        let mut rows: Vec<_> = (0..1000).map(row).collect();
        rows.sort_by_key(|(key, _)| *key);
        Weights { classes: CHOICES, rows }
    }

    fn read(table: Vec<u8>) -> Result<Narrow, ModelError> {
        let bytes = pack::write(*b"test", &[(*b"kind", table)]);
        Narrow::read(&mut pack::Pack::read(&bytes, *b"test")?.section("kind")?)
    }

    #[test]
    fn nearly_all_features_are_found_and_others_add_nothing() {
        let table = read(write(&sample(), 2.0)).unwrap();
        let right = |nth: &u32| {
            let [_, second, third] = table.scores([hash::feature(*nth, 3, 0, 0)]);
            match nth % 3 {
                0 => second < 0 && third == second,
                1 => second > 0 && third == 0,
                _ => second == 0 && third > 0,
            }
        };
        assert!((0..1000).filter(right).count() > 960);
        let others = (0..1000).filter(|&nth| table.scores([hash::feature(nth, 4, 0, 0)]) != [0; CHOICES]);
        assert!(others.count() < 3);
    }

    #[test]
    fn odd_bytes_are_refused_or_read_but_never_a_panic() {
        let bytes = write(&sample(), 2.0);
        for end in 0..bytes.len() {
            assert!(read(bytes[..end].to_vec()).is_err(), "cut at {end}");
        }
        for at in 0..bytes.len() {
            let mut bytes = bytes.clone();
            bytes[at] = !bytes[at];
            if let Ok(table) = read(bytes) {
                let _ = table.scores((0..1000).map(|nth| hash::feature(nth, 3, 0, 0)));
            }
        }
        assert!(read(write(&Weights { classes: CHOICES, rows: Vec::new() }, 2.0)).is_ok());
    }
}
