//! What will be done, when whoever speaks sees to it: *bantuan akan dibagikan*, *pelaku akan ditindak*.

use super::deed::is_first;
use super::{doer, span};
use crate::events::{Sight, Who, parties, same};
use crate::model::{ActorKind, Event, Party, Statement, StatementKind};
use kutip_lang::{Class, ClassSet, Hint, Sense};
use kutip_text::{Id, Mark};
use std::ops::Range;

/// Whoever does it stands at most so many words behind the word.
const AGENT: usize = 12;

/// Who sees to it that something is done to the subject: the speaker, if he speaks for a state or body and names nobody
/// else who does it.
pub(super) fn seen_to(
    sight: &Sight<'_, '_>,
    id: Id<Statement>,
    word: &Range<usize>,
    content: &Range<usize>,
    who: Option<&Who>,
    before: &[Mark<Event>],
) -> Option<Vec<Party>> {
    let statement = &sight.statements[id].value;
    let side = parties(sight, &Who::Speaker(id), before);
    if !doer::is_official(sight, statement, &side) || undergoes(sight, statement, word, content, who, &side) {
        return None;
    }
    if let Some(doer) = agent(sight, word, content) {
        let own = parties(sight, &doer?, before);
        return own.iter().any(|party| side.iter().any(|other| same(party, other))).then_some(own);
    }
    Some(doer::has_done(sight, id, before))
}

/// Who does it where the narrator tells that it will be done: *Pelabuhan itu akan dikembangkan oleh Pelindo*.
pub(super) fn named_agent(sight: &Sight<'_, '_>, word: &Range<usize>, clause: &Range<usize>) -> Option<Who> {
    agent(sight, word, clause)?
}

/// *akan diperiksa oleh polisi*, *akan dilaksanakan Polri*: who does it, where the text says so.
fn agent(sight: &Sight<'_, '_>, word: &Range<usize>, content: &Range<usize>) -> Option<Option<Who>> {
    let end = content.end.min(word.end + AGENT);
    if let Some((_, next)) = (word.end..end).find_map(|at| sight.hint(at, &[Hint::Agent])) {
        return Some(sight.noun_phrase(next, content.end).map(|(who, _)| who));
    }
    let verb = (word.end..end).find(|at| sight.is_verb(*at))?;
    let id = sight.mention_from(verb + 1).filter(|_| verb + 1 < end)?;
    let mention = sight.mention(id);
    let acts = matches!(mention.kind, ActorKind::Person | ActorKind::Organization | ActorKind::State);
    acts.then(|| Some(Who::Parties(vec![id], mention.tokens.clone())))
}

/// *kami akan dipanggil*, *mengaku akan diperiksa*: it is done to the speaker.
fn undergoes(
    sight: &Sight<'_, '_>,
    statement: &Statement,
    word: &Range<usize>,
    content: &Range<usize>,
    who: Option<&Who>,
    side: &[Party],
) -> bool {
    match who {
        Some(Who::Parties(_, tokens)) if is_first(sight, tokens.start) => true,
        Some(who @ Who::Parties(..)) => {
            let found = parties(sight, who, &[]);
            found.iter().any(|party| side.iter().any(|other| same(party, other)))
        }
        Some(Who::Speaker(_)) | None => {
            word.start == content.start && statement.kind != StatementKind::Direct
        }
        _ => false,
    }
}

/// Where the clause begins in which something is done: its subject belongs to it.
pub(super) fn start(sight: &Sight<'_, '_>, word: usize, content: &Range<usize>) -> usize {
    const MARKS: ClassSet = ClassSet::of(&[
        Class::Comma,
        Class::Colon,
        Class::Semicolon,
        Class::SentenceEnd,
        Class::QuoteOpen,
        Class::QuoteClose,
        Class::QuoteBoth,
    ]);
    let sentence = sight.doc.sentence_of(word).map(|number| sight.doc.sentences[number].tokens.start);
    let floor = content.start.max(sentence.unwrap_or_default());
    let border = |at: usize| {
        sight.any(at, MARKS)
            || sight.has(at, Class::ClauseCoordinator) && !sight.has(at, Class::GoesOn)
            || sight.has(at, Class::ComplementizerDropped)
    };
    let from = (floor..word).rev().find(|at| border(*at)).map_or(floor, |at| at + 1);
    // *apabila ... maka rumah akan diperbaiki*: the condition is none of it.
    if let Some(condition) = (from..word).rev().find(|at| span::is_condition(sight, *at)) {
        let then = (condition..word).rev().find(|at| sight.has(*at, Class::Connective));
        return then.map_or(word, |at| at + 1);
    }
    // *kami akan membangun ... dan jalan itu akan diperbaiki*: another clause stands before.
    let earlier = (from..word).rev().find(|at| sight.hint(*at, &[Hint::Commits]).is_some());
    let Some(earlier) = earlier else { return linked(sight, from, word) };
    (earlier..word).rev().find(|at| sight.has(*at, Class::Coordinator)).map_or(word, |at| at + 1)
}

/// Behind a word that only links the clause to what was said before.
fn linked(sight: &Sight<'_, '_>, from: usize, word: usize) -> usize {
    let mut at = from;
    while at < word {
        let terms = sight.doc.terms.at(at);
        let next = terms
            .iter()
            .find(|term| term.sense == Sense::Class(Class::Connective))
            .map(|term| term.end as usize);
        match next.or_else(|| sight.has(at, Class::Connective).then_some(at + 1)) {
            Some(next) if next <= word => at = next,
            _ => break,
        }
    }
    at
}
