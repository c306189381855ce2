//! How many instructions the program takes, counted under callgrind: the same number each time, whatever else the machine
//! does, so that a loss of speed is seen where a clock would see noise.
//!
//! A count is that of a whole command. What one article takes is the difference between reading it nine times and once;
//! the rest is the start: tables and models read.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use crate::args::Args;
use crate::{Outcome, files, kutip};

/// The file of counts.
const COUNTS: &str = "eval/instructions.tsv";
const HEAD: &str = "what\tmachine\tinstructions\n";
/// A count may grow by so much in a hundred before it fails: other compilers and C libraries move it by less.
const LEEWAY: u64 = 5;
/// How often an article is read for the difference.
const TIMES: u64 = 9;

/// A name, the command's words, and the article.
const COMMANDS: [(&str, &[&str], &str); 3] = [
    ("read", &["read", "--json", "-j1"], "examples/konferensi.txt"),
    ("parse id", &["parse", "-j1", "--lang", "id"], "examples/konferensi.txt"),
    ("parse en", &["parse", "-j1", "--lang", "en"], "README.md"),
];

pub(crate) fn run(mut args: Args) -> Outcome {
    let check = args.flag("check");
    args.end()?;
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("skipped: no valgrind here, so no instructions are counted");
        return Ok(());
    }
    let kutip = kutip::binary()?;
    let mut counts = Vec::new();
    for (name, words, article) in COMMANDS {
        let once = count(&kutip, words, article, 1)?;
        let often = count(&kutip, words, article, TIMES)?;
        let each = often.saturating_sub(once) / (TIMES - 1);
        counts.push((format!("{name}, an article"), each));
        counts.push((format!("{name}, the start"), once.saturating_sub(each)));
    }
    let path = files::root().join(COUNTS);
    if !check {
        let mut table = String::from(HEAD);
        for (what, count) in &counts {
            let _ = writeln!(table, "{what}\t{}\t{count}", std::env::consts::ARCH);
        }
        files::write(&path, &table)?;
        println!("{}", path.display());
        return Ok(());
    }
    compare(&files::read(&path)?, &counts, std::env::consts::ARCH)
}

/// The instructions of one run over so many copies of an article.
fn count(kutip: &Path, words: &[&str], article: &str, times: u64) -> Outcome<u64> {
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(kutip).args(words);
    (0..times).for_each(|_| {
        command.arg(files::root().join(article));
    });
    let out = command.env_clear().env("LANG", "C").output().map_err(|error| format!("valgrind: {error}"))?;
    let told = String::from_utf8_lossy(&out.stderr);
    let line = told.lines().find_map(|line| line.split_once("Collected : ")).filter(|_| out.status.success());
    let (_, number) = line.ok_or_else(|| format!("valgrind {}: {told}", words.join(" ")))?;
    number.trim().parse().map_err(|_| format!("valgrind counts '{number}'"))
}

/// Says how each count moved; fails where one grew beyond the leeway. A machine of another kind has no counts to compare.
fn compare(committed: &str, counts: &[(String, u64)], machine: &str) -> Outcome {
    let of = |wanted: &str| {
        committed.lines().skip(1).find_map(|line| {
            let mut cells = line.split('\t');
            let row = (cells.next()? == wanted, cells.next()? == machine, cells.next()?.parse::<u64>().ok()?);
            (row.0 && row.1).then_some(row.2)
        })
    };
    let mut grown = Vec::new();
    for (what, count) in counts {
        let Some(before) = of(what) else {
            println!("{what}: {count}, and no count of {machine} to compare with");
            continue;
        };
        println!("{what}: {count}, committed {before}");
        if *count > before + before / 100 * LEEWAY {
            grown.push(format!("{what}: {count} instructions, {before} before"));
        }
    }
    if grown.is_empty() {
        return Ok(());
    }
    Err(format!(
        "{}\nslower by more than {LEEWAY} %; find out why, or commit `cargo xtask instructions`",
        grown.join("\n")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_count_that_grew_beyond_the_leeway_fails() {
        let committed = format!("{HEAD}read, an article\tx86_64\t1000\n");
        let check = |count, machine| compare(&committed, &[("read, an article".to_owned(), count)], machine);
        assert!(check(1_050, "x86_64").is_ok());
        assert!(check(10, "x86_64").is_ok());
        assert!(check(1_051, "x86_64").is_err_and(|told| told.contains("1051 instructions, 1000 before")));
        assert!(check(9_999, "aarch64").is_ok());
    }
}
