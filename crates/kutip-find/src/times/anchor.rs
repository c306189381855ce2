//! The day from which relative expressions count.

use super::calendar::{agreeing, date, weekday};
use super::sense::{Day, Found, Says};
use super::words::Words;
use crate::model::{Anchor, Article, Blocks, DoubtKind, Settings};
use jiff::civil::Date;
use kutip_lang::{Class, ClassSet, Sense, TimeWord};
use kutip_text::Mark;

/// The day of publication, else that of the dateline or of a line of its own, else the latest of those on which
/// somebody is said to have spoken, else none.
pub(super) fn find(
    article: &Article,
    blocks: &Blocks,
    words: &Words<'_>,
    found: &[Found],
    settings: &Settings,
    doubts: &mut Vec<Mark<DoubtKind>>,
) -> Anchor {
    if let Some(day) = article.published {
        return Anchor { day: Some(day), inferred: false };
    }
    let mut in_clauses: Option<(Date, &Found)> = None;
    for expression in found {
        let Says::Day(day) = expression.says else { continue };
        if let Some(written) = day.year.and_then(|year| date(year, day.month, day.day))
            && heads(blocks, words, expression)
        {
            return Anchor { day: Some(written), inferred: false };
        }
        if let Some(candidate) = reported(words, expression, &day, settings.today)
            && in_clauses.is_none_or(|(latest, _)| candidate > latest)
        {
            in_clauses = Some((candidate, expression));
        }
    }
    let Some((anchor, expression)) = in_clauses else { return Anchor::default() };
    let Says::Day(Day { weekday: Some(wanted), month, day, year: None, .. }) = expression.says else {
        return Anchor { day: Some(anchor), inferred: false };
    };
    let others = agreeing(month, day, wanted, settings.today).skip(1).take(2).map(Date::year).collect();
    let span = words.span(expression.start, expression.end);
    doubts.push(Mark { span, by: expression.by, value: DoubtKind::YearInferred(others) });
    Anchor { day: Some(anchor), inferred: true }
}

/// Whether a date stands in the dateline or on a short line of its own.
fn heads(blocks: &Blocks, words: &Words<'_>, expression: &Found) -> bool {
    let span = words.span(expression.start, expression.end);
    if blocks.dateline.is_some_and(|dateline| dateline.span.contains(span)) {
        return true;
    }
    let tokens = words.tokens;
    let opens = (0..=expression.start).rev().find(|at| tokens[*at].opens_paragraph).unwrap_or(0);
    let rest =
        tokens[expression.end.min(tokens.len())..].iter().take(6).take_while(|token| !token.opens_paragraph);
    let marks = ClassSet::of(&[Class::SentenceEnd]);
    expression.start - opens <= 3
        && rest.clone().count() < 6
        && !rest.clone().any(|token| token.classes.any(marks))
}

/// The day of a weekday, day and month beside a cue or channel, where it dates the speech.
fn reported(words: &Words<'_>, expression: &Found, day: &Day, today: Date) -> Option<Date> {
    let wanted = day.weekday?;
    let tokens = words.tokens;
    let ends = ClassSet::of(&[Class::SentenceEnd]);
    let mut near = false;
    for at in (expression.start.saturating_sub(40)..expression.start).rev() {
        if tokens[at].classes.any(ends) {
            break;
        }
        near |= speaks(words, at);
        if near || tokens[at].opens_paragraph {
            break;
        }
    }
    near |= (expression.end..tokens.len().min(expression.end + 4)).any(|at| speaks(words, at));
    let dates_deed = expression.start.checked_sub(1).is_some_and(|at| {
        words.terms.at(at).iter().any(|term| match term.sense {
            Sense::Time(entry) => words.lang.time_words.get(entry as usize) == Some(&TimeWord::At),
            _ => false,
        })
    });
    if !near || dates_deed {
        return None;
    }
    match day.year {
        Some(year) => date(year, day.month, day.day).filter(|date| weekday(*date) == wanted),
        None => agreeing(day.month, day.day, wanted, today).next(),
    }
}

/// Whether a cue or channel stands at a token.
pub(super) fn speaks(words: &Words<'_>, at: usize) -> bool {
    words.terms.at(at).iter().any(|term| matches!(term.sense, Sense::Cue(_) | Sense::Channel(_)))
}
