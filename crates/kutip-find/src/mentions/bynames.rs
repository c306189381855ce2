//! Other names of one person: initials (*AHY* of *Agus Harimurti Yudhoyono*) and what he is called by (*Emil*).

use crate::model::{Actor, ActorKind, Form, Mention, Shape, Token, TokenKind};
use kutip_lang::{Class, fold};
use kutip_text::scan::shown;
use kutip_text::{Id, Layer, Mark};

/// Initials are of so few letters at most; they stand for as many words.
const INITIALS: usize = 5;
/// Actors beyond this number are not looked through: a list of participants, not a report.
const ACTORS: usize = 200;
/// *yang akrab disapa*: so many tokens at most stand between a name and the word that leads to the other one.
const NEAR_TOKENS: usize = 6;

/// Pairs of mentions of one person, the other name first.
pub(super) fn pairs(
    text: &str,
    tokens: &[Token],
    mentions: &Layer<Mention>,
    actors: &[Actor],
    given: &[Option<Id<Actor>>],
) -> Vec<(usize, usize)> {
    let marks = mentions.as_slice();
    let mut out = Vec::new();
    for (at, mark) in marks.iter().enumerate() {
        if mark.value.form != Form::Name || mark.value.known.is_some() || given[at].is_none() {
            continue;
        }
        let whole = of_initials(text, tokens, &mark.value, actors)
            .or_else(|| called(text, tokens, marks, at, actors, given));
        out.extend(whole.filter(|whole| *whole != at).map(|whole| (at, whole)));
    }
    out
}

/// The first mention of the one person whose words begin with these letters.
fn of_initials(text: &str, tokens: &[Token], mention: &Mention, actors: &[Actor]) -> Option<usize> {
    let one = mention.tokens.len() == 1 && mention.role.is_none();
    let kinds = [ActorKind::Organization, ActorKind::Person];
    if !one || !kinds.contains(&mention.kind) || tokens[mention.tokens.start].shape != Shape::Upper {
        return None;
    }
    let short = shown(mention.name.of(text));
    if short.chars().count() > INITIALS {
        return None;
    }
    let begins = |actor: &&Actor| {
        let firsts: String = actor.name.split_whitespace().filter_map(|word| word.chars().next()).collect();
        // Not *Kartu Keluarga*: of a person of whom the article tells what he is.
        actor.kind == ActorKind::Person && actor.role.is_some() && firsts == short
    };
    let mut whole = actors.iter().take(ACTORS).filter(begins);
    let found = whole.next().filter(|_| whole.next().is_none())?;
    found.mentions.first().map(|id| id.index())
}

/// *Emil, sapaan akrabnya*; *Ridwan yang akrab disapa Emil*: the mention of whoever bears the other name.
fn called(
    text: &str,
    tokens: &[Token],
    marks: &[Mark<Mention>],
    at: usize,
    actors: &[Actor],
    given: &[Option<Id<Actor>>],
) -> Option<usize> {
    let mention = &marks[at].value;
    let person = |other: usize| {
        let mention = &marks[other].value;
        let named = mention.form == Form::Name && mention.kind == ActorKind::Person;
        named && mention.known.is_none()
    };
    if !person(at) {
        return None;
    }
    let is_byname = |token: usize| tokens.get(token).is_some_and(|token| token.classes.has(Class::Byname));
    let end = mention.tokens.end;
    let set_off = |token: &Token| token.classes.has(Class::Comma) || token.classes.has(Class::BracketOpen);
    if tokens.get(end).is_some_and(set_off) && is_byname(end + 1) {
        // *sapaan akrabnya*: of whoever was named last; *sapaan Ridwan*: of the one named.
        let by_name = marks.get(at + 1).filter(|next| next.value.tokens.start <= end + NEAR_TOKENS);
        return match by_name.map(|next| next.value.form) {
            Some(Form::Name) => Some(at + 1).filter(|next| person(*next)),
            _ => {
                let short = fold(mention.name.of(text));
                let named = |other: &usize| {
                    let actor = given[*other].filter(|actor| given[at] != Some(*actor));
                    let actor = actor.map(|actor| &actors[actor.index()]).filter(|_| person(*other));
                    actor.is_some_and(|actor| sounds_like(&short, &fold(&actor.name)))
                };
                (0..at).rev().take(ACTORS).find(named)
            }
        };
    }
    let start = mention.tokens.start;
    let led = start > 0 && is_byname(start - 1);
    let before = (0..at).rev().take(ACTORS).find(|other| led && person(*other))?;
    let between = marks[before].value.tokens.end..start;
    let stopped = between
        .clone()
        .any(|i| tokens[i].kind == TokenKind::Mark && tokens[i].classes.has(Class::SentenceEnd));
    (between.len() <= NEAR_TOKENS && !stopped).then_some(before)
}

/// *Tiko* of *Kartika*, *Emil* of *Kamil*: three letters in a row of the short name stand in the long one.
fn sounds_like(short: &str, long: &str) -> bool {
    const LETTERS: usize = 3;
    const SHORT_BYTES: usize = 24;
    const LONG_BYTES: usize = 100;
    if short.len() > SHORT_BYTES || long.len() > LONG_BYTES {
        return false; // names are not as long, and each letter is compared with each
    }
    short.as_bytes().windows(LETTERS).any(|part| long.as_bytes().windows(LETTERS).any(|other| other == part))
}
