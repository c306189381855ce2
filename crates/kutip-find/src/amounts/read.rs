//! Finds figures, from left to right.

use super::number::{Digits, Quantity, quantity};
use super::{age, bare, parts, state};
use crate::model::{Amount, Blocks, Relation, Shape, Time, TokenKind};
use crate::rules::AMOUNTS;
use crate::times::words::{Hit, Words};
use kutip_lang::{Class, ClassSet, NumberWord, Sense, TimeUnit, TimeWord, UnitKind, UnitWord};
use kutip_text::{Certainty, Layer, Mark, RuleId, Span};

/// What counts or measures, and where it ends.
pub(super) struct Unit<'a> {
    pub(super) word: Option<&'a UnitWord>,
    counted: Option<Span>,
    pub(super) end: usize,
    pub(super) by: RuleId,
}

/// What stands before a number and says how exact it is.
#[derive(Clone, Copy)]
pub(super) struct Manner {
    end: usize,
    pub(super) approx: bool,
    pub(super) relation: Relation,
}

pub(super) const EXACT: Manner = Manner { end: 0, approx: false, relation: Relation::Equal };

/// Every figure of the text, in order.
pub(super) fn all(words: &mut Words<'_>, blocks: &Blocks, times: &Layer<Time>) -> Vec<Mark<Amount>> {
    let times = times.as_slice();
    let mut found: Vec<Mark<Amount>> = Vec::new();
    let mut manner = EXACT;
    let (mut at, mut time, mut page) = (0, 0, 0);
    while let Some(token) = words.tokens.get(at) {
        if token.opens_paragraph || at == 0 {
            words.enter(at);
        }
        if token.kind != TokenKind::Number && !may_begin(words, at) {
            at += 1;
            continue;
        }
        while times.get(time).is_some_and(|mark| mark.span.end <= token.span.start) {
            time += 1;
        }
        while blocks.boilerplate.get(page).is_some_and(|block| block.span.end <= token.span.start) {
            page += 1;
        }
        let covered = times.get(time).is_some_and(|mark| mark.span.contains(token.span))
            || blocks.boilerplate.get(page).is_some_and(|block| block.span.contains(token.span));
        if covered {
            at += 1;
            continue;
        }
        let how = if manner.end == at { manner } else { EXACT };
        let until = times.get(time).map_or(u32::MAX, |mark| mark.span.start);
        if let Some((mark, end)) = figure(words, at, how, &found).filter(|(mark, _)| mark.span.end <= until) {
            found.push(mark);
            at = end.max(at + 1);
            continue;
        }
        if let Some((next, end)) = manner_at(words, at, how) {
            manner = next;
            at = end;
            continue;
        }
        at = not_a_figure(words, at).unwrap_or(at + 1).max(at + 1);
    }
    found
}

/// Whether the tables know a number or a currency here.
fn may_begin(words: &Words<'_>, at: usize) -> bool {
    words.terms.at(at).iter().any(|term| match term.sense {
        Sense::Number(_) => true,
        Sense::Unit(entry) => {
            words.lang.unit_words.get(entry as usize).is_some_and(|unit| unit.kind == UnitKind::Sign)
        }
        _ => false,
    })
}

/// About, at least, at most; after one another they add up.
pub(super) fn manner_at(words: &Words<'_>, at: usize, before: Manner) -> Option<(Manner, usize)> {
    let hit = words.number(at, |word| match word {
        NumberWord::About => Some((true, Relation::Equal)),
        NumberWord::AtLeast => Some((false, Relation::AtLeast)),
        NumberWord::AtMost => Some((false, Relation::AtMost)),
        _ => None,
    })?;
    let (approx, relation) = hit.word;
    let relation = if relation == Relation::Equal { before.relation } else { relation };
    Some((Manner { end: hit.end, approx: approx || before.approx, relation }, hit.end))
}

/// Where something ends that looks like a number and is none.
fn not_a_figure(words: &Words<'_>, at: usize) -> Option<usize> {
    if let Some(hit) = words.number(at, |word| (word == NumberWord::Skip).then_some(())) {
        return Some(hit.end);
    }
    quantity(words, at).map(|number| number.end)
}

