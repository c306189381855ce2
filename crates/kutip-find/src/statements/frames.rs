//! A cue and its frames: which words around it are speaker, addressee and content.

use super::scene::Scene;
use super::speaker::{self, Subject};
use super::{Draft, content};
use crate::model::{ActorKind, Form, Quote, TokenKind};
use kutip_lang::{Class, ClassSet, Cue, Frame, Part, Slot};
use std::ops::Range;

/// An addressee is at most this many words.
const ADDRESSEE_WORDS: usize = 16;

/// Content that need not be a clause counts as led to.
fn start_right(place: &Place<'_>) -> Right {
    Right { led: !place.cue.1.object, ..Right::default() }
}

/// What the slots on the right of a cue stand for.
#[derive(Clone, Default)]
struct Right {
    subject: Option<Subject>,
    addressee: Option<Range<usize>>,
    content: Option<Range<usize>>,
    quoted: bool,
    /// Whether a literal led to what comes next.
    led: bool,
    /// Whether the slot before was a literal alone.
    after_literal: bool,
    next: usize,
}

/// One cue in its sentence.
pub(super) struct Place<'p> {
    /// The sentence's number.
    pub(super) sentence: usize,
    /// First token of the sentence, or of the part of it that may hold the subject.
    pub(super) floor: usize,
    /// One past the last token before the full stop.
    pub(super) last: usize,
    /// The cue's first token.
    pub(super) at: usize,
    /// One past the cue.
    pub(super) next: usize,
    /// The cue's number and entry.
    pub(super) cue: (u32, &'p Cue),
    /// The subject of the cue before it in the sentence.
    pub(super) previous: Option<&'p Subject>,
}

/// The first frame of the cue that fits.
pub(super) fn read(scene: &Scene<'_, '_>, place: &Place<'_>) -> Option<Draft> {
    place.cue.1.frames.iter().find_map(|frame| fit(scene, place, frame))
}

