//! Which articles are annotated next, by a rule instead of by taste.
//!
//! The rule: a text of 900 to 3,500 characters (of IndoSum in the category `tajuk utama`, front page), not annotated
//! yet, each text once; sorted by id, then drawn with the seed. The ids are printed in the order drawn.

mod lines;

use std::collections::HashSet;
use std::path::Path;

use kutip_eval::random::Random;
use serde_json::Value;

use crate::annotations::Corpus;
use crate::args::Args;
use crate::{Outcome, files};

/// The category of IndoSum that reports of politics, courts and disasters stand in.
const FRONT_PAGE: &str = "tajuk utama";
const CHARS: std::ops::RangeInclusive<usize> = 900..=3_500;

pub(crate) fn run(mut args: Args) -> Outcome {
    if args.flag("lines") {
        return lines::run(args);
    }
    let (seed, n) = (args.number("seed")?, args.number("n")?);
    let name = args.text("corpus").unwrap_or_else(|| "indosum".to_owned());
    args.end()?;
    let corpus = Corpus::named(&name)?;
    let shared = files::need_shared()?;
    let taken = annotated(&shared)?;
    for id in drawn(&files::read_lines(&corpus.file(&shared))?, corpus, &taken, seed, n as usize) {
        println!("{id}");
    }
    Ok(())
}

/// Source ids of all articles that are annotated already.
pub(crate) fn annotated(shared: &Path) -> Outcome<HashSet<String>> {
    let mut files = jsonl_in(&shared.join("gold"));
    files.extend(jsonl_in(&files::root().join("eval/annotations")));
    let mut ids = HashSet::new();
    for file in files {
        ids.extend(
            files::read_lines(&file)?.iter().filter_map(|line| line["source_id"].as_str().map(str::to_owned)),
        );
    }
    Ok(ids)
}

/// The JSONL files of a folder, sorted; none where there is no folder.
pub(crate) fn jsonl_in(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<_> = entries.filter(|path| path.extension().is_some_and(|e| e == "jsonl")).collect();
    files.sort();
    files
}

fn drawn(articles: &[Value], corpus: Corpus, taken: &HashSet<String>, seed: u64, n: usize) -> Vec<String> {
    let fits = |article: &&Value| {
        (corpus != Corpus::IndoSum || article["category"] == FRONT_PAGE)
            && CHARS.contains(&article["text"].as_str().unwrap_or_default().chars().count())
            && !article["id"].as_str().is_none_or(|id| taken.contains(id))
    };
    let mut fitting: Vec<&Value> = articles.iter().filter(fits).collect();
    fitting.sort_by_key(|article| article["id"].as_str());
    let mut texts = HashSet::new();
    fitting.retain(|article| texts.insert(article["text"].as_str()));
    let ids = fitting.iter().filter_map(|article| article["id"].as_str().map(str::to_owned)).collect();
    Random::new(seed).sample(ids, n)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_rule_is_kept_and_the_order_of_the_file_does_not_matter() {
        let article = |i: usize, category: &str, length: usize| json!({"id": format!("x-{i:02}"), "category": category, "text": format!("{i:02}{}", "a".repeat(length))});
        let mut articles: Vec<Value> = (0..30).map(|i| article(i, FRONT_PAGE, 1_000)).collect();
        articles.push(article(30, "olahraga", 1_000));
        articles.push(article(31, FRONT_PAGE, 100));
        articles.push(article(32, FRONT_PAGE, 3_600));
        articles.push(json!({"id": "x-99", "category": FRONT_PAGE, "text": articles[0]["text"]}));
        let taken = HashSet::from(["x-05".to_owned()]);

        let all = drawn(&articles, Corpus::IndoSum, &taken, 1, 100);
        assert_eq!(all.len(), 29);
        assert!(!all.iter().any(|id| ["x-05", "x-30", "x-31", "x-32", "x-99"].contains(&id.as_str())));
        let five = drawn(&articles, Corpus::IndoSum, &taken, 1, 5);
        articles.reverse();
        assert_eq!(drawn(&articles, Corpus::IndoSum, &taken, 1, 5), five);
        assert_ne!(drawn(&articles, Corpus::IndoSum, &taken, 2, 5), five);
    }
}
