//! Lines that belong to the page: other articles, the page's own words, who wrote the article, pictures.

use crate::model::{Byline, Shape, Terms, Token, TokenKind};
use crate::rules;
use kutip_lang::{Class, ClassSet, Sense};
use kutip_text::Mark;
use std::ops::Range;

/// A line that names its writers is at most this long.
const BYLINE_TOKENS: usize = 40;
/// A caption is at most this long; more is a paragraph with a picture's credit behind it.
const CAPTION_TOKENS: usize = 60;
/// A person's name has at most so many tokens.
const NAME_TOKENS: usize = 8;

const QUOTES: ClassSet = ClassSet::of(&[
    Class::QuoteOpen,
    Class::QuoteClose,
    Class::QuoteBoth,
    Class::SingleOpen,
    Class::SingleClose,
    Class::SingleBoth,
]);

/// A look at the page's tokens.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) terms: &'a Terms<'a>,
}

impl Page<'_> {
    /// What of a line belongs to the page: all of it (*Baca juga: ...*, also in brackets; a caption), or the credit of
    /// a picture in the bracket behind a paragraph that quotes somebody or is long.
    pub(super) fn boilerplate(&self, line: Range<usize>) -> Option<Range<usize>> {
        let first = line.start + usize::from(self.has(line.start, Class::BracketOpen));
        if self.boilerplate_at(first, line.end) {
            return Some(line);
        }
        let credit = self.picture_credit(&line)?;
        let quotes = self.tokens[line.clone()].iter().any(|token| token.classes.any(QUOTES));
        Some(if quotes || line.len() > CAPTION_TOKENS { credit } else { line })
    }

    /// A word of the page that stands alone, or with a colon behind it; several such words need neither.
    fn boilerplate_at(&self, at: usize, end: usize) -> bool {
        self.terms.at(at).iter().any(|term| {
            let behind = term.end as usize;
            term.sense == Sense::Class(Class::Boilerplate)
                && (self.several_words(at..behind) || behind >= end || self.has(behind, Class::Colon))
        })
    }

    /// *(Foto: Budi)* at the end of a line.
    fn picture_credit(&self, line: &Range<usize>) -> Option<Range<usize>> {
        let open = self.last_bracket(line)?;
        let credit = Sense::Class(Class::PictureCredit);
        self.terms.at(open + 1).iter().any(|term| term.sense == credit).then_some(open..line.end)
    }

    /// The opening of the bracket with which a line ends.
    fn last_bracket(&self, line: &Range<usize>) -> Option<usize> {
        let last = line.clone().rev().find(|at| !self.has(*at, Class::SentenceEnd))?;
        if !self.has(last, Class::BracketClose) {
            return None;
        }
        line.clone().rev().find(|at| self.has(*at, Class::BracketOpen))
    }

    /// *Pewarta: Budi Santoso | Editor: Ani*: the names of a line that consists of them, or that says so with a colon.
    pub(super) fn byline(&self, line: Range<usize>) -> Option<Vec<Mark<Byline>>> {
        let mut label = self.label(line.start)?;
        if line.len() > BYLINE_TOKENS {
            return None;
        }
        let mut names = Vec::new();
        let mut at = label.end;
        let says_so = self.has(at, Class::Colon);
        // *Laporan wartawan Kabar Selatan, Made Sukerta*: whose report, then who wrote it.
        let mut of_outlet = self.has(label.start, Class::Document) && self.commas(line.clone()) > 0;
        while at < line.end {
            if let Some(next) = self.label(at) {
                label = next.clone();
                at = next.end;
            } else if self.boilerplate_at(at, line.end) {
                break;
            } else if self.tokens[at].kind == TokenKind::Mark || self.has(at, Class::Coordinator) {
                at += 1;
            } else {
                let end = self.name_end(at, line.end);
                let role = self.tokens[label.start].span.to(self.tokens[label.end - 1].span);
                match self.is_name(at..end) {
                    true if of_outlet => of_outlet = false,
                    true => names.push(Mark {
                        span: self.tokens[at].span.to(self.tokens[end - 1].span),
                        by: rules::BLOCKS,
                        value: Byline { role },
                    }),
                    false if !says_so => return None,
                    false => {}
                }
                at = end;
            }
        }
        Some(names).filter(|names| says_so || !names.is_empty())
    }

    /// What a person did for the article, written with a capital.
    fn label(&self, at: usize) -> Option<Range<usize>> {
        let capital = self.tokens.get(at).is_some_and(|token| token.shape != Shape::Lower);
        let terms = if capital { self.terms.at(at) } else { &[] };
        let term = terms.iter().find(|term| term.sense == Sense::Class(Class::Byline))?;
        Some(at..term.end as usize)
    }

    /// Up to a mark that is no dot of an abbreviation, a word between names, or the next label.
    fn name_end(&self, start: usize, end: usize) -> usize {
        let goes_on = |at: usize| {
            let token = &self.tokens[at];
            let dot = token.classes.has(Class::SentenceEnd) && at + 1 < end;
            match token.kind {
                TokenKind::Mark => dot || token.classes.has(Class::Dash) && !token.spaced,
                _ => !token.classes.has(Class::Coordinator) && self.label(at).is_none(),
            }
        };
        (start + 1..end).find(|at| !goes_on(*at)).unwrap_or(end)
    }

    /// Capitalised words that are no outlet's name.
    fn is_name(&self, range: Range<usize>) -> bool {
        let is_outlet = |term: &crate::model::Term| {
            matches!(term.sense, Sense::Outlet(_)) && term.end as usize == range.end
        };
        range.len() <= NAME_TOKENS
            && !self.terms.at(range.start).iter().any(is_outlet)
            && self.tokens[range].iter().all(|token| match token.kind {
                TokenKind::Word => token.shape != Shape::Lower || token.classes.has(Class::FamilyParticle),
                TokenKind::Mark => true,
                TokenKind::Number | TokenKind::Clitic => false,
            })
    }

    fn several_words(&self, range: Range<usize>) -> bool {
        self.tokens[range].iter().skip(1).any(|token| token.spaced)
    }

    fn commas(&self, line: Range<usize>) -> usize {
        line.filter(|at| self.has(*at, Class::Comma)).count()
    }

    fn has(&self, at: usize, class: Class) -> bool {
        self.tokens.get(at).is_some_and(|token| token.classes.has(class))
    }
}
