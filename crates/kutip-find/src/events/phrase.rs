//! Noun phrases to the right of a word: what a verb has as its object, what a preposition leads.

use super::clause::{BORDERS, WORDS, Who, alike};
use super::sight::Sight;
use crate::model::{ActorKind, Form, Mention, TokenKind};
use kutip_lang::{Class, ClassSet, Hint};
use kutip_text::Id;

impl Sight<'_, '_> {
    /// The noun phrase that begins at `at`, and the token after it.
    pub(crate) fn noun_phrase(&self, at: usize, end: usize) -> Option<(Who, usize)> {
        let mut from = at;
        while from < end && self.mention_from(from).is_none() && self.opens_phrase(from) {
            from += 1;
        }
        for start in from..(from + 4).min(end) {
            if let Some(id) = self.mention_from(start) {
                if self.mention(id).form == Form::Clitic && start > from {
                    return Some((Who::Thing(at..start + 1), start + 1));
                }
                let plain = start > from && self.hint(from, &[Hint::StateBody]).is_none();
                let who = self.widened_right(id, end);
                let next = match &who {
                    Who::Parties(_, tokens) => tokens.end,
                    _ => start + 1,
                };
                return if plain
                    && start > from + 1
                    && self.mention(id).known.is_none()
                    && self.mention(id).kind != ActorKind::Person
                {
                    Some((Who::Thing(at..next), next))
                } else {
                    Some((who, next))
                };
            }
            if !self.is_word(start) || self.any(start, BORDERS) || self.is_verb(start) || self.in_time(start)
            {
                break;
            }
        }
        let mut next = from;
        while next < end
            && next - from < WORDS
            && self.is_word(next)
            && !self.any(next, BORDERS)
            && !self.is_verb(next)
            && !self.in_time(next)
        {
            next += 1;
        }
        (next > from).then(|| (self.thing(at..next), next))
    }

    /// Numbers, quantifiers and quotation marks before a phrase.
    fn opens_phrase(&self, at: usize) -> bool {
        let token = self.token(at);
        token.kind == TokenKind::Number
            || self.has(at, Class::Quantifier)
            || self.any(
                at,
                ClassSet::of(&[Class::QuoteOpen, Class::QuoteBoth, Class::SingleBoth, Class::SingleOpen]),
            )
    }

    fn widened_right(&self, id: Id<Mention>, end: usize) -> Who {
        let mut ids = vec![id];
        let start = self.mention(id).tokens.start;
        let mut next = self.mention(id).tokens.end;
        // *dokter itu, Bima Sutarya, sebagai*: the name stands in apposition to the role.
        if self.mention(id).form != Form::Pronoun
            && self.has(next, Class::Comma)
            && let Some(other) = self.mention_from(next + 1)
            && self.mention(other).kind == ActorKind::Person
            && self.mention(other).form == Form::Name
            && self.mention(other).role.is_none()
            && (self.mention(id).form == Form::Nominal
                || self.mention(id).kind == ActorKind::Organization
                || self.mention(id).role.is_some() && !self.list_goes_on(next, end))
            && (self.mention(other).tokens.end >= end || self.is_mark(self.mention(other).tokens.end))
        {
            return Who::Parties(vec![other], start..self.mention(other).tokens.end);
        }
        while next + 1 < end && ids.len() < 12 {
            let comma = self.has(next, Class::Comma);
            let joins = self.has(next, Class::Coordinator) || comma && self.list_goes_on(next, end);
            let mut from = next + 1;
            if comma && self.has(from, Class::Coordinator) {
                from += 1;
            }
            let Some(other) = self.mention_from(from).filter(|_| joins) else { break };
            if !alike(self.mention(ids[0]), self.mention(other)) || self.has(next, Class::Alias) {
                break;
            }
            next = self.mention(other).tokens.end;
            ids.push(other);
        }
        Who::Parties(ids, start..next)
    }

    /// After a comma comes a mention, and at the end of the list a coordinator.
    fn list_goes_on(&self, comma: usize, end: usize) -> bool {
        let mut at = comma;
        for _ in 0..12 {
            let mut from = at + 1;
            if self.has(from, Class::Coordinator) {
                return self.mention_from(from + 1).is_some();
            }
            let Some(id) = self.mention_from(from) else { return false };
            from = self.mention(id).tokens.end;
            if from >= end {
                return false;
            }
            if self.has(from, Class::Coordinator) {
                return true;
            }
            if !self.has(from, Class::Comma) {
                return false;
            }
            at = from;
        }
        false
    }
}
