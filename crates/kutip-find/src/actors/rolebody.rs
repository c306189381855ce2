//! Bodies that no table knows and no head tells, by where they stand: *General Manager Taman Melati*, *CEO Global Surya*.

use super::scan::{Noun, Scan, What};
use crate::model::{Actor, ActorKind, Form, Known, Shape};
use crate::rules;
use kutip_lang::{ActorPart, Class, ClassSet, Sense, fold};
use kutip_text::Id;
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
        // *tokoh masyarakat Kecamatan Melati*: a place
        let place = sight.has(at, Class::PlaceHead)
            && sight.has(at, Class::NamedHead)
            && !sight.has(at, Class::BodyHead);
        let first = name(at) && !place && !sight.any(at, OF_ROLES);
        let whole = (at..close).all(name);
        (!other && first && whole && role.end <= end).then_some(role.end)
    }

    /// *Kantor Kementerian Keuangan*: the body within the name of its house; where to go on.
    pub(super) fn body_in_house(&mut self, at: usize, end: usize) -> Option<usize> {
        let sight = self.sight;
        let inner = at + 1;
        let house = inner < end && sight.has(at, Class::PlaceHead) && sight.has(inner, Class::BodyHead);
        if !house || sight.token(inner).shape != Shape::Capital {
            return None;
        }
        let what = self.by_name(inner..end).map_or(What::Name, What::Actor);
        self.push(inner..end, what, rules::ACTORS);
        self.close(inner..end);
        Some(end)
    }

    /// The body of the article that goes by a name, with or without an abbreviation in brackets.
    pub(super) fn by_name(&self, tokens: Range<usize>) -> Option<Id<Actor>> {
        const ACTORS: usize = 200;
        let doc = self.sight.doc;
        let open = tokens.clone().find(|at| self.sight.has(*at, Class::BracketOpen)).unwrap_or(tokens.end);
        let name = fold(self.sight.text(&(tokens.start..open.max(tokens.start + 1))));
        let in_table =
            |actor: &Actor| match actor.known {
                Some(Known::Body(row)) => doc.lang.bodies.get(row as usize).is_some_and(|row| {
                    fold(&row.name) == name || row.weak.iter().any(|form| fold(form) == name)
                }),
                _ => false,
            };
        let is_it = |actor: &Actor| {
            let body = actor.kind == ActorKind::Organization;
            body && (fold(&actor.name) == name || in_table(actor))
        };
        doc.actors.iter().take(ACTORS).position(is_it).map(Id::new)
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
