//! One line of JSON to one article.

use crate::Input;
use crate::date::parse_day;
use crate::decode::{self, Replaced};
use crate::error::{InputError, Place, Problem};
use crate::limits::Limits;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, Visitor};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::fmt;

/// The fields that are read. Where a field has several names, the first one that the line has a value for wins.
const ID: &[&str] = &["id"];
const URI: &[&str] = &["url", "uri"];
const TITLE: &[&str] = &["title"];
const OUTLET: &[&str] = &["outlet", "source", "publisher"];
const PUBLISHED: &[&str] = &["published", "date", "datePublished"];
const LANGUAGE: &[&str] = &["language", "lang"];
const TEXT: &[&str] = &["text"];
const FIELDS: [&[&str]; 7] = [ID, URI, TITLE, OUTLET, PUBLISHED, LANGUAGE, TEXT];

/// Reads the line. `mark_bytes` is the length of a byte order mark that stood before it.
pub(crate) fn read(
    line: &[u8],
    place: Place,
    mark_bytes: usize,
    keep_meta: bool,
    limits: &Limits,
) -> Result<Input, InputError> {
    let fail = |problem| InputError { place: place.clone(), problem };
    let (line, replaced) = match std::str::from_utf8(line) {
        Ok(line) => (Cow::Borrowed(line), None),
        Err(_) => {
            let (line, replaced) = decode::utf8(line.to_vec(), mark_bytes);
            (Cow::Owned(line), replaced)
        }
    };
    let (mut fields, halves) = parse(&line, keep_meta).map_err(fail)?;
    let text = match fields.take(TEXT) {
        Some((_, Value::String(text))) => text,
        Some((_, other)) => return Err(fail(Problem::TextIsNoString(kind_of(&other)))),
        None => return Err(fail(Problem::NoText)),
    };
    check_length(&text, limits).map_err(fail)?;
    let mut warnings = Vec::new();
    if let Some(replaced) = replaced {
        warnings.push(Problem::NotUtf8 { bytes: replaced.bytes, first: replaced.first });
    }
    if halves > 0 {
        warnings.push(Problem::LoneSurrogates(halves));
    }
    let published = fields.string(PUBLISHED, &mut warnings);
    let day = published.as_deref().and_then(parse_day);
    if let (Some(written), None) = (published, day) {
        warnings.push(Problem::Date(written));
    }
    Ok(Input {
        id: fields.string(ID, &mut warnings),
        uri: fields.string(URI, &mut warnings),
        title: fields.string(TITLE, &mut warnings),
        outlet: fields.string(OUTLET, &mut warnings),
        published: day,
        language: fields.string(LANGUAGE, &mut warnings).map(|tag| primary_subtag(&tag)),
        replaced: replaced_in(&text, replaced, halves),
        meta: keep_meta.then_some(fields.meta),
        text,
        warnings: warnings.into_iter().map(fail).collect(),
        place,
        ..Input::default()
    })
}

/// Whether the line is an object with a text: what tells a file of JSON lines from plain text.
pub(crate) fn is_article(line: &[u8]) -> bool {
    let line = String::from_utf8_lossy(line);
    parse(&line, false).is_ok_and(|(mut fields, _)| fields.take(TEXT).is_some())
}

/// Whether the line is an object, whatever is in it.
pub(crate) fn is_object(line: &[u8]) -> bool {
    parse(&String::from_utf8_lossy(line), false).is_ok()
}

pub(crate) fn check_length(text: &str, limits: &Limits) -> Result<(), Problem> {
    if text.len() <= limits.text_chars {
        return Ok(());
    }
    let chars = text.chars().count();
    if chars > limits.text_chars {
        return Err(Problem::TextTooLong { chars, limit: limits.text_chars });
    }
    Ok(())
}

/// `id-ID` is Indonesian.
pub(crate) fn primary_subtag(tag: &str) -> String {
    tag.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

/// What was replaced in the line, if any of it is in the text.
fn replaced_in(text: &str, replaced: Option<Replaced>, halves: usize) -> Option<Replaced> {
    if replaced.is_none() && halves == 0 {
        return None;
    }
    let at = text.find('\u{FFFD}')?;
    let (bytes, first) = replaced.map_or((0, 0), |replaced| (replaced.bytes, replaced.first));
    Some(Replaced { bytes: bytes + halves, first, at })
}

/// Parses the line; the number is that of half characters that had to be replaced.
fn parse(line: &str, keep_meta: bool) -> Result<(Fields, usize), Problem> {
    match parse_strictly(line, keep_meta) {
        Err(problem @ Problem::BrokenJson { .. }) => match without_halves(line) {
            Some((mended, halves)) => parse_strictly(&mended, keep_meta).map(|fields| (fields, halves)),
            None => Err(problem),
        },
        other => other.map(|fields| (fields, 0)),
    }
}

fn parse_strictly(line: &str, keep_meta: bool) -> Result<Fields, Problem> {
    let mut source = serde_json::Deserializer::from_str(line);
    let fields = FieldsSeed { keep_meta }
        .deserialize(&mut source)
        .and_then(|fields| source.end().map(|()| fields))
        .map_err(|error| match error.classify() {
            serde_json::error::Category::Data => Problem::NotAnObject,
            _ => {
                let detail = error.to_string();
                let detail = detail.split(" at line ").next().unwrap_or_default().to_owned();
                Problem::BrokenJson { column: error.column(), detail }
            }
        })?;
    Ok(fields)
}

/// Writes `\ufffd` for escapes that are half a character; `None` where there are none.
fn without_halves(line: &str) -> Option<(String, usize)> {
    let mut out = String::with_capacity(line.len());
    let (mut rest, mut halves) = (line, 0);
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        let length = match (unit(escape), escape.get(6..).and_then(unit)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(0xD800..=0xDFFF), _) => {
                halves += 1;
                out.push_str("\\ufffd");
                rest = &escape[6..];
                continue;
            }
            (Some(_), _) => 6,
            // The backslash and what it escapes, which may be a backslash.
            (None, _) => 1 + escape[1..].chars().next().map_or(0, char::len_utf8),
        };
        out.push_str(&escape[..length]);
        rest = &escape[length..];
    }
    out.push_str(rest);
    (halves > 0).then_some((out, halves))
}

