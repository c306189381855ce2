//! What stands behind a word like *akan*: whether somebody does something, has it done, or is only spoken of.

use crate::events::{Sight, Who};
use kutip_lang::{Class, ClassSet, Hint};
use std::ops::Range;

/// Between the word that commits and its verb stand at most so many words.
const REACH: usize = 4;

/// What the verb says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// The subject does something.
    Does,
    /// Somebody does it to the subject.
    Done,
}

/// What is done behind the word; `None` where nobody does anything.
pub(super) fn of(sight: &Sight<'_, '_>, word: &Range<usize>, content: &Range<usize>) -> Option<Deed> {
    let (at, next) = (word.start, word.end);
    // *berkomitmen pada perdamaian*, *akan siap*; *kami akan patuh*: no form of a verb.
    let bare = at > content.start && is_first(sight, at - 1) && is_plain(sight, next);
    let alone = sight.is_verb(at) && word.len() == 1 || sight.hint(next, &[Hint::Commits]).is_some() || bare;
    let reach = if is_firm(sight, word) { REACH } else { 1 };
    let mut near = (next..(next + reach).min(content.end))
        .take_while(|at| !sight.is_mark(*at) && sight.mention_at(*at).is_none());
    let found = near.find(|at| is_deed(sight, *at));
    let verb = found.or(alone.then_some(at))?;
    // *kita akan mengalami ...*: nobody does anything.
    let says = |hint| [next, verb].into_iter().any(|at| sight.hint(at, &[hint]).is_some());
    let befalls = says(Hint::Befalls);
    // *akan menjadi ibu*, but *siap menjadi penengah*.
    let foretold = is_future(sight, word) && says(Hint::Foretells);
    if befalls || foretold || in_relative(sight, at, content.start) {
        return None;
    }
    let prefix = sight.doc.lang.passive.as_deref();
    // *akan di bangun*, as some write it
    let parted = verb == next + 1 && sight.has(next, Class::Locative);
    let passive = parted || prefix.is_some_and(|prefix| sight.text(&(verb..verb + 1)).starts_with(prefix));
    // *aparat segera diamankan*, *kebijakan ini siap diterapkan*: nothing that is to come.
    match passive {
        true => is_future(sight, word).then_some(Deed::Done),
        false => Some(Deed::Does),
    }
}

/// *akan*, *tidak akan*, *bakal*: of what is to come.
fn is_future(sight: &Sight<'_, '_>, word: &Range<usize>) -> bool {
    word.clone().any(|at| sight.has(at, Class::Modal))
}

/// *segera* alone tells as well what was done, and *pasti* what somebody supposes.
pub(super) fn is_firm(sight: &Sight<'_, '_>, word: &Range<usize>) -> bool {
    is_future(sight, word)
        || word.len() > 1
        || sight.is_verb(word.start)
        || sight.has(word.start, Class::Predicate)
}

/// A verb, or the bare form of one: *mundur*, *patuh*.
pub(super) fn is_deed(sight: &Sight<'_, '_>, at: usize) -> bool {
    sight.is_verb(at) || sight.hint(at, &[Hint::BareDeed]).is_some() && !sight.is_proper(at)
}

pub(super) fn is_first(sight: &Sight<'_, '_>, at: usize) -> bool {
    sight.has(at, Class::PronounFirst) && sight.hint(at, &[Hint::Heard]).is_none()
}

/// *yang nantinya akan memeriksa*: says more of somebody, and is no clause of its own.
fn in_relative(sight: &Sight<'_, '_>, word: usize, floor: usize) -> bool {
    const SMALL: ClassSet =
        ClassSet::of(&[Class::CueAdverb, Class::Negation, Class::Modal, Class::Predicate]);
    let small = |at: usize| {
        sight.any(at, SMALL)
            || sight.in_time(at)
            || sight.hint(at, &[Hint::Planned, Hint::Schedules]).is_some()
    };
    let mut at = word;
    while at > floor && small(at - 1) && !sight.has(at - 1, Class::Relative) {
        at -= 1;
    }
    at > floor && sight.has(at - 1, Class::Relative)
}

/// *bisa segera*, *tidak menjamin*, *untuk segera*, *saya harap kami akan*, *dijadwalkan akan*: no word is given.
pub(super) fn is_wished(sight: &Sight<'_, '_>, at: usize, content: &Range<usize>) -> bool {
    const ENDS: ClassSet = ClassSet::of(&[Class::Comma, Class::SentenceEnd]);
    let sentence = sight.doc.sentence_of(at).map(|number| sight.doc.sentences[number].tokens.start);
    let from = content.start.max(sentence.unwrap_or_default());
    let mut clause = (from..at).rev().take_while(|at| !sight.any(*at, ENDS));
    // *Rencananya, KPK akan ...*
    let planned = |at: usize| {
        // *seperti biasanya, ...*: that only compares.
        let compares = at > 0 && sight.has(at - 1, Class::Preposition);
        sight.hint(at, &[Hint::Schedules]).is_some() && !sight.is_verb(at) && !compares
    };
    let mut before = (from..at).rev().take_while(|at| !sight.has(*at, Class::SentenceEnd));
    clause.any(|at| sight.hint(at, &[Hint::Hoped]).is_some() && sight.mention_at(at).is_none())
        || before.any(planned)
        || sight.hint_before(at, &[Hint::Possible, Hint::Denied, Hint::Schedules]).is_some()
        || at > 0 && sight.has(at - 1, Class::ComplementizerKept) && !sight.is_verb(at)
}

/// *saat polisi akan masuk*, *apakah KPK akan*: the clause is no main one, or asks.
pub(super) fn is_aside(sight: &Sight<'_, '_>, word: usize, who: Option<&Who>) -> bool {
    let leads = |at: usize| at > 0 && sight.hint_before(at, &[Hint::Aside]).is_some();
    let asks = |tokens: &Range<usize>| {
        let mut between = (tokens.end..word).rev().take_while(|at| !sight.has(*at, Class::Comma));
        leads(tokens.start) || between.any(|at| sight.hint(at, &[Hint::Aside]).is_some())
    };
    // *mungkin kami akan pulang*: nor is it certain.
    let possible = |tokens: &Range<usize>| sight.hint_before(tokens.start, &[Hint::Possible]).is_some();
    let who = who.and_then(super::doer::tokens);
    leads(word) || who.is_some_and(|tokens| asks(tokens) || possible(tokens))
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
