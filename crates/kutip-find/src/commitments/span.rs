//! What is promised, and on which condition: where each begins and ends.

use crate::events::Sight;
use kutip_lang::{Class, ClassSet, Hint};
use std::ops::Range;

/// Tokens of an action and of its condition.
#[derive(Debug)]
pub(super) struct Parts {
    pub(super) action: Range<usize>,
    pub(super) condition: Option<Range<usize>>,
}

/// The action that begins at `start` and whose word stands at `word`, and the condition before or behind it, within
/// `content`.
pub(super) fn split(sight: &Sight<'_, '_>, content: Range<usize>, start: usize, word: usize) -> Parts {
    let around = sight.doc.sentence_of(start).map_or(content.clone(), |sentence| {
        let sentence = &sight.doc.sentences[sentence].tokens;
        content.start.max(sentence.start)..content.end.min(sentence.end)
    });
    let denied = (word..around.end).take(2).any(|at| sight.has(at, Class::Negation));
    let reaches = |at: usize| !denied && sight.hint(at, &[Hint::Until]).is_some();
    let listed = |at: usize| sight.has(at, Class::Comma) && enumerates(sight, word..around.end, at);
    let ends = |at: &usize| ends(sight, *at) && !reaches(*at) && !listed(*at);
    let end = (word..around.end).find(ends).unwrap_or(around.end);
    let from = if end < around.end && sight.has(end, Class::Comma) { end + 1 } else { end };
    let behind = (from < around.end && is_condition(sight, from))
        .then(|| from..clause_end(sight, from + 1, around.end));
    let mut earlier = (around.start..start).rev().take_while(|at| !sight.has(*at, Class::SentenceEnd));
    let before = earlier.find(|at| is_condition(sight, *at)).map(|from| {
        let comma = (from..start).find(|at| sight.has(*at, Class::Comma));
        let end = comma.unwrap_or_else(|| subject_start(sight, from, start));
        // *apabila hujan maka*
        let linked = end > from && sight.has(end - 1, Class::Connective);
        from..if linked { end - 1 } else { end }
    });
    let tidy = |tokens: Range<usize>| tokens.start..trim(sight, &tokens);
    Parts {
        action: tidy(start..end),
        condition: behind.or(before).map(tidy).filter(|tokens| is_clause(sight, tokens)),
    }
}

/// Where the main clause begins whose predicate is at `start`, when no comma says so.
fn subject_start(sight: &Sight<'_, '_>, from: usize, start: usize) -> usize {
    match sight.mention_to(start) {
        Some(id) if sight.mention(id).tokens.start > from => sight.mention(id).tokens.start,
        _ => start,
    }
}

/// A condition says that something is or happens: *hingga sore* is none.
fn is_clause(sight: &Sight<'_, '_>, tokens: &Range<usize>) -> bool {
    tokens.len() > 2 && tokens.clone().skip(1).any(|at| !sight.in_time(at))
        || tokens.clone().any(|at| sight.is_verb(at))
}

pub(super) fn is_condition(sight: &Sight<'_, '_>, at: usize) -> bool {
    // *pekerja asal Bali*: from where, not on which condition.
    if sight.has(at, Class::Describing) && sight.is_proper(at + 1) {
        return false;
    }
    sight.hint(at, &[Hint::Conditional, Hint::ConditionalIfPlanned]).is_some() && !sight.in_time(at)
}

/// What ends an action: a condition, a reason, another clause.
fn ends(sight: &Sight<'_, '_>, at: usize) -> bool {
    is_condition(sight, at)
        || sight.has(at, Class::Comma) && !number_goes_on(sight, at)
        || sight.has(at, Class::ClauseCoordinator)
        || sight.has(at, Class::SentenceEnd)
        || sight.has(at, Class::Semicolon)
        || sight.has(at, Class::QuoteClose)
        || sight.hint(at, &[Hint::ControlObject]).is_some()
}

/// A comma within a list of names ends nothing.
fn number_goes_on(sight: &Sight<'_, '_>, comma: usize) -> bool {
    sight.mention_to(comma).is_some() && sight.mention_from(comma + 1).is_some()
}

/// *akan menambah pos, melatih relawan, dan membagikan peta*: whether a comma stands within a list of three and more.
fn enumerates(sight: &Sight<'_, '_>, action: Range<usize>, comma: usize) -> bool {
    const PIECE: usize = 24;
    let mut at = comma;
    let near = |from: usize| (from..action.end.min(from + PIECE)).find(|at| sight.has(*at, Class::Comma));
    if sight.has(at + 1, Class::Coordinator) {
        let first = (action.start..at).rev().take(PIECE).find(|at| sight.has(*at, Class::Comma));
        let end = near(at + 1).unwrap_or(action.end.min(at + PIECE));
        return first.is_some_and(|first| is_piece(sight, first + 1..at) && is_piece(sight, at + 2..end));
    }
    while let Some(next) = near(at + 1).filter(|next| is_piece(sight, at + 1..*next)) {
        if sight.has(next + 1, Class::Coordinator) {
            let end = near(next + 1).unwrap_or(action.end.min(next + PIECE));
            return is_piece(sight, next + 2..end);
        }
        at = next;
    }
    false
}

/// A piece of a list has nobody who acts in it, and nothing that is said of the whole.
fn is_piece(sight: &Sight<'_, '_>, tokens: Range<usize>) -> bool {
    const ENDS: ClassSet = ClassSet::of(&[
        Class::Modal,
        Class::Predicate,
        Class::ClauseCoordinator,
        Class::SentenceEnd,
        Class::QuoteClose,
        Class::Subordinator,
        Class::PronounThird,
        Class::PronounThirdPlural,
        Class::PronounFirst,
    ]);
    let acts = |at: usize| {
        let verb = sight.is_verb(at) || sight.reports(at);
        sight.any(at, ENDS)
            || verb && sight.mention_to(at).is_some()
            || sight.in_time(at)
            || is_condition(sight, at)
    };
    !tokens.is_empty() && !tokens.clone().any(acts)
}

fn clause_end(sight: &Sight<'_, '_>, from: usize, end: usize) -> usize {
    (from..end)
        .find(|at| {
            sight.has(*at, Class::Comma)
                || sight.has(*at, Class::ClauseCoordinator)
                || sight.has(*at, Class::SentenceEnd)
        })
        .unwrap_or(end)
}

/// The end without marks.
fn trim(sight: &Sight<'_, '_>, tokens: &Range<usize>) -> usize {
    let mut end = tokens.end;
    while end > tokens.start && sight.is_mark(end - 1) && !sight.has(end - 1, Class::BracketClose) {
        end -= 1;
    }
    end
}
