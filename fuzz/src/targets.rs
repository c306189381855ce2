//! The targets: what each reads, and what has to hold.

use crate::dice::mixed;
use crate::drive::Clock;
use crate::seeds::About;
use crate::{Target, check, inputs, page, schema};
use jiff::civil::{Date, date};
use kutip::parse::{Parse, ParseScratch};
use kutip::query::{Query, Term, Wanted};
use kutip::{Engine, Fill, Input, Scratch};
use kutip_find::model::{Article, Report, Settings};
use kutip_find::{analyze, rule_name};
use kutip_lang::{Frame, Lang, RELEASED, builtin};
use kutip_text::notation::Tagged;
use kutip_text::scan::{Piece, is_hidden, scan, words};
use kutip_text::{CodePoints, RuleId, Span};
use serde_json::Value;
use std::sync::OnceLock;
use std::time::Duration;

type Checked = Result<Vec<u64>, String>;

const ALL: About = About { files: &[], tagged: false, articles: true, pieces: &[] };

/// All of them.
pub const TARGETS: [Target; 14] = [
    Target { name: "tokens", about: ALL, check: tokens },
    Target {
        name: "quotes",
        about: About { files: &["cues", "marks", "channels"], pieces: &QUOTES, ..ALL },
        check: quotes,
    },
    Target {
        name: "times",
        about: About { files: &["times", "numbers"], articles: false, pieces: &TIMES, ..ALL },
        check: times,
    },
    Target {
        name: "figures",
        about: About { files: &["units", "numbers"], articles: false, pieces: &FIGURES, ..ALL },
        check: figures,
    },
    Target {
        name: "notation",
        about: About { tagged: true, articles: false, pieces: &NOTATION, ..ALL },
        check: notation,
    },
    Target { name: "articles", about: ALL, check: articles },
    Target { name: "parse", about: About { pieces: &ROWS, ..ALL }, check: parse },
    Target { name: "queries", about: About { articles: false, pieces: &QUERIES, ..ALL }, check: queries },
    Target { name: "bytes", about: About { pieces: &inputs::BYTES, ..ALL }, check: inputs::bytes },
    Target { name: "html", about: About { pieces: &inputs::HTML, ..ALL }, check: inputs::html },
    Target { name: "feeds", about: About { pieces: &inputs::FEEDS, ..ALL }, check: inputs::feeds },
    Target { name: "warc", about: About { pieces: &inputs::WARC, ..ALL }, check: inputs::warc },
    Target { name: "tables", about: About { pieces: &inputs::TABLES, ..ALL }, check: inputs::tables },
    Target { name: "growth", about: About { articles: false, ..ALL }, check: growth },
];

const QUOTES: [&str; 12] = [
    "“Kami tahu,” kata Sari. “Kami pergi.”",
    "“Kami tahu\n“dan kami pergi,” kata Sari.\n",
    "\"Kami tahu\", ujar Sari, \"tetapi",
    "'jalan buntu'",
    "kata ",
    "ujarnya",
    "“",
    "”",
    "\"",
    "”,",
    ",\"",
    "\n“",
];
const TIMES: [&str; 18] = [
    "Senin (28/10)",
    "Jumat (31/2/2024)",
    "29 Februari 2023",
    "30/02",
    "2024-10-28",
    "28-10-24",
    "pukul 25.99 WIB",
    "24.00",
    "abad ke-21",
    "tahun 1990-an",
    "pekan lalu",
    "setiap hari Senin",
    "dua setengah tahun",
    "kuartal V",
    "9999",
    "tahun 0",
    "31 Desember 9999",
    "sejak ",
];
const FIGURES: [&str; 16] = [
    "3.000 tentara",
    "Rp1,5 triliun",
    "sekitar dua ratus orang tewas",
    "99999999999999999999999",
    "0,0,0.0..",
    "7-9%",
    "½ juta",
    "antara 5 dan 3",
    "minus 5 derajat",
    "seribu juta miliar triliun",
    "1e999",
    "-0",
    "ke-3",
    "1/0",
    "dari 40 menjadi 50",
    "lebih dari ",
];
const NOTATION: [&str; 14] = [
    "<a>",
    "</a>",
    "<a b=\"c\">",
    "<time value=\"2024\">",
    "</time>",
    "\\<",
    "\\",
    "<",
    ">",
    "\"",
    "=\"",
    "<a b=\"",
    "<3",
    "S V (kepada A) (bahwa) C",
];

