//! A cue and its frames: which words around it are speaker, addressee and content.
//!
//! A frame is tried from the cue outwards. Its shape (what stands before the cue) picks one of a few readings, each a
//! function of its own here; what stands after the cue is matched slot by slot in [`right`], and the content that was
//! said before the cue is found by [`left`].

use super::left;
use super::right::{self, Right};
use super::scene::{Scene, VERBAL};
use super::speaker::{self, Subject};
use super::{Draft, manner, passive};
use crate::model::{ActorKind, Form, Mention, TokenKind};
use kutip_lang::{Class, ClassSet, Cue, Frame, Part, Slot};
use kutip_text::Id;
use std::ops::Range;

/// One cue in its sentence.
#[derive(Clone, Copy)]
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

/// The first frame that has its subject before the cue and its content after it.
pub(super) fn read_with_subject(scene: &Scene<'_, '_>, place: &Place<'_>) -> Option<Draft> {
    let frames = place.cue.1.frames.iter().filter(|frame| {
        matches!(frame.before.as_slice(), [slot] if slot.part == Some(Part::Speaker))
            && frame.after.last().is_some_and(|slot| matches!(slot.part, Some(Part::Content | Part::Phrase)))
    });
    frames.into_iter().find_map(|frame| fit(scene, place, frame))
}

fn fit(scene: &Scene<'_, '_>, place: &Place<'_>, frame: &Frame) -> Option<Draft> {
    // Literals right before the cue: *dengan alasan*, *demikian bunyi*.
    let mut slots = frame.before.as_slice();
    let mut at = place.at;
    while let Some((Slot { lead: Some(lead), part: None, optional }, rest)) = slots.split_first() {
        let stands = at > place.floor && lead.ids.contains(&scene.token(at - 1).word.0);
        match (stands, optional) {
            // *mangkir dengan alasan ...*: the subject is that of the clause.
            (true, false) if rest.first().is_none_or(|slot| slot.part == Some(Part::Speaker)) => {
                return if rest.is_empty() { None } else { of_clause(scene, place, frame) };
            }
            (true, _) => at -= 1,
            (false, true) => {}
            (false, false) => return None,
        }
        slots = rest;
    }
    let place = &Place { at, ..*place };
    let parts: Vec<Option<Part>> = slots.iter().map(|slot| slot.part).collect();
    let draft = match parts.as_slice() {
        [] => cue_first(scene, place, frame),
        [Some(Part::Speaker)] => subject_first(scene, place, frame),
        [Some(Part::Speaker), Some(side @ (Part::Content | Part::Quotation))] => {
            subject_after_content(scene, place, frame, *side)
        }
        [Some(side @ (Part::Content | Part::Quotation | Part::Phrase))]
            if is_inverted(frame) || frame.after.is_empty() =>
        {
            inverted(scene, place, frame, *side)
        }
        [Some(Part::Content | Part::Phrase)] => passive::read(scene, place, frame),
        [Some(Part::Addressee)] => addressed(scene, place, frame),
        _ => None,
    };
    draft.filter(|draft| !draft.content.is_empty())
}

/// The speaker stands after the cue.
fn is_inverted(frame: &Frame) -> bool {
    let speaks = |slot: &Slot| slot.part == Some(Part::Speaker);
    match frame.after.as_slice() {
        [first, ..] if speaks(first) => true,
        [first, second, ..] => first.lead.is_some() && speaks(second),
        _ => false,
    }
}