/// Reads the figure that begins at a token.
fn figure(
    words: &Words<'_>,
    at: usize,
    manner: Manner,
    before: &[Mark<Amount>],
) -> Option<(Mark<Amount>, usize)> {
    let opens_range = words.number(at, |word| (word == NumberWord::Between).then_some(()));
    let sign_at = opens_range.map_or(at, |between| between.end);
    if let Some(sign) = words.unit(sign_at, |unit| (unit.kind == UnitKind::Sign).then_some(unit)) {
        // An abbreviation with its full stop: *Rp. 500*.
        let dotted = words.has(sign.end, Class::SentenceEnd)
            && words.token(sign.end).is_some_and(|token| !token.spaced)
            && words.is_number(sign.end + 1);
        let number_at = sign.end + usize::from(dotted);
        return money(words, sign_at, number_at, &sign, manner, opens_range.is_some())
            .filter(|(mark, _)| opens_range.is_none() || mark.value.upper.is_some());
    }
    if words.number(at, |word| (word == NumberWord::Skip).then_some(())).is_some() {
        return None;
    }
    let (number, start) = match words.number(at, |word| (word == NumberWord::Between).then_some(())) {
        Some(between) => (quantity(words, between.end)?, between.end),
        None => (quantity(words, at)?, at),
    };
    if part_of_name(words, start, &number) {
        return None;
    }
    let range =
        if start > at { other_end(words, number.end, true) } else { other_end(words, number.end, false) };
    let (value, upper, end) = match range {
        Some(upper) if upper.value > number.value || upper.end > number.end + 2 => {
            let lower = lower_end(&number, &upper);
            if lower < upper.value {
                (lower, Some(upper.value), upper.end)
            } else {
                (number.value, None, number.end)
            }
        }
        _ if start > at => return None,
        _ => (number.value, None, number.end),
    };
    let one = number.one && upper.is_none();
    // *70.000 lebih orang*
    let over = words
        .number(end, |word| (word == NumberWord::More).then_some(()))
        .map(|more| more.end)
        .filter(|end| {
            let counts =
                |unit: &UnitWord| matches!(unit.kind, UnitKind::Count | UnitKind::Person | UnitKind::Measure);
            words.unit(*end, |unit| counts(unit).then_some(())).is_some()
        });
    let end = over.unwrap_or(end);
    let unit = unit_after(words, start, end, &number, one);
    let Some(mut unit) = unit else {
        return bare::read(words, start, end, &number, manner, before);
    };
    let mut upper = upper;
    if upper.is_none()
        && let Some((top, other)) = upper_unit(words, value, &unit)
    {
        (upper, unit.end) = (Some(top), other);
    }
    let mut amount = Amount {
        value,
        upper,
        unit: unit.word.and_then(|word| word.unit.as_deref()).map(str::to_owned),
        counted: unit.counted,
        approx: manner.approx || number.approximate(),
        relation: if number.vague && manner.relation == Relation::Equal {
            Relation::AtLeast
        } else {
            manner.relation
        },
        certainty: Certainty::Written,
    };
    if over.is_some() || more(words, unit.end) {
        amount.relation = Relation::AtLeast;
    }
    if unit.word.is_some_and(|word| word.kind == UnitKind::Person)
        && let Some((state, by)) = became(words, at, unit.end, before)
    {
        amount.unit = state;
        amount.certainty = Certainty::Inferred;
        unit.by = by;
    }
    let mark = Mark { span: words.span(start, unit.end), by: unit.by, value: amount };
    Some((mark, unit.end))
}

/// What became of those who are counted, said of them or of the count that this one replaces.
fn became(
    words: &Words<'_>,
    start: usize,
    end: usize,
    before: &[Mark<Amount>],
) -> Option<(Option<String>, RuleId)> {
    if parts::is_whole_only(words, start, end, before) {
        return None;
    }
    let reach = parts::persons_behind(words, end).unwrap_or(end);
    if let Some(hit) = state::of(words, start, reach) {
        return Some((hit.word.unit.as_deref().map(str::to_owned), hit.by));
    }
    let old = parts::was(words, start, before)?;
    let told = |unit: &&str| old.value.certainty == Certainty::Inferred && kutip_lang::PEOPLE.contains(unit);
    let unit = old.value.unit.as_deref().filter(told)?;
    Some((Some(unit.to_owned()), old.by))
}

