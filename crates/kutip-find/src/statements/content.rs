//! What is said: where the content begins and ends.

use super::scene::{Scene, VERBAL};
use super::{manner, speaker};
use crate::model::{Form, Shape, TokenKind};
use kutip_lang::{Class, ClassSet, Sense};
use kutip_text::Span;
use std::ops::Range;

/// The end of a reported clause that begins at `from`: before a channel, an inverted cue, or the next clause that is
/// somebody else's; else the end of the sentence.
pub(super) fn end(scene: &Scene<'_, '_>, from: usize, last: usize) -> usize {
    let mut at = from;
    while at < last {
        if let Some(quote) = scene.quote_from(at, from)
            && quote.tokens.len() > 4
        {
            at = quote.tokens.end.max(at + 1);
            continue;
        }
        if at > from && (breaks_for_channel(scene, at, last) || breaks_for_cue(scene, at, last)) {
            break;
        }
        if at > from && breaks_for_clause(scene, from, at, last) {
            break;
        }
        at += 1;
    }
    // The comma and the small words before what was cut off.
    while at > from + 1
        && (scene.has(at - 1, Class::Comma) || scene.is_stop(at - 1) && !scene.has(at - 1, Class::SpokenEnd))
    {
        at -= 1;
    }
    at
}

/// *, seperti dikutip AFP*; *dikutip Al Jazeera*.
fn breaks_for_channel(scene: &Scene<'_, '_>, at: usize, last: usize) -> bool {
    let comma = usize::from(scene.has(at, Class::Comma));
    let start = at + comma;
    (start..(start + 3).min(last)).any(|place| {
        let lead_in = (start..place).all(|i| {
            scene.has(i, Class::Preposition)
                || scene.has(i, Class::Closing)
                || scene.has(i, Class::Circumstance)
        });
        let carries = lead_in && (comma > 0 || !super::channels::only_tells_which(scene, place));
        carries
            && super::channels::carrier(scene, place, last)
                .is_some_and(|(_, via)| via.sure || comma > 0 && place > start)
    })
}

/// *, kata Sari*: an inverted cue with a comma before it; *, Sari melaporkan.*: one that closes what was said.
fn breaks_for_cue(scene: &Scene<'_, '_>, at: usize, last: usize) -> bool {
    let comma = scene.has(at, Class::Comma);
    if comma && closes_with_cue(scene, at + 1, last) {
        return true;
    }
    let start = if comma { at + 1 } else { at };
    (comma || scene.has(at, Class::Preposition))
        && scene.cues(start).any(|(cue, next)| {
            let inverted = scene.doc.lang.cues[cue as usize].frames.iter().any(|frame| {
                frame.after.first().is_some_and(|slot| slot.part == Some(kutip_lang::Part::Speaker))
            });
            let closes = |end: usize| comma || end >= last || scene.has(end, Class::Comma);
            inverted
                && next < last
                && super::behind::after(scene, next, last).is_some_and(|(_, end)| closes(end))
        })
}

/// A speaker and a cue behind what he said, at the end of the sentence.
fn closes_with_cue(scene: &Scene<'_, '_>, at: usize, last: usize) -> bool {
    let Some(id) = scene.mention_from(at) else { return false };
    let closing = |frame: &kutip_lang::Frame| {
        let parts: Vec<_> = frame.before.iter().map(|slot| slot.part).collect();
        parts == [Some(kutip_lang::Part::Speaker), Some(kutip_lang::Part::Content)] && frame.after.is_empty()
    };
    scene
        .cues(scene.mention(id).tokens.end)
        .any(|(cue, next)| next >= last && scene.doc.lang.cues[cue as usize].frames.iter().any(closing))
}

