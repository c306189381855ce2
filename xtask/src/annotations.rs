//! Annotations are committed without the texts, which belong to their publishers: `strip` drops the text of gold lines,
//! `join` puts it back from the corpus, by source id, and insists on the same SHA-256.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

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

/// Where annotated articles come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Corpus {
    IndoSum,
    Ntrex,
    Wikinews,
}

impl Corpus {
    const ALL: [Self; 3] = [Self::IndoSum, Self::Ntrex, Self::Wikinews];

    pub(crate) fn named(name: &str) -> Outcome<Self> {
        match name {
            "indosum" => Ok(Self::IndoSum),
            "ntrex" => Ok(Self::Ntrex),
            "wikinews" => Ok(Self::Wikinews),
            _ => Err(format!("{name}: no corpus to draw from; there are indosum, ntrex and wikinews")),
        }
    }

    pub(crate) fn file(self, shared: &Path) -> PathBuf {
        shared.join("corpora").join(match self {
            Self::IndoSum => "id/indosum/articles.jsonl",
            Self::Ntrex => "id/ntrex-128-id-en/articles.jsonl",
            Self::Wikinews => "en/wikinews-raw/wikinews_2019_2020.jsonl",
        })
    }
}

/// Texts by source id and language; NTREX has each article in two.
#[derive(Debug, Default)]
struct Texts(HashMap<(String, String), String>);

impl Texts {
    fn of(shared: &Path) -> Outcome<Self> {
        let mut texts = Self::default();
        for corpus in Corpus::ALL {
            let own = if corpus == Corpus::Wikinews { "en" } else { "id" };
            for article in files::read_lines(&corpus.file(shared))? {
                for (lang, field) in [(own, "text"), ("en", "text_en")] {
                    if let (Some(id), Some(text)) = (article["id"].as_str(), article[field].as_str()) {
                        texts.put(id, lang, text);
                    }
                }
            }
        }
        // Gold articles by their own id: some differ from the corpus by a blank.
        for gold in ["gold-id", "gold-en"] {
            for article in files::read_lines(&shared.join(format!("gold/{gold}.jsonl")))? {
                let [id, lang, text] = ["id", "lang", "text"].map(|field| article[field].as_str());
                if let (Some(id), Some(lang), Some(text)) = (id, lang, text) {
                    texts.put(id, lang, text);
                }
            }
        }
        Ok(texts)
    }

    fn put(&mut self, id: &str, lang: &str, text: &str) {
        self.0.insert((id.to_owned(), lang.to_owned()), text.to_owned());
    }

    fn get(&self, id: &str, lang: &str) -> Option<&str> {
        self.0.get(&(id.to_owned(), lang.to_owned())).map(String::as_str)
    }
}

/// Whole gold lines out of annotations; a line that has its text keeps it.
pub(crate) fn joined(annotations: &[Value], shared: &Path) -> Outcome<Vec<Value>> {
    let all_there = annotations.iter().all(|line| line.get("text").is_some());
    let texts = if all_there { Texts::default() } else { Texts::of(shared)? };
    annotations.iter().map(|line| with_text(line, &texts)).collect()
}

fn with_text(line: &Value, texts: &Texts) -> Outcome<Value> {
    let name = name(line);
    let mut line = line.clone();
    if line.get("text").is_none() {
        let source = line["source_id"].as_str().ok_or_else(|| format!("{name}: no source_id"))?;
        let lang = line["lang"].as_str().unwrap_or("id");
        let text = texts.get(source, lang).ok_or_else(|| format!("{name}: {source} is not in the corpus"))?;
        // A line that was drawn alone is an article of its own.
        let text = match line["line"].as_u64() {
            Some(number) => text.split('\n').nth(number as usize).unwrap_or_default(),
            None => text,
        };
        line["text"] = Value::from(text);
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
        let mut texts = Texts::default();
        texts.put("x-1", "id", text);
        texts.put("x-1", "en", "Rain fell on Teluk Sari.");
        assert_eq!(with_text(&bare, &texts).unwrap(), gold);
    }

    #[test]
    fn another_text_is_refused() {
        let bare = stripped(&json!({"id": "a", "source_id": "x-1", "text": "satu"})).unwrap();
        let mut texts = Texts::default();
        texts.put("x-1", "id", "dua");
        let error = with_text(&bare, &texts).unwrap_err();
        assert!(error.contains("a: the text has the SHA-256"), "{error}");
        assert!(with_text(&bare, &Texts::default()).unwrap_err().contains("not in the corpus"));
    }
}
