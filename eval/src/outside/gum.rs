//! GUM: who is said to say, think or know what, derived from discourse trees; and hand-normalised dates.
//!
//! An attribution of the discourse tree is wider than reported speech: it holds what people think and know, too. Source
//! and cue were derived by rule from the dependency tree; only those that came out well (`clean`, positive) are asked
//! for, and what is found on the others is neither right nor wrong. Contents are compared by their letters, without a
//! leading *that* and without marks, since the tree's units carry both and a record's contents carry neither.

use serde_json::{Value, json};

use super::found::{Found, list, part, span, spans, word};
use super::text::core;
use super::{Article, Item, Set, Sheet, Source, needed, objects, optional};
use crate::spans::{Cover, align, iou, touches};

pub(super) const SOURCE: Source = Source {
    name: "gum",
    about: "attributions and dates of GUM, ten genres (English)",
    files: &[
        "en/gum-derived/timex.jsonl",
        "en/gum-derived/attribution.dev.jsonl",
        "en/gum-derived/attribution.train.jsonl",
    ],
    measures: &MEASURES,
    read,
};

const MEASURES: [&str; 14] = [
    "content (exact)",
    "content (overlap)",
    "source",
    "cue",
    "attribution (content+source)",
    "date (span)",
    "date (span+value)",
    "news: content (exact)",
    "news: content (overlap)",
    "news: source",
    "news: cue",
    "news: attribution (content+source)",
    "news: date (span)",
    "news: date (span+value)",
];

struct Text {
    article: Article,
    is_news: bool,
    attributions: Vec<Attribution>,
    /// Contents of attributions that are not asked for.
    open: Vec<Vec<[i64; 2]>>,
    dates: Vec<Date>,
}

struct Attribution {
    content: Vec<[i64; 2]>,
    source: Vec<[i64; 2]>,
    cue: Vec<[i64; 2]>,
}

struct Date {
    span: [i64; 2],
    is_time: bool,
    /// None where TIMEX3 has no way to say it in one value.
    value: Option<String>,
}

fn read(files: &[String]) -> Result<Set, String> {
    let [dates, attributions @ ..] = files else { return Err("no file of dates".to_owned()) };
    let attributed = attributions.iter().map(|file| objects(file)).collect::<Result<Vec<_>, _>>()?.concat();
    let mut texts = Vec::new();
    let mut left_out = 0;
    for line in objects(dates)? {
        // The test split is nobody's to look at.
        if line["split"] == "test" {
            left_out += 1;
            continue;
        }
        let text = needed(&line, "text")?;
        let twin = attributed.iter().find(|other| other["id"] == line["id"]);
        let all = twin.map_or(&[][..], |twin| list(twin, "attributions"));
        let (asked, open): (Vec<&Value>, Vec<&Value>) = all.iter().partition(|a| is_asked(a));
        texts.push(Text {
            is_news: line["genre"] == "news",
            attributions: asked.iter().map(|a| Attribution::read(a)).collect(),
            open: open.iter().map(|a| spans(a, "content")).collect(),
            dates: list(&line, "timexes").iter().filter_map(Date::read).collect(),
            article: Article {
                id: needed(&line, "id")?,
                lang: "en",
                published: optional(&line, "date").filter(|day| day.len() == 10),
                title: optional(&line, "title"),
                text,
            },
        });
    }
    let sum = |count: fn(&Text) -> usize| texts.iter().map(count).sum::<usize>();
    let counts = [
        ("texts", texts.len()),
        ("texts of news", sum(|t| usize::from(t.is_news))),
        ("texts of the test split, left out", left_out),
        ("attributions asked for", sum(|t| t.attributions.len())),
        ("attributions not asked for (derived badly, or negative)", sum(|t| t.open.len())),
        ("dates and times", sum(|t| t.dates.len())),
        (
            "dates and times with a value that is compared",
            sum(|t| t.dates.iter().filter(|d| d.value.is_some()).count()),
        ),
    ];
    Ok(counts.into_iter().fold(Set::of(texts), |set, (what, n)| set.count(what, n)))
}

fn is_asked(attribution: &Value) -> bool {
    attribution["clean"] == true && attribution["polarity"] == "positive"
}

impl Attribution {
    fn read(line: &Value) -> Self {
        Self { content: spans(line, "content"), source: spans(line, "source"), cue: spans(line, "cue") }
    }
}

impl Date {
    fn read(line: &Value) -> Option<Self> {
        let is_time = line["tag"] == "time";
        let value = match (optional(line, "when"), optional(line, "from"), optional(line, "to")) {
            (Some(when), ..) if is_time => {
                let clock = when.split('T').next_back().unwrap_or_default();
                clock.get(..5).map(|clock| format!("T{clock}"))
            }
            (Some(when), ..) => in_timex3(&when),
            (None, Some(from), Some(to)) => period(&from, &to),
            _ => None,
        };
        Some(Self { span: [line["start"].as_i64()?, line["end"].as_i64()?], is_time, value })
    }
}

