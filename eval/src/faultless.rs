//! The record that a faultless reader would print of an annotated article.
//!
//! Scored against its own gold it is right in every measure: that is how the scorer itself is tested. Two annotations of
//! one article are scored against each other with it, too.

use serde_json::{Value, json};

use crate::{names, sha256};

/// Gold in the form of a record, whatever layers it has.
pub fn record_of(gold: &Value) -> Value {
    let id = |prefix: &str, index: &Value| index.as_u64().map(|i| format!("{prefix}{}", i + 1));
    let statements = list(gold, "statements").iter().enumerate().map(|(i, s)| {
        let via = list(s, "via").iter().map(|name| json!({"name": name})).collect::<Value>();
        json!({
            "id": format!("s{}", i + 1), "kind": s["kind"], "content": s["content"],
            "speaker": {"span": s["speaker"], "name": s["speaker_name"], "type": s["speaker_type"]},
            "cue": {"span": s["cue"]}, "addressee": {"span": s["addressee"]}, "said_on": s["said_on"],
            "via": via, "within": id("s", &s["within"]),
        })
    });
    let figures = list(gold, "figures").iter().enumerate().map(|(i, f)| {
        let mut f = f.clone();
        f["revises"] = json!(id("f", &f["revises"]));
        f["id"] = json!(format!("f{}", i + 1));
        f
    });
    let commitments = list(gold, "commitments").iter().map(|c| {
        let names = c["by"].as_str().unwrap_or_default().split(';');
        let by = names.map(|name| json!({"name": name})).collect::<Value>();
        json!({"by": by, "condition": c["condition"], "action": c["action"]})
    });
    let actors = list(gold, "actors").iter().map(|a| {
        let mut a = a.clone();
        a["mentions"] = list(&a, "mentions").iter().map(|span| json!({"span": span})).collect();
        a
    });
    let pacts = list(gold, "pacts")
        .iter()
        .map(|p| json!({"span": p["name"], "parties": p["parties"], "kind": p["kind"]}));
    json!({
        "document": {"text_sha256": sha256(gold["text"].as_str().unwrap_or_default())},
        "statements": statements.collect::<Value>(),
        "times": list(gold, "times"),
        "figures": figures.collect::<Value>(),
        "events": list(gold, "events").iter().map(event).collect::<Value>(),
        "commitments": commitments.collect::<Value>(),
        "quoted_terms": list(gold, "not_speech"),
        "actors": actors.collect::<Value>(),
        "places": list(gold, "places"),
        "pacts": pacts.collect::<Value>(),
    })
}

fn event(gold: &Value) -> Value {
    let mut event = gold.clone();
    for role in ["actor", "recipient"] {
        event[role] = list(gold, role).iter().map(party).collect();
    }
    event
}

fn party(party: &Value) -> Value {
    let name = party.as_str().unwrap_or_default();
    let state = names::is_state(name).then_some(name);
    json!({"name": name, "state": state, "country": state})
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
