//! Files as they come, read into articles.

#![allow(clippy::unwrap_used)]

use kutip_read::{Filter, Input, InputError, Limits, Options, Problem, Reader};
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
    assert_eq!(texts(folder.write("a.html", "Teks")), ["K2022"]);
    assert_eq!(texts(folder.write("b", "<!doctype html><p>Teks")), ["K2022"]);
    assert_eq!(texts(folder.write("c.txt", b"\x89PNG\r\n\x1a\n")), ["K2004"]);
    assert_eq!(texts(folder.write("d.jsonl", b"\x1f\x8b\x08\0")), ["K2031"]);
    let read = read(folder.write("e.gz", gzip(&gzip(b"Teks"))));
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

const PARAGRAPH: &str = "Menteri Sari Wulandari mengatakan jembatan di Losari itu akan ditutup sampai hari Senin karena rangkanya retak.";

fn page(number: usize) -> String {
    format!(
        "<!doctype html><title>Judul {number}</title><article><h1>Judul {number}</h1><p>{PARAGRAPH}</p><p>Nomor {number}.</p></article>"
    )
}

fn record(number: usize, head: &str, page: &str) -> Vec<u8> {
    let response = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
    let length = response.len();
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://k{}.example/{number}\r\nWARC-Date: 2026-11-{:02}T00:00:00Z\r\n\
         {head}Content-Length: {length}\r\n\r\n{response}\r\n\r\n",
        number % 2,
        number + 10
    )
    .into_bytes()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// The last line of each article, or the code of what went wrong.
fn ends(path: impl AsRef<Path>) -> Vec<String> {
    texts(path).iter().map(|text| text.lines().last().unwrap_or_default().to_owned()).collect()
}

#[test]
fn pages_are_told_by_name_or_by_their_first_tag() {
    let folder = Folder::new("html");
    for name in ["a.html", "b", "c.txt", "d.data"] {
        assert_eq!(texts(folder.write(name, page(1))), [format!("{PARAGRAPH}\nNomor 1.")], "{name}");
    }
    assert_eq!(ends(folder.write("e.html", format!("<p>{PARAGRAPH}<p>Dua."))), ["Dua."]);
    let wide: Vec<u8> = format!("\u{FEFF}{}", page(3)).encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(ends(folder.write("f", wide)), ["Nomor 3."]);
    assert_eq!(ends(folder.write("g.html.gz", gzip(page(4).as_bytes()))), ["Nomor 4."]);
    assert_eq!(texts(folder.write("h.mhtml", page(1))), ["K2005"]);
}

#[test]
fn a_warc_gives_its_pages_with_the_place_of_their_records() {
    let folder = Folder::new("warc");
    let info = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 5\r\n\r\na: b\n\r\n\r\n".to_vec();
    let records = [info, record(1, "", &page(1)), record(2, "", &page(2))];
    let plain = folder.write("a.warc", records.concat());
    assert_eq!(ends(&plain), ["Nomor 1.", "Nomor 2."]);
    let members: Vec<Vec<u8>> = records.iter().map(|record| gzip(record)).collect();
    let packed = folder.write("b.warc.gz", members.concat());
    let read = read(&packed);
    let input = read[1].as_ref().unwrap();
    assert_eq!(input.place.offset, Some((members[0].len() + members[1].len()) as u64));
    assert_eq!(
        (input.uri.as_deref(), input.title.as_deref()),
        (Some("https://k0.example/2"), Some("Judul 2"))
    );
    assert_eq!(input.fetched.as_deref(), Some("2026-11-12T00:00:00Z"));
    // One member for the whole file.
    assert_eq!(ends(folder.write("c", gzip(&records.concat()))), ["Nomor 1.", "Nomor 2."]);
    assert_eq!(texts(folder.write("d.warc", &records[0])), ["K2025"]);
}

