//! Finds expressions of time, from left to right.

use super::dates::{self, digits, turn, year};
use super::sense::{Found, Says, Turn};
use super::words::{Hit, Words};
use crate::amounts::age;
use crate::amounts::number::quantity;
use crate::model::{Blocks, TokenKind};
use crate::rules::TIMES;
use kutip_lang::{Class, ClassSet, NumberWord, Sense, TimeUnit, TimeWord, UnitKind};

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
    let is_time = words.terms.at(at).iter().any(|term| matches!(term.sense, Sense::Time(_)));
    if is_time {
        if let Some(end) = words.skip(at, TimeWord::Skip) {
            return Some(end);
        }
        if let Some(end) = word(words, at, found) {
            return Some(end);
        }
    }
    let number = words.number(at, |word| match word {
        NumberWord::About | NumberWord::AtLeast | NumberWord::AtMost => Some(true),
        NumberWord::Digit(_) | NumberWord::Whole(_) | NumberWord::Half | NumberWord::Vague(_) => Some(false),
        _ => None,
    })?;
    if !number.word {
        return length(words, at, found);
    }
    // An approximator belongs to a length, a clock and a year; *hingga* is mostly a preposition.
    if words.skip(at, TimeWord::To).is_some() {
        return None;
    }
    let first = found.len();
    let end = if words.is_number(number.end) {
        dates::clock(words, number.end, found).or_else(|| length(words, number.end, found))?
    } else {
        word(words, number.end, found).or_else(|| length(words, number.end, found))?
    };
    if let Some(approximate) = found.get_mut(first).filter(|found| found.start == number.end)
        && matches!(
            approximate.says,
            Says::Length { .. }
                | Says::Clock { .. }
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

fn push_day(found: &mut Vec<Found>, start: usize, end: usize, date: dates::Calendar) {
    let says = Says::Day(super::sense::Day {
        weekday: None,
        day: date.day,
        month: date.month,
        year: date.year,
        turn: Turn::Open,
        part: None,
        digits: date.digits,
    });
    found.push(Found { start, end, by: TIMES, says });
}

/// `1990-an`, `era 60-an`.
fn decade(words: &Words<'_>, start: usize, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let value = digits(words, at)?;
    let mark = at + 1 + usize::from(words.has(at + 1, Class::Dash));
    let hit = words.time(mark, |word| (word == TimeWord::DecadeMark).then_some(()))?;
    let year = match value.groups() {
        [(value, 4)] if (1500..2100).contains(value) => *value,
        [(value, 2)] if start < at && value % 10 == 0 => 1900 + value,
        _ => return None,
    };
    let decade = i16::try_from(year / 10).ok()?;
    found.push(Found { start, end: hit.end, by: hit.by, says: Says::Decade(decade) });
    Some(hit.end)
}

/// A year by itself: only where it is no number, label or part of a name.
fn bare_year(words: &Words<'_>, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let year = year(words, at).filter(|year| (1700..=2100).contains(year))?;
    let next = words.token(at + 1);
    let glued =
        next.is_some_and(|next| !next.spaced && matches!(next.kind, TokenKind::Word | TokenKind::Number));
    let counts = words.number(at + 1, |word| matches!(word, NumberWord::Scale(_)).then_some(())).is_some()
        || words
            .unit(at + 1, |unit| (!matches!(unit.kind, UnitKind::Not | UnitKind::Label)).then_some(unit.kind))
            .is_some_and(|hit| {
                let known = words.after_time(at, |word| matches!(word, TimeWord::At | TimeWord::Dated));
                matches!(hit.word, UnitKind::Measure | UnitKind::Currency) || !known
            });
    if glued || counts || !year_may_stand(words, at) {
        return None;
    }
    let mut end = at + 1;
    if let Some((_, next)) = turn(words, end).filter(|(turn, _)| *turn == Turn::Ago) {
        end = next;
    }
    found.push(Found { start: at, end, by: TIMES, says: Says::Year(year) });
    Some(end)
}

/// Whether the word before lets a year follow: not that of a name (`Asian Games 2018`) or of a law.
fn year_may_stand(words: &Words<'_>, at: usize) -> bool {
    let Some(before) = words.before(at) else {
        return words.token(at + 1).is_some_and(|next| next.kind == TokenKind::Word);
    };
    if words.after_time(at, |word| word == TimeWord::Numbered)
        || words.after_unit(at, |unit| unit.kind == UnitKind::Sign).is_some()
    {
        return false;
    }
    if before.kind == TokenKind::Number {
        return false;
    }
    if before.kind == TokenKind::Mark {
        // The other end of a range of years, a bracket, a comma.
        if before.classes.has(Class::Slash) || before.classes.has(Class::Dash) {
            return at >= 2 && year(words, at - 2).is_some();
        }
        return before.classes.has(Class::Comma) || before.classes.has(Class::BracketOpen) || words.opens(at);
    }
    let start = if before.kind == TokenKind::Clitic { at.saturating_sub(2) } else { at - 1 };
    if words.lower(start)
        || words.opens(start)
        || words.after_time(at, |word| matches!(word, TimeWord::At | TimeWord::Dated))
    {
        return true;
    }
    // The name before it: of a place, or of what is told apart by its year.
    let mut name = at;
    while name > words.first
        && (words.capital(name - 1) || words.has(name - 1, Class::Slash))
        && at - name < 6
    {
        name -= 1;
        if words.time(name, |word| (word == TimeWord::Dated).then_some(())).is_some() {
            return true;
        }
    }
    (1..=3).any(|back| {
        at.checked_sub(back).is_some_and(|start| {
            words.terms.at(start).iter().any(|term| {
                term.end as usize == at
                    && matches!(term.sense, Sense::State(..) | Sense::Region(_))
                    && (start == name || start == name + 1 && words.opens(name))
            })
        })
    })
}

/// A number of units, with what says from where it is counted.
fn length(words: &Words<'_>, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let several = words.time(at, |word| (word == TimeWord::Several).then_some(()));
    let (mut number, mut at_unit, unsure) = match several {
        Some(hit) => (f64::NAN, hit.end, true),
        None => {
            let read = quantity(words, at)?;
            (read.value, read.end, read.vague)
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
    let (says, end) = counted(words, (number, unit.word), then, end);
    found.push(Found { start: at, end, by: unit.by, says });
    Some(end)
}

fn unit_at(words: &Words<'_>, at: usize) -> Option<Hit<TimeUnit>> {
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
fn counted(
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
        _ => None,
    });
    match hit {
        Some(hit) => (hit.word.0, hit.end),
        None => (Says::Length { first, then }, length_end),
    }
}

/// What begins with a word of time.
fn word(words: &Words<'_>, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let single = dates::weekday(words, at)
        .or_else(|| month(words, at))
        .or_else(|| year_noun(words, at))
        .or_else(|| edge(words, at))
        .or_else(|| part_of_year(words, at))
        .or_else(|| part(words, at))
        .or_else(|| now(words, at))
        .or_else(|| every(words, at))
        .or_else(|| unit(words, at));
    if let Some(mut single) = single {
        if let Says::Part(_) = single.says
            && let Some(end) = clock_of_part(words, &mut single)
        {
            found.push(single);
            return Some(end);
        }
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

fn unit_of(words: &Words<'_>, at: usize, units: &[TimeUnit]) -> Option<usize> {
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
    }
    let by =
        words.time(at, |word| matches!(word, TimeWord::Month(_) | TimeWord::MonthShort(_)).then_some(()))?.by;
    Some(Found { start, end, by, says: Says::Month { month, year, turn: direction } })
}

/// Where the year of a law ends (`Nomor 2 Tahun 2017`).
fn law_year(words: &Words<'_>, at: usize) -> Option<usize> {
    let noun = unit_of(words, at, &[TimeUnit::Year])?;
    year(words, noun)?;
    numbered(words, at).then_some(noun + 1)
}

fn numbered(words: &Words<'_>, at: usize) -> bool {
    words.before(at).is_some_and(|before| before.kind == TokenKind::Number)
}

/// `tahun 1967`, `tahun 1992 silam`.
fn year_noun(words: &Words<'_>, start: usize) -> Option<Found> {
    let hit = words.time(start, |word| (word == TimeWord::Unit(TimeUnit::Year)).then_some(()))?;
    let year = year(words, hit.end)?;
    if numbered(words, start)
        || words
            .time(hit.end + 1 + usize::from(words.has(hit.end + 1, Class::Dash)), |word| {
                (word == TimeWord::DecadeMark).then_some(())
            })
            .is_some()
    {
        return None;
    }
    let mut end = hit.end + 1;
    if let Some((_, next)) = turn(words, end).filter(|(turn, _)| matches!(turn, Turn::Ago | Turn::Next)) {
        end = next;
    }
    Some(Found { start, end, by: hit.by, says: Says::Year(year) })
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
        .or_else(|| unit(words, hit.end))
        .or_else(|| {
            let mut found = Vec::new();
            decade_of(words, hit.end, &mut found)?;
            found.pop()
        });
    if let Some(inner) = inner {
        return matches!(
            inner.says,
            Says::Month { .. }
                | Says::Year(_)
                | Says::Step { .. }
                | Says::Decade(_)
                | Says::Onward { .. }
                | Says::Century(_)
                | Says::PartOfYear { .. }
        )
        .then_some(Found { start, ..inner });
    }
    if let Some(year) = year(words, hit.end) {
        let mut end = hit.end + 1;
        if let Some((_, next)) = turn(words, end).filter(|(turn, _)| *turn == Turn::Ago) {
            end = next;
        }
        return Some(Found { start, end, by: hit.by, says: Says::Year(year) });
    }
    let unit = words.time(hit.end, |word| match word {
        TimeWord::Unit(unit @ (TimeUnit::Week | TimeUnit::Month | TimeUnit::Year)) => Some(unit),
        _ => None,
    })?;
    let says = Says::Step { unit: unit.word, by: 0, part: None, weekend: false };
    Some(Found { start, end: unit.end, by: hit.by, says })
}

/// `kuartal II 2017`, `semester pertama tahun ini`.
fn part_of_year(words: &Words<'_>, start: usize) -> Option<Found> {
    let hit = words.time(start, |word| match word {
        TimeWord::PartOfYear(parts) => Some(parts),
        _ => None,
    })?;
    let named = words.time(hit.end, |word| match word {
        TimeWord::Nth(nth) => Some(nth),
        _ => None,
    });
    let (nth, at) = match named {
        Some(named) => (named.word, named.end),
        None => (u8::try_from(digits(words, hit.end)?.whole(1)?).ok()?, hit.end + 1),
    };
    if nth == 0 || nth > hit.word {
        return None;
    }
    let noun = words.skip(at, TimeWord::Unit(TimeUnit::Year)).unwrap_or(at);
    let (year, mut turned, mut end) = (year(words, noun), Turn::Open, at);
    if year.is_some() {
        end = noun + 1;
    } else if let Some((turn, next)) = turn(words, at).filter(|(turn, _)| matches!(turn, Turn::Of(..))) {
        (turned, end) = (turn, next);
    }
    Some(Found {
        start,
        end,
        by: hit.by,
        says: Says::PartOfYear { parts: hit.word, nth, year, turn: turned },
    })
}

fn decade_of(words: &Words<'_>, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let inner = words
        .skip(at, TimeWord::Era)
        .or_else(|| unit_of(words, at, &[TimeUnit::Year, TimeUnit::Decade]))
        .unwrap_or(at);
    decade(words, at, inner, found)
}

/// A part of a day: of today, of the day spoken of.
fn part(words: &Words<'_>, start: usize) -> Option<Found> {
    let step = |by, part, end, rule| {
        let says = Says::Step { unit: TimeUnit::Day, by, part: Some(part), weekend: false };
        Some(Found { start, end, by: rule, says })
    };
    if let Some(hit) = words.time(start, |word| match word {
        TimeWord::PartOfDay(by, part) => Some((by, part)),
        _ => None,
    }) {
        return step(i32::from(hit.word.0), hit.word.1, hit.end, hit.by);
    }
    let early = words.time(start, |word| matches!(word, TimeWord::Earlier | TimeWord::Later).then_some(()));
    if let Some(early) = early {
        let (part, end) = dates::part(words, early.end)?;
        return step(0, part, end, early.by);
    }
    let hit = words.time(start, |word| match word {
        TimeWord::Part(part) => Some(part),
        _ => None,
    })?;
    let day = unit_of(words, hit.end, &[TimeUnit::Day]);
    let end = day.unwrap_or(hit.end);
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
        TimeWord::Day(by) => Some(i32::from(by)),
        _ => None,
    }) {
        let (part, end) =
            dates::part(words, hit.end).map_or((None, hit.end), |(part, end)| (Some(part), end));
        let says = Says::Step { unit: TimeUnit::Day, by: hit.word, part, weekend: false };
        return Some(Found { start, end, by: hit.by, says });
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

/// Times that come again.
fn every(words: &Words<'_>, start: usize) -> Option<Found> {
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
    let each = words.time(start, |word| (word == TimeWord::Every).then_some(()))?;
    if let Some(day) = dates::weekday(words, each.end)
        && let Says::Weekday { weekday, .. } = day.says
    {
        return Some(Found { start, end: day.end, by: each.by, says: Says::EveryWeekday(weekday) });
    }
    if let Some((part, end)) = dates::part(words, each.end) {
        return Some(Found { start, end, by: each.by, says: Says::EveryPart(part) });
    }
    let number = quantity(words, each.end);
    let unit = unit_at(words, number.map_or(each.end, |number| number.end))?;
    let says = Says::Every { number: number.map_or(1.0, |number| number.value), unit: unit.word };
    Some(Found { start, end: unit.end, by: each.by, says })
}

/// What begins with a unit or with one or many of it.
fn unit(words: &Words<'_>, start: usize) -> Option<Found> {
    if let Some(hit) = words.time(start, |word| match word {
        TimeWord::OneUnit(unit) => Some((1.0, unit)),
        TimeWord::ManyUnits(unit) => Some((f64::NAN, unit)),
        _ => None,
    }) {
        let (says, mut end) = counted(words, hit.word, None, hit.end);
        if matches!(says, Says::Length { .. })
            && let Some(this) = words.skip(end, TimeWord::This)
        {
            end = this;
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
    if !(TimeUnit::Day..=TimeUnit::Year).contains(&unit) || hit.end - start > 1 {
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
        TimeWord::Before => Some(Says::Onward { unit, by: -1 }),
        TimeWord::After if unit != TimeUnit::Day => Some(Says::Onward { unit, by: 1 }),
        _ => None,
    })?;
    Some(Found { start, end: next.end, by: hit.by, says: next.word })
}

/// The number of a century: `ke-20` in one word, `ke 20`, `20`.
fn century_number(words: &Words<'_>, at: usize) -> Option<(i16, usize)> {
    if let Some(value) = digits(words, at).and_then(|digits| digits.whole(2)) {
        return Some((i16::try_from(value).ok()?, at + 1));
    }
    if let Some(ordinal) = words.skip(at, TimeWord::Ordinal) {
        let at = ordinal + usize::from(words.has(ordinal, Class::Dash));
        let value = digits(words, at)?.whole(2)?;
        return Some((i16::try_from(value).ok()?, at + 1));
    }
    let word = words.of(at);
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let value: i16 = word.get(letters.len()..)?.parse().ok()?;
    (value < 30 && !letters.is_empty()).then_some((value, at + 1))
}
