//! From what the words say to TIMEX3 values.

use super::calendar::{date, days_between, nearest, open, plus, plus_days, value_of, weekday};
use super::sense::{Day, Found, Says, Turn, Value};
use super::words::Words;
use crate::model::{Anchor, DoubtKind, Time, TimeKind};
use jiff::civil::Date;
use kutip_lang::{Class, ClassSet, DayPart, Sense, TimeUnit, TimeWord};
use kutip_text::{Certainty, Mark};
use std::fmt::Write as _;

const JOINS: ClassSet = ClassSet::of(&[Class::Coordinator, Class::Dash]);

/// How many months ahead a month without a year may lie where nothing says that it has not come yet.
const NEAR_MONTHS: i16 = 4;

/// How near the anchor a date lies that is taken to be the wrong way round: days before it, days after it.
const TURNED_BEFORE: i32 = 60;
const TURNED_AFTER: i32 = 7;

/// How many days before the anchor a day may lie from which somebody's *today* counts.
const SPOKEN_WITHIN: i32 = 7;

pub(super) fn all(
    words: &mut Words<'_>,
    found: &[Found],
    anchor: Anchor,
    doubts: &mut Vec<Mark<DoubtKind>>,
) -> Vec<Mark<Time>> {
    // Days first: what is said of *today* may count from a day that is named after it.
    let mut values: Vec<Option<Value>> = Vec::with_capacity(found.len());
    for (at, expression) in found.iter().enumerate() {
        let value = beside_date(words, found, &values, at);
        values.push(value.or_else(|| on_calendar(words, expression, anchor, doubts)));
    }
    for at in 0..found.len() {
        if values[at].is_none() {
            values[at] = by_context(words, found, &values, at, anchor);
        }
    }
    let marks = found.iter().zip(values).filter_map(|(expression, value)| {
        let Value { kind, value, day, inferred } = value?;
        let certainty = if inferred { Certainty::Inferred } else { Certainty::Written };
        let span = words.span(expression.start, expression.end);
        Some(Mark { span, by: expression.by, value: Time { kind, value, day, certainty } })
    });
    marks.collect()
}

/// A day of the week right after a date is the one that follows it: *Sabtu (3/6) dan Minggu*.
fn beside_date(words: &Words<'_>, found: &[Found], values: &[Option<Value>], at: usize) -> Option<Value> {
    let Says::Weekday { weekday: wanted, turn: Turn::Open, part } = found[at].says else { return None };
    let before = found.get(at.checked_sub(1)?)?;
    if let Says::EveryWeekday(_) = before.says
        && joined(words, before, &found[at])
    {
        return set(format!("XXXX-WXX-{wanted}"));
    }
    let day = values.get(at - 1)?.as_ref()?.day?;
    let ahead = i32::from(wanted) - i32::from(weekday(day));
    if joined(words, before, &found[at]) {
        of_day(plus_days(day, ahead.rem_euclid(7))?, part, true)
    } else {
        None
    }
}

/// Whether nothing but *and* or *or* stands between the two.
fn joined(words: &Words<'_>, first: &Found, second: &Found) -> bool {
    first.end + 1 == second.start && words.tokens.get(first.end).is_some_and(|token| token.classes.any(JOINS))
}

fn of_date(value: String, inferred: bool) -> Option<Value> {
    Some(Value { kind: TimeKind::Date, value, day: None, inferred })
}

/// A day, with its part of the day.
fn of_day(day: Date, part: Option<DayPart>, inferred: bool) -> Option<Value> {
    let mut value = value_of(day, TimeUnit::Day);
    let kind = push_part(&mut value, part);
    Some(Value { kind, value, day: Some(day), inferred })
}

fn push_part(value: &mut String, part: Option<DayPart>) -> TimeKind {
    let Some(part) = part else { return TimeKind::Date };
    value.push('T');
    value.push_str(part.code());
    TimeKind::Time
}

fn of_open(value: String, part: Option<DayPart>) -> Option<Value> {
    let mut value = value;
    let kind = push_part(&mut value, part);
    Some(Value { kind, value, day: None, inferred: false })
}

