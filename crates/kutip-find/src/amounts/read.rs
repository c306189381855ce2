//! Finds figures, from left to right.

use super::number::{Digits, Quantity, quantity};
use super::unit::{NO_NOUN, Unit, unit_after};
use super::{bare, parts, state};
use crate::model::{Amount, Blocks, Relation, Time, TokenKind};
use crate::rules::AMOUNTS;
use crate::times::words::{Hit, Words};
use kutip_lang::{Class, NumberWord, Sense, TimeWord, UnitKind, UnitWord};
use kutip_text::{Certainty, Layer, Mark, RuleId};

/// What stands before a number and says how exact it is.
#[derive(Clone, Copy)]
pub(super) struct Manner {
    end: usize,
    pub(super) approx: bool,
    pub(super) relation: Relation,
}

pub(super) const EXACT: Manner = Manner { end: 0, approx: false, relation: Relation::Equal };

/// A range without a unit is a sum from so much on, and not of years or pages.
const SUM: f64 = 1e5;

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
        // *16 sampai 18 triliun*
        if let Some(upper) = upper.filter(|upper| *upper >= SUM && bare::ends_phrase(words, end)) {
            let relation = manner.relation;
            let value = Amount {
                value,
                upper: Some(upper),
                unit: None,
                counted: None,
                approx: manner.approx,
                relation,
                certainty: Certainty::Written,
            };
            return Some((Mark { span: words.span(start, end), by: AMOUNTS, value }, end));
        }
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
        words.token(hit.end).is_none_or(|next| {
            let compares = next.classes.has(Class::Quantifier); // *lebih banyak*
            next.kind != TokenKind::Word || next.classes.any(NO_NOUN) && !compares
        })
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
        && !upper.grouped
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
