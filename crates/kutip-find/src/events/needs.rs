//! Whether what was found is an event of politics: what its entry asks for, and who takes part.
//!
//! What people say to each other counts where a public party takes part, and violence where a body, an armed group or a
//! crowd does; a murder among neighbours is a matter of the police until they arrest somebody.

use super::build::{ASSAULT, Light};
use super::sight::{Found, Sight};
use crate::model::{ActorKind, Event, Known, Party, Sector};
use kutip_lang::{ActorPart, ActorWord, Class, ClassSet, EventForm, EventPart, EventWord, Hint, Need, Sense};
use kutip_text::Mark;
use std::ops::Range;

/// Types that are politics by their parties alone: AGREE to COOPERATE, REQUEST, REJECT, THREATEN.
const TALK: [usize; 8] = [0, 1, 2, 3, 4, 7, 9, 10];
/// Modes of other types for which the same holds.
const TALK_MODES: [&str; 3] = ["disapprove", "expel", "resign"];
/// The context of courts, in PLOVER: whoever stands before one is no private person there.
const LEGAL: &str = "legal";
/// Types in which the power of the state pursues somebody: ACCUSE, COERCE; and its verdict.
const PURSUITS: [usize; 2] = [8, 14];
const SANCTION: usize = 12;
const ARREST: &str = "arrest";
/// A role is looked for in so many mentions of a person.
const MENTIONS: usize = 8;
/// Kinds of bodies that take part in politics, besides organs of states.
const POLITICAL: [&str; 2] = ["group", "international"];
const SPORT: &str = "sport";
/// Sectors of PLOVER whose people act for the power of the state; the last one takes up arms against it.
const AUTHORITY: [&str; 3] = ["GOV", "COP", "MIL"];
const REBELS: &str = "REB";
const CIVILIANS: &str = "CVL";
const POLICE: &str = "COP";
/// The noun of an act and what tells of its time or place stand at most so far apart.
const NEAR: usize = 4;

/// Actors and recipients.
pub(super) type Sides<'p> = (&'p [Party], &'p [Party]);

/// Whether an act with these parties counts.
pub(super) fn met(
    sight: &Sight<'_, '_>,
    act: &Found,
    light: Option<Light>,
    (actor, recipient): Sides<'_>,
    before: &[Mark<Event>],
) -> bool {
    let entry = sight.entry(act.entry);
    let mutual = entry.frame.subject == Some(EventPart::Mutual);
    let everybody = || actor.iter().chain(recipient);
    let person = |party: &Party| is_person(sight, party) && !is_side(sight, party);
    let need = |need: &Need| match need {
        Need::Actor => !actor.is_empty(),
        Need::Recipient => !recipient.is_empty(),
        Need::Both if mutual => actor.len() > 1,
        Need::Both => !actor.is_empty() && !recipient.is_empty(),
        Need::Public if mutual => everybody().any(|party| is_known(sight, party)),
        Need::Public => everybody().any(|party| is_public(sight, party)),
        Need::PublicActor => actor.iter().any(|party| is_public(sight, party)),
        Need::PublicRecipient => recipient.iter().any(|party| is_public(sight, party)),
        Need::Person => actor.iter().any(person),
        Need::NoPerson => !actor.iter().any(person),
        Need::People => !recipient.is_empty() && recipient.iter().all(|party| is_people(sight, party)),
        Need::Own | Need::Bare => true,
    };
    let nobody = actor.is_empty() && recipient.is_empty();
    if nobody && !(entry.needs.contains(&Need::Bare) && is_concrete(sight, act, light, before)) {
        return false;
    }
    let legal = entry.contexts.iter().any(|context| &**context == LEGAL);
    let talk = !legal
        && (TALK.contains(&entry.kind)
            || entry.mode.as_deref().is_some_and(|mode| TALK_MODES.contains(&mode)));
    entry.needs.iter().all(need)
        && (nobody || !talk || speaks_politics(sight, actor, recipient))
        && (nobody
            || entry.kind != ASSAULT
            || is_force(sight, entry.mode.as_deref(), (actor, recipient), before))
}

/// Whether the law pursues somebody: suspects, arrests, convicts.
pub(super) fn is_pursuit(entry: &EventWord) -> bool {
    let legal = entry.contexts.iter().any(|context| &**context == LEGAL);
    PURSUITS.contains(&entry.kind) && (legal || entry.mode.as_deref() == Some(ARREST))
        || legal && entry.kind == SANCTION
}

/// A public party, or the holder of a public role, takes part in talk; a noun for authorities does where it speaks
/// itself: anybody may ask an officer for help.
fn speaks_politics(sight: &Sight<'_, '_>, actor: &[Party], recipient: &[Party]) -> bool {
    let known =
        |party: &Party| party.state.is_some() || party.sector.is_some() || !is_authority(sight, party);
    actor.iter().any(|party| is_political(sight, party))
        || recipient.iter().any(|party| known(party) && is_political(sight, party))
}

