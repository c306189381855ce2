//! The model of Indonesian names that lies in the language's folder, on sentences of our own.

use kutip_learn::ModelError;
use kutip_learn::names::{NameKind, NameTag, Names, Scratch};

const BYTES: &[u8] = include_bytes!("../../kutip-lang/id/models/names.bin");

fn found(names: &Names, sentence: &str) -> String {
    let forms: Vec<&str> = sentence.split(' ').collect();
    let (mut scratch, mut tags) = (Scratch::default(), Vec::new());
    names.find(&forms, |_| "", &mut scratch, &mut tags);
    let word = |(form, tag): (&&str, &NameTag)| match tag {
        NameTag::Outside => (*form).to_owned(),
        tag => format!("{form}/{}", tag.as_str()),
    };
    forms.iter().zip(&tags).map(word).collect::<Vec<_>>().join(" ")
}

#[test]
fn names_are_found_with_quotation_marks_and_without() {
    let names = Names::read(BYTES).unwrap();
    assert_eq!(
        found(&names, "\" Jembatan itu rusak , \" kata Ketua DPR Siti Rahmawati di Bandung , Selasa ."),
        "\" Jembatan itu rusak , \" kata Ketua DPR/B-ORG Siti/B-PER Rahmawati/I-PER di Bandung/B-LOC , Selasa ."
    );
    assert_eq!(
        found(&names, "Menurut Hendra Wijaya , jembatan itu rusak ."),
        "Menurut Hendra/B-PER Wijaya/I-PER , jembatan itu rusak ."
    );
    assert_eq!(found(&names, "Jembatan itu rusak sejak Januari ."), "Jembatan itu rusak sejak Januari .");
}

#[test]
fn tags_are_well_formed_in_sentences_without_sense() {
    let names = Names::read(BYTES).unwrap();
    let words = "Partai Golkar dan \" Jawa Timur ( KPK ) Budi di , Presiden Kota H. 2013 al-Bashir e-KTP İ \u{301} PT";
    let words: Vec<&str> = words.split(' ').collect();
    let (mut scratch, mut tags, mut state) = (Scratch::default(), Vec::new(), 1_u64);
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    for _ in 0..2_000 {
        let forms: Vec<&str> = (0..next() % 23).map(|_| words[next() % words.len()]).collect();
        names.find(&forms, |_| "", &mut scratch, &mut tags);
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

#[test]
fn damaged_bytes_are_refused() {
    for at in (0..BYTES.len()).step_by(4_999) {
        assert!(Names::read(&BYTES[..at]).is_err());
        let mut bytes = BYTES.to_vec();
        bytes[at] ^= 1;
        assert!(Names::read(&bytes).is_err());
    }
    assert_eq!(Names::read(b"kata").unwrap_err(), ModelError::NotAModel);
}