/// What needs no other expression: dates, days of the week, months, years.
fn on_calendar(
    words: &mut Words<'_>,
    found: &Found,
    anchor: Anchor,
    doubts: &mut Vec<Mark<DoubtKind>>,
) -> Option<Value> {
    let now = anchor.day;
    match found.says {
        Says::Day(day) => {
            let (date, agrees) = match (day.year, now) {
                (None, None) => {
                    return of_open(format!("XXXX-{:02}-{:02}", day.month, day.day), day.part);
                }
                (year, _) => dated(words, found, &day, year, now)?,
            };
            if !agrees {
                let span = words.span(found.start, found.end);
                doubts.push(Mark { span, by: found.by, value: DoubtKind::WeekdayDateDisagree });
            }
            of_day(date, day.part, day.year.is_none() || !agrees)
        }
        Says::Weekday { weekday, turn, part } => match now {
            Some(now) => of_day(day_of_week(words, found, weekday, turn, now)?, part, true),
            None => of_open(format!("XXXX-WXX-{weekday}"), part),
        },
        Says::Month { month, year: Some(year), .. } => of_date(format!("{year:04}-{month:02}"), false),
        Says::Month { month, year: None, turn } => match now {
            Some(now) => {
                of_date(format!("{:04}-{month:02}", year_of_month(words, found, month, turn, now)), true)
            }
            None => of_date(format!("XXXX-{month:02}"), false),
        },
        Says::Year(year) => of_date(format!("{year:04}"), false),
        Says::PartOfYear { parts, nth, year, turn } => {
            let year = year.or_else(|| match turn {
                Turn::Of(TimeUnit::Year, by) => now?.year().checked_add(i16::try_from(by).ok()?),
                _ => now.map(Date::year),
            });
            let letter = if parts == 2 { "H" } else { "Q" };
            of_date(
                year.map_or_else(|| format!("XXXX-{letter}{nth}"), |year| format!("{year:04}-{letter}{nth}")),
                year.is_none(),
            )
        }
        Says::Decade(decade) => of_date(format!("{decade:03}X"), false),
        Says::Century(century) => of_date(format!("{century:02}XX"), false),
        Says::Present => of_date("PRESENT_REF".to_owned(), false),
        Says::Past => of_date("PAST_REF".to_owned(), false),
        Says::Future => of_date("FUTURE_REF".to_owned(), false),
        Says::Length { first, then } => {
            Some(Value { kind: TimeKind::Duration, value: length(first, then), day: None, inferred: false })
        }
        Says::Every { number, unit } => set(length((number, unit), None)),
        Says::EveryWeekday(weekday) => set(format!("XXXX-WXX-{weekday}")),
        Says::EveryPart(part) => set(format!("XXXX-XX-XXT{}", part.code())),
        Says::Step { unit, by, part, weekend } if unit != TimeUnit::Day => step(unit, by, part, weekend, now),
        Says::Step { .. } | Says::Onward { .. } | Says::Part(_) | Says::Clock { .. } => None,
    }
}

fn set(value: String) -> Option<Value> {
    Some(Value { kind: TimeKind::Set, value, day: None, inferred: false })
}

/// The day of a date, and whether day of the week and date agree as they are written.
fn dated(
    words: &Words<'_>,
    found: &Found,
    day: &Day,
    year: Option<i16>,
    now: Option<Date>,
) -> Option<(Date, bool)> {
    let wanted = day.weekday;
    if let Some(year) = year {
        let written = date(year, day.month, day.day);
        let turned = if day.digits { date(year, day.day, day.month) } else { None };
        return choose(written, turned, wanted, now);
    }
    let now = now?;
    if let Turn::Of(TimeUnit::Year, by) = day.turn {
        return Some((date(now.year() + i16::try_from(by).ok()?, day.month, day.day)?, true));
    }
    if wanted.is_some() {
        if let Some(date) = nearest(day.month, day.day, wanted, now) {
            return Some((date, true));
        }
        let turned = if day.digits { nearest(day.day, day.month, wanted, now) } else { None };
        return choose(nearest(day.month, day.day, None, now), turned, wanted, Some(now));
    }
    let of = |year| date(year, day.month, day.day);
    let this = of(now.year()).or_else(|| nearest(day.month, day.day, None, now))?;
    let days = days_between(now, this);
    let chosen = match day.turn {
        Turn::Next if days < 0 => of(now.year() + 1),
        Turn::Next | Turn::This => Some(this),
        Turn::Ago if days > 0 => of(now.year() - 1),
        _ if days < -180 && (coming(words, found) || days < -300) => of(now.year() + 1),
        _ if days > 183 && !coming(words, found) => of(now.year() - 1),
        _ => Some(this),
    };
    Some((chosen.unwrap_or(this), true))
}

