//! What is refused or warned of by name, and in which language.

#![allow(clippy::unwrap_used)]

mod common;

use common::{ARTICLE, Folder, Talk, kutip, read, run};
use serde_json::json;

#[test]
fn json_that_is_not_one_object_a_line_is_refused_by_name() {
    let folder = Folder::new("json-no-lines");
    let article = json!({"id": "a", "text": ARTICLE});
    let list = serde_json::to_string_pretty(&json!([article, article])).unwrap();
    let object = serde_json::to_string_pretty(&article).unwrap();
    for (text, what) in [(&list, "a JSON list"), (&object, "over several lines")] {
        let run = run(kutip().args(["read", "-"]).write_stdin(text.clone()));
        assert_eq!((run.code, run.records.len()), (4, 0), "{text}");
        assert!(run.stderr.contains("[K2017]") && run.stderr.contains(what), "{}", run.stderr);
        assert!(run.stderr.contains("JSON lines") && run.stderr.contains("jq -c"), "{}", run.stderr);
    }
    assert_eq!(read(&[&folder.write("daftar.json", &list)]).code, 4);
    // One object alone in a file of that name is an article; so is any text in a file of texts.
    assert_eq!(read(&[&folder.write("satu.json", &object)]).records.len(), 1);
    assert_eq!(read(&[&folder.write("teks.txt", &list)]).records.len(), 1);
    // A line that is an object without a text is wrong as a line.
    let run = run(kutip().args(["read", "-"]).write_stdin(format!("{{\"id\":\"a\"}}\n{article}\n")));
    assert_eq!((run.code, run.records.len()), (3, 1));
    assert!(run.stderr.contains("[K2012]: -:1:"), "{}", run.stderr);
}

#[test]
fn text_with_brackets_and_braces_is_text() {
    for text in ["[Jakarta] Menteri Sari tiba.", "{Jakarta} Menteri Sari tiba.", "[{", "{\"Ya\", kata Sari}"]
    {
        let run = run(kutip().args(["read", "-"]).write_stdin(text));
        assert_eq!((run.code, run.records.len()), (0, 1), "{text}: {}", run.stderr);
    }
}

#[test]
fn an_id_given_twice_is_warned_of_with_both_places() {
    let folder = Folder::new("same-id");
    let line = |id: &str| format!("{}\n", json!({"id": id, "text": ARTICLE}));
    let first = folder.write("satu.jsonl", line("a") + &line("b") + &line("a"));
    let second = folder.write("dua.jsonl", line("c") + &line("b"));
    let run = read(&[&first, &second]);
    assert_eq!((run.code, run.records.len()), (0, 5));
    let warnings: Vec<&str> = run.stderr.lines().filter(|line| line.contains("[K2018]")).collect();
    assert_eq!(warnings.len(), 2, "{}", run.stderr);
    assert!(warnings[0].contains("satu.jsonl:3: the id 'a'") && warnings[0].contains("satu.jsonl:1, too"));
    assert!(warnings[1].contains("dua.jsonl:2: the id 'b'") && warnings[1].contains("satu.jsonl:2, too"));
}

#[test]
fn faults_are_told_in_indonesian() {
    let folder = Folder::new("indonesian");
    let broken = folder.write("rusak.jsonl", "{\"text\": \"a");
    let told = |arguments: &[&str]| {
        let run = run(kutip().env("LANG", "id_ID.UTF-8").args(arguments));
        assert!(!run.stderr.contains("error") && !run.stderr.contains("expected"), "{}", run.stderr);
        (run.code, run.stderr)
    };
    for (arguments, code, words) in [
        (vec!["read", "--tidak-ada"], 2, "galat: argumen '--tidak-ada' tidak dikenal"),
        (vec!["read", "a.txt", "--date", "kemarin"], 2, "galat: nilai 'kemarin'"),
        (vec!["read", "a.txt", "--html", "--json"], 2, "tidak dapat dipakai bersama"),
        (vec!["baca"], 2, "galat: perintah 'baca' tidak dikenal"),
        (vec!["explain"], 2, "galat: argumen wajib belum diberikan"),
        (vec!["read", broken.to_str().unwrap()], 4, "berakhir di tengah string"),
        (vec!["eval", "tidak-ada.jsonl"], 4, "berkas atau folder tidak ada"),
    ] {
        let (found, stderr) = told(&arguments);
        assert!(found == code && stderr.contains(words), "{arguments:?}: {found} {stderr}");
    }
}

#[cfg(unix)]
#[test]
fn the_exit_status_tells_the_signal() {
    for (signal, status) in [("-INT", 130), ("-TERM", 143), ("-HUP", 129)] {
        let mut talk = Talk::start(&["read", "-"]);
        talk.article();
        assert!(talk.record().is_some());
        let id = talk.child.id().to_string();
        let sent = std::process::Command::new("kill").args([signal, &id]).status();
        let sent = sent.is_ok_and(|status| status.success());
        if !sent {
            talk.close();
        }
        assert_eq!(talk.child.wait().unwrap().code(), Some(if sent { status } else { 0 }), "{signal}");
    }
}
