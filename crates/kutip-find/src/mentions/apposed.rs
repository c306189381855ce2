//! Roles in commas beside a name: what looks like a name in them is that of a body, a place or somebody else.

use crate::model::{ActorKind, Form, Mention, Shape, Terms, Token, TokenKind};
use hashbrown::HashSet;
use kutip_lang::{Class, Lang, Name, Sense};
use kutip_text::{Layer, Mark};

/// A place within a role has so many words at most: *Kapolsek Tirta Jaya, Iptu Made Sukerta*.
const PLACE_WORDS: usize = 3;

/// *Rini Astuti, ketua Paguyuban Melati,*; *Kapolsek Tirta Jaya, Iptu Made Sukerta*: roles, and no names.
pub(super) fn roles(text: &str, tokens: &[Token], terms: &Terms<'_>, mentions: &mut Layer<Mention>) {
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
            let bare = leads_to_name(tokens, terms, mention, &next.value) && !named_again(text, &marks, at);
            place && (leads_to_rank(tokens, terms, mention, &next.value) || bare)
        });
        if behind || before {
            let span = marks[at].span;
            let mention = &mut marks[at].value;
            (mention.form, mention.name, mention.role) = (Form::Nominal, span, Some(span));
        }
    }
    *mentions = Layer::new(marks);
}

/// *Kapolda Metro Jaya*: behind such an office stands where it is, unless the article has the name as a person's.
pub(super) fn placed_offices(
    text: &str,
    tokens: &[Token],
    terms: &Terms<'_>,
    lang: &Lang,
    mentions: &mut Layer<Mention>,
) {
    let placed = |mention: &Mention| {
        let name = crate::model::tokens_in(tokens, mention.name);
        let ends = |start: usize| {
            terms.at(start).iter().any(|term| {
                term.sense == Sense::Class(Class::PlacedOffice) && term.end as usize == name.start
            })
        };
        // *Kapolres Hasan Wirya*: several words of which none is a place's are somebody's name.
        let region = |at: usize| terms.at(at).iter().any(|term| matches!(term.sense, Sense::Region(_)));
        // *Polda Metro Jaya*
        let body = |row: &Name| {
            row.name.strip_suffix(mention.name.of(text)).is_some_and(|r| r.ends_with(char::is_whitespace))
        };
        let whole = || lang.bodies.iter().any(body);
        let place = || name.len() == 1 || name.len() <= PLACE_WORDS && (name.clone().any(region) || whole());
        // The office first: hardly any name has one before it, and the bodies are many.
        is_named(mention) && (mention.tokens.start..name.start).any(ends) && place()
    };
    let all = mentions.as_slice();
    if !all.iter().any(|mark| placed(&mark.value)) {
        return;
    }
    let words = |mention: &Mention| kutip_text::scan::words(mention.name.of(text));
    let persons: HashSet<&str> =
        all.iter().map(|mark| &mark.value).filter(|m| is_named(m) && !placed(m)).flat_map(words).collect();
    let mut marks = std::mem::take(mentions).into_marks();
    for mark in &mut marks {
        let (span, mention) = (mark.span, &mut mark.value);
        if placed(mention) && !words(mention).any(|word| persons.contains(word)) {
            (mention.form, mention.name, mention.role) = (Form::Nominal, span, Some(span));
        }
    }
    *mentions = Layer::new(marks);
}

fn is_named(mention: &Mention) -> bool {
    mention.form == Form::Name && mention.kind == ActorKind::Person && mention.known.is_none()
}

/// Whether a word of a person's name stands in that of another mention.
fn named_again(text: &str, marks: &[Mark<Mention>], at: usize) -> bool {
    let words: Vec<&str> = kutip_text::scan::words(marks[at].value.name.of(text)).collect();
    let others = marks.iter().enumerate().filter(|(other, mark)| *other != at && is_named(&mark.value));
    let mut others = others.flat_map(|(_, mark)| kutip_text::scan::words(mark.value.name.of(text)));
    others.any(|word| words.contains(&word))
}

/// *General Manager Pelindo Tanjung Emas, Agus Wirawan,*; *Ketua Kwartir Nasional (Kwarnas), Rini Astuti,*: a role before
/// a comma and a name of two words between commas, which is no second one of a list.
fn leads_to_name(tokens: &[Token], terms: &Terms<'_>, role: &Mention, name: &Mention) -> bool {
    let is = |at: usize, class: Class| terms.at(at).iter().any(|term| term.sense == Sense::Class(class));
    let has = |at: usize, class: Class| tokens.get(at).is_some_and(|token| token.classes.has(class));
    let end = name.tokens.end;
    let closed = has(end, Class::Comma) && !has(end + 1, Class::Coordinator);
    let listed =
        is(end + 1, Class::Title) || tokens.get(end + 1).is_some_and(|next| next.shape != Shape::Lower);
    let bracket = has(role.tokens.end - 1, Class::BracketClose);
    is_named(name)
        && name.role.is_none()
        && name.tokens.len() > 1
        && is(role.tokens.start, Class::Title)
        && !role.tokens.clone().any(|at| is(at, Class::Rank))
        && (bracket || closed && !listed)
        && comma_between(tokens, role, name)
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
