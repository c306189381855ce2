//! Bodies that no table knows and no head tells, by where they stand: *General Manager Taman Melati*, *CEO Global Surya*.

use super::scan::{Noun, Scan};
use crate::model::{ActorKind, Form, Shape};
use kutip_lang::{ActorPart, Class, ClassSet, Sense};
use std::ops::Range;

/// Words of these classes are of the role itself.
const OF_ROLES: ClassSet = ClassSet::of(&[
    Class::NotName,
    Class::Field,
    Class::Rank,
    Class::TitleModifier,
    Class::BodyHead,
    Class::Coordinator,
    Class::Honorific,
    Class::Preposition,
]);
/// Titles of those who have a place or a person behind them, and no body.
const OTHERS: &[Class] = &[
    Class::PlacedOffice,
    Class::PersonalTitle,
    Class::Kin,
    Class::Rank,
    Class::Relational,
    Class::Following,
];

impl Scan<'_, '_, '_> {
    /// Where the capitals end that begin at a token right behind a title and go on to the end of the role.
    pub(super) fn ends_role(&self, at: usize, role: &Range<usize>) -> Option<usize> {
        const WORDS: usize = 6;
        let sight = self.sight;
        if !role.contains(&at) || at == role.start || role.end - at > WORDS {
            return None;
        }
        let title = (role.start..at).find(|start| {
            let mut terms = sight.doc.terms.at(*start).iter();
            terms.any(|term| term.sense == Sense::Class(Class::Title) && term.end as usize == at)
        })?;
        let other = OTHERS.iter().any(|class| self.class_term(title, *class).is_some());
        let end = sight.mention_at(at).map_or(role.end, |id| sight.mention(id).tokens.end);
        let close =
            if sight.has(role.end - 1, Class::BracketClose) { self.open_before(role.end) } else { role.end };
        let name = |at: usize| {
            let token = sight.token(at);
            let titled =
                [Class::Title, Class::Honorific].iter().any(|class| self.class_term(at, *class).is_some());
            let head = !self.name_known(at) && !titled && !self.closed[at];
            sight.is_word(at) && token.shape != Shape::Lower && head
        };
        let first = name(at) && !sight.any(at, OF_ROLES);
        let whole = (at..close).all(name);
        (!other && first && whole && role.end <= end).then_some(role.end)
    }

    /// *Kementerian Keuangan*: a name of the article, though it begins with a noun for bodies.
    pub(super) fn is_named_body(&self, at: usize, noun: &Noun) -> bool {
        let sight = self.sight;
        let words = &sight.doc.lang.actor_words;
        let body = noun.entry.and_then(|entry| words.get(entry as usize));
        let head = body.is_some_and(|word| word.part == ActorPart::Body) && noun.owner.is_some();
        if !head || sight.token(at).shape != Shape::Capital {
            return false;
        }
        let Some(id) = sight.mention_from(at) else { return false };
        let mention = sight.mention(id);
        let named = mention.form == Form::Name && mention.kind == ActorKind::Organization;
        named && mention.known.is_none() && mention.tokens.end >= noun.core
    }

    /// Where the bracket opens that closes before a token.
    fn open_before(&self, end: usize) -> usize {
        (0..end).rev().find(|at| self.sight.has(*at, Class::BracketOpen)).unwrap_or(end)
    }
}
