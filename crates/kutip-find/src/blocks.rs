//! The parts of the page: paragraphs, dateline, desk initials, lines that belong to the page and not to the article.

mod page;

use self::page::Page;
use crate::model::{Blocks, Dateline, Shape, Terms, Token, TokenKind, tokens_in};
use crate::rules;
use kutip_lang::{Class, ClassSet, Sense};
use kutip_text::{Mark, Span};
use std::ops::Range;

/// A dateline is at most this long; what is longer is the first sentence.
const DATELINE_TOKENS: usize = 14;
/// The dateline opens one of the article's first lines: the second, or behind headline and date, which are no
/// sentences, the third.
const OPENING_LINES: usize = 3;
/// A desk initial is at most this many bytes.
const INITIAL_BYTES: usize = 10;

/// Finds the parts of the page.
pub(crate) fn find(text: &str, tokens: &[Token], terms: &Terms<'_>) -> Blocks {
    let paragraphs = paragraphs(text);
    let page = Page { tokens, terms };
    let (mut boilerplate, mut byline, mut opening) = (Vec::new(), Vec::new(), Vec::new());
    for span in &paragraphs {
        let range = tokens_in(tokens, *span);
        let names = page.byline(range.clone());
        let part = if names.is_some() { Some(range.clone()) } else { page.boilerplate(range.clone()) };
        byline.extend(names.into_iter().flatten());
        if let Some(part) = part.clone().filter(|part| !part.is_empty()) {
            let span = tokens[part.start].span.to(tokens[part.end - 1].span);
            boilerplate.push(Mark { span, by: rules::BLOCKS, value: () });
        }
        if part.is_none_or(|part| part.start > range.start) {
            opening.push(range);
        }
    }
    let is_sentence = |range: &Range<usize>| {
        range.clone().next_back().is_some_and(|last| tokens[last].classes.has(Class::SentenceEnd))
    };
    let headlines = opening.iter().take_while(|range| !is_sentence(range)).count();
    let dateline = opening
        .into_iter()
        .take(OPENING_LINES.min(headlines + 1).max(2))
        .find_map(|range| dateline(range, tokens, terms));
    let (desk, desk_line) = paragraphs
        .iter()
        .rev()
        .take(2)
        .find_map(|span| desk(tokens_in(tokens, *span), tokens))
        .unwrap_or_default();
    Blocks { paragraphs, boilerplate, byline, dateline, desk, desk_line }
}

fn paragraphs(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let inner = line.trim();
        if !inner.is_empty() {
            let start = at + (line.len() - line.trim_start().len());
            out.push(Span::new(start, start + inner.len()));
        }
        at += line.len() + 1;
    }
    out
}

/// Capitalised words, commas and brackets up to a dash that stands free.
fn dateline(range: Range<usize>, tokens: &[Token], terms: &Terms<'_>) -> Option<Dateline> {
    const INNER: ClassSet = ClassSet::of(&[
        Class::Comma,
        Class::BracketOpen,
        Class::BracketClose,
        Class::SentenceEnd,
        Class::Slash,
    ]);
    let dash = range.clone().take(DATELINE_TOKENS).find(|at| {
        let token = tokens[*at];
        let free = token.spaced
            && tokens.get(at + 1).is_none_or(|next| next.spaced || is_dash(next) || *at + 1 >= range.end);
        is_dash(&token) && (free || is_long(&token))
    })?;
    if dash == range.start {
        return None;
    }
    let before = range.start..dash;
    let plain = before.clone().all(|at| {
        let token = &tokens[at];
        match token.kind {
            TokenKind::Word => {
                token.shape != Shape::Lower || is_domain(at, tokens) || in_brackets(at, &before, tokens)
            }
            TokenKind::Mark => token.classes.any(INNER),
            TokenKind::Number => true,
            TokenKind::Clitic => false,
        }
    });
    if !plain {
        return None;
    }
    let mut end = dash + 1;
    while end < range.end && is_dash(&tokens[end]) {
        end += 1;
    }
    let (place, outlet) = place_and_outlet(&before, tokens, terms);
    let span = tokens[range.start].span.to(tokens[end - 1].span);
    Some(Dateline { span, place, outlet })
}

