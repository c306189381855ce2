//! Roles in commas beside a name: what looks like a name in them is that of a body, a place or somebody else.

use crate::model::{ActorKind, Form, Mention, Shape, Terms, Token, TokenKind};
use kutip_lang::{Class, Sense};
use kutip_text::Layer;

/// A place within a role has so many words at most: *Kapolsek Tirta Jaya, Iptu Made Sukerta*.
const PLACE_WORDS: usize = 3;

/// *Rini Astuti, ketua Paguyuban Melati,*; *Kapolsek Tirta Jaya, Iptu Made Sukerta*: roles, and no names.
pub(super) fn roles(tokens: &[Token], terms: &Terms<'_>, mentions: &mut Layer<Mention>) {
    let mut marks = std::mem::take(mentions).into_marks();
    for at in 0..marks.len() {
        let mention = &marks[at].value;
        if !is_named(mention) || mention.role.is_none() {
            continue;
        }
        let behind = at.checked_sub(1).and_then(|before| marks.get(before)).is_some_and(|before| {
            let listed = marks
                .get(at + 1)
                .is_some_and(|next| next.value.role.is_some() && comma_between(tokens, mention, &next.value));
            follows_name(tokens, &before.value, mention) && !listed
        });
        let before = marks.get(at + 1).is_some_and(|next| {
            let place = crate::model::tokens_in(tokens, mention.name).len() <= PLACE_WORDS;
            place && leads_to_rank(tokens, terms, mention, &next.value)
        });
        if behind || before {
            let span = marks[at].span;
            let mention = &mut marks[at].value;
            (mention.form, mention.name, mention.role) = (Form::Nominal, span, Some(span));
        }
    }
    *mentions = Layer::new(marks);
}

fn is_named(mention: &Mention) -> bool {
    mention.form == Form::Name && mention.kind == ActorKind::Person && mention.known.is_none()
}

fn comma_between(tokens: &[Token], first: &Mention, second: &Mention) -> bool {
    first.tokens.end + 1 == second.tokens.start && tokens[first.tokens.end].classes.has(Class::Comma)
}

/// A small role in commas behind a name.
fn follows_name(tokens: &[Token], name: &Mention, role: &Mention) -> bool {
    let start = &tokens[role.tokens.start];
    // *Ketua Umum Wira Atmaja, mantan Ketua Umum Rini Astuti*: another one.
    let another = name.role.is_some() && start.classes.has(Class::Former);
    let small = start.shape == Shape::Lower && !start.classes.has(Class::Rank) && !another;
    let closed = tokens.get(role.tokens.end).is_none_or(|token| token.kind == TokenKind::Mark);
    is_named(name) && small && closed && comma_between(tokens, name, role)
}

/// A role before a comma and a name with a rank, which is no second one of a list.
fn leads_to_rank(tokens: &[Token], terms: &Terms<'_>, role: &Mention, name: &Mention) -> bool {
    let is = |at: usize, class: Class| terms.at(at).iter().any(|term| term.sense == Sense::Class(class));
    let ranked = |mention: &Mention| mention.tokens.clone().any(|at| is(at, Class::Rank));
    let end = name.tokens.end;
    let listed = |at: usize| tokens.get(at).is_some_and(|token| token.classes.has(Class::Coordinator));
    let comma = tokens.get(end).is_some_and(|token| token.classes.has(Class::Comma));
    let list =
        listed(end) || comma && (listed(end + 1) || is(end + 1, Class::Title) || is(end + 1, Class::Rank));
    is_named(name)
        && name.role.is_some()
        && is(name.tokens.start, Class::Rank)
        && is(role.tokens.start, Class::Title)
        && !ranked(role)
        && !list
        && comma_between(tokens, role, name)
}
