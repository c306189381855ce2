//! `pages`: articles wrapped into the pages of a WARC, and how many come out of it as they went in.

mod wrap;

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

use crate::args::Args;
use crate::{Outcome, files};
use wrap::{Article, Dice};

/// Differing articles that are shown.
const SHOWN: usize = 10;

pub(crate) fn run(mut args: Args) -> Outcome {
    let words = args.words();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["wrap", inputs] => {
            let (n, seed) = (args.number_or("n", 1000)?, args.number_or("seed", 1)?);
            let out = args.path("out").ok_or("--out FILE.warc.gz is missing")?;
            args.end()?;
            wrap_all(&articles(inputs, n as usize)?, seed, &out)
        }
        ["compare", inputs, records] => {
            args.end()?;
            compare(&articles(inputs, usize::MAX)?, records)
        }
        _ => Err("pages wrap ARTICLES --out F.warc.gz [--n N] [--seed S], or pages compare ARTICLES RECORDS"
            .to_owned()),
    }
}

fn articles(path: &str, n: usize) -> Outcome<Vec<Article>> {
    let lines = files::read_lines(Path::new(path))?;
    let text = |line: &Value, name: &str| line[name].as_str().unwrap_or_default().to_owned();
    let article =
        |line: &Value| Article { id: text(line, "id"), title: text(line, "title"), text: text(line, "text") };
    Ok(lines.iter().take(n).map(article).collect())
}

fn wrap_all(articles: &[Article], seed: u64, out: &Path) -> Outcome {
    let told = |error: std::io::Error| format!("{}: {error}", out.display());
    let titles: Vec<String> = articles.iter().map(|article| article.title.clone()).collect();
    let mut file = BufWriter::new(File::create(out).map_err(told)?);
    let mut dice = Dice::new(seed);
    let mut bytes = 0;
    for article in articles {
        let page = wrap::page(article, &titles, &mut dice);
        bytes += page.len();
        let mut member = GzEncoder::new(&mut file, Compression::default());
        member
            .write_all(&wrap::record(&page, &article.id))
            .and_then(|()| member.finish().map(|_| ()))
            .map_err(told)?;
    }
    file.flush().map_err(told)?;
    println!("{} pages of {} bytes on average", articles.len(), bytes / articles.len().max(1));
    Ok(())
}

/// An article is the same where its lines are, white space aside.
fn compare(articles: &[Article], records: &str) -> Outcome {
    let lines = files::read_lines(Path::new(records))?;
    let mut found: HashMap<&str, &str> = HashMap::new();
    for line in &lines {
        let document = &line["document"];
        let uri = document["uri"].as_str().unwrap_or_default();
        found.insert(
            uri.rsplit('/').next().unwrap_or_default(),
            document["text"].as_str().unwrap_or_default(),
        );
    }
    let (mut same, mut all, mut shown) = (0, 0, 0);
    for article in articles {
        let Some(text) = found.get(article.id.as_str()) else { continue };
        all += 1;
        let (gold, text) = (wrap::normal(&article.text), wrap::normal(text));
        if gold == text {
            same += 1;
        } else if shown < SHOWN {
            shown += 1;
            println!("{}", article.id);
            text.iter().filter(|line| !gold.contains(line)).for_each(|line| println!("  + {line}"));
            gold.iter().filter(|line| !text.contains(line)).for_each(|line| println!("  - {line}"));
        }
    }
    println!(
        "{same} of {all} texts are the same, line by line; {} articles have no record",
        articles.len() - all
    );
    Ok(())
}
