//! One place where it begins.

use super::{ends_with, leads, word};
use crate::events::Sight;
use crate::model::{ActorKind, DoubtKind, Form, Known, Place, PlaceKind, Roster, Shape, TokenKind};
use crate::rules;
use hashbrown::{HashMap, HashSet};
use kutip_lang::{Class, PlacePart, Sense, StateName, fold};
use kutip_text::scan::shown;
use kutip_text::{Certainty, Mark, RuleId};
use std::ops::Range;

/// So many names are known again.
const NAMES: usize = 200;

/// Reads places, and knows where the text is.
pub(super) struct Reader<'s, 'd, 'a> {
    pub(super) sight: &'s Sight<'d, 'a>,
    pub(super) roster: &'s Roster,
    pub(super) found: Vec<Mark<Place>>,
    /// The country of the last place that lies in one.
    pub(super) country: Option<String>,
    /// The country of the dateline.
    pub(super) home: Option<String>,
    /// The country of the first place of the tables: where the text is before it has named any.
    pub(super) later: Option<String>,
    /// The same of the last border.
    pub(super) border: Option<(String, Option<String>)>,
    /// Names that no table knows and that were places.
    pub(super) names: HashSet<String>,
    /// Of names that several places share, whether the one was meant that is not the usual one.
    pub(super) meant: HashMap<String, bool>,
    /// Names of which nothing tells which place they mean.
    pub(super) doubts: Vec<Mark<DoubtKind>>,
}

/// A place that was read: the tokens of its phrase, and what it is.
pub(super) struct Found {
    pub(super) tokens: Range<usize>,
    pub(super) name: String,
    pub(super) country: Option<String>,
    pub(super) kind: PlaceKind,
    pub(super) by: RuleId,
    pub(super) certainty: Certainty,
    /// Not the one of which the table of coordinates has the name.
    pub(super) apart: bool,
}

impl<'s, 'd, 'a> Reader<'s, 'd, 'a> {
    pub(super) fn new(sight: &'s Sight<'d, 'a>, roster: &'s Roster) -> Self {
        Self {
            sight,
            roster,
            found: Vec::new(),
            country: None,
            border: None,
            names: HashSet::new(),
            meant: HashMap::new(),
            doubts: Vec::new(),
            home: None,
            later: first_country(sight),
        }
    }

    /// The place of the dateline.
    pub(super) fn dateline(&mut self) {
        let Some(span) = self.sight.doc.blocks.dateline.and_then(|line| line.place) else { return };
        let tokens = self.sight.doc.tokens_in(span);
        if tokens.is_empty() {
            return;
        }
        let known = self.known(tokens.start, tokens.end);
        let found = known.unwrap_or_else(|| Found {
            tokens: tokens.clone(),
            name: shown(self.sight.text(&tokens)),
            country: None,
            kind: PlaceKind::City,
            by: rules::BLOCKS,
            certainty: Certainty::Written,
            apart: false,
        });
        self.home.clone_from(&found.country);
        let mut end = tokens.end;
        self.push(Found { tokens, ..found });
        // *Sukasari, Jawa Barat (Kantor Berita)*
        let line = self.sight.doc.blocks.dateline.map_or(span, |line| line.span);
        while self.sight.has(end, Class::Comma)
            && let Some(outer) = self.known(end + 1, self.sight.doc.tokens.len())
            && line.contains(self.sight.span(&outer.tokens))
        {
            end = outer.tokens.end;
            self.push(outer);
        }
        self.country = None;
    }

    /// The country of which the text speaks at a token: where the last place lies, else that of the last state, else
    /// that of the dateline.
    pub(super) fn around(&self, at: usize) -> Option<String> {
        const BACK: usize = 40;
        if self.country.is_some() {
            return self.country.clone();
        }
        let place = self.sight.token(at).span.start;
        let mentions = self.roster.mentions.as_slice();
        let next = mentions.partition_point(|mark| mark.span.start < place);
        let state = mentions[next.saturating_sub(BACK)..next].iter().rev().find_map(|mark| {
            let member = self.roster.members.get(mark.value.member.index())?;
            (member.kind == ActorKind::State).then(|| member.country.clone())?
        });
        state.or_else(|| self.home.clone()).or_else(|| self.later.clone())
    }

