//! When and where an act took place: an expression of its own clause, or none.
//!
//! Behind the word everything counts up to the next verb or clause, before it what opens the clause; the day and place of
//! an act of speech stand where the speech is reported. A reader can do without a date, and not with a wrong one.

use super::sight::Sight;
use crate::model::{Event, Place, Time, TimeKind, TokenKind, tokens_in};
use kutip_lang::{Class, ClassSet, EventForm, EventGroup, Hint, Sense};
use kutip_text::{Id, Layer, Mark};
use std::ops::Range;

/// An expression stands at most so far from the word.
const REACH: usize = 28;
/// Between *di* and the place stand at most so many small words: *di depan Gedung Merdeka*.
const SMALL_WORDS: usize = 1;
/// Types that end somewhere: CONSULT, AID, RETREAT, MOBILIZE, ASSAULT.
const GOING: [usize; 5] = [1, 5, 6, 13, 15];
/// Types whose object may be the place itself: CONSULT, MOBILIZE, COERCE, ASSAULT.
const AT_OBJECT: [usize; 4] = [1, 13, 14, 15];
/// Types of words alone; a place within their object is not where they were said: AGREE, SUPPORT to CONCEDE, REQUEST to
/// THREATEN; and CONSULT, whose object is what is talked about.
const WORDS_ALONE: [usize; 8] = [0, 1, 2, 3, 7, 8, 9, 10];
/// The first type of force; the others follow in the list.
const PROTEST: usize = 11;

const BORDERS: ClassSet = ClassSet::of(&[
    Class::SentenceEnd,
    Class::Relative,
    Class::ComplementizerDropped,
    Class::ComplementizerKept,
    Class::ClauseCoordinator,
    Class::Condition,
    Class::Semicolon,
    Class::Colon,
]);

/// Dates the events.
pub(super) fn dates(sight: &Sight<'_, '_>, events: &mut [Mark<Event>]) {
    let triggers = Triggers::of(sight, events);
    let found: Vec<Option<Id<Time>>> = events
        .iter()
        .map(|event| {
            let walk = Walk::of(sight, &triggers, event);
            let behind = |at: usize| time_at(sight, at).filter(|id| walk.dated_by(*id));
            let opening = |at: usize| time_at(sight, at).filter(|id| walk.opened_by(*id));
            walk.ahead(&behind).or_else(|| walk.back(&opening)).or_else(|| walk.said_on())
        })
        .collect();
    for (event, when) in events.iter_mut().zip(found) {
        event.value.when = when;
    }
}

/// Where each event took place, in the order of the events.
pub(crate) fn places(
    sight: &Sight<'_, '_>,
    events: &Layer<Event>,
    places: &Layer<Place>,
) -> Vec<Option<Id<Place>>> {
    let triggers = Triggers::of(sight, events.as_slice());
    let mut starts: Vec<Option<Id<Place>>> = vec![None; sight.doc.tokens.len() + 1];
    for (id, mark) in places.iter() {
        let tokens = sight.doc.tokens_in(mark.span);
        if !tokens.is_empty() && !in_dateline(sight, mark) {
            starts[tokens.start] = Some(id);
        }
    }
    let ground = Ground { starts, places };
    let found = events.iter().map(|(_, event)| {
        let walk = Walk::of(sight, &triggers, event);
        let place = |at: usize| ground.behind(&walk, at);
        walk.ahead(&place)
            .or_else(|| walk.back(&|at| ground.opening(&walk, at)))
            .or_else(|| walk.told(&ground))
    });
    found.collect()
}

fn in_dateline(sight: &Sight<'_, '_>, mark: &Mark<Place>) -> bool {
    sight.doc.blocks.dateline.is_some_and(|line| line.span.contains(mark.span))
}

/// The day or hour that an expression at a token names; not *kini* and *belakangan*, which date nothing.
fn time_at(sight: &Sight<'_, '_>, at: usize) -> Option<Id<Time>> {
    if !sight.in_time(at) {
        return None;
    }
    let dated = |time: &Time| {
        matches!(time.kind, TimeKind::Date | TimeKind::Time)
            && time.value.starts_with(|first: char| first.is_ascii_digit() || first == UNKNOWN_YEAR)
            && !time.value.contains(REFERENCE)
    };
    let around = sight.doc.times.around(sight.token(at).span);
    around.filter(|(_, mark)| dated(&mark.value)).map(|(id, _)| id).last()
}

