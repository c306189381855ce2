//! Who there is: members by what they are known by, with names, kinds and belongings.

use super::scan::{GROUP, MILITARY, Noun, POLICE};
use crate::events::{Sight, of_actor};
use crate::model::{Actor, ActorKind, Member, Party, Reference, Roster};
use hashbrown::HashMap;
use kutip_lang::{ActorPart, ActorWord, fold};
use kutip_text::scan::shown;
use kutip_text::{Id, Layer, Mark};
use std::ops::Range;

/// Names of persons beyond this number are not compared with each other.
const PERSONS: usize = 200;

/// A name is looked for among so many members.
const RECENT: usize = 200;

/// By what a member is known.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    State(u32),
    Body(u32),
    Outlet(u32),
    /// A body of the tables, and the place of its branch.
    Branch(u32, String),
    Actor(usize),
    Armed(usize),
    Government(usize),
    /// A noun, and whose it is.
    Noun(String, Option<usize>),
    /// Several as one.
    Joint(Vec<usize>),
}

/// What is known of a member beyond its record.
#[derive(Clone, Debug, Default)]
pub(super) struct Trait {
    /// The state that it is or acts for.
    pub(super) state: Option<u32>,
    /// The noun by which it is known.
    pub(super) head: String,
    /// A government, by its noun.
    pub(super) governs: bool,
    /// A force of police.
    pub(super) polices: bool,
    /// Several as one.
    pub(super) joint: bool,
    /// Such several persons.
    pub(super) persons: bool,
    /// People who were counted.
    pub(super) counted: bool,
    /// People of whom there are several: *para korban*.
    pub(super) many: bool,
    /// Whose kin it is: of *istrinya* the husband.
    pub(super) kin_of: Option<usize>,
    /// The entry of the noun.
    pub(super) entry: Option<u32>,
}

/// Who there is.
pub(super) struct Cast {
    pub(super) members: Vec<Member>,
    pub(super) traits: Vec<Trait>,
    keys: HashMap<Key, usize>,
    persons: Vec<(Vec<String>, usize)>,
    of: Vec<Option<usize>>,
    /// The first force of police.
    pub(super) police: Option<usize>,
}

impl Cast {
    pub(super) fn new(actors: usize) -> Self {
        Self {
            members: Vec::new(),
            traits: Vec::new(),
            keys: HashMap::new(),
            persons: Vec::new(),
            of: vec![None; actors],
            police: None,
        }
    }

    fn add(&mut self, key: Key, member: Member, of_it: Trait) -> usize {
        let at = self.members.len();
        if of_it.polices {
            self.police.get_or_insert(at);
        }
        self.members.push(member);
        self.traits.push(of_it);
        self.keys.insert(key, at);
        at
    }

    /// A member goes by another key, too.
    pub(super) fn call(&mut self, key: Key, member: usize) {
        self.keys.insert(key, member);
    }

    /// A branch of a body.
    pub(super) fn part_of(&mut self, key: Key, body: usize, name: String) -> usize {
        let whole = &self.members[body];
        let member = Member { name, actor: None, ..whole.clone() };
        let of_it = self.traits[body].clone();
        self.add(key, member, of_it)
    }

    pub(super) fn known(&self, key: &Key) -> Option<usize> {
        self.keys.get(key).copied()
    }

    pub(super) fn state(&mut self, sight: &Sight<'_, '_>, state: u32) -> usize {
        if let Some(at) = self.known(&Key::State(state)) {
            return at;
        }
        let row = sight.doc.lang.states.get(state as usize);
        let mut member = plain(row.map_or(String::new(), |row| row.name.to_string()), ActorKind::State);
        member.country = row.map(|row| row.iso3.to_string());
        member.sector = Some(crate::model::Sector::Gov.code().to_owned());
        member.actor = sight.states.get(&state).copied();
        let actor = member.actor;
        let at = self.add(Key::State(state), member, Trait { state: Some(state), ..Trait::default() });
        self.note(actor, at);
        at
    }

    /// The document's actor is this member.
    fn note(&mut self, actor: Option<Id<Actor>>, at: usize) {
        if let Some(slot) = actor.and_then(|actor| self.of.get_mut(actor.index())) {
            *slot = Some(at);
        }
    }

