//! What is no text, too much of it, or text in another encoding than it seems.

use crate::common::{ARTICLE, Folder, assert_sound, doubts};
use crate::confined::{kutip, read};
use serde_json::json;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

/// A file of a gigabyte that takes little room: what is not written reads as NUL.
fn gigabyte(path: &Path, head: &str, tail: &str) {
    use std::io::{Seek, SeekFrom};
    let mut file = File::create(path).unwrap();
    file.write_all(head.as_bytes()).unwrap();
    file.write_all("x".repeat(100_000).as_bytes()).unwrap();
    file.set_len(1 << 30).unwrap();
    file.seek(SeekFrom::End(0)).unwrap();
    file.write_all(tail.as_bytes()).unwrap();
}

/// Case 5.
#[test]
fn a_gigabyte_on_one_line_is_refused_and_the_other_files_are_read() {
    let folder = Folder::new("gigabyte");
    let path = |name: &str| folder.path(name).to_str().unwrap().to_owned();
    gigabyte(&folder.path("a.txt"), "", "");
    let line = json!({"text": ARTICLE}).to_string();
    gigabyte(&folder.path("b.jsonl"), "{\"text\":\"", &format!("\"}}\n{line}\n"));
    folder.write("c.txt", ARTICLE);
    let ended = kutip(&["read", &path("a.txt"), &path("b.jsonl"), &path("c.txt")], "");
    assert_eq!((ended.code, ended.records.len()), (3, 2), "{}", ended.stderr);
    for part in [
        "[K2101]",
        "a.txt: longer than 20,000,000 bytes",
        "[K2104]",
        "b.jsonl:1: a line of 1,073,741,826 bytes",
        "2 of 4 inputs",
    ] {
        assert!(ended.stderr.contains(part), "{part}: {}", ended.stderr);
    }
    assert_eq!(ended.records[0]["document"]["input"]["line"], 2);
    assert!(ended.cpu < Duration::from_secs(20), "{:?}", ended.cpu);
}

/// Case 12: bytes that are no UTF-8, each kind with the number of bytes that are replaced and the offset of the first.
#[test]
fn broken_utf8_is_replaced_and_counted_and_spans_stay_right() {
    let said = " “Kami tahu,” kata Sari.".as_bytes();
    let kinds: [(&str, &[u8], usize); 7] = [
        ("a lone byte", b"\xFF", 1),
        ("overlong", b"\xC0\xAF", 2),
        ("overlong in three", b"\xE0\x80\xAF", 3),
        ("a surrogate", b"\xED\xA0\x80", 3),
        ("beyond the last character", b"\xF4\x90\x80\x80", 4),
        ("a continuation alone", b"\x80\xBF", 2),
        ("a character cut short", b"\xF0\x9F\x98", 3),
    ];
    for (kind, bytes, count) in kinds {
        let ended = read([b"Hari ini", bytes, said].concat());
        let stderr = ended.stderr.clone();
        assert!(stderr.contains("warning [K2003]"), "{kind}: {stderr}");
        assert!(
            stderr.contains(&format!("{count} byte(s)")) && stderr.contains("at byte 8"),
            "{kind}: {stderr}"
        );
        let record = ended.record();
        assert_sound(&record);
        assert!(doubts(&record).contains(&"replaced_bytes"), "{kind}");
        let text: Vec<char> = record["document"]["text"].as_str().unwrap().chars().collect();
        let span = &record["statements"][0]["content"][0];
        let at = |end: usize| span[end].as_u64().unwrap() as usize;
        assert_eq!(text[at(0)..at(1)].iter().collect::<String>(), "Kami tahu", "{kind}");
    }
    // Cut off in the middle of a character at the end of the file.
    let record = read([said, b"\xE2\x80"].concat()).record();
    assert!(record["document"]["text"].as_str().unwrap().ends_with(".\u{FFFD}"));
}

/// Case 13, as far as plain text goes: what is not UTF-8 is not guessed at, and the message tells what to do.
#[test]
fn another_encoding_is_named_and_its_quotation_marks_are_doubted() {
    let folder = Folder::new("encoding");
    let old = b"\x93Kami tahu,\x94 kata Sari kepada wartawan.";
    let path = folder.write("lama.txt", old);
    let ended = kutip(&["read", path.to_str().unwrap()], "");
    assert!(ended.stderr.contains("the first at byte 0"), "{}", ended.stderr);
    assert!(ended.stderr.contains("iconv -f windows-1252"), "{}", ended.stderr);
    let record = ended.record();
    assert!(doubts(&record).contains(&"replaced_bytes"));
    assert!(record["document"]["text"].as_str().unwrap().starts_with("\u{FFFD}Kami tahu,\u{FFFD}"));
    // A byte order mark wins over the name and over what the bytes look like.
    let wide: Vec<u8> =
        format!("\u{FEFF}{}", json!({"text": ARTICLE})).encode_utf16().flat_map(u16::to_be_bytes).collect();
    let path = folder.write("lebar.jsonl", wide);
    assert_eq!(kutip(&["read", path.to_str().unwrap()], "").record()["document"]["text"], ARTICLE);
}

/// Case 14.
#[test]
fn wide_encodings_are_decoded_or_refused_by_name_and_utf7_is_plain_text() {
    let units = |mark: &str, swap: bool| -> Vec<u8> {
        let order = if swap { u16::to_be_bytes } else { u16::to_le_bytes };
        format!("{mark}{ARTICLE}").encode_utf16().flat_map(order).collect()
    };
    let whole = |mark: &str, swap: bool| -> Vec<u8> {
        let order = if swap { u32::to_be_bytes } else { u32::to_le_bytes };
        format!("{mark}{ARTICLE}").chars().flat_map(|c| order(c as u32)).collect()
    };
    for swap in [false, true] {
        let record = read(units("\u{FEFF}", swap)).record();
        assert_eq!(record["document"]["text"], ARTICLE);
        assert_sound(&record);
        for (bytes, code) in
            [(units("", swap), "K2009"), (whole("\u{FEFF}", swap), "K2009"), (whole("", swap), "K2004")]
        {
            let ended = read(bytes);
            assert_eq!((ended.code, ended.stdout.as_str()), (4, ""));
            assert!(ended.stderr.contains(code), "{code}: {}", ended.stderr);
        }
    }
    let seven = "+ADw-script+AD4-alert(1)+ADw-/script+AD4- kata Sari.";
    assert_eq!(read(seven).record()["document"]["text"], seven);
}
