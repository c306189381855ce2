//! All days of an article moved by the same whole number of weeks, so that weekdays stay right.
//!
//! Moved are days (`Senin (28/10)`, `28 Oktober`, a bare weekday or *kemarin*) and weeks (*pekan lalu*), `published` with
//! them. What carries its own year (`Maret 2011`, `11 September 2001`) stays, and so does a month without a year
//! (*bulan September*): the shift keeps every day in its year and on its side of that month, so that the month still
//! means the same one. An article with an expression that none of this covers keeps its days.

use std::collections::BTreeSet;

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan};
use kutip_eval::random::Random;
use serde_json::Value;

use super::edits::{Edit, Edits};
use super::span_of;

const MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];
const FARTHEST_WEEKS: i64 = 20;

/// How the days of one article are moved.
#[derive(Debug, Clone, Default)]
pub(crate) struct Dates {
    weeks: i64,
    /// Days that carry their own year.
    kept: BTreeSet<String>,
}

/// What the times of an article say about its shift.
#[derive(Debug, Default)]
struct Survey {
    days: Vec<Date>,
    weeks: Vec<Date>,
    /// Months without a year: their first day.
    months: Vec<Date>,
    kept: BTreeSet<String>,
    /// Day and month as written, and the day they mean.
    written: Vec<Written>,
}

/// A day in the text: `28/10` or `28 Oktober`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Written {
    start: usize,
    end: usize,
    day: i8,
    month: i8,
    named: bool,
    year: bool,
}

impl Dates {
    /// Draws a shift and adds its replacements.
    pub(crate) fn draw(gold: &Value, text: &[char], random: &mut Random, edits: &mut Edits) -> Self {
        let Some(survey) = survey(gold, text) else { return Self::default() };
        let possible: Vec<i64> =
            (-FARTHEST_WEEKS..=FARTHEST_WEEKS).filter(|weeks| *weeks != 0 && survey.allows(*weeks)).collect();
        let Some(weeks) = random.pick(&possible).copied() else { return Self::default() };
        for written in &survey.written {
            let day = survey.days.iter().find(|d| d.day() == written.day && d.month() == written.month);
            let Some(to) = day.and_then(|day| day.checked_add(shift(weeks)).ok()) else { continue };
            edits.add(Edit { start: written.start, end: written.end, with: written.with(to, text) });
        }
        Self { weeks, kept: survey.kept }
    }

    /// A TIMEX3 value or ISO date after the shift.
    pub(crate) fn moved(&self, value: &str) -> String {
        if self.kept.contains(value) {
            return value.to_owned();
        }
        let moved = |day: Date| day.checked_add(shift(self.weeks)).ok();
        if let Some(monday) = week(value) {
            return moved(monday).map_or(value.to_owned(), |monday| {
                let week = monday.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            });
        }
        match day(value).and_then(moved) {
            Some(to) => format!("{to}{}", &value[10..]),
            None => value.to_owned(),
        }
    }

    #[cfg(test)]
    pub(crate) fn weeks(&self) -> i64 {
        self.weeks
    }
}

impl Survey {
    /// Every day stays in its year and on its side of every month without a year.
    fn allows(&self, weeks: i64) -> bool {
        let to = |day: &Date| day.checked_add(shift(weeks)).ok();
        let month = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
        let day_stays = |day: &Date| {
            to(day).is_some_and(|to| {
                let side = |month_day: &Date| {
                    month(*day).cmp(&month(*month_day)) == month(to).cmp(&month(*month_day))
                };
                to.year() == day.year() && self.months.iter().all(side)
            })
        };
        let week_stays = |monday: &Date| {
            to(monday).is_some_and(|to| to.iso_week_date().year() == monday.iso_week_date().year())
        };
        self.days.iter().all(day_stays) && self.weeks.iter().all(week_stays) && !self.days.is_empty()
    }
}

impl Written {
    fn with(&self, to: Date, text: &[char]) -> String {
        let padded = text[self.start] == '0';
        let day = if padded { format!("{:02}", to.day()) } else { to.day().to_string() };
        match MONTHS.get(usize::from(to.month().unsigned_abs()) - 1) {
            Some(name) if self.named => format!("{day} {name}"),
            _ if padded => format!("{day}/{:02}", to.month()),
            _ => format!("{day}/{}", to.month()),
        }
    }
}

/// None where the days cannot be moved.
fn survey(gold: &Value, text: &[char]) -> Option<Survey> {
    let mut survey = Survey::default();
    survey.days.extend(gold["published"].as_str().and_then(day));
    let mut inside = Vec::new();
    for time in gold["times"].as_array().into_iter().flatten() {
        let (start, end) = span_of(&time["span"])?;
        let value = time["value"].as_str()?;
        let words = &text[start..end];
        let digits = words.iter().any(char::is_ascii_digit);
        let written: Vec<Written> = written(text, start, end);
        inside.extend(written.iter().map(|w| w.start));
        if let Some(day) = day(value) {
            match written.as_slice() {
                [w] if w.named && w.year => {
                    survey.kept.insert(value.to_owned());
                    continue;
                }
                [w] if (w.day, w.month) == (day.day(), day.month()) => survey.written.push(w.clone()),
                [] if !digits => {}
                _ => return None,
            }
            survey.days.push(day);
        } else if let Some(monday) = week(value) {
            survey.weeks.push((!digits).then_some(monday)?);
        } else if let Some(month) = month(value) {
            let said: String = words.iter().collect();
            let named = MONTHS.iter().any(|name| said.contains(name));
            match (named, digits) {
                (true, true) => {}
                (true, false) => survey.months.push(month),
                _ => return None,
            }
        }
    }
    // A day that no time of gold covers would stay behind.
    written(text, 0, text.len()).iter().all(|w| inside.contains(&w.start) || w.year).then_some(survey)
}

