//! Who speaks behind an inverted cue: *"...," kata Sari*, *menurut kepala penelitian pada Yayasan Sungai, Rudi Hakim*.

use super::scene::Scene;
use super::speaker::{PHRASE_WORDS, Subject, alike};
use crate::model::{ActorKind, Form, Mention, Shape, TokenKind};
use kutip_lang::{Class, ClassSet};
use kutip_text::Id;
use std::ops::Range;

/// The speaker that begins at `at`, after an inverted cue; gives the token after it, too.
pub(super) fn after(scene: &Scene<'_, '_>, at: usize, end: usize) -> Option<(Subject, usize)> {
    let (subject, next) = phrase_after(scene, at, end)?;
    Some((subject, past_abbreviation(scene, next, end)))
}

/// *laporan Badan Sungai Awu (BSA) debit naik*: what a body is called for short is none of what it says.
fn past_abbreviation(scene: &Scene<'_, '_>, at: usize, end: usize) -> usize {
    let closes = at + 2 < end && scene.has(at, Class::BracketOpen) && scene.has(at + 2, Class::BracketClose);
    if closes && scene.token(at + 1).shape == Shape::Upper { at + 3 } else { at }
}

fn phrase_after(scene: &Scene<'_, '_>, at: usize, end: usize) -> Option<(Subject, usize)> {
    if at >= end {
        return None;
    }
    let Some(id) = scene.mention_from(at) else {
        if let Some(next) = handle(scene, at, end) {
            return Some((Subject { mentions: Vec::new(), tokens: at..next }, next));
        }
        let found = plain_after(scene, at, end)?;
        // *kata punggawa tim itu, Rian Saputra.*
        // *tulis putrinya, Rani Utami dalam situs itu*: somebody of the speaker's own has but one name.
        const LEADS: ClassSet = ClassSet::of(&[Class::Preposition, Class::Circumstance]);
        let own = scene.token(found.1 - 1).kind == TokenKind::Clitic;
        let named = name_behind(scene, found.1, end).filter(|name| {
            is_closed(scene, *name, end) || own && scene.any(scene.mention(*name).tokens.end, LEADS)
        });
        return Some(match named {
            Some(other) => of_mention(scene, other),
            None => counted(scene, found, end),
        });
    };
    let mention = scene.mention(id);
    // *akun Kabar Sukaraya @kabarsukaraya*
    if let Some(next) = handle(scene, mention.tokens.end, end) {
        return Some((Subject { mentions: Vec::new(), tokens: at..next }, next));
    }
    if mention.form == Form::Nominal
        && let Some((longer, next)) = plain_after(scene, at, end)
        && next > mention.tokens.end + 1
        && !scene.has(mention.tokens.end, Class::Demonstrative)
    {
        // *kata warga RT 04 Desa Cibunar, Jumiati*: also behind a phrase that goes on past what the tables know.
        let named = name_behind(scene, next, end).filter(|name| scene.mention(*name).role.is_none());
        if let Some(other) = named {
            let tokens = scene.mention(other).tokens.clone();
            return Some((Subject { mentions: vec![other], tokens: tokens.clone() }, tokens.end));
        }
        return Some((Subject { mentions: vec![id], tokens: longer.tokens }, next));
    }
    let mut subject = Subject { mentions: vec![id], tokens: with_clitic(scene, mention, end) };
    // *kata Ketua Umum PSSI itu*
    if mention.form == Form::Nominal
        && subject.tokens.end < end
        && scene.has(subject.tokens.end, Class::Demonstrative)
    {
        subject.tokens.end += 1;
    }
    let mut next = subject.tokens.end;
    // *kata Wakil Ketua Dewan Pakar, Mahyudin, di Jakarta*: the name stands in apposition to the role.
    let role =
        mention.form == Form::Nominal || mention.role.is_some() || mention.kind == ActorKind::Organization;
    if role && let Some(other) = name_behind(scene, next, end) {
        let name = scene.mention(other);
        // After a role with a name in it (*Kapolres Kediri Kota, AKBP Anthon*) only a name with a rank of its own.
        let new = mention.form == Form::Nominal || scene.class_term(name.tokens.start, Class::Rank).is_some();
        if new || is_branch(scene, id, other) && is_closed(scene, other, end) {
            return Some((Subject { mentions: vec![other], tokens: name.tokens.clone() }, name.tokens.end));
        }
    }
    if mention.form == Form::Nominal
        && let Some(other) = name_behind_place(scene, next, end)
    {
        return Some(of_mention(scene, other));
    }
    if mention.form == Form::Nominal {
        let (joint, last) = counted(scene, (subject.clone(), next), end);
        if last > next {
            return Some((joint, last));
        }
    }
    while next + 1 < end
        && (scene.has(next, Class::Coordinator) || scene.has(next, Class::Alias))
        && let Some(other) = scene.mention_from(next + 1)
        && alike(mention, scene.mention(other))
    {
        let joint = !scene.has(next, Class::Alias);
        next = scene.mention(other).tokens.end;
        if joint {
            subject.mentions.push(other);
        }
        subject.tokens.end = next;
    }
    Some((subject, next))
}

