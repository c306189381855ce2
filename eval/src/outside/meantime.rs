//! MEANTIME: Wikinews articles with times, values and events of speech.
//!
//! Only the first sentences of each article are annotated in full: the headline, the line with the date and the next
//! four. What lies behind them, mentions of chosen things apart, is blank, not empty; so both sides are cut off there.

use serde_json::{Value, json};

use super::found::{Found, list, part, span, spans, word};
use super::{Article, Item, Set, Sheet, Source, needed, objects, optional};
use crate::spans::{Cover, align, iou, touches};

pub(super) const SOURCE: Source = Source {
    name: "meantime",
    about: "times, figures and events of speech in the first sentences of Wikinews (English)",
    files: &["en/meantime/meantime.jsonl"],
    measures: &MEASURES,
    read,
};

const MEASURES: [&str; 8] = [
    "time (span)",
    "time (span+value)",
    "time type",
    "figure (span)",
    "figure (value)",
    "figure unit",
    "speech event (cue)",
    "speaker of speech event",
];

/// The headline, the date line and four sentences.
const SENTENCES: usize = 6;

struct News {
    article: Article,
    /// Where the annotated part ends.
    end: i64,
    times: Vec<Time>,
    figures: Vec<Figure>,
    speech: Vec<Speech>,
}

struct Time {
    span: [i64; 2],
    kind: String,
    value: String,
}

struct Figure {
    spans: Vec<[i64; 2]>,
    kind: String,
    /// None where the words cannot be read as one number.
    value: Option<f64>,
}

struct Speech {
    cue: Vec<[i64; 2]>,
    /// Mentions of who speaks; none where the set names nobody.
    speaker: Vec<[i64; 2]>,
}

fn read(files: &[String]) -> Result<Set, String> {
    let lines = objects(files.first().map_or("", String::as_str))?;
    let all = lines.iter().map(News::read).collect::<Result<Vec<_>, _>>()?;
    let unmarked: usize = lines.iter().map(|line| list(line, "timexes").len()).sum();
    let sum = |count: fn(&News) -> usize| all.iter().map(count).sum::<usize>();
    let counts = [
        ("articles", all.len()),
        ("times", sum(|n| n.times.len())),
        ("times without words of their own, left out", unmarked - sum(|n| n.times.len())),
        ("figures", sum(|n| n.figures.len())),
        (
            "figures whose value can be read from their digits",
            sum(|n| n.figures.iter().filter(|f| f.value.is_some()).count()),
        ),
        ("figures that are money or percent", sum(|n| n.figures.iter().filter(|f| f.has_unit()).count())),
        ("events of speech or thought", sum(|n| n.speech.len())),
        (
            "events of speech or thought with a speaker",
            sum(|n| n.speech.iter().filter(|s| !s.speaker.is_empty()).count()),
        ),
    ];
    Ok(counts.into_iter().fold(Set::of(all), |set, (what, n)| set.count(what, n)))
}

impl News {
    fn read(line: &Value) -> Result<Self, String> {
        let text = needed(line, "text")?;
        let end = list(line, "sentence_starts").get(SENTENCES).and_then(Value::as_i64);
        let end = end.unwrap_or_else(|| text.chars().count() as i64);
        let mut seen: Vec<Vec<[i64; 2]>> = Vec::new();
        let mut fresh = |spans: &[[i64; 2]]| {
            let is_fresh =
                spans.first().is_some_and(|span| span[0] < end) && !seen.iter().any(|s| s == spans);
            if is_fresh {
                seen.push(spans.to_vec());
            }
            is_fresh
        };
        let times = list(line, "timexes").iter().filter(|t| fresh(&spans(t, "spans"))).filter_map(|t| {
            let span = *spans(t, "spans").first()?;
            Some(Time { span, kind: word(t, "type").to_owned(), value: word(t, "value").to_owned() })
        });
        let times: Vec<Time> = times.collect();
        let figures = list(line, "values").iter().filter(|v| fresh(&spans(v, "spans"))).map(|v| Figure {
            spans: spans(v, "spans"),
            kind: word(v, "type").to_owned(),
            value: number(word(v, "text")),
        });
        let figures: Vec<Figure> = figures.collect();
        let mut speech = events_of_speech(line);
        speech.retain(|s| fresh(&s.cue));
        let published = optional(line, "dct");
        let article = Article { id: needed(line, "id")?, lang: "en", published, title: None, text };
        Ok(Self { article, end, times, figures, speech })
    }
}

