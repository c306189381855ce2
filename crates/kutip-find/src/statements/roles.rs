//! Whom a role, a body or a document without a name means: *jaksa*, *asosiasi itu*, *pernyataan tersebut*.

use super::Draft;
use super::antecedent::{antecedent, fits};
use super::naming::{LOOK_BACK, before, is_own_side, person_of, without_demonstrative};
use super::scene::{Scene, VERBAL};
use super::speaker::Subject;
use crate::model::{ActorKind, Form, Known, Mention, Shape, Speaker};
use kutip_lang::{ActorPart, Class, ClassSet, Sense, fold};
use kutip_text::Id;

/// What may follow a noun phrase that is closed.
const AFTER_PHRASE: ClassSet =
    ClassSet::of(&[Class::Preposition, Class::Circumstance, Class::BracketOpen, Class::QuoteBoth]);

/// A role or group: *jaksa*, *sumber tersebut*, *kedua pemimpin negara*.
pub(super) fn nominal(
    scene: &Scene<'_, '_>,
    mention: &Mention,
    subject: &Subject,
    sentence: usize,
    named: &[Draft],
) -> Speaker {
    let span = Some(scene.span(&subject.tokens));
    let pointed = subject.tokens.clone().any(|at| scene.has(at, Class::Demonstrative))
        || mention.form == Form::Name && scene.has(mention.tokens.end, Class::Demonstrative)
        || pointed_by_clause(scene, mention, sentence);
    let name = without_demonstrative(scene, mention.tokens.clone());
    let words: Vec<String> = name.split_whitespace().map(fold).collect();
    let quantified = scene.has(mention.tokens.start, Class::Quantifier);
    // *kedua negara* are the two that spoke together; *para pakar* are others, and so is *sang sumber*.
    if quantified
        && scene.class_term(mention.tokens.start, Class::OnePerson).is_none()
        && let Some(joint) =
            named.iter().rev().filter(|d| !d.nested).find_map(|d| d.speaker.as_ref().filter(|s| s.joint))
        && joint.kind == mention.kind
    {
        return Speaker { span, ..joint.clone() };
    }
    if mention.kind == ActorKind::State && !quantified {
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
        let holders = |holds: &dyn Fn(&str) -> bool| {
            let actors = scene.doc.actors.iter().take(LOOK_BACK).enumerate();
            actors
                .filter(|(_, actor)| {
                    actor.kind == ActorKind::Person && actor.role.as_deref().is_some_and(holds)
                })
                .take(2)
                .collect::<Vec<_>>()
        };
        let whole = holders(&|role| {
            // *Menteri Koordinator Politik (Menko Politik)*: also by its short form in brackets.
            let short = in_brackets(role, &words) || is_short_office(&words, role);
            let role: Vec<String> = role.split_whitespace().map(fold).collect();
            short || role.first() == words.first() && words.iter().all(|word| role.contains(word))
        });
        // *Menag* of the *Menteri Agama*, where no other role of the text gives that word.
        let blend = || match words.as_slice() {
            [word] => holders(&|role| is_blend(word, role)).try_into().ok().map(|[one]: [_; 1]| one),
            // *Menteri Luar Negeri* of *Menlu Retno*
            _ => holders(&|role| !role.contains(char::is_whitespace) && is_blend(&fold(role), &name))
                .try_into()
                .ok()
                .map(|[one]: [_; 1]| one),
        };
        if let Some((index, actor)) = whole.first().copied().or_else(blend) {
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
    // *Laporan terbaru dari Dinas Pasar*
    let from = || person_of(scene, origin(scene, mention.tokens.end)?);
    if mention.kind == ActorKind::Document
        && let Some(issuer) = issuer(scene, mention).or_else(from)
    {
        return Speaker { span, kind: ActorKind::Document, ..issuer };
    }
    // *pernyataan itu*, *"...," kata putusan itu*: the words of whoever has just spoken.
    let quoted =
        || (mention.tokens.start.saturating_sub(4)..mention.tokens.start).any(|at| scene.in_speech(at));
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
        // *Survei yang digelar Lembaga Suara*, then *survei terbaru itu*
        if let Some(earlier) = earlier.filter(|_| mention.kind == ActorKind::Document)
            && let Some(issuer) = issuer(scene, &earlier.value)
        {
            return Speaker { span, kind: ActorKind::Document, ..issuer };
        }
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
    let origin = origin(scene, mention.tokens.end).filter(|_| kind == ActorKind::Unnamed && !pointed);
    let name = origin.map_or(name, |from| {
        without_demonstrative(scene, mention.tokens.start..scene.mention(from).tokens.end)
    });
    Speaker { span, name: Some(name), kind, actor: None, joint: false }
}

/// *Seorang pejabat dari Kota Awu*: the name that tells whence somebody without one, or a text, comes.
fn origin(scene: &Scene<'_, '_>, at: usize) -> Option<Id<Mention>> {
    let lead = scene.doc.terms.at(at).iter().find(|term| match term.sense {
        Sense::Actor(entry) => {
            let word = scene.doc.lang.actor_words.get(entry as usize);
            word.is_some_and(|word| word.part == ActorPart::From)
        }
        _ => false,
    })?;
    let id = scene.mention_from(lead.end as usize)?;
    let from = scene.mention(id);
    let body = from.kind != ActorKind::Person || from.role.is_none();
    (from.form == Form::Name && body).then_some(id)
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

/// *Dirut Awan* of *Direktur Utama PT Awan Biru*: an office for short, and words of whose it is.
fn is_short_office(words: &[String], role: &str) -> bool {
    const WORDS: usize = 3;
    let Some((office, of)) = words.split_first().filter(|(_, of)| !of.is_empty()) else { return false };
    let ends = role.match_indices(char::is_whitespace).take(WORDS).skip(1);
    ends.map(|(end, _)| role.split_at(end)).any(|(long, rest)| {
        let rest: Vec<String> = rest.split_whitespace().map(fold).collect();
        is_blend(office, long) && of.iter().all(|word| rest.contains(word))
    })
}

/// *Menag* of *Menteri Agama*, *Kapolres* of *Kepala Kepolisian Resor*: a word put together out of parts of a role's words,
/// in their order; of the first word it takes letters from the first one on.
fn is_blend(word: &str, role: &str) -> bool {
    const PART: std::ops::RangeInclusive<usize> = 2..=5;
    const WORDS: usize = 12;
    fn rest(left: &str, words: &[String]) -> bool {
        left.is_empty()
            || PART.filter_map(|end| left.split_at_checked(end)).any(|(part, left)| {
                let place = words.iter().position(|word| word.contains(part));
                place.is_some_and(|place| rest(left, &words[place + 1..]))
            })
    }
    let role: Vec<String> = role.split_whitespace().take(WORDS).map(fold).collect();
    let Some((first, words)) = role.split_first() else { return false };
    let in_order = |part: &str| {
        let mut letters = first.chars();
        first.chars().next() == part.chars().next() && part.chars().all(|c| letters.any(|other| other == c))
    };
    PART.filter_map(|end| word.split_at_checked(end))
        .any(|(part, left)| !left.is_empty() && in_order(part) && rest(left, words))
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

/// *pria yang pernah menjabat gubernur tersebut*
fn pointed_by_clause(scene: &Scene<'_, '_>, mention: &Mention, sentence: usize) -> bool {
    let end = mention.tokens.end;
    let last = scene.last(&scene.doc.sentences[sentence]);
    if !(scene.has(end, Class::Relative) || scene.has(end, Class::Describing)) {
        return false;
    }
    let comma = (end..last).find(|at| scene.has(*at, Class::Comma)).unwrap_or(last);
    // *pria yang berasal dari Awu, Jawa Timur itu*: a place in two parts.
    let place = comma < last && scene.token(comma + 1).shape != Shape::Lower;
    let second = || (comma + 1..last).find(|at| scene.has(*at, Class::Comma)).unwrap_or(last);
    let close = if place { second() } else { comma };
    // *pria yang akrab disapa Kecuk ini di Gedung DPR*: place and time may follow.
    (end..close).any(|at| {
        scene.has(at, Class::Demonstrative)
            && scene.time(at).is_none()
            && (at + 1 == close || scene.any(at + 1, AFTER_PHRASE) || scene.cues(at + 1).next().is_some())
    })
}
