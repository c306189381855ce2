//! What became of those who are counted: killed, injured, missing.

use super::age::before_approximator;
use crate::model::TokenKind;
use crate::times::words::{Hit, Words};
use kutip_lang::{Class, ClassSet, Sense, UnitKind, UnitWord};

/// How many tokens away what became of them may be said: after them, by a noun before them, by a verb before them.
const REACH_AFTER: usize = 22;
const REACH_NOUN: usize = 8;
const REACH_VERB: usize = 3;

const CLAUSE_ENDS: ClassSet = ClassSet::of(&[
    Class::SentenceEnd,
    Class::Semicolon,
    Class::ClauseCoordinator,
    Class::QuoteOpen,
    Class::QuoteBoth,
    Class::QuoteClose,
]);

const TAKES_AWAY: ClassSet = ClassSet::of(&[Class::Preposition, Class::Relative, Class::Subordinator]);

/// Looks around a figure from `start` to `end` for what became of the counted.
pub(super) fn of<'a>(words: &Words<'a>, start: usize, end: usize) -> Option<Hit<&'a UnitWord>> {
    before(words, start).or_else(|| after(words, end))
}

/// A verb or noun of which the figure is the object: *menewaskan tiga orang*.
pub(super) fn before<'a>(words: &Words<'a>, start: usize) -> Option<Hit<&'a UnitWord>> {
    let start = before_approximator(words, start);
    let mut object = true; // whether nothing stands between that takes the figure away from the verb
    for at in (start.saturating_sub(REACH_NOUN).max(words.first)..start).rev() {
        let token = words.token(at)?;
        if token.classes.any(CLAUSE_ENDS)
            || token.classes.has(Class::Comma)
            || token.kind == TokenKind::Number
        {
            return None;
        }
        let hit = words.unit(at, |unit| match unit.kind {
            UnitKind::Before => Some((unit, true)),
            UnitKind::Heading => Some((unit, false)),
            _ => None,
        });
        if let Some(hit) =
            hit.filter(|hit| hit.end <= start && (!hit.word.1 || object && start - at <= REACH_VERB))
        {
            return Some(Hit { word: hit.word.0, end: hit.end, by: hit.by });
        }
        let state = words.unit(at, |unit| (unit.kind == UnitKind::After).then_some(unit));
        if let Some(state) = state
            && !ends_heading(words, at)
        {
            // *yang tewas mencapai 300 orang*, *luka 12 orang*
            let beside = state.end == start;
            let amounts = words.unit(state.end, |unit| (unit.kind == UnitKind::Amounting).then_some(()));
            return (beside || amounts.is_some_and(|hit| hit.end <= start)).then_some(state);
        }
        if words.unit(at, |unit| (unit.kind == UnitKind::Person).then_some(())).is_some() {
            return None;
        }
        object &= !token.classes.any(TAKES_AWAY);
    }
    None
}

/// Whether a word is the end of a noun for those to whom it happened: *korban tewas bertambah menjadi 9 orang*.
fn ends_heading(words: &Words<'_>, at: usize) -> bool {
    (1..=2).any(|back| {
        at.checked_sub(back).filter(|start| *start >= words.first).is_some_and(|start| {
            words
                .unit(start, |unit| (unit.kind == UnitKind::Heading).then_some(()))
                .is_some_and(|hit| hit.end > at)
        })
    })
}

/// What the clause says of them afterwards: *tiga warga desa itu tewas*.
fn after<'a>(words: &Words<'a>, end: usize) -> Option<Hit<&'a UnitWord>> {
    let heading = words.unit(end, |unit| (unit.kind == UnitKind::Heading).then_some(unit));
    if heading.is_some() {
        return heading;
    }
    for at in end..end + REACH_AFTER {
        let token = words.token(at)?;
        if token.classes.any(CLAUSE_ENDS) {
            return None;
        }
        let hit = words.unit(at, |unit| match unit.kind {
            UnitKind::After => Some(unit),
            _ => None,
        });
        if hit.is_some() {
            return hit;
        }
        let other = words
            .unit(at, |unit| {
                matches!(unit.kind, UnitKind::Before | UnitKind::Heading | UnitKind::Among).then_some(())
            })
            .is_some()
            || words.terms.at(at).iter().any(|term| matches!(term.sense, Sense::Cue(_)))
            || token.classes.has(Class::Negation)
            || token.kind == TokenKind::Number && at > end && !words.has(at - 1, Class::BracketOpen);
        if other {
            return None;
        }
    }
    None
}
