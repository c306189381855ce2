//! Figures: amounts with who vouches for them, and which one replaces which.
//!
//! A figure is revised when the same kind of people is counted again and the text says that one count came before the
//! other: *awalnya 3.000 tentara*, *bertambah menjadi 12 orang*. Prices and percentages move without being revised,
//! so only counts of people are paired, and only where they do not say of what other place they are.

use crate::model::{Amount, Document, Figure, Statement};
use kutip_lang::{Class, Lang, NumberWord, Sense, TimeWord, UnitKind};
use kutip_text::{Id, Layer, Span};
use std::ops::Range;

/// A figure is compared with so many others at most.
const FIGURES: usize = 200;
/// A count replaces one that is at most so many sentences away.
const SENTENCES: usize = 12;
/// A word such as *menjadi* stands at most so many tokens before the new number.
const REACH: usize = 4;

/// Turns amounts into figures.
pub(crate) fn find(document: &Document<'_>, statements: &Layer<Statement>) -> Vec<Figure> {
    let mut figures: Vec<Figure> = document
        .amounts
        .iter()
        .map(|(id, mark)| Figure {
            amount: id,
            according_to: innermost(statements, mark.span.start),
            revises: None,
        })
        .collect();
    let counts: Vec<Count<'_>> = figures
        .iter()
        .enumerate()
        .filter_map(|(at, figure)| count(document, at, figure.amount))
        .take(FIGURES)
        .collect();
    for (place, old) in counts.iter().enumerate() {
        if !old.earlier {
            continue;
        }
        // *awalnya 3.000*: replaced by the nearest count of the same people that is not called an earlier one.
        let new = counts
            .iter()
            .enumerate()
            .filter(|(other, new)| {
                *other != place
                    && !new.earlier
                    && new.is_like(old)
                    && new.sentence.abs_diff(old.sentence) <= SENTENCES
                    && figures[new.figure].revises.is_none()
            })
            .min_by_key(|(_, new)| new.tokens.start.abs_diff(old.tokens.start));
        if let Some((_, new)) = new {
            figures[new.figure].revises = Some(old.figure);
        }
    }
    for (place, new) in counts.iter().enumerate() {
        if !new.becomes || figures[new.figure].revises.is_some() {
            continue;
        }
        // *bertambah menjadi 12 orang*: the count before it, unless that one is the later already.
        let free = |old: &&Count<'_>| {
            old.is_like(new)
                && new.sentence - old.sentence <= SENTENCES
                && !replaces(&figures, old.figure, new.figure)
                && !elsewhere(document, old, new)
        };
        if let Some(old) = counts[..place].iter().rev().find(free) {
            figures[new.figure].revises = Some(old.figure);
        }
    }
    figures
}

/// Whether a figure replaces another, perhaps by way of others.
fn replaces(figures: &[Figure], mut new: usize, old: usize) -> bool {
    while let Some(next) = figures[new].revises {
        if next == old {
            return true;
        }
        new = next;
    }
    false
}

/// A count of people.
struct Count<'d> {
    figure: usize,
    value: f64,
    unit: &'d str,
    tokens: Range<usize>,
    sentence: usize,
    /// The sentence says that it was so before.
    earlier: bool,
    /// It is what the count became.
    becomes: bool,
}

impl Count<'_> {
    /// Of the same people, with another number.
    fn is_like(&self, other: &Count<'_>) -> bool {
        self.unit == other.unit && (self.value - other.value).abs() > f64::EPSILON
    }
}

fn count<'d>(document: &'d Document<'_>, figure: usize, amount: Id<Amount>) -> Option<Count<'d>> {
    let mark = &document.amounts[amount];
    let unit = mark.value.unit.as_deref().filter(|unit| counts_people(document.lang, unit))?;
    let tokens = document.tokens_in(mark.span);
    let sentence = document.sentence_of(tokens.start)?;
    let first = document.sentences[sentence].tokens.start;
    let has = |range: Range<usize>, class: Class| {
        document.tokens[range].iter().any(|token| token.classes.has(class))
    };
    Some(Count {
        figure,
        value: mark.value.value,
        unit,
        earlier: has(first..tokens.start, Class::Earlier) || said_before(document, first..tokens.start),
        sentence,
        becomes: !from(document, tokens.start)
            && has(tokens.start.saturating_sub(REACH).max(first)..tokens.start, Class::Becomes),
        tokens,
    })
}