/// `V S C`: *Menurut Sari, ...*, *Pernyataan Sari bahwa ...*; `V C`: *Dilaporkan bahwa ...*
fn cue_first(scene: &Scene<'_, '_>, place: &Place<'_>, frame: &Frame) -> Option<Draft> {
    let denied = place.at > place.floor && scene.has(place.at - 1, Class::Negation);
    if denied || preceded_by_noun_use(scene, place) {
        return None;
    }
    let mut draft = Draft::new(place);
    take(&mut draft, right::read(scene, place, frame, place.next)?, scene);
    if !is_inverted(frame) {
        const NO: ClassSet = ClassSet::of(&[Class::Relative, Class::Unreal]);
        let comma = draft.content.first().is_some_and(|said| scene.has(said.start - 1, Class::Comma));
        if comma && place.at > place.floor && scene.any(place.at - 1, NO) {
            return None; // *nilai yang disebutkan, ...*
        }
        // *Dikatakan, ...*: whoever spoke goes on; *Dilaporkan, ...* is said by nobody in particular.
        let opens = scene.skip_connectives(place.floor, place.at) == place.at;
        draft.continues = comma && opens && &*place.cue.1.act != kutip_lang::ACT_REPORT;
        draft.subject = written_in(scene, place);
        draft.nested |= draft.subject.is_some(); // no pronoun after it means the text
        return Some(draft);
    }
    let named = draft.subject.as_ref().is_none_or(|subject| !subject.mentions.is_empty());
    let led = frame.after.iter().any(|slot| slot.lead.is_some() && !slot.optional);
    let opens = scene.skip_connectives(place.floor, place.at) == place.at;
    let noun = scene.has(place.at, Class::Preposition) || led || opens && !scene.has(place.at, Class::Verb);
    if let Some(said) = draft.content.first_mut().filter(|said| said.len() > 1)
        && scene.has(said.start, Class::ComplementizerDropped)
        && (scene.has(place.at, Class::Verb) || !scene.has(said.start, Class::Preposition))
    {
        said.start += 1; // but *menurut Sari, soal harga itu tanggung jawab bupati*
    }
    // *itu disampaikannya pada Senin*: when or where, not what.
    let told = draft.subject.as_ref().zip(draft.content.first());
    let place_or_time = told.is_some_and(|(subject, said)| {
        let aside =
            scene.has(said.start, Class::Preposition) && !scene.has(said.start, Class::ComplementizerKept);
        aside && said.start == subject.tokens.end && scene.has(place.at, Class::Verb)
    });
    if place_or_time {
        return None;
    }
    // *dikabarkan tiga orang hilang*: that is no agent, *dikabarkan Antara, ...* is one.
    let rumour = &*place.cue.1.act == kutip_lang::ACT_REPORT && scene.has(place.at, Class::Verb);
    let vague = draft.subject.as_ref().is_some_and(|subject| {
        let name = |id: &kutip_text::Id<_>| scene.mention(*id).form == Form::Name;
        let closed = scene.has(subject.tokens.end, Class::Comma);
        !closed && !scene.has(place.next, Class::Preposition) && !subject.mentions.iter().any(name)
    });
    if !named && !noun || rumour && vague && !opens {
        return None;
    }
    if rumour
        && vague
        && let (Some(subject), Some(said)) = (draft.subject.take(), draft.content.first_mut())
    {
        said.start = subject.tokens.start; // *Dikabarkan ia tengah sakit*
    }
    // *kerusakan, yang menurut Sari dapat dicegah*: what the relative clause says.
    let relative = place.at > place.floor && scene.has(place.at - 1, Class::Relative);
    // *pidato yang disampaikannya pada Senin*, but *Seperti yang dikatakan Sari, ...*, *pernyataan yang disampaikan Sari
    // soal ...*
    let led_to = |said: &Range<usize>| scene.has(said.start - 1, Class::ComplementizerDropped);
    if relative
        && scene.has(place.at, Class::Verb)
        && !place.at.checked_sub(2).is_some_and(|at| scene.has(at, Class::Preposition))
        && !draft.content.iter().any(led_to)
    {
        return None;
    }
    if relative && let Some(said) = draft.content.last_mut() {
        let comma = said.clone().skip(1).find(|at| scene.has(*at, Class::Comma));
        said.end = comma.unwrap_or(said.end);
    }
    let enclosed = draft.subject.as_ref().and_then(|who| left::enclosed(scene, place, who.tokens.end));
    if let Some(before) = left::around(scene, place).filter(|_| !relative).or(enclosed) {
        draft.content.insert(0, before);
        draft.start = place.floor;
    }
    Some(draft)
}

/// *Dalam laporan itu disebutkan bahwa ...*: the text in which it stands.
fn written_in(scene: &Scene<'_, '_>, place: &Place<'_>) -> Option<Subject> {
    const WORDS: usize = 8;
    let first = scene.skip_connectives(scene.segment_start(place.at, place.floor), place.at);
    let from = first + 1;
    let mut end = place.at;
    while end > from && scene.has(end - 1, Class::CueAdverb) && !scene.has(end - 1, Class::Demonstrative) {
        end -= 1;
    }
    let plain = |at: usize| scene.token(at).kind != TokenKind::Mark && !scene.any(at, VERBAL);
    if !scene.has(first, Class::Preposition) || end <= from || end - from > WORDS || !(from..end).all(plain) {
        return None;
    }
    let known = scene.mention_from(from).is_some_and(|id| scene.mention(id).kind == ActorKind::Document);
    let text = known || scene.class_term(from, Class::Document).is_some();
    text.then(|| Subject { mentions: Vec::new(), tokens: from..end })
}

