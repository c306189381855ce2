//! What the reader should not take for granted, gathered from all passes.

mod who;

pub(crate) use who::actors;

use crate::model::{Document, DoubtKind, Shape, Statement, Token, TokenKind};
use crate::rules;
use kutip_lang::Class;
use kutip_text::scan::is_hidden;
use kutip_text::{Layer, Mark, Span};

/// Gathers the doubts in the order of the text.
pub(crate) fn collect(
    document: &Document<'_>,
    statements: &Layer<Statement>,
    of_passes: [Vec<Mark<DoubtKind>>; 4],
) -> Vec<Mark<DoubtKind>> {
    let text = document.article.text.as_str();
    let mut doubts = document.article.doubts.clone();
    doubts.extend(of_passes.into_iter().flatten());
    if text.trim().is_empty() {
        doubts.push(Mark { span: Span::default(), by: rules::DOUBTS, value: DoubtKind::EmptyText });
    }
    if !text.is_ascii() || text.bytes().any(|byte| byte < b' ' && byte != b'\n') {
        doubts.extend(hidden(text));
    }
    doubts.extend(glued(document));
    let long = document.sentences.iter().filter(|s| s.tokens.len() > crate::statements::SENTENCE_TOKENS);
    doubts.extend(long.map(|s| Mark { span: s.span, by: rules::DOUBTS, value: DoubtKind::LimitReached }));
    for mark in statements.as_slice() {
        if mark.value.speaker.as_ref().is_none_or(|speaker| speaker.name.is_none()) {
            doubts.push(Mark { span: mark.span, by: rules::DOUBTS, value: DoubtKind::SpeakerUnknown });
        }
    }
    doubts.sort_by_key(|doubt| doubt.span);
    doubts
}

/// Words without a space between them: *dilansirAFP*, *tersebut.Ia*.
fn glued<'d>(document: &'d Document<'_>) -> impl Iterator<Item = Mark<DoubtKind>> + 'd {
    let tokens = document.tokens.as_slice();
    let word = |token: &Token| token.kind == TokenKind::Word;
    let joined = |token: &Token| !token.spaced && !token.opens_paragraph;
    (1..tokens.len())
        .filter_map(move |at| {
            let (first, second) = (&tokens[at - 1], &tokens[at]);
            if word(first) && word(second) && joined(second) && second.shape != Shape::Lower {
                return Some(first.span.to(second.span));
            }
            let next = tokens.get(at + 1)?;
            let stop =
                second.kind == TokenKind::Mark && second.classes.has(Class::SentenceEnd) && joined(second);
            let sentences = word(first)
                && first.shape == Shape::Lower
                && word(next)
                && next.shape != Shape::Lower
                && joined(next);
            (stop && sentences).then(|| first.span.to(next.span))
        })
        .map(|span| Mark { span, by: rules::DOUBTS, value: DoubtKind::GluedWords })
}

/// One doubt for all characters that are not on the page, at the first of them.
fn hidden(text: &str) -> Option<Mark<DoubtKind>> {
    let (first, c) = text.char_indices().find(|(_, c)| is_hidden(*c))?;
    let count = text[first..].chars().filter(|c| is_hidden(*c)).count();
    let span = Span::new(first, first + c.len_utf8());
    Some(Mark { span, by: rules::DOUBTS, value: DoubtKind::HiddenCharacters(count) })
}
