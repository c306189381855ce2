//! `kutip eval`: the scores against gold.

use crate::args::EvalArgs;
use crate::cmd::lexicon;
use crate::exit::Exit;
use crate::notices;
use crate::term;
use kutip::{Engine, Input, Scratch, parse_day};
use kutip_eval::Report;
use serde_json::Value;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::Path;

pub(crate) fn run(args: &EvalArgs) -> Exit {
    let gold = match gold(&args.gold) {
        Ok(gold) => gold,
        Err(exit) => return exit,
    };
    let engine = match lexicon::open(&args.overlay) {
        Ok(lexicon) => Engine::default().with_lexicon(lexicon),
        Err(exit) => return exit,
    };
    let records = records(&engine, &gold);
    let mut report = kutip_eval::score(&gold, &records);
    if args.ci {
        report = report.with_intervals();
    }
    let mut out = if args.json { json(&report) } else { table(&report, args.ci) };
    if args.errors {
        for mistake in &report.mistakes {
            let what = term::safe(&mistake.what);
            let _ = writeln!(out, "{}\t{}\t{}\t{what}", mistake.article, mistake.layer, mistake.kind);
        }
    }
    match io::stdout().write_all(out.as_bytes()) {
        Ok(()) if report.unread + report.broken_spans + report.unreadable > 0 => Exit::CheckFailed,
        Ok(()) => Exit::Done,
        Err(error) => Exit::of_write(&error),
    }
}

/// The lines of a gold file.
fn gold(path: &Path) -> Result<Vec<Value>, Exit> {
    let shown = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| {
        let indonesian = format!("{shown}: {}", notices::reason(&error));
        notices::fail("K2002", &format!("{shown}: {error}"), &indonesian);
        Exit::Io
    })?;
    let mut gold = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let article: Result<Value, _> = serde_json::from_str(line);
        let number = number + 1;
        match article {
            Ok(article) if article.get("text").is_some_and(Value::is_string) => gold.push(article),
            Ok(_) => {
                let english = format!(
                    "{shown}:{number}: gold without \"text\"\n  → put the text of its source back first"
                );
                let indonesian =
                    format!("{shown}:{number}: gold tanpa \"text\"\n  → kembalikan dulu teks dari sumbernya");
                notices::fail("K2012", &english, &indonesian);
                return Err(Exit::Io);
            }
            Err(error) => {
                let english = format!("{shown}:{number}: not JSON: {error}");
                let indonesian = format!("{shown}:{number}: bukan JSON: {}", notices::reason(&error));
                notices::fail("K2010", &english, &indonesian);
                return Err(Exit::Io);
            }
        }
    }
    Ok(gold)
}

/// Reads the texts of gold with what is known of them, and nothing of the answers.
fn records(engine: &Engine, gold: &[Value]) -> Vec<Value> {
    let mut scratch = Scratch::default();
    let mut out = Vec::new();
    gold.iter()
        .filter_map(|article| {
            let field = |name: &str| article.get(name).and_then(Value::as_str).map(str::to_owned);
            let input = Input {
                id: field("id"),
                uri: field("url"),
                title: field("title"),
                outlet: field("outlet"),
                published: field("published").and_then(|day| parse_day(&day)),
                language: field("lang"),
                text: field("text").unwrap_or_default(),
                ..Input::default()
            };
            out.clear();
            engine.write_record(input, &mut scratch, &mut out);
            serde_json::from_slice(&out).ok()
        })
        .collect()
}

fn json(report: &Report) -> String {
    let mut out = serde_json::to_string_pretty(&report.to_json()).unwrap_or_default();
    out.push('\n');
    out
}

fn table(report: &Report, intervals: bool) -> String {
    let mut out = format!(
        "{} articles, {} without a record, {} spans outside the text, {} lines that are no record\n",
        report.articles, report.unread, report.broken_spans, report.unreadable
    );
    for (name, s) in &report.scores {
        let _ = write!(out, "{name:36} P {:.3}  R {:.3}  F1 {:.3}", s.precision, s.recall, s.f1);
        if let (true, Some(low), Some(high)) = (intervals, s.low, s.high) {
            let _ = write!(out, "  [{low:.2}, {high:.2}]");
        }
        let _ = writeln!(out, "  (gold {}, found {})", s.gold, s.found);
    }
    out
}