    pub(super) fn sentence(&mut self, tokens: Range<usize>) {
        let mut at = tokens.start;
        while at < tokens.end {
            let found = if self.sight.in_time(at) || self.sight.token(at).kind != TokenKind::Word {
                None
            } else {
                self.read(at, tokens.end)
            };
            match found {
                Some(found) => {
                    at = found.tokens.end.max(at + 1);
                    let found = self.which(found);
                    self.push(found);
                }
                None => at += 1,
            }
        }
    }

    fn push(&mut self, found: Found) {
        if found.kind == PlaceKind::Border {
            self.border = Some((found.name.clone(), found.country.clone()));
        }
        // Where somebody comes from is not where the text is, nor is what lies behind a border.
        let left = found.kind == PlaceKind::Border
            || found.kind == PlaceKind::Country
                && ends_with(self.sight, found.tokens.start, PlacePart::From)
                && !leads(self.sight, found.tokens.start);
        if found.country.is_some() && !left {
            self.country.clone_from(&found.country);
        }
        if found.by == rules::PLACES && found.certainty == Certainty::Inferred && self.names.len() < NAMES {
            self.names.insert(fold(&found.name));
        }
        let span = self.sight.span(&found.tokens);
        self.locate_before(span.start, found.country.as_deref());
        let at = self.coordinates(&found.name).filter(|_| !found.apart);
        let value = Place {
            name: found.name,
            country: found.country,
            kind: found.kind,
            at,
            certainty: found.certainty,
        };
        self.found.push(Mark { span, by: found.by, value });
    }

    /// *di Taman Sukasari, Karangjati, Queensland*: those before a place of the tables, behind commas, lie where it does.
    fn locate_before(&mut self, start: u32, country: Option<&str>) {
        const COMMA_BYTES: u32 = 2;
        let Some(country) = country else { return };
        let mut next = start;
        for mark in self.found.iter_mut().rev() {
            let near = next.checked_sub(mark.span.end).is_some_and(|gap| gap <= COMMA_BYTES);
            let open = mark.value.country.is_none() && mark.value.certainty == Certainty::Inferred;
            if !near || !open || mark.value.kind == PlaceKind::Sea {
                break;
            }
            mark.value.country = Some(country.to_owned());
            next = mark.span.start;
        }
    }

    fn coordinates(&self, name: &str) -> Option<(f64, f64)> {
        let (folded, table) = (fold(name), &self.sight.doc.lang.coordinates);
        let at = table.binary_search_by(|row| (*row.name).cmp(&*folded)).ok()?;
        Some((table[at].lat, table[at].lon))
    }

    /// The place that begins at a token.
    fn read(&self, at: usize, limit: usize) -> Option<Found> {
        let sight = self.sight;
        let led = leads(sight, at);
        if let Some((_, end)) = word(sight, at, PlacePart::Border) {
            return self.border(at, end, limit);
        }
        if let Some((_, end)) =
            word(sight, at, PlacePart::There).filter(|_| at > 0 && sight.has(at - 1, Class::Preposition))
        {
            return Some(self.unnamed(at..end, None, PlaceKind::Country));
        }
        if let Some((_, end)) = word(sight, at, PlacePart::Whole)
            && led
        {
            if let Some(inner) = self.named(end, limit, true) {
                return Some(Found { tokens: at..inner.tokens.end, ..inner });
            }
            // *seluruh penjuru negara itu*
            if sight.has(end, Class::StateNoun) && sight.has(end + 1, Class::Demonstrative) && end + 1 < limit
            {
                return Some(self.unnamed(at..end + 2, None, PlaceKind::Country));
            }
        }
        if let Some(found) = self.known(at, limit)
            && found.kind != PlaceKind::Country
            && found.tokens.len() > 1
            && word(sight, at, PlacePart::Head).is_some_and(|(_, head)| head < found.tokens.end)
            && !self.in_name(at)
        {
            return Some(self.widened(found, limit)); // *Semenanjung Korea*
        }
        if let Some((entry, end)) = word(sight, at, PlacePart::Head)
            && !self.in_name(at)
            && !ends_with(sight, at + 1, PlacePart::PartOf) // *barat laut*
            && let Some(found) = self.with_head(at, end, entry, limit, led)
        {
            return Some(found);
        }
        let object = || at > 0 && sight.is_verb(at - 1);
        let scene = word(sight, at, PlacePart::Scene).filter(|_| led || object());
        if let Some((_, end)) = scene.or_else(|| word(sight, at, PlacePart::Spot).filter(|_| led)) {
            let end = if sight.has(end, Class::Demonstrative) { end + 1 } else { end };
            return Some(self.unnamed(at..end, None, PlaceKind::Building));
        }
        if let Some(found) = self.named(at, limit, led) {
            return Some(found);
        }
        if let Some(found) = self.house(at, limit, led) {
            return Some(found);
        }
        if sight.has(at, Class::OwnSideWord) && (led || ends_with(sight, at, PlacePart::From)) {
            let country = self.referred(at)?;
            let kind = PlaceKind::Country;
            return Some(Found { kind, ..self.unnamed(at..at + 1, Some(country), kind) });
        }
        if let Some((_, end)) = word(sight, at, PlacePart::Area)
            && (end >= limit
                || sight.is_mark(end)
                || sight.has(end, Class::Demonstrative)
                || (led || object())
                    && (sight.has(end, Class::Subordinator) || sight.has(end, Class::Preposition)))
        {
            let end = if end < limit && sight.has(end, Class::Demonstrative) { end + 1 } else { end };
            let found = self.unnamed(at..end, None, PlaceKind::Region);
            return Some(Found { country: None, ..found });
        }
        None
    }

