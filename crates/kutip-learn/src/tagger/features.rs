//! The features that a tag is chosen by.

use super::TagId;
use crate::hash::feature;
use crate::words::WordMarks;

/// A word with what the tagger's tables know of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Around {
    pub(crate) marks: WordMarks,
    /// Its cluster, and the greater one around it.
    pub(crate) cluster: u32,
    pub(crate) coarse: u32,
    /// A bit for each part of speech that it was seen as.
    pub(crate) parts: u32,
    /// Its tag, if it has always one.
    pub(crate) settled: Option<TagId>,
}

/// How many features a word has.
pub(crate) const COUNT: usize = 51;
/// How many of them, at the end, look at the manner of annotation.
pub(crate) const STYLED: usize = 4;

/// The keys of the features of the next word to be tagged: `tags` are those of the words before it. `around` has two
/// places before the first word and two behind the last. In the order of [`GROUPS`].
#[inline]
pub(crate) fn keys(around: &[Around], tags: &[TagId], style: u8) -> [u32; COUNT] {
    let at = tags.len();
    let Some([w2, w1, here, n1, n2]) = around.get(at..).and_then(|rest| rest.first_chunk::<5>()) else {
        return [0; COUNT];
    };
    let before =
        |back: usize| at.checked_sub(back).and_then(|at| tags.get(at)).map_or(0, |tag| u32::from(tag.0) + 1);
    let (t1, t2) = (before(1), before(2));
    let WordMarks { form, lower, shape, suffixes: [s1, s2, s3, s4, s5], prefixes: [p1, p2, p3, p4] } =
        here.marks;
    let style = u32::from(style) + 1;
    let (l1, r1) = (w1.marks.lower, n1.marks.lower);
    let values: [[u32; 3]; COUNT] = [
        // the word
        [0, 0, 0],
        [lower, 0, 0],
        [form, 0, 0],
        [here.parts, 0, 0],
        // its ends and shape
        [s1, 0, 0],
        [s2, 0, 0],
        [s3, 0, 0],
        [s4, 0, 0],
        [s5, 0, 0],
        [p1, 0, 0],
        [p2, 0, 0],
        [p3, 0, 0],
        [p4, 0, 0],
        [shape, 0, 0],
        [shape, s3, 0],
        [shape, (at == 0).into(), here.parts],
        [p2, s3, 0],
        [p3, s2, 0],
        // tags before it
        [t1, 0, 0],
        [t2, t1, 0],
        [t1, lower, 0],
        [t1, s3, 0],
        [t1, here.parts, 0],
        [t1, n1.parts, 0],
        [t2, t1, here.parts],
        // words around it
        [l1, 0, 0],
        [w2.marks.lower, 0, 0],
        [r1, 0, 0],
        [n2.marks.lower, 0, 0],
        [l1, lower, 0],
        [lower, r1, 0],
        [l1, r1, here.parts],
        [n1.parts, here.parts, 0],
        [n1.parts, n2.parts, here.parts],
        [n1.marks.suffixes[2], 0, 0],
        [w1.marks.suffixes[2], 0, 0],
        [n1.marks.shape, shape, 0],
        [w1.marks.shape, shape, 0],
        [w1.marks.shape, shape, n1.marks.shape],
        [n1.marks.prefixes[2], n1.marks.suffixes[1], here.parts],
        // clusters
        [here.cluster, 0, 0],
        [here.coarse, t1, 0],
        [here.coarse, s3, 0],
        [w1.cluster, 0, 0],
        [n1.cluster, 0, 0],
        [w1.coarse, here.coarse, n1.coarse],
        [here.cluster, n1.coarse, 0],
        // manner of annotation
        [style, lower, 0],
        [style, here.parts, 0],
        [style, t1, s3],
        [style, t1, n1.parts],
    ];
    let mut template = 0;
    values.map(|[a, b, c]| {
        template += 1;
        feature(template, a, b, c)
    })
}

/// Features that can be left out together, to see what they are worth.
#[cfg(feature = "train")]
pub(crate) const GROUPS: &[(&str, std::ops::Range<usize>)] = &[
    ("the word and what it was seen as", 0..4),
    ("ends and shape", 4..18),
    ("tags before", 18..25),
    ("words around", 25..40),
    ("clusters", 40..47),
    ("manner of annotation", 47..COUNT),
];
