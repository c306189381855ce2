//! What goes in, and what a second run and a changed article make of it.

use crate::common::{ARTICLE, Folder, read};
use crate::{all, articles, assert_verified, dump, ingest, open, store_in, tally};
use kutip::Record;
use serde_json::json;
use std::fs;
use std::path::Path;

#[test]
fn records_come_back_as_they_were_read() {
    let folder = Folder::new("archive-back");
    let odd = json!({"id": "ganjil", "text": "\u{0}“Kami 👍 tahu,” kata Sari.\r\nIa pergi.\u{202e}", "lain": {"a": [1, null]}});
    let other = json!({"text": "Nobody said so.", "language": "xx"});
    let own = folder.write("odd.jsonl", format!("{odd}\n{other}\n{}", articles(3)));
    let empty = folder.write("kosong.txt", "");
    let broken = folder.write("lama.txt", b"\x93Kami tahu,\x94 kata Sari kepada wartawan.");
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/internasional.txt");
    let inputs = [own.as_path(), &empty, &broken, &examples];
    let read = read(&[&[Path::new("--keep-meta")], &inputs[..]].concat());
    let store = store_in(&folder);
    for input in inputs {
        ingest(&store, input, &["--keep-meta"]);
    }
    assert_verified(&store);
    let mut lines: Vec<&str> = read.stdout.lines().collect();
    let mut stored: Vec<String> =
        all(&store).iter().map(|stored| serde_json::to_string(&stored.record).unwrap()).collect();
    lines.sort_unstable();
    stored.sort_unstable();
    assert_eq!(stored, lines);
    // Read once more, bytes that were no characters included, nothing is found otherwise.
    let again = crate::on(&store, &["reread", "--all", "--json"]);
    assert_eq!((again.code, &again.records[0]), (0, &tally(0, 0, 8, 0)), "{}", again.stderr);
    assert_verified(&store);
}

#[test]
fn a_second_run_adds_nothing_and_threads_change_nothing() {
    let folder = Folder::new("archive-twice");
    let input = folder.write("a.jsonl", articles(50));
    let store = store_in(&folder);
    assert_eq!(ingest(&store, &input, &["-j", "1"]), tally(50, 0, 0, 0));
    let once = dump(&store);
    assert_eq!(ingest(&store, &input, &[]), tally(0, 0, 50, 0));
    assert_eq!(dump(&store), once);
    let other = folder.path("lain.db");
    ingest(&other, &input, &["-j", "5"]);
    assert_eq!(dump(&other), once);
}

#[test]
fn a_changed_article_is_a_version_and_what_stays_keeps_its_id() {
    let folder = Folder::new("archive-versions");
    let store = store_in(&folder);
    let line = |text: &str| {
        format!("{}\n", json!({"url": "https://contoh.id/1", "published": "2024-10-29", "text": text}))
    };
    let first = folder.write("1.jsonl", line(ARTICLE));
    let longer = format!("Hujan turun sejak Minggu.\n{}", ARTICLE.replace("3.000 orang", "4.000 orang"));
    let second = folder.write("2.jsonl", line(&longer));
    ingest(&store, &first, &[]);
    let before = all(&store).remove(0);
    assert_eq!(ingest(&store, &second, &[]), tally(0, 1, 0, 0));
    assert_verified(&store);
    let after = all(&store).remove(0);
    assert_eq!((before.version, after.version), (1, 2));
    assert_eq!(after.record.document.text, longer);
    let stays = before.ids.statements.iter().filter(|id| after.ids.statements.contains(id)).count();
    assert!(stays >= 2, "{:?} and {:?}", before.ids.statements, after.ids.statements);
    // Of what only moved nothing is told.
    let changes = open(&store).changes(1, 1000).unwrap();
    assert!(changes.iter().all(|change| change.version == 2));
    let of = |what: &str, kind: &str| changes.iter().filter(|it| it.what == what && it.kind == kind).count();
    assert_eq!((of("added", "figures"), of("withdrawn", "figures")), (1, 1), "{changes:?}");
    assert_eq!((of("added", "statements"), of("withdrawn", "statements")), (1, 1), "{changes:?}");
    assert_eq!((of("changed", "article"), of("changed", "statements")), (1, 0), "{changes:?}");
    // The older version that comes in again is no news, and its text is still there.
    assert_eq!(ingest(&store, &first, &[]), tally(0, 0, 1, 0));
    let versions = open(&store).versions(&after.ids.article).unwrap();
    assert_eq!(versions.iter().map(|it| it.text.as_deref().unwrap()).collect::<Vec<_>>(), [ARTICLE, &longer]);
}

#[test]
fn fields_count_as_the_text_does() {
    let folder = Folder::new("archive-fields");
    let store = store_in(&folder);
    let line =
        |title: &str| json!({"url": "https://contoh.id/1", "title": title, "text": ARTICLE}).to_string();
    ingest(&store, &folder.write("1.jsonl", line("Jembatan ditutup")), &[]);
    assert_eq!(ingest(&store, &folder.write("2.jsonl", line("Jembatan dibuka")), &[]), tally(0, 1, 0, 0));
    assert_eq!(all(&store)[0].record.document.title.as_deref(), Some("Jembatan dibuka"));
    // Another reference day may give other dates: the article is read again, and is the same.
    let again = ingest(&store, &folder.path("2.jsonl"), &["--today", "2020-01-01"]);
    assert_eq!(again["unchanged"].as_u64().unwrap() + again["changed"].as_u64().unwrap(), 1);
    assert_verified(&store);
}

#[test]
fn imported_records_are_as_if_they_had_been_read() {
    let folder = Folder::new("archive-import");
    let input = folder.write("a.jsonl", articles(20));
    let records = folder.write("r.jsonl", read(&[&input]).stdout);
    let (read_in, imported) = (store_in(&folder), folder.path("impor.db"));
    ingest(&read_in, &input, &[]);
    let run = crate::on(&imported, &["import", "--json", records.to_str().unwrap()]);
    assert_eq!((run.code, &run.records[0]), (0, &tally(20, 0, 0, 0)), "{}", run.stderr);
    assert_verified(&imported);
    let without = |dump: Vec<String>| -> Vec<String> {
        dump.into_iter().filter(|row| !row.starts_with("articles:") && !row.starts_with("cursors:")).collect()
    };
    assert_eq!(without(dump(&imported)), without(dump(&read_in)));
    // What does not fit its text stays out; the rest comes in.
    let good = fs::read_to_string(&records).unwrap();
    let first = good.lines().next().unwrap();
    let mut moved = Record::from_json(first).unwrap();
    moved.statements[0].content[0][1] = 1_000_000;
    let mut lost = Record::from_json(first).unwrap();
    lost.statements[0].within = Some(kutip_record::Ref::new('s', 99));
    let [moved, lost] = [moved, lost].map(|record| serde_json::to_string(&record).unwrap());
    let other_text = first.replacen("Menteri", "menteri", 1);
    let odd = folder.write("odd.jsonl", format!("{moved}\n{lost}\n{other_text}\n{{}}\nx\n\n{first}\n"));
    let run = crate::on(&folder.path("b.db"), &["import", "--json", odd.to_str().unwrap()]);
    assert_eq!((run.code, &run.records[0]["added"], &run.records[0]["failed"]), (3, &json!(1), &json!(5)));
    assert_verified(&folder.path("b.db"));
}
