//! The engine holds no word of a language: every string and character in `src` is a name that `names.txt` lists with
//! its reason. Words, quotation marks and punctuation belong into the language's folder.
//!
//! Test modules, comments and codes of digits do not count. A literal is listed as the source writes it, quotes
//! included; one with a character beyond ASCII is never allowed. Literals that still have to move are rows of
//! `known.tsv`.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a proof that cannot be set up fails aloud")]

mod common;
#[path = "common/lexer.rs"]
mod lexer;

use common::known::{self, Failure};
use lexer::Token;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Attributes that speak to the reader, the linter or the compiler.
const TALK: [&str; 5] = ["doc", "allow", "expect", "warn", "path"];

/// One literal of the source.
#[derive(Debug)]
struct Literal {
    file: String,
    line: usize,
    text: String,
}

#[test]
fn every_literal_is_a_name_with_a_reason() {
    let mut literals = Vec::new();
    module(&common::here().join("src/lib.rs"), &mut literals);
    assert!(literals.len() > 5, "the modules of src/lib.rs were not found");
    let allowed = allowed();
    let used: BTreeSet<&str> = literals.iter().map(|literal| literal.text.as_str()).collect();
    for name in allowed.keys() {
        assert!(is_ascii(name), "names.txt: {name} is not ASCII");
    }
    let stale: Vec<&String> = allowed.keys().filter(|name| !used.contains(name.as_str())).collect();
    if common::update() {
        take_out(&stale);
    } else {
        assert!(stale.is_empty(), "names.txt: in no source file any more, take them out: {stale:?}");
    }
    let failures: Vec<Failure> = literals
        .iter()
        .filter(|literal| !is_code(&literal.text))
        .filter(|literal| !is_ascii(&literal.text) || !allowed.contains_key(&literal.text))
        .map(|literal| Failure {
            file: literal.file.clone(),
            entry: String::new(),
            line: literal.text.clone(),
            reason: "literal: belongs into the language's folder".to_owned(),
            shown: format!("    {}:{}: {}", literal.file, literal.line, literal.text),
        })
        .collect();
    known::settle(&failures, literals.len(), false, |file| file.starts_with("src/"));
}

#[test]
fn literals_are_told_from_comments_and_tests() {
    let source = r##"
        //! "a"
        /// "b"
        #[allow(dead_code, reason = "c")]
        fn f<'a>() -> &'a str { g('d', b"e", 1.5, '\'') } /* "h" /* "i" */ 'j' */
        const Z: &str = r#"k"#;
        #[cfg(test)] mod tests { const X: &str = "f"; }
        #[cfg(test)] mod more;
        const Y: &str = "\u{e9}";
    "##;
    let mut found = Vec::new();
    let tests = literals("x.rs", source, &mut found);
    let texts: Vec<&str> = found.iter().map(|literal| literal.text.as_str()).collect();
    assert_eq!(texts, ["'d'", "b\"e\"", r"'\''", r##"r#"k"#"##, "\"\\u{e9}\""]);
    assert_eq!(tests.into_iter().collect::<Vec<_>>(), ["more"]);
    assert!(!is_ascii(texts[4]) && is_ascii("\"\\u{41}\\x7f\"") && !is_ascii("'\\x80'"));
}

/// The names that the engine may hold, with their reasons.
fn allowed() -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(common::here().join("tests/names.txt")).expect("names.txt");
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| {
            let (name, reason) = line.split_once('\t').expect("names.txt: a literal, a tab, a reason");
            assert!(!reason.trim().is_empty(), "names.txt: {name} has no reason");
            (name.to_owned(), reason.trim().to_owned())
        })
        .collect()
}

