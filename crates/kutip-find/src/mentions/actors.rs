//! Which mentions are of one actor, by name alone. Pronouns and roles are resolved where the speaker is known.

use super::{bynames, same, shorten};
use crate::model::{
    Actor, ActorKind, Form, Known, Mention, NAME_BYTES, Shape, Terms, Token, TokenKind, tokens_in,
};
use hashbrown::HashMap;
use kutip_lang::{Class, Lang, Sense, fold};
use kutip_text::scan::{is_short_for, shown};
use kutip_text::{Id, Layer, Mark, Span};
use std::ops::Range;

/// Names beyond this number are not compared with each other (a list of participants, not a report).
const NAMES: usize = 400;

/// What is shorter is an initial.
const NAME_LETTERS: usize = 3;

/// Gives every named mention its actor.
pub(super) fn resolve(
    text: &str,
    tokens: &[Token],
    terms: &Terms<'_>,
    lang: &Lang,
    mentions: &mut Layer<Mention>,
) -> Vec<Actor> {
    let mut actors: Vec<Actor> = Vec::new();
    let mut by_known: HashMap<(u8, u32), usize> = HashMap::new();
    let mut by_name: HashMap<String, usize> = HashMap::new();
    let mut names: Vec<(Vec<String>, usize)> = Vec::new(); // words of each person's fullest name
    let nicknames = nicknames(text, tokens, mentions.as_slice());
    shorten::after_roles(text, tokens, terms, mentions, &nicknames);
    let full = full_names(text, mentions);
    let mut given: Vec<Option<Id<Actor>>> = vec![None; mentions.len()];
    for (id, mark) in mentions.iter() {
        let mention = &mark.value;
        if mention.form != Form::Name || mention.name.len() > NAME_BYTES {
            continue;
        }
        let name = mention.name.of(text);
        let actor = if let Some(known) = mention.known {
            let key = known_key(known);
            let at = *by_known.entry(key).or_insert_with(|| {
                actors.push(Actor {
                    name: known_name(lang, known, name),
                    kind: mention.kind,
                    role: None,
                    known: Some(known),
                    mentions: Vec::new(),
                });
                actors.len() - 1
            });
            // *Kementerian Pertahanan AS atau Pentagon*: its usual name, where the article has it anywhere.
            if let Known::Body(row) = known
                && let Some(row) = lang.bodies.get(row as usize).filter(|row| *row.name == *name)
            {
                actors[at].name = row.name.to_string();
            }
            at
        } else if mention.kind == ActorKind::Person {
            let words = whole_name(lang, &full, name);
            let recent = &names[names.len().saturating_sub(NAMES)..];
            let place = person(&words, recent, &full, &mut actors, id.index());
            match place {
                Place::Found(at) => at,
                Place::New(full_name, full_words) => {
                    actors.push(Actor {
                        name: full_name,
                        kind: ActorKind::Person,
                        role: None,
                        known: None,
                        mentions: Vec::new(),
                    });
                    names.push((full_words, actors.len() - 1));
                    actors.len() - 1
                }
            }
        } else {
            let name = unbracketed(tokens, mention).of(text);
            let folded = fold(name);
            *by_name.entry(folded).or_insert_with(|| {
                actors.push(Actor {
                    name: shown(name),
                    kind: mention.kind,
                    role: None,
                    known: None,
                    mentions: Vec::new(),
                });
                actors.len() - 1
            })
        };
        // *Juru bicara kementerian, Mikkel Tofte*: a role before the name, or before the name and a comma.
        let apposed =
            id.index().checked_sub(1).and_then(|before| mentions.get(Id::new(before))).filter(|before| {
                let end = before.value.tokens.end;
                let clitic = tokens.get(end).is_some_and(|token| token.kind == TokenKind::Clitic);
                let end = end + usize::from(clitic); // *kepala delegasinya, Wanjiru*
                let comma = end + 1 == mention.tokens.start && tokens[end].classes.has(Class::Comma);
                comma
                    && before.value.form == Form::Nominal
                    && before.value.kind == ActorKind::Person
                    && mention.kind == ActorKind::Person
            });
        // *Wira Atmaja, direktur pelaksana Honda*: a small role behind the name and a comma.
        let behind = mentions.get(Id::new(id.index() + 1)).map(|next| &next.value).filter(|next| {
            let start = next.tokens.start;
            let comma = mention.tokens.end + 1 == start && tokens[start - 1].classes.has(Class::Comma);
            let closed = tokens
                .get(next.tokens.end)
                .is_none_or(|token| token.kind == TokenKind::Mark || token.classes.has(Class::Preposition));
            let role = next.form == Form::Nominal && next.kind == ActorKind::Person && next.role.is_some();
            comma
                && closed
                && role
                && tokens[start].shape == Shape::Lower
                && mention.kind == ActorKind::Person
        });
        let apposed = apposed.map(|before| before.value.name).or(behind.map(|behind| behind.name));
        if actors[actor].role.is_none()
            && let Some(role) = mention.role.or(apposed)
        {
            actors[actor].role = Some(shown(role.of(text)));
        }
        actors[actor].mentions.push(id);
        given[id.index()] = Some(Id::new(actor));
    }
    spell_out(text, tokens, terms, lang, &mut actors);
    join_aliases(text, tokens, mentions, &nicknames, &mut given, &mut actors);
    same::join(lang, &mut given, &mut actors);
    drop_joined(&mut given, &mut actors);
    let mut marks = std::mem::take(mentions).into_marks();
    for (mark, actor) in marks.iter_mut().zip(given) {
        mark.value.actor = actor;
        // Initials that turned out to be a person's.
        let person = actor.is_some_and(|actor| {
            let actor = &actors[actor.index()];
            actor.kind == ActorKind::Person && actor.role.is_some()
        });
        let body = actor.is_some_and(|actor| actors[actor.index()].kind == ActorKind::Organization);
        if person && mark.value.kind == ActorKind::Organization {
            mark.value.kind = ActorKind::Person;
        } else if body && mark.value.kind == ActorKind::Person && mark.value.role.is_none() {
            mark.value.kind = ActorKind::Organization; // *PT Railink*, *Railink*
        }
    }
    *mentions = Layer::new(marks);
    actors
}

