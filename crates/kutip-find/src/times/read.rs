//! Finds expressions of time, from left to right.

use super::dates::{self, turn, year};
use super::elsewhere;
use super::lengths::{every, length, occasions, unit, unit_at};
use super::sense::{Found, Says, Turn};
use super::words::Words;
use super::years::{
    bare_year, decade, decade_of, law_year, part_of_year, past, same_period, season, year_noun,
};
use crate::model::{Blocks, TokenKind};
use crate::rules::TIMES;
use kutip_lang::{Class, NumberWord, Sense, TimeUnit, TimeWord, UnitKind};

/// Every expression of the text, in order.
pub(super) fn all(words: &mut Words<'_>, blocks: &Blocks) -> Vec<Found> {
    let mut found = Vec::new();
    let (mut at, mut page) = (0, 0);
    while let Some(token) = words.tokens.get(at) {
        if token.opens_paragraph || at == 0 {
            words.enter(at);
        }
        let interesting = token.kind == TokenKind::Number || !words.terms.at(at).is_empty();
        if !interesting {
            at += 1;
            continue;
        }
        while blocks.boilerplate.get(page).is_some_and(|block| block.span.end <= token.span.start) {
            page += 1;
        }
        if blocks.boilerplate.get(page).is_some_and(|block| block.span.contains(token.span)) {
            at += 1;
            continue;
        }
        at = read(words, at, &mut found).unwrap_or(at + 1).max(at + 1);
    }
    found
}

/// Reads what begins at a token, and says where reading goes on.
fn read(words: &Words<'_>, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    if words.is_number(at) {
        return number(words, at, found);
    }
    let (mut begins, mut counts) = (false, false);
    for term in words.terms.at(at) {
        match term.sense {
            Sense::Time(entry) => {
                begins |= words.lang.time_words.get(entry as usize).is_some_and(|word| word.begins());
            }
            Sense::Number(_) => counts = true,
            _ => {}
        }
    }
    if begins {
        if let Some(end) = words.skip(at, TimeWord::Skip) {
            return Some(end);
        }
        if let Some(end) = word(words, at, found) {
            return Some(end);
        }
    }
    if !counts {
        return None;
    }
    let number = words.number(at, |word| match word {
        NumberWord::About | NumberWord::AtLeast | NumberWord::AtMost => Some(true),
        NumberWord::Digit(_)
        | NumberWord::Whole(_)
        | NumberWord::Half
        | NumberWord::Fraction(_)
        | NumberWord::Vague(_) => Some(false),
        _ => None,
    })?;
    if !number.word {
        return dates::clock(words, at, found).or_else(|| length(words, at, found));
    }
    // An approximator belongs to a length, a clock and a year; *hingga* is mostly a preposition.
    if words.skip(at, TimeWord::To).is_some() {
        return None;
    }
    let first = found.len();
    // *setidaknya selama satu pekan*
    let lasting = words.time(number.end, |word| (word == TimeWord::At).then_some(()));
    if let Some(lasting) = lasting {
        let end = length(words, lasting.end, found)?;
        if let Some(long) = found.get_mut(first).filter(|long| matches!(long.says, Says::Length { .. })) {
            long.start = at;
        }
        return Some(end);
    }
    let end = if words.is_number(number.end) {
        dates::clock(words, number.end, found).or_else(|| length(words, number.end, found))?
    } else {
        word(words, number.end, found)
            .or_else(|| dates::clock(words, number.end, found))
            .or_else(|| length(words, number.end, found))?
    };
    if let Some(approximate) = found.get_mut(first).filter(|found| found.start == number.end)
        && matches!(
            approximate.says,
            Says::Length { .. }
                | Says::Clock { .. }
                | Says::Month { .. }
                | Says::Year(_)
                | Says::Decade(_)
                | Says::Step { .. }
                | Says::Onward { .. }
        )
    {
        approximate.start = at;
    }
    Some(end)
}

