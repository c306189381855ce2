//! Noun phrases that name somebody by a common noun: *10.000 tentara*, *sejumlah pejabat*, *pasukan itu*.

use super::scan::{Noun, Scan};
use crate::mentions::PHRASE_ENDS;
use crate::model::{ActorKind, Form, Shape, TokenKind};
use kutip_lang::{ActorPart, Class, ClassSet, EventForm, NumberWord, Sense, fold};
use std::ops::Range;

/// At most so many small words follow the head.
const SMALL_WORDS: usize = 3;
/// A phrase with its clause has at most so many tokens.
const CLAUSE_TOKENS: usize = 14;
/// Words that describe it are so many at most.
const DESCRIBED: usize = 8;
/// At most so many capitalised words name an owner.
const NAME_WORDS: usize = 6;
/// At most so many quantifiers stand before a head.
const QUANTIFIERS: usize = 3;

/// Words of these classes end a phrase.
const ENDS: ClassSet = PHRASE_ENDS.with(Class::BareVerb);
/// With these the predicate of a clause begins.
const PREDICATES: ClassSet = ClassSet::of(&[Class::Negation, Class::Modal, Class::Predicate]);
/// Words that lead a noun of the clause as well.
const LEADS: ClassSet = ClassSet::of(&[Class::Preposition, Class::Manner, Class::ComplementizerKept]);
/// After these a verb goes on with the clause before it.
const JOINS: ClassSet = ClassSet::of(&[
    Class::Preposition,
    Class::Coordinator,
    Class::Relative,
    Class::ComplementizerKept,
    Class::Negation,
    Class::Modal,
    Class::Predicate,
]);

