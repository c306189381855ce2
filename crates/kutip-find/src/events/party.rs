//! Who a party is, and for whom it acts.
//!
//! Officials act for their state or body, ministries and armed forces for their state; a candidate, a convict or
//! somebody who held an office acts under his own name.

use super::clause::Who;
use super::pronoun::{pair, pronoun};
use super::sight::Sight;
use crate::model::{
    Actor, ActorKind, Document, Event, Form, Known, Mention, Party, Sector, Shape, Statement, TokenKind,
};
use kutip_lang::{ActorPart, Class, Hint, Sense, StateName};
use kutip_text::scan::shown;
use kutip_text::{Id, Mark};
use std::ops::Range;

/// The parties of a phrase; `before` are the events before it in the text.
pub(crate) fn parties(sight: &Sight<'_, '_>, who: &Who, before: &[Mark<Event>]) -> Vec<Party> {
    let mut out: Vec<Party> = Vec::new();
    let found = match who {
        Who::Parties(ids, _) => ids.iter().flat_map(|id| of_mention(sight, *id, before)).collect(),
        Who::Speaker(id) => of_speaker(sight, *id, before),
        Who::Thing(tokens) => people(sight, tokens).into_iter().collect(),
        Who::Known(at) => known_at(sight, *at).into_iter().collect(),
    };
    for party in found {
        if !out.iter().any(|other| same(other, &party)) {
            out.push(party);
        }
    }
    out
}

/// *pelakunya*, *penculik itu*: a noun for somebody whom no name is given for.
fn people(sight: &Sight<'_, '_>, tokens: &Range<usize>) -> Option<Party> {
    let first = head(sight, tokens);
    let words = &sight.doc.lang.actor_words;
    let person = sight.doc.terms.at(first).iter().any(|term| match term.sense {
        Sense::Actor(entry) => {
            words.get(entry as usize).is_some_and(|word| word.part == ActorPart::People && !word.counted)
        }
        _ => false,
    });
    let name = bare_name(sight, tokens);
    person.then(|| Party { span: Some(sight.span(tokens)), ..plain(name) })
}

/// A party as the person himself, whatever he holds an office of.
pub(crate) fn himself(sight: &Sight<'_, '_>, party: Party) -> Party {
    let actor = party.actor.map(|id| &sight.doc.actors[id.index()]);
    match actor.filter(|actor| actor.kind == ActorKind::Person) {
        Some(actor) => Party { name: actor.name.clone(), state: None, sector: None, ..party },
        None => party,
    }
}

/// A state or body of the tables that begins at a token.
fn known_at(sight: &Sight<'_, '_>, at: usize) -> Option<Party> {
    sight.doc.terms.at(at).iter().find_map(|term| {
        let tokens = at..term.end as usize;
        let span = Some(sight.span(&tokens));
        match term.sense {
            Sense::State(state, kind) if kind != StateName::Adjective => {
                Some(Party { span, ..of_state(sight, state) })
            }
            Sense::Body(body) => {
                Some(Party { span, ..of_body(sight.doc, body, &body_name(sight, body, tokens)) })
            }
            _ => None,
        }
    })
}

/// States and bodies of the tables within a phrase: *pangkalan udara ISIS*.
pub(crate) fn named_in(sight: &Sight<'_, '_>, tokens: &Range<usize>) -> Vec<Party> {
    let mut out: Vec<Party> = Vec::new();
    for at in tokens.clone().filter(|at| sight.token(*at).shape != Shape::Lower) {
        if let Some(party) = known_at(sight, at)
            && !out.iter().any(|other| same(other, &party))
        {
            out.push(party);
        }
    }
    out
}

/// Whether two are one.
pub(crate) fn same(a: &Party, b: &Party) -> bool {
    a.state == b.state && (a.state.is_some() || a.name == b.name)
}

/// The parties of a mention.
pub(crate) fn of_mention(sight: &Sight<'_, '_>, id: Id<Mention>, before: &[Mark<Event>]) -> Vec<Party> {
    let mention = sight.mention(id);
    let span = Some(sight.doc.mentions[id].span);
    let found = match mention.form {
        Form::Pronoun | Form::Clitic => pronoun(sight, mention, before),
        Form::Name => named(sight, mention).into_iter().collect(),
        Form::Nominal => nominal(sight, mention, before),
    };
    found.into_iter().map(|party| Party { span, ..party }).collect()
}

