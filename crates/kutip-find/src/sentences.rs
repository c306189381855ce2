//! Sentences. A quotation is never cut: it belongs whole to the sentence in which it stands.

use crate::model::{Blocks, Quote, Sentence, Shape, Terms, Token, TokenKind};
use kutip_lang::{Class, Lang, Part, Sense};
use kutip_text::Layer;

/// Cuts the tokens into sentences.
pub(crate) fn find(
    tokens: &[Token],
    terms: &Terms<'_>,
    blocks: &Blocks,
    quotes: &Layer<Quote>,
    lang: &Lang,
) -> Vec<Sentence> {
    let mut out = Vec::new();
    let place = |at: u32| tokens.partition_point(|token| token.span.start < at);
    let dateline = blocks.dateline.map_or(0..0, |line| place(line.span.start)..place(line.span.end));
    let mut start = if dateline.start == 0 { dateline.end } else { 0 };
    let mut spans = quotes.as_slice().iter().map(|quote| &quote.value.tokens).peekable();
    let mut at = start;
    while at < tokens.len() {
        // A headline may stand before the line with place and outlet.
        if at == dateline.start && !dateline.is_empty() {
            (start, at) = (dateline.end, dateline.end);
            continue;
        }
        while spans.next_if(|range| range.end <= at).is_some() {}
        let quoted = spans.next_if(|range| range.start == at);
        // The last token of this step: the closing mark of a quotation, or the token itself.
        let last = quoted.map_or(at, |range| range.end - 1);
        let ends = last + 1 >= tokens.len()
            || tokens[last + 1].opens_paragraph
            || if quoted.is_some() {
                ends_after_quote(tokens, last) && !is_stem(tokens, terms, lang, last + 1)
            } else {
                ends_at(tokens, last)
            };
        if ends {
            let mut end = last + 1;
            // A bracket or mark that closes belongs to the sentence before it.
            while end < tokens.len()
                && !tokens[end].opens_paragraph
                && !tokens[end].spaced
                && closes(&tokens[end])
            {
                end += 1;
            }
            out.push(sentence(tokens, start, end));
            start = end;
            at = end;
        } else {
            at = last + 1;
        }
    }
    out
}

fn sentence(tokens: &[Token], start: usize, end: usize) -> Sentence {
    let span = tokens[start].span.to(tokens[end - 1].span);
    Sentence { span, tokens: start..end, paragraph: tokens[start].paragraph }
}

fn closes(token: &Token) -> bool {
    token.kind == TokenKind::Mark
        && (token.classes.has(Class::BracketClose) || token.classes.has(Class::SentenceEnd))
}

/// A full stop after which something begins.
fn ends_at(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    if token.kind != TokenKind::Mark || !token.classes.has(Class::SentenceEnd) {
        return false;
    }
    let next = &tokens[at + 1];
    let initial = at > 0
        && tokens[at - 1].shape == Shape::Capital
        && tokens[at - 1].kind == TokenKind::Word
        && tokens[at - 1].span.len() == 1
        && !token.spaced;
    begins(next) && !initial
}

/// A quotation that ends in a full stop, with a capital after it.
fn ends_after_quote(tokens: &[Token], last: usize) -> bool {
    let spoken = last > 0
        && tokens[last - 1].classes.has(Class::SentenceEnd)
        && tokens[last - 1].kind == TokenKind::Mark;
    spoken && tokens.get(last + 1).is_some_and(begins)
}

/// *"Kami siap." Kata Bupati Wirya*: a word that only ever follows what was said, with a capital by mistake, and whoever
/// says it behind it.
fn is_stem(tokens: &[Token], terms: &Terms<'_>, lang: &Lang, at: usize) -> bool {
    let follows = |cue: u32| {
        let frames = lang.cues.get(cue as usize).map_or(&[][..], |cue| &cue.frames);
        frames.iter().any(|frame| {
            let said =
                frame.before.iter().any(|slot| matches!(slot.part, Some(Part::Content | Part::Quotation)));
            said && frame.after.first().is_some_and(|slot| slot.part == Some(Part::Speaker))
        })
    };
    let cue = terms.at(at).iter().any(|term| matches!(term.sense, Sense::Cue(cue) if follows(cue)));
    let named = tokens.get(at + 1).is_some_and(|next| {
        next.kind == TokenKind::Word && (next.shape != Shape::Lower || next.classes.has(Class::PronounThird))
    });
    cue && named && !tokens[at].classes.has(Class::Verb) && !tokens[at].classes.has(Class::Preposition)
}

fn begins(next: &Token) -> bool {
    match next.kind {
        // *... di rumah sakit. ia juga ...*: a pronoun after a full stop opens a sentence even so.
        TokenKind::Word => next.shape != Shape::Lower || next.spaced && next.classes.has(Class::PronounThird),
        TokenKind::Number => next.spaced,
        TokenKind::Mark => {
            !closes(next)
                && !next.classes.has(Class::Comma)
                && (next.spaced || next.classes.has(Class::BracketOpen))
        }
        TokenKind::Clitic => false,
    }
}