    /// *di Kemenkeu, Jakarta,*: a body stands for its house where the place in which it lies follows; that of a house by
    /// name (*di Polres Sukasari*) does anyway, if nothing is handed to it.
    fn house(&self, at: usize, limit: usize, led: bool) -> Option<Found> {
        let sight = self.sight;
        let mention = sight.mention(sight.mention_from(at)?);
        let end = mention.tokens.end;
        let body = mention.form == Form::Name && mention.kind == ActorKind::Organization;
        if !body || mention.role.is_some() || !(led || ends_with(sight, at, PlacePart::From)) {
            return None;
        }
        let handed = at > 0 && ends_with(sight, at - 1, PlacePart::Hands);
        let house = word(sight, at, PlacePart::House).is_some() && !handed;
        let comma = end + 1 < limit && sight.has(end, Class::Comma);
        let outer = comma.then(|| self.known(end + 1, limit)).flatten();
        let located = comma
            && (word(sight, end + 1, PlacePart::Head).is_some()
                || outer.as_ref().is_some_and(|outer| outer.kind != PlaceKind::Country));
        let outer = outer.and_then(|outer| outer.country);
        let own = || house.then(|| self.referred(at)).flatten();
        (located || house).then(|| Found {
            tokens: mention.tokens.clone(),
            name: sight.text(&mention.tokens).to_owned(),
            country: outer.or_else(own).or_else(|| self.around(at)),
            kind: PlaceKind::Building,
            by: rules::PLACES,
            certainty: Certainty::Inferred,
            apart: false,
        })
    }

    /// A common noun for the place of which the text speaks.
    pub(super) fn unnamed(&self, tokens: Range<usize>, country: Option<String>, kind: PlaceKind) -> Found {
        let sight = self.sight;
        let mut name = tokens.clone();
        while name.len() > 1 && sight.has(name.end - 1, Class::Demonstrative) {
            name.end -= 1;
        }
        if kind == PlaceKind::Sea {
            return self.same_water(tokens, name);
        }
        let country = country.or_else(|| self.around(tokens.start));
        let state = (kind == PlaceKind::Country).then(|| self.state_name(country.as_deref()?)).flatten();
        Found {
            name: state.unwrap_or_else(|| shown(sight.text(&name))),
            tokens,
            country,
            kind,
            by: rules::PLACES,
            certainty: Certainty::Inferred,
            apart: false,
        }
    }

    /// *selat itu*: the water named last. Waters lie between states, so nothing else tells whose it is.
    fn same_water(&self, tokens: Range<usize>, name: Range<usize>) -> Found {
        let last = self.found.iter().rev().map(|mark| &mark.value).find(|place| place.kind == PlaceKind::Sea);
        Found {
            name: last.map_or_else(|| self.sight.text(&name).to_owned(), |place| place.name.clone()),
            country: last.and_then(|place| place.country.clone()),
            tokens,
            kind: PlaceKind::Sea,
            by: rules::PLACES,
            certainty: Certainty::Inferred,
            apart: false,
        }
    }