fn fit(scene: &Scene<'_, '_>, place: &Place<'_>, frame: &Frame) -> Option<Draft> {
    // Literals right before the cue: *dengan alasan*, *demikian bunyi*.
    let mut slots = frame.before.as_slice();
    let mut at = place.at;
    while let Some((Slot { lead: Some(lead), part: None, optional }, rest)) = slots.split_first() {
        let stands = at > place.floor && lead.ids.contains(&scene.token(at - 1).word.0);
        match (stands, optional) {
            // *mangkir dengan alasan ...*: the subject is that of the clause.
            (true, false) => return if rest.is_empty() { None } else { of_clause(scene, place, frame) },
            (true, true) => at -= 1,
            (false, true) => {}
            (false, false) => return None,
        }
        slots = rest;
    }
    let place = &Place { at, ..*place };
    let parts: Vec<Option<Part>> = slots.iter().map(|slot| slot.part).collect();
    let mut draft = Draft::new(place);
    let right_first = frame.after.first().and_then(|slot| slot.part);
    let inverted = right_first == Some(Part::Speaker) || frame.after.first().is_some_and(|s| s.lead.is_some() && frame.after.get(1).is_some_and(|s| s.part == Some(Part::Speaker)));
    match parts.as_slice() {
        [] => {
            if preceded_by_noun_use(scene, place) {
                return None;
            }
            let right = right(scene, &frame.after, place.next, place.last, start_right(place))?;
            take(&mut draft, right, scene, place);
            let named = draft.subject.as_ref().is_none_or(|s| !s.mentions.is_empty());
            let led = frame.after.iter().any(|slot| slot.lead.is_some() && !slot.optional);
            let opens = scene.skip_connectives(place.floor, place.at) == place.at;
            let noun = scene.has(place.at, Class::Preposition) || led || opens && !scene.has(place.at, Class::Verb);
            if inverted && !named && !noun {
                return None;
            }
            if inverted && !parenthesis(scene, place, &mut draft) {
                return None;
            }
        }
        [Some(Part::Speaker)] => {
            if !is_report(scene, place.at, place.floor, true) {
                return None;
            }
            let who = subject(scene, place)?;
            let wish = matches!(&*place.cue.1.act, "hope" | "plan");
            let pointed = scene.has(who.tokens.end - 1, Class::Demonstrative) || scene.has(who.tokens.start, Class::Quantifier);
            if wish && who.mentions.is_empty() && !pointed {
                return None;
            }
            let from = skip_object_clitic(scene, place.next);
            let right = right(scene, &frame.after, from, place.last, start_right(place))?;
            if let Some(left) = interrupted(scene, place, &who, from) {
                draft.start = left.start;
                draft.content.push(left);
            }
            draft.subject = Some(who);
            take(&mut draft, right, scene, place);
        }
        [Some(Part::Speaker), Some(side @ (Part::Content | Part::Quotation))] => {
            if !is_report(scene, place.at, place.floor, true) {
                return None;
            }
            let who = subject(scene, place)?;
            let start = who.tokens.start;
            draft.subject = Some(who);
            left_content(scene, place, start, *side, &mut draft)?;
            let from = skip_object_clitic(scene, place.next);
            let right = right(scene, &frame.after, from, place.last, start_right(place))?;
            take(&mut draft, right, scene, place);
        }
        [Some(side @ (Part::Content | Part::Quotation | Part::Phrase))] if inverted || frame.after.is_empty() => {
            left_content(scene, place, place.at, *side, &mut draft)?;
            let mut right = right(scene, &frame.after, place.next, place.last, start_right(place))?;
            right.content = None;
            let (next, quoted) = (right.next, draft.quoted);
            take(&mut draft, right, scene, place);
            continue_content(scene, place, next, quoted, &mut draft);
        }
        // The content's own subject stands before the cue: *Abu Sayed dilaporkan tewas*.
        [Some(Part::Content | Part::Phrase)] => {
            if !is_report(scene, place.at, place.floor, false) {
                return None;
            }
            let agent = agent(scene, place);
            let from = agent.as_ref().map_or(place.next, |subject| subject.tokens.end);
            draft.subject = agent;
            let right = right(scene, &frame.after, from, place.last, start_right(place))?;
            let said = right.content.clone()?;
            let begins_aside = scene.has(said.start, Class::Preposition) && !scene.has(said.start, Class::ComplementizerKept);
            let led = frame.after.iter().any(|slot| slot.lead.is_some());
            if !led && (begins_aside || !content::is_clause(scene, said.start, said.end)) {
                return None;
            }
            let mut end = place.at;
            let adverb = |at: usize| scene.has(at, Class::CueAdverb) && !scene.has(at, Class::Demonstrative);
            while end > place.floor && (adverb(end - 1) || scene.has(end - 1, Class::Comma)) {
                end -= 1;
            }
            let start = scene.skip_connectives(place.floor, end);
            if start >= end || !is_noun_phrase(scene, start, end) {
                return None;
            }
            draft.content.push(start..end);
            take(&mut draft, right, scene, place);
        }
        [Some(Part::Addressee)] => {
            if !is_report(scene, place.at, place.floor, false) {
                return None;
            }
            draft.addressee = Some(subject(scene, place)?.tokens);
            let right = right(scene, &frame.after, place.next, place.last, start_right(place))?;
            take(&mut draft, right, scene, place);
        }
        _ => return None,
    }
    (!draft.content.is_empty()).then_some(draft)
}

/// A cue within the predicate: whoever begins the clause speaks.
fn of_clause(scene: &Scene<'_, '_>, place: &Place<'_>, frame: &Frame) -> Option<Draft> {
    let start = scene.skip_connectives(scene.segment_start(place.at, place.floor), place.at);
    let id = scene.mention_from(start)?;
    let mention = scene.mention(id);
    let mut draft = Draft::new(place);
    draft.subject = Some(Subject { mentions: vec![id], tokens: mention.tokens.clone() });
    let right = right(scene, &frame.after, place.next, place.last, start_right(place))?;
    take(&mut draft, right, scene, place);
    (mention.form != Form::Clitic && !draft.content.is_empty()).then_some(draft)
}

