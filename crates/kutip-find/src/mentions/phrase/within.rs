//! What stands within a name though it is no capitalised word: *bin*, the hyphen of *Cho Min - ho*, the full stop of *M.*

use super::{Element, HEAD_CLASSES, Kind, Reader, class_term};
use crate::model::{Known, Shape, Term, TokenKind};
use kutip_lang::{Class, ClassSet, Sense};

impl Reader<'_, '_> {
    /// *Ketua Bidang Politik, Hukum, dan Keamanan*: a comma between fields of work within a role.
    pub(super) fn comma_in_role(&self, at: usize, before: &[Element]) -> Option<Element> {
        let role =
            before.iter().any(|e| e.kind == Kind::Title) && !before.iter().any(|e| e.kind == Kind::Name);
        let field = |at: usize| {
            at < self.end
                && self.tokens[at].shape == Shape::Capital
                && self.tokens[at].classes.has(Class::Field)
        };
        let next =
            at + 1 + usize::from(at + 1 < self.end && self.tokens[at + 1].classes.has(Class::Coordinator));
        let fits =
            role && at > 0 && self.tokens[at].classes.has(Class::Comma) && field(at - 1) && field(next);
        fits.then_some(Element { kind: Kind::Word, tokens: at..next, by: None })
    }

    /// *Danang Parikesit*, *Chad Wirren*: a place that begins a phrase with a name at once behind it is a first name; a state
    /// where no noun stands before it that it says more of (*petenis Swiss Arno Keller*).
    pub(super) fn is_first_name(&self, at: usize, before: &[Element], known: Known, term: Term) -> bool {
        const OTHERS: &[Class] = &[Class::Title, Class::Honorific, Class::BodyTail, Class::Field];
        // *Iwan Danang Suwandi*: so is one between two words of a name
        let named = before.last().is_none_or(|e| e.kind == Kind::Name);
        let one = term.end as usize == at + 1;
        let region = matches!(known, Known::Region(_)) && named;
        let state = matches!(known, Known::State(_)) && before.is_empty() && self.begins_clause(at);
        let place = one && (region || state && self.tokens[at].shape == Shape::Capital);
        let led = at > self.first && self.tokens[at - 1].classes.has(Class::Locative);
        if !place || led || !self.name_follows(at + 1) {
            return false;
        }
        let next = &self.tokens[at + 1];
        let terms = self.terms.at(at + 1);
        let other = class_term(terms, OTHERS).is_some()
            || class_term(terms, HEAD_CLASSES).is_some()
            || self.known(terms, at + 1).is_some();
        next.shape == Shape::Capital && !next.classes.has(Class::NotName) && !other
    }

    /// Whether a phrase begins here that says no more of a noun before it.
    fn begins_clause(&self, at: usize) -> bool {
        const BEFORE: ClassSet = ClassSet::of(&[
            Class::Comma,
            Class::QuoteBoth,
            Class::Coordinator,
            Class::ClauseCoordinator,
            Class::ComplementizerDropped,
            Class::Verb,
        ]);
        at == self.first || {
            let lead = &self.tokens[at - 1];
            lead.classes.any(BEFORE) && !lead.classes.has(Class::Describing)
                || self.terms.at(at - 1).iter().any(|term| matches!(term.sense, Sense::Cue(_)))
        }
    }

    /// *e - KTP*, *e - tilang*: one letter and a hyphen before what it is, all of one word of a role.
    pub(super) fn lettered(&self, at: usize) -> Option<usize> {
        let (letter, dash) = (&self.tokens[at], self.tokens.get(at + 1)?);
        let word = self.tokens.get(at + 2).filter(|_| at + 2 < self.end)?;
        let one = letter.span.len() == 1 && dash.classes.has(Class::Dash) && word.kind != TokenKind::Mark;
        one.then_some(at + 3)
    }

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
                || self.terms.at(at + 1).iter().any(|term| matches!(term.sense, Sense::Hint(_))) // *Keduanya*
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
