//! Lengths, times that come again, and what begins with a unit.

use super::dates;
use super::sense::{Found, Says};
use super::words::{Hit, Words};
use super::years::century_number;
use crate::amounts::age;
use crate::amounts::number::{Quantity, quantity};
use crate::model::{Term, TokenKind};
use kutip_lang::{Class, ClassSet, NumberWord, Sense, TimeUnit, TimeWord, fold};

/// A number of units, with what says from where it is counted.
pub(super) fn length(words: &Words<'_>, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let several = words.time(at, |word| (word == TimeWord::Several).then_some(()));
    let (mut number, mut at_unit, unsure) = match several {
        Some(hit) => (f64::NAN, hit.end, true),
        None => {
            let read = quantity(words, at)?;
            if let Some(occasions) = occasions(words, at, read.end) {
                let end = occasions.end;
                found.push(occasions);
                return Some(end);
            }
            let (value, end) = product(words, &read).unwrap_or((read.value, read.end));
            (value, upper_end(words, &read).unwrap_or(end), read.vague)
        }
    };
    if words.number(at_unit, |word| (word == NumberWord::Half).then_some(())).is_some() && !unsure {
        (number, at_unit) = (number + 0.5, at_unit + 1);
    }
    if unsure {
        number = f64::NAN;
    }
    if let Some(regular) = words.time(at_unit, |word| match word {
        TimeWord::Regular(unit) if !unsure => Some(unit),
        _ => None,
    }) {
        found.push(Found {
            start: at,
            end: regular.end,
            by: regular.by,
            says: Says::Every { number, unit: regular.word },
        });
        return Some(regular.end);
    }
    let unit = unit_at(words, at_unit)?;
    if unit.word == TimeUnit::Year && age::is_age(words, at, unit.end) {
        return Some(unit.end);
    }
    let mut end = unit.end;
    let mut then = None;
    if let Some(next) = quantity(words, end)
        && let Some(smaller) = unit_at(words, next.end).filter(|smaller| smaller.word < unit.word)
    {
        (then, end) = (Some((next.value, smaller.word)), smaller.end);
    }
    let (mut says, mut end) = counted(words, (number, unit.word), then, end);
    if let Some(once) = words.skip(end, TimeWord::Once) {
        (says, end) = (Says::Every { number, unit: unit.word }, once);
    }
    found.push(Found { start: at, end, by: unit.by, says });
    Some(end)
}

/// So many times so many units: *1x24 jam*, *2 x 24 jam*.
fn product(words: &Words<'_>, first: &Quantity) -> Option<(f64, usize)> {
    words.token(first.end)?;
    let (sign, rest) = first_letter(words.of(first.end))?;
    is_product(words, sign).then_some(())?;
    let (second, end) = if rest.is_empty() {
        let second = quantity(words, first.end + 1)?;
        (second.value, second.end)
    } else {
        (f64::from(rest.parse::<u16>().ok()?), first.end + 1)
    };
    unit_at(words, end)?;
    Some((first.value * second, end))
}

fn first_letter(text: &str) -> Option<(&str, &str)> {
    let next = text.char_indices().nth(1).map_or(text.len(), |(next, _)| next);
    text.split_at_checked(next)
}

fn is_product(words: &Words<'_>, sign: &str) -> bool {
    let lang = words.lang;
    lang.phrases(lang.word(&fold(sign))).iter().any(|phrase| match phrase.sense {
        Sense::Time(entry) => lang.time_words.get(entry as usize) == Some(&TimeWord::Product),
        _ => false,
    })
}

/// Where the upper end of a range of units ends: *2-3 hari*, *dua sampai tiga pekan*.
fn upper_end(words: &Words<'_>, lower: &Quantity) -> Option<usize> {
    let next = if words.has(lower.end, Class::Dash) {
        lower.end + 1
    } else {
        words.skip(lower.end, TimeWord::To)?
    };
    let upper = quantity(words, next).filter(|upper| upper.value > lower.value)?;
    unit_at(words, upper.end)?;
    Some(upper.end)
}