/// *dinilai Darmin memungkinkan ...*: whoever a passive names right after it, with the clause after him.
fn agent(scene: &Scene<'_, '_>, place: &Place<'_>) -> Option<Subject> {
    const VERBAL: ClassSet = ClassSet::of(&[Class::Verb, Class::BareVerb, Class::Modal, Class::Predicate, Class::Negation]);
    let id = scene.mention_from(place.next)?;
    let mention = scene.mention(id);
    let speaks = mention.form == Form::Name && matches!(mention.kind, ActorKind::Person | ActorKind::Organization);
    (speaks && scene.any(mention.tokens.end, VERBAL)).then(|| Subject { mentions: vec![id], tokens: mention.tokens.clone() })
}

/// What a passive report is about: a phrase without a verb of its own outside relative clauses.
fn is_noun_phrase(scene: &Scene<'_, '_>, from: usize, end: usize) -> bool {
    const OPENERS: ClassSet = ClassSet::of(&[Class::Preposition, Class::Subordinator, Class::Relative, Class::PronounFirst]);
    const LONG: usize = 24;
    if scene.any(from, OPENERS) || end - from > LONG {
        return false;
    }
    let mut relative = false;
    (from..end).all(|at| {
        relative |= scene.has(at, Class::Relative) || scene.has(at, Class::Comma) || scene.has(at, Class::Describing);
        relative || !(scene.has(at, Class::Verb) || scene.has(at, Class::Predicate)) || scene.mention_from(at).is_some()
    })
}

/// *Warga, ia menambahkan, dapat mengambil air*: the part of the clause before an inserted subject and cue.
fn interrupted(scene: &Scene<'_, '_>, place: &Place<'_>, who: &Subject, after: usize) -> Option<Range<usize>> {
    let start = who.tokens.start;
    if start <= place.floor + 1 || !scene.has(start - 1, Class::Comma) || !scene.has(after, Class::Comma) {
        return None;
    }
    let left = scene.skip_connectives(place.floor, start - 1)..start - 1;
    let aside = scene.has(left.start, Class::Circumstance) || scene.time(left.start).is_some();
    let speech = left.clone().any(|at| scene.in_speech(at));
    (!left.is_empty() && !aside && !speech && !is_connective_only(scene, place.floor, start)).then_some(left)
}

fn take(draft: &mut Draft, right: Right, scene: &Scene<'_, '_>, place: &Place<'_>) {
    if right.subject.is_some() {
        draft.subject = right.subject;
    }
    if right.addressee.is_some() {
        draft.addressee = right.addressee;
    }
    if let Some(content) = right.content {
        let several = scene.quote(content.start).map(|(_, quote)| quote).filter(|quote| right.quoted && quote.inner.len() > 1);
        draft.quoted |= right.quoted;
        match several {
            Some(quote) => push_quote(quote, scene, draft),
            None => draft.content.push(content),
        }
    }
    draft.end = right.next;
    let _ = (scene, place);
}

fn subject(scene: &Scene<'_, '_>, place: &Place<'_>) -> Option<Subject> {
    let mut at = place.at;
    while at > place.floor && scene.has(at - 1, Class::CueAdverb) {
        at -= 1;
    }
    // *dan menegaskan*: the subject of the cue before.
    if at > place.floor
        && (scene.has(at - 1, Class::Coordinator) || scene.has(at - 1, Class::ClauseCoordinator))
        && scene.mention_to(at).is_none()
        && let Some(previous) = place.previous
    {
        return Some(previous.clone());
    }
    // *berkomentar dan beralasan*: the subject of the clause.
    if at > place.floor && scene.has(at - 1, Class::Coordinator) && scene.mention_to(at).is_none() {
        let start = scene.skip_connectives(scene.segment_start(at, place.floor), at);
        let id = scene.mention_from(start).filter(|id| scene.mention(*id).form != Form::Clitic)?;
        return Some(Subject { mentions: vec![id], tokens: scene.mention(id).tokens.clone() });
    }
    // *Sadiq Khan yang mengatakan ...*
    if at > place.floor
        && scene.has(at - 1, Class::Relative)
        && let Some(id) = scene.mention_to(at - 1)
    {
        return Some(Subject { mentions: vec![id], tokens: scene.mention(id).tokens.clone() });
    }
    // *seraya menambahkan*
    if at > place.floor
        && scene.has(at - 1, Class::Subordinator)
        && scene.mention_to(at).is_none()
        && let Some(previous) = place.previous
    {
        return Some(previous.clone());
    }
    speaker::before(scene, place.at, place.floor)
}

