//! What goes out and comes in again: records in pages of annotations, articles in items of ninjs; and what cannot.

use super::{HOSTILE, HOSTILE_NAME, export, export_to, files, json_of, lines_of, records};
use crate::common::schema::breaks;
use crate::common::{Folder, kutip, run};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// Puts a file into a new store and gives what it says and the store.
fn import(folder: &Folder, name: &str, file: &Path) -> (crate::common::Run, PathBuf) {
    let store = folder.path(name);
    (run(kutip().args(["import", "--store"]).arg(&store).arg(file)), store)
}

/// The records of a store as lines, in the order of their text.
fn stored(store: &Path) -> Vec<String> {
    let out =
        run(kutip().args(["export", "records", "--to", "jsonl", "--with-text", "-q", "--store"]).arg(store));
    let mut lines: Vec<String> = out.stdout.lines().map(str::to_owned).collect();
    lines.sort_unstable();
    lines
}

fn ids(store: &Path) -> Vec<String> {
    let mut out = Vec::new();
    for kind in ["articles", "actors", "statements", "figures", "events", "doubts"] {
        let items = run(kutip().args(["export", kind, "--to", "jsonl", "-q", "--store"]).arg(store));
        out.extend(lines_of(&items.stdout).iter().map(|it| it["id"].as_str().unwrap().to_owned()));
    }
    out.sort_unstable();
    out
}

#[test]
fn records_go_out_as_annotations_and_as_lines_and_come_back_the_same() {
    let folder = Folder::new("pages-back");
    let from = records(&folder);
    let (first, store) = import(&folder, "satu.db", &from);
    assert_eq!(first.code, 0, "{}", first.stderr);
    for (format, ending) in [("jsonl", "jsonl"), ("annotation", "jsonld")] {
        for kinds in ["records", "records,statements,events"] {
            let out = folder.path(&format!("{format}-{}", kinds.len()));
            export_to(&out, kinds, &from, (format, true), &[]);
            let file = files(&out).into_iter().find(|(name, bytes)| {
                name.ends_with(ending) && String::from_utf8_lossy(bytes).contains("document")
            });
            let (again, other) =
                import(&folder, &format!("{format}{}.db", kinds.len()), &out.join(file.unwrap().0));
            assert_eq!(again.code, 0, "{format} {kinds}: {}", again.stderr);
            assert!(stored(&store) == stored(&other), "{format} {kinds}: other records");
            assert_eq!(ids(&store), ids(&other), "{format} {kinds}");
            let checked = run(kutip().args(["verify", "--store"]).arg(&other));
            assert_eq!(checked.code, 0, "{}", checked.stderr);
        }
    }
}

#[test]
fn a_page_that_another_program_wrote_is_read_as_well() {
    let folder = Folder::new("pages-other");
    let from = records(&folder);
    let page = export("records", &from, "annotation", &["--with-text"]).stdout;
    let value: Value = serde_json::from_str(&page).unwrap();
    assert_eq!(
        (value["type"].as_str(), value["items"].as_array().unwrap().len()),
        (Some("AnnotationPage"), 3)
    );
    let pretty = folder.write("rapi.jsonld", serde_json::to_string_pretty(&value).unwrap());
    let flat = folder.write("rapat.jsonld", value.to_string());
    let (_, wanted) = import(&folder, "asal.db", &from);
    for (number, file) in [pretty, flat].iter().enumerate() {
        let (done, store) = import(&folder, &format!("{number}.db"), file);
        assert_eq!(done.code, 0, "{}", done.stderr);
        assert!(stored(&wanted) == stored(&store));
    }
}

