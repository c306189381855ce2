//! What holds for every text, however odd: nothing panics, spans lie in the text, layers are in order, the same text
//! gives the same report, and the time grows with the length and not with its square.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a proof that cannot be set up fails aloud")]

mod common;

use kutip_find::model::{Article, Report, Settings};
use kutip_find::{Scratch, analyze};
use kutip_lang::{Lang, RELEASED, builtin};
use kutip_text::{Layer, Mark, Span};
use std::fmt::Debug;
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

/// All that was found, without article and language.
fn shown(report: &Report<'_>) -> String {
    let d = &report.document;
    format!(
        "{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}",
        d.blocks,
        d.tokens,
        d.quotes,
        d.sentences,
        d.times,
        d.anchor,
        d.amounts,
        d.mentions,
        d.actors,
        report.findings
    )
}

/// Whether every address of a report is one.
fn check(report: &Report<'_>) -> Result<(), String> {
    let (d, f) = (&report.document, &report.findings);
    let spans = Spans(&d.article.text);
    spans.blocks(report)?;
    spans.in_order("token", d.tokens.iter().map(|token| token.span), true)?;
    spans.in_order("sentence", d.sentences.iter().map(|sentence| sentence.span), true)?;
    if d.sentences.windows(2).any(|pair| pair[0].tokens.end > pair[1].tokens.start) {
        return Err("sentences share a token".to_owned());
    }
    spans.layer("quote", &d.quotes, |quote| quote.inner.clone())?;
    spans.layer("time", &d.times, |_| Vec::new())?;
    spans.layer("amount", &d.amounts, |amount| amount.counted.into_iter().collect())?;
    spans.layer("mention", &d.mentions, |mention| {
        [Some(mention.name), mention.role].into_iter().flatten().collect()
    })?;
    spans.layer("statement", &f.statements, |statement| {
        let mut inner = statement.content.clone();
        inner.extend(statement.speaker.as_ref().and_then(|speaker| speaker.span));
        inner.extend(statement.cue.map(|cue| cue.span));
        inner.extend(statement.addressee);
        inner.extend(statement.via.iter().map(|via| via.span));
        inner
    })?;
    spans.in_order("term", f.quoted_terms.iter().map(|mark| mark.span), false)?;
    spans.in_order("doubt", f.doubts.iter().map(|mark| mark.span), false)?;
    ids(report)
}

/// Whether every id names something.
fn ids(report: &Report<'_>) -> Result<(), String> {
    let (d, f) = (&report.document, &report.findings);
    for (id, mark) in f.statements.iter() {
        let mut outer = mark.value.within;
        let mut depth = 0;
        while let Some(next) = outer {
            depth += 1;
            if depth > f.statements.len() {
                return Err(format!("statement {} lies within itself", id.index()));
            }
            outer = f.statements.get(next).ok_or("within: no such statement")?.value.within;
        }
        if mark.value.content.is_empty() || mark.value.content.iter().any(|span| span.is_empty()) {
            return Err(format!("statement {} has no content", id.index()));
        }
        let ordered = mark.value.content.windows(2).all(|pair| pair[0].end <= pair[1].start);
        if !ordered || mark.value.content.iter().any(|span| !mark.span.contains(*span)) {
            return Err(format!("statement {}: content out of order", id.index()));
        }
        let speaker = mark.value.speaker.as_ref().and_then(|speaker| speaker.actor);
        if speaker.is_some_and(|actor| d.actors.get(actor.index()).is_none()) {
            return Err("speaker: no such actor".to_owned());
        }
    }
    for (place, figure) in f.figures.iter().enumerate() {
        let told = figure.according_to.is_none_or(|id| f.statements.get(id).is_some());
        if d.amounts.get(figure.amount).is_none()
            || !told
            || figure.revises.is_some_and(|other| other >= f.figures.len() || other == place)
        {
            return Err(format!("figure {place} points nowhere"));
        }
    }
    let named = d.actors.iter().all(|actor| {
        !actor.mentions.is_empty() && actor.mentions.iter().all(|id| d.mentions.get(*id).is_some())
    });
    let known = d
        .mentions
        .iter()
        .all(|(_, mark)| mark.value.actor.is_none_or(|id| d.actors.get(id.index()).is_some()));
    if named && known { Ok(()) } else { Err("actors and mentions do not fit".to_owned()) }
}

/// Checks spans against one text.
struct Spans<'a>(&'a str);

impl Spans<'_> {
    fn fits(&self, what: &str, span: Span) -> Result<(), String> {
        match self.0.get(span.range()) {
            Some(_) => Ok(()),
            None => Err(format!("{what} {span:?} does not fit a text of {} bytes", self.0.len())),
        }
    }

    fn blocks(&self, report: &Report<'_>) -> Result<(), String> {
        let blocks = &report.document.blocks;
        self.in_order("paragraph", blocks.paragraphs.iter().copied(), true)?;
        self.in_order("boilerplate", blocks.boilerplate.iter().map(|mark| mark.span), true)?;
        let line =
            blocks.dateline.into_iter().flat_map(|line| [Some(line.span), line.place, line.outlet]).flatten();
        line.chain(blocks.desk.iter().copied())
            .chain(blocks.desk_line)
            .try_for_each(|span| self.fits("block", span))
    }

    fn layer<T: Debug>(
        &self,
        what: &str,
        layer: &Layer<T>,
        inner: impl Fn(&T) -> Vec<Span>,
    ) -> Result<(), String> {
        let marks: &[Mark<T>] = layer.as_slice();
        self.in_order(what, marks.iter().map(|mark| mark.span), false)?;
        marks.iter().flat_map(|mark| inner(&mark.value)).try_for_each(|span| self.fits(what, span))
    }

    /// By start, then the longer first; `apart` where none may share a byte.
    fn in_order(&self, what: &str, spans: impl Iterator<Item = Span>, apart: bool) -> Result<(), String> {
        let mut last = Span::default();
        for span in spans {
            self.fits(what, span)?;
            if span.is_empty() && apart {
                return Err(format!("{what} {span:?} is empty"));
            }
            if span.start < last.start || apart && span.start < last.end {
                return Err(format!("{what} {span:?} comes after {last:?}"));
            }
            last = span;
        }
        Ok(())
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
