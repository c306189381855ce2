//! What a pact commits its parties to: *Perjanjian itu memuat klausul ...*.

use super::{finish, span};
use crate::events::Sight;
use crate::model::{Commitment, Event, Strength, tokens_in};
use kutip_lang::Hint;
use kutip_text::{Layer, Mark};

/// The pact was agreed at most so many events before.
const BACK: usize = 6;

/// Clauses of pacts, by the parties of the last mutual act before them.
pub(super) fn find(sight: &Sight<'_, '_>, events: &Layer<Event>) -> Vec<Mark<Commitment>> {
    let mut found = Vec::new();
    for sentence in &sight.doc.sentences {
        for at in sentence.tokens.clone() {
            let Some((_, noun)) = sight.hint(at, &[Hint::Contains]) else { continue };
            let Some((_, start)) =
                sight.hint(noun, &[Hint::Clause]).filter(|(_, start)| *start < sentence.tokens.end)
            else {
                continue;
            };
            let place = sight.token(at).span.start;
            let before = events.as_slice().partition_point(|event| event.span.start < place);
            let agreed = events.as_slice()[before.saturating_sub(BACK)..before].iter().rev().find(|event| {
                event.value.actor.len() > 1
                    && event.value.actor == event.value.recipient
                    && tokens_in(&sight.doc.tokens, event.span).start < at
            });
            if let Some(event) = agreed {
                let parts = span::split(sight, sentence.tokens.clone(), start, start);
                found.extend(finish(
                    sight,
                    event.value.actor.clone(),
                    parts,
                    sight.voice(at),
                    events,
                    Strength::Promise,
                ));
            }
        }
    }
    found
}
