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

/// Far below every score, and no overflow when some are added up.
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
            next[second] = best.0.saturating_add(row[second]).max(NEVER);
            came[second] = best.1 as u8;
        }
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
