//! A small check of JSON against our schema, and of a record's spans against its text. Shared with the fuzz targets.

#![allow(
    clippy::unwrap_used,
    unreachable_pub,
    missing_docs,
    reason = "a schema that this does not understand is a fault of the check, and fails aloud"
)]

use serde_json::Value;

/// Fails when the record is not as the schema says, or points outside its text.
pub fn assert_sound(record: &Value) {
    let schema: Value = serde_json::from_str(kutip::SCHEMA).unwrap();
    let found = faults(&schema, record);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// What of a record is not as the schema says, or points outside its text.
pub fn faults(schema: &Value, record: &Value) -> Vec<String> {
    let mut found = Vec::new();
    violations(schema, schema, record, "", &mut found);
    let chars = record["document"]["text"].as_str().unwrap().chars().count();
    spans(record, "", chars, &mut found);
    found
}

/// What in a value that is no record is not as a schema says.
pub fn breaks(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    violations(schema, schema, value, "", &mut found);
    found
}

/// What in `value` is not as `schema` says. Knows the words that our schema uses, and fails on others.
fn violations(schema: &Value, root: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    for (word, rule) in schema.as_object().unwrap() {
        let holds = match word.as_str() {
            "$schema" | "$id" | "$defs" | "title" | "description" | "format" => true,
            "$ref" => {
                let target = root.pointer(rule.as_str().unwrap().trim_start_matches('#')).unwrap();
                violations(target, root, value, at, found);
                true
            }
            "type" => match rule {
                Value::Array(kinds) => kinds.iter().any(|kind| is_kind(value, kind.as_str().unwrap())),
                kind => is_kind(value, kind.as_str().unwrap()),
            },
            "const" => value == rule,
            "enum" => rule.as_array().unwrap().contains(value),
            "anyOf" => rule.as_array().unwrap().iter().any(|choice| {
                let mut inner = Vec::new();
                violations(choice, root, value, at, &mut inner);
                inner.is_empty()
            }),
            "minimum" => value.as_f64().is_none_or(|number| number >= rule.as_f64().unwrap()),
            "minItems" => value.as_array().is_none_or(|items| items.len() >= rule.as_u64().unwrap() as usize),
            "maxItems" => value.as_array().is_none_or(|items| items.len() <= rule.as_u64().unwrap() as usize),
            "pattern" => value.as_str().is_none_or(|text| is_like(text, rule.as_str().unwrap())),
            "required" => value.as_object().is_none_or(|object| {
                rule.as_array().unwrap().iter().all(|name| object.contains_key(name.as_str().unwrap()))
            }),
            "additionalProperties" => {
                let known = schema["properties"].as_object().unwrap();
                *rule != false
                    || value
                        .as_object()
                        .is_none_or(|fields| fields.keys().all(|name| known.contains_key(name)))
            }
            "properties" => {
                for (name, rule) in rule.as_object().unwrap() {
                    if let Some(inner) = value.get(name) {
                        violations(rule, root, inner, &format!("{at}.{name}"), found);
                    }
                }
                true
            }
            "items" => {
                for (number, item) in value.as_array().into_iter().flatten().enumerate() {
                    violations(rule, root, item, &format!("{at}[{number}]"), found);
                }
                true
            }
            other => panic!("the check does not know the schema's word {other}"),
        };
        if !holds {
            found.push(format!("{at}: {value} breaks {word} {rule}"));
        }
    }
}

fn is_kind(value: &Value, kind: &str) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("no kind of JSON value: {other}"),
    }
}

/// The few patterns of the schema.
fn is_like(text: &str, pattern: &str) -> bool {
    let number = |digits: &str| !digits.starts_with('0') && digits.parse::<u64>().is_ok();
    match pattern {
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" => kutip::parse_day(text).is_some() && text.len() == 10,
        "^[0-9a-f]{64}$" => text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')),
        "^(pass|model|[a-z]{2,3})/.+$" => text.split_once('/').is_some_and(|(maker, rest)| {
            let code = (2..=3).contains(&maker.len()) && maker.bytes().all(|b| b.is_ascii_lowercase());
            (code || maker == "pass" || maker == "model") && !rest.is_empty()
        }),
        id => {
            let letter = id.strip_prefix('^').and_then(|id| id.strip_suffix("[1-9][0-9]*$"));
            let letter = letter.unwrap_or_else(|| panic!("the check does not know the pattern {id}"));
            text.strip_prefix(letter).is_some_and(number)
        }
    }
}

/// Every pair of numbers is a stretch of the text.
fn spans(value: &Value, at: &str, chars: usize, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => match items.as_slice() {
            [Value::Number(start), Value::Number(end)] => {
                let (start, end) = (start.as_u64().unwrap() as usize, end.as_u64().unwrap() as usize);
                if start >= end || end > chars {
                    found.push(format!("{at}: [{start}, {end}] is no stretch of {chars} characters"));
                }
            }
            items => items.iter().for_each(|item| spans(item, at, chars, found)),
        },
        Value::Object(fields) => {
            fields
                .iter()
                .filter(|(name, _)| *name != "meta")
                .for_each(|(name, value)| spans(value, name, chars, found));
        }
        _ => {}
    }
}
