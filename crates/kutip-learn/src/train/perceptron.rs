//! The averaged perceptron over hashed features: whole steps while it learns, averages when it is done.

use crate::table::Weights;

/// A weight while it is learned.
#[derive(Debug, Clone, Copy)]
struct Cell {
    class: u16,
    weight: i32,
    /// The sum of the weight over all examples up to `since`.
    total: i64,
    since: u32,
}

/// The weights of one feature.
#[derive(Debug, Clone)]
struct Row {
    key: u32,
    /// How many examples changed it.
    changes: u32,
    cells: Vec<Cell>,
}

/// Weights while they are learned. Keys are kept as [`hash::feature`](crate::hash::feature) makes them.
#[derive(Debug, Clone)]
pub struct Perceptron {
    classes: usize,
    /// Open-addressed: 0 for an empty place, else one more than the row's place in `rows`.
    index: Vec<u32>,
    rows: Vec<Row>,
    examples: u32,
}

impl Perceptron {
    /// A perceptron that knows nothing, over so many classes.
    #[must_use]
    pub fn new(classes: usize) -> Self {
        Self { classes, index: vec![0; 1 << 16], rows: Vec::new(), examples: 0 }
    }

    /// How many classes it tells apart.
    #[must_use]
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// Puts the scores of all classes into `scores`, given the features that an example has.
    pub fn score(&self, keys: &[u32], scores: &mut Vec<i32>) {
        scores.clear();
        scores.resize(self.classes, 0);
        for &key in keys {
            if let Some(row) = self.place(key).1.and_then(|nth| self.rows.get(nth)) {
                row.cells.iter().for_each(|cell| scores[usize::from(cell.class)] += cell.weight);
            }
        }
    }

    /// Counts an example: to be called once for each, changed or not, before [`Perceptron::change`].
    pub fn count(&mut self) {
        self.examples += 1;
    }

    /// Makes `gold` likelier and `guess` less likely for these features.
    pub fn change(&mut self, keys: &[u32], gold: usize, guess: usize) {
        if gold == guess {
            return;
        }
        for &key in keys {
            let row = self.row(key);
            self.rows[row].changes += 1;
            self.step(row, gold, 1);
            self.step(row, guess, -1);
        }
    }

    /// The averages over all examples, without the weights that are 0 and without the features that fewer than
    /// `changes` examples changed.
    #[must_use]
    pub fn average(&self, changes: u32) -> Weights {
        let examples = f64::from(self.examples.max(1));
        let average = |cell: &Cell| {
            let unseen = i64::from(self.examples - cell.since) * i64::from(cell.weight);
            (cell.class, ((cell.total + unseen) as f64 / examples) as f32)
        };
        let mut rows: Vec<(u32, Vec<(u16, f32)>)> = self
            .rows
            .iter()
            .filter(|row| row.changes >= changes)
            .map(|row| {
                (row.key, row.cells.iter().map(average).filter(|(_, weight)| *weight != 0.0).collect())
            })
            .collect();
        rows.sort_by_key(|(key, _)| *key);
        rows.iter_mut().for_each(|(_, row)| row.sort_by_key(|(class, _)| *class));
        rows.retain(|(_, row)| !row.is_empty());
        Weights { classes: self.classes, rows }
    }

    fn step(&mut self, row: usize, class: usize, by: i32) {
        let now = self.examples;
        let row = &mut self.rows[row].cells;
        let cell = match row.iter_mut().find(|cell| usize::from(cell.class) == class) {
            Some(cell) => cell,
            None => {
                row.push(Cell { class: class as u16, weight: 0, total: 0, since: now });
                let last = row.len() - 1;
                &mut row[last]
            }
        };
        cell.total += i64::from(now - cell.since) * i64::from(cell.weight);
        cell.since = now;
        cell.weight += by;
    }

    /// The place of the key in the index, and the row that stands there.
    fn place(&self, key: u32) -> (usize, Option<usize>) {
        let mask = self.index.len() - 1;
        let mut at = key as usize & mask;
        loop {
            match self.index[at] {
                0 => return (at, None),
                row if self.rows[row as usize - 1].key == key => return (at, Some(row as usize - 1)),
                _ => at = (at + 1) & mask,
            }
        }
    }

    fn row(&mut self, key: u32) -> usize {
        let (at, row) = self.place(key);
        if let Some(row) = row {
            return row;
        }
        self.rows.push(Row { key, changes: 0, cells: Vec::new() });
        self.index[at] = self.rows.len() as u32;
        if self.rows.len() * 2 > self.index.len() {
            self.index = vec![0; self.index.len() * 2];
            for nth in 0..self.rows.len() {
                let (at, _) = self.place(self.rows[nth].key);
                self.index[at] = nth as u32 + 1;
            }
        }
        self.rows.len() - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::feature;

    #[test]
    fn it_learns_what_can_be_told_apart() {
        let examples = [([1, 2], 0), ([1, 3], 1), ([4, 2], 2), ([4, 3], 2)];
        let mut perceptron = Perceptron::new(3);
        let (mut scores, mut wrong) = (Vec::new(), 0);
        for _ in 0..20 {
            wrong = 0;
            for (values, gold) in examples {
                let keys = values.map(|value| feature(0, value, 0, 0));
                perceptron.score(&keys, &mut scores);
                let guess = (0..3).max_by_key(|&class| (scores[class], 3 - class)).unwrap();
                perceptron.count();
                perceptron.change(&keys, gold, guess);
                wrong += usize::from(guess != gold);
            }
        }
        assert_eq!(wrong, 0);
        assert_eq!(perceptron.average(0).rows.len(), 4);
    }
}
