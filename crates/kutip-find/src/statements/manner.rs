//! Cues that hang on a clause before them: *menjawab dengan mengatakan ...*, *Sari menolak tuduhan itu, menyebut ...*, and
//! stems between commas: *Panen, klaim Sari, naik*.

use super::frames::Place;
use super::scene::Scene;
use super::speaker::{self, Subject};
use super::{apposed, behind};
use crate::model::{ActorKind, Form, Shape, TokenKind};
use kutip_lang::{Class, ClassSet};

/// *dengan*: leads to how a thing was done, and may be followed by a verb.
pub(super) fn leads(scene: &Scene<'_, '_>, at: usize) -> bool {
    scene.has(at, Class::Manner) && scene.has(at, Class::Subordinator)
}

/// *dengan bercanda*, *secara halus*: where the phrase begins that ends before `end` and says how a thing was done.
pub(super) fn phrase_before(scene: &Scene<'_, '_>, end: usize, floor: usize) -> Option<usize> {
    let lead = end.checked_sub(2).filter(|at| *at > floor)?;
    let token = scene.token(end - 1);
    let word =
        token.kind == TokenKind::Word && token.shape == Shape::Lower && scene.mention_to(end).is_none();
    (scene.has(lead, Class::Manner) && word && scene.time(end - 1).is_none()).then_some(lead)
}

/// The word *dengan* before a cue that makes its clause one of manner: *menjawab dengan mengatakan ...*, *menolak tawaran
/// itu dengan sebaliknya mengancam ...*
pub(super) fn lead_before(scene: &Scene<'_, '_>, place: &Place<'_>) -> Option<usize> {
    let mut at = place.at;
    while at > place.floor && scene.has(at - 1, Class::CueAdverb) && !leads(scene, at - 1) {
        at -= 1;
    }
    let lead = at.checked_sub(1).filter(|lead| *lead >= place.floor && leads(scene, *lead))?;
    // Behind an adverb only where what was said before ends at it.
    (at == place.at || lead == place.floor).then_some(lead)
}

/// Whoever acts in the clause before *dengan mengatakan*.
pub(super) fn subject(scene: &Scene<'_, '_>, place: &Place<'_>, lead: usize) -> Option<Subject> {
    if lead == place.floor {
        return place.previous.cloned();
    }
    let comma = usize::from(scene.has(lead - 1, Class::Comma));
    agent(scene, lead - comma).or_else(|| speaker::opens_clause(scene, lead, place.floor))
}

/// *Cuitan itu dibalas Sari dengan mengatakan ...*: whom a passive verb names right behind it.
fn agent(scene: &Scene<'_, '_>, end: usize) -> Option<Subject> {
    let id = scene.mention_to(end)?;
    let mention = scene.mention(id);
    let verb = mention.tokens.start.checked_sub(1)?;
    let token = scene.token(verb);
    let passive = scene.doc.lang.passive.as_deref();
    let form = passive.is_some_and(|prefix| token.span.of(&scene.doc.article.text).starts_with(prefix));
    (form && token.classes.has(Class::Verb))
        .then(|| Subject { mentions: vec![id], tokens: mention.tokens.clone() })
}

/// *Sari menolak tuduhan itu, menyebut Dodi keliru*: whoever begins the clause goes on behind its comma.
pub(super) fn goes_on(scene: &Scene<'_, '_>, place: &Place<'_>) -> Option<Subject> {
    let comma = place.at.checked_sub(1).filter(|at| *at > place.floor && scene.has(*at, Class::Comma))?;
    let says =
        matches!(&*place.cue.1.act, "say" | "claim" | "assess" | "add" | "explain" | "accuse" | "confirm");
    let verb = scene.has(place.at, Class::Verb) && scene.token(place.at).shape == Shape::Lower;
    if !says || !verb || apposed::name(scene, comma, place.floor).is_some() {
        return None;
    }
    let opener = speaker::opens_clause(scene, comma, place.floor)?;
    let named =
        opener.mentions.iter().any(|id| matches!(scene.mention(*id).form, Form::Name | Form::Pronoun));
    (named && has_predicate(scene, opener.tokens.end, comma)).then_some(opener)
}

/// Whether something is told of whoever stands before `from`: a verb that no relative word or aside leads to.
fn has_predicate(scene: &Scene<'_, '_>, from: usize, end: usize) -> bool {
    const LEADS: ClassSet = ClassSet::of(&[
        Class::Relative,
        Class::Circumstance,
        Class::Preposition,
        Class::Subordinator,
        Class::Coordinator,
        Class::ClauseCoordinator,
    ]);
    const ADVERBS: ClassSet =
        ClassSet::of(&[Class::Predicate, Class::CueAdverb, Class::Negation, Class::Modal]);
    const VERBS: ClassSet = ClassSet::of(&[Class::Verb, Class::BareVerb]);
    let first = (from..end).find(|at| scene.any(*at, VERBS) && scene.token(*at).kind == TokenKind::Word);
    let Some(verb) = first else { return false };
    let mut at = verb;
    while at > from && scene.any(at - 1, ADVERBS) && !scene.any(at - 1, LEADS) {
        at -= 1;
    }
    // *bisa memutar lagu, menyebut cuaca*: one of several things that somebody can do.
    let able = (from..verb).any(|at| scene.has(at, Class::Modal));
    at == from && !able && !(from..verb).any(|at| scene.quote(at).is_some())
}

/// *Panen, klaim Sari, naik*; *Sebelumnya, klaim Sari, panen naik*: the stem stands behind a comma, and a comma or the end
/// behind the person it names, so that what was said needs no marks of quotation.
pub(super) fn is_parenthetic(scene: &Scene<'_, '_>, place: &Place<'_>) -> bool {
    let comma = place.at > place.floor && scene.has(place.at - 1, Class::Comma);
    let stem = !scene.has(place.at, Class::Verb) && scene.token(place.at).shape == Shape::Lower;
    if !comma || !stem || scene.quote(place.at - 1).is_some() {
        return false;
    }
    let Some((subject, next)) = behind::after(scene, place.next, place.last) else { return false };
    // A name that the pass over mentions does not see there.
    let capitals = subject.mentions.is_empty()
        && subject.tokens.clone().all(|at| scene.token(at).shape == Shape::Capital);
    let person = capitals
        || subject.mentions.first().is_some_and(|id| {
            let mention = scene.mention(*id);
            let named = mention.form == Form::Name && mention.kind == ActorKind::Person;
            named || mention.form == Form::Pronoun && scene.has(mention.tokens.start, Class::PronounThird)
        });
    person && (next >= place.last || scene.has(next, Class::Comma))
}
