//! The features that a relation is chosen by, when a word has got its head.

use super::features::{Facts, both, distance, fact, label, set};
use super::state::State;
use crate::hash::feature;

/// How many features an arc has.
pub(crate) const COUNT: usize = 54;
/// How many of them, at the end, look at the manner of annotation.
pub(crate) const STYLED: usize = 7;

/// The keys of the features of an arc, in the order of [`GROUPS`].
#[inline]
pub(crate) fn keys(facts: &[Facts], state: &State, style: u8, child: u32, head: u32) -> [u32; COUNT] {
    let (d, h) = (fact(facts, child), fact(facts, head));
    let (down, up) = (state.node(child), state.node(head));
    let left = child < head;
    let side = 1 + u32::from(left);
    let apart = side << 8 | if left { distance(child, head) } else { distance(head, child) };
    let first = fact(facts, down.left.last);
    let last = fact(facts, down.right.last);
    let (rel_first, rel_last) = (label(state, down.left.last), label(state, down.right.last));
    let near = |word: u32, step: i32| fact(facts, word.wrapping_add_signed(step));
    let (before, after) = (near(child, -1), near(child, 1));
    let (above, beyond) = (near(head, -1), near(head, 1));
    let own = set(down.left.relations | down.right.relations.rotate_left(1));
    let (lefts, rights) = (set(up.left.relations), set(up.right.relations));
    let parts = both(d.part, h.part);
    let style = u32::from(style) + 1;
    let values: [[u32; 3]; COUNT] = [
        // the word and its head
        [side, 0, 0],
        [side, d.word, 0],
        [side, d.part, 0],
        [side, d.tag, 0],
        [side, h.word, 0],
        [side, h.tag, 0],
        [d.word, 0, 0],
        [d.word, h.word, 0],
        [d.word, h.part, side],
        [d.word, h.tag, side],
        [d.part, h.word, side],
        [d.tag, h.word, side],
        [d.part, h.part, side],
        [d.tag, h.tag, side],
        [parts, apart, 0],
        [d.word, apart, 0],
        // children of the word
        [first.word, rel_first, d.part],
        [first.word, parts, side],
        [first.word, h.word, side],
        [first.word, d.word, side],
        [last.word, rel_last, d.part],
        [rel_first, rel_last, parts],
        [own, parts, side],
        [own, d.word, side],
        [own, h.word, side],
        [set(down.left.relations), d.tag, h.part],
        [set(down.right.relations), d.tag, h.part],
        [down.left.count, down.right.count, parts],
        // children of the head
        [lefts, parts, side],
        [rights, parts, side],
        [lefts, d.word, side],
        [rights, d.word, side],
        [lefts, rights, both(h.word, d.part)],
        [label(state, up.left.last), label(state, up.right.last), parts],
        // words beside them
        [before.tag, d.tag, side],
        [after.tag, d.tag, side],
        [before.part, after.part, d.part],
        [before.word, d.part, side],
        [after.word, d.part, side],
        [above.part, parts, side],
        [beyond.part, parts, side],
        [before.word, d.word, 0],
        // clusters
        [d.cluster, h.part, side],
        [d.part, h.cluster, side],
        [d.cluster, h.cluster, side],
        [d.coarse, h.coarse, side],
        [first.word, d.cluster, side],
        // manner of annotation
        [style, d.word, side],
        [style, d.word, h.part],
        [style, parts, side],
        [style, d.tag, h.tag],
        [style, h.word, d.part],
        [style, first.word, parts],
        [style, own, parts],
    ];
    let mut template = 300;
    values.map(|[a, b, c]| {
        template += 1;
        feature(template, a, b, c)
    })
}

/// Features that can be left out together, to see what they are worth.
#[cfg(feature = "train")]
pub(crate) const GROUPS: &[(&str, std::ops::Range<usize>)] = &[
    ("relation: the word and its head", 0..16),
    ("relation: children of the word", 16..28),
    ("relation: children of the head", 28..34),
    ("relation: words beside them", 34..42),
    ("relation: clusters", 42..47),
    ("relation: manner of annotation", 47..COUNT),
];
