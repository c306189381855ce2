//! How much of an article's text leaves with an export.
//!
//! Of each stretch at most [`MOST_CHARS`] characters, and of an article at most [`MOST_PERCENT`] of a hundred, however many
//! items and kinds are exported. Where that is too little for all stretches, the longest are cut, all at the same length:
//! so short quotations stay whole, and no item is without words because another stood before it. What is said comes
//! before words such as names and figures, whose meaning the items' own fields have.

use super::{Entry, Kind};
use kutip_record::{Span, Statement};
use std::collections::HashMap;

/// Characters of one stretch.
pub const MOST_CHARS: u32 = 300;

/// Of a hundred characters of an article.
pub const MOST_PERCENT: usize = 15;

/// What is said, and written into the manifest, where whole texts leave.
pub const NOTICE: &str = "This export holds whole texts of articles. They belong to their authors and publishers: \
what you may do with them, above all pass them on, is decided by the law and by their terms of use.";

/// The stretches whose text an export shows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stretches {
    /// What somebody says, does or promises: it has the first claim on the share.
    pub(crate) passages: Vec<Span>,
    /// Words that tell an item whose meaning stands in fields of its own: names, figures, cues.
    pub(crate) words: Vec<Span>,
}

impl Stretches {
    /// All of them.
    pub(crate) fn all(&self) -> impl Iterator<Item = Span> {
        self.passages.iter().chain(&self.words).copied()
    }
}

/// How many characters of each stretch may be shown. Words get what passages leave, and what lies in shown passages.
pub(crate) fn shares(stretches: &Stretches, chars: usize) -> HashMap<Span, u32> {
    let budget = chars * MOST_PERCENT / 100;
    let mut shares = HashMap::new();
    let mut before: Vec<Span> = Vec::new();
    for spans in [&stretches.passages, &stretches.words] {
        let (mut fits, mut too_long) = (0, MOST_CHARS + 1);
        while fits + 1 < too_long {
            let cut = fits.midpoint(too_long);
            if covered(before.iter().copied().chain(cut_at(spans, cut))) <= budget {
                fits = cut;
            } else {
                too_long = cut;
            }
        }
        for span in spans {
            let share: &mut u32 = shares.entry(*span).or_default();
            *share = length(*span).min(fits).max(*share);
        }
        before.extend(cut_at(spans, fits));
    }
    let shown = union(before.into_iter());
    for span in &stretches.words {
        let before = shown.partition_point(|stretch| stretch[0] <= span[0]);
        let within =
            before.checked_sub(1).and_then(|at| shown.get(at)).is_some_and(|stretch| span[1] <= stretch[1]);
        if within && length(*span) <= MOST_CHARS {
            shares.insert(*span, length(*span));
        }
    }
    shares
}

/// Stretches that are cut at a length.
fn cut_at(spans: &[Span], cut: u32) -> impl Iterator<Item = Span> {
    spans.iter().map(move |span| [span[0], span[0] + length(*span).min(cut)])
}

/// How many characters stretches cover together.
fn covered(spans: impl Iterator<Item = Span>) -> usize {
    union(spans).iter().map(|span| length(*span) as usize).sum()
}

/// What stretches cover together, in order and without what overlaps.
fn union(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut spans: Vec<Span> = spans.collect();
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last) if span[0] <= last[1] => last[1] = last[1].max(span[1]),
            _ => out.push(span),
        }
    }
    out
}

fn length(span: Span) -> u32 {
    span[1].saturating_sub(span[0])
}

