//! What stands after the cue: the slots of a frame, matched one after the other.

use super::frames::Place;
use super::scene::{Scene, VERBAL};
use super::speaker::Subject;
use super::{behind, channels, content};
use crate::model::{Form, TokenKind};
use kutip_lang::{Class, ClassSet, Frame, Part, Slot};
use std::ops::Range;

/// The act of cues behind which a noun phrase tells what is to come: *mengumumkan kenaikan tarif kereta sebesar ...*
const ANNOUNCE: &str = "announce";
/// The act behind which somebody says how he is: *mengaku dalam keadaan sehat*.
const CLAIM: &str = "claim";
/// Between a cue and the word that leads to content at most so many words say when, where or how it was said.
const ASIDE_WORDS: usize = 12;
/// Such a phrase has so many words at least.
const ANNOUNCED_WORDS: usize = 6;
/// An addressee is at most this many words.
const ADDRESSEE_WORDS: usize = 16;

/// What the slots stand for.
#[derive(Clone, Default)]
pub(super) struct Right {
    pub(super) subject: Option<Subject>,
    pub(super) addressee: Option<Range<usize>>,
    pub(super) content: Option<Range<usize>>,
    pub(super) quoted: bool,
    /// Whether a literal of the frame stands before the content.
    pub(super) led_by: bool,
    /// The token after the last slot.
    pub(super) next: usize,
    /// Whether a literal led to what comes next, or need not.
    led: bool,
    /// Whether the slot before was a literal alone.
    after_literal: bool,
    /// Whether a clause to which nothing led needs a subject of its own.
    own: bool,
    /// Whether one small word is never content enough: *bermaksud baik*.
    wishes: bool,
    /// Whether a long noun phrase is content enough.
    announces: bool,
    /// Whether where and when something was said may stand behind the cue alone.
    tells: bool,
}

/// Matches what stands after a cue, from the token `from` on.
pub(super) fn read(scene: &Scene<'_, '_>, place: &Place<'_>, frame: &Frame, from: usize) -> Option<Right> {
    // A verb that takes a bare object, too, needs a clause or a literal before its content.
    let entry = place.cue.1;
    let announces = &*entry.act == ANNOUNCE;
    let wishes = matches!(&*entry.act, "hope" | "plan");
    let tells = &*entry.act != CLAIM;
    let led = !entry.object && !entry.own;
    let start = Right { wishes, led, own: entry.own, announces, tells, ..Right::default() };
    let content = frame.after.last().is_some_and(|slot| slot.part == Some(Part::Content));
    let from = if content && !scene.has(place.at, Class::Preposition) {
        skip_aside(scene, from, place.last)
    } else {
        from
    };
    slots(scene, &frame.after, from, place.last, start)
}

fn slots(scene: &Scene<'_, '_>, left: &[Slot], at: usize, last: usize, so_far: Right) -> Option<Right> {
    let Some((slot, rest)) = left.split_first() else {
        return Some(Right { next: at, ..so_far });
    };
    let with = filled(scene, slot, rest, at, last, so_far.clone());
    if with.is_some() || !slot.optional {
        return with;
    }
    slots(scene, rest, at, last, so_far)
}

