//! Who said what, to whom, when, and through whom we have it.
//!
//! A cue (*mengatakan*, *kata*, *menurut*) and its frames give statements with speaker and content ([`frames`]);
//! quotations without a cue continue a speaker ([`quoted`]); agencies are channels ([`channels`]); a sentence such as
//! *Hal itu disampaikan ...* says more of the statement before it ([`back`]). Speakers are named last, in the order
//! of the text, because a pronoun means whoever spoke before ([`naming`]).

mod antecedent;
mod apposed;
mod asides;
mod back;
mod behind;
mod carried;
mod channels;
mod content;
mod cues;
mod dates;
mod finish;
mod frames;
mod headlines;
mod left;
mod manner;
mod naming;
mod passive;
mod quoted;
mod right;
mod roles;
mod scene;
mod speaker;
mod voices;

use crate::model::{
    ActorKind, CueMark, Document, Form, Mention, NAME_BYTES, Sentence, Speaker, Statement, Via,
};
use crate::rules;
use frames::Place;
use jiff::civil::Date;
use kutip_lang::Class;
use kutip_text::{Id, Layer, Mark, RuleId};
use scene::Scene;
use speaker::Subject;
use std::ops::Range;

/// A sentence of more tokens is no prose: cues are not looked for in it, because each may look at all of it.
pub(crate) const SENTENCE_TOKENS: usize = 1200;
/// At most so many statements are read in one sentence; what has more is a list, not prose.
const PER_SENTENCE: usize = 64;
/// A quotation around a statement is looked for among so many statements before it.
const QUOTER_BACK: usize = 256;

/// A statement in the making, in tokens.
#[derive(Clone, Debug)]
struct Draft {
    sentence: usize,
    by: RuleId,
    cue: Option<CueMark>,
    /// First token of the cue, or of the content where there is none.
    at: usize,
    /// First and last token that the statement takes up.
    start: usize,
    end: usize,
    content: Vec<Range<usize>>,
    /// Whether the content is a quotation.
    quoted: bool,
    subject: Option<Subject>,
    addressee: Option<Range<usize>>,
    speaker: Option<Speaker>,
    voiced_by: Option<Id<Mention>>,
    speaks_for: Option<Id<Mention>>,
    via: Vec<Via>,
    said_on: Option<Date>,
    /// Whether it goes on with what the same speaker said before.
    continues: bool,
    /// Whether it stands within somebody's quotation.
    nested: bool,
}

impl Draft {
    fn new(place: &Place<'_>) -> Self {
        let bare = Self::bare(place.sentence, place.cue.1.by());
        Self { at: place.at, start: place.at, end: place.next, ..bare }
    }

    /// One of which only sentence and maker are known.
    fn bare(sentence: usize, by: RuleId) -> Self {
        Self {
            sentence,
            by,
            cue: None,
            at: 0,
            start: 0,
            end: 0,
            content: Vec::new(),
            quoted: false,
            subject: None,
            addressee: None,
            speaker: None,
            voiced_by: None,
            speaks_for: None,
            via: Vec::new(),
            said_on: None,
            continues: false,
            nested: false,
        }
    }

    fn covers(&self, at: usize) -> bool {
        self.content.iter().any(|tokens| tokens.contains(&at))
    }
}

/// Finds the statements, and the quoted terms that are nobody's speech.
pub(crate) fn find(doc: &Document<'_>) -> (Layer<Statement>, Vec<Mark<()>>) {
    let scene = Scene::new(doc);
    let mut drafts = Vec::new();
    for (number, sentence) in doc.sentences.iter().enumerate() {
        if !is_page_line(doc, sentence) {
            cues::of_sentence(&scene, number, sentence, &mut drafts);
        }
    }
    if let Some(headline) = headlines::find(&scene).filter(|_| drafts.iter().all(|draft| draft.sentence > 0))
    {
        drafts.push(headline);
    }
    cues::drop_outlets_that_carry(&scene, &mut drafts);
    quoted::continue_speakers(&scene, &mut drafts);
    cues::in_quotes(&scene, &mut drafts);
    let back = back::find(&scene, &mut drafts);
    drafts
        .sort_by_key(|draft| (draft.sentence, draft.content.first().map_or(draft.at, |tokens| tokens.start)));
    voices::apply(&scene, &mut drafts);
    name_speakers(&scene, &mut drafts);
    let channels = channels::find(&scene);
    back::apply(&scene, back, &channels, &mut drafts);
    carried::attach(&scene, channels, &mut drafts);
    dates::apply(&scene, &mut drafts);
    let terms = quoted::terms(&scene, &drafts);
    (finish::layer(&scene, drafts, &terms), terms)
}

