//! What a mark means, in a few words.

use super::{Mark, View, list};
use serde_json::Value;

/// A number as people read it: thousands apart, a fraction only where there is one.
#[must_use]
pub fn number(value: &Value) -> String {
    let written = value.to_string();
    let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
    let digits = whole.trim_start_matches('-');
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) || digits.len() < 4 {
        return written;
    }
    let mut out = whole[..whole.len() - digits.len()].to_owned();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() && fraction != "0" {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// `≈ 3,000–4,000 troops`
pub(crate) fn figure(figure: &Value) -> String {
    let relation = match figure["relation"].as_str() {
        Some("ge") => "≥ ",
        Some("le") => "≤ ",
        _ if figure["approx"] == true => "≈ ",
        _ => "",
    };
    let upper = &figure["upper"];
    let upper = if upper.is_null() { String::new() } else { format!("–{}", number(upper)) };
    let unit = figure["unit"].as_str().or_else(|| figure["counted"].as_str()).unwrap_or_default();
    format!("{relation}{}{upper} {unit}", number(&figure["value"])).trim_end().to_owned()
}

/// The names of the parties of an event or of a commitment.
pub(crate) fn parties(parties: &Value) -> String {
    let names: Vec<&str> = list(parties).iter().filter_map(|party| party["name"].as_str()).collect();
    names.join(", ")
}

/// Who speaks: the name, else the words that stand for it, else `?`.
pub(crate) fn speaker<'a>(view: &View<'a>, statement: &'a Value) -> &'a str {
    let speaker = &statement["speaker"];
    speaker["name"]
        .as_str()
        .or_else(|| Some(view.chars_of(&speaker["span"])).filter(|words| !words.is_empty()))
        .unwrap_or("?")
}

/// Through whom we have it, nearest the speaker first.
pub(crate) fn channels(statement: &Value) -> Vec<&str> {
    list(&statement["via"]).iter().filter_map(|via| via["name"].as_str()).collect()
}

/// `COERCE sanction, planned`
pub(crate) fn event(event: &Value) -> String {
    let mut words = vec![event["type"].as_str().unwrap_or("?")];
    words.extend(list(&event["mode"]).iter().filter_map(Value::as_str));
    let modality = event["modality"].as_str().filter(|modality| *modality != "asserted");
    match modality {
        Some(modality) => format!("{}, {modality}", words.join(" ")),
        None => words.join(" "),
    }
}

/// `year inferred: 2024; also 2019`
pub(crate) fn doubt(doubt: &Value) -> String {
    let kind = doubt["kind"].as_str().unwrap_or("?").replace('_', " ");
    match doubt["note"].as_str() {
        Some(note) if !note.is_empty() => format!("{kind}: {note}"),
        _ => kind,
    }
}

/// What the item says at this place: the speaker's name, the value of a time, the kind of a statement.
#[must_use]
pub fn meaning(view: &View<'_>, mark: &Mark<'_>) -> String {
    let item = mark.item;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let own = match (mark.layer, mark.part.as_str()) {
        ("statements", "content") => format!("{} · {}", text(&item["kind"]), speaker(view, item)),
        ("statements", "speaker.span") => speaker(view, item).to_owned(),
        ("statements", "cue.span") => {
            format!("{} · {}", text(&mark.holder["lemma"]), text(&mark.holder["act"]))
        }
        ("actors", _) => format!("{} · {}", text(&item["name"]), text(&mark.holder["form"])),
        ("times", _) => format!("{} {}", text(&item["type"]), text(&item["value"])),
        ("figures", _) => figure(item),
        ("events", "trigger") => event(item),
        ("commitments", "condition" | "action") => text(&item["strength"]),
        ("pacts", "clauses.span" | "clauses.condition" | "clauses.action") => text(&mark.holder["kind"]),
        ("pacts", _) => text(&item["stage"]),
        ("doubts", _) => doubt(item),
        _ => text(&mark.holder["name"]),
    };
    own.trim_matches([' ', '·']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn numbers_and_figures_are_read_easily() {
        assert_eq!(number(&json!(1_250_000)), "1,250,000");
        assert_eq!(number(&json!(990.5)), "990.5");
        assert_eq!(number(&json!(-10_000.5)), "-10,000.5");
        let value =
            json!({"value": 10_000, "upper": 12_000, "unit": "troops", "approx": true, "relation": "eq"});
        assert_eq!(figure(&value), "≈ 10,000–12,000 troops");
    }
}