/// *dan negara itu bersumpah ...*: a conjunction, then a subject with a cue of its own, or a cue for the same subject.
fn breaks_for_clause(scene: &Scene<'_, '_>, from: usize, at: usize, last: usize) -> bool {
    if scene.has(at, Class::Comma)
        && (scene.has(at + 1, Class::Meanwhile)
            || is_main_clause(scene, at + 1, last)
            || goes_on_telling(scene, at + 1, last))
    {
        return true;
    }
    if scene.has(at, Class::Meanwhile)
        && at > 1
        && scene.quote(at - 1).is_some()
        && scene.has(at - 2, Class::Comma)
    {
        return true;
    }
    // *menepis tawaran itu dengan sebaliknya mengancam akan ...*
    if manner::leads(scene, at) && scene.has(at + 1, Class::CueAdverb) && scene.mention_from(at + 1).is_none()
    {
        let verb = (at + 1..last.min(at + 4)).find(|i| !scene.has(*i, Class::CueAdverb));
        let cue = |verb: usize| scene.cues(verb).any(|(cue, next)| is_strong(scene, cue, next));
        if verb.is_some_and(|verb| scene.has(verb, Class::Verb) && cue(verb)) {
            return true;
        }
    }
    const JOINTS: ClassSet =
        ClassSet::of(&[Class::Coordinator, Class::ClauseCoordinator, Class::Subordinator]);
    if !scene.any(at, JOINTS) || scene.token(at).kind != TokenKind::Word {
        return false;
    }
    let same_subject = scene.has(at, Class::Coordinator) || scene.has(at, Class::ClauseCoordinator);
    let mut bracket = 0;
    for place in at + 1..(at + 14).min(last) {
        // *namun LBH (Lembaga Bantuan Hukum) mencatat*
        if scene.has(place, Class::BracketOpen) {
            bracket =
                (place..(place + 8).min(last)).find(|i| scene.has(*i, Class::BracketClose)).unwrap_or(0);
        }
        if place <= bracket {
            continue;
        }
        if scene.token(place).kind == TokenKind::Mark {
            return false;
        }
        let lower = scene.token(place).shape == Shape::Lower;
        let strong = scene.cues(place).find(|(cue, next)| lower && is_strong(scene, *cue, *next));
        let Some((cue, next)) = strong else { continue };
        if scene.has(place - 1, Class::Relative) {
            return false; // *bangga dengan klaim panitia yang menyebut ...*
        }
        // *mengaku hanya datang dan menjelaskan pekerjaannya*: with a bare object it reports nothing.
        let entry = &scene.doc.lang.cues[cue as usize];
        let bare = (entry.object || entry.own)
            && !scene.has(next, Class::ComplementizerDropped)
            && !scene.has(next, Class::Hearer)
            && (entry.own || !is_clause(scene, next, last));
        if bare {
            return false;
        }
        let adverbs_only = (at + 1..place).all(|i| scene.has(i, Class::CueAdverb));
        if adverbs_only && scene.has(at, Class::Alias) {
            return false; // *politik atau ingin memecah belah*
        }
        if adverbs_only {
            return same_subject;
        }
        // *pulang ke rumah dan kampung dan menjanjikan ...*: the later conjunction is the joint.
        if scene.has(place - 1, Class::Coordinator) {
            return false;
        }
        // *mengatakan Rina dan Dodi ingin pindah*: what is said has had no verb so far.
        if scene.has(at, Class::Coordinator) && !(from..at).any(|i| scene.any(i, VERBAL)) {
            return false;
        }
        return speaker::before(scene, place, at + 1).is_some_and(|subject| {
            let pointed = scene.has(subject.tokens.end - 1, Class::Demonstrative);
            scene.skip_connectives(at + 1, place) == subject.tokens.start
                && (pointed || !subject.mentions.is_empty())
        });
    }
    false
}

/// *membantah tuduhan itu, menegaskan rekannya salah paham*: behind the comma another cue of the same speaker.
fn goes_on_telling(scene: &Scene<'_, '_>, at: usize, last: usize) -> bool {
    scene.has(at, Class::Verb)
        && scene.token(at).shape == Shape::Lower
        && scene.cues(at).any(|(cue, next)| {
            let said = &*scene.doc.lang.cues[cue as usize].act;
            let says = matches!(said, "say" | "claim" | "announce" | "deny" | "add" | "explain" | "confirm");
            says && is_strong(scene, cue, next) && is_clause(scene, next, last)
        })
}

/// *Meski partai itu mengatakan ..., Partai Lentera menegaskan ...*: behind the comma the main clause begins, with a
/// speaker of its own.
fn is_main_clause(scene: &Scene<'_, '_>, at: usize, last: usize) -> bool {
    const ADVERBS: usize = 3;
    let Some(id) = scene.mention_from(at) else { return false };
    let mention = scene.mention(id);
    let opens = scene.doc.sentence_of(at).map(|number| scene.doc.sentences[number].tokens.start);
    let subordinate = opens.is_some_and(|first| {
        scene.has(first, Class::Subordinator) && !scene.has(first, Class::Preposition) && first < at
    });
    let end = mention.tokens.end;
    let cue = (end..last.min(end + ADVERBS)).find(|place| !scene.has(*place, Class::CueAdverb));
    subordinate
        && mention.form == Form::Name
        && cue.is_some_and(|place| scene.cues(place).any(|(cue, next)| is_strong(scene, cue, next)))
}

