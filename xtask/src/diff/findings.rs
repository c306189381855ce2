//! Findings of two records side by side.
//!
//! Ids within a record count up, so one finding more renumbers the rest: they are replaced by what they point at before
//! anything is compared.

use std::collections::{BTreeMap, HashMap};

use kutip_eval::spans::{Cover, align, iou};
use serde_json::{Map, Value};

type Pair = [i64; 2];

/// Layers in the order of telling, with the field that says where an item stands.
const LAYERS: [(&str, &str); 9] = [
    ("statements", "content"),
    ("events", "trigger"),
    ("times", "span"),
    ("figures", "span"),
    ("commitments", "action"),
    ("pacts", "span"),
    ("actors", "mentions"),
    ("places", "span"),
    ("doubts", "span"),
];

/// One thing that a record says.
#[derive(Debug, Clone)]
pub(super) struct Finding {
    pub(super) spans: Vec<Pair>,
    /// The entry, pass or model that made it.
    pub(super) by: String,
    /// What is said, without ids.
    pub(super) fields: Map<String, Value>,
}

/// One difference; a change has both sides.
#[derive(Debug, Clone)]
pub(super) struct Difference {
    pub(super) article: String,
    pub(super) old: Option<Finding>,
    pub(super) new: Option<Finding>,
    /// The words, and some before and after.
    pub(super) words: [String; 3],
}

/// What differs, by layer and maker.
#[derive(Debug, Default)]
pub(super) struct Report {
    pub(super) articles: usize,
    pub(super) differing: usize,
    /// Articles that only one of the two read.
    pub(super) unread: usize,
    /// Place of the layer, its name, the maker.
    pub(super) groups: BTreeMap<(usize, String, String), Vec<Difference>>,
}

/// Compares records of the same articles.
pub(super) fn compare(old: &[Value], new: &[Value]) -> Report {
    let key = |record: &Value| record["document"]["text_sha256"].as_str().unwrap_or_default().to_owned();
    let mut before: HashMap<String, &Value> = old.iter().map(|record| (key(record), record)).collect();
    let mut report = Report::default();
    for record in new {
        report.articles += 1;
        match before.remove(&key(record)) {
            Some(old) => report.differing += usize::from(article(old, record, &mut report.groups)),
            None => report.unread += 1,
        }
    }
    report.articles += before.len();
    report.unread += before.len();
    report
}

type Groups = BTreeMap<(usize, String, String), Vec<Difference>>;

fn article(old: &Value, new: &Value, groups: &mut Groups) -> bool {
    let document = &new["document"];
    let letters: Vec<char> = document["text"].as_str().unwrap_or_default().chars().collect();
    let name = document["id"].as_str().or(document["text_sha256"].as_str()).unwrap_or_default();
    let (old_layers, new_layers) = (layers(old, &letters), layers(new, &letters));
    let mut differs = false;
    for (place, (layer, before)) in old_layers.iter().enumerate() {
        let after = &new_layers[place].1;
        for (old, new) in differences(before, after) {
            let (by, by_new) = (old.map(|f| f.by.as_str()), new.map(|f| f.by.as_str()));
            let maker = match (by, by_new) {
                (Some(old), Some(new)) if old != new => format!("{old} -> {new}"),
                (old, new) => new.or(old).unwrap_or_default().to_owned(),
            };
            let spans = new.or(old).map(|finding| finding.spans.as_slice()).unwrap_or_default();
            let difference = Difference {
                article: name.to_owned(),
                old: old.cloned(),
                new: new.cloned(),
                words: words(&letters, spans),
            };
            groups.entry((place, (*layer).to_owned(), maker)).or_default().push(difference);
            differs = true;
        }
    }
    differs
}

