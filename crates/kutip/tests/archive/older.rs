//! A store of an older schema: it is refused by name, and brought up to date in one step. And stores without room.

use crate::common::Folder;
use crate::{articles, assert_verified, ingest, on, store_in};
use kutip_store::{Mode, Store, StoreError, Writer};
use std::path::Path;

/// Makes a store as the version before the table `fetched` made it.
fn old_store(path: &Path) {
    rusqlite::Connection::open(path).unwrap().execute_batch(include_str!("schema-1.sql")).unwrap();
}

/// The tables, indexes and views of a store, as they were made.
fn schema(path: &Path) -> Vec<(String, String)> {
    let connection = rusqlite::Connection::open(path).unwrap();
    let mut query =
        connection.prepare("SELECT name, coalesce(sql, '') FROM sqlite_schema ORDER BY name").unwrap();
    query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

#[test]
fn an_older_store_is_refused_until_it_is_migrated() {
    let folder = Folder::new("archive-older");
    let store = store_in(&folder);
    old_store(&store);
    let input = folder.write("a.jsonl", articles(1));
    for command in
        [&["verify"][..], &["ingest", input.to_str().unwrap()], &["statements"], &["sources", "health"]]
    {
        let run = on(&store, command);
        assert_eq!(run.code, 7, "{command:?}");
        assert!(run.stderr.contains("[K7003]") && run.stderr.contains("db migrate"), "{}", run.stderr);
    }
    let doctor = on(&store, &["doctor"]);
    assert_eq!(doctor.code, 1);
    assert!(doctor.stdout.contains("db migrate") && doctor.stdout.contains("space: "), "{}", doctor.stdout);

    let unsure = on(&store, &["db", "migrate"]);
    assert!(unsure.code == 2 && unsure.stderr.contains("--backup"), "{}", unsure.stderr);
    let copy = folder.path("salinan.db");
    let copy = copy.to_str().unwrap();
    let taken = on(&store, &["db", "migrate", "--yes", "--backup", input.to_str().unwrap()]);
    assert_eq!(taken.code, 2);
    let remedy = taken.stderr.contains("give another name") && !taken.stderr.contains("--force");
    assert!(remedy, "there is no such flag: {}", taken.stderr);
    let nowhere = folder.path("tidak-ada").join("salinan.db");
    let nowhere = on(&store, &["db", "migrate", "--yes", "--backup", nowhere.to_str().unwrap()]);
    assert_eq!(nowhere.code, 4, "{}", nowhere.stderr);
    let told = nowhere.stderr.contains("[K4004]: copy ") && nowhere.stderr.contains("tidak-ada/salinan.db");
    assert!(told && !nowhere.stderr.contains("kutip.db"), "not a fault of the store: {}", nowhere.stderr);
    assert_eq!(on(&store, &["verify"]).code, 7, "without a copy nothing is changed");

    let done = on(&store, &["db", "migrate", "--yes", "--backup", copy]);
    assert_eq!((done.code, done.stdout.trim()), (0, "schema 1 -> 2"), "{}", done.stderr);
    assert_verified(&store);
    let said = on(&store, &["statements", "--speaker", "Sari"]);
    assert_eq!(said.records.len(), 3, "{}", said.stdout);
    let named = on(&store, &["search", "actor:wulandari"]);
    assert_eq!(named.records.len(), 1, "{}", named.stdout);
    assert_eq!(ingest(&store, &input, &[])["added"], 1);
    assert_verified(&store);
    assert_eq!(on(Path::new(copy), &["verify"]).code, 7, "the copy is as the store was");
    assert_eq!(on(&store, &["db", "migrate", "--yes"]).stdout.trim(), "schema 2 -> 2");

    let new = folder.path("baru.db");
    ingest(&new, &input, &[]);
    assert_eq!(schema(&store), schema(&new), "both ways lead to the same tables");

    // A store that has some of it already, as those have that were made on the way; and somebody's own beside it.
    let between = folder.path("antara.db");
    old_store(&between);
    let some =
        "DROP INDEX articles_host; CREATE INDEX articles_host ON articles (host COLLATE NOCASE, first);
                CREATE INDEX statements_kind ON statements (kind, no);";
    let own = "CREATE INDEX milik_kami ON articles (title); CREATE VIEW pandangan_kami AS SELECT title FROM articles;
               CREATE VIRTUAL TABLE kata_kami USING fts5 (kata); INSERT INTO kata_kami VALUES ('jembatan');";
    rusqlite::Connection::open(&between).unwrap().execute_batch(&format!("{some}{own}")).unwrap();
    assert_eq!(on(&between, &["db", "migrate", "--yes"]).code, 0);
    let (ours, theirs): (Vec<_>, Vec<_>) =
        schema(&between).into_iter().partition(|(name, _)| !name.contains("_kami"));
    assert_eq!(ours, schema(&new));
    assert!(theirs.len() > 3, "{theirs:?}");
    let words = rusqlite::Connection::open(&between).unwrap();
    let word: String = words.query_row("SELECT kata FROM kata_kami", [], |row| row.get(0)).unwrap();
    assert_eq!(word, "jembatan");
    drop(words);
    assert_verified(&between);
}

#[test]
fn a_file_that_says_of_itself_what_cannot_be_is_not_migrated() {
    let folder = Folder::new("archive-odd");
    let store = store_in(&folder);
    old_store(&store);
    for (version, code) in [(0, "K7001"), (-5, "K7001"), (99, "K7002")] {
        let odd = format!("PRAGMA user_version = {version}");
        rusqlite::Connection::open(&store).unwrap().execute_batch(&odd).unwrap();
        let run = on(&store, &["db", "migrate", "--yes"]);
        assert!(run.code == 7 && run.stderr.contains(code), "{version}: {}", run.stderr);
    }
    assert_eq!(on(&folder.path("tidak-ada.db"), &["db", "migrate", "--yes"]).code, 4);
}

#[test]
fn nothing_is_written_where_too_little_would_be_left_free() {
    let folder = Folder::new("archive-space");
    let store = store_in(&folder);
    let input = folder.write("a.jsonl", articles(3));
    let all = "18446744073709551615";
    let refused = on(&store, &["ingest", input.to_str().unwrap(), "--leave-free", all]);
    assert_eq!(refused.code, 6);
    assert!(refused.stderr.contains("[K6002]") && !store.exists(), "{}", refused.stderr);
    ingest(&store, &input, &["--leave-free", "1"]);
    for command in [&["import", "-"][..], &["reread", "--all"], &["ingest", input.to_str().unwrap()]] {
        assert_eq!(on(&store, &[command, &["--leave-free", all]].concat()).code, 6, "{command:?}");
    }
    // Before each batch, too; and taking something out is never refused.
    let mut open = Store::open(&store, &Mode::Write(Writer::default())).unwrap();
    open.set_least_free(u64::MAX);
    let batch = open.batch("2026-01-01T00:00:00Z").map(drop);
    assert!(matches!(batch, Err(StoreError::Scarce { least: u64::MAX, .. })), "{batch:?}");
    drop(open);
    assert_eq!(on(&store, &["forget", "--source", "contoh.id", "--yes"]).code, 0);
    assert_verified(&store);
    let doctor = on(&store, &["doctor"]);
    assert!(doctor.stdout.contains("MB free for the store"), "{}", doctor.stdout);
    assert!(!doctor.stdout.contains("nothing is written"), "forgetting is: {}", doctor.stdout);
}
