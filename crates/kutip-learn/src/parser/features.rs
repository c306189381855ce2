//! The features that an action is chosen by: words, tags and children around the top of the stack and the next word.

use super::state::{NOBODY, Node, State};
use crate::hash::feature;

/// What is known of a word; all 0 for nobody.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Facts {
    /// The word in small letters.
    pub(crate) word: u32,
    /// Its part of speech.
    pub(crate) part: u32,
    /// Its part of speech with features.
    pub(crate) tag: u32,
    /// Its cluster, and the greater one around it.
    pub(crate) cluster: u32,
    pub(crate) coarse: u32,
}

/// How many features a state has.
pub(crate) const COUNT: usize = 100;
/// How many of them, at the end, look at the manner of annotation.
pub(crate) const STYLED: usize = 10;

/// The keys of the features of a state, in the order of [`GROUPS`]. `facts` begins with those of the root and ends with
/// those of nobody.
#[inline]
pub(crate) fn keys(facts: &[Facts], state: &State, style: u8) -> [u32; COUNT] {
    let fact = |word: u32| fact(facts, word);
    let (s0, s1, s2) = (state.on_stack(0), state.on_stack(1), state.on_stack(2));
    let (b0, b1, b2) = (state.coming(0), state.coming(1), state.coming(2));
    let (n0, n1, m0) = (state.node(s0), state.node(s1), state.node(b0));
    let [f0, f1, f2] = [s0, s1, s2].map(fact);
    let [g0, g1, g2] = [b0, b1, b2].map(fact);
    let child = |node: &Node, left: bool| {
        let last = if left { node.left.last } else { node.right.last };
        (fact(last), label(state, last))
    };
    let ((l0, rel_l0), (r0, rel_r0)) = (child(n0, true), child(n0, false));
    let ((l1, rel_l1), (r1, rel_r1)) = (child(n1, true), child(n1, false));
    let (lb, rel_lb) = child(m0, true);
    let [l0b, r0b, r1b, lbb] = [n0.left.other, n0.right.other, n1.right.other, m0.left.other];
    let (near, below) = (distance(s0, b0), distance(s1, s0));
    let (pp, pq) = (both(f0.part, g0.part), both(f1.part, f0.part));
    let style = u32::from(style) + 1;
    let values: [[u32; 3]; COUNT] = [
        // single words
        [0, 0, 0],
        [f0.word, 0, 0],
        [f0.tag, 0, 0],
        [f0.word, f0.part, 0],
        [f1.word, 0, 0],
        [f1.tag, 0, 0],
        [f1.word, f1.part, 0],
        [f2.word, f2.part, 0],
        [f2.tag, 0, 0],
        [g0.word, 0, 0],
        [g0.tag, 0, 0],
        [g0.word, g0.part, 0],
        [g1.word, 0, 0],
        [g1.tag, 0, 0],
        [g1.word, g1.part, 0],
        [g2.word, g2.part, 0],
        [g2.tag, 0, 0],
        // pairs
        [f0.word, g0.word, 0],
        [f0.word, g0.part, f0.part],
        [f0.part, g0.word, g0.part],
        [f0.word, g0.tag, 0],
        [f0.tag, g0.word, 0],
        [f0.tag, g0.tag, 0],
        [f0.part, g0.part, 0],
        [f1.word, f0.word, 0],
        [f1.word, f0.part, f1.part],
        [f1.part, f0.word, f0.part],
        [f1.tag, f0.tag, 0],
        [f1.part, f0.part, 0],
        [f1.word, g0.part, f1.part],
        [f1.part, g0.word, g0.part],
        [f1.tag, g0.tag, 0],
        [g0.tag, g1.tag, 0],
        [g0.word, g1.word, 0],
        [f0.word, g1.word, 0],
        [f0.part, g1.word, 0],
        // threes
        [pp, g1.part, 0],
        [pq, g0.part, 0],
        [pq, f2.part, 0],
        [both(g0.part, g1.part), g2.part, 0],
        [pp, g1.part, g2.part],
        [pq, g0.part, g1.part],
        [pq, f0.word, g0.part],
        [pq, f1.word, g0.part],
        [pq, g0.word, g0.part],
        // distance and the number of children
        [near, f0.word, 0],
        [near, g0.word, 0],
        [near, pp, 0],
        [near, f0.tag, 0],
        [below, pq, 0],
        [below, f1.word, 0],
        [below, f0.word, 0],
        [below, near, pq],
        [n0.left.count, f0.word, 0],
        [n0.left.count, f0.part, n0.right.count],
        [n0.right.count, f0.word, 0],
        [n1.right.count, f1.word, 0],
        [n1.right.count, f1.part, n1.left.count],
        [m0.left.count, g0.word, 0],
        [m0.left.count, g0.part, f0.part],
        // children and their relations
        [l0.word, rel_l0, f0.part],
        [r0.word, rel_r0, f0.part],
        [r1.word, rel_r1, f1.part],
        [lb.word, rel_lb, g0.part],
        [rel_l0, pp, l0.part],
        [rel_r0, pp, r0.part],
        [rel_lb, pp, lb.part],
        [rel_r1, pq, r1.part],
        [rel_l1, pq, l1.part],
        [rel_l0, pq, l0.part],
        [rel_r0, pq, r0.part],
        [both(rel_l0, label(state, l0b)), f0.part, fact(l0b).part],
        [both(rel_r0, label(state, r0b)), f0.part, fact(r0b).part],
        [both(rel_r1, label(state, r1b)), f1.part, fact(r1b).part],
        [both(rel_lb, label(state, lbb)), g0.part, fact(lbb).part],
        [set(n0.left.relations), f0.part, 1],
        [set(n0.right.relations), f0.word, 2],
        [set(n0.right.relations), pp, 3],
        [set(m0.left.relations), g0.tag, 4],
        [set(n1.left.relations), set(n1.right.relations), pq],
        [set(n0.left.relations), f0.word, g0.part],
        // clusters
        [f0.cluster, g0.part, 0],
        [f0.part, g0.cluster, 0],
        [f0.cluster, g0.cluster, 0],
        [f1.cluster, f0.part, 0],
        [f1.part, f0.cluster, 0],
        [f1.cluster, f0.cluster, 0],
        [both(f1.coarse, f0.coarse), g0.coarse, 0],
        [both(f0.coarse, g0.coarse), g1.coarse, 0],
        [both(f1.coarse, r1.coarse), f0.coarse, 0],
        // manner of annotation
        [style, f0.word, 0],
        [style, g0.word, 0],
        [style, f1.word, f0.part],
        [style, pp, 0],
        [style, pq, 0],
        [style, pp, near],
        [style, pq, below],
        [style, f0.word, f1.part],
        [style, f0.word, g0.part],
        [style, f1.tag, f0.tag],
    ];
    let mut template = 100;
    values.map(|[a, b, c]| {
        template += 1;
        feature(template, a, b, c)
    })
}