    pub(super) fn outlet(&mut self, sight: &Sight<'_, '_>, outlet: u32) -> usize {
        if let Some(at) = self.known(&Key::Outlet(outlet)) {
            return at;
        }
        let name =
            sight.doc.lang.outlets.get(outlet as usize).map_or(String::new(), |row| row.name.to_string());
        let member = plain(name, ActorKind::Media);
        let at = self.add(
            Key::Outlet(outlet),
            Member { sector: Some(MEDIA.to_owned()), ..member },
            Trait::default(),
        );
        let wanted = Some(crate::model::Known::Outlet(outlet));
        let actor = sight.doc.actors.iter().position(|actor| actor.known == wanted);
        self.note(actor.map(Id::new), at);
        at
    }

    pub(super) fn body(&mut self, sight: &Sight<'_, '_>, body: u32, written: &str) -> usize {
        if let Some(at) = self.known(&Key::Body(body)) {
            return at;
        }
        let wanted = Some(crate::model::Known::Body(body));
        let actor = sight.doc.actors.iter().position(|actor| actor.known == wanted).map(Id::new);
        let row = sight.doc.lang.bodies.get(body as usize);
        let row_kind = row.map(|row| &*row.kind);
        let kind = match row_kind {
            Some(MILITARY) => ActorKind::ArmedForces,
            Some(GROUP) => ActorKind::Group,
            _ => ActorKind::Organization,
        };
        let mut member = plain(shown(written), kind);
        let mut of_it = Trait { polices: row_kind == Some(POLICE), ..Trait::default() };
        if let Some(actor) = actor {
            member.name.clone_from(&sight.doc.actors[actor.index()].name);
            take_over(&mut member, &mut of_it, &of_actor(sight, actor));
        } else if let Some(row) = row {
            member.country = row.country.as_deref().map(str::to_owned);
            let acts_for = row.acts_for.as_deref();
            of_it.state = sight
                .doc
                .lang
                .states
                .iter()
                .position(|state| Some(&*state.iso3) == acts_for)
                .and_then(|at| u32::try_from(at).ok());
        }
        member.actor = actor;
        let at = self.add(Key::Body(body), member, of_it);
        self.note(actor, at);
        at
    }

    /// An actor of the document: a person or a body without a row.
    pub(super) fn actor(&mut self, sight: &Sight<'_, '_>, id: Id<Actor>) -> usize {
        if let Some(at) = self.of.get(id.index()).copied().flatten() {
            return at;
        }
        let actor = &sight.doc.actors[id.index()];
        let at = match actor.known {
            Some(crate::model::Known::State(state)) => self.state(sight, state),
            Some(crate::model::Known::Body(body)) => self.body(sight, body, &actor.name),
            Some(crate::model::Known::Outlet(outlet)) => self.outlet(sight, outlet),
            _ => self.named(sight, id),
        };
        self.note(Some(id), at);
        at
    }

    /// Whether the article has spoken of an actor of the document.
    pub(super) fn is_member(&self, id: Id<Actor>) -> bool {
        self.of.get(id.index()).is_some_and(Option::is_some)
    }

    /// Whoever came in as a stranger is this actor of the document.
    pub(super) fn name_stranger(&mut self, sight: &Sight<'_, '_>, at: usize, id: Id<Actor>) {
        let name = &sight.doc.actors[id.index()].name;
        self.members[at].name.clone_from(name);
        self.members[at].actor = Some(id);
        if self.traits[at].state.is_none() {
            let sector = self.members[at].sector.take();
            take_over(&mut self.members[at], &mut self.traits[at], &of_actor(sight, id));
            self.members[at].sector = self.members[at].sector.take().or(sector);
        }
        if self.members[at].role.is_none() {
            self.members[at].role.clone_from(&sight.doc.actors[id.index()].role);
        }
        if self.persons.len() < PERSONS {
            self.persons.push((kutip_text::scan::words(name).map(fold).collect(), at));
        }
        self.note(Some(id), at);
    }

