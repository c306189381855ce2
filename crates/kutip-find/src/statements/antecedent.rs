//! Whom a pronoun means: whoever spoke last, or the subject of a sentence nearer than he is.

use super::naming::{person_of, speaker, without_demonstrative};
use super::scene::{Scene, VERBAL};
use super::speaker::before as speaker_before;
use super::{Draft, back};
use crate::model::{Actor, ActorKind, Form, Mention, Shape, Speaker};
use kutip_lang::{Class, ClassSet, Frame, Part};
use kutip_text::Id;

/// Whoever spoke is looked for among so many statements.
const NAMED_BACK: usize = 256;
/// A pronoun looks back over at most so many sentences.
const SENTENCES_BACK: usize = 8;

/// *Sari mengungkapkan rencananya di depan warga. "..."*: a sentence with a cue that reports nothing itself brings in
/// whoever speaks in the quotation after it.
pub(super) fn introduced(scene: &Scene<'_, '_>, draft: &Draft, before: &[Draft]) -> Option<Speaker> {
    const NO: ClassSet = ClassSet::of(&[Class::Negation, Class::Unreal, Class::Relative]);
    let sentence = draft.sentence.checked_sub(1).filter(|_| draft.quoted && draft.cue.is_none())?;
    let reported = before.iter().rev().take(NAMED_BACK).any(|other| other.sentence == sentence);
    let opens = scene.doc.sentences[draft.sentence].tokens.start == draft.start;
    if reported || !opens {
        return None;
    }
    let tokens = scene.doc.sentences[sentence].tokens.clone();
    let tells = |at: &usize| {
        let verb = scene.has(*at, Class::Verb) && scene.token(*at).shape == Shape::Lower;
        let free = !scene.in_speech(*at) && !scene.any(at - 1, NO);
        verb && free && scene.cues(*at).any(|(cue, _)| says(scene, cue))
    };
    let cue = (tokens.start + 1..tokens.end).find(tells)?;
    let subject = speaker_before(scene, cue, tokens.start)?;
    let found = speaker(scene, &subject, sentence, before);
    (found.kind == ActorKind::Person && found.actor.is_some()).then_some(found)
}

/// Whether a cue has its speaker before it and is no wish.
fn says(scene: &Scene<'_, '_>, cue: u32) -> bool {
    let cue = &scene.doc.lang.cues[cue as usize];
    let active = |frame: &Frame| frame.before.first().is_some_and(|slot| slot.part == Some(Part::Speaker));
    !matches!(&*cue.act, "hope" | "plan") && cue.frames.iter().any(active)
}

/// The last speaker, or the subject of a sentence nearer than he is.
pub(super) fn antecedent(
    scene: &Scene<'_, '_>,
    at: usize,
    sentence: usize,
    named: &[Draft],
    plural: bool,
) -> Option<Speaker> {
    let back = sentence.saturating_sub(SENTENCES_BACK);
    for place in (back..=sentence).rev() {
        let here = named
            .iter()
            .rev()
            .skip_while(|draft| draft.sentence > place)
            .take_while(|draft| draft.sentence == place)
            .filter(|draft| draft.at < at && !draft.nested && !is_source(scene, draft));
        // Whoever is only reported to have spoken comes behind whoever reports it.
        let (passing, own): (Vec<_>, Vec<_>) = here.partition(|draft| is_passing(scene, draft, named));
        for draft in own.into_iter().chain(passing) {
            if let Some(speaker) = &draft.speaker
                && speaker.name.is_some()
                && fits(speaker, plural)
            {
                return Some(speaker.clone());
            }
            if let Some(voice) = draft.voiced_by
                && !plural
            {
                return person_of(scene, voice);
            }
        }
        if plural && let Some(found) = group(scene, place, at) {
            return Some(found);
        }
        if !plural && let Some(found) = voice(scene, place, at) {
            return Some(found);
        }
        if place == sentence
            && !plural
            && let Some(found) = made_to(scene, place, at)
        {
            return Some(found);
        }
        if let Some(found) = grammatical_subject(scene, place, at, plural) {
            // *katanya*, *kata dia*: not where the pronoun itself goes on with that subject (*Ia juga menuduh ...*).
            let tokens = &scene.doc.sentences[sentence].tokens;
            let goes_on = scene.skip_connectives(tokens.start, tokens.end) == at;
            let account = (!goes_on).then(|| of_account(scene, named, &found, at)).flatten();
            return Some(account.unwrap_or(found));
        }
    }
    let sure = (back..=sentence).rev().find_map(|place| subject_of(scene, place, at, plural, true));
    if sure.is_some() {
        return sure;
    }
    (back..=sentence).rev().find_map(|place| subject_of(scene, place, at, plural, false))
}

