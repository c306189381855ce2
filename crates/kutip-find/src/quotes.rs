//! Quotation marks, paired over the whole article.
//!
//! Newspapers leave marks out, use the same mark on both sides, and carry a quotation over paragraphs. So the marks
//! are not matched one by one; the cheapest reading of all of them is looked for: each mark opens, closes or is left
//! over, at a price that depends on its form and on the spaces around it. Two states (outside, inside) and one pass
//! make it linear, whatever the text.

use crate::model::{DoubtKind, Quote, Terms, Token, TokenKind};
use crate::rules;
use kutip_lang::{Class, ClassSet, Lang, Part, Sense, Slot};
use kutip_text::{Layer, Mark, Span};

/// Prices, in tenths: what a reading costs that the writer would call a mistake.
mod price {
    /// A mark of the other direction.
    pub(super) const WRONG_MARK: u32 = 30;
    /// Spaces that suggest the other direction.
    pub(super) const WRONG_SPACES: u32 = 10;
    /// A mark at the start of a paragraph, right before a word, that closes what a paragraph before it opened.
    pub(super) const CLOSES_AT_START: u32 = 15;
    /// Spaces that suggest nothing.
    pub(super) const NO_HINT: u32 = 3;
    /// A mark that belongs to nothing.
    pub(super) const STRAY: u32 = 30;
    /// A quotation that ends with its paragraph.
    pub(super) const UNCLOSED: u32 = 20;
    /// A quotation that goes on in the next paragraph.
    pub(super) const CONTINUED: u32 = 12;
    /// The same for every further paragraph.
    pub(super) const CONTINUED_MORE: u32 = 1;
    /// A new opening mark at the start of a paragraph within a quotation.
    pub(super) const REOPENED: u32 = 2;
}

/// A quotation goes on for at most so many paragraphs.
const PARAGRAPHS: u32 = 20;
/// It is opened again at most so often. Each time makes a span of content, and all of a statement's are looked at again
/// and again; what has more begins anew.
const REOPENED: usize = 50;
/// A stretch in single marks is at most this long; what is longer was an apostrophe.
const SINGLE_BYTES: usize = 300;

const DOUBLE: ClassSet = ClassSet::of(&[Class::QuoteOpen, Class::QuoteClose, Class::QuoteBoth]);
const SINGLE_START: ClassSet = ClassSet::of(&[Class::SingleOpen, Class::SingleBoth]);
const SINGLE_END: ClassSet = ClassSet::of(&[Class::SingleClose, Class::SingleBoth]);

/// Pairs the marks.
pub(crate) fn find(
    text: &str,
    tokens: &[Token],
    terms: &Terms<'_>,
    lang: &Lang,
) -> (Layer<Quote>, Vec<Mark<DoubtKind>>) {
    let marks = marks(tokens);
    let steps = cheapest(&marks);
    let (mut quotes, mut doubts) = build(text, tokens, &marks, &steps);
    for quote in quotes.iter_mut().filter(|quote| !quote.value.closed) {
        end_before_cue(tokens, terms, lang, quote);
    }
    singles(tokens, &mut quotes);
    for (mark, step) in marks.iter().zip(&steps) {
        if step.act == Act::Stray {
            let span = tokens[mark.token].span;
            doubts.push(Mark { span, by: rules::QUOTES, value: DoubtKind::MismatchedQuotes });
        }
    }
    (Layer::new(quotes), doubts)
}

/// One double mark with the prices of its two readings.
struct QuoteMark {
    token: usize,
    paragraph: u32,
    opens_paragraph: bool,
    open: u32,
    close: u32,
}

fn marks(tokens: &[Token]) -> Vec<QuoteMark> {
    let directed = tokens.iter().any(|t| t.classes.has(Class::QuoteOpen));
    let mut out = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if token.kind != TokenKind::Mark || !token.classes.any(DOUBLE) {
            continue;
        }
        let before = at > 0
            && !token.opens_paragraph
            && !token.spaced
            && !tokens[at - 1].classes.has(Class::BracketOpen);
        let after = tokens
            .get(at + 1)
            .is_some_and(|next| !next.opens_paragraph && !next.spaced && next.kind != TokenKind::Mark);
        // Text right before it speaks for a closing mark, text right after it for an opening one.
        let (mut open, mut close) = match (before, after) {
            (false, true) => (0, price::WRONG_SPACES),
            (true, false) => (price::WRONG_SPACES, 0),
            _ => (price::NO_HINT, price::NO_HINT),
        };
        if token.opens_paragraph && after {
            close += price::CLOSES_AT_START;
        }
        if token.classes.has(Class::QuoteOpen) {
            close += price::WRONG_MARK;
        } else if token.classes.has(Class::QuoteClose) && directed {
            open += price::WRONG_MARK;
        }
        out.push(QuoteMark {
            token: at,
            paragraph: token.paragraph,
            opens_paragraph: token.opens_paragraph,
            open,
            close,
        });
    }
    out
}

