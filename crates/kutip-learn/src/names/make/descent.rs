//! The weights with the least loss (L-BFGS, with steps halved until the loss falls).

use super::chain::Problem;
use std::collections::VecDeque;

/// Differences that are remembered.
const MEMORY: usize = 6;
/// Ends when the loss falls by less than this part of itself.
const LEAST_GAIN: f64 = 1e-4;

/// The weights with the least loss, each held near 0 by `decay`.
pub(super) fn least(problem: &Problem, decay: f64, steps: usize) -> Vec<f64> {
    let loss_at = |weights: &[f64], slope: &mut Vec<f64>| {
        let loss = problem.loss(weights, slope);
        slope.iter_mut().zip(weights).for_each(|(slope, weight)| *slope += decay * weight);
        loss + decay / 2.0 * dot(weights, weights)
    };
    let mut weights = vec![0.0; problem.size()];
    let mut slope = vec![0.0; problem.size()];
    let mut loss = loss_at(&weights, &mut slope);
    let mut memory: VecDeque<Change> = VecDeque::new();
    for _ in 0..steps {
        let way = downhill(&slope, &memory);
        let steepness = dot(&way, &slope);
        let mut length = if memory.is_empty() { 1.0 / dot(&way, &way).sqrt().max(1.0) } else { 1.0 };
        let mut next_slope = vec![0.0; problem.size()];
        let (next, next_loss) = loop {
            let next: Vec<f64> =
                weights.iter().zip(&way).map(|(weight, way)| weight + length * way).collect();
            let next_loss = loss_at(&next, &mut next_slope);
            if next_loss <= loss + 1e-4 * length * steepness || length < 1e-10 {
                break (next, next_loss);
            }
            length /= 2.0;
        };
        let gain = loss - next_loss;
        memory.extend(Change::between(&weights, &next, &slope, &next_slope));
        if memory.len() > MEMORY {
            memory.pop_front();
        }
        (weights, slope, loss) = (next, next_slope, next_loss);
        if gain < LEAST_GAIN * loss {
            break;
        }
    }
    weights
}

/// A step and how the slope changed with it.
struct Change {
    weights: Vec<f64>,
    slope: Vec<f64>,
    product: f64,
}

impl Change {
    fn between(old: &[f64], new: &[f64], old_slope: &[f64], new_slope: &[f64]) -> Option<Self> {
        let minus = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a - b).collect::<Vec<_>>();
        let (weights, slope) = (minus(new, old), minus(new_slope, old_slope));
        let product = dot(&weights, &slope);
        (product > 0.0).then_some(Self { weights, slope, product })
    }
}

fn downhill(slope: &[f64], memory: &VecDeque<Change>) -> Vec<f64> {
    let mut way: Vec<f64> = slope.iter().map(|slope| -slope).collect();
    let add = |way: &mut [f64], by: f64, what: &[f64]| {
        way.iter_mut().zip(what).for_each(|(way, what)| *way += by * what);
    };
    let mut shares = Vec::new();
    for change in memory.iter().rev() {
        let share = dot(&change.weights, &way) / change.product;
        add(&mut way, -share, &change.slope);
        shares.push(share);
    }
    if let Some(last) = memory.back() {
        let scale = last.product / dot(&last.slope, &last.slope);
        way.iter_mut().for_each(|way| *way *= scale);
    }
    for (change, share) in memory.iter().zip(shares.iter().rev()) {
        let back = dot(&change.slope, &way) / change.product;
        add(&mut way, share - back, &change.weights);
    }
    way
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
