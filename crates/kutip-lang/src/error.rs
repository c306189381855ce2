//! What can be wrong with a language's folder: where, what was found, what to do.

use kutip_text::Tongue;
use std::fmt;

/// One fault of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LangError {
    /// The file within the folder.
    pub file: String,
    /// The entry or row.
    pub entry: Option<String>,
    /// Where in the file, as far as it is known.
    pub at: At,
    /// What.
    pub fault: Box<Fault>,
}

/// Where in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum At {
    /// The file as a whole.
    #[default]
    File,
    /// A byte of it.
    Byte(usize),
    /// A cell, from zero, of the row that begins at a byte.
    Cell(usize, usize),
    /// A line, from one, and a column in characters, from one; no column where the whole line is meant.
    Line(u32, Option<u32>),
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The system does not give the bytes.
    Unreadable(String),
    /// A pipe, a device, a folder.
    NoRegularFile,
    /// A link whose target lies outside of the folder.
    LeadsOut,
    /// More bytes, entries, words or characters than are read.
    TooMuch {
        /// Of what.
        what: Measure,
        /// The limit.
        limit: usize,
    },
    /// Bytes that are no UTF-8.
    NotUtf8,
    /// What the parser of TOML says.
    Toml(String),
    /// A file whose name is none of the form's.
    UnknownFile {
        /// The one that may be meant.
        close: Option<String>,
        /// All of them.
        known: Vec<String>,
    },
    /// A field before the first entry.
    OutsideEntry,
    /// A word of a closed list was expected.
    Unknown {
        /// What it is: `act`, `class`, `field`, `column`.
        what: String,
        /// What is written.
        found: String,
        /// The list.
        known: Vec<String>,
    },
    /// A field or column that has to be there.
    Missing(String),
    /// A field of another kind than it should be.
    Expected {
        /// The field.
        key: String,
        /// What it should be.
        kind: Expected,
    },
    /// A frame that is not of the notation.
    Frame(String),
    /// More frames than one where one is read.
    OneFrame,
    /// A table without a line of column names.
    NoHeader,
    /// The first column has to be the key.
    KeyFirst(String),
    /// More cells than columns.
    Cells {
        /// How many there are.
        found: usize,
        /// How many columns.
        expected: usize,
    },
    /// The key of another row.
    Twice(u32),
    /// A state that `states.tsv` does not have.
    NoState(String),
    /// Nothing is left of it without white space and hidden characters.
    Empty(String),
    /// A character that nobody sees, or that ends a cell or line.
    Character {
        /// The field.
        key: String,
        /// Its code point.
        code: u32,
    },
    /// Switched off, but not there.
    NothingOff(String),
    /// `off` with a list beside fields of an entry of its own.
    OffBeside,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Bytes of a file.
    FileBytes,
    /// Bytes of all files.
    FolderBytes,
    /// Names in the folder.
    Names,
    /// Entries or rows of a file.
    Entries,
    /// Items of a list.
    Items,
    /// Characters of a text.
    Characters,
    /// Faults of a file.
    Faults,
}

/// What a field should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A text.
    Text,
    /// A number.
    Number,
    /// A whole number between two.
    Whole(i32, i32),
    /// `true` or `false`.
    Flag,
    /// A list of texts.
    Texts,
    /// `true` or a list of texts.
    Off,
    /// One character.
    Character,
    /// Degrees, at most so many.
    Degrees(u16),
    /// A year.
    Year,
    /// ISO 3166-1 alpha-3.
    Iso3,
    /// A code of CAMEO.
    Cameo,
}

impl Fault {
    /// Something else than a word of a closed list; or nothing at all.
    #[must_use]
    pub fn unknown(what: &str, found: Option<&str>, known: &[&str]) -> Self {
        Self::Unknown {
            what: what.to_owned(),
            found: found.unwrap_or_default().to_owned(),
            known: known.iter().map(|&word| word.to_owned()).collect(),
        }
    }
}

impl LangError {
    /// A fault of one entry.
    #[must_use]
    pub fn entry(file: &str, entry: &str, fault: Fault) -> Self {
        Self { file: file.to_owned(), entry: Some(entry.to_owned()), at: At::File, fault: Box::new(fault) }
    }

