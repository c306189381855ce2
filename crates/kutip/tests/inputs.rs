//! Bad inputs among good ones: each is named, none ends the run.

#![allow(clippy::unwrap_used)]

mod common;

use common::{ARTICLE, Folder, Talk, assert_sound, doubts, kutip, read, read_text, run};
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

#[test]
fn the_exit_status_says_what_could_be_read() {
    let folder = Folder::new("status");
    let good = folder.write("baik.txt", ARTICLE);
    let missing = folder.path("tidak-ada.txt");
    let binary = folder.write("gambar.txt", b"\x89PNG\r\n\x1a\n\0\0\0");
    let empty = folder.path("kosong");
    fs::create_dir(&empty).unwrap();
    assert_eq!(read(&[&good]).code, 0);
    assert_eq!(read(&[&good, &missing]).code, 3);
    assert_eq!(read(&[&missing]).code, 4);
    assert_eq!(read(&[&empty]).code, 4);
    let run = read(&[&binary, &good, &missing]);
    assert_eq!((run.code, run.records.len()), (3, 1));
    for message in ["[K2004]", "gambar.txt: PNG data, not text", "[K2001]", "2 of 3 inputs could not be read"]
    {
        assert!(run.stderr.contains(message), "{message} is not in {}", run.stderr);
    }
}

#[test]
fn wrong_usage_is_2() {
    let folder = Folder::new("usage");
    let good = folder.write("baik.txt", ARTICLE);
    assert_eq!(run(&mut kutip()).code, 2);
    assert_eq!(run(kutip().args(["read", "--tidak-ada"])).code, 2);
    assert_eq!(run(kutip().arg("read").arg(&good).args(["--date", "kemarin"])).code, 2);
    assert_eq!(run(kutip().arg("read").arg(&good).args(["--jobs", "0"])).code, 2);
    assert_eq!(run(kutip().arg("read").arg(&good).arg("-o").arg(&good)).code, 2);
    assert_eq!(run(kutip().arg("--help")).code, 0);
}

#[test]
fn an_empty_file_is_a_record() {
    let folder = Folder::new("empty");
    let run = read(&[&folder.write("kosong.txt", "")]);
    assert_eq!(run.code, 0);
    assert_eq!(run.records[0]["document"]["text"], "");
    assert_eq!(doubts(&run.records[0]), ["empty_text"]);
    assert_sound(&run.records[0]);
}

#[test]
fn bytes_that_are_no_utf8_are_replaced_and_counted() {
    let folder = Folder::new("utf8");
    let run = read(&[&folder.write("lama.txt", b"\x93Kami tahu,\x94 kata Sari kepada wartawan.")]);
    assert_eq!(run.code, 0);
    assert!(run.stderr.contains("warning [K2003]") && run.stderr.contains("2 byte(s)"), "{}", run.stderr);
    let record = &run.records[0];
    assert_sound(record);
    assert!(doubts(record).contains(&"replaced_bytes"));
    let doubt =
        record["doubts"].as_array().unwrap().iter().find(|doubt| doubt["kind"] == "replaced_bytes").unwrap();
    assert_eq!((&doubt["span"], &doubt["by"]), (&json!([0, 1]), &json!("pass/read")));
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("rights");
    let path = folder.write("rahasia.txt", ARTICLE);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        return; // The superuser may read anything.
    }
    let run = read(&[&path]);
    assert_eq!(run.code, 4);
    assert!(run.stderr.contains("[K2002]"), "{}", run.stderr);
}

#[test]
fn a_broken_line_in_the_middle_costs_one_record() {
    let folder = Folder::new("lines");
    let good = json!({"text": ARTICLE}).to_string();
    let path = folder.write("a.jsonl", format!("{good}\n{{\"text\": \"putus\n{good}\n{{\"id\": \"x\"}}\n"));
    let errors = folder.path("galat.jsonl");
    let run = run(kutip().arg("read").arg(&path).arg("--errors").arg(&errors));
    assert_eq!((run.code, run.records.len()), (3, 2));
    assert!(run.stderr.contains("a.jsonl:2: not JSON"), "{}", run.stderr);
    assert!(run.stderr.contains("a.jsonl:4: an object without \"text\""), "{}", run.stderr);
    let rows: Vec<Value> =
        fs::read_to_string(errors).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(
        rows.iter().map(|row| (&row["code"], &row["line"])).collect::<Vec<_>>(),
        [(&json!("K2010"), &json!(2)), (&json!("K2012"), &json!(4))]
    );
}

