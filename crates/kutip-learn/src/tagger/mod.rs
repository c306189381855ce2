//! The part of speech and the features of each word of a sentence, from left to right.
//!
//! One label holds both, so that a tag that stands before is known with its features. Words that are always tagged the
//! same are looked up; for the rest a row of weights is added up for each feature, and the best label stands.

mod features;

#[cfg(feature = "train")]
pub(crate) use features::GROUPS;
pub(crate) use features::{Around, COUNT, STYLED, keys};

use crate::ModelError;
use crate::clusters::Clusters;
use crate::hash;
use crate::pack::Pack;
use crate::table::Table;
use crate::words::WordMarks;

/// The kind of a tagger's [`Pack`].
pub(crate) const KIND: [u8; 4] = *b"tags";

/// A tag of one tagger: part of speech and features together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct TagId(pub(crate) u16);

/// Tags words.
#[derive(Debug, Clone)]
pub struct Tagger {
    /// The parts of speech.
    parts: Vec<String>,
    /// Of each tag its part of speech and its features.
    tags: Vec<(u8, String)>,
    /// Of each tag hashes of its part of speech and of all of it: the same in every tagger.
    signs: Vec<(u32, u32)>,
    /// Whether it learned several manners of annotation.
    styled: bool,
    clusters: Option<Clusters>,
    /// Forms that have always one tag.
    settled: Table,
    /// Words in small letters, with the parts of speech they were seen as.
    seen: Table,
    rows: Table,
}

/// Room to work in, to be used again for the next sentence.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    /// The manner of annotation, by number, where a model learned several; 0, the one for news, unless set.
    pub style: u8,
    pub(crate) around: Vec<Around>,
    scores: Vec<i32>,
    lower: Vec<u8>,
}

impl Scratch {
    #[cfg(all(test, feature = "train"))]
    pub(crate) fn capacity(&self) -> [usize; 3] {
        [self.around.capacity(), self.scores.capacity(), self.lower.capacity()]
    }
}

/// What is known beforehand while models are made. Inference knows nothing.
pub(crate) trait Hints {
    /// Features of a word besides its own.
    fn keys(&self, _nth: usize) -> &[u32] {
        &[]
    }
}

struct NoHints;

impl Hints for NoHints {}