/// *Gubernur Bank Indonesia*, later *BI*: a body goes by its longest form, though it stands within somebody's role alone.
fn spell_out(text: &str, tokens: &[Token], terms: &Terms<'_>, lang: &Lang, actors: &mut [Actor]) {
    let short: HashMap<u32, usize> = actors
        .iter()
        .enumerate()
        .filter_map(|(at, actor)| match actor.known {
            Some(Known::Body(row)) if !actor.name.contains(char::is_whitespace) => Some((row, at)),
            _ => None,
        })
        .collect();
    if short.is_empty() {
        return;
    }
    // The usual name may mean others, too, and be in no term then.
    for (row, actor) in &short {
        if let Some(row) = lang.bodies.get(*row as usize).filter(|row| text.contains(&*row.name)) {
            actors[*actor].name = row.name.to_string();
        }
    }
    for (at, token) in tokens.iter().enumerate() {
        for term in terms.at(at) {
            let Sense::Body(row) = term.sense else { continue };
            let Some(actor) = short.get(&row) else { continue };
            let written = token.span.to(tokens[term.end as usize - 1].span).of(text);
            if is_short_for(&actors[*actor].name, written) {
                actors[*actor].name = shown(written);
            }
        }
    }
}

fn known_key(known: Known) -> (u8, u32) {
    match known {
        Known::State(n) => (0, n),
        Known::Outlet(n) => (1, n),
        Known::Body(n) => (2, n),
        Known::Region(n) => (3, n),
    }
}

/// States and outlets by their usual name; bodies and regions by how the article writes them.
fn known_name(lang: &Lang, known: Known, written: &str) -> String {
    match known {
        Known::State(n) => {
            lang.states.get(n as usize).map_or_else(|| shown(written), |state| state.name.to_string())
        }
        Known::Outlet(n) => {
            lang.outlets.get(n as usize).map_or_else(|| shown(written), |outlet| outlet.name.to_string())
        }
        Known::Body(_) | Known::Region(_) => shown(written),
    }
}

