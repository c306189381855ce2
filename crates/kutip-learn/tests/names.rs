//! The models of names that lie in the languages' folders, on sentences of our own.

#![allow(clippy::unwrap_used, reason = "a test")]

use kutip_learn::grammar::{Grammar, GrammarScratch, Reading};
use kutip_learn::lemmas::Convention;
use kutip_learn::names::{NameKind, NameTag, Names, Scratch};
use kutip_learn::{ModelError, builtin};

const LANGUAGES: [&str; 2] = ["id", "en"];

fn bytes(lang: &str) -> &'static [u8] {
    builtin::file(lang, "names.bin").unwrap()
}

/// A sentence with the names that its language's grammar finds.
fn found(grammar: &Grammar, sentence: &str) -> String {
    let forms: Vec<&str> = sentence.split(' ').collect();
    let mut reading = Reading::default();
    grammar.read(&forms, Convention::default(), &mut GrammarScratch::default(), &mut reading);
    let word = |(form, name): (&&str, &str)| match name {
        "" => (*form).to_owned(),
        name => format!("{form}/{name}"),
    };
    forms.iter().zip(grammar.words(&reading).map(|word| word.name)).map(word).collect::<Vec<_>>().join(" ")
}

/// The names of a sentence are found that are written at its words; there are no others.
fn is_found(lang: &str, sentence: &str) {
    let forms: Vec<&str> = sentence
        .split(' ')
        .map(|word| word.split_once("/B-").or(word.split_once("/I-")).map_or(word, |(form, _)| form))
        .collect();
    assert_eq!(found(builtin::grammar(lang).unwrap(), &forms.join(" ")), sentence);
}

#[test]
fn names_are_found_with_quotation_marks_and_without() {
    is_found(
        "id",
        "\" Jembatan itu rusak , \" kata Ketua DPR/B-ORG Siti/B-PER Rahmawati/I-PER di Bandung/B-LOC , Selasa .",
    );
    is_found("id", "Menurut Hendra/B-PER Wijaya/I-PER , jembatan itu rusak .");
    is_found("id", "Jembatan itu rusak sejak Januari .");
}

#[test]
fn english_names_are_without_titles_and_articles_and_peoples_are_none() {
    is_found(
        "en",
        "\" The bridge is closed , \" Foreign Minister Ruth/B-PER Hale/I-PER told the World/B-ORG Bank/I-ORG in Geneva/B-LOC on Monday .",
    );
    is_found("en", "The French told the United/B-LOC States/I-LOC that the bridge is closed .");
    is_found("en", "The bridge has been closed since January .");
}

#[test]
fn tags_are_well_formed_in_sentences_without_sense() {
    let words = "Partai Golkar dan \" Jawa Timur ( KPK ) Budi di , Presiden Kota H. 2013 al-Bashir e-KTP İ \u{301} PT";
    let words: Vec<&str> = words.split(' ').collect();
    let (mut scratch, mut tags, mut state) = (Scratch::default(), Vec::new(), 1_u64);
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    for lang in LANGUAGES {
        let names = Names::read(bytes(lang)).unwrap();
        for _ in 0..2_000 {
            let forms: Vec<&str> = (0..next() % 23).map(|_| words[next() % words.len()]).collect();
            names.find(&forms, |nth| if nth % 2 == 0 { "PROPN" } else { "" }, &mut scratch, &mut tags);
            assert_eq!(tags.len(), forms.len());
            for (at, &tag) in tags.iter().enumerate() {
                let before = at.checked_sub(1).map(|before| tags[before]);
                for kind in NameKind::ALL.into_iter().filter(|&kind| tag == NameTag::Inside(kind)) {
                    assert!(
                        [Some(NameTag::Begin(kind)), Some(NameTag::Inside(kind))].contains(&before),
                        "{forms:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn damaged_bytes_are_refused() {
    for whole in LANGUAGES.map(bytes) {
        for at in (0..whole.len()).step_by(4_999) {
            assert!(Names::read(&whole[..at]).is_err());
            let mut bytes = whole.to_vec();
            bytes[at] ^= 1;
            assert!(Names::read(&bytes).is_err());
        }
    }
    assert_eq!(Names::read(b"kata").unwrap_err(), ModelError::NotAModel);
}
