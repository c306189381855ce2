//! Which lines are annotated for one layer alone.
//!
//! The rule: a line of 40 to 400 characters of an article that is not annotated, and that holds a digit or one of the
//! words of `eval/draw/`; each line once, at most one of an article; sorted by source id and number, then drawn with the
//! seed.

use std::collections::HashSet;
use std::path::Path;

use kutip_eval::random::Random;
use serde_json::Value;

use super::annotated;
use crate::annotations::Corpus;
use crate::args::Args;
use crate::{Outcome, files};

const CHARS: std::ops::RangeInclusive<usize> = 40..=400;

pub(super) fn run(mut args: Args) -> Outcome {
    let (seed, n) = (args.number("seed")?, args.number("n")?);
    let kind = args.text("kind").ok_or("--kind time, figure or event")?;
    let lang = args.text("lang").unwrap_or_else(|| "id".to_owned());
    args.end()?;
    let words = Words::read(&files::root().join(format!("eval/draw/{lang}.tsv")), &kind)?;
    let shared = files::need_shared()?;
    let taken = annotated(&shared)?;
    let (corpora, field) = match &*lang {
        "id" => ([Corpus::IndoSum, Corpus::Ntrex], ["text", "text"]),
        "en" => ([Corpus::Wikinews, Corpus::Ntrex], ["text", "text_en"]),
        _ => return Err(format!("{lang}: there are lines in id and en")),
    };
    let mut lines = Vec::new();
    for (corpus, field) in corpora.into_iter().zip(field) {
        for article in files::read_lines(&corpus.file(&shared))? {
            lines.extend(fitting(&article, field, &taken, &words));
        }
    }
    for (id, number) in drawn(lines, seed, n as usize) {
        println!("{id}\t{number}");
    }
    Ok(())
}

/// One line: source id, its number in the text, its words.
type Line = (String, usize, String);

fn fitting(article: &Value, field: &str, taken: &HashSet<String>, words: &Words) -> Vec<Line> {
    let (Some(id), Some(text)) = (article["id"].as_str(), article[field].as_str()) else { return Vec::new() };
    if taken.contains(id) {
        return Vec::new();
    }
    let fits = |line: &&str| CHARS.contains(&line.chars().count()) && words.are_in(line);
    let lines = text.lines().enumerate().filter(|(_, line)| fits(line));
    lines.map(|(number, line)| (id.to_owned(), number, line.to_owned())).collect()
}

/// Sorted, each text once, drawn, and of every article the first that was drawn.
fn drawn(mut lines: Vec<Line>, seed: u64, n: usize) -> Vec<(String, usize)> {
    lines.sort();
    let mut texts = HashSet::new();
    lines.retain(|(.., text)| texts.insert(text.clone()));
    let all = lines.len();
    let mut articles = HashSet::new();
    let order = Random::new(seed).sample(lines, all).into_iter();
    order.filter(|(id, ..)| articles.insert(id.clone())).map(|(id, number, _)| (id, number)).take(n).collect()
}

/// The words of a kind; where digits count, they count as well.
struct Words {
    words: Vec<String>,
    digits: bool,
}

impl Words {
    fn read(path: &Path, kind: &str) -> Outcome<Self> {
        let text = files::read(path)?;
        let rows = text.lines().filter_map(|line| line.split_once('\t'));
        let of_kind = |of: &str| of == kind || kind == "time" && of == "figure";
        let words: Vec<String> = rows
            .filter(|(of, _)| of_kind(of))
            .flat_map(|(_, words)| words.split('|').map(|word| format!(" {word} ")))
            .collect();
        if words.is_empty() {
            return Err(format!("{}: no words of the kind {kind}", path.display()));
        }
        Ok(Self { words, digits: kind != "event" })
    }

    fn are_in(&self, line: &str) -> bool {
        let plain: String =
            line.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        let plain = format!(" {} ", plain.split_whitespace().collect::<Vec<_>>().join(" "));
        self.digits && line.contains(|c: char| c.is_ascii_digit())
            || self.words.iter().any(|word| plain.contains(word.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn lines_are_drawn_by_the_rule() {
        let words = Words { words: vec![" senin ".to_owned()], digits: true };
        let text =
            format!("Senin{0}\nhari{0}\n12{0}\nSenin", " kapal berlayar ke Teluk Sari lagi dengan muatan");
        let article = json!({"id": "x", "text": text});
        let lines = fitting(&article, "text", &HashSet::new(), &words);
        assert_eq!(lines.iter().map(|(_, number, _)| *number).collect::<Vec<_>>(), [0, 2]);
        assert!(fitting(&article, "text", &HashSet::from(["x".to_owned()]), &words).is_empty());
        assert_eq!(drawn(lines.clone(), 1, 9).len(), 1);
        assert_eq!(drawn(lines.clone(), 1, 9), drawn(lines, 1, 9));
    }
}