    /// A fault of a file as a whole.
    #[must_use]
    pub fn file(file: &str, fault: Fault) -> Self {
        Self { file: file.to_owned(), entry: None, at: At::File, fault: Box::new(fault) }
    }

    /// The same with its place.
    #[must_use]
    pub fn at(self, at: At) -> Self {
        Self { at, ..self }
    }

    /// The field that is meant, where it is one.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        match &*self.fault {
            Fault::Unknown { what, .. } => Some(what),
            Fault::Expected { key, .. }
            | Fault::Missing(key)
            | Fault::Empty(key)
            | Fault::Character { key, .. } => Some(key),
            _ => None,
        }
    }

    /// What was found.
    #[must_use]
    pub fn found(&self, tongue: Tongue) -> String {
        match tongue {
            Tongue::English => english(&self.fault).0,
            Tongue::Indonesian => indonesian(&self.fault).0,
        }
    }

    /// What was expected, or what to do.
    #[must_use]
    pub fn remedy(&self, tongue: Tongue) -> String {
        match tongue {
            Tongue::English => english(&self.fault).1,
            Tongue::Indonesian => indonesian(&self.fault).1,
        }
    }
}

impl fmt::Display for LangError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        match self.at {
            At::Line(line, Some(column)) => write!(f, ":{line}:{column}")?,
            At::Line(line, None) => write!(f, ":{line}")?,
            _ => {}
        }
        if let Some(entry) = &self.entry {
            write!(f, " [{entry}]")?;
        }
        let (found, remedy) = english(&self.fault);
        write!(f, ": {found}; {remedy}")
    }
}

impl std::error::Error for LangError {}

/// The word of a list that may be meant: one that differs in a letter or two.
#[must_use]
pub fn closest<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const LONGEST: usize = 40;
    if found.len() > LONGEST {
        return None;
    }
    let most = (found.chars().count() / 2).clamp(1, 2);
    known
        .into_iter()
        .map(|word| (distance(&found.to_lowercase(), word), word))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// How many letters have to be added, left out or changed.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let change = corner + usize::from(ca != *cb);
            corner = row[j + 1];
            row[j + 1] = change.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

/// A list for a message; a long one is cut.
fn list(known: &[String], found: &str, meant: &str, one_of: &str) -> String {
    const SHOWN: usize = 40;
    let close = closest(found, known.iter().map(String::as_str));
    let close = close.map(|word| format!("{meant} {word}? ")).unwrap_or_default();
    let more = if known.len() > SHOWN { ", ..." } else { "" };
    let shown: Vec<&str> = known.iter().take(SHOWN).map(String::as_str).collect();
    format!("{close}{one_of} {}{more}", shown.join(", "))
}

