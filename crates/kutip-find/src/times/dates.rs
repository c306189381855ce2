//! Dates of the calendar and times of the clock.

use super::sense::{Day, Found, Says, Turn};
use super::words::Words;
use crate::amounts::number::{Digits, quantity};
use crate::model::TokenKind;
use crate::rules::TIMES;
use kutip_lang::{Class, DayPart, NumberWord, TimeUnit, TimeWord};

/// What was read and where it ends.
pub(super) type Read<T> = Option<(T, usize)>;

/// Day, month and perhaps year.
#[derive(Clone, Copy, Debug)]
pub(super) struct Calendar {
    pub(super) day: u8,
    pub(super) month: u8,
    pub(super) year: Option<i16>,
    pub(super) digits: bool,
}

pub(super) fn digits(words: &Words<'_>, at: usize) -> Option<Digits> {
    if words.is_number(at) { Digits::read(words.of(at)) } else { None }
}

pub(super) fn small(words: &Words<'_>, at: usize, most: u32) -> Option<u8> {
    let value = digits(words, at)?.whole(2)?;
    if (1..=most).contains(&value) { u8::try_from(value).ok() } else { None }
}

/// A year of four digits.
pub(super) fn year(words: &Words<'_>, at: usize) -> Option<i16> {
    let value = digits(words, at)?.whole(4)?;
    if (1500..=2100).contains(&value) { i16::try_from(value).ok() } else { None }
}

/// A year of four or two digits, where it can be nothing else.
pub(super) fn any_year(words: &Words<'_>, at: usize) -> Option<i16> {
    year(words, at).or_else(|| {
        let value = digits(words, at)?.groups().first().filter(|(_, len)| *len == 2)?.0;
        i16::try_from(value).ok().map(|value| if value < 60 { 2000 + value } else { 1900 + value })
    })
}

fn is_join(words: &Words<'_>, at: usize) -> bool {
    words.has(at, Class::Slash) || words.has(at, Class::Dash)
}

/// `28/10`, `28/10/2024`, `28-10-2024`, `2024-10-28`, `28.10.2024`.
pub(super) fn in_digits(words: &Words<'_>, at: usize) -> Read<Calendar> {
    let of = |day, month, year| Calendar { day, month, year, digits: true };
    if let [(day, _), (month, _), (year, 4)] = *digits(words, at)?.groups() {
        let (day, month) = (u8::try_from(day).ok()?, u8::try_from(month).ok()?);
        return (day <= 31 && month <= 12).then_some((of(day, month, i16::try_from(year).ok()), at + 1));
    }
    if !is_join(words, at + 1) {
        return None;
    }
    if let Some(year) = year(words, at) {
        let (month, day) = (small(words, at + 2, 12)?, small(words, at + 4, 31)?);
        return is_join(words, at + 3).then_some((of(day, month, Some(year)), at + 5));
    }
    let (day, month) = (small(words, at, 31)?, small(words, at + 2, 31)?);
    // No month is above twelve: there the month stands first.
    let (day, month) = if month > 12 { (month, day) } else { (day, month) };
    if month > 12 {
        return None;
    }
    if is_join(words, at + 3)
        && let Some(year) = any_year(words, at + 4)
    {
        return Some((of(day, month, Some(year)), at + 5));
    }
    words.has(at + 1, Class::Slash).then_some((of(day, month, None), at + 3))
}

/// A month by name, which may be small after a day.
pub(super) fn month(words: &Words<'_>, at: usize, short: bool) -> Read<u8> {
    let dated = |at: usize| at.checked_sub(1).is_some_and(|day| small(words, day, 31).is_some());
    let hit = words.time(at, |word| match word {
        TimeWord::Month(month) if words.capital(at) || dated(at) => Some(month),
        TimeWord::MonthShort(month) if short && words.capital(at) => Some(month),
        _ => None,
    })?;
    Some((hit.word, hit.end))
}

/// The year after a month: its own, or that of the other end of the range.
fn year_of_month(words: &Words<'_>, at: usize) -> (Option<i16>, usize) {
    if let Some(year) = year(words, at) {
        return (Some(year), at + 1);
    }
    if let Some(noun) =
        words.skip(at, TimeWord::Unit(TimeUnit::Year)).filter(|noun| year(words, *noun).is_some())
    {
        return (year(words, noun), noun + 1);
    }
    (None, at)
}

