//! News annotated by the project's own hand, the development half: actors and places, whole mentions. Nothing is learned
//! from it; it is how far the model gets with news as it is.

use std::path::Path;

use kutip_learn::names::NameKind;
use serde_json::Value;

use super::{Article, Mention, byte_at};
use crate::{Outcome, annotations, files};

const FILES: [&str; 2] = ["wikinews-dev", "ntrex-dev-en"];

pub(super) fn articles(shared: &Path) -> Outcome<Vec<Article>> {
    let mut out = Vec::new();
    for file in FILES {
        let lines = files::read_lines(&files::root().join(format!("eval/annotations/{file}.jsonl")))?;
        out.extend(annotations::joined(&lines, shared)?.iter().map(article));
    }
    Ok(out)
}

fn article(line: &Value) -> Article {
    let text = line["text"].as_str().unwrap_or_default().to_owned();
    let byte_at = byte_at(&text);
    let list = |value: &Value, key: &str| value[key].as_array().cloned().unwrap_or_default();
    let mention = |span: &Value, kind: NameKind| {
        let [start, end] = [0, 1].map(|nth| span[nth].as_u64().map(|at| byte_at(at as usize)));
        Some(Mention { span: start?..end?, kind: Some(kind), sure: true, is_name: false })
    };
    let mut mentions = Vec::new();
    for actor in list(line, "actors") {
        let kind = match actor["type"].as_str() {
            Some("person") => NameKind::Person,
            Some("country") => NameKind::Place,
            Some("organization" | "armed_forces" | "media" | "group") => NameKind::Organisation,
            _ => continue,
        };
        mentions.extend(list(&actor, "mentions").iter().filter_map(|span| mention(span, kind)));
    }
    let places = list(line, "places");
    mentions.extend(places.iter().filter_map(|place| mention(&place["span"], NameKind::Place)));
    Article { id: line["id"].as_str().unwrap_or_default().to_owned(), mentions, end: text.len(), text }
}
