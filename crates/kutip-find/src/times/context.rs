//! Values that count from the time spoken of, or from the day on which somebody spoke.

use super::calendar::{date, days_between, length, open, plus, plus_days, value_of};
use super::resolve::{of_date, of_day, of_open};
use super::sense::{Day, Found, Says, Turn, Value};
use super::words::Words;
use crate::model::{Anchor, TimeKind, Token};
use jiff::civil::Date;
use kutip_lang::{Class, ClassSet, DayPart, Sense, TimeUnit};
use std::fmt::Write as _;
use std::ops::Range;

/// How many days before the anchor a day may lie from which somebody's *today* counts.
const SPOKEN_WITHIN: i32 = 7;

/// How many tokens at most stand between a time of the clock and the day to which it belongs.
const BESIDE: usize = 2;

/// And where another day is named before.
const SAME_CLAUSE: usize = 12;

/// So many expressions before and after are looked at: what is further away says nothing of one, and the work for each
/// stays bounded.
const REACH: usize = 64;

/// The hour from which a time is no longer of the night before.
const MORNING: u8 = 5;

/// What a part of the day counts as among the hours.
const NOON: u8 = 12;

/// From which days expressions count.
#[derive(Clone, Copy, Debug)]
pub(super) struct Days {
    pub(super) anchor: Anchor,
    /// On which the narrator speaks, where that is not the anchor.
    pub(super) told: Option<Date>,
}

pub(super) fn step(
    unit: TimeUnit,
    by: i32,
    part: Option<DayPart>,
    weekend: bool,
    now: Option<Date>,
) -> Option<Value> {
    let clock = unit < TimeUnit::Day;
    let Some(now) = now.filter(|_| !clock) else {
        let value = match (unit, by) {
            (TimeUnit::Day, 0) if part.is_none() => "PRESENT_REF",
            (TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour, _) => {
                if by < 0 {
                    "PAST_REF"
                } else {
                    "FUTURE_REF"
                }
            }
            _ => open(unit),
        };
        let mut value = of_open(value.to_owned(), part)?;
        if weekend {
            value.value.push_str("-WE");
        }
        return Some(value);
    };
    let Some(day) = plus(now, unit, by) else {
        // Before the first year that is counted, or after the last.
        return of_open(if by < 0 { "PAST_REF" } else { "FUTURE_REF" }.to_owned(), None);
    };
    if unit == TimeUnit::Day {
        return of_day(day, part, true);
    }
    let mut value = value_of(day, unit);
    if weekend {
        value.push_str("-WE");
    }
    of_date(value, true)
}

/// What counts from the time spoken of, or from the day on which somebody spoke.
pub(super) fn by_context(
    words: &mut Words<'_>,
    speech: &[bool],
    found: &[Found],
    values: &[Option<Value>],
    at: usize,
    days: Days,
) -> Option<Value> {
    let Days { anchor, told } = days;
    let expression = &found[at];
    match expression.says {
        Says::Step { unit: TimeUnit::Day, by, part, .. }
            if anchor.day.is_none()
                && said(speech, expression.start)
                && open_weekday(words, speech, found, at).is_some() =>
        {
            let told = open_weekday(words, speech, found, at)?;
            let weekday = (i32::from(told) - 1 + by).rem_euclid(7) + 1;
            of_open(format!("XXXX-WXX-{weekday}"), part)
        }
        Says::Step { unit, by, part, weekend } => {
            let from = if said(speech, expression.start) {
                spoken_on(words, found, values, at, anchor)
            } else {
                told
            };
            step(unit, by, part, weekend, from.or(anchor.day))
        }
        Says::Onward { unit, by } if unit < TimeUnit::Day => {
            let value = length((f64::from(by.unsigned_abs()), unit), None);
            Some(Value { kind: TimeKind::Duration, value, day: None, inferred: false })
        }
        Says::Onward { unit, by } => onward(values, at, unit, by, anchor),
        Says::Part(part) => {
            match day_of_clock(words, speech, found, values, at, days).and_then(|on| on.day) {
                Some(day) => of_day(day, Some(part), true),
                None => of_open(open(TimeUnit::Day).to_owned(), Some(part)),
            }
        }
        Says::DayOnward { by, part } => {
            match day_before(values, at).or(told).or(anchor.day).and_then(|day| plus_days(day, by)) {
                Some(day) => of_day(day, part, true),
                None => of_open(open(TimeUnit::Day).to_owned(), part),
            }
        }
        Says::Again { year, by } => again(values, at, year, by, anchor),
        Says::Clock { hour, minute, second } => {
            let Value { mut value, day, .. } = day_of_clock(words, speech, found, values, at, days)
                .or_else(|| of_open(open(TimeUnit::Day).to_owned(), None))?;
            let written = match (minute, second) {
                (Some(minute), Some(second)) => write!(value, "T{hour:02}:{minute:02}:{second:02}"),
                (minute, _) => write!(value, "T{hour:02}:{:02}", minute.unwrap_or(0)),
            };
            debug_assert!(written.is_ok());
            Some(Value { kind: TimeKind::Time, value, day, inferred: day.is_some() })
        }
        _ => None,
    }
}

