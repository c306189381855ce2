//! The words after a number: what it counts or measures.

use super::age;
use super::number::Quantity;
use crate::model::{Shape, TokenKind};
use crate::rules::AMOUNTS;
use crate::times::words::Words;
use kutip_lang::{Class, ClassSet, Sense, TimeUnit, TimeWord, UnitKind, UnitWord};
use kutip_text::{RuleId, Span};

/// What counts or measures, and where it ends.
pub(super) struct Unit<'a> {
    pub(super) word: Option<&'a UnitWord>,
    pub(super) counted: Option<Span>,
    pub(super) end: usize,
    pub(super) by: RuleId,
}

/// Whether a number follows the word that makes it the name of something: *Pasal 156*, *Liga 1*.
pub(super) fn labelled(words: &Words<'_>, at: usize) -> bool {
    words.after_unit(at, |unit| unit.kind == UnitKind::Label).is_some()
        || words.after_time(at, |word| word == TimeWord::Numbered)
}

/// Words that no number counts.
pub(super) const NO_NOUN: ClassSet = ClassSet::of(&[
    Class::Preposition,
    Class::Coordinator,
    Class::ClauseCoordinator,
    Class::Subordinator,
    Class::Condition,
    Class::Predicate,
    Class::Modal,
    Class::Negation,
    Class::Relative,
    Class::Demonstrative,
    Class::PronounFirst,
    Class::PronounThird,
    Class::PronounThirdPlural,
    Class::ComplementizerDropped,
    Class::ComplementizerKept,
    Class::CueAdverb,
    Class::Quantifier,
    Class::Connective,
    Class::Circumstance,
    Class::Unreal,
]);

/// The unit words after a number.
pub(super) fn unit_after<'a>(
    words: &Words<'a>,
    start: usize,
    end: usize,
    number: &Quantity,
    one: bool,
) -> Option<Unit<'a>> {
    if words.unit(end, |unit| matches!(unit.kind, UnitKind::Not | UnitKind::Among).then_some(())).is_some() {
        return None;
    }
    let end = past_dash(words, end, number);
    if let Some(unit) = age_after(words, start, end) {
        return Some(unit);
    }
    let hit = words.unit(end, |unit| {
        matches!(
            unit.kind,
            UnitKind::Measure
                | UnitKind::Currency
                | UnitKind::Count
                | UnitKind::Person
                | UnitKind::Classifier
        )
        .then_some(unit)
    });
    let glued = words.token(end).is_some_and(|token| !token.spaced && token.kind == TokenKind::Word);
    let Some(hit) = hit else {
        return if glued || one { None } else { unknown(words, start, end, number) };
    };
    if matches!(hit.word.kind, UnitKind::Measure | UnitKind::Currency) {
        // *Nomor 31 M*
        let letter = words.token(end).is_some_and(|token| token.span.len() == 1);
        let numbered = letter && words.after_time(start, |word| word == TimeWord::Numbered);
        let name = one && labelled(words, start) || numbered;
        return (!name).then_some(Unit { word: Some(hit.word), counted: None, end: hit.end, by: hit.by });
    }
    let capital = !words.headline && words.token(end).is_some_and(|token| token.shape == Shape::Capital);
    if glued
        || capital && !may_be_capital(words, start, number, hit.word.kind)
        || labelled(words, start) && hit.word.kind != UnitKind::Person
    {
        return None;
    }
    let named = number.digits && name_before(words, start) && !is_amount(words, start, number);
    match hit.word.kind {
        UnitKind::Classifier => {
            let noun = words.unit(hit.end, |unit| {
                (unit.kind == UnitKind::Count || unit.kind == UnitKind::Person).then_some(unit)
            });
            let noun = noun.filter(|_| words.common(hit.end));
            let (word, end_of_noun, by) =
                noun.map_or((None, hit.end, AMOUNTS), |noun| (Some(noun.word), noun.end, noun.by));
            Some(Unit { word, counted: Some(words.span(end, end_of_noun)), end: end_of_noun, by })
        }
        UnitKind::Count if named && number.value < 10.0 => None,
        _ => {
            let last = pair(words, hit.end).unwrap_or(hit.end);
            Some(Unit { word: Some(hit.word), counted: Some(words.span(end, last)), end: last, by: hit.by })
        }
    }
}

