//! The record is what its schema says, and says the same of the same text.

#![allow(clippy::unwrap_used)]

mod common;

use common::{ARTICLE, assert_sound, kutip, read_text, run};
use serde_json::{Value, json};

const ODD: [&str; 12] = [
    "",
    " \n\t\n",
    "a",
    "Sari\0 tiba",
    "Menteri\0 Sari \u{1b}[2Jmengatakan\u{7} jalan itu ditutup.",
    "“Ka\u{200B}mi tahu,” ka\u{200B}ta Sa\u{AD}ri.",
    "\u{202E}Menteri Sari\u{202C} mengatakan “jalan itu ditutup”.",
    "“““““““",
    "”” kata Sari “ dan ‘ ",
    "Z\u{301}\u{301}\u{301}algo 😀😀 kata Sari.",
    "{\"schema\":\"kutip/1\",\"statements\":[{\"id\":\"s1\"}]}",
    "<article><p>“Ya,” kata Sari.</p></article>",
];

#[test]
fn the_record_is_as_the_schema_says() {
    assert_sound(&read_text(ARTICLE));
    let run = run(kutip().arg("schema"));
    assert_eq!((run.code, run.stdout.as_str()), (0, kutip::SCHEMA));
}

#[test]
fn odd_texts_give_sound_records_with_the_text_unchanged() {
    for text in ODD {
        let record = read_text(text);
        assert_eq!(record["document"]["text"], text);
        assert_sound(&record);
    }
}

#[test]
fn reading_the_text_of_a_record_again_gives_the_same_record() {
    for text in ODD.into_iter().chain([ARTICLE, "\u{FEFF}Sari tiba."]) {
        let first = read_text(text);
        let text = first["document"]["text"].as_str().unwrap();
        assert_eq!(read_text(text), first);
        let line = json!({"text": text}).to_string();
        let mut again: Value = read_text(&line);
        again["document"]["input"] = first["document"]["input"].clone();
        assert_eq!(again, first);
    }
}

#[test]
fn every_layer_is_as_the_schema_says() {
    const ACTS: &str = "Utara, Contoh.id — Rusia menyerang Ukraina pada Senin, 28 Oktober 2024. Jepang mengirim 3.000 \
        tentara ke Ukraina.\nPresiden Rusia mengatakan jika Jepang mengirim senjata ke Ukraina, Rusia akan membalas \
        serangan itu.\n";
    let record = read_text(ACTS);
    assert_sound(&record);
    assert!(!record["events"].as_array().unwrap().is_empty());
}

#[test]
fn fields_of_the_record_keep_their_order() {
    let record = read_text(ARTICLE);
    let names = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(
        names(&record),
        "schema kutip document actors places times figures statements quoted_terms events commitments pacts doubts"
    );
    assert_eq!(
        names(&record["document"]),
        "id input text_sha256 uri language title outlet published anchor dateline byline desk paragraphs sentences \
         boilerplate text"
    );
}

#[test]
fn what_the_input_says_is_in_the_record_and_flags_fill_the_rest() {
    let line = json!({"id": "x1", "uri": "https://contoh.test/1", "title": "Jembatan", "date": "2024-10-29T08:00:00+07:00",
        "text": ARTICLE, "nomor": 7});
    let mut command = kutip();
    command.args(["read", "-", "--outlet", "Harian Contoh", "--date", "2020-01-01", "--keep-meta"]);
    let run = run(command.write_stdin(line.to_string()));
    let document = &run.records[0]["document"];
    assert_sound(&run.records[0]);
    assert_eq!(document["id"], "x1");
    assert_eq!(document["uri"], "https://contoh.test/1");
    assert_eq!(document["title"], "Jembatan");
    assert_eq!(document["outlet"], "Harian Contoh");
    assert_eq!(document["published"], "2024-10-29");
    assert_eq!(document["anchor"], json!({"date": "2024-10-29", "inferred": false}));
    assert_eq!(document["input"], json!({"file": "-", "line": 1}));
    assert_eq!(document["meta"], json!({"nomor": 7}));
}

#[test]
fn a_language_that_is_not_read_is_a_doubt() {
    let line = json!({"lang": "xx", "text": ARTICLE}).to_string();
    let record = read_text(&line);
    assert_sound(&record);
    assert_eq!(common::doubts(&record), ["unsupported_language"]);
    assert_eq!(record["statements"], json!([]));
    assert_eq!(record["document"]["language"], "xx");
}

