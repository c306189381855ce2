//! Pages and feeds from a server of our own on this machine.

#![cfg(feature = "fetch")]
#![allow(clippy::unwrap_used)]

mod common;

use common::server::{Answer, Server};
use common::{Folder, Run, kutip, run};
use serde_json::{Value, json};
use std::path::Path;

/// Fetches into a store, from hosts of the house, without pauses.
fn fetch(store: &Path, url: &str, more: &[&str]) -> Run {
    let mut command = kutip();
    command.args(["fetch", url, "--pause", "0", "--json", "--allow-private", "--store"]);
    run(command.arg(store).args(more))
}

fn on(store: &Path, arguments: &[&str]) -> Run {
    run(kutip().args(arguments).arg("--store").arg(store))
}

/// What is known of an address.
fn row(store: &Path, url: &str) -> Value {
    let connection = rusqlite::Connection::open(store).unwrap();
    let sql = "SELECT json_object('kind', kind, 'etag', etag, 'article', article, 'failures', failures, 'error', error, \
               'due_at', due_at, 'feed', feed, 'found_at', found_at) FROM fetched WHERE url = ?1";
    let found: Result<String, _> = connection.query_row(sql, [url], |row| row.get(0));
    found.map_or(Value::Null, |found| serde_json::from_str(&found).unwrap())
}

fn assert_verified(store: &Path) {
    let verified = on(store, &["verify"]);
    assert_eq!(verified.code, 0, "{}", verified.stderr);
}

#[test]
fn the_pages_of_a_feed_come_into_the_store_once() {
    let server = Server::new();
    server.feed("/rss", &[&server.url("/1"), "/2"], None);
    server.page("/1", "Jembatan ditutup", "jembatan itu ditutup sampai Senin", None);
    server.page("/2", "Jembatan dibuka", "jembatan itu sudah dibuka kembali", None);
    let folder = Folder::new("fetch");
    let store = folder.path("kutip.db");
    let refused = run(kutip().args(["fetch", &server.url("/rss"), "--store"]).arg(&store));
    assert_eq!(refused.code, 8, "{}", refused.stderr);
    let told = refused.stderr.contains("K8002") && refused.stderr.contains("--allow-private");
    assert!(told && server.asked().is_empty(), "{}", refused.stderr);

    let first = fetch(&store, &server.url("/rss"), &[]);
    assert_eq!((first.code, &first.records[0]["added"]), (0, &2.into()), "{}", first.stderr);
    let said = on(&store, &["statements", "--speaker", "sari"]);
    assert_eq!(said.stdout.lines().count(), 2, "{}", said.stdout);
    assert_eq!(server.asked(), ["/rss", "/1", "/2"]);

    let second = fetch(&store, &server.url("/rss"), &[]);
    let all = json!({"added": 0, "changed": 0, "unchanged": 0, "forgotten": 0, "failed": 0, "asked": 1, "not_modified": 1});
    assert_eq!((second.code, &second.records[0]), (0, &all), "the feed has the same bytes");
    assert_eq!(server.asked(), ["/rss"], "what the store has is not asked for again");
    assert_verified(&store);

    let missing = fetch(&store, &server.url("/tidak-ada"), &[]);
    assert_eq!(missing.code, 8, "{}", missing.stderr);
    assert!(missing.stderr.contains("K8005"), "{}", missing.stderr);
}

#[test]
fn what_did_not_change_is_not_sent_again() {
    let server = Server::new();
    server.feed("/rss", &["/1"], Some("\"f1\""));
    server.page("/1", "Jembatan ditutup", "jembatan itu ditutup sampai Senin", Some("\"p1\""));
    server.page("/2", "Jembatan dibuka", "jembatan itu sudah dibuka kembali", Some("\"p2\""));
    let folder = Folder::new("fetch-conditional");
    let store = folder.path("kutip.db");
    assert_eq!(fetch(&store, &server.url("/rss"), &[]).code, 0);
    assert_eq!(fetch(&store, &server.url("/2"), &[]).code, 0);
    server.asked();
    let again = fetch(&store, &server.url("/rss"), &[&server.url("/2")]);
    assert_eq!((again.code, &again.records[0]["not_modified"]), (0, &2.into()), "{}", again.stdout);
    assert_eq!(server.asked(), ["[/rss]", "[/2]"]);
    let pages = fetch(&store, &server.url("/rss"), &["--again"]);
    assert_eq!(pages.records[0]["not_modified"], 2);
    assert_eq!(server.asked(), ["/rss", "[/1]"], "pages are asked for although their feed did not change");
    server.feed("/rss", &["/1", "/3"], Some("\"f2\""));
    server.page("/1", "Jembatan ditutup", "jembatan itu ditutup sampai Selasa", Some("\"p3\""));
    server.page("/3", "Jembatan baru", "jembatan lain akan dibangun", None);
    server.asked();
    let changed = fetch(&store, &server.url("/rss"), &["--again"]);
    assert_eq!((&changed.records[0]["added"], &changed.records[0]["changed"]), (&1.into(), &1.into()));
    assert_eq!(server.asked(), ["/rss", "[/1]", "/3"]);
    assert_eq!(row(&store, &server.url("/1"))["etag"], "\"p3\"");
    // Words, not JSON: unchanged is told.
    let mut command = kutip();
    command.args(["fetch", &server.url("/2"), "--allow-private", "--pause", "0", "--store"]);
    let words = run(command.arg(&store));
    assert!(words.stderr.contains("1 addresses asked, 1 unchanged"), "{}", words.stderr);
    assert_verified(&store);
}