/// How TIMEX3 writes a year that is not known, and what its references to now and then end in.
const UNKNOWN_YEAR: char = 'X';
const REFERENCE: &str = "_REF";

/// Which tokens begin the word of an event.
struct Triggers(Vec<bool>);

impl Triggers {
    fn of(sight: &Sight<'_, '_>, events: &[Mark<Event>]) -> Self {
        let mut starts = vec![false; sight.doc.tokens.len() + 1];
        for event in events {
            starts[tokens_in(&sight.doc.tokens, event.span).start] = true;
        }
        Self(starts)
    }
}

/// The surroundings of one event's word.
struct Walk<'s, 'd, 'a> {
    sight: &'s Sight<'d, 'a>,
    triggers: &'s Triggers,
    word: Range<usize>,
    kind: usize,
    visit: bool,
    noun: bool,
    groups: &'a [EventGroup],
    /// Where the parties end whom somebody meets or prosecutes.
    met: Vec<usize>,
}

impl<'s, 'd, 'a> Walk<'s, 'd, 'a> {
    fn of(sight: &'s Sight<'d, 'a>, triggers: &'s Triggers, event: &Mark<Event>) -> Self {
        let word = tokens_in(&sight.doc.tokens, event.span);
        let entry = sight.entry(event.value.entry);
        let noun = sight.acts(word.start).any(|act| {
            act.entry == event.value.entry && matches!(act.form, EventForm::Deed | EventForm::Doing)
        });
        let meets = entry.kind == AT_OBJECT[0] || entry.contexts.iter().any(|context| &**context == LEGAL);
        let parties = event.value.actor.iter().chain(&event.value.recipient).filter(|_| meets);
        let met = parties.filter_map(|party| Some(sight.doc.tokens_in(party.span?).end)).collect();
        Self {
            sight,
            triggers,
            word,
            kind: entry.kind,
            visit: entry.mode.as_deref() == Some(VISIT),
            noun,
            met,
            groups: &entry.frame.groups,
        }
    }

    /// The first that is found behind the word, within its clause.
    fn ahead<T>(&self, found: &dyn Fn(usize) -> Option<T>) -> Option<T> {
        let sight = self.sight;
        let end = sight.stretch(self.word.start).end.min(self.word.end + REACH);
        let mut at = self.word.end;
        let mut occurs = self.noun;
        while at < end {
            if let Some(found) = found(at) {
                return Some(found);
            }
            if sight.has(at, Class::BracketOpen) {
                at = (at..end).find(|at| sight.has(*at, Class::BracketClose))? + 1;
                continue;
            }
            let goes_on = sight.has(at, Class::Comma) && (sight.in_time(at + 1) || self.place_like(at + 1));
            // *serangan itu terjadi pada Senin*
            let happens = occurs && sight.hint(at, &[Hint::Occurs, Hint::LightPassive]).is_some();
            if happens {
                occurs = false;
            } else if self.leads_party(at) {
                // *unjuk rasa menolak kenaikan harga digelar*: part of the noun.
            } else if self.stops(at, end) && !goes_on && !self.joins(at) {
                return None;
            }
            at += 1;
        }
        None
    }

    /// A word of the entry's frame that leads a party.
    fn leads_party(&self, at: usize) -> bool {
        let word = self.sight.token(at).word.0;
        self.noun && word != 0 && self.groups.iter().any(|group| group.ids.contains(&word))
    }

    /// *yang terjadi di X*, *yang dilakukan pada Senin*: the clause belongs to the noun of the act.
    fn joins(&self, at: usize) -> bool {
        let sight = self.sight;
        self.noun
            && at <= self.word.end + 4
            && sight.has(at, Class::Relative)
            && sight.hint(at + 1, &[Hint::Occurs, Hint::LightPassive]).is_some()
    }

    /// *di Desa Awu, Kabupaten Bener*: what is larger stands behind a comma.
    fn place_like(&self, at: usize) -> bool {
        let sight = self.sight;
        let mut terms = sight.doc.terms.at(at).iter();
        sight.has(at, Class::Locative)
            || crate::places::is_head(sight, at)
            || terms.any(|term| matches!(term.sense, Sense::Region(_) | Sense::State(..)))
    }

