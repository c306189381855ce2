//! News in which nothing is marked: what a first model finds in it is learned from, too. What anything is measured on is
//! left out.

use std::path::Path;

use serde_json::Value;

use super::Article;
use crate::annotations::Corpus;
use crate::{Outcome, draw, files};

/// Articles of Wikinews of 2019 and 2020, and the English half of NTREX.
pub(super) fn articles(shared: &Path) -> Outcome<Vec<Article>> {
    let left_out = draw::annotated(shared)?;
    let mut out = Vec::new();
    for (corpus, key) in [(Corpus::Wikinews, "text"), (Corpus::Ntrex, "text_en")] {
        let lines = files::read_lines(&corpus.file(shared))?;
        let ours = |line: &&Value| line["id"].as_str().is_some_and(|id| !left_out.contains(id));
        out.extend(lines.iter().filter(ours).map(|line| article(line, key)));
    }
    Ok(out)
}

fn article(line: &Value, key: &str) -> Article {
    let [id, text] = ["id", key].map(|key| line[key].as_str().unwrap_or_default().to_owned());
    Article { id, end: text.len(), text, mentions: Vec::new() }
}

/// What stands behind the annotated part of an article.
pub(super) fn rest(article: &Article) -> Article {
    let text = article.text.get(article.end..).unwrap_or_default().to_owned();
    Article { id: article.id.clone(), end: text.len(), text, mentions: Vec::new() }
}
