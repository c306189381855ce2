//! Who a speaker is: the fullest name, behind short names, roles and pronouns.

use super::Draft;
use super::antecedent::antecedent;
use super::scene::Scene;
use super::speaker::Subject;
use crate::model::{ActorKind, Form, Mention, Shape, Speaker, TokenKind};
use kutip_lang::{Class, ClassSet};
use kutip_text::scan::shown;
use kutip_text::{Id, Mark};

/// A role is looked for among so many mentions or actors at most.
pub(super) const LOOK_BACK: usize = 400;

/// Names the speaker of a draft; `named` are the drafts before it in the order of the text.
pub(super) fn speaker(scene: &Scene<'_, '_>, subject: &Subject, sentence: usize, named: &[Draft]) -> Speaker {
    let text = scene.doc.article.text.as_str();
    let span = scene.span(&subject.tokens);
    let cue_at = subject.tokens.start;
    match subject.mentions.as_slice() {
        [] if is_own_side(scene, &subject.tokens) => {
            match antecedent(scene, cue_at, sentence, named, false) {
                Some(found) => Speaker { span: Some(span), ..found },
                None => Speaker {
                    span: Some(span),
                    name: None,
                    kind: ActorKind::Organization,
                    actor: None,
                    joint: false,
                },
            }
        }
        [] if is_epithet(scene, &subject.tokens)
            && let Some(found) = antecedent(scene, cue_at, sentence, named, false) =>
        {
            Speaker { span: Some(span), ..found }
        }
        [] => {
            let name = without_demonstrative(scene, subject.tokens.clone());
            if let Some(found) = of_name(scene, &subject.tokens) {
                return Speaker { span: Some(span), ..found };
            }
            let counted = super::behind::is_counted(scene, cue_at);
            let mut tokens = subject.tokens.clone().filter(|_| counted);
            let second = tokens
                .find(|at| scene.has(*at, Class::Coordinator) && super::behind::is_counted(scene, at + 1));
            let shown_of = |tokens: std::ops::Range<usize>| shown(scene.span(&tokens).of(text));
            let name = second.map_or(name, |at| {
                [shown_of(subject.tokens.start..at), shown_of(at + 1..subject.tokens.end)].join("; ")
            });
            Speaker {
                span: Some(span),
                name: Some(name),
                kind: ActorKind::Unnamed,
                actor: None,
                joint: false,
            }
        }
        [one] => single(scene, *one, subject, sentence, named),
        several => {
            let names: Vec<String> = several
                .iter()
                .filter_map(|id| {
                    let alone = Subject { mentions: vec![*id], tokens: scene.mention(*id).tokens.clone() };
                    single(scene, *id, &alone, sentence, named).name
                })
                .collect();
            let kind = scene.mention(several[0]).kind;
            Speaker {
                span: Some(span),
                name: Some(names.join("; ")),
                kind,
                actor: None,
                joint: names.len() > 1,
            }
        }
    }
}

/// *demikian pernyataan Joko*: a phrase of which the tables know nothing, and that is the name of somebody all the same.
pub(super) fn of_name(scene: &Scene<'_, '_>, tokens: &std::ops::Range<usize>) -> Option<Speaker> {
    if tokens.clone().any(|at| scene.token(at).shape == Shape::Lower) {
        return None;
    }
    // *Kata Menteri Andi Wirawan*, in a headline: without the title.
    let start = scene.class_term(tokens.start, Class::Title).filter(|next| *next < tokens.end);
    let name = shown(scene.span(&(start.unwrap_or(tokens.start)..tokens.end)).of(&scene.doc.article.text));
    let bears = |actor: &&crate::model::Actor| {
        let mut words = name.split_whitespace();
        words.all(|word| actor.name.split_whitespace().any(|other| other == word))
    };
    let actors = scene.doc.actors.iter().take(LOOK_BACK);
    let found = actors.filter(|actor| actor.kind == ActorKind::Person).find(bears)?;
    person_of(scene, *found.mentions.first()?)
}

/// *pihaknya*: the side of whoever spoke.
pub(super) fn is_own_side(scene: &Scene<'_, '_>, tokens: &std::ops::Range<usize>) -> bool {
    let clitic = scene.doc.tokens.get(tokens.start + 1).is_some_and(|t| t.kind == TokenKind::Clitic);
    clitic && scene.has(tokens.start, Class::OwnSide) || scene.has(tokens.start, Class::OwnSideWord)
}

/// *peraih medali emas itu*, *mantan juara dunia itu*, *ayah dua anak ini*: more words for somebody of whom the text speaks.
fn is_epithet(scene: &Scene<'_, '_>, tokens: &std::ops::Range<usize>) -> bool {
    let first = scene.class_term(tokens.start, Class::Former).unwrap_or(tokens.start);
    let last = tokens.end - 1;
    let pointed = |at: usize| scene.has(at, Class::Demonstrative) && scene.time(at).is_none();
    let end = if pointed(last) { last } else { tokens.end };
    let noun = scene.class_term(first, Class::Epithet).or_else(|| scene.class_term(first, Class::Variation));
    pointed(end)
        && (noun.is_some_and(|next| next < end || next > tokens.start + 1)
            || is_office(scene, tokens.start..end))
}