pub(super) fn of_speaker(sight: &Sight<'_, '_>, id: Id<Statement>, before: &[Mark<Event>]) -> Vec<Party> {
    let Some(speaker) = &sight.statements[id].value.speaker else { return Vec::new() };
    if let Some(actor) = speaker.actor {
        return vec![of_actor(sight, actor)];
    }
    if let Some(joint) = speaker.name.as_ref().filter(|name| name.contains("; ")) {
        return joint.split("; ").map(|name| by_name(sight, name)).collect();
    }
    let mention = speaker.span.and_then(|span| {
        sight.doc.mentions.within(span).next().filter(|(_, mark)| mark.span.start == span.start)
    });
    if let Some((_, mark)) = &mention
        && mark.value.form == Form::Name
        && let Some(party) = named(sight, &mark.value)
    {
        return vec![party];
    }
    let spoken = mention
        .filter(|(_, mark)| mark.value.form == Form::Nominal)
        .map(|(id, _)| of_mention(sight, id, before));
    if let Some(parties) = spoken.filter(|parties| parties.iter().any(|party| party.state.is_some())) {
        return parties;
    }
    speaker.name.iter().map(|name| by_name(sight, name)).collect()
}

/// The actor of this name.
fn by_name(sight: &Sight<'_, '_>, name: &str) -> Party {
    match sight.named.get(name) {
        Some(actor) => of_actor(sight, *actor),
        None => plain(shown(name)),
    }
}

fn plain(name: String) -> Party {
    Party { name, state: None, country: None, sector: None, actor: None, span: None }
}

fn of_state(sight: &Sight<'_, '_>, state: u32) -> Party {
    let doc = sight.doc;
    let row = doc.lang.states.get(state as usize);
    let name = row.map(|row| row.name.to_string()).unwrap_or_default();
    let country = row.map(|row| row.iso3.to_string());
    let actor = sight.states.get(&state).copied();
    Party { name, state: Some(state), country, sector: Some(Sector::Gov), actor, span: None }
}

fn state_of_code(doc: &Document<'_>, code: &str) -> Option<u32> {
    doc.lang.states.iter().position(|state| &*state.iso3 == code).and_then(|at| u32::try_from(at).ok())
}

/// The party that an actor is or acts for.
pub(crate) fn of_actor(sight: &Sight<'_, '_>, id: Id<Actor>) -> Party {
    let doc = sight.doc;
    if let Some(party) = sight.cast[id.index()].get() {
        return party.clone();
    }
    let actor = &doc.actors[id.index()];
    let party = match actor.known {
        Some(Known::State(state)) => of_state(sight, state),
        Some(Known::Body(body)) => of_body(doc, body, &actor.name),
        _ if actor.kind == ActorKind::Person => person(sight, id),
        _ => actor
            .mentions
            .iter()
            .find_map(|mention| phrase(sight, &sight.mention(*mention).tokens))
            .or_else(|| {
                // *Presiden Meksiko, AMLO*: an abbreviation that stands for a person.
                let role = actor.mentions.iter().find_map(|id| apposition(sight, sight.mention(*id)))?;
                role_party(sight, &role, false)
            })
            .unwrap_or_else(|| plain(actor.name.clone())),
    };
    let party = Party { actor: Some(id), ..party };
    let _ = sight.cast[id.index()].set(party.clone());
    party
}

fn of_body(doc: &Document<'_>, body: u32, name: &str) -> Party {
    let Some(row) = doc.lang.bodies.get(body as usize) else { return plain(shown(name)) };
    let state = row.acts_for.as_deref().and_then(|code| state_of_code(doc, code));
    let sector = match &*row.kind {
        "military" => Some(Sector::Mil),
        "police" => Some(Sector::Cop),
        "court" => Some(Sector::Jud),
        "party" => Some(Sector::Pty),
        "international" => Some(Sector::Igo),
        "state_organ" => Some(Sector::Gov),
        _ => None,
    };
    let country = row.country.as_ref().map(ToString::to_string);
    Party { name: shown(name), state, country, sector, actor: None, span: None }
}

