//! The best sequence of labels (Viterbi), among those in which every name that begins also ends.

use super::labels::{LABELS, OUTSIDE, goes_on, may_begin, may_follow};

/// Steps that no sequence may take are never looked at.
const BEFORE: [([usize; LABELS], usize); LABELS] = before();

/// For each label those that may stand before it, and how many.
const fn before() -> [([usize; LABELS], usize); LABELS] {
    let mut out = [([0; LABELS], 0); LABELS];
    let mut second = 0;
    while second < LABELS {
        let mut first = 0;
        while first < LABELS {
            if may_follow(first, second) {
                out[second].0[out[second].1] = first;
                out[second].1 += 1;
            }
            first += 1;
        }
        second += 1;
    }
    out
}

/// The score of what cannot be. What can be is never as far behind the best, to which scores are relative: from every
/// label every other is two steps away.
const NEVER: i32 = i32::MIN / 4;

/// Puts the best labels into `labels`; `from` is room to work in.
pub(super) fn best(
    scores: &[[i32; LABELS]],
    steps: &[[i32; LABELS]; LABELS],
    from: &mut Vec<[u8; LABELS]>,
    labels: &mut Vec<usize>,
) {
    from.clear();
    labels.clear();
    let Some((first, rest)) = scores.split_first() else { return };
    let mut now = [NEVER; LABELS];
    for (label, (now, score)) in now.iter_mut().zip(first).enumerate() {
        if may_begin(label) {
            *now = *score;
        }
    }
    for row in rest {
        let mut next = [NEVER; LABELS];
        let mut came = [0; LABELS];
        for (second, (firsts, count)) in BEFORE.iter().enumerate() {
            let mut best = (i32::MIN, OUTSIDE);
            for &first in &firsts[..*count] {
                let score = now[first].saturating_add(steps[first][second]);
                if score > best.0 {
                    best = (score, first);
                }
            }
            if best.0 > NEVER / 2 {
                next[second] = best.0.saturating_add(row[second]);
            }
            came[second] = best.1 as u8;
        }
        let most = next.iter().copied().max().unwrap_or_default();
        next.iter_mut().filter(|score| **score > NEVER).for_each(|score| *score -= most);
        from.push(came);
        now = next;
    }
    let ends = (0..LABELS).filter(|&label| !goes_on(label));
    let mut label = ends.max_by_key(|&label| (now[label], LABELS - label)).unwrap_or(OUTSIDE);
    labels.push(label);
    for came in from.iter().rev() {
        label = usize::from(came[label]);
        labels.push(label);
    }
    labels.reverse();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels_of(scores: &[[i32; LABELS]], steps: &[[i32; LABELS]; LABELS]) -> Vec<usize> {
        let (mut from, mut labels) = (Vec::new(), Vec::new());
        best(scores, steps, &mut from, &mut labels);
        labels
    }

    #[test]
    fn a_name_that_begins_ends_however_long_the_sentence() {
        // All scores call for the first word of a person's name, again and again.
        let mut row = [-1_000_000; LABELS];
        row[1] = 1_000_000;
        row[2] = 900_000;
        let labels = labels_of(&vec![row; 100_000], &[[0; LABELS]; LABELS]);
        assert!(may_begin(labels[0]) && !goes_on(labels[99_999]));
        assert!(labels.windows(2).all(|pair| may_follow(pair[0], pair[1])));
    }

    #[test]
    fn steps_count() {
        let mut steps = [[0; LABELS]; LABELS];
        let mut row = [0; LABELS];
        (row[4], row[OUTSIDE]) = (5, 0);
        assert_eq!(labels_of(&[row; 3], &steps), [4, 4, 4]);
        steps[4][4] = -9;
        assert_eq!(labels_of(&[row; 3], &steps), [4, OUTSIDE, 4]);
        assert!(labels_of(&[], &steps).is_empty());
    }
}