#[test]
fn a_feed_that_is_cut_short_is_seen_whole_the_next_time() {
    let server = Server::new();
    server.feed("/rss", &["/1", "/2"], Some("\"f1\""));
    server.page("/1", "Jembatan ditutup", "jembatan itu ditutup sampai Senin", None);
    server.page("/2", "Jembatan dibuka", "jembatan itu sudah dibuka kembali", None);
    let folder = Folder::new("fetch-limit");
    let store = folder.path("kutip.db");
    for _ in 0..2 {
        assert_eq!(fetch(&store, &server.url("/rss"), &["--limit", "1"]).records[0]["added"], 1);
    }
    assert_eq!(server.asked(), ["/rss", "/1", "/rss", "/2"]);
    assert_eq!(fetch(&store, &server.url("/rss"), &["--limit", "1"]).records[0]["not_modified"], 1);
}

#[test]
fn pages_that_fail_are_asked_for_again_although_their_feed_did_not_change() {
    let server = Server::new();
    server.feed("/rss", &["/1", "/2"], Some("\"f1\""));
    server.page("/1", "Jembatan ditutup", "jembatan itu ditutup sampai Senin", None);
    server.fails("/2", "503 Busy");
    let folder = Folder::new("fetch-failing");
    let store = folder.path("kutip.db");
    let first = fetch(&store, &server.url("/rss"), &[]);
    assert_eq!((first.code, &first.records[0]["failed"]), (3, &1.into()));
    let failed = row(&store, &server.url("/2"));
    assert_eq!((&failed["failures"], &failed["article"]), (&1.into(), &Value::Null));
    assert_eq!(failed["error"], "[K8005] answered with status 503");
    let health = on(&store, &["sources", "health", "--json"]);
    assert_eq!((health.code, health.records.len()), (0, 1), "{}", health.stdout);
    assert_eq!((&health.records[0]["pages"], &health.records[0]["pages_failing"]), (&2.into(), &1.into()));
    server.page("/2", "Jembatan dibuka", "jembatan itu sudah dibuka kembali", None);
    server.asked();
    let second = fetch(&store, &server.url("/rss"), &[]);
    assert_eq!((second.code, &second.records[0]["added"]), (0, &1.into()));
    assert_eq!(server.asked(), ["[/rss]", "/2"]);
    assert_eq!(row(&store, &server.url("/2"))["failures"], 0);
    // A page without an article is a failure as well, and is not taken for known.
    server.set(
        "/3",
        Answer { etag: Some("\"3\""), body: "<html><p>Ya</p></html>".to_owned(), ..Answer::default() },
    );
    assert_eq!(fetch(&store, &server.url("/3"), &[]).code, 4, "it was reached, and could not be read");
    let bare = row(&store, &server.url("/3"));
    assert_eq!((&bare["failures"], &bare["etag"]), (&1.into(), &Value::Null));
    assert_eq!(on(&store, &["sources", "health"]).code, 1);
    assert_verified(&store);
}

#[test]
fn pages_are_known_by_the_address_that_led_to_them_and_stay_out_when_they_were_forgotten() {
    let server = Server::new();
    server.feed("/rss", &["/singkat"], None);
    let headers = "Location: /panjang\r\n".to_owned();
    server.set("/singkat", Answer { status: Some("302 Found"), headers, ..Answer::default() });
    server.page("/panjang", "Jembatan ditutup", "jembatan itu ditutup sampai Senin", Some("\"p\""));
    let folder = Folder::new("fetch-led");
    let store = folder.path("kutip.db");
    assert_eq!(fetch(&store, &server.url("/rss"), &[]).records[0]["added"], 1);
    server.asked();
    // Another feed names the same page.
    server.feed("/lain", &["/singkat", "/panjang"], None);
    assert_eq!(fetch(&store, &server.url("/lain"), &[]).code, 0);
    assert_eq!(server.asked(), ["/lain"]);
    assert_eq!(fetch(&store, &server.url("/singkat"), &[]).records[0]["not_modified"], 1);
    assert_eq!(server.asked(), ["/singkat", "[/panjang]"]);
    let found = row(&store, &server.url("/singkat"));
    assert_eq!(found["found_at"], server.url("/panjang"));
    let id = found["article"].as_str().unwrap().to_owned();
    assert_eq!(on(&store, &["forget", "--article", &id, "--yes"]).code, 0);
    assert_eq!(row(&store, &server.url("/singkat")), Value::Null, "nothing tells what it was");
    server.feed("/rss", &["/singkat", "/x"], None);
    server.asked();
    fetch(&store, &server.url("/rss"), &[]);
    assert_eq!(server.asked(), ["/rss", "/x"]);
    assert_eq!(fetch(&store, &server.url("/singkat"), &[]).records[0]["added"], 0);
    assert_eq!(row(&store, &server.url("/singkat")), Value::Null);
    assert_verified(&store);
}