/// So many times in a unit: *dua kali sehari*, *tiga kali dalam sepekan*, *sekali setahun*.
pub(super) fn occasions(words: &Words<'_>, start: usize, at: usize) -> Option<Found> {
    let noun = words.time(at, |word| {
        (word == TimeWord::Occasions || start == at && word == TimeWord::Once).then_some(())
    })?;
    let within = words.skip(noun.end, TimeWord::Within);
    let unit_at_token = within.unwrap_or(noun.end);
    let one = words.time(unit_at_token, |word| match word {
        TimeWord::OneUnit(unit) => Some(unit),
        TimeWord::Unit(unit) if within.is_some() => Some(unit),
        _ => None,
    });
    if let Some(one) = one.filter(|one| {
        words
            .time(one.end, |word| {
                matches!(word, TimeWord::Last | TimeWord::Ago | TimeWord::This).then_some(())
            })
            .is_none()
    }) {
        return Some(Found {
            start,
            end: one.end,
            by: one.by,
            says: Says::Every { number: 1.0, unit: one.word },
        });
    }
    let number = within.and_then(|at| quantity(words, at))?;
    let unit = unit_at(words, number.end)?;
    (counted(words, (number.value, unit.word), None, unit.end).1 == unit.end).then_some(Found {
        start,
        end: unit.end,
        by: unit.by,
        says: Says::Every { number: number.value, unit: unit.word },
    })
}

pub(super) fn unit_at(words: &Words<'_>, at: usize) -> Option<Hit<TimeUnit>> {
    words.token(at).filter(|_| words.lower(at))?;
    if words.skip(at, TimeWord::Skip).is_some() {
        return None;
    }
    words.time(at, |word| match word {
        TimeWord::Unit(unit) => Some(unit),
        _ => None,
    })
}

/// Words after *more* that compare nothing.
const NO_ADJECTIVE: ClassSet = ClassSet::of(&[
    Class::Preposition,
    Class::Coordinator,
    Class::Subordinator,
    Class::ClauseCoordinator,
    Class::Predicate,
    Class::Demonstrative,
]);

/// What the word after a length makes of it.
pub(super) fn counted(
    words: &Words<'_>,
    first: (f64, TimeUnit),
    then: Option<(f64, TimeUnit)>,
    end: usize,
) -> (Says, usize) {
    let (number, unit) = first;
    // And more; but not the beginning of a comparison.
    let length_end = words
        .skip(end, TimeWord::More)
        .filter(|next| {
            words
                .token(*next)
                .is_none_or(|token| token.kind != TokenKind::Word || token.classes.any(NO_ADJECTIVE))
        })
        .unwrap_or(end);
    #[allow(clippy::cast_possible_truncation)] // lengths of more years than that are no dates
    let by = number as i32;
    let hit = words.time(length_end, |word| match word {
        TimeWord::Ago | TimeWord::Day(-1) => Some((
            if number.is_nan() {
                Says::Past
            } else {
                Says::Step { unit, by: -by, part: None, weekend: false }
            },
            true,
        )),
        TimeWord::FromNow if !number.is_nan() => {
            Some((Says::Step { unit, by, part: None, weekend: false }, true))
        }
        TimeWord::Before if !number.is_nan() => Some((Says::Onward { unit, by: -by }, true)),
        TimeWord::After if !number.is_nan() => Some((Says::Onward { unit, by }, true)),
        TimeWord::Last | TimeWord::Ahead | TimeWord::Next => Some((Says::Length { first, then }, true)),
        // *Dua hari ini*; and so many later, of which it is not said how many.
        TimeWord::This if unit >= TimeUnit::Day => Some((Says::Length { first, then }, true)),
        TimeWord::Before | TimeWord::After => Some((Says::Length { first, then }, true)),
        _ => None,
    });
    match hit {
        Some(hit) => (hit.word.0, hit.end),
        None => (Says::Length { first, then }, length_end),
    }
}

/// Times that come again.
pub(super) fn every(words: &Words<'_>, start: usize) -> Option<Found> {
    if let Some(hit) = words.time(start, |word| match word {
        TimeWord::Regular(unit) => Some(unit),
        _ => None,
    }) {
        let named = words.capital(start + 1)
            || !words.lower(start)
            || !words.before(start).is_some_and(|b| b.kind == TokenKind::Word);
        let says = Says::Every { number: 1.0, unit: hit.word };
        return (!named).then_some(Found { start, end: hit.end, by: hit.by, says });
    }
    if let Some(found) = rate(words, start) {
        return Some(found);
    }
    let each = words.time(start, |word| (word == TimeWord::Every).then_some(()))?;
    if let Some(day) = dates::weekday(words, each.end)
        && let Says::Weekday { weekday, .. } = day.says
    {
        return Some(Found { start, end: day.end, by: each.by, says: Says::EveryWeekday(weekday) });
    }
    if let Some((part, end)) = dates::part(words, each.end) {
        let end = words.past_clitic(words.skip(end, TimeWord::Unit(TimeUnit::Day)).unwrap_or(end));
        return Some(Found { start, end, by: each.by, says: Says::EveryPart(part) });
    }
    let number = quantity(words, each.end);
    let unit = unit_at(words, number.map_or(each.end, |number| number.end))?;
    let says = Says::Every { number: number.map_or(1.0, |number| number.value), unit: unit.word };
    let end = words.skip(unit.end, TimeWord::Once).unwrap_or_else(|| words.past_clitic(unit.end));
    Some(Found { start, end, by: each.by, says })
}