fn is_dash(token: &Token) -> bool {
    token.kind == TokenKind::Mark && token.classes.has(Class::Dash)
}

/// A dash that is never a hyphen.
fn is_long(token: &Token) -> bool {
    token.span.len() > 1
}

fn is_domain(at: usize, tokens: &[Token]) -> bool {
    at > 0 && tokens[at - 1].kind == TokenKind::Mark || tokens[at].span.len() > 6
}

fn in_brackets(at: usize, range: &Range<usize>, tokens: &[Token]) -> bool {
    (range.start..at)
        .rev()
        .find(|i| tokens[*i].kind == TokenKind::Mark)
        .is_some_and(|i| tokens[i].classes.has(Class::BracketOpen))
}

/// The pieces between commas and brackets: a known place is the place, an outlet or what is left the outlet.
fn place_and_outlet(
    range: &Range<usize>,
    tokens: &[Token],
    terms: &Terms<'_>,
) -> (Option<Span>, Option<Span>) {
    let (mut place, mut outlet) = (None, None);
    let mut pieces = Vec::new();
    let mut start = range.start;
    for at in range.clone().chain([range.end]) {
        let splits = at == range.end || tokens[at].kind == TokenKind::Mark;
        if !splits {
            continue;
        }
        if start < at {
            let span = tokens[start].span.to(tokens[at - 1].span);
            pieces.push(span);
            let senses = terms.at(start);
            let whole =
                |sense: fn(Sense) -> bool| senses.iter().any(|t| t.end as usize == at && sense(t.sense));
            let is_place = whole(|s| matches!(s, Sense::Region(_) | Sense::State(..)));
            let in_bracket = start > range.start && tokens[start - 1].classes.has(Class::BracketOpen);
            // Behind the place the larger one in which it lies: *Sukasari, Jawa Barat (Kantor Berita)*.
            let larger = place.is_some() && is_place && !in_bracket;
            if place.is_none() && is_place && !in_bracket {
                place = Some(span);
            } else if !larger
                && outlet.is_none()
                && tokens[start..at].iter().any(|t| t.kind == TokenKind::Word)
            {
                outlet = Some(span);
            }
        }
        start = at + 1;
    }
    // An unknown place before a comma and an outlet.
    if place.is_none() && pieces.len() > 1 {
        return (Some(pieces[0]), pieces.get(1).copied());
    }
    (place, outlet)
}

/// *(isa/dna)* at the end.
fn desk(range: Range<usize>, tokens: &[Token]) -> Option<(Vec<Span>, Option<Span>)> {
    let mut end = range.end;
    while end > range.start && tokens[end - 1].classes.has(Class::SentenceEnd) {
        end -= 1;
    }
    if end == range.start || !tokens[end - 1].classes.has(Class::BracketClose) {
        return None;
    }
    let open = (range.start..end).rev().find(|at| tokens[*at].classes.has(Class::BracketOpen))?;
    let inner = open + 1..end - 1;
    let sentence_over = open == range.start || tokens[open - 1].kind == TokenKind::Mark;
    let (mut initials, mut slashes) = (Vec::new(), 0);
    for token in &tokens[inner] {
        match token.kind {
            TokenKind::Word if token.span.len() <= INITIAL_BYTES => initials.push(token.span),
            TokenKind::Mark if token.classes.has(Class::Slash) => slashes += 1,
            TokenKind::Number => {}
            _ => return None,
        }
    }
    let short = initials.len() == 1 && initials[0].len() <= 4;
    let fits =
        sentence_over && !initials.is_empty() && (short || slashes + 1 >= initials.len() && slashes > 0);
    fits.then(|| (initials, Some(tokens[open].span.to(tokens[end - 1].span))))
}
