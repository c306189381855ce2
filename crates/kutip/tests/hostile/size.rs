//! Texts that are cheap to write and dear to read carelessly.

use crate::common::{assert_sound, doubts};
use crate::confined::{assert_linear, read};
use std::time::Duration;

/// What a second of optimized work may take without optimization.
const SLOWER: u32 = if cfg!(debug_assertions) { 25 } else { 1 };

/// Case 20.
#[test]
fn two_hundred_thousand_opening_marks_are_paired_in_linear_time() {
    for mark in ["“", "„", "«", "\"", "'", "‘", "("] {
        let ended = read(mark.repeat(200_000));
        assert!(ended.cpu < Duration::from_secs(2) * SLOWER, "{mark}: {:?}", ended.cpu);
        assert_sound(&ended.record());
    }
    for piece in ["“", "“a ", "“\n", "“Kami\n", "“ “ ” ", "'a ", "“‘", "”"] {
        assert_linear(piece, 40_000 / piece.len(), |size| piece.repeat(size));
    }
}

/// Case 20: a quotation without an end ends with its paragraph, and says so.
#[test]
fn a_quotation_without_end_stops_at_its_paragraph() {
    let text = format!("“Jalan itu ditutup, kata Sari.\n{}", "Warga pulang.\n".repeat(2_000));
    let record = read(&text).record();
    assert_sound(&record);
    assert!(doubts(&record).contains(&"unclosed_quote"));
    let end = "“Jalan itu ditutup, kata Sari.".chars().count() as u64;
    for statement in record["statements"].as_array().unwrap() {
        for span in statement["content"].as_array().unwrap() {
            assert!(span[1].as_u64().unwrap() <= end, "{statement}");
        }
    }
}

/// Case 21.
#[test]
fn a_million_characters_of_one_word_are_read() {
    // In an optimized build all that is allowed, else a part.
    let words = 200_000 / if cfg!(debug_assertions) { 5 } else { 1 };
    for piece in ["kata ", "Sari ", "tidak ", "9999 ", "Senin ", "ribu ", "dan ", "kata. "] {
        let ended = read(piece.repeat(words * 5 / piece.len()));
        assert!(ended.cpu < Duration::from_secs(4) * SLOWER, "{piece}: {:?}", ended.cpu);
        assert_sound(&ended.record());
    }
}

/// Case 21: pieces of which a sentence without end is made.
const ENDLESS: [&str; 24] = [
    "kata ",
    "jalan itu ditutup sebelum warga pulang ",
    "Sari mengatakan bahwa ",
    "Sari Wulandari ",
    "Menteri Sari Wulandari, ",
    "menurut Sari ",
    "yang mengatakan ",
    "dikutip Reuters ",
    "Rusia menyerang Ukraina dan ",
    "jika Rusia menyerang ",
    "Senin (28/10) ",
    "2 jam 3 menit ",
    "sejak Senin sampai ",
    "dua ribu ",
    "3.000 tentara ",
    "antara 3 dan ",
    "1/2/",
    "9.",
    "-nya ",
    "di Jakarta, ",
    "perjanjian damai antara Rusia dan Ukraina ",
    "ia ",
    "PBB (",
    "a-",
];

/// Case 21.
#[test]
fn a_sentence_without_end_takes_linear_time() {
    for piece in ENDLESS {
        assert_linear(piece, 20_000 / piece.len(), |size| piece.repeat(size));
    }
}

/// Case 21: the same as many sentences and paragraphs.
#[test]
fn many_sentences_take_linear_time() {
    for end in [". ", ".\n", ",\" kata Sari. \""] {
        for piece in ENDLESS {
            let piece = format!("{}{end}", piece.trim_end());
            assert_linear(&piece, 20_000 / piece.len(), |size| piece.repeat(size));
        }
    }
}

/// Case 21: a sentence of four thousand words is read as far as the bound on sentences goes, and says so.
#[test]
fn a_sentence_of_four_thousand_words_says_that_a_limit_was_reached() {
    let text = format!("Menteri Sari mengatakan {} jalan itu ditutup.", "jembatan dan ".repeat(2_000));
    let ended = read(&text);
    assert!(ended.cpu < Duration::from_secs(2) * SLOWER, "{:?}", ended.cpu);
    let record = ended.record();
    assert_sound(&record);
    assert!(doubts(&record).contains(&"limit_reached"), "{:?}", doubts(&record));
    assert_eq!(record["document"]["text"], text);
}

/// Case 21: different words and names, so that nothing is known from before.
#[test]
fn many_different_names_take_linear_time() {
    let names = |size: usize| -> String {
        (0..size).map(|n| format!("Menteri {} {} tiba. ", name(n), name(n * 7 + 3))).collect()
    };
    assert_linear("names", 800, names);
    let said = |size: usize| -> String {
        (0..size).map(|n| format!("“Kami tahu,” kata {} {}. ", name(n), name(n * 7 + 3))).collect()
    };
    assert_linear("speakers", 800, said);
    let carried = |size: usize| -> String {
        let channels: String = (0..size).map(|n| format!("demikian dilaporkan {}, ", name(n))).collect();
        format!("{}{channels}.", "Sari mengatakan jalan itu ditutup. ".repeat(size))
    };
    assert_linear("channels of all", 400, carried);
    let acts = |size: usize| -> String {
        (0..size)
            .map(|n| format!("Rusia menyerang {} di {} dengan {n} tentara. ", name(n), name(n + 5)))
            .collect()
    };
    assert_linear("acts", 600, acts);
}

/// A word that is no other number's.
fn name(mut number: usize) -> String {
    const SYLLABLES: [&str; 10] = ["ba", "ko", "ri", "tu", "me", "sa", "lo", "di", "ga", "nu"];
    let mut name = String::from("X");
    loop {
        name.push_str(SYLLABLES[number % 10]);
        number /= 10;
        if number == 0 {
            return name;
        }
    }
}
