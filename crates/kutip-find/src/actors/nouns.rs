//! Who is meant by a noun: armies and governments by their state, others by what they were called before.

use super::cast::{Key, bare, is_police};
use super::names::name_start;
use super::refer::{MEMBERS_BACK, SENTENCES_BACK, Story, Told};
use super::scan::{Draft, Noun, Owned, is_person_name};
use crate::model::{Actor, ActorKind, Form};
use kutip_lang::{ActorPart, Class, Hint, Sense, StateName, fold};
use kutip_text::Id;
use kutip_text::scan::shown;

/// Actors of the document beyond this number are not looked through.
const ACTORS: usize = 200;

/// Figures of one event stand within so many sentences.
const FATE_BACK: usize = 3;

/// A longer name is not repeated in that of what belongs to it.
const OWNER_BYTES: usize = 120;

impl Story<'_, '_, '_> {
    /// The state that is the subject at a token: the last one of its sentence that no preposition leads.
    pub(super) fn subject(&self, draft: &Draft) -> Option<usize> {
        self.back(draft, 0)
            .filter(|told| told.end <= draft.tokens.start && !told.led && !told.nested)
            .find(|told| {
                matches!(self.kind(told.member), ActorKind::State | ActorKind::Organization)
                    || self.kind(told.member) == ActorKind::Person
                        && self.cast.traits[told.member].state.is_some()
            })
            .map(|told| told.member)
    }

    /// The state of which the text speaks: of the speaker, of the sentences before, else the home of the language.
    pub(super) fn state_around(&mut self, draft: &Draft) -> Option<u32> {
        let speaker = self.voice(draft.tokens.start, false);
        if let Some(state) = speaker.and_then(|member| self.cast.traits[member].state) {
            return Some(state);
        }
        if speaker.is_none() || self.cast.members[speaker?].country.is_none() {
            let near =
                self.back(draft, 2).find(|told| !told.led && self.cast.traits[told.member].state.is_some());
            if let Some(told) = near {
                return self.cast.traits[told.member].state;
            }
        }
        let home = self.sight.doc.lang.home.as_deref()?;
        let row = self.sight.doc.lang.states.iter().position(|state| &*state.iso3 == home)?;
        u32::try_from(row).ok()
    }

    fn is_home(&self, state: u32) -> bool {
        let lang = self.sight.doc.lang;
        lang.states.get(state as usize).is_some_and(|state| lang.home.as_deref() == Some(&*state.iso3))
    }

    /// Whose name stands behind a head.
    pub(super) fn named_owner(&mut self, at: usize, end: usize) -> Option<usize> {
        let sight = self.sight;
        let known = sight.doc.terms.at(at).iter().find_map(|term| match term.sense {
            Sense::State(..) | Sense::Body(_) | Sense::Outlet(_) => Some((term.sense, term.end as usize)),
            _ => None,
        });
        match known {
            // *warga Jakarta*: a place of the language's own state
            Some((Sense::State(state, StateName::Capital), _)) if self.is_home(state) => None,
            Some((Sense::State(state, _), _)) => Some(self.cast.state(sight, state)),
            Some((Sense::Body(body), end)) => Some(self.cast.body(sight, body, sight.text(&(at..end)))),
            Some((Sense::Outlet(outlet), _)) => Some(self.cast.outlet(sight, outlet)),
            _ => {
                if let Some(mention) = sight.mention_from(at).map(|id| sight.mention(id)) {
                    let actor = mention.actor.filter(|_| mention.form == Form::Name)?;
                    return (mention.kind == ActorKind::Person).then(|| self.cast.actor(sight, actor));
                }
                let name = sight.text(&(name_start(sight, at..end)..end));
                is_person_name(sight, name).then(|| self.cast.person(sight, name))
            }
        }
    }

    pub(super) fn noun(&mut self, draft: &Draft, noun: &Noun) -> Option<usize> {
        let sight = self.sight;
        let word = noun.entry.and_then(|entry| sight.doc.lang.actor_words.get(entry as usize));
        let part = word.map(|word| word.part);
        let owner = match (noun.owner, noun.clitic) {
            (Some(at), _) => self.named_owner(at, noun.core),
            (None, None) if noun.possessor.is_some() => self.possessor(draft, noun),
            (None, Some(_)) => {
                let owned = if part == Some(ActorPart::Ally) { Owned::Body } else { Owned::Any };
                self.owner(draft, owned)
            }
            _ => None,
        };
        if word.is_some_and(|word| word.apposed)
            && let Some(member) = self.apposed(noun, owner)
        {
            return Some(member);
        }
        if word.is_some_and(|word| word.alike)
            && let Some(member) = self.of_the_case(draft, noun)
        {
            return Some(member);
        }
        let free = noun.owner.is_none() && noun.clitic.is_none() && noun.possessor.is_none();
        // *negara kita*
        if part == Some(ActorPart::States) && noun.possessor.is_some() {
            let side = owner?;
            return if self.kind(side) == ActorKind::State { owner } else { self.country(side).or(owner) };
        }
        // *pria itu*, *perempuan lulusan akademi ini*: one of whom was spoken.
        let one = word.is_some_and(|word| word.one) && noun.pointed && !noun.counted && !noun.quantified;
        if one && free {
            let head = fold(sight.text(&noun.head));
            let told = self.spoken(draft).or_else(|| self.with_head(draft, &head));
            if let Some(member) = told.or_else(|| self.person_but(draft, None)) {
                return Some(member);
            }
        }
        if let Some(member) = self.office_holder(draft, noun, part) {
            return Some(member);
        }
        if free
            && noun.entry.is_none()
            && !noun.counted
            && (noun.definite || noun.pointed)
            && let Some(member) = self.with_head(draft, &fold(sight.text(&noun.head)))
        {
            return Some(member);
        }
        match part {
            Some(ActorPart::Armed) => return self.armed(draft, noun, owner, free),
            Some(ActorPart::Government) => return self.government(draft, noun, owner, free),
            Some(ActorPart::Ally) if noun.pointed || free && !noun.quantified => {
                let not = owner.or_else(|| self.voice(draft.tokens.start, false));
                let state =
                    |told: &&Told| self.kind(told.member) == ActorKind::State && Some(told.member) != not;
                if noun.pointed
                    && let Some(told) = self.back(draft, 3).find(state)
                {
                    return Some(told.member);
                }
                if free && let Some(speaker) = self.voice(draft.tokens.start, false) {
                    let side = self.side(speaker);
                    return Some(self.of_noun(draft, noun, Some(side)));
                }
            }
            Some(ActorPart::States) if noun.pointed && free && !self.stands_twice(noun) => {
                let told = self.back(draft, 3).find(|told| self.kind(told.member) == ActorKind::State)?;
                return Some(told.member);
            }
            Some(ActorPart::Nation) if free || noun.possessor.is_some() => {
                let state = self.state_around(draft)?;
                let owner = self.cast.state(sight, state);
                let name = self.named_after(sight.text(&noun.head), owner);
                let key = Key::Noun(fold(sight.text(&noun.head)), Some(owner));
                return Some(self.cast.noun(sight, key, noun, name, Some(owner)));
            }
            Some(ActorPart::Body | ActorPart::People) if free => {
                if let Some(member) = self.spoken(draft) {
                    return Some(member);
                }
                if let Some(member) = self.same_as_before(draft, noun, part) {
                    return Some(member);
                }
            }
            _ => {}
        }
        Some(self.of_noun(draft, noun, owner))
    }

    /// *kelompok Surya*, *pihak Garuda*: whoever bears the name right behind the noun.
    fn apposed(&mut self, noun: &Noun, owner: Option<usize>) -> Option<usize> {
        let sight = self.sight;
        let at = noun.owner.filter(|at| *at == noun.head.end && !noun.counted && !noun.quantified)?;
        let body = |kind| {
            matches!(
                kind,
                ActorKind::Organization | ActorKind::Group | ActorKind::Media | ActorKind::ArmedForces
            )
        };
        if let Some(owner) = owner {
            return Some(owner).filter(|owner| body(self.kind(*owner)));
        }
        let Some(mention) = sight.mention_from(at).map(|id| sight.mention(id)) else {
            // *Pihak Polrestabes Sukamaju*: the phrase begins with the noun.
            let name = fold(sight.text(&(at..noun.core)));
            let is_it = |actor: &Actor| actor.kind == ActorKind::Organization && fold(&actor.name) == name;
            let actor = sight.doc.actors.iter().take(ACTORS).position(is_it)?;
            return Some(self.cast.actor(sight, Id::new(actor)));
        };
        let named = mention.form == Form::Name && mention.known.is_none() && body(mention.kind);
        Some(self.cast.actor(sight, mention.actor.filter(|_| named)?))
    }

    /// *anak-anak kita*: whose they are.
    fn possessor(&mut self, draft: &Draft, noun: &Noun) -> Option<usize> {
        let at = noun.possessor?;
        let side = self.sight.hint(at, &[Hint::OwnPerson]).is_none();
        let draft = Draft { tokens: at..at + 1, ..draft.clone() };
        self.first(&draft, side)
    }

    /// *pelaku*, *tersangka*: whom the article called by one of these words before; else the only stranger that came in.
    pub(super) fn of_the_case(&mut self, draft: &Draft, noun: &Noun) -> Option<usize> {
        let lang = self.sight.doc.lang;
        if noun.counted || noun.quantified || noun.other {
            return None;
        }
        if let Some(member) = self.spoken(draft) {
            return Some(member);
        }
        let same = |word: &str| {
            lang.phrases(lang.word(&fold(word))).iter().any(|phrase| match phrase.sense {
                Sense::Actor(entry) => Some(entry) == noun.entry && phrase.words() == 1,
                _ => false,
            })
        };
        let recent = self.cast.members.len().saturating_sub(MEMBERS_BACK);
        let called = (recent..self.cast.members.len()).rev().find(|at| {
            let (member, of_it) = (&self.cast.members[*at], &self.cast.traits[*at]);
            let role = || member.role.as_deref().and_then(|role| role.split_whitespace().next());
            of_it.entry == noun.entry && !of_it.counted && !of_it.many
                || member.kind == ActorKind::Person && role().is_some_and(same)
        });
        let plain =
            noun.core == noun.head.end + usize::from(noun.pointed) + usize::from(noun.clitic.is_some());
        if called.is_some() || noun.owner.is_some() || !plain {
            return called; // *penculik model itu*: the model is somebody else
        }
        let free = |at: &usize| {
            let entry = self.cast.traits[*at].entry;
            let word = entry.and_then(|entry| lang.actor_words.get(entry as usize));
            self.kind(*at) == ActorKind::Person && word.is_none_or(|word| !word.alike)
        };
        let mut strangers = self.strangers.iter().copied().filter(free);
        let only = strangers.next().filter(|_| strangers.next().is_none())?;
        self.cast.traits[only].entry = noun.entry;
        Some(only)
    }

    /// The last one of whom was spoken by this noun.
    pub(super) fn with_head(&self, draft: &Draft, head: &str) -> Option<usize> {
        self.back(draft, usize::MAX)
            .find(|told| self.cast.traits[told.member].head == head)
            .map(|told| told.member)
    }

    /// The last one of whom was spoken by a word of the same entry: *demonstran*, then *massa*.
    fn with_entry(&self, draft: &Draft, entry: u32) -> Option<usize> {
        let fits = |told: &&Told| {
            self.cast.traits[told.member].entry == Some(entry) && self.kind(told.member) == ActorKind::Group
        };
        self.back(draft, usize::MAX).find(fits).map(|told| told.member)
    }

    /// A member known by its noun and whose it is.
    pub(super) fn of_noun(&mut self, draft: &Draft, noun: &Noun, owner: Option<usize>) -> usize {
        let sight = self.sight;
        let word = noun.entry.and_then(|entry| sight.doc.lang.actor_words.get(entry as usize));
        let states = word.is_some_and(|word| word.part == ActorPart::States);
        let whole = noun.counted && owner.is_none() || noun.quantified && states;
        let from = if whole { draft.tokens.start } else { noun.head.start };
        if word.is_some_and(|word| word.part == ActorPart::Bloc) {
            // *Barat* and *negara-negara Barat* are the same.
            let last = noun.head.end - 1..noun.head.end;
            let name = shown(sight.text(&last));
            return self.cast.noun(sight, Key::Noun(fold(&name), None), noun, name, None);
        }
        if let Some(fate) = self.fate(draft, noun).filter(|_| owner.is_none()) {
            let near = self.back(draft, FATE_BACK).map(|told| told.member);
            let same = near.into_iter().find(|member| self.cast.members[*member].name == fate);
            if let Some(member) = same {
                return member;
            }
            // Of another event.
            let first = Key::Noun(fold(&fate), None);
            let again = self.cast.known(&first).is_some();
            let key = if again { Key::Noun(fold(sight.text(&draft.tokens)), None) } else { first };
            return self.cast.noun(sight, key, noun, fate, None);
        }
        let phrase = bare(sight, &(from..noun.core.max(noun.head.end)));
        let written = sight.text(&phrase);
        let (key, name) = match (owner, noun.owner) {
            (Some(owner), Some(at)) => {
                let end = if noun.other { draft.tokens.end } else { at };
                let words = fold(sight.text(&(noun.head.start..end)));
                let name = self.noun_of(noun, owner);
                // *komisi III DPR*, of which the article spoke by its name
                let body = self.cast.by_name(&name).filter(|at| self.kind(*at) == ActorKind::Organization);
                if let Some(body) = body {
                    return body;
                }
                (Key::Noun(words, Some(owner)), name)
            }
            (Some(owner), None) => {
                let words = match noun.clitic.or(noun.possessor) {
                    Some(clitic) => sight.text(&(noun.head.start..clitic)),
                    None => written,
                };
                let name = self.named_after(words, owner);
                (Key::Noun(fold(words), Some(owner)), name)
            }
            (None, _) => {
                let words = if noun.other { sight.text(&draft.tokens) } else { written };
                // *delapan tahanan*: by the noun alone, unless it says no more than *orang*.
                let says = noun.counted && !noun.other && word.is_some_and(|word| !word.counted);
                let name = if says { sight.text(&(noun.head.start..phrase.end)) } else { words };
                (Key::Noun(fold(words), None), shown(name))
            }
        };
        self.cast.noun(sight, key, noun, name, owner)
    }

    /// *negara-negara*: several.
    fn stands_twice(&self, noun: &Noun) -> bool {
        let (sight, lang) = (self.sight, self.sight.doc.lang);
        let dash =
            |c: char| !c.is_alphanumeric() && lang.is(lang.word(c.encode_utf8(&mut [0; 4])), Class::Dash);
        sight.text(&noun.head).contains(dash)
    }

    /// *delapan orang tewas*: what those are called of whom a figure says what became of them, where its noun says no more
    /// than that they are people.
    fn fate(&self, draft: &Draft, noun: &Noun) -> Option<String> {
        let (doc, start) = (self.sight.doc, draft.span.start);
        let words = &doc.lang.actor_words;
        let word = noun.entry.and_then(|entry| words.get(entry as usize));
        if !noun.counted || !word.is_some_and(|word| word.counted) {
            return None;
        }
        let amounts = doc.amounts.as_slice();
        let at = amounts.partition_point(|mark| mark.span.start < start);
        let unit = amounts.get(at).filter(|mark| mark.span.start == start)?.value.unit.as_deref()?;
        let fate =
            words.iter().find(|word| word.part == ActorPart::Fate && word.unit.as_deref() == Some(unit))?;
        fate.name.as_deref().map(str::to_owned)
    }

    /// *kelompok tersebut*, *militan*: somebody of whom the article has spoken by the same noun, or who can be meant.
    pub(super) fn same_as_before(
        &mut self,
        draft: &Draft,
        noun: &Noun,
        part: Option<ActorPart>,
    ) -> Option<usize> {
        let sight = self.sight;
        let head = fold(sight.text(&noun.head));
        let first = head.split_whitespace().next().unwrap_or_default().to_owned();
        let plain = noun.core == noun.head.end + usize::from(noun.pointed && !noun.described);
        if noun.counted && noun.pointed {
            // *tiga korban itu*: whoever was counted before.
            let counted = self.back(draft, SENTENCES_BACK).find(|told| self.cast.traits[told.member].counted);
            return counted.map(|told| told.member);
        }
        if noun.counted || !plain {
            return None;
        }
        let word = noun.entry.and_then(|entry| sight.doc.lang.actor_words.get(entry as usize));
        if word.is_some_and(is_police) && self.cast.police.is_some() {
            return self.cast.police;
        }
        if noun.other {
            return None;
        }
        let firm = word.is_some_and(|word| word.bare && word.apposed);
        if firm && let Some(member) = self.firm_before(draft) {
            return Some(member);
        }
        let entry = noun
            .entry
            .filter(|entry| sight.doc.lang.actor_words.get(*entry as usize).is_some_and(|word| word.same));
        let same = self.with_head(draft, &head).or_else(|| self.with_entry(draft, entry?));
        if same.is_some() || !noun.pointed && part != Some(ActorPart::Body) {
            return same;
        }
        let begins = |member: usize| {
            let name = fold(&self.cast.members[member].name);
            name.split_whitespace().next() == Some(first.as_str())
                || self.cast.traits[member].head.starts_with(&first)
        };
        let fits = |member: usize| match part {
            Some(ActorPart::Body) => matches!(self.kind(member), ActorKind::Organization | ActorKind::Group),
            _ => matches!(self.kind(member), ActorKind::Group | ActorKind::Person) && !self.is_states(member),
        };
        let named = self.back(draft, usize::MAX).find(|told| begins(told.member)).map(|told| told.member);
        if !noun.pointed || entry.is_some() {
            return named;
        }
        named.or_else(|| {
            self.back(draft, 3)
                .find(|told| fits(told.member) && !self.cast.traits[told.member].joint)
                .map(|told| told.member)
        })
    }

    /// *40 negara*: no people.
    fn is_states(&self, member: usize) -> bool {
        let words = &self.sight.doc.lang.actor_words;
        let word = self.cast.traits[member].entry.and_then(|entry| words.get(entry as usize));
        word.is_some_and(|word| word.part == ActorPart::States)
    }

    /// Armed forces without a state: those of whom was spoken, or of whoever sends them.
    pub(super) fn armed(
        &mut self,
        draft: &Draft,
        noun: &Noun,
        owner: Option<usize>,
        free: bool,
    ) -> Option<usize> {
        let last = self
            .back(draft, SENTENCES_BACK)
            .find(|told| self.kind(told.member) == ActorKind::ArmedForces)
            .map(|told| told.member);
        let owner = match owner {
            Some(owner) => Some(owner),
            None if !free => None,
            None if noun.pointed => {
                if last.is_some() {
                    return last;
                }
                self.subject(draft)
            }
            None => match self.subject(draft) {
                Some(subject) if self.kind(subject) != ActorKind::Person || last.is_none() => Some(subject),
                _ if last.is_some() => return last,
                _ => None,
            },
        };
        let Some(owner) = owner else { return Some(self.of_noun(draft, noun, None)) };
        let owner = match self.cast.traits[owner].state {
            Some(state) => self.cast.state(self.sight, state),
            None => owner,
        };
        let name = self.noun_of(noun, owner);
        Some(self.cast.noun(self.sight, Key::Armed(owner), noun, name, Some(owner)))
    }

    pub(super) fn government(
        &mut self,
        draft: &Draft,
        noun: &Noun,
        owner: Option<usize>,
        free: bool,
    ) -> Option<usize> {
        let owner = match owner {
            Some(owner) => Some(owner),
            None if !free => None,
            None if noun.pointed => {
                let last =
                    self.back(draft, SENTENCES_BACK).find(|told| self.cast.traits[told.member].governs);
                if let Some(told) = last {
                    return Some(told.member);
                }
                None
            }
            None => None,
        };
        let owner = match owner {
            None if free => {
                let state = self.state_around(draft)?;
                Some(self.cast.state(self.sight, state))
            }
            owner => owner,
        };
        let Some(owner) = owner else { return Some(self.of_noun(draft, noun, None)) };
        let name = self.noun_of(noun, owner);
        let member = self.cast.noun(self.sight, Key::Government(owner), noun, name.clone(), Some(owner));
        // *rezim*, then *pemerintah*: by the entry that comes first.
        if noun.entry < self.cast.traits[member].entry {
            self.cast.members[member].name = name;
            self.cast.traits[member].entry = noun.entry;
        }
        Some(member)
    }

    /// The noun and whose it is, as written where the name stands there.
    pub(super) fn noun_of(&self, noun: &Noun, owner: usize) -> String {
        let sight = self.sight;
        let written = sight.text(&bare(sight, &(noun.head.start..noun.core.max(noun.head.end))));
        match noun.owner {
            // *pasukan AS*: a state by its usual name.
            Some(at) if self.kind(owner) == ActorKind::State && at > noun.head.start => {
                let words = sight.text(&(noun.head.start..at));
                self.named_after(words, owner)
            }
            Some(_) => shown(written),
            None => self.named_after(sight.text(&noun.head), owner),
        }
    }

    /// What somebody is called after another. A chain of owners, each named after the next, does not grow for ever.
    pub(super) fn named_after(&self, words: &str, owner: usize) -> String {
        let of = &self.cast.members[owner].name;
        if of.len() > OWNER_BYTES { shown(words) } else { format!("{} {}", shown(words), of) }
    }
}
