//! One noun phrase that names somebody.
//!
//! Indonesian puts the role first and the name last: *Kepala Bidang Humas Polda Metro Jaya Komisaris Besar Argo
//! Yuwono*. So a phrase is read as a run of elements (role words, known names, capitalised words, brackets, a few
//! small words between them), and the last run of capitalised words after a role is the name.

mod bodies;
mod whole;

use crate::model::{Known, Mention, Shape, Term, Terms, Token, TokenKind};
use kutip_lang::{Class, ClassSet, EventForm, Sense, StateName};
use kutip_text::scan::has_capital_after_hyphen;
use kutip_text::{Mark, RuleId, Span};
use std::ops::Range;

mod within;

/// A phrase is at most this many elements; what is longer is a list.
const ELEMENTS: usize = 24;
/// At most this many small words of no class follow a head: *sumber militer*, *pakar hukum pidana*.
const SMALL_WORDS: usize = 3;

/// Words of these classes end a phrase that names somebody, whoever reads it.
pub(crate) const PHRASE_ENDS: ClassSet = ClassSet::of(&[
    Class::Negation,
    Class::Modal,
    Class::Unreal,
    Class::Relative,
    Class::Coordinator,
    Class::ClauseCoordinator,
    Class::Subordinator,
    Class::Preposition,
    Class::PronounThird,
    Class::PronounThirdPlural,
    Class::PronounFirst,
    Class::ComplementizerDropped,
    Class::ComplementizerKept,
    Class::Predicate,
    Class::Verb,
    Class::BackVerb,
    Class::CueAdverb,
    Class::Alias,
]);
const ENDS: ClassSet = PHRASE_ENDS.with(Class::Demonstrative);

/// Of the words that end a phrase those that are names, too, where a capital says so: *Lalu Arya Wirawan*.
const NAMELIKE: ClassSet = ClassSet::of(&[Class::CueAdverb]);

const HEAD_CLASSES: &[Class] = &[
    Class::UnnamedPerson,
    Class::Collective,
    Class::Document,
    Class::BodyHead,
    Class::StateNoun,
    Class::PlaceHead,
];

/// What an element of a phrase is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    /// para, sejumlah; mantan
    Before,
    /// presiden, juru bicara
    Title,
    /// Prof., Dr.
    Honorific,
    /// sumber, pemerintah, laporan, kementerian
    Head(Class),
    /// A small or common word within a role.
    Word,
    /// A capitalised word.
    Name,
    /// A state, body, outlet or region of the tables.
    Known(Known),
    /// (KPK)
    Bracket,
    /// *dari*, *untuk* between a role and its body.
    Link,
    /// itu, tersebut
    Demonstrative,
}

#[derive(Clone, Debug)]
struct Element {
    kind: Kind,
    tokens: Range<usize>,
    by: Option<RuleId>,
}

/// Reads phrases within one sentence.
pub(super) struct Reader<'a, 't> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) terms: &'a Terms<'t>,
    pub(super) first: usize,
    pub(super) end: usize,
}

impl Reader<'_, '_> {
    /// The mention that begins at a token.
    pub(super) fn read(&mut self, at: usize) -> Option<Mark<Mention>> {
        let mut elements: Vec<Element> = Vec::new();
        let mut next = at;
        while next < self.end && elements.len() < ELEMENTS {
            let Some(element) = self.element(next, &elements) else { break };
            next = element.tokens.end;
            let last = element.kind == Kind::Demonstrative;
            elements.push(element);
            if last {
                break;
            }
        }
        // *menemui warga dan mengatakan ...*: nor does a conjunction end a phrase.
        let open = |e: &Element| {
            matches!(e.kind, Kind::Link | Kind::Before)
                || e.kind == Kind::Word && self.tokens[e.tokens.start].classes.has(Class::Coordinator)
        };
        while elements.last().is_some_and(open) {
            elements.pop();
        }
        self.mention(&elements)
    }

