//! Proof of a lexicon's entries: the sentences that stand beside them, run through the whole engine.
//!
//! A `yes` line is stripped of its tags, read, and what is found must be what was tagged: beside cues all statements,
//! beside events all events, elsewhere every kind of tag that the line uses. From a `no` line its entry must make
//! nothing. The tests run the built-in entries so, `kutip lexicon check` a newsroom's own.

use crate::model::{Article, Report, Settings};
use crate::{Scratch, analyze, rule_name, tokens};
use kutip_lang::{Entry, Lang, OWN};
use kutip_text::Span;
use kutip_text::notation::{Tag, Tagged};

/// The tags of a statement.
const STATEMENT: [&str; 5] = ["speaker", "cue", "content", "to", "via"];
/// All tags of the notation.
pub const TAGS: [&str; 11] =
    ["speaker", "cue", "content", "to", "via", "time", "figure", "term", "actor", "trigger", "recipient"];
/// The tags of an event.
const EVENT: [&str; 3] = ["actor", "trigger", "recipient"];

/// A line that is not read as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What goes wrong, in a few words.
    pub reason: String,
    /// The line as it is written.
    pub expected: String,
    /// The line with the tags of what was found; empty where the line itself is not of the notation.
    pub found: String,
}

/// What is wrong with one `yes` line of an entry of the file `list`.
#[must_use]
pub fn yes(lang: &Lang, settings: &Settings, list: &str, line: &str) -> Option<Failure> {
    let failure = |reason, found| Some(Failure { reason, expected: line.to_owned(), found });
    let wanted = match Tagged::parse(line) {
        Ok(wanted) => wanted,
        Err(error) => return failure(error.to_string(), String::new()),
    };
    if let Some(tag) = wanted.tags.iter().find(|tag| !TAGS.contains(&tag.name.as_str())) {
        return failure(
            format!("<{}> is no tag of the notation ({})", tag.name, TAGS.join(", ")),
            String::new(),
        );
    }
    let asked = |name: &str| {
        wanted.tags.iter().any(|tag| tag.name == name)
            || list == "cues" && STATEMENT.contains(&name)
            || list == "events" && EVENT.contains(&name)
    };
    let article = Article { text: wanted.text.clone(), ..Article::default() };
    let report = analyze(&article, lang, settings, &mut Scratch::default());
    let mut found: Vec<Tag> = tags(&report).into_iter().filter(|tag| asked(&tag.name)).collect();
    let cues: Vec<Span> = spans(&wanted.tags, "cue");
    // The clitic speaker of a cue (ujarnya) need not be tagged.
    let inside = |tag: &Tag| tag.name == "speaker" && cues.iter().any(|cue| cue.contains(tag.span));
    if !wanted.tags.iter().any(inside) {
        found.retain(|tag| !inside(tag));
    }
    for tag in &mut found {
        keep_asked_attributes(tag, &wanted.tags);
    }
    let reason = differ(&wanted.tags, &found)?;
    failure(reason, Tagged { text: wanted.text, tags: found }.to_notation())
}

/// What an entry of the file `list` makes of one of its `no` lines.
#[must_use]
pub fn no(lang: &Lang, settings: &Settings, list: &str, entry: &Entry, line: &str) -> Option<Failure> {
    let article = Article { text: line.to_owned(), ..Article::default() };
    let report = analyze(&article, lang, settings, &mut Scratch::default());
    let code = if entry.own { OWN } else { &*lang.code };
    let rule = format!("{code}/{list}/{}", entry.name);
    let mut made: Vec<Tag> = Vec::new();
    for mark in report.findings.statements.as_slice() {
        let statement = &mark.value;
        let cue = statement.cue.and_then(|cue| cue.entry).and_then(|number| lang.cues.get(number as usize));
        if rule_name(lang, mark.by) == rule || cue.is_some_and(|cue| rule_name(lang, cue.by()) == rule) {
            made.extend(statement_tags(statement));
        }
        // A channel has no rule of its own: there must be none.
        if list == "channels" {
            made.extend(statement.via.iter().map(|via| tag("via", via.span)));
        }
    }
    let events = report.findings.events.as_slice().iter().filter(|mark| rule_name(lang, mark.by) == rule);
    made.extend(events.map(|mark| tag("trigger", mark.span)));
    let layers = report.document.times.iter().map(|(_, mark)| (mark.by, "time", mark.span));
    let layers = layers.chain(report.document.amounts.iter().map(|(_, mark)| (mark.by, "figure", mark.span)));
    let layers =
        layers.chain(report.document.mentions.iter().map(|(_, mark)| (mark.by, "mention", mark.span)));
    made.extend(
        layers.filter(|(by, ..)| rule_name(lang, *by) == rule).map(|(_, name, span)| tag(name, span)),
    );
    if made.is_empty() {
        return None;
    }
    let found = Tagged { text: line.to_owned(), tags: unique(made) }.to_notation();
    let reason = "no: found where there is nothing".to_owned();
    Some(Failure { reason, expected: line.to_owned(), found })
}

/// Whether a form, as it is written, is one of the rule of this name. A form that is not can never be found: a name
/// without a capital, for example.
#[must_use]
pub fn is_found(lang: &Lang, form: &str, rule: &str) -> bool {
    let found = tokens::find(form, lang);
    let terms = tokens::terms(form, &found, lang);
    terms.all().iter().any(|term| rule_name(lang, term.by) == rule)
}

