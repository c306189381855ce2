//! From what the words say to TIMEX3 values.

use super::calendar::{
    agreeing, date, days_between, length, nearest, open, plus, plus_days, value_of, weekday,
};
use super::context::{Days, by_context, speech, step};
use super::impossible::no_such_day;
use super::sense::{Day, Found, Says, Turn, Value};
use super::told;
use super::words::Words;
use crate::model::{Anchor, DoubtKind, Time, TimeKind};
use jiff::civil::Date;
use kutip_lang::{Class, ClassSet, DayPart, Sense, TimeUnit, TimeWord};
use kutip_text::{Certainty, Mark};

const JOINS: ClassSet = ClassSet::of(&[Class::Coordinator, Class::Dash]);

/// How many months ahead a month without a year may lie where nothing says that it has not come yet.
const NEAR_MONTHS: i16 = 4;

/// How near the anchor a date lies that is taken to be the wrong way round: days before it, days after it.
const TURNED_BEFORE: i32 = 60;
const TURNED_AFTER: i32 = 7;

const LEAP_YEAR: i16 = 2024;

/// How many other years a doubt names.
const OTHER_YEARS: usize = 2;

pub(super) fn all(
    words: &mut Words<'_>,
    found: &[Found],
    anchor: Anchor,
    today: Date,
    doubts: &mut Vec<Mark<DoubtKind>>,
) -> Vec<Mark<Time>> {
    // Days first: what is said of *today* may count from a day that is named after it.
    let mut values: Vec<Option<Value>> = Vec::with_capacity(found.len());
    for (at, expression) in found.iter().enumerate() {
        let value = beside_date(words, found, &values, at);
        values.push(value.or_else(|| on_calendar(words, expression, anchor, today, doubts)));
    }
    before_range(words, found, &mut values);
    let speech = speech(words.tokens);
    let days = Days { anchor, told: told::on(words, &speech, found, &values, anchor) };
    for at in 0..found.len() {
        if values[at].is_none() {
            values[at] = by_context(words, &speech, found, &values, at, days);
        }
    }
    // Day and month that no year has, or not the year that is written.
    let impossible = found.iter().zip(&values).filter(|(expression, value)| {
        value.is_none() && matches!(expression.says, Says::Day(_) | Says::DayOfMonth { .. })
    });
    doubts
        .extend(impossible.map(|(expression, _)| no_such_day(words.span(expression.start, expression.end))));
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

/// Days of the week before a date are those that come before it: *Sabtu-Minggu (10-11/6)*.
fn before_range(words: &Words<'_>, found: &[Found], values: &mut [Option<Value>]) {
    for at in (0..found.len().saturating_sub(1)).rev() {
        let Says::Weekday { weekday: wanted, turn: Turn::Open, part } = found[at].says else { continue };
        let Says::Day(Day { weekday: Some(_), .. }) = found[at + 1].says else { continue };
        let Some(day) = values[at + 1].as_ref().and_then(|value| value.day) else { continue };
        if joined(words, &found[at], &found[at + 1]) {
            let back = i32::from(weekday(day)) - i32::from(wanted);
            values[at] = plus_days(day, -back.rem_euclid(7)).and_then(|day| of_day(day, part, true));
        }
    }
}

/// Whether nothing but *and* or *or* stands between the two.
fn joined(words: &Words<'_>, first: &Found, second: &Found) -> bool {
    let marked = first.end + 1 == second.start
        && words.tokens.get(first.end).is_some_and(|token| token.classes.any(JOINS));
    marked || words.skip(first.end, TimeWord::To) == Some(second.start)
}

pub(super) fn of_date(value: String, inferred: bool) -> Option<Value> {
    Some(Value { kind: TimeKind::Date, value, day: None, inferred })
}

/// A day, with its part of the day.
pub(super) fn of_day(day: Date, part: Option<DayPart>, inferred: bool) -> Option<Value> {
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

pub(super) fn of_open(value: String, part: Option<DayPart>) -> Option<Value> {
    let mut value = value;
    let kind = push_part(&mut value, part);
    Some(Value { kind, value, day: None, inferred: false })
}

/// What needs no other expression: dates, days of the week, months, years.
fn on_calendar(
    words: &mut Words<'_>,
    found: &Found,
    anchor: Anchor,
    today: Date,
    doubts: &mut Vec<Mark<DoubtKind>>,
) -> Option<Value> {
    let now = anchor.day;
    match found.says {
        Says::Day(day) => {
            let (date, agrees) = match (day.year, now) {
                (None, None) => {
                    // No year has the thirty-first of February; a leap year has all days that any year has.
                    date(LEAP_YEAR, day.month, day.day)?;
                    return latest(words, found, &day, today, doubts).or_else(|| {
                        let open = |day: &Day, of| format!("XXXX-{:02}-{of:02}", day.month);
                        let last = day.until.map(|last| format!("/{}", open(&day, last)));
                        of_open(open(&day, day.day) + &last.unwrap_or_default(), day.part)
                    });
                }
                (year, _) => dated(words, found, &day, year, now)?,
            };
            if !agrees {
                let span = words.span(found.start, found.end);
                doubts.push(Mark { span, by: found.by, value: DoubtKind::WeekdayDateDisagree });
            }
            let mut value = of_day(date, day.part, day.year.is_none() || !agrees)?;
            if let Some(last) = day.until {
                let last = plus_days(date, i32::from(last) - i32::from(day.day))
                    .filter(|last| last.month() == date.month())?;
                value.value = format!("{}/{}", value.value, value_of(last, TimeUnit::Day));
            }
            Some(value)
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
        Says::Years(first) => of_date(format!("{first:04}/{:04}", first + 1), false),
        Says::PartOfYear { parts, nth, year, turn } => {
            let year = year.or_else(|| match turn {
                Turn::Of(TimeUnit::Year, by) => now?.year().checked_add(i16::try_from(by).ok()?),
                _ => now.map(Date::year),
            });
            let letter = letter_of(parts);
            of_date(
                year.map_or_else(|| format!("XXXX-{letter}{nth}"), |year| format!("{year:04}-{letter}{nth}")),
                year.is_none(),
            )
        }
        Says::PartStep { parts, by } => part_step(parts, by, now),
        Says::Season { season, year, by } => {
            let year = year.or_else(|| now?.year().checked_add(i16::try_from(by?).ok()?));
            let year = year.map_or_else(|| open(TimeUnit::Year).to_owned(), |year| format!("{year:04}"));
            of_date(format!("{year}-{}", season.code()), by.is_some() && now.is_some())
        }
        Says::DayOfMonth { day, by } => match now.and_then(|now| plus(now, TimeUnit::Month, by)) {
            Some(month) => of_day(date(month.year(), month.month().unsigned_abs(), day)?, None, true),
            None => of_open(format!("{}-{day:02}", open(TimeUnit::Month)), None),
        },
        Says::Elsewhere(unit) => of_open(open(unit).to_owned(), None),
        Says::Decade(decade) => of_date(format!("{decade:03}"), false),
        Says::Century(century) => of_date(format!("{century:02}"), false),
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
        Says::Step { .. }
        | Says::Onward { .. }
        | Says::DayOnward { .. }
        | Says::Again { .. }
        | Says::Part(_)
        | Says::Clock { .. } => None,
    }
}

/// The latest day, not after the reference day, in which a date without a year falls on its day of the week.
fn latest(
    words: &Words<'_>,
    found: &Found,
    day: &Day,
    today: Date,
    doubts: &mut Vec<Mark<DoubtKind>>,
) -> Option<Value> {
    let mut days = agreeing(day.month, day.day, day.weekday?, today);
    let date = days.next()?;
    let span = words.span(found.start, found.end);
    let others = days.take(OTHER_YEARS).map(Date::year).collect();
    doubts.push(Mark { span, by: found.by, value: DoubtKind::YearInferred(others) });
    of_day(date, day.part, true)
}

/// A quarter or half of a year, so many from now.
fn part_step(parts: u8, by: i32, now: Option<Date>) -> Option<Value> {
    let letter = letter_of(parts);
    let Some(now) = now else { return of_date(format!("{}-{letter}X", open(TimeUnit::Year)), false) };
    let months = 12 / i32::from(parts.max(1));
    let day = plus(now, TimeUnit::Month, by * months)?;
    let nth = (i32::from(day.month()) - 1) / months + 1;
    of_date(format!("{:04}-{letter}{nth}", day.year()), true)
}

fn letter_of(parts: u8) -> &'static str {
    if parts == 2 { "H" } else { "Q" }
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
        let terms = words.terms.at(at);
        if terms.iter().any(|term| match term.sense {
            Sense::Time(entry) => words.lang.time_words.get(entry as usize) == Some(&TimeWord::Coming),
            _ => false,
        }) {
            return true;
        }
        if terms.iter().any(|term| matches!(term.sense, Sense::Cue(_))) {
            return false;
        }
        if token.opens_paragraph {
            break;
        }
    }
    false
}