/// Two nouns that one number counts: *170 desa dan kota*.
fn pair(words: &Words<'_>, end: usize) -> Option<usize> {
    if !words.has(end, Class::Coordinator) {
        return None;
    }
    let noun =
        words.unit(end + 1, |unit| matches!(unit.kind, UnitKind::Count | UnitKind::Person).then_some(()))?;
    words.common(end + 1).then_some(noun.end)
}

/// Past a dash between digits and the measure: *13 - inci*.
fn past_dash(words: &Words<'_>, end: usize, number: &Quantity) -> usize {
    let measure = number.digits
        && words.has(end, Class::Dash)
        && words.unit(end + 1, |unit| (unit.kind == UnitKind::Measure).then_some(())).is_some();
    end + usize::from(measure)
}

/// Whether a noun with a capital may be counted: *44 Pelajar*, *di lima Kecamatan*; but not the law in *Pasal 4 dan 8 UU*.
fn may_be_capital(words: &Words<'_>, start: usize, number: &Quantity, kind: UnitKind) -> bool {
    !number.one && stands_free(words, start) && (kind == UnitKind::Person || !number.digits || number.grouped)
}

/// Whether no name may stand before a number: a small word does, or the first of a sentence, or none.
fn stands_free(words: &Words<'_>, start: usize) -> bool {
    words.opens(start) || start > 0 && (words.lower(start - 1) || words.opens(start - 1))
}

/// Whether a number in digits is written as only an amount is: with thousands marked or spelled, or with decimals.
pub(super) fn is_amount(words: &Words<'_>, start: usize, number: &Quantity) -> bool {
    number.grouped || number.end > start + 1 || words.of(start).contains(words.lang.digit_marks.1)
}

/// Whether the word before is part of a name, to which the number may belong.
pub(super) fn name_before(words: &Words<'_>, at: usize) -> bool {
    !words.headline && at.checked_sub(1).is_some_and(|before| words.capital(before) && !words.opens(before))
}

/// Years of age: after *berusia*, or with the noun of a person before.
fn age_after<'a>(words: &Words<'a>, start: usize, end: usize) -> Option<Unit<'a>> {
    let year = words.time(end, |word| (word == TimeWord::Unit(TimeUnit::Year)).then_some(()))?;
    age::is_age(words, start, year.end).then_some(())?;
    Some(Unit { word: Some(words.lang.years()?), counted: None, end: year.end, by: year.by })
}

/// A noun that the tables do not know.
fn unknown<'a>(words: &Words<'a>, start: usize, end: usize, number: &Quantity) -> Option<Unit<'a>> {
    let token = words.token(end).filter(|_| may_be_counted(words, start, end, number))?;
    let verb = token.classes.has(Class::Verb);
    let named = name_before(words, start) && !is_amount(words, start, number) || labelled(words, start);
    let year = number.digits && !number.grouped && number.value >= 1900.0 && number.value <= 2100.0;
    // *sejuta mimpi*: a million dreams
    let idiom = !number.digits && !number.vague && number.value >= 1e6 && number.end == start + 1;
    let single = number.value == 1.0;
    if verb || named || year || idiom || single {
        return None;
    }
    Some(Unit { word: None, counted: Some(token.span), end: end + 1, by: AMOUNTS })
}

/// Whether a word that the tables do not know as a unit has the form of something counted.
fn may_be_counted(words: &Words<'_>, start: usize, at: usize, number: &Quantity) -> bool {
    let Some(token) = words.token(at) else { return false };
    let small = token.shape == Shape::Lower && token.span.len() > 3;
    let abbreviation = token.shape == Shape::Upper && (number.digits || number.value >= 2.0);
    // *125 ribu Rohingya*
    let large = number.vague || number.grouped || number.digits && number.end > start + 1;
    let people = token.shape == Shape::Capital && large && stands_free(words, start);
    token.kind == TokenKind::Word
        && (small || abbreviation || people)
        && token.spaced
        && !token.classes.any(NO_NOUN)
        && !words.terms.at(at).iter().any(|term| match term.sense {
            Sense::Cue(_) | Sense::Channel(_) | Sense::Time(_) | Sense::Number(_) => true,
            Sense::State(..) | Sense::Outlet(_) | Sense::Region(_) => abbreviation || people,
            Sense::Body(_) => abbreviation,
            // The label of a number may be a noun that is counted: *lima liga*.
            Sense::Unit(entry) => {
                let kind = words.lang.unit_words.get(entry as usize).map(|unit| unit.kind);
                kind != Some(UnitKind::Label)
            }
            _ => false,
        })
}