/// *mengatakannya*: the clitic is what is said.
fn skip_object_clitic(scene: &Scene<'_, '_>, at: usize) -> usize {
    if scene.doc.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Clitic) { at + 1 } else { at }
}

/// Not negated, not wished for, not a relative clause.
///
/// `active`: a relative clause of a named person reports all the same.
fn is_report(scene: &Scene<'_, '_>, cue: usize, floor: usize, active: bool) -> bool {
    const NO: ClassSet = ClassSet::of(&[Class::Negation, Class::Unreal, Class::Relative]);
    let mut at = cue;
    while at > floor {
        if scene.any(at - 1, NO) && scene.mention_to(at).is_none() {
            // *Sadiq Khan yang mengatakan ...* reports, *orang yang mengatakan ...* need not.
            let person = active
                && scene.has(at - 1, Class::Relative)
                && scene.mention_to(at - 1).is_some_and(|id| {
                    let mention = scene.mention(id);
                    mention.form == Form::Name && mention.kind == ActorKind::Person
                });
            return person;
        }
        if !scene.has(at - 1, Class::CueAdverb) {
            return true;
        }
        at -= 1;
    }
    true
}

/// A noun or stem that stands within a phrase is no cue: *dengan kata lain*, *sepatah kata*.
fn preceded_by_noun_use(scene: &Scene<'_, '_>, place: &Place<'_>) -> bool {
    if place.at == place.floor {
        return false;
    }
    let before = place.at - 1;
    if scene.token(before).kind == TokenKind::Mark || scene.class_term_before(place.at, Class::Connective).is_some() {
        return false;
    }
    const OPENERS: ClassSet = ClassSet::of(&[Class::Coordinator, Class::ClauseCoordinator, Class::Subordinator, Class::Connective]);
    let preposition = scene.has(place.at, Class::Preposition);
    !preposition && !scene.any(before, OPENERS) && scene.token(place.at).kind == TokenKind::Word && !scene.has(place.at, Class::Verb)
        && place.cue.1.frames.iter().all(|f| f.before.is_empty() || f.before[0].part != Some(Part::Speaker))
        && !scene.has(place.at, Class::Document)
}

/// The quotation or clause before the cue (or before its subject).
fn left_content(scene: &Scene<'_, '_>, place: &Place<'_>, end: usize, side: Part, draft: &mut Draft) -> Option<()> {
    let mut at = end;
    while at > place.floor && (scene.has(at - 1, Class::Comma) || scene.has(at - 1, Class::Dash)) {
        at -= 1;
    }
    if at > place.floor
        && let Some((_, quote)) = scene.quote(at - 1)
        && quote.tokens.end == at
        && (!quote.single || quote.tokens.len() > 4)
    {
        push_quote(quote, scene, draft);
        draft.quoted = true;
        draft.start = quote.tokens.start;
        return Some(());
    }
    if side == Part::Quotation {
        return None;
    }
    let comma = at < end;
    let preposition = scene.has(place.at, Class::Preposition);
    let start = scene.skip_connectives(place.floor, at);
    if !comma && !preposition && !inserted(scene, place, start..at) || at <= place.floor {
        return None;
    }
    draft.start = place.floor;
    // Only a connective before it: *Akan tetapi, kata dia, ...*
    if start < at && !is_connective_only(scene, place.floor, at) {
        draft.content.push(start..at);
    } else if !comma_after_speaker_possible(scene, place) {
        return None;
    }
    Some(())
}

/// *Perubahan kata dia, tidak perlu ...*: a stem without commas after a bare noun phrase, its speaker named at once.
fn inserted(scene: &Scene<'_, '_>, place: &Place<'_>, left: Range<usize>) -> bool {
    let bare = !left.is_empty() && left.clone().all(|at| !scene.has(at, Class::Verb) && !scene.has(at, Class::Predicate) && !scene.in_speech(at));
    let stem = !scene.has(place.at, Class::Verb) && scene.token(place.at).kind == TokenKind::Word;
    const VERBAL: ClassSet = ClassSet::of(&[Class::Comma, Class::Verb, Class::Modal, Class::Predicate, Class::Negation]);
    bare && stem
        && speaker::after(scene, place.next, place.last)
            .is_some_and(|(subject, next)| !subject.mentions.is_empty() && scene.any(next, VERBAL))
}