fn is_page_line(doc: &Document<'_>, sentence: &Sentence) -> bool {
    doc.blocks.is_page_line(sentence.span)
        || doc.blocks.desk_line.is_some_and(|line| line.contains(sentence.span))
}

fn name_speakers(scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
    for index in 0..drafts.len() {
        let (before, rest) = drafts.split_at_mut(index);
        let draft = &mut rest[0];
        if let Some(subject) = &draft.subject {
            // Within a quotation nobody is meant but whom its own words name.
            let heard = if draft.nested { &[] } else { &*before };
            let speaker = naming::speaker(scene, subject, draft.sentence, heard);
            let name = speaker.name.filter(|name| name.len() <= NAME_BYTES);
            let speaker = not_of_own_words(scene, draft, Speaker { name, ..speaker }, before);
            let speaker = goes_on_in_role(scene, draft, speaker, before);
            let speaker = of_whoever_spoke(scene, draft, speaker, before);
            draft.speaker = Some(if draft.nested { not_of_quoter(draft, speaker, before) } else { speaker });
        } else if draft.continues {
            // A continued quotation has the speaker of the one before it.
            let spoke = |other: &Draft| {
                other
                    .speaker
                    .clone()
                    .filter(|_| !other.nested)
                    .filter(|s| s.kind != ActorKind::Document && s.kind != ActorKind::Media)
            };
            let speaker = before
                .iter()
                .rev()
                .take(6)
                .find_map(spoke)
                .or_else(|| before.iter().rev().take(QUOTER_BACK).find_map(|o| o.speaker.clone()));
            let speaker = antecedent::introduced(scene, draft, before).or(speaker);
            draft.speaker = speaker.map(|found| Speaker { span: None, ..found });
        }
    }
    of_whoever_comes(drafts);
}

/// *"Kami akan berangkat." "Tiketnya sudah ada," kata Sari*: where nobody has spoken before, a quotation without a cue is
/// the beginning of what the next one goes on with.
fn of_whoever_comes(drafts: &mut [Draft]) {
    for index in (1..drafts.len()).rev() {
        let (before, rest) = drafts.split_at_mut(index);
        let (draft, next) = (&mut before[index - 1], &rest[0]);
        let opens = draft.continues && draft.cue.is_none() && draft.speaker.is_none();
        let near = next.quoted && !next.nested && next.sentence == draft.sentence + 1;
        if opens
            && near
            && let Some(speaker) = &next.speaker
        {
            draft.speaker = Some(Speaker { span: None, ..speaker.clone() });
        }
    }
}

/// *Bagas putra wali kota. Menurutnya, Bagas ada di rumah*: nobody calls himself by his name, so that the clitic means
/// whoever spoke before.
fn not_of_own_words(scene: &Scene<'_, '_>, draft: &Draft, speaker: Speaker, before: &[Draft]) -> Speaker {
    const BACK: usize = 8;
    let Some(actor) = speaker.actor else { return speaker };
    let pronoun = draft.subject.as_ref().is_some_and(|subject| {
        let mut mentions = subject.mentions.iter().map(|id| scene.mention(*id).form);
        mentions.all(|form| matches!(form, Form::Pronoun | Form::Clitic)) && !subject.mentions.is_empty()
    });
    let named = |tokens: &Range<usize>| {
        let mut mentions = scene.doc.mentions.within(scene.span(tokens));
        mentions.any(|(_, mark)| mark.value.form == Form::Name && mark.value.actor == Some(actor))
    };
    if !pronoun || !draft.content.iter().any(named) {
        return speaker;
    }
    let other =
        before.iter().rev().take(QUOTER_BACK).filter(|other| !other.nested).take(BACK).find_map(|other| {
            other
                .speaker
                .clone()
                .filter(|s| s.kind == ActorKind::Person && s.actor.is_some_and(|a| a != actor))
        });
    other.map_or(speaker.clone(), |other| Speaker { span: speaker.span, ..other })
}

