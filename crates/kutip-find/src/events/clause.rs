//! Who stands where around a verb or a noun that names an act.

use super::sight::Sight;
use crate::model::{ActorKind, Form, Mention, Statement};
use kutip_lang::{ActorPart, Class, ClassSet, EventForm, Hint, Sense};
use kutip_text::Id;
use std::ops::Range;

/// From verb to verb at most so many steps back.
const DEPTH: usize = 4;
/// A noun phrase of which the tables know nothing is at most this many words.
pub(super) const WORDS: usize = 7;

/// A noun phrase, by what is known of it.
#[derive(Clone, Debug)]
pub(crate) enum Who {
    /// One or several mentions.
    Parties(Vec<Id<Mention>>, Range<usize>),
    /// Words without a mention as their head.
    Thing(Range<usize>),
    /// Whoever speaks these words.
    Speaker(Id<Statement>),
    /// A name of the tables at this token.
    Known(usize),
}

/// What a phrase never holds.
pub(super) const BORDERS: ClassSet = ClassSet::of(&[
    Class::Preposition,
    Class::Subordinator,
    Class::ClauseCoordinator,
    Class::Coordinator,
    Class::Relative,
    Class::Negation,
    Class::Modal,
    Class::ComplementizerDropped,
    Class::ComplementizerKept,
    Class::Predicate,
    Class::Verb,
    Class::BackVerb,
]);

/// Acts of statements that ask somebody else to do something.
const ASKING: [&str; 4] = ["ask", "demand", "order", "suggest"];

const ADVERBS: ClassSet = ClassSet::of(&[Class::CueAdverb, Class::Negation, Class::Modal, Class::Predicate]);

const MODALITY: &[Hint] = &[Hint::Planned, Hint::Possible, Hint::Hoped, Hint::Denied];

impl Sight<'_, '_> {
    /// The subject of the verb at `at`.
    pub(crate) fn subject(&self, at: usize) -> Option<Who> {
        let floor = self.stretch(at).start;
        self.subject_from(at, floor, 0)
    }

    fn subject_from(&self, verb: usize, floor: usize, depth: usize) -> Option<Who> {
        if depth > DEPTH {
            return None;
        }
        let mut at = verb;
        let voice = self.voice(verb);
        while at > floor {
            let before = at - 1;
            if voice.is_some()
                && self.voice(before) != voice
                && self.mention_to(at).is_none_or(|id| self.voice(self.mention(id).tokens.start) != voice)
            {
                at = before; // *Polisi, ia menambahkan, telah ...*
                continue;
            }
            if self.in_time(before) && self.mention_to(at).is_none() {
                at = before;
                if at > floor && !self.in_time(at - 1) && self.has(at - 1, Class::Preposition) {
                    at -= 1; // *pada Senin*
                }
                continue;
            }
            if let Some(start) = self.connective_before(at).filter(|start| *start >= floor && at - start > 1)
            {
                at = start;
                continue;
            }
            if self.is_mark(before) && self.mention_to(at).is_none() {
                match self.over_mark(at, floor, at == verb || self.only_adverbs(at, verb)) {
                    Step::To(next) => at = next,
                    Step::Verb(next) => return self.subject_from(next, floor, depth + 1),
                    Step::Stop => return None,
                }
                continue;
            }
            if let Some(id) = self.mention_to(at) {
                if let Some(relative) = self.relative_before(self.mention(id).tokens.start, floor) {
                    return self.noun_phrase_to(relative, floor, depth);
                }
                match self.candidate(id, floor) {
                    Some(found) => return Some(found),
                    None => {
                        at = self.phrase_start(self.mention(id).tokens.start, floor);
                        if at > floor && self.is_led(at) {
                            at -= 1;
                        }
                        continue;
                    }
                }
            }
            if self.hint(before, &[Hint::OwnWhole]).is_some() {
                return self.speaker_before(before).map(Who::Speaker);
            }
            if self.has(before, Class::Relative) {
                return self.noun_phrase_to(before, floor, depth);
            }
            if let Some((_, start)) =
                self.hint_before(at, &[Hint::ControlObject]).filter(|(_, start)| *start > floor)
                && let Some(id) = self.mention_to(start).filter(|id| self.mention(*id).form != Form::Clitic)
            {
                return Some(Who::Parties(vec![id], self.mention(id).tokens.clone()));
            }
            if let Some((_, start)) =
                self.hint_before(at, &[Hint::Control]).filter(|(_, start)| *start >= floor)
                && !self.has(start, Class::Modal)
            {
                return self.controller(start, floor, depth);
            }
            if let Some((_, start)) = self.hint_before(at, MODALITY).filter(|(_, start)| *start >= floor) {
                at = start;
                continue;
            }
            if self.has(before, Class::ComplementizerDropped) {
                break; // *bahwa*: the subject lies before it
            }
            if self.has(before, Class::Subordinator) || self.has(before, Class::ClauseCoordinator) {
                return self.controller(before, floor, depth);
            }
            // *beberapa kali*
            let often = at < verb && self.has(before, Class::Quantifier) && self.any(at, ADVERBS);
            if often
                || self.is_verb(before)
                || self.any(before, ADVERBS) && !self.has(before, Class::Demonstrative)
            {
                at = before;
                continue;
            }
            let phrase = self.phrase_start(at, floor)..at;
            if phrase.start > floor && self.is_led(phrase.start) {
                at = phrase.start - 1;
                continue;
            }
            // *menunjukkan tanda-tanda menghentikan*: the noun belongs to the verb before it.
            if phrase.start > floor && phrase.len() < 3 && self.is_verb(phrase.start - 1) {
                return self.subject_from(phrase.start - 1, floor, depth + 1);
            }
            return Some(self.thing(phrase));
        }
        if at > floor {
            let earlier = self.verb_before(at, floor)?;
            return self.subject_from(earlier, floor, depth + 1);
        }
        if self.only_adverbs(floor, verb) || (floor..verb).all(|at| self.is_verb(at) || self.any(at, ADVERBS))
        {
            return self.omitted(verb);
        }
        None
    }

