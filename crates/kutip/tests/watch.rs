//! Folders and feeds that are looked at again and again.

#![allow(clippy::unwrap_used)]

mod common;

use common::{ARTICLE, Folder, Run, kutip, run};
use serde_json::Value;
use std::fs::File;
use std::io::{BufRead, BufReader, Lines};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

/// One round at a time of day.
fn once(store: &Path, at: &str, arguments: &[&str]) -> Run {
    let mut command = kutip();
    command.args(["watch", "--once", "--json", "--sync", "normal", "--store"]).arg(store).args(arguments);
    run(command.env("KUTIP_NOW", format!("2026-01-01T{at}Z")))
}

fn on(store: &Path, arguments: &[&str]) -> Run {
    run(kutip().args(arguments).arg("--store").arg(store))
}

fn assert_verified(store: &Path) {
    let verified = on(store, &["verify"]);
    assert_eq!(verified.code, 0, "{}", verified.stderr);
}

/// Of a round's line what is named here.
fn told<const N: usize>(line: &Value, names: [&str; N]) -> [u64; N] {
    names.map(|name| line[name].as_u64().unwrap_or_else(|| panic!("{name} of {line}")))
}

/// A run that goes on until it is stopped.
struct Watch {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Watch {
    fn start(store: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin("kutip"))
            .args(["watch", "--every", "1s", "--json", "--sync", "normal", "--wait", "0", "--store"])
            .arg(store)
            .args(arguments)
            .env("LANG", "C")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, lines }
    }

    fn round(&mut self) -> Value {
        serde_json::from_str(&self.lines.next().unwrap().unwrap()).unwrap()
    }

    #[cfg(unix)]
    fn stop(mut self, signal: &str) -> (Option<i32>, String) {
        Command::new("kill").args([signal, &self.child.id().to_string()]).status().unwrap();
        let status = self.child.wait().unwrap();
        let mut stderr = String::new();
        std::io::Read::read_to_string(&mut self.child.stderr.take().unwrap(), &mut stderr).unwrap();
        (status.code(), stderr)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Writes a file that was last changed a minute ago.
fn write_old(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap();
    let file = File::options().append(true).open(path).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(60)).unwrap();
}

