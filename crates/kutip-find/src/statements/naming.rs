//! Who a speaker is: the fullest name, behind short names, roles and pronouns.

use super::Draft;
use super::scene::{Scene, VERBAL};
use super::speaker::Subject;
use crate::model::{ActorKind, Form, Mention, Shape, Speaker, TokenKind};
use kutip_lang::{Class, ClassSet};
use kutip_text::scan::shown;
use kutip_text::{Id, Mark};

/// A role is looked for among so many mentions or actors at most.
pub(super) const LOOK_BACK: usize = 400;
/// Whoever spoke is looked for among so many statements.
const NAMED_BACK: usize = 256;
/// A pronoun looks back over at most so many sentences.
const SENTENCES_BACK: usize = 8;

/// Names the speaker of a draft; `named` are the drafts before it in the order of the text.
pub(super) fn speaker(scene: &Scene<'_, '_>, subject: &Subject, sentence: usize, named: &[Draft]) -> Speaker {
    let text = scene.doc.article.text.as_str();
    let span = scene.span(&subject.tokens);
    let cue_at = subject.tokens.start;
    match subject.mentions.as_slice() {
        [] if is_own_side(scene, &subject.tokens) => {
            match antecedent(scene, cue_at, sentence, named, false) {
                Some(found) => Speaker { span: Some(span), ..found },
                None => Speaker {
                    span: Some(span),
                    name: None,
                    kind: ActorKind::Organization,
                    actor: None,
                    joint: false,
                },
            }
        }
        [] => {
            let name = without_demonstrative(scene, subject.tokens.clone());
            if let Some(found) = of_name(scene, &subject.tokens) {
                return Speaker { span: Some(span), ..found };
            }
            let second = subject
                .tokens
                .clone()
                .find(|at| scene.has(*at, Class::Coordinator) && super::behind::is_counted(scene, at + 1));
            let shown_of = |tokens: std::ops::Range<usize>| shown(scene.span(&tokens).of(text));
            let name = second.map_or(name, |at| {
                [shown_of(subject.tokens.start..at), shown_of(at + 1..subject.tokens.end)].join("; ")
            });
            Speaker {
                span: Some(span),
                name: Some(name),
                kind: ActorKind::Unnamed,
                actor: None,
                joint: false,
            }
        }
        [one] => single(scene, *one, subject, sentence, named),
        several => {
            let names: Vec<String> = several
                .iter()
                .filter_map(|id| {
                    let alone = Subject { mentions: vec![*id], tokens: scene.mention(*id).tokens.clone() };
                    single(scene, *id, &alone, sentence, named).name
                })
                .collect();
            let kind = scene.mention(several[0]).kind;
            Speaker {
                span: Some(span),
                name: Some(names.join("; ")),
                kind,
                actor: None,
                joint: names.len() > 1,
            }
        }
    }
}

/// *demikian pernyataan Joko*: a phrase of which the tables know nothing, and that is the name of somebody all the same.
pub(super) fn of_name(scene: &Scene<'_, '_>, tokens: &std::ops::Range<usize>) -> Option<Speaker> {
    if tokens.clone().any(|at| scene.token(at).shape == Shape::Lower) {
        return None;
    }
    // *Kata Menteri Andi Wirawan*, in a headline: without the title.
    let start = scene.class_term(tokens.start, Class::Title).filter(|next| *next < tokens.end);
    let name = shown(scene.span(&(start.unwrap_or(tokens.start)..tokens.end)).of(&scene.doc.article.text));
    let bears = |actor: &&crate::model::Actor| {
        let mut words = name.split_whitespace();
        words.all(|word| actor.name.split_whitespace().any(|other| other == word))
    };
    let actors = scene.doc.actors.iter().take(LOOK_BACK);
    let found = actors.filter(|actor| actor.kind == ActorKind::Person).find(bears)?;
    person_of(scene, *found.mentions.first()?)
}

/// *pihaknya*: the side of whoever spoke.
pub(super) fn is_own_side(scene: &Scene<'_, '_>, tokens: &std::ops::Range<usize>) -> bool {
    let clitic = scene.doc.tokens.get(tokens.start + 1).is_some_and(|t| t.kind == TokenKind::Clitic);
    clitic && scene.has(tokens.start, Class::OwnSide) || scene.has(tokens.start, Class::OwnSideWord)
}

