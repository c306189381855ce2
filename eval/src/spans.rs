//! Spans as sets of characters, and the pairing of gold items with found ones.
//!
//! A span of the wire is `[start, end]` in code points. Overlap is counted over the characters that a list of spans
//! covers, so a content split by its reporting clause is compared as a whole.

/// The characters that a span, or a list of spans, covers: disjoint stretches in ascending order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cover(Vec<(i64, i64)>);

impl Cover {
    /// Joins spans that touch or overlap; spans that are empty or turned around cover nothing.
    pub fn new(spans: impl IntoIterator<Item = [i64; 2]>) -> Self {
        let mut sorted: Vec<[i64; 2]> = spans.into_iter().filter(|[start, end]| start < end).collect();
        sorted.sort_unstable();
        let mut out: Vec<(i64, i64)> = Vec::with_capacity(sorted.len());
        for [start, end] in sorted {
            match out.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                _ => out.push((start, end)),
            }
        }
        Self(out)
    }

    /// How many characters are covered.
    pub fn len(&self) -> i64 {
        self.0.iter().map(|(start, end)| end - start).sum()
    }

    /// Whether no character is covered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many characters both cover.
    pub fn overlap(&self, other: &Self) -> i64 {
        let (mut i, mut j, mut shared) = (0, 0, 0);
        while let (Some(a), Some(b)) = (self.0.get(i), other.0.get(j)) {
            shared += (a.1.min(b.1) - a.0.max(b.0)).max(0);
            if a.1 <= b.1 {
                i += 1;
            } else {
                j += 1;
            }
        }
        shared
    }
}

impl From<[i64; 2]> for Cover {
    fn from(span: [i64; 2]) -> Self {
        Self::new([span])
    }
}

/// Intersection over union of the characters; two empty covers have 0.
pub fn iou(a: &Cover, b: &Cover) -> f64 {
    let shared = a.overlap(b);
    let union = a.len() + b.len() - shared;
    if union == 0 { 0.0 } else { shared as f64 / union as f64 }
}

/// The found span lies on the gold one and is not much longer: a cue or trigger may be cut a little differently.
pub fn touches(gold: &Cover, found: &Cover) -> bool {
    gold.overlap(found) > 0 && (iou(gold, found) >= 0.3 || found.len() <= 2 * gold.len() + 10)
}

/// The outcome of [`align`]: indexes of gold and found items.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Aligned {
    /// Pairs of one gold and one found item, most similar first.
    pub pairs: Vec<(usize, usize)>,
    /// Gold items without a partner.
    pub missed: Vec<usize>,
    /// Found items without a partner.
    pub spurious: Vec<usize>,
}

/// Pairs gold and found items one to one, most similar first, ties by position; pairs below `threshold` are none.
pub fn align(
    gold: usize,
    found: usize,
    mut similarity: impl FnMut(usize, usize) -> f64,
    threshold: f64,
) -> Aligned {
    let mut scored: Vec<(f64, usize, usize)> = (0..gold)
        .flat_map(|i| (0..found).map(move |j| (i, j)))
        .map(|(i, j)| (similarity(i, j), i, j))
        .filter(|(score, ..)| *score >= threshold)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut used_gold, mut used_found) = (vec![false; gold], vec![false; found]);
    let mut pairs = Vec::new();
    for (_, i, j) in scored {
        if !used_gold[i] && !used_found[j] {
            used_gold[i] = true;
            used_found[j] = true;
            pairs.push((i, j));
        }
    }
    let free = |used: &[bool]| (0..used.len()).filter(|i| !used[*i]).collect();
    Aligned { pairs, missed: free(&used_gold), spurious: free(&used_found) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cover(spans: &[[i64; 2]]) -> Cover {
        Cover::new(spans.iter().copied())
    }

    #[test]
    fn overlap_counts_characters_once() {
        let split = cover(&[[0, 4], [10, 16], [2, 5]]);
        assert_eq!(split.len(), 11);
        assert_eq!(split.overlap(&cover(&[[3, 12]])), 4);
        assert_eq!(iou(&split, &split), 1.0);
        assert_eq!(iou(&cover(&[[0, 3]]), &cover(&[[0, 4]])), 0.75);
    }

    #[test]
    fn nothing_is_like_nothing_at_zero() {
        assert_eq!(iou(&Cover::default(), &Cover::default()), 0.0);
        assert_eq!(cover(&[[5, 5], [9, 2]]), Cover::default());
    }

    #[test]
    fn a_found_span_may_be_longer_but_not_much() {
        let cue = cover(&[[100, 104]]);
        assert!(touches(&cue, &cover(&[[96, 114]])));
        assert!(!touches(&cue, &cover(&[[80, 120]])));
        assert!(!touches(&cue, &cover(&[[104, 110]])));
    }

    #[test]
    fn the_most_similar_pair_comes_first_and_ties_go_by_position() {
        let table = [[0.6, 0.9], [0.6, 0.8]];
        let out = align(2, 2, |i, j| table[i][j], 0.5);
        assert_eq!(out.pairs, [(0, 1), (1, 0)]);
        let even = align(3, 2, |_, _| 1.0, 1.0);
        assert_eq!((even.pairs, even.missed), (vec![(0, 0), (1, 1)], vec![2]));
        let none = align(1, 1, |_, _| 0.4, 0.5);
        assert_eq!((none.missed, none.spurious), (vec![0], vec![0]));
    }
}