    fn element(&self, at: usize, before: &[Element]) -> Option<Element> {
        let token = &self.tokens[at];
        let element = |kind, end: usize, by| Some(Element { kind, tokens: at..end, by });
        match token.kind {
            TokenKind::Clitic => return None,
            TokenKind::Mark => {
                let inner = self.bracket(at, before).or_else(|| self.mark_in_name(at, before));
                return inner.or_else(|| self.comma_in_role(at, before));
            }
            // *Kepala SMA Negeri 3 Tirtajaya*
            TokenKind::Number => {
                let school = before.iter().rev().take(2).any(|e| e.kind == Kind::Head(Class::BodyHead));
                let role = before.iter().any(|e| e.kind == Kind::Title);
                return if role && school && self.name_follows(at + 1) {
                    element(Kind::Word, at + 1, None)
                } else {
                    None
                };
            }
            TokenKind::Word => {}
        }
        let started = !before.is_empty();
        if let Some(end) = self.lettered(at) {
            return if started { element(Kind::Word, end, None) } else { None };
        }
        let named = before.iter().any(|e| e.kind == Kind::Name);
        let terms = self.terms.at(at);
        if let Some(term) = class_term(terms, &[Class::Honorific]) {
            let fits = !named && (token.shape != Shape::Lower || self.name_follows(term.end as usize));
            return if fits { element(Kind::Honorific, term.end as usize, Some(term.by)) } else { None };
        }
        // *kantor berita Xinhua*
        if !started
            && let Some(term) = class_term(terms, &[Class::MediaWord])
            && let Some(next) = self.tokens.get(term.end as usize).filter(|_| (term.end as usize) < self.end)
            && next.kind == TokenKind::Word
            && self.terms.at(term.end as usize).iter().any(|t| matches!(t.sense, Sense::Outlet(_)))
        {
            return element(Kind::Before, term.end as usize, Some(term.by));
        }
        if let Some((known, term)) = self.known(terms, at) {
            let kind =
                if self.is_first_name(at, before, known, term) { Kind::Name } else { Kind::Known(known) };
            return element(kind, term.end as usize, Some(term.by));
        }
        // *Pep Guardiola manajer City*: a small role after a name begins another phrase.
        if named && token.shape == Shape::Lower && class_term(terms, &[Class::Title]).is_some() {
            return None;
        }
        // *Sekretaris Jenderal Ratu Tisha*: behind another title such a word is a first name.
        let called = before.last().map_or(self.follows_called(at), |e| e.kind == Kind::Link);
        let first_name = (called || before.iter().any(|e| e.kind == Kind::Title))
            && token.shape == Shape::Capital
            && token.classes.has(Class::TitleName)
            && self.name_follows(at + 1);
        // *Lukman Hakim*: behind a first name, a family's.
        let surname = matches!(before.last().map(|e| e.kind), Some(Kind::Name))
            && token.shape == Shape::Capital
            && token.classes.has(Class::TitleName);
        if first_name || surname {
            return element(Kind::Name, at + 1, None);
        }
        // *Operasi Tangkap Tangan (OTT) Gubernur Wira Atmaja*: behind a bracket another phrase begins
        let closed = matches!(before.last().map(|e| e.kind), Some(Kind::Bracket));
        if named && closed && class_term(terms, &[Class::Title]).is_some() {
            return None;
        }
        if let Some(term) = class_term(terms, &[Class::Title]) {
            return element(Kind::Title, term.end as usize, Some(term.by));
        }
        if !named && let Some(term) = class_term(terms, HEAD_CLASSES) {
            let Sense::Class(class) = term.sense else { return None };
            return element(Kind::Head(class), term.end as usize, Some(term.by));
        }
        if !named && let Some(term) = class_term(terms, &[Class::Quantifier, Class::Former]) {
            // A quantifier within a phrase begins another one.
            let inner = started && matches!(term.sense, Sense::Class(Class::Quantifier));
            if inner && token.shape == Shape::Capital && title_or_head(before) {
                return element(Kind::Word, term.end as usize, None); // *Pelayanan Terpadu Satu Pintu*
            }
            return if inner { None } else { element(Kind::Before, term.end as usize, None) };
        }
        if started && token.classes.has(Class::Demonstrative) {
            return if named { None } else { element(Kind::Demonstrative, at + 1, None) };
        }
        // *Dinas Pendidikan dan Kebudayaan*: a field of work within a role or behind the head of a body.
        let field = !named && token.shape == Shape::Capital && token.classes.has(Class::Field);
        if field && before.iter().any(|e| e.kind == Kind::Title || self.ends_in_head(e)) {
            return element(Kind::Word, at + 1, None);
        }
        if self.is_name(at, started, named) {
            return element(Kind::Name, at + 1, None);
        }
        if !started || named {
            let end = self.particle(at, named).or_else(|| self.link(at, before))?;
            return Some(Element { kind: Kind::Name, tokens: at..end, by: None });
        }
        self.inner_word(at, before)
    }