    /// The subject that a statement leaves out: whoever speaks, or whoever is asked.
    fn omitted(&self, at: usize) -> Option<Who> {
        let id = self.voice(at)?;
        let statement = &self.statements[id].value;
        let act = statement
            .cue
            .and_then(|cue| cue.entry)
            .and_then(|cue| self.doc.lang.cues.get(cue as usize))
            .map(|cue| &*cue.act);
        // *memperingatkan X agar tidak menyerang*: X is meant, whatever the verb.
        let floor = self.stretch(at).start;
        let wished = self.has(floor, Class::ComplementizerKept) && self.hint(floor, &[Hint::Hoped]).is_some();
        if !wished && !act.is_some_and(|act| ASKING.contains(&act)) {
            return Some(Who::Speaker(id));
        }
        let asked = match statement.addressee {
            Some(span) => self.doc.tokens_in(span),
            None if wished => self.mention(self.mention_to(floor)?).tokens.clone(),
            None => return None,
        };
        let ids: Vec<Id<Mention>> = asked.clone().filter_map(|at| self.mention_from(at)).collect();
        (!ids.is_empty()).then_some(Who::Parties(ids, asked))
    }

    /// *kelompok yang dipimpin X telah menyerang*: X stands in a relative clause, of which this is the first word.
    fn relative_before(&self, start: usize, floor: usize) -> Option<usize> {
        let mut at = start;
        while at > floor
            && (self.is_verb(at - 1) || at < start && self.any(at - 1, ADVERBS))
            && self.mention_at(at - 1).is_none()
        {
            at -= 1;
        }
        (at < start && at > floor && self.has(at - 1, Class::Relative)).then(|| at - 1)
    }

    /// A connective of several words that ends before a token.
    fn connective_before(&self, end: usize) -> Option<usize> {
        (end.saturating_sub(4)..end).find(|start| {
            self.doc
                .terms
                .at(*start)
                .iter()
                .any(|term| term.end as usize == end && term.sense == Sense::Class(Class::Connective))
        })
    }

