//! Numbers that stand beside another: a part and its whole, what was and what became of it, the items of a list.

use super::age::before_approximator;
use super::number::{Quantity, quantity};
use super::read::{EXACT, manner_at};
use super::state;
use super::unit::{Unit, unit_after};
use crate::model::Amount;
use crate::rules::AMOUNTS;
use crate::times::words::{Hit, Words};
use kutip_lang::{Class, ClassSet, NumberWord, UnitKind};
use kutip_text::{Certainty, Mark, RuleId};

/// How many words say that something changed: *bertambah menjadi*.
const TURNS: usize = 3;
/// How many words the name of an item of a list has at most: *Borussia Dortmund (18)*.
const ITEM_WORDS: usize = 6;

/// What follows upon a noun that has its state before it: *dua dari lima korban tewas telah dikenali*.
const GOES_ON: ClassSet = ClassSet::of(&[Class::Verb, Class::Predicate, Class::Relative, Class::Modal]);

/// A unit of the record with the entry that knows it.
pub(super) type Known<'a> = (Option<&'a str>, RuleId);

/// The figure found last, where it lies in this paragraph, and the token behind it.
fn last<'a>(words: &Words<'_>, before: &'a [Mark<Amount>]) -> Option<(&'a Mark<Amount>, usize)> {
    let last = before.last()?;
    let paragraph = words.tokens.get(words.first..words.limit)?;
    let inside = last.span.start >= paragraph.first()?.span.start;
    let end = paragraph.partition_point(|token| token.span.start < last.span.end);
    inside.then_some((last, words.first + end))
}

/// The unit of what the figure before counts, where that lies in this paragraph. What became of those is not passed on.
pub(super) fn counted_before<'a>(words: &Words<'a>, before: &'a [Mark<Amount>]) -> Option<Known<'a>> {
    let (last, end) = last(words, before).filter(|(last, _)| last.value.counted.is_some())?;
    let told = last.value.certainty == Certainty::Inferred;
    let first = words.tokens.partition_point(|token| token.span.start < last.span.start);
    let own = (first..end)
        .find_map(|at| words.unit(at, |unit| (unit.kind == UnitKind::Person).then_some(unit)))
        .filter(|_| told);
    Some(own.map_or((last.value.unit.as_deref(), last.by), |own| (own.word.unit.as_deref(), own.by)))
}

/// The number of the whole of which a number is a part, where the part ends here.
fn whole(words: &Words<'_>, end: usize) -> Option<(usize, Quantity)> {
    let mut at = words.number(end, |word| (word == NumberWord::OutOf).then_some(()))?.end;
    while let Some((_, next)) = manner_at(words, at, EXACT) {
        at = next;
    }
    Some((at, quantity(words, at)?))
}

/// The persons of whom those counted up to here are a part: where they end. *dua orang dari lima korban*.
pub(super) fn persons_behind(words: &Words<'_>, end: usize) -> Option<usize> {
    let (at, whole) = whole(words, end)?;
    let unit = unit_after(words, at, whole.end, &whole, false)?;
    unit.word.filter(|word| word.kind == UnitKind::Person).map(|_| unit.end)
}

/// The unit of a number that is a part of a whole: *112 dari 300 kuitansi*; of a fraction the whole may have any noun.
///
/// What is said of the persons afterwards is said of the part: *dua dari lima korban meninggal*.
pub(super) fn of_whole<'a>(
    words: &Words<'a>,
    start: usize,
    end: usize,
    part: &Quantity,
) -> Option<Known<'a>> {
    words.number(end, |word| (word == NumberWord::OutOf).then_some(()))?;
    let fraction = part.value < 1.0;
    let Some((at, whole)) = whole(words, end) else {
        return fraction.then_some((None, AMOUNTS));
    };
    let fits = !whole.vague && (whole.value > part.value || fraction) && part.value.fract() == 0.0;
    let unit = unit_after(words, at, whole.end, &whole, false).filter(|_| fits || fraction)?;
    let kind = unit.word.map(|word| word.kind);
    let counts =
        kind.is_none_or(|kind| matches!(kind, UnitKind::Count | UnitKind::Person | UnitKind::Classifier));
    let state = kind.filter(|kind| *kind == UnitKind::Person).and_then(|_| state::of(words, start, unit.end));
    let own = (unit.word.and_then(|word| word.unit.as_deref()), unit.by);
    counts.then_some(state.map_or(own, |state| (state.word.unit.as_deref(), state.by)))
}

