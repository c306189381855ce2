//! The tokens of one paragraph with what the tables of times, numbers and units say of them.

use crate::model::{Shape, Terms, Token, TokenKind};
use kutip_lang::{Class, ClassSet, Lang, NumberWord, Sense, TimeWord, UnitWord};
use kutip_text::{RuleId, Span};

/// A word of the tables: what it is, where it ends, which entry says so.
#[derive(Clone, Copy)]
pub(crate) struct Hit<T> {
    pub(crate) word: T,
    pub(crate) end: usize,
    pub(crate) by: RuleId,
}

/// Tokens and terms, read within one paragraph at a time.
#[derive(Clone, Copy)]
pub(crate) struct Words<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    pub(crate) terms: &'a Terms<'a>,
    pub(crate) lang: &'a Lang,
    /// One past the last token of the paragraph.
    pub(crate) limit: usize,
    /// Its first token.
    pub(crate) first: usize,
    /// Whether all its words have capitals, so that a capital says nothing: *21 Ribu Warga Mengungsi*.
    pub(crate) headline: bool,
}

/// What a headline has at least, so that capitals are told from names: so many words that are not short ones.
const HEADLINE_WORDS: usize = 4;
/// Short words may be small in a headline: *dan*, *di*, *akibat* not.
const SHORT_BYTES: usize = 4;

/// Marks before which a sentence or quotation begins anew.
const OPENERS: ClassSet = ClassSet::of(&[
    Class::SentenceEnd,
    Class::QuoteOpen,
    Class::QuoteBoth,
    Class::SingleOpen,
    Class::SingleBoth,
    Class::Colon,
    Class::Dash,
]);

impl<'a> Words<'a> {
    pub(crate) fn new(text: &'a str, tokens: &'a [Token], terms: &'a Terms<'a>, lang: &'a Lang) -> Self {
        Self { text, tokens, terms, lang, limit: 0, first: 0, headline: false }
    }

    /// Moves on to the paragraph that begins at a token.
    pub(crate) fn enter(&mut self, at: usize) {
        self.first = at;
        let rest = self.tokens.get(at + 1..).unwrap_or_default();
        self.limit = at + 1 + rest.iter().take_while(|token| !token.opens_paragraph).count();
        self.headline = self.is_headline();
    }

    /// Whether the paragraph is one line of words with capitals and no full stop.
    fn is_headline(&self) -> bool {
        let paragraph = self.tokens.get(self.first..self.limit).unwrap_or_default();
        let mut capitals = 0;
        for token in paragraph {
            let long = token.kind == TokenKind::Word && token.span.len() > SHORT_BYTES;
            if long && token.shape == Shape::Lower || token.classes.has(Class::SentenceEnd) {
                return false;
            }
            capitals += usize::from(long);
        }
        capitals >= HEADLINE_WORDS
    }

    /// Whether the word may be a common noun: without a capital, or in a line where capitals say nothing.
    pub(crate) fn common(&self, at: usize) -> bool {
        self.lower(at) || self.headline && self.capital(at)
    }

    pub(crate) fn token(&self, at: usize) -> Option<&'a Token> {
        if at < self.limit && at >= self.first { self.tokens.get(at) } else { None }
    }

    /// The token before this one in the paragraph.
    pub(crate) fn before(&self, at: usize) -> Option<&'a Token> {
        self.token(at.checked_sub(1)?)
    }

    pub(crate) fn has(&self, at: usize, class: Class) -> bool {
        self.token(at).is_some_and(|token| token.classes.has(class))
    }

    pub(crate) fn of(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| token.span.of(self.text))
    }

    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        match (self.tokens.get(start), self.tokens.get(end.saturating_sub(1))) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => Span::default(),
        }
    }

    /// Whether the word is written with a capital.
    pub(crate) fn capital(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.kind == TokenKind::Word && token.shape != Shape::Lower)
    }

    /// Whether the word is written without a capital.
    pub(crate) fn lower(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.kind == TokenKind::Word && token.shape == Shape::Lower)
    }

    pub(crate) fn is_number(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.kind == TokenKind::Number)
    }

    /// Whether a sentence or quotation begins here, so that a capital says nothing.
    pub(crate) fn opens(&self, at: usize) -> bool {
        self.before(at).is_none_or(|token| token.classes.any(OPENERS))
    }

    /// The first word of times at a token that `pick` takes, those of more words first.
    pub(crate) fn time<T>(&self, at: usize, pick: impl Fn(TimeWord) -> Option<T>) -> Option<Hit<T>> {
        self.token(at)?;
        self.terms.at(at).iter().find_map(|term| match term.sense {
            Sense::Time(entry) => {
                let word = pick(*self.lang.time_words.get(entry as usize)?)?;
                Some(Hit { word, end: term.end as usize, by: term.by })
            }
            _ => None,
        })
    }

    /// Where a given word of times that begins here ends.
    pub(crate) fn skip(&self, at: usize, word: TimeWord) -> Option<usize> {
        self.time(at, |found| (found == word).then_some(())).map(|hit| hit.end)
    }

    /// Past the clitic that belongs to the word before this token, if there is one.
    pub(crate) fn past_clitic(&self, at: usize) -> usize {
        at + usize::from(self.token(at).is_some_and(|token| token.kind == TokenKind::Clitic))
    }

    /// Whether a given word of times ends right before a token.
    pub(crate) fn after_time(&self, at: usize, want: impl Fn(TimeWord) -> bool) -> bool {
        (1..=3).any(|back| {
            at.checked_sub(back)
                .and_then(|start| self.time(start, |word| want(word).then_some(())))
                .is_some_and(|hit| hit.end == at)
        })
    }

    /// The first word of numbers that `pick` takes.
    pub(crate) fn number<T>(&self, at: usize, pick: impl Fn(NumberWord) -> Option<T>) -> Option<Hit<T>> {
        self.token(at)?;
        self.terms.at(at).iter().find_map(|term| match term.sense {
            Sense::Number(entry) => {
                let word = pick(*self.lang.number_words.get(entry as usize)?)?;
                Some(Hit { word, end: term.end as usize, by: term.by })
            }
            _ => None,
        })
    }

    /// The first word of units that `pick` takes.
    pub(crate) fn unit<T>(&self, at: usize, pick: impl Fn(&'a UnitWord) -> Option<T>) -> Option<Hit<T>> {
        self.token(at)?;
        self.terms.at(at).iter().find_map(|term| match term.sense {
            Sense::Unit(entry) => {
                let word = pick(self.lang.unit_words.get(entry as usize)?)?;
                Some(Hit { word, end: term.end as usize, by: term.by })
            }
            _ => None,
        })
    }

    /// Whether a word that says this of a number ends right before a token.
    pub(crate) fn after_unit(
        &self,
        at: usize,
        want: impl Fn(&UnitWord) -> bool,
    ) -> Option<Hit<&'a UnitWord>> {
        (1..=4).find_map(|back| {
            let start = at.checked_sub(back)?;
            self.unit(start, |word| want(word).then_some(word)).filter(|hit| hit.end == at)
        })
    }
}
