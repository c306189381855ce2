//! Names that are one actor's by what the tables know of them, or by how they are spelled.

use super::actors::merge;
use crate::model::{Actor, ActorKind, Known};
use hashbrown::HashMap;
use kutip_lang::{Class, Lang, fold};
use kutip_text::Id;
use kutip_text::scan::is_short_for;

/// Bodies beyond this number are not compared with each other: a list, not a report.
const BODIES: usize = 60;

/// Joins what goes by several names.
pub(super) fn join(lang: &Lang, given: &mut [Option<Id<Actor>>], actors: &mut [Actor]) {
    weak_forms(lang, given, actors);
    shorter_names(given, actors);
    short_heads(given, actors);
    firms(lang, given, actors);
}

/// *PT Railink*, later *Railink*: without the word for what kind of body it is.
fn firms(lang: &Lang, given: &mut [Option<Id<Actor>>], actors: &mut [Actor]) {
    let legal = |word: &str| {
        let word = lang.word(&fold(word));
        let is = |class| lang.is(word, class);
        is(Class::NamedHead) && is(Class::BodyHead) && !is(Class::PlaceHead) && !is(Class::Branched)
    };
    let bodies: Vec<usize> = (0..actors.len())
        .filter(|at| actors[*at].known.is_none() && actors[*at].kind == ActorKind::Organization)
        .filter(|at| !actors[*at].mentions.is_empty())
        .take(BODIES)
        .collect();
    for at in bodies {
        let Some((head, rest)) = actors[at].name.split_once(char::is_whitespace) else { continue };
        if !legal(head) {
            continue;
        }
        let short = actors.iter().position(|other| {
            let free = other.known.is_none() && other.role.is_none() && !other.mentions.is_empty();
            free && other.name == rest
        });
        if let Some(short) = short {
            merge(given, actors, Id::new(short), Id::new(at));
        }
    }
}

/// *Kemendagri* and *Kementerian Dalam Negeri*: a form that means other bodies, too, means the one of which the article
/// speaks by a form that is its alone.
fn weak_forms(lang: &Lang, given: &mut [Option<Id<Actor>>], actors: &mut [Actor]) {
    let mut forms: HashMap<String, Id<Actor>> = HashMap::new();
    for (at, actor) in actors.iter().enumerate() {
        let Some(Known::Body(row)) = actor.known.filter(|_| !actor.mentions.is_empty()) else { continue };
        let weak = lang.bodies.get(row as usize).map_or(&[][..], |row| &row.weak);
        forms.extend(weak.iter().map(|form| (fold(form), Id::new(at))));
    }
    if forms.is_empty() {
        return;
    }
    for at in 0..actors.len() {
        let actor = &actors[at];
        let free = actor.known.is_none() && actor.kind == ActorKind::Organization;
        let body = forms.get(&fold(&actor.name)).copied().filter(|_| free && !actor.mentions.is_empty());
        if let Some(to) = body {
            let name = actors[at].name.clone();
            merge(given, actors, Id::new(at), to);
            if name.len() > actors[to.index()].name.len() {
                actors[to.index()].name = name;
            }
        }
    }
}

/// *Pansus Angket*, *Pansus Angket KPK*: of a body that no table knows the longer name, where only one begins so.
fn shorter_names(given: &mut [Option<Id<Actor>>], actors: &mut [Actor]) {
    const WORDS: usize = 2;
    let is_body = |actor: &Actor| {
        let free = actor.known.is_none() && actor.kind == ActorKind::Organization;
        free && !actor.mentions.is_empty() && actor.name.split_whitespace().nth(WORDS - 1).is_some()
    };
    let bodies: Vec<usize> = (0..actors.len()).filter(|at| is_body(&actors[*at])).take(BODIES).collect();
    for short in bodies.iter().copied() {
        let longer = |at: &usize| {
            let rest = actors[*at].name.strip_prefix(actors[short].name.as_str());
            rest.is_some_and(|rest| rest.starts_with(char::is_whitespace))
        };
        let mut found = bodies.iter().copied().filter(longer);
        if let Some(long) = found.next().filter(|_| found.next().is_none()) {
            merge(given, actors, Id::new(short), Id::new(long));
        }
    }
}

/// *Ditjen Rawa Surya* and *Direktorat Jenderal Rawa Surya*: the same words behind a head that is short for the other.
fn short_heads(given: &mut [Option<Id<Actor>>], actors: &mut [Actor]) {
    let is_body = |actor: &Actor| {
        let free = actor.known.is_none() && actor.kind == ActorKind::Organization;
        free && !actor.mentions.is_empty()
    };
    let bodies: Vec<usize> = (0..actors.len()).filter(|at| is_body(&actors[*at])).take(BODIES).collect();
    for short in bodies.iter().copied() {
        let (head, rest) =
            actors[short].name.split_once(char::is_whitespace).unwrap_or((actors[short].name.as_str(), ""));
        // Initials alone may be anybody's.
        if rest.is_empty() && !head.contains(char::is_lowercase) {
            continue;
        }
        let spelled_out = |at: &usize| {
            let long = actors[*at].name.strip_suffix(rest);
            *at != short && long.is_some_and(|long| is_short_for(head, long))
        };
        if let Some(long) = bodies.iter().copied().find(spelled_out) {
            merge(given, actors, Id::new(short), Id::new(long));
        }
    }
}

/// *Muchsin Alatas* and *Muhsin*, *Bahrun Naim* and *Bahrul Naim*: one word is spelled otherwise, by one letter, and the
/// others are the same. Of a name of one word the other one has more.
pub(super) fn spelled_alike(one: &[String], other: &[String]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    match short {
        [] => false,
        [word] => long.len() > 1 && long.iter().any(|other| near(word, other)),
        _ if short.len() != long.len() => false,
        _ => {
            let mut differ = short.iter().zip(long).filter(|(a, b)| a != b);
            differ.next().is_some_and(|(a, b)| near(a, b)) && differ.next().is_none()
        }
    }
}

/// One letter more, less or other, behind the same first one.
fn near(one: &str, other: &str) -> bool {
    const LETTERS: usize = 6;
    let (a, b) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() < LETTERS || b.len() > a.len() + 1 || a[0] != b[0] {
        return false;
    }
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let rest = if a.len() == b.len() { a.get(same + 1..) } else { a.get(same..) };
    same < b.len() && rest == b.get(same + 1..)
}
