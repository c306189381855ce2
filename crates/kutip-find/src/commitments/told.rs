//! What the narrator tells that somebody will do: *KPK akan memeriksa lima saksi pekan depan*.

use super::deed::{self, Deed};
use super::{doer, finish, passive, span};
use crate::events::{Sight, Who, himself, is_body_noun, is_page_line, parties};
use crate::model::{ActorKind, Commitment, Event, Form, Mention, Party, Strength};
use crate::statements::SENTENCE_TOKENS;
use kutip_lang::{Class, ClassSet, Hint};
use kutip_text::{Layer, Mark};
use std::ops::Range;

/// Adds what stands outside all statements. Of sport and entertainment the narrator foretells, and nobody gives his word.
pub(super) fn find(sight: &Sight<'_, '_>, events: &Layer<Event>, found: &mut Vec<Mark<Commitment>>) {
    if sight.leisure {
        return;
    }
    for sentence in &sight.doc.sentences {
        if is_page_line(sight.doc, sentence) || sentence.tokens.len() > SENTENCE_TOKENS {
            continue;
        }
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let word = sight.hint(at, &[Hint::Commits]).filter(|_| sight.voice(at).is_none());
            let Some((_, next)) = word else {
                at += 1;
                continue;
            };
            let made = announced(sight, at..next, &own_words(sight, at, &sentence.tokens), events);
            at = next;
            if let Some(mark) = made {
                at = at.max(sight.doc.tokens_in(mark.value.action).end);
                found.push(mark);
            }
        }
    }
}

/// The narrator's words around a place, up to what somebody else says.
fn own_words(sight: &Sight<'_, '_>, at: usize, sentence: &Range<usize>) -> Range<usize> {
    let said = |at: &usize| sight.voice(*at).is_some();
    let start = (sentence.start..at).rev().find(said).map_or(sentence.start, |at| at + 1);
    let end = (at..sentence.end).find(said).unwrap_or(sentence.end);
    start..end
}

fn announced(
    sight: &Sight<'_, '_>,
    word: Range<usize>,
    clause: &Range<usize>,
    events: &Layer<Event>,
) -> Option<Mark<Commitment>> {
    if sight.reports(word.start) || !deed::is_firm(sight, &word) {
        return None;
    }
    if deed::of(sight, &word, clause) == Some(Deed::Done) {
        return undergone(sight, &word, clause, events);
    }
    if !is_act(sight, &word, clause) {
        return None;
    }
    let who = doer::subject(sight, word.start)?;
    if !doer::tokens(&who)
        .is_some_and(|tokens| clause.contains(&tokens.start) && leads(sight, tokens, word.start))
        || deed::is_wished(sight, word.start, clause)
        || deed::is_aside(sight, word.start, Some(&who))
    {
        return None;
    }
    let by = by(sight, &who, events)?;
    let parts = span::split(sight, clause.clone(), word.start, word.start);
    finish(sight, by, parts, None, events, Strength::Intend)
}

/// *Pelabuhan itu akan dikembangkan oleh Pelindo*: what a body or a state will do to the subject, where the clause names
/// it.
fn undergone(
    sight: &Sight<'_, '_>,
    word: &Range<usize>,
    clause: &Range<usize>,
    events: &Layer<Event>,
) -> Option<Mark<Commitment>> {
    let who = passive::named_agent(sight, word, clause).filter(|who| is_named_body(sight, who))?;
    let subject = doer::subject(sight, word.start);
    if deed::is_wished(sight, word.start, clause) || deed::is_aside(sight, word.start, subject.as_ref()) {
        return None;
    }
    let by = by(sight, &who, events)?;
    let parts = span::split(sight, clause.clone(), passive::start(sight, word.start, clause), word.start);
    finish(sight, by, parts, None, events, Strength::Intend)
}

fn is_named_body(sight: &Sight<'_, '_>, who: &Who) -> bool {
    let Who::Parties(ids, _) = who else { return false };
    ids.iter().map(|id| sight.mention(*id)).all(|mention| {
        mention.form == Form::Name && matches!(mention.kind, ActorKind::Organization | ActorKind::State)
    })
}

/// A comma right before the word closes an aside behind the subject, or begins something else.
fn leads(sight: &Sight<'_, '_>, subject: &Range<usize>, word: usize) -> bool {
    const ASIDE: ClassSet = ClassSet::of(&[Class::Comma, Class::Preposition, Class::Manner]);
    !sight.has(word.saturating_sub(1), Class::Comma) || sight.any(subject.end, ASIDE)
}

/// An act of the subject, right behind the word but for adverbs.
fn is_act(sight: &Sight<'_, '_>, word: &Range<usize>, clause: &Range<usize>) -> bool {
    const SMALL: ClassSet =
        ClassSet::of(&[Class::CueAdverb, Class::Negation, Class::Modal, Class::Predicate]);
    let small = |at: &usize| {
        !deed::is_deed(sight, *at)
            && (sight.any(*at, SMALL) || sight.in_time(*at) || sight.hint(*at, &[Hint::Planned]).is_some())
    };
    let Some(verb) = (word.end..clause.end).find(|at| !small(at)) else { return false };
    deed::of(sight, word, clause) == Some(Deed::Does)
        && deed::is_deed(sight, verb)
        && sight.hint(verb, &[Hint::Undergo]).is_none()
}

/// Who will do it: somebody with a name or an office, a body, a state.
fn by(sight: &Sight<'_, '_>, who: &Who, events: &Layer<Event>) -> Option<Vec<Party>> {
    let found = parties(sight, who, events.as_slice());
    let person = match who {
        Who::Parties(ids, _) => {
            let acts = |mention: &Mention| match mention.kind {
                ActorKind::Document => false,
                ActorKind::Unnamed => is_body_noun(sight, &mention.tokens),
                _ => true,
            };
            if !ids.iter().all(|id| acts(sight.mention(*id))) {
                return None;
            }
            ids.len() == 1 && sight.mention(ids[0]).kind == ActorKind::Person
        }
        Who::Thing(_) => false,
        Who::Speaker(_) | Who::Known(_) => return None,
    };
    let name = |party: Party| if person { himself(sight, party) } else { party };
    let by: Vec<Party> = found.into_iter().map(name).collect();
    (!by.is_empty()).then_some(by)
}
