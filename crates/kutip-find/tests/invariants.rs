//! What holds for every text, however odd: nothing panics, spans lie in the text, layers are in order, the same text
//! gives the same report, and the time grows with the length and not with its square.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a proof that cannot be set up fails aloud")]

mod common;

use common::check::{check, shown};
use kutip_find::model::{Article, Settings};
use kutip_find::{Scratch, analyze};
use kutip_lang::{Lang, RELEASED, builtin};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Pieces of which odd texts are made.
const FRAGMENTS: [&str; 72] = [
    "Bupati Sukamaju Rina Hadiwijaya ",
    "mengatakan ",
    "menyebut ",
    "kata ",
    "ujarnya",
    "katanya, ",
    "menurut ",
    "Menurutnya, ",
    "Dia ",
    "ia ",
    "mereka ",
    "-nya ",
    "tidak ",
    "belum ",
    "bahwa ",
    "agar ",
    "kepada wartawan",
    "dan ",
    "dikutip ",
    "Reuters",
    "dilansir dari laman ",
    "Demikian dilaporkan Antara",
    "Hal itu disampaikan ",
    "juru bicara ",
    "Korea Utara ",
    "AS ",
    "Washington ",
    "PBB ",
    "jalan itu ditutup ",
    "air sudah masuk ke rumah ",
    "Senin (28/10)",
    "Jumat (31/2/2024)",
    "pekan lalu ",
    "2024 ",
    "pukul 25.99 WIB ",
    "3.000 tentara ",
    "Rp1,5 triliun ",
    "sekitar dua ratus orang ",
    "99999999999999999999999 ",
    "0,0,0.0.. ",
    "7-9% ",
    "½ ",
    "“",
    "”",
    "„",
    "«",
    "»",
    "\"",
    "\"",
    "'",
    "‘",
    "’",
    "`",
    ". ",
    ", ",
    ": ",
    "; ",
    "? ",
    "!",
    "…",
    " — ",
    "- ",
    "(",
    ")",
    "(isa/dna)",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "Jakarta, Kabar.id —\n",
    "Baca juga: ",
    "ditutup.Warga ",
];
/// Characters that are seldom on a page.
const ODD: [&str; 24] = [
    "\0",
    "\u{7}",
    "\u{85}",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{200f}",
    "\u{202e}",
    "\u{2028}",
    "\u{2066}",
    "\u{feff}",
    "\u{fffd}",
    "\u{10ffff}",
    "é",
    "e\u{301}",
    "İ",
    "ß",
    "ﬁ",
    "🇮🇩",
    "👩‍👩‍👧",
    "漢字",
    "العربية",
    "٣",
];

/// A small generator of numbers (SplitMix64), so that a seed names a text.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((x ^ (x >> 31)) % sides as u64).unwrap_or_default()
    }
}

fn odd_text(seed: u64) -> String {
    let mut dice = Dice(seed);
    let mut text = String::new();
    for _ in 0..dice.roll(80) {
        if dice.roll(8) == 0 {
            text.push_str(ODD[dice.roll(ODD.len())]);
        } else {
            text.push_str(FRAGMENTS[dice.roll(FRAGMENTS.len())]);
        }
    }
    text
}

fn lang() -> &'static Lang {
    builtin("id").expect("Indonesian is built in")
}

fn article(text: String, seed: u64) -> Article {
    let published = seed.is_multiple_of(3).then(|| jiff::civil::date(2024, 10, 29));
    Article { text, published, ..Article::default() }
}

/// Held by one test at a time, so that a timed one runs alone.
static ALONE: Mutex<()> = Mutex::new(());

#[test]
fn odd_texts_keep_the_invariants() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let rounds = if cfg!(debug_assertions) { 3_000 } else { 30_000 };
    for seed in 0..rounds {
        let article = article(odd_text(seed), seed);
        let first = std::panic::catch_unwind(|| shown(&common::read(&article, lang())));
        let Ok(first) = first else { panic!("seed {seed} panics: {:?}", article.text) };
        let report = common::read(&article, lang());
        assert_eq!(first, shown(&report), "seed {seed} gives two reports: {:?}", article.text);
        if let Err(problem) = check(&report) {
            panic!("seed {seed}: {problem}\n{:?}", article.text);
        }
    }
}

#[test]
fn one_scratch_serves_many_articles() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut scratch = Scratch::default();
    let settings = Settings { today: RELEASED.parse().expect("a day") };
    for seed in 0..200 {
        let article = article(odd_text(seed), seed);
        let again = shown(&analyze(&article, lang(), &settings, &mut scratch));
        assert_eq!(again, shown(&common::read(&article, lang())), "seed {seed}");
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
