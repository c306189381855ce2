//! Items as JSON objects: as the record has them, with ids that stay in place of those of the record, and with the words
//! that their spans cover.

use super::{Entry, Kind};
use kutip_record::{SCHEMA_VERSION, Span};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// Fields that name another item of the record.
const REFERENCES: [&str; 14] = [
    "of",
    "actor",
    "place",
    "according_to",
    "revises",
    "within",
    "speaks_for",
    "where",
    "figure",
    "same_as",
    "condition_event",
    "action_event",
    "statement",
    "about",
];

/// Gives the items of a kind, one after the other.
///
/// # Errors
/// What `take` gives.
pub fn each<E>(
    kind: Kind,
    entry: &Entry<'_>,
    take: &mut dyn FnMut(Map<String, Value>) -> Result<(), E>,
) -> Result<(), E> {
    match kind {
        Kind::Articles => take(article(entry)),
        Kind::Actors => all(kind, entry, entry.actors(), take),
        Kind::Places => all(kind, entry, entry.places(), take),
        Kind::Times => all(kind, entry, entry.times(), take),
        Kind::Figures => all(kind, entry, entry.figures(), take),
        Kind::Statements => all(kind, entry, entry.statements(), take),
        Kind::Events => all(kind, entry, entry.events(), take),
        Kind::Commitments => all(kind, entry, entry.commitments(), take),
        Kind::Pacts => all(kind, entry, entry.pacts(), take),
        Kind::Doubts => all(kind, entry, entry.doubts(), take),
        Kind::QuotedTerms => entry.quoted_terms().try_for_each(|(span, id)| {
            let mut out = begun(kind, entry, id);
            out.insert("span".into(), json!(span));
            show(kind, entry, &mut out);
            take(out)
        }),
        Kind::Records | Kind::Mentions | Kind::Parties | Kind::Clauses => Ok(()),
        // These are rows, and not items of the record.
        Kind::Plover | Kind::Acled => Ok(()),
    }
}

fn all<'r, T: Serialize + 'r, E>(
    kind: Kind,
    entry: &Entry<'_>,
    mut items: impl Iterator<Item = (&'r T, &'r str)>,
    take: &mut dyn FnMut(Map<String, Value>) -> Result<(), E>,
) -> Result<(), E> {
    items.try_for_each(|(item, id)| {
        let mut out = begun(kind, entry, id);
        if let Ok(Value::Object(mut fields)) = serde_json::to_value(item) {
            fields.shift_remove("id");
            fields.values_mut().for_each(|value| refer(entry, value));
            rename(entry, &mut fields);
            // The word by which a line tells what it is would otherwise be taken over.
            if let Some(own) = fields.shift_remove("type") {
                out.insert(format!("{}_type", kind.one()), own);
            }
            out.extend(fields);
        }
        show(kind, entry, &mut out);
        take(out)
    })
}

/// Type, ids and where the item is from.
fn begun(kind: Kind, entry: &Entry<'_>, id: &str) -> Map<String, Value> {
    let document = &entry.record.document;
    let mut out = Map::new();
    out.insert("type".into(), kind.one().into());
    out.insert("schema".into(), SCHEMA_VERSION.into());
    out.insert("id".into(), id.into());
    out.insert("article".into(), entry.ids.article.as_str().into());
    let source = json!({
        "outlet": document.outlet, "authors": entry.authors(), "published": document.published,
        "url": entry.address(), "title": document.title,
    });
    out.insert("source".into(), source);
    out
}

/// An article: all that the record says of it as a whole, but its text only where it may be shown. Where it was read is
/// left out: paths of one machine are nobody else's business.
fn article(entry: &Entry<'_>) -> Map<String, Value> {
    let (record, document) = (entry.record, &entry.record.document);
    let mut out = begun(Kind::Articles, entry, &entry.ids.article);
    out.insert("kutip".into(), json!(record.kutip));
    out.insert("lexicon_sha256".into(), json!(record.lexicon_sha256));
    out.insert("own_id".into(), json!(document.id));
    out.insert("characters".into(), json!(entry.chars()));
    if let Ok(Value::Object(mut fields)) = serde_json::to_value(document) {
        for name in ["id", "input", "uri", "title", "outlet", "published", "meta", "text"] {
            fields.shift_remove(name);
        }
        fields.values_mut().for_each(|value| refer(entry, value));
        out.extend(fields);
    }
    if let Some(text) = entry.text() {
        out.insert("text".into(), text.into());
    }
    out
}

/// The item's own fields that name others.
fn rename(entry: &Entry<'_>, fields: &mut Map<String, Value>) {
    for name in REFERENCES {
        if let Some(value @ Value::String(_)) = fields.get_mut(name) {
            *value = stays(entry, value);
        }
    }
}

/// The same for all that is below a field.
fn refer(entry: &Entry<'_>, value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| refer(entry, item)),
        Value::Object(fields) => {
            rename(entry, fields);
            fields.values_mut().for_each(|value| refer(entry, value));
        }
        _ => {}
    }
}

/// The id that stays of what a reference means.
fn stays(entry: &Entry<'_>, value: &Value) -> Value {
    let at = value.as_str().and_then(|text| text.parse().ok());
    json!(entry.id(at))
}

/// The spans whose words are written beside them.
fn shown(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Statements => &["content"],
        Kind::Events => &["trigger"],
        Kind::Commitments => &["condition", "action"],
        Kind::Figures | Kind::Times | Kind::QuotedTerms => &["span"],
        _ => &[],
    }
}

/// Adds `content_text` beside `content`, and so on, and whether all of it is whole.
fn show(kind: Kind, entry: &Entry<'_>, item: &mut Map<String, Value>) {
    let mut whole = true;
    let mut any = false;
    let mut text = |span: &Value| {
        let Ok(span) = serde_json::from_value::<Span>(span.clone()) else { return Value::Null };
        let quote = entry.quote(span);
        any = true;
        whole &= quote.whole;
        if quote.text.is_empty() { Value::Null } else { quote.text.into() }
    };
    let mut beside = |name: &str, fields: &mut Map<String, Value>| {
        let shown = match fields.get(name) {
            Some(Value::Array(spans)) if spans.first().is_none_or(Value::is_array) => {
                spans.iter().map(&mut text).collect()
            }
            Some(span @ Value::Array(_)) => text(span),
            _ => return,
        };
        let own = if name == "span" { "text".to_owned() } else { format!("{name}_text") };
        fields.insert(own, shown);
    };
    shown(kind).iter().for_each(|name| beside(name, item));
    for clause in item.get_mut("clauses").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Value::Object(clause) = clause {
            ["condition", "action"].iter().for_each(|name| beside(name, clause));
        }
    }
    if any {
        item.insert("whole".into(), whole.into());
    }
}
