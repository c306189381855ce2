//! Two at once: *kedua negara*, *keduanya*.

use super::cast::Key;
use super::refer::{PAIR_BACK, Story, Told};
use super::scan::Draft;
use crate::events::last_joined;
use crate::model::{ActorKind, Shape};
use kutip_lang::Class;

impl Story<'_, '_, '_> {
    /// *kedua negara*, *keduanya*.
    pub(super) fn both(&mut self, draft: &Draft) -> Option<usize> {
        let sight = self.sight;
        let last = draft.tokens.end - 1;
        if sight.token(last).shape != Shape::Lower && draft.tokens.len() > 1 {
            // *kedua Korea*: the two states that are called so.
            let word = sight.text(&(last..last + 1));
            let rows = sight.doc.lang.states.iter().enumerate().filter(|(_, state)| {
                state.name.split_whitespace().next() == Some(word) && *state.name != *word
            });
            let rows: Vec<u32> = rows.filter_map(|(row, _)| u32::try_from(row).ok()).take(3).collect();
            if rows.len() == 2 {
                let pair = [self.cast.state(sight, rows[0]), self.cast.state(sight, rows[1])];
                return Some(self.pair(pair));
            }
        }
        let states = sight.has(draft.tokens.start + 1, Class::StateNoun) && draft.tokens.len() > 1;
        // *kedua pemimpin*: persons.
        let second = draft.tokens.start + 1;
        let persons = second < draft.tokens.end
            && (self.has_class(second, Class::Title) || self.has_class(second, Class::UnnamedPerson));
        let earlier = self.back(draft, PAIR_BACK).map(|told| told.member).find(|member| {
            let of_it = &self.cast.traits[*member];
            of_it.joint && (!persons || of_it.persons)
        });
        if !states && earlier.is_some() {
            return earlier;
        }
        if let Some([first, second]) = self.coordinated(draft, states) {
            let pair = if states {
                let rows = [self.cast.traits[first].state?, self.cast.traits[second].state?];
                [self.cast.state(sight, rows[0]), self.cast.state(sight, rows[1])]
            } else {
                [first, second]
            };
            return Some(self.pair(pair));
        }
        let person = |member: usize| self.kind(member) == ActorKind::Person;
        let state = |member: usize| self.kind(member) == ActorKind::State;
        let side = |member: usize| !matches!(self.kind(member), ActorKind::Media | ActorKind::Document);
        let found = if states {
            self.two(draft, &state)
        } else {
            self.two(draft, &person).or_else(|| self.two(draft, &state)).or_else(|| self.two(draft, &side))
        };
        let found = found.map(|pair| self.instead(draft, pair)).filter(|_| states).or(found);
        found.map(|pair| self.pair(pair))
    }

    /// *Turki meminta kedua negara ...*: whoever asks is none of the two, where two others were named side by side.
    fn instead(&self, draft: &Draft, pair: [usize; 2]) -> [usize; 2] {
        let state = |member: usize| self.cast.traits[member].state;
        let asks = self
            .subject(draft)
            .and_then(state)
            .filter(|_| draft.tokens.start.checked_sub(1).is_some_and(|at| self.sight.is_cue(at)));
        let Some(asks) = asks.filter(|asks| pair.iter().any(|of| state(*of) == Some(*asks))) else {
            return pair;
        };
        let differs = |member: &usize| state(*member).is_some_and(|row| row != asks);
        let back = self.back(draft, usize::MAX).map(|told| (told.at..told.end, told.member));
        let fits = |one: &usize, two: &usize| differs(one) && differs(two) && state(*one) != state(*two);
        last_joined(back, |at| self.sight.has(at, Class::Coordinator), fits).unwrap_or(pair)
    }

    pub(super) fn pair(&mut self, pair: [usize; 2]) -> usize {
        let turned = self.cast.known(&Key::Joint(vec![pair[1], pair[0]]));
        turned.unwrap_or_else(|| self.cast.joint(&pair))
    }

    /// The last two that *dan* joins: of different states, or persons.
    pub(super) fn coordinated(&self, draft: &Draft, states: bool) -> Option<[usize; 2]> {
        let state = |member: &usize| self.cast.traits[*member].state;
        let person = |member: &usize| self.kind(*member) == ActorKind::Person;
        let fits = |one: &usize, two: &usize| {
            let of_states = state(one).is_some() && state(two).is_some() && state(one) != state(two);
            one != two && if states { of_states } else { person(one) && person(two) }
        };
        let back = self.back(draft, 1).filter(|told| !told.nested && !told.led);
        let back = back.map(|told| (told.at..told.end, told.member));
        last_joined(back, |at| self.sight.has(at, Class::Coordinator), fits)
    }

    /// Whether a mention is that of the speaker within whose words a draft stands.
    fn tells(&self, told: &Told, draft: &Draft) -> bool {
        let speaker = self.speakers.get(&self.sight.token(told.at).span.start);
        let statement = speaker.and_then(|id| self.sight.statements.as_slice().get(*id));
        statement.is_some_and(|mark| mark.value.content.iter().any(|content| content.contains(draft.span)))
    }

    /// The last two of a kind.
    ///
    /// Whoever says it of two others is none of them: *Menteri Sari mengatakan keduanya sepakat*.
    pub(super) fn two(&self, draft: &Draft, fits: &dyn Fn(usize) -> bool) -> Option<[usize; 2]> {
        let mut found: Option<usize> = None;
        let person = |member: usize| self.kind(member) == ActorKind::Person;
        for told in self.back(draft, PAIR_BACK + 1) {
            let says = told.sentence == draft.sentence && self.tells(told, draft);
            if says || !fits(told.member) || self.cast.traits[told.member].joint {
                continue;
            }
            match found {
                None => found = Some(told.member),
                Some(other) if other != told.member && person(other) == person(told.member) => {
                    return Some([told.member, other]);
                }
                Some(_) => {}
            }
        }
        None
    }
}
