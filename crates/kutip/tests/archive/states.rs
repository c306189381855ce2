//! Stores that are locked, full, damaged, of another kind or another version, and runs that are stopped.

use crate::common::{Folder, kutip, run};
use crate::{all, articles, assert_verified, dump, ingest, on, store_in};
use kutip_store::{Mode, Store, Writer};
use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

#[test]
fn what_is_no_store_is_refused_by_name() {
    let folder = Folder::new("archive-foreign");
    let input = folder.write("a.jsonl", articles(1));
    let missing = on(&folder.path("tidak-ada.db"), &["verify"]);
    assert_eq!(missing.code, 4);
    assert!(missing.stderr.contains("[K4002]"), "{}", missing.stderr);
    let text = folder.write("teks.db", "Ini bukan gudang, melainkan catatan. ".repeat(100));
    let other = folder.path("lain.db");
    rusqlite::Connection::open(&other).unwrap().execute_batch("CREATE TABLE a (b)").unwrap();
    for path in [&text, &other] {
        let before = fs::read(path).unwrap();
        for command in [&["verify"][..], &["ingest", input.to_str().unwrap()], &["db", "stats"]] {
            let run = on(path, command);
            assert_eq!(run.code, 7, "{command:?}: {}", run.stderr);
        }
        assert_eq!(fs::read(path).unwrap(), before);
    }
    let store = store_in(&folder);
    ingest(&store, &input, &[]);
    rusqlite::Connection::open(&store).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
    for command in [&["verify"][..], &["ingest", input.to_str().unwrap()], &["db", "migrate", "--yes"]] {
        let run = on(&store, command);
        assert_eq!(run.code, 7, "{command:?}");
        assert!(run.stderr.contains("[K7002]"), "{}", run.stderr);
    }
    assert_eq!(run(kutip().arg("init").arg(&store)).code, 2);
}

#[test]
fn a_second_writer_waits_and_is_told_who_writes() {
    let folder = Folder::new("archive-locked");
    let input = folder.write("a.jsonl", articles(3));
    let store = store_in(&folder);
    ingest(&store, &input, &[]);
    let writer = Writer { wait: Duration::ZERO, command: "kutip watch".into(), since: "09:12".into() };
    let held = Store::open(&store, &Mode::Write(writer)).unwrap();
    let second = on(&store, &["ingest", input.to_str().unwrap(), "--wait", "0"]);
    assert_eq!(second.code, 5);
    let told = format!("pid {} (kutip watch, since 09:12)", std::process::id());
    assert!(second.stderr.contains(&told), "{}", second.stderr);
    assert_eq!(on(&store, &["verify"]).code, 0);
    drop(held);
    assert_eq!(on(&store, &["ingest", input.to_str().unwrap(), "--wait", "0"]).code, 0);
    // Another program that writes by SQLite alone is waited for as well.
    let other = rusqlite::Connection::open(&store).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let more = folder.write("b.jsonl", articles(5));
    assert_eq!(on(&store, &["ingest", more.to_str().unwrap(), "--wait", "0"]).code, 5);
    other.execute_batch("ROLLBACK").unwrap();
    assert_verified(&store);
}

#[test]
fn a_store_that_is_full_keeps_what_was_committed() {
    let folder = Folder::new("archive-full");
    let input = folder.write("a.jsonl", articles(900));
    let store = store_in(&folder);
    let full = on(&store, &["ingest", input.to_str().unwrap(), "--most-bytes", "6000000"]);
    assert_eq!(full.code, 6, "{}", full.stderr);
    assert!(full.stderr.contains("[K6001]") && full.stderr.contains("are committed"), "{}", full.stderr);
    let there = all(&store).len();
    // How many come into a batch before its time is over depends on the machine.
    assert!((1..900).contains(&there), "{there}");
    assert_verified(&store);
    let rest = 900 - u64::try_from(there).unwrap();
    assert_eq!(ingest(&store, &input, &[])["added"], rest);
    assert_verified(&store);
}

#[cfg(target_os = "linux")]
#[test]
fn a_limit_of_the_system_on_files_is_no_crash() {
    let folder = Folder::new("archive-ulimit");
    let input = folder.write("a.jsonl", articles(900));
    let store = store_in(&folder);
    // Blocks of 1024 bytes; the signal is ignored, as by those who set such a limit.
    let script = format!(
        "trap '' XFSZ; ulimit -f 5000; exec {} ingest {} --store {}",
        assert_cmd::cargo::cargo_bin("kutip").display(),
        input.display(),
        store.display()
    );
    let out = Command::new("bash").args(["-c", &script]).env("LANG", "C").output().unwrap();
    let stderr = String::from_utf8_lossy(&out.stderr);
    assert!(matches!(out.status.code(), Some(4 | 6)), "{:?}: {stderr}", out.status);
    assert_verified(&store);
    assert!(all(&store).len() < 900);
    ingest(&store, &input, &[]);
    assert_eq!(all(&store).len(), 900);
    assert_verified(&store);
}

