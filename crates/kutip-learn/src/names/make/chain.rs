//! The likelihood of labelled sentences under weights, and its slope (forward-backward).
//!
//! Wrong labels are given a margin that the right ones have to make good (softmax margin; Gimpel and Smith 2010): the
//! likelihood alone is content with names that are just likelier than not.

use super::super::labels::{LABELS, goes_on, may_begin, may_follow};

/// A weight for each step from label to label stands before all others.
pub(super) const STEPS: usize = LABELS * LABELS;

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
#[derive(Debug)]
pub(super) struct Problem {
    chains: Vec<Chain>,
    /// Where the weights of each feature begin; one more for the end of all.
    starts: Vec<usize>,
    /// The label of each weight.
    labels: Vec<u8>,
    /// What a wrong label must be behind by.
    margin: f64,
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
    /// The weights that the sentences call for: of each feature those for the labels that it is seen with.
    pub(super) fn new(chains: Vec<Chain>, features: usize, margin: f64) -> Self {
        let mut seen: Vec<u16> = vec![0; features];
        for chain in &chains {
            for (at, label) in chain.gold.iter().enumerate() {
                chain.features(at).iter().for_each(|&feature| seen[feature as usize] |= 1 << label);
            }
        }
        let mut problem = Self { chains, starts: vec![STEPS], labels: vec![0; STEPS], margin };
        for seen in seen {
            problem.labels.extend((0..LABELS as u8).filter(|label| seen >> label & 1 == 1));
            problem.starts.push(problem.labels.len());
        }
        problem
    }

    /// How many weights there are.
    pub(super) fn size(&self) -> usize {
        self.labels.len()
    }

    /// The weights of each feature in turn, with their labels.
    pub(super) fn rows<'a>(&'a self, weights: &'a [f64]) -> impl Iterator<Item = (&'a [u8], &'a [f64])> {
        self.starts.windows(2).map(move |ends| (&self.labels[ends[0]..ends[1]], &weights[ends[0]..ends[1]]))
    }

    fn place(&self, feature: u32) -> std::ops::Range<usize> {
        self.starts[feature as usize]..self.starts[feature as usize + 1]
    }

    /// The negative logarithm of the likelihood, wrong labels favoured by the margin; its slope is written into `slope`.
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
                let place = self.place(feature);
                for (&label, weight) in self.labels[place.clone()].iter().zip(&weights[place]) {
                    scores[usize::from(label)] += weight;
                }
            }
            let wrong = scores.iter_mut().enumerate().filter(|(label, _)| *label != chain.gold[at]);
            wrong.for_each(|(_, score)| *score += self.margin);
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
                let place = self.place(feature);
                for (&label, slope) in self.labels[place.clone()].iter().zip(&mut slope[place]) {
                    *slope += by * likely[usize::from(label)];
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
        let gold = vec![1, 3, 0, 8, 5, 6, 7, 0, 0];
        let features = vec![0, 1, 2, 0, 1, 2, 0, 1, 2];
        let chain = Chain { ends: (1..=gold.len()).collect(), features, gold, weight: 0.7 };
        let problem = Problem::new(vec![chain], 3, 0.4);
        let mut weights: Vec<f64> =
            (0..problem.size()).map(|n| ((n * 37 % 19) as f64 - 9.0) / 10.0).collect();
        let mut slope = vec![0.0; problem.size()];
        let mut ignored = slope.clone();
        problem.loss(&weights, &mut slope);
        for at in 0..problem.size() {
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
