//! Two persons named side by side who are spoken of as one: *Irman dan Sugiharto*, *pasangan Edy - Musa*.

use super::scan::{Draft, Scan, What};
use crate::model::{Actor, ActorKind, Shape, TokenKind};
use crate::rules;
use kutip_lang::{ActorPart, Class};
use kutip_text::Id;

impl Scan<'_, '_, '_> {
    /// Adds the pairs among the persons of a sentence; `first` is the first draft of it.
    pub(super) fn pairs(&mut self, first: usize) {
        let mut persons: Vec<usize> =
            (first..self.drafts.len()).filter(|at| self.person_of(&self.drafts[*at]).is_some()).collect();
        persons.sort_by_key(|at| {
            (self.drafts[*at].tokens.start, std::cmp::Reverse(self.drafts[*at].tokens.end))
        });
        for at in 1..persons.len() {
            let [one, two] = [persons[at - 1], persons[at]];
            let before = at.checked_sub(2).map(|at| &self.drafts[persons[at]]);
            let after = persons.get(at + 1).map(|at| &self.drafts[*at]);
            if self.is_pair(&self.drafts[one], &self.drafts[two]) && !self.is_listed(one, two, before, after)
            {
                self.push_pair(one, two);
            }
        }
    }

    /// The person whom a draft names.
    fn person_of(&self, draft: &Draft) -> Option<Id<Actor>> {
        match draft.what {
            What::Actor(actor) if self.sight.doc.actors[actor.index()].kind == ActorKind::Person => {
                Some(actor)
            }
            _ => None,
        }
    }

    /// Where the name begins in a draft that ends with it.
    fn name_in(&self, draft: &Draft) -> Option<usize> {
        let mention = self.sight.mention(self.sight.mention_from(draft.tokens.start)?);
        let name = self.sight.doc.tokens_in(mention.name);
        (mention.tokens.end == draft.tokens.end).then_some(name.start)
    }

    /// Where the age in brackets behind a name ends: *Katemi (70)*.
    fn aged_end(&self, end: usize) -> usize {
        let sight = self.sight;
        let number = sight.doc.tokens.get(end + 1).is_some_and(|token| token.kind == TokenKind::Number);
        let aged = sight.has(end, Class::BracketOpen) && number && sight.has(end + 2, Class::BracketClose);
        if aged { end + 3 } else { end }
    }

    /// A name, *dan* or a dash, and another name without a role; a role before the first is one of both.
    fn is_pair(&self, one: &Draft, two: &Draft) -> bool {
        let (sight, between) = (self.sight, self.aged_end(one.tokens.end));
        let joins = sight.has(between, Class::Coordinator) && !sight.has(between, Class::Alias)
            || sight.has(between, Class::Dash);
        let (Some(first), Some(second)) = (self.name_in(one), self.name_in(two)) else { return false };
        let shared =
            first == one.tokens.start || self.class_term(one.tokens.start, Class::UnnamedPerson).is_some();
        let differ = self.person_of(one) != self.person_of(two);
        let initials = [first..one.tokens.end, second..two.tokens.end]
            .into_iter()
            .any(|mut name| name.all(|at| sight.token(at).shape == Shape::Upper));
        two.tokens.start == between + 1
            && !initials
            && joins
            && second == two.tokens.start
            && shared
            && differ
    }

    /// *Rini, Danu dan Wira*, *Rini dan Danu, serta Wira*: more than two.
    fn is_listed(&self, one: usize, two: usize, before: Option<&Draft>, after: Option<&Draft>) -> bool {
        let [start, end] = [self.drafts[one].tokens.start, self.aged_end(self.drafts[two].tokens.end)];
        let joins = |at: usize| self.sight.has(at, Class::Comma) || self.sight.has(at, Class::Coordinator);
        before.is_some_and(|before| before.tokens.end + 1 == start && joins(before.tokens.end))
            || after.is_some_and(|after| {
                let gap = end..after.tokens.start;
                !gap.is_empty()
                    && gap.len() <= 2
                    && gap.clone().all(joins)
                    && self.sight.has(gap.end - 1, Class::Coordinator)
            })
    }

    fn push_pair(&mut self, one: usize, two: usize) {
        let (Some(first), Some(second)) =
            (self.person_of(&self.drafts[one]), self.person_of(&self.drafts[two]))
        else {
            return;
        };
        let (start, end) = (self.drafts[one].tokens.start, self.aged_end(self.drafts[two].tokens.end));
        let start = if start > 0 && self.part(start - 1, ActorPart::Pair) { start - 1 } else { start };
        // The role before is of both, and none of the first one's name.
        if let Some(name) = self.name_in(&self.drafts[one]) {
            let tokens = name..self.drafts[one].tokens.end;
            let span = self.sight.span(&tokens);
            (self.drafts[one].tokens, self.drafts[one].span) = (tokens, span);
        }
        let tokens = start..end;
        let (sight, sentence) = (self.sight, self.sentence);
        let led = start > 0 && sight.has(start - 1, Class::Preposition);
        let what = What::Pair([first, second]);
        self.drafts.push(Draft {
            span: sight.span(&tokens),
            tokens,
            what,
            by: rules::ACTORS,
            sentence,
            led,
            nested: false,
        });
    }
}