/// Somebody spoke within what somebody else says, or in a clause that only describes: *tuduhan Rina yang menyebut ...*
fn is_passing(scene: &Scene<'_, '_>, draft: &Draft, named: &[Draft]) -> bool {
    let tokens = &scene.doc.sentences[draft.sentence].tokens;
    let first = scene.skip_connectives(tokens.start, tokens.end);
    let opens = draft.subject.as_ref().is_some_and(|subject| subject.tokens.start == first);
    let relative = draft.at > 0 && scene.has(draft.at - 1, Class::Relative) && !opens;
    let near = named.iter().rev().take(NAMED_BACK).filter(|other| other.sentence == draft.sentence);
    relative || near.into_iter().any(|other| other.at != draft.at && other.covers(draft.at))
}

/// *Hal itu dikatakan Rina Sasmita. Menurutnya, ...*: the voice that a sentence before names.
fn voice(scene: &Scene<'_, '_>, sentence: usize, before: usize) -> Option<Speaker> {
    let said = &scene.doc.sentences[sentence];
    let (first, last) = (said.tokens.start, scene.last(said));
    let subject = back::voice(scene, first, last).or_else(|| back::agent(scene, first, last))?;
    let id = *subject.mentions.first().filter(|_| subject.tokens.end <= before)?;
    let mention = scene.mention(id);
    let person = mention.form == Form::Name && mention.kind == ActorKind::Person;
    person.then(|| person_of(scene, id)).flatten()
}

/// *Ratusan warga berkumpul. Mereka menuntut ...*: the last group of people that a sentence counts.
fn group(scene: &Scene<'_, '_>, sentence: usize, before: usize) -> Option<Speaker> {
    let span = scene.doc.sentences[sentence].span;
    let people = |mention: &&Mention| {
        let counted = scene.class_term(mention.tokens.start, Class::Quantifier).is_some()
            && scene.class_term(mention.tokens.start, Class::OnePerson).is_none();
        let kind = matches!(mention.kind, ActorKind::Unnamed | ActorKind::Group | ActorKind::Person);
        let free = mention.tokens.end <= before && !scene.in_speech(mention.tokens.start);
        mention.form == Form::Nominal && counted && kind && free
    };
    let mentions = scene.doc.mentions.within(span).map(|(_, mark)| &mark.value);
    let found = mentions.filter(people).last()?;
    let name = without_demonstrative(scene, found.tokens.clone());
    Some(Speaker { span: None, name: Some(name), kind: ActorKind::Group, actor: found.actor, joint: false })
}

/// *Cedera membuat Sari Utami absen, tetapi ia yakin ...*: whom the clause before says to be made to do something.
fn made_to(scene: &Scene<'_, '_>, sentence: usize, before: usize) -> Option<Speaker> {
    const LINKS: ClassSet = ClassSet::of(&[Class::ClauseCoordinator, Class::Coordinator]);
    let tokens = scene.doc.sentences[sentence].tokens.clone();
    if before <= tokens.start || !scene.any(before - 1, LINKS) {
        return None;
    }
    let made = (tokens.start..before).rev().find(|at| scene.has(*at, Class::Causative))?;
    // *membuat gelandang tengah Sari Utami absen*: unknown words of a role may stand between.
    const WORDS: usize = 4;
    let id = (made + 1..before.min(made + 1 + WORDS)).find_map(|at| scene.mention_from(at))?;
    let mention = scene.mention(id);
    let person = mention.form == Form::Name && mention.kind == ActorKind::Person;
    (person && !scene.in_speech(made)).then(|| person_of(scene, id)).flatten()
}

/// The last speaker, where he spoke of the person found and that person has not spoken: then the sentences between go on
/// with his account, and who is meant is he.
fn of_account(scene: &Scene<'_, '_>, named: &[Draft], found: &Speaker, pronoun: usize) -> Option<Speaker> {
    const STATEMENTS: usize = 6;
    let actor = found.actor?;
    let spoke = |draft: &&Draft| draft.speaker.as_ref().is_some_and(|s| s.actor == Some(actor));
    let near = || named.iter().rev().take(NAMED_BACK);
    if near().any(|draft| spoke(&draft)) {
        return None;
    }
    let last = near().filter(|draft| !draft.nested).find_map(|draft| draft.speaker.clone())?;
    let own = |draft: &&&Draft| draft.speaker.as_ref().is_some_and(|s| s.name == last.name);
    // *Beruang Mimo*: a single word without a role may as well be a club, a firm or an animal.
    let who = &scene.doc.actors[actor.index()];
    let behind = pronoun.checked_sub(1).is_some_and(|cue| scene.cues(cue).next().is_some());
    let bare = behind && who.role.is_none() && who.known.is_none() && !who.name.contains(char::is_whitespace);
    let told = near().take(STATEMENTS).collect::<Vec<_>>();
    let told = told.iter().filter(own).flat_map(|draft| &draft.content).any(|tokens| {
        scene.doc.mentions.within(scene.span(tokens)).any(|(_, mark)| mark.value.actor == Some(actor))
    });
    ((told || bare) && fits(&last, false) && last.kind == ActorKind::Person && last.name.is_some())
        .then_some(last)
}

