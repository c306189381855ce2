//! What a store holds, by searches: the same items as reading all of it and looking at each.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Folder, kutip, run};
use serde_json::Value;
use std::path::PathBuf;

const ARTICLES: &str = r#"{"id":"1","url":"https://a.contoh.id/1","outlet":"Contoh","published":"2024-10-28","title":"Jembatan ditutup","text":"Menteri Perhubungan Sari Wulandari mengatakan jembatan itu ditutup sampai Senin.\n“Kami menutupnya demi ‘keselamatan’ warga,” kata Sari, dikutip Reuters.\nSedikitnya 12 orang tewas dalam banjir di Kupang.\n"}
{"id":"2","url":"https://b.contoh.id/2","outlet":"Harian Lain","published":"2024-11-02","text":"Rusia menyerang Ukraina. Presiden Rusia mengatakan jika Jepang mengirim senjata ke Ukraina, Rusia akan membalas serangan itu.\n"}
{"id":"3","url":"https://a.contoh.id/3","outlet":"Contoh","published":"2024-11-05","text":"Bupati Rahmat Siregar membantah kabar itu. “Jembatan sudah dibuka,” ujar Rahmat.\nSebanyak 300 orang mengungsi.\n"}
"#;

struct Archive {
    folder: Folder,
}

impl Archive {
    fn new(name: &str) -> Self {
        let folder = Folder::new(name);
        let file = folder.write("a.jsonl", ARTICLES);
        let store = folder.path("kutip.db");
        let taken = run(kutip().arg("ingest").arg(file).arg("--store").arg(&store).arg("-q"));
        assert_eq!(taken.code, 0, "{}", taken.stderr);
        Self { folder }
    }

    fn store(&self) -> PathBuf {
        self.folder.path("kutip.db")
    }

    fn ask(&self, arguments: &[&str]) -> common::Run {
        run(kutip().arg(arguments[0]).arg("--store").arg(self.store()).args(&arguments[1..]))
    }

