//! One document, indexed by token: what stands where.

use crate::model::{Document, Mention, Quote, Sentence, Token, TokenKind, tokens_in};
use kutip_lang::{Class, ClassSet, Hint, Sense};
use kutip_text::{Id, Span};
use std::ops::Range;

const NONE: u32 = u32::MAX;

/// What a predicate begins with.
pub(super) const VERBAL: ClassSet =
    ClassSet::of(&[Class::Verb, Class::BareVerb, Class::Modal, Class::Predicate, Class::Negation]);

/// The document with look-ups by token.
pub(super) struct Scene<'d, 'a> {
    pub(super) doc: &'d Document<'a>,
    quote: Vec<u32>,
    starts: Vec<u32>,
    ends: Vec<u32>,
    time: Vec<u32>,
    times: Vec<Range<usize>>,
}

impl<'d, 'a> Scene<'d, 'a> {
    pub(super) fn new(doc: &'d Document<'a>) -> Self {
        let count = doc.tokens.len() + 1;
        let mut scene = Self {
            doc,
            quote: vec![NONE; count],
            starts: vec![NONE; count],
            ends: vec![NONE; count],
            time: vec![NONE; count],
            times: Vec::with_capacity(doc.times.len()),
        };
        for (id, mark) in doc.quotes.iter() {
            for token in mark.value.tokens.clone() {
                scene.quote[token] = number(id.index());
            }
        }
        for (id, mark) in doc.mentions.iter() {
            scene.starts[mark.value.tokens.start] = number(id.index());
            scene.ends[mark.value.tokens.end] = number(id.index());
        }
        for (id, mark) in doc.times.iter() {
            let tokens = tokens_in(&doc.tokens, mark.span);
            for token in tokens.clone() {
                scene.time[token] = number(id.index());
            }
            scene.times.push(tokens);
        }
        scene
    }

    /// A token; behind the last one there is none that says anything.
    pub(super) fn token(&self, at: usize) -> &Token {
        self.doc.tokens.get(at).unwrap_or(&Token::NONE)
    }

    pub(super) fn has(&self, at: usize, class: Class) -> bool {
        self.doc.tokens.get(at).is_some_and(|token| token.classes.has(class))
    }

    pub(super) fn any(&self, at: usize, classes: ClassSet) -> bool {
        self.doc.tokens.get(at).is_some_and(|token| token.classes.any(classes))
    }

    /// The quotation that covers a token, its marks included.
    pub(super) fn quote(&self, at: usize) -> Option<(Id<Quote>, &'d Quote)> {
        let index = *self.quote.get(at)?;
        if index == NONE {
            return None;
        }
        let id = Id::new(index as usize);
        self.doc.quotes.get(id).map(|mark| (id, &mark.value))
    }