/// Findings that only one side has or that both have otherwise. Those that overlap by a half are the same one, changed.
fn differences<'a>(
    old: &'a [Finding],
    new: &'a [Finding],
) -> Vec<(Option<&'a Finding>, Option<&'a Finding>)> {
    let cover = |findings: &[Finding]| -> Vec<Cover> {
        findings.iter().map(|finding| Cover::new(finding.spans.iter().copied())).collect()
    };
    let (before, after) = (cover(old), cover(new));
    let same = |i: usize, j: usize| {
        old[i].spans == new[j].spans && old[i].by == new[j].by && old[i].fields == new[j].fields
    };
    let alike = |i: usize, j: usize| {
        // What has no place in the text (the article as a whole) is one thing.
        let shared =
            if old[i].spans.is_empty() && new[j].spans.is_empty() { 1.0 } else { iou(&before[i], &after[j]) };
        shared + f64::from(u8::from(same(i, j)))
    };
    let aligned = align(old.len(), new.len(), alike, 0.5);
    let changed =
        aligned.pairs.iter().filter(|(i, j)| !same(*i, *j)).map(|(i, j)| (Some(&old[*i]), Some(&new[*j])));
    let gone = aligned.missed.iter().map(|i| (Some(&old[*i]), None));
    let added = aligned.spurious.iter().map(|j| (None, Some(&new[*j])));
    changed.chain(gone).chain(added).collect()
}

/// All findings of a record, layer by layer, always the same layers.
fn layers(record: &Value, letters: &[char]) -> Vec<(&'static str, Vec<Finding>)> {
    let names = names(record, letters);
    let mut out: Vec<(&'static str, Vec<Finding>)> = Vec::new();
    for (layer, at) in LAYERS {
        let items = items(record, layer);
        out.push((layer, items.iter().map(|item| finding(item, at, &names)).collect()));
        if layer == "actors" {
            out.push(("mentions", items.iter().flat_map(mentions).collect()));
        }
    }
    out.push(("quoted terms", bare(&record["quoted_terms"])));
    out.push(("sentences", bare(&record["document"]["sentences"])));
    let document = record["document"].as_object().into_iter().flatten();
    let told = ["anchor", "dateline", "byline", "desk", "boilerplate", "language"];
    let fields = document.filter(|(key, _)| told.contains(&key.as_str()));
    let fields = fields.map(|(key, value)| (key.clone(), resolved(value, &names))).collect();
    out.push(("document", vec![Finding { spans: Vec::new(), by: String::new(), fields }]));
    out
}

fn items<'a>(record: &'a Value, layer: &str) -> &'a [Value] {
    record[layer].as_array().map_or(&[], Vec::as_slice)
}

fn finding(item: &Value, at: &str, names: &HashMap<String, String>) -> Finding {
    // A commitment's `by` is who commits himself.
    let by = item["by"].as_str().or(item["rule"].as_str()).unwrap_or_default().to_owned();
    let spans = if at == "mentions" { first_mention(item) } else { spans(&item[at]) };
    let fields = item.as_object().into_iter().flatten();
    let left_out =
        |key: &str| ["id", "mentions", "rule"].contains(&key) || (key == "by" && item["by"].is_string());
    let fields = fields.filter(|(key, _)| !left_out(key) && *key != at);
    Finding { spans, by, fields: fields.map(|(key, value)| (key.clone(), resolved(value, names))).collect() }
}

fn first_mention(actor: &Value) -> Vec<Pair> {
    actor["mentions"].get(0).map(|mention| spans(&mention["span"])).unwrap_or_default()
}

fn mentions(actor: &Value) -> Vec<Finding> {
    let mention = |mention: &Value| Finding {
        spans: spans(&mention["span"]),
        by: mention["by"].as_str().unwrap_or_default().to_owned(),
        fields: Map::from_iter([
            ("of".to_owned(), actor["name"].clone()),
            ("form".to_owned(), mention["form"].clone()),
            ("certainty".to_owned(), mention["certainty"].clone()),
        ]),
    };
    items(actor, "mentions").iter().map(mention).collect()
}

/// Spans that nothing more is said of.
fn bare(list: &Value) -> Vec<Finding> {
    let spans = list.as_array().into_iter().flatten().map(spans);
    spans.map(|spans| Finding { spans, by: String::new(), fields: Map::new() }).collect()
}

/// One span or several.
fn spans(value: &Value) -> Vec<Pair> {
    let pair = |value: &Value| Some([value.get(0)?.as_i64()?, value.get(1)?.as_i64()?]);
    match pair(value) {
        Some(one) => vec![one],
        None => value.as_array().into_iter().flatten().filter_map(pair).collect(),
    }
}

