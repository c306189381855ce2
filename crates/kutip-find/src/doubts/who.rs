//! Names and pronouns that may mean several persons.
//!
//! The pass over actors decides by rules that are mostly right (whoever was named last, whoever the sentence speaks of
//! first). Where they have nothing to go by, the reader is told: once for each word.

use crate::model::{ActorKind, Document, DoubtKind, Form, Member, Reference, Roster, TokenKind};
use crate::rules;
use hashbrown::HashSet;
use kutip_lang::{Class, fold};
use kutip_text::scan::words;
use kutip_text::{Id, Mark};

/// So many mentions of persons are compared with each other.
const PERSONS: usize = 400;
/// A doubt names so many others.
const OTHERS: usize = 3;
/// A pronoun means somebody of at most so many sentences before.
const SENTENCES: usize = 2;

/// Finds the doubts, in the order of the text.
pub(crate) fn actors(document: &Document<'_>, roster: &Roster) -> Vec<Mark<DoubtKind>> {
    let persons: Vec<&Mark<Reference>> = roster
        .mentions
        .as_slice()
        .iter()
        .filter(|mark| kind(roster, mark.value.member) == Some(ActorKind::Person))
        .take(PERSONS)
        .collect();
    let mut told: HashSet<String> = HashSet::new();
    // The words of the names of persons, by member.
    let mut names: Vec<Vec<String>> = vec![Vec::new(); roster.members.len()];
    let mut doubts = Vec::new();
    for (at, mark) in persons.iter().enumerate() {
        if let Some(words) = names.get_mut(mark.value.member.index()).filter(|words| words.is_empty()) {
            *words = folded(name(roster, mark.value.member));
        }
        let others = match mark.value.form {
            Form::Name => {
                let others = namesakes(document, &names, &persons[..at], mark);
                let new = !others.is_empty() && told.insert(fold(document.text(mark.span)));
                others.into_iter().filter(|_| new).map(|other| name(roster, other).to_owned()).collect()
            }
            Form::Pronoun => of_two(document, roster, &persons[..at], mark),
            _ => Vec::new(),
        };
        if !others.is_empty() {
            let value = DoubtKind::AmbiguousActor(others);
            doubts.push(Mark { span: mark.span, by: rules::ACTORS, value });
        }
    }
    doubts
}

fn kind(roster: &Roster, member: Id<Member>) -> Option<ActorKind> {
    Some(roster.members.get(member.index())?.kind)
}

fn name(roster: &Roster, member: Id<Member>) -> &str {
    roster.members.get(member.index()).map_or("", |member| member.name.as_str())
}

/// Others whose names hold the one word that a name has here, where nobody has just this name.
fn namesakes(
    document: &Document<'_>,
    names: &[Vec<String>],
    before: &[&Mark<Reference>],
    mark: &Mark<Reference>,
) -> Vec<Id<Member>> {
    let tokens = document.tokens_in(mark.span);
    let words_of = |member: Id<Member>| names.get(member.index()).map_or(&[][..], Vec::as_slice);
    let own = words_of(mark.value.member);
    if tokens.len() != 1 || document.tokens[tokens.start].kind != TokenKind::Word || own.len() < 2 {
        return Vec::new();
    }
    let word = fold(document.text(mark.span));
    let mut others: Vec<Id<Member>> = Vec::new();
    for other in before.iter().map(|other| other.value.member) {
        let name = words_of(other);
        if matches!(name, [only] if *only == word) {
            return Vec::new();
        }
        if other != mark.value.member
            && others.len() < OTHERS
            && !others.contains(&other)
            && alike(&word, own, name)
        {
            others.push(other);
        }
    }
    let named = || before.iter().any(|other| other.value.member == mark.value.member);
    if !others.is_empty() && named() && document.lang.leader(&word, None).is_none() {
        others
    } else {
        Vec::new()
    }
}

fn folded(name: &str) -> Vec<String> {
    words(name).map(fold).collect()
}

/// Whether a word stands at the same place of two names, at their start or end, and neither name holds all of the other,
/// as that of one person would who is named in two ways.
fn alike(word: &str, first: &[String], second: &[String]) -> bool {
    let within = |short: &[String], long: &[String]| short.iter().all(|part| long.contains(part));
    let starts = |name: &[String]| name.first().is_some_and(|part| part == word);
    let ends = |name: &[String]| name.last().is_some_and(|part| part == word);
    (starts(first) && starts(second) || ends(first) && ends(second))
        && !within(first, second)
        && !within(second, first)
}

/// *Rahmat dan Dewi tiba. Ia ...*: the other of two who were named side by side.
fn of_two(
    document: &Document<'_>,
    roster: &Roster,
    before: &[&Mark<Reference>],
    mark: &Mark<Reference>,
) -> Vec<String> {
    let tokens = document.tokens_in(mark.span);
    let third = document.tokens.get(tokens.start).is_some_and(|token| token.classes.has(Class::PronounThird));
    let Some((at, last)) =
        before.iter().enumerate().rev().find(|(_, other)| other.value.member == mark.value.member)
    else {
        return Vec::new();
    };
    let sentence = |mark: &Mark<Reference>| document.sentence_of(document.tokens_in(mark.span).start);
    let near = match (sentence(last), sentence(mark)) {
        (Some(first), Some(second)) => second - first <= SENTENCES && first != second,
        _ => false,
    };
    if !third || !near || last.value.form != Form::Name {
        return Vec::new();
    }
    let beside = |first: &Mark<Reference>, second: &Mark<Reference>| {
        let (first, second) = (document.tokens_in(first.span), document.tokens_in(second.span));
        first.end + 1 == second.start && document.tokens[first.end].classes.has(Class::Coordinator)
    };
    let other = (at.checked_sub(1).and_then(|other| before.get(other)).filter(|other| beside(other, last)))
        .or_else(|| before.get(at + 1).filter(|other| beside(last, other)));
    // Whoever is named again, alone, is the one.
    let again =
        |other: &Id<Member>| before[at + 1..].iter().filter(|mark| mark.value.member == *other).count();
    other
        .map(|other| other.value.member)
        .filter(|other| *other != mark.value.member && again(other) <= 1)
        .map(|other| vec![name(roster, other).to_owned()])
        .unwrap_or_default()
}