    fn stops(&self, at: usize, end: usize) -> bool {
        let sight = self.sight;
        let dates = at + 1 < end && sight.in_time(at + 1);
        sight.any(at, BORDERS)
            || sight.has(at, Class::Comma)
            || self.triggers.0[at]
            || sight.hint(at, &[Hint::ControlObject]).is_some()
            || self.is_deed(at)
            || sight.is_verb(at) && sight.mention_at(at).is_none() && !sight.in_time(at)
            || sight.has(at, Class::Subordinator)
                && !dates
                && !sight.has(at, Class::Manner)
                && sight.hint(at, &[Hint::Toward]).is_none()
    }

    /// The noun of an act of force, though it was no event of its own: what follows tells of that.
    fn is_deed(&self, at: usize) -> bool {
        let noun = |form| matches!(form, EventForm::Deed | EventForm::Doing);
        at >= self.word.end
            && self.sight.acts(at).any(|act| noun(act.form) && self.sight.entry(act.entry).kind >= PROTEST)
    }

    /// The first token of an expression of time, with the preposition before it.
    fn start_of(&self, id: Id<Time>) -> usize {
        let sight = self.sight;
        let start = sight.doc.tokens_in(sight.doc.times[id].span).start;
        if start > 0 && sight.has(start - 1, Class::Preposition) { start - 1 } else { start }
    }

    /// Behind a verb of speech the date of a thing is not that of the speech, nor is *hingga Juli* a date.
    fn dated_by(&self, id: Id<Time>) -> bool {
        let (sight, start) = (self.sight, self.start_of(id));
        let until = sight.hint(start, &[Hint::ConditionalIfPlanned]).is_some();
        !until
            && (self.beside(start)
                || sight.has(start, Class::Preposition)
                || !WORDS_ALONE.contains(&self.kind))
    }

    /// *Pada Senin, KPK memeriksa*, *KPK pada Senin memeriksa*: what opens the clause or stands behind its subject.
    fn opened_by(&self, id: Id<Time>) -> bool {
        let (sight, start) = (self.sight, self.start_of(id));
        let until = sight.hint(start, &[Hint::ConditionalIfPlanned]).is_some();
        let floor = sight.stretch(self.word.start).start;
        let end = sight.doc.tokens_in(sight.doc.times[id].span).end;
        !until
            && (start <= floor
                || sight.has(start - 1, Class::Comma)
                || sight.any(start - 1, ClassSet::of(&[Class::Connective, Class::Coordinator]))
                || sight.mention_to(start).is_some() && !sight.has(end, Class::Comma))
    }

    /// Right behind the word, a date or a comma, or behind whom somebody meets or prosecutes: elsewhere *di* may belong to
    /// the noun before it (*meminta para guru di Awu*).
    fn at_end(&self, at: usize) -> bool {
        let sight = self.sight;
        at == self.word.end
            || self.met.contains(&at)
            || at > 0 && (sight.in_time(at - 1) || sight.is_mark(at - 1))
    }

    /// Right behind the word, a party, a date or a comma.
    fn beside(&self, at: usize) -> bool {
        let sight = self.sight;
        at == self.word.end
            || sight.mention_to(at).is_some()
            || at > 0 && (sight.in_time(at - 1) || sight.is_mark(at - 1))
    }

    /// The last that is found before the word, within its clause.
    fn back<T>(&self, found: &dyn Fn(usize) -> Option<T>) -> Option<T> {
        let sight = self.sight;
        let stretch = sight.stretch(self.word.start);
        let floor = stretch.start.max(self.word.start.saturating_sub(REACH));
        for at in (floor..self.word.start).rev() {
            if let Some(found) = found(at) {
                return Some(found);
            }
            if !sight.has(at, Class::Comma)
                && self.stops(at, stretch.end)
                && !sight.has(at, Class::ComplementizerKept)
            {
                return None;
            }
        }
        None
    }