fn words(name: &str) -> Vec<String> {
    kutip_text::scan::words(name).map(fold).collect()
}

/// *Kementerian Pertahanan Prancis atau Balard*: names that no table knows, and that the article gives to a body.
/// The word between joins two actors as often, so nobody else may bear the name.
fn nicknames<'t>(text: &'t str, tokens: &[Token], marks: &[Mark<Mention>]) -> Vec<&'t str> {
    let given = |pair: &[Mark<Mention>]| {
        let (body, name) = (&pair[0].value, &pair[1].value);
        let between = body.tokens.end..name.tokens.start;
        let joined = between.len() == 1 && tokens[between.start].classes.has(Class::Alias);
        let new = name.form == Form::Name && name.known.is_none() && name.role.is_none();
        let one = name.tokens.len() == 1 && tokens[name.tokens.start].shape == Shape::Capital;
        let is_body = matches!(body.known, Some(Known::Body(_)))
            || body.form == Form::Name
                && body.kind == ActorKind::Organization
                && tokens[body.tokens.start].classes.has(Class::BodyHead);
        (joined && new && one && is_body).then(|| name.name.of(text))
    };
    let of_somebody = |nickname: &str| {
        marks.iter().any(|mark| {
            let mut words = mark.value.name.of(text).split_whitespace();
            let first = words.next() == Some(nickname);
            let longer = words.next().is_some();
            first && longer != mark.value.role.is_some() || words.any(|word| word == nickname)
        })
    };
    marks.windows(2).filter_map(given).filter(|nickname| !of_somebody(nickname)).collect()
}

/// Persons' names of two and more words, with the mention at which each first stands.
struct FullName {
    words: Vec<String>,
    name: String,
    first: usize,
}

fn full_names(text: &str, mentions: &Layer<Mention>) -> Vec<FullName> {
    let mut out: Vec<FullName> = Vec::new();
    for (id, mark) in mentions.iter() {
        if out.len() >= NAMES {
            break;
        }
        let mention = &mark.value;
        if mention.form != Form::Name || mention.kind != ActorKind::Person || mention.known.is_some() {
            continue;
        }
        let words = words(mention.name.of(text));
        if !out.iter().any(|full| full.words == words) {
            out.push(FullName { words, name: shown(mention.name.of(text)), first: id.index() });
        }
    }
    out
}

enum Place {
    Found(usize),
    New(String, Vec<String>),
}

/// The actor with the fullest name that holds these words: one that came before, else one that comes later.
fn person(
    words: &[String],
    names: &[(Vec<String>, usize)],
    full: &[FullName],
    actors: &mut [Actor],
    at: usize,
) -> Place {
    let holds = |long: &[String]| words.iter().all(|word| long.contains(word)) || is_nickname(words, long);
    let holders = || names.iter().rev().filter(|(long, _)| holds(long));
    let with_role = holders().find(|(_, actor)| actors[*actor].role.is_some());
    if let Some((_, actor)) = with_role.or_else(|| holders().next()) {
        return Place::Found(*actor);
    }
    // A longer form of a name that came before: *Ruki*, then *Taufiequrachman Ruki*.
    if let Some((short, actor)) =
        names.iter().rev().find(|(short, _)| short.iter().all(|word| words.contains(word)))
        && !short.is_empty()
    {
        return Place::Found(*actor).renamed(actors, full, words);
    }
    let longest = full
        .iter()
        .filter(|other| other.words.len() > words.len() && holds(&other.words))
        .min_by_key(|other| other.first.abs_diff(at));
    match longest {
        Some(other) => match names.iter().find(|(long, _)| *long == other.words) {
            Some((_, actor)) => Place::Found(*actor),
            None => Place::New(other.name.clone(), other.words.clone()),
        },
        None => spelled_otherwise(words, names, full, actors).unwrap_or_else(|| {
            let name = full.iter().find(|other| other.words == words).map(|other| other.name.clone());
            Place::New(name.unwrap_or_default(), words.to_vec())
        }),
    }
}