/// The code unit of `\uXXXX` at the start of `escape`.
fn unit(escape: &str) -> Option<u32> {
    let digits = escape.strip_prefix("\\u")?.get(..4)?;
    digits.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
}

#[derive(Default)]
struct Fields {
    known: Vec<(&'static str, Value)>,
    meta: Map<String, Value>,
}

impl Fields {
    /// The first of these names that has a value.
    fn take(&mut self, names: &[&'static str]) -> Option<(&'static str, Value)> {
        for name in names {
            // The last one counts where a line has a name twice, as in other readers of JSON.
            if let Some(at) = self.known.iter().rposition(|(known, value)| known == name && !value.is_null())
            {
                return Some(self.known.swap_remove(at));
            }
        }
        None
    }

    fn string(&mut self, names: &[&'static str], warnings: &mut Vec<Problem>) -> Option<String> {
        let (name, value) = self.take(names)?;
        match value {
            Value::String(text) if text.is_empty() => None,
            Value::String(text) => Some(text),
            Value::Number(number) if name == "id" => Some(number.to_string()),
            // The way in which schema.org writes a publisher.
            Value::Object(mut object)
                if OUTLET.contains(&name) && object.get("name").is_some_and(Value::is_string) =>
            {
                object.remove("name").and_then(|value| value.as_str().map(str::to_owned))
            }
            other => {
                warnings.push(Problem::Field { name, found: kind_of(&other) });
                None
            }
        }
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

struct FieldsSeed {
    keep_meta: bool,
}

impl<'de> DeserializeSeed<'de> for FieldsSeed {
    type Value = Fields;

    fn deserialize<D: serde::Deserializer<'de>>(self, source: D) -> Result<Fields, D::Error> {
        source.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for FieldsSeed {
    type Value = Fields;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
        let mut fields = Fields::default();
        while let Some(name) = map.next_key::<Cow<'de, str>>()? {
            if let Some(known) = FIELDS.iter().copied().flatten().find(|known| **known == name) {
                fields.known.push((known, map.next_value()?));
            } else if self.keep_meta {
                fields.meta.insert(name.into_owned(), map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_line(line: &str) -> Result<Input, Problem> {
        read(line.as_bytes(), Place::default(), 0, true, &Limits::default()).map_err(|error| error.problem)
    }

    #[test]
    fn the_first_name_that_has_a_value_wins() {
        let input = read_line(
            r#"{"uri":"b","url":"a","source":"S","outlet":null,"date":"2024-10-28T01:00:00Z","lang":"id-ID",
                "id":7,"text":"x","extra":[1]}"#,
        )
        .unwrap();
        assert_eq!(
            (input.uri.as_deref(), input.outlet.as_deref(), input.id.as_deref()),
            (Some("a"), Some("S"), Some("7"))
        );
        assert_eq!(input.published.map(|day| day.to_string()).as_deref(), Some("2024-10-28"));
        assert_eq!(input.language.as_deref(), Some("id"));
        assert_eq!(input.meta.unwrap().keys().collect::<Vec<_>>(), ["extra"]);
        assert!(input.warnings.is_empty());
    }

    #[test]
    fn a_field_of_another_kind_is_left_out_with_a_warning() {
        let input = read_line(r#"{"text":"x","title":["a"],"published":"kemarin"}"#).unwrap();
        assert_eq!((input.title, input.published), (None, None));
        assert_eq!(input.warnings.len(), 2);
    }

    #[test]
    fn a_line_that_is_no_article_is_an_error() {
        assert!(matches!(read_line("{\"text\":\"x\""), Err(Problem::BrokenJson { .. })));
        assert!(matches!(read_line("{\"text\":\"x\"} y"), Err(Problem::BrokenJson { .. })));
        assert!(matches!(read_line("[1]"), Err(Problem::NotAnObject)));
        assert!(matches!(read_line("7"), Err(Problem::NotAnObject)));
        assert!(matches!(read_line("{\"id\":\"x\"}"), Err(Problem::NoText)));
        assert!(matches!(read_line("{\"text\":3}"), Err(Problem::TextIsNoString("a number"))));
    }

    #[test]
    fn half_characters_are_replaced() {
        let input = read_line(r#"{"text":"a\ud83d b \ud83d\ude00 \\ud83d \n"}"#).unwrap();
        assert_eq!(input.text, "a\u{FFFD} b 😀 \\ud83d \n");
        assert_eq!(input.replaced, Some(Replaced { bytes: 1, first: 0, at: 1 }));
        assert_eq!(input.warnings[0].problem, Problem::LoneSurrogates(1));
    }

    #[test]
    fn broken_bytes_in_a_line_are_replaced() {
        let line = b"{\"text\":\"a\xFFb\"}";
        let input = read(line, Place::default(), 0, false, &Limits::default()).unwrap();
        assert_eq!(input.text, "a\u{FFFD}b");
        assert_eq!(input.replaced, Some(Replaced { bytes: 1, first: 10, at: 1 }));
    }
}
