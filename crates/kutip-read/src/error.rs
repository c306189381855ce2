//! What can be wrong with an input: where, what was found, what to do.

use crate::conllu::{Fault, told};
pub use kutip_text::Tongue;
use std::fmt;

/// Where an input comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The path as it was given or found; `-` is standard input.
    pub file: String,
    /// The line, from one, of a file that holds one article a line.
    pub line: Option<u64>,
}

/// Whether the article is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// There is an article, and the reader ought to know this of it.
    Warning,
    /// There is no article.
    Error,
}

/// A bad input, or something odd in a good one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputError {
    /// Where.
    pub place: Place,
    /// What.
    pub problem: Problem,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// No such file.
    Missing,
    /// The system does not give the bytes.
    Unreadable(String),
    /// A pattern that no file matches.
    NoMatch,
    /// A pattern that is none.
    BadPattern(String),
    /// A folder without a file in it.
    EmptyFolder,
    /// Bytes that are no UTF-8; they were replaced.
    NotUtf8 {
        /// How many.
        bytes: usize,
        /// Where the first is.
        first: u64,
    },
    /// Halves of characters in the escapes of a JSON string; they were replaced.
    LoneSurrogates(usize),
    /// No text, but this.
    Binary(&'static str),
    /// A web page.
    Html,
    /// Two bytes a character, and nothing that says in which order.
    Utf16WithoutMark,
    /// Four bytes a character.
    Utf32,
    /// A file above the limit in bytes.
    FileTooLong(u64),
    /// A line above the limit in bytes.
    LineTooLong {
        /// Its length.
        bytes: u64,
        /// The limit.
        limit: usize,
    },
    /// A text above the limit in code points.
    TextTooLong {
        /// Its length.
        chars: usize,
        /// The limit.
        limit: usize,
    },
    /// A line that is not JSON.
    BrokenJson {
        /// Where in the line, in bytes from one.
        column: usize,
        /// What the parser says.
        detail: String,
    },
    /// JSON, but not one object a line: a list, or an object over several lines.
    JsonNotLines {
        /// A list.
        list: bool,
    },
    /// An id that an article before has.
    SameId {
        /// The id.
        id: String,
        /// Where it stood first.
        first: Place,
    },
    /// JSON, but no object.
    NotAnObject,
    /// An object without a text.
    NoText,
    /// A text that is something else.
    TextIsNoString(&'static str),
    /// A day that is not written in the ISO way; it was left out.
    Date(String),
    /// A field of another kind than it should be; it was left out.
    Field {
        /// Its name.
        name: &'static str,
        /// What it is.
        found: &'static str,
    },
    /// A row of CoNLL-U that is none.
    BadRow(Fault),
    /// A language that has no grammar here.
    NoGrammar(String),
    /// CoNLL-U where running text was expected.
    CutAlready,
    /// A record was expected.
    NotARecord(String),
    /// A record of an article that was there before; it was left out.
    SameArticle,
    /// A fault of kutip itself that hit this article alone.
    Crashed(String),
}

impl Problem {
    /// The number in brackets: the same in all languages and versions.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "K2001",
            Self::Unreadable(_) => "K2002",
            Self::NotUtf8 { .. } => "K2003",
            Self::Binary(_) => "K2004",
            Self::Html => "K2005",
            Self::EmptyFolder => "K2006",
            Self::NoMatch => "K2007",
            Self::BadPattern(_) => "K2008",
            Self::Utf16WithoutMark | Self::Utf32 => "K2009",
            Self::BrokenJson { .. } => "K2010",
            Self::NotAnObject => "K2011",
            Self::NoText => "K2012",
            Self::TextIsNoString(_) => "K2013",
            Self::Date(_) => "K2014",
            Self::Field { .. } => "K2015",
            Self::LoneSurrogates(_) => "K2016",
            Self::JsonNotLines { .. } => "K2017",
            Self::SameId { .. } => "K2018",
            Self::BadRow(_) => "K2019",
            Self::NoGrammar(_) => "K2020",
            Self::CutAlready => "K2021",
            Self::SameArticle => "K2302",
            Self::FileTooLong(_) => "K2101",
            Self::LineTooLong { .. } => "K2104",
            Self::TextTooLong { .. } => "K2105",
            Self::NotARecord(_) => "K2301",
            Self::Crashed(_) => "K3001",
        }
    }

    /// Whether the article is lost.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::NotUtf8 { .. }
            | Self::LoneSurrogates(_)
            | Self::Date(_)
            | Self::Field { .. }
            | Self::SameArticle
            | Self::SameId { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// What was found.
    #[must_use]
    pub fn found(&self, tongue: Tongue) -> String {
        match tongue {
            Tongue::English => english(self).0,
            Tongue::Indonesian => indonesian(self).0,
        }
    }

    /// What was expected, or what to do.
    #[must_use]
    pub fn remedy(&self, tongue: Tongue) -> String {
        match tongue {
            Tongue::English => english(self).1,
            Tongue::Indonesian => indonesian(self).1,
        }
    }
}