impl Tagger {
    /// Reads a tagger from the bytes of its model.
    pub fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let pack = Pack::read(bytes, KIND)?;
        let mut labels = pack.section("tags")?;
        let parts = labels.texts()?;
        let count = labels.count()?;
        let mut tags = Vec::with_capacity(count);
        for _ in 0..count {
            let part = labels.byte()?;
            if usize::from(part) >= parts.len() {
                return Err(labels.bad("a part of speech that does not exist"));
            }
            tags.push((part, labels.text()?.to_owned()));
        }
        let table = |section, classes| {
            let mut bytes = pack.section(section)?;
            let table = Table::read(&mut bytes)?;
            if table.classes() == classes {
                Ok(table)
            } else {
                Err(bytes.bad("another number of classes than of tags"))
            }
        };
        let (settled, seen) = (table("sett", tags.len())?, table("seen", parts.len())?);
        let rows = table("rows", tags.len())?;
        if tags.is_empty() {
            return Err(labels.bad("no tags"));
        }
        let sign = |(part, feats): &(u8, String)| {
            let part = parts.get(usize::from(*part)).map_or(0, |part| hash::bytes(part.as_bytes()));
            (part, hash::feature(part, hash::bytes(feats.as_bytes()), 0, 0))
        };
        let signs = tags.iter().map(sign).collect();
        let styled = pack.section("styl")?.number()? > 1;
        let clusters = pack.section("clus")?.rest();
        let clusters = if clusters.is_empty() { None } else { Some(Clusters::read(clusters)?) };
        Ok(Self { parts, tags, signs, styled, clusters, settled, seen, rows })
    }

    /// Tags the words of one sentence: `out` has then one tag a word.
    pub fn tag(&self, forms: &[&str], scratch: &mut Scratch, out: &mut Vec<TagId>) {
        self.tag_with(forms, scratch, out, &NoHints);
    }

    /// The part of speech of a tag, such as `NOUN`; empty for a tag of another tagger.
    #[must_use]
    pub fn upos(&self, tag: TagId) -> &str {
        let part = self.tags.get(usize::from(tag.0)).and_then(|(part, _)| self.parts.get(usize::from(*part)));
        part.map_or("", String::as_str)
    }

    /// The features of a tag, such as `Number=Sing`; `_` if there are none.
    #[must_use]
    pub fn feats(&self, tag: TagId) -> &str {
        self.tags.get(usize::from(tag.0)).map_or("_", |(_, feats)| feats)
    }

    /// The tag of this part of speech with these features; where there is none, the first of the part of speech.
    #[must_use]
    pub fn named(&self, upos: &str, feats: &str) -> TagId {
        let part = |tag: &&(u16, &(u8, String))| {
            self.parts.get(usize::from(tag.1.0)).is_some_and(|part| part == upos)
        };
        let tags = || (0..).zip(&self.tags);
        let same = tags().filter(|tag| part(&tag)).find(|(_, (_, own))| own == feats);
        TagId(same.or_else(|| tags().find(|tag| part(&tag))).map_or(0, |(tag, _)| tag))
    }

    /// Hashes of a tag's part of speech and of all of it.
    #[inline]
    pub(crate) fn signs(&self, tag: TagId) -> (u32, u32) {
        self.signs.get(usize::from(tag.0)).copied().unwrap_or_default()
    }

    pub(crate) fn tag_with(
        &self,
        forms: &[&str],
        scratch: &mut Scratch,
        out: &mut Vec<TagId>,
        hints: &impl Hints,
    ) {
        out.clear();
        self.look(forms, scratch);
        let Scratch { style, around, scores, .. } = scratch;
        let count = if self.styled { COUNT } else { COUNT - STYLED };
        for (nth, here) in around.iter().enumerate().skip(2).take(forms.len()) {
            let nth = nth - 2;
            if let Some(tag) = here.settled {
                out.push(tag);
                continue;
            }
            scores.clear();
            scores.resize(self.tags.len(), 0);
            self.rows.add_all(&keys(around, out, *style)[..count], scores);
            self.rows.add_all(hints.keys(nth), scores);
            out.push(best(scores));
        }
    }

    /// Looks at every word by itself; two places before the first and behind the last stand for what is not there.
    pub(crate) fn look(&self, forms: &[&str], scratch: &mut Scratch) {
        look(forms, scratch, self.clusters.as_ref(), |marks| {
            let parts = self.seen.row(marks.lower).fold(0, |parts, (part, _)| parts | 1_u32 << (part & 31));
            (parts, self.settled.row(marks.form).next().map(|(tag, _)| TagId(tag)))
        });
    }
}

pub(crate) fn look(
    forms: &[&str],
    scratch: &mut Scratch,
    clusters: Option<&Clusters>,
    known: impl Fn(&WordMarks) -> (u32, Option<TagId>),
) {
    let Scratch { around, lower, .. } = scratch;
    let outside = |marks| Around { marks, cluster: 1, coarse: 1, parts: 0, settled: None };
    around.clear();
    around.extend([outside(WordMarks::BEFORE); 2]);
    for form in forms {
        let marks = WordMarks::of(form, lower);
        let (parts, settled) = known(&marks);
        let (cluster, coarse) = grouped(form, clusters);
        around.push(Around { marks, cluster, coarse, parts, settled });
    }
    around.extend([outside(WordMarks::AFTER); 2]);
}

/// A word's cluster and the greater one around it; 0 for neither.
pub(crate) fn grouped(form: &str, clusters: Option<&Clusters>) -> (u32, u32) {
    let cluster = clusters.and_then(|clusters| clusters.of(form));
    cluster.map_or((0, 0), |cluster| (u32::from(cluster.id()) + 2, cluster.prefix(6) + 2))
}

/// The tag with the best score, of equal ones the first.
pub(crate) fn best(scores: &[i32]) -> TagId {
    let mut best = (i32::MIN, TagId(0));
    for (tag, &score) in (0..).map(TagId).zip(scores) {
        if score > best.0 {
            best = (score, tag);
        }
    }
    best.1
}