/// Mentions of events that speak or think: the class stands with the thing they refer to.
fn events_of_speech(line: &Value) -> Vec<Speech> {
    let relations = list(line, "relations");
    let to = |kind: &str, from: &Value| -> Vec<&Value> {
        let of = relations.iter().filter(|r| r["type"] == kind && list(r, "from").contains(from));
        of.flat_map(|r| list(r, "to")).collect()
    };
    let speaks = |m: &&Value| {
        let things = to("REFERS_TO", &m["m"]);
        let is_speech = |i: &Value| things.contains(&&i["m"]) && i["class"] == "SPEECH_COGNITIVE";
        m["kind"] == "EVENT_MENTION" && list(line, "instances").iter().any(is_speech)
    };
    let speaker = |m: &Value| {
        let first = relations.iter().filter(|r| r["sem_role"] == "Arg0" && list(r, "from").contains(&m["m"]));
        let who: Vec<&Value> = first.flat_map(|r| list(r, "to")).collect();
        let mentions = list(line, "mentions").iter().filter(|other| who.contains(&&other["m"]));
        mentions.flat_map(|mention| spans(mention, "spans")).collect()
    };
    let mentions = list(line, "mentions").iter().filter(speaks);
    mentions.map(|m| Speech { cue: spans(m, "spans"), speaker: speaker(m) }).collect()
}

/// The value of words that hold one number in digits: `US$ 1.5 billion`, but not `15-20%` or `two`.
fn number(words: &str) -> Option<f64> {
    let is_digit = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let start = words.find(|c: char| c.is_ascii_digit())?;
    let rest = &words[start..];
    let digits = &rest[..rest.find(|c| !is_digit(c)).unwrap_or(rest.len())];
    let after = &rest[digits.len()..];
    if after.contains(|c: char| c.is_ascii_digit()) || words[..start].ends_with('-') {
        return None;
    }
    let value: f64 = digits.trim_end_matches(['.', ',']).replace(',', "").parse().ok()?;
    let scale = match after.trim_start().split(|c: char| !c.is_alphabetic()).next()? {
        "thousand" => 1e3,
        "million" | "mn" => 1e6,
        "billion" | "bn" => 1e9,
        "trillion" => 1e12,
        "cent" | "cents" => return None,
        _ => 1.0,
    };
    Some(value * scale)
}

impl Figure {
    fn has_unit(&self) -> bool {
        ["MONEY", "PERCENT"].contains(&self.kind.as_str())
    }
}

impl Item for News {
    fn article(&self) -> &Article {
        &self.article
    }

    fn faultless(&self) -> Value {
        let time = |t: &Time| json!({"span": t.span, "type": t.kind, "value": t.value});
        let figure = |f: &Figure| {
            let unit = match f.kind.as_str() {
                "MONEY" => Some("USD"),
                "PERCENT" => Some("percent"),
                _ => None,
            };
            json!({"span": f.spans.first(), "value": f.value, "unit": unit})
        };
        let statement = |s: &Speech| json!({"content": [], "cue": {"span": s.cue.first()}, "speaker": {"span": s.speaker.first()}});
        json!({
            "times": self.times.iter().map(time).collect::<Value>(),
            "figures": self.figures.iter().map(figure).collect::<Value>(),
            "statements": self.speech.iter().map(statement).collect::<Value>(),
        })
    }

    fn score(&self, found: &Found<'_>, sheet: &mut Sheet) {
        self.times(found, sheet);
        self.figures(found, sheet);
        self.speech(found, sheet);
    }
}

fn cover(spans: &[[i64; 2]]) -> Cover {
    Cover::new(spans.iter().copied())
}

/// How alike a marked stretch and a found one are that may be cut differently: 0 apart, 1 and more together.
fn alike(gold: &Cover, found: &Cover) -> f64 {
    if touches(gold, found) { 1.0 + iou(gold, found) } else { 0.0 }
}

