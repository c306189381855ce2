//! Events: political acts that the article names, who acts, whom they concern, and in whose words.
//!
//! A word of the lexicon is a trigger; its frame says where the parties stand ([`clause`]), the tables and the article
//! say who they are ([`party`]), the words around say whether it happened ([`modality`]).

mod build;
mod clause;
mod complete;
mod modality;
mod needs;
mod party;
mod phrase;
mod pronoun;
pub(crate) mod scale;
mod scene;
mod sight;

use crate::model::{ActorKind, Document, Event, Sentence, Shape, Statement, TokenKind};
use build::Light;
pub(crate) use clause::Who;
use kutip_lang::{Class, EventForm, Hint};
use kutip_text::{Layer, Mark};
pub(crate) use needs::{is_body_noun, of_same_power};
pub(crate) use party::{himself, of_actor, parties, role_of, same};
pub(crate) use pronoun::last_joined;
pub(crate) use scene::places;
pub(crate) use sight::{Found, Sight};

/// A light verb and its noun stand at most so far apart.
const LIGHT_REACH: usize = 4;

/// Finds the events.
pub(crate) fn find(doc: &Document<'_>, statements: &Layer<Statement>) -> Layer<Event> {
    let sight = Sight::new(doc, statements);
    let mut events: Vec<Mark<Event>> = Vec::new();
    if sight.leisure {
        return Layer::new(events);
    }
    for sentence in &doc.sentences {
        // A list of thousands of words is no prose; a doubt says that it was not read.
        if !is_page_line(doc, sentence) && sentence.tokens.len() <= crate::statements::SENTENCE_TOKENS {
            of_sentence(&sight, sentence, &mut events);
        }
    }
    build::drop_means_of_killing(&sight, &mut events);
    complete::from_inside(&sight, &mut events);
    scene::dates(&sight, &mut events);
    Layer::new(events)
}

pub(crate) fn is_page_line(doc: &Document<'_>, sentence: &Sentence) -> bool {
    doc.blocks.is_page_line(sentence.span)
        || doc.blocks.desk_line.is_some_and(|line| line.contains(sentence.span))
}

fn of_sentence(sight: &Sight<'_, '_>, sentence: &Sentence, events: &mut Vec<Mark<Event>>) {
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        let next = trigger(sight, sentence, at).and_then(|tries| {
            tries.into_iter().find_map(|(found, light)| {
                let event = build::event(sight, &found, light, events)?;
                events.push(event);
                Some(found.end)
            })
        });
        at = next.unwrap_or(at + 1);
    }
}

/// What may be named at a token, the likeliest first.
fn trigger(sight: &Sight<'_, '_>, sentence: &Sentence, at: usize) -> Option<Vec<(Found, Option<Light>)>> {
    let token = sight.token(at);
    if token.kind != TokenKind::Word || sight.in_time(at) {
        return None;
    }
    // A word with a capital within a sentence is part of a name: *Dewan Keamanan*, *Perang Dunia*.
    let inside = at > sentence.tokens.start && sight.token(at - 1).kind == TokenKind::Word;
    if token.shape != Shape::Lower && inside {
        return None;
    }
    // A noun within a name or role is part of it: *pasukan operasi khusus*, *massa aksi*.
    let holder = sight.mention_at(at).map(|id| sight.mention(id)).filter(|mention| mention.tokens.start < at);
    let part_of_name = holder.is_some_and(|mention| mention.kind != ActorKind::Document);
    let is_noun = |found: &Found| matches!(found.form, EventForm::Deed | EventForm::Doing);
    let mut tries: Vec<(Found, Option<Light>)> =
        sight.acts(at).filter(|found| !part_of_name || !is_noun(found)).map(|found| (found, None)).collect();
    // *menyatakan serangan itu keji*: what reports is no light verb.
    let light = sight.hint(at, &[Hint::Light, Hint::Undergo]).filter(|_| !sight.reports(at));
    if let Some((hint, end)) = light {
        let kind = if hint == Hint::Undergo { Light::Undergo } else { Light::Own };
        if let Some(noun) = noun_after(sight, end, sentence.tokens.end) {
            tries.push((Found { start: at, ..noun }, Some(kind)));
        }
    }
    // The longer one first, then the one that asks for certain words.
    tries.sort_by_key(|(found, _)| {
        (
            std::cmp::Reverse(found.end),
            sight.entry(found.entry).with.is_empty() && sight.entry(found.entry).next.is_empty(),
        )
    });
    (!tries.is_empty()).then_some(tries)
}

/// The noun of an act behind a light verb: *melakukan serangkaian serangan*.
fn noun_after(sight: &Sight<'_, '_>, from: usize, end: usize) -> Option<Found> {
    for at in from..(from + LIGHT_REACH).min(end) {
        let noun = sight.acts(at).find(|act| matches!(act.form, EventForm::Deed | EventForm::Doing));
        if noun.is_some() {
            return noun;
        }
        let stops = !sight.is_word(at)
            || sight.is_verb(at)
            || sight.has(at, Class::Relative)
            || sight.has(at, Class::Coordinator)
            || sight.has(at, Class::Preposition) && !sight.has(at, Class::Manner)
            || sight.has(at, Class::ComplementizerKept)
            || sight.has(at, Class::ComplementizerDropped)
            || sight.mention_from(at).is_some_and(|id| sight.mention(id).known.is_some());
        if stops {
            return None;
        }
    }
    None
}
