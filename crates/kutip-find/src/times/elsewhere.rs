//! Dates of another calendar: found and named as such, with an open value.
//!
//! Where its months begin is decided anew each time and not the same everywhere, so the day that is meant is not reckoned.

use super::dates::{digits, small};
use super::read::unit_of;
use super::sense::{Found, Says};
use super::words::{Hit, Words};
use kutip_lang::{TimeUnit, TimeWord};
use std::ops::RangeInclusive;

/// The years that are taken for such ones where nothing but the month says so.
const YEARS: RangeInclusive<u32> = 1200..=1499;

/// `1 Syawal 1438 H`, `tanggal 1 Syawal`, `bulan Ramadan 1438`, `tahun 1438 Hijriah`.
pub(super) fn date(words: &Words<'_>, start: usize) -> Option<Found> {
    let at = words.skip(start, TimeWord::Calendar).unwrap_or(start);
    if let Some(month) = small(words, at, 30).and_then(|_| month(words, at + 1)) {
        let end = year(words, month.end).unwrap_or(month.end);
        return Some(Found { start, end, by: month.by, says: Says::Elsewhere(TimeUnit::Day) });
    }
    let at = unit_of(words, start, &[TimeUnit::Month]).unwrap_or(start);
    if let Some(month) = month(words, at) {
        let end = year(words, month.end)?;
        return Some(Found { start, end, by: month.by, says: Says::Elsewhere(TimeUnit::Month) });
    }
    let at = unit_of(words, start, &[TimeUnit::Year]).unwrap_or(start);
    digits(words, at)?.whole(4)?;
    let era = era(words, at + 1)?;
    Some(Found { start, end: era.end, by: era.by, says: Says::Elsewhere(TimeUnit::Year) })
}

fn month(words: &Words<'_>, at: usize) -> Option<Hit<()>> {
    words.time(at, |word| (word == TimeWord::OtherMonth).then_some(())).filter(|_| words.capital(at))
}

/// Where the year after a month ends.
fn year(words: &Words<'_>, at: usize) -> Option<usize> {
    let year = digits(words, at)?.whole(4)?;
    let era = era(words, at + 1).map(|era| era.end);
    era.or_else(|| YEARS.contains(&year).then_some(at + 1))
}

fn era(words: &Words<'_>, at: usize) -> Option<Hit<()>> {
    let whole = words.of(at).chars().nth(1).is_some(); // *h* alone is anything
    words.time(at, |word| (word == TimeWord::OtherEra).then_some(())).filter(|_| whole || words.capital(at))
}
