//! Whole articles swapped: an invented one, and the gold of the shared folder where there is one.

use std::collections::BTreeSet;

use serde_json::json;

use super::*;

const TEXT: &str = "Kairo, Kabar Fajar -- Pemerintah Amerika Serikat (AS) menuding Korea Utara mengirim 4.000 serdadu ke Mesir.
\"Buktinya ada pada kami,\" ujar Duta Besar AS Ratna Melindo, Selasa (20/8), dikutip Reuters. \"Korut harus menjawab,\" katanya.
Melindo menyatakan kedua Korea akan diundang.";

/// The span of the nth occurrence of some words.
fn at(words: &str, nth: usize) -> Value {
    let byte = TEXT.match_indices(words).nth(nth).unwrap().0;
    let start = TEXT[..byte].chars().count();
    json!([start, start + words.chars().count()])
}

fn article() -> Value {
    let statement = |kind: &str, content: Value, speaker: Value, name: &str, cue: Value, via: Value| {
        json!({"kind": kind, "content": [content], "speaker": speaker, "speaker_name": name,
               "speaker_type": if name == "Ratna Melindo" { "person" } else { "country" }, "cue": cue, "via": via,
               "addressee": null, "said_on": null, "within": null})
    };
    let none = json!([]);
    let clitic = at("nya.", 0)[0].as_u64().unwrap();
    let mut gold = json!({
        "id": "fixture", "url": "http://example.org/20240821/", "source_id": "x", "lang": "id", "outlet": "Kabar Fajar",
        "published": "2024-08-21", "sha256": kutip_eval::sha256(TEXT), "chars": TEXT.chars().count(), "text": TEXT,
        "statements": [
            statement("indirect", at("Korea Utara mengirim 4.000 serdadu ke Mesir", 0),
                      at("Pemerintah Amerika Serikat (AS)", 0), "Amerika Serikat", at("menuding", 0), none.clone()),
            statement("direct", at("Buktinya ada pada kami", 0), at("Duta Besar AS Ratna Melindo", 0), "Ratna Melindo",
                      at("ujar", 0), json!(["Reuters"])),
            statement("direct", at("Korut harus menjawab", 0), json!([clitic, clitic + 3]), "Ratna Melindo",
                      at("katanya", 0), none.clone()),
            statement("indirect", at("kedua Korea akan diundang", 0), at("Melindo", 1), "Ratna Melindo",
                      at("menyatakan", 0), none.clone()),
        ],
        "not_speech": [], "times": [{"span": at("Selasa (20/8)", 0), "type": "DATE", "value": "2024-08-20"}],
        "figures": [{"span": at("4.000 serdadu", 0), "value": 4000, "upper": null, "unit": "troops", "approx": false,
                     "relation": "eq", "revises": null}],
        "events": [{"trigger": at("menuding", 0), "type": "ACCUSE", "actor": ["USA"], "recipient": ["PRK"],
                    "modality": "asserted", "according_to": null},
                   {"trigger": at("mengirim", 0), "type": "MOBILIZE", "actor": ["PRK"], "recipient": ["EGY"],
                    "modality": "asserted", "according_to": "Amerika Serikat"}],
        "commitments": [],
        "actors": [{"name": "Korea Utara", "type": "country", "country": "PRK", "mentions": [at("Korea Utara", 0), at("Korut", 0)]},
                   {"name": "Amerika Serikat", "type": "country", "country": "USA",
                    "mentions": [at("Amerika Serikat", 0), at("AS", 0), at("AS", 1)]}],
    });
    gold["statements"][1]["said_on"] = json!("2024-08-20");
    gold
}

fn lists() -> Lists {
    Lists::read(&files::root().join("eval/swap")).unwrap()
}

/// The words of a span.
fn words(gold: &Value, span: &Value) -> String {
    let (start, end) = span_of(span).unwrap();
    gold["text"].as_str().unwrap().chars().skip(start).take(end - start).collect()
}

