//! Lists of statements and figures.

use super::{At, Walk};
use crate::error::StoreError;
use crate::filter::Filter;
use crate::store::Store;
use serde::Serialize;

/// A statement in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatementRow {
    /// Where it stands.
    #[serde(flatten)]
    pub at: At,
    /// `direct`, `indirect` or `mixed`.
    pub kind: Option<String>,
    /// What is said; none where passages are not kept.
    pub content: Option<String>,
    /// Who says it, by name.
    pub speaker: Option<String>,
    /// As he stands there.
    pub speaker_text: Option<String>,
    /// What he is.
    pub speaker_type: Option<String>,
    /// The id of the actor.
    pub speaker_actor: Option<String>,
    /// The word that tells that it is said.
    pub cue: Option<String>,
    /// Its entry in the lexicon.
    pub lemma: Option<String>,
    /// What is done by saying it.
    pub act: Option<String>,
    /// To whom.
    pub addressee: Option<String>,
    /// When.
    pub said_on: Option<String>,
    /// Through whom we have it, nearest the speaker first.
    pub via: Vec<String>,
    /// For whom the speaker speaks.
    pub speaks_for: Option<String>,
    /// Who lent his voice.
    pub voiced_by: Option<String>,
    /// The id of the statement that reports this one.
    pub within: Option<String>,
    /// `written`, `inferred` or `guess`.
    pub certainty: Option<String>,
    /// The entry or pass that made it.
    pub by: Option<String>,
}

/// A figure in a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigureRow {
    /// Where it stands.
    #[serde(flatten)]
    pub at: At,
    /// As it is written; none where passages are not kept.
    pub text: Option<String>,
    /// The number, or the lower end of a range.
    pub value: Option<f64>,
    /// The upper end.
    pub upper: Option<f64>,
    /// A word of the closed list, else an English plural.
    pub unit: Option<String>,
    /// The noun of the text.
    pub counted: Option<String>,
    /// Whose.
    pub of: Option<String>,
    /// Whether it is about so much.
    pub approx: Option<bool>,
    /// `eq`, `ge` or `le`.
    pub relation: Option<String>,
    /// Who vouches for it; none where the narrator does.
    pub according_to: Option<String>,
    /// The id of the statement that does.
    pub statement: Option<String>,
    /// The id of the earlier figure that it corrects.
    pub revises: Option<String>,
    /// `written`, `inferred` or `guess`.
    pub certainty: Option<String>,
    /// The entry or pass that made it.
    pub by: Option<String>,
}

impl Store {
    /// Statements: `text` is looked for in what is said, `speaker` and `via` in names; `place` and `country` are those of
    /// which the article speaks.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn statements(&self, filter: &Filter) -> Result<Vec<StatementRow>, StoreError> {
        let asked = [("content", &filter.text), ("speaker", &filter.speaker), ("via", &filter.via)];
        let walk = Walk::searched("statements", "statement_search", &asked, filter);
        let columns = "t.kind, t.content, t.speaker, t.speaker_text, t.speaker_type, p.id, t.cue, t.lemma, t.act, \
                       t.addressee, t.said_on, t.via, f.name, t.voiced_by, i.id, t.certainty, t.rule";
        let joins = "LEFT JOIN actors p ON p.no = t.speaker_actor LEFT JOIN actors f ON f.no = t.speaks_for \
                     LEFT JOIN statements i ON i.no = t.within";
        self.list(walk, columns, joins, filter.limit, |at, next| {
            Ok(StatementRow {
                at,
                kind: next.next()?,
                content: next.next()?,
                speaker: next.next()?,
                speaker_text: next.next()?,
                speaker_type: next.next()?,
                speaker_actor: next.next()?,
                cue: next.next()?,
                lemma: next.next()?,
                act: next.next()?,
                addressee: next.next()?,
                said_on: next.next()?,
                via: next.list("; ")?,
                speaks_for: next.next()?,
                voiced_by: next.next()?,
                within: next.next()?,
                certainty: next.next()?,
                by: next.next()?,
            })
        })
    }

    /// Figures: `name` is a unit, `text` is looked for in the words of the figure and in what is counted, `speaker` in the
    /// name of who vouches for it.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn figures(&self, filter: &Filter) -> Result<Vec<FigureRow>, StoreError> {
        let asked = [("text counted", &filter.text)];
        let mut walk = Walk::searched("figures", "figure_search", &asked, filter);
        if let Some(unit) = &filter.name {
            walk.query.when("t.unit = ?", unit.clone());
        }
        walk.vouched("t.according_to", &[("speaker", &filter.speaker), ("via", &filter.via)]);
        let columns = "t.text, t.value, t.upper, t.unit, t.counted, o.name, t.approx, t.relation, s.speaker, s.id, r.id, \
                       t.certainty, t.rule";
        let joins = "LEFT JOIN actors o ON o.no = t.of LEFT JOIN statements s ON s.no = t.according_to \
                     LEFT JOIN figures r ON r.no = t.revises";
        self.list(walk, columns, joins, filter.limit, |at, next| {
            Ok(FigureRow {
                at,
                text: next.next()?,
                value: next.next()?,
                upper: next.next()?,
                unit: next.next()?,
                counted: next.next()?,
                of: next.next()?,
                approx: next.next()?,
                relation: next.next()?,
                according_to: next.next()?,
                statement: next.next()?,
                revises: next.next()?,
                certainty: next.next()?,
                by: next.next()?,
            })
        })
    }
}