/// *General Manager Awan Tanjung Emas, Agus Hermawan*: what looks like the name behind a role is that of a branch or field,
/// where a whole name follows it and the text never calls anybody by it alone.
pub(super) fn is_branch(scene: &Scene<'_, '_>, role: Id<Mention>, name: Id<Mention>) -> bool {
    let count = |id: Id<Mention>| {
        let actor = scene.mention(id).actor.map(|actor| &scene.doc.actors[actor.index()]);
        actor.map_or(0, |actor| actor.mentions.len())
    };
    let (mention, other) = (scene.mention(role), scene.mention(name));
    let words = scene.doc.tokens_in(other.name).len();
    let alone = count(role) <= 1 && (words > 1 || count(name) > 1);
    let role_and_name = mention.form == Form::Name && mention.role.is_some() && other.role.is_none();
    role_and_name && mention.actor != other.actor && alone
}

/// *dua pejabat Mesir dan seorang diplomat*: counted people who speak with others that are counted, too.
fn counted(scene: &Scene<'_, '_>, found: (Subject, usize), end: usize) -> (Subject, usize) {
    let (subject, next) = found;
    let start = subject.tokens.start;
    if !is_counted(scene, start) || !scene.has(next, Class::Coordinator) || !is_counted(scene, next + 1) {
        return (subject, next);
    }
    match plain_after(scene, next + 1, end) {
        Some((_, last)) => (Subject { mentions: Vec::new(), tokens: start..last }, last),
        None => (subject, next),
    }
}

/// Whether a phrase begins with how many there are.
pub(super) fn is_counted(scene: &Scene<'_, '_>, at: usize) -> bool {
    scene.token(at).kind == TokenKind::Number || scene.has(at, Class::Quantifier)
}

/// A person's name behind a comma at `at`, with no verb of its own.
fn name_behind(scene: &Scene<'_, '_>, at: usize, end: usize) -> Option<Id<Mention>> {
    let other = scene.has(at, Class::Comma).then(|| scene.mention_from(at + 1)).flatten()?;
    let name = scene.mention(other);
    let behind = name.tokens.end;
    // *Anggota Komisi Tenaga Kerja, Transmigrasi, Kependudukan, dan Kesehatan*: one of a list.
    let capital = |i: &usize| {
        let token = scene.token(*i);
        token.kind == TokenKind::Word && token.shape != Shape::Lower && scene.time(*i).is_none()
    };
    let next = (behind + 1..end).find(|i| !capital(i)).unwrap_or(end);
    let joint = scene.has(next, Class::Comma) || scene.has(next, Class::Coordinator);
    let listed = scene.has(behind, Class::Comma) && next > behind + 1 && joint;
    let closes = behind >= end || !scene.has(behind, Class::Verb) && !listed;
    (name.form == Form::Name && name.kind == ActorKind::Person && closes).then_some(other)
}