#[test]
fn an_article_is_swapped_consistently() {
    let lists = lists();
    let gold = article();
    check::invariants(&gold).unwrap();
    for variant in 1..=40 {
        let new = &variant_of(std::slice::from_ref(&gold), &lists, 5, variant).unwrap()[0];
        let text = new["text"].as_str().unwrap();
        for old in ["Kairo", "Melindo", "Ratna", "Reuters", "4.000", "(20/8)", "Kabar Fajar", "kedua"] {
            assert!(!text.contains(old), "{old} stayed in {text}");
        }
        // States: code, name, mentions and the abbreviation that is introduced go together.
        let code = new["events"][0]["actor"][0].as_str().unwrap();
        let state = lists.state(code).unwrap();
        assert_eq!(new["statements"][0]["speaker_name"], state.name);
        assert_eq!(
            words(new, &new["statements"][0]["speaker"]),
            format!("Pemerintah {} ({})", state.name, state.short)
        );
        assert_eq!(words(new, &new["actors"][1]["mentions"][2]), state.short);
        assert_eq!(new["actors"][1]["country"], code);
        let other = lists.state(new["events"][1]["actor"][0].as_str().unwrap()).unwrap();
        assert_eq!(words(new, &new["actors"][0]["mentions"][0]), other.name);
        assert!(words(new, &new["statements"][3]["content"][0]).starts_with(&format!("{} dan ", other.name)));
        // Persons: the short form is the second word of the long one.
        let speaker = new["statements"][1]["speaker_name"].as_str().unwrap();
        assert!(words(new, &new["statements"][1]["speaker"]).ends_with(speaker));
        assert_eq!(Some(words(new, &new["statements"][3]["speaker"]).as_str()), speaker.split(' ').nth(1));
        assert_eq!(words(new, &new["statements"][2]["speaker"]), "nya");
        // Numbers and days are what the text says.
        let digits = words(new, &new["figures"][0]["span"]).replace(['.'], "").replace(" serdadu", "");
        assert_eq!(new["figures"][0]["value"].to_string(), digits);
        let day: jiff::civil::Date = new["times"][0]["value"].as_str().unwrap().parse().unwrap();
        assert_eq!(words(new, &new["times"][0]["span"]), format!("Selasa ({}/{})", day.day(), day.month()));
        assert_eq!(
            (day.weekday(), &new["statements"][1]["said_on"]),
            (jiff::civil::Weekday::Tuesday, &new["times"][0]["value"])
        );
        assert_eq!(new["published"], day.tomorrow().unwrap().to_string());
        assert_ne!(new["statements"][1]["via"], json!(["Reuters"]));
        assert!(text.contains(&format!("dikutip {}.", new["statements"][1]["via"][0].as_str().unwrap())));
    }
}

#[test]
fn draws_hang_on_seed_article_and_variant_alone() {
    let (lists, gold) = (lists(), [article()]);
    let draw = |seed, variant| variant_of(&gold, &lists, seed, variant).unwrap()[0]["text"].clone();
    assert_eq!(draw(1, 1), draw(1, 1));
    let texts: BTreeSet<String> = (1..=10).map(|variant| draw(1, variant).to_string()).collect();
    assert_eq!(texts.len(), 10);
    assert_ne!(draw(1, 1), draw(2, 1));
}

#[test]
fn gold_of_the_shared_folder_can_be_swapped() {
    let Some(shared) = files::shared() else { return println!("skipped: no shared folder") };
    let gold = files::read_lines(&shared.join("gold/gold-id.jsonl")).unwrap();
    let chosen = chosen(&gold, &ARTICLES).unwrap();
    for variant in 1..=20 {
        for (old, new) in chosen.iter().zip(variant_of(&chosen, &lists(), 1, variant).unwrap()) {
            assert_ne!(old["text"], new["text"]);
            for layer in
                ["statements", "times", "figures", "events", "commitments", "actors", "places", "pacts"]
            {
                let count = |gold: &Value| gold[layer].as_array().map_or(0, Vec::len);
                assert_eq!(count(old), count(&new));
            }
            // Which figure revises which, and that the greater number stays the greater where the digits are more.
            for figure in new["figures"].as_array().unwrap() {
                if let Some(earlier) = figure["revises"].as_u64() {
                    let earlier = &new["figures"][earlier as usize];
                    assert!(figure["value"].as_f64() > earlier["value"].as_f64());
                }
            }
        }
    }
}
