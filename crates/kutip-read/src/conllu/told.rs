//! What is said of a row that is none.

use super::Fault;

/// What was found, and what to do.
pub(crate) fn english(fault: &Fault) -> (String, &'static str) {
    match fault {
        Fault::Columns(n) => (
            format!("a row of {n} columns; the sentence is left out"),
            "a row has ten columns with tabs between them, _ where there is nothing; a sentence ends with a blank line",
        ),
        Fault::NoId(id) => (
            format!("'{}' is no id; the sentence is left out", shortened(id)),
            "expected 3 for a word, 3-4 for a token of two words, 3.1 for an empty node",
        ),
        Fault::OutOfOrder { found, wanted } => (
            format!("id {} where {wanted} comes next; the sentence is left out", shortened(found)),
            "words are numbered from 1; a range stands before its first word, an empty node behind its word",
        ),
        Fault::NoForm => {
            ("a row without a form; the sentence is left out".into(), "column 2 is the word as it is written")
        }
        Fault::OpenRange(id) => (
            format!("the sentence ends before the last word of {}; it is left out", shortened(id)),
            "a range names its first and last word",
        ),
        Fault::TooManyWords(most) => {
            (format!("more than {most} words in a sentence; it is left out"), "a blank line ends a sentence")
        }
        Fault::TooLong(most) => {
            (format!("a sentence of more than {most} bytes; it is left out"), "a blank line ends a sentence")
        }
        Fault::LineTooLong(bytes) => (
            format!("a line of {bytes} bytes; the sentence is left out"),
            "a row is one word, a comment one line",
        ),
        Fault::NotUtf8 => {
            ("not UTF-8; the sentence is left out".into(), "convert it first: iconv -f windows-1252 -t utf-8")
        }
    }
}

/// The same in Indonesian.
pub(crate) fn indonesian(fault: &Fault) -> (String, &'static str) {
    match fault {
        Fault::Columns(n) => (
            format!("baris dengan {n} kolom; kalimatnya dilewati"),
            "satu baris berisi sepuluh kolom yang dipisahkan tab, _ bila kosong; kalimat diakhiri baris kosong",
        ),
        Fault::NoId(id) => (
            format!("'{}' bukan nomor; kalimatnya dilewati", shortened(id)),
            "harus 3 untuk kata, 3-4 untuk token dua kata, 3.1 untuk simpul kosong",
        ),
        Fault::OutOfOrder { found, wanted } => (
            format!("nomor {} padahal seharusnya {wanted}; kalimatnya dilewati", shortened(found)),
            "kata dinomori mulai 1; rentang mendahului kata pertamanya, simpul kosong mengikuti katanya",
        ),
        Fault::NoForm => {
            ("baris tanpa bentuk kata; kalimatnya dilewati".into(), "kolom 2 berisi kata seperti tertulis")
        }
        Fault::OpenRange(id) => (
            format!("kalimat berakhir sebelum kata terakhir {}; kalimatnya dilewati", shortened(id)),
            "rentang menyebut kata pertama dan terakhirnya",
        ),
        Fault::TooManyWords(most) => (
            format!("lebih dari {most} kata dalam satu kalimat; kalimatnya dilewati"),
            "baris kosong mengakhiri kalimat",
        ),
        Fault::TooLong(most) => (
            format!("kalimat lebih dari {most} bita; kalimatnya dilewati"),
            "baris kosong mengakhiri kalimat",
        ),
        Fault::LineTooLong(bytes) => (
            format!("baris sepanjang {bytes} bita; kalimatnya dilewati"),
            "satu baris untuk satu kata, satu baris untuk satu komentar",
        ),
        Fault::NotUtf8 => {
            ("bukan UTF-8; kalimatnya dilewati".into(), "ubah dulu: iconv -f windows-1252 -t utf-8")
        }
    }
}

/// What stands in a column may be anything.
fn shortened(text: &str) -> String {
    const SHOWN_CHARS: usize = 40;
    let mut chars = text.chars();
    let shown: String = chars.by_ref().take(SHOWN_CHARS).collect();
    if chars.next().is_some() { shown + "…" } else { shown }
}