/// What was found, and what to do.
fn english(fault: &Fault) -> (String, String) {
    match fault {
        Fault::Unreadable(why) => {
            (format!("cannot be read: {why}"), "check that it is a file that you may read".into())
        }
        Fault::NoRegularFile => ("is no regular file".into(), "put a file in its place".into()),
        Fault::LeadsOut => ("is a link out of the folder".into(), "copy the file into the folder".into()),
        Fault::TooMuch { what, limit } => {
            let (what, remedy) = match what {
                Measure::FileBytes => ("bytes in a file", "split or shorten it"),
                Measure::FolderBytes => ("bytes in the folder", "leave out what is not needed"),
                Measure::Names => ("names in the folder", "give the lexicon a folder of its own"),
                Measure::Entries => ("entries in a file", "leave out what is not needed"),
                Measure::Items => ("items in a list", "make several entries of it"),
                Measure::Characters => ("characters", "shorten it"),
                Measure::Faults => ("faults in a file", "mend those above first"),
            };
            (format!("more than {limit} {what}"), remedy.into())
        }
        Fault::NotUtf8 => ("not UTF-8".into(), "save the file as UTF-8".into()),
        Fault::Toml(why) => (format!("not TOML: {why}"), "an entry is [name], then key = value lines".into()),
        Fault::UnknownFile { close, known } => (
            "unknown file".into(),
            match close {
                Some(close) => format!("did you mean {close}?"),
                None => format!("one of: {}", known.join(", ")),
            },
        ),
        Fault::OutsideEntry => ("stands outside an entry".into(), "put it under a [name]".into()),
        Fault::Unknown { what, found, known } => {
            (format!("unknown {what} `{found}`"), list(known, found, "did you mean", "one of:"))
        }
        Fault::Missing(key) => (format!("has no {key}"), format!("write {key}")),
        Fault::Expected { key, kind } => (
            format!("{key} is not what it should be"),
            match kind {
                Expected::Text => "expected a text in quotation marks".into(),
                Expected::Number => "expected a number from 0 to 10^15".into(),
                Expected::Whole(low, high) => format!("expected a whole number from {low} to {high}"),
                Expected::Flag => "expected true or false".into(),
                Expected::Texts => "expected a list of texts: [\"...\", \"...\"]".into(),
                Expected::Off => "expected true, or a list of words: [\"...\"]".into(),
                Expected::Character => "expected one character".into(),
                Expected::Degrees(most) => format!("expected degrees from -{most} to {most}"),
                Expected::Year => "expected a year".into(),
                Expected::Iso3 => "expected three capitals, ISO 3166-1 alpha-3".into(),
                Expected::Cameo => "expected a CAMEO code of two to four digits".into(),
            },
        ),
        Fault::Frame(why) => {
            (why.clone(), "CONTRIBUTING.md tells the notation: S V (kepada A) (bahwa) C".into())
        }
        Fault::OneFrame => {
            ("more than one frame".into(), "expected one: brackets hold what may be missing".into())
        }
        Fault::NoHeader => ("is empty".into(), "expected a line of column names".into()),
        Fault::KeyFirst(key) => (format!("the first column is not {key}"), format!("put {key} first")),
        Fault::Cells { found, expected } => {
            (format!("{found} cells, expected {expected}"), "separate columns by one tab".into())
        }
        Fault::Twice(line) => (format!("stands on line {line} already"), "join the two".into()),
        Fault::NoState(state) => {
            (format!("unknown state `{state}`"), "expected ISO 3166-1 alpha-3, as in states.tsv: IDN".into())
        }
        Fault::Empty(key) => (format!("{key} is empty"), "write a word or leave it out".into()),
        Fault::Character { key, code } => {
            (format!("{key} has the character U+{code:04X}"), "take it out".into())
        }
        Fault::NothingOff(what) => (
            format!("switches off `{what}`, which is not built in"),
            "write it as the built-in file does, or leave it out".into(),
        ),
        Fault::OffBeside => (
            "off lists words beside an entry of its own".into(),
            "an entry of the same name replaces the built-in one; leave off out, or leave the rest out"
                .into(),
        ),
    }
}