impl InputError {
    /// The whole message, without a word for its severity.
    #[must_use]
    pub fn message(&self, tongue: Tongue) -> String {
        let (found, remedy) = (self.problem.found(tongue), self.problem.remedy(tongue));
        let arrow = if remedy.is_empty() { "" } else { "\n  → " };
        format!("[{}]: {}: {found}{arrow}{remedy}", self.problem.code(), self.place)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}", self.file),
            None => f.write_str(&self.file),
        }
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Tongue::English))
    }
}

impl std::error::Error for InputError {}

/// What was found, and what to do.
fn english(problem: &Problem) -> (String, String) {
    let n = |number: u64| grouped(number, ',');
    let (found, remedy) = match problem {
        Problem::Missing => ("no such file or folder".into(), "check the path"),
        Problem::Unreadable(why) => {
            (format!("cannot be read: {why}"), "check that it is a file that you may read")
        }
        Problem::NoMatch => {
            ("no file matches this pattern".into(), "`**` goes through folders: 'archive/**/*.txt'")
        }
        Problem::BadPattern(why) => (format!("is no pattern: {why}"), "use *, ?, [abc] and **"),
        Problem::EmptyFolder => (
            "no file in this folder".into(),
            "hidden files and folders such as target and node_modules are left out",
        ),
        Problem::NotUtf8 { bytes, first } => (
            format!(
                "not UTF-8: {} byte(s) replaced by U+FFFD, the first at byte {}",
                n(*bytes as u64),
                n(*first)
            ),
            "convert it first, for example: iconv -f windows-1252 -t utf-8",
        ),
        Problem::LoneSurrogates(count) => (
            format!("{} half character(s) (\\uD800 to \\uDFFF) replaced by U+FFFD", n(*count as u64)),
            "write characters beyond U+FFFF as two escapes or as themselves",
        ),
        Problem::Binary("binary") => {
            ("binary data, not text".into(), "expected UTF-8 text or one JSON object a line")
        }
        Problem::Binary(kind) => {
            (format!("{kind} data, not text"), "expected UTF-8 text or one JSON object a line")
        }
        Problem::Html => (
            "HTML is not read yet".into(),
            "take the article's text out first, or put it in JSON lines as \"text\"",
        ),
        Problem::Utf16WithoutMark => (
            "looks like UTF-16 without a byte order mark".into(),
            "convert it first: iconv -f utf-16le -t utf-8",
        ),
        Problem::Utf32 => ("UTF-32 is not read".into(), "convert it first: iconv -f utf-32 -t utf-8"),
        Problem::FileTooLong(limit) => (
            format!("longer than {} bytes, the limit of a text", n(*limit)),
            "one article a file; many articles go into one .jsonl file, one a line",
        ),
        Problem::LineTooLong { bytes, limit } => (
            format!("a line of {} bytes; the limit is {}", n(*bytes), n(*limit as u64)),
            "one article a line",
        ),
        Problem::TextTooLong { chars, limit } => (
            format!("a text of {} characters; the limit is {}", n(*chars as u64), n(*limit as u64)),
            "one article a text; nothing is cut",
        ),
        Problem::BrokenJson { column, detail } => (
            format!("not JSON at column {}: {detail}", n(*column as u64)),
            "expected one JSON object with \"text\" on this line",
        ),
        Problem::JsonNotLines { list: true } => (
            "a JSON list, not one object a line".into(),
            "make JSON lines of it: jq -c '.[]' list.json > lines.jsonl",
        ),
        Problem::JsonNotLines { list: false } => (
            "a JSON object over several lines, not one object a line".into(),
            "make JSON lines of it: jq -c . object.json > lines.jsonl",
        ),
        Problem::SameId { id, first } => (
            format!("the id '{}' is that of {first}, too", shortened(id)),
            "both are read; give each article an id of its own",
        ),
        Problem::NotAnObject => ("JSON, but no object".into(), "expected {\"text\": \"…\"}"),
        Problem::NoText => ("an object without \"text\"".into(), "expected {\"text\": \"…\"}"),
        Problem::TextIsNoString(kind) => (format!("\"text\" is {kind}"), "expected a string"),
        Problem::Date(date) => {
            (format!("the date '{date}' is not read and was left out"), "write it as 2024-10-28")
        }
        Problem::Field { name, found } => {
            (format!("\"{name}\" is {found} and was left out"), "expected a string")
        }
        Problem::BadRow(fault) => told::english(fault),
        Problem::NoGrammar(code) => {
            (format!("the grammar of '{code}' is not known"), "id and en are; --lang names the language")
        }
        Problem::CutAlready => {
            ("this is CoNLL-U, not running text".into(), "kutip parse --tokenized reads it")
        }
        Problem::NotARecord(why) => {
            (format!("no record that can be taken in: {why}"), "expected a line that kutip read --json wrote")
        }
        Problem::SameArticle => {
            ("another record of an article that was there before".into(), "the first one alone was taken")
        }
        Problem::Crashed(why) => (
            format!("kutip failed on this article: {why}"),
            "the other articles are not affected; please report the article and this message",
        ),
    };
    (found, remedy.into())
}