impl Scan<'_, '_, '_> {
    /// The phrase that begins at a token.
    pub(super) fn noun(&self, at: usize, limit: usize) -> Option<(Range<usize>, Noun)> {
        let (mut from, mut counted, mut quantified, mut single) = (at, false, false, false);
        let mut least = at;
        if let Some((noun, end)) = self.counted(at) {
            (from, counted, least) = (noun, true, end.min(limit));
            // *tiga orang warga*: the first noun only counts.
            if end < limit && self.head(end, limit).is_some() {
                from = end;
            }
        }
        if let Some(end) = self.number_term(at).filter(|_| !counted)
            && self.head(end, limit).is_some()
        {
            (from, counted, least) = (end, true, end);
        }
        let mut definite = false;
        if let Some(end) = self.part_end(from, ActorPart::Definite).filter(|end| *end < limit) {
            (from, definite) = (end, true);
        }
        for _ in 0..QUANTIFIERS {
            let Some(end) = self.class_term(from, Class::Quantifier).filter(|end| *end < limit) else {
                break;
            };
            quantified = true;
            single |= self.class_term(from, Class::OnePerson).is_some();
            from = end;
        }
        let head = self.head(from, limit);
        let (entry, head) = match head {
            Some((entry, end)) => (Some(entry), from..end),
            None if counted && least > from && self.people(at) => (None, from..least),
            None if single && self.may_head(from, limit) => (None, from..from + 1),
            None if self.introduced_before(from, limit, definite) => (None, from..from + 1),
            None => return None,
        };
        if head.is_empty() || head.end > limit {
            return None;
        }
        // *salah satu warga*
        let words = &self.sight.doc.lang.actor_words;
        let people =
            entry.and_then(|entry| words.get(entry as usize)).is_some_and(|w| w.part == ActorPart::People);
        single |= quantified && people && self.part(at, ActorPart::Copula);
        let mut noun =
            Noun { entry, head: head.clone(), counted, quantified, single, definite, ..Noun::default() };
        let end = self.rest(head.end.max(least), limit, &mut noun);
        Some((at..end, noun))
    }

    /// *seorang model*: a small word that no list has as somebody, behind one that says it is a person.
    fn may_head(&self, at: usize, limit: usize) -> bool {
        at < limit && self.sight.is_word(at) && self.sight.token(at).shape == Shape::Lower && !self.stops(at)
    }

    /// *sang model*, *model tersebut*: such a noun again.
    fn introduced_before(&self, at: usize, limit: usize, definite: bool) -> bool {
        let pointed = at + 1 < limit && self.sight.has(at + 1, Class::Demonstrative);
        (definite || pointed)
            && !self.introduced.is_empty()
            && self.may_head(at, limit)
            && self.introduced.contains(&fold(self.sight.text(&(at..at + 1))))
    }

    /// The noun that begins at a token and stands for somebody.
    fn head(&self, at: usize, limit: usize) -> Option<(u32, usize)> {
        let lang = self.sight.doc.lang;
        self.sight.doc.terms.at(at).iter().find_map(|term| match term.sense {
            Sense::Actor(entry) if term.end as usize <= limit => {
                let word = lang.actor_words.get(entry as usize)?;
                let heads = matches!(
                    word.part,
                    ActorPart::Armed
                        | ActorPart::Government
                        | ActorPart::People
                        | ActorPart::Bloc
                        | ActorPart::Ally
                        | ActorPart::States
                        | ActorPart::Body
                        | ActorPart::Nation
                );
                heads.then_some((entry, term.end as usize))
            }
            _ => None,
        })
    }

    /// What follows the head: small words, an owner, *tersebut*, a clause.
    fn rest(&self, from: usize, limit: usize, noun: &mut Noun) -> usize {
        let (mut end, mut small, mut other) = (from, 0, limit);
        while end < limit {
            let token = self.sight.token(end);
            if token.kind == TokenKind::Clitic {
                if noun.owner.is_some() || noun.clitic.is_some() {
                    break;
                }
                noun.clitic = Some(end);
                end += 1;
                continue;
            }
            if token.classes.has(Class::Demonstrative) {
                noun.pointed = true;
                end += 1;
                break;
            }
            if token.kind != TokenKind::Word || self.sight.in_time(end) {
                break;
            }
            // *anak-anak kita*
            if token.classes.has(Class::PronounFirst) && noun.owner.is_none() && noun.clitic.is_none() {
                noun.possessor = Some(end);
                end += 1;
                break;
            }
            if self.part(end, ActorPart::Other) {
                other = end;
                end += 1;
                continue;
            }
            if let Some(name) = self.name_end(end, limit) {
                // *kelompok afiliasi ISIS Asia Tengah*
                let region = noun.owner.is_some() && self.region(end);
                if region {
                    end = name;
                    continue;
                }
                if noun.owner.is_some() || noun.clitic.is_some() {
                    break;
                }
                noun.owner = Some(end);
                end = name;
                continue;
            }
            let another = self.class_term(end, Class::OnePerson).is_some(); // *korban seorang pria*
            let full = noun.owner.is_some() || noun.clitic.is_some() || small == SMALL_WORDS;
            let titled = self.titled && token.shape != Shape::Lower;
            let compound = self.compound(end, limit).is_some();
            if full || another || titled || self.stops(end) && !compound {
                break;
            }
            small += 1;
            end = self.compound(end, limit).unwrap_or(end + 1);
        }
        if !noun.pointed
            && let Some(close) = self.described(end, limit)
        {
            (noun.pointed, noun.described, noun.core) = (true, true, end);
            return close;
        }
        let bracket = self.bracket_end(end, limit);
        noun.other = other < end;
        noun.core = if other + 1 == end { other } else { end };
        if bracket > end {
            return bracket; // *tim jaksa penuntut umum (JPU)*
        }
        if let Some(of) = self.origin(end, limit, noun) {
            end = of;
            if end < limit && self.sight.has(end, Class::Demonstrative) {
                noun.pointed = true;
                return end + 1; // *anggota dewan dari Fraksi Melati itu*
            }
        }
        if !noun.pointed
            && end < limit
            && self.sight.has(end, Class::Relative)
            && let Some(clause) = self.clause_end(end, limit)
            && (!self.is_one(noun) || self.sight.has(clause - 1, Class::Demonstrative))
        {
            noun.clause = true;
            noun.pointed = self.is_one_person(noun) && self.sight.has(clause - 1, Class::Demonstrative);
            end = clause;
        }
        end
    }

    /// *pejabat rumah sakit*: a body of several small words within the phrase.
    fn compound(&self, at: usize, limit: usize) -> Option<usize> {
        let small = |end: usize| (at..end).all(|at| self.sight.token(at).shape == Shape::Lower);
        let end = self.class_term(at, Class::Collective).filter(|end| *end > at + 1 && *end <= limit)?;
        small(end).then_some(end)
    }

    /// *partai berlambang pohon beringin itu*, *pria berusia 30 tahun itu*: where the words end that describe whoever is
    /// pointed at.
    fn described(&self, at: usize, limit: usize) -> Option<usize> {
        let sight = self.sight;
        if at + 1 >= limit || !sight.has(at, Class::Describing) {
            return None;
        }
        let goes_on = |at: &usize| {
            let small = sight.is_word(*at) && !sight.any(*at, PHRASE_ENDS) && !sight.is_verb(*at);
            small || sight.token(*at).kind == TokenKind::Number
        };
        let end = (at + 1..limit.min(at + DESCRIBED)).find(|at| !goes_on(at))?;
        sight.has(end, Class::Demonstrative).then_some(end + 1)
    }

    /// Whether a phrase means one whom its clause only says more of: *seorang pria yang lewat*, *pemerintah yang kuat*.
    fn is_one(&self, noun: &Noun) -> bool {
        noun.single || noun.definite || self.part_of(noun) == Some(ActorPart::Government)
    }

    pub(super) fn is_one_person(&self, noun: &Noun) -> bool {
        let words = &self.sight.doc.lang.actor_words;
        noun.entry.and_then(|entry| words.get(entry as usize)).is_some_and(|word| word.one)
    }

    fn part_of(&self, noun: &Noun) -> Option<ActorPart> {
        let words = &self.sight.doc.lang.actor_words;
        noun.entry.and_then(|entry| words.get(entry as usize)).map(|word| word.part)
    }

    /// Where the words end that tell where people are from: *pejabat dari 40 negara*, *senator dari Partai Melati*.
    fn origin(&self, at: usize, limit: usize, noun: &mut Noun) -> Option<usize> {
        let people = self.part_of(noun) == Some(ActorPart::People);
        if noun.pointed || noun.clitic.is_some() || noun.possessor.is_some() || !people || at + 1 >= limit {
            return None;
        }
        let from = self.part_end(at, ActorPart::From).filter(|from| *from < limit)?;
        let body = || {
            let (tokens, of) = self.noun(from, limit)?;
            let part = self.part_of(&of);
            let fits = matches!(part, Some(ActorPart::States | ActorPart::Body))
                || part == Some(ActorPart::Bloc) && of.counted;
            (fits && !of.clause).then_some(tokens.end)
        };
        // *anggota dewan dari fraksi Melati*
        let named = || {
            let mention = self.sight.mention(self.sight.mention_from(from)?);
            let fits = mention.form == Form::Name && mention.kind == ActorKind::Organization;
            fits.then_some(mention.tokens.end).filter(|end| *end <= limit)
        };
        let end = self.name_end(from, limit).or_else(body).or_else(named)?;
        if noun.owner.is_none() {
            noun.core = end;
        }
        Some(end)
    }

    fn region(&self, at: usize) -> bool {
        self.sight.doc.terms.at(at).iter().any(|term| matches!(term.sense, Sense::Region(_)))
    }

    /// The end of the word of number that begins at a token.
    fn number_term(&self, at: usize) -> Option<usize> {
        let words = &self.sight.doc.lang.number_words;
        let term = self.sight.doc.terms.at(at).iter().find(|term| match term.sense {
            Sense::Number(entry) => {
                matches!(words.get(entry as usize), Some(NumberWord::Digit(_) | NumberWord::Whole(_)))
            }
            _ => false,
        })?;
        Some(term.end as usize)
    }

    /// Whether a small word ends the phrase.
    pub(super) fn stops(&self, at: usize) -> bool {
        let token = self.sight.token(at);
        if self.part(at, ActorPart::Attribute) {
            return false;
        }
        // *negara terisolasi itu*
        let pointed = token.classes.has(Class::Verb) && self.sight.has(at + 1, Class::Demonstrative);
        let acts = self.sight.doc.terms.at(at).iter().any(|term| {
            matches!(
                term.sense,
                Sense::Cue(_)
                    | Sense::Channel(_)
                    | Sense::Event(_, EventForm::Active | EventForm::Passive | EventForm::Deed)
            )
        });
        // *perseroan tetap akan ...*
        let breaks = self.part(at, ActorPart::Breaks) && at + 1 < self.sight.doc.tokens.len();
        if breaks && (self.sight.any(at + 1, ENDS) || self.sight.is_verb(at + 1)) {
            return true;
        }
        if token.classes.has(Class::TitleModifier) && !acts {
            return token.classes.has(Class::Coordinator) || token.classes.has(Class::Preposition);
        }
        !pointed && token.classes.any(ENDS)
            || acts
            || self.part(at, ActorPart::Breaks)
            || !pointed && self.sight.is_verb(at)
    }

    /// The end of the name that begins at a token: of a state, a body, a person.
    fn name_end(&self, at: usize, limit: usize) -> Option<usize> {
        let known = self.sight.doc.terms.at(at).iter().find_map(|term| match term.sense {
            Sense::State(..) | Sense::Body(_) | Sense::Outlet(_) | Sense::Region(_) => {
                Some(term.end as usize)
            }
            _ => None,
        });
        if let Some(end) = known.filter(|end| *end <= limit) {
            return Some(self.bracket_end(end, limit));
        }
        if self.sight.token(at).shape == Shape::Lower {
            return None;
        }
        let mention = self.sight.mention_from(at).map(|id| self.sight.mention(id));
        if let Some(mention) =
            mention.filter(|mention| mention.form == Form::Name && mention.tokens.end <= limit)
        {
            return Some(mention.tokens.end);
        }
        if self.titled {
            return None; // in a headline a capital names nobody
        }
        let mut end = at;
        while end < limit
            && end - at < NAME_WORDS
            && self.sight.is_word(end)
            && self.sight.token(end).shape != Shape::Lower
            && !self.sight.any(end, ENDS)
        {
            end += 1;
        }
        (end > at).then_some(end)
    }

    /// *(KPK)* behind a name belongs to it.
    pub(super) fn bracket_end(&self, at: usize, limit: usize) -> usize {
        const WORDS: usize = 4;
        if at >= limit || !self.sight.has(at, Class::BracketOpen) {
            return at;
        }
        let close =
            (at + 2..(at + 2 + WORDS).min(limit)).find(|end| self.sight.has(*end, Class::BracketClose));
        match close {
            Some(close) if (at + 1..close).all(|inner| self.sight.token(inner).shape == Shape::Upper) => {
                close + 1
            }
            _ => at,
        }
    }

    /// The end of the clause that begins with *yang* and says which ones are meant.
    pub(super) fn clause_end(&self, relative: usize, limit: usize) -> Option<usize> {
        let limit = limit.min(relative + CLAUSE_TOKENS);
        let mut said = 0; // words of the clause beyond negations and auxiliaries
        for at in relative + 1..limit {
            let token = self.sight.token(at);
            if token.kind == TokenKind::Mark
                || token.classes.has(Class::ClauseCoordinator)
                || self.sight.in_time(at) && said > 1
            {
                return (said > 0).then_some(at);
            }
            // *saksi yang dipanggil karena melihat pelaku*
            if token.classes.has(Class::Subordinator) && !token.classes.any(LEADS) && said > 0 {
                return Some(at);
            }
            // *aparat yang bekerja dan berharap warga tenang*
            if token.classes.has(Class::Coordinator) && said > 0 && self.sight.reports(at + 1) {
                return Some(at);
            }
            let joined = self.sight.any(at - 1, JOINS);
            let begins = token.classes.any(PREDICATES) || self.sight.is_verb(at) || self.sight.reports(at);
            if (said > 1 && begins || said > 0 && token.classes.any(PREDICATES)) && !joined {
                return Some(at);
            }
            if token.classes.has(Class::Demonstrative) && said > 0 {
                return Some(at + 1);
            }
            if !token.classes.any(PREDICATES) {
                said += 1;
            }
        }
        (said > 0).then_some(limit)
    }
}