/// What begins with digits.
fn number(words: &Words<'_>, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let token = words.token(at)?;
    let glued = !token.spaced && words.before(at).is_some_and(|before| before.kind != TokenKind::Mark);
    let ordinal = at
        .checked_sub(2)
        .is_some_and(|at| words.has(at + 1, Class::Dash) && words.skip(at, TimeWord::Ordinal).is_some());
    if glued || ordinal {
        return ordinal.then(|| unit_at(words, at + 1).map_or(at + 1, |unit| unit.end));
    }
    if let Some(end) = of_name(words, at) {
        return Some(end);
    }
    if let Some(date) = elsewhere::date(words, at) {
        found.push(date);
        return Some(date.end);
    }
    if let Some((date, end)) = dates::in_digits(words, at) {
        let bracketed = words.before(at).is_some_and(|before| before.classes.has(Class::BracketOpen))
            && words.has(end, Class::BracketClose);
        if date.year.is_some() || bracketed {
            push_day(found, at, end, date);
            return Some(end);
        }
    }
    if let Some(end) = dates::days(words, at, found) {
        return Some(end);
    }
    // A number and the year of a law: neither a length nor a year.
    if let Some(end) =
        words.skip(at + 1, TimeWord::Unit(TimeUnit::Year)).filter(|end| year(words, *end).is_some())
    {
        return Some(end + 1);
    }
    dates::clock(words, at, found)
        .or_else(|| decade(words, at, at, found))
        .or_else(|| length(words, at, found))
        .or_else(|| bare_year(words, at, found))
}

/// Where a number ends that belongs to the name before it: *Liga 1 pekan ini*, *Stadion 17 Mei*.
fn of_name(words: &Words<'_>, at: usize) -> Option<usize> {
    let before = at.checked_sub(1).filter(|before| words.capital(*before) && !words.headline)?;
    let date = dates::day_and_month(words, at);
    let place = words.has(before, Class::PlaceHead) && !words.opens(before);
    if place && let Some((_, end)) = date.filter(|(date, _)| date.year.is_none()) {
        return Some(end);
    }
    let label = words.after_unit(at, |unit| unit.kind == UnitKind::Label);
    (label.is_some() && date.is_none() && dates::digits(words, at)?.whole(2).is_some()).then_some(at + 1)
}

fn push_day(found: &mut Vec<Found>, start: usize, end: usize, date: dates::Calendar) {
    let says = Says::Day(super::sense::Day {
        weekday: None,
        day: date.day,
        until: None,
        month: date.month,
        year: date.year,
        turn: Turn::Open,
        part: None,
        digits: date.digits,
    });
    found.push(Found { start, end, by: TIMES, says });
}

/// What begins with a word of time.
fn word(words: &Words<'_>, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let single = elsewhere::date(words, at)
        .or_else(|| dates::weekday(words, at))
        .or_else(|| month(words, at))
        .or_else(|| year_noun(words, at))
        .or_else(|| edge(words, at))
        .or_else(|| part_of_year(words, at))
        .or_else(|| same_period(words, at))
        .or_else(|| season(words, at))
        .or_else(|| week_of_month(words, at))
        .or_else(|| dates::day_of_month(words, at))
        .or_else(|| occasions(words, at, at))
        .or_else(|| part(words, at))
        .or_else(|| now(words, at))
        .or_else(|| every(words, at))
        .or_else(|| unit(words, at));
    if let Some(mut single) = single {
        if let Says::Part(_) | Says::Step { unit: TimeUnit::Day, by: 0, part: Some(_), .. } = single.says
            && let Some(end) = clock_of_part(words, &mut single)
        {
            found.push(single);
            return Some(end);
        }
        dates::dated_in_brackets(words, &mut single);
        found.push(single);
        return Some(single.end);
    }
    if let Some(end) = law_year(words, at) {
        return Some(end);
    }
    if words.skip(at, TimeWord::Clock).is_some()
        && let Some(end) = dates::clock(words, at, found)
    {
        return Some(end);
    }
    if words.skip(at, TimeWord::Several).is_some() {
        return length(words, at, found);
    }
    let era =
        words.skip(at, TimeWord::Era).or_else(|| unit_of(words, at, &[TimeUnit::Year, TimeUnit::Decade]))?;
    decade(words, at, era, found)
}

pub(super) fn unit_of(words: &Words<'_>, at: usize, units: &[TimeUnit]) -> Option<usize> {
    let hit = words.time(at, |word| match word {
        TimeWord::Unit(unit) if units.contains(&unit) => Some(()),
        _ => None,
    })?;
    Some(hit.end)
}

