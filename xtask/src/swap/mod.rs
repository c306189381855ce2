//! The swap test: whole gold articles with other persons, states, outlets, numbers, dates and cue verbs.
//!
//! A reader that has learned these very articles by heart does worse on their swapped copies; one that reads does not.
//! Everything is replaced consistently inside an article, and the offsets, names, codes, values and dates of gold move
//! along. The draws hang on the seed, the article's id and the variant alone.

mod check;
mod cues;
mod dates;
mod edits;
mod lists;
mod names;
mod numbers;

use kutip_eval::random::Random;
use serde_json::Value;

use crate::args::Args;
use crate::{Outcome, files};
use dates::Dates;
use edits::Edits;
pub(crate) use lists::Lists;
use names::Names;

/// The articles that are swapped by default: the seed article and three with many states, places, numbers and cues.
pub(crate) const ARTICLES: [&str; 4] = ["seed", "d01", "d05", "d12"];

pub(crate) fn run(mut args: Args) -> Outcome {
    let (seed, variants) = (args.number("seed")?, args.number("variants")?);
    let (gold, ids) = (args.path("gold"), args.text("ids"));
    let (out_gold, out_inputs) = (args.path("out-gold"), args.path("out-inputs"));
    args.end()?;
    let gold = match gold {
        Some(path) => path,
        None => files::need_shared()?.join("gold/gold-id.jsonl"),
    };
    let ids = ids.unwrap_or_else(|| ARTICLES.join(","));
    let gold = chosen(&files::read_lines(&gold)?, &ids.split(',').collect::<Vec<_>>())?;
    let lists = Lists::read(&files::root().join("eval/swap"))?;
    let mut swapped = Vec::new();
    for variant in 1..=variants {
        swapped.extend(variant_of(&gold, &lists, seed, variant)?);
    }
    if let Some(path) = out_inputs {
        files::write(&path, &files::lines(&swapped.iter().map(files::input).collect::<Vec<_>>()))?;
    }
    files::put(out_gold.as_deref(), &files::lines(&swapped))
}

/// The articles of these ids, in their order; `all` takes every one.
pub(crate) fn chosen(gold: &[Value], ids: &[&str]) -> Outcome<Vec<Value>> {
    if ids == ["all"] {
        return Ok(gold.to_vec());
    }
    let find = |id: &&str| gold.iter().find(|article| article["id"] == *id).cloned();
    ids.iter().map(|id| find(id).ok_or_else(|| format!("no gold article {id}"))).collect()
}

/// One swapped copy of each article.
pub(crate) fn variant_of(gold: &[Value], lists: &Lists, seed: u64, variant: u64) -> Outcome<Vec<Value>> {
    let copy = |article: &Value| {
        let id = article["id"].as_str().unwrap_or_default();
        let name = format!("{id}~{variant:02}");
        let mut random = Random::of(seed, &name);
        swapped(article, lists, &name, &mut random).map_err(|error| format!("{name}: {error}"))
    };
    gold.iter().map(copy).collect()
}

fn swapped(gold: &Value, lists: &Lists, name: &str, random: &mut Random) -> Outcome<Value> {
    let text: Vec<char> = gold["text"].as_str().ok_or("no text")?.chars().collect();
    let names = Names::draw(gold, lists, random)?;
    let mut edits = Edits::default();
    names.edit(&text, &mut edits);
    let values = numbers::draw(gold, &text, random, &mut edits);
    let dates = Dates::draw(gold, &text, random, &mut edits);
    cues::draw(gold, &text, &lists.cues, random, &mut edits);

    let mut out = rewritten(gold, "", &names, &dates, &edits)?;
    for (i, value) in values {
        out["figures"][i]["value"] = value;
    }
    let new = edits.apply(&text);
    out["id"] = Value::from(name);
    out["chars"] = Value::from(new.chars().count());
    out["sha256"] = Value::from(kutip_eval::sha256(&new));
    out["text"] = Value::from(new);
    // The address names the original's day and subject; the source is another text.
    out["url"] = Value::Null;
    if let Some(map) = out.as_object_mut() {
        map.shift_remove("source_id");
        map.shift_remove("parallel");
    }
    check::moved(gold, &out, &edits)?;
    check::invariants(&out)?;
    Ok(out)
}

/// Gold with its spans moved and its names, codes and dates replaced.
fn rewritten(value: &Value, key: &str, names: &Names, dates: &Dates, edits: &Edits) -> Outcome<Value> {
    const NAMES: [&str; 14] = [
        "speaker_name",
        "voiced_by",
        "via",
        "by",
        "according_to",
        "name",
        "of",
        "role",
        "outlet",
        "title",
        "dateline",
        "actor",
        "recipient",
        "parties",
    ];
    const DATES: [&str; 5] = ["said_on", "when", "agreed", "published", "value"];
    if let Some((start, end)) = span_of(value) {
        return Ok(Value::from(vec![edits.moved(start)?, edits.moved(end)?]));
    }
    match value {
        Value::Array(items) => items.iter().map(|item| rewritten(item, key, names, dates, edits)).collect(),
        Value::Object(map) => {
            let field = |(key, item): (&String, &Value)| {
                rewritten(item, key, names, dates, edits).map(|item| (key.clone(), item))
            };
            Ok(Value::Object(map.iter().map(field).collect::<Outcome<_>>()?))
        }
        Value::String(text) if NAMES.contains(&key) || key == "country" => {
            Ok(Value::from(names.renamed(text)))
        }
        Value::String(text) if DATES.contains(&key) => Ok(Value::from(dates.moved(text))),
        other => Ok(other.clone()),
    }
}

/// A span of gold.
fn span_of(value: &Value) -> Option<(usize, usize)> {
    let offset = |v: &Value| v.as_u64().and_then(|v| usize::try_from(v).ok());
    match value.as_array()?.as_slice() {
        [start, end] => Some((offset(start)?, offset(end)?)),
        _ => None,
    }
}

/// Every text value below a value, the text of the article aside.
fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().flat_map(strings).collect(),
        Value::Object(map) => {
            map.iter().filter(|(key, _)| *key != "text").flat_map(|(_, item)| strings(item)).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
