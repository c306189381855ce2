//! Records made worse: as a weak reader would print them, and as none should.

use serde_json::{Value, json};

use kutip_eval::random::Random;

/// Drops items, moves spans, and changes speakers, units, types and values.
pub(crate) fn spoil(record: &Value, random: &mut Random) -> Value {
    let mut out = record.clone();
    for layer in ["statements", "times", "figures", "events", "commitments", "actors", "places", "pacts"] {
        let items = out[layer].as_array().unwrap().clone();
        let mut kept = Vec::new();
        for mut item in items {
            if random.one_in(8) {
                continue;
            }
            change(&mut item, random);
            if random.one_in(12) {
                kept.push(item.clone());
            }
            kept.push(item);
        }
        out[layer] = Value::Array(kept);
    }
    out
}

fn change(item: &mut Value, random: &mut Random) {
    let map = item.as_object_mut().unwrap();
    for (key, value) in map.iter_mut() {
        match key.as_str() {
            "content" | "mentions" if random.one_in(5) => {
                value.as_array_mut().unwrap().pop();
            }
            "span" | "trigger" | "action" | "content" | "condition" | "cue" | "speaker" | "addressee"
                if random.one_in(4) =>
            {
                shift(value, random);
            }
            _ => {}
        }
    }
    let choices: [(&str, &[Value]); 10] = [
        ("kind", &[json!("direct"), json!("mixed"), json!("peace")]),
        ("type", &[json!("AID"), json!("ACCUSE"), json!("state")]),
        ("modality", &[json!("hoped"), json!("denied")]),
        ("unit", &[json!("killed"), json!("people"), json!("square kilometers"), json!(7)]),
        ("value", &[json!(3000.0), json!("2024-10-28"), json!(null)]),
        ("relation", &[json!("ge"), json!("le")]),
        ("via", &[json!([{"name": "Kabar Fajar"}]), json!([]), json!(["AFP", "Reuters"])]),
        (
            "actor",
            &[
                json!([]),
                json!([{"name": "Barat", "state": null}, {"name": "x", "country": "USA"}]),
                json!(["KOR"]),
            ],
        ),
        ("according_to", &[json!("s1"), json!("Rusia"), json!(null)]),
        ("within", &[json!("s1"), json!("s3"), json!("nobody")]),
    ];
    for (key, options) in choices {
        if map.contains_key(key) && random.one_in(9) {
            map.insert(key.to_owned(), options[random.below(options.len())].clone());
        }
    }
    if random.one_in(6)
        && let Some(speaker) = map.get_mut("speaker").filter(|s| s.is_object())
    {
        let names = ["Singh", "Korea", "amin", "Menteri Luar Negeri Wood; Ratna", "", "Yoon  Suk-Yeol"];
        speaker["name"] = json!(names[random.below(names.len())]);
    }
}

fn shift(value: &mut Value, random: &mut Random) {
    match value {
        Value::Array(ends) if ends.len() == 2 && ends.iter().all(Value::is_i64) => {
            let by = random.below(24) as i64 - 12;
            let wider = random.below(30) as i64;
            *value = json!([ends[0].as_i64().unwrap() + by, ends[1].as_i64().unwrap() + by + wider]);
        }
        Value::Array(items) => items.iter_mut().for_each(|item| shift(item, random)),
        Value::Object(map) => {
            if let Some(span) = map.get_mut("span") {
                shift(span, random);
            }
        }
        _ => {}
    }
}

/// Puts odd values anywhere below the document.
pub(crate) fn break_up(record: &Value, random: &mut Random) -> Value {
    let mut out = record.clone();
    for (key, layer) in out.as_object_mut().unwrap() {
        if key != "document" {
            odd(layer, random);
        }
    }
    out
}

fn odd(value: &mut Value, random: &mut Random) {
    if random.one_in(160) {
        let odd = [
            json!(null),
            json!(true),
            json!(false),
            json!(0),
            json!(-7),
            json!(5.0),
            json!("x"),
            json!(""),
            json!([]),
            json!({}),
            json!([1, 2]),
            json!([9, 3]),
            json!([0, 99_999_999]),
            json!([[1, 2], [3]]),
            json!([[1, 2], [3, 8], [5, 6]]),
            json!([[true, 9]]),
            json!([["a", "b"]]),
            json!([{"name": 5}, "Rusia"]),
            json!({"name": "Rusia", "span": [1, 6]}),
            json!({"name": ["Rusia"], "state": ["RUS"]}),
            json!([{"state": ["RUS"]}]),
        ];
        *value = odd[random.below(odd.len())].clone();
        return;
    }
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| odd(item, random)),
        Value::Object(map) => map.iter_mut().for_each(|(_, item)| odd(item, random)),
        _ => {}
    }
}