/// What each id of a record stands for: a name, or the first words.
fn names(record: &Value, letters: &[char]) -> HashMap<String, String> {
    const LONGEST: usize = 40;
    let mut names = HashMap::new();
    for (layer, at) in LAYERS {
        for item in items(record, layer) {
            let Some(id) = item["id"].as_str() else { continue };
            let said = spans(&item[at]).first().map(|span| slice(letters, *span));
            let name = item["name"].as_str().map(str::to_owned).or(said).unwrap_or_default();
            names.insert(id.to_owned(), name.chars().take(LONGEST).collect());
        }
    }
    names
}

fn resolved(value: &Value, names: &HashMap<String, String>) -> Value {
    match value {
        Value::String(text) => {
            names.get(text).map_or_else(|| value.clone(), |name| Value::from(format!("<{name}>")))
        }
        Value::Array(items) => items.iter().map(|item| resolved(item, names)).collect(),
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), resolved(value, names))).collect(),
        _ => value.clone(),
    }
}

fn slice(letters: &[char], [start, end]: Pair) -> String {
    let at = |offset: i64| usize::try_from(offset).unwrap_or(0).min(letters.len());
    letters.get(at(start)..at(end)).unwrap_or_default().iter().collect()
}

fn words(letters: &[char], spans: &[Pair]) -> [String; 3] {
    const CONTEXT: i64 = 40;
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return <[String; 3]>::default() };
    let inside: Vec<String> = spans.iter().map(|span| slice(letters, *span)).collect();
    [
        slice(letters, [(first[0] - CONTEXT).max(0), first[0]]),
        inside.join(" … "),
        slice(letters, [last[1], last[1] + CONTEXT]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn record(times: Value, statements: Value) -> Value {
        json!({
            "document": {"id": "a", "text_sha256": "x", "text": "Kata Siti Senin hujan turun lagi.", "sentences": [[0, 33]]},
            "times": times, "statements": statements,
            "actors": [{"id": "a1", "name": "Siti", "by": "pass/mentions",
                        "mentions": [{"span": [5, 9], "form": "name", "by": "pass/mentions"}]}],
        })
    }

    fn statement(id: &str, content: Pair, by: &str) -> Value {
        json!({"id": id, "content": [content], "kind": "direct", "speaker": {"actor": "a1"}, "by": by})
    }

    fn told(report: &Report) -> Vec<String> {
        let kind = |d: &Difference| match (&d.old, &d.new) {
            (None, _) => '+',
            (_, None) => '-',
            _ => '~',
        };
        let group = |((_, layer, by), all): (&(usize, String, String), &Vec<Difference>)| {
            format!("{layer} {by} {}", all.iter().map(kind).collect::<String>())
        };
        report.groups.iter().map(group).collect()
    }

    #[test]
    fn a_new_finding_does_not_make_others_differ() {
        let time =
            |id: &str| json!({"id": id, "span": [10, 15], "value": "XXXX-WXX-1", "by": "id/times/senin"});
        let old = record(json!([time("t1")]), json!([statement("s1", [16, 32], "id/cues/kata")]));
        let new = record(
            json!([{"id": "t1", "span": [0, 4], "by": "id/times/kata"}, time("t2")]),
            json!([statement("s2", [16, 32], "id/cues/kata")]),
        );
        assert!(compare(std::slice::from_ref(&old), std::slice::from_ref(&old)).groups.is_empty());
        let report = compare(&[old], &[new]);
        assert_eq!((report.articles, report.differing), (1, 1));
        assert_eq!(told(&report), ["times id/times/kata +"]);
    }

    #[test]
    fn what_moved_or_has_another_maker_has_changed() {
        let old = record(json!([]), json!([statement("s1", [16, 32], "id/cues/kata")]));
        let moved = record(json!([]), json!([statement("s1", [16, 27], "id/cues/kata")]));
        let other = record(json!([]), json!([statement("s1", [16, 32], "pass/quotes")]));
        let none = record(json!([]), json!([]));
        let against = |new: Value| told(&compare(std::slice::from_ref(&old), &[new]));
        assert_eq!(against(moved), ["statements id/cues/kata ~"]);
        assert_eq!(against(other), ["statements id/cues/kata -> pass/quotes ~"]);
        assert_eq!(against(none), ["statements id/cues/kata -"]);
        let report = compare(&[old], &[]);
        assert_eq!((report.articles, report.unread), (1, 1));
    }
}