/// A name that came before, spelled otherwise.
fn spelled_otherwise(
    words: &[String],
    names: &[(Vec<String>, usize)],
    full: &[FullName],
    actors: &mut [Actor],
) -> Option<Place> {
    let (other, actor) = names.iter().rev().find(|(other, _)| same::spelled_alike(words, other))?;
    let place = Place::Found(*actor);
    Some(if words.len() > other.len() { place.renamed(actors, full, words) } else { place })
}

/// *SBY* by the words of the full name that the tables have for it, where the article has that, too.
fn whole_name(lang: &Lang, full: &[FullName], name: &str) -> Vec<String> {
    let initials = name.chars().all(char::is_uppercase);
    let called = initials.then(|| lang.leader_called(&fold(name))).flatten();
    let whole: Vec<String> =
        called.map_or(Vec::new(), |name| name.split_whitespace().map(str::to_owned).collect());
    let spelled = whole.len() > 1 && full.iter().any(|other| other.words == whole);
    if spelled { whole } else { words(name) }
}

/// *Sandi* of *Sandiaga Uno*, *Jokowi* of *Joko Widodo*: one word that begins a name, or joins the beginnings of two.
fn is_nickname(short: &[String], long: &[String]) -> bool {
    const ONE_BYTES: usize = 4;
    const FIRST_BYTES: usize = 3;
    const SECOND_BYTES: usize = 2;
    let [short] = short else { return false };
    if long.len() < 2 || short.len() < ONE_BYTES {
        return false;
    }
    let begins = long.iter().any(|word| word.len() > short.len() && word.starts_with(short.as_str()));
    let joined = long.windows(2).any(|pair| {
        (FIRST_BYTES..short.len().saturating_sub(SECOND_BYTES - 1)).any(|at| {
            short.is_char_boundary(at)
                && pair[0].starts_with(&short[..at])
                && pair[1].starts_with(&short[at..])
        })
    });
    begins || joined
}

impl Place {
    /// The actor takes the fuller name.
    fn renamed(self, actors: &mut [Actor], full: &[FullName], words: &[String]) -> Self {
        if let (Place::Found(at), Some(other)) = (&self, full.iter().find(|other| other.words == words)) {
            actors[*at].name.clone_from(&other.name);
        }
        self
    }
}

/// The name of a body without the abbreviation in brackets that ends it.
fn unbracketed(tokens: &[Token], mention: &Mention) -> Span {
    match bracketed(tokens, mention) {
        Some(inner) => tokens[tokens_in(tokens, mention.name).start].span.to(tokens[inner.start - 2].span),
        None => mention.name,
    }
}

/// The abbreviation in brackets that ends the name of a body.
pub(super) fn bracketed(tokens: &[Token], mention: &Mention) -> Option<Range<usize>> {
    let name = tokens_in(tokens, mention.name);
    let close = name.end.checked_sub(1).filter(|at| tokens[*at].classes.has(Class::BracketClose))?;
    let open = name.clone().rev().find(|at| tokens[*at].classes.has(Class::BracketOpen))?;
    (open > name.start && open + 1 < close).then_some(open + 1..close)
}

