//! What stands within a name though it is no capitalised word: *bin*, the hyphen of *Cho Min - ho*, the full stop of *M.*

use super::{Element, HEAD_CLASSES, Kind, Reader, class_term};
use crate::model::{Shape, TokenKind};
use kutip_lang::Class;

impl Reader<'_, '_> {
    /// *bin*, *van* within a name, *al -* with blanks around its hyphen: the token after it.
    pub(super) fn particle(&self, at: usize, named: bool) -> Option<usize> {
        if !named || !self.tokens[at].classes.has(Class::FamilyParticle) {
            return None;
        }
        let dash = at + 1 < self.end && self.tokens[at + 1].classes.has(Class::Dash);
        let next = at + 1 + usize::from(dash);
        self.name_follows(next).then_some(next)
    }

    /// *Cho Min - ho*, *Kota Al - Faraj*: the second half of a name behind a hyphen with blanks around it; *M. Rizki*: the
    /// full stop of an initial.
    pub(super) fn mark_in_name(&self, at: usize, before: &[Element]) -> Option<Element> {
        const LETTERS: usize = 5;
        let names = before.iter().rev().take_while(|e| e.kind == Kind::Name).count();
        let (last, mark) = (&self.tokens[at.checked_sub(1)?], &self.tokens[at]);
        let next = self.tokens.get(at + 1).filter(|_| at + 1 < self.end && names > 0)?;
        let name = |end| Some(Element { kind: Kind::Name, tokens: at..end, by: None });
        if mark.classes.has(Class::SentenceEnd) {
            // but *mobil Model X. Pihak pabrik ...*
            let begins = next.classes.has(Class::NotName)
                || class_term(self.terms.at(at + 1), &[Class::Title]).is_some()
                || class_term(self.terms.at(at + 1), HEAD_CLASSES).is_some();
            let initial = last.span.len() == 1 && !mark.spaced && !begins && self.name_follows(at + 1);
            return if initial { name(at + 1) } else { None };
        }
        let half = next.kind == TokenKind::Word
            && next.shape == Shape::Lower
            && next.span.len() <= LETTERS
            && self.terms.at(at + 1).is_empty();
        let article = last.classes.has(Class::FamilyParticle) && self.name_follows(at + 1);
        if mark.classes.has(Class::Dash) && (names > 1 && half || article) { name(at + 2) } else { None }
    }
}
