//! Files as they come, read into articles.

#![allow(clippy::unwrap_used)]

use kutip_read::{Input, InputError, Limits, Options, Problem, Reader};
use std::fs;
use std::path::{Path, PathBuf};

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("kutip-read-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn read(path: impl AsRef<Path>) -> Vec<Result<Input, InputError>> {
    Reader::new([path.as_ref().to_owned()], Options::default()).collect()
}

fn texts(path: impl AsRef<Path>) -> Vec<String> {
    read(path).into_iter().map(|input| input.map_or_else(|e| e.problem.code().into(), |i| i.text)).collect()
}

#[test]
fn a_text_is_kept_to_the_last_character() {
    let folder = Folder::new("text");
    let text = "Satu\r\n\u{FEFF}dua\0 \u{202E}tiga\u{200B}\n\n";
    let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    assert_eq!(texts(folder.write("a.txt", marked)), [text]);
    assert_eq!(texts(folder.write("kosong.txt", "")), [""]);
    let wide: Vec<u8> = "\u{FEFF}“Ya”".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(texts(folder.write("lebar.txt", wide)), ["“Ya”"]);
}

#[test]
fn json_lines_are_told_by_name_or_by_their_first_line() {
    let folder = Folder::new("lines");
    let lines = "\n{\"text\":\"satu\"}\r\n\n{\"text\":\"dua\"}";
    assert_eq!(texts(folder.write("a.jsonl", lines)), ["satu", "dua"]);
    assert_eq!(texts(folder.write("a.data", lines)), ["satu", "dua"]);
    assert_eq!(texts(folder.write("mirip.txt", lines)), [lines]);
    let other = "{ini bukan JSON}\ndua";
    assert_eq!(texts(folder.write("b.data", other)), [other]);
    assert_eq!(texts(folder.write("c.json", "{\n \"text\": \"satu\"\n}\n")), ["satu"]);
    let wide: Vec<u8> = format!("\u{FEFF}{lines}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(texts(folder.write("d.jsonl", wide)), ["satu", "dua"]);
}

#[test]
fn a_broken_line_says_where_and_the_rest_is_read() {
    let folder = Folder::new("broken");
    let path = folder.write("a.jsonl", "{\"text\":\"satu\"}\n{\"text\":\n[]\n{\"text\":\"dua\"}\n");
    let read = read(&path);
    let places: Vec<_> =
        read.iter().map(|r| r.as_ref().map_or_else(|e| e.place.line, |i| i.place.line)).collect();
    assert_eq!(places, [Some(1), Some(2), Some(3), Some(4)]);
    assert_eq!(texts(path), ["satu", "K2010", "K2011", "dua"]);
}

#[test]
fn folders_are_walked_in_order_without_hidden_files() {
    let folder = Folder::new("walk");
    for name in
        ["b/2.txt", "b/1.txt", "a.txt", ".git/x.txt", "node_modules/x.txt", "c.txt~", "c/.x.txt", "d.txt"]
    {
        folder.write(name, name);
    }
    assert_eq!(texts(&folder.0), ["a.txt", "b/1.txt", "b/2.txt", "d.txt"]);
    assert_eq!(texts(folder.0.join("**/*.txt")), ["a.txt", "b/1.txt", "b/2.txt", "d.txt"]);
    assert_eq!(texts(folder.0.join("c")), ["K2006"]);
    assert_eq!(texts(folder.0.join("*.html")), ["K2007"]);
    assert_eq!(texts(folder.0.join("tidak-ada")), ["K2001"]);
}

#[test]
fn what_is_over_a_limit_is_refused_and_the_next_is_read() {
    let folder = Folder::new("limits");
    let limits = Limits { file_bytes: 50, line_bytes: 40, text_chars: 20, ..Limits::default() };
    let options = Options { limits, ..Options::default() };
    let long = "x".repeat(21);
    let paths = [
        folder.write("1.txt", "y".repeat(51)),
        folder.write("2.txt", &long),
        folder.write(
            "3.jsonl",
            format!("{{\"text\":\"{}\"}}\n{{\"text\":\"{long}\"}}\n{{\"text\":\"ya\"}}", "z".repeat(50)),
        ),
        folder.write("4.txt", "é".repeat(20)),
    ];
    let codes: Vec<_> =
        Reader::new(paths, options).map(|r| r.map_or_else(|e| e.problem.code(), |_| "ok")).collect();
    assert_eq!(codes, ["K2101", "K2105", "K2104", "K2105", "ok", "ok"]);
}

#[test]
fn what_is_no_text_is_refused_by_name() {
    let folder = Folder::new("refused");
    assert_eq!(texts(folder.write("a.html", "Teks")), ["K2005"]);
    assert_eq!(texts(folder.write("b", "<!doctype html><p>Teks")), ["K2005"]);
    assert_eq!(texts(folder.write("c.txt", b"\x89PNG\r\n\x1a\n")), ["K2004"]);
    let read = read(folder.write("d.jsonl", b"\x1f\x8b\x08\0"));
    assert!(matches!(&read[0], Err(InputError { problem: Problem::Binary("gzip"), .. })));
}

#[test]
fn broken_bytes_are_replaced_with_a_warning() {
    let folder = Folder::new("bytes");
    let read = read(folder.write("a.txt", b"\xEF\xBB\xBF\x93Ya\x94 kata Sari"));
    let input = read[0].as_ref().unwrap();
    assert_eq!(input.text, "\u{FFFD}Ya\u{FFFD} kata Sari");
    assert_eq!(input.replaced.map(|r| (r.bytes, r.first, r.at)), Some((2, 3, 0)));
    assert_eq!(input.warnings[0].problem.code(), "K2003");
}