#[test]
fn the_lexicon_knows_no_act_that_the_schema_does_not() {
    let schema: Value = serde_json::from_str(kutip::SCHEMA).unwrap();
    let acts =
        schema.pointer("/$defs/statement/properties/cue/properties/act/enum").unwrap().as_array().unwrap();
    for cue in &kutip_lang::builtin("id").unwrap().cues {
        assert!(acts.contains(&json!(&*cue.act)), "{}: {}", cue.lemma, cue.act);
    }
}

#[test]
fn statements_figures_and_times_point_at_their_characters() {
    let record = read_text(ARTICLE);
    let text: Vec<char> = ARTICLE.chars().collect();
    let at = |span: &Value| -> String {
        text[span[0].as_u64().unwrap() as usize..span[1].as_u64().unwrap() as usize].iter().collect()
    };
    let quote = &record["statements"][1];
    assert_eq!(
        (&quote["id"], &quote["kind"], &quote["speaker"]["name"]),
        (&json!("s2"), &json!("direct"), &json!("Sari Wulandari"))
    );
    assert_eq!(at(&quote["content"][0]), "Kami menutupnya demi keselamatan");
    assert_eq!((at(&quote["cue"]["span"]), &quote["cue"]["act"]), ("kata".into(), &json!("say")));
    assert_eq!(
        (at(&quote["via"][0]["span"]), &quote["via"][0]["name"]),
        ("Reuters".into(), &json!("Reuters"))
    );
    let figure = &record["figures"][0];
    assert_eq!(
        (&figure["value"], &figure["counted"], &figure["according_to"]),
        (&json!(3000), &json!("orang"), &json!("s3"))
    );
    assert!(record["times"].as_array().unwrap().iter().any(|time| at(&time["span"]) == "Senin (28/10)"));
}

/// A text for each word of the closed list: a kind that nothing makes would be a promise of the schema alone.
#[test]
fn every_kind_of_doubt_has_a_text_that_makes_it() {
    let schema: Value = serde_json::from_str(kutip::SCHEMA).unwrap();
    let kinds = schema.pointer("/$defs/doubt/properties/kind/enum").unwrap().as_array().unwrap();
    let long = format!("Sari mengatakan {}jalan itu ditutup.", "air dan ".repeat(4_000));
    let texts: [(&str, &[u8]); 13] = [
        ("unclosed_quote", "“Jalan itu ditutup, kata Sari Dewi.\nHujan turun.".as_bytes()),
        ("mismatched_quotes", "Jalan itu ditutup” kata Sari Dewi.".as_bytes()),
        ("speaker_unknown", "“Jalan itu ditutup sampai sore,” katanya.".as_bytes()),
        ("year_inferred", b"Sari Dewi mengatakan jalan itu ditutup, Senin (28/10)."),
        ("weekday_date_disagree", b"Sari Dewi datang pada Selasa, 28 Oktober 2024."),
        ("ambiguous_place", b"Warga berkumpul di Tripoli."),
        ("ambiguous_actor", b"Tono Wardana dan Yuni Wardana hadir. Wardana berpidato lebih dulu."),
        ("glued_words", b"Jembatan itu ditutup, dilansirReuters."),
        ("unsupported_language", br#"{"lang": "xx", "text": "Sari Dewi."}"#),
        ("empty_text", br#"{"text": ""}"#),
        ("replaced_bytes", b"Jalan \xff itu ditutup."),
        ("hidden_characters", "Jalan\u{200b} itu ditutup.".as_bytes()),
        ("limit_reached", long.as_bytes()),
    ];
    for kind in kinds {
        let kind = kind.as_str().unwrap();
        let (_, text) =
            texts.iter().find(|(name, _)| *name == kind).unwrap_or_else(|| panic!("no text for {kind}"));
        let run = run(kutip().args(["read", "-"]).write_stdin(text.to_vec()));
        let found = common::doubts(&run.records[0]);
        assert!(found.contains(&kind), "{kind}: {found:?}\n{}", run.stderr);
    }
}

#[test]
fn a_record_is_read_back_as_it_was_written() {
    for text in ODD.into_iter().chain([ARTICLE]) {
        let line = kutip::read(text);
        let record = kutip::Record::from_json(&line).unwrap();
        assert_eq!(serde_json::to_string(&record).unwrap() + "\n", line);
    }
}