/// The date as written, unless only day and month the other way round fit the day of the week and lie near.
fn choose(
    written: Option<Date>,
    turned: Option<Date>,
    wanted: Option<u8>,
    now: Option<Date>,
) -> Option<(Date, bool)> {
    let fits = |date: &Date| wanted.is_none_or(|wanted| weekday(*date) == wanted);
    if let Some(date) = written.filter(fits) {
        return Some((date, true));
    }
    let distance = |date: Date| now.map_or(0, |now| days_between(date, now));
    let near = |date: Date| (-TURNED_AFTER..=TURNED_BEFORE).contains(&distance(date));
    let far = written.is_none_or(|date| !(0..=TURNED_AFTER).contains(&distance(date)) || now.is_none());
    if let Some(date) = turned.filter(fits).filter(|date| near(*date) && far) {
        return Some((date, false));
    }
    Some((written.or(turned)?, false))
}

/// The day of a week's day: the last one, if the words do not say otherwise.
fn day_of_week(words: &Words<'_>, found: &Found, wanted: u8, turn: Turn, now: Date) -> Option<Date> {
    let back = (i32::from(weekday(now)) - i32::from(wanted)).rem_euclid(7);
    let in_week = |week: i32| plus_days(now, i32::from(wanted) - i32::from(weekday(now)) + 7 * week);
    match turn {
        Turn::Of(TimeUnit::Week, week) => in_week(week),
        Turn::This => in_week(0),
        Turn::Ago => plus_days(now, if back == 0 { -7 } else { -back }),
        Turn::Next => plus_days(now, 7 - back),
        _ if back > 0 && coming(words, found) => plus_days(now, 7 - back),
        _ => plus_days(now, -back),
    }
}

fn year_of_month(words: &Words<'_>, found: &Found, month: u8, turn: Turn, now: Date) -> i16 {
    let (year, ahead) = (now.year(), i16::from(month) - i16::from(now.month()));
    match turn {
        Turn::Of(TimeUnit::Year, by) => year + i16::try_from(by).unwrap_or(0),
        Turn::Next if ahead < 0 => year + 1,
        Turn::Next | Turn::This => year,
        Turn::Ago if ahead >= 0 => year - 1,
        _ if ahead < 0 && coming(words, found) && ahead < -6 => year + 1,
        _ if ahead > 6 || ahead > 0 && !coming(words, found) && ahead > NEAR_MONTHS => year - 1,
        _ => year,
    }
}

/// Whether the clause says that it has not happened yet.
fn coming(words: &Words<'_>, found: &Found) -> bool {
    let ends = ClassSet::of(&[
        Class::SentenceEnd,
        Class::Comma,
        Class::QuoteBoth,
        Class::QuoteOpen,
        Class::QuoteClose,
        Class::Semicolon,
    ]);
    for at in (found.start.saturating_sub(14)..found.start).rev() {
        let Some(token) = words.tokens.get(at) else { break };
        if token.classes.any(ends) {
            return false;
        }
        for term in words.terms.at(at) {
            match term.sense {
                Sense::Time(entry)
                    if words.lang.time_words.get(entry as usize) == Some(&TimeWord::Coming) =>
                {
                    return true;
                }
                Sense::Cue(_) => return false,
                _ => {}
            }
        }
        if token.opens_paragraph {
            break;
        }
    }
    false
}

