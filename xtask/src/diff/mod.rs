//! `diff`: what two builds find differently in the same articles, by layer and by the entry or pass that made it.
//!
//! A score says whether a change is good for the gold; this says what it does everywhere else. The articles are those
//! that were developed on and a draw of IndoSum. Sets kept aside, and articles drawn to be annotated, are never among
//! them: looking at what changed there would be looking at them.

mod findings;
mod tell;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use kutip_eval::random::Random;
use serde_json::Value;

use crate::annotations::{self, Corpus};
use crate::args::Args;
use crate::{Outcome, draw, files, kutip};

/// How many articles of IndoSum are drawn.
const DRAWN: u64 = 200;
const EXAMPLES: u64 = 3;

pub(crate) fn run(mut args: Args) -> Outcome {
    let (old, new) = (args.path("old"), args.path("new"));
    let (drawn, seed) = (args.number_or("n", DRAWN)?, args.number_or("seed", 1)?);
    let examples = args.number_or("examples", EXAMPLES)? as usize;
    let (inputs, json, bases) = (args.path("inputs"), args.flag("json"), args.words());
    args.end()?;
    let (old, new) = match (bases.as_slice(), old, new) {
        ([base], None, new) => (built_from(base)?, new.map_or_else(built_here, Ok)?),
        ([], Some(old), Some(new)) => (old, new),
        _ => return Err("give a commit to compare with, or --old BIN --new BIN".to_owned()),
    };
    let pool = match inputs {
        Some(path) => files::read_lines(&path)?,
        None => pool(drawn as usize, seed)?,
    };
    let (before, after) = (read(&old, &pool)?, read(&new, &pool)?);
    let report = findings::compare(&before, &after);
    print!("{}", if json { tell::as_json(&report, examples) } else { tell::as_text(&report, examples) });
    Ok(())
}

fn read(kutip: &Path, pool: &[Value]) -> Outcome<Vec<Value>> {
    let (records, unreadable) = kutip_eval::lines(&kutip::read(kutip, pool)?);
    if unreadable > 0 {
        return Err(format!("{}: {unreadable} lines are no record", kutip.display()));
    }
    Ok(records)
}

/// What was developed on, and `n` articles drawn from the rest of IndoSum.
fn pool(n: usize, seed: u64) -> Outcome<Vec<Value>> {
    let shared = files::need_shared()?;
    let folder = files::root().join("eval/annotations");
    let mut pool = files::read_lines(&shared.join("gold/gold-id.jsonl"))?;
    let developed = |path: &PathBuf| path.to_string_lossy().ends_with("-dev.jsonl");
    for file in draw::jsonl_in(&folder).into_iter().filter(developed) {
        pool.extend(annotations::joined(&files::read_lines(&file)?, &shared)?);
    }
    let mut taken = draw::annotated(&shared)?;
    let draws = files::table(&folder.join("draws.tsv"))?;
    taken.extend(draws.into_iter().filter_map(|row| row.into_iter().nth(2)));
    let articles = files::read_lines(&Corpus::IndoSum.file(&shared))?;
    pool.extend(drawn(articles, &taken, n, seed));
    let mut texts = HashSet::new();
    pool.retain(|article| texts.insert(article["text"].as_str().unwrap_or_default().to_owned()));
    Ok(pool.iter().map(files::input).collect())
}

fn drawn(articles: Vec<Value>, taken: &HashSet<String>, n: usize, seed: u64) -> Vec<Value> {
    let free = |article: &Value| article["id"].as_str().is_some_and(|id| !taken.contains(id));
    let mut free: Vec<Value> = articles.into_iter().filter(free).collect();
    free.sort_by(|a, b| a["id"].as_str().cmp(&b["id"].as_str()));
    Random::new(seed).sample(free, n)
}

/// The program of this working tree: `KUTIP_BIN`, or built now.
fn built_here() -> Outcome<PathBuf> {
    if std::env::var_os("KUTIP_BIN").is_none() {
        build(&files::root(), &files::target())?;
    }
    kutip::binary()
}

/// The program of a commit, built in a working tree of its own below the folder of build results, once.
fn built_from(base: &str) -> Outcome<PathBuf> {
    let commit = git(&["rev-parse", "--verify", &format!("{base}^{{commit}}")])?.trim().to_owned();
    let folder = files::target().join("diff");
    let kept = folder.join(&commit).join(format!("kutip{}", std::env::consts::EXE_SUFFIX));
    if kept.is_file() {
        return Ok(kept);
    }
    let tree = folder.join(format!("tree-{commit}"));
    let named = tree.to_string_lossy().into_owned();
    git(&["worktree", "add", "--detach", "--force", &named, &commit])?;
    let built = build(&tree, &folder.join("build"));
    let removed = git(&["worktree", "remove", "--force", &named]);
    let built = built?;
    removed?;
    let made = |error: std::io::Error| format!("{}: {error}", kept.display());
    std::fs::create_dir_all(folder.join(&commit)).map_err(made)?;
    std::fs::copy(&built, &kept).map_err(made)?;
    Ok(kept)
}

fn build(tree: &Path, target: &Path) -> Outcome<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["build", "--release", "--locked", "--quiet", "-p", "kutip"]).current_dir(tree);
    let status = command.env("CARGO_TARGET_DIR", target).status();
    match status {
        Ok(status) if status.success() => Ok(kutip::built_in(target)),
        Ok(status) => Err(format!("cargo build in {}: {status}", tree.display())),
        Err(error) => Err(format!("cargo build: {error}")),
    }
}

fn git(arguments: &[&str]) -> Outcome<String> {
    let out = Command::new("git").args(arguments).current_dir(files::root()).output();
    let out = out.map_err(|error| format!("git: {error}"))?;
    match out.status.success() {
        true => Ok(String::from_utf8_lossy(&out.stdout).into_owned()),
        false => Err(format!("git {}: {}", arguments.join(" "), String::from_utf8_lossy(&out.stderr).trim())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_kept_aside_is_not_drawn() {
        let articles = || (0..9).map(|i| json!({"id": format!("x-{i}"), "text": "t"})).collect::<Vec<_>>();
        let taken = HashSet::from(["x-3".to_owned()]);
        let all = drawn(articles(), &taken, 100, 1);
        assert_eq!(all.len(), 8);
        assert!(all.iter().all(|article| article["id"] != "x-3"));
        assert_eq!(drawn(articles(), &taken, 3, 1), drawn(articles(), &taken, 3, 1));
    }
}
