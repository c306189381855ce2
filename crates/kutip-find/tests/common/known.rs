//! `known.tsv`: lines that the engine does not read rightly yet. The list only shrinks: a listed line that passes, or
//! that nobody asks for any more, fails the test until the row is taken out (`UPDATE=1` does it).

use super::{here, show_all, update};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What one proof said.
#[derive(Debug)]
pub(crate) struct Failure {
    /// The file that holds the proof.
    pub(crate) file: String,
    /// The entry, or the case's title.
    pub(crate) entry: String,
    /// The line, as it is written.
    pub(crate) line: String,
    /// What goes wrong, in a few words: the reason column.
    pub(crate) reason: String,
    /// Expected and found, for the reader.
    pub(crate) shown: String,
}

type Key = (String, String, String);
type Rows = BTreeMap<Key, String>;

const HEADER: &str = "# Lines of the lexicon and cases that the engine reads wrongly so far. A line that passes must leave.\n\
    file\tentry\tline\treason\n";

fn path() -> std::path::PathBuf {
    here().join("tests/known.tsv")
}

/// A line in one cell.
fn cell(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n")
}

fn rows() -> Rows {
    let text = std::fs::read_to_string(path()).unwrap_or_default();
    let mut rows = Rows::new();
    for line in text.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [file, entry, line, reason] = cells[..] else {
            panic!("known.tsv: four cells a row are expected: {line}")
        };
        rows.insert((file.to_owned(), entry.to_owned(), line.to_owned()), reason.to_owned());
    }
    rows
}

fn write(rows: &Rows) {
    let mut text = HEADER.to_owned();
    for ((file, entry, line), reason) in rows {
        let _ = writeln!(text, "{file}\t{entry}\t{line}\t{reason}");
    }
    std::fs::write(path(), text).expect("known.tsv can be written");
}

fn key(failure: &Failure) -> Key {
    (cell(&failure.file), cell(&failure.entry), cell(&failure.line))
}

/// Whether the list has a row of this file.
pub(crate) fn has_rows(file: &str) -> bool {
    rows().keys().any(|(of, ..)| *of == cell(file))
}

/// Compares the failures with the list; `mine` says which rows of the list are this test's, `total` how many proofs ran.
///
/// With `adopt`, `UPDATE=1` lists new failures as well.
pub(crate) fn settle(failures: &[Failure], total: usize, adopt: bool, mine: impl Fn(&str) -> bool) {
    let mut listed = rows();
    let failing: BTreeMap<Key, &Failure> = failures.iter().map(|failure| (key(failure), failure)).collect();
    let unknown: Vec<&Failure> =
        failures.iter().filter(|failure| !listed.contains_key(&key(failure))).collect();
    let passing: Vec<Key> =
        listed.keys().filter(|key| mine(&key.0) && !failing.contains_key(*key)).cloned().collect();
    println!("{total} proofs, {} pass, {} fail", total - failing.len(), failing.len());
    if show_all() {
        println!("{}", families(failures));
        println!("{}", report(&failures.iter().collect::<Vec<_>>()));
    }
    if update() {
        for key in &passing {
            listed.remove(key);
        }
        for (key, failure) in failing {
            // A reason that somebody wrote by hand stays.
            if adopt {
                listed.entry(key).or_insert_with(|| failure.reason.clone());
            }
        }
        write(&listed);
        assert!(adopt || unknown.is_empty(), "{}", report(&unknown));
        return;
    }
    let mut problem = String::new();
    if !unknown.is_empty() {
        let _ = writeln!(problem, "{} proofs fail:\n{}", unknown.len(), report(&unknown));
    }
    for (file, entry, line) in &passing {
        let _ = writeln!(problem, "{file} [{entry}] passes or is gone, take it out of known.tsv: {line}");
    }
    assert!(problem.is_empty(), "\n{problem}\nUPDATE=1 rewrites tests/known.tsv");
}

/// Failures grouped by file and entry.
fn report(failures: &[&Failure]) -> String {
    let mut out = String::new();
    let mut last = (String::new(), String::new());
    for failure in failures {
        let group = (failure.file.clone(), failure.entry.clone());
        if group != last {
            let _ = writeln!(out, "\n{} [{}]", failure.file, failure.entry);
            last = group;
        }
        let _ = writeln!(out, "  {}\n{}", failure.reason, failure.shown);
    }
    out
}

/// How many failures of each kind, the most frequent first.
fn families(failures: &[Failure]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for failure in failures {
        *counts.entry(&failure.reason).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.iter().map(|(reason, count)| format!("{count:5}  {reason}\n")).collect()
}
