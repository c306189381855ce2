//! Actors, places and pacts.

use crate::{Ref, Span, Text};
use serde::{Deserialize, Serialize};

/// Somebody of whom the article speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor<'a> {
    /// `a1`, `a2`, ...
    pub id: Ref,
    /// The longest form in the text, without title.
    pub name: Text<'a>,
    /// `person`, `organization`, `state`, `armed_forces`, `media`, `group` or `document`.
    pub r#type: Text<'a>,
    /// As the text has it.
    #[serde(default)]
    pub role: Option<Text<'a>>,
    /// To whom he belongs.
    #[serde(default)]
    pub of: Option<Ref>,
    /// ISO 3166-1 alpha-3.
    #[serde(default)]
    pub country: Option<Text<'a>>,
    /// PLOVER sector.
    #[serde(default)]
    pub sector: Option<Text<'a>>,
    /// Each place of the text that means him.
    #[serde(default)]
    pub mentions: Vec<Mention<'a>>,
    /// The entry or pass that made it.
    pub by: Text<'a>,
    /// `written`, `inferred` or `guess`.
    pub certainty: Text<'a>,
}

/// One place of the text that means an actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention<'a> {
    /// Its characters.
    pub span: Span,
    /// `name`, `nominal`, `pronoun` or `clitic`.
    pub form: Text<'a>,
    /// The entry or pass that made it.
    pub by: Text<'a>,
    /// `written`, `inferred` or `guess`.
    pub certainty: Text<'a>,
}

/// A mention that locates something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place<'a> {
    /// `p1`, `p2`, ...
    pub id: Ref,
    /// Its characters.
    pub span: Span,
    /// Its usual name.
    pub name: Text<'a>,
    /// ISO 3166-1 alpha-3.
    #[serde(default)]
    pub country: Option<Text<'a>>,
    /// Degrees north.
    #[serde(default)]
    pub lat: Option<f64>,
    /// Degrees east.
    #[serde(default)]
    pub lon: Option<f64>,
    /// `country`, `region`, `city`, `capital`, `border`, `sea`, `building` or `other`.
    pub kind: Text<'a>,
    /// The entry or pass that made it.
    pub by: Text<'a>,
    /// `written`, `inferred` or `guess`.
    pub certainty: Text<'a>,
}

/// An agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pact<'a> {
    /// `k1`, `k2`, ...
    pub id: Ref,
    /// As the text has it.
    pub name: Text<'a>,
    /// Of the name.
    pub span: Span,
    /// States by ISO 3166-1 alpha-3, others by name.
    #[serde(default)]
    pub parties: Vec<Text<'a>>,
    /// A word of the closed list.
    pub kind: Text<'a>,
    /// A word of the closed list.
    #[serde(default)]
    pub stage: Option<Text<'a>>,
    /// When, as a TIMEX3 value.
    #[serde(default)]
    pub agreed: Option<Text<'a>>,
    /// What it provides.
    #[serde(default)]
    pub clauses: Vec<Clause<'a>>,
    /// Each place of the text that means it.
    #[serde(default)]
    pub mentions: Vec<Span>,
    /// The entry or pass that made it.
    pub by: Text<'a>,
    /// `written`, `inferred` or `guess`.
    pub certainty: Text<'a>,
}

/// One provision of a pact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause<'a> {
    /// The whole provision.
    pub span: Span,
    /// A word of the closed list.
    pub kind: Text<'a>,
    /// When it applies.
    #[serde(default)]
    pub condition: Option<Span>,
    /// What has to be done.
    pub action: Span,
}