    /// A capitalised word that is not merely the first of its sentence.
    fn is_name(&self, at: usize, started: bool, named: bool) -> bool {
        let token = &self.tokens[at];
        if !capital(self.text, token) {
            return false;
        }
        let common = token.classes.has(Class::OwnSideWord)
            || token.classes.has(Class::NotName)
            || !started && at == self.first && token.classes.has(Class::Connective)
            || token.classes.any(ENDS);
        if token.shape == Shape::Upper {
            return true;
        }
        // Within a name every capital belongs to it; within a role a common word with a capital is part of the role.
        if named {
            return true;
        }
        let pointed = self.tokens.get(at + 1).is_some_and(|next| next.classes.has(Class::Demonstrative))
            && at + 1 < self.end;
        if !started && at == self.first && pointed {
            return false; // *Film itu*
        }
        if started || !common {
            return !common;
        }
        // *Kemlu, Lalu Muhamad Iqbal, ...*: a capital after a comma is none of a sentence's start.
        let before = (at > self.first).then(|| &self.tokens[at - 1]);
        let opens = before.is_none_or(|t| t.kind == TokenKind::Mark && !t.classes.has(Class::Comma));
        let joins = token.classes.any(ENDS) && !token.classes.any(NAMELIKE);
        !opens && common && token.classes.has(Class::NotName) && !joins && self.name_follows(at + 1)
    }

    fn name_follows(&self, at: usize) -> bool {
        at < self.end
            && self.tokens[at].kind == TokenKind::Word
            && (capital(self.text, &self.tokens[at]) || self.tokens[at].classes.has(Class::FamilyParticle))
    }

    /// A word between the head of a role and what the role is of.
    fn inner_word(&self, at: usize, before: &[Element]) -> Option<Element> {
        let token = &self.tokens[at];
        let role = before.iter().any(|e| matches!(e.kind, Kind::Title | Kind::Head(_)));
        let known_head = before.iter().all(|e| matches!(e.kind, Kind::Known(..) | Kind::Bracket));
        if !role && (!known_head || token.shape == Shape::Lower) {
            return None;
        }
        let one = |kind| Some(Element { kind, tokens: at..at + 1, by: None });
        if token.shape != Shape::Lower {
            return one(Kind::Word); // *Luar* in *Menteri Luar Negeri*
        }
        let has_cue = self.terms.at(at).iter().any(|t| {
            matches!(
                t.sense,
                Sense::Cue(_) | Sense::Channel(_) | Sense::Event(_, EventForm::Active | EventForm::Passive)
            )
        });
        if token.classes.has(Class::TitleModifier) && !has_cue && self.joins(at, before) {
            return one(Kind::Word);
        }
        let title_only = before.iter().any(|e| e.kind == Kind::Title);
        if token.classes.any(LINKS) && title_only && self.link_holds(at + 1) {
            return one(Kind::Link);
        }
        // *Direktur Pengelolaan Pembiayaan dan Risiko*
        let common_capital = |i: usize| {
            i < self.end
                && self.tokens[i].shape == Shape::Capital
                && self.tokens[i].classes.has(Class::NotName)
                && class_term(self.terms.at(i), &[Class::Title]).is_none()
        };
        if token.classes.has(Class::Coordinator)
            && title_only
            && common_capital(at - 1)
            && common_capital(at + 1)
        {
            return one(Kind::Link);
        }
        // *saksi mata bernama Jamal*
        if let Some(term) = class_term(self.terms.at(at), &[Class::Called])
            && self.name_follows(term.end as usize)
        {
            return Some(Element { kind: Kind::Link, tokens: at..term.end as usize, by: None });
        }
        if token.classes.has(Class::Describing) {
            return None; // *pria asal Purwasari*
        }
        let small = before.iter().rev().take_while(|e| e.kind == Kind::Word).count();
        // *negara terisolasi itu*
        let attribute = token.classes.has(Class::Verb)
            && self
                .tokens
                .get(at + 1)
                .is_some_and(|next| next.classes.has(Class::Demonstrative) && at + 1 < self.end);
        let ends = token.classes.any(ENDS) || token.classes.has(Class::BareVerb);
        let stops = ends && !attribute || has_cue;
        // After a known name nothing small belongs to the phrase but at its end.
        let after_known = matches!(before.last().map(|e| e.kind), Some(Kind::Known(..) | Kind::Bracket));
        if stops || small >= SMALL_WORDS || after_known { None } else { one(Kind::Word) }
    }

