//! Branches of bodies that the tables know: *BPBD Kabupaten Lengkeng*, *KBRI Riyadh*, *Basarnas Jawa Barat*.

use super::cast::Key;
use super::refer::Story;
use super::scan::{Draft, Scan};
use kutip_lang::{Class, Lang, Sense, fold};
use kutip_text::scan::{shown, words};

impl Scan<'_, '_, '_> {
    /// Where the name of a branch ends whose body's ends at a token: behind its place.
    pub(super) fn branch_end(&self, at: usize, end: usize, limit: usize) -> Option<usize> {
        let sight = self.sight;
        let region = sight.doc.terms.at(end).iter().find(|term| matches!(term.sense, Sense::Region(_)))?;
        let close = region.end as usize;
        let placed = sight.has(at, Class::BodyHead) || sight.has(at, Class::Branched);
        let goes_on =
            close < limit && sight.is_word(close) && sight.token(close).shape != crate::model::Shape::Lower;
        (close <= limit && (placed || !goes_on)).then_some(close)
    }
}

impl Story<'_, '_, '_> {
    /// The member of a branch, where the mention names its place. A body that has branches alone goes by that name
    /// itself, until another one is named.
    pub(super) fn branch(&mut self, draft: &Draft, body: u32) -> Option<usize> {
        let (sight, lang) = (self.sight, self.sight.doc.lang);
        let last = draft.tokens.end - 1;
        let place = (draft.tokens.start + 1..=last).find(|at| {
            let terms = sight.doc.terms.at(*at).iter();
            terms.into_iter().any(|t| matches!(t.sense, Sense::Region(_)) && t.end as usize > last)
        })?;
        // The row itself is of the place: *Polda Jawa Barat*.
        let whole = sight.doc.terms.at(draft.tokens.start).iter();
        if whole.into_iter().any(|t| t.sense == Sense::Body(body) && t.end as usize > place) {
            return None;
        }
        let key = Key::Branch(body, fold(sight.text(&(place..draft.tokens.end))));
        if let Some(member) = self.cast.known(&key) {
            return Some(member);
        }
        let name = shown(sight.text(&draft.tokens));
        let only = self.has_class(draft.tokens.start, Class::Branched)
            && self
                .cast
                .known(&Key::Body(body))
                .is_none_or(|at| !has_place(lang, &self.cast.members[at].name));
        let member = self.cast.body(sight, body, sight.text(&draft.tokens));
        if only {
            self.cast.members[member].name = name;
            self.cast.call(key, member);
            return Some(member);
        }
        Some(self.cast.part_of(key, member, name))
    }
}

fn has_place(lang: &Lang, name: &str) -> bool {
    words(name).any(|word| {
        let phrases = lang.phrases(lang.word(&fold(word)));
        phrases.iter().any(|phrase| matches!(phrase.sense, Sense::Region(_)))
    })
}