/// Violence of one person against another is none of politics: some side has to be public, armed or a body, here or
/// where the article told of such violence before.
fn is_force(
    sight: &Sight<'_, '_>,
    mode: Option<&str>,
    (actor, recipient): Sides<'_>,
    before: &[Mark<Event>],
) -> bool {
    const PRIVATE: [&str; 5] = ["abduct", "beat", "firearms", "targeted", "primitive"];
    if !mode.is_some_and(|mode| PRIVATE.contains(&mode)) {
        return true;
    }
    let side = |party: &Party| {
        let kind = party.actor.map(|id| sight.doc.actors[id.index()].kind);
        let noun = sector(sight, party);
        is_public(sight, party)
            || noun != Some(CIVILIANS) && is_political(sight, party)
            || matches!(noun, Some(REBELS | POLICE))
            || !is_sport(sight, party)
                && matches!(kind, Some(ActorKind::Organization | ActorKind::Group | ActorKind::ArmedForces))
            || is_body(sight, party)
    };
    let told = |event: &Mark<Event>| {
        let event = &event.value;
        sight.entry(event.entry).kind == ASSAULT && event.actor.iter().chain(&event.recipient).any(side)
    };
    actor.iter().chain(recipient).any(side) || before.iter().any(told)
}

/// *Kericuhan terjadi*, *unjuk rasa di depan istana*: the text tells of one that took place.
fn is_concrete(sight: &Sight<'_, '_>, act: &Found, light: Option<Light>, before: &[Mark<Event>]) -> bool {
    let kind = sight.entry(act.entry).kind;
    let told = before.iter().any(|event| sight.entry(event.value.entry).kind == kind);
    let occurs = |at: usize| sight.hint(at, &[Hint::Occurs, Hint::LightPassive]).is_some();
    let end = sight.stretch(act.start).end.min(act.end + NEAR);
    let located = |at: usize| sight.in_time(at) || sight.has(at, Class::Locative) || occurs(at);
    let pointed = |at: usize| sight.has(at, Class::Demonstrative);
    let noun = matches!(act.form, EventForm::Deed | EventForm::Doing);
    noun && (light.is_some()
        || told
        || act.start > 0 && occurs(act.start - 1)
        || act.start > 1 && sight.hint(act.start - 2, &[Hint::Suffers]).is_some()
        || (act.end..end).take_while(|at| sight.is_word(*at)).any(|at| located(at) || pointed(at)))
}

/// A state, whoever acts for one, or a body that takes part in politics; firms and clubs are known, too, and do not.
fn is_known(sight: &Sight<'_, '_>, party: &Party) -> bool {
    let actor = party.actor.map(|id| &sight.doc.actors[id.index()]);
    let body = match actor.and_then(|actor| actor.known) {
        Some(Known::Body(body)) => sight.doc.lang.bodies.get(body as usize),
        _ => None,
    };
    party.state.is_some()
        || party.sector.is_some()
        || body.is_some_and(|body| POLITICAL.contains(&&*body.kind))
}

/// The same, or authorities without a name: *polisi*, *Dinas Pasar*.
fn is_public(sight: &Sight<'_, '_>, party: &Party) -> bool {
    is_known(sight, party) || is_authority(sight, party)
}

/// A club or association of sport: its supporters are no side of a conflict.
fn is_sport(sight: &Sight<'_, '_>, party: &Party) -> bool {
    let known = party.actor.and_then(|id| sight.doc.actors[id.index()].known);
    matches!(known, Some(Known::Body(body))
        if sight.doc.lang.bodies.get(body as usize).is_some_and(|body| &*body.kind == SPORT))
}

/// A body of the state that pursues: *polisi*, *penyidik*, *Polres Bener*.
pub(super) fn is_authority(sight: &Sight<'_, '_>, party: &Party) -> bool {
    let known =
        party.state.is_none() && matches!(party.sector, Some(Sector::Cop | Sector::Jud | Sector::Gov));
    let branch = party.span.is_some_and(|span| {
        let tokens = sight.doc.tokens_in(span);
        tokens.clone().next().is_some_and(|at| sight.has(at, Class::Branched) && sight.is_proper(at))
    });
    // *petugas*: somebody on duty anywhere.
    let noun = noun_of(sight, party)
        .filter(|word| word.part != ActorPart::People || word.sector.as_deref() != Some(POLICE));
    known
        || branch
        || noun.and_then(|word| word.sector.as_deref()).is_some_and(|sector| AUTHORITY.contains(&sector))
}

