//! One event from its word: parties by the frame, and what the entry asks for.

use super::clause::Who;
use super::complete;
use super::needs;
use super::party::{himself, named_in, parties, same};
use super::sight::{Found, Sight};
use crate::model::{Event, Form, Party, TokenKind, tokens_in};
use kutip_lang::{Class, EventForm, EventPart, Hint, Need};
use kutip_text::{Certainty, Mark};

/// A preposition that leads a party stands at most so far behind the word.
const REACH: usize = 14;
/// Between a light verb and its noun stand at most so many words, for the two to be one.
const LIGHT_WORDS: usize = 2;
/// Words that an entry asks for stand at most so far behind it.
const WITH_REACH: usize = 10;
/// Between a noun and whose it is stand at most so many small words.
const SMALL_WORDS: usize = 3;
/// Types whose nouns have adjectives before the possessor (*serangan udara X*): CONSULT, COOPERATE, AID, SANCTION, ASSAULT.
const FAR: [usize; 5] = [1, 4, 5, 12, ASSAULT];
/// Types in which the power of the state pursues somebody: ACCUSE, COERCE.
const PURSUITS: [usize; 2] = [8, 14];
/// The mode of resigning, in PLOVER: whoever leaves an office does it for himself.
const RESIGN: &str = "resign";
/// The place of ASSAULT in the list of types.
pub(super) const ASSAULT: usize = 15;
const THREATEN: usize = 10;

/// A verb that says no more than its noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Light {
    /// Its subject acts.
    Own,
    /// Its subject undergoes.
    Undergo,
}

/// Parties by part.
#[derive(Debug, Default)]
struct Parts {
    actor: Vec<Party>,
    recipient: Vec<Party>,
    mutual: Vec<Party>,
    object: Vec<Party>,
    /// The subject of an active verb is a thing.
    thing_acts: bool,
    /// The tokens of the object.
    object_tokens: Option<std::ops::Range<usize>>,
}

impl Parts {
    fn put(&mut self, part: EventPart, found: Vec<Party>) {
        let list = match part {
            EventPart::Actor => &mut self.actor,
            EventPart::Recipient => &mut self.recipient,
            EventPart::Mutual => &mut self.mutual,
            EventPart::Object => &mut self.object,
        };
        for party in found {
            if !list.iter().any(|other| same(other, &party)) {
                list.push(party);
            }
        }
    }
}

/// The event that a word names here, where it names one.
pub(super) fn event(
    sight: &Sight<'_, '_>,
    act: &Found,
    light: Option<Light>,
    before: &[Mark<Event>],
) -> Option<Mark<Event>> {
    let entry = sight.entry(act.entry);
    if !allowed(sight, act) || sight.is_unsaid(act.start) || repeats(sight, act, before) {
        return None;
    }
    let mut parts = Parts::default();
    match act.form {
        EventForm::Active => active(sight, act, before, &mut parts),
        EventForm::Passive => passive(sight, act, before, &mut parts),
        EventForm::Deed | EventForm::Doing => noun(sight, act, light, before, &mut parts),
    }
    if parts.thing_acts {
        return None;
    }
    let of_object = parts.object_tokens.clone().map(|tokens| named_in(sight, &tokens)).unwrap_or_default();
    let (mut actor, mut recipient) = sides(sight, parts);
    let own = of_object.iter().all(|party| actor.iter().any(|other| same(other, party)));
    if entry.needs.contains(&Need::Own) && !own && !actor.is_empty() {
        return None;
    }
    if entry.kind == ASSAULT && recipient.is_empty() {
        recipient =
            of_object.into_iter().filter(|party| !actor.iter().any(|other| same(other, party))).collect();
    }
    // *memperingatkan Uni Eropa akan bertindak*: what the warning says begins with its subject.
    if entry.kind == THREATEN {
        let said = sight.cue_of(act.start).map(|id| sight.statements[id].value.content.as_slice());
        recipient.retain(|party| {
            party.span.is_none_or(|span| !said.unwrap_or_default().iter().any(|part| part.contains(span)))
        });
    }
    let same_as = complete::from_before(sight, act, light, (&mut actor, &mut recipient), before);
    if entry.frame.subject != Some(EventPart::Mutual) {
        // Whoever did the same before does it to somebody else.
        actor.retain(|party| {
            act.form != EventForm::Passive || !recipient.iter().any(|other| same(other, party))
        });
        recipient.retain(|party| !actor.iter().any(|other| same(other, party)));
    }
    let sides = (actor.as_slice(), recipient.as_slice());
    if !needs::met(sight, act, light, sides, before) {
        return None;
    }
    if entry.mode.as_deref() == Some(RESIGN) {
        actor = actor.into_iter().map(|party| himself(sight, party)).collect();
    }
    if needs::is_pursuit(entry) {
        // Whoever stands trial does so for himself, whatever office he holds.
        recipient = recipient.into_iter().map(|party| himself(sight, party)).collect();
    }
    let span = sight.span(&written(sight, act, light));
    let certainty = if same_as.is_some() { Certainty::Inferred } else { Certainty::Written };
    let value = Event {
        entry: act.entry,
        actor,
        recipient,
        modality: sight.modality(act, act.start),
        when: None,
        amount: amount(sight, act),
        same_as,
        according_to: sight.voice(act.start),
        certainty,
    };
    Some(Mark { span, by: act.by, value })
}

