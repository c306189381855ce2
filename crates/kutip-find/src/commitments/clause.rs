//! A clause of what somebody says, in which he or his side will do something.

use super::deed::{self, Deed, is_first};
use super::{doer, finish, passive, region, span};
use crate::events::{Sight, Who, parties};
use crate::model::{Commitment, Event, Party, Statement, Strength};
use kutip_lang::Hint;
use kutip_text::{Id, Layer, Mark};
use std::ops::Range;

/// The commitment whose word (*akan*, *siap*) stands at `word`, in the statement's `content`.
pub(super) fn read(
    sight: &Sight<'_, '_>,
    id: Id<Statement>,
    word: Range<usize>,
    content: &Range<usize>,
    events: &Layer<Event>,
) -> Option<Mark<Commitment>> {
    let make = |by: Vec<Party>, start: usize| {
        let parts = span::split(sight, content.clone(), start, word.start);
        finish(sight, by, parts, Some(id), events, Strength::Intend)
    };
    // *akan kami sampaikan*: the speaker's own act, with its object in front.
    if is_first(sight, word.end) && word.end + 1 < content.end && sight.is_word(word.end + 1) {
        let himself = sight.hint(word.end, &[Hint::OwnPerson]).is_some();
        let said = || region::government(sight, parties(sight, &Who::Speaker(id), events.as_slice()));
        return make(
            if himself { doer::own(sight, &sight.statements[id].value) } else { said() },
            word.start,
        );
    }
    let deed = deed::of(sight, &word, content)?;
    if deed::is_wished(sight, word.start, content) {
        return None;
    }
    let who = doer::subject(sight, word.start);
    let named =
        who.as_ref().and_then(doer::tokens).is_some() || doer::names_side(sight, content.start..word.start);
    if deed::is_aside(sight, word.start, who.as_ref()) || !named && !deed::is_firm(sight, &word) {
        return None;
    }
    if deed == Deed::Done {
        let by = passive::seen_to(sight, id, &word, content, who.as_ref(), events.as_slice())?;
        return make(by, passive::start(sight, word.start, content));
    }
    let by = doer::committed(sight, id, word.start, content, who.as_ref(), events.as_slice())?;
    let start = match &who {
        Some(Who::Parties(_, tokens)) if tokens.end == word.start && is_first(sight, tokens.start) => {
            tokens.start
        }
        _ => word.start,
    };
    make(by, start)
}
