//! The day on which an article tells what it tells.
//!
//! Reports are printed on the day itself or on the next. Which it is shows where *today* stands beside a day (*hari ini,
//! Selasa (3/4)*), else by the latest day on which somebody is said to have spoken.

use super::anchor::speaks;
use super::calendar::{days_between, plus_days};
use super::context::said;
use super::sense::{Day, Found, Says, Turn, Value};
use super::words::Words;
use crate::model::Anchor;
use jiff::civil::Date;
use kutip_lang::{Class, ClassSet, TimeUnit};

/// How many days before the anchor a day may lie that stands beside *today*.
const TOLD_WITHIN: i32 = 2;

/// How far before a day in its sentence a cue is looked for, and how far behind it, in tokens.
const CUE_BEFORE: usize = 40;
const CUE_AFTER: usize = 4;

/// The day from which the narrator's *today* and *yesterday* count, where the text shows that it is not the anchor.
pub(super) fn on(
    words: &Words<'_>,
    speech: &[bool],
    found: &[Found],
    values: &[Option<Value>],
    anchor: Anchor,
) -> Option<Date> {
    let anchor = anchor.day?;
    let steps = found.iter().enumerate().filter(|(_, found)| !said(speech, found.start));
    let beside = steps.filter_map(|(at, step)| {
        let Says::Step { unit: TimeUnit::Day, by, .. } = step.says else { return None };
        let next = at + 1;
        let day = found.get(next).filter(|next| is_open(next) && apposed(words, step, next))?;
        debug_assert!(day.start >= step.end);
        let told = plus_days(values.get(next)?.as_ref()?.day?, -by)?;
        (0..=TOLD_WITHIN).contains(&days_between(told, anchor)).then_some(told)
    });
    if let Some(told) = beside.max() {
        return Some(told);
    }
    let days = found.iter().zip(values).filter(|(found, _)| is_open(found) && !said(speech, found.start));
    let near = days.filter_map(|(found, value)| {
        let day = value.as_ref()?.day?;
        (days_between(day, anchor) <= 1 && days_between(day, anchor) >= 0 && of_speech(words, found))
            .then_some(day)
    });
    near.max()
}

/// A day of the week, with or without its date.
fn is_open(found: &Found) -> bool {
    matches!(
        found.says,
        Says::Day(Day { weekday: Some(_), turn: Turn::Open, until: None, .. })
            | Says::Weekday { turn: Turn::Open, .. }
    )
}

/// Whether nothing or a comma stands between the two.
fn apposed(words: &Words<'_>, first: &Found, second: &Found) -> bool {
    let comma = |at: usize| words.tokens.get(at).is_some_and(|token| token.classes.has(Class::Comma));
    first.end == second.start || first.end + 1 == second.start && comma(first.end)
}

/// Whether a cue or channel stands in the same sentence before a day, or right behind it.
fn of_speech(words: &Words<'_>, found: &Found) -> bool {
    let ends = ClassSet::of(&[Class::SentenceEnd]);
    let before = (found.start.saturating_sub(CUE_BEFORE)..found.start).rev();
    let sentence = before.take_while(|at| {
        let token = words.tokens.get(*at);
        token.is_some_and(|token| !token.classes.any(ends))
            && words.tokens.get(at + 1).is_none_or(|next| !next.opens_paragraph)
    });
    sentence.chain(found.end..words.tokens.len().min(found.end + CUE_AFTER)).any(|at| speaks(words, at))
}
