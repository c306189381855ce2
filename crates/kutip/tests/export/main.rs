//! `kutip export`: every format from articles that are as odd as articles get.

#![allow(clippy::unwrap_used)]

#[path = "../common/mod.rs"]
mod common;

mod archives;
mod coded;
mod excerpts;
mod folders;
mod forms;
mod pages;
mod protected;
mod searches;
mod tables;

use common::{Folder, Run, kutip, run};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// The formats of the usual build, and whether they need whole texts.
const FORMATS: [(&str, bool); 13] = [
    ("jsonl", false),
    ("csv", false),
    ("geojson", false),
    ("annotation", false),
    ("schema-org", false),
    ("ftm", false),
    ("gexf", false),
    ("atom", false),
    ("json-feed", false),
    ("md", false),
    ("ninjs", false),
    ("brat", true),
    ("xlsx", false),
];

/// An article with a statement of each kind, an event, a place, a figure, a pact, and names that want to be mark-up.
const HOSTILE: &str = "Presiden \u{202E}Rina\u{202C} Kartika mengatakan, \"😀 Kami ]]> akan <b>mengirim</b> bantuan jika \0 diminta,\" \
    pada Selasa (17/11/2026).\r\n=SUM(A1) Rusia dan Korea Utara menandatangani perjanjian pertahanan bersama pada September 2024. \
    \"@Kami & 'mereka' menunggu,\" ujar Presiden Vladimir Putin kepada Perdana Menteri Anwar Ibrahim, dikutip Reuters. \
    Indonesia mengecam Malaysia. Polisi menangkap tiga orang di Jakarta pada 12 November 2026. Sedikitnya 3.000 orang mengungsi.\n";

const HOSTILE_NAME: &str = "=cmd|' /C calc'!A0\"\n</title><script>alert(1)</script>]]>\0\u{202E}\u{FFFE}😀";

/// A folder with records of odd articles: the hostile one, one without a word, one as it should be.
fn records(folder: &Folder) -> PathBuf {
    let articles = [
        json!({"id": "h", "url": "https://contoh.id/a?b=1&c='d'", "title": HOSTILE_NAME, "outlet": HOSTILE_NAME,
            "published": "2026-11-18", "text": HOSTILE}),
        json!({"id": "e", "url": "javascript:alert(1)", "text": ""}),
        json!({"id": "a", "outlet": "Warta", "published": "2026-11-19", "text": common::ARTICLE}),
    ];
    let lines: Vec<String> = articles.iter().map(Value::to_string).collect();
    let read = run(kutip().args(["read", "-"]).write_stdin(lines.join("\n")));
    assert_eq!((read.code, read.records.len()), (0, 3), "{}", read.stderr);
    folder.write("records.jsonl", read.stdout)
}

/// Runs an export of a file of records.
fn export(kinds: &str, from: &Path, to: &str, more: &[&str]) -> Run {
    run(kutip().arg("export").arg(kinds).args(["--to", to]).args(more).arg("--from").arg(from))
}

/// The same into a folder, with whole texts where the format needs them.
fn export_to(out: &Path, kinds: &str, from: &Path, (to, text): (&str, bool), more: &[&str]) {
    let mut all = vec!["-o", out.to_str().unwrap()];
    all.extend(text.then_some("--with-text"));
    all.extend(more);
    let run = export(kinds, from, to, &all);
    assert_eq!(run.code, 0, "{to}: {}", run.stderr);
}

/// The files of a folder with their bytes, by name.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap())
        })
        .collect();
    all.sort();
    all
}

fn json_of(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn lines_of(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}