fn indonesian(problem: &Problem) -> (String, String) {
    let reason = |english: &str| Tongue::Indonesian.reason(english);
    let n = |number: u64| grouped(number, '.');
    let (found, remedy) = match problem {
        Problem::Missing => ("berkas atau folder tidak ada".into(), "periksa jalurnya"),
        Problem::Unreadable(why) => {
            (format!("tidak dapat dibaca: {}", reason(why)), "pastikan ini berkas yang boleh Anda baca")
        }
        Problem::NoMatch => {
            ("tidak ada berkas yang cocok dengan pola ini".into(), "`**` menelusuri folder: 'arsip/**/*.txt'")
        }
        Problem::BadPattern(why) => (format!("bukan pola: {}", reason(why)), "gunakan *, ?, [abc] dan **"),
        Problem::EmptyFolder => (
            "tidak ada berkas di folder ini".into(),
            "berkas tersembunyi serta folder seperti target dan node_modules dilewati",
        ),
        Problem::NotUtf8 { bytes, first } => (
            format!(
                "bukan UTF-8: {} bita diganti U+FFFD, yang pertama pada bita {}",
                n(*bytes as u64),
                n(*first)
            ),
            "ubah dulu, misalnya: iconv -f windows-1252 -t utf-8",
        ),
        Problem::LoneSurrogates(count) => (
            format!("{} paruh karakter (\\uD800 sampai \\uDFFF) diganti U+FFFD", n(*count as u64)),
            "tulis karakter di atas U+FFFF dengan dua kode atau apa adanya",
        ),
        Problem::Binary("binary") => {
            ("data biner, bukan teks".into(), "harus teks UTF-8 atau satu objek JSON per baris")
        }
        Problem::Binary(kind) => {
            (format!("data {kind}, bukan teks"), "harus teks UTF-8 atau satu objek JSON per baris")
        }
        Problem::Html => (
            "HTML belum dibaca".into(),
            "ambil dulu teks artikelnya, atau taruh sebagai \"text\" dalam baris JSON",
        ),
        Problem::Utf16WithoutMark => {
            ("tampaknya UTF-16 tanpa tanda urutan bita".into(), "ubah dulu: iconv -f utf-16le -t utf-8")
        }
        Problem::Utf32 => ("UTF-32 tidak dibaca".into(), "ubah dulu: iconv -f utf-32 -t utf-8"),
        Problem::FileTooLong(limit) => (
            format!("lebih dari {} bita, batas sebuah teks", n(*limit)),
            "satu artikel per berkas; banyak artikel ditaruh dalam satu berkas .jsonl, satu per baris",
        ),
        Problem::LineTooLong { bytes, limit } => (
            format!("baris sepanjang {} bita; batasnya {}", n(*bytes), n(*limit as u64)),
            "satu artikel per baris",
        ),
        Problem::TextTooLong { chars, limit } => (
            format!("teks sepanjang {} karakter; batasnya {}", n(*chars as u64), n(*limit as u64)),
            "satu artikel per teks; tidak ada yang dipotong",
        ),
        Problem::BrokenJson { column, detail } => (
            format!("bukan JSON pada kolom {}: {}", n(*column as u64), reason(detail)),
            "baris ini harus berisi satu objek JSON dengan \"text\"",
        ),
        Problem::JsonNotLines { list: true } => (
            "daftar JSON, bukan satu objek per baris".into(),
            "jadikan baris JSON: jq -c '.[]' daftar.json > baris.jsonl",
        ),
        Problem::JsonNotLines { list: false } => (
            "objek JSON yang memakan beberapa baris, bukan satu objek per baris".into(),
            "jadikan baris JSON: jq -c . objek.json > baris.jsonl",
        ),
        Problem::SameId { id, first } => (
            format!("id '{}' sudah dipakai {first}", shortened(id)),
            "keduanya dibaca; beri tiap artikel id sendiri",
        ),
        Problem::NotAnObject => ("JSON, tetapi bukan objek".into(), "harus {\"text\": \"…\"}"),
        Problem::NoText => ("objek tanpa \"text\"".into(), "harus {\"text\": \"…\"}"),
        Problem::TextIsNoString(kind) => {
            (format!("\"text\" berupa {}", kind_in_indonesian(kind)), "harus string")
        }
        Problem::Date(date) => {
            (format!("tanggal '{date}' tidak terbaca dan diabaikan"), "tulis seperti 2024-10-28")
        }
        Problem::Field { name, found } => {
            (format!("\"{name}\" berupa {} dan diabaikan", kind_in_indonesian(found)), "harus string")
        }
        Problem::BadRow(fault) => told::indonesian(fault),
        Problem::NoGrammar(code) => {
            (format!("tata bahasa '{code}' tidak dikenal"), "yang ada: id dan en; --lang menyebut bahasanya")
        }
        Problem::CutAlready => ("ini CoNLL-U, bukan teks biasa".into(), "kutip parse --tokenized membacanya"),
        Problem::NotARecord(why) => (
            format!("bukan rekaman yang dapat diambil: {}", reason(why)),
            "harus baris yang ditulis oleh kutip read --json",
        ),
        Problem::SameArticle => {
            ("rekaman lain dari artikel yang sudah ada sebelumnya".into(), "hanya yang pertama yang dipakai")
        }
        Problem::Crashed(why) => (
            format!("kutip gagal pada artikel ini: {why}"),
            "artikel lain tidak terpengaruh; mohon laporkan artikel dan pesan ini",
        ),
    };
    (found, remedy.into())
}

/// The first characters of an id, for a message.
fn shortened(id: &str) -> String {
    const SHOWN: usize = 80;
    match id.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &id[..end]),
        None => id.to_owned(),
    }
}

/// The kinds of JSON values, as messages name them.
fn kind_in_indonesian(kind: &str) -> &str {
    match kind {
        "a number" => "angka",
        "true or false" => "true atau false",
        "a list" => "daftar",
        "an object" => "objek",
        "a string" => "string",
        other => other,
    }
}

/// 1234567 as 1,234,567.
fn grouped(number: u64, separator: char) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_says_where_what_and_what_to_do() {
        let error = InputError {
            place: Place { file: "a.jsonl".into(), line: Some(3) },
            problem: Problem::LineTooLong { bytes: 100_000_000, limit: 32_000_000 },
        };
        assert_eq!(
            error.to_string(),
            "[K2104]: a.jsonl:3: a line of 100,000,000 bytes; the limit is 32,000,000\n  → one article a line"
        );
        assert!(error.message(Tongue::Indonesian).contains("100.000.000 bita"));
    }
}
