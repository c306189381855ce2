//! All articles together, and how far the result hangs on which articles they are.

use crate::layers::Tallies;
use crate::mersenne::Mersenne;
use crate::tally::{Scores, Tally};

const DRAWS: usize = 300;
const SEED: u32 = 1;

/// The scores of the summed tallies in the order of `measures`, without those that nothing was counted for.
pub(crate) fn scores(parts: &[&Tallies], measures: &[&'static str]) -> Vec<(&'static str, Scores)> {
    let sum = |measure: &'static str| {
        let mut sum = Tally::default();
        for tally in parts.iter().filter_map(|part| part.get(measure)) {
            sum.add(tally.right, tally.gold, tally.found);
        }
        (sum.gold > 0 || sum.found > 0).then(|| (measure, sum.scores()))
    };
    measures.iter().copied().filter_map(sum).collect()
}

/// Sets the 95 % interval of F1 of every measure: articles are drawn with replacement, the middle 95 % of the draws kept.
pub(crate) fn intervals(parts: &[Tallies], scores_of_all: &mut [(&'static str, Scores)]) {
    if parts.is_empty() {
        return;
    }
    let mut random = Mersenne::new(SEED);
    let draws: Vec<Vec<usize>> =
        (0..DRAWS).map(|_| (0..parts.len()).map(|_| random.choice(parts.len())).collect()).collect();
    for (measure, scores) in scores_of_all {
        let of_parts: Vec<Tally> =
            parts.iter().map(|part| part.get(measure).copied().unwrap_or_default()).collect();
        let of_draw = |draw: &Vec<usize>| {
            let mut sum = Tally::default();
            for tally in draw.iter().map(|part| of_parts[*part]) {
                sum.add(tally.right, tally.gold, tally.found);
            }
            (sum.gold > 0 || sum.found > 0).then(|| sum.scores().f1)
        };
        let mut values: Vec<f64> = draws.iter().filter_map(of_draw).collect();
        values.sort_by(f64::total_cmp);
        let at = |share: f64| (share * values.len() as f64) as usize;
        scores.low = values.get(at(0.025)).copied();
        scores.high = values.get(at(0.975).saturating_sub(1)).copied();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(right: usize) -> Tallies {
        Tallies::from([("speaker", Tally { right, gold: 2, found: 2 })])
    }

    #[test]
    fn an_interval_holds_the_score_and_is_the_same_each_time() {
        let parts: Vec<Tallies> = (0..20).map(|i| part(i % 3)).collect();
        let run = || {
            let mut all = scores(&parts.iter().collect::<Vec<_>>(), &["speaker"]);
            intervals(&parts, &mut all);
            all[0].1
        };
        let first = run();
        assert_eq!(first, run());
        let (low, high) = (first.low.unwrap(), first.high.unwrap());
        assert!(low < first.f1 && first.f1 < high, "{first:?}");
    }

    #[test]
    fn equal_articles_leave_no_doubt() {
        let parts = vec![part(1); 5];
        let mut all = scores(&parts.iter().collect::<Vec<_>>(), &["speaker"]);
        intervals(&parts, &mut all);
        assert_eq!((all[0].1.low, all[0].1.high), (Some(0.5), Some(0.5)));
    }
}
