//! Reckoning with days.

use jiff::Span;
use jiff::civil::Date;
use kutip_lang::TimeUnit;
use std::fmt::Write as _;

pub(super) fn date(year: i16, month: u8, day: u8) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Monday is 1.
pub(super) fn weekday(date: Date) -> u8 {
    date.weekday().to_monday_one_offset().unsigned_abs()
}

pub(super) fn plus_days(date: Date, days: i32) -> Option<Date> {
    date.checked_add(Span::new().try_days(days).ok()?).ok().filter(|date| has_year(*date))
}

/// Days from one to the other.
pub(super) fn days_between(from: Date, to: Date) -> i32 {
    i32::try_from(to.duration_since(from).as_hours() / 24).unwrap_or(i32::MAX)
}

/// The day so many units on; the day of a shorter month is its last.
pub(super) fn plus(date: Date, unit: TimeUnit, by: i32) -> Option<Date> {
    let span = Span::new();
    let span = match unit {
        TimeUnit::Day => span.try_days(by),
        TimeUnit::Week => span.try_weeks(by),
        TimeUnit::Month => span.try_months(by),
        TimeUnit::Year => span.try_years(by),
        TimeUnit::Decade => span.try_years(by.checked_mul(10)?),
        TimeUnit::Century => span.try_years(by.checked_mul(100)?),
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => return None,
    };
    date.checked_add(span.ok()?).ok().filter(|date| has_year(*date))
}

/// Values have years of four digits from the year 1 on.
fn has_year(date: Date) -> bool {
    date.year() > 0
}

/// The value of the unit that holds a day: `2024-W43`, `2024-10`.
pub(super) fn value_of(date: Date, unit: TimeUnit) -> String {
    let mut value = String::with_capacity(10);
    let year = date.year();
    let written = match unit {
        TimeUnit::Week => {
            let week = date.iso_week_date();
            write!(value, "{:04}-W{:02}", week.year(), week.week())
        }
        TimeUnit::Month => write!(value, "{year:04}-{:02}", date.month()),
        TimeUnit::Year => write!(value, "{year:04}"),
        TimeUnit::Decade => write!(value, "{:03}", year / 10),
        TimeUnit::Century => write!(value, "{:02}", year / 100),
        _ => write!(value, "{year:04}-{:02}-{:02}", date.month(), date.day()),
    };
    debug_assert!(written.is_ok());
    value
}

/// The value of the unit that holds a day that is not known.
pub(super) fn open(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Week => "XXXX-WXX",
        TimeUnit::Month => "XXXX-XX",
        TimeUnit::Year => "XXXX",
        TimeUnit::Decade => "XXX",
        TimeUnit::Century => "XX",
        _ => "XXXX-XX-XX",
    }
}

/// How far from the anchor a date without a year may lie to agree with its day of the week.
const AGREES_WITHIN: i32 = 200;

/// The date in the year in which it lies nearest to a day; with a day of the week, only where it agrees with that.
pub(super) fn nearest(month: u8, day: u8, weekday_wanted: Option<u8>, around: Date) -> Option<Date> {
    let years = [around.year(), around.year() - 1, around.year() + 1];
    years
        .into_iter()
        .filter_map(|year| date(year, month, day))
        .filter(|date| weekday_wanted.is_none_or(|wanted| weekday(*date) == wanted))
        .min_by_key(|date| days_between(around, *date).abs())
        .filter(|date| weekday_wanted.is_none() || days_between(around, *date).abs() <= AGREES_WITHIN)
}

/// The years, from the latest back, in which a date falls on a weekday and not after the reference day.
pub(super) fn agreeing(month: u8, day: u8, wanted: u8, today: Date) -> impl Iterator<Item = Date> {
    (0..30)
        .filter_map(move |back| date(today.year() - back, month, day))
        .filter(move |date| *date <= today && weekday(*date) == wanted)
}

/// `P3Y6M`, `PT13.5H`, `PXD`.
pub(super) fn length(first: (f64, TimeUnit), then: Option<(f64, TimeUnit)>) -> String {
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