/// What becomes of a mark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    Open,
    Close,
    Reopen,
    Stray,
}

/// One step of the cheapest reading: the mark's part, and whether the quotation before it ended with its paragraph.
#[derive(Clone, Copy)]
struct Step {
    act: Act,
    unclosed_before: bool,
    from_inside: bool,
}

fn cheapest(marks: &[QuoteMark]) -> Vec<Step> {
    const NEVER: u32 = u32::MAX / 4;
    let mut outside: u32 = 0;
    let mut inside: u32 = NEVER;
    let mut table: Vec<[Step; 2]> = Vec::with_capacity(marks.len());
    let mut paragraph = marks.first().map_or(0, |mark| mark.paragraph);
    for mark in marks {
        let breaks = mark.paragraph - paragraph;
        paragraph = mark.paragraph;
        // Paragraphs between the last mark and this one.
        let (mut out_cost, mut in_cost, mut unclosed) = (outside, inside, false);
        if breaks > 0 {
            let ended = inside + price::UNCLOSED;
            if ended < out_cost {
                (out_cost, unclosed) = (ended, true);
            }
            in_cost = if breaks > PARAGRAPHS {
                NEVER
            } else {
                inside + price::CONTINUED + price::CONTINUED_MORE * (breaks - 1)
            };
        }
        let step =
            |act, from_inside: bool| Step { act, unclosed_before: unclosed && !from_inside, from_inside };
        // To the outside: a quotation closes here, or a mark is left over.
        let close = in_cost + mark.close;
        let stray = out_cost + price::STRAY;
        let to_outside =
            if close <= stray { (close, step(Act::Close, true)) } else { (stray, step(Act::Stray, false)) };
        // To the inside: a quotation opens, is opened again, or the mark stands within it.
        let open = out_cost + mark.open;
        let reopen =
            if mark.opens_paragraph && breaks == 1 { in_cost + mark.open + price::REOPENED } else { NEVER };
        let nested = in_cost + price::STRAY;
        let to_inside = if open <= reopen.min(nested) {
            (open, step(Act::Open, false))
        } else if reopen <= nested {
            (reopen, step(Act::Reopen, true))
        } else {
            (nested, step(Act::Stray, true))
        };
        table.push([to_outside.1, to_inside.1]);
        (outside, inside) = (to_outside.0.min(NEVER), to_inside.0.min(NEVER));
    }
    let mut state = usize::from(inside + price::UNCLOSED < outside);
    let mut steps = Vec::with_capacity(marks.len());
    for row in table.iter().rev() {
        let step = row[state];
        steps.push(step);
        state = usize::from(step.from_inside || step.unclosed_before);
    }
    steps.reverse();
    steps
}

fn build(
    text: &str,
    tokens: &[Token],
    marks: &[QuoteMark],
    steps: &[Step],
) -> (Vec<Mark<Quote>>, Vec<Mark<DoubtKind>>) {
    let (mut quotes, mut doubts) = (Vec::new(), Vec::new());
    let mut open: Option<(usize, Vec<usize>)> = None;
    let mut unclosed = |(first, starts): (usize, Vec<usize>), quotes: &mut Vec<Mark<Quote>>| {
        let last_start = starts.last().copied().unwrap_or(first);
        let paragraph = tokens[last_start].paragraph;
        let end = tokens.partition_point(|token| token.paragraph <= paragraph);
        if let Some(quote) = quote(text, tokens, first, &starts, end, false) {
            doubts.push(Mark { span: quote.span, by: rules::QUOTES, value: DoubtKind::UnclosedQuote });
            quotes.push(quote);
        }
    };
    for (mark, step) in marks.iter().zip(steps) {
        if step.unclosed_before
            && let Some(last) = open.take()
        {
            unclosed(last, &mut quotes);
        }
        match step.act {
            Act::Open => open = Some((mark.token, vec![mark.token])),
            Act::Reopen if open.as_ref().is_some_and(|(_, starts)| starts.len() > REOPENED) => {
                if let Some(last) = open.replace((mark.token, vec![mark.token])) {
                    unclosed(last, &mut quotes);
                }
            }
            Act::Reopen => {
                if let Some((_, starts)) = &mut open {
                    starts.push(mark.token);
                }
            }
            Act::Close => {
                if let Some((first, starts)) = open.take() {
                    quotes.extend(quote(text, tokens, first, &starts, mark.token, true));
                }
            }
            Act::Stray => {}
        }
    }
    if let Some(last) = open.take() {
        unclosed(last, &mut quotes);
    }
    (quotes, doubts)
}

