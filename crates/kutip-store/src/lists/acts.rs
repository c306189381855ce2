//! Lists of events, commitments and pacts.

use super::{At, Walk};
use crate::error::StoreError;
use crate::filter::Filter;
use crate::store::Store;
use serde::Serialize;

/// An event in a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EventRow {
    /// Where it stands.
    #[serde(flatten)]
    pub at: At,
    /// The PLOVER type.
    pub r#type: Option<String>,
    /// PLOVER modes.
    pub mode: Vec<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// The CAMEO code.
    pub cameo: Option<String>,
    /// -10 to 10.
    pub goldstein: Option<f64>,
    /// 1 to 4.
    pub quad: Option<i64>,
    /// The words that tell it; none where passages are not kept.
    pub words: Option<String>,
    /// Who does it.
    pub actor: Vec<String>,
    /// To whom it is done.
    pub recipient: Vec<String>,
    /// A TIMEX3 value.
    pub when: Option<String>,
    /// The name of the place.
    pub place: Option<String>,
    /// Its country.
    pub country: Option<String>,
    /// `asserted`, `planned`, `possible`, `conditional`, `hoped` or `denied`.
    pub modality: Option<String>,
    /// The id of an earlier mention of the same event.
    pub same_as: Option<String>,
    /// Who vouches for it; none where the narrator does.
    pub according_to: Option<String>,
    /// The id of the statement that does.
    pub statement: Option<String>,
    /// `written`, `inferred` or `guess`.
    pub certainty: Option<String>,
    /// The entry or pass that made it.
    pub by: Option<String>,
}

/// A commitment in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CommitmentRow {
    /// Where it stands.
    #[serde(flatten)]
    pub at: At,
    /// Who commits himself.
    pub who: Vec<String>,
    /// `consider`, `intend`, `promise` or `threaten`.
    pub strength: Option<String>,
    /// To what; none where passages are not kept.
    pub action: Option<String>,
    /// On which condition.
    pub condition: Option<String>,
    /// By when, as a TIMEX3 value.
    pub deadline: Option<String>,
    /// The id of the statement in which it is said.
    pub statement: Option<String>,
    /// `written`, `inferred` or `guess`.
    pub certainty: Option<String>,
    /// The entry or pass that made it.
    pub by: Option<String>,
}

/// A pact in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PactRow {
    /// Where it stands.
    #[serde(flatten)]
    pub at: At,
    /// As the text has it.
    pub name: Option<String>,
    /// A word of the closed list.
    pub kind: Option<String>,
    /// A word of the closed list.
    pub stage: Option<String>,
    /// When, as a TIMEX3 value.
    pub agreed: Option<String>,
    /// States by ISO 3166-1 alpha-3, others by name.
    pub parties: Vec<String>,
    /// What it provides, clause by clause; empty where passages are not kept.
    pub clauses: Vec<String>,
    /// `written`, `inferred` or `guess`.
    pub certainty: Option<String>,
    /// The entry or pass that made it.
    pub by: Option<String>,
}

/// What stands between clauses while they are read.
const BETWEEN: &str = "\u{1e}";

impl Store {
    /// Events: `speaker` is looked for in the names of those who act, `text` in the words that tell it and in all names;
    /// `place` is where it took place, `country` that of a party.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn events(&self, filter: &Filter) -> Result<Vec<EventRow>, StoreError> {
        let rest = Filter { place: None, country: None, ..filter.clone() };
        let asked = [("words actor recipient", &filter.text), ("actor", &filter.speaker)];
        let mut walk = Walk::searched("events", "event_search", &asked, &rest);
        if let Some(kind) = &filter.event_type {
            walk.query.when("t.type = ?", kind.to_uppercase());
        }
        if let Some(place) = &filter.place {
            walk.query
                .when("t.place IN (SELECT no FROM places WHERE name = ? COLLATE NOCASE)", place.clone());
        }
        if let Some(country) = &filter.country {
            let parties = "SELECT event FROM event_parties WHERE country = ?";
            walk.query.when(&format!("t.no IN ({parties})"), country.to_uppercase());
        }
        walk.vouched("t.according_to", &[("via", &filter.via)]);
        let columns = "t.type, t.mode, t.contexts, t.cameo, t.goldstein, t.quad, t.words, t.actor, t.recipient, t.\"when\", \
                       p.name, p.country, t.modality, o.id, s.speaker, s.id, t.certainty, t.rule";
        let joins = "LEFT JOIN places p ON p.no = t.place LEFT JOIN events o ON o.no = t.same_as \
                     LEFT JOIN statements s ON s.no = t.according_to";
        self.list(walk, columns, joins, filter.limit, |at, next| {
            Ok(EventRow {
                at,
                r#type: next.next()?,
                mode: next.list(", ")?,
                contexts: next.list(", ")?,
                cameo: next.next()?,
                goldstein: next.next()?,
                quad: next.next()?,
                words: next.next()?,
                actor: next.list("; ")?,
                recipient: next.list("; ")?,
                when: next.next()?,
                place: next.next()?,
                country: next.next()?,
                modality: next.next()?,
                same_as: next.next()?,
                according_to: next.next()?,
                statement: next.next()?,
                certainty: next.next()?,
                by: next.next()?,
            })
        })
    }

    /// Commitments: `speaker` is looked for in the names of those who commit themselves, `text` in what they commit
    /// themselves to and in the condition.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn commitments(&self, filter: &Filter) -> Result<Vec<CommitmentRow>, StoreError> {
        let asked = [("action condition", &filter.text), ("who", &filter.speaker)];
        let mut walk = Walk::searched("commitments", "commitment_search", &asked, filter);
        walk.vouched("t.statement", &[("via", &filter.via)]);
        let columns = "t.who, t.strength, t.action, t.condition, t.deadline, s.id, t.certainty, t.rule";
        let joins = "LEFT JOIN statements s ON s.no = t.statement";
        self.list(walk, columns, joins, filter.limit, |at, next| {
            Ok(CommitmentRow {
                at,
                who: next.list("; ")?,
                strength: next.next()?,
                action: next.next()?,
                condition: next.next()?,
                deadline: next.next()?,
                statement: next.next()?,
                certainty: next.next()?,
                by: next.next()?,
            })
        })
    }

    /// Pacts: `name` is the whole name, small or capital; `text` is looked for in it; `speaker` among the parties.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn pacts(&self, filter: &Filter) -> Result<Vec<PactRow>, StoreError> {
        let mut walk = Walk::new("pacts", filter);
        if let Some(name) = &filter.name {
            walk.query.when("t.name = ? COLLATE NOCASE", name.clone());
        }
        walk.contains("t.name", filter.text.as_deref());
        walk.contains("t.parties", filter.speaker.as_deref());
        let columns = "t.name, t.kind, t.stage, t.agreed, t.parties, \
                       (SELECT group_concat(c.text, char(30)) FROM clauses c WHERE c.pact = t.no ORDER BY c.n), \
                       t.certainty, t.rule";
        self.list(walk, columns, "", filter.limit, |at, next| {
            Ok(PactRow {
                at,
                name: next.next()?,
                kind: next.next()?,
                stage: next.next()?,
                agreed: next.next()?,
                parties: next.list("; ")?,
                clauses: next.list(BETWEEN)?,
                certainty: next.next()?,
                by: next.next()?,
            })
        })
    }
}