    /// The tokens of the sentence outside what an act of speech says.
    fn outside(&self) -> Option<impl Iterator<Item = usize> + use<'_, 's, 'd, 'a>> {
        let sight = self.sight;
        let id = sight.cue_of(self.word.start)?;
        let sentence = sight.doc.sentence_of(self.word.start)?;
        let (content, voice) = (&sight.statements[id].value.content, sight.voice(self.word.start));
        let out = move |at: usize| {
            let span = sight.token(at).span;
            !content.iter().any(|part| part.contains(span)) && sight.voice(at) == voice
        };
        Some(sight.doc.sentences[sentence].tokens.clone().filter(move |at| out(*at)))
    }

    /// The day on which an act of speech was said, where its sentence names it.
    fn said_on(&self) -> Option<Id<Time>> {
        let sight = self.sight;
        let day = sight.statements[sight.cue_of(self.word.start)?].value.said_on?;
        self.outside()?
            .filter_map(|at| time_at(sight, at))
            .find(|id| sight.doc.times[*id].value.day == Some(day))
    }

    /// Where an act of speech was said: behind what it says.
    fn told(&self, ground: &Ground<'_>) -> Option<Id<Place>> {
        let ends = |at: usize| {
            self.sight.any(at, ClassSet::of(&[Class::ClauseCoordinator, Class::Relative]))
                || self.triggers.0[at]
        };
        let id = self.sight.cue_of(self.word.start)?;
        let content = self.sight.statements[id].value.content.last()?.end;
        let after = |at: &usize| *at >= self.word.end && self.sight.token(*at).span.start >= content;
        let behind = self.outside()?.filter(after).take_while(|at| !ends(*at));
        let told = |at: usize| ground.at(at).filter(|_| matches!(self.lead(at), Some((_, false))));
        behind.filter_map(told).next()
    }

    /// The preposition before a place, and whether it leads there (*ke*) or tells where something is (*di*).
    fn lead(&self, at: usize) -> Option<(usize, bool)> {
        let sight = self.sight;
        let small = |at: usize| {
            sight.token(at).kind == TokenKind::Word && !sight.is_verb(at) && sight.mention_at(at).is_none()
        };
        let lead =
            (at.saturating_sub(1 + SMALL_WORDS)..at).rev().find(|at| sight.has(*at, Class::Locative))?;
        let toward = sight.hint(lead, &[Hint::Toward]).is_some();
        (lead + 1..at).all(small).then_some((lead, toward))
    }
}

/// The mode of visits, in PLOVER.
const VISIT: &str = "visit";
/// The context of courts, in PLOVER.
const LEGAL: &str = "legal";

/// The places of the article, by their first token.
struct Ground<'p> {
    starts: Vec<Option<Id<Place>>>,
    places: &'p Layer<Place>,
}

impl Ground<'_> {
    fn at(&self, at: usize) -> Option<Id<Place>> {
        self.starts.get(at).copied().flatten()
    }

    /// The place that begins at a token behind the word, where it tells of the act.
    fn behind(&self, walk: &Walk<'_, '_, '_>, at: usize) -> Option<Id<Place>> {
        let id = self.at(at)?;
        if at == walk.word.end && !walk.noun {
            let object = AT_OBJECT.contains(&walk.kind) && (walk.kind != AT_OBJECT[0] || walk.visit);
            return object.then_some(id);
        }
        let (lead, toward) = walk.lead(at)?;
        let visit = walk.kind == AT_OBJECT[0] && !walk.visit;
        if toward && (!GOING.contains(&walk.kind) || visit) {
            return None;
        }
        (walk.at_end(lead) || !WORDS_ALONE.contains(&walk.kind)).then_some(id)
    }

    /// The place that opens the clause: *Di Desa Awu, polisi menangkap*.
    fn opening(&self, walk: &Walk<'_, '_, '_>, at: usize) -> Option<Id<Place>> {
        let (id, sight) = (self.at(at)?, walk.sight);
        let (lead, toward) = walk.lead(at)?;
        let end = sight.doc.tokens_in(self.places[id].span).end;
        let floor = sight.stretch(walk.word.start).start;
        let opens = lead == floor
            || (floor..lead)
                .all(|at| sight.has(at, Class::Connective) || sight.in_time(at) || sight.is_mark(at));
        (opens && !toward && sight.has(end, Class::Comma)).then_some(id)
    }
}
