//! What is somebody's own, by one word: *pihaknya*, *negaranya*, *pasukannya*.

use super::cast::Key;
use super::refer::{SENTENCES_BACK, Story};
use super::scan::{Draft, Noun, Owned};
use crate::model::{ActorKind, Form, Reference};
use kutip_lang::{ActorPart, Class, Sense, fold};
use kutip_text::{Certainty, Id, Mark, Span};

impl Story<'_, '_, '_> {
    /// *pihaknya*, *negaranya*, *pemerintahannya*.
    pub(super) fn own(&mut self, draft: &Draft, out: &mut Vec<Mark<Reference>>) -> Option<usize> {
        let sight = self.sight;
        let text = draft.span.of(&sight.doc.article.text);
        let lang = sight.doc.lang;
        let whole = sight.has(draft.tokens.start, Class::StateNoun);
        let clitic = self.clitic_in(draft.span)?;
        let split = (clitic.start - draft.span.start) as usize;
        let stem = lang.phrases(lang.word(&fold(&text[..split])));
        let part = stem.iter().find_map(|phrase| match phrase.sense {
            Sense::Actor(entry) if phrase.words() == 1 => {
                lang.actor_words.get(entry as usize).map(|word| (entry, word.part))
            }
            _ => None,
        });
        if let Some((entry, ActorPart::Armed)) = part {
            return self.own_forces(draft, entry, split, out);
        }
        // A country or government is a person's, a side is of whoever speaks.
        let persons = whole || matches!(part, Some((_, ActorPart::States | ActorPart::Government)));
        let voice = self
            .voice(draft.tokens.start, false)
            .filter(|member| !persons || self.kind(*member) == ActorKind::Person);
        let body = matches!(part, Some((_, ActorPart::Body)));
        let spoken = self.spoken(draft).or(voice);
        let subject = || {
            let first = self.first_named(draft, None);
            first.filter(|at| body && self.kind(*at) == ActorKind::Organization)
        };
        let person = spoken.or_else(subject).or_else(|| self.person_but(draft, None))?;
        let mut both = |member: usize| {
            let value =
                Reference { form: Form::Clitic, member: Id::new(member), certainty: Certainty::Inferred };
            out.push(Mark { span: clitic, by: draft.by, value });
        };
        match part {
            Some((_, ActorPart::States)) => {
                both(person);
                let state = self.cast.traits[person].state;
                Some(match state {
                    Some(state) => self.cast.state(sight, state),
                    None => self.country(person)?,
                })
            }
            Some((entry, ActorPart::Government)) => {
                both(person);
                let noun = Noun { entry: Some(entry), head: draft.tokens.clone(), ..Noun::default() };
                let name = self.named_after(&text[..split], person);
                Some(self.cast.noun(sight, Key::Government(person), &noun, name, Some(person)))
            }
            part => {
                let body = body || matches!(part, Some((_, ActorPart::OfPerson)));
                let stem = fold(&text[..split]);
                let of = self.cast.members[person].of.map(Id::index);
                let called = |at: &usize| {
                    let name = fold(&self.cast.members[*at].name);
                    name.split_whitespace().next() == Some(stem.as_str())
                };
                // *partainya*: the party of which the text speaks rather than the house where somebody sits.
                let named = || self.back(draft, SENTENCES_BACK).map(|told| told.member).find(called);
                let own = of.filter(called).or_else(|| named().filter(|_| body)).or(of);
                if let Some(side) = own {
                    both(person);
                    return Some(side);
                }
                if !body || self.kind(person) != ActorKind::Person {
                    return Some(person);
                }
                both(person);
                let noun = Noun {
                    entry: part.map(|(entry, _)| entry),
                    head: draft.tokens.clone(),
                    ..Noun::default()
                };
                let name = self.named_after(&text[..split], person);
                let side = self.cast.noun(sight, Key::Noun(stem, Some(person)), &noun, name, Some(person));
                self.cast.members[side].kind = ActorKind::Organization;
                Some(side)
            }
        }
    }

    /// *pasukannya*: the forces of whoever the sentence speaks of first, or of his state.
    fn own_forces(
        &mut self,
        draft: &Draft,
        entry: u32,
        split: usize,
        out: &mut Vec<Mark<Reference>>,
    ) -> Option<usize> {
        let sight = self.sight;
        let owner = self.first_named(draft, None).or_else(|| self.owner(draft, Owned::Body))?;
        if self.kind(owner) == ActorKind::ArmedForces {
            return Some(owner);
        }
        let clitic = Span { start: draft.span.start + u32::try_from(split).ok()?, ..draft.span };
        let value = Reference { form: Form::Clitic, member: Id::new(owner), certainty: Certainty::Inferred };
        out.push(Mark { span: clitic, by: draft.by, value });
        let owner = match self.cast.traits[owner].state {
            Some(state) => self.cast.state(sight, state),
            None => owner,
        };
        let noun = Noun { entry: Some(entry), head: draft.tokens.clone(), ..Noun::default() };
        let stem = &draft.span.of(&sight.doc.article.text)[..split];
        let name = self.named_after(stem, owner);
        Some(self.cast.noun(sight, Key::Armed(owner), &noun, name, Some(owner)))
    }

    /// The state of a member's country.
    pub(super) fn country(&mut self, member: usize) -> Option<usize> {
        if let Some(state) = self.sight.doc.lang.leader(&self.cast.members[member].name, None) {
            return Some(self.cast.state(self.sight, state));
        }
        let code = self.cast.members[member].country.clone()?;
        let row = self.sight.doc.lang.states.iter().position(|state| *state.iso3 == *code)?;
        Some(self.cast.state(self.sight, u32::try_from(row).ok()?))
    }
}
