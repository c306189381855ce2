//! Whose office a role is, where the role is written otherwise than before: *Menlu*, *Ketua MK*, *politisi Melati itu*.

use super::cast::Key;
use super::refer::{MEMBERS_BACK, Story};
use super::scan::{Draft, Noun};
use crate::model::{ActorKind, Known, Member};
use kutip_lang::{ActorPart, Class, Lang, Sense, WordId, fold};
use std::ops::Range;

/// A firm, in the table of bodies.
const COMPANY: &str = "company";

impl Story<'_, '_, '_> {
    /// The last person who has the office of a role, by another of its names (*Menlu*, *Menteri Luar Negeri*), or by
    /// another name of its body (*Ketua MK*, *Ketua Mahkamah Konstitusi*).
    pub(super) fn same_office(&self, role: &Range<usize>) -> Option<usize> {
        let sight = self.sight;
        let office = office_at(self, role.start).filter(|(_, end)| *end <= role.end);
        let body = (role.start + 1..role.end).find(|at| body_at(self, *at).is_some());
        let head = office.map_or(body.unwrap_or(role.start), |(_, end)| end);
        if head == role.start || office.is_none() && body.is_none() {
            return None;
        }
        let title = fold(sight.text(&(role.start..head)));
        let of = body.and_then(|at| self.cast.known(&Key::Body(body_at(self, at)?)));
        let rest: Vec<String> = kutip_text::scan::words(sight.text(&(head..role.end))).map(fold).collect();
        let recent = self.cast.members.len().saturating_sub(MEMBERS_BACK);
        let found = self.cast.members[recent..].iter().rposition(|member| {
            let Some(held) = member.role.as_deref().filter(|_| member.kind == ActorKind::Person) else {
                return false;
            };
            let same = match office {
                Some((entry, _)) => office_of(sight.doc.lang, held) == Some(entry),
                None => begins_with(held, &title),
            };
            same && (rest.is_empty() || belongs(member, held, of, &rest))
        });
        found.map(|at| recent + at)
    }

    /// The body that somebody leads, by his role: *Polres Melati* of the *Kapolres Melati*, *Pemprov Awu* of its governor.
    pub(super) fn led_by(&self, member: usize) -> Option<usize> {
        const NAME_BYTES: usize = 4;
        let lang = self.sight.doc.lang;
        let role = fold(self.cast.members[member].role.as_deref()?);
        let recent = self.cast.members.len().saturating_sub(MEMBERS_BACK);
        let bodies = || {
            let members = self.cast.members[recent..].iter().enumerate();
            members.filter(|(_, body)| body.kind == ActorKind::Organization && body.name.len() >= NAME_BYTES)
        };
        let ends = |name: &str| role.len() > name.len() && role.ends_with(name);
        let named =
            bodies().filter(|(_, body)| ends(&fold(&body.name))).max_by_key(|(_, body)| body.name.len());
        let place = placed(lang, &role);
        let of_place =
            || bodies().find(|(_, body)| !place.is_empty() && governs(lang, &fold(&body.name), &place));
        named.or_else(of_place).map(|(at, _)| recent + at)
    }

    /// *perseroan*, *perusahaan*: the last firm of which was spoken.
    pub(super) fn firm_before(&self, draft: &Draft) -> Option<usize> {
        let (doc, lang) = (self.sight.doc, self.sight.doc.lang);
        let is_firm = |member: usize| {
            let who = &self.cast.members[member];
            let row = who.actor.and_then(|actor| match doc.actors[actor.index()].known {
                Some(Known::Body(row)) => lang.bodies.get(row as usize),
                _ => None,
            });
            let form = |word: &str| {
                lang.phrases(lang.word(&fold(word))).iter().any(|phrase| match phrase.sense {
                    Sense::Actor(entry) if phrase.words() == 1 => {
                        lang.actor_words.get(entry as usize).is_some_and(|word| word.part == ActorPart::Firm)
                    }
                    _ => false,
                })
            };
            who.kind == ActorKind::Organization
                && row.map_or_else(|| who.name.split_whitespace().any(form), |row| &*row.kind == COMPANY)
        };
        self.back(draft, usize::MAX).map(|told| told.member).find(|member| is_firm(*member))
    }

    /// *politisi Partai Melati itu*, *pemain asal Mesir itu*: one of whom was spoken by name, where the article has told
    /// of no others by this noun.
    pub(super) fn office_holder(&self, draft: &Draft, noun: &Noun, part: Option<ActorPart>) -> Option<usize> {
        let more = noun.owner.is_some() || noun.described;
        let owned = more && noun.pointed && part == Some(ActorPart::People);
        let several = noun.counted || noun.quantified || noun.other || noun.clause;
        if !owned || several || !self.has_class(noun.head.start, Class::Title) {
            return None;
        }
        let head = fold(self.sight.text(&noun.head));
        if self.with_head(draft, &head).is_some() {
            return None;
        }
        self.other_than_voice(draft)
    }

    /// The person of whom was spoken, and who does not speak for others: such a one is called by that.
    pub(super) fn other_than_voice(&self, draft: &Draft) -> Option<usize> {
        let first = self.person_but(draft, None)?;
        let role = self.cast.members[first].role.as_deref();
        let speaks = role.is_some_and(|role| super::speaks_for_another(self.sight.doc.lang, role));
        if speaks { self.person_but(draft, Some(first)).or(Some(first)) } else { Some(first) }
    }
}

