//! What the tests of the binary share: folders of their own, runs of the binary, and a small JSON Schema check.

#![allow(
    clippy::unwrap_used,
    dead_code,
    unreachable_pub,
    missing_docs,
    reason = "each test file is a crate of its own and uses its part"
)]

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// A text with a statement of each kind, a date and a figure.
pub const ARTICLE: &str = "Menteri Perhubungan Sari Wulandari mengatakan jembatan itu ditutup sampai Senin (28/10).\n\
    “Kami menutupnya demi keselamatan,” kata Sari kepada wartawan, Senin (28/10), dikutip Reuters.\n\
    Ia menambahkan 3.000 orang diungsikan dari desa itu.\n";

pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("kutip-{}-{name}", std::process::id()));
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

/// The kinds of the doubts of a record.
pub fn doubts(record: &Value) -> Vec<&str> {
    record["doubts"].as_array().unwrap().iter().filter_map(|doubt| doubt["kind"].as_str()).collect()
}

/// What in `value` is not as `schema` says. Knows the words that our schema uses, and fails on others.
pub fn violations(schema: &Value, root: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    for (word, rule) in schema.as_object().unwrap() {
        let holds = match word.as_str() {
            "$schema" | "$id" | "$defs" | "title" | "description" | "format" => true,
            "$ref" => {
                let target = root.pointer(rule.as_str().unwrap().trim_start_matches('#')).unwrap();
                violations(target, root, value, at, found);
                true
            }
            "type" => match rule {
                Value::Array(kinds) => kinds.iter().any(|kind| is_kind(value, kind.as_str().unwrap())),
                kind => is_kind(value, kind.as_str().unwrap()),
            },
            "const" => value == rule,
            "enum" => rule.as_array().unwrap().contains(value),
            "anyOf" => rule.as_array().unwrap().iter().any(|choice| {
                let mut inner = Vec::new();
                violations(choice, root, value, at, &mut inner);
                inner.is_empty()
            }),
            "minimum" => value.as_f64().is_none_or(|number| number >= rule.as_f64().unwrap()),
            "minItems" => value.as_array().is_none_or(|items| items.len() >= rule.as_u64().unwrap() as usize),
            "maxItems" => value.as_array().is_none_or(|items| items.len() <= rule.as_u64().unwrap() as usize),
            "pattern" => value.as_str().is_none_or(|text| is_like(text, rule.as_str().unwrap())),
            "required" => value.as_object().is_none_or(|object| {
                rule.as_array().unwrap().iter().all(|name| object.contains_key(name.as_str().unwrap()))
            }),
            "properties" => {
                for (name, rule) in rule.as_object().unwrap() {
                    if let Some(inner) = value.get(name) {
                        violations(rule, root, inner, &format!("{at}.{name}"), found);
                    }
                }
                true
            }
            "items" => {
                for (number, item) in value.as_array().into_iter().flatten().enumerate() {
                    violations(rule, root, item, &format!("{at}[{number}]"), found);
                }
                true
            }
            other => panic!("the check does not know the schema's word {other}"),
        };
        if !holds {
            found.push(format!("{at}: {value} breaks {word} {rule}"));
        }
    }
}

fn is_kind(value: &Value, kind: &str) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("no kind of JSON value: {other}"),
    }
}

/// The few patterns of the schema.
fn is_like(text: &str, pattern: &str) -> bool {
    let number = |digits: &str| !digits.starts_with('0') && digits.parse::<u64>().is_ok();
    match pattern {
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" => kutip::parse_day(text).is_some() && text.len() == 10,
        "^[0-9a-f]{64}$" => text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')),
        "^(pass|model|[a-z]{2,3})/.+$" => text.split_once('/').is_some_and(|(maker, rest)| {
            let code = (2..=3).contains(&maker.len()) && maker.bytes().all(|b| b.is_ascii_lowercase());
            (code || maker == "pass" || maker == "model") && !rest.is_empty()
        }),
        id => {
            let letter = id.strip_prefix('^').and_then(|id| id.strip_suffix("[1-9][0-9]*$"));
            let letter = letter.unwrap_or_else(|| panic!("the check does not know the pattern {id}"));
            text.strip_prefix(letter).is_some_and(number)
        }
    }
}

/// Fails when the record is not as the schema says, or points outside its text.
pub fn assert_sound(record: &Value) {
    let schema: Value = serde_json::from_str(kutip::SCHEMA).unwrap();
    let mut found = Vec::new();
    violations(&schema, &schema, record, "", &mut found);
    let chars = record["document"]["text"].as_str().unwrap().chars().count();
    spans(record, "", chars, &mut found);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Every pair of numbers is a stretch of the text.
fn spans(value: &Value, at: &str, chars: usize, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => match items.as_slice() {
            [Value::Number(start), Value::Number(end)] => {
                let (start, end) = (start.as_u64().unwrap() as usize, end.as_u64().unwrap() as usize);
                if start >= end || end > chars {
                    found.push(format!("{at}: [{start}, {end}] is no stretch of {chars} characters"));
                }
            }
            items => items.iter().for_each(|item| spans(item, at, chars, found)),
        },
        Value::Object(fields) => {
            fields
                .iter()
                .filter(|(name, _)| *name != "meta")
                .for_each(|(name, value)| spans(value, name, chars, found));
        }
        _ => {}
    }
}
