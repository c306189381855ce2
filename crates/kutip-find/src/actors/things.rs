//! Names of things, and of houses where something is: nobody acts by them.

use super::scan::Scan;
use crate::model::{Actor, Mention, Shape};
use kutip_lang::{ActorPart, Class, EventForm, Hint, Sense, StateName};
use kutip_text::Id;
use std::ops::Range;

impl Scan<'_, '_, '_> {
    /// *Pemilu Raya*, *Melati Cup*: a name that begins or ends so is a thing's.
    pub(super) fn names_thing(&self, name: &Range<usize>) -> bool {
        self.part(name.start, ActorPart::Meeting) || self.part(name.end - 1, ActorPart::ThingTail)
    }

    /// *KUR* of *Kredit Usaha Rakyat (KUR)*.
    pub(super) fn short_for_thing(&self, actor: &Actor) -> bool {
        let lang = self.sight.doc.lang;
        // *Kredit Usaha Rakyat (KUR)* at the start of its sentence, where a capital names nobody
        let begins = actor.mentions.first().map(|id| self.sight.mention(*id).tokens.start);
        let before = begins.and_then(|at| at.checked_sub(1)).is_some_and(|at| {
            self.sight.token(at).shape == Shape::Capital && self.part(at, ActorPart::Meeting)
        });
        if before {
            return true;
        }
        let first = actor.name.split_whitespace().next().unwrap_or_default();
        lang.phrases(lang.word(&kutip_lang::fold(first))).iter().any(|phrase| match phrase.sense {
            Sense::Actor(entry) if phrase.words() == 1 => {
                lang.actor_words.get(entry as usize).is_some_and(|word| word.part == ActorPart::Meeting)
            }
            _ => false,
        })
    }

    /// *Gulfstream N50JE*: no person's name has a digit.
    pub(super) fn names_model(&self, name: &Range<usize>) -> bool {
        name.clone().any(|at| self.sight.text(&(at..at + 1)).bytes().any(|byte| byte.is_ascii_digit()))
    }

    /// *Bandara Internasional I Gusti Ngurah Rai*: a person's name as that of a house.
    pub(super) fn names_house(&self, at: usize) -> bool {
        const WORDS: usize = 3;
        let capital = |at: &usize| self.sight.is_word(*at) && self.sight.token(*at).shape == Shape::Capital;
        let run = (at.saturating_sub(WORDS)..at).rev().take_while(capital);
        run.into_iter().any(|at| crate::places::is_head(self.sight, at))
    }

    /// *di RS Melati*, *di depan Istana*: a house where something is, and nobody who acts.
    pub(super) fn houses(&self, at: usize) -> bool {
        let from = at > 0 && self.part(at - 1, ActorPart::From);
        self.part(at, ActorPart::House) && at > 0 && (from || crate::places::leads(self.sight, at))
    }

    /// *di Vientiane, Laos,*: the state behind a place in it names nobody.
    pub(super) fn ends_address(&self, at: usize, end: usize) -> bool {
        const WORDS: usize = 6;
        let sight = self.sight;
        let capital = |at: usize| {
            sight.is_word(at) && sight.token(at).shape != Shape::Lower || sight.has(at, Class::BracketClose)
        };
        if at < 2 || !sight.has(at - 1, Class::Comma) || !sight.is_word(at - 2) || !capital(at - 2) {
            return false;
        }
        let first = at.saturating_sub(WORDS + 2);
        let start =
            (first..at - 1).rev().take_while(|at| capital(*at) || sight.has(*at, Class::BracketOpen)).last();
        let Some(start) = start else { return false };
        let place = |at: usize| {
            self.sight
                .doc
                .terms
                .at(at)
                .iter()
                .any(|term| matches!(term.sense, Sense::Region(_) | Sense::State(_, StateName::Capital)))
        };
        // *antara Beijing, Moskwa, Teheran*: a list of states
        let state = |at: usize| self.state_at(at);
        let led = crate::places::leads(sight, start) || start > 0 && crate::places::is_head(sight, start - 1);
        let closed = sight.is_mark(end) && !sight.has(end, Class::Comma)
            || sight.has(end, Class::Comma) && !state(end + 1) && !sight.has(end + 1, Class::Coordinator)
            || crate::places::is_part(sight, end);
        let capital_city = (start..at - 1).any(place);
        !state(start) && (led || capital_city) && closed
    }

    /// *Google Drive*: a thing that goes by the name of whoever makes it.
    pub(super) fn thing_behind(&self, end: usize) -> bool {
        let capital = self.sight.is_word(end) && self.sight.token(end).shape == Shape::Capital;
        capital && self.part(end, ActorPart::ThingTail)
    }

    /// Capitals alone that the article has not spelled out are mostly a thing (*KTP*), unless they act.
    pub(super) fn is_abbreviation(&self, at: usize, mention: &Mention, actor: Id<Actor>) -> bool {
        let sight = self.sight;
        let end = mention.tokens.end;
        mention.tokens.len() == 1
            && sight.token(at).shape == Shape::Upper
            && sight.doc.actors[actor.index()].name == sight.text(&(at..end))
            && !self.speaking.contains(&actor.index())
            && !sight.is_cue(end)
            && !sight.acts(end).any(|act| act.form == EventForm::Active)
            && !(at > 0
                && (sight.has(at - 1, Class::ToAddressee) || sight.hint(at - 1, &[Hint::Agent]).is_some()))
    }
}