/// A date of XML Schema as TIMEX3 writes it; none for years before our era and for slips of the pen.
fn in_timex3(when: &str) -> Option<String> {
    if let Some(month) = when.strip_prefix("--") {
        return Some(format!("XXXX-{month}"));
    }
    let year = when.find('-').unwrap_or(when.len());
    let is_year = (3..=4).contains(&year) && when.starts_with(|c: char| c.is_ascii_digit());
    // To the minute, where there is a clock.
    let when = when.get(..16).unwrap_or(when);
    is_year.then(|| format!("{when:0>width$}", width = when.len() + 4 - year))
}

/// A whole year, decade or century. Weeks and other stretches have no one value: the set begins them on Sundays.
fn period(from: &str, to: &str) -> Option<String> {
    let (first, last) = (from.strip_suffix("-01-01")?, to.strip_suffix("-12-31")?);
    let kept = first.bytes().zip(last.bytes()).take_while(|(a, b)| a == b).count();
    let wild = first.len().checked_sub(kept).filter(|n| *n <= 2)?;
    let whole = first.get(kept..)?.bytes().all(|b| b == b'0') && last.get(kept..)?.bytes().all(|b| b == b'9');
    whole.then(|| format!("{}{}", &first[..kept], "X".repeat(wild)))
}

/// A value of a record in the form of the set: the clock alone, and open places written out.
fn comparable(value: &str, is_time: bool) -> String {
    match value.split_once('T') {
        Some((_, clock)) if is_time => format!("T{}", clock.get(..5).unwrap_or(clock)),
        _ if value.len() < 4 && value.bytes().all(|b| b.is_ascii_digit()) => format!("{value:X<4}"),
        _ => value.to_owned(),
    }
}

impl Item for Text {
    fn article(&self) -> &Article {
        &self.article
    }

    fn faultless(&self) -> Value {
        let statement = |a: &Attribution| {
            let first = |spans: &[[i64; 2]]| spans.first().copied();
            json!({"content": a.content, "speaker": {"span": first(&a.source)}, "cue": {"span": first(&a.cue)}})
        };
        let time = |d: &Date| json!({"span": d.span, "type": if d.is_time { "TIME" } else { "DATE" }, "value": d.value});
        json!({
            "statements": self.attributions.iter().map(statement).collect::<Value>(),
            "times": self.dates.iter().map(time).collect::<Value>(),
        })
    }

    fn score(&self, found: &Found<'_>, sheet: &mut Sheet) {
        self.attributions(found, sheet);
        self.dates(found, sheet);
    }
}

impl Text {
    /// Counts for all texts, and for news once more.
    fn tally(&self, sheet: &mut Sheet, measure: &'static str, right: usize, gold: usize, found: usize) {
        sheet.tally(measure, right, gold, found);
        let of_news = |name: &&str| name.strip_prefix("news: ") == Some(measure);
        if let Some(of_news) = MEASURES.into_iter().find(|name| of_news(name)).filter(|_| self.is_news) {
            sheet.tally(of_news, right, gold, found);
        }
    }

    fn attributions(&self, found: &Found<'_>, sheet: &mut Sheet) {
        let content = |letters: &[char], spans: &[[i64; 2]]| core(letters, spans, &["that"]);
        let letters = std::mem::take(&mut sheet.letters);
        let gold: Vec<Cover> = self.attributions.iter().map(|a| content(&letters, &a.content)).collect();
        let open: Vec<Cover> = self.open.iter().map(|spans| content(&letters, spans)).collect();
        let all = found.items("statements");
        let read = |s: &&Value| content(&letters, &spans(s, "content"));
        let covers: Vec<Cover> = all.iter().map(read).collect();
        sheet.letters = letters;

        let exact = align(gold.len(), all.len(), |i, j| iou(&gold[i], &covers[j]), 1.0);
        let overlap = align(gold.len(), all.len(), |i, j| iou(&gold[i], &covers[j]), 0.5);
        let is_open = |j: &&usize| open.iter().any(|cover| iou(cover, &covers[**j]) >= 0.5);
        let ignored = overlap.spurious.iter().filter(is_open).count();
        self.tally(sheet, "content (exact)", exact.pairs.len(), gold.len(), all.len() - ignored);
        self.tally(sheet, "content (overlap)", overlap.pairs.len(), gold.len(), all.len() - ignored);
        let mut whole = 0;
        for (i, j) in &overlap.pairs {
            let (a, s) = (&self.attributions[*i], all[*j]);
            let cover = |spans: &[[i64; 2]]| Cover::new(spans.iter().copied());
            let source = touches(&cover(&a.source), &part(s, "speaker"));
            let cue = touches(&cover(&a.cue), &part(s, "cue"));
            self.tally(sheet, "source", usize::from(source), 1, 1);
            self.tally(sheet, "cue", usize::from(cue), 1, 1);
            whole += usize::from(source);
        }
        self.tally(sheet, "attribution (content+source)", whole, gold.len(), all.len() - ignored);
        for i in &overlap.missed {
            let spans = &self.attributions[*i].content;
            let what = spans.iter().map(|span| sheet.show(*span)).collect::<Vec<_>>().join(" … ");
            sheet.note("content (overlap)", "missed", what);
        }
    }

