//! The shape of each format, as far as it can be seen without its readers. Those are asked by `eval/readers/check.py`.

use super::{FORMATS, export, export_to, files, json_of, records};
use crate::common::{Folder, kutip, run};
use serde_json::Value;

/// The text of the one file of an export.
fn one(kinds: &str, format: &str, more: &[&str]) -> String {
    let folder = Folder::new(&format!("export-form-{format}-{}", more.len()));
    let run = export(kinds, &records(&folder), format, more);
    assert_eq!(run.code, 0, "{format}: {}", run.stderr);
    run.stdout
}

#[test]
fn a_stream_is_what_the_folder_has() {
    let folder = Folder::new("export-stream");
    let from = records(&folder);
    for (format, text) in
        FORMATS.iter().filter(|(format, _)| !matches!(*format, "brat" | "csv" | "jsonl" | "ninjs" | "xlsx"))
    {
        let out = folder.path(format);
        export_to(&out, "events", &from, (format, *text), &[]);
        let file = files(&out).into_iter().find(|(name, _)| name != "kutip.manifest.json").unwrap();
        let stream = export("events", &from, format, &[]);
        assert!(stream.stdout.as_bytes() == file.1, "{format}");
    }
}

#[test]
fn records_come_from_a_pipe() {
    let read = run(kutip().args(["read", "-"]).write_stdin(crate::common::ARTICLE));
    let out = run(kutip()
        .args(["export", "statements", "--to", "jsonl", "--from", "-"])
        .write_stdin(format!("\u{FEFF}{}", read.stdout)));
    assert_eq!(out.code, 0, "{}", out.stderr);
    let items = super::lines_of(&out.stdout);
    assert!(items.len() >= 2);
    for item in items {
        assert_eq!((&item["type"], &item["schema"]), (&"statement".into(), &"kutip/1".into()));
        assert!(
            item["id"].as_str().unwrap().starts_with("st-")
                && item["article"].as_str().unwrap().starts_with("ar-")
        );
        let actor = &item["speaker"]["actor"];
        assert!(actor.is_null() || actor.as_str().unwrap().starts_with("ac-"), "{actor}");
    }
}

#[test]
fn points_are_longitude_first_and_say_how_exact_they_are() {
    let map: Value = serde_json::from_str(&one("all", "geojson", &[])).unwrap();
    let features = map["features"].as_array().unwrap();
    let jakarta = features.iter().find(|it| it["properties"]["name"] == "Jakarta").unwrap();
    let at = jakarta["geometry"]["coordinates"].as_array().unwrap();
    assert!(at[0].as_f64().unwrap() > 100.0 && at[1].as_f64().unwrap() < 0.0, "{at:?}");
    assert_eq!(jakarta["properties"]["geo_precision"], 1);
    let event =
        features.iter().find(|it| it["properties"]["kind"] == "event" && !it["geometry"].is_null()).unwrap();
    assert_eq!(event["properties"]["place"], "Jakarta");
    assert_eq!(
        (&event["properties"]["date"], &event["properties"]["date_precision"]),
        (&"2026-11-12".into(), &"day".into())
    );
    assert!(features.iter().any(|it| it["geometry"].is_null()));
}

#[test]
fn annotations_quote_whole_or_not_at_all() {
    for (more, quoted) in [(&[][..], false), (&["--with-text"][..], true)] {
        let page: Value = serde_json::from_str(&one("all", "annotation", more)).unwrap();
        let items = page["items"].as_array().unwrap();
        let mut quotes = 0;
        for item in items {
            let selectors = item["target"]["selector"].as_array().unwrap();
            assert_eq!(selectors.last().unwrap()["type"], "TextPositionSelector");
            for quote in selectors.iter().filter(|it| it["type"] == "TextQuoteSelector") {
                assert!(quote["prefix"].is_null() != quoted, "{quote}");
                quotes += 1;
            }
            let source = item["target"]["source"].as_str().unwrap();
            assert!(
                source.starts_with("https://contoh.id/") || source.starts_with("urn:kutip:ar-"),
                "{source}"
            );
        }
        assert!(quotes > 0 && (!quoted || quotes == items.len()), "{quotes} of {}", items.len());
    }
}