/// A mention by name.
pub(super) fn named(sight: &Sight<'_, '_>, mention: &Mention) -> Option<Party> {
    let doc = sight.doc;
    let name = mention.name.of(&doc.article.text);
    match (mention.known, mention.actor) {
        _ if matches!(mention.kind, ActorKind::Document) => None,
        (Some(Known::State(state)), _) => Some(of_state(sight, state)),
        (_, Some(actor)) => Some(of_actor(sight, actor)),
        (Some(Known::Body(body)), None) => Some(of_body(doc, body, name)),
        _ => Some(phrase(sight, &mention.tokens).unwrap_or_else(|| plain(shown(name)))),
    }
}

/// A person: for whom the role acts, or whom the tables know to act for a state.
fn person(sight: &Sight<'_, '_>, id: Id<Actor>) -> Party {
    let doc = sight.doc;
    let actor = &doc.actors[id.index()];
    let own = || Party { name: actor.name.clone(), ..plain(String::new()) };
    let year = doc.anchor.day.map(jiff::civil::Date::year);
    let held = || actor.mentions.iter().map(|id| sight.mention(*id)).filter(|mention| mention.role.is_some());
    // *Raja Salman*: the tables have some by their title.
    let titled = || held().next().and_then(|mention| doc.lang.leader(sight.text(&mention.tokens), year));
    let leads = doc.lang.leader(&actor.name, year).or_else(titled).map(|state| of_state(sight, state));
    let Some(role) = role_of(sight, id) else { return leads.unwrap_or_else(own) };
    let own_name = role.clone().any(|at| sight.has(at, Class::Former)) && !is_elect(sight, &role);
    if own_name {
        return own();
    }
    // A state in the role is sure, one from the surroundings is not: there the table knows better.
    let written = role_party(sight, &role, false);
    written.or(leads).or_else(|| role_party(sight, &role, true)).unwrap_or_else(own)
}

/// The role that a person is named with, or that stands beside his name.
pub(crate) fn role_of(sight: &Sight<'_, '_>, id: Id<Actor>) -> Option<Range<usize>> {
    let actor = &sight.doc.actors[id.index()];
    let mentions = || actor.mentions.iter().map(|id| sight.mention(*id));
    let named = || mentions().filter_map(|mention| mention.role).map(|span| sight.doc.tokens_in(span));
    let apposed = || mentions().find_map(|mention| apposition(sight, mention));
    // *Menteri Pertahanan Utara, Jenderal Bara*: a rank says less than what stands beside it.
    let with_role = named().find(|role| !is_rank(sight, role));
    with_role.or_else(apposed).or_else(|| named().next()).or_else(|| issuer(sight, &actor.name))
}

/// *Jenderal*, *AKBP*: no more than a rank.
fn is_rank(sight: &Sight<'_, '_>, role: &Range<usize>) -> bool {
    let ends =
        |term: &kutip_lang::Sense, end: u32| *term == Sense::Class(Class::Rank) && end as usize >= role.end;
    sight.doc.terms.at(role.start).iter().any(|term| ends(&term.sense, term.end))
}

/// *Presiden Terpilih*: acts for his state, though the office is to come.
fn is_elect(sight: &Sight<'_, '_>, role: &Range<usize>) -> bool {
    role.clone().any(|at| sight.has(at, Class::Former) && sight.hint_covers(at, Hint::StateRole))
}

/// The role beside a name: *Xi, Presiden China*; *juru bicara kementerian itu, Geng*.
fn apposition(sight: &Sight<'_, '_>, mention: &Mention) -> Option<Range<usize>> {
    let tokens = &mention.tokens;
    let is_role = |id: &Id<Mention>| {
        let mention = sight.mention(*id);
        mention.form == Form::Nominal && mention.role.is_some()
    };
    let before = (tokens.start > 0 && sight.has(tokens.start - 1, Class::Comma))
        .then(|| sight.mention_to(tokens.start - 1))
        .flatten()
        .filter(is_role);
    let after = sight
        .has(tokens.end, Class::Comma)
        .then(|| sight.mention_from(tokens.end + 1))
        .flatten()
        .filter(is_role);
    before.or(after).map(|id| sight.mention(id).tokens.clone())
}