/// `S V C`: *Sari mengatakan ...*
fn subject_first(scene: &Scene<'_, '_>, place: &Place<'_>, frame: &Frame) -> Option<Draft> {
    if !is_report(scene, place, true) {
        return None;
    }
    let who = subject(scene, place)?;
    // A wish needs somebody who wishes: *hasrat ingin berubah* has none.
    let wish = is_wish(place);
    let pointed =
        scene.has(who.tokens.end - 1, Class::Demonstrative) || scene.has(who.tokens.start, Class::Quantifier);
    let counted = scene.token(who.tokens.start).kind == TokenKind::Number;
    let own_side = super::naming::is_own_side(scene, &who.tokens);
    if wish && who.mentions.is_empty() && !pointed && !counted && !own_side {
        return None;
    }
    if under_condition(scene, place, who.tokens.start) {
        return None;
    }
    let mut draft = Draft::new(place);
    let from = skip_object_clitic(scene, place.next);
    let right = right::read(scene, place, frame, from)?;
    // *merasa tindakan itu keliru*: of whom nobody knows more, it is no report.
    let known = who.mentions.iter().any(|id| matches!(scene.mention(*id).form, Form::Name | Form::Pronoun));
    if place.cue.1.own && !known && !right.led_by {
        return None;
    }
    // *Kami siap* outside quotation marks is the rest of a broken quotation; *Kami tegaskan bahwa ...* is not.
    let first_person =
        who.mentions.iter().any(|id| scene.has(scene.mention(*id).tokens.start, Class::PronounFirst));
    let led =
        right.content.as_ref().is_some_and(|said| scene.has(said.start - 1, Class::ComplementizerDropped));
    if first_person && !led {
        return None;
    }
    if !right.quoted && left::ends_in_comma(scene, place, who.tokens.start) {
        return None; // *"..., " Sari menambahkan sambil tertawa*: the content was before
    }
    if let Some(before) = left::interrupted(scene, place, &who, from) {
        draft.start = before.start;
        draft.content.push(before);
    }
    draft.addressee = leading_addressee(scene, place, who.tokens.start);
    draft.subject = Some(who);
    take(&mut draft, right, scene);
    Some(draft)
}

/// *jika polisi meminta bantuan, ...*: nothing is said yet; but *mengatakan kalau Sari ingin pindah*.
fn under_condition(scene: &Scene<'_, '_>, place: &Place<'_>, subject: usize) -> bool {
    let opens = scene.doc.sentences[place.sentence].tokens.start;
    let lead = subject.checked_sub(1).filter(|lead| *lead >= place.floor);
    lead.is_some_and(|lead| {
        let condition = scene.has(lead, Class::Condition) && scene.has(lead, Class::Unreal);
        // *merasa, jika polisi meminta bantuan, ...*
        let parted = lead > 0 && scene.has(lead - 1, Class::Comma);
        condition && (lead > place.floor || lead == opens || parted)
    })
}

/// *Kepada Antara, Sari mengatakan ...*: whoever stands before the speaker, up to the comma.
fn leading_addressee(scene: &Scene<'_, '_>, place: &Place<'_>, speaker: usize) -> Option<Range<usize>> {
    let comma = speaker.checked_sub(1).filter(|at| *at > place.floor && scene.has(*at, Class::Comma))?;
    let start = scene.skip_connectives(place.floor, comma);
    let from = scene.class_term(start, Class::ToAddressee)?;
    let somebody = scene.mention_from(from).is_some_and(|id| scene.mention(id).tokens.end == comma);
    somebody.then_some(from..comma)
}

/// `C S V`: *"...," Sari mengatakan*
fn subject_after_content(
    scene: &Scene<'_, '_>,
    place: &Place<'_>,
    frame: &Frame,
    side: Part,
) -> Option<Draft> {
    if !is_report(scene, place, true) {
        return None;
    }
    let mut draft = Draft::new(place);
    let who = subject(scene, place)?;
    // *"...," demikian pernyataan itu menegaskan*
    let closing = who.tokens.start.checked_sub(1).filter(|at| scene.has(*at, Class::Closing));
    let start = closing.unwrap_or(who.tokens.start);
    draft.subject = Some(who);
    left::content(scene, place, start, side, &mut draft)?;
    let from = skip_object_clitic(scene, place.next);
    if place.cue.1.object && !draft.quoted && from == place.next && takes_object(scene, from, place.last) {
        return None; // *..., Sari melaporkan akun itu ke polisi*
    }
    let right = right::read(scene, place, frame, from)?;
    take(&mut draft, right, scene);
    Some(draft)
}

