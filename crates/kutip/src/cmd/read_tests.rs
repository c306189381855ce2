use super::*;
use crate::args::{Args, Command};
use clap::Parser;
use serde_json::{Value, json};
use std::fs;

/// A folder of its own that holds some lines of JSON.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, texts: &[&str]) -> Self {
        let path = std::env::temp_dir().join(format!("kutip-read-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        let lines: String = texts.iter().map(|text| json!({"text": text}).to_string() + "\n").collect();
        fs::write(path.join("a.jsonl"), lines).unwrap();
        Self(path)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    /// Reads its articles with `make`; the exit status, what was written and the rows of `--errors`.
    fn read(
        &self,
        jobs: usize,
        make: impl Fn(Input, &mut Scratch, &mut Vec<u8>) -> String + Sync,
    ) -> (Exit, String, Vec<Value>) {
        let (input, out, errors) = (self.path("a.jsonl"), self.path("out"), self.path("errors"));
        let line = ["kutip", "read", &input, "-q", "--force", "-o", &out, "--errors", &errors];
        let Command::Read(args) = Args::parse_from(line).command else { panic!("read") };
        let (items, sink) = Sink::open(&args, None).unwrap();
        let exit = read_all(jobs, items, sink, make);
        let rows = fs::read_to_string(errors).unwrap();
        let rows = rows.lines().map(|row| serde_json::from_str(row).unwrap()).collect();
        (exit, fs::read_to_string(&out).unwrap(), rows)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Copies a text, unless the text tells it to panic.
fn copy(input: Input, _: &mut Scratch, out: &mut Vec<u8>) -> String {
    out.extend(input.text.bytes());
    match input.text.as_str() {
        "number" => assert_eq!(input.text.len(), 7, "counted"),
        "word" => panic!("a word"),
        "other" => std::panic::panic_any(7),
        _ => {}
    }
    out.push(b'\n');
    String::new()
}

#[test]
fn an_article_that_makes_the_engine_panic_is_named_and_the_others_are_read() {
    let folder = Folder::new("panic", &["one", "number", "two", "word", "other", "three"]);
    for jobs in [1, 3] {
        let (exit, out, rows) = folder.read(jobs, copy);
        assert_eq!((exit, out.as_str()), (Exit::Partly, "one\ntwo\nthree\n"));
        let lines: Vec<_> = rows.iter().map(|row| row["line"].as_u64()).collect();
        assert_eq!(lines, [Some(2), Some(4), Some(5)]);
        for (row, what) in rows.iter().zip(["counted", "a word", "no message"]) {
            assert_eq!((&row["code"], &row["severity"]), (&json!("K3001"), &json!("error")));
            let found = row["found"].as_str().unwrap();
            assert!(row["file"].as_str().unwrap().ends_with("a.jsonl"), "{row}");
            // What went wrong, and where in our source.
            assert!(found.contains(what) && found.contains("read_tests.rs:"), "{found}");
        }
    }
}

#[test]
fn what_an_article_left_half_written_is_not_written() {
    let folder = Folder::new("half", &["word", "other"]);
    let (exit, out, rows) = folder.read(1, copy);
    assert_eq!((exit, out.as_str(), rows.len()), (Exit::Io, "", 2));
}

#[test]
fn the_scratch_of_an_article_that_panicked_is_not_used_again() {
    let mut scratch = Scratch::default();
    let item = |text: &str| Ok(Item::from(Input { text: text.to_owned(), ..Input::default() }));
    caught::silence();
    assert!(outcome(item("word"), &mut scratch, copy).kind == Kind::Failed);
    let next = outcome(item("one"), &mut scratch, copy);
    assert_eq!(
        (next.kind == Kind::Failed, next.bytes.as_slice()),
        (
            false,
            b"one
"
            .as_slice()
        )
    );
    assert!(!caught::CAUGHT.get());
}
