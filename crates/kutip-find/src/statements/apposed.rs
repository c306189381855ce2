//! What stands between commas behind a name and says more of it: *Sri (34), seorang warga Sukaraya, mengatakan ...*
//!
//! The name governs the cue, not the words nearest to it. So the parts between commas are stepped over, from the cue to
//! the left, as long as they are phrases without a verb of their own, until one of them is a name and no more.

use super::scene::Scene;
use super::speaker;
use crate::model::{ActorKind, Form, Mention, Shape, TokenKind};
use kutip_lang::{Class, ClassSet};
use kutip_text::Id;

/// So many parts at most stand between a name and its verb: age, role, place.
const PARTS: usize = 4;

/// The person behind whose name the parts stand that end at the comma `end`.
pub(super) fn name(scene: &Scene<'_, '_>, end: usize, floor: usize) -> Option<Id<Mention>> {
    let mut end = end;
    for part in 0..PARTS {
        let start = scene.segment_start(end, floor);
        if start <= floor
            || start == end
            || !scene.has(start - 1, Class::Comma)
            || !describes(scene, start, end)
        {
            return None;
        }
        if part == 0 && is_name(scene, start, end) {
            return None;
        }
        if let Some(id) = with_circumstance(scene, start, end).filter(|_| part == 0) {
            return Some(id);
        }
        end = start - 1;
        let bare = without_brackets(scene, end, floor);
        let Some(id) = scene.mention_to(bare) else { continue };
        let mention = scene.mention(id);
        let person = mention.form == Form::Name && mention.kind == ActorKind::Person;
        if person && speaker::governs(scene, id, floor) {
            return Some(id);
        }
        if mention.form == Form::Name && !person {
            return None; // *Kementerian Luar Negeri, Jakarta, ...*
        }
    }
    None
}

/// *Rudi Hakim, kuasa hukum Wirya mengatakan*: the person whom what stands between the comma and the cue describes, where
/// no second comma closes it.
pub(super) fn described(
    scene: &Scene<'_, '_>,
    start: usize,
    end: usize,
    floor: usize,
) -> Option<Id<Mention>> {
    const NO: ClassSet = ClassSet::of(&[
        Class::Preposition,
        Class::Circumstance,
        Class::Connective,
        Class::Coordinator,
        Class::Relative,
        Class::CueAdverb,
    ]);
    let comma = start.checked_sub(1).filter(|at| *at > floor && scene.has(*at, Class::Comma))?;
    let token = scene.token(start);
    let small = token.shape == Shape::Lower;
    let title = scene.class_term(start, Class::Title).is_some() && !scene.has(start, Class::Rank);
    let noun = token.kind == TokenKind::Word && (small || title) && !scene.any(start, NO);
    if !noun || start >= end || scene.class_term(start, Class::Quantifier).is_some() {
        return None;
    }
    let id = scene.mention_to(without_brackets(scene, comma, floor))?;
    let mention = scene.mention(id);
    let person = mention.form == Form::Name && mention.kind == ActorKind::Person;
    // *Kapolsek Sukamaju, Kompol Darmo mengatakan*: a role before a name.
    let opens =
        scene.skip_connectives(floor, comma) == mention.tokens.start && (small || mention.role.is_none());
    let other = scene.mention_from(start).is_none_or(|next| scene.mention(next).actor != mention.actor);
    (person && opens && other && describes(scene, start, end)).then_some(id)
}

/// *Omar Wirya, kandidat partai itu, juga menulis ...*: whether what stands between commas behind a name only describes him
/// and a predicate follows.
pub(super) fn acts_behind(scene: &Scene<'_, '_>, comma: usize, last: usize) -> bool {
    const TOKENS: usize = 16;
    const PREDICATES: ClassSet =
        ClassSet::of(&[Class::Verb, Class::BareVerb, Class::Predicate, Class::Modal, Class::CueAdverb]);
    const NO: ClassSet = ClassSet::of(&[Class::Preposition, Class::Circumstance, Class::Coordinator]);
    let start = comma + 1;
    if !scene.has(comma, Class::Comma) || scene.any(start, NO) || scene.token(start).shape != Shape::Lower {
        return false;
    }
    let close = (start..last.min(start + TOKENS)).find(|at| scene.has(*at, Class::Comma));
    close.is_some_and(|close| describes(scene, start, close) && scene.any(close + 1, PREDICATES))
}

/// A part that is somebody's name and no more than his age: *Pembalap tim itu, Rian Saputra (24), mengatakan ...*
fn is_name(scene: &Scene<'_, '_>, start: usize, end: usize) -> bool {
    let Some(id) = scene.mention_from(start) else { return false };
    let mention = scene.mention(id);
    let person = mention.form == Form::Name && mention.kind == ActorKind::Person;
    let bare = mention.role.is_none() || scene.class_term(start, Class::Rank).is_some();
    person && bare && mention.tokens.end == without_brackets(scene, end, start)
}

/// *Rian Saputra dalam rapat panitia di Sukaraya, mengatakan ...*: a name, and where he said it.
fn with_circumstance(scene: &Scene<'_, '_>, start: usize, end: usize) -> Option<Id<Mention>> {
    const OPENERS: ClassSet = ClassSet::of(&[Class::Preposition, Class::Circumstance]);
    let id = scene.mention_from(start)?;
    let mention = scene.mention(id);
    let person = mention.form == Form::Name && mention.kind == ActorKind::Person;
    (person && mention.tokens.end < end && scene.any(mention.tokens.end, OPENERS)).then_some(id)
}

/// *Sri (34)*: where the name ends before what is in brackets.
fn without_brackets(scene: &Scene<'_, '_>, end: usize, floor: usize) -> usize {
    let mut at = end;
    while at > floor
        && scene.has(at - 1, Class::BracketClose)
        && let Some(open) = scene.open_bracket(at - 1, floor)
    {
        at = open;
    }
    at
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