/// `pagi hari sekitar pukul 07.00` is one time.
fn clock_of_part(words: &Words<'_>, part: &mut Found) -> Option<usize> {
    let at = words
        .number(part.end, |word| (word == NumberWord::About).then_some(()))
        .map_or(part.end, |hit| hit.end);
    words.skip(at, TimeWord::Clock)?;
    let mut clocks = Vec::new();
    let end = dates::clock(words, at, &mut clocks)?;
    let [clock] = clocks.as_slice() else { return None };
    (part.says, part.end) = (clock.says, end);
    Some(end)
}

/// `bulan September`, `Maret 2011`, `Juli lalu`.
fn month(words: &Words<'_>, start: usize) -> Option<Found> {
    let at = unit_of(words, start, &[TimeUnit::Month]).unwrap_or(start);
    let ((month, year), mut end) = dates::month_and_year(words, at)?;
    let mut direction = Turn::Open;
    if let Some((turn, next)) =
        turn(words, end).filter(|(turn, _)| !matches!(turn, Turn::Of(TimeUnit::Week, _)))
    {
        (direction, end) = (turn, next);
    } else if year.is_none() {
        direction = dates::turn_of_range(words, end);
    }
    let by =
        words.time(at, |word| matches!(word, TimeWord::Month(_) | TimeWord::MonthShort(_)).then_some(()))?.by;
    Some(Found { start, end, by, says: Says::Month { month, year, turn: direction } })
}

/// `akhir Juli lalu`, `awal tahun depan`, `akhir pekan`.
fn edge(words: &Words<'_>, start: usize) -> Option<Found> {
    if let Some(hit) = words.time(start, |word| (word == TimeWord::Weekend).then_some(())) {
        let (turn, end) = turn(words, hit.end).unwrap_or((Turn::This, hit.end));
        let by = match turn {
            Turn::Ago => -1,
            Turn::Next => 1,
            _ => 0,
        };
        let says = Says::Step { unit: TimeUnit::Week, by, part: None, weekend: true };
        return Some(Found { start, end, by: hit.by, says });
    }
    let hit = words.time(start, |word| (word == TimeWord::Edge).then_some(()))?;
    let inner = month(words, hit.end)
        .or_else(|| year_noun(words, hit.end))
        .or_else(|| season(words, hit.end))
        .or_else(|| unit(words, hit.end))
        .or_else(|| {
            let mut found = Vec::new();
            decade_of(words, start, hit.end, &mut found)?;
            found.pop()
        });
    if let Some(inner) = inner {
        return matches!(
            inner.says,
            Says::Month { .. }
                | Says::Year(_)
                | Says::Years(_)
                | Says::Step { .. }
                | Says::Decade(_)
                | Says::Onward { .. }
                | Says::Century(_)
                | Says::PartOfYear { .. }
                | Says::PartStep { .. }
        )
        .then_some(Found { start, ..inner });
    }
    if let Some(year) = year(words, hit.end) {
        let end = past(words, hit.end + 1);
        return Some(Found { start, end, by: hit.by, says: Says::Year(year) });
    }
    let unit = words.time(hit.end, |word| match word {
        TimeWord::Unit(unit @ (TimeUnit::Week | TimeUnit::Month | TimeUnit::Year)) => Some(unit),
        _ => None,
    })?;
    let says = Says::Step { unit: unit.word, by: 0, part: None, weekend: false };
    Some(Found { start, end: unit.end, by: hit.by, says })
}