/// So much for each of a unit: *per tahun*. Not within a measure (*kilometer per jam*), nor before a time (*per tahun 2017*).
fn rate(words: &Words<'_>, start: usize) -> Option<Found> {
    let per = words.time(start, |word| (word == TimeWord::Rate).then_some(()))?;
    let unit = unit_at(words, per.end).filter(|unit| unit.word >= TimeUnit::Hour)?;
    let measures = |term: &Term| matches!(term.sense, Sense::Unit(_)) && term.end as usize > start;
    let measured =
        (1..=3).any(|back| start.checked_sub(back).is_some_and(|at| words.terms.at(at).iter().any(measures)));
    let nth = words.time(unit.end, |word| matches!(word, TimeWord::Nth(_)).then_some(()));
    let goes_on = words.is_number(unit.end)
        || nth.is_some()
        || words.capital(unit.end) && words.time(unit.end, |_| Some(())).is_some()
        || dates::turn(words, unit.end).is_some();
    (!measured && !goes_on).then_some(Found {
        start,
        end: words.past_clitic(unit.end),
        by: per.by,
        says: Says::Every { number: 1.0, unit: unit.word },
    })
}

/// What begins with a unit or with one or many of it.
pub(super) fn unit(words: &Words<'_>, start: usize) -> Option<Found> {
    if let Some(hit) = words.time(start, |word| match word {
        TimeWord::OneUnit(unit) => Some((1.0, unit)),
        TimeWord::ManyUnits(unit) => Some((f64::NAN, unit)),
        _ => None,
    }) {
        // A doubled word with spaces around its hyphen.
        if words.has(hit.end, Class::Dash) && unit_at(words, hit.end + 1).is_some() {
            return None;
        }
        if words.after_time(start, |word| word == TimeWord::Aged) {
            return None;
        }
        let (says, mut end) = counted(words, hit.word, None, hit.end);
        if matches!(says, Says::Length { .. })
            && let Some(this) = words.skip(end, TimeWord::This)
        {
            end = this;
        }
        if let Some(once) = words.skip(end, TimeWord::Once) {
            let says = Says::Every { number: hit.word.0, unit: hit.word.1 };
            return Some(Found { start, end: once, by: hit.by, says });
        }
        return Some(Found { start, end, by: hit.by, says });
    }
    if let Some(century) = words.time(start, |word| (word == TimeWord::CenturyMark).then_some(()))
        && let Some((number, end)) = century_number(words, century.end)
    {
        return Some(Found { start, end, by: century.by, says: Says::Century(number - 1) });
    }
    if words.before(start).is_some_and(|before| before.kind == TokenKind::Number) {
        return None;
    }
    let hit = words.time(start, |word| match word {
        TimeWord::Unit(unit) => Some(unit),
        _ => None,
    })?;
    let unit = hit.word;
    if unit < TimeUnit::Day || hit.end - start > 1 {
        return None;
    }
    let says = |by| Says::Step { unit, by, part: None, weekend: false };
    let next = words.time(hit.end, |word| match word {
        TimeWord::Ago if unit != TimeUnit::Day => Some(says(-1)),
        TimeWord::Day(-1) if unit == TimeUnit::Week || unit == TimeUnit::Month => Some(says(-1)),
        TimeWord::Next if unit != TimeUnit::Day => Some(says(1)),
        TimeWord::This => Some(says(0)),
        TimeWord::Same => Some(Says::Onward { unit, by: 0 }),
        TimeWord::That if unit == TimeUnit::Day || unit == TimeUnit::Year => {
            Some(Says::Onward { unit, by: 0 })
        }
        TimeWord::Last if unit >= TimeUnit::Decade && words.lower(start) => {
            Some(Says::Length { first: (1.0, unit), then: None })
        }
        TimeWord::Before => Some(Says::Onward { unit, by: -1 }),
        TimeWord::After if unit != TimeUnit::Day => Some(Says::Onward { unit, by: 1 }),
        _ => None,
    })?;
    Some(Found { start, end: next.end, by: hit.by, says: next.word })
}