/// *Ketua Umum PAN menambahkan*: a role that no name of the text bears, with a cue of going on, is whoever spoke last.
fn goes_on_in_role(scene: &Scene<'_, '_>, draft: &Draft, speaker: Speaker, before: &[Draft]) -> Speaker {
    let entry = draft.cue.as_ref().and_then(|cue| cue.entry);
    let adds = entry.is_some_and(|entry| &*scene.doc.lang.cues[entry as usize].act == kutip_lang::ACT_ADD);
    let role = draft.subject.as_ref().is_some_and(|subject| match subject.mentions.as_slice() {
        [one] => {
            let mention = scene.mention(*one);
            let one_of_many = scene.has(mention.tokens.start, Class::Quantifier);
            mention.form == Form::Nominal && mention.kind == ActorKind::Person && !one_of_many
        }
        _ => false,
    });
    if !adds || !role || speaker.actor.is_some() {
        return speaker;
    }
    let last = roles::just_spoke(before, draft.sentence);
    let is_person = |last: &Speaker| {
        last.actor.is_some_and(|actor| scene.doc.actors[actor.index()].kind == ActorKind::Person)
    };
    match last.filter(|last| is_person(last) && !last.joint) {
        Some(last) => Speaker { span: speaker.span, kind: ActorKind::Person, ..last },
        None => speaker,
    }
}

/// *"Pemeriksaan berlanjut," ujarnya*, behind a sentence about somebody who has said nothing so far: where the words are not
/// those of one who speaks of himself, whoever spoke last goes on.
fn of_whoever_spoke(scene: &Scene<'_, '_>, draft: &Draft, speaker: Speaker, before: &[Draft]) -> Speaker {
    const SENTENCES: usize = 6;
    let (Some(actor), Some(subject), Some(said)) =
        (speaker.actor, &draft.subject, draft.content.last().filter(|_| draft.quoted && !draft.nested))
    else {
        return speaker;
    };
    let pronoun = subject.mentions.iter().all(|id| {
        let form = scene.mention(*id).form;
        subject.tokens.start >= said.end && matches!(form, Form::Pronoun | Form::Clitic)
    });
    let spoke = |other: &&Draft| other.speaker.as_ref().is_some_and(|s| s.actor == Some(actor));
    let of_himself = draft.content.iter().cloned().flatten().any(|at| scene.has(at, Class::PronounFirst));
    let near = || before.iter().rev().take(QUOTER_BACK);
    if !pronoun || subject.mentions.is_empty() || of_himself || near().any(|other| spoke(&other)) {
        return speaker;
    }
    let recent = near().filter(|other| !other.nested && other.sentence + SENTENCES >= draft.sentence);
    let last = recent.filter_map(|other| other.speaker.as_ref()).find(|s| s.kind == ActorKind::Person);
    let Some(last) = last.filter(|last| last.actor.is_some() && !last.joint) else { return speaker };
    if antecedent::tells(scene, actor, draft.sentence) {
        return speaker;
    }
    Speaker { span: speaker.span, ..last.clone() }
}

/// *"Ia mengaku lelah," kata Sari*: whoever is quoted means somebody else by *ia*.
fn not_of_quoter(draft: &Draft, speaker: Speaker, before: &[Draft]) -> Speaker {
    let quoter = before.iter().rev().take(QUOTER_BACK).find(|outer| !outer.nested && outer.covers(draft.at));
    let actor = quoter.and_then(|outer| outer.speaker.as_ref()?.actor);
    if actor.is_some() && actor == speaker.actor {
        return Speaker { name: None, actor: None, ..speaker };
    }
    speaker
}

fn statements_rule() -> RuleId {
    rules::STATEMENTS
}
