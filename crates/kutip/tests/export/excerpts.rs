//! How much of a text leaves, and that it is the text.

use super::{HOSTILE, export, lines_of, records};
use crate::common::{ARTICLE, Folder, kutip, run};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};

/// The texts of the records by article.
fn texts(from: &std::path::Path) -> HashMap<String, Vec<char>> {
    let articles = export("articles", from, "jsonl", &["--with-text"]);
    let chars = |article: &Value| article["text"].as_str().unwrap().chars().collect();
    lines_of(&articles.stdout).iter().map(|it| (it["id"].as_str().unwrap().to_owned(), chars(it))).collect()
}

/// The spans of an item with their words.
fn shown(item: &Value) -> Vec<(Value, Value)> {
    let mut out = Vec::new();
    for (span, text) in [
        ("content", "content_text"),
        ("trigger", "trigger_text"),
        ("action", "action_text"),
        ("span", "text"),
    ] {
        match (&item[span], &item[text]) {
            (Value::Array(spans), Value::Array(texts)) => {
                out.extend(spans.iter().cloned().zip(texts.iter().cloned()))
            }
            (span @ Value::Array(_), text @ Value::String(_)) => out.push((span.clone(), text.clone())),
            _ => {}
        }
    }
    out
}

#[test]
fn words_are_those_of_their_spans_and_fifteen_in_a_hundred_at_most() {
    let folder = Folder::new("export-excerpts");
    let long = format!(
        "\"{}\" kata Menteri Sari. {}",
        "Kami akan bekerja sampai selesai. ".repeat(20),
        ARTICLE.repeat(60)
    );
    let articles = [
        json!({"id": "a", "text": ARTICLE}),
        json!({"id": "b", "text": HOSTILE}),
        json!({"id": "c", "text": long}),
    ];
    let lines: Vec<String> = articles.iter().map(Value::to_string).collect();
    let read = run(kutip().args(["read", "-"]).write_stdin(lines.join("\n")));
    let from = folder.write("records.jsonl", read.stdout);
    let texts = texts(&from);
    for kinds in ["all", "statements", "statements,events,figures", "times"] {
        for whole in [false, true] {
            let items = export(kinds, &from, "jsonl", if whole { &["--with-text"] } else { &[] });
            let mut seen: HashMap<String, HashSet<u64>> = HashMap::new();
            let mut count = 0;
            for item in lines_of(&items.stdout) {
                let article = item["article"].as_str().unwrap();
                let text = &texts[article];
                for (span, words) in shown(&item) {
                    let (start, end) = (span[0].as_u64().unwrap(), span[1].as_u64().unwrap());
                    let of: String = text[start as usize..end as usize].iter().collect();
                    let Some(words) = words.as_str() else { continue };
                    let cut = words.strip_suffix('…').filter(|_| words != of);
                    assert!(cut.map_or(words == of, |cut| of.starts_with(cut)), "{words:?} of {of:?}");
                    assert!(!whole || cut.is_none(), "{words:?} is cut");
                    let words = cut.unwrap_or(words).chars().count() as u64;
                    assert!(whole || words <= 300, "{words} characters");
                    seen.entry(article.to_owned()).or_default().extend(start..start + words);
                    count += 1;
                }
            }
            assert!(count > 2, "{kinds}: {count}");
            for (article, chars) in seen.iter().filter(|_| !whole) {
                let all = texts[article].len();
                assert!(chars.len() * 100 <= all * 15, "{kinds}: {} of {all} characters", chars.len());
            }
        }
    }
}

#[test]
fn no_text_is_in_any_export_that_did_not_ask_for_it() {
    let folder = Folder::new("export-no-text");
    let from = records(&folder);
    // Characters of the article's middle, which no item covers as a whole.
    let secret = "sampai Senin (28/10).\\n“Kami";
    for (format, needs_text) in super::FORMATS {
        if needs_text || format == "xlsx" {
            continue;
        }
        let out = folder.path(format);
        super::export_to(&out, "all", &from, (format, false), &[]);
        for (name, bytes) in super::files(&out) {
            let text = String::from_utf8(bytes).unwrap();
            assert!(
                !text.contains(secret) && !text.contains(&secret.replace("\\n", "\n")),
                "{format}: {name}"
            );
            assert!(!text.contains("records.jsonl") || name == "kutip.manifest.json", "{format}: {name}");
        }
    }
}

#[test]
fn records_come_out_as_they_went_in() {
    let folder = Folder::new("export-records");
    let from = records(&folder);
    let again = export("records", &from, "jsonl", &["--with-text"]);
    assert_eq!(again.code, 0);
    assert!(
        again.stderr.contains("[K3301]") && again.stderr.contains("authors and publishers"),
        "{}",
        again.stderr
    );
    assert!(again.stdout == std::fs::read_to_string(&from).unwrap());
    let out = folder.path("keluar");
    super::export_to(&out, "records", &from, ("jsonl", true), &[]);
    let manifest = super::json_of(&out.join("kutip.manifest.json"));
    assert_eq!(manifest["text"], "whole");
    assert!(manifest["notice"].as_str().unwrap().contains("publishers"));
}

#[test]
fn of_a_text_that_was_not_kept_nothing_is_quoted_and_all_else_is_there() {
    let folder = Folder::new("export-hash");
    let mut lines = lines_of(&std::fs::read_to_string(records(&folder)).unwrap());
    lines.iter_mut().for_each(|record| record["document"]["text"] = "".into());
    let bare: Vec<String> = lines.iter().map(Value::to_string).collect();
    let from = folder.write("hash.jsonl", bare.join("\n"));
    for more in [&[][..], &["--with-text"]] {
        let items = export("statements", &from, "jsonl", more);
        assert_eq!(items.code, 0, "{}", items.stderr);
        let items = lines_of(&items.stdout);
        assert!(items.len() > 3);
        for item in items {
            assert!(item["content_text"].as_array().unwrap().iter().all(Value::is_null), "{item}");
            assert!(
                item["whole"] == false && item["content"][0].is_array() && item["speaker"].is_object(),
                "{item}"
            );
        }
    }
    for (format, _) in super::FORMATS {
        super::export_to(&folder.path(format), "all", &from, (format, true), &[]);
    }
}