/// The role of somebody who issued a document: *pernyataan Jenderal Bara, komandan Utara*.
fn issuer(sight: &Sight<'_, '_>, name: &str) -> Option<Range<usize>> {
    let named = sight.issued.iter().map(|id| sight.mention(*id)).find(|mention| {
        let whole = mention.name.of(&sight.doc.article.text);
        name.split_whitespace().all(|word| whole.split_whitespace().any(|other| other == word))
    })?;
    apposition(sight, named).or_else(|| Some(named.tokens.clone()))
}

/// For whom the holder of a role acts; `None` where under his own name.
fn role_party(sight: &Sight<'_, '_>, role: &Range<usize>, guess: bool) -> Option<Party> {
    let doc = sight.doc;
    if role.clone().any(|at| sight.has(at, Class::Former)) && !is_elect(sight, role) {
        return None;
    }
    let is = |hint: Hint| role.clone().any(|at| sight.hint(at, &[hint]).is_some());
    let state_role = is(Hint::StateRole) && !is(Hint::PrivateRole);
    let (mut state, mut body) = (None, None);
    for at in role.clone() {
        for term in doc.terms.at(at).iter().filter(|term| term.end as usize <= role.end) {
            match term.sense {
                // A state before any body: *Duta Besar AS untuk PBB*.
                Sense::Body(row)
                    if sight.token(at).shape != Shape::Lower
                        && body.is_none()
                        && (state.is_none() || !state_role) =>
                {
                    body = Some((row, at..term.end as usize));
                }
                Sense::State(row, kind) if kind != StateName::Capital && state.is_none() => state = Some(row),
                _ => {}
            }
        }
    }
    if let Some((row, tokens)) = body {
        let name = body_name(sight, row, tokens);
        return Some(of_body(doc, row, &name));
    }
    if let Some(body) = called_body(sight, role) {
        return Some(body);
    }
    if let Some(body) = body_phrase(sight, role).filter(|_| !state_role || state.is_none()) {
        return Some(body);
    }
    if !state_role {
        return None;
    }
    if let Some(state) = state {
        return Some(of_state(sight, state));
    }
    let home = is(Hint::HomeRole);
    if !guess || !home && !is(Hint::HighRole) {
        return None;
    }
    let around =
        if home { home_state(sight) } else { state_around(sight, role.start).or_else(|| home_state(sight)) };
    around.map(|state| of_state(sight, state))
}

/// The name of a body: as the article's own actor has it, else as written.
fn body_name(sight: &Sight<'_, '_>, body: u32, tokens: Range<usize>) -> String {
    let known = sight.bodies.get(&body).and_then(|actor| sight.doc.actors.get(actor.index()));
    known.map_or_else(|| shown(sight.text(&tokens)), |actor| actor.name.clone())
}

/// The body of the article that goes by a word of the role: *Juru bicara Balard*.
fn called_body(sight: &Sight<'_, '_>, role: &Range<usize>) -> Option<Party> {
    let bodies =
        || sight.doc.actors.iter().enumerate().filter(|(_, actor)| actor.kind == ActorKind::Organization);
    let names = role.clone().filter(|at| sight.token(*at).shape != Shape::Lower);
    let mut called = names.filter_map(|at| {
        let word = sight.text(&(at..at + 1));
        bodies().find(|(_, actor)| actor.name == word).map(|(id, _)| Id::new(id))
    });
    // Two bodies may each be called in the role of the other one's.
    const DEPTH: u8 = 4;
    let id = called.next().filter(|_| sight.looked_up.get() < DEPTH)?;
    sight.looked_up.set(sight.looked_up.get() + 1);
    let body = of_actor(sight, id);
    sight.looked_up.set(sight.looked_up.get() - 1);
    Some(body)
}

/// A body within a role that no table knows: *Kepala Dinas Pasar Kota Lama*.
fn body_phrase(sight: &Sight<'_, '_>, role: &Range<usize>) -> Option<Party> {
    let start = role.clone().skip(1).find(|at| {
        sight.token(*at).shape != Shape::Lower
            && (sight.has(*at, Class::BodyHead)
                || sight.doc.terms.at(*at).iter().any(|t| t.sense == Sense::Class(Class::BodyHead)))
    })?;
    let mut end = start + 1;
    while end < role.end && sight.is_word(end) && !sight.has(end, Class::Preposition) {
        let title = sight.doc.terms.at(end).iter().any(|t| t.sense == Sense::Class(Class::Title));
        if title {
            break;
        }
        end += 1;
    }
    (end > start + 1).then(|| plain(shown(sight.text(&(start..end)))))
}