fn step(unit: TimeUnit, by: i32, part: Option<DayPart>, weekend: bool, now: Option<Date>) -> Option<Value> {
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
    let day = plus(now, unit, by)?;
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
fn by_context(
    words: &mut Words<'_>,
    found: &[Found],
    values: &[Option<Value>],
    at: usize,
    anchor: Anchor,
) -> Option<Value> {
    let expression = &found[at];
    match expression.says {
        Says::Step { unit, by, part, weekend } => {
            let spoken = if quoted(words, expression.start) {
                spoken_on(words, found, values, at, anchor)
            } else {
                None
            };
            step(unit, by, part, weekend, spoken.or(anchor.day))
        }
        Says::Onward { unit, by } => onward(values, at, unit, by, anchor),
        Says::Part(part) => match day_before(values, at).or(anchor.day) {
            Some(day) => of_day(day, Some(part), true),
            None => of_open(open(TimeUnit::Day).to_owned(), Some(part)),
        },
        Says::Clock { hour, minute, second } => {
            let day = day_before(values, at).or(anchor.day);
            let mut value =
                day.map_or_else(|| open(TimeUnit::Day).to_owned(), |day| value_of(day, TimeUnit::Day));
            let written = match (minute, second) {
                (Some(minute), Some(second)) => write!(value, "T{hour:02}:{minute:02}:{second:02}"),
                (Some(minute), None) => write!(value, "T{hour:02}:{minute:02}"),
                _ => write!(value, "T{hour:02}"),
            };
            debug_assert!(written.is_ok());
            Some(Value { kind: TimeKind::Time, value, day, inferred: day.is_some() })
        }
        _ => None,
    }
}

/// The last day that is named before.
fn day_before(values: &[Option<Value>], at: usize) -> Option<Date> {
    values[..at].iter().rev().find_map(|value| value.as_ref()?.day)
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
    (at + 1..found.len()).take_while(beside).find_map(day).or_else(|| (0..at).filter_map(day).max())
}

/// Whether a token lies in a quotation.
fn quoted(words: &Words<'_>, at: usize) -> bool {
    let mut open = false;
    let paragraph = words.tokens.get(at).map(|token| token.paragraph);
    let first =
        words.tokens[..at].iter().rev().take_while(|token| Some(token.paragraph) == paragraph).count();
    for token in &words.tokens[at - first..at] {
        if token.classes.has(Class::QuoteOpen) {
            open = true;
        } else if token.classes.has(Class::QuoteClose) {
            open = false;
        } else if token.classes.has(Class::QuoteBoth) {
            open = !open;
        }
    }
    open
}

/// So many units from the last time that was named.
fn onward(values: &[Option<Value>], at: usize, unit: TimeUnit, by: i32, anchor: Anchor) -> Option<Value> {
    let before = values[..at].iter().rev().flatten();
    let base =
        before.filter(|value| matches!(value.kind, TimeKind::Date | TimeKind::Time)).find_map(|value| {
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
        });
    match base {
        Some((day, known)) if known <= unit => {
            let day = plus(day, unit, by)?;
            let mut value = of_date(value_of(day, unit), true)?;
            value.day = (unit == TimeUnit::Day).then_some(day);
            Some(value)
        }
        _ if by == 0 => None,
        _ if unit > TimeUnit::Day && anchor.day.is_some() => step(unit, by, None, false, anchor.day),
        _ => of_open(open(unit).to_owned(), None),
    }
}

/// `P3Y6M`, `PT13.5H`, `PXD`.
fn length(first: (f64, TimeUnit), then: Option<(f64, TimeUnit)>) -> String {
    let mut value = String::from("P");
    let mut clock = false;
    for (number, unit) in std::iter::once(first).chain(then) {
        if unit < TimeUnit::Day && !clock {
            clock = true;
            value.push('T');
        }
        let (times, letter) = match unit {
            TimeUnit::Second => (1.0, "S"),
            TimeUnit::Minute | TimeUnit::Month => (1.0, "M"),
            TimeUnit::Hour => (1.0, "H"),
            TimeUnit::Day => (1.0, "D"),
            TimeUnit::Week => (1.0, "W"),
            TimeUnit::Year => (1.0, "Y"),
            TimeUnit::Decade => (10.0, "Y"),
            TimeUnit::Century => (100.0, "Y"),
        };
        let written = if number.is_nan() { write!(value, "X") } else { write!(value, "{}", number * times) };
        debug_assert!(written.is_ok());
        value.push_str(letter);
    }
    value
}
