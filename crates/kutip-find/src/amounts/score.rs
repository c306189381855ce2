//! Scores of contests: two figures with a dash between, *menang 2 - 1*, *21-14, 21-9*.
//!
//! A pair of numbers may be much else (a range, a formation, a model), so it needs a word that says so before it, another
//! score beside it, or the names of the two sides around it.

use super::number::{Digits, Quantity};
use super::unit::{labelled, unit_after};
use crate::model::{Amount, Relation, TokenKind};
use crate::rules::AMOUNTS;
use crate::times::words::Words;
use kutip_lang::{Class, ClassSet, Sense, UnitKind};
use kutip_text::{Certainty, Mark, RuleId};

/// How many tokens before it the word stands that says so.
const REACH: usize = 10;
/// What is larger is no score between names: *Boeing 737 - 800*.
const MOST: u32 = 199;

/// What stands between one score and the next.
const CHAIN: ClassSet = ClassSet::of(&[Class::Comma, Class::Coordinator, Class::BracketOpen]);
const BREAKS: ClassSet = ClassSet::of(&[Class::SentenceEnd, Class::Semicolon]);

/// Both sides of a score that begins at a token, and the token behind it. `chain` is where the last score ended.
pub(super) fn read(words: &Words<'_>, at: usize, chain: Option<usize>) -> Option<([Mark<Amount>; 2], usize)> {
    if !words.has(at + 1, Class::Dash) {
        return None;
    }
    let (first, second) = (side(words, at)?, side(words, at + 2)?);
    let end = at + 3;
    // *Pasal 27 - 28*; but *seri* is both the number of a round and a draw.
    let named = labelled(words, at) && words.after_unit(at, |unit| unit.kind == UnitKind::Score).is_none();
    if named || is_longer(words, at, end) || is_range(words, at, first, second) {
        return None;
    }
    let by = said(words, at)
        .or_else(|| chained(words, at, chain?).then_some(AMOUNTS))
        .or_else(|| (between_names(words, at, end) || another_follows(words, end)).then_some(AMOUNTS))?;
    let mark = |token: usize, value: u32| Mark {
        span: words.span(token, token + 1),
        by,
        value: Amount {
            value: f64::from(value),
            upper: None,
            unit: None,
            counted: None,
            approx: false,
            relation: Relation::Equal,
            certainty: Certainty::Written,
        },
    };
    Some(([mark(at, first), mark(at + 2, second)], end))
}

fn side(words: &Words<'_>, at: usize) -> Option<u32> {
    words.is_number(at).then_some(())?;
    Digits::read(words.of(at))?.whole(3).filter(|value| *value <= MOST)
}

/// Whether the pair is a part of something longer: *4 - 3 - 3*, *10-11/6*, *S12-13*.
fn is_longer(words: &Words<'_>, at: usize, end: usize) -> bool {
    let joins =
        |at: usize| words.has(at, Class::Dash) || words.has(at, Class::Slash) || words.has(at, Class::Colon);
    let number_before = at >= 2 && joins(at - 1) && words.is_number(at - 2);
    let glued = words.before(at).is_some_and(|before| {
        let apart = words.token(at).is_some_and(|token| token.spaced);
        !apart && (before.kind == TokenKind::Word || before.classes.has(Class::Slash))
    });
    let after = joins(end) && words.is_number(end + 1)
        || words.token(end).is_some_and(|next| !next.spaced && next.kind == TokenKind::Word);
    number_before || glued || after
}

/// Whether a unit follows the second number, and it is the larger: *3 - 4 kali*.
fn is_range(words: &Words<'_>, at: usize, first: u32, second: u32) -> bool {
    let number = Quantity::digits(f64::from(second), at + 3);
    first < second && unit_after(words, at, at + 3, &number, false).is_some()
}

/// The entry of the word before that makes a score of the pair.
fn said(words: &Words<'_>, at: usize) -> Option<RuleId> {
    (at.saturating_sub(REACH).max(words.first)..at)
        .rev()
        .take_while(|at| !words.token(*at).is_some_and(|token| token.classes.any(BREAKS)))
        .find_map(|at| words.unit(at, |unit| (unit.kind == UnitKind::Score).then_some(())))
        .map(|hit| hit.by)
}

/// Whether nothing but a comma or the like stands between the last score and this one.
fn chained(words: &Words<'_>, at: usize, last: usize) -> bool {
    (last..at).len() <= 2
        && last >= words.first
        && (last..at).all(|at| words.token(at).is_some_and(|t| t.classes.any(CHAIN)))
}

/// Whether another pair follows behind a comma that is no range: *21 - 13, 21 - 8*.
fn another_follows(words: &Words<'_>, end: usize) -> bool {
    let at = end + 1;
    let pair = words.has(end, Class::Comma).then(|| Some((side(words, at)?, side(words, at + 2)?))).flatten();
    let Some((first, second)) = pair.filter(|_| words.has(at + 1, Class::Dash)) else { return false };
    !is_longer(words, at, at + 3) && !is_range(words, at, first, second)
}

/// Whether names stand before and behind it (*Sari FC 2 - 1 Persis*), or before the bracket in which it stands.
fn between_names(words: &Words<'_>, at: usize, end: usize) -> bool {
    let name = |at: usize| {
        let time = |at: usize| words.terms.at(at).iter().any(|term| matches!(term.sense, Sense::Time(_)));
        words.capital(at) && !time(at)
    };
    let Some(before) = at.checked_sub(1) else { return false };
    let between = name(before) && name(end) && !labelled(words, at);
    let bracketed = words.has(before, Class::BracketOpen)
        && (words.has(end, Class::BracketClose) || words.has(end, Class::Comma))
        && before > 0
        && name(before - 1);
    between || bracketed
}
