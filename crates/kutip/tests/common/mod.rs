//! What the tests of the binary share: folders of their own, runs of the binary, and a small JSON Schema check.

#![allow(
    clippy::unwrap_used,
    dead_code,
    unreachable_pub,
    missing_docs,
    reason = "each test file is a crate of its own and uses its part"
)]

pub mod schema;
pub mod server;

use assert_cmd::Command;
#[allow(unused_imports, reason = "each test file uses its part")]
pub use schema::assert_sound;
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Lines, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// A text with a statement of each kind, a date and a figure.
pub const ARTICLE: &str = "Menteri Perhubungan Sari Wulandari mengatakan jembatan itu ditutup sampai Senin (28/10).\n\
    “Kami menutupnya demi keselamatan,” kata Sari kepada wartawan, Senin (28/10), dikutip Reuters.\n\
    Ia menambahkan 3.000 orang diungsikan dari desa itu.\n";

pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        // Tests run side by side, and may come to the same name.
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Relaxed);
        let path = std::env::temp_dir().join(format!("kutip-{}-{count}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The binary, in an environment of its own.
pub fn kutip() -> Command {
    let mut command = Command::cargo_bin("kutip").unwrap();
    command.env_clear().env("LANG", "C");
    command
}

/// What a run of `kutip read` gave.
pub struct Run {
    pub code: i32,
    pub records: Vec<Value>,
    pub stdout: String,
    pub stderr: String,
}

pub fn read(arguments: &[&Path]) -> Run {
    run(kutip().arg("read").args(arguments))
}

pub fn read_text(text: &str) -> Value {
    let mut run = run(kutip().args(["read", "-"]).write_stdin(text));
    assert_eq!((run.code, run.records.len()), (0, 1), "{}", run.stderr);
    run.records.remove(0)
}

pub fn run(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    let stdout = String::from_utf8(output.stdout).unwrap();
    Run {
        code: output.status.code().unwrap_or(-1),
        records: stdout.lines().filter_map(|line| serde_json::from_str(line).ok()).collect(),
        stdout,
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A run that is spoken to while it goes on: a line in, a record out.
pub struct Talk {
    pub child: Child,
    stdin: Option<ChildStdin>,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Talk {
    pub fn start(arguments: &[&str]) -> Self {
        let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("kutip"))
            .args(arguments)
            .env("LANG", "C")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let stdin = child.stdin.take();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, stdin, lines }
    }

    /// Writes a line.
    pub fn say(&mut self, line: &str) {
        writeln!(self.stdin.as_mut().unwrap(), "{line}").unwrap();
    }

    /// Writes an article's line.
    pub fn article(&mut self) {
        self.say(&serde_json::json!({"text": ARTICLE}).to_string());
    }

    /// Ends the input.
    pub fn close(&mut self) {
        self.stdin = None;
    }

    /// The next record, none at the end.
    pub fn record(&mut self) -> Option<String> {
        self.lines.next().map(Result::unwrap)
    }
}

/// The kinds of the doubts of a record.
pub fn doubts(record: &Value) -> Vec<&str> {
    record["doubts"].as_array().unwrap().iter().filter_map(|doubt| doubt["kind"].as_str()).collect()
}