/// Whether the last sentence before one that names somebody has a word of saying (*Wirya enggan menanggapi kabar itu*), or
/// moves on to him (*Sementara itu, Wirya ...*).
pub(super) fn tells(scene: &Scene<'_, '_>, actor: Id<Actor>, sentence: usize) -> bool {
    let back = sentence.saturating_sub(SENTENCES_BACK);
    let named = |place: &usize| {
        let mut mentions = scene.doc.mentions.within(scene.doc.sentences[*place].span);
        mentions.any(|(_, mark)| mark.value.actor == Some(actor))
    };
    let place = (back..sentence).rev().find(named);
    place.is_some_and(|place| {
        let mut tokens = scene.doc.sentences[place].tokens.clone();
        let moves_on = scene.class_term(tokens.start, Class::Meanwhile).is_some();
        moves_on || tokens.any(|at| !scene.in_speech(at) && scene.cues(at).any(|(cue, _)| says(scene, cue)))
    })
}

/// *Berdasarkan keterangan saksi, ...*: whoever stands behind a report in passing is nobody that a pronoun means.
fn is_source(scene: &Scene<'_, '_>, draft: &Draft) -> bool {
    let entry = draft.cue.as_ref().and_then(|cue| cue.entry);
    let reports =
        entry.is_some_and(|entry| &*scene.doc.lang.cues[entry as usize].act == kutip_lang::ACT_REPORT);
    let after = draft.subject.as_ref().is_some_and(|subject| subject.tokens.start > draft.at);
    // *menurut media setempat*
    let media = |subject: &super::speaker::Subject| {
        scene.class_term(subject.tokens.start, Class::MediaWord).is_some()
    };
    if draft.subject.as_ref().is_some_and(media) {
        return true;
    }
    reports && after && draft.speaker.as_ref().is_some_and(|speaker| speaker.actor.is_none())
}

pub(super) fn fits(speaker: &Speaker, plural: bool) -> bool {
    let joint = speaker.joint;
    match speaker.kind {
        ActorKind::Person => joint == plural,
        ActorKind::Unnamed => true,
        ActorKind::Organization | ActorKind::State | ActorKind::Group | ActorKind::ArmedForces => plural,
        ActorKind::Media | ActorKind::Document => false,
    }
}

/// Whoever the sentence begins with.
fn grammatical_subject(
    scene: &Scene<'_, '_>,
    sentence: usize,
    before: usize,
    plural: bool,
) -> Option<Speaker> {
    let tokens = scene.doc.sentences[sentence].tokens.clone();
    let first = scene.skip_connectives(tokens.start, tokens.end);
    // *Berbeda dengan Tomy, Arkani justru memilih ...*: after an opening phrase and its comma.
    const ACTS: ClassSet = VERBAL.with(Class::CueAdverb);
    // *Di Sukamaju, Tirta Jaya, pedagang Omar Wirya angkat suara*: there may be several.
    let later =
        (first..tokens.end.min(first + 12)).filter(|at| scene.has(*at, Class::Comma)).map(|at| at + 1);
    ranked(scene, first, tokens.end).into_iter().chain(std::iter::once(first)).chain(later).find_map(|at| {
        let id = scene.mention_from(at)?;
        let mention = scene.mention(id);
        // *Desa itu antara lain Waleng, Semagar, dan Bubakan*: one of a list is no subject.
        let behind = mention.tokens.end;
        let joint = scene.has(behind, Class::Comma) || scene.has(behind, Class::Coordinator);
        let followed = joint && scene.token(behind + 1).shape != Shape::Lower;
        let after_another = || {
            let before = scene.mention_to(at - 1).map(|id| scene.mention(id));
            before.is_some_and(|m| m.tokens.start > first && scene.has(m.tokens.start - 1, Class::Comma))
        };
        if at > first && (followed || after_another() && !scene.any(behind, ACTS)) {
            return None;
        }
        // *Rina dan Tirta dibawa ke pengadilan. "...," ujarnya*, *Rina - Tirta memperoleh ...*: two are no *ia*.
        const JOINS: ClassSet = ClassSet::of(&[Class::Coordinator, Class::Dash]);
        let two = scene.any(behind, JOINS)
            && scene.mention_from(behind + 1).is_some_and(|id| scene.mention(id).form == Form::Name);
        if two && !plural {
            return None;
        }
        let fits = mention.form == Form::Name
            && mention.tokens.end <= before
            && (mention.kind == ActorKind::Person) != plural
            && matches!(
                mention.kind,
                ActorKind::Person | ActorKind::State | ActorKind::Organization | ActorKind::Group
            );
        let known = mention.actor.is_some_and(|actor| {
            let actor = &scene.doc.actors[actor.index()];
            // *Siti Aminah menjemur pakaian*, *Omar Wirya, kandidat partai itu, juga ...*: a name of several words that
            // a verb follows.
            let end = mention.tokens.end;
            let acts = scene.any(end, VERBAL) || super::apposed::acts_behind(scene, end, tokens.end);
            let full = scene.doc.tokens_in(mention.name).len() > 1 && acts;
            // *Putri Omar Wirya, Sari Utami, yang lahir di Awu, ...*: whose kin she is stands before her name.
            let kin = at > first && scene.has(at - 1, Class::Comma) && scene.has(end, Class::Comma);
            let kin = kin && scene.class_term(first, Class::Kin).is_some();
            plural || full || kin || actor.role.is_some() || actor.mentions.len() > 1
        });
        let found = (fits && known && !scene.in_speech(at)).then(|| person_of(scene, id))??;
        Some(if plural { with_partner(scene, id, found) } else { found })
    })
}