    pub(super) fn state_name(&self, code: &str) -> Option<String> {
        let row = self.sight.doc.lang.states.iter().find(|state| &*state.iso3 == code)?;
        Some(row.name.to_string())
    }

    /// A name that is a place, with what stands around it in one phrase.
    pub(super) fn named(&self, at: usize, limit: usize, led: bool) -> Option<Found> {
        let sight = self.sight;
        if at >= limit || sight.token(at).shape == Shape::Lower || self.in_name(at) && !led {
            return None;
        }
        // *Piala Eropa*
        if at > 0 && sight.token(at - 1).shape != Shape::Lower && ends_with(sight, at, PlacePart::Event) {
            return None;
        }
        let found = match self.known(at, limit) {
            Some(found)
                if found.kind == PlaceKind::Country
                    && !(led || ends_with(sight, at, PlacePart::From) || self.ends_address(&found)) =>
            {
                return None;
            }
            Some(found) => found,
            None => self.unknown(at, limit, led)?,
        };
        Some(self.with_tail(self.widened(found, limit), limit))
    }

    /// *Sukasari Convention Center*: a building that bears the name of its place.
    fn with_tail(&self, found: Found, limit: usize) -> Found {
        const WORDS: usize = 3;
        let sight = self.sight;
        let capitals = (found.tokens.end..limit)
            .take(WORDS)
            .take_while(|at| sight.is_word(*at) && sight.token(*at).shape != Shape::Lower);
        let tail = capitals.filter_map(|at| word(sight, at, PlacePart::Tail)).last();
        let Some((_, end)) = tail.filter(|_| found.kind != PlaceKind::Country) else { return found };
        let tokens = found.tokens.start..end;
        let name = shown(sight.text(&tokens));
        Found { tokens, name, kind: PlaceKind::Building, certainty: Certainty::Inferred, ..found }
    }

    /// *Kunar bagian timur*, *Manila, Filipina*, *Kursk Rusia*.
    pub(super) fn widened(&self, mut found: Found, limit: usize) -> Found {
        let sight = self.sight;
        let end = found.tokens.end;
        if end >= limit {
            return found;
        }
        // *Jawa Barat (Jabar)*
        if sight.has(end, Class::BracketOpen)
            && end + 2 < limit
            && let Some(short) = self.known(end + 1, limit)
            && short.name == found.name
            && sight.has(short.tokens.end, Class::BracketClose)
        {
            found.tokens.end = short.tokens.end + 1;
            return found;
        }
        if let Some((_, part)) = word(sight, end, PlacePart::PartOf).filter(|(_, part)| *part <= limit)
            && sight.token(end).shape == Shape::Lower
        {
            found.tokens.end = part;
            return found;
        }
        if found.kind == PlaceKind::Country {
            return found;
        }
        let comma = sight.has(end, Class::Comma);
        let next = if comma { end + 1 } else { end };
        if next < limit
            && sight.is_word(next)
            && sight.token(next).shape != Shape::Lower
            && let Some(outer) = self.known(next, limit)
            && (comma || outer.kind == PlaceKind::Country)
            && outer.country.is_some()
            && (found.country.is_none()
                || found.country == outer.country
                || found.certainty != Certainty::Written)
        {
            // Behind a comma it is a place of its own, and says where this one lies.
            if !comma {
                found.tokens.end = outer.tokens.end;
            }
            found.country = outer.country;
        }
        found
    }

    /// Whether a token is of a person's name.
    fn is_of_person(&self, at: usize) -> bool {
        let sight = self.sight;
        let Some(mention) = sight.mention_at(at).map(|id| sight.mention(id)) else { return false };
        let person =
            mention.form == Form::Name && mention.kind == ActorKind::Person && mention.known.is_none();
        person && sight.doc.tokens_in(mention.name).contains(&at)
    }