/// An amount of money whose currency stands before it, with the other end of its range.
fn money(
    words: &Words<'_>,
    at: usize,
    number_at: usize,
    sign: &Hit<&UnitWord>,
    manner: Manner,
    between: bool,
) -> Option<(Mark<Amount>, usize)> {
    let number = quantity(words, number_at).filter(|number| number.digits || number.value >= 100.0)?;
    let number = short_scale(words, torn(words, &number).unwrap_or(number));
    let other = words
        .number(number.end, |word| (word == NumberWord::To).then_some(()))
        .map(|to| to.end)
        .or_else(|| {
            let joins =
                words.has(number.end, Class::Dash) || between && words.has(number.end, Class::Coordinator);
            joins.then_some(number.end + 1)
        });
    let unit = sign.word;
    let (mut value, mut upper, mut end) = (number.value, None, number.end);
    if let Some(other) = other {
        let sign = words.unit(other, |word| (word.kind == UnitKind::Sign).then_some(word));
        let same = sign.is_none_or(|sign| sign.word.unit == unit.unit);
        if let Some(read) =
            quantity(words, sign.map_or(other, |sign| sign.end)).filter(|read| same && read.digits)
        {
            let read = short_scale(words, read);
            let lower = lower_end(&number, &read);
            if lower < read.value {
                (value, upper, end) = (lower, Some(read.value), read.end);
            }
        }
    }
    let more = more(words, end);
    let amount = Amount {
        value,
        upper,
        unit: unit.unit.as_deref().map(str::to_owned),
        counted: None,
        approx: manner.approx || number.approximate(),
        relation: if more { Relation::AtLeast } else { manner.relation },
        certainty: Certainty::Written,
    };
    Some((Mark { span: words.span(at, end), by: sign.by, value: amount }, end))
}

/// *Rp 2 M*: an abbreviation that stands for a number behind money alone.
fn short_scale(words: &Words<'_>, number: Quantity) -> Quantity {
    let scale = words.number(number.end, |word| match word {
        NumberWord::MoneyScale(times) => Some(times),
        _ => None,
    });
    match scale.filter(|_| number.digits) {
        Some(hit) => {
            Quantity { value: super::number::scaled(number.value, hit.word), end: hit.end, ..number }
        }
        None => number,
    }
}

/// A decimal number that a space tears apart: *Rp 1, 4 triliun*.
fn torn(words: &Words<'_>, whole: &Quantity) -> Option<Quantity> {
    let at = whole.end;
    let comma = words.has(at, Class::Comma) && words.token(at).is_some_and(|token| !token.spaced);
    if !comma || whole.grouped || whole.value >= 1000.0 || !words.is_number(at + 1) {
        return None;
    }
    let digits = Digits::read(words.of(at + 1)).filter(|digits| digits.groups().len() == 1)?;
    let (fraction, len) = *digits.groups().first()?;
    let scale = words.number(at + 2, |word| match word {
        NumberWord::Scale(times) => Some(times),
        _ => None,
    })?;
    let power = 10f64.powi(i32::from(len));
    let value = ((whole.value * power + f64::from(fraction)) * scale.word / power).round();
    Some(Quantity { value, end: scale.end, ..*whole })
}

/// Whether *and more* follows, and no comparison (*lebih besar*).
fn more(words: &Words<'_>, end: usize) -> bool {
    words.number(end, |word| (word == NumberWord::More).then_some(())).is_some_and(|hit| {
        words.token(hit.end).is_none_or(|next| next.kind != TokenKind::Word || next.classes.any(NO_NOUN))
    })
}

/// The upper end of a range: `10-15`, `2.000 hingga 3.000`; after *between* also with *and*.
fn other_end(words: &Words<'_>, at: usize, between: bool) -> Option<Quantity> {
    let next = if words.has(at, Class::Dash) || between && words.has(at, Class::Coordinator) {
        at + 1
    } else {
        words.number(at, |word| (word == NumberWord::To).then_some(()))?.end
    };
    quantity(words, next)
}