/// *polisi akan memeriksa*, says an officer: the noun means his own body.
pub(crate) fn of_same_power(sight: &Sight<'_, '_>, noun: &Party, speaker: &Party) -> bool {
    let own = noun_of(sight, noun).filter(|word| word.part == ActorPart::Body && word.bare);
    own.is_some_and(|word| {
        word.sector.is_some() && word.sector.as_deref() == speaker.sector.map(Sector::code)
    })
}

/// *tersangka*, *saksi*: somebody without any power.
pub(super) fn is_civilian(sight: &Sight<'_, '_>, at: usize) -> bool {
    let mut terms = sight.doc.terms.at(at).iter();
    let word = terms.find_map(|term| actor_word(sight, term.sense));
    word.and_then(|word| word.sector.as_deref()) == Some(CIVILIANS)
}

/// The sector of the noun that stands for a party.
fn sector<'a>(sight: &Sight<'_, 'a>, party: &Party) -> Option<&'a str> {
    noun_of(sight, party)?.sector.as_deref()
}

/// *polisi*, *penyidik*: a noun that stands for a body without its name.
pub(crate) fn is_body_noun(sight: &Sight<'_, '_>, tokens: &Range<usize>) -> bool {
    noun_in(sight, tokens).is_some_and(|word| word.part == ActorPart::Body && word.bare)
}

/// The noun that stands for a party.
fn noun_of<'a>(sight: &Sight<'_, 'a>, party: &Party) -> Option<&'a ActorWord> {
    noun_in(sight, &sight.doc.tokens_in(party.span?))
}

fn noun_in<'a>(sight: &Sight<'_, 'a>, tokens: &Range<usize>) -> Option<&'a ActorWord> {
    const SMALL: ClassSet = ClassSet::of(&[Class::Quantifier, Class::OnePerson]);
    let head = tokens.clone().find(|at| !sight.any(*at, SMALL) && sight.is_word(*at))?;
    sight.doc.terms.at(head).iter().find_map(|term| actor_word(sight, term.sense))
}

fn actor_word<'a>(sight: &Sight<'_, 'a>, sense: Sense) -> Option<&'a ActorWord> {
    match sense {
        Sense::Actor(entry) => {
            sight.doc.lang.actor_words.get(entry as usize).filter(|word| word.sector.is_some())
        }
        _ => None,
    }
}

fn is_body(sight: &Sight<'_, '_>, party: &Party) -> bool {
    party.span.is_some_and(|span| {
        let mut tokens = sight.doc.tokens_in(span);
        tokens.next().is_some_and(|at| sight.has(at, Class::BodyHead) || sight.has(at, Class::Branched))
    })
}

/// One human being or several, by name or by a noun for people.
fn is_people(sight: &Sight<'_, '_>, party: &Party) -> bool {
    let people = |at: usize| {
        let mut words = sight.doc.terms.at(at).iter().filter_map(|term| actor_word(sight, term.sense));
        words.any(|word| word.part == ActorPart::People)
    };
    is_person(sight, party) || party.span.is_some_and(|span| sight.doc.tokens_in(span).any(people))
}

/// Whether a party stands for one human being.
fn is_person(sight: &Sight<'_, '_>, party: &Party) -> bool {
    party.actor.is_some_and(|id| sight.doc.actors[id.index()].kind == ActorKind::Person)
        || party.span.is_some_and(|span| {
            let mut mentions = sight.doc.mentions.within(span);
            mentions.any(|(_, mark)| mark.span.start == span.start && mark.value.kind == ActorKind::Person)
        })
}

/// *kami*: not the speaker alone, but all for whom he speaks, and their ships.
fn is_side(sight: &Sight<'_, '_>, party: &Party) -> bool {
    party.span.is_some_and(|span| {
        let at = sight.doc.tokens_in(span).start;
        sight.has(at, Class::PronounFirst) && sight.hint(at, &[Hint::OwnPerson]).is_none()
    })
}

/// Whether anybody takes part whose talk is politics: a public party, the holder of a public role, a crowd.
fn is_political(sight: &Sight<'_, '_>, party: &Party) -> bool {
    let role = |span: kutip_text::Span| {
        sight
            .doc
            .tokens_in(span)
            .any(|at| sight.hint(at, &[Hint::PublicRole, Hint::StateRole, Hint::HomeRole]).is_some())
    };
    let actor = party.actor.map(|id| &sight.doc.actors[id.index()]);
    let held = actor.is_some_and(|actor| {
        actor.mentions.iter().take(MENTIONS).filter_map(|id| sight.mention(*id).role).any(role)
    });
    // *40 negara*: states without their names.
    let states = |span: kutip_text::Span| sight.doc.tokens_in(span).any(|at| sight.has(at, Class::StateNoun));
    let unnamed = || party.span.is_some_and(|span| role(span) || states(span));
    is_public(sight, party) || held || actor.is_none() && unnamed()
}