/// The day of the week, without a date, that is named after a quotation in its paragraph: the speech was held on it.
fn open_weekday(words: &Words<'_>, speech: &[bool], found: &[Found], at: usize) -> Option<u8> {
    let paragraph = words.tokens.get(found[at].start)?.paragraph;
    found[at + 1..]
        .iter()
        .take(REACH)
        .take_while(|other| words.tokens.get(other.start).is_some_and(|token| token.paragraph == paragraph))
        .find_map(|other| match other.says {
            Says::Weekday { weekday, turn: Turn::Open, .. } if !said(speech, other.start) => Some(weekday),
            _ => None,
        })
}

/// The day of a time of the clock, or of a part of the day: named right after it, before it in the sentence, after it without a cue between;
/// else the last one that is named before, else the anchor.
fn day_of_clock(
    words: &mut Words<'_>,
    speech: &[bool],
    found: &[Found],
    values: &[Option<Value>],
    at: usize,
    days: Days,
) -> Option<Value> {
    let clock = found[at];
    let ends = ClassSet::of(&[Class::SentenceEnd]);
    let apart = |from: usize, to: usize| words.tokens.get(from..to).unwrap_or_default();
    let same_sentence = |from: usize, to: usize| {
        let between = apart(from, to);
        !between.iter().any(|token| token.classes.any(ends))
            && between.iter().skip(1).all(|t| !t.opens_paragraph)
    };
    let quiet = |from: usize, to: usize| {
        (from..to).all(|token| !words.terms.at(token).iter().any(|term| matches!(term.sense, Sense::Cue(_))))
    };
    // Of several days a clock tells no time.
    let is_day = |found: &Found| match &found.says {
        Says::Day(day) => day.until.is_none(),
        says => matches!(
            says,
            Says::Weekday { .. } | Says::Step { unit: TimeUnit::Day, .. } | Says::DayOnward { .. }
        ),
    };
    let after = found
        .get(at + 1)
        .filter(|next| is_day(next) && same_sentence(clock.end, next.start) && quiet(clock.end, next.start));
    let near = after.filter(|next| next.start - clock.end <= BESIDE);
    let reach = reach(at);
    let before = values[reach.clone()].iter().zip(&found[reach]).rev().find(|(value, found)| {
        let several = matches!(&found.says, Says::Day(day) if day.until.is_some());
        value.as_ref().is_some_and(|value| {
            !several && (value.day.is_some() || value.kind != TimeKind::Duration && is_day(found))
        })
    });
    let before_beside = before.filter(|(_, found)| same_sentence(found.end, clock.start));
    let after_value = |words: &mut Words<'_>| {
        values[at + 1].clone().or_else(|| by_context(words, speech, found, values, at + 1, days))
    };
    let whole_day = |value: Value| {
        // *hari ini*, where nothing says which day that is, is a day all the same.
        let day = if value.value == "PRESENT_REF" { open(TimeUnit::Day) } else { &*value.value };
        Value { value: day.split('T').next().unwrap_or_default().to_owned(), ..value }
    };
    let hour = if let Says::Clock { hour, .. } = clock.says { hour } else { NOON };
    let far = after.is_some_and(|next| next.start - clock.end <= SAME_CLAUSE || before.is_none());
    if near.is_some() || before_beside.is_none() && far {
        return after_value(words).map(whole_day);
    }
    if let Some((Some(value), _)) = before {
        // The night of a day goes on after midnight.
        let night = value.value.ends_with(DayPart::Night.code()) && hour < MORNING;
        if let Some(day) = value.day.filter(|_| night) {
            return of_day(plus_days(day, 1)?, None, true);
        }
        let known = value.day.is_some() || before_beside.is_some();
        if known {
            return Some(whole_day(value.clone()));
        }
    }
    of_day(days.told.or(days.anchor.day)?, None, true)
}