/// What was found, as tags.
fn tags(report: &Report<'_>) -> Vec<Tag> {
    let mut tags = Vec::new();
    for mark in report.findings.statements.as_slice() {
        tags.extend(statement_tags(&mark.value));
    }
    for (_, mark) in report.document.times.iter() {
        tags.push(Tag { attributes: vec![pair("value", &mark.value.value)], ..tag("time", mark.span) });
    }
    for figure in &report.findings.figures {
        let mark = &report.document.amounts[figure.amount];
        let amount = &mark.value;
        let mut attributes = vec![pair("value", &amount.value.to_string())];
        attributes.extend(amount.upper.map(|upper| pair("upper", &upper.to_string())));
        attributes.push(pair("unit", amount.unit.as_deref().unwrap_or_default()));
        attributes.push(pair("relation", relation(amount.relation)));
        attributes.push(pair("approx", if amount.approx { "true" } else { "false" }));
        tags.push(Tag { attributes, ..tag("figure", mark.span) });
    }
    tags.extend(report.findings.quoted_terms.iter().map(|mark| tag("term", mark.span)));
    for mark in report.findings.events.as_slice() {
        tags.push(tag("trigger", mark.span));
        tags.extend(mark.value.actor.iter().filter_map(|party| party.span).map(|span| tag("actor", span)));
        // Of a mutual act all parties are on both sides: they are tagged once.
        let other = mark.value.recipient.iter().filter(|party| !mark.value.actor.contains(party));
        tags.extend(other.filter_map(|party| party.span).map(|span| tag("recipient", span)));
    }
    unique(tags)
}

fn relation(relation: crate::model::Relation) -> &'static str {
    use crate::model::Relation::{AtLeast, AtMost, Equal};
    match relation {
        Equal => "eq",
        AtLeast => "ge",
        AtMost => "le",
    }
}

fn statement_tags(statement: &crate::model::Statement) -> Vec<Tag> {
    let speaker = statement.speaker.as_ref().and_then(|speaker| speaker.span);
    let mut tags: Vec<Tag> = speaker.map(|span| tag("speaker", span)).into_iter().collect();
    tags.extend(statement.cue.map(|cue| tag("cue", cue.span)));
    tags.extend(statement.content.iter().map(|span| tag("content", *span)));
    tags.extend(statement.addressee.map(|span| tag("to", span)));
    tags.extend(statement.via.iter().map(|via| tag("via", via.span)));
    tags
}

fn tag(name: &str, span: Span) -> Tag {
    Tag { name: name.to_owned(), attributes: Vec::new(), span }
}

fn pair(key: &str, value: &str) -> (String, String) {
    (key.to_owned(), value.to_owned())
}

/// One speaker of two statements and one channel of two are tagged once; what is said twice is told twice.
fn unique(tags: Vec<Tag>) -> Vec<Tag> {
    let mut out: Vec<Tag> = Vec::new();
    for tag in tags {
        let shared =
            matches!(tag.name.as_str(), "speaker" | "via" | "to" | "mention" | "actor" | "recipient");
        if !shared || !out.contains(&tag) {
            out.push(tag);
        }
    }
    out
}

/// A line asks for the attributes that it writes, and for no others.
fn keep_asked_attributes(found: &mut Tag, wanted: &[Tag]) {
    let same = wanted.iter().filter(|tag| tag.name == found.name);
    let asked: Vec<&str> = match same.clone().find(|tag| tag.span == found.span) {
        Some(tag) => tag.attributes.iter().map(|(key, _)| key.as_str()).collect(),
        None => same.flat_map(|tag| tag.attributes.iter().map(|(key, _)| key.as_str())).collect(),
    };
    found.attributes.retain(|(key, _)| asked.contains(&key.as_str()));
}

fn spans(tags: &[Tag], name: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = tags.iter().filter(|tag| tag.name == name).map(|tag| tag.span).collect();
    spans.sort_unstable();
    spans
}

/// The kinds of tag in which the two differ, and how; `None` where they do not.
fn differ(wanted: &[Tag], found: &[Tag]) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    if spans(wanted, "cue") != spans(found, "cue") {
        parts.push(count("cue", &spans(wanted, "cue"), &spans(found, "cue")));
        if spans(found, "cue").is_empty() {
            return Some("cue: not found".to_owned());
        }
    }
    for name in TAGS.iter().filter(|name| **name != "cue") {
        let (here, there) = (spans(wanted, name), spans(found, name));
        if here != there {
            parts.push(count(name, &here, &there));
        } else if sorted(wanted, name) != sorted(found, name) {
            parts.push(format!("{name}: another value"));
        }
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

fn count(name: &str, wanted: &[Span], found: &[Span]) -> String {
    let missing = wanted.iter().filter(|span| !found.contains(span)).count();
    let extra = found.iter().filter(|span| !wanted.contains(span)).count();
    let what = match (missing, extra) {
        (_, 0) => "not found",
        (0, _) => "too many",
        _ => "other extent",
    };
    format!("{name}: {what}")
}

/// Tags of one kind in the order of the text; numbers are compared as numbers.
fn sorted(tags: &[Tag], name: &str) -> Vec<(Span, Vec<(String, String)>)> {
    let plain =
        |value: &str| value.parse::<f64>().map_or_else(|_| value.to_owned(), |number| number.to_string());
    let attributes = |tag: &Tag| {
        let mut pairs: Vec<_> = tag.attributes.iter().map(|(key, value)| pair(key, &plain(value))).collect();
        pairs.sort();
        pairs
    };
    let mut out: Vec<_> =
        tags.iter().filter(|tag| tag.name == name).map(|tag| (tag.span, attributes(tag))).collect();
    out.sort();
    out
}
