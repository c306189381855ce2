//! Raw text to learn from: tokenized sentences of whole articles, without those that anything is measured on.

use std::collections::HashSet;
use std::path::Path;

use kutip_text::scan::{Piece, scan};

use super::corpora;
use crate::annotations::Corpus;
use crate::{Outcome, draw, files};

/// A sentence's tokens.
pub(crate) type Sentence = Vec<String>;

/// Articles of a language, each as its sentences: Indonesian of IndoSum and NTREX, English of Wikinews. What is
/// annotated (the gold and `eval/annotations`) is left out.
pub(crate) fn articles(lang: &str, shared: &Path) -> Outcome<Vec<Vec<Sentence>>> {
    let corpora: &[Corpus] = match lang {
        "id" => &[Corpus::IndoSum, Corpus::Ntrex],
        "en" => &[Corpus::Wikinews],
        _ => return Err(format!("{lang}: no raw text; there is id and en")),
    };
    let left_out = draw::annotated(shared)?;
    let mut seen: HashSet<String> = HashSet::new();
    let mut out = Vec::new();
    for corpus in corpora {
        for article in files::read_lines(&corpus.file(shared))? {
            let id = article["id"].as_str().unwrap_or_default();
            let text = article["text"].as_str().unwrap_or_default();
            if !left_out.contains(id) && seen.insert(text.to_owned()) {
                out.push(sentences(text));
            }
        }
    }
    Ok(out)
}

/// A text's tokens, cut into sentences at line ends and at full stops that a capital follows.
pub(crate) fn sentences(text: &str) -> Vec<Sentence> {
    let mut out = Vec::new();
    let mut now: Sentence = Vec::new();
    let mut ended = false;
    let mut last_end = 0;
    scan(text, |piece, span| {
        let word = span.of(text);
        if piece == Piece::Newline {
            ended = false;
            out.push(std::mem::take(&mut now));
            return;
        }
        let mark = word.starts_with(['"', '”', '’', '\'', ')', '“', '‘']);
        let closes = mark && last_end == span.start;
        last_end = span.end;
        if ended && !closes {
            ended = false;
            if mark || word.starts_with(char::is_uppercase) {
                out.push(std::mem::take(&mut now));
            }
        }
        ended |= matches!(word, "." | "!" | "?");
        now.push(word.to_owned());
    });
    out.push(now);
    out.retain(|sentence| !sentence.is_empty());
    out
}

/// All sentences to make clusters of.
pub(crate) fn all(lang: &str, shared: &Path) -> Outcome<Vec<Sentence>> {
    let mut out: Vec<Sentence> = articles(lang, shared)?.into_iter().flatten().collect();
    if lang == "en" {
        let treebank = corpora::read(&shared.join("corpora/en/ud-ewt/en_ewt-ud-train.conllu"))?;
        out.extend(treebank.iter().map(|sentence| sentence.forms().into_iter().map(str::to_owned).collect()));
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_lines_and_before_capitals() {
        let text = "Sari pergi. \"Ia pulang pukul 10.30.\" Lalu hujan\nKe PT. ana.";
        let cut: Vec<String> = sentences(text).iter().map(|words| words.join(" ")).collect();
        assert_eq!(cut, ["Sari pergi .", "\" Ia pulang pukul 10.30 . \"", "Lalu hujan", "Ke PT . ana ."]);
    }
}
