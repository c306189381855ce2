//! The likelihood of labelled sentences under weights, and its slope (forward-backward).

use super::super::labels::{LABELS, goes_on, may_begin, may_follow};

/// A weight for each step from label to label stands before all others.
pub(super) const STEPS: usize = LABELS * LABELS;

/// A label that a feature was seen with, and the place of its weight.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    pub(super) label: u8,
    pub(super) weight: usize,
}

/// A sentence as its features.
#[derive(Debug, Default)]
pub(super) struct Chain {
    /// The features of all words, one word's after the other's.
    pub(super) features: Vec<u32>,
    /// Where the features of each word end.
    pub(super) ends: Vec<usize>,
    pub(super) gold: Vec<usize>,
    pub(super) weight: f64,
}

impl Chain {
    fn features(&self, at: usize) -> &[u32] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.features[start..self.ends[at]]
    }
}

/// All that is to be learned from.
#[derive(Debug, Default)]
pub(super) struct Problem {
    pub(super) chains: Vec<Chain>,
    /// The weights of each feature.
    pub(super) rows: Vec<Vec<Cell>>,
    /// How many weights there are.
    pub(super) weights: usize,
}

type Scores = [f64; LABELS];

/// Room for a sentence.
#[derive(Debug, Default)]
struct Room {
    /// e to the power of each score, less the greatest of the word.
    local: Vec<Scores>,
    forward: Vec<Scores>,
    backward: Vec<Scores>,
    sums: Vec<f64>,
}

impl Problem {
    /// Gives a feature a weight for a label.
    pub(super) fn observe(&mut self, feature: u32, label: usize) {
        let row = &mut self.rows[feature as usize];
        if !row.iter().any(|cell| usize::from(cell.label) == label) {
            row.push(Cell { label: label as u8, weight: self.weights });
            self.weights += 1;
        }
    }

    /// The negative logarithm of the likelihood; its slope is written into `slope`.
    pub(super) fn loss(&self, weights: &[f64], slope: &mut [f64]) -> f64 {
        slope.fill(0.0);
        let mut steps = [[0.0; LABELS]; LABELS];
        for (first, row) in steps.iter_mut().enumerate() {
            for (second, step) in row.iter_mut().enumerate() {
                if may_follow(first, second) {
                    *step = weights[first * LABELS + second].exp();
                }
            }
        }
        let mut room = Room::default();
        self.chains.iter().map(|chain| self.loss_of(chain, weights, &steps, &mut room, slope)).sum()
    }

    fn loss_of(
        &self,
        chain: &Chain,
        weights: &[f64],
        steps: &[Scores; LABELS],
        room: &mut Room,
        slope: &mut [f64],
    ) -> f64 {
        let size = chain.gold.len();
        room.local.clear();
        let mut log_sum = 0.0;
        let mut gold_score = 0.0;
        for at in 0..size {
            let mut scores = [0.0; LABELS];
            for &feature in chain.features(at) {
                self.rows[feature as usize]
                    .iter()
                    .for_each(|c| scores[usize::from(c.label)] += weights[c.weight]);
            }
            let greatest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            log_sum += greatest;
            gold_score += scores[chain.gold[at]];
            if at > 0 {
                gold_score += weights[chain.gold[at - 1] * LABELS + chain.gold[at]];
            }
            room.local.push(scores.map(|score| (score - greatest).exp()));
        }
        log_sum += room.forward(steps);
        room.backward(steps);
        let by = chain.weight;
        for at in 0..size {
            let mut likely: Scores = std::array::from_fn(|y| room.forward[at][y] * room.backward[at][y]);
            likely[chain.gold[at]] -= 1.0;
            for &feature in chain.features(at) {
                for cell in &self.rows[feature as usize] {
                    slope[cell.weight] += by * likely[usize::from(cell.label)];
                }
            }
            if at > 0 {
                room.steps(at, steps, |first, second, p| slope[first * LABELS + second] += by * p);
                slope[chain.gold[at - 1] * LABELS + chain.gold[at]] -= by;
            }
        }
        by * (log_sum - gold_score)
    }
}