/// The year that stands only at the other end of a range.
fn year_of_range(words: &Words<'_>, at: usize) -> Option<i16> {
    let next = between(words, at)?;
    let next = next + usize::from(small(words, next, 31).is_some());
    let (_, end) = month(words, next, false)?;
    year_of_month(words, end).0
}

/// Which month of a name is meant, where only the other of two says so: *Mei atau Juni tahun depan*.
pub(super) fn turn_of_range(words: &Words<'_>, at: usize) -> Turn {
    let other = between(words, at).and_then(|next| month(words, next, false));
    other.and_then(|(_, end)| turn(words, end)).map_or(Turn::Open, |(turn, _)| turn)
}

/// What may stand between the ends of a range, or between two of a list.
pub(super) fn between(words: &Words<'_>, at: usize) -> Option<usize> {
    if words.has(at, Class::Dash) || words.has(at, Class::Coordinator) {
        return Some(at + 1);
    }
    words.skip(at, TimeWord::To)
}

/// `28 Oktober`, `28 Oktober 2024`.
pub(super) fn day_and_month(words: &Words<'_>, at: usize) -> Read<Calendar> {
    let day = small(words, at, 31)?;
    let (month, end) = month(words, at + 1, true)?;
    let (year, end) = year_of_month(words, end);
    Some((Calendar { day, month, year, digits: false }, end))
}

/// `September`, `September 2016`.
pub(super) fn month_and_year(words: &Words<'_>, at: usize) -> Read<(u8, Option<i16>)> {
    let (month, end) = month(words, at, year(words, at + 1).is_some())?;
    let (year, end) = year_of_month(words, end);
    Some(((month, year.or_else(|| year_of_range(words, end))), end))
}

/// Which one of several is meant: last, next, last week's.
pub(super) fn turn(words: &Words<'_>, at: usize) -> Read<Turn> {
    let direct = |at| {
        let hit = words.time(at, |word| match word {
            TimeWord::Ago | TimeWord::Day(-1) => Some(Turn::Ago),
            TimeWord::Next | TimeWord::Later | TimeWord::Day(1) => Some(Turn::Next),
            TimeWord::This => Some(Turn::This),
            _ => None,
        })?;
        Some((hit.word, hit.end))
    };
    let unit = words.time(at, |word| match word {
        TimeWord::Unit(unit @ (TimeUnit::Week | TimeUnit::Month | TimeUnit::Year)) => Some(unit),
        _ => None,
    });
    if let Some(unit) = unit {
        let (turn, end) = direct(unit.end)?;
        let by = match turn {
            Turn::Ago => -1,
            Turn::Next => 1,
            _ => 0,
        };
        return Some((Turn::Of(unit.word, by), end));
    }
    direct(at)
}

pub(super) fn part(words: &Words<'_>, at: usize) -> Read<DayPart> {
    let hit = words.time(at, |word| match word {
        TimeWord::Part(part) => Some(part),
        _ => None,
    })?;
    Some((hit.word, hit.end))
}

/// A part of the day after a date, with its zone; not one that begins another expression (`malam hari`).
fn with_part(words: &Words<'_>, at: usize) -> (Option<DayPart>, usize) {
    let own = part(words, at).filter(|(_, end)| words.skip(*end, TimeWord::Unit(TimeUnit::Day)).is_none());
    own.map_or((None, at), |(part, end)| (Some(part), zone(words, end)))
}

/// `tanggal 5`, `tanggal 12 bulan depan`: a day of a month that is not named.
pub(super) fn day_of_month(words: &Words<'_>, start: usize) -> Option<Found> {
    let at = words.skip(start, TimeWord::Calendar)?;
    let day = small(words, at, 31)?;
    let next = at + 1;
    let other = is_join(words, next)
        || month(words, next, true).is_some()
        || between(words, next).is_some_and(|next| words.is_number(next))
        || words.has(next, Class::Comma) && words.is_number(next + 1)
        || words.time(next, |word| matches!(word, TimeWord::Unit(_)).then_some(())).is_some()
            && turn(words, next).is_none();
    if other {
        return None;
    }
    let (by, end) = match turn(words, next) {
        Some((Turn::Of(TimeUnit::Month, by), end)) => (by, end),
        Some((Turn::Ago | Turn::Next | Turn::This, end)) => (0, end),
        _ => (0, next),
    };
    Some(Found { start, end, by: TIMES, says: Says::DayOfMonth { day, by } })
}

