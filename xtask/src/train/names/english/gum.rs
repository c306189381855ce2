//! GUM: texts of ten genres in which every phrase that means something is marked, names or not.

use std::path::Path;

use kutip_learn::names::NameKind;
use serde_json::Value;

use super::{Article, Mention, byte_at};
use crate::{Outcome, files};

pub(super) fn articles(shared: &Path) -> Outcome<Vec<Article>> {
    Ok(files::read_lines(&shared.join("corpora/en/gum-derived/coref.jsonl"))?.iter().map(article).collect())
}

fn article(line: &Value) -> Article {
    let text = line["text"].as_str().unwrap_or_default().to_owned();
    let byte_at = byte_at(&text);
    let mention = |mention: &Value| {
        let kind = match mention["type"].as_str()? {
            "person" => NameKind::Person,
            "organization" => NameKind::Organisation,
            "place" => NameKind::Place,
            _ => return None,
        };
        let [start, end] = ["start", "end"].map(|key| mention[key].as_u64().map(|at| byte_at(at as usize)));
        Some(Mention { span: start?..end?, kind: Some(kind), sure: true, is_name: false })
    };
    let mentions = line["mentions"].as_array().into_iter().flatten().filter_map(mention).collect();
    Article { id: line["id"].as_str().unwrap_or_default().to_owned(), mentions, end: text.len(), text }
}