/// A cue with a subject before it and content after it.
fn is_strong(scene: &Scene<'_, '_>, cue: u32, next: usize) -> bool {
    let entry = &scene.doc.lang.cues[cue as usize];
    entry.frames.iter().any(|frame| {
        let subject = frame.before.first().is_some_and(|slot| slot.part == Some(kutip_lang::Part::Speaker));
        let lead = frame
            .after
            .iter()
            .find_map(|slot| slot.lead.as_ref().filter(|_| !slot.optional && slot.part.is_none()));
        let led =
            lead.is_none_or(|lead| scene.doc.tokens.get(next).is_some_and(|t| lead.ids.contains(&t.word.0)));
        let mark = usize::from(scene.has(next, Class::Comma) || scene.has(next, Class::Colon));
        let quoted = scene
            .quote(next + mark)
            .is_some_and(|(_, quote)| quote.tokens.start == next + mark && !quote.single);
        let said = |part| {
            part == Some(kutip_lang::Part::Content) || quoted && part == Some(kutip_lang::Part::Quotation)
        };
        subject && led && frame.after.last().is_some_and(|slot| said(slot.part))
    })
}

/// Whether words say something of something: a verb, an auxiliary or a negation that is not within a relative clause,
/// or a noun phrase that is closed (*sidang itu*) before the end.
pub(super) fn is_clause(scene: &Scene<'_, '_>, from: usize, end: usize) -> bool {
    const SAYS: ClassSet = VERBAL.with(Class::ComplementizerKept);
    let mut at = from;
    while at < end {
        if scene.has(at, Class::Relative) {
            at += 2;
            continue;
        }
        if at > from && scene.has(at, Class::Subordinator) && !scene.has(at, Class::Preposition) {
            return false;
        }
        // *menyampaikan pesan ibunya, saat ditemui di rumah*; *melaporkan hal itu ke polisi dan pulang*: the object alone.
        let aside = at > from && scene.has(at, Class::Comma) && scene.has(at + 1, Class::Subordinator);
        if aside && scene.time(at + 1).is_none() || at > from && joins_verb(scene, at) {
            return false;
        }
        if scene.any(at, SAYS) && !scene.has(at, Class::Preposition) && !scene.has(at, Class::Describing) {
            return true;
        }
        let closed = scene.has(at, Class::Demonstrative) || scene.token(at).kind == TokenKind::Clitic;
        if closed
            && at > from
            && at + 1 < end
            && !scene.has(at + 1, Class::Preposition)
            && scene.token(at + 1).kind == TokenKind::Word
        {
            return true;
        }
        at += 1;
    }
    false
}

/// A conjunction with a verb right behind it, which goes on with the clause before.
fn joins_verb(scene: &Scene<'_, '_>, at: usize) -> bool {
    const ADVERBS: usize = 3;
    let verb = (at + 1..at + 1 + ADVERBS).find(|i| !scene.has(*i, Class::CueAdverb)).unwrap_or(at);
    scene.has(at, Class::Coordinator)
        && scene.has(verb, Class::Verb)
        && scene.token(verb).kind == TokenKind::Word
}

/// The characters of a stretch of tokens, without the marks at its edges that are not part of what is said.
pub(super) fn span(scene: &Scene<'_, '_>, tokens: &Range<usize>) -> Option<Span> {
    const EDGE: ClassSet = ClassSet::of(&[
        Class::Comma,
        Class::Colon,
        Class::Semicolon,
        Class::Dash,
        Class::QuoteOpen,
        Class::QuoteClose,
        Class::QuoteBoth,
    ]);
    let (mut start, mut end) = (tokens.start, tokens.end);
    while start < end && scene.token(start).kind == TokenKind::Mark && scene.any(start, EDGE) {
        start += 1;
    }
    while end > start && scene.token(end - 1).kind == TokenKind::Mark {
        let stop = scene.has(end - 1, Class::SentenceEnd) && !scene.has(end - 1, Class::SpokenEnd);
        if !stop && !scene.any(end - 1, EDGE) {
            break;
        }
        end -= 1;
    }
    (start < end).then(|| scene.span(&(start..end)))
}

/// Whether what follows a speaker goes on with the content rather than with place, time or another name.
pub(super) fn goes_on(scene: &Scene<'_, '_>, at: usize, last: usize) -> bool {
    const ASIDES: ClassSet = ClassSet::of(&[Class::Circumstance, Class::Subordinator, Class::Coordinator]);
    let first = if scene.has(at, Class::Comma) { at + 1 } else { at };
    if first >= last || last - first < 2 {
        return false;
    }
    if scene.quote(first).is_some() {
        return true;
    }
    if scene.class_term(first, Class::Connective).is_some_and(|next| next > first + 1) {
        return true;
    }
    if scene.time(first).is_some() || scene.channel(first).is_some() || scene.has(first, Class::BracketOpen) {
        return false;
    }
    let sense_of_cue = scene.doc.terms.at(first).iter().any(|term| matches!(term.sense, Sense::Channel(_)));
    !(scene.any(first, ASIDES) || sense_of_cue)
}
