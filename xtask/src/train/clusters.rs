//! `train clusters`: the clusters of a language's words, made of its raw text.

use kutip_learn::clusters::Clusters;
use kutip_learn::clusters::make::{self, Made, Options};

use crate::args::Args;
use crate::{Outcome, files};

use super::{place, raw};

pub(super) fn run(mut args: Args, lang: &str) -> Outcome {
    let (out, list) = (args.path("out"), args.path("list"));
    // English has a third of the text.
    let classes = args.number_or("classes", if lang == "en" { 320 } else { 512 })? as usize;
    args.end()?;
    let sentences = raw::all(lang, &files::need_shared()?)?;
    let made = make::make(&sentences, Options { classes, ..Options::default() });
    let clusters = Clusters::read(&made.bytes).map_err(|error| error.to_string())?;
    let path = out.unwrap_or_else(|| place(lang, "clusters"));
    files::write_bytes(&path, &made.bytes)?;
    if let Some(list) = list {
        files::write(&list, &listed(&made, &clusters))?;
    }
    let (tokens, words) =
        (sentences.iter().map(Vec::len).sum::<usize>(), made.lists.iter().flatten().count());
    println!(
        "{} sentences, {tokens} tokens; {words} words in {} clusters, {} bytes",
        sentences.len(),
        clusters.count(),
        made.bytes.len()
    );
    Ok(())
}

/// A line a cluster: its path in the tree, and its most frequent words.
fn listed(made: &Made, clusters: &Clusters) -> String {
    let line = |words: &Vec<String>| {
        let path = clusters.of(words.first()?)?.prefix(31);
        Some(format!("{}\t{}\n", &format!("{path:b}")[1..], words.join(" ")))
    };
    let mut lines: Vec<String> = made.lists.iter().filter_map(line).collect();
    lines.sort();
    lines.concat()
}