/// *Basuki Tjahaja Purnama alias Ahok*, *Komisi Pemberantasan Korupsi (KPK)*: two names of one actor.
fn join_aliases(
    text: &str,
    tokens: &[Token],
    mentions: &Layer<Mention>,
    nicknames: &[&str],
    given: &mut [Option<Id<Actor>>],
    actors: &mut [Actor],
) {
    let marks = mentions.as_slice();
    for (at, pair) in marks.windows(2).enumerate() {
        let (first, second) = (&pair[0].value, &pair[1].value);
        let between = first.tokens.end..second.tokens.start;
        let joins = between.len() == 1 && tokens[between.start].classes.has(Class::Alias);
        let nickname = nicknames.contains(&second.name.of(text));
        let alias = joins && (nickname || !tokens[between.start].classes.has(Class::Coordinator));
        if let (true, Some(to), Some(from)) = (alias, given[at], given[at + 1])
            && to != from
        {
            if nickname {
                actors[to.index()].name = second.name.of(text).to_owned();
            }
            merge(given, actors, from, to);
        }
    }
    let mut brackets: HashMap<&str, Id<Actor>> = HashMap::new();
    for (at, mark) in marks.iter().enumerate() {
        let mention = &mark.value;
        let Some(actor) = given[at] else { continue };
        let inner: Vec<&Token> =
            tokens[mention.tokens.clone()].iter().filter(|t| t.classes.has(Class::BracketOpen)).collect();
        for open in inner {
            let after = tokens.partition_point(|t| t.span.start <= open.span.start);
            let (Some(short), Some(close)) = (tokens.get(after), tokens.get(after + 1)) else { continue };
            // The bracket abbreviates the whole mention only where it ends it.
            if close.classes.has(Class::BracketClose) && after + 2 == mention.tokens.end {
                brackets.insert(short.span.of(text), actor);
            }
        }
    }
    for (at, mark) in marks.iter().enumerate() {
        let name = mark.value.name.of(text);
        // *PT Awan Biru (AB)*, later *PT AB*
        let headed = |(head, short): (&str, &str)| {
            let to = brackets.get(short).copied()?;
            (actors[to.index()].name.split_whitespace().next() == Some(head)).then_some(to)
        };
        let whole = brackets.get(name).copied();
        let whole = whole.or_else(|| name.split_once(char::is_whitespace).and_then(headed));
        if let (Some(to), Some(from)) = (whole, given[at])
            && to != from
        {
            // *tersangka R (Rohadi)*: an initial is no name beside another one.
            if actors[to.index()].kind == ActorKind::Person && actors[to.index()].name.len() < NAME_LETTERS {
                actors[to.index()].name = shown(name);
            }
            merge(given, actors, from, to);
        }
    }
    actors.iter_mut().for_each(|actor| actor.mentions.sort());
    for (other, whole) in bynames::pairs(text, tokens, mentions, actors, given) {
        if let (Some(from), Some(to)) = (given[other], given[whole])
            && from != to
        {
            // *Mbah Rono, sapaan Surono*: the one with a role, else the longer name, is the person's own.
            let own = |at: Id<Actor>| (actors[at.index()].role.is_some(), actors[at.index()].name.len());
            let (from, to) = if own(from) > own(to) { (to, from) } else { (from, to) };
            merge(given, actors, from, to);
        }
    }
    actors.iter_mut().for_each(|actor| actor.mentions.sort());
}

/// Actors whose mentions all went to another are nobody.
fn drop_joined(given: &mut [Option<Id<Actor>>], actors: &mut Vec<Actor>) {
    let mut kept = 0;
    let places: Vec<usize> = actors
        .iter()
        .map(|actor| {
            kept += usize::from(!actor.mentions.is_empty());
            kept
        })
        .collect();
    for id in given.iter_mut().flatten() {
        *id = Id::new(places[id.index()] - 1);
    }
    actors.retain(|actor| !actor.mentions.is_empty());
}

/// Leaves the mentions unsorted: an actor may take over many others, one by one.
pub(super) fn merge(given: &mut [Option<Id<Actor>>], actors: &mut [Actor], from: Id<Actor>, to: Id<Actor>) {
    // *Kementerian Dalam Negeri (Kemendagri)*: what the tables know of the short name holds for both.
    if actors[to.index()].known.is_none()
        && let Some(body @ Known::Body(_)) = actors[from.index()].known
        && actors[to.index()].kind != ActorKind::Person
    {
        actors[to.index()].known = Some(body);
    }
    let moved = std::mem::take(&mut actors[from.index()].mentions);
    for mention in &moved {
        given[mention.index()] = Some(to);
    }
    actors[to.index()].mentions.extend(moved);
}
