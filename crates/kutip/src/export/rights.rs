//! How much of an article's text leaves with an export.
//!
//! Of each stretch at most [`MOST_CHARS`] characters, and of an article at most [`MOST_PERCENT`] of a hundred, however many
//! items and kinds are exported. Where that is too little for all stretches, the longest are cut, all at the same length:
//! so short quotations stay whole, and no item is without words because another stood before it.

use kutip_record::{Record, Span};
use std::collections::HashMap;

use super::Kind;

/// Characters of one stretch.
pub const MOST_CHARS: u32 = 300;

/// Of a hundred characters of an article.
pub const MOST_PERCENT: usize = 15;

/// What is said, and written into the manifest, where whole texts leave.
pub const NOTICE: &str = "This export holds whole texts of articles. They belong to their authors and publishers: \
what you may do with them, above all pass them on, is decided by the law and by their terms of use.";

/// How many characters of each stretch may be shown.
pub(crate) fn shares(spans: &[Span], chars: usize) -> HashMap<Span, u32> {
    let mut spans = spans.to_vec();
    spans.sort_unstable();
    spans.dedup();
    let budget = chars * MOST_PERCENT / 100;
    let (mut fits, mut too_long) = (0, MOST_CHARS + 1);
    while fits + 1 < too_long {
        let cut = fits.midpoint(too_long);
        if shown(&spans, cut) <= budget {
            fits = cut;
        } else {
            too_long = cut;
        }
    }
    spans.into_iter().map(|span| (span, length(span).min(fits))).collect()
}

/// How many characters are shown where each stretch is cut at a length. Of what overlaps each counts once.
fn shown(sorted: &[Span], cut: u32) -> usize {
    let (mut count, mut end) = (0, 0);
    for span in sorted {
        let stop = span[0] + length(*span).min(cut);
        count += stop.saturating_sub(span[0].max(end)) as usize;
        end = end.max(stop);
    }
    count
}

fn length(span: Span) -> u32 {
    span[1].saturating_sub(span[0])
}

/// The stretches of a kind whose text is shown. With `words` those, too, that only name somebody or something.
pub(crate) fn stretches(kind: Kind, record: &Record<'_>, words: bool, out: &mut Vec<Span>) {
    match kind {
        Kind::Records | Kind::Articles | Kind::Doubts => {}
        Kind::Actors if !words => {}
        Kind::Actors | Kind::Mentions => {
            out.extend(record.actors.iter().flat_map(|it| it.mentions.iter().map(|mention| mention.span)));
        }
        Kind::Places => out.extend(record.places.iter().filter(|_| words).map(|it| it.span)),
        Kind::Times => out.extend(record.times.iter().map(|it| it.span)),
        Kind::Figures => out.extend(record.figures.iter().map(|it| it.span)),
        Kind::Statements => {
            for it in &record.statements {
                out.extend(&it.content);
                if words {
                    out.extend(it.speaker.iter().filter_map(|speaker| speaker.span));
                    out.extend(it.cue.iter().map(|cue| cue.span));
                    out.extend(it.via.iter().map(|via| via.span));
                    out.extend(it.voiced_by.iter().map(|voice| voice.span));
                }
                // An addressee who is no actor has no name but his words.
                out.extend(it.addressee.iter().filter(|it| words || it.actor.is_none()).map(|it| it.span));
            }
        }
        Kind::QuotedTerms => out.extend(&record.quoted_terms),
        Kind::Events => {
            out.extend(record.events.iter().map(|it| it.trigger));
            let parties = record.events.iter().flat_map(|it| it.actor.iter().chain(&it.recipient));
            out.extend(parties.filter(|_| words).filter_map(|party| party.span));
        }
        Kind::Parties => {}
        Kind::Commitments => {
            out.extend(record.commitments.iter().flat_map(|it| it.condition.into_iter().chain([it.action])));
        }
        Kind::Pacts | Kind::Clauses => {
            let clauses = record.pacts.iter().flat_map(|it| &it.clauses);
            out.extend(clauses.flat_map(|it| it.condition.into_iter().chain([it.action])));
            out.extend(record.pacts.iter().filter(|_| words).map(|it| it.span));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_CHARS, length, shares, shown};

    #[test]
    fn no_more_than_a_share_of_the_article_leaves() {
        // Ten stretches of 100 characters in 2,000: 30 of each.
        let spans: Vec<_> = (0..10).map(|at| [at * 200, at * 200 + 100]).collect();
        assert!(shares(&spans, 2000).values().all(|share| *share == 30));
        // A short one stays whole, and what it does not need the others get.
        let spans = [[0, 20], [100, 400], [500, 800]];
        let found = shares(&spans, 2000);
        assert_eq!(spans.map(|span| found[&span]), [20, 140, 140]);
        // What overlaps counts once.
        let found = shares(&[[0, 100], [0, 100], [50, 100]], 1000);
        assert_eq!((found[&[0, 100]], found[&[50, 100]]), (100, 50));
        assert_eq!(shares(&[[0, 5]], 0)[&[0, 5]], 0);
        assert_eq!(shares(&[[0, 9000]], 1_000_000)[&[0, 9000]], MOST_CHARS);
        assert_eq!(shares(&[[9, 3]], 1000)[&[9, 3]], 0);
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
            let spans: Vec<_> = (0..next(40))
                .map(|_| {
                    let start = next(chars);
                    [start, (start + next(400)).min(chars)]
                })
                .collect();
            let found = shares(&spans, chars as usize);
            let mut cut: Vec<_> = found.iter().map(|(span, share)| [span[0], span[0] + share]).collect();
            cut.sort_unstable();
            assert!(shown(&cut, u32::MAX) * 100 <= chars as usize * 15, "{spans:?} of {chars}");
            assert!(found.iter().all(|(span, share)| *share <= length(*span).min(MOST_CHARS)));
        }
    }
}
