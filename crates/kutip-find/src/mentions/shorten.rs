//! Where a role ends and a name begins, by what else the article says.

use super::actors::bracketed;
use crate::model::{ActorKind, Form, Known, Mention, Shape, Terms, Token, TokenKind, tokens_in};
use hashbrown::HashSet;
use kutip_lang::{Class, ClassSet, Lang, Sense, fold};
use kutip_text::{Layer, Mark};

/// What is shorter is somebody's initial rather than a place (*Blok M*, *M Wirawan*).
const PLACE_BYTES: usize = 3;

/// A place is called by so many words at most; a longer run of capitals is looked at no further.
const PLACE_WORDS: usize = 6;

/// *Kepala Riset Asjaya Securities William Wijaya Putra*, later *William*: what stands before the short name within the
/// long one belongs to the role.
/// So does the nickname of a body: *Juru bicara Balard Zainal Mukhtarom*.
pub(super) fn after_roles(
    text: &str,
    tokens: &[Token],
    terms: &Terms<'_>,
    mentions: &mut Layer<Mention>,
    nicknames: &[&str],
) {
    let persons = |m: &Mention| m.form == Form::Name && m.kind == ActorKind::Person && m.known.is_none();
    let short: HashSet<String> = mentions
        .as_slice()
        .iter()
        .filter(|m| persons(&m.value) && m.value.role.is_none())
        .map(|m| fold(m.value.name.of(text)))
        .collect();
    let firsts: HashSet<&str> = short.iter().filter_map(|name| name.split_whitespace().next()).collect();
    let mut places = places(text, tokens);
    // *Dinas Kebakaran (Diskar PB)*: what the article calls a body for short.
    let bodies = mentions
        .as_slice()
        .iter()
        .map(|mark| &mark.value)
        .filter(|mention| mention.form == Form::Name && mention.kind == ActorKind::Organization);
    places.extend(bodies.filter_map(|mention| {
        let short = bracketed(tokens, mention)?;
        Some(tokens[short.start].span.to(tokens[short.end - 1].span).of(text))
    }));
    let mut marks = std::mem::take(mentions).into_marks();
    for mark in &mut marks {
        let mention = &mut mark.value;
        let name = tokens_in(tokens, mention.name);
        if !persons(mention) || mention.role.is_none() || name.len() < 2 {
            continue;
        }
        let after = nicknames.contains(&tokens[name.start].span.of(text)).then_some(name.start + 1);
        let after = after.or_else(|| {
            let of_place = |end: &usize| {
                let start = tokens[name.start].span.to(tokens[*end - 1].span).of(text);
                start.len() >= PLACE_BYTES && places.contains(start) && !short.contains(&fold(start))
            };
            (name.start + 1..name.end).rev().find(of_place)
        });
        // *Kepala Diskar PB Sukaraya Ferdi Wiratma*: and the place of that body.
        let after = after.map(|at| region_end(terms, at).filter(|end| *end < name.end).unwrap_or(at));
        if after.is_none() && name.len() < 3 {
            continue;
        }
        // *Ketua Pemuda Golkar Ahmad Wirya*: a known body is whole, and what follows it is the name.
        let behind_known = ends_known(terms, name.start);
        let whole = behind_known || firsts.contains(fold(tokens[name.start].span.of(text)).as_str());
        let middle = (name.start + 1..name.end.saturating_sub(1))
            .find(|at| short.contains(&fold(tokens[*at].span.of(text))));
        if let Some(at) = after.or(middle.filter(|_| !whole)) {
            let role = mention.role.unwrap_or(mention.name);
            mention.role = Some(kutip_text::Span::new(role.start as usize, tokens[at - 1].span.end as usize));
            mention.name = tokens[at].span.to(mention.name);
            mention.name.start = tokens[at].span.start;
        }
    }
    *mentions = Layer::new(marks);
}