    /// Whether only adverbs stand between.
    fn only_adverbs(&self, from: usize, to: usize) -> bool {
        (from..to).all(|at| self.any(at, ADVERBS) || self.hint(at, MODALITY).is_some() || self.in_time(at))
    }

    /// To the left over a mark.
    fn over_mark(&self, at: usize, floor: usize, bare: bool) -> Step {
        let mark = at - 1;
        if self.has(mark, Class::BracketClose) {
            let open = (floor..mark).rev().find(|at| self.has(*at, Class::BracketOpen));
            return open.map_or(Step::Stop, Step::To);
        }
        if self.has(mark, Class::Comma) {
            // An aside between commas: *X, yang ..., V*; *X, di Jakarta, V*.
            let start =
                (floor..mark).rev().find(|at| self.has(*at, Class::Comma)).map_or(floor, |comma| comma + 1);
            let aside = start > floor
                && (self.has(start, Class::Relative)
                    || self.has(start, Class::Preposition)
                    || self.in_time(start));
            if aside {
                return Step::To(start - 1);
            }
            if bare && self.mention_to(mark).is_none_or(|id| self.mention(id).tokens.start > start) {
                return self.verb_before(mark, floor).map_or(Step::To(mark), Step::Verb);
            }
            return Step::To(mark);
        }
        let quote = self.any(
            mark,
            ClassSet::of(&[
                Class::QuoteOpen,
                Class::QuoteClose,
                Class::QuoteBoth,
                Class::SingleBoth,
                Class::SingleOpen,
                Class::SingleClose,
            ]),
        );
        if quote { Step::To(mark) } else { Step::Stop }
    }

    /// A preposition stands before.
    fn is_led(&self, start: usize) -> bool {
        let before = start - 1;
        let subordinate = self.has(before, Class::Subordinator)
            && !self.has(before, Class::Manner)
            && !self.has(before, Class::ToAddressee)
            && !self.has(before, Class::ComplementizerKept)
            && !self.has(before, Class::ComplementizerDropped);
        self.has(before, Class::Preposition) && !subordinate
    }

    /// The first word of the phrase of small words before `at`.
    fn phrase_start(&self, at: usize, floor: usize) -> usize {
        let mut start = at;
        while start > floor && at - start < WORDS {
            let before = start - 1;
            let stops = !self.is_word(before)
                || self.any(before, BORDERS)
                || self.is_verb(before)
                || self.in_time(before)
                || self.is_cue(before) && self.mention_at(before).is_none()
                || self.has(before, Class::Demonstrative) && start < at
                || self.hint_before(start, MODALITY).is_some() && self.mention_at(before).is_none();
            if stops {
                break;
            }
            start = before;
        }
        start
    }

    /// The mention as subject, unless a preposition leads it; a thing where it only says whose the thing is.
    fn candidate(&self, id: Id<Mention>, floor: usize) -> Option<Who> {
        let mention = self.mention(id);
        if mention.form == Form::Clitic {
            let own = self.mention_to(mention.tokens.start);
            if let Some(own) = own
                && self.hint(self.mention(own).tokens.start, &[Hint::OwnSide]).is_some()
                && !(self.mention(own).tokens.start > floor && self.is_led(self.mention(own).tokens.start))
            {
                return Some(Who::Parties(vec![own], self.mention(own).tokens.clone()));
            }
            let start = self.phrase_start(mention.tokens.start, floor);
            let led = start > floor && self.is_led(start);
            // *partainya mengusung*: the speaker's side.
            let side = mention.tokens.start - 1;
            if !led && start == side && self.hint(side, &[Hint::OwnSide]).is_some() {
                return self.speaker_before(side).map(Who::Speaker);
            }
            return (!led && start < mention.tokens.start).then_some(Who::Thing(start..mention.tokens.end));
        }
        let start = mention.tokens.start.max(floor);
        if start > floor && self.is_led(start) {
            return None;
        }
        let head = self.phrase_start(start, floor);
        let known_start = start > floor && self.opens(start, floor) || self.counts(head..start);
        if head < start && !known_start {
            if head > floor && self.is_led(head) {
                return None;
            }
            // *serangan AS menewaskan*: whoever attacks.
            let deed = (head..start).any(|at| self.acts(at).any(|act| act.form == EventForm::Deed))
                || self.hint(head, &[Hint::Undertaking]).is_some();
            let side = self.hint(head, &[Hint::StateBody]).is_some();
            let alias = start > 0 && self.has(start - 1, Class::Alias);
            if !deed && !side && !alias && mention.form != Form::Pronoun {
                return Some(Who::Thing(head..mention.tokens.end));
            }
        }
        Some(self.widened_left(id, floor))
    }