#[test]
fn damage_is_found() {
    let folder = Folder::new("archive-damaged");
    let input = folder.write("a.jsonl", articles(200));
    let store = store_in(&folder);
    ingest(&store, &input, &[]);
    let whole = fs::read(&store).unwrap();
    let tampered = [
        "UPDATE statements SET content = replace(content, 'demi', 'tanpa')",
        "UPDATE statements SET speaker_actor = 7 WHERE item = 0",
        "UPDATE texts SET text = replace(text, 'Menteri', 'menteri')",
        "UPDATE figures SET value = value + 1 WHERE no = (SELECT max(no) FROM figures)",
        "UPDATE actors SET id = 'ac-0000000000000000' WHERE no = (SELECT max(no) FROM actors)",
        "UPDATE articles SET outlet = 'Lain' WHERE no = 3",
        "UPDATE versions SET content = 'x' WHERE article = 3",
        "DELETE FROM mentions WHERE n = 0",
        "DELETE FROM records WHERE article = 9",
        "DELETE FROM statements WHERE item = 0 AND article = 5",
        "INSERT INTO statement_search (statement_search, rowid, content) VALUES ('delete', (SELECT max(no) FROM statements), 'x')",
    ];
    for sql in tampered {
        fs::write(&store, &whole).unwrap();
        let changed = rusqlite::Connection::open(&store).unwrap();
        changed.execute_batch(&format!("PRAGMA foreign_keys = off; {sql}")).unwrap();
        drop(changed);
        assert_eq!(on(&store, &["verify"]).code, 1, "{sql}");
    }
    for at in [whole.len() / 3, whole.len() / 2, whole.len() * 2 / 3] {
        let mut torn = whole.clone();
        torn[at..at + 9000].fill(0xA5);
        fs::write(&store, &torn).unwrap();
        let verify = on(&store, &["verify"]);
        assert!(matches!(verify.code, 1 | 7), "{at}: {} {}", verify.code, verify.stderr);
        let check = on(&store, &["db", "check"]);
        assert!(matches!(check.code, 1 | 7), "{at}: {} {}", check.code, check.stderr);
    }
    fs::write(&store, &whole[..whole.len() / 2]).unwrap();
    assert!(matches!(on(&store, &["verify"]).code, 1 | 7));
    fs::write(&store, &whole).unwrap();
    assert_verified(&store);
    let copy = folder.path("salinan.db");
    assert_eq!(on(&store, &["db", "backup", copy.to_str().unwrap()]).code, 0);
    assert_eq!(dump(&copy), dump(&store));
    assert_verified(&copy);
    assert_eq!(on(&store, &["db", "backup", copy.to_str().unwrap()]).code, 2);
}

#[cfg(unix)]
#[test]
fn a_store_can_be_read_where_nothing_can_be_written() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("archive-readonly");
    let input = folder.write("a.jsonl", articles(3));
    let home = folder.path("ruang");
    fs::create_dir(&home).unwrap();
    let store = home.join("gudang.db");
    ingest(&store, &input, &[]);
    fs::remove_file(home.join("gudang.db-lock")).unwrap();
    let mode =
        |path: &std::path::Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    mode(&store, 0o444);
    mode(&home, 0o555);
    let verify = on(&store, &["verify"]);
    let write = on(&store, &["ingest", input.to_str().unwrap(), "--lang", "en"]);
    // Whoever may write anything is not kept from it by this.
    let may_write = fs::write(home.join("x"), "").is_ok();
    mode(&home, 0o755);
    assert_eq!(verify.code, 0, "{}", verify.stderr);
    assert!(write.code == 4 || may_write, "{}", write.stderr);
}

#[cfg(unix)]
#[test]
fn a_run_that_is_killed_or_interrupted_goes_on_with_the_same_command() {
    let folder = Folder::new("archive-killed");
    let input = folder.write("a.jsonl", articles(1200));
    let whole = folder.path("utuh.db");
    ingest(&whole, &input, &[]);
    for (name, signal, code) in [("KILL", 9, None), ("INT", 2, Some(130)), ("TERM", 15, Some(143))] {
        let store = folder.path(&format!("{name}.db"));
        for wait in [0_u64, 100, 700] {
            let mut child = Command::new(assert_cmd::cargo::cargo_bin("kutip"))
                .arg("ingest")
                .arg(&input)
                .arg("--store")
                .arg(&store)
                .env("KUTIP_NOW", "2026-01-01T00:00:00Z")
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            std::thread::sleep(Duration::from_millis(wait));
            let pid = child.id().to_string();
            Command::new("kill").args([&format!("-{signal}"), &pid]).stderr(Stdio::null()).status().unwrap();
            let status = child.wait().unwrap();
            // The signal may come before it is listened for, or after the end.
            assert!(status.code().is_none() || status.code() == code || status.success(), "{name}: {status}");
        }
        ingest(&store, &input, &[]);
        assert_verified(&store);
        assert_eq!(all(&store), all(&whole));
    }
}

#[test]
fn bad_inputs_are_told_and_the_rest_comes_in() {
    let folder = Folder::new("archive-bad");
    let input = folder.write("a.jsonl", format!("{}{{\"text\": 3}}\n", articles(3)));
    let store = store_in(&folder);
    let errors = folder.path("galat.jsonl");
    let run =
        on(&store, &["ingest", "--json", input.to_str().unwrap(), "--errors", errors.to_str().unwrap()]);
    assert_eq!((run.code, &run.records[0]["added"], &run.records[0]["failed"]), (3, &3.into(), &1.into()));
    assert!(fs::read_to_string(&errors).unwrap().contains("K2013"));
    assert_eq!(on(&store, &["ingest", folder.path("tidak-ada").to_str().unwrap()]).code, 4);
    assert_eq!(on(&store, &["ingest", store.to_str().unwrap()]).code, 2);
    let piped = kutip()
        .args(["ingest", "-", "--json", "--store"])
        .arg(&store)
        .write_stdin(articles(4))
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&piped.stdout).contains("\"added\":1"));
    let doctor = on(&store, &["doctor"]);
    assert_eq!((doctor.code, doctor.stdout.contains("4 articles")), (0, true), "{}", doctor.stdout);
}
