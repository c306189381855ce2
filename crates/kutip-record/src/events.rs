//! Events and commitments.

use crate::{Ref, Span, Text};
use serde::{Deserialize, Serialize};

/// A political act, coded in PLOVER and CAMEO.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event<'a> {
    /// `e1`, `e2`, ...
    pub id: Ref,
    /// The words that tell it.
    pub trigger: Span,
    /// The PLOVER type: `ASSAULT`.
    pub r#type: Text<'a>,
    /// PLOVER modes.
    #[serde(default)]
    pub mode: Vec<Text<'a>>,
    /// PLOVER contexts.
    #[serde(default)]
    pub contexts: Vec<Text<'a>>,
    /// The CAMEO code, its zeros kept.
    #[serde(default)]
    pub cameo: Option<Text<'a>>,
    /// Of the CAMEO code: -10 to 10.
    #[serde(default)]
    pub goldstein: Option<f64>,
    /// 1 to 4: verbal and material cooperation, verbal and material conflict.
    #[serde(default)]
    pub quad: Option<u8>,
    /// Who does it.
    #[serde(default)]
    pub actor: Vec<Party<'a>>,
    /// To whom it is done.
    #[serde(default)]
    pub recipient: Vec<Party<'a>>,
    /// A TIMEX3 value.
    #[serde(default)]
    pub when: Option<Text<'a>>,
    /// A place of the record.
    #[serde(default)]
    pub r#where: Option<Ref>,
    /// A figure of the record.
    #[serde(default)]
    pub figure: Option<Ref>,
    /// `asserted`, `planned`, `possible`, `conditional`, `hoped` or `denied`.
    pub modality: Text<'a>,
    /// An earlier mention of the same event.
    #[serde(default)]
    pub same_as: Option<Ref>,
    /// The innermost statement that vouches for it; none where the narrator says so.
    #[serde(default)]
    pub according_to: Option<Ref>,
    /// The entry or pass that made it.
    pub by: Text<'a>,
    /// `written`, `inferred` or `guess`.
    pub certainty: Text<'a>,
}

/// Somebody who takes part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party<'a> {
    /// Its usual name.
    pub name: Text<'a>,
    /// The state that it is or acts for, by ISO 3166-1 alpha-3.
    #[serde(default)]
    pub state: Option<Text<'a>>,
    /// Where it belongs, by ISO 3166-1 alpha-3.
    #[serde(default)]
    pub country: Option<Text<'a>>,
    /// PLOVER sector.
    #[serde(default)]
    pub sector: Option<Text<'a>>,
    /// The actor of the record.
    #[serde(default)]
    pub actor: Option<Ref>,
    /// Its characters.
    #[serde(default)]
    pub span: Option<Span>,
}

/// What somebody says he will do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment<'a> {
    /// `c1`, `c2`, ...
    pub id: Ref,
    /// Who commits himself: the word is taken, so that the entry stands under `rule`.
    #[serde(default)]
    pub by: Vec<Party<'a>>,
    /// On which condition.
    #[serde(default)]
    pub condition: Option<Span>,
    /// To what.
    pub action: Span,
    /// `consider`, `intend`, `promise` or `threaten`.
    pub strength: Text<'a>,
    /// By when, as a TIMEX3 value.
    #[serde(default)]
    pub deadline: Option<Text<'a>>,
    /// The event of the condition.
    #[serde(default)]
    pub condition_event: Option<Ref>,
    /// The event of the action.
    #[serde(default)]
    pub action_event: Option<Ref>,
    /// The statement in which it is said.
    #[serde(default)]
    pub statement: Option<Ref>,
    /// The entry or pass that made it.
    pub rule: Text<'a>,
    /// `written`, `inferred` or `guess`.
    pub certainty: Text<'a>,
}