    /// A connective or an adverb before a phrase: it begins here.
    fn opens(&self, start: usize, floor: usize) -> bool {
        (floor..start).any(|at| {
            self.doc.terms.at(at).iter().any(|term| {
                term.end as usize == start
                    && matches!(
                        term.sense,
                        Sense::Class(Class::Connective | Class::CueAdverb | Class::ClauseCoordinator)
                    )
            })
        })
    }

    /// *empat*, *sejumlah*, *sebanyak 15*: how many, and nobody else.
    fn counts(&self, tokens: Range<usize>) -> bool {
        let number = |at: usize| self.doc.amounts.around(self.token(at).span).next().is_some();
        let small = ClassSet::of(&[Class::Quantifier, Class::OnePerson, Class::Manner]);
        !tokens.is_empty() && tokens.into_iter().all(|at| self.any(at, small) || number(at))
    }

    /// *X dan Y*, *X, Y dan Z*: with the parties before.
    fn widened_left(&self, id: Id<Mention>, floor: usize) -> Who {
        let mut ids = vec![id];
        let mut start = self.mention(id).tokens.start;
        let mut joined = false;
        // *Surya alias Cakra*: one person.
        if start > floor + 1
            && self.has(start - 1, Class::Alias)
            && let Some(other) = self.mention_to(start - 1)
        {
            let better = if self.mention(id).known.is_some() && self.mention(other).known.is_none() {
                id
            } else {
                other
            };
            return Who::Parties(vec![better], self.mention(other).tokens.start..self.mention(id).tokens.end);
        }
        while start > floor + 1 {
            let between = start - 1;
            let joins = self.has(between, Class::Coordinator) || joined && self.has(between, Class::Comma);
            let Some(other) = self.mention_to(between).filter(|_| joins) else { break };
            let (left, right) = (self.mention(other), self.mention(ids[0]));
            if !alike(left, right) || left.tokens.start > floor && self.is_led(left.tokens.start) {
                break;
            }
            if self.in_predicate(left.tokens.start, floor) {
                break;
            }
            // *KPK atau Komisi ...*: two names of one.
            if left.actor.is_none() || left.actor != right.actor {
                ids.insert(0, other);
            }
            joined = true;
            start = left.tokens.start;
        }
        let end = self.mention(id).tokens.end;
        Who::Parties(ids, start..end)
    }

    /// Whether a phrase ends what a copula says: *adalah urusan Rahmat dan Brunei siap ...* has a clause behind *dan*.
    fn in_predicate(&self, start: usize, floor: usize) -> bool {
        let words = &self.doc.lang.actor_words;
        let copula = |at: usize| {
            self.doc.terms.at(at).iter().any(|term| match term.sense {
                Sense::Actor(entry) => {
                    words.get(entry as usize).is_some_and(|word| word.part == ActorPart::Copula)
                }
                _ => false,
            })
        };
        let mut before = (floor..start).rev().take_while(|at| self.is_word(*at) && !self.is_verb(*at));
        before.find(|at| copula(*at)).is_some_and(|at| at > floor && at + 1 < start)
    }

    pub(super) fn thing(&self, tokens: Range<usize>) -> Who {
        Who::Thing(tokens)
    }

    /// The verb before, in the same stretch.
    fn verb_before(&self, at: usize, floor: usize) -> Option<usize> {
        (floor..at).rev().find(|at| self.is_verb(*at) && !self.in_time(*at) && self.mention_at(*at).is_none())
    }

