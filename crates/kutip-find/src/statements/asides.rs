//! *Rina saat ditemui di kantornya, Sabtu, mengatakan ...*: the mention that opens a clause, with nothing but when, where
//! and through whom between it and its cue.

use super::scene::{Scene, VERBAL};
use super::speaker::Subject;
use super::{behind, channels};
use crate::model::{ActorKind, Form, Known, Mention, Shape, TokenKind};
use kutip_lang::{Class, ClassSet};
use kutip_text::Id;

/// So many tokens at most stand between a speaker and his cue.
const REACH: usize = 48;
/// What an aside begins with.
const OPENERS: ClassSet = ClassSet::of(&[Class::Circumstance, Class::Preposition, Class::Subordinator]);
/// Behind these a verb belongs to the aside: *saat ditemui*, *yang diterima*, *di ruang tunggu untuk diperiksa*.
const LEADS: ClassSet = OPENERS.with(Class::Relative);

/// The mention that opens the part from `floor` on, where all that follows up to `cue` are asides.
pub(super) fn opening(scene: &Scene<'_, '_>, cue: usize, floor: usize) -> Option<Subject> {
    let first = scene.skip_connectives(floor, cue);
    let id = scene.mention_from(first).map(|id| name_behind(scene, id, cue).unwrap_or(id))?;
    let mention = scene.mention(id);
    let end = mention.tokens.end;
    let speaks = matches!(mention.form, Form::Name | Form::Pronoun) && mention.kind != ActorKind::Document;
    if !speaks || end >= cue || cue - end > REACH || scene.in_speech(first) {
        return None;
    }
    let mut last = cue;
    while last > end && scene.has(last - 1, Class::CueAdverb) && scene.time(last - 1).is_none() {
        last -= 1;
    }
    let mut at = behind_bracket(scene, end, last);
    // Nothing stands between, or somebody's name right before the cue: other rules know better.
    if at >= last
        || !is_person(mention) && scene.mention_to(last).is_some_and(|id| is_person(scene.mention(id)))
    {
        return None;
    }
    let mut placed = false;
    while at < last {
        let start = at + usize::from(scene.has(at, Class::Comma));
        at = match aside(scene, at, last) {
            Some(next) => next,
            None if placed => {
                name_of_place(scene, start, last).filter(|end| *end + 1 < last || is_region(scene, start))?
            }
            None => return None,
        };
        placed |= scene.has(start, Class::Preposition);
    }
    Some(Subject { mentions: vec![id], tokens: mention.tokens.clone() })
}

/// *Wakil Ketua Umum Persatuan Tinju, Sari Utami, di Gedung Awu, ...*: the name behind a role and a comma.
fn name_behind(scene: &Scene<'_, '_>, role: Id<Mention>, cue: usize) -> Option<Id<Mention>> {
    const WORDS: usize = 8;
    let mention = scene.mention(role);
    let end = mention.tokens.end;
    let comma = (end..cue.min(end + WORDS)).find(|at| scene.has(*at, Class::Comma))?;
    let plain = (end..comma).all(|at| scene.token(at).kind == TokenKind::Word && !scene.any(at, VERBAL));
    let titled = scene.class_term(mention.tokens.start, Class::Title).is_some();
    let name = scene.mention_from(comma + 1).filter(|_| plain)?;
    let alone = mention.form == Form::Nominal || titled && !is_person(mention);
    let role = alone || behind::is_branch(scene, role, name);
    let other = scene.mention(name);
    let parted = other.tokens.end < cue && scene.has(other.tokens.end, Class::Comma);
    (role && is_person(other) && other.role.is_none() && parted).then_some(name)
}

/// *di Gedung Awu, Sukaraya, ...*: behind a place the name of the one in which it lies, up to a comma.
fn name_of_place(scene: &Scene<'_, '_>, from: usize, last: usize) -> Option<usize> {
    const WORDS: usize = 4;
    let capital = |at: usize| {
        let token = scene.token(at);
        token.kind == TokenKind::Word && token.shape != Shape::Lower
    };
    let comma = (from..last.min(from + WORDS + 1)).find(|at| !capital(*at))?;
    (comma > from && scene.has(comma, Class::Comma)).then_some(comma)
}

fn is_region(scene: &Scene<'_, '_>, at: usize) -> bool {
    let known = scene.mention_from(at).and_then(|id| scene.mention(id).known);
    matches!(known, Some(Known::Region(_) | Known::State(_)))
}

/// Where the aside ends that begins at `at`, with the comma behind it.
fn aside(scene: &Scene<'_, '_>, at: usize, last: usize) -> Option<usize> {
    let parted = scene.has(at, Class::Comma);
    let from = at + usize::from(parted);
    if let Some(time) = scene.time(from) {
        return Some(behind_bracket(scene, time.end, last));
    }
    let carried = (from..last.min(from + 3))
        .take_while(|i| *i == from || scene.any(i - 1, LEADS))
        .find_map(|i| channels::carrier(scene, i, last));
    if let Some((end, _)) = carried {
        return Some(behind_bracket(scene, end, last)).filter(|end| *end <= last);
    }
    if from >= last {
        return parted.then_some(last);
    }
    let end = phrase(scene, from, last)?;
    // *Rina, saat Dodi mengatakan ...*: what a comma opens another one closes.
    let closed = end < last || scene.has(last - 1, Class::Comma) || scene.time(last - 1).is_some();
    let bare = scene.mention_from(from + 1).is_some_and(|id| {
        let mention = scene.mention(id);
        is_person(mention) && mention.tokens.end == last
    });
    (closed || !parted && !bare).then_some(end)
}

/// A phrase without a verb of its own, up to the next comma or `last`.
fn phrase(scene: &Scene<'_, '_>, from: usize, last: usize) -> Option<usize> {
    const ENDS: ClassSet = ClassSet::of(&[Class::Semicolon, Class::Colon, Class::ClauseCoordinator]);
    if !scene.any(from, OPENERS) {
        return None;
    }
    const ADVERBS: ClassSet = ClassSet::of(&[Class::Predicate, Class::CueAdverb]);
    let mut led = true;
    let mut at = from;
    while at < last && !scene.has(at, Class::Comma) {
        if scene.quote(at).is_some() || scene.any(at, ENDS) && !scene.any(at, OPENERS) {
            return None;
        }
        if let Some(time) = scene.time(at) {
            at = time.end;
            continue;
        }
        let verb = scene.any(at, VERBAL) && scene.token(at).kind == TokenKind::Word;
        let opens = scene.any(at, LEADS);
        // *dalam keterangan tertulis yang diterima ...*: a form of a verb that only describes the noun before it.
        let describes = scene.any(at + 1, LEADS) || scene.has(at + 1, Class::Comma);
        if verb && !opens && !led && !describes {
            return None;
        }
        led = opens || led && scene.any(at, ADVERBS);
        at += 1;
    }
    Some(at)
}

fn is_person(mention: &Mention) -> bool {
    mention.form == Form::Name && mention.kind == ActorKind::Person
}

/// *Sri (34)*: behind a bracket at `at`.
fn behind_bracket(scene: &Scene<'_, '_>, at: usize, last: usize) -> usize {
    const TOKENS: usize = 12;
    if !scene.has(at, Class::BracketOpen) {
        return at;
    }
    (at..last.min(at + TOKENS)).find(|i| scene.has(*i, Class::BracketClose)).map_or(at, |close| close + 1)
}
