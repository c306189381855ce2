//! Persons who come in without a name: *seorang pria*, and the name that they are given later.

use super::office::awaited;
use super::refer::{MEMBERS_BACK, SENTENCES_BACK, Story};
use super::scan::{Draft, What};
use crate::model::{Actor, ActorKind, TokenKind};
use kutip_lang::{Class, Sense};
use kutip_text::Id;

impl Story<'_, '_, '_> {
    /// Keeps by what words somebody came in: as a stranger (*seorang pria*), as whom a case is about (*tersangka Budi*).
    pub(super) fn called(&mut self, draft: &Draft, member: usize) {
        let mut at = draft.tokens.start;
        let single = match &draft.what {
            What::Noun(noun) => noun.single,
            What::Actor(_) => self.has_class(at, Class::OnePerson),
            _ => return,
        };
        if single && !self.speakers.contains_key(&draft.span.start) && !self.strangers.contains(&member) {
            self.strangers.push(member);
        }
        at += usize::from(single);
        let alike = self.case_word(at);
        if matches!(draft.what, What::Actor(_)) && alike.is_some() {
            self.cast.traits[member].entry = alike;
        }
    }

    /// *Seorang pedagang ditemukan tewas ... Jasad Wira Atmaja (56) ...*: the stranger whom a name with an age in brackets
    /// names, where only one came in and nothing is said of whoever bears the name.
    pub(super) fn comes_named(&self, draft: &Draft, actor: Id<Actor>) -> Option<usize> {
        let sight = self.sight;
        let who = &sight.doc.actors[actor.index()];
        let end = draft.tokens.end;
        let aged = sight.has(end, Class::BracketOpen)
            && sight.doc.tokens.get(end + 1).is_some_and(|token| token.kind == TokenKind::Number);
        let new = who.kind == ActorKind::Person && !self.cast.is_member(actor);
        // *Menteri Luar Negeri*, then *Menlu Rini Astuti*
        if let Some(role) = who.role.as_deref().filter(|_| new)
            && let Some(member) = awaited(self, role)
        {
            return Some(member);
        }
        if let Some(entry) = self.case_word(draft.tokens.start).filter(|_| new) {
            return self.nameless(entry);
        }
        let bare = sight.mention_from(draft.tokens.start).is_some_and(|id| {
            let mention = sight.mention(id);
            mention.role.is_none() && mention.tokens == draft.tokens
        });
        // *pria itu teridentifikasi bernama Wira Atmaja*
        let called = self.is_one_word(draft.tokens.start) && new && who.role.is_none();
        if (!aged || !bare || !new || who.role.is_some()) && !called {
            return None;
        }
        let mut nameless = self.strangers.iter().copied().filter(|at| self.cast.members[*at].actor.is_none());
        let only = nameless.next().filter(|_| nameless.next().is_none())?;
        self.back(draft, SENTENCES_BACK).any(|told| told.member == only).then_some(only)
    }

    /// Whether a noun for one person begins at a token.
    fn is_one_word(&self, at: usize) -> bool {
        let words = &self.sight.doc.lang.actor_words;
        self.sight.doc.terms.at(at).iter().any(|term| match term.sense {
            Sense::Actor(entry) => words.get(entry as usize).is_some_and(|word| word.one),
            _ => false,
        })
    }

    /// The entry of a word for whom a case is about that begins at a token.
    fn case_word(&self, at: usize) -> Option<u32> {
        let lang = self.sight.doc.lang;
        self.sight.doc.terms.at(at).iter().find_map(|term| match term.sense {
            Sense::Actor(entry) => {
                lang.actor_words.get(entry as usize).filter(|word| word.alike).and(Some(entry))
            }
            _ => None,
        })
    }

    /// *Pelaku ditangkap ... Tersangka Wira Atmaja mengaku*: the only one without a name who was called by such a word.
    fn nameless(&self, entry: u32) -> Option<usize> {
        let recent = self.cast.members.len().saturating_sub(MEMBERS_BACK);
        let mut fits = (recent..self.cast.members.len()).filter(|at| {
            let (member, of_it) = (&self.cast.members[*at], &self.cast.traits[*at]);
            let called = of_it.entry == Some(entry) && !of_it.counted && !of_it.many;
            called && member.kind == ActorKind::Person && member.actor.is_none()
        });
        fits.next().filter(|_| fits.next().is_none())
    }
}
