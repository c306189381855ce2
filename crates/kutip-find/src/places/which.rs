//! Which of several places of one name is meant: *Tripoli, Lebanon*, *Georgia, AS*.

use super::read::{Found, Reader, kind_of};
use crate::events::Sight;
use crate::model::{DoubtKind, PlaceKind};
use crate::rules;
use hashbrown::HashSet;
use kutip_lang::{Class, Namesake, Sense, fold};
use kutip_text::{Certainty, Mark};

impl Reader<'_, '_, '_> {
    /// The place of this name that is meant; where nothing in the text tells, the usual one, and a doubt says so once.
    pub(super) fn which(&mut self, found: Found) -> Found {
        let sight = self.sight;
        let written = sight.text(&found.tokens);
        // A place without a row was read by its namesake already.
        let Some(other) = sight.doc.lang.namesake(written).filter(|_| found.certainty == Certainty::Written)
        else {
            return found;
        };
        let name = fold(written);
        if let Some(before) = self.meant.get(&name) {
            return if *before { as_other(found, other, Certainty::Inferred) } else { found };
        }
        let around = self.lies_in(found.tokens.end);
        let is_other = match &around {
            Some((outer, country)) => {
                let within = other.within.as_deref() == Some(&**outer);
                // A city of the same country says nothing of two that both lie in it.
                within || country.as_deref() == Some(&*other.country) && *country != found.country
            }
            None => self.told_elsewhere(&found, other),
        };
        let told = around.is_some() || is_other || self.usual_is_told(&found, other);
        if !told {
            let span = sight.span(&found.tokens);
            let value = DoubtKind::AmbiguousPlace(larger(self.state_of(other), other));
            self.doubts.push(Mark { span, by: rules::PLACES, value });
        }
        self.meant.insert(name, is_other);
        let certainty = if around.is_some() { Certainty::Written } else { Certainty::Inferred };
        if is_other { as_other(found, other, certainty) } else { found }
    }

    /// The next larger place, named behind a comma or in brackets: its name and country.
    fn lies_in(&self, end: usize) -> Option<(String, Option<String>)> {
        let sight = self.sight;
        let marked = sight.has(end, Class::Comma) || sight.has(end, Class::BracketOpen);
        let outer = marked.then(|| self.known(end + 1, sight.doc.tokens.len()))??;
        // *di Georgia, AS, dan Jepang*: a list of states.
        let joins = |at: usize| sight.has(at, Class::Comma) || sight.has(at, Class::Coordinator);
        let next = outer.tokens.end
            + usize::from(joins(outer.tokens.end))
            + usize::from(joins(outer.tokens.end + 1));
        let state = |at: usize| {
            self.known(at, sight.doc.tokens.len()).is_some_and(|next| next.kind == PlaceKind::Country)
        };
        let listed = outer.kind == PlaceKind::Country && next > outer.tokens.end && state(next);
        let larger = matches!(outer.kind, PlaceKind::Country | PlaceKind::Region);
        (larger && !listed).then_some((outer.name, outer.country))
    }

    /// Whether the text names where the other one lies, and not where the usual one does.
    fn told_elsewhere(&self, found: &Found, other: &Namesake) -> bool {
        let named = named(self.sight);
        let within = other.within.as_deref().is_some_and(|within| named.contains(within));
        let country = found.kind != PlaceKind::Country && named.contains(&*other.country);
        (within || country) && !self.names_usual(found, other)
    }

    fn names_usual(&self, found: &Found, other: &Namesake) -> bool {
        let country = found.country.as_deref().filter(|country| *country != &*other.country);
        country.is_some_and(|country| named(self.sight).contains(country))
    }

    /// Whether the text says that the usual one is meant: it names its country and not that of the other one, or, of a
    /// state, does not name the other's country.
    fn usual_is_told(&self, found: &Found, other: &Namesake) -> bool {
        let others = named(self.sight).contains(&*other.country);
        !others && (found.kind == PlaceKind::Country || self.names_usual(found, other))
    }

    fn state_of(&self, other: &Namesake) -> String {
        self.state_name(&other.country).unwrap_or_else(|| other.country.to_string())
    }
}

/// In what it lies, the nearest first: *Alabama*, *Amerika Serikat*.
fn larger(state: String, other: &Namesake) -> Vec<String> {
    let within = other.within.as_deref().filter(|within| *within != state).map(str::to_owned);
    within.into_iter().chain([state]).collect()
}

/// The same words as the name of the other place.
fn as_other(found: Found, other: &Namesake, certainty: Certainty) -> Found {
    let country = Some(other.country.to_string());
    Found { country, kind: kind_of(&other.kind), certainty, apart: true, ..found }
}

/// The names of regions and the codes of countries that the text names by their states, people and regions; places
/// that share their name with another tell nothing.
fn named<'l>(sight: &Sight<'_, 'l>) -> HashSet<&'l str> {
    let lang = sight.doc.lang;
    let mut named = HashSet::new();
    for term in sight.doc.terms.all() {
        match term.sense {
            Sense::State(state, _) => {
                let shared = lang.namesake(sight.text(&(term.start as usize..term.end as usize))).is_some();
                named.extend(lang.states.get(state as usize).filter(|_| !shared).map(|row| &*row.iso3));
            }
            Sense::Region(row) => {
                let Some(row) = lang.regions.get(row as usize) else { continue };
                if lang.namesake(&row.name).is_none() {
                    named.insert(&*row.name);
                    named.extend(row.country.as_deref());
                }
            }
            _ => {}
        }
    }
    named
}