/// A part of a day: of today, of the day spoken of.
fn part(words: &Words<'_>, start: usize) -> Option<Found> {
    let step = |by, part, end, rule| {
        let says = Says::Step { unit: TimeUnit::Day, by, part: Some(part), weekend: false };
        Some(Found { start, end, by: rule, says })
    };
    if let Some(hit) = words.time(start, |word| match word {
        // Not *within one night*.
        TimeWord::PartOfDay(by, part) if !words.after_time(start, |word| word == TimeWord::Within) => {
            Some((by, part))
        }
        _ => None,
    }) {
        return step(i32::from(hit.word.0), hit.word.1, hit.end, hit.by);
    }
    let early = words.time(start, |word| matches!(word, TimeWord::Earlier | TimeWord::Later).then_some(()));
    if let Some(early) = early {
        let (part, end) = dates::part(words, early.end)?;
        return step(0, part, end, early.by);
    }
    if let Some(hit) = words.time(start, |word| match word {
        TimeWord::Moment(part) => Some(part),
        _ => None,
    }) {
        return Some(Found { start, end: hit.end, by: hit.by, says: Says::Part(hit.word) });
    }
    let hit = words.time(start, |word| match word {
        TimeWord::Part(part) => Some(part),
        _ => None,
    })?;
    let day = unit_of(words, hit.end, &[TimeUnit::Day]);
    let end = day.map_or(hit.end, |end| words.past_clitic(end));
    if let Some(now) = words.time(end, |word| match word {
        TimeWord::This | TimeWord::Earlier | TimeWord::Later => Some(0),
        TimeWord::Day(by) => Some(i32::from(by)),
        _ => None,
    }) {
        return step(now.word, hit.word, now.end, hit.by);
    }
    let zoned = words.skip(end, TimeWord::Zone);
    let stands = day.is_some()
        || zoned.is_some()
        || words.skip(end, TimeWord::That).is_some()
        || words.skip(end, TimeWord::Clock).is_some()
        || words.after_time(start, |word| word == TimeWord::At) && words.lower(start);
    let many = words.before(start).is_some_and(|before| before.kind == TokenKind::Number);
    (stands && !many).then_some(Found {
        start,
        end: zoned.unwrap_or(end),
        by: hit.by,
        says: Says::Part(hit.word),
    })
}

/// Days counted from today, and what has no date at all.
fn now(words: &Words<'_>, start: usize) -> Option<Found> {
    if let Some(hit) = words.time(start, |word| match word {
        TimeWord::Day(by) => Some((i32::from(by), false)),
        TimeWord::DayOnward(by) => Some((i32::from(by), true)),
        _ => None,
    }) {
        // The last contest, not that of yesterday.
        if hit.word.0 == -1 && words.after_time(start, |word| word == TimeWord::Dated) {
            return None;
        }
        let clitic = words.past_clitic(hit.end);
        let (part, end) = dates::part(words, clitic).map_or((None, clitic), |(part, end)| (Some(part), end));
        let after = words.past_clitic(end);
        let (by, told) = hit.word;
        let says = if told || after > end || clitic > hit.end {
            Says::DayOnward { by, part }
        } else {
            Says::Step { unit: TimeUnit::Day, by, part, weekend: false }
        };
        return Some(Found { start, end: after, by: hit.by, says });
    }
    if let Some(bygone) = words.time(start, |word| (word == TimeWord::Bygone).then_some(())) {
        let stands = words.after_time(start, |word| word == TimeWord::At)
            || words.opens(start) && !words.lower(start)
            || bygone.end > start + 1;
        return stands.then_some(Found { start, end: bygone.end, by: bygone.by, says: Says::Past });
    }
    let hit = words.time(start, |word| match word {
        TimeWord::Present => Some(Says::Present),
        TimeWord::Past => Some(Says::Past),
        TimeWord::Future => Some(Says::Future),
        _ => None,
    });
    if let Some(hit) = hit {
        return Some(Found { start, end: hit.end, by: hit.by, says: hit.word });
    }
    // Units in the plural, of which only the direction is known.
    let many = words.time(start, |word| matches!(word, TimeWord::Units(_)).then_some(()))?;
    let says = words.time(many.end, |word| match word {
        TimeWord::Ago | TimeWord::Last | TimeWord::Before => Some(Says::Past),
        TimeWord::Next | TimeWord::After | TimeWord::Ahead => Some(Says::Future),
        TimeWord::This => Some(Says::Present),
        _ => None,
    })?;
    Some(Found { start, end: says.end, by: many.by, says: says.word })
}

/// `pekan kedua Mei`, `minggu terakhir bulan Juni 2017`: the month that is named.
fn week_of_month(words: &Words<'_>, start: usize) -> Option<Found> {
    let week = unit_of(words, start, &[TimeUnit::Week])?;
    let nth = words.time(week, |word| matches!(word, TimeWord::Nth(_) | TimeWord::Last).then_some(()))?;
    let inner = month(words, nth.end).or_else(|| unit(words, nth.end))?;
    matches!(inner.says, Says::Month { .. } | Says::Step { unit: TimeUnit::Month, .. })
        .then_some(Found { start, ..inner })
}