#[cfg(unix)]
#[test]
fn what_is_new_in_a_folder_comes_in_and_what_is_not_is_not_read_again() {
    let folder = Folder::new("watch-folder");
    let inbox = folder.path("masuk");
    std::fs::create_dir(&inbox).unwrap();
    // The store lies in the folder that is watched, and is no article.
    let store = inbox.join("gudang.db");
    let began = Instant::now();
    let mut watch = Watch::start(&store, &[inbox.to_str().unwrap()]);
    let empty = watch.round();
    assert_eq!(told(&empty, ["round", "files", "added", "failed"]), [1, 0, 0, 0]);
    write_old(&inbox.join("a.txt"), ARTICLE);
    write_old(&inbox.join("b.jsonl"), "{\"text\": \"Sari tiba di Jakarta.\"}\n{\"text\": 3}\n");
    let mut added = 0;
    let mut failed = 0;
    let mut files = 0;
    for _ in 0..3 {
        let round = watch.round();
        let [new, bad, read] = told(&round, ["added", "failed", "files"]);
        (added, failed, files) = (added + new, failed + bad, files + read);
    }
    assert_eq!(
        (added, failed, files),
        (2, 1, 2),
        "a fault is told once, as long as its file does not change"
    );
    write_old(&inbox.join("a.txt"), &ARTICLE.replace("3.000", "4.000"));
    std::fs::remove_file(inbox.join("b.jsonl")).unwrap();
    let mut files = 0;
    for _ in 0..2 {
        files += told(&watch.round(), ["files"])[0];
    }
    assert_eq!(files, 1);
    assert!(began.elapsed() > Duration::from_secs(4), "a second lies between two rounds");
    // Between two rounds others may write.
    let other = on(&store, &["sources", "keep", "contoh.id", "hash", "--yes"]);
    assert_eq!(other.code, 0, "{}", other.stderr);
    let (code, stderr) = watch.stop("-TERM");
    assert_eq!(code, Some(143), "{stderr}");
    assert!(stderr.contains("[K2013]"), "{stderr}");
    assert_verified(&store);
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_missing_is_told_once_and_ends_a_watch_of_nothing_else() {
    let folder = Folder::new("watch-missing");
    let store = folder.path("gudang.db");
    let missing = folder.path("tidak-ada");
    let missing = missing.to_str().unwrap();
    let mut alone = Watch::start(&store, &[missing]);
    assert_eq!(alone.child.wait().unwrap().code(), Some(4));
    let input = folder.path("a.txt");
    write_old(&input, ARTICLE);
    let mut watch = Watch::start(&store, &[missing, input.to_str().unwrap()]);
    let failed: Vec<u64> = (0..3).map(|_| told(&watch.round(), ["failed"])[0]).collect();
    assert_eq!(failed, [1, 0, 0]);
    let (_, stderr) = watch.stop("-TERM");
    assert_eq!(stderr.matches("[K2001]").count(), 1, "{stderr}");
    std::fs::create_dir(missing).unwrap();
    write_old(&folder.path("tidak-ada/b.txt"), &ARTICLE.replace("3.000", "4.000"));
    assert_eq!(told(&once(&store, "00:00:00", &[missing]).records[0], ["added"]), [1]);
}

#[test]
fn more_of_a_file_that_did_not_change_is_kept_when_more_is_to_be_kept() {
    let folder = Folder::new("watch-keep");
    let store = folder.path("gudang.db");
    let input = folder.path("a.jsonl");
    let line = serde_json::json!({"text": ARTICLE, "url": "https://contoh.id/1"});
    write_old(&input, &format!("{line}\n"));
    let mut watch = Watch::start(&store, &[input.to_str().unwrap(), "--keep", "hash"]);
    assert_eq!(told(&watch.round(), ["files", "added"]), [1, 1]);
    assert_eq!(told(&watch.round(), ["files"]), [0]);
    let full = on(&store, &["sources", "keep", "contoh.id", "full", "--yes", "--wait", "10"]);
    assert_eq!(full.code, 0, "{}", full.stderr);
    let files: u64 = (0..3).map(|_| told(&watch.round(), ["files"])[0]).sum();
    assert_eq!(files, 1);
    assert_eq!(on(&store, &["search", "keselamatan", "--json"]).records.len(), 1);
}

#[test]
fn a_file_that_is_still_written_waits_for_its_end() {
    let folder = Folder::new("watch-half");
    let inbox = folder.path("masuk");
    std::fs::create_dir(&inbox).unwrap();
    let store = folder.path("gudang.db");
    let mut watch = Watch::start(&store, &[inbox.to_str().unwrap()]);
    watch.round();
    let half = ARTICLE.lines().next().unwrap();
    let mut taken = Vec::new();
    for _ in 0..2 {
        std::fs::write(inbox.join("a.txt"), half).unwrap();
        taken.push(told(&watch.round(), ["files", "added"]));
    }
    std::fs::write(inbox.join("a.txt"), ARTICLE).unwrap();
    taken.extend((0..4).map(|_| told(&watch.round(), ["files", "added"])));
    taken.retain(|round| *round != [0, 0]);
    assert_eq!(taken, [[1, 1]], "one article of the whole file");
    drop(watch);
    let halves = once(&store, "00:00:00", &[folder.write("b.txt", half).to_str().unwrap()]);
    assert_eq!(told(&halves.records[0], ["added"]), [1], "one round takes what there is");
}

#[cfg(unix)]
#[test]
fn a_run_that_is_stopped_while_it_rests_ends_at_once() {
    let folder = Folder::new("watch-rest");
    write_old(&folder.write("a.txt", ""), ARTICLE);
    let store = folder.path("gudang.db");
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("kutip"));
    command.args(["watch", "--every", "1h", "--store"]).arg(&store).arg(folder.path("a.txt"));
    let mut child = command.env("LANG", "C").stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let line = lines.next().unwrap().unwrap();
    let words = "round 1: 1 files read; 1 added, 0 changed, 0 there already; 0 failed; next ";
    assert!(line.contains(words), "{line}");
    let resting = Instant::now();
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(resting.elapsed() < Duration::from_secs(5));
    assert_verified(&store);
}