    fn dates(&self, found: &Found<'_>, sheet: &mut Sheet) {
        // Durations and what recurs are not marked in the set.
        let kinds = ["DATE", "TIME"];
        let is_date = |t: &&Value| kinds.contains(&word(t, "type"));
        let found: Vec<(Cover, &str)> = (found.items("times").into_iter().filter(is_date))
            .filter_map(|t| Some((Cover::from(span(t, "span")?), word(t, "value"))))
            .collect();
        let gold: Vec<Cover> = self.dates.iter().map(|d| Cover::from(d.span)).collect();
        let aligned = align(gold.len(), found.len(), |i, j| iou(&gold[i], &found[j].0), 0.5);
        self.tally(sheet, "date (span)", aligned.pairs.len(), gold.len(), found.len());
        for i in &aligned.missed {
            sheet.note("date (span)", "missed", sheet.show(self.dates[*i].span));
        }
        let (mut right, mut without) = (0, 0);
        for (i, j) in &aligned.pairs {
            let date = &self.dates[*i];
            match &date.value {
                None => without += 1,
                Some(value) if *value == comparable(found[*j].1, date.is_time) => right += 1,
                Some(value) => {
                    let what = format!("{:?}: gold {value} got {}", sheet.show(date.span), found[*j].1);
                    sheet.note("date (span+value)", "wrong", what);
                }
            }
        }
        let asked = self.dates.iter().filter(|d| d.value.is_some()).count();
        self.tally(sheet, "date (span+value)", right, asked, found.len() - without);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_periods_have_a_value_and_others_have_none() {
        assert_eq!(period("1600-01-01", "1699-12-31").as_deref(), Some("16XX"));
        assert_eq!(period("1990-01-01", "1999-12-31").as_deref(), Some("199X"));
        assert_eq!(period("2011-01-01", "2011-12-31").as_deref(), Some("2011"));
        assert_eq!(period("1939-09-01", "1945-09-02"), None);
        assert_eq!(period("2006-01-01", "2008-12-31"), None);
        assert_eq!(
            (comparable("16", false), comparable("199", false)),
            ("16XX".to_owned(), "199X".to_owned())
        );
        assert_eq!(comparable("2020-01-31T08:00", true), "T08:00");
        let written = ["2011", "--05-03", "476", "2011-05-04T08:00:00", "-0300", "w"].map(in_timex3);
        let want = [Some("2011"), Some("XXXX-05-03"), Some("0476"), Some("2011-05-04T08:00"), None, None];
        assert_eq!(written.each_ref().map(Option::as_deref), want);
    }

    fn set() -> Set {
        let text = "On 3 May Ada Lund said that the bridge \"was safe\". Nobody knew why.";
        let dates = json!({"id": "a", "genre": "news", "split": "dev", "text": text, "date": "2019-05-04",
            "timexes": [{"tag": "date", "start": 3, "end": 8, "when": "2019-05-03"},
                        {"tag": "date", "start": 51, "end": 57, "notAfter": "2019"}]});
        let test = json!({"id": "b", "split": "test", "text": "x"});
        let clean = json!({"clean": true, "polarity": "positive", "content": [[23, 49]],
                           "source": [[9, 17]], "cue": [[18, 22]]});
        let open =
            json!({"clean": false, "polarity": "positive", "content": [[63, 66]], "source": [], "cue": []});
        let attributed = json!({"id": "a", "attributions": [clean, open]});
        SOURCE.read(&[format!("{dates}\n{test}\n"), attributed.to_string()]).unwrap()
    }

    #[test]
    fn an_introducing_word_and_marks_do_not_matter_and_what_is_open_does_not_count() {
        let set = set();
        let record = json!({
            "document": {"text_sha256": crate::sha256("On 3 May Ada Lund said that the bridge \"was safe\". Nobody knew why.")},
            "statements": [
                {"content": [[28, 48]], "speaker": {"span": [9, 17]}, "cue": {"span": [18, 22]}},
                {"content": [[63, 66]]}],
            "times": [{"span": [3, 8], "type": "DATE", "value": "2019-05-03"},
                      {"span": [51, 57], "type": "DATE", "value": "PAST_REF"},
                      {"span": [30, 36], "type": "DURATION", "value": "P1Y"}],
        });
        let report = set.score(&[record]);
        assert!(report.scores.iter().all(|(_, s)| s.f1 == 1.0 || s.gold == 0), "{report}");
        assert_eq!(report.scores.len(), 14);
        assert_eq!(report.measure("date (span+value)").unwrap().gold, 1);
        let perfect = set.score(&set.faultless());
        assert!(perfect.scores.iter().all(|(_, s)| s.f1 == 1.0), "{perfect}");
    }
}
