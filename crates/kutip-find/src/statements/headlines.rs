//! Headlines that quote: *Bagas Prakoso: Harga Beras Akan Turun*.
//!
//! In a headline nearly every word may have a capital, so that the pass over mentions reads no name there; who speaks is
//! known from the article below.

use super::Draft;
use super::scene::Scene;
use super::speaker::Subject;
use crate::model::TokenKind;
use crate::rules;
use kutip_lang::Class;

/// A name in a headline is at most so many words.
const NAME_WORDS: usize = 5;
/// What is said in it at least so many tokens.
const SAID_TOKENS: usize = 3;

/// The headline, where a name with a colon begins it.
pub(super) fn find(scene: &Scene<'_, '_>) -> Option<Draft> {
    let sentence = scene.doc.sentences.first().filter(|sentence| sentence.paragraph == 0)?;
    let tokens = sentence.tokens.clone();
    let next_paragraph = scene.doc.sentences.get(1).is_some_and(|next| next.paragraph > 0);
    let colon = tokens.clone().take(NAME_WORDS + 1).find(|at| scene.has(*at, Class::Colon))?;
    let name = tokens.start..colon;
    let words = !name.is_empty() && name.clone().all(|at| scene.token(at).kind == TokenKind::Word);
    let stopped = scene.is_stop(tokens.end - 1) && !scene.has(tokens.end - 1, Class::SpokenEnd);
    if !words || stopped || !next_paragraph || tokens.end - colon <= SAID_TOKENS {
        return None;
    }
    let speaker = super::naming::of_name(scene, &name)?;
    // *Brexit: ...* only names the matter: somebody of whom the article tells what he is.
    let actor = &scene.doc.actors[speaker.actor?.index()];
    actor.role.as_ref()?;
    let said = colon + 1..scene.last(sentence);
    Some(Draft {
        at: said.start,
        start: name.start,
        end: tokens.end,
        content: vec![said],
        subject: Some(Subject { mentions: Vec::new(), tokens: name }),
        speaker: Some(speaker),
        ..Draft::bare(0, rules::STATEMENTS)
    })
}
