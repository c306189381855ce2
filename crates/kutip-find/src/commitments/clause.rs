//! A clause of what somebody says, in which he or his side will do something.

use super::{finish, own, span};
use crate::events::{Sight, Who, of_same_power, parties, same};
use crate::model::{ActorKind, Commitment, Event, Party, Statement, Strength};
use kutip_lang::{Class, ClassSet, Hint};
use kutip_text::{Id, Layer, Mark};
use std::ops::Range;

/// Between the word that commits and its verb stand at most so many words.
const REACH: usize = 4;

/// The commitment whose word (*akan*, *siap*) stands at `word`, in the statement's `content`.
pub(super) fn read(
    sight: &Sight<'_, '_>,
    id: Id<Statement>,
    word: Range<usize>,
    content: &Range<usize>,
    events: &Layer<Event>,
) -> Option<Mark<Commitment>> {
    let make = |by: Vec<Party>, start: usize| {
        let parts = span::split(sight, content.clone(), start);
        finish(sight, by, parts, Some(id), events, Strength::Intend)
    };
    // *akan kami sampaikan*: the speaker's own act, with its object in front.
    if is_first(sight, word.end) && word.end + 1 < content.end && sight.is_word(word.end + 1) {
        let himself = sight.hint(word.end, &[Hint::OwnPerson]).is_some();
        let said = || parties(sight, &Who::Speaker(id), events.as_slice());
        return make(if himself { own(sight, &sight.statements[id].value) } else { said() }, word.start);
    }
    if !is_deed(sight, &word, content) || is_wished(sight, word.start, content) {
        return None;
    }
    let who = sight.subject(word.start);
    let by = committed(sight, id, word.start, content, who.as_ref(), events.as_slice())?;
    let start = match &who {
        Some(Who::Parties(_, tokens)) if tokens.end == word.start && is_first(sight, tokens.start) => {
            tokens.start
        }
        _ => word.start,
    };
    make(by, start)
}

fn is_first(sight: &Sight<'_, '_>, at: usize) -> bool {
    sight.has(at, Class::PronounFirst)
}

/// Whether somebody does something: an active verb behind the word, or a word that says enough by itself.
fn is_deed(sight: &Sight<'_, '_>, word: &Range<usize>, content: &Range<usize>) -> bool {
    let (at, next) = (word.start, word.end);
    // *berkomitmen pada perdamaian*, *akan siap*; *kami akan patuh*: no form of a verb.
    let bare = at > content.start && is_first(sight, at - 1) && is_plain(sight, next);
    let alone = sight.is_verb(at) && word.len() == 1 || sight.hint(next, &[Hint::Commits]).is_some() || bare;
    let found = (next..(next + REACH).min(content.end)).find(|at| sight.is_verb(*at));
    let Some(verb) = found.or(alone.then_some(at)) else { return false };
    // *kita akan mengalami ...*: nobody does anything; *akan ditahan*: somebody else does.
    let befalls = [next, verb].into_iter().any(|at| sight.hint(at, &[Hint::Befalls]).is_some());
    let prefix = sight.doc.lang.passive.as_deref();
    let passive = prefix.is_some_and(|prefix| sight.text(&(verb..verb + 1)).starts_with(prefix));
    let apart = (next..verb).any(|at| sight.is_mark(at) || sight.mention_at(at).is_some());
    !befalls && !passive && !apart && !sight.has(at.saturating_sub(1), Class::Relative)
}

/// *bisa segera*, *tidak menjamin*, *untuk segera*, *saya harap kami akan*: no word is given.
fn is_wished(sight: &Sight<'_, '_>, at: usize, content: &Range<usize>) -> bool {
    let sentence = sight.doc.sentence_of(at).map(|number| sight.doc.sentences[number].tokens.start);
    let from = content.start.max(sentence.unwrap_or_default());
    let mut clause = (from..at).rev().take_while(|at| !sight.has(*at, Class::Comma));
    clause.any(|at| sight.hint(at, &[Hint::Hoped]).is_some() && sight.mention_at(at).is_none())
        || sight.hint_before(at, &[Hint::Possible, Hint::Denied]).is_some()
        || at > 0 && sight.has(at - 1, Class::ComplementizerKept) && !sight.is_verb(at)
}

/// Who commits himself: the subject, where he is the speaker or of his side.
fn committed(
    sight: &Sight<'_, '_>,
    id: Id<Statement>,
    at: usize,
    content: &Range<usize>,
    who: Option<&Who>,
    before: &[Mark<Event>],
) -> Option<Vec<Party>> {
    let said = parties(sight, &Who::Speaker(id), before);
    let statement = &sight.statements[id].value;
    // *studi ini memperkirakan akan terjadi*: a document does nothing.
    let document = statement.speaker.as_ref().is_some_and(|who| who.kind == ActorKind::Document);
    let by = match who {
        None | Some(Who::Speaker(_)) if document => return None,
        Some(Who::Parties(_, tokens)) if sight.hint(tokens.start, &[Hint::OwnPerson]).is_some() => {
            own(sight, statement)
        }
        Some(Who::Speaker(_)) => said,
        // Left out is only what the clause begins without.
        None if at == content.start || sight.is_mark(at - 1) => said,
        None if sight.hint(at - 1, &[Hint::OwnSide]).is_some() => said,
        None => return None,
        Some(Who::Thing(tokens)) => {
            let own = tokens.end > tokens.start && sight.hint(tokens.end - 1, &[Hint::OwnSide]).is_some();
            if own { said } else { return None }
        }
        Some(who) => {
            let found = parties(sight, who, before);
            let own = |party: &Party| {
                said.iter().any(|other| {
                    same(party, other)
                        || party.country.is_some() && party.country == other.country && party.state.is_some()
                        || of_same_power(sight, party, other)
                })
            };
            if found.iter().any(own) {
                found
            } else if own_side(sight, who) {
                said
            } else {
                return None;
            }
        }
    };
    (!by.is_empty()).then_some(by)
}

/// A small word that begins nothing else: *kami akan patuh*.
fn is_plain(sight: &Sight<'_, '_>, at: usize) -> bool {
    const OTHER: ClassSet = ClassSet::of(&[
        Class::Preposition,
        Class::Modal,
        Class::Negation,
        Class::CueAdverb,
        Class::Coordinator,
        Class::Demonstrative,
        Class::Predicate,
        Class::Quantifier,
    ]);
    sight.is_word(at) && !sight.is_proper(at) && !sight.any(at, OTHER) && !sight.in_time(at)
}

/// *kami*, *tim*, *pihak kami*.
fn own_side(sight: &Sight<'_, '_>, who: &Who) -> bool {
    match who {
        Who::Parties(_, tokens) => {
            is_first(sight, tokens.start)
                || tokens.len() == 1 && sight.hint(tokens.start, &[Hint::OwnSide]).is_some()
        }
        _ => false,
    }
}
