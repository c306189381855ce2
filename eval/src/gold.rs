//! One hand-annotated article, as the guideline of annotation describes it.
//!
//! Only what is scored is read. Layers that few gold articles have (actors, places, pacts) are `None` where they are
//! absent, and are then not scored; the index `within` is told apart from a missing one for the same reason.

#![allow(missing_docs, reason = "the fields are named as on the wire")]

use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// A span of the wire: code points, end exclusive.
pub type Pair = [i64; 2];

/// What is scored of a gold article.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Gold {
    pub id: String,
    pub text: String,
    pub statements: Vec<Statement>,
    pub not_speech: Vec<Pair>,
    pub times: Vec<Time>,
    pub figures: Vec<Figure>,
    pub events: Vec<Event>,
    pub commitments: Vec<Commitment>,
    pub actors: Option<Vec<Actor>>,
    pub places: Option<Vec<Place>>,
    pub pacts: Option<Vec<Pact>>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Statement {
    pub kind: String,
    pub content: Vec<Pair>,
    pub speaker_name: Option<String>,
    pub cue: Option<Pair>,
    pub via: Vec<String>,
    pub addressee: Option<Pair>,
    pub said_on: Option<String>,
    /// `None`: the key is absent; `Some(None)`: the statement lies in no other.
    #[serde(default, deserialize_with = "present")]
    pub within: Option<Option<usize>>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Time {
    pub span: Pair,
    pub value: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Figure {
    pub span: Pair,
    pub value: f64,
    #[serde(default)]
    pub upper: Value,
    pub unit: Option<String>,
    pub approx: bool,
    pub relation: String,
    #[serde(default)]
    pub revises: Option<usize>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Event {
    pub trigger: Pair,
    #[serde(rename = "type")]
    pub kind: String,
    pub actor: Vec<String>,
    pub recipient: Vec<String>,
    pub modality: String,
    pub according_to: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Commitment {
    pub by: Option<String>,
    pub condition: Option<Pair>,
    pub action: Pair,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Actor {
    pub name: String,
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default)]
    pub country: Option<String>,
    pub mentions: Vec<Pair>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Place {
    pub span: Pair,
    #[serde(default)]
    pub country: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Pact {
    pub name: Pair,
    pub parties: Vec<String>,
    pub kind: Option<String>,
}

fn present<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Option<usize>>, D::Error> {
    Option::<usize>::deserialize(value).map(Some)
}

impl Gold {
    /// Reads a gold line; says what is wrong with it otherwise.
    pub fn read(line: &Value) -> Result<Self, String> {
        let gold: Self = serde_json::from_value(line.clone()).map_err(|error| error.to_string())?;
        if line.get("text").and_then(Value::as_str).is_none() {
            return Err("no text: `cargo xtask join` puts it back".to_owned());
        }
        let outside = |index: &Option<usize>, len| index.is_some_and(|i| i >= len);
        if gold.statements.iter().any(|s| outside(&s.within.flatten(), gold.statements.len())) {
            return Err("`within` points at no statement".to_owned());
        }
        if gold.figures.iter().any(|f| outside(&f.revises, gold.figures.len())) {
            return Err("`revises` points at no figure".to_owned());
        }
        Ok(gold)
    }
}
