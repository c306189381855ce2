//! Gold of the shared folder, and records made out of it.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

/// The shared folder: `KUTIP_SHARED`, or `shared` beside the repository.
pub(crate) fn folder() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let folder = std::env::var_os("KUTIP_SHARED").map_or_else(beside, PathBuf::from);
    folder.is_dir().then_some(folder)
}

/// The articles of a gold file.
pub(crate) fn gold(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The record that a faultless reader would print.
pub(crate) fn record_of(gold: &Value) -> Value {
    let list = |key: &str| gold[key].as_array().cloned().unwrap_or_default();
    let id = |prefix: &str, index: &Value| index.as_u64().map(|i| format!("{prefix}{}", i + 1));
    let statements = list("statements").into_iter().enumerate().map(|(i, s)| {
        json!({
            "id": format!("s{}", i + 1), "kind": s["kind"], "content": s["content"],
            "speaker": {"span": s["speaker"], "name": s["speaker_name"], "type": s["speaker_type"]},
            "cue": {"span": s["cue"]}, "addressee": {"span": s["addressee"]}, "said_on": s["said_on"],
            "via": s["via"].as_array().unwrap().iter().map(|name| json!({"name": name})).collect::<Value>(),
            "within": id("s", &s["within"]),
        })
    });
    let figures = list("figures").into_iter().enumerate().map(|(i, f)| {
        let mut f = f;
        f["revises"] = json!(id("f", &f["revises"]));
        f["id"] = json!(format!("f{}", i + 1));
        f
    });
    let party = |p: &Value| {
        let name = p.as_str().unwrap();
        let state = kutip_eval::names::is_state(name).then_some(name);
        json!({"name": name, "state": state, "country": state})
    };
    let events = list("events").into_iter().map(|e| {
        let mut e = e.clone();
        for role in ["actor", "recipient"] {
            e[role] = e[role].as_array().unwrap().iter().map(party).collect();
        }
        e
    });
    let commitments = list("commitments").into_iter().map(|c| {
        let by = c["by"].as_str().unwrap().split(';').map(|name| json!({"name": name})).collect::<Value>();
        json!({"by": by, "condition": c["condition"], "action": c["action"]})
    });
    let actors = list("actors").into_iter().map(|a| {
        let mut a = a.clone();
        a["mentions"] = a["mentions"].as_array().unwrap().iter().map(|span| json!({"span": span})).collect();
        a
    });
    let pacts = list("pacts")
        .into_iter()
        .map(|p| json!({"span": p["name"], "parties": p["parties"], "kind": p["kind"]}));
    json!({
        "document": {"text_sha256": kutip_eval::sha256(gold["text"].as_str().unwrap())},
        "statements": statements.collect::<Value>(), "times": gold["times"], "figures": figures.collect::<Value>(),
        "events": events.collect::<Value>(), "commitments": commitments.collect::<Value>(),
        "quoted_terms": gold["not_speech"], "actors": actors.collect::<Value>(),
        "places": list("places"), "pacts": pacts.collect::<Value>(),
    })
}