/// Case 7 of the list of hostile inputs.
#[test]
fn a_bad_record_is_reported_and_the_others_are_read() {
    let folder = Folder::new("bad-warc");
    let good = |number| record(number, "", &page(number));
    let false_length = |number: usize, length: &str| {
        String::from_utf8(good(number))
            .unwrap()
            .replacen("Content-Length: ", &format!("Content-Length: {length}"), 1)
            .into_bytes()
    };
    for length in ["9", "999999999999", "x"] {
        let records = [good(1), false_length(2, length), good(3)];
        assert_eq!(
            ends(folder.write("a.warc", records.concat())),
            ["Nomor 1.", "K2024", "Nomor 3."],
            "{length}"
        );
        let members: Vec<Vec<u8>> = records.iter().map(|record| gzip(record)).collect();
        let codes = ends(folder.write("a.warc.gz", members.concat()));
        assert_eq!((codes[0].as_str(), codes[2].as_str()), ("Nomor 1.", "Nomor 3."), "{length}: {codes:?}");
        assert!(codes.len() == 3 && codes[1].starts_with("K2"), "{length}: {codes:?}");
    }
    // Too short: the rest of the page is no record.
    let short = String::from_utf8(good(2)).unwrap();
    let at = short.find("Content-Length: ").unwrap();
    let short =
        format!("{}Content-Length: 60{}", &short[..at], &short[short[at..].find("\r\n").unwrap() + at..]);
    assert_eq!(
        ends(folder.write("b.warc", [good(1), short.into_bytes(), good(3)].concat())),
        ["Nomor 1.", "K2024", "Nomor 3."]
    );
    // Cut short.
    let whole = [good(1), good(2)].concat();
    assert_eq!(ends(folder.write("c.warc", &whole[..whole.len() - 40])), ["Nomor 1.", "K2024"]);
    let members = [gzip(&good(1)), gzip(&good(2))].concat();
    assert_eq!(ends(folder.write("c.warc.gz", &members[..members.len() - 40])), ["Nomor 1.", "K2031"]);
    // Damaged in the middle.
    let mut members = [gzip(&good(1)), gzip(&good(2)), gzip(&good(3))];
    let middle = members[1].len() / 2;
    members[1][middle..middle + 20].fill(0xFF);
    let codes = ends(folder.write("d.warc.gz", members.concat()));
    assert_eq!(
        (codes[0].as_str(), codes.last().unwrap().as_str(), codes.len()),
        ("Nomor 1.", "Nomor 3.", 3),
        "{codes:?}"
    );
    assert_eq!(
        read(folder.write("d.warc.gz", members.concat()))[1].as_ref().unwrap_err().place.offset,
        Some(members[0].len() as u64)
    );
}

#[test]
fn feeds_and_tables_give_an_article_an_item_or_row() {
    let folder = Folder::new("feeds");
    let rss = "<?xml version='1.0'?><rss><channel><title>Kabar</title><item><title>a</title><link>https://k.example/1</link>\
         <description>Satu.</description></item><item><title>b</title></item></channel></rss>";
    let read_feed = read(folder.write("a.xml", rss));
    let first = read_feed[0].as_ref().unwrap();
    assert_eq!(
        (first.text.as_str(), first.outlet.as_deref(), first.place.item),
        ("Satu.", Some("Kabar"), Some(1))
    );
    assert_eq!(
        read_feed[1].as_ref().unwrap_err().to_string().split(": ").nth(1).unwrap().rsplit('/').next(),
        Some("a.xml#2")
    );
    let json = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{\"id\": \"1\", \"content_text\": \"Dua.\"}]}";
    assert_eq!(texts(folder.write("b.json", json)), ["Dua."]);
    let ninjs = "{\"uri\":\"u\",\"bodies\":[{\"contentType\":\"text/html\",\"value\":\"<p>Tiga.</p>\"}]}\n";
    assert_eq!(texts(folder.write("c.jsonl", ninjs.repeat(2))), ["Tiga.", "Tiga."]);
    assert_eq!(texts(folder.write("d.csv", "id;text\n1;Empat\n")), ["Empat"]);
    assert_eq!(texts(folder.write("e", "url\ttext\nx\tLima\n")), ["Lima"]);
    assert_eq!(texts(folder.write("f.csv", "a,b\n1,2\n")), ["K2029"]);
    assert_eq!(texts(folder.write("g.opml", "<opml version='2.0'><body/></opml>")), ["K2028"]);
    assert_eq!(
        texts(folder.write("h.jsonl.gz", gzip(b"{\"text\":\"Enam\"}\n{\"text\":\"Tujuh\"}\n"))),
        ["Enam", "Tujuh"]
    );
}

#[test]
fn the_filter_leaves_out_what_does_not_fit() {
    let folder = Folder::new("filter");
    let warc = folder
        .write("a.warc", (1..=6).flat_map(|number| record(number, "", &page(number))).collect::<Vec<u8>>());
    let lines = folder.write(
        "b.jsonl",
        "{\"text\":\"A\",\"url\":\"https://k1.example/a\",\"date\":\"2026-11-14\",\"lang\":\"id\"}\n{\"text\":\"B\"}\n",
    );
    let with = |filter: Filter| -> Vec<String> {
        let options = Options { filter, ..Options::default() };
        let inputs = Reader::new([warc.clone(), lines.clone()], options);
        inputs.map(|input| input.unwrap().text.lines().last().unwrap().to_owned()).collect()
    };
    assert_eq!(with(Filter::default()).len(), 8);
    assert!(with(Filter { hosts: vec!["k9.example".to_owned()], ..Filter::default() }).is_empty());
    let hosts = vec!["k1.example".to_owned()];
    assert_eq!(with(Filter { hosts, ..Filter::default() }), ["Nomor 1.", "Nomor 3.", "Nomor 5.", "A"]);
    assert_eq!(with(Filter { since: kutip_read::parse_day("2026-11-14"), ..Filter::default() }), ["A"]);
    assert_eq!(with(Filter { languages: vec!["id".to_owned()], ..Filter::default() }), ["A"]);
    assert_eq!(with(Filter { limit: Some(2), ..Filter::default() }), ["Nomor 1.", "Nomor 2."]);
}
