//! How many words a second are cut, tagged, lemmatized, and read as a whole, on one core.
//!
//! `cargo bench -p kutip-learn --bench parse`; a run is kept in `runs/`.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark")]

use divan::Bencher;
use divan::counter::ItemsCount;
use kutip_learn::builtin;
use kutip_learn::cut::Cuts;
use kutip_learn::grammar::{GrammarScratch, Reading};
use kutip_learn::lemmas::{Convention, LemmaScratch, Word, says_something};

const INDONESIAN: &str = "Menteri Perhubungan Sari Wulandari mengatakan pembangunan jembatan itu ditunda sampai Senin (28/10). \
    “Kami menutupnya demi keselamatan warga,” kata Sari kepada wartawan di Kota Baru. Nilainya Rp3,5 triliun, atau naik 6,5 % \
    dibandingkan tahun sebelumnya, sementara anak-anak sekolah menyeberang dengan perahu-perahu nelayan. Penyelesaiannya \
    diperkirakan memakan waktu bertahun-tahun, meskipun pemerintah daerah telah menganggarkan biayanya.";
const ENGLISH: &str = "Transport Minister Sarah Wells said the building of the bridge won't be finished before Monday. \"We've \
    closed it for people's safety,\" Wells told reporters in Newtown on Oct. 28. It cost $3.5 billion, about 6.5% more than in \
    the previous year, while school children crossed the river in fishermen's boats. Its completion was expected to take years, \
    although the U.S. government had budgeted for well-known delays.";

const LANGUAGES: [&str; 2] = ["id", "en"];

fn text(code: &str) -> &'static str {
    if code == "id" { INDONESIAN } else { ENGLISH }
}

/// The words of each sentence of the text.
fn sentences(code: &str) -> Vec<Vec<&'static str>> {
    let (mut cuts, mut scratch) = (Cuts::default(), GrammarScratch::default());
    builtin::grammar(code).unwrap().cut(text(code), &mut scratch, &mut cuts);
    let words = |tokens: &[kutip_learn::cut::Piece]| {
        tokens
            .iter()
            .flat_map(|token| &cuts.words[token.words.clone()])
            .map(|word| &text(code)[word.clone()])
            .collect()
    };
    cuts.sentences.iter().map(|sentence| words(&cuts.tokens[sentence.tokens.clone()])).collect()
}

fn count(sentences: &[Vec<&str>]) -> ItemsCount {
    ItemsCount::new(sentences.iter().map(Vec::len).sum::<usize>())
}

#[divan::bench(args = LANGUAGES)]
fn cut(bencher: Bencher<'_, '_>, code: &str) {
    let grammar = builtin::grammar(code).unwrap();
    let (mut cuts, mut scratch) = (Cuts::default(), GrammarScratch::default());
    bencher.counter(count(&sentences(code))).bench_local(|| grammar.cut(text(code), &mut scratch, &mut cuts));
}

#[divan::bench(args = LANGUAGES)]
fn lemmas(bencher: Bencher<'_, '_>, code: &str) {
    let grammar = builtin::grammar(code).unwrap();
    let (mut scratch, mut reading) = (GrammarScratch::default(), Reading::default());
    let sentences = sentences(code);
    let mut words = Vec::new();
    for forms in &sentences {
        grammar.read(forms, Convention::default(), &mut scratch, &mut reading);
        let mut opens = true;
        for (form, word) in forms.iter().zip(grammar.words(&reading)) {
            words.push(((*form).to_owned(), word.upos.to_owned(), word.feats.to_owned(), opens));
            opens = opens && !says_something(form);
        }
    }
    let (mut scratch, mut out) = (LemmaScratch::default(), String::new());
    bencher.counter(count(&sentences)).bench_local(|| {
        out.clear();
        for (form, upos, feats, opens) in &words {
            let word = Word { form, upos, feats, opens: *opens };
            grammar.lemmas().lemma(word, Convention::default(), &mut scratch, &mut out);
        }
        out.len()
    });
}

#[divan::bench(args = LANGUAGES)]
fn read(bencher: Bencher<'_, '_>, code: &str) {
    let grammar = builtin::grammar(code).unwrap();
    let (mut scratch, mut reading) = (GrammarScratch::default(), Reading::default());
    let sentences = sentences(code);
    bencher.counter(count(&sentences)).bench_local(|| {
        for forms in &sentences {
            grammar.read(forms, Convention::default(), &mut scratch, &mut reading);
        }
    });
}

fn main() {
    divan::main();
}