/// *operasi tangkap tangan (OTT)*: the same again, in brackets.
fn repeats(sight: &Sight<'_, '_>, act: &Found, before: &[Mark<Event>]) -> bool {
    act.start > 1
        && sight.has(act.start - 1, Class::BracketOpen)
        && before.last().is_some_and(|event| {
            event.value.entry == act.entry && event.span.end == sight.token(act.start - 2).span.end
        })
}

/// A light verb belongs to the word where nothing but small words stands between.
fn written(sight: &Sight<'_, '_>, act: &Found, light: Option<Light>) -> std::ops::Range<usize> {
    let same = |at: &usize| sight.acts(*at).any(|other| other.entry == act.entry && other.end == act.end);
    let noun = light.and_then(|_| (act.start + 1..act.end).find(same)).unwrap_or(act.start);
    let between = act.start + 1..noun;
    let apart = between.len() > LIGHT_WORDS
        || between.into_iter().any(|at| sight.has(at, Class::Preposition) && !sight.has(at, Class::Manner));
    if apart { noun..act.end } else { act.start..act.end }
}

/// Whether the words around are those that the entry asks for.
fn allowed(sight: &Sight<'_, '_>, act: &Found) -> bool {
    let entry = sight.entry(act.entry);
    let tokens = &sight.doc.tokens;
    let next = tokens.get(act.end).map(|token| token.word.0);
    if next.is_some_and(|word| word != 0 && entry.without.contains(&word)) {
        return false;
    }
    if !entry.next.is_empty() && !next.is_some_and(|word| word != 0 && entry.next.contains(&word)) {
        return false;
    }
    if entry.with.is_empty() {
        return true;
    }
    let is_one = |at: usize| {
        tokens.get(at).is_some_and(|token| token.word.0 != 0 && entry.with.contains(&token.word.0))
    };
    let after = (act.end..act.end + WITH_REACH).take_while(|at| {
        *at < tokens.len() && !sight.has(*at, Class::SentenceEnd) && !tokens[*at].opens_paragraph
    });
    let inside = (act.start + 1..act.end).any(is_one);
    let behind = after.into_iter().any(is_one);
    let passive = act.form == EventForm::Passive && (act.start.saturating_sub(6)..act.start).any(is_one);
    inside || behind || passive
}

fn active(sight: &Sight<'_, '_>, act: &Found, before: &[Mark<Event>], parts: &mut Parts) {
    let frame = &sight.entry(act.entry).frame;
    let subject = sight.subject(act.start);
    if let Some(part) = frame.subject {
        match &subject {
            // *serangan itu menewaskan*: whoever attacked.
            Some(Who::Thing(tokens)) if names_attack(sight, tokens) => {
                let last = before.last().filter(|event| sight.span(tokens).contains(event.span));
                parts.put(part, last.map(|event| event.value.actor.clone()).unwrap_or_default());
            }
            Some(Who::Thing(_)) if part != EventPart::Object => parts.thing_acts = true,
            Some(who) => parts.put(part, parties(sight, who, before)),
            None => {}
        }
    }
    let end = sight.stretch(act.start).end;
    let mut next = over_adverbs(sight, act.end, end);
    if let Some(part) = frame.object
        && let Some((who, after)) = sight.noun_phrase(next, end)
    {
        let found = parties(sight, &who, before);
        parts.object_tokens = Some(next..after);
        // *mengakui kota itu*: a place is no party, where the frame does not say so.
        parts.put(part, found);
        next = after;
    }
    groups(sight, act, next, before, parts);
}