fn zone(words: &Words<'_>, at: usize) -> usize {
    words.skip(at, TimeWord::Zone).unwrap_or(at)
}

/// A day of the week with all that belongs to it: `Senin (28/10) sore`, `Rabu pekan depan`, `Minggu waktu setempat (27/11)`.
pub(super) fn weekday(words: &Words<'_>, at: usize) -> Option<Found> {
    let start = at;
    let at = words.skip(at, TimeWord::Unit(TimeUnit::Day)).unwrap_or(at);
    let hit = words.time(at, |word| match word {
        TimeWord::Weekday(day) if words.capital(at) || at > start || has_date(words, at + 1) => Some(day),
        _ => None,
    })?;
    if means_week(words, at, hit.end) && start == at {
        return None;
    }
    let (mut part_of_day, mut end) =
        part(words, hit.end).map_or((None, hit.end), |(part, end)| (Some(part), end));
    end = zone(words, end);
    let (before, end_before) = turn(words, end).unwrap_or((Turn::Open, end));
    if let Some((date, next)) = dated(words, end_before) {
        end = next;
        if let Some((part, next)) = part(words, end) {
            (part_of_day, end) = (Some(part), next);
        }
        end = zone(words, end);
        let (mut turn, next) = turn(words, end).unwrap_or((Turn::Open, end));
        if turn == Turn::This {
            turn = Turn::Open;
        } else {
            end = next;
        }
        let Calendar { day, month, year, digits } = date;
        let says = Says::Day(Day {
            weekday: Some(hit.word),
            day,
            until: None,
            month,
            year,
            turn,
            part: part_of_day,
            digits,
        });
        return Some(Found { start, end, by: hit.by, says });
    }
    if let Some((part, next)) = part(words, end_before) {
        (part_of_day, end) = (Some(part), next);
    } else {
        end = end_before;
    }
    let says = Says::Weekday { weekday: hit.word, turn: before, part: part_of_day };
    Some(Found { start, end, by: hit.by, says })
}

/// Whether a date in brackets follows, so that the word for the day may be small: *jumat (28/10)*.
fn has_date(words: &Words<'_>, at: usize) -> bool {
    words.has(at, Class::BracketOpen) && in_digits(words, at + 1).is_some()
}

/// At the start of a sentence the name of the day may be the word for week.
fn means_week(words: &Words<'_>, at: usize, end: usize) -> bool {
    words.opens(at)
        && words.skip(at, TimeWord::Unit(TimeUnit::Week)).is_some()
        && turn(words, end).is_some_and(|(turn, _)| !matches!(turn, Turn::Of(..)))
}

/// The date after a day of the week, in brackets or after a comma.
fn dated(words: &Words<'_>, at: usize) -> Read<Calendar> {
    let at = at + usize::from(words.has(at, Class::Comma));
    if words.has(at, Class::BracketOpen) {
        let (date, end) = last_of_days(words, at + 1)
            .or_else(|| in_digits(words, at + 1))
            .or_else(|| day_and_month(words, at + 1))?;
        return words.has(end, Class::BracketClose).then_some((date, end + 1));
    }
    let at = words.skip(at, TimeWord::Calendar).unwrap_or(at);
    day_and_month(words, at).or_else(|| in_digits(words, at))
}

/// `hari ini (24/6)`, `kemarin malam (24/6)`: the date in brackets says which day a word for it means.
pub(super) fn dated_in_brackets(words: &Words<'_>, found: &mut Found) {
    let Says::Step { unit: TimeUnit::Day, part, weekend: false, .. } = found.says else { return };
    if let Some((date, end)) = dated(words, found.end).filter(|_| words.has(found.end, Class::BracketOpen)) {
        let Calendar { day, month, year, digits } = date;
        let turn = Turn::Open;
        found.says = Says::Day(Day { weekday: None, day, until: None, month, year, turn, part, digits });
        found.end = end;
    }
}