/// The stretches of a kind whose text is shown. With `words` those, too, that only name somebody or something.
pub(crate) fn stretches(kind: Kind, entry: &Entry<'_>, words: bool, out: &mut Stretches) {
    match kind {
        Kind::Records | Kind::Articles | Kind::Parties => {}
        Kind::Doubts => out.words.extend(entry.doubts().filter(|_| words).filter_map(|(it, _)| it.span)),
        Kind::Actors if !words => {}
        Kind::Actors | Kind::Mentions => {
            out.words
                .extend(entry.actors().flat_map(|(it, _)| it.mentions.iter().map(|mention| mention.span)));
        }
        Kind::Places => out.words.extend(entry.places().filter(|_| words).map(|(it, _)| it.span)),
        Kind::Times => out.words.extend(entry.times().map(|(it, _)| it.span)),
        Kind::Figures => out.words.extend(entry.figures().map(|(it, _)| it.span)),
        Kind::Statements => entry.statements().for_each(|(it, _)| of_statement(it, words, out)),
        Kind::QuotedTerms => out.passages.extend(entry.quoted_terms().map(|(span, _)| *span)),
        Kind::Events => {
            for (it, _) in entry.events() {
                out.words.push(it.trigger);
                let parties = it.actor.iter().chain(&it.recipient);
                out.words.extend(parties.filter(|_| words).filter_map(|party| party.span));
            }
        }
        Kind::Plover | Kind::Acled => {
            out.passages.extend(entry.events().map(|(it, _)| entry.telling(it)));
        }
        Kind::Commitments => {
            out.passages
                .extend(entry.commitments().flat_map(|(it, _)| it.condition.into_iter().chain([it.action])));
        }
        Kind::Pacts | Kind::Clauses => {
            for (it, _) in entry.pacts() {
                out.passages
                    .extend(it.clauses.iter().flat_map(|it| it.condition.into_iter().chain([it.action])));
                out.words.extend(words.then_some(it.span));
            }
        }
    }
}

fn of_statement(it: &Statement<'_>, words: bool, out: &mut Stretches) {
    out.passages.extend(&it.content);
    if words {
        out.words.extend(it.speaker.iter().filter_map(|speaker| speaker.span));
        out.words.extend(it.cue.iter().map(|cue| cue.span));
        out.words.extend(it.via.iter().map(|via| via.span));
        out.words.extend(it.voiced_by.iter().map(|voice| voice.span));
    }
    // An addressee who is no actor has no name but his words.
    let to = it.addressee.iter().filter(|it| words || it.actor.is_none());
    out.words.extend(to.map(|it| it.span));
}

#[cfg(test)]
mod tests {
    use super::{MOST_CHARS, Stretches, covered, length, shares};
    use kutip_record::Span;

    fn passages(spans: &[Span]) -> Stretches {
        Stretches { passages: spans.to_vec(), words: Vec::new() }
    }

    #[test]
    fn no_more_than_a_share_of_the_article_leaves() {
        // Ten stretches of 100 characters in 2,000: 30 of each.
        let spans: Vec<_> = (0..10).map(|at| [at * 200, at * 200 + 100]).collect();
        assert!(shares(&passages(&spans), 2000).values().all(|share| *share == 30));
        // A short one stays whole, and what it does not need the others get.
        let spans = [[0, 20], [100, 400], [500, 800]];
        let found = shares(&passages(&spans), 2000);
        assert_eq!(spans.map(|span| found[&span]), [20, 140, 140]);
        // What overlaps counts once.
        let found = shares(&passages(&[[0, 100], [0, 100], [50, 100]]), 1000);
        assert_eq!((found[&[0, 100]], found[&[50, 100]]), (100, 50));
        assert_eq!(shares(&passages(&[[0, 5]]), 0)[&[0, 5]], 0);
        assert_eq!(shares(&passages(&[[0, 9000]]), 1_000_000)[&[0, 9000]], MOST_CHARS);
        assert_eq!(shares(&passages(&[[9, 3]]), 1000)[&[9, 3]], 0);
    }

    #[test]
    fn words_get_what_passages_leave() {
        let both = Stretches { passages: vec![[0, 100]], words: vec![[10, 20], [500, 530], [600, 630]] };
        let found = shares(&both, 800);
        assert_eq!([[0, 100], [10, 20], [500, 530], [600, 630]].map(|span| found[&span]), [100, 10, 10, 10]);
        let found = shares(&both, 600);
        assert_eq!([[0, 100], [10, 20], [500, 530]].map(|span| found[&span]), [90, 10, 0]);
    }

    #[test]
    fn what_is_shown_is_within_the_share_for_any_stretches() {
        let mut seed = 7_u32;
        for _ in 0..300 {
            let mut next = |most: u32| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (seed >> 8) % most
            };
            let chars = 1 + next(3000);
            let mut spans = |most: u32| -> Vec<Span> {
                let mut span = |_| {
                    let start = next(chars);
                    [start, (start + next(most)).min(chars)]
                };
                (0..20).map(&mut span).collect()
            };
            let stretches = Stretches { passages: spans(400), words: spans(30) };
            let found = shares(&stretches, chars as usize);
            let cut = found.iter().map(|(span, share)| [span[0], span[0] + share]);
            assert!(covered(cut) * 100 <= chars as usize * 15, "{stretches:?} of {chars}");
            assert!(found.iter().all(|(span, share)| *share <= length(*span).min(MOST_CHARS)));
        }
    }
}
