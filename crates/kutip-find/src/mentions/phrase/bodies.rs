//! Where a body or place within a phrase ends and the person's name begins.

use super::{Element, Kind, Reader, class_term};
use crate::model::{Known, Shape, TokenKind};
use kutip_lang::Class;
use std::ops::Range;

impl Reader<'_, '_> {
    /// A phrase that begins with what somebody is to the one named behind it.
    pub(super) fn is_kin(&self, elements: &[Element]) -> bool {
        let first = elements.iter().find(|element| element.kind != Kind::Before);
        first.is_some_and(|first| class_term(self.terms.at(first.tokens.start), &[Class::Kin]).is_some())
    }

    /// The element before a name is a body with branches (*Polda*, *BPBD*), or the head of a body's name (*Partai*).
    pub(super) fn is_branch(&self, elements: &[Element], name: usize) -> bool {
        // *Ketua Partai Melati*: the title ends in the head of a body, which is written as a name.
        let titled = |e: &Element| {
            let last = &self.tokens[e.tokens.end - 1];
            self.ends_in_head(e) && last.classes.has(Class::BodyHead) && last.shape == Shape::Capital
        };
        let before = elements[..name].last();
        if before.is_some_and(|e| matches!(e.kind, Kind::Title | Kind::Honorific) && !titled(e)) {
            return false; // *Polda Sulawesi Tenggara Ajun Komisaris Besar Sunarto*
        }
        let heads = [Kind::Head(Class::BodyHead), Kind::Head(Class::PlaceHead)];
        let head = elements[..name].last().is_some_and(|e| heads.contains(&e.kind) || titled(e));
        // *DPRD Kota Wirajaya Junaedi*: the branch has its place already.
        let placed = elements[..name].last().is_some_and(|e| matches!(e.kind, Kind::Known(Known::Region(_))));
        head || !placed
            && elements[..name].iter().rev().take(2).any(|e| {
                matches!(e.kind, Kind::Known(Known::Body(_)))
                    && class_term(self.terms.at(e.tokens.start), &[Class::Branched]).is_some()
            })
    }

    /// *Rektor Universitas Harapan Dewi Anggraini*: what stands before the person's name within a run of capitals is the
    /// body's.
    pub(super) fn without_body(&self, elements: &[Element], run: Range<usize>) -> Range<usize> {
        const NAME_WORDS: usize = 2; // a person's name keeps so many, where the words do not tell
        let class =
            |at: usize, class| class_term(self.terms.at(elements[at].tokens.start), &[class]).is_some();
        let is_person = |e: &Element| matches!(e.kind, Kind::Title | Kind::Head(Class::UnnamedPerson));
        if run.start == 0 || !elements[..run.start].iter().any(is_person) {
            return run;
        }
        let mut start = run.start;
        let before = &elements[start - 1];
        // *Kepala Badan Geologi Surono Kusuma*: the title ends in the head of a body.
        let last = &self.tokens[before.tokens.end - 1];
        let titled = self.ends_in_head(before) && last.classes.has(Class::BodyHead) && run.len() > NAME_WORDS;
        let named = matches!(before.kind, Kind::Head(_)) && class(start - 1, Class::NamedHead) || titled;
        let numbered = self.tokens[elements[start - 1].tokens.start].kind == TokenKind::Number;
        if named && run.len() > 1 || numbered && run.len() > NAME_WORDS {
            start += 1;
            while named && run.end - start > NAME_WORDS && self.is_common(&elements[start]) {
                start += 1;
            }
        }
        // *Bos NRL Todd Greenberg*: capitals before a name are those of a body.
        while run.end - start > NAME_WORDS
            && self.is_body_capitals(&elements[start])
            && !self.is_upper(&elements[run.end - 1])
        {
            start += 1;
        }
        // *Wakil Ketua Dewan Kehormatan Partai Melati Akbar Wirawan*
        let head = (start..run.end).rev().find(|at| class(*at, Class::NamedHead));
        if head.is_some_and(|head| run.end - head > NAME_WORDS + 1) {
            start = run.end - NAME_WORDS;
        }
        let tail = (start..run.end - 1).rev().find(|at| class(*at, Class::BodyTail));
        tail.map_or(start, |tail| tail + 1)..run.end
    }

    /// Whether an element is or ends in a head that needs a name of its own: *Dinas*, *Kepala Dinas*.
    pub(super) fn ends_in_head(&self, element: &Element) -> bool {
        let last = &self.tokens[element.tokens.end - 1];
        matches!(element.kind, Kind::Title | Kind::Head(_)) && last.classes.has(Class::NamedHead)
    }

    /// Three capitals and more: fewer may be somebody's initials.
    pub(super) fn is_body_capitals(&self, element: &Element) -> bool {
        const LETTERS: usize = 3;
        self.is_upper(element) && self.tokens[element.tokens.start].span.len() >= LETTERS
    }
}