#[test]
fn one_round_has_the_exit_status_of_a_run() {
    let folder = Folder::new("watch-once");
    let store = folder.path("gudang.db");
    let inbox = folder.path("masuk");
    std::fs::create_dir(&inbox).unwrap();
    let pattern = inbox.join("*.txt");
    let (inbox, pattern) = (inbox.to_str().unwrap(), pattern.to_str().unwrap());
    assert_eq!(once(&store, "00:00:00", &[inbox]).code, 0, "an empty folder is watched for what will come");
    assert_eq!(once(&store, "00:00:00", &[pattern]).code, 0);
    folder.write("masuk/a.txt", ARTICLE);
    let first = once(&store, "00:00:00", &[inbox, pattern]);
    assert_eq!((first.code, told(&first.records[0], ["added", "unchanged"])), (0, [1, 1]));
    let second = once(&store, "00:00:00", &[inbox]);
    assert_eq!((second.code, told(&second.records[0], ["added", "unchanged"])), (0, [0, 1]));
    assert!(second.records[0]["next_at"].is_null());
    folder.write("masuk/b.txt", [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n']);
    assert_eq!(once(&store, "00:00:00", &[inbox]).code, 3);
    assert_eq!(once(&store, "00:00:00", &["tidak-ada.txt"]).code, 4);
    for (odd, why) in [
        (&["-"][..], "K1022"),
        (&["masuk", "--every", "1"], "K1022"),
        (&["masuk", "--every", "0s"], "K1022"),
        (&[store.to_str().unwrap()], "K1012"),
    ] {
        let refused = once(&store, "00:00:00", odd);
        assert_eq!(refused.code, 2, "{odd:?}");
        assert!(refused.stderr.contains(why), "{}", refused.stderr);
    }
    let events = once(&store, "00:00:00", &[inbox, "--progress", "json", "--jobs", "2"]);
    assert!(events.stderr.contains("\"type\":\"done\""), "{}", events.stderr);
    assert_verified(&store);
}

#[test]
fn a_store_that_another_one_writes_or_that_has_no_room_is_left_alone() {
    use kutip_store::{Mode, Store, Writer};
    let folder = Folder::new("watch-locked");
    let input = folder.write("a.txt", ARTICLE);
    let store = folder.path("gudang.db");
    let input = input.to_str().unwrap();
    assert_eq!(once(&store, "00:00:00", &[input]).code, 0);
    let held = Store::open(&store, &Mode::Write(Writer::default())).unwrap();
    assert_eq!(once(&store, "00:00:00", &[input, "--wait", "0"]).code, 5);
    let mut watch = Watch::start(&store, &[input]);
    std::thread::sleep(Duration::from_millis(1500));
    drop(held);
    assert!(told(&watch.round(), ["round"])[0] > 1, "it goes on when he has ended");
    drop(watch);
    let full = once(&store, "00:00:00", &[input, "--leave-free", "18446744073709551615"]);
    assert_eq!(full.code, 6);
    assert!(full.stderr.contains("[K6002]") && full.stderr.contains("--leave-free"), "{}", full.stderr);
    // A store that was there is not made anew.
    let mut watch = Watch::start(&store, &[input]);
    watch.round();
    std::fs::remove_file(&store).unwrap();
    assert_eq!(watch.child.wait().unwrap().code(), Some(4));
    assert!(!store.exists());
}

#[cfg(feature = "fetch")]
mod network {
    use super::*;
    use crate::common::server::{Answer, Server};

    const HOUSE: [&str; 3] = ["--allow-private", "--pause", "0"];

    fn round(store: &Path, at: &str, arguments: &[&str]) -> Run {
        once(store, at, &[&HOUSE, arguments].concat())
    }

    #[test]
    fn items_come_as_the_feed_has_them_or_as_whole_pages() {
        let server = Server::new();
        server.feed("/rss", &["/1", "/2"], Some("\"f1\""));
        server.page("/1", "Jembatan satu", "jembatan satu ditutup sampai Senin", None);
        server.page("/2", "Jembatan dua", "jembatan dua ditutup sampai Senin", None);
        let folder = Folder::new("watch-items");
        let (told_store, whole_store) = (folder.path("a.db"), folder.path("b.db"));
        let url = server.url("/rss");
        let first = round(&told_store, "00:00:00", &[&url]);
        assert_eq!(
            told(&first.records[0], ["added", "asked", "not_modified"]),
            [2, 1, 0],
            "{}",
            first.stderr
        );
        let second = round(&told_store, "00:15:00", &[&url]);
        assert_eq!(told(&second.records[0], ["added", "asked", "not_modified"]), [0, 1, 1]);
        assert_eq!(server.asked(), ["/rss", "[/rss]"]);
        let whole = round(&whole_store, "00:00:00", &[&url, "--pages"]);
        assert_eq!(told(&whole.records[0], ["added", "asked"]), [2, 3], "{}", whole.stderr);
        assert_eq!(server.asked(), ["/rss", "/1", "/2"]);
        // What the feed has of an item does not take the place of its page.
        server.feed("/rss", &["/1", "/3"], None);
        let mixed = round(&whole_store, "00:15:00", &[&url]);
        assert_eq!(told(&mixed.records[0], ["added", "changed"]), [1, 0]);
        assert_verified(&told_store);
        assert_verified(&whole_store);
    }

    #[test]
    fn a_feed_whose_items_were_taken_does_not_hide_its_pages() {
        let server = Server::new();
        let links = ["/1", "/2", "/3"].map(|link| format!("<item><link>{link}</link></item>")).concat();
        let body = format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel>{links}</channel></rss>");
        server.set("/rss", Answer { etag: Some("\"f1\""), body, ..Answer::default() });
        for page in ["/1", "/2", "/3"] {
            let said = format!("jembatan {page} ditutup sampai Senin");
            server.page(page, &format!("Jembatan {page}"), &said, None);
        }
        let folder = Folder::new("watch-bare");
        let store = folder.path("gudang.db");
        let url = server.url("/rss");
        let bare = round(&store, "00:00:00", &[&url]);
        assert_eq!(told(&bare.records[0], ["added", "failed"]), [0, 3], "{}", bare.stderr);
        assert!(bare.stderr.contains("[K2027]") && bare.stderr.contains("--pages"), "{}", bare.stderr);
        let whole = round(&store, "00:15:00", &[&url, "--pages"]);
        assert_eq!(told(&whole.records[0], ["added", "failed"]), [3, 0], "{}", whole.stderr);
        let same = round(&store, "00:30:00", &[&url, "--pages"]);
        assert_eq!(told(&same.records[0], ["asked", "not_modified"]), [1, 1]);
        assert_verified(&store);
    }

    #[test]
    fn lists_of_addresses_are_followed() {
        let server = Server::new();
        server.feed("/a", &["/1"], None);
        server.feed("/b", &["/2"], None);
        let folder = Folder::new("watch-lists");
        let store = folder.path("gudang.db");
        let list = folder.write("umpan.txt", format!("# dua umpan\n{}\n", server.url("/a")));
        let opml = format!("<opml><body><outline text='B' xmlUrl='{}'/></body></opml>", server.url("/b"));
        let opml = folder.write("umpan.opml", opml);
        let both = [list.to_str().unwrap(), opml.to_str().unwrap()];
        let first = round(&store, "00:00:00", &both);
        assert_eq!(
            (first.code, told(&first.records[0], ["added", "asked"])),
            (0, [2, 2]),
            "{}",
            first.stderr
        );
        let broken = folder.write("rusak.opml", "<opml><outline text='");
        assert_eq!(round(&store, "00:15:00", &[broken.to_str().unwrap()]).code, 4);
        let mut watch = Watch::start(&store, &[&HOUSE[..], &both].concat());
        assert_eq!(told(&watch.round(), ["asked"]), [2]);
        std::fs::write(&list, format!("{}\n{}\n", server.url("/a"), server.url("/c"))).unwrap();
        let asked: Vec<u64> = (0..3).map(|_| told(&watch.round(), ["asked"])[0]).collect();
        assert!(asked.contains(&3), "{asked:?}");
        drop(watch);
        let store = folder.path("salah.db");
        let wrong = folder.write("salah.txt", format!("{}\nhtps://contoh.invalid\n", server.url("/a")));
        let partly = round(&store, "00:00:00", &[wrong.to_str().unwrap()]);
        assert_eq!((partly.code, told(&partly.records[0], ["added", "asked", "failed"])), (3, [1, 1, 1]));
        assert!(
            partly.stderr.contains("[K2035]") && partly.stderr.contains("salah.txt:2"),
            "{}",
            partly.stderr
        );
        let none = folder.write("kosong.txt", "# belum ada\n");
        let empty = round(&store, "00:15:00", &[none.to_str().unwrap()]);
        assert_eq!((empty.code, told(&empty.records[0], ["added", "failed"])), (0, [0, 0]));
    }

    #[test]
    fn what_fails_is_asked_later_each_time_and_a_restart_goes_on_so() {
        let server = Server::new();
        server.feed("/baik", &["/1"], Some("\"f1\""));
        server.fails("/buruk", "500 Oh");
        let folder = Folder::new("watch-failing");
        let store = folder.path("gudang.db");
        let (good, bad) = (server.url("/baik"), server.url("/buruk"));
        let mut codes = Vec::new();
        // Each round is a run of its own: what is known stands in the store.
        for at in ["00:00:00", "00:15:00", "00:30:00", "00:45:00", "01:00:00", "01:15:00"] {
            let run = round(&store, at, &[&good, &bad]);
            codes.push((run.code, told(&run.records[0], ["asked", "waiting"])));
        }
        let asked = server.asked().iter().filter(|path| *path == "/buruk").count();
        let (both, one) = ((3, [2, 0]), (3, [1, 1]));
        assert_eq!(codes, [both, both, one, both, one, one]);
        assert_eq!(asked, 3);
        let health = on(&store, &["sources", "health"]);
        assert_eq!((health.code, health.records.len()), (1, 2), "{}", health.stdout);
        let [first, second] = [&health.records[0], &health.records[1]];
        assert_eq!((first["url"].as_str(), &first["failures"]), (Some(bad.as_str()), &3.into()));
        assert_eq!(first["due_at"], "2026-01-01T01:45:00Z");
        assert_eq!(first["error"], "[K8005] answered with status 500");
        assert_eq!(
            (&second["answered_at"], &second["failures"]),
            (&"2026-01-01T01:15:00Z".into(), &0.into())
        );
        assert_eq!(second["changed_at"], "2026-01-01T00:00:00Z");
        server.feed("/buruk", &["/2"], None);
        assert_eq!(round(&store, "01:45:00", &[&good, &bad]).code, 0);
        assert_eq!(on(&store, &["sources", "health"]).code, 0);
        // Who asks by hand is not kept waiting.
        server.fails("/buruk", "500 Oh");
        round(&store, "02:00:00", &[&bad]);
        let mut by_hand = kutip();
        by_hand.args(["fetch", &bad]).args(HOUSE).arg("--store").arg(&store);
        assert_eq!(run(by_hand.env("KUTIP_NOW", "2026-01-01T02:01:00Z")).code, 8);
        assert_verified(&store);
    }

    #[test]
    fn a_server_that_asks_for_patience_gets_it() {
        let server = Server::new();
        let headers = "Retry-After: 7200\r\n".to_owned();
        server.set("/rss", Answer { status: Some("429 Busy"), headers, ..Answer::default() });
        let folder = Folder::new("watch-later");
        let store = folder.path("gudang.db");
        let url = server.url("/rss");
        assert_eq!(round(&store, "00:00:00", &[&url]).code, 8);
        server.feed("/rss", &["/1"], None);
        for at in ["00:15:00", "01:45:00"] {
            let waits = round(&store, at, &[&url]);
            assert_eq!(told(&waits.records[0], ["waiting", "failed"]), [1, 1]);
            assert_eq!(waits.code, 8, "nothing could be had");
        }
        assert_eq!(told(&round(&store, "02:00:00", &[&url]).records[0], ["added"]), [1]);
        assert_eq!(server.asked().len(), 2);
    }

    #[test]
    fn what_was_refused_here_is_tried_at_once_when_it_is_allowed() {
        let server = Server::new();
        server.feed("/rss", &["/1"], None);
        let folder = Folder::new("watch-refused");
        let store = folder.path("gudang.db");
        let url = server.url("/rss");
        for _ in 0..6 {
            let refused = once(&store, "00:00:00", &[&url]);
            assert!(refused.code == 8 && refused.stderr.contains("[K8002]"), "{}", refused.stderr);
        }
        let health = on(&store, &["sources", "health"]);
        assert_eq!((&health.records[0]["failures"], &health.records[0]["due_at"]), (&6.into(), &Value::Null));
        assert_eq!(told(&round(&store, "00:00:00", &[&url]).records[0], ["added", "waiting"]), [1, 0]);
        // What is no address is told and kept nowhere.
        let list = folder.write("umpan.txt", "http://:pw@/\nhttps://\n");
        assert_eq!(round(&store, "00:00:00", &[list.to_str().unwrap()]).code, 8);
        assert_eq!(on(&store, &["sources", "health"]).records.len(), 1);
    }

    #[test]
    fn the_open_network_is_asked_once_a_minute_at_most() {
        let folder = Folder::new("watch-often");
        let store = folder.path("gudang.db");
        let often = once(&store, "00:00:00", &["https://contoh.invalid/rss", "--every", "5s"]);
        assert_eq!(often.code, 2);
        assert!(often.stderr.contains("[K1022]") && !store.exists(), "{}", often.stderr);
    }

    #[cfg(unix)]
    #[test]
    fn a_watch_that_is_stopped_in_the_middle_of_a_feed_goes_on_with_it() {
        let server = Server::new();
        server.feed("/rss", &["/1", "/2"], Some("\"f1\""));
        server.page("/1", "Jembatan satu", "jembatan satu ditutup sampai Senin", None);
        server.set("/2", Answer { after: Duration::from_secs(30), ..Answer::default() });
        let folder = Folder::new("watch-stopped");
        let store = folder.path("gudang.db");
        let url = server.url("/rss");
        let watch = Watch::start(&store, &[&HOUSE[..], &[&url, "--pages"]].concat());
        let mut asked = Vec::new();
        while asked.last().is_none_or(|path| path != "/2") {
            std::thread::sleep(Duration::from_millis(20));
            asked.extend(server.asked());
        }
        let (code, stderr) = watch.stop("-TERM");
        assert_eq!(code, Some(143), "{stderr}");
        server.page("/2", "Jembatan dua", "jembatan dua ditutup sampai Senin", None);
        let rest = round(&store, "00:15:00", &[&url, "--pages"]);
        assert_eq!(told(&rest.records[0], ["added", "failed"]), [1, 0], "{}", rest.stderr);
        assert_eq!(server.asked(), ["/rss", "/2"]);
        assert_verified(&store);
    }
}

#[cfg(not(feature = "fetch"))]
#[test]
fn a_build_without_the_network_watches_folders_and_says_so_of_addresses() {
    let folder = Folder::new("watch-no-network");
    let store = folder.path("gudang.db");
    let refused = once(&store, "00:00:00", &["https://contoh.invalid/rss"]);
    assert_eq!(refused.code, 8);
    assert!(refused.stderr.contains("[K8104]") && !store.exists(), "{}", refused.stderr);
}
