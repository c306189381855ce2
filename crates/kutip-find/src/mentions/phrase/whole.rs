//! What the elements of a phrase amount to: a person with his role, a body, a document, a group.

use super::{Element, Kind, Reader, class_term};
use crate::model::{ActorKind, Form, Known, Mention, Shape, TokenKind};
use crate::rules;
use kutip_lang::Class;
use kutip_text::{Mark, RuleId, Span};
use std::ops::Range;

impl Reader<'_, '_> {
    /// What the elements amount to.
    pub(super) fn mention(&self, elements: &[Element]) -> Option<Mark<Mention>> {
        let (first, last) = (elements.first()?, elements.last()?);
        let all = first.tokens.start..last.tokens.end;
        let whole = self.span(&all);
        let make = |form, name: Span, role, kind, known, by: Option<RuleId>| {
            let value = Mention { form, tokens: all.clone(), name, role, kind, known, actor: None };
            Some(Mark { span: whole, by: by.unwrap_or(rules::MENTIONS), value })
        };
        let by = elements.iter().find_map(|e| e.by);
        let core_end = elements.iter().rposition(|e| e.kind != Kind::Demonstrative)?;
        let core = self.span(&(first.tokens.start..elements[core_end].tokens.end));
        let head = elements.iter().find_map(|e| match e.kind {
            Kind::Head(class) => Some(class),
            _ => None,
        });
        // *pernyataan Jenderal John Nicholson*: written by whoever the rest of the phrase names.
        if head == Some(Class::Document)
            && elements.len() > 1
            && matches!(first.kind, Kind::Head(Class::Document))
            && !matches!(elements[1].kind, Kind::Word | Kind::Demonstrative)
            && let Some(issuer) = self.mention(&elements[1..])
        {
            let issuer = issuer.value;
            return make(Form::Name, issuer.name, None, ActorKind::Document, issuer.known, by);
        }
        let has_title = elements.iter().any(|e| matches!(e.kind, Kind::Title | Kind::Honorific));
        let run = name_run(elements).map(|run| self.without_body(elements, run));
        let starts_with_head =
            matches!(elements.iter().find(|e| e.kind != Kind::Before).map(|e| e.kind), Some(Kind::Head(_)));
        // A person: a run of capitalised words at the end, with or without a role before it.
        if let Some(run) = run.clone() {
            let from_start = run.start == 0;
            let single_place = run.len() == 1 && self.is_branch(elements, run.start);
            if single_place {
                let kind = if has_title { ActorKind::Person } else { ActorKind::Organization };
                let form = if has_title { Form::Nominal } else { Form::Name };
                return make(form, core, has_title.then_some(core), kind, None, by);
            }
            // *China Eastern Airlines*: a state begins the name of a firm.
            let state = !from_start && matches!(elements[run.start - 1].kind, Kind::Known(Known::State(_)));
            let tail = self.terms.at(elements[run.end - 1].tokens.start);
            if state && !has_title && class_term(tail, &[Class::BodyTail]).is_some() {
                return make(Form::Name, core, None, ActorKind::Organization, None, by);
            }
            // *Adira Finance*, *Wakil Direktur Adira Finance*: the last word is a firm's.
            let people = head == Some(Class::UnnamedPerson) && !has_title; // *konsumen Adira Finance*
            let tail = run.len() > 1 && class_term(tail, &[Class::BodyTail]).is_some();
            let firm = tail || from_start && self.spells_body(elements, &run);
            if firm && (from_start || has_title || people) {
                return if people {
                    make(Form::Nominal, core, Some(core), ActorKind::Unnamed, None, by)
                } else if has_title {
                    make(Form::Nominal, core, Some(core), ActorKind::Person, None, by)
                } else {
                    make(Form::Name, core, None, ActorKind::Organization, None, by)
                };
            }
            // *Manajer Humas Daop 2*: the number of a branch, not somebody's.
            let number = self.tokens.get(elements[run.end - 1].tokens.end);
            let numbered =
                number.is_some_and(|next| next.kind == TokenKind::Number) && last.tokens.end < self.end;
            if !from_start && run.len() == 1 && has_title && numbered {
                return make(Form::Nominal, core, Some(core), ActorKind::Person, None, by);
            }
            // *konsultan CGA*: capitals alone after a role are a body's.
            if !from_start && run.len() == 1 && has_title && self.is_upper(&elements[run.start]) {
                return make(Form::Nominal, core, Some(core), ActorKind::Person, None, by);
            }
            // *istri Rahmat*: somebody else than the one who is named.
            if !from_start && self.is_kin(elements) && elements[run.start - 1].kind != Kind::Link {
                return make(Form::Nominal, core, Some(core), ActorKind::Person, None, by);
            }
            let body = starts_with_head && head != Some(Class::UnnamedPerson) && !has_title;
            if !body {
                let name = self.span(&(elements[run.start].tokens.start..elements[run.end - 1].tokens.end));
                // *seorang pria bernama Jamal*: that tells no role.
                let called = !from_start && elements[run.start - 1].kind == Kind::Link && !has_title;
                let role = (!from_start && !called)
                    .then(|| self.span(&(first.tokens.start..role_end(elements, run.start))));
                // *warga berinisial B*: capitals alone, and a person's.
                let initials = from_start && run.len() == 1 && self.is_upper(&elements[run.start]);
                let kind = if initials && !self.follows_called(first.tokens.start) {
                    ActorKind::Organization
                } else {
                    ActorKind::Person
                };
                return make(Form::Name, name, role.map(|r| self.trim(r)), kind, None, by);
            }
        }
        if has_title || head == Some(Class::UnnamedPerson) {
            let title_first = !starts_with_head || head == Some(Class::UnnamedPerson);
            if title_first {
                let unnamed = !has_title;
                let kind = if unnamed { ActorKind::Unnamed } else { ActorKind::Person };
                return make(Form::Nominal, core, Some(core), kind, None, by);
            }
        }
        match head {
            Some(Class::StateNoun) if elements.iter().all(|e| !matches!(e.kind, Kind::Known(..))) => {
                return make(Form::Nominal, core, None, ActorKind::State, None, by);
            }
            Some(Class::Document) => return make(Form::Nominal, core, None, ActorKind::Document, None, by),
            Some(Class::Collective | Class::BodyHead | Class::PlaceHead) => {
                let field =
                    |e: &Element| e.kind == Kind::Word && self.tokens[e.tokens.start].shape == Shape::Capital;
                let fields = elements.windows(2).any(|pair| self.ends_in_head(&pair[0]) && field(&pair[1]));
                // *Blok hunian Wira*: a place by a common noun.
                let common = head == Some(Class::PlaceHead)
                    && elements.iter().any(|e| e.kind == Kind::Word && self.is_small(e));
                let named = run.is_some() && !common || fields;
                let form = if named || elements.iter().any(|e| matches!(e.kind, Kind::Known(..))) {
                    Form::Name
                } else {
                    Form::Nominal
                };
                return make(form, core, None, ActorKind::Organization, None, by);
            }
            _ => {}
        }
        // Known names alone.
        let known = elements.iter().find_map(|e| match e.kind {
            Kind::Known(known) => Some(known),
            _ => None,
        })?;
        let kinds: Vec<_> =
            elements.iter().filter(|e| matches!(e.kind, Kind::Known(..) | Kind::Word | Kind::Name)).collect();
        let alone = kinds.len() == 1;
        let kind = match known {
            Known::State(_) => ActorKind::State,
            Known::Outlet(_) => ActorKind::Media,
            Known::Body(_) | Known::Region(_) => ActorKind::Organization,
        };
        let known = alone.then_some(known);
        let name = if alone { self.span(&kinds[0].tokens) } else { core };
        make(Form::Name, name, None, if alone { kind } else { ActorKind::Organization }, known, by)
    }
}

/// Where the role ends that stands before a name: without the word that only leads to the name.
fn role_end(elements: &[Element], name: usize) -> usize {
    let last = elements[..name].iter().rev().find(|e| e.kind != Kind::Link);
    last.map_or(elements[name].tokens.start, |last| last.tokens.end)
}

/// The last run of name elements at the end of the phrase (demonstratives and brackets after it left off).
fn name_run(elements: &[Element]) -> Option<Range<usize>> {
    let end = elements.iter().rposition(|e| !matches!(e.kind, Kind::Demonstrative | Kind::Bracket))? + 1;
    if elements[end - 1].kind != Kind::Name {
        return None;
    }
    let start = elements[..end].iter().rposition(|e| e.kind != Kind::Name).map_or(0, |at| at + 1);
    Some(start..end)
}
