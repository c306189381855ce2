//! MEANTIME: Wikinews articles in whose first sentences the names of persons, organisations and places are marked.

use std::collections::HashMap;
use std::path::Path;

use kutip_learn::names::NameKind;
use serde_json::Value;

use super::{Article, Mention, byte_at};
use crate::{Outcome, files};

/// The headline, the line with the date and four sentences are annotated in full.
const SENTENCES: usize = 6;

pub(super) fn articles(shared: &Path) -> Outcome<Vec<Article>> {
    Ok(files::read_lines(&shared.join("corpora/en/meantime/meantime.jsonl"))?.iter().map(article).collect())
}

fn article(line: &Value) -> Article {
    // Quotation marks of two characters would be cut in two.
    let text = line["text"].as_str().unwrap_or_default().replace("``", " \"").replace("''", "\" ");
    let byte_at = byte_at(&text);
    let list = |key: &str| line[key].as_array().into_iter().flatten();
    let end = line["sentence_starts"][SENTENCES].as_u64().map_or(text.len(), |end| byte_at(end as usize));
    let kinds: HashMap<&str, Option<NameKind>> = list("instances")
        .filter_map(|instance| Some((instance["m"].as_str()?, kind(&instance["ent_type"]))))
        .collect();
    let refers = |mention: &Value| {
        let link = list("relations").find(|relation| {
            relation["type"] == "REFERS_TO"
                && relation["from"].as_array().is_some_and(|from| from.contains(mention))
        });
        link.and_then(|link| link["to"][0].as_str()).map(|to| kinds.get(to).copied().flatten())
    };
    let mention = |mention: &Value| {
        let is_name = mention["syntactic_type"].as_str().is_some_and(|kind| kind.ends_with("NAM"));
        let kind = match (mention["kind"] == "ENTITY_MENTION", refers(&mention["m"])) {
            (false, _) | (_, Some(None)) => return None,
            (true, Some(kind)) => kind,
            // A name that is linked to nothing.
            (true, None) if is_name => None,
            (true, None) => return None,
        };
        let span = &mention["spans"][0];
        let [start, end] = [0, 1].map(|nth| span[nth].as_u64().map(|at| byte_at(at as usize)));
        Some(Mention { span: start?..end?, kind, sure: true, is_name })
    };
    let mentions = list("mentions").filter_map(mention).collect();
    Article { id: line["id"].as_str().unwrap_or_default().to_owned(), mentions, end, text }
}

/// The kind of a thing; none of products, money and what else is no name here.
fn kind(of: &Value) -> Option<NameKind> {
    match of.as_str()? {
        "PER" => Some(NameKind::Person),
        "ORG" => Some(NameKind::Organisation),
        "LOC" => Some(NameKind::Place),
        _ => None,
    }
}