/// A phrase with a state in it: *pasukan Utara*, *sejumlah pejabat Selatan*; only armed and governing bodies act for it.
fn phrase(sight: &Sight<'_, '_>, tokens: &Range<usize>) -> Option<Party> {
    let doc = sight.doc;
    let mut body = false;
    for at in tokens.clone() {
        if sight.hint(at, &[Hint::StateBody]).is_some() {
            body = true;
            continue;
        }
        let state = doc.terms.at(at).iter().find_map(|term| match term.sense {
            Sense::State(row, kind) if kind != StateName::Capital => Some(row),
            _ => None,
        });
        match state {
            Some(state) => {
                let party = of_state(sight, state);
                let name = shown(sight.text(tokens));
                let actor = None;
                return Some(if body {
                    Party { name, actor, ..party }
                } else {
                    Party { name, state: None, sector: None, actor, ..party }
                });
            }
            // *pasukan Kurdi Suriah*: not the state's.
            None if sight.token(at).shape != Shape::Lower
                && !sight.has(at, Class::NotName)
                && !sight.has(at, Class::Quantifier)
                && !sight.has(at, Class::BodyHead)
                && !sight.has(at, Class::Title) =>
            {
                // *Kementerian Luar Negeri Laos*: the state stands at the end of the body's name.
                if body && sight.has(tokens.start, Class::BodyHead) && sight.is_proper(tokens.start) {
                    let state = (at..tokens.end).find_map(|at| state_to(sight, at, tokens.end))?;
                    let name = sight.text(tokens).to_owned();
                    return Some(Party { name, actor: None, ..of_state(sight, state) });
                }
                // *pemerintahan Kim Jong-un*: of the person whose government it is.
                let holder = body.then(|| holder(sight, at..tokens.end)).flatten();
                return holder;
            }
            None => {}
        }
    }
    None
}

/// The state whose name stands between these tokens.
fn state_to(sight: &Sight<'_, '_>, at: usize, end: usize) -> Option<u32> {
    sight.doc.terms.at(at).iter().find_map(|term| match term.sense {
        Sense::State(row, StateName::Name | StateName::Abbreviation) if term.end as usize == end => Some(row),
        _ => None,
    })
}

/// The state of the person named in these tokens.
fn holder(sight: &Sight<'_, '_>, tokens: Range<usize>) -> Option<Party> {
    let name = sight.text(&tokens);
    let party = person(sight, *sight.persons.get(name)?);
    party.state.is_some().then_some(party)
}

/// The state of which the text speaks at this place: the first of the sentence, or of the one before it.
fn state_around(sight: &Sight<'_, '_>, at: usize) -> Option<u32> {
    if sight.searching.replace(true) {
        return None;
    }
    let found = state_before(sight, at);
    sight.searching.set(false);
    found
}

fn state_before(sight: &Sight<'_, '_>, at: usize) -> Option<u32> {
    let sentence = sight.doc.sentence_of(at)?;
    let back = sentence.saturating_sub(2);
    (back..=sentence).rev().find_map(|number| {
        let sentence = &sight.doc.sentences[number];
        sight.doc.mentions.within(sentence.span).find_map(|(_, mark)| {
            let before = mark.value.tokens.end <= at;
            let led = mark.value.tokens.start > 0 && sight.has(mark.value.tokens.start - 1, Class::Locative);
            match mark.value.known {
                Some(Known::State(state)) if before && !led => Some(state),
                _ if before => phrase(sight, &mark.value.tokens).and_then(|party| party.state),
                _ => None,
            }
        })
    })
}

/// The country where the language is at home.
fn home_state(sight: &Sight<'_, '_>) -> Option<u32> {
    state_of_code(sight.doc, sight.doc.lang.home.as_deref()?)
}