#[test]
fn xml_holds_nothing_that_xml_cannot_hold() {
    for (kinds, format) in [("all", "atom"), ("all", "gexf")] {
        let text = one(kinds, format, &["--with-text"]);
        let odd = text.chars().find(|c| c.is_control() && *c != '\n' || matches!(c, '\u{FFFE}' | '\u{FFFF}'));
        assert_eq!(odd, None, "{format}");
        assert!(!text.contains("]]>") && !text.contains("<script"), "{format}");
        let mut open = Vec::new();
        for piece in text.split('<').skip(2) {
            let (tag, _) = piece.split_once('>').unwrap();
            match tag.strip_prefix('/') {
                Some(name) => assert_eq!(open.pop(), Some(name), "{format}"),
                None if tag.ends_with('/') => {}
                None => open.push(tag.split([' ', '\n']).next().unwrap()),
            }
        }
        assert!(open.is_empty(), "{format}: {open:?}");
    }
}

#[test]
fn a_feed_is_the_same_until_it_says_something_else() {
    let folder = Folder::new("export-feed");
    let from = records(&folder);
    let ids = |from: &std::path::Path| -> Vec<String> {
        let feed: Value = serde_json::from_str(&export("figures", from, "json-feed", &[]).stdout).unwrap();
        feed["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
    };
    let first = ids(&from);
    assert!(!first.is_empty());
    assert_eq!(first, ids(&from));
    let text = std::fs::read_to_string(&from).unwrap();
    let other = folder.write("lain.jsonl", text.replace("\"value\":3000", "\"value\":4000"));
    let second = ids(&other);
    assert_ne!(first, second);
    let record = |id: &String| id.rsplit_once(':').unwrap().0.to_owned();
    assert_eq!(first.iter().map(record).collect::<Vec<_>>(), second.iter().map(record).collect::<Vec<_>>());
}

#[test]
fn entities_have_values_and_the_schemata_of_the_mapping() {
    let entities = super::lines_of(&one("all", "ftm", &["--with-text"]));
    let of = |schema: &str| entities.iter().filter(|it| it["schema"] == schema).count();
    assert!(
        of("Article") == 3 && of("Person") > 0 && of("Note") > 2 && of("Event") > 0 && of("UnknownLink") > 0
    );
    for entity in &entities {
        for (name, values) in entity["properties"].as_object().unwrap() {
            let values = values.as_array().unwrap();
            assert!(
                !values.is_empty()
                    && values.iter().all(|it| it.as_str().is_some_and(|it| !it.trim().is_empty())),
                "{name}"
            );
        }
    }
}

#[test]
fn brat_has_the_text_to_the_byte_and_a_line_a_stretch() {
    let folder = Folder::new("export-brat");
    let from = records(&folder);
    let out = folder.path("keluar");
    export_to(&out, "all", &from, ("brat", true), &[]);
    let there = files(&out);
    let texts: Vec<&[u8]> =
        there.iter().filter(|(name, _)| name.ends_with(".txt")).map(|(_, bytes)| bytes.as_slice()).collect();
    assert!(texts.contains(&super::HOSTILE.as_bytes()) && texts.contains(&&b""[..]));
    for (name, bytes) in there.iter().filter(|(name, _)| name.ends_with(".ann")) {
        let text = there.iter().find(|(other, _)| *other == name.replace(".ann", ".txt")).unwrap();
        let chars: Vec<char> = std::str::from_utf8(&text.1).unwrap().chars().collect();
        for line in std::str::from_utf8(bytes).unwrap().lines().filter(|line| line.starts_with('T')) {
            let parts: Vec<&str> = line.split('\t').collect();
            let places = parts[1].split_once(' ').unwrap().1;
            let words: Vec<String> = places
                .split(';')
                .map(|place| {
                    let (start, end) = place.split_once(' ').unwrap();
                    chars[start.parse::<usize>().unwrap()..end.parse().unwrap()].iter().collect()
                })
                .collect();
            assert_eq!(words.join(" "), parts[2], "{name}");
        }
    }
    assert!(json_of(&out.join("kutip.manifest.json"))["notice"].is_string());
}

#[test]
fn a_report_says_what_was_said_and_nothing_in_it_is_mark_up() {
    let text = one("statements", "md", &["--with-text"]);
    assert!(text.starts_with("# statements\n\n## "), "{text}");
    assert!(text.contains("\n> ") && text.contains("speaker: ") && text.contains("via: Reuters"), "{text}");
    assert!(!text.contains("<script>") && !text.contains("<b>"), "{text}");
}
