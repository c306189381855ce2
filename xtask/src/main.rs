//! The repository's own tasks: `cargo xtask` lists them.
//!
//! Everything that needs the shared folder (gold, corpora) takes it from `KUTIP_SHARED`, or from `shared` beside the
//! repository; a check that cannot find it says so and passes.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

mod agree;
mod annotations;
mod args;
mod casing;
mod crash;
mod diff;
mod draw;
mod files;
mod instructions;
mod kutip;
mod lists;
mod outside;
mod picture;
mod scores;
mod swap;
mod syntax;
mod tidy;
mod train;

use std::process::ExitCode;

use crate::args::Args;

/// A task that fails says why in a sentence.
type Outcome<T = ()> = Result<T, String>;

const USAGE: &str = "\
cargo xtask <task>
  scores [--check]       run kutip over the gold and write eval/scores.tsv, or compare with it
  swap --seed N --variants K [--gold FILE] [--ids a,b] --out-gold F --out-inputs F
                         gold articles with other persons, states, outlets, numbers, dates and cues
  syntax [--set A,B]     score records beside variants that the parser's trees decide: does the syntax win?
  outside SET [--records F | --kutip BIN | --faultless] [--spoil drop,shift,swap] [--seed N]
          [--dump-input F] [--dump-records F] [--alarms F] [--errors] [--json]
  outside conllu [--gold F] [--tokens own|gold] [--lang CODE] [--treebank NAME] and the same
                         score records, or CoNLL-U, against others' annotations; alone: list the sets
  diff BASE | --old BIN --new BIN [--n N] [--seed N] [--inputs F] [--examples K] [--json]
                         what two builds find differently, by layer and by what made it
  agree A B [A2 B2 ...] [--format md|tsv] [--out F]
                         how far two annotations of the same articles agree, layer by layer
  join FILE [--out F]    annotations with their texts: whole gold lines
  strip FILE [--out F]   gold lines without their texts, as they are committed
  draw --seed N --n K --corpus indosum|ntrex|wikinews
                         the source ids of articles to annotate
  draw --lines --kind time|figure|event --lang id|en --seed N --n K
                         lines to annotate: source id and number of the line
  casing [--out F]       count which words are written small: the language's common.tsv
  lists STORE            how long first pages of lists take in a store
  crash [--articles N] [--kills N] [--seed N]
                         kill -9 an ingest at many points: is the store what it would have been?
  picture [--check]      draw docs/picture.*, fill the README's blocks, hold the examples against the schema
  train MODEL --lang id|en [--score [--check]] [--out F]
                         learn a language's tagger, parser or lemmas from the treebanks, or score what is there;
                         a tagger or parser also with --without N,N (groups of features by number), --today (only
                         sentences in today's annotation), --bare (no clusters), --rounds, --seed; a tagger with
                         --settled and --changes, a parser with --tagger F and --size CHANGES,LEAST,FILL; lemmas
                         with --without common,weights,exceptions, --errors
  train clusters --lang id|en [--classes N] [--out F] [--list F]
                         clusters of words, of raw text: the language's models/clusters.bin
  train names --lang id [--score [--check]] [--folds N] [--without GROUPS] [--out F] [--errors] [--read ARTICLES]
                         learn to find names, score the model that is there, or show what it finds in articles
  instructions [--check] count what read and parse take, under callgrind: eval/instructions.tsv, or compare with it
  tidy                   check the repository itself";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let task = words.next().unwrap_or_default();
    let outcome = Args::read(words).and_then(|args| match task.as_str() {
        "scores" => scores::run(args),
        "swap" => swap::run(args),
        "syntax" => syntax::run(args),
        "join" => annotations::join(args),
        "strip" => annotations::strip(args),
        "draw" => draw::run(args),
        "casing" => casing::run(args),
        "crash" => crash::run(args),
        "picture" => picture::run(args),
        "instructions" => instructions::run(args),
        "lists" => lists::run(args),
        "tidy" => tidy::run(args),
        "train" => train::run(args),
        "outside" => outside::run(args),
        "diff" => diff::run(args),
        "agree" => agree::run(args),
        _ => Err(USAGE.to_owned()),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
