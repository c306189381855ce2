//! Ages: years that somebody has lived, which are a figure and no time.

use crate::times::words::Words;
use kutip_lang::{Class, ClassSet, NumberWord, TimeWord, UnitKind};

/// What may stand between *berusia* and the years.
const ADVERBS: ClassSet = ClassSet::of(&[Class::CueAdverb, Class::Predicate, Class::Connective]);

/// Whether the years from `start` to `end` are somebody's age: *berusia 35 tahun*, *pria 32 tahun*, *Sari (30 tahun)*.
pub(crate) fn is_age(words: &Words<'_>, start: usize, end: usize) -> bool {
    if words
        .time(end, |word| {
            matches!(word, TimeWord::Ago | TimeWord::Last | TimeWord::Next | TimeWord::Ahead).then_some(())
        })
        .is_some()
    {
        return false;
    }
    let start = before_approximator(words, range_start(words, start));
    if aged(words, start) {
        return true;
    }
    let Some(at) = start.checked_sub(1) else { return false };
    let person = words
        .unit(at, |unit| (unit.kind == UnitKind::Person).then_some(()))
        .is_some_and(|hit| hit.end == start);
    let listed =
        words.has(at, Class::Comma) && words.has(end, Class::Coordinator) && at > 0 && named(words, at - 1);
    let closed = words.has(end, Class::BracketClose) && named(words, at);
    person || listed || closed || apart(words, start, end)
}

/// How many words stand at most between the word for age and the years: *usianya padahal baru 18 tahun*.
const BETWEEN: usize = 3;

/// Whether the word for age stands before the years, with no more than adverbs or whose it is between: *usia Sari 39 tahun*.
fn aged(words: &Words<'_>, start: usize) -> bool {
    let adverbs = (1..=BETWEEN.min(start))
        .take_while(|back| {
            words
                .token(start - back)
                .is_some_and(|token| token.classes.any(ADVERBS) || words.capital(start - back))
        })
        .count();
    (0..=adverbs).any(|back| words.after_time(start - back, |word| word == TimeWord::Aged))
}

/// Where the range begins of which a number is the upper end: *12 - 21 tahun*.
fn range_start(words: &Words<'_>, start: usize) -> usize {
    let Some(join) = start.checked_sub(1) else { return start };
    let joins = words.has(join, Class::Dash)
        || words.has(join, Class::Coordinator)
        || words.number(join, |word| (word == NumberWord::To).then_some(())).is_some();
    if !joins || join == 0 || !words.is_number(join - 1) {
        return start;
    }
    let between = join
        .checked_sub(2)
        .and_then(|at| words.number(at, |word| (word == NumberWord::Between).then_some(at)));
    between.map_or(join - 1, |hit| hit.word)
}

/// Whether a number from `start` to `end` stands apart after a name: *Sari (30)*, *Sari, 30,*.
pub(crate) fn apart(words: &Words<'_>, start: usize, end: usize) -> bool {
    let bracketed =
        start > 0 && words.has(start - 1, Class::BracketOpen) && words.has(end, Class::BracketClose);
    let commas = start > 0
        && words.has(start - 1, Class::Comma)
        && (words.has(end, Class::Comma) || words.has(end, Class::BracketClose));
    (bracketed || commas) && start >= 2 && named(words, start - 2)
}

/// A word that may end a person's name: with a capital, not all capitals, neither a place nor at the start of a sentence.
fn named(words: &Words<'_>, at: usize) -> bool {
    use crate::model::Shape;
    use kutip_lang::Sense;
    let Some(token) = words.token(at) else { return false };
    let initials = token.shape == Shape::Upper && token.span.len() <= 3;
    (token.shape == Shape::Capital || initials)
        && words.capital(at)
        && !words.terms.at(at).iter().any(|term| {
            matches!(
                term.sense,
                Sense::State(..) | Sense::Outlet(_) | Sense::Region(_) | Sense::Body(_) | Sense::Time(_)
            )
        })
        && words.unit(at, |unit| (unit.kind == UnitKind::Label).then_some(())).is_none()
}

/// The token where the approximators before a number begin.
pub(crate) fn before_approximator(words: &Words<'_>, start: usize) -> usize {
    for back in 1..=3 {
        let Some(at) = start.checked_sub(back) else { break };
        let hit = words.number(at, |word| {
            matches!(word, NumberWord::About | NumberWord::AtLeast | NumberWord::AtMost).then_some(())
        });
        if hit.is_some_and(|hit| hit.end == start) {
            return at;
        }
    }
    start
}
