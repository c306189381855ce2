//! The committed scores: kutip run over the gold, as `eval/scores.tsv`.
//!
//! A change that moves a number commits the new line and says why; `--check` computes the file anew and fails where it
//! differs. Sets: every annotated set (`gold-id`, and what lies in `eval/annotations`), the seed article alone, and the
//! swap test in three sets: `swap original` are the articles as they are, `swap mean` the mean over the swapped
//! variants (gold and found summed, the ends of the intervals averaged as well), `swap worst` for each measure the variant
//! whose F1 lies farthest from the original's. `low` and `high` are the 95 % interval of F1 over articles.

use std::path::Path;

use kutip_eval::{MEASURES, Report, Scores};
use serde_json::Value;

use crate::args::Args;
use crate::{Outcome, annotations, draw, files, kutip, swap};

const SEED: u64 = 1;
const VARIANTS: u64 = 20;
const HEAD: &str = "set\tarticles\tmeasure\tprecision\trecall\tf1\tgold\tfound\tlow\thigh\n";

pub(crate) fn run(mut args: Args) -> Outcome {
    let check = args.flag("check");
    args.end()?;
    let Some(shared) = files::shared() else {
        println!("skipped: no shared folder, so no gold to score against");
        return Ok(());
    };
    let path = files::root().join("eval/scores.tsv");
    let (table, faults) = compute(&shared)?;
    faults.iter().for_each(|fault| eprintln!("{fault}"));
    if !check {
        files::write(&path, &table)?;
        println!("{}", path.display());
        return Ok(());
    }
    let differences = differences(&files::read(&path)?, &table);
    match (differences.as_slice(), faults.as_slice()) {
        ([], []) => Ok(()),
        ([], _) => Err("the records have faults".to_owned()),
        (lines, _) => {
            Err(format!("eval/scores.tsv differs; `cargo xtask scores` writes it\n{}", lines.join("\n")))
        }
    }
}

/// The table, and what is the matter with the records.
fn compute(shared: &Path) -> Outcome<(String, Vec<String>)> {
    let kutip = kutip::binary()?;
    let (mut table, mut faults) = (HEAD.to_owned(), Vec::new());
    let gold = files::read_lines(&shared.join("gold/gold-id.jsonl"))?;
    let mut sets =
        vec![("seed".to_owned(), swap::chosen(&gold, &["seed"])?), ("gold-id".to_owned(), gold.clone())];
    for (folder, prefix) in [("eval/annotations", ""), ("eval/annotations/lines", "lines ")] {
        for file in draw::jsonl_in(&files::root().join(folder)) {
            let name = format!("{prefix}{}", file.file_stem().unwrap_or_default().to_string_lossy());
            sets.push((name, annotations::joined(&files::read_lines(&file)?, shared)?));
        }
    }
    for (name, gold) in &sets {
        let report = kutip_eval::score_lines(gold, &read(&kutip, gold)?).with_intervals();
        faults.extend(fault(name, &report));
        table.push_str(&rows(name, &report, gold));
    }

    let original = swap::chosen(&gold, &swap::ARTICLES)?;
    let lists = swap::Lists::read(&files::root().join("eval/swap"))?;
    let variants: Vec<Vec<Value>> =
        (1..=VARIANTS).map(|v| swap::variant_of(&original, &lists, SEED, v)).collect::<Outcome<_>>()?;
    let before = kutip_eval::score_lines(&original, &read(&kutip, &original)?).with_intervals();
    let records = read(&kutip, &variants.concat())?;
    let after: Vec<Report> =
        variants.iter().map(|gold| kutip_eval::score_lines(gold, &records).with_intervals()).collect();
    faults.extend(after.iter().find_map(|report| fault("swap", report)));
    table.push_str(&rows("swap original", &before, &original));
    table.push_str(&swap_rows(&before, &after));
    Ok((table, faults))
}

/// The records of gold articles, as the program prints them.
fn read(kutip: &Path, gold: &[Value]) -> Outcome<String> {
    kutip::read(kutip, &gold.iter().map(files::input).collect::<Vec<_>>())
}

fn fault(set: &str, report: &Report) -> Option<String> {
    let (unread, broken, unreadable) = (report.unread, report.broken_spans, report.unreadable);
    (unread + broken + unreadable > 0).then(|| {
        format!("{set}: {unread} without a record, {broken} spans outside the text, {unreadable} unreadable")
    })
}

/// The measures of a set; one without a layer says nothing of that layer.
fn rows(set: &str, report: &Report, gold: &[Value]) -> String {
    let has = |measure: &str| gold.iter().any(|line| line.get(layer(measure)).is_some());
    let annotated = report.scores.iter().filter(|(measure, _)| has(measure));
    annotated.map(|(measure, scores)| row(set, report.articles, measure, scores)).collect()
}

