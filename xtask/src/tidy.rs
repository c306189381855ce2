//! The repository checks itself: what reviewers would otherwise have to look for.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::args::Args;
use crate::{Outcome, files};

const LONGEST_FILE: usize = 600;
/// Made by tools, not by us.
const SKIPPED: [&str; 5] = [".git", "target", ".venv", "node_modules", "__pycache__"];

pub(crate) fn run(args: Args) -> Outcome {
    args.end()?;
    match problems(&files::root()).as_slice() {
        [] => Ok(()),
        problems => Err(problems.join("\n")),
    }
}

/// What is untidy below a folder, one line each.
fn problems(root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut paths = Vec::new();
    walk(root, &mut paths);
    for path in paths {
        // What is not UTF-8 is no text, and none of this applies.
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
        found.extend(of_file(&name, &text).into_iter().map(|problem| format!("{name}: {problem}")));
    }
    found.sort();
    found
}

fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
    for path in std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        let skipped = path.file_name().is_some_and(|name| SKIPPED.iter().any(|skip| name == *skip));
        if path.is_dir() && !skipped {
            walk(&path, out);
        } else if path.is_file() && !skipped {
            out.push(path);
        }
    }
}

fn of_file(name: &str, text: &str) -> Vec<String> {
    let mut out = Vec::new();
    if text.contains(concat!("/wo", "rk/")) {
        out.push("names a folder of one machine".to_owned());
    }
    let written =
        ["rs", "toml", "md", "yml", "css", "js", "html"].iter().any(|e| name.ends_with(&format!(".{e}")));
    for (number, line) in text.lines().enumerate().filter(|_| written) {
        if line.ends_with([' ', '\t']) {
            out.push(format!("space at the end of line {}", number + 1));
        }
    }
    if written && !text.is_empty() && !text.ends_with('\n') {
        out.push("no line end at the end".to_owned());
    }
    if name.ends_with(".rs") && text.lines().count() > LONGEST_FILE {
        out.push(format!("{} lines, {LONGEST_FILE} are the most", text.lines().count()));
    }
    let crate_root = ["src/lib.rs", "src/main.rs", "build.rs"].iter().any(|root| name.ends_with(root));
    if crate_root && !text.starts_with("//! ") {
        out.push("does not begin with what it is for (//!)".to_owned());
    }
    if name.ends_with(".toml") {
        match text.parse::<toml::Table>() {
            Err(error) => out.push(format!("no TOML: {error}")),
            Ok(table) if name.ends_with("Cargo.toml") => out.extend(of_manifest(&table)),
            Ok(_) => {}
        }
    }
    if name.contains("eval/annotations/") && name.ends_with(".jsonl") {
        out.extend(of_annotations(text));
    }
    out
}

/// Every crate says what it is, under which licence, and takes the lints of the workspace.
fn of_manifest(table: &toml::Table) -> Vec<String> {
    let Some(package) = table.get("package") else { return Vec::new() };
    let mut out = Vec::new();
    for key in ["description", "version", "edition", "rust-version", "license"] {
        if package.get(key).is_none() {
            out.push(format!("package.{key} is missing"));
        }
    }
    let lints = table.get("lints").and_then(|lints| lints.get("workspace")).and_then(toml::Value::as_bool);
    if lints != Some(true) {
        out.push("lints.workspace = true is missing".to_owned());
    }
    out
}

/// The texts belong to their publishers: annotations are committed without them.
fn of_annotations(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let problem = match serde_json::from_str::<Value>(line) {
            Err(error) => format!("no JSON: {error}"),
            Ok(line) if line.get("text").is_some() => {
                "carries its text; cargo xtask strip drops it".to_owned()
            }
            Ok(line) if line["source_id"].is_null() || line["sha256"].is_null() => {
                "no source_id or sha256".to_owned()
            }
            Ok(_) => continue,
        };
        out.push(format!("line {}: {problem}", number + 1));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_repository_is_tidy() {
        let problems = problems(&files::root());
        assert!(problems.is_empty(), "\n{}", problems.join("\n"));
    }

    #[test]
    fn what_is_untidy_is_found() {
        let one = |name: &str, text: &str| of_file(name, text).join("; ");
        assert_eq!(one("src/a.rs", "//! A.\n"), "");
        assert!(one("a.md", "word \n").contains("line 1"));
        assert!(one("a.rs", &"//\n".repeat(601)).contains("601 lines"));
        assert!(one("x/src/lib.rs", "mod a;\n").contains("//!"));
        assert!(one("a.txt", concat!("see /wo", "rk/x")).contains("one machine"));
        assert!(one("a.toml", "a = \n").contains("no TOML"));
        assert!(one("x/Cargo.toml", "[package]\nname = \"x\"\n").contains("package.license is missing"));
        assert!(one("eval/annotations/a.jsonl", "{\"text\": \"x\"}\n").contains("strip"));
    }
}