/// What is known of a word; nothing of nobody.
#[inline]
pub(super) fn fact(facts: &[Facts], word: u32) -> Facts {
    facts.get(word as usize).copied().unwrap_or_default()
}

/// Two values as one.
#[inline]
pub(super) fn both(a: u32, b: u32) -> u32 {
    a.rotate_left(16) ^ b
}

/// The relation of a word that has its head already, from 1; 0 for nobody.
pub(super) fn label(state: &State, word: u32) -> u32 {
    if word == NOBODY { 0 } else { u32::from(state.node(word).relation.0) + 1 }
}

pub(super) fn set(relations: u64) -> u32 {
    (relations.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32
}

/// How far two words are apart, in steps that grow; 0 if one is nobody or the root.
pub(super) fn distance(left: u32, right: u32) -> u32 {
    if left == 0 || left == NOBODY || right == NOBODY {
        return 0;
    }
    match right - left {
        apart @ 1..=4 => apart,
        5..=6 => 5,
        7..=10 => 6,
        11..=20 => 7,
        _ => 8,
    }
}

/// Features that can be left out together, to see what they are worth.
#[cfg(feature = "train")]
pub(crate) const GROUPS: &[(&str, std::ops::Range<usize>)] = &[
    ("single words", 0..17),
    ("pairs of words", 17..36),
    ("threes of words", 36..45),
    ("distance and numbers of children", 45..60),
    ("children and their relations", 60..81),
    ("clusters", 81..90),
    ("manner of annotation", 90..COUNT),
];