/// The same part of another year as that of the last value before.
fn again(values: &[Option<Value>], at: usize, year: Option<i16>, by: i32, anchor: Anchor) -> Option<Value> {
    let before = values[reach(at)].iter().rev().flatten().find_map(|value| {
        let (year, part) = value.value.split_once('-')?;
        (part.len() == 2 && value.kind == TimeKind::Date).then(|| (year.parse::<i16>().ok(), part.to_owned()))
    });
    let now = match (anchor.day, &before) {
        (Some(day), _) => Some(day.year()),
        (None, Some((year, _))) => *year,
        _ => None,
    };
    let year = year.or_else(|| now?.checked_add(i16::try_from(by).ok()?));
    let year = year.map_or_else(|| open(TimeUnit::Year).to_owned(), |year| format!("{year:04}"));
    match before {
        Some((_, part)) => of_date(format!("{year}-{part}"), true),
        None => of_date(year, true),
    }
}

/// The expressions before one, as far as they are looked at.
fn reach(at: usize) -> Range<usize> {
    at.saturating_sub(REACH)..at
}

/// The last day that is named before.
fn day_before(values: &[Option<Value>], at: usize) -> Option<Date> {
    values[reach(at)].iter().rev().find_map(|value| value.as_ref()?.day)
}

/// The day on which the speech around an expression was held: named in the same paragraph, or before.
fn spoken_on(
    words: &Words<'_>,
    found: &[Found],
    values: &[Option<Value>],
    at: usize,
    anchor: Anchor,
) -> Option<Date> {
    let anchor = anchor.day?;
    let paragraph = words.tokens.get(found[at].start)?.paragraph;
    let day = |place: usize| {
        let day = values[place].as_ref()?.day?;
        let is_weekday = matches!(
            found[place].says,
            Says::Day(Day { weekday: Some(_), turn: Turn::Open, .. })
                | Says::Weekday { turn: Turn::Open, .. }
        );
        (is_weekday && (0..=SPOKEN_WITHIN).contains(&days_between(day, anchor))).then_some(day)
    };
    let beside = |place: &usize| {
        words.tokens.get(found[*place].start).is_some_and(|token| token.paragraph == paragraph)
    };
    (at + 1..found.len())
        .take(REACH)
        .take_while(beside)
        .find_map(day)
        .or_else(|| reach(at).filter_map(day).max())
}

/// Before which tokens a quotation of their paragraph is open.
pub(super) fn speech(tokens: &[Token]) -> Vec<bool> {
    let mut open = false;
    let before = |token: &Token| {
        let was = open && !token.opens_paragraph;
        open = if token.classes.has(Class::QuoteOpen) {
            true
        } else if token.classes.has(Class::QuoteClose) {
            false
        } else {
            was != token.classes.has(Class::QuoteBoth)
        };
        was
    };
    tokens.iter().map(before).collect()
}

/// Whether a quotation is open before a token.
pub(super) fn said(speech: &[bool], at: usize) -> bool {
    speech.get(at).is_some_and(|said| *said)
}

/// So many units from the last time that was named.
fn onward(values: &[Option<Value>], at: usize, unit: TimeUnit, by: i32, anchor: Anchor) -> Option<Value> {
    let before = values[reach(at)].iter().rev().flatten();
    // Of what is named before, what is as fine as the unit: a year says nothing of *two days later*.
    let dates = before.filter(|value| matches!(value.kind, TimeKind::Date | TimeKind::Time));
    let base = dates.filter_map(start_of).find(|(_, known)| *known <= unit);
    match base {
        Some((day, _)) => {
            let day = plus(day, unit, by)?;
            let mut value = of_date(value_of(day, unit), true)?;
            value.day = (unit == TimeUnit::Day).then_some(day);
            Some(value)
        }
        _ if by == 0 => of_open(open(unit).to_owned(), None),
        _ if unit > TimeUnit::Day && anchor.day.is_some() => step(unit, by, None, false, anchor.day),
        _ => of_open(open(unit).to_owned(), None),
    }
}

/// The first day of what a value names, and its unit.
fn start_of(value: &Value) -> Option<(Date, TimeUnit)> {
    if let Some(day) = value.day {
        return Some((day, TimeUnit::Day));
    }
    let mut pieces = value.value.split(|c: char| !c.is_ascii_alphanumeric());
    let year: i16 = pieces.next()?.parse().ok()?;
    match pieces.next().map(str::parse) {
        None => Some((date(year, 1, 1)?, TimeUnit::Year)),
        Some(Ok(month)) => Some((date(year, month, 1)?, TimeUnit::Month)),
        Some(Err(_)) => None,
    }
}