/// Whether a number is the whole of a part before it, of which alone it is said what became of them.
pub(super) fn is_whole_only(words: &Words<'_>, start: usize, end: usize, before: &[Mark<Amount>]) -> bool {
    let Some((_, part_end)) = last(words, before) else { return false };
    let first = before_approximator(words, start);
    let joined = words
        .number(part_end, |word| (word == NumberWord::OutOf).then_some(()))
        .is_some_and(|of| of.end == first || of.end == start);
    let attributive = words
        .unit(end, |unit| (unit.kind == UnitKind::After).then_some(()))
        .is_some_and(|hit| words.token(hit.end).is_some_and(|next| next.classes.any(GOES_ON)));
    joined && !attributive
}

/// Past the words that say that something changed.
fn turns(words: &Words<'_>, at: usize) -> Option<usize> {
    let count = (at..at + TURNS).take_while(|at| words.has(*at, Class::Becomes)).count();
    (count > 0).then_some(at + count)
}

/// What became this number: *9 orang menjadi 11 orang*.
pub(super) fn was<'a>(
    words: &Words<'_>,
    start: usize,
    before: &'a [Mark<Amount>],
) -> Option<&'a Mark<Amount>> {
    let (last, end) = last(words, before)?;
    let next = turns(words, end)?;
    (next == start || next == before_approximator(words, start)).then_some(last)
}

/// The unit of a number that became another, which alone has its noun: *dari 9 menjadi 11 orang*.
pub(super) fn becomes<'a>(words: &Words<'a>, start: usize, end: usize) -> Option<Known<'a>> {
    let first = before_approximator(words, start);
    let from = first
        .checked_sub(1)
        .and_then(|at| words.number(at, |word| (word == NumberWord::OutOf).then_some(())))
        .is_some_and(|hit| hit.end == first);
    let mut at = turns(words, end).filter(|_| from)?;
    while let Some((_, next)) = manner_at(words, at, EXACT) {
        at = next;
    }
    let new = quantity(words, at)?;
    let Unit { word: Some(unit), end, by, .. } = unit_after(words, at, new.end, &new, false)? else {
        return None;
    };
    let state = Some(unit).filter(|unit| unit.kind == UnitKind::Person);
    let state = state.and_then(|_| state::of(words, start, end));
    Some(state.map_or((unit.unit.as_deref(), by), |state| (state.word.unit.as_deref(), state.by)))
}

/// The unit of a number in brackets in a list whose item before has one: *Roma (19 gol), Dortmund (18)*.
pub(super) fn listed<'a>(
    words: &Words<'_>,
    start: usize,
    end: usize,
    before: &'a [Mark<Amount>],
) -> Option<Known<'a>> {
    let bracketed = |start: usize, end: usize| {
        words.before(start).is_some_and(|token| token.classes.has(Class::BracketOpen))
            && words.has(end, Class::BracketClose)
    };
    let (last, last_end) = last(words, before).filter(|_| bracketed(start, end))?;
    let first = words.tokens.partition_point(|token| token.span.start < last.span.start);
    let mut name = last_end + 1;
    let joins = |at| words.has(at, Class::Comma) || words.has(at, Class::Coordinator);
    let joined = joins(name);
    while joins(name) {
        name += 1;
    }
    let item = name..start - 1;
    // *Schalke 04*
    let names = |at: usize| words.capital(at) || at > item.start && words.is_number(at);
    let named = (1..=ITEM_WORDS).contains(&item.len()) && item.clone().all(names);
    (joined && named && bracketed(first, last_end)).then_some((last.value.unit.as_deref(), last.by))
}

/// What became of those whom a number counts that stands alone: *jumlah korban jiwa mencapai 524*.
pub(super) fn told<'a>(words: &Words<'a>, start: usize) -> Option<Hit<&'a kutip_lang::UnitWord>> {
    let first = before_approximator(words, start);
    let amounts = words.after_unit(first, |unit| unit.kind == UnitKind::Amounting).is_some();
    let becomes = first.checked_sub(1).is_some_and(|at| words.has(at, Class::Becomes));
    state::before(words, start).filter(|_| amounts || becomes)
}
