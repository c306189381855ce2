//! Finished weights, and a table's bytes made of them.

use super::WIDE;
use crate::pack::put_number;

/// Averaged weights: keys in ascending order, each with its classes in ascending order.
#[derive(Debug, Clone, Default)]
pub struct Weights {
    /// How many classes there are.
    pub classes: usize,
    /// Key and row.
    pub rows: Vec<(u32, Vec<(u16, f32)>)>,
}

impl Weights {
    /// Leaves weights nearer to 0 than `least` out, and rows that have no other.
    pub fn prune(&mut self, least: f32) {
        for (_, row) in &mut self.rows {
            row.retain(|(_, weight)| weight.abs() >= least);
        }
        self.rows.retain(|(_, row)| !row.is_empty());
    }

    /// How many weights there are.
    #[must_use]
    pub fn cells(&self) -> usize {
        self.rows.iter().map(|(_, row)| row.len()).sum()
    }
}

/// The bytes that [`Table::read`](super::Table::read) reads. Only the order of scores counts, so that weights are scaled
/// until all but the greatest hundredth fit into one byte.
#[must_use]
pub fn write(weights: &Weights) -> Vec<u8> {
    let scale = scale(weights);
    let rows: Vec<_> = weights.rows.iter().map(|(key, row)| (*key, whole(row, scale))).collect();
    let rows: Vec<_> = rows.into_iter().filter(|(_, row)| !row.is_empty()).collect();
    let mut out = Vec::new();
    put_number(&mut out, weights.classes as u32);
    put_number(&mut out, rows.len() as u32);
    put_number(&mut out, rows.iter().map(|(_, row)| row.len() as u32).sum());
    let mut last = 0;
    for (key, row) in &rows {
        put_number(&mut out, key - last);
        last = *key;
        put_number(&mut out, row.len() as u32);
        for &(class, weight) in row {
            put_cell(&mut out, weights.classes, class, weight);
        }
    }
    out
}

fn put_cell(out: &mut Vec<u8>, classes: usize, class: u16, weight: i16) {
    if classes <= 256 {
        out.push(class as u8);
    } else {
        out.extend(class.to_le_bytes());
    }
    match i8::try_from(weight) {
        Ok(narrow) if narrow != WIDE => out.push(narrow as u8),
        _ => {
            out.push(WIDE as u8);
            out.extend(weight.to_le_bytes());
        }
    }
}

fn whole(row: &[(u16, f32)], scale: f32) -> Vec<(u16, i16)> {
    let whole = |weight: f32| (weight * scale).round().clamp(f32::from(i16::MIN), f32::from(i16::MAX)) as i16;
    row.iter().map(|&(class, weight)| (class, whole(weight))).filter(|&(_, weight)| weight != 0).collect()
}

fn scale(weights: &Weights) -> f32 {
    let mut sizes: Vec<f32> = weights.rows.iter().flat_map(|(_, row)| row).map(|(_, w)| w.abs()).collect();
    sizes.sort_by(f32::total_cmp);
    let (Some(common), Some(greatest)) = (sizes.get(sizes.len() / 100 * 99), sizes.last()) else {
        return 1.0;
    };
    (127.0 / common.max(f32::MIN_POSITIVE)).min(32_000.0 / greatest.max(f32::MIN_POSITIVE))
}

#[cfg(test)]
mod tests {
    use super::super::Table;
    use super::*;
    use crate::{hash, pack};

    fn sample(classes: usize) -> Weights {
        let row = |nth: u32| {
            let class = (nth as usize % classes) as u16;
            (hash::feature(nth, 7, 0, 0), vec![(class, nth as f32 - 400.0)])
        };
        let mut rows: Vec<_> = (0..1000).map(row).collect();
        rows.sort_by_key(|(key, _)| *key);
        Weights { classes, rows }
    }

    fn read(table: Vec<u8>) -> Result<Table, crate::ModelError> {
        let bytes = pack::write(*b"test", &[(*b"rows", table)]);
        Table::read(&mut pack::Pack::read(&bytes, *b"test")?.section("rows")?)
    }

    #[test]
    fn rows_are_found_and_added() {
        for classes in [5, 300] {
            let weights = sample(classes);
            let table = read(write(&weights)).unwrap();
            let scale = scale(&weights);
            for (key, row) in &weights.rows {
                let (class, weight) = row[0];
                let wanted = (weight * scale).round() as i32;
                let mut scores = vec![0; classes];
                table.add(*key, &mut scores);
                assert_eq!(scores[usize::from(class)], wanted);
                assert_eq!(scores.iter().sum::<i32>(), wanted);
            }
            let keys: Vec<u32> = weights.rows.iter().map(|(key, _)| *key).collect();
            let (mut together, mut singly) = (vec![0; classes], vec![0; classes]);
            table.add_all(&keys, &mut together);
            keys.iter().for_each(|key| table.add(*key, &mut singly));
            assert_eq!(together, singly);
            let taken_for_another =
                (0..1000).filter(|&nth| table.row(hash::feature(nth, 8, 0, 0)).count() > 0);
            assert!(taken_for_another.count() <= 1);
        }
    }

    #[test]
    fn no_key_at_the_ends_is_lost() {
        for keys in
            [vec![], vec![0], vec![u32::MAX], vec![0, 1, 2], vec![u32::MAX - 2, u32::MAX - 1, u32::MAX]]
        {
            let rows = keys.iter().map(|&key| (key, vec![(1, 1.0)])).collect();
            let table = read(write(&Weights { classes: 2, rows })).unwrap();
            assert!(keys.iter().all(|&key| table.row(key).count() == 1), "{keys:?}");
            assert_eq!(table.row(77).count(), 0);
        }
    }

    /// Under a right checksum too: the checks of the table itself.
    #[test]
    fn odd_bytes_are_refused_or_read_but_never_a_panic() {
        let bytes = write(&sample(5));
        for end in 0..bytes.len() {
            assert!(read(bytes[..end].to_vec()).is_err(), "cut at {end}");
        }
        for at in 0..bytes.len() {
            let mut bytes = bytes.clone();
            bytes[at] = !bytes[at];
            if let Ok(table) = read(bytes) {
                let mut scores = vec![0; table.classes()];
                (0..1000).for_each(|nth| table.add(hash::feature(nth, 7, 0, 0), &mut scores));
            }
        }
    }
}