const QUERIES: [&str; 16] = [
    "speaker:\"Sari Wulandari\"",
    "via:",
    "Figure:killed>=12",
    "figure:IDR:3000..1e4",
    "figure:..",
    "figure:-5",
    "since:2024-10-28",
    "until:9999-12-31",
    " -",
    "--",
    ":",
    "*",
    "“ya ‘tidak’”",
    "'Jum'at'",
    "https://contoh.id/a?b=c:d",
    "speakr:x",
];

const ROWS: [&str; 12] = [
    "rumahnya ",
    "Rp3,5 triliun ",
    "Prof. Dr. H. ",
    "don't ",
    "U.S. ",
    "1\tWarga\t_\t_\t_\t_\t0\troot\t_\tNER=B-PER\n\n",
    "1-2\trumahnya\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n",
    "1.1\t_\t_\t_\t_\t_\t_\t_\t0:root\t_\n",
    "# text = a\n",
    "\t",
    "_",
    "\n\n",
];

/// Sentences of a text are CoNLL-U that stays the same when it is read as such; rows that are none are named by their
/// line.
fn parse(input: &[u8]) -> Checked {
    let language = ["id", "en"][input.first().map_or(0, |byte| usize::from(*byte) % 2)];
    let parse = Parse::new(Some(language.to_owned()), None);
    let (mut scratch, mut written, mut again) = (ParseScratch::default(), Vec::new(), Vec::new());
    let text = text_of(input);
    let sentences = |rows: &str| rows.split_inclusive("\n\n").map(str::to_owned).collect::<Vec<_>>();
    for rows in sentences(&text) {
        if let Err(bad) = parse.write_sentence(&rows, &mut scratch, &mut again)
            && bad.line > rows.lines().count()
        {
            return Err(format!("line {} of {rows:?}", bad.line));
        }
    }
    let whole = Input { text: text.into_owned(), ..Input::default() };
    if parse.write_text(&whole, &mut scratch, &mut written).is_err() {
        return Ok(vec![1]);
    }
    let written = String::from_utf8(written).map_err(|error| error.to_string())?;
    again.clear();
    for rows in sentences(&written) {
        parse
            .write_sentence(&rows, &mut scratch, &mut again)
            .map_err(|bad| format!("row {} of {rows:?}: {:?}", bad.line, bad.fault))?;
    }
    if written.as_bytes() != again {
        return Err(format!("{written}\nis read again as\n{}", String::from_utf8_lossy(&again)));
    }
    let seen = |row: &str| {
        let parts = row.split('\t').skip(3).step_by(4); // part of speech and relation
        parts.flat_map(str::bytes).fold(0, |sum, byte| mixed(sum ^ u64::from(byte)))
    };
    Ok(written.lines().filter(|line| line.contains('\t')).map(seen).collect())
}

/// A search is refused at one of its characters, or read again as the same search from its own form.
fn queries(input: &[u8]) -> Checked {
    let text = text_of(input);
    let query = match Query::parse(&text) {
        Ok(query) => query,
        Err(error) if error.at > text.chars().count() => return Err(format!("no such place: {error}")),
        Err(error) => return Ok(vec![error.to_string().len() as u64]),
    };
    let form = query.to_string();
    match Query::parse(&form) {
        Ok(again) if again == query => {}
        again => return Err(format!("{query:?}\nis written as {form:?}\nand read again as {again:?}")),
    }
    let kind = |term: &Term| match &term.wanted {
        Wanted::Word { begins, .. } => 1 + u64::from(*begins),
        Wanted::Phrase(_) => 3,
        Wanted::Figure { unit, least, most } => {
            4 + (u64::from(unit.is_some()) | u64::from(least.is_some()) << 1 | u64::from(most.is_some()) << 2)
        }
        Wanted::Field(field, _) | Wanted::Day(field, _) => 16 + *field as u64,
    };
    Ok(query.terms.iter().map(|term| kind(term) << 1 | u64::from(term.not)).collect())
}

fn text_of(input: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(input)
}

fn lang() -> Result<&'static Lang, String> {
    builtin("id").ok_or_else(|| "no language is built in".to_owned())
}

