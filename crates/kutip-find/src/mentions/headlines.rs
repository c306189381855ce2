//! Headlines in which nearly every word has a capital: there a capital names nobody, and only names that the rest of the
//! article has are read.

use crate::model::{ActorKind, Form, Known, Mention, Sentence, Shape, Token, TokenKind};
use crate::rules;
use hashbrown::HashMap;
use kutip_lang::{Class, ClassSet, fold};
use kutip_text::Mark;
use std::ops::Range;

/// Words that a headline leaves small.
const SMALL: ClassSet = ClassSet::of(&[
    Class::Preposition,
    Class::Coordinator,
    Class::Subordinator,
    Class::Relative,
    Class::ComplementizerDropped,
    Class::ComplementizerKept,
]);

/// A headline of an article has so many words at least.
const WORDS_AT_LEAST: usize = 5;
/// One within the article so many, a verb among them.
const INNER_AT_LEAST: usize = 3;
/// And so many tokens at most.
const TOKENS_AT_MOST: usize = 40;
/// Names of so many words are looked for.
const NAME_WORDS: usize = 5;
/// A part of a name that is shorter is an initial.
const PART_BYTES: usize = 3;

/// A headline, or a heading within the article, in which nearly every word has a capital.
pub(crate) fn is_title_case(tokens: &[Token], sentence: &Sentence) -> bool {
    let inner = &tokens[sentence.tokens.clone()];
    let stopped = inner.last().is_some_and(|token| token.classes.has(Class::SentenceEnd));
    if stopped || inner.len() > TOKENS_AT_MOST {
        return false;
    }
    let counts = |t: &&Token| {
        t.kind == TokenKind::Word && t.span.len() > 3 && !(t.shape == Shape::Lower && t.classes.any(SMALL))
    };
    let (all, capitals) = inner
        .iter()
        .filter(counts)
        .fold((0, 0), |(all, capitals), t| (all + 1, capitals + usize::from(t.shape != Shape::Lower)));
    if capitals * 10 < all * 9 {
        return false;
    }
    if sentence.paragraph == 0 {
        return all >= WORDS_AT_LEAST;
    }
    let whole = inner.first().is_some_and(|token| token.opens_paragraph)
        && tokens.get(sentence.tokens.end).is_none_or(|token| token.opens_paragraph);
    let predicate = inner.iter().skip(1).any(|t| t.classes.has(Class::Verb) && !t.classes.has(Class::NoVerb));
    whole && predicate && all >= INNER_AT_LEAST && capitals == all
}

/// What the article calls by a name.
#[derive(Clone, Copy)]
struct Named {
    kind: ActorKind,
    known: Option<Known>,
}

/// Adds the names in headlines that stand elsewhere in the article, a person's also by a part.
pub(super) fn names(text: &str, tokens: &[Token], titled: &[&Sentence], found: &mut Vec<Mark<Mention>>) {
    if titled.is_empty() {
        return;
    }
    let mut named: HashMap<String, Named> = HashMap::new();
    for mark in found.iter().filter(|mark| mark.value.form == Form::Name) {
        let mention = &mark.value;
        let (name, is) = (mention.name.of(text), Named { kind: mention.kind, known: mention.known });
        if mention.kind == ActorKind::Person {
            let parts = kutip_text::scan::words(name).filter(|part| part.len() > PART_BYTES);
            parts.for_each(|part| _ = named.entry(fold(part)).or_insert(is));
        }
        named.entry(fold(name)).or_insert(is);
    }
    for sentence in titled {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            at = match name_at(text, tokens, at..sentence.tokens.end, &named) {
                Some((tokens, mark)) => {
                    found.push(mark);
                    tokens.end
                }
                None => at + 1,
            };
        }
    }
}

/// The longest known name that begins a range of tokens.
fn name_at(
    text: &str,
    tokens: &[Token],
    range: Range<usize>,
    named: &HashMap<String, Named>,
) -> Option<(Range<usize>, Mark<Mention>)> {
    let start = range.start;
    let proper = |at: &usize| {
        let token = &tokens[*at];
        token.kind == TokenKind::Word && token.shape != Shape::Lower && !token.classes.has(Class::NotName)
    };
    let run = range.take(NAME_WORDS).take_while(proper).count();
    (1..=run).rev().find_map(|words| {
        let tokens_of = start..start + words;
        let span = tokens[start].span.to(tokens[tokens_of.end - 1].span);
        let Named { kind, known } = *named.get(&fold(span.of(text)))?;
        let value = Mention {
            form: Form::Name,
            tokens: tokens_of.clone(),
            name: span,
            role: None,
            kind,
            known,
            actor: None,
        };
        Some((tokens_of, Mark { span, by: rules::MENTIONS, value }))
    })
}
