//! What is written as a date and is no day of the calendar: *Senin (32/10)*, *32 Oktober 2024*.
//!
//! What reads as a day and month and is none in its year (*31 Februari 2024*) comes up where values are found.

use super::dates::{digits, in_digits, month, year};
use super::words::Words;
use crate::model::{DoubtKind, TokenKind};
use crate::rules::TIMES;
use kutip_lang::{Class, TimeWord};
use kutip_text::{Mark, Span};

/// The longest month has so many days.
const DAYS: u32 = 31;

/// A doubt for each, in order.
pub(super) fn find(words: &mut Words<'_>, doubts: &mut Vec<Mark<DoubtKind>>) {
    for (at, token) in words.tokens.iter().enumerate() {
        if token.opens_paragraph || at == 0 {
            words.enter(at);
        }
        if token.kind != TokenKind::Number || at == 0 {
            continue;
        }
        if let Some(end) = in_figures(words, at).or_else(|| by_name(words, at)) {
            doubts.push(no_such_day(words.span(at, end)));
        }
    }
}

pub(super) fn no_such_day(span: Span) -> Mark<DoubtKind> {
    Mark { span, by: TIMES, value: DoubtKind::NoSuchDay }
}

fn two_digits(words: &Words<'_>, at: usize) -> Option<u32> {
    digits(words, at)?.whole(2)
}

/// Day and month in figures, where a weekday or the word for a date says that they are meant.
fn in_figures(words: &Words<'_>, at: usize) -> Option<usize> {
    two_digits(words, at)?;
    two_digits(words, at + 2).filter(|_| words.has(at + 1, Class::Slash))?;
    let dated = |at: usize| {
        words.after_time(at, |word| {
            matches!(word, TimeWord::Weekday(_) | TimeWord::Calendar | TimeWord::Part(_))
        })
    };
    let told = dated(at)
        || (words.has(at - 1, Class::BracketOpen) || words.has(at - 1, Class::Comma)) && dated(at - 1);
    if !told || in_digits(words, at).is_some() || last_of_days(words, at) {
        return None;
    }
    let with_year = words.has(at + 3, Class::Slash) && words.is_number(at + 4);
    Some(if with_year { at + 5 } else { at + 3 })
}

/// The end of a range of days (*30-31/10*), whose first day is not read by itself.
fn last_of_days(words: &Words<'_>, at: usize) -> bool {
    words.has(at - 1, Class::Dash)
}

/// A day above all, with the name of a month and a year.
fn by_name(words: &Words<'_>, at: usize) -> Option<usize> {
    two_digits(words, at).filter(|day| *day > DAYS)?;
    let (_, end) = month(words, at + 1, false)?;
    year(words, end).map(|_| end + 1)
}