/// Days written in a stretch of text.
fn written(text: &[char], from: usize, to: usize) -> Vec<Written> {
    let mut out = Vec::new();
    let mut at = from;
    while at < to {
        let number = digits(text, at, to);
        if number.is_empty() {
            at += 1;
            continue;
        }
        let end = at + number.len();
        let starts = at == 0 || !text[at - 1].is_alphanumeric() && !['.', ',', '/'].contains(&text[at - 1]);
        out.extend(starts.then(|| day_at(text, at, end, to, &number)).flatten());
        at = end;
    }
    out
}

fn day_at(text: &[char], at: usize, end: usize, to: usize, number: &str) -> Option<Written> {
    let day: i8 = number.parse().ok().filter(|day| (1..=31).contains(day))?;
    let (month, end, named, year) = if text.get(end) == Some(&'/') {
        let month = digits(text, end + 1, to);
        let after = end + 1 + month.len();
        let year = text.get(after) == Some(&'/') && digits(text, after + 1, to).len() == 4;
        (month.parse().ok().filter(|m| (1..=12).contains(m))?, after, false, year)
    } else {
        let rest: String = text[end..to].iter().collect();
        let word = rest.strip_prefix(' ')?.split(|c: char| !c.is_alphabetic()).next()?;
        let index = MONTHS.iter().position(|name| *name == word)?;
        let after = end + 1 + word.len();
        let year = text.get(after) == Some(&' ') && digits(text, after + 1, to).len() == 4;
        (i8::try_from(index + 1).ok()?, after, true, year)
    };
    Some(Written { start: at, end, day, month, named, year })
}

fn digits(text: &[char], at: usize, to: usize) -> String {
    text.get(at..to).unwrap_or_default().iter().take_while(|c| c.is_ascii_digit()).collect()
}

fn shift(weeks: i64) -> Span {
    weeks.weeks()
}

fn day(value: &str) -> Option<Date> {
    value.get(..10)?.parse().ok()
}

fn week(value: &str) -> Option<Date> {
    let (year, week) = value.split_once("-W")?;
    ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, Weekday::Monday).ok().map(|week| week.date())
}

fn month(value: &str) -> Option<Date> {
    (value.len() == 7).then(|| format!("{value}-01").parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn days_are_found_as_they_are_written() {
        let text = chars("Senin (28/10), 05/01/2024, 3 Mei, 11 September 2001, 1.000/2, 40/50");
        let found: Vec<(i8, i8, bool, bool)> =
            written(&text, 0, text.len()).iter().map(|w| (w.day, w.month, w.named, w.year)).collect();
        assert_eq!(
            found,
            [(28, 10, false, false), (5, 1, false, true), (3, 5, true, false), (11, 9, true, true)]
        );
    }

    #[test]
    fn days_and_weeks_move_together_and_months_stay() {
        let text = chars("Kata Ana, Selasa (20/8), pada pekan lalu, sejak bulan Juni, sejak Maret 2011.");
        let span = |words: &str| {
            let all: String = text.iter().collect();
            let start = all.find(words).unwrap();
            json!([start, start + words.len()])
        };
        let gold = json!({"published": "2024-08-21", "times": [
            {"span": span("Selasa (20/8)"), "value": "2024-08-20"}, {"span": span("pekan lalu"), "value": "2024-W33"},
            {"span": span("bulan Juni"), "value": "2024-06"}, {"span": span("Maret 2011"), "value": "2011-03"}]});
        for seed in 0..30 {
            let mut edits = Edits::default();
            let dates = Dates::draw(&gold, &text, &mut Random::new(seed), &mut edits);
            assert_ne!(dates.weeks(), 0);
            let to: Date = dates.moved("2024-08-20").parse().unwrap();
            assert_eq!((to.weekday(), to.year(), to.month() > 6), (Weekday::Tuesday, 2024, true));
            assert_eq!(edits.apply(&text).find(&format!("Selasa ({}/{})", to.day(), to.month())), Some(10));
            assert_eq!(dates.moved("2024-W33"), format!("2024-W{:02}", 33 + dates.weeks()));
            assert_eq!(
                (dates.moved("2024-06"), dates.moved("P2M")),
                ("2024-06".to_owned(), "P2M".to_owned())
            );
        }
    }

    #[test]
    fn an_article_with_a_day_that_gold_does_not_know_keeps_its_days() {
        let text = chars("Kata Ana, Selasa (20/8) dan (21/8).");
        let gold = json!({"times": [{"span": [10, 23], "value": "2024-08-20"}]});
        let mut edits = Edits::default();
        let dates = Dates::draw(&gold, &text, &mut Random::new(1), &mut edits);
        assert_eq!((dates.weeks(), edits.len()), (0, 0));
    }
}