fn names_attack(sight: &Sight<'_, '_>, tokens: &std::ops::Range<usize>) -> bool {
    tokens.clone().any(|at| {
        sight.acts(at).any(|act| act.form == EventForm::Deed && sight.entry(act.entry).kind == ASSAULT)
    })
}

fn passive(sight: &Sight<'_, '_>, act: &Found, before: &[Mark<Event>], parts: &mut Parts) {
    let frame = &sight.entry(act.entry).frame;
    let undergoes =
        frame.object.or(frame.groups.first().map(|group| group.part)).unwrap_or(EventPart::Recipient);
    let end = sight.stretch(act.start).end;
    // *pasca ditetapkannya X*: the noun in -nya has what undergoes behind it.
    if sight.doc.tokens.get(act.end).is_some_and(|token| token.kind == TokenKind::Clitic)
        && let Some((who, next)) = sight.noun_phrase(act.end + 1, end)
        && matches!(who, Who::Parties(..))
    {
        parts.put(undergoes, parties(sight, &who, before));
        groups(sight, act, next, before, parts);
        return;
    }
    if let Some(who) = sight.subject(act.start) {
        parts.put(undergoes, parties(sight, &who, before));
    }
    let acts = frame.subject.unwrap_or(EventPart::Actor);
    let next = over_adverbs(sight, act.end, end);
    if let Some(who) = agent(sight, next, end, &sight.entry(act.entry).with) {
        parts.put(acts, parties(sight, &who, before));
    }
    groups(sight, act, next, before, parts);
}

/// Who did it: right after the verb, or after *oleh*.
///
/// `with` are the words that the entry asks for: *ditetapkan tersangka* says what somebody became.
fn agent(sight: &Sight<'_, '_>, at: usize, end: usize, with: &[u32]) -> Option<Who> {
    let asked = with.contains(&sight.token(at).word.0) && needs::is_civilian(sight, at);
    let clitic = sight.mention_from(at).is_some_and(|id| sight.mention(id).form == Form::Clitic);
    if at < end && !clitic && !asked {
        // *ditangkap personel tim Densus*: nouns lead up to the name.
        let found = sight.noun_phrase(at, end).map(|(who, _)| who);
        if sight.mention_from(at).is_some() || matches!(found, Some(Who::Parties(..))) {
            return found;
        }
    }
    let limit = (at + REACH).min(end);
    let by = (at..limit)
        .take_while(|at| !sight.is_verb(*at) && !sight.has(*at, Class::ClauseCoordinator))
        .find(|at| sight.hint(*at, &[Hint::Agent]).is_some())?;
    match sight.noun_phrase(by + 1, end).map(|(who, _)| who) {
        // The mention begins before the preposition: *tersangka oleh KPK*.
        Some(Who::Thing(tokens)) if sight.mention_at(by).is_some() => Some(Who::Known(tokens.start)),
        found => found,
    }
}

fn over_adverbs(sight: &Sight<'_, '_>, from: usize, end: usize) -> usize {
    let mut at = from;
    while at < end
        && at < from + 3
        && sight.has(at, Class::CueAdverb)
        && !sight.has(at, Class::Preposition)
        && !sight.has(at, Class::Coordinator)
        && sight.mention_from(at).is_none()
    {
        at += 1;
    }
    at
}

/// Parties that a preposition leads.
fn groups(sight: &Sight<'_, '_>, act: &Found, from: usize, before: &[Mark<Event>], parts: &mut Parts) {
    let entry = sight.entry(act.entry);
    let is_noun = matches!(act.form, EventForm::Deed | EventForm::Doing);
    let end = sight.stretch(act.start).end;
    let mut at = from.max(act.end);
    let limit = (at + REACH).min(end);
    let mut taken = !parts.recipient.is_empty() && act.form == EventForm::Active;
    while at < limit {
        if sight.is_mark(at) && !sight.has(at, Class::BracketClose) && !sight.has(at, Class::BracketOpen) {
            break;
        }
        let word = sight.token(at).word.0;
        let own = entry
            .frame
            .groups
            .iter()
            .find(|group| word != 0 && group.ids.contains(&word))
            .map(|group| group.part);
        let general = is_noun.then(|| general(sight, entry, at)).flatten();
        if let Some(part) = own.or(general)
            && let Some((who, next)) = sight.noun_phrase(at + 1, end)
        {
            let found = parties(sight, &who, before);
            let again = taken && part == EventPart::Recipient;
            if !found.is_empty() && !again {
                taken |= part == EventPart::Recipient;
                parts.put(part, found);
            }
            at = next.max(at + 1);
            continue;
        }
        let stops = sight.is_verb(at) && !is_noun
            || sight.is_verb(at) && sight.hint(at, &[Hint::LightPassive]).is_none()
            || sight.has(at, Class::ClauseCoordinator)
            || sight.has(at, Class::ComplementizerDropped) && !sight.has(at, Class::Preposition);
        if stops {
            break;
        }
        at += 1;
    }
}