fn is_connective_only(scene: &Scene<'_, '_>, from: usize, end: usize) -> bool {
    let mut at = from;
    while at < end {
        match scene.class_term(at, Class::Connective) {
            Some(next) => at = next,
            None if scene.has(at, Class::Comma) || scene.has(at, Class::ClauseCoordinator) || scene.has(at, Class::Coordinator) => at += 1,
            None => return false,
        }
    }
    true
}

fn comma_after_speaker_possible(scene: &Scene<'_, '_>, place: &Place<'_>) -> bool {
    (place.next..place.last).any(|at| scene.has(at, Class::Comma)) || scene.has(place.at, Class::Preposition)
}

/// All of a quotation, whole.
pub(super) fn push_quote(quote: &Quote, scene: &Scene<'_, '_>, draft: &mut Draft) {
    for span in &quote.inner {
        let tokens = scene.doc.tokens_in(*span);
        if !tokens.is_empty() {
            draft.content.push(tokens);
        }
    }
}

/// After the speaker of an inverted cue the content may go on: a second quotation, or the rest of the clause.
fn continue_content(scene: &Scene<'_, '_>, place: &Place<'_>, next: usize, quoted: bool, draft: &mut Draft) {
    let mut at = next;
    while at < place.last && scene.has(at, Class::CueAdverb) && !scene.has(at, Class::Comma) {
        at += 1;
    }
    let comma = scene.has(at, Class::Comma);
    if quoted {
        // *"...," kata Sari, "..."*: also after a place or date between commas.
        let mut seek = at;
        while seek < place.last {
            if let Some((_, quote)) = scene.quote(seek) {
                let opens = quote.tokens.start == seek && !quote.single && quote.tokens.len() > 4;
                let joined = seek > 0 && (scene.has(seek - 1, Class::Comma) || scene.has(seek - 1, Class::Colon));
                let cue_between = (next..seek).any(|i| scene.cues(i).next().is_some() && scene.has(i, Class::Verb));
                if opens && joined && !cue_between {
                    push_quote(quote, scene, draft);
                    draft.end = quote.tokens.end;
                }
                return;
            }
            seek += 1;
        }
        return;
    }
    let preposition = scene.has(place.at, Class::Preposition);
    let unfinished = draft.content.first().is_some_and(|left| {
        left.clone().all(|i| !scene.has(i, Class::Verb) && !scene.has(i, Class::Predicate)) && place.last > at + 2
    });
    const VERBAL: ClassSet = ClassSet::of(&[Class::Verb, Class::Modal, Class::Predicate, Class::Negation]);
    let runs_on = unfinished && scene.any(at, VERBAL);
    if (comma || preposition || runs_on) && (runs_on || comma && unfinished && scene.time(at + 1).is_none() || content::goes_on(scene, at, place.last)) {
        let from = if comma { at + 1 } else { at };
        let end = content::end(scene, from, place.last);
        draft.content.push(from..end);
        draft.end = end;
    }
}

/// *Menurut X, ...* and *..., menurut X, ...*: the clause around the cue and its speaker.
fn parenthesis(scene: &Scene<'_, '_>, place: &Place<'_>, draft: &mut Draft) -> bool {
    // The content to the right was found by the frame; what stands before the cue in the clause belongs to it, too.
    let mut at = place.at;
    while at > place.floor && scene.has(at - 1, Class::Comma) {
        at -= 1;
    }
    let start = scene.skip_connectives(place.floor, at);
    let left = start..at;
    let clause_before = !left.is_empty() && !is_connective_only(scene, place.floor, at) && scene.has(place.at, Class::Preposition);
    if clause_before && left.clone().all(|i| !scene.in_speech(i)) {
        draft.content.insert(0, left);
        draft.start = place.floor;
    }
    !draft.content.is_empty()
}

/// Matches the slots after the cue from `at` on.
fn right(scene: &Scene<'_, '_>, slots: &[Slot], at: usize, last: usize, so_far: Right) -> Option<Right> {
    let Some((slot, rest)) = slots.split_first() else {
        return Some(Right { next: at, ..so_far });
    };
    let with = filled(scene, slot, rest, at, last, so_far.clone());
    if with.is_some() || !slot.optional {
        return with;
    }
    right(scene, rest, at, last, so_far)
}

