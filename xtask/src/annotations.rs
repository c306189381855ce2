//! Annotations are committed without the texts, which belong to their publishers: `strip` drops the text of gold lines,
//! `join` puts it back from the corpus, by source id, and insists on the same SHA-256.

use std::collections::HashMap;
use std::path::Path;

use serde_json::Value;

use crate::args::Args;
use crate::{Outcome, files};

pub(crate) fn join(mut args: Args) -> Outcome {
    let (file, out) = (args.file()?, args.path("out"));
    args.end()?;
    let lines = joined(&files::read_lines(&file)?, &files::need_shared()?)?;
    files::put(out.as_deref(), &files::lines(&lines))
}

pub(crate) fn strip(mut args: Args) -> Outcome {
    let (file, out) = (args.file()?, args.path("out"));
    args.end()?;
    let lines = files::read_lines(&file)?.iter().map(stripped).collect::<Outcome<Vec<_>>>()?;
    files::put(out.as_deref(), &files::lines(&lines))
}

/// Whole gold lines out of annotations; a line that has its text keeps it.
pub(crate) fn joined(annotations: &[Value], shared: &Path) -> Outcome<Vec<Value>> {
    let mut texts: HashMap<String, String> = HashMap::new();
    if annotations.iter().any(|line| line.get("text").is_none()) {
        for corpus in [corpus(shared), shared.join("corpora/id/ntrex-128-id-en/articles.jsonl")] {
            for article in files::read_lines(&corpus)? {
                if let (Some(id), Some(text)) = (article["id"].as_str(), article["text"].as_str()) {
                    texts.insert(id.to_owned(), text.to_owned());
                }
            }
        }
    }
    annotations.iter().map(|line| with_text(line, &texts)).collect()
}

/// The corpus that most annotated articles come from; some are of NTREX.
pub(crate) fn corpus(shared: &Path) -> std::path::PathBuf {
    shared.join("corpora/id/indosum/articles.jsonl")
}

fn with_text(line: &Value, texts: &HashMap<String, String>) -> Outcome<Value> {
    let name = name(line);
    let mut line = line.clone();
    if line.get("text").is_none() {
        let source = line["source_id"].as_str().ok_or_else(|| format!("{name}: no source_id"))?;
        let text = texts.get(source).ok_or_else(|| format!("{name}: {source} is not in the corpus"))?;
        line["text"] = Value::from(text.as_str());
    }
    let (stated, found) = (&line["sha256"], kutip_eval::sha256(line["text"].as_str().unwrap_or_default()));
    if stated.as_str() != Some(found.as_str()) {
        return Err(format!("{name}: the text has the SHA-256 {found}, the annotation was made on {stated}"));
    }
    Ok(line)
}

fn stripped(line: &Value) -> Outcome<Value> {
    let name = name(line);
    let mut line = line.clone();
    let text = line.as_object_mut().and_then(|map| map.shift_remove("text"));
    let text = text.as_ref().and_then(Value::as_str).ok_or_else(|| format!("{name}: no text"))?;
    if line["source_id"].as_str().is_none() {
        return Err(format!("{name}: without a source_id its text could not be found again"));
    }
    line["chars"] = Value::from(text.chars().count());
    line["sha256"] = Value::from(kutip_eval::sha256(text));
    Ok(line)
}

fn name(line: &Value) -> String {
    line["id"].as_str().unwrap_or("a line without id").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_stripped_is_joined_again() {
        let text = "Hujan turun di Teluk Sari.";
        let gold = json!({"id": "a", "source_id": "x-1", "text": text, "times": [],
                          "chars": 26, "sha256": kutip_eval::sha256(text)});
        let bare = stripped(&gold).unwrap();
        assert!(bare.get("text").is_none());
        let texts = HashMap::from([("x-1".to_owned(), text.to_owned())]);
        assert_eq!(with_text(&bare, &texts).unwrap(), gold);
    }

    #[test]
    fn another_text_is_refused() {
        let bare = stripped(&json!({"id": "a", "source_id": "x-1", "text": "satu"})).unwrap();
        let texts = HashMap::from([("x-1".to_owned(), "dua".to_owned())]);
        let error = with_text(&bare, &texts).unwrap_err();
        assert!(error.contains("a: the text has the SHA-256"), "{error}");
        assert!(with_text(&bare, &HashMap::new()).unwrap_err().contains("not in the corpus"));
    }
}