    /// One text of each item: what is said, what is excerpted, or the words.
    fn texts(&self, arguments: &[&str], field: &str) -> Vec<String> {
        let listed = self.ask(arguments);
        assert!(listed.code < 2, "{arguments:?}: {}", listed.stderr);
        let values = listed.stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        values.map(|item| text(item.pointer(field).unwrap_or(&Value::Null))).collect()
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().map(text).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}

#[test]
fn articles_are_found_by_words_phrases_and_what_is_in_them() {
    let archive = Archive::new("lists-search");
    let found = |arguments: &[&str]| {
        let all: Vec<&str> = std::iter::once("search").chain(arguments.iter().copied()).collect();
        archive.texts(&all, "/own_id")
    };
    assert_eq!(found(&[]), ["3", "2", "1"]);
    assert_eq!(found(&["jembatan"]), ["3", "1"]);
    assert_eq!(found(&["JEMBATAN", "kupang"]), ["1"]);
    assert_eq!(found(&["jemba*", "--", "-kupang"]), ["3"]);
    for pasted in ["\"demi 'keselamatan' warga\"", "«demi “keselamatan” warga»", "“demi keselamatan warga”"]
    {
        assert_eq!(found(&[pasted]), ["1"], "{pasted}");
    }
    assert_eq!(found(&["\"keselamatan demi\""]), Vec::<String>::new());
    assert_eq!(found(&["speaker:sari"]), ["1"]);
    assert_eq!(found(&["--speaker", "Sari Wulandari", "--speaker", "Rahmat"]), ["3", "1"]);
    assert_eq!(found(&["via:Reuters"]), ["1"]);
    assert_eq!(found(&["event:ASSAULT"]), ["2"]);
    assert_eq!(found(&["place:kupang"]), ["1"]);
    assert_eq!(found(&["figure:killed>=10"]), ["1"]);
    assert_eq!(found(&["figure:>=100"]), ["3"]);
    assert_eq!(found(&["outlet:contoh", "since:2024-11-01"]), ["3"]);
    assert_eq!(found(&["until:2024-10-28"]), ["1"]);
    assert_eq!(found(&["host:b.contoh.id"]), ["2"]);
    assert_eq!(found(&["--", "-outlet:Contoh"]), ["2"]);
}

#[test]
fn items_are_found_by_what_they_say_themselves() {
    let archive = Archive::new("lists-items");
    let said = |arguments: &[&str]| {
        let all: Vec<&str> = std::iter::once("statements").chain(arguments.iter().copied()).collect();
        archive.texts(&all, "/content_text")
    };
    assert_eq!(said(&["speaker:rahmat", "kind:direct"]), ["Jembatan sudah dibuka"]);
    assert_eq!(said(&["keselamatan"]), ["Kami menutupnya demi ‘keselamatan’ warga"]);
    assert_eq!(said(&["keselamatan", "via:reuters", "outlet:Contoh"]).len(), 1);
    assert_eq!(said(&["jembatan", "--", "-speaker:Rahmat"]), ["jembatan itu ditutup sampai Senin"]);
    assert_eq!(said(&["event:ASSAULT"]).len(), 1, "what the article has counts");
    let acts = archive.texts(&["events", "event:ASSAULT", "actor:Rusia", "country:UKR"], "/event_type");
    assert_eq!(acts, ["ASSAULT", "ASSAULT"]);
    assert_eq!(archive.texts(&["figures", "figure:killed"], "/value"), ["12"]);
    assert_eq!(archive.texts(&["places", "place:Kupang"], "/name"), ["Kupang"]);
    assert_eq!(archive.texts(&["actors", "actor:wulandari"], "/name"), ["Sari Wulandari"]);
    assert!(archive.texts(&["commitments", "actor:Rusia"], "/strength").len() <= 1);
}

#[test]
fn pages_follow_one_another_and_together_are_the_list() {
    let archive = Archive::new("lists-pages");
    let whole = archive.ask(&["actors", "-f", "ids"]).stdout;
    let count = whole.lines().count();
    assert!(count > 4, "{whole}");
    let limited = archive.ask(&["actors", "-f", "ids", "--limit", "2"]).stdout;
    assert_eq!(limited.lines().count(), 2);
    assert!(whole.starts_with(&limited));
    for order in [["event:ASSAULT"].as_slice(), &["outlet:Contoh"], &["figure:>=1"]] {
        let ask = |more: &[&str]| {
            let all: Vec<&str> = ["actors", "-f", "ids"]
                .into_iter()
                .chain(order.iter().copied())
                .chain(more.iter().copied())
                .collect();
            archive.ask(&all).stdout
        };
        assert!(ask(&[]).starts_with(&ask(&["--limit", "3"])), "{order:?}");
    }
}

#[test]
fn one_item_is_shown_with_its_sentence_and_an_article_as_its_record() {
    let archive = Archive::new("lists-show");
    let ids = archive.ask(&["statements", "kind:direct", "-f", "ids", "speaker:sari"]).stdout;
    let id = ids.lines().next().unwrap();
    let shown: Value = serde_json::from_str(&archive.ask(&["show", id]).stdout).unwrap();
    assert_eq!((shown["id"].as_str(), shown["type"].as_str()), (Some(id), Some("statement")));
    let article = shown["article"].as_str().unwrap();
    let record = archive.ask(&["show", article]).stdout;
    let record: Value = serde_json::from_str(&record).unwrap();
    common::assert_sound(&record);
    let nothing = archive.ask(&["show", "st-0000000000000000"]);
    assert_eq!(nothing.code, 1);
    assert!(nothing.stderr.contains("K1026"), "{}", nothing.stderr);
}

#[test]
fn what_cannot_be_asked_is_refused_and_nothing_found_is_said() {
    let archive = Archive::new("lists-refused");
    let refused = archive.ask(&["statements", "speakr:Sari"]);
    assert_eq!((refused.code, refused.stdout.as_str()), (2, ""));
    assert!(refused.stderr.contains("did you mean speaker:?"), "{}", refused.stderr);
    assert_eq!(archive.ask(&["events", "--since", "kemarin"]).code, 2);
    assert_eq!(archive.ask(&["search", "tidakadakataini"]).code, 1);
    assert_eq!(run(kutip().args(["search", "--store", "/nonexistent/kutip.db"])).code, 4);
    for hostile in ["\"", "'; DROP TABLE articles; --", "a OR b NEAR(c)", "*", "content:x", "%_\\", "\u{1}"] {
        assert!(archive.ask(&["search", "--", hostile]).code <= 2, "{hostile}");
    }
    assert_eq!(archive.ask(&["search"]).stdout.lines().count(), 3);
}