/// Every third text was published on a day; which it is hangs on the text alone, so that it can be read again.
fn published(text: &str) -> Option<Date> {
    let sum = text.bytes().fold(0, |sum: u64, byte| mixed(sum ^ u64::from(byte)));
    match sum % 6 {
        0 => Some(date(2024, 10, 29)),
        1 => Some(date(2024, 2, 29)),
        _ => None,
    }
}

/// Reads a text twice, and hands the report on where both times gave the same.
fn read(text: &str, then: impl FnOnce(&Report<'_>) -> Result<(), String>) -> Checked {
    let article = Article { text: text.to_owned(), published: published(text), ..Article::default() };
    let settings = Settings { today: RELEASED.parse().map_err(|error| format!("{error}"))? };
    let report = analyze(&article, lang()?, &settings, &mut Scratch::default());
    let again = analyze(&article, lang()?, &settings, &mut Scratch::default());
    if check::shown(&report) != check::shown(&again) {
        return Err("the same text gives two reports".to_owned());
    }
    check::check(&report)?;
    then(&report)?;
    Ok(features(&report))
}

/// What the engine did: which entries made an item, and which made the one after it.
fn features(report: &Report<'_>) -> Vec<u64> {
    let (d, f) = (&report.document, &report.findings);
    let mut made: Vec<(Span, u64, RuleId)> = Vec::new();
    let mut add = |layer: u64, marks: &mut dyn Iterator<Item = (Span, RuleId)>| {
        made.extend(marks.map(|(span, by)| (span, layer, by)));
    };
    add(1, &mut f.statements.as_slice().iter().map(|mark| (mark.span, mark.by)));
    add(2, &mut d.times.as_slice().iter().map(|mark| (mark.span, mark.by)));
    add(3, &mut d.amounts.as_slice().iter().map(|mark| (mark.span, mark.by)));
    add(4, &mut d.mentions.as_slice().iter().map(|mark| (mark.span, mark.by)));
    add(5, &mut f.events.as_slice().iter().map(|mark| (mark.span, mark.by)));
    add(6, &mut f.commitments.as_slice().iter().map(|mark| (mark.span, mark.by)));
    add(7, &mut f.places.as_slice().iter().map(|mark| (mark.span, mark.by)));
    add(8, &mut f.pacts.iter().map(|mark| (mark.span, mark.by)));
    add(9, &mut d.quotes.as_slice().iter().map(|mark| (mark.span, RuleId(u32::from(mark.value.closed)))));
    let doubts = f.doubts.iter().map(|mark| (mark.span, std::mem::discriminant(&mark.value)));
    let kinds: Vec<_> = doubts.map(|(span, kind)| (span, format!("{kind:?}"))).collect();
    add(10, &mut kinds.iter().map(|(span, kind)| (*span, RuleId(kind.bytes().map(u32::from).sum()))));
    made.sort_by_key(|(span, layer, by)| (*span, *layer, by.0));
    let one = |(_, layer, by): &(Span, u64, RuleId)| layer << 32 | u64::from(by.0);
    // Pairs are kept apart by layer only: there are too many pairs of entries to collect them all.
    let pair = |two: &[(Span, u64, RuleId)]| {
        let shape = u64::from(two[0].0.overlaps(two[1].0)) << 1 | u64::from(two[0].0.end == two[1].0.start);
        1 << 63 | two[0].1 << 40 | two[1].1 << 34 | shape << 32 | u64::from(two[1].2.0 & 0xFF)
    };
    made.iter().map(one).chain(made.windows(2).map(pair)).collect()
}

/// Pieces lie in order, leave nothing visible out, and are cut alike when they are read alone.
fn tokens(input: &[u8]) -> Checked {
    let text = text_of(input);
    let mut pieces = Vec::new();
    scan(&text, |piece, span| pieces.push((piece, span)));
    let mut end = 0;
    let visible = |gap: &str| gap.chars().any(|c| !c.is_whitespace() && !is_hidden(c));
    for (piece, span) in &pieces {
        let gap = text.get(end..span.start as usize).ok_or_else(|| format!("{span:?} out of order"))?;
        let own =
            text.get(span.range()).filter(|own| !own.is_empty()).ok_or_else(|| format!("{span:?} empty"))?;
        if visible(gap) {
            return Err(format!("{gap:?} is in no piece"));
        }
        if matches!(piece, Piece::Mark | Piece::Newline) && own.chars().count() != 1 {
            return Err(format!("{own:?} is one mark"));
        }
        end = span.end as usize;
    }
    if text.get(end..).is_none_or(visible) {
        return Err("the end is in no piece".to_owned());
    }
    let points = CodePoints::new(&text);
    let mut counted = 0;
    for (number, (byte, _)) in text.char_indices().enumerate() {
        counted = number + 1;
        if points.at(u32::try_from(byte).unwrap_or(u32::MAX)) as usize != number {
            return Err(format!("byte {byte} is code point {number}"));
        }
    }
    if points.at(u32::MAX) as usize != counted || words(&text).any(str::is_empty) {
        return Err("words or code points".to_owned());
    }
    read(&text, |report| {
        // A piece may be several tokens (a clitic, two words without a space) or, with the next, one; nothing is lost.
        let mut tokens = report.document.tokens.iter().map(|token| token.span).peekable();
        let visible = pieces.iter().filter(|(piece, _)| *piece != Piece::Newline);
        for (_, piece) in visible {
            let mut at = piece.start;
            while at < piece.end {
                while tokens.peek().is_some_and(|token| token.end <= at) {
                    tokens.next();
                }
                match tokens.peek().filter(|token| token.start <= at) {
                    Some(token) => at = token.end,
                    None => return Err(format!("byte {at} is in no token")),
                }
            }
        }
        Ok(())
    })
}

/// Marks of quotation: a quotation ends before the next begins, and a text of none has none.
fn quotes(input: &[u8]) -> Checked {
    read(&text_of(input), |report| {
        let quotes = report.document.quotes.as_slice();
        match quotes.windows(2).find(|two| two[0].span.overlaps(two[1].span)) {
            Some(two) => Err(format!("quotes {:?} and {:?} share characters", two[0].span, two[1].span)),
            None => Ok(()),
        }
    })
}

/// Values are checked in every report; here also that a day that an item names is the day of its value.
fn times(input: &[u8]) -> Checked {
    read(&text_of(input), |report| {
        for time in report.document.times.as_slice() {
            let day = time.value.day.map(|day| day.to_string());
            let written = time.value.value.get(..10).filter(|day| day.parse::<Date>().is_ok());
            if let (Some(day), Some(written)) = (day, written)
                && day != written
            {
                return Err(format!("{:?} names {day}", time.value.value));
            }
        }
        Ok(())
    })
}

/// Numbers are finite in every report; here also that a figure has characters and a maker that has a name.
fn figures(input: &[u8]) -> Checked {
    read(&text_of(input), |report| {
        let d = &report.document;
        for amount in d.amounts.as_slice() {
            if amount.span.is_empty() || rule_name(d.lang, amount.by).is_empty() {
                return Err(format!("an amount of nothing: {amount:?}"));
            }
        }
        Ok(())
    })
}

/// What is written is read back.
fn notation(input: &[u8]) -> Checked {
    let source = text_of(input);
    let frame = u64::from(Frame::parse(&source).is_ok());
    let plain = Tagged { text: source.to_string(), tags: Vec::new() };
    if Tagged::parse(&plain.to_notation()).as_ref() != Ok(&plain) {
        return Err("a plain text is not read back".to_owned());
    }
    let tagged = match Tagged::parse(&source) {
        Ok(tagged) => tagged,
        Err(error) => {
            let kind = u64::from(error.to_string().starts_with("</"));
            return Ok(vec![2 + kind, frame << 8]);
        }
    };
    for tag in &tagged.tags {
        if tagged.text.get(tag.span.range()).is_none() {
            return Err(format!("<{}> {:?} does not fit", tag.name, tag.span));
        }
    }
    let again = Tagged::parse(&tagged.to_notation()).map_err(|error| format!("not read back: {error}"))?;
    if again != tagged {
        return Err(format!("{:?} is read back as {:?}", tagged.to_notation(), again.to_notation()));
    }
    let depth = tagged.tags.windows(2).filter(|two| two[0].span.contains(two[1].span)).count();
    let crossed = tagged.tags.windows(2).filter(|two| two[0].span.end > two[1].span.start).count();
    Ok(vec![
        frame << 8,
        (tagged.tags.len().min(9) as u64) << 16 | (depth.min(9) as u64) << 24 | (crossed.min(9) as u64) << 32,
    ])
}

/// The record: as its schema says, the same twice, the same when its own text is read, and a page that is inert.
fn articles(input: &[u8]) -> Checked {
    let text = text_of(input);
    let day = published(&text);
    let engine = Engine::new(None, Fill { published: day, ..Fill::default() });
    let mut scratch = Scratch::default();
    let mut write = |text: &str| {
        let mut out = Vec::new();
        let input =
            Input { text: text.to_owned(), title: Some(text.chars().take(60).collect()), ..Input::default() };
        engine.write_record(input, &mut scratch, &mut out);
        out
    };
    let first = write(&text);
    if first != write(&text) {
        return Err("the same text gives two records".to_owned());
    }
    if first.iter().filter(|byte| **byte == b'\n').count() != 1 || !first.ends_with(b"\n") {
        return Err("the record is not one line".to_owned());
    }
    let record: Value =
        serde_json::from_slice(&first).map_err(|error| format!("the record is no JSON: {error}"))?;
    let own = record["document"]["text"].as_str().unwrap_or_default();
    if own != text {
        return Err("the text of the record is another".to_owned());
    }
    let mut faults = schema::faults(record_schema()?, &record);
    faults.extend(page::faults(&kutip::view::page(&record)));
    if !faults.is_empty() {
        return Err(faults.join("\n"));
    }
    read(&text, |_| Ok(()))
}

/// The first words of an input, again and again: four times as often takes some four times as long.
fn growth(input: &[u8]) -> Checked {
    const PIECE_BYTES: usize = 120;
    const TEXT_BYTES: usize = 4_000;
    let text = text_of(input);
    let end =
        text.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= PIECE_BYTES).last();
    let Some(piece) = end.map(|end| &text[..end]) else { return Ok(Vec::new()) };
    let lang = lang()?;
    let settings = Settings { today: RELEASED.parse().map_err(|error| format!("{error}"))? };
    let time = |bytes: usize| {
        let article = Article { text: again_and_again(piece, bytes / piece.len() + 1), ..Article::default() };
        let clock = Clock::start();
        drop(analyze(&article, lang, &settings, &mut Scratch::default()));
        clock.elapsed()
    };
    // Other programs slow one down in any case, if not each time.
    let steep = |times: usize, share: usize| {
        let least = |bytes| (0..times).map(|_| time(bytes)).min().unwrap_or_default();
        let (once, four) = (least(TEXT_BYTES * share), least(TEXT_BYTES * share * 4));
        (four > once * 8 && four > Duration::from_millis(20)).then_some((once, four))
    };
    let steep = steep(1, 1).and_then(|_| steep(4, 1)).and_then(|_| steep(2, 16));
    match steep {
        Some((once, four)) => Err(format!("steep: {once:?}, then {four:?} for four times as much")),
        None => Ok(Vec::new()),
    }
}

