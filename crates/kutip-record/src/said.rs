//! Times, figures and statements.

use crate::{Day, Number, Ref, Span, Text};
use serde::{Deserialize, Serialize};

/// An expression of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time<'a> {
    /// `t1`, `t2`, ...
    pub id: Ref,
    /// Its characters.
    pub span: Span,
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    pub r#type: Text<'a>,
    /// A TIMEX3 value.
    pub value: Text<'a>,
    /// Whether it was resolved rather than written.
    pub inferred: bool,
    /// The entry or pass that made it.
    pub by: Text<'a>,
    /// `written`, `inferred` or `guess`.
    pub certainty: Text<'a>,
}

/// A number of something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure<'a> {
    /// `f1`, `f2`, ...
    pub id: Ref,
    /// Its characters.
    pub span: Span,
    /// The number, or the lower end of a range.
    pub value: Number,
    /// The upper end of a range.
    #[serde(default)]
    pub upper: Option<Number>,
    /// A word of the closed list, else an English plural.
    #[serde(default)]
    pub unit: Option<Text<'a>>,
    /// The noun of the text.
    #[serde(default)]
    pub counted: Option<Text<'a>>,
    /// Whose.
    #[serde(default)]
    pub of: Option<Ref>,
    /// Whether it is said to be about so much.
    pub approx: bool,
    /// `eq`, `ge` or `le`.
    pub relation: Text<'a>,
    /// The statement that vouches for it; none where the narrator says so.
    #[serde(default)]
    pub according_to: Option<Ref>,
    /// The earlier figure that it corrects.
    #[serde(default)]
    pub revises: Option<Ref>,
    /// The entry or pass that made it.
    pub by: Text<'a>,
    /// `written`, `inferred` or `guess`.
    pub certainty: Text<'a>,
}

/// Somebody's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement<'a> {
    /// `s1`, `s2`, ...
    pub id: Ref,
    /// `direct`, `indirect` or `mixed`.
    pub kind: Text<'a>,
    /// What is said: several spans where the cue splits it.
    #[serde(default)]
    pub content: Vec<Span>,
    /// Who says it.
    #[serde(default)]
    pub speaker: Option<Speaker<'a>>,
    /// The word that tells that it is said.
    #[serde(default)]
    pub cue: Option<Cue<'a>>,
    /// To whom.
    #[serde(default)]
    pub addressee: Option<Addressee>,
    /// When.
    #[serde(default)]
    pub said_on: Option<Day>,
    /// Through whom we have it, nearest the speaker first; never the outlet itself.
    #[serde(default)]
    pub via: Vec<Via<'a>>,
    /// For whom the speaker speaks.
    #[serde(default)]
    pub speaks_for: Option<Ref>,
    /// Who lent his voice.
    #[serde(default)]
    pub voiced_by: Option<Voice<'a>>,
    /// The statement that reports this one.
    #[serde(default)]
    pub within: Option<Ref>,
    /// The entry or pass that made it.
    pub by: Text<'a>,
    /// `written`, `inferred` or `guess`.
    pub certainty: Text<'a>,
}

/// Who says a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker<'a> {
    /// Where he stands, if he does.
    #[serde(default)]
    pub span: Option<Span>,
    /// The longest form in the text.
    #[serde(default)]
    pub name: Option<Text<'a>>,
    /// As an actor's, or `unnamed`.
    pub r#type: Text<'a>,
    /// The actor of the record.
    #[serde(default)]
    pub actor: Option<Ref>,
}

/// The word that tells that something is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue<'a> {
    /// Its characters.
    pub span: Span,
    /// The lexicon's entry.
    #[serde(default)]
    pub lemma: Option<Text<'a>>,
    /// A word of the closed list.
    #[serde(default)]
    pub act: Option<Text<'a>>,
}

/// To whom something is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addressee {
    /// Its characters.
    pub span: Span,
    /// The actor of the record.
    #[serde(default)]
    pub actor: Option<Ref>,
}

/// Through whom we have a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Via<'a> {
    /// Its usual name.
    pub name: Text<'a>,
    /// Its characters.
    pub span: Span,
}

/// Who lent a speaker his voice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voice<'a> {
    /// Its characters.
    pub span: Span,
    /// His name.
    pub name: Text<'a>,
    /// The actor of the record.
    #[serde(default)]
    pub actor: Option<Ref>,
}