impl News {
    /// The items of a layer that begin in the annotated part.
    fn inside<'a>(&self, found: &Found<'a>, layer: &str) -> Vec<(Cover, &'a Value)> {
        let items = found.items(layer).into_iter().filter_map(|item| Some((span(item, "span")?, item)));
        items.filter(|(span, _)| span[0] < self.end).map(|(span, item)| (Cover::from(span), item)).collect()
    }

    fn times(&self, found: &Found<'_>, sheet: &mut Sheet) {
        let found = self.inside(found, "times");
        let gold: Vec<Cover> = self.times.iter().map(|t| Cover::from(t.span)).collect();
        let aligned = align(gold.len(), found.len(), |i, j| iou(&gold[i], &found[j].0), 0.5);
        sheet.tally("time (span)", aligned.pairs.len(), gold.len(), found.len());
        let mut right = 0;
        for (i, j) in &aligned.pairs {
            let (time, got) = (&self.times[*i], found[*j].1);
            sheet.check("time type", word(got, "type") == time.kind);
            let same = word(got, "value") == time.value;
            right += usize::from(same);
            if !same {
                let (words, value) = (sheet.show(time.span), word(got, "value"));
                sheet.note(
                    "time (span+value)",
                    "wrong",
                    format!("{words:?}: gold {} got {value}", time.value),
                );
            }
        }
        sheet.tally("time (span+value)", right, gold.len(), found.len());
        for i in &aligned.missed {
            sheet.note("time (span)", "missed", sheet.show(self.times[*i].span));
        }
    }

    fn figures(&self, found: &Found<'_>, sheet: &mut Sheet) {
        let found = self.inside(found, "figures");
        let gold: Vec<Cover> = self.figures.iter().map(|f| cover(&f.spans)).collect();
        let aligned = align(gold.len(), found.len(), |i, j| alike(&gold[i], &found[j].0), 1.0);
        sheet.tally("figure (span)", aligned.pairs.len(), gold.len(), found.len());
        let (mut right, mut without) = (0, 0);
        for (i, j) in &aligned.pairs {
            let (figure, got) = (&self.figures[*i], found[*j].1);
            if figure.has_unit() {
                sheet.check("figure unit", is_unit(&figure.kind, word(got, "unit")));
            }
            let Some(value) = figure.value else {
                without += 1;
                continue;
            };
            let close = |found: f64| (found - value).abs() <= 1e-9 * value.abs().max(1.0);
            right += usize::from(got["value"].as_f64().is_some_and(close));
        }
        let asked = self.figures.iter().filter(|f| f.value.is_some()).count();
        sheet.tally("figure (value)", right, asked, found.len() - without);
        for i in &aligned.missed {
            let spans = &self.figures[*i].spans;
            sheet.note("figure (span)", "missed", spans.iter().map(|span| sheet.show(*span)).collect());
        }
    }

    fn speech(&self, found: &Found<'_>, sheet: &mut Sheet) {
        let found = found.items("statements").into_iter();
        let cue = |s: &Value| s.get("cue").and_then(|cue| span(cue, "span"));
        let found: Vec<(Cover, &Value)> = found
            .filter_map(|s| cue(s).filter(|span| span[0] < self.end).map(|span| (Cover::from(span), s)))
            .collect();
        let gold: Vec<Cover> = self.speech.iter().map(|s| cover(&s.cue)).collect();
        let aligned = align(gold.len(), found.len(), |i, j| alike(&gold[i], &found[j].0), 1.0);
        sheet.tally("speech event (cue)", aligned.pairs.len(), gold.len(), found.len());
        for (i, j) in &aligned.pairs {
            let speaker = cover(&self.speech[*i].speaker);
            if !speaker.is_empty() {
                sheet.check("speaker of speech event", touches(&speaker, &part(found[*j].1, "speaker")));
            }
        }
        for i in &aligned.missed {
            let spans = &self.speech[*i].cue;
            sheet.note("speech event (cue)", "missed", spans.iter().map(|span| sheet.show(*span)).collect());
        }
    }
}

fn is_unit(kind: &str, unit: &str) -> bool {
    match kind {
        "PERCENT" => unit == "percent",
        _ => unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_in_digits_has_a_value() {
        let table = [
            ("US$ 1.4 billion", Some(1.4e9)),
            ("$15bn", Some(15e9)),
            ("up to 2,400", Some(2400.0)),
            ("3.10%", Some(3.1)),
            ("15-20%", None),
            ("-366.94 points", None),
            ("12 cents", None),
            ("two", None),
        ];
        for (words, value) in table {
            assert_eq!(number(words), value, "{words}");
        }
    }

    #[test]
    fn what_lies_behind_the_annotated_part_does_not_count() {
        let text = "A\nMay 1\nOle said 5%.\nB\nC\nD\nOle said 6%.";
        let line = json!({
            "id": "1", "text": text, "sentence_starts": [0, 2, 8, 21, 23, 25, 27],
            "timexes": [{"spans": [[2, 7]], "type": "DATE", "value": "2019-05-01"}, {"spans": [], "value": "2019"}],
            "values": [{"spans": [[17, 19]], "type": "PERCENT", "text": "5%"}],
            "mentions": [{"m": "1", "kind": "EVENT_MENTION", "spans": [[12, 16]]},
                         {"m": "2", "kind": "ENTITY_MENTION", "spans": [[8, 11]]}],
            "instances": [{"m": "9", "kind": "EVENT", "class": "SPEECH_COGNITIVE"}],
            "relations": [{"type": "REFERS_TO", "from": ["1"], "to": ["9"]},
                          {"type": "HAS_PARTICIPANT", "from": ["1"], "to": ["2"], "sem_role": "Arg0"}],
        });
        let set = SOURCE.read(&[line.to_string()]).unwrap();
        let mut records = set.faultless();
        let behind = json!({"span": [36, 38], "value": 6.0, "unit": "percent"});
        records[0]["figures"].as_array_mut().unwrap().push(behind);
        let report = set.score(&records);
        assert_eq!(report.scores.len(), MEASURES.len());
        assert!(report.scores.iter().all(|(_, s)| s.f1 == 1.0), "{report}");
    }
}
