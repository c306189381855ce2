//! Characters that are there and not seen, seen and not what they seem, or that command.

use crate::common::{Folder, assert_sound, doubts};
use crate::confined::{assert_linear, kutip, read};
use crate::pages::page_of;
use serde_json::{Value, json};

/// The characters of a span.
fn at(record: &Value, span: &Value) -> String {
    let text: Vec<char> = record["document"]["text"].as_str().unwrap().chars().collect();
    text[span[0].as_u64().unwrap() as usize..span[1].as_u64().unwrap() as usize].iter().collect()
}

/// The twelve characters that change the direction of what stands beside them.
const BIDI: &str =
    "\u{61C}\u{200E}\u{200F}\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2066}\u{2067}\u{2068}\u{2069}";

/// Case 15.
#[test]
fn controls_stay_in_the_text_and_command_neither_page_nor_record() {
    let controls: String = (0..0x20).chain(0x7F..0xA0).filter_map(char::from_u32).collect();
    let title = format!("Judul\u{1b}[2J\u{1b}]0;milik saya\u{7}{controls}{BIDI}");
    let text = format!("Menteri\0 Sari{controls} mengatakan jalan itu{BIDI} ditutup.\u{1b}[31m");
    let line = json!({"title": title, "text": text}).to_string();
    let ended = read(&line);
    // In the record they are escapes of JSON, apart from those that JSON leaves as they are.
    assert!(ended.stdout.trim_end_matches('\n').bytes().all(|byte| byte >= 0x20), "{}", ended.stdout);
    let record = ended.record();
    assert_sound(&record);
    assert_eq!(record["document"]["text"], text);
    assert_eq!(record["document"]["title"], title);
    assert!(doubts(&record).contains(&"hidden_characters"));
    let page = page_of(&line);
    for part in ["[U+0000]", "[U+001B][2J", "[U+009B]", "[U+202E]", "[U+2069]", "[U+061C]"] {
        assert!(page.contains(part), "{part}");
    }
    // A message that repeats a name does not command the terminal either.
    let ended = kutip(&["read", &format!("tidak\u{1b}[2J{BIDI}.txt")], "");
    assert!(ended.stderr.contains("[U+001B][2J[U+061C][U+200E]"), "{}", ended.stderr);
}

/// Case 16.
#[test]
fn a_name_with_a_bidi_override_is_kept_shown_and_known() {
    let text = "Menteri Perhubungan Sa\u{202E}ri Wulandari\u{202C} mengatakan jalan itu ditutup.\n\
        “Kami tahu,” kata Sari Wulandari.\n";
    let record = read(text).record();
    assert_sound(&record);
    assert!(doubts(&record).contains(&"hidden_characters"));
    let speakers: Vec<&Value> =
        record["statements"].as_array().unwrap().iter().map(|s| &s["speaker"]).collect();
    assert_eq!(speakers.len(), 2, "{record}");
    assert!(at(&record, &speakers[0]["span"]).contains("Sa\u{202E}ri Wulandari"), "{record}");
    assert_eq!(speakers[0]["actor"], speakers[1]["actor"], "{record}");
    assert!(page_of(text).contains("[U+202E]"));
}

/// Case 17.
#[test]
fn hidden_characters_within_a_cue_hide_nothing() {
    for hidden in ["\u{200B}", "\u{200C}", "\u{200D}", "\u{AD}", "\u{FEFF}", "\u{2060}", "\0"] {
        let text =
            format!("“Jalan itu ditutup,” ka{hidden}ta Sa{hidden}ri Wulandari kepada warta{hidden}wan.");
        let record = read(&text).record();
        assert_sound(&record);
        let statement = &record["statements"][0];
        assert_eq!(statement["cue"]["lemma"], "kata", "{hidden:?}: {record}");
        assert_eq!(at(&record, &statement["cue"]["span"]), format!("ka{hidden}ta"));
        assert_eq!(at(&record, &statement["speaker"]["span"]), format!("Sa{hidden}ri Wulandari"));
        assert_eq!(statement["speaker"]["name"], "Sari Wulandari", "{hidden:?}");
        assert!(doubts(&record).contains(&"hidden_characters"));
    }
}

/// Case 18: a Cyrillic letter in a name makes another name.
#[test]
fn names_that_only_look_alike_are_not_made_one() {
    let text = "Presiden Yoon Suk Yeol mengatakan jalan itu ditutup.\n\
        Menteri Y\u{43E}\u{43E}n Suk Yeol mengatakan jalan itu dibuka.\n";
    let record = read(text).record();
    assert_sound(&record);
    let actors: Vec<&Value> =
        record["statements"].as_array().unwrap().iter().map(|s| &s["speaker"]["actor"]).collect();
    assert_eq!(actors.len(), 2, "{record}");
    assert!(actors[0] != actors[1], "{record}");
    assert_eq!(record["statements"][1]["speaker"]["name"], "Y\u{43E}\u{43E}n Suk Yeol");
}

/// Case 19.
#[test]
fn marks_heaped_on_one_letter_are_read_and_counted_on_the_page() {
    let text = format!("Menteri Z{}algo mengatakan jalan itu ditutup.\n", "\u{301}".repeat(50_000));
    let record = read(&text).record();
    assert_sound(&record);
    assert_eq!(record["document"]["text"], text);
    assert_eq!(record["statements"][0]["cue"]["lemma"], "mengatakan", "{}", record["statements"]);
    let page = page_of(&text);
    assert!(page.contains("[+49994]") && page.len() < 100_000, "{} bytes", page.len());
    assert_linear("marks on one letter", 50_000, |size| format!("Z{} tiba.", "\u{301}".repeat(size)));
    assert_linear("letters with many marks", 2_000, |size| format!("Z{}", "\u{301}".repeat(40)).repeat(size));
}

/// Case 22.
#[test]
fn what_imitates_a_record_or_a_page_is_text() {
    let folder = Folder::new("imitation");
    let record = read("Menteri Sari mengatakan jalan itu ditutup.").record();
    let page = page_of("Menteri Sari mengatakan jalan itu ditutup.");
    let tagged = "<speaker>Sari</speaker> <cue>mengatakan</cue> <content>jalan itu ditutup</content>.";
    // The one line of a record is JSON without a text; that of a file of text is text.
    for (number, text) in
        [record.to_string(), format!("Kata Sari:\n{page}"), tagged.to_owned()].iter().enumerate()
    {
        let path = folder.write(&format!("{number}.txt"), text);
        let again = kutip(&["read", path.to_str().unwrap()], "").record();
        assert_sound(&again);
        assert_eq!(&again["document"]["text"], text);
        assert_eq!(again["kutip"], kutip::VERSION);
        assert_ne!(again["document"]["text_sha256"], record["document"]["text_sha256"]);
        page_of(text);
    }
    // What is in the text does not become a field of the article.
    let fake = "Sari tiba.\", \"outlet\": \"Palsu\", \"published\": \"2020-01-01\", \"x\": \"";
    let record = read(json!({"text": fake}).to_string()).record();
    assert_eq!(
        (&record["document"]["outlet"], &record["document"]["published"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(record["document"]["text"], fake);
}
