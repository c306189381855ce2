//! How many words a second are tagged, and tagged and parsed, on one core: the repository's examples, word by word, over
//! and over.
//!
//! `cargo bench -p kutip-learn --bench tags`; a run is kept in `runs/`.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark")]

use std::path::Path;

use divan::Bencher;
use divan::counter::ItemsCount;
use kutip_learn::parser::{self, Parser};
use kutip_learn::tagger::{self, Tagger};

const EXAMPLES: [&str; 5] = ["bencana", "ekonomi", "internasional", "konferensi", "sidang"];

/// The words of each line of the examples, marks apart, cut after full stops.
fn sentences() -> Vec<Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let text: Vec<String> = EXAMPLES
        .iter()
        .map(|name| std::fs::read_to_string(folder.join(name).with_extension("txt")).unwrap())
        .collect();
    let mut sentences = vec![Vec::new()];
    for word in text.join("\n").split_whitespace() {
        let core = word.trim_matches(|c: char| !c.is_alphanumeric());
        let (before, after) = word.split_once(core).unwrap_or((word, ""));
        let marks = |text: &str| text.chars().map(String::from).collect::<Vec<_>>();
        let sentence = sentences.last_mut().unwrap();
        sentence.extend(marks(before));
        sentence.extend((!core.is_empty()).then(|| core.to_owned()));
        sentence.extend(marks(after));
        if after.contains('.') {
            sentences.push(Vec::new());
        }
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

fn model(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../kutip-lang/id/models").join(name)).unwrap()
}

fn run(bencher: Bencher<'_, '_>, with_heads: bool) {
    let sentences = sentences();
    let forms: Vec<Vec<&str>> =
        sentences.iter().map(|words| words.iter().map(String::as_str).collect()).collect();
    let tagger = Tagger::read(&model("tagger.bin")).unwrap();
    let parser = Parser::read(&model("parser.bin")).unwrap();
    let (mut tag_scratch, mut scratch) = (tagger::Scratch::default(), parser::Scratch::default());
    let (mut tags, mut arcs) = (Vec::new(), Vec::new());
    bencher.counter(ItemsCount::new(forms.iter().map(Vec::len).sum::<usize>())).bench_local(|| {
        for forms in &forms {
            tagger.tag(forms, &mut tag_scratch, &mut tags);
            if with_heads {
                parser.parse(&tagger, forms, &tags, &mut scratch, &mut arcs);
            }
        }
        arcs.len() + tags.len()
    });
}

#[divan::bench]
fn tags(bencher: Bencher<'_, '_>) {
    run(bencher, false);
}

#[divan::bench]
fn tags_and_heads(bencher: Bencher<'_, '_>) {
    run(bencher, true);
}

#[divan::bench]
fn read_both_models() {
    let (tagger, parser) = (model("tagger.bin"), model("parser.bin"));
    divan::black_box((Tagger::read(&tagger).unwrap(), Parser::read(&parser).unwrap()));
}

fn main() {
    divan::main();
}
