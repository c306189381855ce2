//! What the passes over actors, places and pacts make.

use super::{Actor, ActorKind, Form};
use kutip_text::{Certainty, Id, Layer, Span};

/// Everybody of whom the article speaks, with every mention: names, noun phrases, pronouns, clitics.
#[derive(Debug, Default)]
pub struct Roster {
    /// All mentions, also those within others.
    pub mentions: Layer<Reference>,
    /// Who is mentioned, in the order of the first mention.
    pub members: Vec<Member>,
    /// By the actors of the document, the member that each of them is.
    pub of: Vec<Option<Id<Member>>>,
}

/// One mention of a member.
#[derive(Clone, Copy, Debug)]
pub struct Reference {
    /// How it is put.
    pub form: Form,
    /// Who is meant.
    pub member: Id<Member>,
    /// Whether the words themselves say it.
    pub certainty: Certainty,
}

/// Somebody of whom the article speaks.
#[derive(Clone, Debug)]
pub struct Member {
    /// The fullest name in the article, the usual name of a state, or what the phrase says.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// The role as it is first written.
    pub role: Option<String>,
    /// To whom it belongs: the body of a spokesman, the state of an army.
    pub of: Option<Id<Member>>,
    /// For whom it speaks by its role: the body of a spokesman, the client of a lawyer.
    pub speaks_for: Option<Id<Member>>,
    /// The code of the country where it belongs.
    pub country: Option<String>,
    /// The sector of PLOVER.
    pub sector: Option<String>,
    /// The document's actor, where there is one.
    pub actor: Option<Id<Actor>>,
}

/// A mention that locates something.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The name without the noun of its kind.
    pub name: String,
    /// The code of the country where it lies; none where it lies in several, or nobody knows.
    pub country: Option<String>,
    /// What it is.
    pub kind: PlaceKind,
    /// Degrees of latitude and longitude, where the tables know them.
    pub at: Option<(f64, f64)>,
    /// Whether the words themselves name it.
    pub certainty: Certainty,
}

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceKind {
    /// A state.
    Country,
    /// A province, an island, a part of the world.
    Region,
    /// A town or village.
    City,
    /// The seat of a government.
    Capital,
    /// The line between states.
    Border,
    /// Waters.
    Sea,
    /// A house, a base, a street.
    Building,
    /// Anything else.
    Other,
}

/// An agreement that the article names.
#[derive(Clone, Debug)]
pub struct Pact {
    /// Its name, or the phrase that names it.
    pub span: Span,
    /// The codes of its parties.
    pub parties: Vec<String>,
    /// What it is about, of the record's list.
    pub kind: String,
    /// How far it has come, of the record's list.
    pub stage: Option<String>,
    /// When it was agreed: a TIMEX3 value.
    pub agreed: Option<String>,
    /// What it binds its parties to.
    pub clauses: Vec<PactClause>,
    /// All mentions.
    pub mentions: Vec<Span>,
}

/// What a pact binds its parties to.
#[derive(Clone, Debug)]
pub struct PactClause {
    /// All of it.
    pub span: Span,
    /// What it is about, of the record's list.
    pub kind: String,
    /// On which condition.
    pub condition: Option<Span>,
    /// What is to be done.
    pub action: Span,
}