/// Rewrites `names.txt` without the names that nobody uses.
fn take_out(stale: &[&String]) {
    let path = common::here().join("tests/names.txt");
    let text = std::fs::read_to_string(&path).expect("names.txt");
    let kept = text.lines().filter(|line| {
        line.split_once('\t').is_none_or(|(name, _)| stale.iter().all(|other| *other != name))
    });
    let kept: String = kept.map(|line| format!("{line}\n")).collect();
    std::fs::write(path, kept).expect("names.txt can be written");
}

/// Whether a literal is a string of digits: the code of an event.
fn is_code(literal: &str) -> bool {
    literal.len() > 3 && literal.trim_matches('"').bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a literal is ASCII, escapes included.
fn is_ascii(literal: &str) -> bool {
    let escape = |mark: &str, end: fn(char) -> bool| {
        literal.split(mark).skip(1).all(|rest| {
            let digits = rest.split(end).next().unwrap_or_default().replace('_', "");
            let digits = if mark == "\\x" { digits.chars().take(2).collect() } else { digits };
            u32::from_str_radix(&digits, 16).is_ok_and(|code| code < 0x80)
        })
    };
    literal.is_ascii() && escape("\\u{", |c| c == '}') && escape("\\x", |c| !c.is_ascii_hexdigit())
}

/// The literals of a file and of the modules in the folder beside it.
fn module(path: &Path, out: &mut Vec<Literal>) {
    let source = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let name = path.strip_prefix(common::here()).unwrap_or(path).display().to_string();
    let tests = literals(&name, &source, out);
    for child in children(path) {
        let stem = child.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        if !tests.contains(stem) {
            module(&child, out);
        }
    }
}

/// Rust files in the folder of a module: beside `lib.rs`, in `x/` for `x.rs`.
fn children(path: &Path) -> Vec<PathBuf> {
    let folder = if path.ends_with("lib.rs") { path.with_file_name("") } else { path.with_extension("") };
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|kind| kind == "rs") && file != path);
    files.sort();
    files
}

/// Collects literals; returns the names of modules in other files that only the tests see.
fn literals(file: &str, source: &str, out: &mut Vec<Literal>) -> BTreeSet<String> {
    let tokens = lexer::tokens(source);
    let mut tests = BTreeSet::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Some(end) = attribute_end(&tokens, at) {
            let words: Vec<&str> = tokens[at..end].iter().filter_map(word).collect();
            if words == ["cfg", "test"] {
                let (next, name) = item_end(&tokens, end);
                tests.extend(name);
                at = next;
                continue;
            }
            if words.first().is_some_and(|name| TALK.contains(name)) {
                at = end;
                continue;
            }
        }
        if let Token::Literal(text, line) = &tokens[at] {
            out.push(Literal { file: file.to_owned(), line: *line, text: text.clone() });
        }
        at += 1;
    }
    tests
}

fn word(token: &Token) -> Option<&str> {
    match token {
        Token::Word(word) => Some(word),
        _ => None,
    }
}

/// One past the attribute that begins at `at`.
fn attribute_end(tokens: &[Token], at: usize) -> Option<usize> {
    if tokens[at] != Token::Mark('#') {
        return None;
    }
    let open = at + 1 + usize::from(tokens.get(at + 1) == Some(&Token::Mark('!')));
    (tokens.get(open) == Some(&Token::Mark('['))).then(|| closing(tokens, open))
}

/// One past the bracket that closes the one at `open`.
fn closing(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token {
            Token::Mark('(' | '[' | '{') => depth += 1,
            Token::Mark(')' | ']' | '}') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

/// One past the item that begins at `at`; its name where it is a module in another file.
fn item_end(tokens: &[Token], mut at: usize) -> (usize, Option<String>) {
    while at < tokens.len() {
        match &tokens[at] {
            Token::Mark(';') => {
                let name = tokens[at - 1..at].iter().find_map(word).map(str::to_owned);
                return (at + 1, name);
            }
            Token::Mark('{') => return (closing(tokens, at), None),
            Token::Mark('(' | '[') => at = closing(tokens, at),
            _ => at += 1,
        }
    }
    (at, None)
}