/// *pemerintah*, *kedua negara*, *negara itu*, *massa*.
fn nominal(sight: &Sight<'_, '_>, mention: &Mention, before: &[Mark<Event>]) -> Vec<Party> {
    let doc = sight.doc;
    let tokens = &mention.tokens;
    if mention.kind == ActorKind::Document {
        return Vec::new();
    }
    if sight.hint(tokens.start, &[Hint::Both]).is_some() {
        return pair(sight, tokens.start, before);
    }
    // *Putra mahkota Arab Saudi*: the role acts for the state, where a body of it would be the state's too.
    let held =
        mention.role.and_then(|_| role_party(sight, tokens, false)).filter(|party| party.state.is_some());
    if let Some(party) = held.or_else(|| phrase(sight, tokens)) {
        return vec![party];
    }
    let first = head(sight, tokens);
    if sight.has(first, Class::PlaceHead)
        && !sight.has(first, Class::BodyHead)
        && !sight.has(first, Class::Collective)
    {
        return Vec::new(); // *desa dan kota*
    }
    let definite = tokens.len() > 1 || sight.token(tokens.start).shape != Shape::Lower;
    if mention.role.is_some()
        && definite
        && let Some(party) = role_holder(sight, tokens).or_else(|| role_party(sight, tokens, true))
    {
        return vec![party];
    }
    let clitic = doc.tokens.get(tokens.end).is_some_and(|token| token.kind == TokenKind::Clitic);
    let own = clitic && sight.hint(tokens.start, &[Hint::OwnSide]).is_some();
    if own && let Some(speaker) = sight.speaker_before(tokens.start) {
        return of_speaker(sight, speaker, before);
    }
    let head = head(sight, tokens);
    let pointed = tokens.clone().any(|at| sight.has(at, Class::Demonstrative));
    let quantified = sight.has(tokens.start, Class::Quantifier);
    let around = || state_around(sight, tokens.start);
    let found = if sight.has(head, Class::StateNoun) && (pointed || clitic || tokens.len() > 1) && !quantified
    {
        last_actor(sight, before, &[]).or_else(|| around().map(|state| of_state(sight, state)))
    } else if sight.hint(head, &[Hint::Armed]).is_some() {
        last_actor(sight, before, &[MOBILIZE, ASSAULT])
            .or_else(|| around().map(|state| of_state(sight, state)))
    } else if sight.hint(head, &[Hint::Government]).is_some() && !quantified {
        around().or_else(|| home_state(sight)).map(|state| of_state(sight, state))
    } else {
        None
    };
    if let Some(party) = found {
        return vec![Party { span: None, ..party }];
    }
    vec![plain(bare_name(sight, tokens))]
}

/// The places of types in their list.
const MOBILIZE: usize = 13;
const ASSAULT: usize = 15;

/// The state that acted last, in an event of one of these types (of any where none is given).
fn last_actor(sight: &Sight<'_, '_>, before: &[Mark<Event>], kinds: &[usize]) -> Option<Party> {
    let fits =
        |event: &&Mark<Event>| kinds.is_empty() || kinds.contains(&sight.entry(event.value.entry).kind);
    before
        .iter()
        .rev()
        .filter(fits)
        .take(3)
        .find_map(|event| event.value.actor.iter().find(|party| party.state.is_some()))
        .cloned()
}

/// The first word that is no quantifier.
fn head(sight: &Sight<'_, '_>, tokens: &Range<usize>) -> usize {
    tokens.clone().find(|at| !sight.has(*at, Class::Quantifier)).unwrap_or(tokens.start)
}

/// The phrase without quantifier and demonstrative.
fn bare_name(sight: &Sight<'_, '_>, tokens: &Range<usize>) -> String {
    let mut end = tokens.end;
    while end > tokens.start + 1 && sight.has(end - 1, Class::Demonstrative) {
        end -= 1;
    }
    shown(sight.text(&(head(sight, tokens).min(end - 1)..end)))
}

/// Somebody of whom the article said that he holds this role.
fn role_holder(sight: &Sight<'_, '_>, tokens: &Range<usize>) -> Option<Party> {
    let words: Vec<String> = tokens
        .clone()
        .filter(|at| !sight.has(*at, Class::Demonstrative))
        .map(|at| sight.text(&(at..at + 1)).to_lowercase())
        .collect();
    let (actor, _) = sight.roles.iter().find(|(_, role)| words.iter().all(|word| role.contains(word)))?;
    Some(of_actor(sight, *actor))
}
