//! What must hold of a swapped article.

use serde_json::Value;

use super::edits::Edits;
use super::span_of;
use crate::Outcome;

/// Every span covers what its words became.
pub(crate) fn moved(old: &Value, new: &Value, edits: &Edits) -> Outcome {
    let letters = |gold: &Value| -> Vec<char> { gold["text"].as_str().unwrap_or_default().chars().collect() };
    let (before, after) = (letters(old), letters(new));
    let mut pairs = Vec::new();
    span_pairs(old, new, &mut pairs);
    for ((start, end), (to_start, to_end)) in pairs {
        let want = edits.apply_within(&before, start, end);
        let have: String = after.get(to_start..to_end).unwrap_or_default().iter().collect();
        if want != have || have.is_empty() {
            return Err(format!("span {start}..{end} should be {want:?}, is {have:?}"));
        }
    }
    Ok(())
}

type Pair = ((usize, usize), (usize, usize));

fn span_pairs(old: &Value, new: &Value, out: &mut Vec<Pair>) {
    if let (Some(a), Some(b)) = (span_of(old), span_of(new)) {
        return out.push((a, b));
    }
    match (old, new) {
        (Value::Array(a), Value::Array(b)) => a.iter().zip(b).for_each(|(a, b)| span_pairs(a, b, out)),
        (Value::Object(a), Value::Object(b)) => {
            a.iter().filter_map(|(key, a)| Some((a, b.get(key)?))).for_each(|(a, b)| span_pairs(a, b, out));
        }
        _ => {}
    }
}

/// What holds of every gold article: spans inside the text and without space at their edges, direct speech after a
/// quotation mark, nesting, and who vouches for an event.
pub(crate) fn invariants(gold: &Value) -> Outcome {
    let text: Vec<char> = gold["text"].as_str().unwrap_or_default().chars().collect();
    if gold["chars"].as_u64() != Some(text.len() as u64) {
        return Err("chars is not the length of the text".to_owned());
    }
    spans(gold, &text)?;
    let statements = gold["statements"].as_array().map_or(&[][..], Vec::as_slice);
    for statement in statements {
        let first = contents(statement).first().copied().unwrap_or_default().0;
        let open = first > 0 && ['"', '“'].contains(&text[first - 1]);
        if statement["kind"] == "direct" && !open {
            return Err(format!("direct speech without an opening quotation mark at {first}"));
        }
        if let Some(outer) = statement["within"].as_u64() {
            let outer = contents(&gold["statements"][outer as usize]);
            let inside = |c: &(usize, usize)| outer.iter().any(|o| o.0 <= c.0 && c.1 <= o.1);
            if !contents(statement).iter().all(inside) {
                return Err(format!("a statement lies outside the one it is within, at {first}"));
            }
        }
    }
    for event in gold["events"].as_array().into_iter().flatten() {
        let Some((start, end)) = span_of(&event["trigger"]) else {
            return Err("an event without trigger".to_owned());
        };
        let holds = |s: &&Value| contents(s).iter().any(|c| c.0 <= start && end <= c.1);
        let length = |s: &&Value| contents(s).iter().map(|c| c.1 - c.0).sum::<usize>();
        let voice =
            statements.iter().filter(holds).min_by_key(length).map_or(&Value::Null, |s| &s["speaker_name"]);
        if *voice != event["according_to"] {
            return Err(format!("the event at {start} is told by {voice}, not {}", event["according_to"]));
        }
    }
    Ok(())
}

fn contents(statement: &Value) -> Vec<(usize, usize)> {
    statement["content"].as_array().into_iter().flatten().filter_map(span_of).collect()
}

fn spans(value: &Value, text: &[char]) -> Outcome {
    if let Some((start, end)) = span_of(value) {
        let words = text.get(start..end).unwrap_or_default();
        let edges = [words.first(), words.last()];
        if edges.iter().any(|c| c.is_none_or(|c| c.is_whitespace())) {
            return Err(format!("span {start}..{end} is outside the text or has space at its edges"));
        }
    }
    match value {
        Value::Array(items) => items.iter().try_for_each(|item| spans(item, text)),
        Value::Object(map) => map.values().try_for_each(|item| spans(item, text)),
        _ => Ok(()),
    }
}