    /// A place of the tables.
    pub(super) fn known(&self, at: usize, limit: usize) -> Option<Found> {
        let sight = self.sight;
        let lang = sight.doc.lang;
        let term = sight.doc.terms.at(at).iter().find(|term| {
            matches!(term.sense, Sense::State(..) | Sense::Region(_) | Sense::Body(_) | Sense::Outlet(_))
        })?;
        let end = (term.end as usize).min(limit);
        let make = |name: String, country: Option<&str>, kind| {
            let country =
                country.map(str::to_owned).filter(|_| word(sight, at, PlacePart::Disputed).is_none());
            let certainty = Certainty::Written;
            Some(Found { tokens: at..end, name, country, kind, by: term.by, certainty, apart: false })
        };
        match term.sense {
            // *Danang Parikesit*: a word of somebody's name
            Sense::Region(_) if !leads(sight, at) && self.is_of_person(at) => None,
            Sense::Region(row) => {
                let row = lang.regions.get(row as usize)?;
                make(row.name.to_string(), row.country.as_deref(), kind_of(&row.kind))
            }
            Sense::State(state, StateName::Capital) => {
                let row = lang.states.get(state as usize)?;
                let home = lang.home.as_deref() == Some(&*row.iso3);
                let dateline =
                    sight.doc.blocks.dateline.is_some_and(|line| line.span.contains(sight.token(at).span));
                let disputed = word(sight, at, PlacePart::Disputed).is_some();
                if !(home
                    || dateline
                    || disputed
                    || leads(sight, at)
                    || self.goes_on(at) && self.ends_of_list(end, limit)
                    || ends_with(sight, at, PlacePart::LeadsFrom))
                {
                    return None;
                }
                make(shown(sight.text(&(at..end))), Some(&row.iso3), PlaceKind::Capital)
            }
            Sense::State(state, name) if name != StateName::House => {
                let row = lang.states.get(state as usize)?;
                make(row.name.to_string(), Some(&row.iso3), PlaceKind::Country)
            }
            _ => None,
        }
    }

    /// Whether a token lies within the name of somebody.
    pub(super) fn in_name(&self, at: usize) -> bool {
        let sight = self.sight;
        let Some(mention) = sight.mention_at(at).map(|id| sight.mention(id)) else { return false };
        // *Kapolda Sumatera Utara*: the place of a branch.
        let branch = at > mention.tokens.start
            && sight.token(at - 1).shape != Shape::Lower
            && (sight.has(at - 1, Class::Branched) || sight.has(at - 1, Class::BodyHead))
            && word(sight, at - 1, PlacePart::Head).is_none();
        let body = branch
            || matches!(mention.known, Some(Known::Body(_) | Known::Outlet(_)))
            || mention.kind == ActorKind::Organization
                && mention.known.is_none()
                && mention.tokens.start < at
                && sight.has(mention.tokens.start, Class::BodyHead)
                && word(sight, mention.tokens.start, PlacePart::Head).is_none();
        let name = mention.name.contains(sight.token(at).span);
        // *Bupati Sukasari Budi Hartono*: whose role it is, and no place.
        let role = mention.kind == ActorKind::Person
            && at > mention.tokens.start
            && sight.token(at - 1).shape != Shape::Lower;
        body || role || name && mention.kind == ActorKind::Person && mention.tokens.start < at
    }

    /// The mention that begins at a token: where it ends, and the code of its country.
    pub(super) fn reference(&self, at: usize) -> Option<(usize, Option<String>)> {
        let span = self.sight.token(at).span;
        let (_, mark) =
            self.roster.mentions.within(span).next().filter(|(_, mark)| mark.span.start == span.start)?;
        let end = self.sight.doc.tokens_in(mark.span).end;
        let member = self.roster.members.get(mark.value.member.index())?;
        Some((end.max(at + 1), member.country.clone()))
    }

    pub(super) fn referred(&self, at: usize) -> Option<String> {
        self.reference(at).and_then(|(_, country)| country)
    }
}

/// The country of the first city or region of the tables.
fn first_country(sight: &Sight<'_, '_>) -> Option<String> {
    let terms = (0..sight.doc.tokens.len()).flat_map(|at| sight.doc.terms.at(at));
    terms.into_iter().find_map(|term| match term.sense {
        Sense::Region(row) => sight.doc.lang.regions.get(row as usize)?.country.as_deref().map(str::to_owned),
        _ => None,
    })
}

/// The kind of a row of the tables or an entry.
pub(super) fn kind_of(kind: &str) -> PlaceKind {
    match kind {
        "province" | "regency" | "district" | "region" => PlaceKind::Region,
        "city" => PlaceKind::City,
        "capital" => PlaceKind::Capital,
        "border" => PlaceKind::Border,
        "sea" => PlaceKind::Sea,
        "building" => PlaceKind::Building,
        "country" => PlaceKind::Country,
        _ => PlaceKind::Other,
    }
}