/// Whether a number is what the count was, not what it became: *bertambah dari 9 orang menjadi 11*.
fn from(document: &Document<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    document.terms.at(before).iter().any(|term| match term.sense {
        Sense::Number(entry) => document.lang.number_words.get(entry as usize) == Some(&NumberWord::OutOf),
        _ => false,
    })
}

/// Whether two counts are told of different places: of those of one kind that they name, none is named with both.
/// Where the sentence of the old count names none, it is told of the place that was named last.
fn elsewhere(document: &Document<'_>, old: &Count<'_>, new: &Count<'_>) -> bool {
    let second = named_places(document, clause(document, new));
    if second.is_empty() {
        return false;
    }
    let before = (old.sentence.saturating_sub(SENTENCES)..old.sentence).rev();
    let clauses = std::iter::once(clause(document, old))
        .chain(before.map(|sentence| document.sentences[sentence].tokens.clone()));
    let first = clauses.map(|tokens| named_places(document, tokens)).find(|places| !places.is_empty());
    let first = first.unwrap_or_default();
    second.iter().any(|(kind, _)| {
        let others: Vec<_> = first.iter().filter(|(other, _)| other == kind).collect();
        !others.is_empty() && !second.iter().any(|place| others.contains(&place))
    })
}

/// The clause of a count.
fn clause(document: &Document<'_>, count: &Count<'_>) -> Range<usize> {
    let sentence = &document.sentences[count.sentence].tokens;
    let ends = |at: &usize| document.tokens[*at].classes.has(Class::ClauseCoordinator);
    let start = (sentence.start..count.tokens.start).rev().find(ends).unwrap_or(sentence.start);
    start..(count.tokens.end..sentence.end).find(ends).unwrap_or(sentence.end)
}

/// The places that are named, each by its kind and its number in its table; states have no kind.
fn named_places<'l>(document: &Document<'l>, tokens: Range<usize>) -> Vec<(&'l str, u32)> {
    let lang = document.lang;
    tokens
        .flat_map(|at| document.terms.at(at))
        .filter_map(|term| match term.sense {
            Sense::State(number, _) => Some(("", number)),
            Sense::Region(number) => Some((&*lang.regions.get(number as usize)?.kind, number)),
            _ => None,
        })
        .collect()
}

/// Whether a unit is one of people: of the record's list, or a noun of persons.
fn counts_people(lang: &Lang, unit: &str) -> bool {
    kutip_lang::PEOPLE.contains(&unit)
        || lang
            .unit_words
            .iter()
            .any(|word| word.kind == UnitKind::Person && word.unit.as_deref() == Some(unit))
}

/// Whether a sentence gives a count that was said before: *sebelumnya menyebut jumlahnya 15.000 orang*.
fn said_before(document: &Document<'_>, tokens: Range<usize>) -> bool {
    let (mut before, mut count) = (false, false);
    for token in tokens {
        for term in document.terms.at(token) {
            match term.sense {
                Sense::Time(entry) => {
                    before |= document.lang.time_words.get(entry as usize) == Some(&TimeWord::Before);
                }
                Sense::Unit(entry) if before => {
                    count |= document
                        .lang
                        .unit_words
                        .get(entry as usize)
                        .is_some_and(|word| matches!(word.kind, UnitKind::Amounting | UnitKind::Heading));
                }
                _ => {}
            }
        }
    }
    before && count
}

/// The statement with the shortest content that covers the place.
pub(crate) fn innermost(statements: &Layer<Statement>, place: u32) -> Option<Id<Statement>> {
    let place_span = Span { start: place, end: place };
    statements
        .around(place_span)
        .filter(|(_, mark)| mark.value.content.iter().any(|span| span.covers(place)))
        .min_by_key(|(_, mark)| mark.value.content.iter().map(|span| span.len()).sum::<usize>())
        .map(|(id, _)| id)
}