    /// Who does what stands after *untuk*, *dengan*, *dan*.
    fn controller(&self, control: usize, floor: usize, depth: usize) -> Option<Who> {
        let coordinates =
            self.has(control, Class::Coordinator) || self.has(control, Class::ClauseCoordinator);
        // *kata X usai diperiksa*: whoever speaks, behind the cue.
        if !coordinates
            && let Some(id) = self.mention_to(control)
            && self.mention(id).tokens.start > floor
            && self.reports(self.mention(id).tokens.start - 1)
        {
            return Some(Who::Parties(vec![id], self.mention(id).tokens.clone()));
        }
        if control > floor {
            let asked = !coordinates && self.has(control, Class::ComplementizerKept);
            // *agar*: whoever is named before it; *untuk*: only whoever is asked or supported.
            let wished = self.hint(control, &[Hint::Hoped]).is_some();
            if asked
                && wished
                && let Some(id) = self.mention_to(control)
            {
                return Some(Who::Parties(vec![id], self.mention(id).tokens.clone()));
            }
            // *upaya Rusia untuk merebut*, *posisi KPK dalam mengusut*: whose it is.
            if !coordinates
                && let Some(id) = self.mention_to(control)
                && let head = self.phrase_start(self.mention(id).tokens.start, floor)
                && head < self.mention(id).tokens.start
                && self.hint(head, &[Hint::Undertaking]).is_some()
            {
                return Some(Who::Parties(vec![id], self.mention(id).tokens.clone()));
            }
            if asked
                && let Some(id) = self.mention_to(control)
                && let Some(verb) = self.verb_before(self.mention(id).tokens.start, floor)
                && !self.is_led(self.mention(id).tokens.start)
                && self.acts(verb).any(|act| [REQUEST, SUPPORT].contains(&self.entry(act.entry).kind))
            {
                return Some(Who::Parties(vec![id], self.mention(id).tokens.clone()));
            }
            if let Some(verb) = self.verb_before(control, floor) {
                return self.subject_from(verb, floor, depth + 1);
            }
        }
        if control == floor && self.has(control, Class::ComplementizerKept) && self.voice(control).is_some() {
            return self.omitted(control);
        }
        // *Setelah menjalani ..., KPK menahan*: the subject comes later.
        let (end, voice) = (self.stretch(control).end, self.voice(control));
        let comma = (control..end).find(|at| self.has(*at, Class::Comma) && self.voice(at + 1) == voice)?;
        let id = self.mention_from(comma + 1)?;
        Some(Who::Parties(vec![id], self.mention(id).tokens.clone()))
    }

    /// The noun phrase that ends before `end`.
    fn noun_phrase_to(&self, end: usize, floor: usize, depth: usize) -> Option<Who> {
        let mut end = end;
        while end > floor
            && (self.has(end - 1, Class::Comma) || self.in_time(end - 1) && self.mention_to(end).is_none())
        {
            end -= 1;
        }
        if end <= floor || depth > DEPTH {
            return None;
        }
        if let Some(id) = self.mention_to(end) {
            let mention = self.mention(id);
            if mention.form == Form::Clitic {
                let start = self.phrase_start(mention.tokens.start, floor);
                return Some(Who::Thing(start..end));
            }
            let start = self.phrase_start(mention.tokens.start, floor);
            if start < mention.tokens.start
                && self.hint(start, &[Hint::StateBody]).is_none()
                && !self.counts(start..mention.tokens.start)
                && !self.opens(mention.tokens.start, floor)
            {
                return Some(Who::Thing(start..end));
            }
            return Some(Who::Parties(vec![id], mention.tokens.clone()));
        }
        let start = self.phrase_start(end, floor);
        (start < end).then(|| self.thing(start..end))
    }
}

enum Step {
    To(usize),
    Verb(usize),
    Stop,
}

/// The places of types in their list.
const REQUEST: usize = 7;
const SUPPORT: usize = 2;

/// Two that can be named together.
pub(super) fn alike(a: &Mention, b: &Mention) -> bool {
    let pronoun = |m: &Mention| matches!(m.form, Form::Pronoun | Form::Clitic);
    !pronoun(a) && !pronoun(b) && a.kind != ActorKind::Document && b.kind != ActorKind::Document
}