fn filled(
    scene: &Scene<'_, '_>,
    slot: &Slot,
    rest: &[Slot],
    at: usize,
    last: usize,
    mut so_far: Right,
) -> Option<Right> {
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
        // *memberitahukan lewat pesan singkat bahwa ...*: so may when, where and through what, before the word that leads.
        let behind = |from: usize| {
            let leads = |i: &usize| {
                fits(*i) && scene.has(*i, Class::ComplementizerDropped) && !scene.has(*i, Class::Preposition)
            };
            let place = (from..(from + ASIDE_WORDS).min(last)).find(leads)?;
            let plain = (from..place).all(|i| !scene.any(i, VERBAL) && scene.quote(i).is_none());
            (plain && is_aside(scene, from)).then_some(place)
        };
        place = skip_small(scene, at, last, fits).or_else(|| over(at)).or_else(|| behind(at))?;
        if lead.kept {
            kept_from = Some(place);
        }
        place += 1;
        so_far.led_by = true;
        so_far.led |= slot.part.is_none();
    }
    let Some(part) = slot.part else {
        // A literal alone: what follows it begins at it where it is kept.
        let from = kept_from.unwrap_or(place);
        return slots(scene, rest, from, last, so_far)
            .filter(|found| kept_from.is_none() || found.content.is_some());
    };
    match part {
        Part::Speaker => {
            let (subject, next) = behind::after(scene, place, last)?;
            so_far.subject = Some(subject);
            let next =
                if rest.iter().any(|s| s.part.is_some()) { skip_relative(scene, next, last) } else { next };
            slots(scene, rest, next, last, so_far)
        }
        // *memprediksi, pada akhirnya harga akan turun*: to nobody.
        Part::Addressee if scene.class_term(place - 1, Class::Connective).is_some_and(|end| end > place) => {
            None
        }
        Part::Addressee => {
            // *mendesak, Menteri Agama mencopot ...*: a comma that should not be there.
            let from = place + usize::from(slot.lead.is_none() && scene.has(place, Class::Comma));
            let (end, next) = addressee(scene, from, last, rest)?;
            if from > place && scene.has(next, Class::Comma) {
                return None; // *Meski sudah mendesak, para senator, ... tetap menolak*
            }
            so_far.addressee = Some(from..end);
            slots(scene, rest, next, last, so_far)
        }
        Part::Content | Part::Quotation | Part::Phrase => {
            let led = so_far.led || kept_from.is_some() || so_far.subject.is_some();
            let (mut content, quoted, mut next) = right_content(
                scene,
                place,
                last,
                part,
                led,
                slot.lead.is_some() || so_far.subject.is_some() || after_literal,
                &so_far,
            )?;
            if so_far.wishes && content.len() == 1 && !scene.has(content.start, Class::Verb) {
                return None;
            }
            // *merasa tindakan itu keliru*, but not *merasa senang*
            let own = scene.has(place, Class::Comma) || has_subject(scene, &content);
            if so_far.own && !led && !quoted && slot.lead.is_none() && !own {
                return None;
            }
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
            slots(scene, rest, next, last, so_far)
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
        } else if scene.has(place, Class::Comma)
            || scene.has(place, Class::CueAdverb)
            || scene.has(place, Class::Preposition) && scene.time(place + 1).is_some()
        {
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
        let plain =
            comma.filter(|c| (at..*c).all(|i| !scene.has(i, Class::Verb) && !scene.has(i, Class::Predicate)));
        // *di Pasar Sukaraya, Jumat (12/5), ...*
        let dated = plain.and_then(|comma| scene.time(comma + 1)).map(|time| time.end);
        return dated.filter(|end| scene.has(*end, Class::Comma)).or(plain).unwrap_or(at);
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
fn right_content(
    scene: &Scene<'_, '_>,
    at: usize,
    last: usize,
    part: Part,
    led: bool,
    literal: bool,
    so_far: &Right,
) -> Option<(Range<usize>, bool, usize)> {
    let at = before_quote(scene, at, last);
    let mut from = at;
    while from < last
        && (scene.has(from, Class::Comma) || scene.has(from, Class::Colon) || scene.has(from, Class::Dash))
    {
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
    if scene.has(from, Class::Coordinator) && (from > at || !scene.has(from, Class::Preposition)) {
        return None; // *ke arah mana orang memandang, atau ...*; but *menyatakan bersama Sari akan ...*
    }
    if part == Part::Content && super::back::only_points(scene, from, last) {
        return None; // *mengatakan hal itu di Jakarta*
    }
    // A comma, then an aside or another cue: the content was before.
    if from > at && scene.has(at, Class::Comma) && channels::carrier(scene, from, last).is_some() {
        return None;
    }
    let from = behind_aside(scene, from, last);
    let end = content::end(scene, from, last);
    let phrase = so_far.announces && !led;
    let cut = if phrase { phrase_end(scene, from, end) } else { end };
    let end = if content::is_clause(scene, from, cut) { end } else { cut };
    let clause = content::is_clause(scene, from, end);
    let announces = phrase && !clause;
    let words = (from..end).filter(|i| scene.token(*i).kind == TokenKind::Word).count();
    let hearer = scene.class_term(from, Class::Hearer).is_some();
    let then_clause = said_after_place(scene, from, end, from > at);
    // *mengatakan ke - 14 tersangka ...*, *mengatakan di bulan lalu ...*: neither is where it was said.
    let no_place = scene.has(from + 1, Class::Dash) || scene.time(from + 1).is_some();
    let located = scene.has(from, Class::Locative) && !no_place;
    let place_first = (located || hearer) && !literal && !then_clause;
    // *membantahnya dengan keras*
    let manner = words <= 2 && scene.has(from, Class::Manner) && !literal;
    // *mengaku senang*, *menyatakan mundur*
    const SINGLE: ClassSet = ClassSet::of(&[Class::Verb, Class::BareVerb]);
    let good = !place_first
        && !manner
        && match part {
            Part::Phrase => words >= 1,
            _ => {
                (words >= 2 || words == 1 && scene.any(from, SINGLE))
                    && (led || from > at || announces && words >= ANNOUNCED_WORDS || clause)
                    // *mengatakan pada wawancara di radio*: where and when alone; but *mengaku dalam keadaan sehat*.
                    && (literal || !so_far.tells || !is_aside(scene, from) || clause)
            }
        };
    good.then_some((from..end, false, end))
}

/// A word that leads to where, when or to whom.
fn is_aside(scene: &Scene<'_, '_>, at: usize) -> bool {
    scene.has(at, Class::Preposition)
        && scene.has(at, Class::Circumstance)
        && !scene.has(at, Class::ComplementizerKept)
}

/// The end of what is announced in a phrase: *mengumumkan kenaikan tarif, namun ...*
fn phrase_end(scene: &Scene<'_, '_>, from: usize, end: usize) -> usize {
    const SAME: ClassSet = VERBAL.with(Class::CueAdverb);
    let parts = |at: &usize| {
        let joint = scene.has(*at, Class::Comma) && scene.has(*at + 1, Class::ClauseCoordinator);
        joint && !scene.any(*at + 2, SAME)
    };
    (from..end).find(parts).unwrap_or(end)
}

/// Whether a clause begins with somebody or something that the text points at, and a predicate follows.
fn has_subject(scene: &Scene<'_, '_>, clause: &Range<usize>) -> bool {
    const WORDS: usize = 10;
    let near = clause.start..clause.end.min(clause.start + WORDS);
    let Some(predicate) = near.clone().find(|at| scene.any(*at, VERBAL)) else { return false };
    let points = |at: usize| scene.has(at, Class::Demonstrative) || scene.token(at).kind == TokenKind::Clitic;
    let named = scene.mention_from(clause.start).is_some();
    predicate > clause.start && (named || (clause.start..predicate).any(points))
}

/// *mengatakan, di antara semua soal itu, airlah yang terburuk*; *mengatakan di rapat itu kedua pihak berdamai*: a place
/// behind which a clause stands belongs to what is said.
fn said_after_place(scene: &Scene<'_, '_>, from: usize, end: usize, marked: bool) -> bool {
    const PLACE: usize = 5;
    let closed = (from + 1..end.min(from + PLACE)).find(|at| scene.has(*at, Class::Demonstrative));
    // *mengatakan, di lahan yang kosong akan dibangun sekolah*: a verb of its own before the next comma.
    let comma = (from..end).find(|at| scene.has(*at, Class::Comma)).unwrap_or(end);
    // *menjelaskan, di dalam dakwaan itu, tidak ada ...*: nor one behind it.
    if marked
        && (content::is_clause(scene, from + 1, comma)
            || comma < end && content::is_clause(scene, comma + 1, end))
    {
        return true;
    }
    match closed {
        Some(at) if !scene.has(at + 1, Class::Comma) || marked => content::is_clause(scene, at + 1, end),
        _ => false,
    }
}

/// *menjawab singkat: "..."*: adverbs may stand between a cue and the mark that leads to a quotation.
fn before_quote(scene: &Scene<'_, '_>, at: usize, last: usize) -> usize {
    const ADVERBS: usize = 3;
    const WORDS: usize = 12;
    const OPENS: ClassSet = ClassSet::of(&[Class::Circumstance, Class::Preposition]);
    let opens_quote = |mark: usize| {
        let marks = scene.has(mark, Class::Colon) || scene.has(mark, Class::Comma);
        marks && scene.quote(mark + 1).is_some_and(|(_, quote)| quote.tokens.start == mark + 1)
    };
    let end = (at..last.min(at + ADVERBS)).find(|i| !scene.has(*i, Class::CueAdverb)).unwrap_or(at);
    if end > at && end < last && opens_quote(end) {
        return end;
    }
    // *mengatakan dalam wawancara dengan Kabar Timur: "..."*
    if !scene.any(at, OPENS) || scene.quote(at).is_some() {
        return at;
    }
    let mark = (at + 1..last.min(at + WORDS)).find(|i| opens_quote(*i));
    let aside = |end: &usize| (at..*end).all(|i| scene.quote(i).is_none() && !scene.has(i, Class::Verb));
    mark.filter(aside).unwrap_or(at)
}

/// *menyatakan menjelang kunjungan itu bahwa ...*: when or where it was said may stand before the word that leads to it.
fn behind_aside(scene: &Scene<'_, '_>, from: usize, last: usize) -> usize {
    const WORDS: usize = 8;
    const OPENS: ClassSet = ClassSet::of(&[Class::Circumstance, Class::Preposition]);
    if !scene.any(from, OPENS) && scene.time(from).is_none() {
        return from;
    }
    let led =
        |at: &usize| scene.has(*at, Class::ComplementizerDropped) && !scene.has(*at, Class::Preposition);
    let place = (from + 1..last.min(from + WORDS)).find(led);
    let plain = |end: usize| (from..end).all(|at| !scene.any(at, VERBAL) && scene.quote(at).is_none());
    place.filter(|end| plain(*end) && *end + 2 < last).map_or(from, |end| end + 1)
}

/// *melaporkan, mengutip dua pejabat, bahwa ...*: an aside between commas before the content.
fn skip_aside(scene: &Scene<'_, '_>, at: usize, last: usize) -> usize {
    const WORDS: usize = 14;
    if !scene.has(at, Class::Comma) {
        return at;
    }
    let close = (at + 1..last.min(at + WORDS)).find(|i| scene.has(*i, Class::Comma) && !scene.in_speech(*i));
    let Some(close) = close else { return at };
    // *menjelaskan, sebagaimana dikutip AFP, ...*
    let opens =
        at + 1 + usize::from(scene.has(at + 1, Class::Circumstance) && scene.channel(at + 2).is_some());
    let channel = scene.channel(opens).is_some() && !scene.has(opens, Class::Preposition);
    let aside = scene.has(at + 1, Class::Circumstance) || scene.time(at + 1).is_some();
    let led = scene.has(close + 1, Class::ComplementizerDropped);
    let content = last > close + 3 && scene.quote(at + 1).is_none();
    if content && (channel || led && aside) { close + 1 } else { at }
}

/// The end of an addressee that begins at `at`: before the literal or the verb that follows it.
///
/// Gives its end and the token from which to go on.
fn addressee(scene: &Scene<'_, '_>, at: usize, last: usize, rest: &[Slot]) -> Option<(usize, usize)> {
    const VERBAL: ClassSet = ClassSet::of(&[
        Class::Verb,
        Class::Negation,
        Class::Modal,
        Class::ComplementizerKept,
        Class::Predicate,
    ]);
    let literal = rest.iter().find_map(|slot| slot.lead.as_ref());
    let leads = |at: usize| literal.is_some_and(|lead| lead.ids.contains(&scene.token(at).word.0));
    let mut place = at;
    if let Some(id) = scene.mention_from(at) {
        // *meminta warga tetap tenang*: what begins a predicate is no part of whoever is asked.
        let tokens = scene.mention(id).tokens.clone();
        place = tokens.clone().skip(1).find(|i| scene.any(*i, VERBAL)).unwrap_or(tokens.end);
    }
    if scene.time(at).is_some() {
        return None; // *mengatakan pada Senin*
    }
    let mut relative = false;
    while place < last && place - at <= ADDRESSEE_WORDS {
        let token = scene.token(place);
        if leads(place) || scene.has(place, Class::ComplementizerDropped) && place > at && !leads(place + 1) {
            break; // but *tujuh pejabat terkait untuk ...*
        }
        if let Some(lead) = literal
            && scene.has(place, Class::Comma)
            && place > at
            && let Some(close) = (place + 1..(place + 12).min(last)).find(|i| scene.has(*i, Class::Comma))
            && scene.doc.tokens.get(close + 1).is_some_and(|t| lead.ids.contains(&t.word.0))
        {
            return Some((place, close + 1)); // *China, sekutu terbesarnya, untuk ...*
        }
        if scene.quote(place).is_some()
            || token.kind == TokenKind::Mark
                && !scene.has(place, Class::BracketOpen)
                && !scene.has(place, Class::BracketClose)
        {
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
        // *menuntut pengelola karena menipu*: what somebody has done is not what he is asked to do.
        let reason = scene.has(place, Class::Subordinator) && scene.any(place + 1, VERBAL);
        if reason
            && place > at
            && literal.is_none()
            && !rest.is_empty()
            && !scene.has(place, Class::ComplementizerKept)
        {
            return None;
        }
        // *kepada wartawan seraya menambahkan*, *kepada wartawan usai bertemu warga*
        let clause = scene.has(place, Class::Subordinator)
            && (!scene.has(place, Class::Preposition) || scene.any(place + 1, VERBAL));
        if clause && place > at && rest.is_empty() {
            break;
        }
        // *meminta warga lebih hemat*, but *meminta pedagang kecil pindah*
        let bare = token.classes.has(Class::BareVerb) && place > at && !scene.any(place + 1, VERBAL);
        if bare && literal.is_none() && !relative {
            break;
        }
        let kept = token.classes.has(Class::Modal) || token.classes.has(Class::ComplementizerKept);
        if token.classes.any(VERBAL) && (!relative || kept)
            || scene.time(place).is_some() && literal.is_none()
        {
            break;
        }
        place += 1;
    }
    (place > at && place - at <= ADDRESSEE_WORDS).then_some((place, place))
}