/// The piece so often; every other piece with another name each time, so that nothing in it is known from before.
fn again_and_again(piece: &str, times: usize) -> String {
    const LETTERS: &[u8; 16] = b"bdfghjklmnprstwy";
    let capital = |(at, _): &(usize, char)| *at == 0 || piece.as_bytes()[at - 1] == b' ';
    let name = piece.char_indices().filter(|(_, c)| c.is_uppercase()).rfind(capital);
    let end = name
        .map(|(at, _)| piece[at..].find(|c: char| !c.is_alphabetic()).map_or(piece.len(), |len| at + len));
    let Some(end) = end.filter(|_| piece.len() % 2 == 1) else { return piece.repeat(times) };
    let mut text = String::with_capacity((piece.len() + 8) * times);
    for mut number in 0..times {
        text.push_str(&piece[..end]);
        while number > 0 {
            text.push(char::from(LETTERS[number % 16]));
            text.push('a');
            number /= 16;
        }
        text.push_str(&piece[end..]);
    }
    text
}

fn record_schema() -> Result<&'static Value, String> {
    static SCHEMA: OnceLock<Option<Value>> = OnceLock::new();
    let schema = SCHEMA.get_or_init(|| serde_json::from_str(kutip::SCHEMA).ok());
    schema.as_ref().ok_or_else(|| "the schema is no JSON".to_owned())
}