    /// The quotation that covers a token and begins at or after `floor`: one that is seen from outside.
    pub(super) fn quote_from(&self, at: usize, floor: usize) -> Option<&'d Quote> {
        self.quote(at).map(|(_, quote)| quote).filter(|quote| quote.tokens.start >= floor)
    }

    /// Within a quotation that is somebody's speech rather than a word or two.
    pub(super) fn in_speech(&self, at: usize) -> bool {
        self.quote(at).is_some_and(|(_, quote)| !quote.single && quote.tokens.len() > 4)
    }

    pub(super) fn mention_from(&self, at: usize) -> Option<Id<Mention>> {
        self.starts.get(at).filter(|index| **index != NONE).map(|index| Id::new(*index as usize))
    }

    pub(super) fn mention_to(&self, end: usize) -> Option<Id<Mention>> {
        self.ends.get(end).filter(|index| **index != NONE).map(|index| Id::new(*index as usize))
    }

    pub(super) fn mention(&self, id: Id<Mention>) -> &'d Mention {
        &self.doc.mentions[id].value
    }

    /// The tokens of the expression of time that covers a token.
    pub(super) fn time(&self, at: usize) -> Option<Range<usize>> {
        let index = *self.time.get(at)?;
        self.times.get(index as usize).cloned()
    }

    /// A term of this class begins at a token: the token after it.
    pub(super) fn class_term(&self, at: usize, class: Class) -> Option<usize> {
        let term = self.doc.terms.at(at).iter().find(|term| term.sense == Sense::Class(class))?;
        Some(term.end as usize)
    }

    /// Whether a hint of the events' words begins at a token: *oleh*.
    pub(super) fn hint(&self, at: usize, hint: Hint) -> bool {
        self.doc.terms.at(at).iter().any(|term| term.sense == Sense::Hint(hint))
    }

    /// A term of this class ends before a token: the token at which it begins.
    pub(super) fn class_term_before(&self, end: usize, class: Class) -> Option<usize> {
        (end.saturating_sub(5)..end).find(|start| {
            self.doc
                .terms
                .at(*start)
                .iter()
                .any(|term| term.sense == Sense::Class(class) && term.end as usize == end)
        })
    }

    /// The cue that begins at a token.
    pub(super) fn cues(&self, at: usize) -> impl Iterator<Item = (u32, usize)> {
        self.doc.terms.at(at).iter().filter_map(|term| match term.sense {
            Sense::Cue(cue) => Some((cue, term.end as usize)),
            _ => None,
        })
    }

    /// The word that marks a channel at a token.
    pub(super) fn channel(&self, at: usize) -> Option<(u32, usize)> {
        self.doc.terms.at(at).iter().find_map(|term| match term.sense {
            Sense::Channel(channel) => Some((channel, term.end as usize)),
            _ => None,
        })
    }

    /// The bracket that opens the group closed at `close`.
    pub(super) fn open_bracket(&self, close: usize, floor: usize) -> Option<usize> {
        (floor..close).rev().find(|at| self.has(*at, Class::BracketOpen))
    }

    /// The first token of the part of a sentence between commas that ends before `end`.
    pub(super) fn segment_start(&self, end: usize, floor: usize) -> usize {
        const BORDERS: ClassSet = ClassSet::of(&[Class::Comma, Class::Semicolon, Class::Colon]);
        let mut at = end;
        while at > floor {
            if let Some(quote) = self.quote_from(at - 1, floor)
                && !quote.single
                && quote.tokens.len() > 4
            {
                break;
            }
            let token = self.token(at - 1);
            if token.kind == TokenKind::Mark {
                if token.classes.any(BORDERS) {
                    break;
                }
                if token.classes.has(Class::BracketClose)
                    && let Some(open) = self.open_bracket(at - 1, floor)
                {
                    at = open;
                    continue;
                }
            }
            at -= 1;
        }
        at
    }

    /// Skips words that open a sentence and belong to no clause, with their commas.
    pub(super) fn skip_connectives(&self, from: usize, end: usize) -> usize {
        let mut at = from;
        for _ in 0..4 {
            let after = self.class_term(at, Class::Connective).or_else(|| {
                (self.has(at, Class::Coordinator) || self.has(at, Class::ClauseCoordinator)).then_some(at + 1)
            });
            let Some(mut after) = after else { break };
            // *Sementara* before a mention is a connective; before a clause of its own it is one, too.
            while after < end && self.has(after, Class::Comma) {
                after += 1;
            }
            if after >= end {
                break;
            }
            at = after;
        }
        at
    }

    pub(super) fn span(&self, tokens: &Range<usize>) -> Span {
        if tokens.is_empty() {
            return Span::default();
        }
        self.token(tokens.start).span.to(self.token(tokens.end - 1).span)
    }

    /// The end of the sentence without its full stop.
    pub(super) fn last(&self, sentence: &Sentence) -> usize {
        let mut end = sentence.tokens.end;
        while end > sentence.tokens.start && self.quote(end - 1).is_none() && self.is_stop(end - 1) {
            end -= 1;
        }
        end
    }

    pub(super) fn is_stop(&self, at: usize) -> bool {
        let token = self.token(at);
        token.kind == TokenKind::Mark && token.classes.has(Class::SentenceEnd)
    }
}

fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(NONE)
}