    /// Whether a conjunction joins two words of one role (*hukum dan politik*) rather than two who speak.
    fn joins(&self, at: usize, before: &[Element]) -> bool {
        // *perwakilan Samudra di PBB dalam pernyataan*, but *dalam negeri*
        let modifies = at + 1 < self.end && self.tokens[at + 1].classes.has(Class::TitleModifier);
        if self.tokens[at].classes.has(Class::Preposition) && !modifies {
            return false;
        }
        if !self.tokens[at].classes.has(Class::Coordinator) {
            return true;
        }
        const OTHERS: &[Class] = &[Class::Title, Class::Quantifier, Class::UnnamedPerson];
        let known = matches!(before.last().map(|e| e.kind), Some(Kind::Known(..) | Kind::Bracket));
        // *Presiden dan CEO Samudra Jaya Lina Marpaung*
        let titles = before.iter().all(|e| e.kind == Kind::Title);
        if titles
            && at + 1 < self.end
            && let Some(title) = class_term(self.terms.at(at + 1), &[Class::Title])
        {
            // *lapor ke Menko dan Menlu*: without a name behind them they are two
            let next = title.end as usize;
            return self.name_follows(next)
                || next < self.end
                    && self.tokens[next].shape != Shape::Upper
                    && self.tokens[next].classes.any(TITLE_GOES_ON);
        }
        let next = at + 1 < self.end && self.tokens[at + 1].kind == TokenKind::Word;
        !known && next && class_term(self.terms.at(at + 1), OTHERS).is_none()
    }

    /// After *dari* or *untuk* within a role stands what the role is of.
    fn link_holds(&self, at: usize) -> bool {
        at < self.end
            && (self.known(self.terms.at(at), at).is_some()
                || self.tokens[at].classes.has(Class::BodyHead) && self.tokens[at].shape != Shape::Lower)
    }

    /// *(KPK)* right after a name or body, with more of the phrase or without.
    fn bracket(&self, at: usize, before: &[Element]) -> Option<Element> {
        if before.is_empty() || !self.tokens[at].classes.has(Class::BracketOpen) {
            return None;
        }
        let limit = (at + 6).min(self.end);
        let close = (at + 2..limit).find(|end| self.tokens[*end].classes.has(Class::BracketClose))?;
        let inner = &self.tokens[at + 1..close];
        let fits = inner.iter().all(|t| t.kind == TokenKind::Word)
            && inner.iter().any(|t| t.shape == Shape::Upper || capital(self.text, t) && inner.len() <= 2);
        fits.then_some(Element { kind: Kind::Bracket, tokens: at..close + 1, by: None })
    }

    /// The longest known name here.
    fn known(&self, terms: &[Term], at: usize) -> Option<(Known, Term)> {
        let opens_small = self.tokens[at].shape == Shape::Lower;
        terms.iter().find_map(|term| {
            let known = match term.sense {
                // Government houses speak for themselves: they are bodies, too.
                Sense::State(_, StateName::House) => return None,
                Sense::State(state, _) => Known::State(state),
                Sense::Body(body) => Known::Body(body),
                Sense::Outlet(outlet) => Known::Outlet(outlet),
                Sense::Region(region) => Known::Region(region),
                _ => return None,
            };
            (!opens_small).then_some((known, *term))
        })
    }

    fn span(&self, range: &Range<usize>) -> Span {
        self.tokens[range.start].span.to(self.tokens[range.end - 1].span)
    }

    fn is_small(&self, element: &Element) -> bool {
        self.tokens[element.tokens.start].shape == Shape::Lower
    }

    fn is_common(&self, element: &Element) -> bool {
        self.tokens[element.tokens.start].classes.has(Class::NotName)
    }

    fn follows_called(&self, at: usize) -> bool {
        at > self.first && self.tokens[at - 1].classes.has(Class::Called)
    }

    fn is_upper(&self, element: &Element) -> bool {
        self.tokens[element.tokens.start].shape == Shape::Upper
    }

    fn trim(&self, span: Span) -> Span {
        let text = span.of(self.text).trim_end();
        Span::new(span.start as usize, span.start as usize + text.len())
    }
}

/// With these words a title goes on.
const TITLE_GOES_ON: ClassSet = ClassSet::of(&[Class::TitleModifier, Class::Field, Class::BodyHead]);

const LINKS: ClassSet = ClassSet::of(&[Class::Preposition]);

fn title_or_head(elements: &[Element]) -> bool {
    elements.iter().any(|e| matches!(e.kind, Kind::Title | Kind::Head(_)))
}

fn class_term<'t>(terms: &'t [Term], classes: &[Class]) -> Option<&'t Term> {
    terms.iter().find(|term| matches!(term.sense, Sense::Class(class) if classes.contains(&class)))
}

/// A capital at the start, or after a hyphen (*al-Moualem*).
fn capital(text: &str, token: &Token) -> bool {
    token.kind == TokenKind::Word
        && (token.shape != Shape::Lower || has_capital_after_hyphen(token.span.of(text)))
}
