//! Bodies that no table knows and no head tells, by where they stand: *General Manager Taman Melati*, *CEO Global Surya*.

use super::scan::Scan;
use crate::model::Shape;
use kutip_lang::{Class, ClassSet, Sense};
use std::ops::Range;

/// Words of these classes are of the role itself.
const OF_ROLES: ClassSet = ClassSet::of(&[
    Class::NotName,
    Class::Field,
    Class::Rank,
    Class::TitleModifier,
    Class::BodyHead,
    Class::PlaceHead,
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

    /// Where the bracket opens that closes before a token.
    fn open_before(&self, end: usize) -> usize {
        (0..end).rev().find(|at| self.sight.has(*at, Class::BracketOpen)).unwrap_or(end)
    }
}