#[test]
fn the_file_of_errors_has_every_failure_and_is_nobody_elses() {
    let folder = Folder::new("errors");
    let good = folder.write("baik.txt", ARTICLE);
    let binary = folder.write("gambar.txt", b"\x89PNG\r\n\x1a\n\0\0\0");
    let old = folder.write("lama.txt", b"\x93Kami tahu,\x94 kata Sari.");
    let long = folder.write("panjang.txt", "x".repeat(2_000_000));
    let missing = folder.path("tiada.txt");
    let errors = folder.path("galat.jsonl");
    let inputs = [&good, &binary, &old, &long, &missing];
    let all = run(kutip().arg("read").args(inputs).arg("--quiet").arg("--errors").arg(&errors));
    assert_eq!((all.code, all.records.len()), (3, 2));
    let text = fs::read_to_string(&errors).unwrap();
    let rows: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let shown: Vec<_> = rows.iter().map(|row| (row["code"].as_str(), row["severity"].as_str())).collect();
    let (error, warning) = (Some("error"), Some("warning"));
    assert_eq!(
        shown,
        [(Some("K2004"), error), (Some("K2003"), warning), (Some("K2105"), error), (Some("K2001"), error)]
    );
    assert!(rows.iter().all(|row| row["file"].is_string() && row["found"] != "" && row["remedy"] != ""));
    // It would be emptied before it is read.
    for input in [&good, &errors] {
        let run = run(kutip().arg("read").arg(input).arg("--errors").arg(input));
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains("[K1012]"), "{}", run.stderr);
    }
    assert_eq!(fs::read_to_string(&good).unwrap(), ARTICLE);
    let out = folder.path("keluar.jsonl");
    assert_eq!(run(kutip().arg("read").arg(&good).arg("-o").arg(&out).arg("--errors").arg(&out)).code, 2);
}