impl Room {
    /// Sums over all beginnings, scaled to 1 at each word; the logarithm of what was scaled away.
    fn forward(&mut self, steps: &[Scores; LABELS]) -> f64 {
        self.forward.clear();
        self.sums.clear();
        let mut log_sum = 0.0;
        for at in 0..self.local.len() {
            let mut now = [0.0; LABELS];
            match self.forward.last() {
                None => (0..LABELS).filter(|&y| may_begin(y)).for_each(|y| now[y] = self.local[at][y]),
                Some(last) => {
                    for (first, row) in steps.iter().enumerate() {
                        now.iter_mut().zip(row).for_each(|(now, step)| *now += last[first] * step);
                    }
                    now.iter_mut().zip(&self.local[at]).for_each(|(now, local)| *now *= local);
                }
            }
            if at + 1 == self.local.len() {
                (0..LABELS).filter(|&y| goes_on(y)).for_each(|y| now[y] = 0.0);
            }
            let sum = now.iter().sum::<f64>().max(f64::MIN_POSITIVE);
            now.iter_mut().for_each(|now| *now /= sum);
            log_sum += sum.ln();
            self.sums.push(sum);
            self.forward.push(now);
        }
        log_sum
    }

    fn backward(&mut self, steps: &[Scores; LABELS]) {
        let size = self.local.len();
        self.backward.clear();
        self.backward.resize(size, [0.0; LABELS]);
        for at in (0..size).rev() {
            self.backward[at] = if at + 1 == size {
                std::array::from_fn(|label| f64::from(u8::from(!goes_on(label))))
            } else {
                let after = self.after(at + 1);
                std::array::from_fn(|first| {
                    steps[first].iter().zip(&after).map(|(step, after)| step * after).sum()
                })
            };
        }
    }

    /// What a word and all after it make likely.
    fn after(&self, at: usize) -> Scores {
        std::array::from_fn(|y| self.local[at][y] * self.backward[at][y] / self.sums[at])
    }

    /// How likely each step to this word is.
    fn steps(&self, at: usize, steps: &[Scores; LABELS], mut found: impl FnMut(usize, usize, f64)) {
        let after = self.after(at);
        for (first, row) in steps.iter().enumerate() {
            for (second, (step, after)) in row.iter().zip(&after).enumerate() {
                let likely = self.forward[at - 1][first] * step * after;
                if likely > 0.0 {
                    found(first, second, likely);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slope_is_the_slope() {
        let mut problem = Problem { weights: STEPS, rows: vec![Vec::new(); 3], ..Problem::default() };
        let gold = vec![1, 3, 0, 8, 5, 6, 7];
        let features = vec![0, 1, 2, 0, 1, 2, 0];
        for (&feature, &label) in features.iter().zip(&gold) {
            (0..LABELS).for_each(|label| problem.observe(feature, label));
            problem.observe(feature, label);
        }
        problem.chains.push(Chain { ends: (1..=gold.len()).collect(), features, gold, weight: 0.7 });
        let mut weights: Vec<f64> =
            (0..problem.weights).map(|n| ((n * 37 % 19) as f64 - 9.0) / 10.0).collect();
        let mut slope = vec![0.0; problem.weights];
        let mut ignored = slope.clone();
        problem.loss(&weights, &mut slope);
        for at in 0..problem.weights {
            let (old, by) = (weights[at], 1e-5);
            weights[at] = old + by;
            let above = problem.loss(&weights, &mut ignored);
            weights[at] = old - by;
            let below = problem.loss(&weights, &mut ignored);
            weights[at] = old;
            assert!(((above - below) / (2.0 * by) - slope[at]).abs() < 1e-6, "weight {at}");
        }
    }
}