fn filled(scene: &Scene<'_, '_>, slot: &Slot, rest: &[Slot], at: usize, last: usize, mut so_far: Right) -> Option<Right> {
    let mut place = at;
    let after_literal = so_far.after_literal;
    so_far.after_literal = slot.lead.is_some() && slot.part.is_none();
    let mut kept_from = None;
    if let Some(lead) = &slot.lead {
        let fits = |i: usize| lead.ids.contains(&scene.token(i).word.0);
        // *Kalimat Ahok yang dianggap menodai agama yakni ...*: a clause may stand before the literal.
        let over = |from: usize| {
            let relative = scene.has(from, Class::Relative);
            relative.then(|| (from..(from + 12).min(last)).find(|i| fits(*i))).flatten()
        };
        place = skip_small(scene, at, last, fits).or_else(|| over(at))?;
        if lead.kept {
            kept_from = Some(place);
        }
        place += 1;
        so_far.led |= slot.part.is_none();
    }
    let Some(part) = slot.part else {
        // A literal alone: what follows it begins at it where it is kept.
        let from = kept_from.unwrap_or(place);
        return right(scene, rest, from, last, so_far).filter(|found| kept_from.is_none() || found.content.is_some());
    };
    match part {
        Part::Speaker => {
            let (subject, next) = speaker::after(scene, place, last)?;
            so_far.subject = Some(subject);
            let next = if rest.iter().any(|s| s.part.is_some()) { skip_relative(scene, next, last) } else { next };
            right(scene, rest, next, last, so_far)
        }
        Part::Addressee => {
            let (end, next) = addressee(scene, place, last, rest)?;
            so_far.addressee = Some(place..end);
            right(scene, rest, next, last, so_far)
        }
        Part::Content | Part::Quotation | Part::Phrase => {
            let led = so_far.led || kept_from.is_some() || so_far.subject.is_some();
            let (mut content, quoted, mut next) = right_content(scene, place, last, part, led, slot.lead.is_some() || so_far.subject.is_some() || after_literal)?;
            // *menganggap X sebagai Y*: the first part ends before the literal of the second.
            if let Some(lead) = rest.first().and_then(|slot| slot.lead.as_ref()).filter(|_| !quoted) {
                let at = content.clone().skip(1).find(|i| lead.ids.contains(&scene.token(*i).word.0))?;
                (content, next) = (content.start..at, at);
            }
            let merged = match so_far.content.take() {
                Some(first) => first.start..content.end,
                None => content,
            };
            so_far.content = Some(merged);
            so_far.quoted = quoted;
            right(scene, rest, next, last, so_far)
        }
        Part::Channel => None,
    }
}

/// The place of a literal after the cue; adverbs, dates and a comma may stand before it.
fn skip_small(scene: &Scene<'_, '_>, at: usize, last: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
    let mut place = at;
    while place < last {
        if fits(place) {
            return Some(place);
        }
        if let Some(time) = scene.time(place) {
            place = time.end;
        } else if scene.has(place, Class::Comma) || scene.has(place, Class::CueAdverb) {
            place += 1;
        } else if scene.has(place, Class::Preposition) && scene.time(place + 1).is_some() {
            place += 1;
        } else {
            return None;
        }
    }
    None
}

/// *menurut Ruki yang menjabat pada 2015, pernyataan itu ...*: the clause about the speaker is stepped over.
fn skip_relative(scene: &Scene<'_, '_>, at: usize, last: usize) -> usize {
    if at < last && scene.has(at, Class::Relative) {
        let outside = (at..last).take_while(|i| scene.quote(*i).is_none());
        return outside.into_iter().find(|i| scene.has(*i, Class::Comma)).unwrap_or(at);
    }
    // *menurut notulensi dari tim itu, ...*
    if at < last && scene.has(at, Class::Preposition) {
        let comma = (at..(at + 10).min(last)).find(|i| scene.has(*i, Class::Comma));
        return comma.filter(|c| (at..*c).all(|i| !scene.has(i, Class::Verb) && !scene.has(i, Class::Predicate))).unwrap_or(at);
    }
    // *menurut Ahmad, peneliti LIPI, ...*
    if at < last
        && scene.has(at, Class::Comma)
        && let Some(id) = scene.mention_from(at + 1)
    {
        let mention = scene.mention(id);
        if mention.form == Form::Nominal && scene.has(mention.tokens.end, Class::Comma) {
            return mention.tokens.end;
        }
    }
    at
}