fn indonesian(fault: &Fault) -> (String, String) {
    match fault {
        Fault::Unreadable(why) => {
            let why = Tongue::Indonesian.reason(why);
            (format!("tidak dapat dibaca: {why}"), "pastikan ini berkas yang boleh Anda baca".into())
        }
        Fault::NoRegularFile => ("bukan berkas biasa".into(), "ganti dengan sebuah berkas".into()),
        Fault::LeadsOut => ("tautan ke luar folder".into(), "salin berkasnya ke dalam folder".into()),
        Fault::TooMuch { what, limit } => {
            let (what, remedy) = match what {
                Measure::FileBytes => ("bita dalam satu berkas", "pecah atau persingkat"),
                Measure::FolderBytes => ("bita dalam folder", "buang yang tidak perlu"),
                Measure::Names => ("nama dalam folder", "beri leksikon folder sendiri"),
                Measure::Entries => ("entri dalam satu berkas", "buang yang tidak perlu"),
                Measure::Items => ("butir dalam satu daftar", "jadikan beberapa entri"),
                Measure::Characters => ("karakter", "persingkat"),
                Measure::Faults => ("kesalahan dalam satu berkas", "perbaiki dulu yang di atas"),
            };
            (format!("lebih dari {limit} {what}"), remedy.into())
        }
        Fault::NotUtf8 => ("bukan UTF-8".into(), "simpan berkas sebagai UTF-8".into()),
        Fault::Toml(why) => {
            (format!("bukan TOML: {why}"), "entri ditulis [nama], lalu baris kunci = nilai".into())
        }
        Fault::UnknownFile { close, known } => (
            "berkas tidak dikenal".into(),
            match close {
                Some(close) => format!("maksud Anda {close}?"),
                None => format!("salah satu dari: {}", known.join(", ")),
            },
        ),
        Fault::OutsideEntry => ("berada di luar entri".into(), "taruh di bawah sebuah [nama]".into()),
        Fault::Unknown { what, found, known } => {
            (format!("{what} `{found}` tidak dikenal"), list(known, found, "maksud Anda", "salah satu dari:"))
        }
        Fault::Missing(key) => (format!("tanpa {key}"), format!("tulis {key}")),
        Fault::Expected { key, kind } => (
            format!("{key} tidak sebagaimana mestinya"),
            match kind {
                Expected::Text => "harus teks dalam tanda kutip".into(),
                Expected::Number => "harus angka dari 0 sampai 10^15".into(),
                Expected::Whole(low, high) => format!("harus bilangan bulat dari {low} sampai {high}"),
                Expected::Flag => "harus true atau false".into(),
                Expected::Texts => "harus daftar teks: [\"...\", \"...\"]".into(),
                Expected::Off => "harus true, atau daftar kata: [\"...\"]".into(),
                Expected::Character => "harus satu karakter".into(),
                Expected::Degrees(most) => format!("harus derajat dari -{most} sampai {most}"),
                Expected::Year => "harus tahun".into(),
                Expected::Iso3 => "harus tiga huruf kapital, ISO 3166-1 alfa-3".into(),
                Expected::Cameo => "harus kode CAMEO, dua sampai empat angka".into(),
            },
        ),
        Fault::Frame(why) => {
            let why = Tongue::Indonesian.reason(why).replace("frame '", "kerangka '");
            (why, "CONTRIBUTING.md menerangkan cara menulisnya: S V (kepada A) (bahwa) C".into())
        }
        Fault::OneFrame => (
            "lebih dari satu kerangka".into(),
            "cukup satu: yang boleh tidak ada ditaruh dalam kurung".into(),
        ),
        Fault::NoHeader => ("kosong".into(), "harus ada baris nama kolom".into()),
        Fault::KeyFirst(key) => (format!("kolom pertama bukan {key}"), format!("taruh {key} paling depan")),
        Fault::Cells { found, expected } => {
            (format!("{found} sel, seharusnya {expected}"), "pisahkan kolom dengan satu tab".into())
        }
        Fault::Twice(line) => (format!("sudah ada di baris {line}"), "gabungkan keduanya".into()),
        Fault::NoState(state) => (
            format!("negara `{state}` tidak dikenal"),
            "harus ISO 3166-1 alfa-3, seperti dalam states.tsv: IDN".into(),
        ),
        Fault::Empty(key) => (format!("{key} kosong"), "tulis sebuah kata atau buang".into()),
        Fault::Character { key, code } => (format!("{key} memuat karakter U+{code:04X}"), "buang".into()),
        Fault::NothingOff(what) => (
            format!("mematikan `{what}`, yang tidak ada dalam leksikon bawaan"),
            "tulis seperti dalam berkas bawaan, atau buang".into(),
        ),
        Fault::OffBeside => (
            "off berisi daftar kata di samping entri sendiri".into(),
            "entri bernama sama menggantikan entri bawaan; buang off, atau buang yang lain".into(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_says_where_what_and_what_to_do() {
        let fault = Fault::Unknown {
            what: "act".into(),
            found: "sai".into(),
            known: vec!["say".into(), "deny".into()],
        };
        let error = LangError::entry("cues.toml", "bercuit", fault).at(At::Line(3, Some(10)));
        assert_eq!(
            error.to_string(),
            "cues.toml:3:10 [bercuit]: unknown act `sai`; did you mean say? one of: say, deny"
        );
        assert!(error.remedy(Tongue::Indonesian).starts_with("maksud Anda say?"));
    }

    #[test]
    fn words_that_are_close_are_found() {
        assert_eq!(closest("cue.toml", ["words.toml", "cues.toml"]), Some("cues.toml"));
        assert_eq!(closest("xyz", ["words.toml"]), None);
    }
}