#[test]
fn messages_speak_indonesian_where_the_locale_does() {
    let run = run(kutip().env("LANG", "id_ID.UTF-8").args(["read", "tidak-ada.txt"]));
    assert!(
        run.stderr.starts_with("galat [K2001]: tidak-ada.txt: berkas atau folder tidak ada"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_name_cannot_command_the_terminal() {
    let run = run(kutip().args(["read", "a\u{1b}[2J\u{202E}.txt"]));
    assert!(run.stderr.contains("a[U+001B][2J[U+202E].txt"), "{}", run.stderr);
}

#[test]
fn any_number_of_jobs_gives_the_same_bytes() {
    let mut lines = String::new();
    for number in 0..300 {
        let text = ARTICLE.repeat(1 + number % 7);
        lines += &json!({"id": number, "text": text}).to_string();
        lines += if number % 50 == 9 { "\n{\n" } else { "\n" };
    }
    let runs =
        ["1", "2", "4"].map(|jobs| run(kutip().args(["read", "-", "-j", jobs]).write_stdin(lines.clone())));
    assert_eq!((runs[0].code, runs[0].records.len()), (3, 300));
    assert!(runs.iter().all(|run| run.stdout == runs[0].stdout && run.stderr == runs[0].stderr));
    let ids: Vec<_> =
        runs[0].records.iter().map(|record| record["document"]["id"].as_str().unwrap()).collect();
    assert_eq!(ids, (0..300).map(|number| number.to_string()).collect::<Vec<_>>());
}

#[test]
fn an_output_file_gets_its_name_when_it_is_whole() {
    let folder = Folder::new("output");
    let good = folder.write("baik.txt", ARTICLE);
    let out = folder.path("out.jsonl");
    let run_once = |more: &[&str]| run(kutip().arg("read").arg(&good).arg("-o").arg(&out).args(more));
    let first = run_once(&[]);
    assert_eq!((first.code, first.stdout.as_str()), (0, ""));
    assert_eq!(fs::read_to_string(&out).unwrap(), read(&[&good]).stdout);
    assert_eq!(run_once(&[]).code, 2);
    assert_eq!(run_once(&["--force"]).code, 0);
    assert!(!folder.path("out.jsonl.part").exists());
}

/// A run over many articles that is stopped in the middle; gives the input and the output.
fn stopped_run(folder: &Folder) -> (PathBuf, PathBuf) {
    let lines: String =
        (0..600).map(|number| json!({"id": number, "text": ARTICLE}).to_string() + "\n").collect();
    let (path, out) = (folder.write("a.jsonl", lines + "{\n"), folder.path("out.jsonl"));
    let part = folder.path("out.jsonl.part");
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("kutip"))
        .args(["read", "-q", "-j1"])
        .arg(&path)
        .arg("-o")
        .arg(&out)
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // A record that is not whole is not read on from: there has to be one that is.
    while !fs::read(&part).is_ok_and(|written| written.contains(&b'\n')) {
        assert!(child.try_wait().unwrap().is_none(), "ended before a record was written");
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(part.exists() && !out.exists());
    (path, out)
}

#[test]
fn a_run_that_was_stopped_goes_on() {
    let folder = Folder::new("stopped");
    let (path, out) = stopped_run(&folder);
    let run_once = |path: &Path| run(kutip().arg("read").arg(path).arg("-qj1").arg("-o").arg(&out));
    let other = run_once(&folder.write("lain.txt", ARTICLE));
    assert_eq!(other.code, 2);
    assert!(other.stderr.contains("[K1004]"), "{}", other.stderr);
    assert_eq!(run_once(&path).code, 3);
    assert_eq!(fs::read_to_string(&out).unwrap(), read(&[&path]).stdout);
    for left in ["out.jsonl.part", "out.jsonl.run"] {
        assert!(!folder.path(left).exists(), "{left}");
    }
}

#[test]
fn a_run_does_not_go_on_where_options_or_texts_have_changed() {
    let folder = Folder::new("changed");
    let (path, out) = stopped_run(&folder);
    let run_with =
        |more: &[&str]| run(kutip().arg("read").arg(&path).arg("-qj1").arg("-o").arg(&out).args(more));
    let options = run_with(&["--layers", "times"]);
    assert_eq!(options.code, 2);
    assert!(options.stderr.contains("[K1004]"), "{}", options.stderr);
    // A line before what was read moves the rest.
    let lines = fs::read_to_string(&path).unwrap();
    fs::write(&path, json!({"text": "Hujan turun."}).to_string() + "\n" + &lines).unwrap();
    let texts = run_with(&[]);
    assert_eq!(texts.code, 2);
    assert!(texts.stderr.contains("[K1004]") && !out.exists(), "{}", texts.stderr);
    assert_eq!(run_with(&["--force"]).code, 3);
    assert_eq!(fs::read_to_string(&out).unwrap(), read(&[&path]).stdout);
}

#[test]
fn what_kutip_did_not_write_it_does_not_overwrite() {
    let folder = Folder::new("foreign");
    let good = folder.write("baik.txt", ARTICLE);
    let run_with =
        |out: &Path, more: &[&str]| run(kutip().arg("read").arg(&good).arg("-o").arg(out).args(more));
    folder.write("a.jsonl.part", "catatan");
    let foreign = run_with(&folder.path("a.jsonl"), &["--force"]);
    assert_eq!(foreign.code, 2);
    assert!(foreign.stderr.contains("[K1014]"), "{}", foreign.stderr);
    assert_eq!(fs::read_to_string(folder.path("a.jsonl.part")).unwrap(), "catatan");
    let notes = folder.write("catatan.md", "penting");
    let errors = run(kutip().arg("read").arg(&good).arg("--errors").arg(&notes));
    assert_eq!(errors.code, 2);
    assert_eq!(fs::read_to_string(&notes).unwrap(), "penting");
    fs::create_dir(folder.path("isi")).unwrap();
    let dir = run_with(&folder.path("isi"), &[]);
    assert_eq!(dir.code, 2);
    assert!(dir.stderr.contains("[K1013]") && dir.stderr.contains("isi"), "{}", dir.stderr);
    #[cfg(target_os = "linux")]
    {
        std::os::unix::fs::symlink(&notes, folder.path("b.jsonl.part")).unwrap();
        assert_eq!(run_with(&folder.path("b.jsonl"), &[]).code, 2);
        assert_eq!(fs::read_to_string(&notes).unwrap(), "penting");
        let full = run_with(Path::new("/dev/full"), &[]);
        assert_eq!(full.code, 6, "{}", full.stderr);
        assert!(!Path::new("/dev/full").is_file());
    }
}

#[test]
fn two_runs_do_not_write_one_output() {
    let folder = Folder::new("two");
    let good = folder.write("baik.txt", ARTICLE);
    let out = folder.path("out.jsonl");
    let mut first = Command::new(assert_cmd::cargo::cargo_bin("kutip"))
        .args(["read", "-", "-o"])
        .arg(&out)
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    while !folder.path("out.jsonl.part").exists() {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    let second = run(kutip().arg("read").arg(&good).arg("-o").arg(&out));
    assert_eq!(second.code, 5);
    assert!(second.stderr.contains("[K5001]"), "{}", second.stderr);
    first.stdin.take().unwrap().write_all(ARTICLE.as_bytes()).unwrap();
    assert!(first.wait().unwrap().success());
    assert_eq!(fs::read_to_string(&out).unwrap().lines().count(), 1);
}

#[test]
fn two_hundred_thousand_opening_marks_are_read_in_little_time() {
    let started = std::time::Instant::now();
    for mark in ["“", "\"", "'", "("] {
        let record = read_text(&mark.repeat(200_000));
        assert_sound(&record);
    }
    // Far above what it takes, even without optimization; far below what quadratic work would.
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

/// A process that writes to ours, its exit status, records and highest memory in kB.
fn feed(
    arguments: &[&str],
    write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> (i32, String, String) {
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("kutip"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // The reader may have enough before all is written.
    let _ = write(&mut stdin);
    let peak = peak_kb(child.id());
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert!(peak < 128 * 1024, "{peak} kB");
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// The highest memory of a process so far; 0 where the system does not tell.
fn peak_kb(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|peak| peak.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}

fn megabytes(out: &mut dyn Write, count: usize) -> std::io::Result<()> {
    let block = vec![b'x'; 1_000_000];
    (0..count).try_for_each(|_| out.write_all(&block))
}

#[test]
fn a_line_of_a_hundred_megabytes_is_refused_while_it_streams() {
    let (code, _, stderr) = feed(&["read", "-"], |out| megabytes(out, 100));
    assert_eq!(code, 4);
    assert!(stderr.contains("[K2101]"), "{stderr}");
    let (code, stdout, stderr) = feed(&["read", "-"], |out| {
        writeln!(out, "{}", json!({"text": ARTICLE}))?;
        write!(out, "{{\"text\":\"")?;
        megabytes(out, 100)?;
        writeln!(out, "\"}}\n{}", json!({"text": ARTICLE}))
    });
    assert_eq!((code, stdout.lines().count()), (3, 2), "{stderr}");
    assert!(stderr.contains("-:2: a line of 100,000,011 bytes"), "{stderr}");
}

#[test]
fn an_article_over_the_limit_is_refused_and_not_cut() {
    let (code, stdout, stderr) = feed(&["read", "-"], |out| megabytes(out, 2));
    assert_eq!((code, stdout.as_str()), (4, ""));
    assert!(stderr.contains("[K2105]") && stderr.contains("2,000,000 characters"), "{stderr}");
}

#[test]
fn a_closed_pipe_ends_the_run_quietly() {
    let folder = Folder::new("pipe");
    let line = json!({"text": ARTICLE}).to_string() + "\n";
    let path = folder.write("a.jsonl", line.repeat(2000));
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("kutip"))
        .args(["read", "-j", "2"])
        .arg(&path)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()), (Some(0), ""));
}

#[test]
fn the_first_record_does_not_wait_for_the_end_of_the_input() {
    let mut talk = Talk::start(&["read", "-"]);
    for _ in 0..3 {
        talk.article();
        assert!(talk.record().unwrap().starts_with("{\"schema\""));
    }
    talk.close();
    assert!(talk.record().is_none());
    assert_eq!(talk.child.wait().unwrap().code(), Some(0));
}

#[test]
fn the_bar_is_drawn_over_and_taken_away() {
    let mut talk = Talk::start(&["read", "-", "-j", "1", "--progress", "bar"]);
    talk.article();
    assert!(talk.record().is_some());
    std::thread::sleep(std::time::Duration::from_millis(600));
    talk.article();
    talk.say("{");
    talk.close();
    assert!(talk.record().is_some());
    let stderr = String::from_utf8(talk.child.wait_with_output().unwrap().stderr).unwrap();
    // Drawn once, then taken away for the message and at the end.
    let (bar, message) = stderr.split_once("\u{1b}[K\r\u{1b}[K").unwrap();
    assert!(bar.starts_with("\r2 articles · ") && bar.ends_with(" MB"), "{stderr:?}");
    assert!(message.starts_with("error [K2010]: -:3: not JSON"), "{stderr:?}");
    let none = run(kutip().args(["read", "-"]).write_stdin(ARTICLE));
    assert_eq!(none.stderr, "");
}

#[test]
fn progress_as_events_ends_with_what_was_done() {
    let run = run(kutip().args(["read", "-", "--progress", "json"]).write_stdin(ARTICLE));
    let last: Value = serde_json::from_str(run.stderr.lines().last().unwrap()).unwrap();
    assert_eq!((&last["type"], &last["data"]["articles"]), (&json!("done"), &json!(1)));
    assert_eq!(last["data"]["bytes"], ARTICLE.len());
}