/// The only one of whom the article has spoken by an office without a name, where a name comes with that office.
pub(super) fn awaited(story: &Story<'_, '_, '_>, role: &str) -> Option<usize> {
    let lang = story.sight.doc.lang;
    let entry = office_of(lang, role)?;
    let words: Vec<String> = kutip_text::scan::words(role).map(fold).collect();
    let recent = story.cast.members.len().saturating_sub(MEMBERS_BACK);
    let fits = |at: &usize| {
        let member = &story.cast.members[*at];
        let nameless = member.kind == ActorKind::Person && member.actor.is_none();
        let Some(held) = member.role.as_deref().filter(|_| nameless) else { return false };
        let known = |word: &str| words.contains(&fold(word));
        let bare = office_words(lang, held) == kutip_text::scan::words(held).count();
        office_of(lang, held) == Some(entry) && (bare || kutip_text::scan::words(held).all(known))
    };
    let mut found = (recent..story.cast.members.len()).filter(fits);
    found.next().filter(|_| found.next().is_none())
}

/// The words of the place of an office that has one: *Gubernur Jawa Barat*; none of another office.
fn placed<'r>(lang: &Lang, role: &'r str) -> Vec<&'r str> {
    const OFFICES: [Sense; 2] = [Sense::Class(Class::PlacedOffice), Sense::Class(Class::PersonalTitle)];
    let mut words: Vec<&str> = kutip_text::scan::words(role).collect();
    let ids = ids(lang, &words);
    // *Wakil Gubernur Jawa Barat*
    let end = (0..ids.len().min(2)).find_map(|at| {
        let (count, ()) = longest(lang, &ids[at..], |sense| OFFICES.contains(&sense).then_some(()))?;
        Some(at + count)
    });
    words.split_off(end.unwrap_or(words.len()))
}

/// Whether a name is a noun for those who govern a part of the state, and its place: *Pemprov Jawa Barat*.
fn governs(lang: &Lang, name: &str, place: &[&str]) -> bool {
    let words: Vec<&str> = kutip_text::scan::words(name).collect();
    let noun = longest(lang, &ids(lang, &words), |sense| match sense {
        Sense::Actor(entry) => {
            let word = lang.actor_words.get(entry as usize)?;
            let of_state = word.sector.as_deref() == Some(crate::model::Sector::Gov.code());
            (of_state && word.part == ActorPart::Body).then_some(())
        }
        _ => None,
    });
    noun.is_some_and(|(count, ())| words.get(count..) == Some(place))
}

/// Whether somebody's office is that of a body, or has all these words.
fn belongs(member: &Member, held: &str, of: Option<usize>, rest: &[String]) -> bool {
    let words: Vec<String> = kutip_text::scan::words(held).map(fold).collect();
    of.is_some() && member.of.map(kutip_text::Id::index) == of || rest.iter().all(|word| words.contains(word))
}

/// A role that begins with a title, and goes on with a name: *Ketua MK*, never *Ketua Umum MK*.
fn begins_with(held: &str, title: &str) -> bool {
    let mut words = held.split_whitespace();
    let same = title.split_whitespace().all(|word| words.next().is_some_and(|held| fold(held) == word));
    same && words.next().is_some_and(|next| next.starts_with(char::is_uppercase))
}

/// The entry of an office that begins at a token, and where its words end.
fn office_at(story: &Story<'_, '_, '_>, at: usize) -> Option<(u32, usize)> {
    let lang = story.sight.doc.lang;
    story.sight.doc.terms.at(at).iter().find_map(|term| match term.sense {
        Sense::Actor(entry) if is_office(lang, entry) => Some((entry, term.end as usize)),
        _ => None,
    })
}

fn body_at(story: &Story<'_, '_, '_>, at: usize) -> Option<u32> {
    story.sight.doc.terms.at(at).iter().find_map(|term| match term.sense {
        Sense::Body(row) => Some(row),
        _ => None,
    })
}

fn is_office(lang: &Lang, entry: u32) -> bool {
    lang.actor_words.get(entry as usize).is_some_and(|word| word.part == ActorPart::Office)
}

/// The entry of the office with which a role begins.
fn office_of(lang: &Lang, role: &str) -> Option<u32> {
    office(lang, role).map(|(_, entry)| entry)
}

/// How many words of a role name its office.
fn office_words(lang: &Lang, role: &str) -> usize {
    office(lang, role).map_or(0, |(words, _)| words)
}

/// The longest name of an office with which a role begins: its words, its entry.
fn office(lang: &Lang, role: &str) -> Option<(usize, u32)> {
    let words: Vec<&str> = kutip_text::scan::words(role).collect();
    longest(lang, &ids(lang, &words), |sense| match sense {
        Sense::Actor(entry) if is_office(lang, entry) => Some(entry),
        _ => None,
    })
}

fn ids(lang: &Lang, words: &[&str]) -> Vec<WordId> {
    words.iter().map(|word| lang.word(&fold(word))).collect()
}

/// The longest phrase of some sense with which words begin: how many they are, and what the sense gives.
fn longest<T>(lang: &Lang, words: &[WordId], of: impl Fn(Sense) -> Option<T>) -> Option<(usize, T)> {
    let (first, rest) = words.split_first()?;
    let fits = lang.phrases(*first).iter().filter_map(|phrase| {
        let found = of(phrase.sense)?;
        let whole = lang.rest(phrase).zip(0..).all(|(word, at): (_, usize)| rest.get(at) == Some(&word));
        whole.then_some((phrase.words(), found))
    });
    fits.max_by_key(|(count, _)| *count)
}
