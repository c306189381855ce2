//! The outside sets against themselves: right in every measure, and less so in each once they are spoiled.
//!
//! Needs the shared folder (`KUTIP_SHARED`, or `shared` beside the repository); passes without it. The modules' own tests
//! do the same with a few lines written for them.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test")]

#[path = "../reference/spoil.rs"]
#[allow(dead_code, reason = "only what breaks records up is used here")]
mod broken;
#[path = "../common/mod.rs"]
mod common;

use std::path::Path;

use kutip_eval::Report;
use kutip_eval::outside::conllu::{self, Tokens, Treebank};
use kutip_eval::outside::spoil::{Damage, spoil};
use kutip_eval::outside::{SOURCES, Set, Source, pfsa};
use kutip_eval::random::Random;

fn corpora() -> Option<std::path::PathBuf> {
    let folder = common::folder()?.join("corpora");
    if !folder.is_dir() {
        println!("skipped: no folder of corpora");
    }
    folder.is_dir().then_some(folder)
}

fn texts(source: &Source, corpora: &Path) -> Vec<String> {
    source.files.iter().map(|file| std::fs::read_to_string(corpora.join(file)).unwrap()).collect()
}

fn set(source: &Source, corpora: &Path) -> Set {
    source.read(&texts(source, corpora)).unwrap()
}

fn all_right(name: &str, measures: &[&str], report: &Report) {
    assert_eq!(report.scores.iter().map(|(measure, _)| *measure).collect::<Vec<_>>(), measures, "{name}");
    for (measure, s) in &report.scores {
        assert_eq!((s.precision, s.recall, s.low), (1.0, 1.0, Some(1.0)), "{name}: {measure}");
    }
    assert_eq!((report.unread, report.unreadable, report.broken_spans), (0, 0, 0), "{name}");
}

fn all_worse(name: &str, report: &Report) {
    for (measure, s) in &report.scores {
        assert!(s.f1 < 1.0 && s.low < Some(s.f1), "{name}: {measure} {s:?}");
    }
}

#[test]
fn gold_against_itself_is_right_and_spoiled_gold_is_not() {
    let Some(corpora) = corpora() else { return println!("skipped: no shared folder") };
    for source in &SOURCES {
        let set = set(source, &corpora);
        let records = set.faultless();
        all_right(source.name, source.measures, &set.score(&records));
        all_worse(source.name, &set.score(&spoil(&records, &Damage::ALL, 1)));
        for damage in Damage::ALL {
            let report = set.score(&spoil(&records, &[damage], 1));
            let worse = report.scores.iter().filter(|(_, s)| s.f1 < 1.0).count();
            // The set of names has no label that could be swapped but the type of an actor.
            assert!(worse > 0, "{} {damage:?}\n{report}", source.name);
        }
        let none = set.score(&[]);
        assert!(none.unread == none.articles && none.scores.iter().all(|(_, s)| s.f1 == 0.0), "{none}");
    }
}

/// Whatever a record holds, it is scored: never above what it is worth, and without a crash.
#[test]
fn broken_records_are_scored_too() {
    let Some(corpora) = corpora() else { return println!("skipped: no shared folder") };
    for source in &SOURCES {
        let set = set(source, &corpora);
        let mut random = Random::new(5);
        let records: Vec<_> =
            set.faultless().iter().map(|record| broken::break_up(record, &mut random)).collect();
        let report = set.score(&records);
        assert!(report.scores.iter().all(|(_, s)| s.precision <= 1.0 && s.recall <= 1.0), "{report}");
        assert!(report.scores.iter().any(|(_, s)| s.f1 < 1.0), "{}", source.name);
    }
}

#[test]
fn treebanks_against_themselves_are_right_and_spoiled_ones_are_not() {
    let Some(corpora) = corpora() else { return println!("skipped: no shared folder") };
    for file in [
        "id/ud-gsd/id_gsd-ud-dev.conllu",
        "id/ud-csui/id_csui-ud-train.conllu",
        "id/ud-pud/id_pud-ud-test.conllu",
    ] {
        let text = std::fs::read_to_string(corpora.join(file)).unwrap();
        let gold = Treebank::read(&text).unwrap();
        let report = conllu::score(&gold, &gold, Tokens::Gold).unwrap();
        all_right(file, &conllu::MEASURES, &report);
        let spoiled = Treebank::read(&conllu::spoil(&text, &Damage::ALL, 1).unwrap()).unwrap();
        all_worse(file, &conllu::score(&gold, &spoiled, Tokens::Own).unwrap());
        for damage in Damage::ALL {
            let spoiled = Treebank::read(&conllu::spoil(&text, &[damage], 1).unwrap()).unwrap();
            let tokens = if damage == Damage::Drop { Tokens::Own } else { Tokens::Gold };
            let report = conllu::score(&gold, &spoiled, tokens).unwrap();
            assert!(report.scores.iter().any(|(_, s)| s.f1 < 1.0), "{file} {damage:?}");
        }
    }
}

/// The counts that the pages in `docs/eval` state; a set that changed makes them stale.
#[test]
fn the_counts_are_those_of_the_pages() {
    let Some(corpora) = corpora() else { return println!("skipped: no shared folder") };
    for source in &SOURCES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../docs/eval/{}.md", source.name));
        let page = std::fs::read_to_string(&path).unwrap();
        for (what, n) in set(source, &corpora).counts() {
            let row = format!("| {what} | {n} |");
            assert!(page.contains(&row), "{}: no line {row:?}", path.display());
        }
    }
}

#[test]
fn the_sample_of_alarms_is_the_same_each_time() {
    let Some(corpora) = corpora() else { return println!("skipped: no shared folder") };
    let source = Source::named("pfsa-id").unwrap();
    let records = spoil(&set(source, &corpora).faultless(), &[Damage::Shift], 1);
    let files = texts(source, &corpora);
    let draw = |seed| pfsa::alarms(&files, &records, seed, 50).unwrap();
    assert_eq!(draw(7), draw(7));
    assert_ne!(draw(7), draw(8));
    assert_eq!(draw(7).lines().filter(|line| line.starts_with('\t')).count(), 50);
}
