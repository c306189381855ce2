//! Clitics that stand for somebody: on a noun that is his, on a verb that concerns him, on a cue.

use super::scan::{Owned, Scan, What, is_speaker};
use crate::rules;
use kutip_lang::{ActorPart, Sense};

impl Scan<'_, '_, '_> {
    /// A clitic that stands for somebody.
    pub(super) fn clitic(&mut self, at: usize) {
        let sight = self.sight;
        let span = sight.token(at).span;
        let speaks = sight.statements.around(span).any(|(_, mark)| is_speaker(&mark.value, span))
            || sight.reports(at - 1);
        let person = self.ends_with(at, ActorPart::OfPerson);
        let body = self.ends_with(at, ActorPart::OfBody);
        let object = self.ends_with(at, ActorPart::OfObject);
        let owned = match (speaks, person, body) {
            (true, ..) => Owned::Speaker,
            (_, true, true) => Owned::Any,
            (_, true, _) => Owned::Person,
            (_, _, true) => Owned::Body,
            _ if object => Owned::Object,
            _ => return,
        };
        self.push(at..at + 1, What::Clitic(owned), rules::ACTORS);
    }

    /// A clitic of a word that the tables have whole, as a part of a phrase: *dalam pidatonya*.
    pub(super) fn hidden_clitic(&mut self, at: usize) {
        let (sight, lang) = (self.sight, self.sight.doc.lang);
        let word = sight.text(&(at..at + 1));
        let clitic = lang.clitic_len(word);
        if clitic == 0 {
            return;
        }
        let stem = lang.phrases(lang.word(&kutip_lang::fold(&word[..word.len() - clitic])));
        let person = stem.iter().any(|phrase| match phrase.sense {
            Sense::Actor(entry) if phrase.words() == 1 => {
                lang.actor_words.get(entry as usize).is_some_and(|word| word.part == ActorPart::OfPerson)
            }
            _ => false,
        });
        if person {
            self.push(at..at + 1, What::Clitic(Owned::Person), rules::ACTORS);
            if let Some(last) = self.drafts.last_mut() {
                last.span.start = last.span.end - u32::try_from(clitic).unwrap_or(0);
            }
        }
    }

    /// Whether a word of this part ends before a token.
    pub(super) fn ends_with(&self, end: usize, part: ActorPart) -> bool {
        let words = &self.sight.doc.lang.actor_words;
        (end.saturating_sub(3)..end).any(|start| {
            self.sight.doc.terms.at(start).iter().any(|term| match term.sense {
                Sense::Actor(entry) => {
                    term.end as usize == end
                        && words.get(entry as usize).is_some_and(|word| word.part == part)
                }
                _ => false,
            })
        })
    }
}
