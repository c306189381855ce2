//! Labels of words: of which kind of name a word is part, and of which part of it.
//!
//! The model tells first, middle, last and only words apart, which it learns better than IOB2's two; what it gives is
//! IOB2.

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameKind {
    /// A person.
    Person,
    /// An organisation: party, office of state, company, court, paper.
    Organisation,
    /// A place.
    Place,
}

impl NameKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Person, Self::Organisation, Self::Place];
}

/// A word's part in a name, as IOB2 writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameTag {
    /// In no name.
    Outside,
    /// The first word of a name.
    Begin(NameKind),
    /// A later word of the name that the word before is in.
    Inside(NameKind),
}

impl NameTag {
    /// `O`, `B-PER`, `I-PER` and so on.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Outside => "O",
            Self::Begin(NameKind::Person) => "B-PER",
            Self::Inside(NameKind::Person) => "I-PER",
            Self::Begin(NameKind::Organisation) => "B-ORG",
            Self::Inside(NameKind::Organisation) => "I-ORG",
            Self::Begin(NameKind::Place) => "B-LOC",
            Self::Inside(NameKind::Place) => "I-LOC",
        }
    }

    /// The tag that is written so.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        let kinds = NameKind::ALL.into_iter();
        let all = kinds.flat_map(|kind| [Self::Begin(kind), Self::Inside(kind)]).chain([Self::Outside]);
        all.into_iter().find(|tag| tag.as_str() == text)
    }
}

/// How many labels there are: none, and four parts for each kind.
pub(super) const LABELS: usize = 1 + 4 * NameKind::ALL.len();
pub(super) const OUTSIDE: usize = 0;

const FIRST: usize = 0;
const MIDDLE: usize = 1;
const LAST: usize = 2;
const ONLY: usize = 3;

/// Whether `second` may follow `first`.
pub(super) const fn may_follow(first: usize, second: usize) -> bool {
    if goes_on(first) {
        second != OUTSIDE && kind(first) == kind(second) && matches!(part(second), MIDDLE | LAST)
    } else {
        may_begin(second)
    }
}

/// Whether a sentence may begin with the label.
pub(super) const fn may_begin(label: usize) -> bool {
    label == OUTSIDE || matches!(part(label), FIRST | ONLY)
}

/// Whether the name must go on after the label.
pub(super) const fn goes_on(label: usize) -> bool {
    label != OUTSIDE && matches!(part(label), FIRST | MIDDLE)
}

const fn kind(label: usize) -> usize {
    (label - 1) / 4
}

const fn part(label: usize) -> usize {
    (label - 1) % 4
}

/// The tag that a label becomes.
pub(super) fn tag(label: usize) -> NameTag {
    let Some(kind) = label.checked_sub(1).and_then(|label| NameKind::ALL.get(label / 4)) else {
        return NameTag::Outside;
    };
    if matches!(part(label), FIRST | ONLY) { NameTag::Begin(*kind) } else { NameTag::Inside(*kind) }
}

/// The labels of a sentence's tags. A name that begins inside is taken to begin there.
#[cfg(feature = "train")]
pub(super) fn labels(tags: &[NameTag]) -> Vec<usize> {
    let kind_of = |tag: NameTag| match tag {
        NameTag::Outside => None,
        NameTag::Begin(kind) | NameTag::Inside(kind) => Some(kind),
    };
    let inside = |at: usize, kind: NameKind| tags.get(at) == Some(&NameTag::Inside(kind));
    let mut last: Option<NameKind> = None;
    let mut out = Vec::with_capacity(tags.len());
    for (at, &tag) in tags.iter().enumerate() {
        out.push(kind_of(tag).map_or(OUTSIDE, |kind| {
            let begins = !(inside(at, kind) && last == Some(kind));
            let part = match (begins, inside(at + 1, kind)) {
                (true, true) => FIRST,
                (true, false) => ONLY,
                (false, true) => MIDDLE,
                (false, false) => LAST,
            };
            1 + 4 * kind as usize + part
        }));
        last = kind_of(tag);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_once_begun_is_ended() {
        for first in 0..LABELS {
            assert!((0..LABELS).any(|second| may_follow(first, second)));
            for second in (0..LABELS).filter(|&second| may_follow(first, second)) {
                match tag(second) {
                    NameTag::Inside(kind) => {
                        assert!([NameTag::Begin(kind), NameTag::Inside(kind)].contains(&tag(first)));
                    }
                    _ => assert!(!goes_on(first)),
                }
            }
        }
    }

    #[test]
    fn tags_are_named_as_they_are_written() {
        for name in ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"] {
            assert_eq!(NameTag::named(name).map(NameTag::as_str), Some(name));
        }
        assert_eq!(NameTag::named("B-MISC"), None);
    }

    #[cfg(feature = "train")]
    #[test]
    fn labels_give_the_tags_back() {
        let tags: Vec<NameTag> = ["B-PER", "I-PER", "B-PER", "O", "B-ORG", "I-ORG", "I-ORG", "B-LOC"]
            .iter()
            .filter_map(|tag| NameTag::named(tag))
            .collect();
        let labels = labels(&tags);
        assert!(may_begin(labels[0]) && labels.windows(2).all(|pair| may_follow(pair[0], pair[1])));
        assert_eq!(labels.iter().map(|&label| tag(label)).collect::<Vec<_>>(), tags);
    }
}
