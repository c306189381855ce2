//! What the passes over events and commitments make.

use super::{Actor, Amount, Statement, Time};
use crate::events::scale;
use kutip_lang::Lang;
use kutip_text::{Certainty, Id, Span};

/// A political act that the article names.
#[derive(Clone, Debug)]
pub struct Event {
    /// The entry of [`kutip_lang::Lang::events`] that names it.
    pub entry: u32,
    /// Who acts.
    pub actor: Vec<Party>,
    /// Whom it concerns.
    pub recipient: Vec<Party>,
    /// Whether it happened.
    pub modality: Modality,
    /// When, where the text dates it.
    pub when: Option<Id<Time>>,
    /// How many, where the text counts what is moved or who suffers.
    pub amount: Option<Id<Amount>>,
    /// The earlier mention of the same act.
    pub same_as: Option<usize>,
    /// The innermost statement around it; the narrator where there is none.
    pub according_to: Option<Id<Statement>>,
    /// Whether the parties stand in the clause itself.
    pub certainty: Certainty,
}

impl Event {
    /// The value of its code on Goldstein's scale.
    #[must_use]
    pub fn goldstein(&self, lang: &Lang) -> Option<f64> {
        lang.events.get(self.entry as usize).and_then(|entry| scale::goldstein(&entry.cameo))
    }

    /// The quad class of its type: verbal or material, cooperation or conflict.
    #[must_use]
    pub fn quad(&self, lang: &Lang) -> Option<u8> {
        lang.events.get(self.entry as usize).map(|entry| scale::quad(entry.kind))
    }
}

/// Somebody who takes part in an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The fullest name in the article, or the usual name of a state.
    pub name: String,
    /// The state (by its row) that it is or acts for.
    pub state: Option<u32>,
    /// The code of the country where it belongs.
    pub country: Option<String>,
    /// The sector of PLOVER.
    pub sector: Option<Sector>,
    /// Who is meant, where it is one actor of the article.
    pub actor: Option<Id<Actor>>,
    /// Where it stands.
    pub span: Option<Span>,
}

/// Sectors of PLOVER that the tables tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sector {
    /// Executive.
    Gov,
    /// State military.
    Mil,
    /// Police.
    Cop,
    /// Courts.
    Jud,
    /// Parties.
    Pty,
    /// Intergovernmental bodies.
    Igo,
}

impl Sector {
    /// The code of PLOVER.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Gov => "GOV",
            Self::Mil => "MIL",
            Self::Cop => "COP",
            Self::Jud => "JUD",
            Self::Pty => "PTY",
            Self::Igo => "IGO",
        }
    }
}

/// Whether an act happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modality {
    /// It did.
    Asserted,
    /// Somebody is going to.
    Planned,
    /// It can or might.
    Possible,
    /// It depends on a condition.
    Conditional,
    /// It is asked for or wished.
    Hoped,
    /// It is said not to be, or promised not to be.
    Denied,
}

impl Modality {
    /// The name of the record.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Planned => "planned",
            Self::Possible => "possible",
            Self::Conditional => "conditional",
            Self::Hoped => "hoped",
            Self::Denied => "denied",
        }
    }
}

/// What somebody promises, threatens or announces to do.
#[derive(Clone, Debug)]
pub struct Commitment {
    /// Who.
    pub by: Vec<Party>,
    /// On which condition.
    pub condition: Option<Span>,
    /// What.
    pub action: Span,
    /// How firmly.
    pub strength: Strength,
    /// By when.
    pub deadline: Option<Id<Time>>,
    /// The event within the condition.
    pub condition_event: Option<Id<Event>>,
    /// The event within the action.
    pub action_event: Option<Id<Event>>,
    /// The statement that holds it.
    pub statement: Option<Id<Statement>>,
}

/// How firm a commitment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// Thinks about it.
    Consider,
    /// Says that he will.
    Intend,
    /// Gives his word.
    Promise,
    /// Says it as a threat.
    Threaten,
}

impl Strength {
    /// The name of the record.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Consider => "consider",
            Self::Intend => "intend",
            Self::Promise => "promise",
            Self::Threaten => "threaten",
        }
    }
}
