//! Packed files, WARC and tables that are not what they say.

use crate::common::Folder;
use crate::confined::kutip;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use std::time::Duration;

const PARAGRAPH: &str = "<p>Menteri Sari Wulandari mengatakan jembatan di Losari itu akan ditutup sampai hari Senin karena \
    rangkanya retak.</p>";

fn gzip(parts: impl IntoIterator<Item = impl AsRef<[u8]>>) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    for part in parts {
        encoder.write_all(part.as_ref()).unwrap();
    }
    encoder.finish().unwrap()
}

/// Much of nothing, packed.
fn bomb() -> Vec<u8> {
    gzip((0..200).map(|_| vec![b' '; 1_000_000]))
}

fn record(header: &str, body: &[u8]) -> Vec<u8> {
    let response =
        [format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{header}\r\n").as_bytes(), body].concat();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://k.example/a\r\nContent-Length: {}\r\n\r\n",
        response.len()
    );
    [head.as_bytes(), &response, b"\r\n\r\n"].concat()
}

/// Case 6.
#[test]
fn bombs_are_stopped_and_the_rest_is_read() {
    let folder = Folder::new("bombs");
    let good = || gzip([record("", PARAGRAPH.as_bytes())]);
    let huge = [
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 200000000\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
            .to_vec(),
        vec![b' '; 200_000_000],
    ];
    let members =
        [good(), gzip([record("Content-Encoding: gzip\r\n", &bomb())]), good(), gzip(huge), good()].concat();
    let warc = folder.write("a.warc.gz", members);
    let ended = kutip(&["read", warc.to_str().unwrap()], "");
    assert_eq!((ended.code, ended.records.len()), (3, 3), "{}", ended.stderr);
    assert!(ended.stderr.contains("[K2102]") && ended.stderr.contains("a.warc.gz@"), "{}", ended.stderr);
    for (name, bytes) in [
        ("b.txt.gz", bomb()),
        ("c.jsonl.gz", gzip([b"{\"text\":\"".to_vec(), vec![b' '; 100_000_000]])),
        ("d.html.gz", bomb()),
        ("e.csv.gz", gzip([b"id,text\n1,\"".to_vec(), vec![b' '; 100_000_000]])),
    ] {
        let path = folder.write(name, bytes);
        let ended = kutip(&["read", path.to_str().unwrap()], "");
        assert_eq!((ended.code, ended.records.len()), (4, 0), "{name}: {}", ended.stderr);
        assert!(
            ended.stderr.contains("[K2102]") && ended.cpu < Duration::from_secs(20),
            "{name}: {}",
            ended.stderr
        );
    }
    // Packed twice: the second packing is not opened.
    let path = folder.write("f.txt.gz", gzip([bomb()]));
    let ended = kutip(&["read", path.to_str().unwrap()], "");
    assert!(ended.code == 4 && ended.stderr.contains("[K2004]"), "{}", ended.stderr);
    assert_eq!(std::fs::read_dir(folder.path("")).unwrap().count(), 6);
}

/// Case 7, where every record lies about its length: each is looked at once.
#[test]
fn a_warc_of_false_lengths_takes_no_longer_than_a_good_one() {
    let folder = Folder::new("lengths");
    let lie =
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 31000000\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx\r\n\r\n";
    let warc =
        folder.write("a.warc", [lie.repeat(20_000).as_bytes(), &record("", PARAGRAPH.as_bytes())].concat());
    let ended = kutip(&["read", "-q", warc.to_str().unwrap()], "");
    assert_eq!((ended.code, ended.records.len()), (3, 1));
    assert!(ended.cpu < Duration::from_secs(30), "{:?}", ended.cpu);
}

/// Cases 5, 25 and 26 as far as reading goes.
#[test]
fn cells_of_tables_are_text_whatever_they_begin_with() {
    let folder = Folder::new("cells");
    let cells =
        ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\u{ff1d}1", "dua\nbaris", "kutip \"\" ganda"];
    let rows: String = cells.iter().enumerate().map(|(n, cell)| format!("{n},\"{cell}\"\n")).collect();
    let path = folder.write("a.csv", format!("id,text\n{rows}"));
    let ended = kutip(&["read", path.to_str().unwrap()], "");
    let texts: Vec<&str> =
        ended.records.iter().map(|record| record["document"]["text"].as_str().unwrap()).collect();
    assert_eq!(texts[..6], cells[..6], "{}", ended.stderr);
    assert_eq!(texts[6], "kutip \" ganda");
    let endless = folder.write("b.csv", [b"id,text\n1,\"".to_vec(), vec![b'x'; 60_000_000]].concat());
    let ended = kutip(&["read", endless.to_str().unwrap()], "");
    assert!(ended.code == 4 && ended.stderr.contains("[K2104]"), "{}", ended.stderr);
    let endless = folder.write("c.html", [b"<!doctype html>".to_vec(), vec![b'x'; 60_000_000]].concat());
    let ended = kutip(&["read", endless.to_str().unwrap()], "");
    assert!(ended.code == 4 && ended.stderr.contains("[K2101]"), "{}", ended.stderr);
}

/// Case 8: archives of files are not opened.
#[test]
fn archives_of_files_are_refused_by_name() {
    let folder = Folder::new("archives");
    let path = folder.write("a.wacz", b"PK\x03\x04../../etc/passwd");
    let ended = kutip(&["read", path.to_str().unwrap()], "");
    assert!(ended.code == 4 && ended.stderr.contains("zip data"), "{}", ended.stderr);
}
