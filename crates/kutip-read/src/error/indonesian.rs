//! Messages in Indonesian.

use super::{Damage, Problem, Tongue, grouped, shortened};
use crate::conllu::told;

/// What was found, and what to do.
pub(super) fn tell(problem: &Problem) -> (String, String) {
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
        Problem::Mhtml => (
            "halaman yang disimpan sebagai MHTML tidak dibaca".into(),
            "simpan sebagai HTML, atau taruh teksnya sebagai \"text\" dalam baris JSON",
        ),
        Problem::NoArticle { chars, of_links: true } => (
            format!(
                "tidak ada artikel di halaman ini: {} karakter teks, dan sebagian besar halaman berupa tautan",
                n(*chars as u64)
            ),
            "halaman depan atau daftar tidak memuatnya; beri halaman artikelnya sendiri",
        ),
        Problem::NoArticle { chars, of_links: false } => (
            format!("tidak ada artikel di halaman ini: {} karakter teks", n(*chars as u64)),
            "halaman yang diisi skrip tidak memuat teks; simpan dari peramban",
        ),
        Problem::PageTooLong { bytes, limit } => (
            format!("halaman dengan {} bita teks dan tag; batasnya {}", n(*bytes as u64), n(*limit as u64)),
            "satu artikel per halaman; tidak ada yang dipotong",
        ),
        Problem::TooDeep => (
            "elemen bersarang terlalu dalam; dibaca seolah-olah berurutan".into(),
            "periksa teks artikel ini",
        ),
        Problem::TooManyElements => (
            "terlalu banyak elemen untuk satu halaman; teksnya dibaca tanpa elemen itu".into(),
            "periksa teks artikel ini: bagian halaman mungkin ikut terbaca",
        ),
        Problem::OtherCharset { named: Some(named), read } => (
            format!("mengaku {named}, tetapi terbaca sebagai {read}"),
            "dibaca menurut isinya; periksa tanda kutipnya",
        ),
        Problem::OtherCharset { named: None, read } => {
            (format!("tidak menyebut pengodeannya, dan terbaca sebagai {read}"), "periksa tanda kutipnya")
        }
        Problem::Dense => (
            "dimampatkan terlalu padat: lebih dari 200 kali lipat setelah dibuka".into(),
            "berita tidak termampatkan sebaik itu; periksa asal berkasnya",
        ),
        Problem::Damaged(why) => {
            (format!("data mampat yang rusak: {}", reason(why)), "ambil lagi; yang sebelumnya sudah dibaca")
        }
        Problem::BadRecord(damage) => (
            match damage {
                Damage::Header => "rekaman dengan kepala yang tidak sah".into(),
                Damage::Length => "rekaman yang panjangnya tidak seperti tertulis".into(),
                Damage::CutShort => "rekaman yang terpotong".into(),
            },
            "rekaman ini dilewati; yang lain dibaca",
        ),
        Problem::RecordTooLong { bytes, limit } => (
            format!("rekaman sepanjang {} bita; batasnya {}", n(*bytes), n(*limit)),
            "rekaman ini dilewati; yang lain dibaca",
        ),
        Problem::NoPages => (
            "tidak ada halaman dalam WARC ini".into(),
            "harus ada rekaman jenis response dengan HTML dan status 200",
        ),
        Problem::BrokenXml { byte, detail } => {
            (format!("bukan XML pada bita {}: {}", n(*byte), reason(detail)), "yang sebelumnya sudah dibaca")
        }
        Problem::NoItems => {
            ("tidak ada butir dalam umpan ini".into(), "harus RSS, Atom, atau JSON Feed dengan butir")
        }
        Problem::NoItemText => {
            ("butir tanpa teks".into(), "umpan ini hanya berisi judul; beri halaman artikelnya")
        }
        Problem::TooManyItems(limit) => (
            format!("lebih dari {} butir", n(*limit as u64)),
            "yang sesudahnya tidak dibaca; pecah berkasnya",
        ),
        Problem::NotNews(kind) => (
            format!(
                "{} dan tidak memuat artikel",
                match *kind {
                    "this is a list of feeds (OPML)" => "ini daftar umpan (OPML)",
                    "this is a list of addresses (sitemap)" => "ini daftar alamat (sitemap)",
                    _ => "ini XML jenis lain",
                }
            ),
            "beri halaman, umpan, atau baris yang memuat artikelnya sendiri",
        ),
        Problem::NoTextColumn(columns) => (
            format!("tabel tanpa kolom \"text\"; kolomnya: {}", shortened(columns)),
            "beri nama \"text\" pada kolom teks di baris pertama",
        ),
        Problem::Withdrawn => ("butir ini ditarik oleh penerbitnya".into(), "tidak dibaca"),
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
        Problem::Elsewhere(told) => return told.indonesian.clone(),
        Problem::NoRecord(why) => {
            (format!("bukan rekaman: {}", reason(why)), "harus baris yang ditulis oleh kutip read --json")
        }
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
