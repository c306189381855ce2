//! The numbers are those of the reference scorer, intervals included, for good records, spoiled ones and broken ones.
//!
//! Needs the shared folder (`KUTIP_SHARED`, or `shared` beside the repository) and python3; passes without them.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test")]

#[path = "../common/mod.rs"]
mod common;
mod spoil;

use std::path::Path;
use std::process::Command;

use common::gold;
use kutip_eval::faultless::record_of;
use kutip_eval::random::Random;
use serde_json::Value;

/// Runs the reference scorer; its report and the article, layer and kind of each of its mistakes.
fn reference(script: &Path, gold: &[Value], records: &[Value], name: &str) -> (Value, Vec<[String; 3]>) {
    let folder = std::env::temp_dir().join(format!("kutip-eval-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let lines = |items: &[Value]| items.iter().map(|item| format!("{item}\n")).collect::<String>();
    std::fs::write(folder.join("gold.jsonl"), lines(gold)).unwrap();
    std::fs::write(folder.join("records.jsonl"), lines(records)).unwrap();
    let mut command = Command::new("python3");
    command
        .arg(script)
        .args(["gold.jsonl", "records.jsonl", "--json", "--errors", "--ci"])
        .current_dir(&folder);
    let out = command.env("PYTHONUTF8", "1").output().unwrap();
    let out_text = String::from_utf8(out.stdout).unwrap();
    assert!(!out_text.is_empty(), "{}", String::from_utf8_lossy(&out.stderr));
    std::fs::remove_dir_all(&folder).unwrap();

    let mut stream = serde_json::Deserializer::from_str(&out_text).into_iter::<Value>();
    let report = stream.next().unwrap().unwrap();
    let ids: Vec<&str> = gold.iter().map(|article| article["id"].as_str().unwrap()).collect();
    let mistake = |line: &str| {
        let fields: Vec<&str> = line.splitn(4, '\t').collect();
        let starts = fields.len() == 4 && ids.contains(&fields[0]);
        starts.then(|| [fields[0].to_owned(), fields[1].to_owned(), fields[2].to_owned()])
    };
    (report, out_text[stream.byte_offset()..].lines().filter_map(mistake).collect())
}

fn compare(gold: &[Value], records: &[Value], script: &Path, name: &str) -> Value {
    let ours = kutip_eval::score(gold, records).with_intervals();
    let (theirs, their_mistakes) = reference(script, gold, records, name);
    assert_eq!(ours.to_json(), theirs, "{name}");
    let our_mistakes: Vec<[String; 3]> =
        ours.mistakes.iter().map(|m| [m.article.clone(), m.layer.clone(), m.kind.clone()]).collect();
    assert_eq!(our_mistakes, their_mistakes, "{name}");
    theirs
}

#[test]
fn numbers_are_those_of_the_reference() {
    let Some(shared) = common::folder() else { return println!("skipped: no shared folder") };
    if Command::new("python3").arg("--version").output().is_err() {
        return println!("skipped: no python3");
    }
    let script = shared.join("score/score.py");
    // A soak test sets more rounds than the few that every run can afford.
    let rounds = std::env::var("KUTIP_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(4);
    let mut unreadable = 0;
    for file in ["gold-id.jsonl", "gold-en.jsonl"] {
        let gold = gold(&shared.join("gold").join(file));
        let records: Vec<Value> = gold.iter().map(record_of).collect();

        let perfect = compare(&gold, &records, &script, file);
        for measure in ["statement (exact)", "attribution (content+speaker+via)", "figure (value+unit)"] {
            assert_eq!(perfect["scores"][measure]["f1"], 1.0, "{file} {measure}");
        }
        compare(&gold, &records[1..], &script, "missing");
        for seed in 1..=rounds {
            let mut random = Random::new(seed);
            let spoiled: Vec<Value> = records.iter().map(|r| spoil::spoil(r, &mut random)).collect();
            compare(&gold, &spoiled, &script, &format!("{file} spoiled {seed}"));
            let broken: Vec<Value> = spoiled.iter().map(|r| spoil::break_up(r, &mut random)).collect();
            let report = compare(&gold, &broken, &script, &format!("{file} broken {seed}"));
            unreadable += report["unreadable_lines"].as_u64().unwrap();
        }
    }
    assert!(unreadable > 0, "no record was broken beyond reading");
}