/// The upper end of a range whose ends both have their unit: *5,1 persen hingga 5,3 persen*, *2 kg-3 kg*.
fn upper_unit(words: &Words<'_>, lower: f64, unit: &Unit<'_>) -> Option<(f64, usize)> {
    let next = if words.has(unit.end, Class::Dash) {
        unit.end + 1
    } else {
        words.number(unit.end, |word| (word == NumberWord::To).then_some(()))?.end
    };
    let upper = quantity(words, next).filter(|upper| upper.value > lower && !upper.vague)?;
    let other = unit_after(words, next, upper.end, &upper, false)?;
    let name = |unit: &Unit<'_>| unit.word.and_then(|word| word.unit.clone());
    (name(&other).is_some() && name(&other) == name(unit)).then_some((upper.value, other.end))
}

/// The lower end of a range takes the thousands that only the upper end names: `2-3 juta`.
fn lower_end(lower: &Quantity, upper: &Quantity) -> f64 {
    let mut scale = 1.0;
    while lower.value * scale * 1000.0 <= upper.value
        && lower.value < 1000.0
        && upper.value >= 1000.0
        && !lower.grouped
    {
        scale *= 1000.0;
    }
    lower.value * scale
}

/// Whether a number belongs to a name, a date or a score, whatever follows it.
fn part_of_name(words: &Words<'_>, at: usize, number: &Quantity) -> bool {
    let Some(before) = words.before(at) else { return false };
    let Some(token) = words.token(at) else { return true };
    if before.kind == TokenKind::Mark {
        let joins =
            before.classes.has(Class::Slash) || before.classes.has(Class::Dash) && at >= 2 && !token.spaced;
        if joins {
            return true;
        }
        let ordinal = before.classes.has(Class::Dash)
            && at >= 2
            && words.time(at - 2, |word| (word == TimeWord::Ordinal).then_some(())).is_some();
        let score = before.classes.has(Class::Dash) && at >= 2 && words.is_number(at - 2);
        return ordinal || score;
    }
    if before.kind == TokenKind::Number && number.digits {
        return true;
    }
    let sign = |unit: &UnitWord| matches!(unit.kind, UnitKind::Sign | UnitKind::Scale);
    !token.spaced && number.digits && words.unit(at - 1, |unit| sign(unit).then_some(())).is_none()
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
        let name = one && labelled(words, start);
        return (!name).then_some(Unit { word: Some(hit.word), counted: None, end: hit.end, by: hit.by });
    }
    if glued
        || !words.headline && words.token(end).is_some_and(|token| token.shape == Shape::Capital)
        || labelled(words, start) && hit.word.kind != UnitKind::Person
    {
        return None;
    }
    let named = number.digits && name_before(words, start);
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
        UnitKind::Count if one || named && number.value < 10.0 => None,
        _ if one && !single_person(words, start, hit.end) => None,
        _ => {
            let last = pair(words, hit.end).unwrap_or(hit.end);
            Some(Unit { word: Some(hit.word), counted: Some(words.span(end, last)), end: last, by: hit.by })
        }
    }
}

/// One person is a figure only where something became of him.
fn single_person(words: &Words<'_>, start: usize, end: usize) -> bool {
    words.unit(end, |unit| matches!(unit.kind, UnitKind::After).then_some(())).is_some()
        || words.unit(end, |unit| matches!(unit.kind, UnitKind::Person).then_some(())).is_some()
        || state::of(words, start, end).is_some()
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
    let token = words.token(end)?;
    let small = token.shape == Shape::Lower && token.span.len() > 3;
    let abbreviation = token.shape == Shape::Upper && (number.digits || number.value >= 2.0);
    let may = token.kind == TokenKind::Word
        && (small || abbreviation)
        && token.spaced
        && !token.classes.any(NO_NOUN)
        && !words.terms.at(end).iter().any(|term| {
            matches!(
                term.sense,
                Sense::Cue(_) | Sense::Channel(_) | Sense::Time(_) | Sense::Number(_) | Sense::Unit(_)
            ) || abbreviation
                && matches!(
                    term.sense,
                    Sense::State(..) | Sense::Outlet(_) | Sense::Body(_) | Sense::Region(_)
                )
        });
    let verb = token.classes.has(Class::Verb);
    let named = name_before(words, start) || labelled(words, start);
    let year = number.digits && !number.grouped && number.value >= 1900.0 && number.value <= 2100.0;
    let idiom = !number.digits && number.value >= 1e6; // a million dreams
    let single = number.value == 1.0;
    if !may || verb || named || year || idiom || single {
        return None;
    }
    Some(Unit { word: None, counted: Some(token.span), end: end + 1, by: AMOUNTS })
}