/// What prepositions lead after any noun of an act.
fn general(sight: &Sight<'_, '_>, entry: &kutip_lang::EventWord, at: usize) -> Option<EventPart> {
    let acts = entry.frame.subject.unwrap_or(EventPart::Actor);
    match sight.hint(at, &[Hint::Agent, Hint::From, Hint::Between])? {
        (Hint::Between, _) => Some(EventPart::Mutual),
        _ => Some(acts),
    }
}

fn noun(sight: &Sight<'_, '_>, act: &Found, light: Option<Light>, before: &[Mark<Event>], parts: &mut Parts) {
    let frame = &sight.entry(act.entry).frame;
    let acts = frame.subject.unwrap_or(EventPart::Actor);
    let undergoes =
        frame.object.or(frame.groups.first().map(|group| group.part)).unwrap_or(EventPart::Recipient);
    let end = sight.stretch(act.start).end;
    if let Some(light) = light {
        let part = if light == Light::Own { acts } else { undergoes };
        match sight.subject(act.start) {
            Some(Who::Thing(_)) if light == Light::Own => parts.thing_acts = true,
            Some(who) => parts.put(part, parties(sight, &who, before)),
            None => {}
        }
    }
    let mut next = act.end;
    let small = if FAR.contains(&sight.entry(act.entry).kind) || act.form == EventForm::Doing {
        SMALL_WORDS
    } else {
        0
    };
    let owner = possessor(sight, act.end, end, small);
    if let Some((_, after)) = owner {
        next = after;
    }
    groups(sight, act, next, before, parts);
    if let Some((who, _)) = owner {
        let found = parties(sight, &who, before);
        // With a subject of its own the noun's possessor undergoes, if anything: *melakukan penangkapan Budi*.
        // *penyelidikan KPK terhadap X*, *pemeriksaan polisi*: whoever has the power acts.
        let pursues = !parts.recipient.is_empty()
            || parts.actor.is_empty()
                && PURSUITS.contains(&sight.entry(act.entry).kind)
                && !found.is_empty()
                && found.iter().all(|party| needs::is_authority(sight, party));
        let clitic = sight.doc.tokens.get(act.end).is_some_and(|token| token.kind == TokenKind::Clitic);
        match (act.form, light) {
            // *penyidikannya*: the case's
            (EventForm::Deed, _) if clitic && PURSUITS.contains(&sight.entry(act.entry).kind) => {
                parts.put(undergoes, found);
            }
            (EventForm::Deed, Some(Light::Own)) if acts != EventPart::Mutual => {}
            (EventForm::Deed, _) => parts.put(acts, found),
            (_, None) if pursues && undergoes == EventPart::Recipient => parts.put(acts, found),
            _ => parts.put(undergoes, found),
        }
    }
    by_light_passive(sight, act, next, end, before, parts);
    if let Some(victim) = victim(sight, act) {
        parts.put(EventPart::Recipient, parties(sight, &victim, before));
    }
}

/// Whose act it is: *serangan udara AS*, *pemeriksaannya*.
fn possessor(sight: &Sight<'_, '_>, from: usize, end: usize, small: usize) -> Option<(Who, usize)> {
    const STOPS: kutip_lang::ClassSet = kutip_lang::ClassSet::of(&[
        Class::Preposition,
        Class::Relative,
        Class::Coordinator,
        Class::Subordinator,
        Class::Demonstrative,
        Class::Negation,
        Class::Modal,
        Class::Predicate,
        Class::ClauseCoordinator,
        Class::CueAdverb,
    ]);
    for at in from..(from + small + 1).min(end) {
        if sight.in_time(at) {
            return None;
        }
        // *sanksi dan penolakan X*: both are X's.
        let joins = sight.has(at, Class::Coordinator)
            && sight.acts(at + 1).any(|act| matches!(act.form, EventForm::Deed | EventForm::Doing));
        if joins {
            continue;
        }
        if let Some(id) = sight.mention_from(at) {
            let mention = sight.mention(id);
            let adjective = mention.form == Form::Nominal
                && mention.tokens.len() == 1
                && sight.mention_from(mention.tokens.end).is_some();
            if !adjective {
                return sight.noun_phrase(at, end);
            }
        } else if !sight.is_word(at) || sight.any(at, STOPS) || sight.is_verb(at) {
            return None;
        }
    }
    None
}

