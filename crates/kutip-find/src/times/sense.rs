//! What an expression of time says, before it is known from which day it counts.

use jiff::civil::Date;
use kutip_lang::{DayPart, Season, TimeUnit};
use kutip_text::RuleId;

/// An expression: its tokens and what it says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) by: RuleId,
    pub(super) says: Says,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Says {
    /// A day of a month.
    Day(Day),
    /// A day of a week.
    Weekday {
        weekday: u8,
        turn: Turn,
        part: Option<DayPart>,
    },
    /// A month.
    Month {
        month: u8,
        year: Option<i16>,
        turn: Turn,
    },
    /// A year.
    Year(i16),
    /// A year of contests, of schools, that ends in the next one: by the first.
    Years(i16),
    /// A quarter or half of a year.
    PartOfYear {
        parts: u8,
        nth: u8,
        year: Option<i16>,
        turn: Turn,
    },
    /// A quarter or half of a year, so many from now.
    PartStep {
        parts: u8,
        by: i32,
    },
    /// The same part of another year: of a year that is named, or so many from now.
    Again {
        year: Option<i16>,
        by: i32,
    },
    /// A season.
    Season {
        season: Season,
        year: Option<i16>,
        by: Option<i32>,
    },
    /// A day of a month that is not named: so many from now.
    DayOfMonth {
        day: u8,
        by: i32,
    },
    /// A day, month or year of another calendar.
    Elsewhere(TimeUnit),
    /// Ten years, a hundred years: by their first digits.
    Decade(i16),
    Century(i16),
    /// So many units from now.
    Step {
        unit: TimeUnit,
        by: i32,
        part: Option<DayPart>,
        weekend: bool,
    },
    /// So many units from the time spoken of.
    Onward {
        unit: TimeUnit,
        by: i32,
    },
    /// So many days from the day spoken of.
    DayOnward {
        by: i32,
        part: Option<DayPart>,
    },
    /// A part of the day spoken of.
    Part(DayPart),
    /// A time of the clock on the day spoken of.
    Clock {
        hour: u8,
        minute: Option<u8>,
        second: Option<u8>,
    },
    /// A length: up to two units, the number of the first not a number where it is not said.
    Length {
        first: (f64, TimeUnit),
        then: Option<(f64, TimeUnit)>,
    },
    /// Again and again.
    Every {
        number: f64,
        unit: TimeUnit,
    },
    EveryWeekday(u8),
    EveryPart(DayPart),
    /// Now, not long ago, before long.
    Present,
    Past,
    Future,
}

/// A day of a month as it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Day {
    pub(super) weekday: Option<u8>,
    pub(super) day: u8,
    /// The last of several days of the month.
    pub(super) until: Option<u8>,
    pub(super) month: u8,
    pub(super) year: Option<i16>,
    pub(super) turn: Turn,
    pub(super) part: Option<DayPart>,
    /// Whether the month is a number, so that the two may be the wrong way round.
    pub(super) digits: bool,
}

/// Which of several days or months of one name is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// Not said.
    Open,
    /// The last one.
    Ago,
    /// The next one.
    Next,
    /// This week's, this month's.
    This,
    /// That of the week, month or year so many from now.
    Of(TimeUnit, i32),
}

/// A value that has been worked out.
#[derive(Clone, Debug)]
pub(super) struct Value {
    pub(super) kind: crate::model::TimeKind,
    pub(super) value: String,
    pub(super) day: Option<Date>,
    pub(super) inferred: bool,
}