    fn named(&mut self, sight: &Sight<'_, '_>, id: Id<Actor>) -> usize {
        let actor = &sight.doc.actors[id.index()];
        let person = matches!(actor.kind, ActorKind::Person | ActorKind::Document);
        let words: Vec<String> = kutip_text::scan::words(&actor.name).map(fold).collect();
        if person {
            let same = |other: &[String]| {
                let (short, long) =
                    if words.len() <= other.len() { (&words[..], other) } else { (other, &words[..]) };
                !short.is_empty() && short.iter().all(|word| long.contains(word))
            };
            if let Some((_, at)) = self.persons.iter().rev().find(|(other, _)| same(other)) {
                let at = *at;
                if self.members[at].name.len() < actor.name.len() {
                    self.members[at].name.clone_from(&actor.name);
                }
                return at;
            }
        }
        let kind = if person { ActorKind::Person } else { actor.kind };
        let mut member =
            Member { role: actor.role.clone(), actor: Some(id), ..plain(actor.name.clone(), kind) };
        let mut of_it = Trait::default();
        take_over(&mut member, &mut of_it, &of_actor(sight, id));
        let at = self.add(Key::Actor(id.index()), member, of_it);
        if person && self.persons.len() < PERSONS {
            self.persons.push((words, at));
        }
        at
    }

    /// A person of whom only the name within a phrase is known.
    pub(super) fn person(&mut self, sight: &Sight<'_, '_>, name: &str) -> usize {
        let named = sight.doc.actors.iter().take(PERSONS).position(|actor| {
            actor.kind == ActorKind::Person
                && name
                    .split_whitespace()
                    .all(|word| actor.name.split_whitespace().any(|other| other == word))
        });
        if let Some(actor) = named {
            return self.actor(sight, Id::new(actor));
        }
        let key = Key::Noun(fold(name), None);
        if let Some(at) = self.known(&key).or_else(|| self.longer_name(name)) {
            return at;
        }
        let state = sight.doc.lang.leader(name, None);
        let mut member = plain(shown(name), ActorKind::Person);
        let row = state.and_then(|state| sight.doc.lang.states.get(state as usize));
        member.country = row.map(|row| row.iso3.to_string());
        self.add(key, member, Trait { state, ..Trait::default() })
    }

    /// A person whose name holds all words of this one.
    fn longer_name(&self, name: &str) -> Option<usize> {
        let recent = self.members.len().saturating_sub(RECENT);
        let holds = |member: &Member| {
            let has = |word: &str| member.name.split_whitespace().any(|other| other == word);
            member.kind == ActorKind::Person && member.role.is_none() && name.split_whitespace().all(has)
        };
        self.members[recent..].iter().rposition(holds).map(|at| recent + at)
    }

    /// A body of which only the name within a role is known.
    pub(super) fn name(&mut self, name: &str) -> usize {
        let key = Key::Noun(fold(name), None);
        match self.known(&key) {
            Some(at) => at,
            None => self.add(key, plain(shown(name), ActorKind::Organization), Trait::default()),
        }
    }

    /// A body goes by its usual name where the article has it.
    pub(super) fn usual_name(&mut self, sight: &Sight<'_, '_>, body: u32, member: usize, written: &str) {
        if let Some(row) = sight.doc.lang.bodies.get(body as usize)
            && self.members[member].name != *row.name
        {
            if shown(written).contains(&*row.name) {
                self.members[member].name = row.name.to_string();
            } else if written.len() > self.members[member].name.len()
                && written.chars().all(char::is_alphanumeric)
            {
                written.clone_into(&mut self.members[member].name);
            }
        }
    }

    /// The member of this name.
    pub(super) fn by_name(&self, name: &str) -> Option<usize> {
        let folded = fold(name);
        let recent = self.members.len().saturating_sub(RECENT);
        let found = self.members[recent..].iter().rposition(|member| fold(&member.name) == folded);
        found.map(|at| recent + at)
    }

    /// A member known by a noun.
    pub(super) fn noun(
        &mut self,
        sight: &Sight<'_, '_>,
        key: Key,
        noun: &Noun,
        name: String,
        owner: Option<usize>,
    ) -> usize {
        if let Some(at) = self.known(&key) {
            return at;
        }
        let word = noun.entry.and_then(|entry| sight.doc.lang.actor_words.get(entry as usize));
        let part = word.map(|word| word.part);
        let police = owner.is_some_and(|at| self.traits[at].polices);
        let kind = match part {
            Some(ActorPart::Armed) if !police => ActorKind::ArmedForces,
            Some(ActorPart::Government | ActorPart::Body) => ActorKind::Organization,
            _ if noun.single => ActorKind::Person,
            // *pelaku*, *korban* without a number is one.
            _ if word.is_some_and(|word| word.alike) && !noun.counted && !noun.quantified => {
                ActorKind::Person
            }
            _ => ActorKind::Group,
        };
        let mut member = plain(name, kind);
        member.sector = word.and_then(|word| word.sector.as_deref()).map(str::to_owned);
        member.of = owner.map(Id::new);
        member.country = owner.and_then(|at| self.members[at].country.clone());
        let acts = matches!(part, Some(ActorPart::Armed | ActorPart::Government)) && !police;
        let of_it = Trait {
            state: owner.and_then(|at| self.traits[at].state).filter(|_| acts || kind == ActorKind::Group),
            head: fold(sight.text(&noun.head)),
            governs: part == Some(ActorPart::Government),
            counted: noun.counted,
            many: noun.quantified && !noun.single,
            entry: noun.entry,
            // *polisi*, *kepolisian*, without whose they are
            polices: owner.is_none()
                && !noun.counted
                && !noun.quantified
                && noun.core <= noun.head.end
                && word.is_some_and(is_police),
            ..Trait::default()
        };
        self.add(key, member, of_it)
    }

