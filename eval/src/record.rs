//! One record of kutip, as far as the layers can read it.
//!
//! A record under test may be broken in any way. Spans that lie outside the text become empty and score nothing, fields
//! of the wrong type count as absent, items without their span are dropped. What is so odd that even that does not
//! help makes the whole record [`Unreadable`]; the article is then scored as if nothing had been found.

#![allow(missing_docs, reason = "the fields are named as on the wire")]

use serde_json::{Map, Value};

use crate::python;
use crate::spans::Cover;

/// Why a record is not of the record's form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable(pub String);

/// Shorthand for results of reading a record.
pub type Read<T> = Result<T, Unreadable>;

/// What is scored of a record.
#[derive(Debug, Clone, Default)]
pub struct Record {
    pub statements: Vec<Statement>,
    pub times: Vec<Time>,
    pub figures: Vec<Figure>,
    pub events: Vec<Event>,
    pub commitments: Vec<Commitment>,
    pub actors: Vec<Actor>,
    pub places: Vec<Place>,
    pub pacts: Vec<Pact>,
    pub quoted_terms: Vec<[i64; 2]>,
}

#[derive(Debug, Clone)]
pub struct Statement {
    pub id: Option<String>,
    pub kind: Option<String>,
    pub content: Vec<[i64; 2]>,
    pub speaker: Option<String>,
    pub cue: Option<[i64; 2]>,
    pub addressee: Option<[i64; 2]>,
    /// Names of the channels; one that has no name is `None`.
    pub via: Vec<Option<String>>,
    pub said_on: Value,
    pub within: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Time {
    pub span: [i64; 2],
    pub value: Value,
}

#[derive(Debug, Clone)]
pub struct Figure {
    pub id: Option<String>,
    pub span: [i64; 2],
    pub value: Value,
    pub upper: Value,
    pub unit: Option<String>,
    pub approx: bool,
    pub relation: Value,
    pub revises: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Event {
    pub trigger: [i64; 2],
    pub kind: String,
    pub actor: Vec<Party>,
    pub recipient: Vec<Party>,
    pub modality: Option<String>,
    pub according_to: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Commitment {
    pub by: Value,
    pub condition: Option<[i64; 2]>,
    pub action: [i64; 2],
}

#[derive(Debug, Clone)]
pub struct Actor {
    pub name: Option<String>,
    pub kind: Option<String>,
    pub country: Option<String>,
    pub mentions: Vec<[i64; 2]>,
}

#[derive(Debug, Clone)]
pub struct Place {
    pub span: [i64; 2],
    pub country: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Pact {
    /// Not checked yet: only articles whose gold has pacts look at it.
    pub span: Value,
    pub parties: Vec<String>,
    pub kind: Option<String>,
}

/// A party of an event: a name, or an object with `name` and `state`.
#[derive(Debug, Clone)]
pub enum Party {
    Name(String),
    Object { name: Option<String>, state: Value },
}

impl Party {
    /// The code of the state that the party is or acts for.
    pub fn state(&self) -> Option<&str> {
        match self {
            Self::Name(name) => crate::names::is_state(name).then_some(name),
            Self::Object { state, .. } => state.as_str(),
        }
    }

    /// The name, empty where there is none.
    pub fn name(&self) -> &str {
        match self {
            Self::Name(name) => name,
            Self::Object { name, .. } => name.as_deref().unwrap_or(""),
        }
    }

    fn read(value: &Value) -> Option<Self> {
        match value {
            Value::String(name) => Some(Self::Name(name.clone())),
            Value::Object(map) => {
                let state = map.get("state").or_else(|| map.get("country"));
                Some(Self::Object { name: text(map, "name"), state: state.cloned().unwrap_or_default() })
            }
            _ => None,
        }
    }
}

impl Record {
    /// Reads a record about a text of `length` code points.
    pub fn read(record: &Value, length: i64) -> Read<Self> {
        let clipped = clip(record, length);
        let Value::Object(map) = &clipped else { return Ok(Self::default()) };
        let items = |layer: &str| -> Vec<&Map<String, Value>> {
            let list = map.get(layer).and_then(Value::as_array);
            list.into_iter().flatten().filter_map(Value::as_object).collect()
        };
        Ok(Self {
            statements: items("statements").into_iter().filter_map(Statement::read).collect::<Read<_>>()?,
            times: items("times").into_iter().filter_map(Time::read).collect(),
            figures: items("figures").into_iter().filter_map(Figure::read).collect(),
            events: items("events").into_iter().filter_map(Event::read).collect(),
            commitments: items("commitments").into_iter().filter_map(Commitment::read).collect(),
            actors: items("actors").into_iter().map(Actor::read).collect(),
            places: items("places").into_iter().filter_map(Place::read).collect(),
            pacts: items("pacts").into_iter().map(Pact::read).collect(),
            quoted_terms: list(map, "quoted_terms").iter().filter_map(pair).collect(),
        })
    }
}

impl Statement {
    fn read(map: &Map<String, Value>) -> Option<Read<Self>> {
        let content = map.get("content")?.as_array()?;
        if !content.iter().all(|span| span.as_array().is_some_and(|ends| ends.len() == 2)) {
            return None;
        }
        let bad = || Unreadable("content is not a list of pairs of numbers".to_owned());
        let content: Read<Vec<_>> = content.iter().map(|span| loose_pair(span).ok_or_else(bad)).collect();
        let channel = |hop: &Value| match hop {
            Value::Object(hop) => text(hop, "name"),
            other => other.as_str().map(str::to_owned),
        };
        Some(content.map(|content| Self {
            id: text(map, "id"),
            kind: text(map, "kind"),
            content,
            speaker: map.get("speaker").and_then(Value::as_object).and_then(|s| text(s, "name")),
            cue: inner_span(map, "cue"),
            addressee: inner_span(map, "addressee"),
            via: list(map, "via").iter().map(channel).collect(),
            said_on: map.get("said_on").cloned().unwrap_or_default(),
            within: text(map, "within"),
        }))
    }
}

impl Time {
    fn read(map: &Map<String, Value>) -> Option<Self> {
        Some(Self { span: pair(map.get("span")?)?, value: map.get("value").cloned().unwrap_or_default() })
    }
}

impl Figure {
    fn read(map: &Map<String, Value>) -> Option<Self> {
        let value = |key: &str| map.get(key).cloned().unwrap_or_default();
        Some(Self {
            id: text(map, "id"),
            span: pair(map.get("span")?)?,
            value: value("value"),
            upper: value("upper"),
            unit: text(map, "unit"),
            approx: python::truth(&value("approx")),
            relation: value("relation"),
            revises: text(map, "revises"),
        })
    }
}

impl Event {
    fn read(map: &Map<String, Value>) -> Option<Self> {
        let parties = |key: &str| list(map, key).iter().filter_map(Party::read).collect();
        Some(Self {
            trigger: pair(map.get("trigger")?)?,
            kind: text(map, "type")?,
            actor: parties("actor"),
            recipient: parties("recipient"),
            modality: text(map, "modality"),
            according_to: text(map, "according_to"),
        })
    }
}

impl Commitment {
    fn read(map: &Map<String, Value>) -> Option<Self> {
        Some(Self {
            by: map.get("by").cloned().unwrap_or_default(),
            condition: map.get("condition").and_then(pair),
            action: pair(map.get("action")?)?,
        })
    }

    /// Who commits himself, joint parties joined with `;`.
    pub fn by(&self) -> Read<Option<String>> {
        let name = |party: &Value| match party {
            Value::Object(map) => match map.get("name") {
                None => Ok(String::new()),
                Some(Value::String(name)) => Ok(name.clone()),
                Some(_) => Err(Unreadable("a party of a commitment has a name that is no text".to_owned())),
            },
            other => Ok(python::text(other)),
        };
        match &self.by {
            Value::Array(parties) => Ok(Some(parties.iter().map(name).collect::<Read<Vec<_>>>()?.join(";"))),
            Value::Object(map) => Ok(text(map, "name")),
            other => Ok(other.as_str().map(str::to_owned)),
        }
    }
}

impl Actor {
    fn read(map: &Map<String, Value>) -> Self {
        let mention = |m: &Value| m.as_object().and_then(|m| m.get("span")).and_then(pair);
        Self {
            name: text(map, "name"),
            kind: text(map, "type"),
            country: text(map, "country"),
            mentions: list(map, "mentions").iter().filter_map(mention).collect(),
        }
    }
}

impl Place {
    fn read(map: &Map<String, Value>) -> Option<Self> {
        Some(Self { span: pair(map.get("span")?)?, country: text(map, "country") })
    }
}

impl Pact {
    fn read(map: &Map<String, Value>) -> Self {
        Self {
            span: map.get("span").cloned().unwrap_or_default(),
            parties: list(map, "parties").iter().filter_map(|p| p.as_str().map(str::to_owned)).collect(),
            kind: text(map, "kind"),
        }
    }

    /// The characters of the pact's name.
    pub fn cover(&self) -> Read<Cover> {
        let bad = || Unreadable("the span of a pact is no span".to_owned());
        match &self.span {
            span if !python::truth(span) => Ok(Cover::default()),
            Value::Array(items) if items.first().is_some_and(python::is_integer) => {
                loose_pair(&self.span).map(Cover::from).ok_or_else(bad)
            }
            Value::Array(items) => {
                Ok(Cover::new(items.iter().map(|i| loose_pair(i).ok_or_else(bad)).collect::<Read<Vec<_>>>()?))
            }
            _ => Err(bad()),
        }
    }
}

/// Every span that lies outside the text, as `key [start, end]`.
pub fn broken_spans(record: &Value, length: i64) -> Vec<String> {
    fn visit(value: &Value, key: &str, length: i64, bad: &mut Vec<String>) {
        const KEYS: [&str; 6] = ["span", "content", "trigger", "condition", "action", "quoted_terms"];
        match (value, pair(value)) {
            (_, Some([start, end])) if KEYS.contains(&key) => {
                let inside = 0 <= start && start < end && end <= length;
                bad.extend((!inside).then(|| format!("{key} [{start}, {end}]")));
            }
            (Value::Array(items), _) => items.iter().for_each(|item| visit(item, key, length, bad)),
            (Value::Object(map), _) => map.iter().for_each(|(key, item)| visit(item, key, length, bad)),
            _ => {}
        }
    }
    let mut bad = Vec::new();
    visit(record, "", length, &mut bad);
    bad
}

/// A copy in which pairs of integers that are no span of the text are `[0, 0]`.
pub(crate) fn clip(value: &Value, length: i64) -> Value {
    match (value, pair(value)) {
        (_, Some([start, end])) if 0 <= start && start < end && end <= length => value.clone(),
        (_, Some(_)) => Value::from(vec![0, 0]),
        (Value::Array(items), _) => items.iter().map(|item| clip(item, length)).collect(),
        (Value::Object(map), _) => {
            Value::Object(map.iter().map(|(key, item)| (key.clone(), clip(item, length))).collect())
        }
        _ => value.clone(),
    }
}

/// Two integers, and nothing else. One that does not fit is as far out as can be.
fn pair(value: &Value) -> Option<[i64; 2]> {
    let integer = |v: &Value| v.as_i64().or_else(|| v.as_u64().map(|_| i64::MAX));
    match value.as_array()?.as_slice() {
        [start, end] => Some([integer(start)?, integer(end)?]),
        _ => None,
    }
}

/// A pair in which `true` and `false` stand for 1 and 0, as they do where a record is read without types.
fn loose_pair(value: &Value) -> Option<[i64; 2]> {
    let integer = |v: &Value| v.as_i64().or_else(|| v.as_bool().map(i64::from));
    match value.as_array()?.as_slice() {
        [start, end] => Some([integer(start)?, integer(end)?]),
        _ => None,
    }
}

fn text(map: &Map<String, Value>, key: &str) -> Option<String> {
    map.get(key).and_then(Value::as_str).map(str::to_owned)
}

fn list<'a>(map: &'a Map<String, Value>, key: &str) -> &'a [Value] {
    map.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn inner_span(map: &Map<String, Value>, key: &str) -> Option<[i64; 2]> {
    map.get(key).and_then(Value::as_object).and_then(|inner| inner.get("span")).and_then(pair)
}
