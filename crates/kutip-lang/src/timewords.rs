//! Words of times, compiled: the entries of `times.toml` by what they do in an expression.

use super::error::{Expected, Fault, LangError};
use super::source::Entry;

/// A length of time that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum TimeUnit {
    /// `S` after `T`.
    Second,
    /// `M` after `T`.
    Minute,
    /// `H` after `T`.
    Hour,
    /// `D`
    Day,
    /// `W`
    Week,
    /// `M`
    Month,
    /// `Y`
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// A part of the day, as TIMEX3 names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum DayPart {
    /// `MO`
    Morning,
    /// `MI`
    Midday,
    /// `AF`
    Afternoon,
    /// `EV`
    Evening,
    /// `NI`
    Night,
}

impl DayPart {
    /// The piece of a TIMEX3 value.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Midday => "MI",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
        }
    }
}

/// A season of the year, as TIMEX3 names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Season {
    /// `SP`
    Spring,
    /// `SU`
    Summer,
    /// `FA`
    Autumn,
    /// `WI`
    Winter,
}

impl Season {
    /// The piece of a TIMEX3 value.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }
}

/// What a word does in an expression of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum TimeWord {
    /// A day of the week, Monday is 1.
    Weekday(u8),
    /// A month.
    Month(u8),
    /// A month's short form: only beside a number.
    MonthShort(u8),
    /// A month of another calendar: only beside a day or year.
    OtherMonth,
    /// After a year: of another calendar.
    OtherEra,
    /// A unit.
    Unit(TimeUnit),
    /// A unit in the plural that stands for an uncertain number of them.
    Units(TimeUnit),
    /// One of a unit in one word.
    OneUnit(TimeUnit),
    /// Many of a unit in one word.
    ManyUnits(TimeUnit),
    /// Each time a unit passes, in one word.
    Regular(TimeUnit),
    /// A part of a year, of which there are so many.
    PartOfYear(u8),
    /// First, second: of such parts.
    Nth(u8),
    /// Each.
    Every,
    /// A part of the day.
    Part(DayPart),
    /// A day counted from today.
    Day(i8),
    /// A part of a day counted from today.
    PartOfDay(i8, DayPart),
    /// After a unit: before now.
    Ago,
    /// After a unit: up to now.
    Last,
    /// After a unit: before the time spoken of.
    Before,
    /// After a unit: after the time spoken of.
    After,
    /// After a unit: the coming one.
    Next,
    /// Later today, or after a date: the coming one.
    Later,
    /// Earlier today.
    Earlier,
    /// After a length: from now on.
    Ahead,
    /// After a length: until it happens.
    FromNow,
    /// This.
    This,
    /// That.
    That,
    /// The same.
    Same,
    /// Beginning, middle, end of a longer time.
    Edge,
    /// Before the time of a clock.
    Clock,
    /// After the time of a clock.
    Zone,
    /// Before the day of a month, and no part of it.
    Calendar,
    /// Before a decade.
    Era,
    /// Makes a decade of a year.
    DecadeMark,
    /// A century.
    CenturyMark,
    /// Before the number of an ordinal.
    Ordinal,
    /// Between the ends of a range.
    To,
    /// Before a time.
    At,
    /// Now.
    Present,
    /// Not long ago.
    Past,
    /// Before long.
    Future,
    /// What is said after it has not happened yet.
    Coming,
    /// Before an age.
    Aged,
    /// Before a number that is part of a name.
    Numbered,
    /// Some, of a number that is not said.
    Several,
    /// The end of the week.
    Weekend,
    /// Events that are told apart by their year.
    Dated,
    /// After a length: and somewhat longer.
    More,
    /// A day counted from the day spoken of.
    DayOnward(i8),
    /// A part of the day spoken of that needs no other word.
    Moment(DayPart),
    /// In former times: only after a word that stands before a time.
    Bygone,
    /// The same part of another year, which follows.
    SamePeriod,
    /// Between two numbers of which one length is made: so many times so many.
    Product,
    /// After a number: so many times in a unit.
    Occasions,
    /// Once in a unit, or after a unit.
    Once,
    /// Between a number of times and the unit in which they happen.
    Within,
    /// A season of the year.
    Season(Season),
    /// A year of contests.
    Contests,
    /// After an hour: so many minutes past it.
    MinutesPast,
    /// After an hour: so many minutes before it.
    MinutesTo,
    /// Before a unit: for each of it.
    Rate,
    /// Looks like a time and is none.
    Skip,
}

/// The kinds of entries.
const KINDS: &[&str] = &[
    "weekday",
    "month",
    "month-short",
    "other-month",
    "other-era",
    "unit",
    "units",
    "one-unit",
    "many-units",
    "regular",
    "part-of-year",
    "nth",
    "every",
    "part",
    "day",
    "part-of-day",
    "ago",
    "last",
    "before",
    "after",
    "next",
    "later",
    "earlier",
    "ahead",
    "from-now",
    "this",
    "that",
    "same",
    "edge",
    "clock",
    "zone",
    "calendar",
    "era",
    "decade-mark",
    "century",
    "ordinal",
    "to",
    "at",
    "present",
    "past",
    "future",
    "coming",
    "aged",
    "numbered",
    "several",
    "weekend",
    "dated",
    "more",
    "day-onward",
    "moment",
    "bygone",
    "same-period",
    "product",
    "occasions",
    "once",
    "within",
    "season",
    "contests",
    "minutes-past",
    "minutes-to",
    "rate",
    "skip",
];
const UNITS: [&str; 9] = ["second", "minute", "hour", "day", "week", "month", "year", "decade", "century"];
const PARTS: [&str; 5] = ["MO", "MI", "AF", "EV", "NI"];
const SEASONS: [&str; 4] = ["SP", "SU", "FA", "WI"];

