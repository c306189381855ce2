//! Who a speaker is: the fullest name, behind short names, roles and pronouns.

use super::Draft;
use super::scene::{Scene, VERBAL};
use super::speaker::Subject;
use crate::model::{ActorKind, Form, Known, Mention, Shape, Speaker, TokenKind};
use kutip_lang::{Class, ClassSet, fold};
use kutip_text::scan::shown;
use kutip_text::{Id, Mark};

/// A role is looked for among so many mentions or actors at most.
const LOOK_BACK: usize = 400;
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
                .find(|at| scene.has(*at, Class::Coordinator) && super::speaker::is_counted(scene, at + 1));
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
fn is_own_side(scene: &Scene<'_, '_>, tokens: &std::ops::Range<usize>) -> bool {
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
        Form::Nominal => nominal(scene, mention, subject, sentence, named),
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
fn antecedent(
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

fn fits(speaker: &Speaker, plural: bool) -> bool {
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

fn person_of(scene: &Scene<'_, '_>, id: Id<Mention>) -> Option<Speaker> {
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
fn before<'s>(scene: &'s Scene<'_, '_>, mention: &'s Mention) -> impl Iterator<Item = &'s Mark<Mention>> {
    let start = scene.token(mention.tokens.start).span.start;
    let all = scene.doc.mentions.as_slice();
    let end = all.partition_point(|m| m.span.start < start);
    all[..end].iter().rev().take(LOOK_BACK).filter(|m| m.value.tokens.end <= mention.tokens.start)
}

/// A role or group: *jaksa*, *sumber tersebut*, *kedua pemimpin negara*.
fn nominal(
    scene: &Scene<'_, '_>,
    mention: &Mention,
    subject: &Subject,
    sentence: usize,
    named: &[Draft],
) -> Speaker {
    let span = Some(scene.span(&subject.tokens));
    let pointed = subject.tokens.clone().any(|at| scene.has(at, Class::Demonstrative))
        || pointed_by_clause(scene, mention, sentence);
    let name = without_demonstrative(scene, mention.tokens.clone());
    let words: Vec<String> = name.split_whitespace().map(fold).collect();
    let quantified = scene.has(mention.tokens.start, Class::Quantifier);
    if quantified
        && let Some(joint) =
            named.iter().rev().filter(|d| !d.nested).find_map(|d| d.speaker.as_ref().filter(|s| s.joint))
    {
        return Speaker { span, ..joint.clone() };
    }
    if mention.kind == ActorKind::State {
        let state = before(scene, mention).find(|m| matches!(m.value.known, Some(Known::State(_))));
        if let Some(actor) = state.and_then(|m| m.value.actor) {
            let who = &scene.doc.actors[actor.index()];
            return Speaker {
                span,
                name: Some(who.name.clone()),
                kind: who.kind,
                actor: Some(actor),
                joint: false,
            };
        }
    }
    if is_own_side(scene, &(mention.tokens.start..mention.tokens.end))
        && let Some(found) = antecedent(scene, mention.tokens.start, sentence, named, false)
    {
        return Speaker { span, ..found };
    }
    if mention.kind == ActorKind::Person && !quantified {
        // Somebody whose role holds these words.
        let holder = scene.doc.actors.iter().take(LOOK_BACK).enumerate().find(|(_, actor)| {
            actor.kind == ActorKind::Person
                && actor.role.as_ref().is_some_and(|role| {
                    // *Menteri Koordinator Politik (Menko Politik)*: also by its short form in brackets.
                    let short = in_brackets(role, &words);
                    let role: Vec<String> = role.split_whitespace().map(fold).collect();
                    short || role.first() == words.first() && words.iter().all(|word| role.contains(word))
                })
        });
        if let Some((index, actor)) = holder {
            return Speaker {
                span,
                name: Some(actor.name.clone()),
                kind: actor.kind,
                actor: Some(Id::new(index)),
                joint: false,
            };
        }
        // A role with a capital within a sentence is somebody of whom the article has spoken.
        let first = mention.tokens.start;
        let opens = scene.doc.sentences[sentence].tokens.start == first;
        let general = words.len() == 1 || scene.class_term(first, Class::GenericRole).is_some();
        let definite = general && scene.token(first).shape == Shape::Capital && !opens;
        if definite
            && let Some(last) = named.iter().rev().filter(|d| !d.nested).find_map(|d| {
                d.speaker
                    .as_ref()
                    .filter(|s| fits(s, false) && s.kind == ActorKind::Person && s.name.is_some())
            })
        {
            return Speaker { span, ..last.clone() };
        }
        if (pointed || definite || is_variation(scene, mention) || kin_of(scene, mention, sentence))
            && let Some(found) = antecedent(scene, mention.tokens.start, sentence, named, false)
        {
            return Speaker { span, ..found };
        }
    }
    if mention.kind == ActorKind::Document
        && let Some(issuer) = issuer(scene, mention)
    {
        return Speaker { span, kind: ActorKind::Document, ..issuer };
    }
    // *pernyataan itu*, *"...," kata putusan itu*: the words of whoever has just spoken.
    let quoted = || (mention.tokens.start.saturating_sub(4)..mention.tokens.start).any(|at| scene.in_speech(at));
    if mention.kind == ActorKind::Document
        && pointed
        && let Some(found) = just_spoke(named, sentence)
        && (scene.cues(mention.tokens.start).next().is_some()
            || found.kind == ActorKind::Organization
            || quoted())
    {
        return Speaker { span, kind: ActorKind::Document, ..found };
    }
    if is_variation(scene, mention)
        && !quantified
        && let Some(found) = antecedent(scene, mention.tokens.start, sentence, named, false)
    {
        return Speaker { span, ..found };
    }
    if pointed {
        // The same head noun before: *sumber militer*, then *sumber tersebut*.
        let head = words.first().cloned().unwrap_or_default();
        let earlier = before(scene, mention).find(|m| {
            m.value.form == Form::Nominal
                && !m.value.tokens.clone().any(|at| scene.has(at, Class::Demonstrative))
                && { fold(scene.doc.text(m.span)).split_whitespace().any(|word| word == head) }
        });
        if let Some(earlier) = earlier {
            let name = without_demonstrative(scene, earlier.value.tokens.clone());
            return Speaker { span, name: Some(name), kind: mention.kind, actor: None, joint: false };
        }
        if mention.kind == ActorKind::Unnamed
            && let Some(found) = antecedent(scene, mention.tokens.start, sentence, named, false)
        {
            return Speaker { span, ..found };
        }
    }
    // *Asosiasi itu*: the body with that word in its name.
    if pointed
        && mention.kind == ActorKind::Organization
        && let Some(head) = words.first()
        && let Some(actor) = before(scene, mention)
            .filter(|m| m.value.form == Form::Name && m.value.kind == ActorKind::Organization)
            .find(|m| fold(scene.doc.text(m.span)).split_whitespace().any(|word| word == head))
            .and_then(|m| m.value.actor)
    {
        let who = &scene.doc.actors[actor.index()];
        let name = Some(who.name.clone());
        return Speaker { span, name, kind: who.kind, actor: Some(actor), joint: false };
    }
    if pointed
        && mention.kind == ActorKind::Organization
        && let Some(found) = antecedent(scene, mention.tokens.start, sentence, named, true)
        && found.kind == ActorKind::Organization
    {
        return Speaker { span, ..found };
    }
    let kind =
        if quantified && mention.kind == ActorKind::Person { ActorKind::Unnamed } else { mention.kind };
    Speaker { span, name: Some(name), kind, actor: None, joint: false }
}

/// Whoever spoke last, in this sentence or the two before it.
pub(super) fn just_spoke(named: &[Draft], sentence: usize) -> Option<Speaker> {
    const SENTENCES: usize = 2;
    let near = named.iter().rev().take_while(|draft| draft.sentence + SENTENCES >= sentence);
    let last = near.into_iter().find(|draft| !draft.nested)?.speaker.clone()?;
    (last.name.is_some() && !matches!(last.kind, ActorKind::Media | ActorKind::Unnamed)).then_some(last)
}

/// *Menteri Koordinator Politik (Menko Politik)*: whether the words stand in a role between marks of their own.
fn in_brackets(role: &str, words: &[String]) -> bool {
    let role: Vec<String> = role.split_whitespace().map(fold).collect();
    let marked = |c: Option<char>| c.is_some_and(|c| !c.is_alphanumeric());
    let bare = |word: &String| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    !words.is_empty()
        && role.windows(words.len()).any(|part| {
            let (first, last) = (part.first(), part.last());
            marked(first.and_then(|word| word.chars().next()))
                && marked(last.and_then(|word| word.chars().last()))
                && part.iter().map(bare).eq(words.iter().cloned())
        })
}

/// *Survei yang digelar Lembaga Suara*: a text speaks for whoever made it.
fn issuer(scene: &Scene<'_, '_>, mention: &Mention) -> Option<Speaker> {
    const MADE_BY: usize = 4; // a verb, *oleh*, a common noun
    let relative = mention.tokens.end;
    let tells = scene.cues(relative + 1).next().is_some(); // *memo yang menuduh Rina*: she made nothing
    if !scene.has(relative, Class::Relative) || !scene.has(relative + 1, Class::Verb) || tells {
        return None;
    }
    let maker = (relative + 2..relative + 2 + MADE_BY).find_map(|at| scene.mention_from(at))?;
    (scene.mention(maker).form == Form::Name).then(|| person_of(scene, maker)).flatten()
}

/// *kata pria asal Purwasari*, *tambah perempuan kelahiran 1990*: another word for somebody of whom the article speaks.
fn is_variation(scene: &Scene<'_, '_>, mention: &Mention) -> bool {
    const MORE: ClassSet = ClassSet::of(&[Class::Relative, Class::Describing]);
    let general = scene.class_term(mention.tokens.start, Class::Variation).is_some();
    general && scene.any(mention.tokens.end, MORE)
}

/// *putra dari pendiri yayasan, Omar Wirya ini*: of whose kin the speaker is, with a demonstrative at the end.
fn kin_of(scene: &Scene<'_, '_>, mention: &Mention, sentence: usize) -> bool {
    const TOKENS: usize = 14;
    let end = mention.tokens.end;
    let last = scene.last(&scene.doc.sentences[sentence]).min(end + TOKENS);
    let kin = scene.class_term(mention.tokens.start, Class::Kin).is_some();
    let close = (end..last).find(|at| scene.has(*at, Class::Demonstrative) && scene.time(*at).is_none());
    kin && scene.has(end, Class::Preposition)
        && close.is_some_and(|at| (end..at).all(|i| !scene.any(i, VERBAL) && scene.quote(i).is_none()))
}

/// What may follow a noun phrase that is closed.
const AFTER_PHRASE: ClassSet =
    ClassSet::of(&[Class::Preposition, Class::Circumstance, Class::BracketOpen, Class::QuoteBoth]);

/// *pria yang pernah menjabat gubernur tersebut*
fn pointed_by_clause(scene: &Scene<'_, '_>, mention: &Mention, sentence: usize) -> bool {
    let end = mention.tokens.end;
    let last = scene.last(&scene.doc.sentences[sentence]);
    if !(scene.has(end, Class::Relative) || scene.has(end, Class::Describing)) {
        return false;
    }
    let close = (end..last).find(|at| scene.has(*at, Class::Comma)).unwrap_or(last);
    // *pria yang akrab disapa Kecuk ini di Gedung DPR*: place and time may follow.
    (end..close).any(|at| {
        scene.has(at, Class::Demonstrative)
            && scene.time(at).is_none()
            && (at + 1 == close || scene.any(at + 1, AFTER_PHRASE) || scene.cues(at + 1).next().is_some())
    })
}

fn without_demonstrative(scene: &Scene<'_, '_>, tokens: std::ops::Range<usize>) -> String {
    let mut end = tokens.end;
    while end > tokens.start + 1 && scene.has(end - 1, Class::Demonstrative) {
        end -= 1;
    }
    shown(scene.span(&(tokens.start..end)).of(&scene.doc.article.text))
}
