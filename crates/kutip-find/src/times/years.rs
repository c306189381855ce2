//! Years, decades, centuries and parts of a year.

use super::dates::{any_year, digits, turn, year};
use super::read::unit_of;
use super::sense::{Found, Says, Turn};
use super::words::{Hit, Words};
use crate::amounts::number::quantity;
use crate::model::{Term, TokenKind};
use crate::rules::TIMES;
use kutip_lang::{Class, ClassSet, NumberWord, Sense, TimeUnit, TimeWord, UnitKind};

/// The mark that stands for the century: `era '90-an`.
const SINGLE_MARKS: ClassSet = ClassSet::of(&[Class::SingleOpen, Class::SingleBoth, Class::SingleClose]);

/// `1990-an`, `era 60-an`.
pub(super) fn decade(words: &Words<'_>, start: usize, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let at =
        at + usize::from(start < at && words.token(at).is_some_and(|token| token.classes.any(SINGLE_MARKS)));
    let value = digits(words, at)?;
    let mark = at + 1 + usize::from(words.has(at + 1, Class::Dash));
    let marked = words.time(mark, |word| (word == TimeWord::DecadeMark).then_some(()));
    // *era 90*
    let era = || {
        let era = words.time(start, |word| (word == TimeWord::Era).then_some(()))?;
        matches!(value.groups(), [(_, 2)]).then_some(Hit { end: at + 1, ..era })
    };
    let hit = marked.or_else(era)?;
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
pub(super) fn bare_year(words: &Words<'_>, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let year = year(words, at).filter(|year| (1700..=2100).contains(year))?;
    let next = words.token(at + 1);
    let glued =
        next.is_some_and(|next| !next.spaced && matches!(next.kind, TokenKind::Word | TokenKind::Number));
    let counts = words.number(at + 1, |word| matches!(word, NumberWord::Scale(_)).then_some(())).is_some()
        || words.unit(at + 1, |unit| counted(unit.kind).then_some(unit.kind)).is_some_and(|hit| {
            let known = words.after_time(at, |word| matches!(word, TimeWord::At | TimeWord::Dated));
            matches!(hit.word, UnitKind::Measure | UnitKind::Currency) || !known
        });
    if glued || counts || !year_may_stand(words, at) {
        return None;
    }
    let (says, mut end) = match season_years(words, at) {
        Some((first, end)) => (Says::Years(first), end),
        None => (Says::Year(year), at + 1),
    };
    // *2019 nanti*, but not *2019 yang akan datang*.
    if let Some((_, next)) =
        turn(words, end).filter(|(turn, next)| *turn == Turn::Ago || *turn == Turn::Next && *next == end + 1)
    {
        end = next;
    }
    found.push(Found { start: at, end, by: TIMES, says });
    Some(end)
}

/// Whether a word of this kind may follow the number that it counts or measures.
fn counted(kind: UnitKind) -> bool {
    matches!(
        kind,
        UnitKind::Measure
            | UnitKind::Currency
            | UnitKind::Sign
            | UnitKind::Count
            | UnitKind::Person
            | UnitKind::Classifier
            | UnitKind::After
            | UnitKind::Among
    )
}

/// A year and the next one, as one of contests or schools is named: `2016/2017`, `2016/17`. The first, and where they end.
fn season_years(words: &Words<'_>, at: usize) -> Option<(i16, usize)> {
    let first = year(words, at).filter(|_| words.has(at + 1, Class::Slash))?;
    (any_year(words, at + 2)? == first + 1).then_some((first, at + 3))
}

/// Whether the word before lets a year follow: not that of a name (`Asian Games 2018`) or of a law.
pub(super) fn year_may_stand(words: &Words<'_>, at: usize) -> bool {
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
    // The first of a range of years.
    if words.has(at + 1, Class::Dash) && year(words, at + 2).is_some() {
        return !edition(words, at, at + 2);
    }
    if before.kind == TokenKind::Mark {
        // The other end of a range of years, a bracket, a comma.
        if before.classes.has(Class::Dash) {
            return at >= 2 && year(words, at - 2).is_some() && !edition(words, at - 2, at);
        }
        if before.classes.has(Class::Slash) {
            return at >= 2 && year(words, at - 2).is_some() && season_years(words, at - 2).is_none();
        }
        // *Pemilihan Kepala Daerah (Pilkada) 2018*
        if before.classes.has(Class::BracketClose) && words.has(at.wrapping_sub(3), Class::BracketOpen) {
            return words.time(at - 2, |word| (word == TimeWord::Dated).then_some(())).is_some();
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

/// Whether a year and the next one tell apart what bears the name before them: *Liga Rakyat 2017 - 2018*.
fn edition(words: &Words<'_>, first: usize, second: usize) -> bool {
    let next = year(words, first).zip(year(words, second)).is_some_and(|(first, second)| second == first + 1);
    let named = first.checked_sub(1).is_some_and(|name| {
        let place = |term: &Term| matches!(term.sense, Sense::State(..) | Sense::Region(_));
        // *perang Kosovo 1998 - 1999*
        let of_place = words.terms.at(name).iter().any(place)
            && !name.checked_sub(1).is_some_and(|at| words.capital(at) && !words.opens(at));
        words.capital(name) && !words.opens(name) && !of_place
    });
    next && named
        && !words.headline
        && !words.after_time(first, |word| matches!(word, TimeWord::At | TimeWord::Dated))
}

/// Where the year of a law ends (`Nomor 2 Tahun 2017`).
pub(super) fn law_year(words: &Words<'_>, at: usize) -> Option<usize> {
    let noun = unit_of(words, at, &[TimeUnit::Year])?;
    year(words, noun)?;
    numbered(words, at).then_some(noun + 1)
}

pub(super) fn numbered(words: &Words<'_>, at: usize) -> bool {
    words.before(at).is_some_and(|before| before.kind == TokenKind::Number)
}

/// `tahun 1967`, `tahun 1992 silam`.
pub(super) fn year_noun(words: &Words<'_>, start: usize) -> Option<Found> {
    let hit = words.time(start, |word| (word == TimeWord::Unit(TimeUnit::Year)).then_some(()))?;
    year(words, hit.end)?;
    if numbered(words, start)
        || words
            .time(hit.end + 1 + usize::from(words.has(hit.end + 1, Class::Dash)), |word| {
                (word == TimeWord::DecadeMark).then_some(())
            })
            .is_some()
    {
        return None;
    }
    let (says, end) = year_from(words, hit.end)?;
    Some(Found { start, end, by: hit.by, says })
}

/// A year or the two of a season, with the word that says on which side of today it lies.
fn year_from(words: &Words<'_>, at: usize) -> Option<(Says, usize)> {
    let (says, end) = match season_years(words, at) {
        Some((first, end)) => (Says::Years(first), end),
        None => (Says::Year(year(words, at)?), at + 1),
    };
    let turned = turn(words, end).filter(|(turn, _)| matches!(turn, Turn::Ago | Turn::Next));
    Some((says, turned.map_or(end, |(_, next)| next)))
}

/// `kuartal II 2017`, `semester pertama tahun ini`.
pub(super) fn part_of_year(words: &Words<'_>, start: usize) -> Option<Found> {
    let hit = words.time(start, |word| match word {
        TimeWord::PartOfYear(parts) => Some(parts),
        _ => None,
    })?;
    if let Some((turn, end)) = turn(words, hit.end).filter(|(turn, _)| !matches!(turn, Turn::Of(..))) {
        let by = match turn {
            Turn::Ago => -1,
            Turn::Next => 1,
            _ => 0,
        };
        return Some(Found { start, end, by: hit.by, says: Says::PartStep { parts: hit.word, by } });
    }
    let named = words.time(hit.end, |word| match word {
        TimeWord::Nth(nth) => Some(nth),
        _ => None,
    });
    let (nth, at) = match named {
        Some(named) => (named.word, named.end),
        None => {
            let spelled =
                quantity(words, hit.end).filter(|number| number.value.fract() == 0.0).and_then(|number| {
                    let nth = (1..=hit.word).find(|nth| (f64::from(*nth) - number.value).abs() < 0.5)?;
                    Some((nth, number.end))
                });
            spelled.or_else(|| {
                let (nth, end) = written_number(words, hit.end)?;
                Some((u8::try_from(nth).ok()?, end))
            })?
        }
    };
    if nth == 0 || nth > hit.word {
        return None;
    }
    // *Semester I/2025*, *kuartal II-2024*
    let marked = words.has(at, Class::Slash) || words.has(at, Class::Dash);
    let noun = if marked && year(words, at + 1).is_some() {
        at + 1
    } else {
        words.skip(at, TimeWord::Unit(TimeUnit::Year)).unwrap_or(at)
    };
    let (year, mut turned, mut end) = (year(words, noun), Turn::Open, at);
    if year.is_some() {
        // *kuartal II 2016 lalu*
        end = past(words, noun + 1);
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

pub(super) fn decade_of(words: &Words<'_>, start: usize, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let inner = words
        .skip(at, TimeWord::Era)
        .or_else(|| unit_of(words, at, &[TimeUnit::Year, TimeUnit::Decade]))
        .unwrap_or(at);
    decade(words, start, inner, found)
}

/// The number of a century: `ke-20` in one word, `ke 20`, `20`.
pub(super) fn century_number(words: &Words<'_>, at: usize) -> Option<(i16, usize)> {
    // There is no century 0.
    written_number(words, at).filter(|(number, _)| *number > 0)
}

fn written_number(words: &Words<'_>, at: usize) -> Option<(i16, usize)> {
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

/// `periode yang sama tahun lalu`, `bulan yang sama pada 2016`.
pub(super) fn same_period(words: &Words<'_>, start: usize) -> Option<Found> {
    let hit = words.time(start, |word| (word == TimeWord::SamePeriod).then_some(()))?;
    let at = words.time(hit.end, |word| (word == TimeWord::At).then_some(())).map_or(hit.end, |at| at.end);
    let (year, by, end) = year_or_turn(words, at)?;
    Some(Found { start, end, by: hit.by, says: Says::Again { year, by } })
}

/// A year, with or without its noun, or one so many from now.
fn year_or_turn(words: &Words<'_>, at: usize) -> Option<(Option<i16>, i32, usize)> {
    if let Some(year) = year(words, at) {
        return Some((Some(year), 0, at + 1));
    }
    if let Some(noun) = unit_of(words, at, &[TimeUnit::Year]) {
        if let Some(year) = year(words, noun) {
            return Some((Some(year), 0, noun + 1));
        }
        if let Some(end) = words.skip(noun, TimeWord::Before) {
            return Some((None, -1, end));
        }
    }
    match turn(words, at)? {
        (Turn::Of(TimeUnit::Year, by), end) => Some((None, by, end)),
        _ => None,
    }
}

/// Where *lalu* behind a year ends.
pub(super) fn past(words: &Words<'_>, at: usize) -> usize {
    turn(words, at).filter(|(turn, _)| *turn == Turn::Ago).map_or(at, |(_, end)| end)
}

/// `musim panas 2017`, `musim dingin tahun lalu`, `pada musim semi`; a year of contests: `musim lalu`.
pub(super) fn season(words: &Words<'_>, start: usize) -> Option<Found> {
    let hit = words.time(start, |word| match word {
        TimeWord::Season(season) => Some(Some(season)),
        TimeWord::Contests => Some(None),
        _ => None,
    })?;
    let direct = turn(words, hit.end).and_then(|(turn, end)| match turn {
        Turn::Ago => Some((-1, end)),
        Turn::This => Some((0, end)),
        Turn::Next => Some((1, end)),
        _ => None,
    });
    let Some(season) = hit.word else {
        let Some((by, end)) = direct else {
            let range = words.has(hit.end + 1, Class::Dash) && year(words, hit.end + 2).is_some();
            let (says, end) = year_from(words, hit.end).filter(|_| !range)?;
            return Some(Found { start, end, by: hit.by, says });
        };
        let says = Says::Step { unit: TimeUnit::Year, by, part: None, weekend: false };
        return Some(Found { start, end, by: hit.by, says });
    };
    let (year, by, end) = match (year_or_turn(words, hit.end), direct) {
        (Some((year, by, end)), _) => {
            (year, year.is_none().then_some(by), if year.is_some() { past(words, end) } else { end })
        }
        (None, Some((by, end))) => (None, Some(by), end),
        (None, None) => (None, None, hit.end),
    };
    let stands = end > hit.end || words.after_time(start, |word| word == TimeWord::At) || words.opens(start);
    stands.then_some(Found { start, end, by: hit.by, says: Says::Season { season, year, by } })
}
