//! Events as researchers of events know them: as tables, as lines, and as views of a store.

use super::{export, export_to, lines_of};
use crate::common::{Folder, kutip, run};
use rusqlite::types::Value as Sql;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Who meets, one who acts alone, one event told twice, and one whose dead are counted, then counted anew.
const NEWS: &str = "Presiden Rusia Vladimir Putin dan Presiden Korea Utara Kim Jong Un bertemu di Moskwa pada 12 November 2026. \
    Rusia menyerang Ukraina di Kharkiv pada September 2026 dan menewaskan 12 orang. \
    Menurut polisi, serangan itu menewaskan sedikitnya 15 orang, bukan 12 orang. Jepang dan Korea Selatan mengecam Rusia.\n";

fn records(folder: &Folder) -> PathBuf {
    let article = json!({"id": "n", "outlet": "Warta", "published": "2026-11-13", "text": NEWS});
    let read = run(kutip().args(["read", "-"]).write_stdin(article.to_string()));
    folder.write("berita.jsonl", read.stdout)
}

fn lines(kind: &str, from: &Path) -> Vec<Value> {
    let out = export(kind, from, "jsonl", &["--with-text"]);
    assert_eq!(out.code, 0, "{}", out.stderr);
    lines_of(&out.stdout)
}

#[test]
fn everybody_who_does_something_stands_with_everybody_to_whom_it_is_done() {
    let folder = Folder::new("export-coded");
    let from = records(&folder);
    let (pairs, events) = (lines("plover", &from), lines("events", &from));
    for event in &events {
        let name = |side: &str| -> Vec<Value> {
            event[side].as_array().unwrap().iter().map(|party| party["name"].clone()).collect()
        };
        let mut wanted = Vec::new();
        for actor in if name("actor").is_empty() { vec![Value::Null] } else { name("actor") } {
            let before = wanted.len();
            wanted.extend(
                name("recipient").into_iter().filter(|it| *it != actor).map(|it| (actor.clone(), it)),
            );
            if wanted.len() == before {
                wanted.push((actor, Value::Null));
            }
        }
        let found = pairs.iter().filter(|pair| pair["event"] == event["id"]);
        let found: Vec<_> = found.map(|pair| (pair["actor"].clone(), pair["recipient"].clone())).collect();
        assert_eq!(found, wanted, "{event}");
    }
    let rows = lines("acled", &from);
    assert_eq!(rows.len(), events.len());
    let attack = rows.iter().find(|row| row["event_type"] == "ASSAULT").unwrap();
    assert_eq!((&attack["event_date"], &attack["date_precision"]), (&json!("2026-09"), &json!("month")));
    assert_eq!((&attack["year"], &attack["source"]), (&json!(2026), &json!("Warta")));
    assert!(attack["notes"].as_str().unwrap().starts_with("Rusia menyerang Ukraina"), "{attack}");
    let blame = rows.iter().find(|row| row["actor1"] == "Jepang").unwrap();
    assert_eq!((&blame["assoc_actor_1"], &blame["actor2"]), (&json!("Korea Selatan"), &json!("Rusia")));
    // Not one sentence leaves without whole texts being asked for.
    let shown = lines_of(&export("acled", &from, "jsonl", &[]).stdout);
    assert!(shown.iter().all(|row| row["whole"] == false), "{shown:?}");
}

#[test]
fn the_views_of_a_store_have_the_same_rows() {
    let folder = Folder::new("export-coded-views");
    let out = folder.path("keluar");
    for (from, whole) in [(records(&folder), true), (super::records(&folder), false)] {
        export_to(&out, "all", &from, ("sqlite", true), &["--force"]);
        let store = rusqlite::Connection::open(out.join("kutip.db")).unwrap();
        for kind in ["plover", "acled"] {
            let mut query = store.prepare(&format!("SELECT * FROM v_{kind}")).unwrap();
            let names: Vec<String> = query.column_names().map(str::to_owned).collect();
            let rows = query.query_map([], |row| {
                let cells =
                    names.iter().enumerate().map(|(at, name)| Ok((name.clone(), row.get::<_, Sql>(at)?)));
                cells.collect::<rusqlite::Result<HashMap<String, Sql>>>()
            });
            let rows: Vec<HashMap<String, Sql>> = rows.unwrap().map(Result::unwrap).collect();
            let told = lines(kind, &from);
            assert_eq!(rows.len(), told.len(), "{kind}");
            for it in told {
                let same = |row: &&HashMap<String, Sql>| {
                    row["id"] == Sql::Text(it["id"].as_str().unwrap().to_owned())
                };
                let row = rows.iter().find(same).unwrap();
                // SQLite ends a text at a NUL, and one of these has one.
                for (name, cell) in
                    it.as_object().unwrap().iter().filter(|(name, _)| whole || *name != "notes")
                {
                    check(name, cell, row);
                }
            }
        }
    }
}

/// Whether a cell of a table says what the view says.
fn check(name: &str, cell: &Value, row: &HashMap<String, Sql>) {
    if matches!(name, "type" | "schema" | "authors" | "whole" | "url") {
        return;
    }
    let there = &row[match name {
        "end" => "stop",
        "by" => "rule",
        name => name,
    }];
    let cell = match cell {
        Value::Array(texts) => {
            let texts: Vec<&str> = texts.iter().map(|text| text.as_str().unwrap()).collect();
            let text = texts.join(if name == "via" { "; " } else { ", " });
            if text.is_empty() { Value::Null } else { text.into() }
        }
        cell => cell.clone(),
    };
    let same = match (&cell, there) {
        (Value::Null, Sql::Null) => true,
        (Value::Number(number), Sql::Integer(other)) => number.as_f64() == Some(*other as f64),
        (Value::Number(number), Sql::Real(other)) => number.as_f64() == Some(*other),
        (Value::String(text), Sql::Text(other)) if name == "figure_history" => {
            let read = |text: &str| -> Value { serde_json::from_str(&text.replace(".0,", ",")).unwrap() };
            read(text) == read(other)
        }
        (Value::String(text), Sql::Text(other)) => text == other,
        _ => false,
    };
    assert!(same, "{name}: {cell} and {there:?}");
}
