//! *mereka*: several, by a pronoun.

use super::refer::{MENTIONS_BACK, Story, Told, has_part, state_at};
use super::scan::Draft;
use crate::model::{ActorKind, StatementKind};
use kutip_lang::{ActorPart, Class, ClassSet};

/// Groups are looked for over so many sentences before.
const GROUP_BACK: usize = 2;
/// And bodies over so many.
const BODY_BACK: usize = 3;

impl Story<'_, '_, '_> {
    /// *mereka*: the people, else the body or state of which was last spoken.
    pub(super) fn plural(&mut self, draft: &Draft) -> Option<usize> {
        let sight = self.sight;
        let named = (draft.tokens.start + 1..draft.tokens.end).find_map(|at| state_at(sight, at));
        if let Some(state) = named {
            return Some(self.cast.state(sight, state));
        }
        if let Some(member) = self.spoken(draft) {
            return Some(member);
        }
        let at = draft.tokens.start;
        // *ke Rusia untuk membantu mereka*
        let purpose = at > 1 && sight.is_verb(at - 1) && has_part(sight, at - 2, ActorPart::Purpose);
        if purpose
            && let Some(told) = self.back(draft, 0).find(|told| {
                told.led && self.kind(told.member) == ActorKind::State && told.end <= at && at - told.end <= 3
            })
        {
            return Some(told.member);
        }
        // Whoever speaks does not call his own side so.
        let direct = |id| sight.statements[id].value.kind == StatementKind::Direct;
        let speaker = sight.voice(at).filter(|id| direct(*id)).and_then(|_| self.voice(at, false));
        let own = speaker.map(|speaker| self.side(speaker));
        // *polisi menangkap mereka*: whoever does it is none of them.
        let object = at > 0 && sight.is_verb(at - 1);
        let doer = object.then(|| self.acts_on(draft)).flatten();
        let free = |member: usize| Some(member) != own && Some(member) != doer;
        let people = |member: usize| {
            matches!(self.kind(member), ActorKind::Group | ActorKind::ArmedForces) && Some(member) != doer
        };
        let bodies = |member: usize| {
            matches!(self.kind(member), ActorKind::State | ActorKind::Organization) && free(member)
        };
        // *Polisi mendakwa Danu, tetapi mereka belum selesai*: the subject goes on in the next clause.
        let goes_on = !object && (self.begins_clause(at) || self.is_owner(at));
        let subject = || self.first_of(draft, 0, &bodies).filter(|_| goes_on);
        let group = |back| self.first_of(draft, back, &people).or_else(|| self.last_of(draft, back, &people));
        let body = || (0..=BODY_BACK).find_map(|back| self.first_of(draft, back, &bodies));
        let found = group(0).or_else(subject).or_else(|| (1..=GROUP_BACK).find_map(group));
        if let Some(pair) = self.persons_before(draft).filter(|_| found.is_none()) {
            return Some(self.pair(pair));
        }
        found.or_else(body)
    }

    /// *Presiden Sari Lestari bertemu Perdana Menteri Danu Wirawan. Mereka ...*: the only two persons of the sentence before.
    fn persons_before(&self, draft: &Draft) -> Option<[usize; 2]> {
        let first = self.sight.doc.sentences.get(draft.sentence)?.tokens.start;
        if draft.tokens.start != first {
            return None; // *dalam radar mereka*: of a body as well
        }
        let mut persons = Vec::new();
        for told in self.of_sentence(draft, 1)? {
            if self.kind(told.member) == ActorKind::Person && !persons.contains(&told.member) {
                persons.push(told.member);
            }
        }
        persons.reverse();
        persons.try_into().ok()
    }

    /// Whether a clause begins at a token, behind another one of its sentence.
    fn begins_clause(&self, at: usize) -> bool {
        at > 0
            && [
                Class::ClauseCoordinator,
                Class::Subordinator,
                Class::Coordinator,
                Class::ComplementizerDropped,
            ]
            .into_iter()
            .any(|class| self.sight.has(at - 1, class))
    }

    /// *kekhawatiran mereka*: behind a noun.
    fn is_owner(&self, at: usize) -> bool {
        const NO: ClassSet = ClassSet::of(&[Class::Preposition, Class::Connective, Class::Relative]);
        at > 0 && self.sight.is_word(at - 1) && !self.sight.any(at - 1, NO) && !self.sight.reports(at - 1)
    }

    /// The first of a sentence that no preposition leads.
    fn first_of(&self, draft: &Draft, back: usize, fits: &dyn Fn(usize) -> bool) -> Option<usize> {
        let told = self.of_sentence(draft, back)?;
        told.filter(|told| fits(told.member) && !self.is_led(told)).last().map(|told| told.member)
    }

    fn last_of(&self, draft: &Draft, back: usize, fits: &dyn Fn(usize) -> bool) -> Option<usize> {
        self.of_sentence(draft, back)?.find(|told| fits(told.member)).map(|told| told.member)
    }

    /// The mentions of a sentence before a draft, the last first. What it belongs to is none of them (*pasukan mereka*).
    fn of_sentence(&self, draft: &Draft, back: usize) -> Option<impl Iterator<Item = &Told>> {
        let number = draft.sentence.checked_sub(back)?;
        let at = draft.tokens.start;
        let here = move |told: &&Told| told.sentence == number && told.core < at && !told.nested;
        Some(self.back(draft, back).filter(here))
    }

    /// Behind a preposition, also as the second of two.
    pub(super) fn is_led(&self, told: &Told) -> bool {
        let joined = told.at > 0
            && self.sight.has(told.at - 1, Class::Coordinator)
            && self.log.iter().rev().take(MENTIONS_BACK).any(|other| other.end + 1 == told.at && other.led);
        told.led || joined
    }
}
