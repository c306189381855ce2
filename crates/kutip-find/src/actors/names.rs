//! Names: of persons with their roles, of states and bodies of the tables, of bodies that no table knows.

use super::scan::{BUILDING, COURT, GROUP, MILITARY, POLICE, STATE_ORGAN, Scan, What, is_person_name};
use crate::model::{Actor, ActorKind, Form, Known, Mention, Shape, TokenKind};
use crate::rules;
use kutip_lang::{ActorPart, Class, Sense, StateName};
use kutip_text::{Id, Span};
use std::ops::Range;

impl Scan<'_, '_, '_> {
    /// A person by name, with the role before it, and one in commas around it.
    pub(super) fn person(&mut self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        let sight = self.sight;
        let id = sight.mention_from(at)?;
        let mention = sight.mention(id);
        let name = sight.doc.tokens_in(mention.name);
        let limit = sentence.end;
        if mention.form == Form::Nominal && matches!(mention.kind, ActorKind::Person) {
            return self.role(at, mention, sentence);
        }
        let actor = mention.actor.filter(|_| mention.form == Form::Name)?;
        if mention.kind == ActorKind::Document {
            return self.issuer(mention, actor);
        }
        if mention.kind != ActorKind::Person || !self.is_person(mention, actor) {
            // *ketua panitia Melati Cup*: a role without a name.
            let role = self.class_term(at, Class::Title).is_some()
                && mention.role.is_some()
                && self.names_thing(&name)
                && !self.follows_copula(at);
            return role.then(|| {
                self.push(at..mention.tokens.end, What::Role, rules::ACTORS);
                at + 1
            });
        }
        let apposed = self.apposed(mention.tokens.end, limit);
        let end = apposed.or_else(|| self.apposed_person(mention, sentence)).unwrap_or(mention.tokens.end);
        if end > mention.tokens.end {
            self.read[mention.tokens.end + 1] = true;
        }
        self.push(at..end, What::Actor(actor), sight.doc.mentions[id].by);
        self.close(name.clone());
        let has_role = name.start > at;
        if has_role && mention.role.is_none() {
            self.read[at..name.start].fill(true); // *seorang warga berinisial B*
        }
        Some(if has_role { at + 1 } else { mention.tokens.end })
    }

    /// Whoever issued a document: the name behind its noun.
    pub(super) fn issuer(&mut self, mention: &Mention, actor: Id<Actor>) -> Option<usize> {
        let sight = self.sight;
        let name = sight.doc.tokens_in(mention.name);
        let common = name.clone().any(|at| {
            sight.token(at).shape == Shape::Lower || sight.has(at, Class::NotName) || self.name_known(at)
        });
        if common || name.is_empty() || self.names_thing(&name) || self.names_model(&name) {
            self.telling_role(mention);
            return Some(mention.tokens.start + 1);
        }
        let mut start = name.start;
        while start > mention.tokens.start + 1
            && (sight.has(start - 1, Class::Rank) || self.class_term(start - 1, Class::Title).is_some())
        {
            start -= 1;
        }
        let end = self.apposed(mention.tokens.end, usize::MAX).unwrap_or(mention.tokens.end);
        if end > mention.tokens.end {
            self.read[mention.tokens.end + 1] = true;
        }
        self.push(start..end, What::Actor(actor), rules::ACTORS);
        self.close(name);
        Some(mention.tokens.start + 1)
    }

    /// *keterangan ketua rombongan, Rini Astuti*: the role behind the noun of what was said, and its name.
    fn telling_role(&mut self, mention: &Mention) {
        let (at, end) = (mention.tokens.start + 1, mention.tokens.end);
        let title = at < end && self.class_term(at, Class::Title).is_some();
        let noun = self.noun(at, sentence_end(self.sight, at)).is_some();
        if title && self.named_behind(at, end).is_none() && !noun {
            self.push(at..end, What::Role, rules::ACTORS);
            self.read[at] = true;
        }
    }

    pub(super) fn name_known(&self, at: usize) -> bool {
        self.sight.doc.terms.at(at).iter().any(|term| {
            matches!(term.sense, Sense::State(..) | Sense::Body(_) | Sense::Outlet(_) | Sense::Region(_))
        })
    }

    /// A run of capitals is a person's name unless it holds a common word, or a place or state.
    pub(super) fn is_person(&self, mention: &Mention, actor: Id<Actor>) -> bool {
        let sight = self.sight;
        let who = &sight.doc.actors[actor.index()];
        let tokens = sight.doc.tokens_in(mention.name);
        let role = mention.role.is_some_and(|role| {
            sight
                .doc
                .tokens_in(role)
                .any(|at| !sight.has(at, Class::Quantifier) && !self.name_known(at) && !self.closed[at])
        });
        if self.speaking.contains(&actor.index()) {
            return true;
        }
        if self.names_thing(&tokens) || self.names_thing(&mention.tokens) || self.short_for_thing(who) {
            return false;
        }
        let initials = tokens.len() == 1 && sight.token(tokens.start).shape == Shape::Upper;
        if initials && sight.doc.lang.leader(sight.text(&tokens), None).is_some() {
            return true; // *SBY*
        }
        if role && who.role.is_some() {
            return true;
        }
        if self.names_model(&tokens) || self.names_house(mention.tokens.start) {
            return false;
        }
        if self.part(tokens.start, ActorPart::Bloc)
            || tokens.len() == 1 && !self.acting.contains(&actor.index())
        {
            return false;
        }
        let start = mention.tokens.start;
        // *di Sukamaju dan Sukaraya*
        let listed = start > 1
            && sight.has(start - 1, Class::Coordinator)
            && sight
                .mention_to(start - 1)
                .is_some_and(|id| self.follows_locative(sight.mention(id).tokens.start));
        !self.follows_locative(start)
            && !listed
            && !tokens.clone().any(|at| {
                let common = sight.has(at, Class::NotName) || sight.has(at, Class::Field);
                common || sight.in_time(at) || self.closed[at]
            })
            && !tokens.clone().any(|at| self.halves(at).is_some())
            && tokens.clone().all(|at| sight.token(at).shape != Shape::Upper || tokens.len() > 1)
    }

    pub(super) fn follows_locative(&self, at: usize) -> bool {
        at > 0 && self.sight.has(at - 1, Class::Locative)
    }

    /// A role without a name: of somebody named in commas behind it, or of somebody else.
    pub(super) fn role(&mut self, at: usize, mention: &Mention, sentence: &Range<usize>) -> Option<usize> {
        let sight = self.sight;
        if self.read[at] {
            return None;
        }
        if self
            .noun(at, sentence.end)
            .is_some_and(|(tokens, noun)| noun.counted || noun.quantified || tokens.end >= mention.tokens.end)
        {
            return None;
        }
        let end = mention.tokens.end;
        // *kepala delegasinya, Wanjiru*
        let clitic = sight.doc.tokens.get(end).is_some_and(|token| token.kind == TokenKind::Clitic);
        let named = self.named_behind(at, end + usize::from(clitic));
        // *mantan sekretaris pers yang bernama Ari Wibawa*
        let word = named.is_none().then(|| self.named_word(end)).flatten();
        let named = named.or_else(|| self.name_from(at, word?));
        if named.is_none() && !self.follows_copula(at) {
            self.push(at..end, What::Role, rules::ACTORS);
        }
        if self.class_term(at, Class::Kin).is_some() {
            self.kin_of(at + 1..end, false);
        } else if let Some(next) = self.class_term(at, Class::Relational).filter(|next| *next < end) {
            self.kin_of(next..end, true);
        }
        if named.is_some() {
            return named;
        }
        self.read[at] = true;
        Some(at + 1)
    }

    /// *istri Rahmat*: the one who is named within the phrase, without his title; `told` is that the article has to have
    /// told of him.
    fn kin_of(&mut self, words: Range<usize>, told: bool) {
        let sight = self.sight;
        let is_name = |at: &usize| {
            sight.token(*at).shape != Shape::Lower
                && self.class_term(*at, Class::Title).is_none()
                && !self.name_known(*at)
        };
        let Some(start) = words.clone().rev().take_while(is_name).last() else { return };
        let common = words.end - start == 1 && sight.has(start, Class::NotName);
        let stranger = told && !is_person_name(sight, sight.text(&(start..words.end)));
        if common || stranger || start > words.start && self.name_known(start - 1) {
            return; // *istri Nabi*, *istri Bupati Tanah Laut*
        }
        self.push(start..words.end, What::Person { name: start }, rules::ACTORS);
        self.close(start..words.end);
    }

    /// A state, body or outlet of the tables.
    pub(super) fn known(&mut self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        let sight = self.sight;
        if let Some(states) = self.halves(at) {
            for (state, span) in states {
                self.push(at..at + 1, What::State(state), rules::ACTORS);
                if let Some(last) = self.drafts.last_mut() {
                    last.span = span;
                }
            }
            return Some(at + 1);
        }
        let term = sight.doc.terms.at(at).iter().find(|term| {
            // Government houses are bodies, too.
            !matches!(term.sense, Sense::State(_, StateName::House))
                && matches!(
                    term.sense,
                    Sense::State(..) | Sense::Body(_) | Sense::Outlet(_) | Sense::Region(_)
                )
        })?;
        let end = (term.end as usize).min(sentence.end);
        if end < sentence.end && self.thing_behind(end) {
            return Some(end + 1);
        }
        let small = sight.token(at).shape == Shape::Lower;
        match term.sense {
            Sense::Region(row) => {
                let row = sight.doc.lang.regions.get(row as usize);
                // *Gedung DPR RI*: a body within the name of a house.
                Some(if row.is_some_and(|row| &*row.kind == BUILDING) { at + 1 } else { end.max(at + 1) })
            }
            Sense::State(_, StateName::Capital) if self.is_place(at) => Some(end),
            Sense::State(_, name) if name != StateName::Capital && self.ends_address(at, end) => Some(end),
            Sense::State(..) if at > 0 && self.ends_with(at, ActorPart::KindOf) => Some(end),
            Sense::State(state, kind) => {
                if small && kind != StateName::Name && kind != StateName::Adjective {
                    return None;
                }
                let mut whole = self.bracket_end(end, sentence.end);
                // *Korea Utara (Korut)*
                if whole + 2 < sentence.end
                    && sight.has(whole, Class::BracketOpen)
                    && sight.has(whole + 2, Class::BracketClose)
                    && sight
                        .doc
                        .terms
                        .at(whole + 1)
                        .iter()
                        .any(|t| matches!(t.sense, Sense::State(row, _) if row == state))
                {
                    whole += 3;
                }
                if let Some((apposed, head)) = self.apposed_ally(whole, sentence.end) {
                    self.read[head] = true;
                    self.push(at..apposed, What::State(state), term.by);
                    self.close(at..end);
                    return Some(at + 1);
                }
                self.push(at..whole, What::State(state), term.by);
                Some(whole)
            }
            Sense::Outlet(outlet) => {
                let before = sight.mention_at(at).map(|id| sight.mention(id));
                let wider = before.filter(|m| m.known == Some(Known::Outlet(outlet)) && m.tokens.end == end);
                let start = wider.map_or(at, |m| m.tokens.start);
                self.push(start..end, What::Outlet(outlet), term.by);
                Some(end)
            }
            Sense::Body(_) if self.houses(at) => Some(end),
            Sense::Body(body) => {
                let row = sight.doc.lang.bodies.get(body as usize);
                let mut whole = self.bracket_end(end, sentence.end);
                // *BPBD Bali*: a branch goes by its region.
                let group = row.is_some_and(|row| &*row.kind == GROUP);
                if whole == end && !group {
                    whole = self.branch_end(at, end, sentence.end).unwrap_or(end);
                }
                if let Some(apposed) = self.apposed_noun(whole, sentence.end) {
                    self.read[whole + 1] = true;
                    whole = apposed;
                }
                // *Kementerian Pertahanan AS atau Pentagon*: two names of one body.
                if sight.has(whole, Class::Alias)
                    && let Some(other) = sight.mention_from(whole + 1).map(|id| sight.mention(id))
                    && (other.known == Some(Known::Body(body)) || self.is_same_actor(at, other))
                {
                    self.close(other.tokens.clone());
                    whole = other.tokens.end;
                }
                let of_state =
                    row.is_some_and(|row| matches!(&*row.kind, STATE_ORGAN | MILITARY | POLICE | COURT));
                self.push(at..whole, What::Body(body), term.by);
                for inner in at + 1..end {
                    if !of_state || !self.state_at(inner) {
                        self.closed[inner] = true;
                    }
                }
                Some(at + 1)
            }
            _ => None,
        }
    }

    /// *Kementerian Pertahanan Laos atau Kirya*: two names of one body that no table knows.
    pub(super) fn two_names(&mut self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        let sight = self.sight;
        let id = sight.mention_from(at)?;
        let (actor, end) = (sight.mention(id).actor?, sight.mention(id).tokens.end);
        let joined = sight.has(end, Class::Alias) && sight.has(at, Class::BodyHead);
        let other = joined.then(|| sight.mention_from(end + 1).map(|id| sight.mention(id)))??;
        if !self.is_same_actor(at, other) || other.tokens.end > sentence.end {
            return None;
        }
        self.push(at..other.tokens.end, What::Actor(actor), sight.doc.mentions[id].by);
        for inner in at + 1..end {
            self.closed[inner] = !self.state_at(inner);
        }
        self.close(end..other.tokens.end);
        Some(at + 1)
    }

    /// Whether the mention at a token and another one have been found to be one actor.
    fn is_same_actor(&self, at: usize, other: &Mention) -> bool {
        let here = self.sight.mention_at(at).map(|id| self.sight.mention(id));
        other.actor.is_some() && here.is_some_and(|mention| mention.actor == other.actor)
    }

    pub(super) fn state_at(&self, at: usize) -> bool {
        let names = |name| name != StateName::Capital && name != StateName::House;
        self.sight
            .doc
            .terms
            .at(at)
            .iter()
            .any(|term| matches!(term.sense, Sense::State(_, name) if names(name)))
    }

    /// A person's name behind a noun: *rezim Kim Jong-un*, *tim kampanye Rahmat*.
    pub(super) fn named_owner(&mut self, at: usize, end: usize) {
        let mut end = end.min(self.closed.len() - 1);
        while end > at && !self.sight.is_word(end - 1) {
            end -= 1;
        }
        if end <= at || self.sight.mention_from(at).is_some() || self.name_known(at) {
            return;
        }
        let start = name_start(self.sight, at..end);
        if is_person_name(self.sight, self.sight.text(&(start..end))) {
            self.push(at..end, What::Person { name: start }, rules::ACTORS);
            self.close(at..end);
        }
    }

    /// *berkas pemeriksaan Rini*: a name by which the article calls a person, behind a small word of another phrase.
    pub(super) fn loose_name(&mut self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        const FEW: usize = 2;
        let sight = self.sight;
        let capital =
            |at: usize| at < sentence.end && sight.is_word(at) && sight.token(at).shape == Shape::Capital;
        let alone = capital(at)
            && !capital(at + 1)
            && at > sentence.start
            && sight.is_word(at - 1)
            && sight.token(at - 1).shape == Shape::Lower;
        let place = crate::places::leads(sight, at) || at > 0 && crate::places::is_head(sight, at - 1);
        let named = alone
            && !place
            && !self.name_known(at)
            && !sight.has(at, Class::NotName)
            && !self.names_thing(&(at..at + 1))
            && self.halves(at).is_none();
        let name = sight.text(&(at..at + 1));
        let person = named
            && sight.doc.actors.iter().take(PERSONS).any(|actor| {
                let held = actor.role.is_some()
                    || actor.name.split_whitespace().nth(1).is_some() && actor.mentions.len() > FEW;
                actor.kind == ActorKind::Person
                    && held
                    && actor.name.split_whitespace().any(|word| word == name)
            });
        if !person {
            return None;
        }
        self.push(at..at + 1, What::Person { name: at }, rules::ACTORS);
        self.close(at..at + 1);
        Some(at + 1)
    }

    /// A capital that is a place and no government: after *di* and *ke*, and that of the language's own country.
    pub(super) fn is_place(&self, at: usize) -> bool {
        let sight = self.sight;
        let home = sight.doc.terms.at(at).iter().any(|term| match term.sense {
            Sense::State(state, StateName::Capital) => sight
                .doc
                .lang
                .states
                .get(state as usize)
                .is_some_and(|state| sight.doc.lang.home.as_deref() == Some(&*state.iso3)),
            _ => false,
        });
        // *di NCC Vientiane*: the house before it has the name of its city
        let house = at > 1
            && (sight.has(at - 1, Class::BracketClose) || sight.token(at - 1).shape == Shape::Upper)
            && !self.name_known(at - 1);
        home || house || crate::places::is_disputed(sight, at) || at > 0 && crate::places::leads(sight, at)
    }

    /// *China-Amerika*: two states in one word.
    pub(super) fn halves(&self, at: usize) -> Option<[(u32, Span); 2]> {
        let sight = self.sight;
        let (span, lang) = (sight.token(at).span, sight.doc.lang);
        let word = span.of(&sight.doc.article.text);
        if sight.token(at).shape == Shape::Lower {
            return None;
        }
        let (place, dash) = word.char_indices().find(|(_, c)| {
            !c.is_alphanumeric() && lang.is(lang.word(c.encode_utf8(&mut [0; 4])), Class::Dash)
        })?;
        let state = |part: &str| {
            lang.phrases(lang.word(&kutip_lang::fold(part))).iter().find_map(|phrase| match phrase.sense {
                Sense::State(state, name) if phrase.words() == 1 && name != StateName::House => Some(state),
                _ => None,
            })
        };
        let (first, second) = (&word[..place], &word[place + dash.len_utf8()..]);
        let middle = span.start as usize + place;
        let spans =
            [Span::new(span.start as usize, middle), Span::new(middle + dash.len_utf8(), span.end as usize)];
        Some([(state(first)?, spans[0]), (state(second)?, spans[1])])
    }

    /// A name of the article that no table knows.
    pub(super) fn other_name(&mut self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        let sight = self.sight;
        let id = sight.mention_from(at)?;
        let mention = sight.mention(id);
        let actor = mention.actor.filter(|_| mention.form == Form::Name && mention.known.is_none())?;
        if self.names_thing(&mention.tokens)
            || self.houses(at)
            || self.short_for_thing(&sight.doc.actors[actor.index()])
        {
            return None;
        }
        // *rudal balistik (ICBM)*: short for a thing.
        let short = at > 1
            && sight.has(at - 1, Class::BracketOpen)
            && sight.token(at - 2).shape == Shape::Lower
            && mention.tokens.len() == 1;
        if short {
            return None;
        }
        let place = crate::places::is_head(sight, at) || at > 0 && crate::places::leads(sight, at);
        if mention.kind != ActorKind::Organization || place && !sight.has(at, Class::BodyHead) {
            return None;
        }
        if sight.token(at).shape == Shape::Lower && mention.tokens.len() > 1 {
            return None;
        }
        let name = sight.doc.tokens_in(mention.name);
        let common = name.len() == 1 && sight.has(at, Class::NotName);
        if common || self.is_abbreviation(at, mention, actor) {
            return None;
        }
        let end = mention.tokens.end.min(sentence.end);
        if let Some(next) = self.body_in_house(at, end) {
            return Some(next);
        }
        self.push(at..end, What::Actor(actor), sight.doc.mentions[id].by);
        for inner in at..end {
            let last = self.sight.doc.terms.at(inner).iter().any(|term| term.end as usize == end);
            if !(last && (self.state_at(inner) || inner > at && self.name_known(inner))) {
                self.closed[inner] = true;
            }
        }
        Some(at + 1)
    }

    /// Whether a token lies within a title that began before it.
    pub(super) fn in_title(&self, at: usize) -> bool {
        const WORDS: usize = 5;
        (at.saturating_sub(WORDS)..at).any(|start| {
            let terms = self.sight.doc.terms.at(start).iter();
            terms.into_iter().any(|term| term.sense == Sense::Class(Class::Title) && term.end as usize > at)
        })
    }

    /// Whether a name of the article begins with the word at a token: *kementerian* after *Kementerian Luar Negeri*.
    pub(super) fn begins_a_name(&self, at: usize) -> bool {
        self.bodies.contains(&kutip_lang::fold(self.sight.text(&(at..at + 1))))
    }

    /// The body of the article that goes by the word at a token.
    fn called(&self, at: usize) -> Option<Id<Actor>> {
        let (word, actors) = (self.sight.text(&(at..at + 1)), &self.sight.doc.actors);
        let is_it = |actor: &Actor| actor.kind == ActorKind::Organization && actor.name == word;
        actors.iter().position(is_it).map(Id::new)
    }

    /// A body that no table knows within a role: *Kepala Dinas Pasar Sukamaju*.
    pub(super) fn body_in_role(&mut self, at: usize) -> Option<usize> {
        let sight = self.sight;
        let mention = sight.mention(sight.mention_at(at)?);
        let mut role = sight.doc.tokens_in(mention.role?);
        if self.in_title(at) {
            return None;
        }
        if let Some(end) = self.ends_role(at, &role) {
            let what = self.by_name(at..end).map_or(What::Name, What::Actor);
            self.push(at..end, what, rules::ACTORS);
            self.close(at..end);
            return Some(end);
        }
        if mention.form == Form::Nominal && role.contains(&at) {
            role.end =
                sight.doc.sentence_of(at).map_or(role.end, |number| sight.doc.sentences[number].tokens.end);
        }
        if role.contains(&at)
            && sight.token(at).shape == Shape::Capital
            && let Some(actor) = self.called(at)
        {
            self.push(at..at + 1, What::Actor(actor), rules::ACTORS);
            return Some(at + 1);
        }
        let head = sight.token(at).shape == Shape::Capital && sight.has(at, Class::BodyHead);
        if !head || at == role.start || !role.contains(&at) || self.class_term(at, Class::Title).is_some() {
            return None;
        }
        let capital = |at: usize| {
            at < role.end
                && sight.is_word(at)
                && sight.token(at).shape != Shape::Lower
                && self.class_term(at, Class::Rank).is_none()
        };
        let mut end = at + 1;
        let joins = |end: usize| {
            end < role.end && sight.is_word(end) && sight.token(end).shape == Shape::Lower && capital(end + 1)
        };
        while capital(end) || end > at + 1 && joins(end) {
            end += 1;
        }
        if end == at + 1 {
            return None;
        }
        let what = self.by_name(at..end).map_or(What::Name, What::Actor);
        self.push(at..end, what, rules::ACTORS);
        self.close(at..end);
        Some(end)
    }
}

/// Actors of the document beyond this number are not looked through.
const PERSONS: usize = 200;

fn sentence_end(sight: &crate::events::Sight<'_, '_>, at: usize) -> usize {
    sight.doc.sentence_of(at).map_or(at + 1, |number| sight.doc.sentences[number].tokens.end)
}

/// Where the name begins behind titles: *Presiden Wira Atmaja*.
pub(super) fn name_start(sight: &crate::events::Sight<'_, '_>, tokens: Range<usize>) -> usize {
    let mut at = tokens.start;
    while let Some(term) = sight.doc.terms.at(at).iter().find(|term| {
        matches!(term.sense, Sense::Class(Class::Title | Class::Honorific))
            && (term.end as usize) < tokens.end
    }) {
        at = term.end as usize;
    }
    at
}