/// *Pengajar Hukum Universitas Awu ini*: several capitals at which the text points, with a body's head or an abbreviation
/// among them, are what somebody is, unless they begin as a body, a place or a text does.
fn is_office(scene: &Scene<'_, '_>, tokens: std::ops::Range<usize>) -> bool {
    const NO: ClassSet = ClassSet::of(&[
        Class::BodyHead,
        Class::NamedHead,
        Class::PlaceHead,
        Class::Document,
        Class::MediaWord,
    ]);
    let capital =
        |at: usize| scene.token(at).kind == TokenKind::Word && scene.token(at).shape == Shape::Capital;
    let thing = || scene.any(tokens.start, NO) || scene.mention_from(tokens.start).is_some();
    let of_body = |at: usize| scene.has(at, Class::BodyHead) || scene.token(at).shape == Shape::Upper;
    tokens.len() > 2
        && capital(tokens.start)
        && capital(tokens.start + 1)
        && (tokens.start + 1..tokens.end).any(of_body)
        && !thing()
}

fn single(
    scene: &Scene<'_, '_>,
    id: Id<Mention>,
    subject: &Subject,
    sentence: usize,
    named: &[Draft],
) -> Speaker {
    let mention = scene.mention(id);
    let span = Some(scene.span(&subject.tokens));
    let of_actor = |actor: Id<crate::model::Actor>| {
        let who = &scene.doc.actors[actor.index()];
        Speaker { span, name: Some(who.name.clone()), kind: who.kind, actor: Some(actor), joint: false }
    };
    match mention.form {
        Form::Name if is_role_of_place(scene, mention) => {
            super::roles::nominal(scene, mention, subject, sentence, named)
        }
        Form::Name => match mention.actor {
            Some(actor) => of_actor(actor),
            None => Speaker {
                span,
                name: Some(shown(mention.name.of(&scene.doc.article.text))),
                kind: mention.kind,
                actor: None,
                joint: false,
            },
        },
        Form::Pronoun | Form::Clitic => {
            let plural = mention.kind == ActorKind::Group;
            match antecedent(scene, mention.tokens.start, sentence, named, plural) {
                Some(found) => Speaker { span, ..found },
                None => Speaker { span, name: None, kind: mention.kind, actor: None, joint: false },
            }
        }
        Form::Nominal => super::roles::nominal(scene, mention, subject, sentence, named),
    }
}

/// *Mantan Kapolres Awu ini mengatakan ...*: what looks like the name of whoever holds a role is that of a place or a
/// field, since nobody points at a name; and the text calls nobody else by it.
fn is_role_of_place(scene: &Scene<'_, '_>, mention: &Mention) -> bool {
    let end = mention.tokens.end;
    let pointed = scene.has(end, Class::Demonstrative) && scene.time(end).is_none();
    let actor = mention.actor.map(|actor| &scene.doc.actors[actor.index()]);
    let name = scene.doc.text(mention.name);
    let called = |id: &Id<Mention>| {
        let other = scene.mention(*id);
        other.role.is_none() && scene.doc.text(other.name) == name
    };
    let alone = actor.is_none_or(|actor| !actor.mentions.iter().any(called));
    pointed && alone && mention.role.is_some() && mention.kind == ActorKind::Person
}

pub(super) fn person_of(scene: &Scene<'_, '_>, id: Id<Mention>) -> Option<Speaker> {
    let actor = scene.mention(id).actor?;
    let who = &scene.doc.actors[actor.index()];
    Some(Speaker {
        span: None,
        name: Some(who.name.clone()),
        kind: who.kind,
        actor: Some(actor),
        joint: false,
    })
}

/// The mentions before one, the nearest first.
pub(super) fn before<'s>(
    scene: &'s Scene<'_, '_>,
    mention: &'s Mention,
) -> impl Iterator<Item = &'s Mark<Mention>> {
    let start = scene.token(mention.tokens.start).span.start;
    let all = scene.doc.mentions.as_slice();
    let end = all.partition_point(|m| m.span.start < start);
    all[..end].iter().rev().take(LOOK_BACK).filter(|m| m.value.tokens.end <= mention.tokens.start)
}

pub(super) fn without_demonstrative(scene: &Scene<'_, '_>, tokens: std::ops::Range<usize>) -> String {
    let mut end = tokens.end;
    while end > tokens.start + 1 && scene.has(end - 1, Class::Demonstrative) {
        end -= 1;
    }
    shown(scene.span(&(tokens.start..end)).of(&scene.doc.article.text))
}
