//! Places by their nouns: *Provinsi Aceh*, *perbatasan Ukraina*, *Gedung Kembar, Kementerian Keuangan*.

use super::read::{Found, Reader, kind_of};
use super::{leads, word};
use crate::events::Sight;
use crate::model::{ActorKind, Form, Known, PlaceKind, Shape, TokenKind};
use crate::rules;
use kutip_lang::{Class, PlacePart, Sense, StateName};
use kutip_text::scan::shown;
use kutip_text::{Certainty, RuleId};
use std::ops::Range;

/// A name behind the noun of a place has at most so many words.
const NAME_WORDS: usize = 6;

/// Between the noun of a place and its name stand at most so many small words.
const SMALL_WORDS: usize = 2;

impl Reader<'_, '_, '_> {
    /// The noun of a place with its name, with *itu*, or with *-nya*.
    pub(super) fn with_head(
        &self,
        at: usize,
        head: usize,
        entry: u32,
        limit: usize,
        led: bool,
    ) -> Option<Found> {
        let sight = self.sight;
        let kind = sight.doc.lang.place_words.get(entry as usize).and_then(|word| word.kind.as_deref());
        let kind = kind.map_or(PlaceKind::Other, kind_of);
        if head >= limit {
            return None;
        }
        if sight.has(head, Class::Demonstrative) && (led || !sight.has(at, Class::BodyHead)) {
            return Some(self.unnamed(at..head + 1, None, kind));
        }
        if sight.token(head).kind == TokenKind::Clitic && led {
            return Some(self.unnamed(at..head + 1, None, kind));
        }
        // *kawasan bandara*
        if let Some((_, end)) =
            word(sight, head, PlacePart::Spot).filter(|_| led && kind == PlaceKind::Region)
        {
            return Some(self.unnamed(at..end, None, PlaceKind::Building));
        }
        // *provinsi tetangga, Nangarhar*
        if sight.has(head, Class::Comma)
            && head + 1 < limit
            && sight.token(head + 1).shape != Shape::Lower
            && let Some(inner) = self.known(head + 1, limit).filter(|inner| inner.kind != PlaceKind::Country)
        {
            return Some(Found { tokens: at..inner.tokens.end, ..inner });
        }
        let mut name = head;
        while kind != PlaceKind::Building
            && name < limit
            && name - head < SMALL_WORDS
            && is_small(sight, name)
        {
            name += 1;
        }
        if name >= limit || sight.token(name).shape == Shape::Lower || !sight.is_word(name) {
            return None;
        }
        let body = sight.has(at, Class::BodyHead);
        if body && !led || self.names_person(name) {
            return None;
        }
        // *Jalan Kuningan Persada*: the name goes on behind that of the tables.
        let longer = |inner: &Found| {
            let next = inner.tokens.end;
            kind == PlaceKind::Building
                && next < limit
                && sight.is_word(next)
                && sight.token(next).shape != Shape::Lower
                && self.known(next, limit).is_none()
                && !sight.in_time(next)
        };
        if let Some(inner) = self.known(name, limit).filter(|inner| !longer(inner)) {
            let inner = self.widened(inner, limit);
            let of_state = inner.kind == PlaceKind::Country;
            if of_state && !led {
                return None;
            }
            let text = if of_state { shown(sight.text(&(at..inner.tokens.end))) } else { inner.name.clone() };
            let kind = if of_state { kind } else { inner.kind };
            if kind == PlaceKind::Region && self.opens_names(inner.tokens.end, limit) {
                return Some(Found { name: text, kind, ..inner });
            }
            return Some(Found { tokens: at..inner.tokens.end, name: text, kind, ..inner });
        }
        let mut end = name;
        while end < limit
            && end - name < NAME_WORDS
            && sight.is_word(end)
            && sight.token(end).shape != Shape::Lower
            && !sight.in_time(end)
        {
            end += 1;
        }
        let text = if kind == PlaceKind::Building { at..end } else { name..end };
        let listed = kind == PlaceKind::Region && self.opens_names(end, limit);
        let found = Found {
            tokens: if listed { name..end } else { at..end },
            name: shown(sight.text(&text)),
            country: self
                .last_state(name + 1..end)
                .or_else(|| self.around(at).filter(|_| kind != PlaceKind::Sea)),
            kind,
            by: self.rule(at),
            certainty: Certainty::Inferred,
            apart: false,
        };
        Some(self.inside(self.widened(found, limit), limit))
    }

    /// Whether a list of names goes on behind a token, to all of which the noun before it belongs: *wilayah Sukasari,
    /// Sukamaju dan Sukaraya*.
    fn opens_names(&self, end: usize, limit: usize) -> bool {
        let sight = self.sight;
        let capital = |at: usize| at < limit && sight.is_word(at) && sight.token(at).shape != Shape::Lower;
        if !sight.has(end, Class::Comma) || !capital(end + 1) {
            return false;
        }
        let next = (end + 1..limit).find(|at| !capital(*at)).unwrap_or(limit);
        sight.has(next, Class::Coordinator) && capital(next + 1)
    }

    /// *Kepala Pasar Wulan Setiawati*: the noun belongs to somebody's role, and the name behind it is hers.
    fn names_person(&self, name: usize) -> bool {
        let sight = self.sight;
        sight.mention_at(name).map(|id| sight.mention(id)).is_some_and(|mention| {
            mention.kind == ActorKind::Person
                && mention.role.is_some()
                && mention.name.start == sight.token(name).span.start
        })
    }

    /// The state whose name ends these tokens: *Wilayah Batur Ukraina*.
    fn last_state(&self, tokens: Range<usize>) -> Option<String> {
        let (states, end) = (&self.sight.doc.lang.states, tokens.end);
        tokens.into_iter().find_map(|at| {
            self.sight.doc.terms.at(at).iter().find_map(|term| match term.sense {
                Sense::State(row, StateName::Name | StateName::Abbreviation) if term.end as usize == end => {
                    states.get(row as usize).map(|row| row.iso3.to_string())
                }
                _ => None,
            })
        })
    }

    /// *Gedung Kembar, Kementerian Keuangan*: within the house of a body.
    fn inside(&self, mut found: Found, limit: usize) -> Found {
        let sight = self.sight;
        let end = found.tokens.end;
        if end + 1 < limit
            && sight.has(end, Class::Comma)
            && let Some(mention) = sight.mention_from(end + 1).map(|id| sight.mention(id))
            && mention.form == Form::Name
            && mention.kind == ActorKind::Organization
            && (matches!(mention.known, Some(Known::Body(_))) || sight.has(end + 1, Class::BodyHead))
            && word(sight, end + 1, PlacePart::Head).is_none()
            && sight.is_mark(mention.tokens.end)
        {
            found.tokens.end = mention.tokens.end;
            found.country = self.referred(end + 1).or_else(|| self.home.clone()).or(found.country);
        }
        found
    }

    fn rule(&self, at: usize) -> RuleId {
        let term = self.sight.doc.terms.at(at).iter().find(|term| matches!(term.sense, Sense::Place(_)));
        term.map_or(rules::PLACES, |term| term.by)
    }

    /// *perbatasan Ukraina*, *perbatasan dengan Ukraina*: of the state that is named; of none where two are.
    pub(super) fn border(&self, at: usize, head: usize, limit: usize) -> Option<Found> {
        let sight = self.sight;
        let (mut end, mut several) = (head, false);
        if let Some((_, with)) = word(sight, end, PlacePart::BorderWith) {
            end = with;
        }
        let country;
        if end < limit
            && let Some((tokens, code)) = self.reference(end)
        {
            country = code;
            end = tokens;
            if end + 1 < limit
                && sight.has(end, Class::Coordinator)
                && let Some((more, _)) = self.reference(end + 1)
                && sight.token(end + 1).shape != Shape::Lower
            {
                (end, several) = (more, true);
            }
        } else if end < limit && sight.has(end, Class::Demonstrative) || leads(sight, at) {
            let own = || (sight.text(&(at..head)).to_owned(), self.around(at));
            let (name, code) = self.border.clone().unwrap_or_else(own);
            let end = if sight.has(end, Class::Demonstrative) { end + 1 } else { head };
            let found = self.unnamed(at..end, code.clone(), PlaceKind::Border);
            return Some(Found { name, country: code, ..found });
        } else {
            return None;
        }
        let country = country.filter(|_| !several);
        let written = shown(sight.text(&(at..end)));
        let name = match (country.as_deref().and_then(|code| self.state_name(code)), several) {
            (Some(state), false) => format!("{} {}", sight.text(&(at..head)), state),
            _ => written,
        };
        Some(Found {
            tokens: at..end,
            name,
            country,
            kind: PlaceKind::Border,
            by: self.rule(at),
            certainty: Certainty::Written,
            apart: false,
        })
    }
}

/// A small word between the noun of a place and its name.
fn is_small(sight: &Sight<'_, '_>, at: usize) -> bool {
    sight.is_word(at)
        && sight.token(at).shape == Shape::Lower
        && !sight.is_verb(at)
        && !sight.has(at, Class::Preposition)
        && !sight.has(at, Class::Coordinator)
        && !sight.has(at, Class::Relative)
        && !sight.has(at, Class::Demonstrative)
        && !sight.has(at, Class::Subordinator)
        && !sight.reports(at)
        && !sight.is_cue(at)
}