    /// Somebody with a role of whom no name is known.
    pub(super) fn role(&mut self, name: &str, party: Option<&Party>) -> usize {
        let key = Key::Noun(fold(name), None);
        if let Some(at) = self.known(&key) {
            return at;
        }
        let mut member = Member { role: Some(shown(name)), ..plain(shown(name), ActorKind::Person) };
        let mut of_it = Trait { head: fold(name), ..Trait::default() };
        if let Some(party) = party {
            take_over(&mut member, &mut of_it, party);
        }
        self.add(key, member, of_it)
    }

    /// Several as one.
    pub(super) fn joint(&mut self, of: &[usize]) -> usize {
        let key = Key::Joint(of.to_vec());
        if let Some(at) = self.known(&key) {
            return at;
        }
        let names: Vec<&str> = of.iter().map(|at| self.members[*at].name.as_str()).collect();
        let member = plain(names.join("; "), ActorKind::Group);
        let persons = of.iter().all(|at| self.members[*at].kind == ActorKind::Person);
        self.add(key, member, Trait { joint: true, persons, ..Trait::default() })
    }

    /// The roster: members in the order of their first mention, those without one left out.
    pub(super) fn finish(self, mentions: Layer<Reference>) -> Roster {
        let mut ranks: Vec<Option<usize>> = vec![None; self.members.len()];
        let mut order: Vec<usize> = Vec::with_capacity(self.members.len());
        for mark in mentions.as_slice() {
            let at = mark.value.member.index();
            if ranks[at].is_none() {
                ranks[at] = Some(order.len());
                order.push(at);
            }
        }
        let new = |at: usize| ranks.get(at).copied().flatten().map(Id::new);
        let marks: Vec<Mark<Reference>> = mentions
            .into_marks()
            .into_iter()
            .filter_map(|mark| {
                let member = new(mark.value.member.index())?;
                Some(Mark { value: Reference { member, ..mark.value }, ..mark })
            })
            .collect();
        let members: Vec<Member> = order
            .iter()
            .map(|at| {
                let mut member = self.members[*at].clone();
                let state =
                    self.traits[*at].state.and_then(|state| self.keys.get(&Key::State(state)).copied());
                let of = member.of.map(Id::index).or(state).filter(|of| of != at);
                member.of = of.and_then(new);
                member
            })
            .collect();
        Roster {
            mentions: Layer::new(marks),
            members,
            of: self.of.iter().map(|at| at.and_then(new)).collect(),
        }
    }
}

/// What the pass over events knows of an actor: state, country, sector.
fn take_over(member: &mut Member, of_it: &mut Trait, party: &Party) {
    of_it.state = party.state;
    member.country.clone_from(&party.country);
    member.sector = party.sector.map(|sector| sector.code().to_owned());
}

pub(super) fn plain(name: String, kind: ActorKind) -> Member {
    Member { name, kind, role: None, of: None, speaks_for: None, country: None, sector: None, actor: None }
}

/// Tokens without the demonstrative at their end.
pub(super) fn bare(sight: &Sight<'_, '_>, tokens: &Range<usize>) -> Range<usize> {
    let mut end = tokens.end;
    while end > tokens.start + 1 && sight.has(end - 1, kutip_lang::Class::Demonstrative) {
        end -= 1;
    }
    tokens.start..end
}

/// *polisi*, *kepolisian*: the force, by its noun alone.
pub(super) fn is_police(word: &ActorWord) -> bool {
    let sector = word.sector.as_deref() == Some(crate::model::Sector::Cop.code());
    word.bare && word.part == ActorPart::Body && sector
}

const MEDIA: &str = "MED";
