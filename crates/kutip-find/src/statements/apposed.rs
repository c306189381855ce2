//! What stands between commas behind a name and says more of it: *Sri (34), seorang warga Sukaraya, mengatakan ...*
//!
//! The name governs the cue, not the words nearest to it. So the parts between commas are stepped over, from the cue to
//! the left, as long as they are phrases without a verb of their own, until one of them is a name and no more.

use super::scene::Scene;
use super::speaker;
use crate::model::{ActorKind, Form, Mention, TokenKind};
use kutip_lang::{Class, ClassSet};
use kutip_text::Id;

/// So many parts at most stand between a name and its verb: age, role, place.
const PARTS: usize = 4;

/// The person behind whose name the parts stand that end at the comma `end`.
pub(super) fn name(scene: &Scene<'_, '_>, end: usize, floor: usize) -> Option<Id<Mention>> {
    let mut end = end;
    for part in 0..PARTS {
        let start = scene.segment_start(end, floor);
        if start <= floor || start == end || !scene.has(start - 1, Class::Comma) || !describes(scene, start, end) {
            return None;
        }
        end = start - 1;
        let (bare, aged) = without_brackets(scene, end, floor);
        let Some(id) = scene.mention_to(bare) else { continue };
        let mention = scene.mention(id);
        let person = mention.form == Form::Name && mention.kind == ActorKind::Person;
        // *Jakarta, Budi, ...*: a bare name after a name is a list, unless the first has an age.
        let listed = part == 0 && !aged && is_name(scene, start, end_of(scene, start));
        if person && !listed && speaker::governs(scene, id, floor) {
            return Some(id);
        }
        if mention.form == Form::Name && !person {
            return None; // *Kementerian Luar Negeri, Jakarta, ...*
        }
    }
    None
}

fn end_of(scene: &Scene<'_, '_>, start: usize) -> usize {
    scene.mention_from(start).map_or(start, |id| scene.mention(id).tokens.end)
}

/// A part that is somebody's name and no more.
fn is_name(scene: &Scene<'_, '_>, start: usize, end: usize) -> bool {
    let named = |id| {
        let mention = scene.mention(id);
        mention.form == Form::Name && mention.kind == ActorKind::Person && mention.role.is_none()
    };
    scene.has(end, Class::Comma) && scene.mention_from(start).is_some_and(named)
}

/// *Sri (34)*, *Sri, 34*: where the name ends before what is in brackets, and whether there was any.
fn without_brackets(scene: &Scene<'_, '_>, end: usize, floor: usize) -> (usize, bool) {
    let mut at = end;
    while at > floor
        && scene.has(at - 1, Class::BracketClose)
        && let Some(open) = scene.open_bracket(at - 1, floor)
    {
        at = open;
    }
    (at, at < end)
}

/// A phrase that says who somebody is, how old, or from where: without a verb of its own.
fn describes(scene: &Scene<'_, '_>, start: usize, end: usize) -> bool {
    const NO: ClassSet = ClassSet::of(&[
        Class::Subordinator,
        Class::ClauseCoordinator,
        Class::Negation,
        Class::Modal,
        Class::Predicate,
        Class::PronounThird,
        Class::PronounFirst,
    ]);
    if scene.any(start, NO) && !scene.has(start, Class::Relative) {
        return false;
    }
    let mut relative = false;
    (start..end).all(|at| {
        relative |= scene.has(at, Class::Relative) || scene.has(at, Class::Describing);
        let verbal = scene.has(at, Class::Verb) && scene.token(at).kind == TokenKind::Word;
        relative || scene.mention_from(at).is_some() || !(verbal || scene.any(at, NO))
    })
}
