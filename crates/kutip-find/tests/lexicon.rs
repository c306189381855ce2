//! Every `yes` and `no` of the Indonesian lexicon, run through the whole engine (`kutip_find::proof`).
//!
//! `ALL=1 cargo test --test lexicon -- --nocapture` prints the known failures too; `UPDATE=1` rewrites `known.tsv`.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a proof that cannot be set up fails aloud")]

mod common;

use common::known::{self, Failure};
use kutip_find::{Settings, proof};
use kutip_lang::{Entry, RELEASED};

#[test]
fn every_sentence_of_the_lexicon() {
    let source = common::source();
    let lang = common::lang(&source);
    let settings = Settings { today: RELEASED.parse().expect("a day") };
    let mut failures = Vec::new();
    let mut total = 0;
    for (list, entries) in &source.lists {
        for entry in entries {
            total += entry.yes.len() + entry.no.len();
            let yes = entry.yes.iter().filter_map(|line| proof::yes(&lang, &settings, list, line));
            let no = entry.no.iter().filter_map(|line| proof::no(&lang, &settings, list, entry, line));
            failures.extend(yes.chain(no).map(|failure| shown(list, entry, failure)));
        }
    }
    known::settle(&failures, total, true, |file| file.ends_with(".toml"));
}

fn shown(list: &str, entry: &Entry, failure: proof::Failure) -> Failure {
    let proof::Failure { reason, expected, found } = failure;
    let file = format!("{list}.toml");
    // A sentence that is not of the notation is no known failure of the engine.
    assert!(!found.is_empty(), "{file} [{}]: {reason}: {expected}", entry.name);
    let shown = format!("    expected {expected}\n    found    {found}");
    Failure { file, entry: entry.name.clone(), line: expected, reason, shown }
}