/// The content after a cue: a quotation, or a clause up to its end.
///
/// `led`: a word such as *bahwa* stood before it.
fn right_content(scene: &Scene<'_, '_>, at: usize, last: usize, part: Part, led: bool, literal: bool) -> Option<(Range<usize>, bool, usize)> {
    let mut from = at;
    while from < last && (scene.has(from, Class::Comma) || scene.has(from, Class::Colon) || scene.has(from, Class::Dash)) {
        from += 1;
    }
    if from >= last {
        return None;
    }
    if let Some((_, quote)) = scene.quote(from)
        && quote.tokens.start == from
        && !quote.single
    {
        let after = quote.tokens.end;
        let closes = after >= last || scene.token(after).kind == TokenKind::Mark;
        let long = quote.tokens.len() > 5;
        if closes && (long || after >= last) {
            let inner = from + 1..after - usize::from(quote.closed);
            return (!inner.is_empty()).then_some((inner, true, after));
        }
    }
    if part == Part::Quotation {
        return None;
    }
    // A comma, then an aside or another cue: the content was before.
    if from > at && scene.has(at, Class::Comma) && scene.channel(from).is_some() {
        return None;
    }
    let end = content::end(scene, from, last);
    let words = (from..end).filter(|i| scene.token(*i).kind == TokenKind::Word).count();
    let place_first = scene.has(from, Class::Locative) && !literal;
    let good = !place_first && match part {
        Part::Phrase => words >= 1,
        _ => words >= 2 && (led || from > at || content::is_clause(scene, from, end)),
    };
    good.then_some((from..end, false, end))
}

/// The end of an addressee that begins at `at`: before the literal or the verb that follows it.
///
/// Gives its end and the token from which to go on.
fn addressee(scene: &Scene<'_, '_>, at: usize, last: usize, rest: &[Slot]) -> Option<(usize, usize)> {
    const VERBAL: ClassSet =
        ClassSet::of(&[Class::Verb, Class::Negation, Class::Modal, Class::ComplementizerKept, Class::Predicate]);
    let literal = rest.iter().find_map(|slot| slot.lead.as_ref());
    let mut place = at;
    if let Some(id) = scene.mention_from(at) {
        place = scene.mention(id).tokens.end;
    }
    let mut relative = false;
    while place < last && place - at <= ADDRESSEE_WORDS {
        let token = scene.token(place);
        if literal.is_some_and(|lead| lead.ids.contains(&token.word.0)) || scene.has(place, Class::ComplementizerDropped) && token.classes.has(Class::ComplementizerDropped) && place > at {
            break;
        }
        if let Some(lead) = literal
            && scene.has(place, Class::Comma)
            && place > at
            && let Some(close) = (place + 1..(place + 12).min(last)).find(|i| scene.has(*i, Class::Comma))
            && scene.doc.tokens.get(close + 1).is_some_and(|t| lead.ids.contains(&t.word.0))
        {
            return Some((place, close + 1)); // *China, sekutu terbesarnya, untuk ...*
        }
        if scene.quote(place).is_some() || token.kind == TokenKind::Mark && !scene.has(place, Class::BracketOpen) && !scene.has(place, Class::BracketClose) {
            break;
        }
        if token.classes.has(Class::Relative) {
            relative = true;
            place += if scene.any(place + 1, VERBAL) { 2 } else { 1 };
            continue;
        }
        if literal.is_none() && place > at && token.classes.has(Class::ToAddressee) {
            break;
        }
        let kept = token.classes.has(Class::Modal) || token.classes.has(Class::ComplementizerKept);
        if token.classes.any(VERBAL) && (!relative || kept) || scene.time(place).is_some() && literal.is_none() {
            break;
        }
        place += 1;
    }
    (place > at && place - at <= ADDRESSEE_WORDS).then_some((place, place))
}