/// *Danang Parikesit*, later *Danang*: a place's name alone is a person's where the article has it as a first name.
pub(super) fn first_names(text: &str, tokens: &[Token], lang: &Lang, mentions: &mut Layer<Mention>) {
    let place = |at: usize| at > 0 && tokens[at - 1].classes.any(PLACES);
    let alone = |m: &Mention| {
        let one = m.form == Form::Name && m.tokens.len() == 1;
        let upper = m.known.is_none() && tokens[m.tokens.start].shape == Shape::Upper;
        one && (upper || matches!(m.known, Some(Known::Region(_))))
    };
    if !mentions.as_slice().iter().any(|mark| alone(&mark.value)) {
        return;
    }
    let named = |m: &Mention| m.form == Form::Name && m.kind == ActorKind::Person && m.known.is_none();
    let firsts: HashSet<&str> = mentions
        .as_slice()
        .iter()
        .filter(|mark| named(&mark.value))
        .filter_map(|mark| {
            let mut words = mark.value.name.of(text).split_whitespace();
            words.next().filter(|_| words.next().is_some())
        })
        .collect();
    // *SBY*: initials that the tables have for a person
    let initials = |m: &Mention| {
        let one = m.form == Form::Name && m.known.is_none() && m.tokens.len() == 1;
        one && tokens[m.tokens.start].shape == Shape::Upper && lang.leader(m.name.of(text), None).is_some()
    };
    let is_first = |m: &Mention| {
        if initials(m) {
            return m.kind != ActorKind::Person;
        }
        let region = matches!(m.known, Some(Known::Region(_))) && m.tokens.len() == 1;
        region && !place(m.tokens.start) && firsts.contains(m.name.of(text))
    };
    if !mentions.as_slice().iter().any(|mark| is_first(&mark.value)) {
        return;
    }
    let mut marks = std::mem::take(mentions).into_marks();
    for mark in &mut marks {
        if is_first(&mark.value) {
            (mark.value.kind, mark.value.known) = (ActorKind::Person, None);
        }
    }
    *mentions = Layer::new(marks);
}

/// Words before the name of a place.
const PLACES: ClassSet = ClassSet::of(&[Class::Locative, Class::NamedHead, Class::PlaceHead]);

/// *kuasa hukum Rini Astuti, Bagas Wiratma*, *mantan istri Rian Saputra itu*: the name within belongs to another person,
/// and the phrase is no name of him whom it means.
/// So does it where the article has told of the one who is named before: *pengacara Rini Astuti*, whom it called a suspect.
pub(super) fn relations(text: &str, tokens: &[Token], terms: &Terms<'_>, mentions: &mut Layer<Mention>) {
    let mut marks = std::mem::take(mentions).into_marks();
    for at in 0..marks.len() {
        let mention = &marks[at].value;
        let person =
            mention.form == Form::Name && mention.kind == ActorKind::Person && mention.role.is_some();
        let start = mention.tokens.start;
        if person && follow(tokens, terms, &mut marks[at]) {
            continue;
        }
        let mention = &marks[at].value;
        if !person || !relates(tokens, terms, start) {
            continue;
        }
        let end = mention.tokens.end;
        let pointed = tokens.get(end).filter(|token| token.classes.has(Class::Demonstrative));
        let small = tokens[start].shape == Shape::Lower;
        // *Ibu Rini Astuti* is she herself.
        let address = terms.at(start).iter().any(|term| term.sense == Sense::Class(Class::Honorific));
        let named = tokens.get(end).is_some_and(|token| token.classes.has(Class::Comma))
            && marks.get(at + 1).is_some_and(|next| {
                let next_end = next.value.tokens.end;
                let closed = tokens.get(next_end).is_none_or(|token| token.kind == TokenKind::Mark);
                let alone = next.value.role.is_none() && next.value.tokens.start == end + 1;
                alone && closed && next.value.form == Form::Name && next.value.kind == ActorKind::Person
            });
        if let Some(token) = pointed.filter(|_| small) {
            marks[at].span.end = token.span.end;
            marks[at].value.tokens.end += 1;
        } else if !named && (address || !told_before(text, tokens, terms, &marks, at)) {
            continue;
        }
        let whole = tokens[start].span.to(tokens[end - 1].span);
        let mention = &mut marks[at].value;
        (mention.form, mention.name, mention.role) = (Form::Nominal, whole, Some(whole));
    }
    *mentions = Layer::new(marks);
}