#[test]
fn pages_behind_one_another_are_all_read() {
    let folder = Folder::new("pages-many");
    let from = records(&folder);
    let lines = fs::read_to_string(&from).unwrap();
    let pages: Vec<String> = lines
        .lines()
        .map(|line| {
            let one = folder.write("satu.jsonl", format!("{line}\n"));
            export("records", &one, "annotation", &["--with-text"]).stdout
        })
        .collect();
    let values: Vec<Value> = pages.iter().map(|page| serde_json::from_str(page).unwrap()).collect();
    let flat: Vec<String> = values.iter().map(Value::to_string).collect();
    let pretty: Vec<String> = values.iter().map(|it| serde_json::to_string_pretty(it).unwrap()).collect();
    let collection = json!({"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationCollection",
        "first": {"type": "AnnotationPage", "items": values.iter().flat_map(|it| it["items"].as_array().unwrap()).collect::<Vec<_>>()}});
    let (_, wanted) = import(&folder, "asal.db", &from);
    for (name, text) in [
        ("baris", pages.concat()),
        ("sambung", pages.iter().map(|page| page.trim_end()).collect::<String>()),
        ("kosong", format!("\n \n{}\n\n{}", pages[0], pages[1..].concat())),
        ("rapat", flat.join("\n")),
        ("rapi", pretty.join("\n")),
        ("campur", format!("{}\n{}{}\n", flat[0], pages[1], lines.lines().nth(2).unwrap())),
        ("koleksi", collection.to_string()),
        ("koleksi-rapi", serde_json::to_string_pretty(&collection).unwrap()),
    ] {
        let file = folder.write(&format!("{name}.jsonld"), text);
        let (done, store) = import(&folder, &format!("{name}.db"), &file);
        assert_eq!(done.code, 0, "{name}: {}", done.stderr);
        assert!(stored(&wanted) == stored(&store), "{name}");
    }
    let other = json!({"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationCollection",
        "first": "https://contoh.id/halaman/1"});
    let file = folder.write("jauh.jsonld", format!("{}{other}\n", pages[0]));
    let (done, _) = import(&folder, "jauh.db", &file);
    let line = pages[0].lines().count() + 1;
    assert!(
        done.code == 3
            && done.stderr.contains(&format!("jauh.jsonld:{line}"))
            && done.stderr.contains("https://contoh.id/halaman/1"),
        "{}",
        done.stderr
    );
}

#[test]
fn what_is_refused_is_refused_in_one_language() {
    let folder = Folder::new("pages-tongue");
    let from = records(&folder);
    let page = export("records", &from, "annotation", &["--with-text"]).stdout;
    let items = export("statements", &from, "jsonl", &[]).stdout;
    let changed = fs::read_to_string(&from).unwrap().replace("jembatan itu ditutup", "jembatan ini ditutup");
    for (text, wanted) in [
        (page.trim_end().trim_end_matches("]}").to_owned(), "halaman anotasi tidak berakhir"),
        (items, "baris ekspor butir (statement)"),
        (changed, "document.text bukan teks dari document.text_sha256"),
    ] {
        let file = folder.write("salah.jsonld", text);
        let store = folder.path("salah.db");
        let done =
            run(kutip().args(["import", "--store"]).arg(&store).arg(&file).env("LC_ALL", "id_ID.UTF-8"));
        assert!(done.code != 0 && done.stderr.contains(wanted), "{wanted}: {}", done.stderr);
    }
}

#[test]
fn what_no_record_can_be_made_of_is_refused_with_its_place() {
    let folder = Folder::new("pages-bad");
    let from = records(&folder);
    let page = export("records", &from, "annotation", &["--with-text"]).stdout;
    let lines: Vec<&str> = page.lines().collect();
    let cut = lines[..lines.len() - 1].join("\n");
    let broken = page.replacen("\n{\"id\"", "\n{\"id", 1);
    let changed = page.replacen("jembatan itu ditutup", "jembatan ini ditutup", 1);
    let items = export("statements", &from, "jsonl", &[]).stdout;
    for (name, text, codes) in [
        ("tanpa.jsonld", export("statements", &from, "annotation", &["--with-text"]).stdout, (4, "[K2032]")),
        ("potong.jsonld", cut, (3, "potong.jsonld: no record")),
        ("rusak.jsonld", broken, (3, "rusak.jsonld:2")),
        ("lain.jsonld", changed, (3, "lain.jsonld:4")),
        (
            "kosong.jsonld",
            "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"items\":[]}".to_owned(),
            (4, "[K2032]"),
        ),
        (
            "separuh.jsonld",
            "{\n  \"@context\": \"http://www.w3.org/ns/anno.jsonld\",".to_owned(),
            (4, "separuh.jsonld"),
        ),
        ("rapi.json", "{\n  \"schema\": \"kutip/1\"\n}\n".to_owned(), (4, "over several lines")),
        ("butir.jsonl", items, (4, "butir.jsonl:1: no record: a line of an export of items (statement)")),
        ("tabel.csv", export("statements", &from, "csv", &[]).stdout, (4, "tabel.csv:1")),
    ] {
        let file = folder.write(name, text);
        let (done, _) = import(&folder, &format!("{name}.db"), &file);
        assert!(
            done.code == codes.0 && done.stderr.contains(codes.1),
            "{name}: {} {}",
            done.code,
            done.stderr
        );
    }
}