/// The layer of the gold that a measure looks at.
fn layer(measure: &str) -> &'static str {
    const LAYERS: [(&str, &str); 8] = [
        ("time", "times"),
        ("figure", "figures"),
        ("event", "events"),
        ("commitment", "commitments"),
        ("quoted term", "not_speech"),
        ("place", "places"),
        ("pact", "pacts"),
        ("mention", "actors"),
    ];
    let of = LAYERS.iter().find(|(name, _)| measure.starts_with(name)).map(|(_, layer)| *layer);
    of.unwrap_or(if measure.starts_with("same actor") { "actors" } else { "statements" })
}

fn row(set: &str, articles: usize, measure: &str, s: &Scores) -> String {
    let (precision, recall, f1) = (s.precision, s.recall, s.f1);
    let end = |end: Option<f64>| end.map(|end| format!("{end:.4}")).unwrap_or_default();
    let (gold, found, low, high) = (s.gold, s.found, end(s.low), end(s.high));
    format!(
        "{set}\t{articles}\t{measure}\t{precision:.4}\t{recall:.4}\t{f1:.4}\t{gold}\t{found}\t{low}\t{high}\n"
    )
}

/// Mean and worst variant of every measure.
fn swap_rows(before: &Report, after: &[Report]) -> String {
    let (mut mean_rows, mut worst_rows) = (String::new(), String::new());
    for measure in MEASURES {
        let of_variants: Vec<Scores> =
            after.iter().filter_map(|report| report.measure(measure).copied()).collect();
        let original = before.measure(measure).map_or(0.0, |scores| scores.f1);
        let distance = |s: &Scores| (s.f1 - original).abs();
        let farthest = of_variants.iter().rev().max_by(|a, b| distance(a).total_cmp(&distance(b)));
        let Some(worst) = farthest else { continue };
        let mean =
            |value: fn(&Scores) -> f64| of_variants.iter().map(value).sum::<f64>() / of_variants.len() as f64;
        let sum = |value: fn(&Scores) -> usize| of_variants.iter().map(value).sum::<usize>();
        let scores = Scores {
            precision: mean(|s| s.precision),
            recall: mean(|s| s.recall),
            f1: mean(|s| s.f1),
            gold: sum(|s| s.gold),
            found: sum(|s| s.found),
            low: of_variants.iter().all(|s| s.low.is_some()).then(|| mean(|s| s.low.unwrap_or_default())),
            high: of_variants.iter().all(|s| s.high.is_some()).then(|| mean(|s| s.high.unwrap_or_default())),
        };
        mean_rows.push_str(&row("swap mean", before.articles * after.len(), measure, &scores));
        worst_rows.push_str(&row("swap worst", before.articles, measure, worst));
    }
    mean_rows + &worst_rows
}

/// Lines that only one of two tables has.
fn differences(old: &str, new: &str) -> Vec<String> {
    let only = |sign: char, lines: &str, other: &str| -> Vec<String> {
        let other: Vec<&str> = other.lines().collect();
        lines.lines().filter(|line| !other.contains(line)).map(|line| format!("{sign} {line}")).collect()
    };
    let mut out = only('-', old, new);
    out.extend(only('+', new, old));
    // By set and measure, the old line first.
    out.sort_by_key(|line| (key(&line[2..]), line.starts_with('+')));
    out
}

fn key(line: &str) -> (String, String) {
    let field = |at: usize| line.split('\t').nth(at).unwrap_or_default().to_owned();
    (field(0), field(2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kutip_eval::Tally;

    fn report(right: usize) -> Report {
        let scores = Tally { right, gold: 10, found: 10 }.scores();
        let mut report = Report::default();
        (report.articles, report.scores) = (4, vec![("speaker", scores)]);
        report
    }

    #[test]
    fn the_swap_is_told_by_mean_and_worst() {
        let rows = swap_rows(&report(8), &[report(8), report(5), report(8), report(7)]);
        let want = "swap mean\t16\tspeaker\t0.7000\t0.7000\t0.7000\t40\t40\t\t\nswap worst\t4\tspeaker\t0.5000\t0.5000\t0.5000\t10\t10\t\t\n";
        assert_eq!(rows, want);
    }

    #[test]
    fn a_difference_shows_both_lines() {
        let gold = [serde_json::json!({"statements": []})];
        let old = format!("{HEAD}{}{}", rows("a", &report(8), &gold), rows("b", &report(8), &gold));
        let new = format!("{HEAD}{}{}", rows("a", &report(8), &gold), rows("b", &report(9), &gold));
        let lines = differences(&old, &new);
        assert_eq!((lines.len(), &lines[0][..3], &lines[1][..3]), (2, "- b", "+ b"));
        assert!(differences(&old, &old).is_empty());
    }
}
