//! What holds of the engine whatever it reads: what it kept from the last article changes nothing in the next, and the
//! time grows with the length and not with its square. What holds of each report is checked on odd texts by fuzz/.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a proof that cannot be set up fails aloud")]

mod common;

use common::check::{check, shown};
use kutip_find::model::{Article, Settings};
use kutip_find::{Scratch, analyze};
use kutip_lang::{Lang, RELEASED, builtin};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

fn lang() -> &'static Lang {
    builtin("id").expect("Indonesian is built in")
}

/// Held by one test at a time, so that a timed one runs alone.
static ALONE: Mutex<()> = Mutex::new(());

/// The articles of the cases.
fn articles() -> Vec<Article> {
    let folder = std::fs::read_dir(common::here().join("cases/id")).expect("the folder of cases");
    let mut paths: Vec<_> = folder.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let text = |path| std::fs::read_to_string(path).expect("a case");
    let article = |case: String| {
        let (_, rest) = case.split_once("```article\n").expect("an article");
        let (text, _) = rest.split_once("\n```").expect("the end of the article");
        Article { text: text.to_owned(), ..Article::default() }
    };
    paths.into_iter().map(text).map(article).collect()
}

#[test]
fn one_scratch_serves_many_articles() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut scratch = Scratch::default();
    let settings = Settings { today: RELEASED.parse().expect("a day") };
    let articles = articles();
    for article in articles.iter().chain(articles.iter().rev()) {
        let again = shown(&analyze(article, lang(), &settings, &mut scratch));
        assert_eq!(again, shown(&common::read(article, lang())), "{}", article.text);
    }
}

/// Texts that are cheap to write and dear to read carelessly: a piece, and how often it stands there at full size.
const LONG: [(&str, &str, usize); 18] = [
    ("words", "kata ", 40_000),
    ("opening marks", "“", 200_000),
    ("marks of both sides", "\" ", 100_000),
    ("brackets", "(", 200_000),
    ("commas", ",", 200_000),
    ("lines", "\n", 200_000),
    ("letters", "a", 200_000),
    ("digits", "9", 200_000),
    ("hidden characters", "\u{200b}", 60_000),
    ("a sentence without end", "jalan itu ditutup sebelum warga pulang ", 700),
    ("statements", "Sari mengatakan jalan itu ditutup. ", 6_000),
    ("statements in one sentence", "Sari mengatakan bahwa ", 6_000),
    ("quotations", "“Air sudah masuk rumah sejak subuh,” kata Sari Dewi.\n", 4_000),
    ("back-references", "Sari menyebut jalan rusak. Hal itu disampaikan Budi, dikutip Reuters.\n", 3_000),
    ("names", "Rina Hadiwijaya, ", 12_000),
    ("times", "Senin (28/10), ", 12_000),
    ("figures", "3.000 tentara, ", 12_000),
    ("read-also lines", "Baca juga: Banjir di Sukamaju\n", 6_000),
];

/// The shortest of three readings.
fn time(text: &str) -> Duration {
    let article = Article { text: text.to_owned(), ..Article::default() };
    let once = || {
        let start = Instant::now();
        let report = common::read(&article, lang());
        let spent = start.elapsed();
        assert_eq!(check(&report), Ok(()));
        spent
    };
    (0..3).map(|_| once()).min().unwrap_or_default()
}

/// A text four times as long takes some four times as long; the square would be sixteen times.
#[test]
fn time_grows_with_the_length() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    lang();
    let part = if cfg!(debug_assertions) { 20 } else { 1 };
    let limit = Duration::from_secs(2);
    let mut slow = Vec::new();
    for (name, piece, count) in LONG {
        let count = count / part;
        let (quarter, whole) = (time(&piece.repeat(count / 4)), time(&piece.repeat(count)));
        let factor = whole.as_secs_f64() / quarter.as_secs_f64().max(1e-6);
        println!("{name:28} {count:7} x {quarter:10.1?} -> {whole:10.1?} ({factor:.1} times)");
        // The factor says something only of a machine that does nothing else: an optimised build is timed alone.
        let steep = !cfg!(debug_assertions) && whole > Duration::from_millis(60) && factor > 9.0;
        if whole > limit || steep {
            slow.push(format!("{name}: {count} pieces take {whole:.1?}, a quarter of them {quarter:.1?}"));
        }
    }
    assert!(slow.is_empty(), "not linear:\n{}", slow.join("\n"));
}