/// *Kasub Dokpol Polda Awu yang juga ketua tim itu AKBP Ony Swasono menemui ...*: the name with a rank behind a long role of
/// which the tables know nothing, before any verb of its own.
fn ranked(scene: &Scene<'_, '_>, first: usize, end: usize) -> Option<usize> {
    const TOKENS: usize = 30;
    const NO: ClassSet = ClassSet::of(&[Class::Verb, Class::Modal, Class::Negation]);
    let role = |id| scene.has(scene.mention(id).tokens.end, Class::Relative);
    let title = scene.token(first).shape != Shape::Lower && scene.mention_from(first).is_none_or(role);
    let rank = |at: &usize| scene.class_term(*at, Class::Rank).is_some() && scene.mention_from(*at).is_some();
    let at = (first + 1..end.min(first + TOKENS)).find(rank).filter(|_| title)?;
    let verb = (first..at).any(|i| scene.any(i, NO) && scene.token(i).shape == Shape::Lower);
    (!verb).then_some(at)
}

/// *Kenya dan Etiopia*: two that a plural pronoun means together.
fn with_partner(scene: &Scene<'_, '_>, id: Id<Mention>, first: Speaker) -> Speaker {
    let end = scene.mention(id).tokens.end;
    let partner = (scene.has(end, Class::Coordinator)).then(|| scene.mention_from(end + 1)).flatten();
    let name = partner.and_then(|other| person_of(scene, other)).and_then(|other| other.name);
    match (first.name.clone(), name) {
        (Some(one), Some(other)) => {
            Speaker { name: Some([one, other].join("; ")), joint: true, actor: None, ..first }
        }
        _ => first,
    }
}

/// The first person of a sentence that no preposition governs.
///
/// `sure`: only somebody of whom a role is known, not any capitalised words.
fn subject_of(
    scene: &Scene<'_, '_>,
    sentence: usize,
    before: usize,
    plural: bool,
    sure: bool,
) -> Option<Speaker> {
    let tokens = scene.doc.sentences[sentence].tokens.clone();
    let span = scene.doc.sentences[sentence].span;
    let mut second_best = None;
    for (id, mark) in scene.doc.mentions.within(span) {
        let mention = &mark.value;
        if mention.tokens.end > before || scene.in_speech(mention.tokens.start) || mention.form != Form::Name
        {
            continue;
        }
        let right_kind = match mention.kind {
            ActorKind::Person => !plural,
            ActorKind::State | ActorKind::Organization | ActorKind::Group | ActorKind::ArmedForces => plural,
            _ => false,
        };
        let known = mention.actor.is_some_and(|actor| {
            let actor = &scene.doc.actors[actor.index()];
            actor.role.is_some() || actor.known.is_some() || plural || actor.mentions.len() > 1
        });
        if !right_kind || sure && !known {
            continue;
        }
        let start = mention.tokens.start;
        if start == tokens.start || !scene.has(start - 1, Class::Preposition) {
            return person_of(scene, id);
        }
        second_best = second_best.or(Some(id));
    }
    second_best.and_then(|id| person_of(scene, id))
}