/// *pemerintahan Presiden Rini Astuti*: the name is of her to whom the government belongs; the phrase begins with her.
fn follow(tokens: &[Token], terms: &Terms<'_>, mark: &mut Mark<Mention>) -> bool {
    let start = mark.value.tokens.start;
    let name = tokens_in(tokens, mark.value.name).start;
    let head = terms.at(start).iter().find(|term| term.sense == Sense::Class(Class::Following));
    let Some(next) = head.map(|head| head.end as usize).filter(|next| *next <= name) else { return false };
    mark.span.start = tokens[next].span.start;
    mark.value.tokens.start = next;
    mark.value.role = (next < name).then(|| tokens[next].span.to(tokens[name - 1].span));
    true
}

/// Whether a mention before has the name of this one, and no such role.
fn told_before(text: &str, tokens: &[Token], terms: &Terms<'_>, marks: &[Mark<Mention>], at: usize) -> bool {
    const BACK: usize = 100;
    let name: Vec<&str> = kutip_text::scan::words(marks[at].value.name.of(text)).collect();
    let same = |mark: &Mark<Mention>| {
        let m = &mark.value;
        let person = m.form == Form::Name && m.kind == ActorKind::Person && m.known.is_none();
        let before: Vec<&str> = kutip_text::scan::words(m.name.of(text)).collect();
        person && name.iter().all(|word| before.contains(word))
    };
    let mut before = marks[at.saturating_sub(BACK)..at].iter().filter(|mark| same(mark)).peekable();
    let told = before.peek().is_some();
    told && before.all(|mark| !relates(tokens, terms, mark.value.tokens.start))
}

/// Whether a phrase begins with a word that relates somebody to whoever is named behind it, *mantan* left aside.
fn relates(tokens: &[Token], terms: &Terms<'_>, start: usize) -> bool {
    let is = |at: usize, class: Class| terms.at(at).iter().any(|term| term.sense == Sense::Class(class));
    is(start, Class::Relational)
        || tokens[start].classes.has(Class::Former) && is(start + 1, Class::Relational)
}

/// Whatever the article itself calls a place or a body: *di Tanjung Baru*, *Kelurahan Tanjung Baru*.
fn places<'t>(text: &'t str, tokens: &[Token]) -> HashSet<&'t str> {
    let capital = |at: usize| {
        tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word && token.shape != Shape::Lower)
    };
    let heads = tokens.iter().enumerate().filter(|(_, token)| token.classes.any(PLACES));
    let runs = heads.filter_map(|(at, _)| {
        let mut next = at + 1..at + 2 + PLACE_WORDS;
        let end = next.find(|next| !capital(*next) || tokens[*next].opens_paragraph)?;
        (end > at + 1).then(|| tokens[at + 1].span.to(tokens[end - 1].span).of(text))
    });
    runs.collect()
}

fn region_end(terms: &Terms<'_>, at: usize) -> Option<usize> {
    let term = terms.at(at).iter().find(|term| matches!(term.sense, Sense::Region(_)))?;
    Some(term.end as usize)
}

/// Whether a name of the tables ends before a token.
fn ends_known(terms: &Terms<'_>, end: usize) -> bool {
    const WORDS: usize = 6;
    (end.saturating_sub(WORDS)..end).any(|start| {
        terms.at(start).iter().any(|term| term.end as usize == end && matches!(term.sense, Sense::Body(_)))
    })
}