impl TimeWord {
    /// Whether an expression may begin with it.
    #[must_use]
    pub fn begins(self) -> bool {
        !matches!(
            self,
            Self::Ago
                | Self::Last
                | Self::Before
                | Self::After
                | Self::Next
                | Self::Ahead
                | Self::FromNow
                | Self::This
                | Self::That
                | Self::Same
                | Self::Zone
                | Self::OtherEra
                | Self::Occasions
                | Self::Product
                | Self::Within
                | Self::MinutesPast
                | Self::MinutesTo
                | Self::DecadeMark
                | Self::Ordinal
                | Self::Nth(_)
                | Self::To
                | Self::At
                | Self::Coming
                | Self::Aged
                | Self::Numbered
                | Self::Dated
                | Self::More
        )
    }

    /// Reads an entry.
    ///
    /// # Errors
    /// When a field is missing or is none of the known ones.
    pub fn of(entry: &Entry) -> Result<Self, LangError> {
        let wrong = |fault: Fault| LangError::entry("times.toml", &entry.name, fault);
        let expected = |key: &str, kind| wrong(Fault::Expected { key: key.to_owned(), kind });
        let one_of = |key: &str, known: &[&str]| wrong(Fault::unknown(key, entry.text(key), known));
        let kind = entry.text("kind").unwrap_or_default();
        #[allow(clippy::cast_possible_truncation)] // within the bounds of the type
        let whole = |low: i8, high: i8| match entry.number("value") {
            Some(number) if number.fract() == 0.0 && (f64::from(low)..=f64::from(high)).contains(&number) => {
                Ok(number as i8)
            }
            _ => Err(expected("value", Expected::Whole(low.into(), high.into()))),
        };
        let small = || whole(i8::MIN, i8::MAX);
        let from_one = |high: i8| whole(1, high).map(i8::unsigned_abs);
        let unit = || entry.text("unit").and_then(unit_of).ok_or_else(|| one_of("unit", &UNITS));
        let part = || entry.text("part").and_then(part_of).ok_or_else(|| one_of("part", &PARTS));
        Ok(match kind {
            "weekday" => Self::Weekday(from_one(7)?),
            "month" => Self::Month(from_one(12)?),
            "month-short" => Self::MonthShort(from_one(12)?),
            "other-month" => Self::OtherMonth,
            "other-era" => Self::OtherEra,
            "unit" => Self::Unit(unit()?),
            "units" => Self::Units(unit()?),
            "one-unit" => Self::OneUnit(unit()?),
            "many-units" => Self::ManyUnits(unit()?),
            "regular" => Self::Regular(unit()?),
            "part-of-year" => Self::PartOfYear(from_one(12)?),
            "nth" => Self::Nth(from_one(12)?),
            "every" => Self::Every,
            "part" => Self::Part(part()?),
            "day" => Self::Day(small()?),
            "part-of-day" => Self::PartOfDay(small()?, part()?),
            "ago" => Self::Ago,
            "last" => Self::Last,
            "before" => Self::Before,
            "after" => Self::After,
            "next" => Self::Next,
            "later" => Self::Later,
            "earlier" => Self::Earlier,
            "ahead" => Self::Ahead,
            "from-now" => Self::FromNow,
            "this" => Self::This,
            "that" => Self::That,
            "same" => Self::Same,
            "edge" => Self::Edge,
            "clock" => Self::Clock,
            "zone" => Self::Zone,
            "calendar" => Self::Calendar,
            "era" => Self::Era,
            "decade-mark" => Self::DecadeMark,
            "century" => Self::CenturyMark,
            "ordinal" => Self::Ordinal,
            "to" => Self::To,
            "at" => Self::At,
            "present" => Self::Present,
            "past" => Self::Past,
            "future" => Self::Future,
            "coming" => Self::Coming,
            "aged" => Self::Aged,
            "numbered" => Self::Numbered,
            "several" => Self::Several,
            "weekend" => Self::Weekend,
            "dated" => Self::Dated,
            "more" => Self::More,
            "day-onward" => Self::DayOnward(small()?),
            "moment" => Self::Moment(part()?),
            "bygone" => Self::Bygone,
            "same-period" => Self::SamePeriod,
            "product" => Self::Product,
            "occasions" => Self::Occasions,
            "once" => Self::Once,
            "within" => Self::Within,
            "season" => Self::Season(
                entry.text("season").and_then(season_of).ok_or_else(|| one_of("season", &SEASONS))?,
            ),
            "contests" => Self::Contests,
            "minutes-past" => Self::MinutesPast,
            "minutes-to" => Self::MinutesTo,
            "rate" => Self::Rate,
            "skip" => Self::Skip,
            _ => return Err(one_of("kind", KINDS)),
        })
    }
}

fn unit_of(name: &str) -> Option<TimeUnit> {
    Some(match name {
        "second" => TimeUnit::Second,
        "minute" => TimeUnit::Minute,
        "hour" => TimeUnit::Hour,
        "day" => TimeUnit::Day,
        "week" => TimeUnit::Week,
        "month" => TimeUnit::Month,
        "year" => TimeUnit::Year,
        "decade" => TimeUnit::Decade,
        "century" => TimeUnit::Century,
        _ => return None,
    })
}

fn part_of(code: &str) -> Option<DayPart> {
    [DayPart::Morning, DayPart::Midday, DayPart::Afternoon, DayPart::Evening, DayPart::Night]
        .into_iter()
        .find(|part| part.code() == code)
}

fn season_of(code: &str) -> Option<Season> {
    [Season::Spring, Season::Summer, Season::Autumn, Season::Winter]
        .into_iter()
        .find(|season| season.code() == code)
}