#[test]
fn more_is_asked_for_where_more_is_to_be_kept() {
    let server = Server::new();
    server.page("/1", "Jembatan ditutup", "jembatan itu ditutup sampai Senin", Some("\"p1\""));
    let folder = Folder::new("fetch-keep");
    let store = folder.path("kutip.db");
    assert_eq!(fetch(&store, &server.url("/1"), &["--keep", "hash"]).records[0]["added"], 1);
    assert_eq!(fetch(&store, &server.url("/1"), &[]).records[0]["not_modified"], 1);
    assert_eq!(on(&store, &["sources", "keep", "127.0.0.1", "full", "--yes"]).code, 0);
    server.asked();
    assert_eq!(fetch(&store, &server.url("/1"), &[]).code, 0);
    assert_eq!(server.asked(), ["/1"], "an answer of 'not changed' would bring no text");
    let kept = on(&store, &["search", "warga", "--json"]);
    assert_eq!(kept.records.len(), 1, "{}", kept.stdout);
}

#[test]
fn the_pages_of_a_feed_that_did_not_change_are_asked_for_where_more_is_to_be_kept() {
    for etag in [Some("\"f1\""), None] {
        let server = Server::new();
        server.feed("/rss", &["/1", "/2"], etag);
        server.page("/1", "Jembatan ditutup", "jembatan itu ditutup sampai Senin", Some("\"p1\""));
        server.page("/2", "Jembatan dibuka", "jembatan itu sudah dibuka kembali", None);
        let folder = Folder::new("fetch-feed-keep");
        let store = folder.path("kutip.db");
        let first = fetch(&store, &server.url("/rss"), &["--keep", "spans"]);
        assert_eq!(first.records[0]["added"], 2, "{}", first.stderr);
        assert_eq!(on(&store, &["sources", "keep", "127.0.0.1", "full", "--yes"]).code, 0);
        server.asked();
        assert_eq!(fetch(&store, &server.url("/rss"), &[]).code, 0);
        assert_eq!(server.asked(), ["/rss", "/1", "/2"]);
        assert_eq!(on(&store, &["search", "warga", "--json"]).records.len(), 2);
        fetch(&store, &server.url("/rss"), &[]);
        assert_eq!(server.asked().len(), 1, "now all of it is there");
        assert_verified(&store);
    }
}

#[cfg(unix)]
#[test]
fn a_run_that_is_stopped_between_a_feed_and_its_pages_misses_none() {
    use std::process::{Command, Stdio};
    use std::time::Duration;
    for (signal, code) in [("-INT", Some(130)), ("-TERM", Some(143)), ("-KILL", None)] {
        let server = Server::new();
        server.feed("/rss", &["/1", "/2"], Some("\"f1\""));
        server.page("/1", "Jembatan ditutup", "jembatan itu ditutup sampai Senin", None);
        server.set("/2", Answer { after: Duration::from_secs(30), ..Answer::default() });
        let folder = Folder::new("fetch-stopped");
        let store = folder.path("kutip.db");
        let mut child = Command::new(assert_cmd::cargo::cargo_bin("kutip"))
            .args(["fetch", &server.url("/rss"), "--pause", "0", "--allow-private", "--store"])
            .arg(&store)
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut asked = Vec::new();
        while asked.last().is_none_or(|path| path != "/2") {
            std::thread::sleep(Duration::from_millis(20));
            asked.extend(server.asked());
        }
        // What came before the page that does not end is committed while it is waited for.
        std::thread::sleep(Duration::from_secs(1));
        Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
        assert_eq!(child.wait().unwrap().code(), code, "{signal}");
        assert_eq!(row(&store, &server.url("/rss")), Value::Null, "nothing hides what is still missing");
        assert!(row(&store, &server.url("/1"))["article"].is_string());
        server.page("/2", "Jembatan dibuka", "jembatan itu sudah dibuka kembali", None);
        let rest = fetch(&store, &server.url("/rss"), &[]);
        assert_eq!(rest.records[0]["added"], 1, "{}", rest.stderr);
        assert_eq!(server.asked(), ["/rss", "/2"]);
        assert_verified(&store);
    }
}
