//! `kill -9` at many points of an ingest: nothing may be lost, nothing doubled, and the same command goes on.
//!
//! The store of a run that was never stopped is what all others are compared with: records, ids, counts of all rows.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use kutip_eval::random::Random;
use kutip_store::{Filter, Mode, Store};
use serde_json::{Value, json};

use crate::args::Args;
use crate::{Outcome, files, kutip};

/// A run is killed after this share of the time that all articles take, at the latest: some batches.
const LONGEST: f64 = 0.04;

/// The time that all runs take for the clock's.
const NOW: &str = "2026-01-01T00:00:00Z";

pub(crate) fn run(mut args: Args) -> Outcome {
    let seed = args.number_or("seed", 1)?;
    let articles = args.number_or("articles", 20_000)?;
    let kills = args.number_or("kills", 200)?;
    args.end()?;
    let kutip = kutip::binary()?;
    let folder = std::env::temp_dir().join(format!("kutip-crash-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let outcome = all(&kutip, &folder, articles, kills, &mut Random::new(seed));
    let _ = std::fs::remove_dir_all(&folder);
    outcome
}

fn all(kutip: &Path, folder: &Path, articles: u64, kills: u64, random: &mut Random) -> Outcome {
    let input = folder.join("articles.jsonl");
    files::write(&input, &files::lines(&varied(articles, random)?))?;
    let whole = Run { kutip, input: &input, store: folder.join("whole.db") };
    let started = Instant::now();
    whole.go_on()?;
    let took = started.elapsed();
    whole.check()?;
    println!("{articles} articles in {:.1} s; {kills} kills", took.as_secs_f64());
    let mut killed = 0;
    while killed < kills {
        let run = Run { kutip, input: &input, store: folder.join(format!("killed-{killed}.db")) };
        let (before, mut there) = (killed, 0);
        while killed < kills {
            // From before the store is made to some batches on; each run goes on where the last one ended.
            let after = took.mul_f64(LONGEST * random.below(1_000) as f64 / 1_000.0);
            if !run.kill(after)? {
                break;
            }
            killed += 1;
            there = run.count_after(there)?;
        }
        run.go_on()?;
        run.check()?;
        same(&whole.store, &run.store)?;
        println!("{} kills up to {there} articles, then all, and the same", killed - before);
        for end in ["", "-lock"] {
            let _ = std::fs::remove_file(format!("{}{end}", run.store.display()));
        }
    }
    Ok(())
}

/// The same command, again and again.
struct Run<'a> {
    kutip: &'a Path,
    input: &'a Path,
    store: PathBuf,
}

impl Run<'_> {
    fn command(&self, name: &str) -> Command {
        let mut command = Command::new(self.kutip);
        command.arg(name).arg("--store").arg(&self.store).env("KUTIP_NOW", NOW).stdout(Stdio::null());
        command
    }

    fn ingest(&self) -> Command {
        let mut command = self.command("ingest");
        command.arg("--quiet").arg(self.input);
        command
    }

    /// Whether it was killed; a run that ends before is none.
    fn kill(&self, after: Duration) -> Outcome<bool> {
        let at = |error: std::io::Error| format!("{}: {error}", self.kutip.display());
        let mut child = self.ingest().spawn().map_err(at)?;
        std::thread::sleep(after);
        child.kill().map_err(at)?;
        let status = child.wait().map_err(at)?;
        Ok(!status.success())
    }

    /// How many articles are there, which may not be fewer than before.
    fn count_after(&self, before: i64) -> Outcome<i64> {
        // Killed before anything was made.
        if std::fs::metadata(&self.store).map_or(0, |meta| meta.len()) == 0 {
            return Ok(before);
        }
        let count = match Store::open(&self.store, &Mode::Read) {
            Ok(store) => rows(&store)?.first().map_or(0, |(_, count)| *count),
            // Killed while it was made: an empty file in the form of SQLite.
            Err(kutip_store::StoreError::Foreign(_)) if before == 0 => 0,
            Err(error) => return Err(format!("{}: {error}", self.store.display())),
        };
        if count < before { Err(format!("{before} articles were there, now {count}")) } else { Ok(count) }
    }

    /// Goes on to the end.
    fn go_on(&self) -> Outcome {
        self.succeed(self.ingest())
    }

    fn succeed(&self, mut command: Command) -> Outcome {
        let status = command.status().map_err(|error| format!("{}: {error}", self.kutip.display()))?;
        if status.success() { Ok(()) } else { Err(format!("{command:?}: {status}")) }
    }

    /// Checks all.
    fn check(&self) -> Outcome {
        let mut check = self.command("verify");
        check.arg("--json");
        let mut db = Command::new(self.kutip);
        db.args(["db", "check", "--store"]).arg(&self.store).stdout(Stdio::null());
        self.succeed(check)?;
        self.succeed(db)
    }
}

/// Rows of all tables; how often a cursor was set does not count.
fn rows(store: &Store) -> Outcome<Vec<(String, i64)>> {
    store.stats().map(|stats| stats.rows).map_err(|error| error.to_string())
}

fn same(one: &Path, other: &Path) -> Outcome {
    let open =
        |path: &Path| Store::open(path, &Mode::Read).map_err(|error| format!("{}: {error}", path.display()));
    let (one, other) = (open(one)?, open(other)?);
    if rows(&one)? != rows(&other)? {
        return Err(format!("{:?} is not {:?}", rows(&other)?, rows(&one)?));
    }
    let mut others = other.records(&Filter::default());
    for stored in one.records(&Filter::default()) {
        let stored = stored.map_err(|error| error.to_string())?;
        let other = others.next().transpose().map_err(|error| error.to_string())?;
        if other.as_ref() != Some(&stored) {
            return Err(format!("{} is another one", stored.ids.article));
        }
    }
    Ok(())
}

/// Articles of the corpus, each several times with other ids, days, numbers and order of paragraphs.
fn varied(count: u64, random: &mut Random) -> Outcome<Vec<Value>> {
    let corpus = files::need_shared()?.join("corpora/id/indosum/articles.jsonl");
    let articles = files::read_lines(&corpus)?;
    let text = |article: &Value, name: &str| article[name].as_str().unwrap_or_default().to_owned();
    let mut out = Vec::new();
    for (at, article) in (0..count).zip(articles.iter().cycle()) {
        let mut paragraphs: Vec<String> = text(article, "text").split('\n').map(str::to_owned).collect();
        let turned = random.below(paragraphs.len().max(1));
        paragraphs.rotate_left(turned);
        let shift = random.below(8);
        let digit = |char: char| match char.to_digit(10) {
            Some(digit @ 1..=8) => char::from_digit(1 + (digit + shift as u32) % 8, 10).unwrap_or(char),
            _ => char,
        };
        let day =
            format!("20{:02}-{:02}-{:02}", 10 + random.below(15), 1 + random.below(12), 1 + random.below(28));
        out.push(json!({
            "id": format!("{}-{at}", text(article, "id")),
            "url": format!("{}?n={at}", text(article, "url")),
            "title": text(article, "title"),
            "source": text(article, "source"),
            "published": day,
            "text": paragraphs.join("\n").chars().map(digit).collect::<String>(),
        }));
    }
    Ok(out)
}