/// The last of several days of one month: `10-11/6`.
fn last_of_days(words: &Words<'_>, at: usize) -> Read<Calendar> {
    let first = small(words, at, 31)?;
    let last = small(words, at + 2, 31).filter(|last| *last > first && words.has(at + 1, Class::Dash))?;
    words.has(at + 3, Class::Slash).then_some(())?;
    let month = small(words, at + 4, 12)?;
    let year = if words.has(at + 5, Class::Slash) { any_year(words, at + 6) } else { None };
    let end = if year.is_some() { at + 7 } else { at + 5 };
    Some((Calendar { day: last, month, year, digits: false }, end))
}

/// Days of one month, of which only the last names it: `10 hingga 12 Oktober mendatang`.
pub(super) fn days(words: &Words<'_>, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let mut starts = [0; 4];
    let (mut count, mut last, mut at) = (0, 0, at);
    let through = words.has(at + 1, Class::Dash);
    loop {
        let day = small(words, at, 31)?;
        if day <= last || count == starts.len() {
            return None;
        }
        starts[count] = at;
        (last, count) = (day, count + 1);
        match between(words, at + 1) {
            Some(next) if words.is_number(next) => at = next,
            _ => break,
        }
    }
    let (date, mut end) = day_and_month(words, at)?;
    let year = date.year.or_else(|| year_of_range(words, end));
    let mut direction = Turn::Open;
    let (mut part_of_day, next) = with_part(words, end);
    end = next;
    if let Some((turn, next)) = turn(words, end).filter(|(turn, _)| *turn != Turn::This) {
        (direction, end) = (turn, next);
        if part_of_day.is_none() {
            (part_of_day, end) = with_part(words, end);
        }
    }
    let by =
        words.time(at + 1, |word| matches!(word, TimeWord::Month(_) | TimeWord::MonthShort(_)).then_some(()));
    let by = by.map_or(TIMES, |hit| hit.by);
    // *21 - 26 Agustus*: one time, from the first to the last.
    let range = through && count == 2;
    for start in &starts[..if range { 1 } else { count }] {
        let day = small(words, *start, 31)?;
        let ends = range || *start == at;
        let says = Says::Day(Day {
            weekday: None,
            day,
            until: range.then_some(last),
            month: date.month,
            year,
            turn: direction,
            part: part_of_day.filter(|_| ends && !range),
            digits: false,
        });
        found.push(Found { start: *start, end: if ends { end } else { start + 1 }, by, says });
    }
    Some(end)
}

/// `17.30`, `17:30`, `10`.
fn hour(words: &Words<'_>, at: usize, alone: bool) -> Read<(u8, Option<u8>, Option<u8>)> {
    let read = digits(words, at)?;
    let pair = |(value, len): (u32, u8), most: u32| {
        (len == 2 && value < most).then(|| u8::try_from(value).ok()).flatten()
    };
    let (&(hour, len), rest) = read.groups().split_first()?;
    if hour > 24 || len > 2 {
        return None;
    }
    let hour = u8::try_from(hour).ok()?;
    match *rest {
        [] if words.has(at + 1, Class::Colon) => {
            let minute = digits(words, at + 2)?;
            let minute = pair(*minute.groups().first()?, 60)?;
            Some(((hour, Some(minute), None), at + 3))
        }
        [] => alone.then_some(((hour, None, None), at + 1)),
        [minute] => Some(((hour, Some(pair(minute, 60)?), None), at + 1)),
        [minute, second] => Some(((hour, Some(pair(minute, 60)?), Some(pair(second, 60)?)), at + 1)),
        _ => None,
    }
}

