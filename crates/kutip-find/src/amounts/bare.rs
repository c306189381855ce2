//! Numbers without unit words.

use super::number::Quantity;
use super::read::Manner;
use super::unit::{NO_NOUN, labelled, name_before};
use super::{age, parts, state};
use crate::model::{Amount, Relation, TokenKind};
use crate::rules::AMOUNTS;
use crate::times::words::{Hit, Words};
use kutip_lang::{Class, NumberWord, TimeWord, UnitKind, UnitWord};
use kutip_text::{Certainty, Mark, RuleId};

/// How many tokens after *di antaranya* it may be said what became of them.
const AMONG: usize = 3;

/// A number without unit words: an age in brackets, a magnitude, one that counts what the figure before counts.
pub(super) fn read(
    words: &Words<'_>,
    start: usize,
    end: usize,
    number: &Quantity,
    manner: Manner,
    before: &[Mark<Amount>],
) -> Option<(Mark<Amount>, usize)> {
    let of = |unit: Option<&str>, by, certainty| {
        let amount = Amount {
            value: number.value,
            upper: None,
            unit: unit.map(str::to_owned),
            counted: None,
            approx: manner.approx || number.approximate(),
            relation: if number.vague { Relation::AtLeast } else { manner.relation },
            certainty,
        };
        Some((Mark { span: words.span(start, end), by, value: amount }, end))
    };
    let whole = number.value.fract() == 0.0;
    if let Some((unit, by)) = parts::listed(words, start, end, before) {
        return of(unit, by, Certainty::Inferred);
    }
    let aged = words.after_time(age::before_approximator(words, start), |word| word == TimeWord::Aged);
    if number.digits
        && whole
        && !number.grouped
        && (1.0..=115.0).contains(&number.value)
        && (aged || age::apart(words, start, end))
    {
        let years = words.lang.years()?;
        return of(years.unit.as_deref(), AMOUNTS, Certainty::Inferred);
    }
    let first = age::before_approximator(words, start);
    // One letter (*M 5,6*) may mean much else; so may a whole number after it.
    let letter = words.before(first).is_some_and(|token| token.span.len() == 1);
    let scale = words.after_unit(first, |unit| unit.kind == UnitKind::Scale);
    if let Some(scale) = scale
        .filter(|_| number.digits && number.value < 11.0 && (!letter || !whole && words.capital(first - 1)))
    {
        return of(scale.word.unit.as_deref(), scale.by, Certainty::Inferred);
    }
    let state = words.unit(end, |unit| (unit.kind == UnitKind::After).then_some(unit));
    let named = name_before(words, start) || labelled(words, start);
    let part = parts::of_whole(words, start, end, number).filter(|_| !named && end == number.end);
    if let Some((unit, by)) = part.or_else(|| parts::becomes(words, start, end).filter(|_| !named)) {
        return of(unit, by, Certainty::Inferred);
    }
    if let Some(state) = state.filter(|_| whole && !named && words.common(end)) {
        return of(state.word.unit.as_deref(), state.by, Certainty::Written);
    }
    let others = words.number(end, |word| (word == NumberWord::Others).then_some(()));
    if let Some(others) = others.filter(|_| whole && !named) {
        return of_others(words, start, others.end, before)
            .and_then(|hit| of(hit.0, hit.1, Certainty::Inferred));
    }
    if let Some(among) = among(words, end).filter(|_| whole && !named && !number.one) {
        let state = became_of(words, among);
        let (unit, by) = state.map_or_else(
            || parts::counted_before(words, before).unwrap_or((None, AMOUNTS)),
            |state| (state.word.unit.as_deref(), state.by),
        );
        return of(unit, by, Certainty::Inferred);
    }
    // *77 yang tewas*
    let relative = words.has(end, Class::Relative) && !named && whole;
    let died = words.unit(end + 1, |unit| (unit.kind == UnitKind::After).then_some(unit));
    if let Some(state) = died.filter(|_| relative) {
        return of(state.word.unit.as_deref(), state.by, Certainty::Inferred);
    }
    // *dari delapan laga hanya dua yang berakhir imbang*
    let only = words.before(start).is_some_and(|before| before.classes.has(Class::Predicate));
    if relative
        && only
        && !number.one
        && let Some((unit, by)) = parts::counted_before(words, before)
    {
        return of(unit, by, Certainty::Inferred);
    }
    if let Some(state) = parts::told(words, start).filter(|_| whole && !named && ends_phrase(words, end)) {
        return of(state.word.unit.as_deref(), state.by, Certainty::Inferred);
    }
    if let Some(old) = parts::was(words, start, before).filter(|_| !named && ends_phrase(words, end)) {
        return of(old.value.unit.as_deref(), old.by, Certainty::Inferred);
    }
    let amounting = words.after_unit(first, |unit| unit.kind == UnitKind::Amounting).is_some();
    let large = number.value >= 1e4 && number.end > start + 1;
    if large && !named && !words.has(start.wrapping_sub(1), Class::Comma) && ends_phrase(words, end) {
        return of(None, AMOUNTS, Certainty::Written);
    }
    if amounting && number.grouped && !labelled(words, start) {
        return of(None, AMOUNTS, Certainty::Written);
    }
    // *dari 14.686 notaris, hanya 11.314 yang memilikinya*
    let relative = words.has(end, Class::Relative) && start > 0 && words.lower(start - 1);
    if number.grouped && relative && !labelled(words, start) {
        let last = before.last().filter(|last| {
            let here = words.token(words.first).is_some_and(|first| last.span.start >= first.span.start);
            here && last.value.counted.is_some()
        });
        let unit = last.map_or((None, AMOUNTS), |last| (last.value.unit.as_deref(), last.by));
        return of(unit.0, unit.1, Certainty::Inferred);
    }
    let last = before.last()?;
    let ends =
        words.token(end).is_none_or(|token| token.kind == TokenKind::Mark && !token.classes.has(Class::Dash));
    let counts = last.value.counted.is_some() && last.span.start >= words.token(words.first)?.span.start;
    if number.grouped && ends && counts && start > 0 && words.lower(start - 1) && !labelled(words, start) {
        return of(last.value.unit.as_deref(), last.by, Certainty::Inferred);
    }
    None
}

/// The unit of others than those counted before, with what became of them: *dan melukai lima lainnya*.
fn of_others<'a>(
    words: &Words<'a>,
    start: usize,
    end: usize,
    before: &'a [Mark<Amount>],
) -> Option<(Option<&'a str>, RuleId)> {
    if let Some(state) = state::of(words, start, end) {
        return Some((state.word.unit.as_deref(), state.by));
    }
    parts::counted_before(words, before)
}

/// Where the words end that make a number count some of those counted before: *dua di antaranya*.
fn among(words: &Words<'_>, end: usize) -> Option<usize> {
    words.unit(end, |unit| (unit.kind == UnitKind::Among).then_some(())).map(|hit| hit.end)
}

/// What became of them: *dua di antaranya tewas*.
fn became_of<'a>(words: &Words<'a>, at: usize) -> Option<Hit<&'a UnitWord>> {
    (at..at + AMONG).find_map(|at| words.unit(at, |unit| (unit.kind == UnitKind::After).then_some(unit)))
}

/// Whether no noun follows that the number could count.
pub(super) fn ends_phrase(words: &Words<'_>, end: usize) -> bool {
    words.token(end).is_none_or(|next| {
        next.kind == TokenKind::Mark && !next.classes.has(Class::Dash) || next.classes.any(NO_NOUN)
    })
}
