//! Whose wife, whose son: *istri korban*, *istrinya*, *istri Wira Atmaja* are one, where they are the same one's.

use super::cast::Key;
use super::refer::{SENTENCES_BACK, Story, has_part};
use super::scan::{Draft, Noun, Owned, What, is_person_name};
use kutip_lang::{ActorPart, Class, Sense, fold};
use kutip_text::scan::shown;
use std::ops::Range;

impl Story<'_, '_, '_> {
    /// The member that a role of kin means, by whose kin it is.
    pub(super) fn kin(&mut self, draft: &Draft) -> Option<usize> {
        let sight = self.sight;
        let definite = has_part(sight, draft.tokens.start, ActorPart::Definite);
        let start = draft.tokens.start + usize::from(definite);
        let kin = sight.doc.terms.at(start).iter().find(|term| term.sense == Sense::Class(Class::Kin))?;
        let end = kin.end as usize;
        // *Istrinya masuk dan melihat sang suami*: the other one of the two.
        if definite && end == draft.tokens.end && !sight.has(end, Class::CliticThird) {
            return self.back(draft, SENTENCES_BACK).find_map(|told| self.cast.traits[told.member].kin_of);
        }
        let owner = self.kin_owner(draft, end..draft.tokens.end)?;
        let word = sight.text(&(start..end));
        let noun = Noun { single: true, head: start..end, core: end, ..Noun::default() };
        let name = self.named_after(&word.to_lowercase(), owner);
        let member = self.cast.noun(sight, Key::Noun(fold(word), Some(owner)), &noun, name, Some(owner));
        self.cast.members[member].of = None;
        self.cast.traits[member].kin_of = Some(owner);
        self.cast.members[member].role.get_or_insert_with(|| shown(word));
        Some(member)
    }

    /// Whose kin it is: of the clitic behind the word, of the one a case is about, of the one who is named.
    fn kin_owner(&mut self, draft: &Draft, rest: Range<usize>) -> Option<usize> {
        let sight = self.sight;
        if rest.is_empty() {
            // *istri dan anaknya*: both are his.
            let end = rest.end;
            let both = sight.has(end, Class::Coordinator) && self.has_class(end + 1, Class::Kin);
            let places = [Some(end), both.then_some(end + 2)];
            let at = places.into_iter().flatten().find(|at| sight.has(*at, Class::CliticThird))?;
            let clitic = at..at + 1;
            let draft = Draft { tokens: clitic, what: What::Clitic(Owned::Person), ..draft.clone() };
            return self.third(&draft, None);
        }
        let case = sight.doc.terms.at(rest.start).iter().find_map(|term| match term.sense {
            Sense::Actor(entry) => {
                let word = sight.doc.lang.actor_words.get(entry as usize)?;
                (word.alike && term.end as usize == rest.end).then_some(entry)
            }
            _ => None,
        });
        if let Some(entry) = case {
            let noun = Noun { entry: Some(entry), head: rest.clone(), core: rest.end, ..Noun::default() };
            let of = Draft { tokens: rest, ..draft.clone() };
            return self.of_the_case(&of, &noun);
        }
        let name = sight.text(&rest);
        is_person_name(sight, name).then(|| self.cast.person(sight, name))
    }
}
