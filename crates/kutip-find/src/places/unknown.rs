//! Names that no table knows, which are places by what stands around them: *di Sukamaju, Sukaraya dan Sukasari*.

use super::read::{Found, Reader, kind_of};
use super::word;
use crate::model::{ActorKind, Form, Known, Member, PlaceKind};
use crate::rules;
use kutip_lang::{Class, PlacePart, fold};
use kutip_text::Certainty;
use kutip_text::scan::shown;

impl Reader<'_, '_, '_> {
    /// A name that no table knows: behind *di* and *ke*, or one that was a place before.
    pub(super) fn unknown(&self, at: usize, limit: usize, led: bool) -> Option<Found> {
        let sight = self.sight;
        let mention = sight.mention(sight.mention_from(at)?);
        let event = || mention.tokens.clone().any(|at| word(sight, at, PlacePart::Event).is_some());
        if mention.form != Form::Name || mention.tokens.end > limit || mention.role.is_some() || event() {
            return None;
        }
        let free = matches!(mention.known, None | Some(Known::Region(_)));
        let text = sight.span(&mention.tokens).of(&sight.doc.article.text);
        let again = self.names.contains(&fold(text));
        // *di Sukamaju dan Sukaraya*
        let span = sight.token(at).span;
        let listed = at > 1
            && sight.has(at - 1, Class::Coordinator)
            && self.found.last().is_some_and(|last| {
                last.span.end == sight.token(at - 2).span.end && last.span.start < span.start
            });
        let fits = matches!(mention.kind, ActorKind::Organization | ActorKind::Person);
        let body = sight.has(at, Class::BodyHead);
        // *di Sukamaju, Sukaraya dan Sukasari*, *di Sukamaju, Kota Sukaraya*: a list or the next larger place.
        let listed = listed
            || self.goes_on(at) && self.ends_of_list(mention.tokens.end, limit)
            || mention.role.is_none() && self.opens_list(mention.tokens.end, limit);
        if !fits || !free || body || !(led || again || listed) || self.has_role(text) {
            return None;
        }
        let namesake = sight.doc.lang.namesake(text);
        Some(Found {
            tokens: mention.tokens.clone(),
            name: shown(text),
            country: self.around(at),
            kind: namesake.map_or(PlaceKind::Other, |other| kind_of(&other.kind)),
            by: rules::PLACES,
            certainty: Certainty::Inferred,
            apart: namesake.is_some(),
        })
    }

    /// Whether it is a name of somebody to whom the text gives a role: no place has one.
    fn has_role(&self, name: &str) -> bool {
        let person = |member: &Member| member.kind == ActorKind::Person && member.role.is_some();
        self.roster
            .members
            .iter()
            .any(|member| person(member) && member.name.split(char::is_whitespace).any(|word| word == name))
    }

    /// Whether a comma and a place stand before a token.
    pub(super) fn goes_on(&self, at: usize) -> bool {
        let sight = self.sight;
        at > 1
            && sight.has(at - 1, Class::Comma)
            && self.found.last().is_some_and(|last| last.span.end == sight.token(at - 2).span.end)
    }

    /// Whether two cities at least go on a list: *(Batu), Malang, Solo dan Medan*.
    fn opens_list(&self, end: usize, limit: usize) -> bool {
        const CITIES: usize = 2;
        let sight = self.sight;
        let (mut at, mut cities) = (end, 0);
        while at < limit
            && cities < CITIES
            && (sight.has(at, Class::Comma) || sight.has(at, Class::Coordinator))
        {
            let next = at + 1 + usize::from(sight.has(at + 1, Class::Coordinator));
            let city = self.known(next, limit).filter(|city| city.kind == PlaceKind::City);
            let Some(city) = city else { return false };
            (at, cities) = (city.tokens.end, cities + 1);
        }
        cities == CITIES
    }

    /// *di Manila, Filipina,*: the state behind a place in it.
    pub(super) fn ends_address(&self, state: &Found) -> bool {
        let inner = self.found.last().is_some_and(|last| last.value.kind != PlaceKind::Country);
        inner && self.goes_on(state.tokens.start) && self.sight.is_mark(state.tokens.end)
    }

    /// Where a list of places may go on or end.
    pub(super) fn ends_of_list(&self, end: usize, limit: usize) -> bool {
        end >= limit || self.sight.is_mark(end) || self.sight.has(end, Class::Coordinator)
    }
}
