//! Names found against names that are there: exact span and kind, as the CoNLL shared tasks count.

use std::collections::BTreeMap;

use kutip_learn::names::{NameKind, NameTag};
use kutip_learn::train::Random;

/// How many times the articles are drawn anew for an interval.
const DRAWS: usize = 1000;

/// A name: its kind, its first word, the word after its last.
pub(super) type Name = (NameKind, usize, usize);

/// The names of a sentence's tags.
pub(super) fn names(tags: &[NameTag]) -> Vec<Name> {
    let mut out: Vec<Name> = Vec::new();
    for (at, &tag) in tags.iter().enumerate() {
        match (tag, out.last_mut()) {
            (NameTag::Begin(kind), _) => out.push((kind, at, at + 1)),
            (NameTag::Inside(kind), Some(last)) if last.0 == kind && last.2 == at => last.2 = at + 1,
            (NameTag::Inside(kind), _) => out.push((kind, at, at + 1)),
            (NameTag::Outside, _) => {}
        }
    }
    out
}

/// Right, found and wanted names.
type Counts = [u32; 3];

/// The scores of the parts of a table, in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Parts(Vec<(&'static str, Score)>);

impl Parts {
    /// The score of a part, which is added where there was none.
    pub(super) fn part(&mut self, name: &'static str) -> &mut Score {
        let at = self.0.iter().position(|(own, _)| *own == name).unwrap_or_else(|| {
            self.0.push((name, Score::default()));
            self.0.len() - 1
        });
        &mut self.0[at].1
    }

    pub(super) fn extend(&mut self, other: Self) {
        other.0.into_iter().for_each(|(name, score)| self.part(name).0.extend(score.0));
    }

    /// F1 of all kinds in each part, in hundredths.
    pub(super) fn f1(&self) -> String {
        let f1 = |(name, score): &(&str, Score)| format!("{name} {:.2}", score.f1());
        self.0.iter().map(f1).collect::<Vec<_>>().join(", ")
    }

    /// A table of the scores, and of the sum of some parts.
    pub(super) fn table(&self, summed: &[&str]) -> String {
        let head =
            "| sentences | names | precision | recall | F1 | 95 % of F1 |\n|---|---|---:|---:|---:|---|\n";
        let mut rows: String = self.0.iter().map(|(name, score)| score.rows(name)).collect();
        if !summed.is_empty() {
            let parts = self.0.iter().filter(|(name, _)| summed.contains(name));
            let all = Score(parts.flat_map(|(_, score)| score.0.clone()).collect());
            rows += &all.rows(&summed.join(" + "));
        }
        format!("{head}{rows}")
    }
}

/// Counts article by article: of all kinds together, then of each.
#[derive(Debug, Clone, Default)]
pub(super) struct Score(BTreeMap<usize, [Counts; 4]>);

impl Score {
    /// Adds a sentence of an article.
    pub(super) fn add(&mut self, article: usize, gold: &[NameTag], found: &[NameTag]) {
        let (gold, found) = (names(gold), names(found));
        let counts = self.0.entry(article).or_default();
        let mut count = |name: &Name, which: usize| {
            counts[0][which] += 1;
            counts[1 + name.0 as usize][which] += 1;
        };
        found.iter().filter(|name| gold.contains(name)).for_each(|name| count(name, 0));
        found.iter().for_each(|name| count(name, 1));
        gold.iter().for_each(|name| count(name, 2));
    }

    /// Rows of a table, one for each kind: precision, recall, F1 and the bounds of F1 in 95 of 100 draws of the articles.
    fn rows(&self, of: &str) -> String {
        let mut random = Random::new(7);
        let all: Vec<usize> = self.0.keys().copied().collect();
        let draws: Vec<Vec<usize>> =
            (0..DRAWS).map(|_| all.iter().map(|_| all[random.below(all.len())]).collect()).collect();
        let mut out = String::new();
        for (which, name) in ["all names", "PER", "ORG", "LOC"].into_iter().enumerate() {
            let [precision, recall, f1] = self.over(&all, which);
            let mut drawn: Vec<f64> = draws.iter().map(|draw| self.over(draw, which)[2]).collect();
            drawn.sort_by(f64::total_cmp);
            let (low, high) = (drawn[DRAWS / 40], drawn[DRAWS - 1 - DRAWS / 40]);
            out +=
                &format!("| {of} | {name} | {precision:.1} | {recall:.1} | {f1:.1} | {low:.1}-{high:.1} |\n");
        }
        out
    }

    /// F1 of all kinds, in hundredths.
    fn f1(&self) -> f64 {
        self.over(&self.0.keys().copied().collect::<Vec<_>>(), 0)[2]
    }

    fn over(&self, articles: &[usize], which: usize) -> [f64; 3] {
        let mut sums = [0; 3];
        for counts in articles.iter().filter_map(|article| self.0.get(article)).map(|counts| &counts[which]) {
            sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
        let [right, found, wanted] = sums.map(f64::from);
        let share = |of: f64| 100.0 * right / of.max(1.0);
        [share(found), share(wanted), 200.0 * right / (found + wanted).max(1.0)]
    }
}