fn single(
    scene: &Scene<'_, '_>,
    id: Id<Mention>,
    subject: &Subject,
    sentence: usize,
    named: &[Draft],
) -> Speaker {
    let mention = scene.mention(id);
    let span = Some(scene.span(&subject.tokens));
    let of_actor = |actor: Id<crate::model::Actor>| {
        let who = &scene.doc.actors[actor.index()];
        Speaker { span, name: Some(who.name.clone()), kind: who.kind, actor: Some(actor), joint: false }
    };
    match mention.form {
        Form::Name => match mention.actor {
            Some(actor) => of_actor(actor),
            None => Speaker {
                span,
                name: Some(shown(mention.name.of(&scene.doc.article.text))),
                kind: mention.kind,
                actor: None,
                joint: false,
            },
        },
        Form::Pronoun | Form::Clitic => {
            let plural = mention.kind == ActorKind::Group;
            match antecedent(scene, mention.tokens.start, sentence, named, plural) {
                Some(found) => Speaker { span, ..found },
                None => Speaker { span, name: None, kind: mention.kind, actor: None, joint: false },
            }
        }
        Form::Nominal => super::roles::nominal(scene, mention, subject, sentence, named),
    }
}

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
    let says = |cue: u32| {
        let cue = &scene.doc.lang.cues[cue as usize];
        let active = |frame: &kutip_lang::Frame| {
            frame.before.first().is_some_and(|slot| slot.part == Some(kutip_lang::Part::Speaker))
        };
        !matches!(&*cue.act, "hope" | "plan") && cue.frames.iter().any(active)
    };
    let tells = |at: &usize| {
        let verb = scene.has(*at, Class::Verb) && scene.token(*at).shape == Shape::Lower;
        let free = !scene.in_speech(*at) && !scene.any(at - 1, NO);
        verb && free && scene.cues(*at).any(|(cue, _)| says(cue))
    };
    let cue = (tokens.start + 1..tokens.end).find(tells)?;
    let subject = super::speaker::before(scene, cue, tokens.start)?;
    let found = speaker(scene, &subject, sentence, before);
    (found.kind == ActorKind::Person && found.actor.is_some()).then_some(found)
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
        let said = named
            .iter()
            .rev()
            .skip_while(|draft| draft.sentence > place)
            .take_while(|draft| draft.sentence == place)
            .filter(|draft| draft.at < at && !draft.nested && !is_source(scene, draft));
        for draft in said {
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
        if let Some(found) = grammatical_subject(scene, place, at, plural) {
            // *katanya*, *kata dia*: not where the pronoun itself goes on with that subject (*Ia juga menuduh ...*).
            let tokens = &scene.doc.sentences[sentence].tokens;
            let goes_on = scene.skip_connectives(tokens.start, tokens.end) == at;
            let account = (!goes_on).then(|| of_account(scene, named, &found)).flatten();
            return Some(account.unwrap_or(found));
        }
    }
    let sure = (back..=sentence).rev().find_map(|place| subject_of(scene, place, at, plural, true));
    if sure.is_some() {
        return sure;
    }
    (back..=sentence).rev().find_map(|place| subject_of(scene, place, at, plural, false))
}

/// The last speaker, where he spoke of the person found and that person has not spoken: then the sentences between go on
/// with his account, and who is meant is he.
fn of_account(scene: &Scene<'_, '_>, named: &[Draft], found: &Speaker) -> Option<Speaker> {
    const STATEMENTS: usize = 6;
    let actor = found.actor?;
    let spoke = |draft: &&Draft| draft.speaker.as_ref().is_some_and(|s| s.actor == Some(actor));
    let near = || named.iter().rev().take(NAMED_BACK);
    if near().any(|draft| spoke(&draft)) {
        return None;
    }
    let last = near().filter(|draft| !draft.nested).find_map(|draft| draft.speaker.clone())?;
    let own = |draft: &&&Draft| draft.speaker.as_ref().is_some_and(|s| s.name == last.name);
    let told = near().take(STATEMENTS).collect::<Vec<_>>();
    let told = told.iter().filter(own).flat_map(|draft| &draft.content).any(|tokens| {
        scene.doc.mentions.within(scene.span(tokens)).any(|(_, mark)| mark.value.actor == Some(actor))
    });
    (told && fits(&last, false) && last.kind == ActorKind::Person && last.name.is_some()).then_some(last)
}

/// *Berdasarkan keterangan saksi, ...*: whoever stands behind a report in passing is nobody that a pronoun means.
fn is_source(scene: &Scene<'_, '_>, draft: &Draft) -> bool {
    let entry = draft.cue.as_ref().and_then(|cue| cue.entry);
    let reports =
        entry.is_some_and(|entry| &*scene.doc.lang.cues[entry as usize].act == kutip_lang::ACT_REPORT);
    let after = draft.subject.as_ref().is_some_and(|subject| subject.tokens.start > draft.at);
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
    let later = (first..tokens.end.min(first + 12)).filter(|at| scene.has(*at, Class::Comma)).map(|at| at + 1);
    std::iter::once(first).chain(later).find_map(|at| {
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
            plural || full || actor.role.is_some() || actor.mentions.len() > 1
        });
        let found = (fits && known && !scene.in_speech(at)).then(|| person_of(scene, id))??;
        Some(if plural { with_partner(scene, id, found) } else { found })
    })
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

pub(super) fn person_of(scene: &Scene<'_, '_>, id: Id<Mention>) -> Option<Speaker> {
    let actor = scene.mention(id).actor?;
    let who = &scene.doc.actors[actor.index()];
    Some(Speaker {
        span: None,
        name: Some(who.name.clone()),
        kind: who.kind,
        actor: Some(actor),
        joint: false,
    })
}

/// The mentions before one, the nearest first.
pub(super) fn before<'s>(scene: &'s Scene<'_, '_>, mention: &'s Mention) -> impl Iterator<Item = &'s Mark<Mention>> {
    let start = scene.token(mention.tokens.start).span.start;
    let all = scene.doc.mentions.as_slice();
    let end = all.partition_point(|m| m.span.start < start);
    all[..end].iter().rev().take(LOOK_BACK).filter(|m| m.value.tokens.end <= mention.tokens.start)
}

pub(super) fn without_demonstrative(scene: &Scene<'_, '_>, tokens: std::ops::Range<usize>) -> String {
    let mut end = tokens.end;
    while end > tokens.start + 1 && scene.has(end - 1, Class::Demonstrative) {
        end -= 1;
    }
    shown(scene.span(&(tokens.start..end)).of(&scene.doc.article.text))
}
