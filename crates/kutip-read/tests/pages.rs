//! Pages of our own making, in the layouts that sites have: what is read of them is the article and what they say of it.

#![allow(clippy::unwrap_used)]

use kutip_read::{Input, Options, PageWords, Reader, Words};
use serde_json::Value;
use std::collections::HashMap;
use std::fs;
use std::path::Path;

/// Words that the pages need, in place of the tables of a language.
fn words() -> PageWords {
    let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    PageWords {
        page_lines: list(&[
            "baca juga",
            "simak juga",
            "pilihan redaksi",
            "advertisement",
            "scroll to continue",
            "gambas",
            "copyright ©",
            "ikuti kami di",
            "artikel terkait",
        ]),
        page_blocks: list(&["terkait", "bagikan", "rekomendasi"]),
        picture_credits: list(&["foto"]),
        bylines: list(&["oleh", "reporter", "penulis", "by"]),
        months: [("november", 11), ("nov", 11)].map(|(name, number)| (name.to_owned(), number)).into(),
        small_words: vec![(
            "id".to_owned(),
            list(&[
                "yang", "dan", "di", "itu", "kata", "dari", "untuk", "akan", "dengan", "tidak", "setelah",
                "mereka", "masih", "sampai", "mulai", "pada", "kembali", "sempat", "dua",
            ])
            .into_iter()
            .collect(),
        )],
    }
}

fn read(path: &Path) -> Input {
    let options = Options { words: Words::new(words), ..Options::default() };
    let mut reader = Reader::new([path.to_owned()], options);
    let input = reader.next().unwrap().unwrap_or_else(|error| panic!("{error}"));
    assert!(reader.next().is_none());
    input
}

/// F1 of words, each counted as often as it stands.
fn word_f1(one: &str, other: &str) -> f64 {
    let count = |text: &str| {
        let mut words: HashMap<String, usize> = HashMap::new();
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            *words.entry(word.to_owned()).or_default() += 1;
        }
        words
    };
    let (one, other) = (count(one), count(other));
    let both: usize =
        one.iter().map(|(word, n)| (*n).min(other.get(word).copied().unwrap_or_default())).sum();
    let all: usize = one.values().chain(other.values()).sum();
    2.0 * both as f64 / all.max(1) as f64
}

#[test]
fn articles_are_taken_out_of_their_pages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "html"));
    paths.sort();
    assert!(paths.len() >= 16);
    let mut sum = 0.0;
    for path in &paths {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let gold: Value =
            serde_json::from_str(&fs::read_to_string(path.with_extension("json")).unwrap()).unwrap();
        let input = read(path);
        let f1 = word_f1(&input.text, gold["text"].as_str().unwrap());
        assert!(f1 > 0.96, "{name}: {f1}: {}", input.text);
        sum += f1;
        let published = input.published.map(|day| day.to_string());
        for (field, found) in [
            ("title", input.title.as_deref()),
            ("outlet", input.outlet.as_deref()),
            ("published", published.as_deref()),
            ("uri", input.uri.as_deref()),
        ] {
            assert_eq!(found, gold[field].as_str(), "{name}: {field}");
        }
        if gold["language"] != "en" {
            assert_ne!(input.language.as_deref(), Some("en"), "{name}");
        }
        assert_eq!(serde_json::to_value(&input.byline).unwrap(), gold["byline"], "{name}");
    }
    let mean = sum / paths.len() as f64;
    assert!(mean >= 0.99, "{mean}");
}

#[test]
fn a_page_without_an_article_says_why() {
    let folder = std::env::temp_dir().join(format!("kutip-pages-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let code = |html: &str| {
        let path = folder.join("a.html");
        fs::write(&path, html).unwrap();
        let mut reader = Reader::new([path], Options::default());
        let error = reader.next().unwrap().unwrap_err();
        (error.problem.code(), error.to_string())
    };
    let link = "<li><a href=x>Harga cabai di Pasar Legi turun lagi pekan ini</a></li>";
    let (front, told) = code(&format!("<!doctype html><ul>{}</ul>", link.repeat(40)));
    assert!(front == "K2022" && told.contains("links"), "{told}");
    let (empty, told) = code("<!doctype html><div id=root></div><script>render()</script>");
    assert!(empty == "K2022" && told.contains("scripts"), "{told}");
    fs::remove_dir_all(&folder).unwrap();
}