/// The shape of what an export uses of ninjs 3.1.
const NINJS: &str = include_str!("../../../../eval/readers/ninjs.schema.json");

#[test]
fn items_of_ninjs_have_no_property_that_the_standard_does_not_know() {
    let folder = Folder::new("pages-ninjs");
    let out = folder.path("keluar");
    export_to(&out, "all", &records(&folder), ("ninjs", true), &["--time", "2026-11-29T10:00:00Z"]);
    let all = files(&out);
    assert_eq!(all.iter().filter(|(name, _)| name.ends_with(".annotations.jsonld")).count(), 3);
    let items: Vec<Value> = all
        .iter()
        .filter(|(name, _)| name.starts_with("ar-") && name.ends_with(".json"))
        .map(|(_, bytes)| serde_json::from_slice(bytes).unwrap())
        .collect();
    assert_eq!(items.len(), 3);
    let schema: Value = serde_json::from_str(NINJS).unwrap();
    for item in &items {
        let faults = breaks(&schema, item);
        assert!(faults.is_empty(), "{}", faults.join("\n"));
        let file = item["associations"][0]["title"].as_str().unwrap();
        assert_eq!(json_of(&out.join(file))["type"], "AnnotationPage");
        assert!(!item.to_string().contains("null"), "{item}");
    }
    let hostile = items.iter().find(|item| item["uri"].as_str().unwrap().starts_with("https://")).unwrap();
    assert!(hostile["people"].as_array().unwrap().iter().any(|it| it["rel"] == "quoted"), "{hostile}");
    assert!(
        hostile["infoSources"].as_array().unwrap().contains(&json!({"name": "Reuters", "role": "channel"}))
    );
    assert!(
        hostile["places"].as_array().unwrap().iter().any(|it| it["geoJSON"]["type"] == "Point"),
        "{hostile}"
    );
}

#[test]
fn articles_come_back_out_of_ninjs_as_they_were() {
    let folder = Folder::new("pages-ninjs-back");
    let from = records(&folder);
    let out = folder.path("keluar");
    export_to(&out, "articles", &from, ("ninjs", true), &[]);
    let inputs: Vec<PathBuf> = files(&out)
        .into_iter()
        .filter(|(name, _)| name.starts_with("ar-"))
        .map(|(name, _)| out.join(name))
        .collect();
    let read = run(kutip().args(["read", "--json"]).args(&inputs));
    let again = lines_of(&read.stdout);
    let before = lines_of(&fs::read_to_string(&from).unwrap());
    for record in before {
        let document = &record["document"];
        let text = document["text"].as_str().unwrap();
        let found = again.iter().find(|it| it["document"]["text_sha256"] == document["text_sha256"]);
        if text.is_empty() {
            // An item without a body is none to a reader.
            assert!(read.code == 3 && read.stderr.contains("[K2012]"), "{}", read.stderr);
            continue;
        }
        let other = &found.unwrap()["document"];
        for name in ["text", "title", "outlet", "published", "language", "uri", "id"] {
            assert_eq!(other[name], document[name], "{name}");
        }
        assert_eq!(found.unwrap()["statements"], record["statements"]);
    }
    assert!(
        again.iter().any(|it| it["document"]["text"] == HOSTILE && it["document"]["title"] == HOSTILE_NAME)
    );
}

#[test]
fn a_folder_of_ninjs_has_its_articles_alone_with_no_day_and_id_that_they_had_not() {
    let folder = Folder::new("pages-ninjs-folder");
    let article = json!({"url": "https://contoh.id/7", "text": "Sari mengatakan jembatan itu ditutup."});
    let read = run(kutip().args(["read", "-"]).write_stdin(article.to_string()));
    let from = folder.write("records.jsonl", read.stdout);
    let out = folder.path("keluar");
    export_to(&out, "all", &from, ("ninjs", true), &["--time", "2026-11-29T10:00:00Z"]);
    assert_eq!(files(&out).len(), 3);
    for input in [out.clone(), out.join("*")] {
        let read = run(kutip().args(["read", "--json"]).arg(&input));
        assert!(read.code == 0 && !read.stderr.contains("[K"), "{}", read.stderr);
        let documents: Vec<Value> = lines_of(&read.stdout).iter().map(|it| it["document"].clone()).collect();
        assert_eq!(documents.len(), 1, "{documents:?}");
        let it = &documents[0];
        assert_eq!((&it["published"], &it["id"], &it["uri"]), (&json!(null), &json!(null), &article["url"]));
    }
}