/// *serangan yang dilancarkan X*, *pemeriksaan yang dilakukan oleh X*.
fn by_light_passive(
    sight: &Sight<'_, '_>,
    act: &Found,
    from: usize,
    end: usize,
    before: &[Mark<Event>],
    parts: &mut Parts,
) {
    let acts = sight.entry(act.entry).frame.subject.unwrap_or(EventPart::Actor);
    let verb = (from..(from + 5).min(end)).find(|at| sight.hint(*at, &[Hint::LightPassive]).is_some());
    if let Some(verb) = verb
        && let Some(who) = agent(sight, verb + 1, end, &[])
    {
        parts.put(acts, parties(sight, &who, before));
    }
}

/// Who suffered: *X tewas dalam serangan*.
fn victim(sight: &Sight<'_, '_>, act: &Found) -> Option<Who> {
    if sight.entry(act.entry).kind != ASSAULT || act.start < 2 {
        return None;
    }
    let led = sight.has(act.start - 1, Class::Preposition);
    let verb = act.start - 2;
    (led && sight.hint(verb, &[Hint::Suffers]).is_some()).then(|| sight.subject(verb)).flatten()
}

/// Actors and recipients; mutual parties are both, and a side that is moved acts where nobody else does.
fn sides(sight: &Sight<'_, '_>, parts: Parts) -> (Vec<Party>, Vec<Party>) {
    let Parts { mut actor, mut recipient, mutual, object, .. } = parts;
    if !mutual.is_empty() {
        let mut all = mutual;
        for party in actor {
            if !all.iter().any(|other| same(other, &party)) {
                all.push(party);
            }
        }
        // One side alone agrees with nobody.
        let other = if all.len() > 1 { all.clone() } else { Vec::new() };
        return (all, other);
    }
    if actor.is_empty() {
        // *300 personel polisi dikerahkan*: who is moved acts where nobody else does.
        let acts = |party: &Party| party.state.is_some() || needs::is_authority(sight, party);
        actor = object.into_iter().filter(acts).collect();
    }
    recipient.retain(|party| !actor.iter().any(|other| same(other, party)));
    (actor, recipient)
}

/// A number right behind the word: *mengerahkan 3.000 tentara*.
fn amount(sight: &Sight<'_, '_>, act: &Found) -> Option<kutip_text::Id<crate::model::Amount>> {
    let behind = act.end..(act.end + 3).min(sight.doc.tokens.len());
    if behind.is_empty() {
        return None;
    }
    sight.doc.amounts.within(sight.span(&behind)).map(|(id, _)| id).next()
}

/// *Serangan AS menewaskan 16 warga*: one event, on the verb.
pub(super) fn drop_means_of_killing(sight: &Sight<'_, '_>, events: &mut Vec<Mark<Event>>) {
    let means: Vec<usize> = (1..events.len())
        .filter(|at| {
            let (noun, verb) = (&events[*at - 1], &events[*at]);
            let same_kind = [noun, verb].iter().all(|event| sight.entry(event.value.entry).kind == ASSAULT);
            let between =
                tokens_in(&sight.doc.tokens, kutip_text::Span { start: noun.span.end, end: verb.span.start });
            let killing = sight.hint(tokens_in(&sight.doc.tokens, verb.span).start, &[Hint::Kills]).is_some();
            let is_noun = sight
                .acts(tokens_in(&sight.doc.tokens, noun.span).start)
                .any(|act| act.form == EventForm::Deed);
            same_kind
                && killing
                && is_noun
                && between.len() < 12
                && between
                    .clone()
                    .all(|at| !sight.is_verb(at) || sight.hint(at, &[Hint::LightPassive]).is_some())
        })
        .map(|at| at - 1)
        .collect();
    for at in means.into_iter().rev() {
        let noun = events.remove(at);
        let verb = &mut events[at].value;
        if verb.actor.is_empty() {
            verb.actor = noun.value.actor;
        }
        for event in events.iter_mut() {
            event.value.same_as = event.value.same_as.and_then(|other| match other.cmp(&at) {
                std::cmp::Ordering::Less => Some(other),
                std::cmp::Ordering::Equal => None,
                std::cmp::Ordering::Greater => Some(other - 1),
            });
        }
    }
}