/// `lima`, `setengah tujuh`, `tujuh lewat lima belas`, `delapan kurang seperempat`.
fn hour_in_words(words: &Words<'_>, at: usize) -> Read<(u8, Option<u8>, Option<u8>)> {
    words.token(at).filter(|token| token.kind == TokenKind::Word)?;
    let half = words.number(at, |word| (word == NumberWord::Half).then_some(()));
    let read = quantity(words, half.map_or(at, |hit| hit.end)).filter(|read| !read.vague)?;
    let whole = (read.value.fract() == 0.0 && (1.0..=24.0).contains(&read.value)).then_some(read.value)?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // checked above
    let hour = whole as u8;
    if half.is_some() {
        return Some(((hour - 1, Some(30), None), read.end));
    }
    let minutes = words.time(read.end, |word| match word {
        TimeWord::MinutesPast => Some(false),
        TimeWord::MinutesTo => Some(true),
        _ => None,
    });
    let Some((before, number)) = minutes.and_then(|hit| Some((hit.word, minutes_in_words(words, hit.end)?)))
    else {
        return Some(((hour, None, None), read.end));
    };
    let (minute, end) = number;
    Some(if before { ((hour - 1, Some(60 - minute), None), end) } else { ((hour, Some(minute), None), end) })
}

/// `lima belas menit`, `seperempat`.
fn minutes_in_words(words: &Words<'_>, at: usize) -> Read<u8> {
    let read = quantity(words, at)?;
    let value = if read.value < 1.0 { read.value * 60.0 } else { read.value };
    (value.fract() == 0.0 && (1.0..60.0).contains(&value)).then_some(())?;
    let end = words.skip(read.end, TimeWord::Unit(TimeUnit::Minute)).unwrap_or(read.end);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // checked above
    Some((value as u8, end))
}

/// Whether a half hour by itself is a time of the clock: a part of the day follows (`setengah tujuh malam`).
fn part_after_half(words: &Words<'_>, at: usize) -> bool {
    words.number(at, |word| (word == NumberWord::Half).then_some(())).is_some()
        && hour_in_words(words, at).is_some_and(|(_, end)| part(words, end).is_some())
}

/// A time of the clock, with a word before it or a zone after it, and the other end of its range.
pub(super) fn clock(words: &Words<'_>, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let word = words.time(at, |word| (word == TimeWord::Clock).then_some(()));
    let mut number = word.map_or(at, |hit| hit.end);
    number += usize::from(word.is_some() && words.has(number, Class::Colon));
    let in_words = word.is_some() || part_after_half(words, at);
    let (first, mut end) = hour(words, number, word.is_some())
        .or_else(|| in_words.then(|| hour_in_words(words, number)).flatten())?;
    let zoned = zone(words, end);
    let mut other = None;
    if zoned == end
        && let Some(next) = between(words, end)
    {
        other = hour(words, next, word.is_some() && first.1.is_none()).map(|read| (next, read));
        if word.is_none() {
            // Two bare numbers are times of the clock only if a zone follows.
            other = other.filter(|(_, (_, end))| zone(words, *end) > *end);
        }
    }
    let beside_part = first.1.is_some() && part(words, end).is_some();
    if word.is_none() && zoned == end && other.is_none() && !beside_part {
        return None;
    }
    let by =
        word.map(|hit| hit.by).or_else(|| words.time(end, |_| Some(())).map(|hit| hit.by)).unwrap_or(TIMES);
    end = zoned;
    let of_both = other.and_then(|(_, (_, end))| part(words, zone(words, end)));
    let mut push = |start, end, (mut hour, minute, second): (u8, Option<u8>, Option<u8>)| {
        let mut end = end;
        let own = part(words, end);
        if let Some((part, next)) = own.or(of_both) {
            let late = matches!(part, DayPart::Afternoon | DayPart::Evening | DayPart::Night);
            if hour < 12
                && (late && hour > 0 && (part != DayPart::Night || hour > 4)
                    || part == DayPart::Midday && hour < 5)
            {
                hour += 12;
            }
            end = if own.is_some() { next } else { end };
        }
        let told = words.time(end, |word| matches!(word, TimeWord::Earlier | TimeWord::Later).then_some(()));
        let end = told.map_or(end, |hit| hit.end);
        found.push(Found { start, end, by, says: Says::Clock { hour, minute, second } });
        end
    };
    end = push(at, end, first);
    if let Some((start, (second, other_end))) = other {
        end = push(start, zone(words, other_end), second);
    }
    Some(end)
}