/// A word that says neither where, when nor how stands behind the verb.
fn takes_object(scene: &Scene<'_, '_>, at: usize, last: usize) -> bool {
    const SMALL: ClassSet = ClassSet::of(&[
        Class::Preposition,
        Class::CueAdverb,
        Class::Manner,
        Class::Subordinator,
        Class::Coordinator,
        Class::ClauseCoordinator,
        Class::Circumstance,
    ]);
    let word = at < last && scene.token(at).kind == TokenKind::Word;
    word && scene.time(at).is_none() && !scene.any(at, SMALL)
}

/// `C V S`: *"...," kata Sari*
fn inverted(scene: &Scene<'_, '_>, place: &Place<'_>, frame: &Frame, side: Part) -> Option<Draft> {
    let mut draft = Draft::new(place);
    let side = if manner::is_parenthetic(scene, place) { Part::Content } else { side };
    left::content(scene, place, place.at, side, &mut draft)?;
    let mut right = right::read(scene, place, frame, place.next)?;
    right.content = None;
    let next = right.next;
    take(&mut draft, right, scene);
    left::go_on(scene, place, next, &mut draft);
    Some(draft)
}

/// `A V C`: *Warga diminta menjauh*
fn addressed(scene: &Scene<'_, '_>, place: &Place<'_>, frame: &Frame) -> Option<Draft> {
    if !is_report(scene, place, false) {
        return None;
    }
    // *ketika diminta keterangan*: nobody is asked anything there.
    let attached = place.at > place.floor && attaches(scene, place.at - 1);
    if attached {
        return None;
    }
    let mut draft = Draft::new(place);
    draft.addressee = Some(subject(scene, place)?.tokens);
    take(&mut draft, right::read(scene, place, frame, place.next)?, scene);
    Some(draft)
}

/// A cue within the predicate: whoever begins the clause speaks.
fn of_clause(scene: &Scene<'_, '_>, place: &Place<'_>, frame: &Frame) -> Option<Draft> {
    let start = scene.skip_connectives(scene.segment_start(place.at, place.floor), place.at);
    let id = scene.mention_from(start)?;
    let mention = scene.mention(id);
    let mut draft = Draft::new(place);
    draft.subject = Some(Subject { mentions: vec![id], tokens: mention.tokens.clone() });
    take(&mut draft, right::read(scene, place, frame, place.next)?, scene);
    (mention.form != Form::Clitic && !draft.content.is_empty()).then_some(draft)
}

/// What the right side found.
pub(super) fn take(draft: &mut Draft, right: Right, scene: &Scene<'_, '_>) {
    if right.subject.is_some() {
        draft.subject = right.subject;
    }
    if right.addressee.is_some() {
        draft.addressee = right.addressee;
    }
    if let Some(content) = right.content {
        let several = scene
            .quote(content.start)
            .map(|(_, quote)| quote)
            .filter(|quote| right.quoted && quote.inner.len() > 1);
        draft.quoted |= right.quoted;
        match several {
            Some(quote) => left::push_quote(quote, scene, draft),
            None => draft.content.push(content),
        }
    }
    draft.end = right.next;
}

/// Who governs the cue, or whoever governed the one before it.
fn subject(scene: &Scene<'_, '_>, place: &Place<'_>) -> Option<Subject> {
    if let Some(lead) = manner::lead_before(scene, place) {
        return manner::subject(scene, place, lead);
    }
    let mut at = place.at;
    while at > place.floor {
        if let Some(start) = manner::phrase_before(scene, at, place.floor) {
            at = start;
        } else if scene.has(at - 1, Class::CueAdverb) && !attaches(scene, at - 1) {
            at -= 1;
        } else {
            break;
        }
    }
    // *dan menegaskan*: the subject of the cue before.
    if at > place.floor
        && (scene.has(at - 1, Class::Coordinator) || scene.has(at - 1, Class::ClauseCoordinator))
        && scene.mention_to(at).is_none()
        && let Some(previous) = place.previous
    {
        return Some(previous.clone());
    }
    // *..., menegaskan rekannya salah paham*: it goes on behind a comma.
    if at > 0
        && at == place.floor
        && scene.has(at - 1, Class::Comma)
        && let Some(previous) = place.previous
    {
        return Some(previous.clone());
    }
    // *datang dan mengatakan*, *pulang sambil mengatakan*: the subject of the clause.
    if let Some(joint) = joint(scene, place, at)
        && let Some(opener) = speaker::opens_clause(scene, joint, place.floor)
        && !(is_wish(place) && is_anybody(scene, &opener))
    {
        return Some(place.previous.cloned().unwrap_or(opener));
    }
    // *Sadiq Khan yang mengatakan ...*
    if at > place.floor
        && scene.has(at - 1, Class::Relative)
        && let Some(id) = before_relative(scene, at - 1)
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
    manner::goes_on(scene, place).or_else(|| speaker::before(scene, place.at, place.floor))
}

