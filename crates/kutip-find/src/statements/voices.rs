//! Who speaks for whom: *Kementerian Luar Negeri melalui juru bicaranya, Mikkel Tofte, mengatakan ...*
//!
//! There the ministry says it, and Tofte is its voice. Somebody who speaks on behalf of another (*Hendra, mewakili
//! keluarga korban, mengatakan ...*) is the speaker himself.

use super::Draft;
use super::scene::Scene;
use super::speaker::Subject;
use crate::model::{ActorKind, Form, Mention, TokenKind};
use kutip_lang::Class;
use kutip_text::Id;

/// On whose behalf somebody speaks is said so near behind his name.
const NEAR_TOKENS: usize = 8;

/// Tells speakers from those through whom they speak.
pub(super) fn apply(scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
    for draft in drafts {
        let Some(subject) = &draft.subject else { continue };
        if let Some(voice) = through(scene, subject.tokens.end) {
            draft.voiced_by = Some(voice);
        } else if let Some((principal, voice)) = principal(scene, subject, draft.sentence) {
            draft.subject = Some(principal);
            draft.voiced_by = Some(voice);
        } else {
            draft.speaks_for = on_behalf(scene, subject, draft.sentence);
        }
    }
}

/// *melalui juru bicaranya, Mikkel Tofte*, right behind the speaker: the name, else the noun.
fn through(scene: &Scene<'_, '_>, at: usize) -> Option<Id<Mention>> {
    let at = scene.class_term(at, Class::Through)?;
    scene.class_term(at, Class::SpeaksFor)?;
    let id = scene.mention_from(at)?;
    let mention = scene.mention(id);
    if mention.form == Form::Name {
        return Some(id);
    }
    let comma = after_clitic(scene, mention.tokens.end);
    let named = scene.has(comma, Class::Comma).then(|| scene.mention_from(comma + 1)).flatten();
    Some(named.filter(|name| is_person(scene.mention(*name))).unwrap_or(id))
}

/// The speaker of which a name before the cue is only the voice, with that voice.
fn principal(scene: &Scene<'_, '_>, subject: &Subject, sentence: usize) -> Option<(Subject, Id<Mention>)> {
    let [voice] = subject.mentions.as_slice() else { return None };
    let start = subject.tokens.start;
    let first = scene.doc.sentences[sentence].tokens.start;
    let from = start.saturating_sub(NEAR_TOKENS).max(first);
    let at = (from..start).find(|at| {
        scene
            .class_term(*at, Class::Through)
            .is_some_and(|next| scene.class_term(next, Class::SpeaksFor).is_some())
    })?;
    let id = scene.mention_to(at)?;
    let mention = scene.mention(id);
    let body = matches!(mention.form, Form::Name | Form::Nominal);
    let whole = through(scene, at) == Some(*voice);
    (body && whole).then(|| (Subject { mentions: vec![id], tokens: mention.tokens.clone() }, *voice))
}

/// *Hendra, mewakili keluarga korban, ...*: on whose behalf the speaker speaks.
fn on_behalf(scene: &Scene<'_, '_>, subject: &Subject, sentence: usize) -> Option<Id<Mention>> {
    let end = subject.tokens.end;
    let last = scene.doc.sentences[sentence].tokens.end;
    let from = (end..last.min(end + NEAR_TOKENS)).find_map(|at| scene.class_term(at, Class::OnBehalf))?;
    let joined = (end..from).all(|at| scene.quote(at).is_none() && scene.cues(at).next().is_none());
    scene.mention_from(from).filter(|_| joined)
}

fn after_clitic(scene: &Scene<'_, '_>, at: usize) -> usize {
    at + usize::from(scene.token(at).kind == TokenKind::Clitic)
}

fn is_person(mention: &Mention) -> bool {
    mention.form == Form::Name && mention.kind == ActorKind::Person
}
