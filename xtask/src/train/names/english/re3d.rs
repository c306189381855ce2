//! re3d: reports of a war by governments and Wikipedia, with persons, organisations and places, whole phrases among them.

use std::path::Path;

use kutip_learn::names::NameKind;
use serde_json::Value;

use super::{Article, Mention, byte_at};
use crate::{Outcome, files};

/// Documents of this source may not be used for what ships.
const NOT_OURS: &str = "BBC Online";

pub(super) fn articles(shared: &Path) -> Outcome<Vec<Article>> {
    let lines = files::read_lines(&shared.join("corpora/en/re3d/re3d.jsonl"))?;
    Ok(lines.iter().filter(|line| line["source"] != NOT_OURS).map(article).collect())
}

fn article(line: &Value) -> Article {
    // Marks that are not seen stick to words.
    let text = line["text"].as_str().unwrap_or_default().replace(['\u{200e}', '\u{200f}'], " ");
    let byte_at = byte_at(&text);
    let mention = |entity: &Value| {
        let kind = match entity["type"].as_str()? {
            "Person" => NameKind::Person,
            "Organisation" => NameKind::Organisation,
            "Location" => NameKind::Place,
            _ => return None,
        };
        let [start, end] = ["begin", "end"].map(|key| entity[key].as_u64().map(|at| byte_at(at as usize)));
        // What no person marked comes from lists, right or wrong.
        let sure = entity["confidence"].as_f64().is_some_and(|confidence| confidence > 0.0);
        Some(Mention { span: start?..end?, kind: Some(kind), sure, is_name: false })
    };
    let mentions = line["entities"].as_array().into_iter().flatten().filter_map(mention).collect();
    Article { id: line["id"].as_str().unwrap_or_default().to_owned(), mentions, end: text.len(), text }
}