/// The quotation from the mark `first` to before `end`; `starts` are the marks at which it opens.
fn quote(
    text: &str,
    tokens: &[Token],
    first: usize,
    starts: &[usize],
    end: usize,
    closed: bool,
) -> Option<Mark<Quote>> {
    let mut inner = Vec::new();
    for (nth, start) in starts.iter().enumerate() {
        let stop = starts.get(nth + 1).copied().unwrap_or(end);
        if start + 1 < stop {
            let span = tokens[start + 1].span.to(tokens[stop - 1].span);
            debug_assert!(!span.of(text).is_empty());
            inner.push(span);
        }
    }
    if inner.is_empty() {
        return None;
    }
    let after = if closed { end + 1 } else { end };
    let span = tokens[first].span.to(tokens[after - 1].span);
    Some(Mark {
        span,
        by: rules::QUOTES,
        value: Quote { inner, single: false, closed, tokens: first..after },
    })
}

/// *"Kami menunggu, katanya.*: nobody closed the quotation, yet its last clause tells who speaks and is none of it.
fn end_before_cue(tokens: &[Token], terms: &Terms<'_>, lang: &Lang, quote: &mut Mark<Quote>) {
    const LAST_CLAUSE: usize = 14;
    let all = quote.value.tokens.clone();
    let speaks = |slot: &Slot| slot.part == Some(Part::Speaker);
    let inverted = |cue: u32| {
        let frames = lang.cues.get(cue as usize).map_or(&[][..], |cue| &cue.frames);
        frames.iter().any(|frame| !frame.before.is_empty() && frame.after.first().is_some_and(speaks))
    };
    let from = (all.end.saturating_sub(LAST_CLAUSE)).max(all.start + 3);
    let cue = (from..all.end).rev().find(|at| {
        let comma = tokens[at - 1].classes.has(Class::Comma) || tokens[at - 1].classes.has(Class::SpokenEnd);
        let terms = terms.at(*at).iter();
        comma && terms.clone().any(|term| matches!(term.sense, Sense::Cue(cue) if inverted(cue)))
    });
    let (Some(cue), Some(last)) = (cue, quote.value.inner.last_mut()) else { return };
    let end = tokens[cue - 1].span.end;
    if last.start < end {
        last.end = end;
        quote.span.end = end;
        quote.value.tokens.end = cue;
    }
}

/// Stretches in single marks, outside double ones: from a mark before a word to the next one after a word.
fn singles(tokens: &[Token], quotes: &mut Vec<Mark<Quote>>) {
    let doubles: Vec<_> = quotes.iter().map(|quote| quote.value.tokens.clone()).collect();
    let mut doubles = doubles.into_iter().peekable();
    let mut at = 0;
    while at < tokens.len() {
        if let Some(next) = doubles.peek()
            && at >= next.start
        {
            at = at.max(next.end);
            doubles.next();
            continue;
        }
        let limit = doubles.peek().map_or(tokens.len(), |next| next.start);
        match single_end(tokens, at, limit) {
            Some(end) => {
                let inner = vec![tokens[at + 1].span.to(tokens[end - 1].span)];
                let span = tokens[at].span.to(tokens[end].span);
                let value = Quote { inner, single: true, closed: true, tokens: at..end + 1 };
                quotes.push(Mark { span, by: rules::QUOTES, value });
                at = end + 1;
            }
            None => at += 1,
        }
    }
}

fn single_end(tokens: &[Token], at: usize, limit: usize) -> Option<usize> {
    let open = &tokens[at];
    let next = tokens.get(at + 1)?;
    if open.kind != TokenKind::Mark || !open.classes.any(SINGLE_START) || next.opens_paragraph {
        return None;
    }
    let starts = open.spaced || open.opens_paragraph || at == 0 || tokens[at - 1].kind == TokenKind::Mark;
    if !starts {
        return None;
    }
    (at + 2..limit)
        .take_while(|end| {
            let token = &tokens[*end];
            token.paragraph == open.paragraph && (token.span.end - open.span.start) as usize <= SINGLE_BYTES
        })
        .find(|end| {
            let token = &tokens[*end];
            let follows = tokens
                .get(end + 1)
                .is_none_or(|n| n.spaced || n.opens_paragraph || n.kind == TokenKind::Mark);
            token.kind == TokenKind::Mark && token.classes.any(SINGLE_END) && follows
        })
}

/// The characters of a quotation without the full stop or comma at its end.
pub(crate) fn without_comma(text: &str, tokens: &[Token], span: Span) -> Span {
    const STOPS: ClassSet = ClassSet::of(&[Class::SentenceEnd, Class::Comma, Class::Semicolon]);
    let range = crate::model::tokens_in(tokens, span);
    let mut end = span.end;
    for at in range.rev() {
        let token = &tokens[at];
        let stop = token.kind == TokenKind::Mark
            && token.classes.any(STOPS)
            && !token.classes.has(Class::SpokenEnd)
            && token.span.end >= end;
        if !stop || token.span.start <= span.start {
            break;
        }
        end = token.span.start;
        let trimmed = text[span.start as usize..end as usize].trim_end();
        end = span.start + u32::try_from(trimmed.len()).unwrap_or(0);
    }
    Span { start: span.start, end }
}