/// *Sadiq Khan yang*, *Sadiq Khan, yang*: of whom the clause behind the relative word tells.
fn before_relative(scene: &Scene<'_, '_>, relative: usize) -> Option<Id<Mention>> {
    let comma = relative.checked_sub(1).filter(|at| scene.has(*at, Class::Comma));
    scene.mention_to(relative).or_else(|| scene.mention_to(comma?))
}

/// *pengguna*, *warga*: nobody of whom the text knows more.
fn is_anybody(scene: &Scene<'_, '_>, subject: &Subject) -> bool {
    let mut mentions = subject.mentions.iter().map(|id| scene.mention(*id));
    mentions.any(|mention| mention.form == Form::Nominal && mention.kind != ActorKind::Person)
}

/// *sambil*, *ketika*: a conjunction of clauses alone.
fn attaches(scene: &Scene<'_, '_>, at: usize) -> bool {
    scene.has(at, Class::Subordinator) && !scene.has(at, Class::Preposition)
}

/// The conjunction that joins a verb of telling to the clause before it; `at` is the token behind it.
fn joint(scene: &Scene<'_, '_>, place: &Place<'_>, at: usize) -> Option<usize> {
    const JOINTS: ClassSet =
        ClassSet::of(&[Class::Coordinator, Class::ClauseCoordinator, Class::Subordinator]);
    // *datang, lalu mengatakan*: such a word may be an adverb, too.
    if scene.has(at, Class::ClauseCoordinator) && at > place.floor && scene.has(at - 1, Class::Comma) {
        return Some(at - 1);
    }
    let before = at.checked_sub(1).filter(|before| *before > place.floor)?;
    let joins = scene.any(before, JOINTS) && !scene.has(before, Class::Preposition);
    (joins && scene.mention_to(at).is_none()).then_some(before)
}

/// *mengatakannya*: the clitic is what is said.
fn skip_object_clitic(scene: &Scene<'_, '_>, at: usize) -> usize {
    if scene.doc.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Clitic) { at + 1 } else { at }
}

/// What somebody hopes or plans, without a word of his.
fn is_wish(place: &Place<'_>) -> bool {
    matches!(&*place.cue.1.act, "hope" | "plan")
}

/// Not negated, not wished for, not a relative clause.
///
/// `active`: a relative clause of a named person reports all the same.
pub(super) fn is_report(scene: &Scene<'_, '_>, place: &Place<'_>, active: bool) -> bool {
    const NO: ClassSet = ClassSet::of(&[Class::Negation, Class::Unreal, Class::Relative]);
    let wish = is_wish(place);
    let mut at = place.at;
    while at > place.floor {
        if let Some(start) = scene.class_term_before(at, Class::Litotes) {
            at = start; // *tak lupa menambahkan*
            continue;
        }
        if manner::leads(scene, at - 1) && scene.mention_to(at).is_none() {
            return active && !wish; // *menjawab dengan mengatakan ...*
        }
        // *dengan bercanda mengatakan*, *secara halus mengatakan*
        if let Some(start) = manner::phrase_before(scene, at, place.floor) {
            at = start;
            continue;
        }
        if scene.any(at - 1, NO) && scene.mention_to(at).is_none() {
            // *Sadiq Khan yang mengatakan ...* reports, *orang yang mengatakan ...* need not.
            // and so does *survei yang menyebut ...*
            let speaks = active
                && scene.has(at - 1, Class::Relative)
                && before_relative(scene, at - 1).is_some_and(|id| {
                    let mention = scene.mention(id);
                    let person = mention.kind == ActorKind::Person;
                    let body = mention.kind == ActorKind::Organization && !wish;
                    mention.form == Form::Name && (person || body)
                        || mention.kind == ActorKind::Document && !wish
                });
            return speaks;
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
    if scene.token(before).kind == TokenKind::Mark
        || scene.class_term_before(place.at, Class::Connective).is_some()
    {
        return false;
    }
    const OPENERS: ClassSet =
        ClassSet::of(&[Class::Coordinator, Class::ClauseCoordinator, Class::Subordinator, Class::Connective]);
    let preposition = scene.has(place.at, Class::Preposition);
    !preposition
        && !scene.any(before, OPENERS)
        && scene.token(place.at).kind == TokenKind::Word
        && !scene.has(place.at, Class::Verb)
        && place.cue.1.frames.iter().all(|f| f.before.is_empty() || f.before[0].part != Some(Part::Speaker))
        && !scene.has(place.at, Class::Document)
}
