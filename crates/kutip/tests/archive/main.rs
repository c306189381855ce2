//! The archive: what goes in comes back, once, whole, and stays whole whatever happens to the run that writes it.

#![allow(clippy::unwrap_used)]

#[path = "../common/mod.rs"]
mod common;

mod kept;
mod older;
mod put;
mod states;
mod walk;

use common::{ARTICLE, Folder, Run, kutip, run};
use kutip_store::{Mode, Store, Stored};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// A run of a command on a store, at a time that does not go on.
fn on(store: &Path, arguments: &[&str]) -> Run {
    run(kutip().args(arguments).arg("--store").arg(store).env("KUTIP_NOW", "2026-01-01T00:00:00Z"))
}

/// Ingests a file, and gives what became of its articles.
fn ingest(store: &Path, input: &Path, more: &[&str]) -> Value {
    let run = on(store, &[&["ingest", "--json", input.to_str().unwrap()], more].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.records[0].clone()
}

/// A summary without failures.
fn tally(added: u64, changed: u64, unchanged: u64, forgotten: u64) -> Value {
    json!({"added": added, "changed": changed, "unchanged": unchanged, "forgotten": forgotten, "failed": 0})
}

fn assert_verified(store: &Path) {
    let verify = on(store, &["verify"]);
    assert_eq!(verify.code, 0, "{}{}", verify.stdout, verify.stderr);
    let check = on(store, &["db", "check"]);
    assert_eq!(check.code, 0, "{}{}", check.stdout, check.stderr);
}

fn open(store: &Path) -> Store {
    Store::open(store, &Mode::Read).unwrap()
}

fn all(store: &Path) -> Vec<Stored> {
    open(store).records(&[]).map(Result::unwrap).collect()
}

/// Lines of articles, each with its own address, speaker and number.
fn articles(count: usize) -> String {
    let line = |at: usize| {
        let name = ["Sari Wulandari", "Budi Santoso", "Ratna Wiyana"][at % 3];
        let first = name.split(' ').next().unwrap();
        let text = ARTICLE.replace("Sari Wulandari", name).replace("kata Sari", &format!("kata {first}"));
        let text = text.replace("3.000", &format!("{}.000", at + 2));
        let day = format!("2024-{:02}-{:02}", 1 + at / 28 % 12, 1 + at % 28);
        let host = ["contoh.id", "misal.co.id"][at % 2];
        let line = json!({"id": at, "url": format!("https://www.{host}/{at}"), "title": format!("Jembatan {at}"),
            "outlet": host, "published": day, "text": text});
        format!("{line}\n")
    };
    (0..count).map(line).collect()
}

/// Whether the files of a store hold these words anywhere.
fn holds(store: &Path, words: &str) -> bool {
    ["", "-wal"].iter().any(|end| {
        let bytes = std::fs::read(format!("{}{end}", store.display())).unwrap_or_default();
        bytes.windows(words.len()).any(|window| window == words.as_bytes())
    })
}

/// All rows of the tables whose rows do not tell when or with what they were made.
fn dump(store: &Path) -> Vec<String> {
    let connection = rusqlite::Connection::open(store).unwrap();
    let tables = [
        "articles",
        "versions",
        "texts",
        "records",
        "actors",
        "mentions",
        "places",
        "times",
        "figures",
        "statements",
        "contents",
        "vias",
        "quoted_terms",
        "events",
        "event_parties",
        "commitments",
        "commitment_parties",
        "pacts",
        "clauses",
        "doubts",
        "changes",
        "cursors",
    ];
    let mut out = Vec::new();
    for table in tables {
        let mut query = connection.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2")).unwrap();
        let columns = query.column_count();
        let mut rows = query.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells: Vec<String> =
                (0..columns).map(|at| format!("{:?}", row.get_ref(at).unwrap())).collect();
            out.push(format!("{table}: {}", cells.join(" | ")));
        }
    }
    out
}

fn store_in(folder: &Folder) -> PathBuf {
    folder.path("gudang.db")
}