/// *kata kepala penelitian pada Yayasan Sungai, Rudi Hakim, ...*: the name behind the place of a role, closed by what ends
/// a phrase.
fn name_behind_place(scene: &Scene<'_, '_>, at: usize, end: usize) -> Option<Id<Mention>> {
    const TOKENS: usize = 9;
    const NO: ClassSet =
        ClassSet::of(&[Class::Verb, Class::Predicate, Class::Modal, Class::Negation, Class::Relative]);
    const LEADS: ClassSet = ClassSet::of(&[Class::Preposition, Class::Coordinator]);
    if !scene.any(at, LEADS) || scene.time(at + 1).is_some() {
        return None;
    }
    let comma = (at..end.min(at + TOKENS)).find(|i| scene.has(*i, Class::Comma))?;
    let place = (at..comma).all(|i| !scene.any(i, NO) && scene.quote(i).is_none() && scene.time(i).is_none());
    name_behind(scene, comma, end).filter(|id| place && is_closed(scene, *id, end))
}

/// Whether a phrase ends with the mention.
fn is_closed(scene: &Scene<'_, '_>, id: Id<Mention>, end: usize) -> bool {
    const CLOSE: ClassSet = ClassSet::of(&[Class::Comma, Class::BracketOpen]);
    let behind = scene.mention(id).tokens.end;
    behind >= end || scene.any(behind, CLOSE)
}

/// A mention that speaks, and the token after it.
fn of_mention(scene: &Scene<'_, '_>, id: Id<Mention>) -> (Subject, usize) {
    let tokens = scene.mention(id).tokens.clone();
    (Subject { mentions: vec![id], tokens: tokens.clone() }, tokens.end)
}

/// The mention with the clitic that hangs on it: *tim kampanyenya*.
fn with_clitic(scene: &Scene<'_, '_>, mention: &Mention, end: usize) -> Range<usize> {
    let next = mention.tokens.end;
    let hangs = next < end && mention.form == Form::Nominal && scene.token(next).kind == TokenKind::Clitic;
    mention.tokens.start..next + usize::from(hangs)
}

/// *@kabarsukaraya*: where the name of an account ends whose mark stands at `at`.
pub(super) fn handle(scene: &Scene<'_, '_>, at: usize, end: usize) -> Option<usize> {
    if !scene.has(at, Class::Handle) {
        return None;
    }
    let part = |i: &usize| {
        let token = scene.token(*i);
        let stops = token.kind == TokenKind::Mark && scene.token(i + 1).spaced;
        !token.spaced && !token.opens_paragraph && !stops && !token.classes.has(Class::Comma)
    };
    let last = (at + 1..end).take_while(part).last()?;
    Some(last + 1)
}

/// Words up to a comma, a preposition or the end.
fn plain_after(scene: &Scene<'_, '_>, at: usize, end: usize) -> Option<(Subject, usize)> {
    const STOPS: ClassSet = ClassSet::of(&[
        Class::Preposition,
        Class::Circumstance,
        Class::Verb,
        Class::Negation,
        Class::Predicate,
        Class::Relative,
        Class::Coordinator,
        Class::ComplementizerDropped,
        Class::Subordinator,
    ]);
    let mut next = at;
    while next < end && next - at < PHRASE_WORDS {
        // *akun @kabarsukaraya*, *co - owner restoran itu*
        if let Some(last) = handle(scene, next, end) {
            next = last;
            break;
        }
        let hyphen =
            next > at && scene.has(next, Class::Dash) && scene.token(next + 1).kind == TokenKind::Word;
        if hyphen && next + 1 < end && scene.token(next + 1).shape == Shape::Lower {
            next += 1;
            continue;
        }
        let token = scene.token(next);
        let describes = next > at && token.classes.has(Class::Describing);
        let clitic = token.kind == TokenKind::Clitic && next > at;
        let number = token.kind == TokenKind::Number && next > at;
        let stops = token.kind == TokenKind::Mark
            || token.classes.any(STOPS) && !describes
            || scene.time(next).is_some() && !number;
        if stops {
            break;
        }
        let last = token.classes.has(Class::Demonstrative) || clitic;
        next += 1;
        if last {
            break;
        }
    }
    // *pernyataan resmi*, *pernyataan khusus*: that is nobody.
    let word = (at..next).any(|i| {
        let token = scene.token(i);
        (token.shape != Shape::Lower || token.span.len() >= 3) && !token.classes.has(Class::CueAdverb)
    });
    (next > at && word).then(|| (Subject { mentions: Vec::new(), tokens: at..next }, next))
}
