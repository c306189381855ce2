//! Who said what, to whom, when, and through whom we have it.
//!
//! A cue (*mengatakan*, *kata*, *menurut*) and its frames give statements with speaker and content ([`frames`]);
//! quotations without a cue continue a speaker ([`quoted`]); agencies are channels ([`channels`]); a sentence such as
//! *Hal itu disampaikan ...* says more of the statement before it ([`back`]). Speakers are named last, in the order
//! of the text, because a pronoun means whoever spoke before ([`naming`]).

mod apposed;
mod back;
mod channels;
mod content;
mod dates;
mod frames;
mod headlines;
mod left;
mod naming;
mod quoted;
mod right;
mod scene;
mod speaker;
mod voices;

use crate::model::{
    ActorKind, CueMark, Document, Form, Mention, NAME_BYTES, Sentence, Shape, Speaker, Statement,
    StatementKind, TokenKind, Via,
};
use crate::rules;
use frames::Place;
use jiff::civil::Date;
use kutip_lang::Class;
use kutip_text::{Certainty, Id, Layer, Mark, RuleId, Span};
use scene::Scene;
use speaker::Subject;
use std::ops::Range;

/// *dilaporkan Xinhua sebagaimana dikutip Reuters*: so near stand two channels of one chain.
const CHAIN_TOKENS: usize = 4;

/// A sentence of more tokens is no prose: cues are not looked for in it, because each may look at all of it.
pub(crate) const SENTENCE_TOKENS: usize = 1200;
/// At most so many statements are read in one sentence; what has more is a list, not prose.
const PER_SENTENCE: usize = 64;

/// At most so many statements of others are read in one sentence of a quotation.
const REPORTS_IN_QUOTE: usize = 4;

/// A statement comes to us through at most so many channels.
const VIA: usize = 16;
/// So many channels at most carry more statements than a sentence has.
const WIDE: usize = 16;
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
            cues_of(&scene, number, sentence, &mut drafts);
        }
    }
    if let Some(headline) = headlines::find(&scene).filter(|_| drafts.iter().all(|draft| draft.sentence > 0))
    {
        drafts.push(headline);
    }
    drop_outlets_that_carry(&scene, &mut drafts);
    quoted::continue_speakers(&scene, &mut drafts);
    cues_in_quotes(&scene, &mut drafts);
    let back = back::find(&scene, &mut drafts);
    drafts
        .sort_by_key(|draft| (draft.sentence, draft.content.first().map_or(draft.at, |tokens| tokens.start)));
    voices::apply(&scene, &mut drafts);
    name_speakers(&scene, &mut drafts);
    let channels = channels::find(&scene);
    back::apply(&scene, back, &channels, &mut drafts);
    attach_channels(&scene, channels, &mut drafts);
    dates::apply(&scene, &mut drafts);
    let terms = quoted::terms(&scene, &drafts);
    (finish(&scene, drafts, &terms), terms)
}

fn is_page_line(doc: &Document<'_>, sentence: &Sentence) -> bool {
    doc.blocks.is_page_line(sentence.span)
        || doc.blocks.desk_line.is_some_and(|line| line.contains(sentence.span))
}

/// All cues of one sentence, from left to right.
fn cues_of(scene: &Scene<'_, '_>, number: usize, sentence: &Sentence, drafts: &mut Vec<Draft>) {
    let first_draft = drafts.len();
    let last = scene.last(sentence);
    if sentence.tokens.len() > SENTENCE_TOKENS {
        return; // a doubt says so
    }
    let mut at = sentence.tokens.start;
    while at < last {
        let token = scene.token(at);
        // A cue with a capital within a sentence is part of a name: *Rapat Dengar Pendapat*.
        let name = token.shape != Shape::Lower
            && at > sentence.tokens.start
            && scene.token(at - 1).kind == TokenKind::Word;
        if token.kind != TokenKind::Word || scene.in_speech(at) || name {
            at += 1;
            continue;
        }
        let mut after = at + 1;
        let of_sentence = &drafts[first_draft..];
        // *menurut* may speak for the whole sentence, the cues before it included.
        let whole = scene.has(at, Class::Preposition);
        let floor = if whole { sentence.tokens.start } else { floor(scene, sentence, at, of_sentence) };
        let closing = scene.has(at, Class::Closing) && scene.cues(at + 1).next().is_some();
        if closing || carries(scene, sentence, at, last) {
            at += 1;
            continue;
        }
        let found = scene.cues(at).find_map(|(cue, next)| {
            after = after.max(next);
            if scene.channel(next).is_some() && scene.has(at, Class::Preposition) {
                return None; // *menurut warta Reuters*: a channel
            }
            let entry = &scene.doc.lang.cues[cue as usize];
            let previous = of_sentence.last().and_then(|draft| draft.subject.as_ref());
            let place = Place { sentence: number, floor, last, at, next, cue: (cue, entry), previous };
            let mut draft = frames::read(scene, &place)?;
            draft.cue = Some(cue_mark(scene, at..next, cue));
            Some(draft)
        });
        if drafts.len() - first_draft >= PER_SENTENCE {
            return;
        }
        if let Some(draft) = found
            && fits(scene, &draft, &drafts[first_draft..])
        {
            drafts.push(draft);
        }
        at = after;
    }
}

/// A word that is both cue and channel, with an outlet after it, is a channel but at the start of a sentence, where the
/// outlet itself reports.
fn carries(scene: &Scene<'_, '_>, sentence: &Sentence, at: usize, last: usize) -> bool {
    let first = scene.skip_connectives(sentence.tokens.start, last);
    channels::carrier(scene, at, last).is_some() && at != first && at != sentence.tokens.start
}

/// What somebody within a quotation is said to have said: *"Presiden meminta kami bersabar," kata Sari*.
fn cues_in_quotes(scene: &Scene<'_, '_>, drafts: &mut Vec<Draft>) {
    let mut nested = Vec::new();
    for outer in drafts.iter().filter(|draft| draft.quoted) {
        for tokens in &outer.content {
            let mut start = tokens.start;
            while start < tokens.end {
                let end = (start..tokens.end).find(|at| scene.is_stop(*at)).unwrap_or(tokens.end);
                nested.extend(reports_of_others(scene, outer, start, end));
                start = end + 1;
            }
        }
    }
    nested.truncate(PER_SENTENCE.max(scene.doc.sentences.len()));
    drafts.extend(nested);
}

/// Cues of one sentence within a quotation whose subject is neither the speaker nor his hearers.
fn reports_of_others(scene: &Scene<'_, '_>, outer: &Draft, start: usize, end: usize) -> Vec<Draft> {
    let found = (start + 1..end).filter_map(|at| {
        let token = scene.token(at);
        if token.kind != TokenKind::Word || token.shape != Shape::Lower {
            return None;
        }
        scene.cues(at).find_map(|(cue, next)| {
            let entry = &scene.doc.lang.cues[cue as usize];
            if matches!(&*entry.act, "hope" | "plan") {
                return None; // what others wish is the speaker's own guess
            }
            let place = Place {
                sentence: outer.sentence,
                floor: start,
                last: end,
                at,
                next,
                cue: (cue, entry),
                previous: None,
            };
            let mut draft = frames::read_with_subject(scene, &place)?;
            let mentions = &draft.subject.as_ref()?.mentions;
            let others = !mentions.is_empty()
                && mentions.iter().all(|id| {
                    let mention = scene.mention(*id);
                    matches!(mention.form, Form::Name | Form::Nominal)
                        || mention.form == Form::Pronoun
                            && !scene.has(mention.tokens.start, Class::PronounFirst)
                });
            let inside = draft.content.iter().all(|tokens| start <= tokens.start && tokens.end <= end);
            draft.cue = Some(cue_mark(scene, at..next, cue));
            draft.nested = true;
            (others && inside).then_some(draft)
        })
    });
    found.take(REPORTS_IN_QUOTE).collect()
}

/// Where the clause of a cue begins: after the conjunction at which the content before it was cut off.
fn floor(scene: &Scene<'_, '_>, sentence: &Sentence, at: usize, drafts: &[Draft]) -> usize {
    let mut floor = sentence.tokens.start;
    for draft in drafts {
        if draft.end <= at && draft.cue.is_some() {
            floor = floor.max(draft.end);
        }
    }
    // A statement nested in the content of another begins with that content.
    for draft in drafts {
        if let Some(tokens) = draft.content.iter().find(|tokens| tokens.contains(&at)) {
            floor = floor.max(tokens.start);
        }
    }
    while floor < at && scene.token(floor).kind == TokenKind::Mark && scene.quote(floor).is_none() {
        floor += 1;
    }
    floor
}

fn cue_mark(scene: &Scene<'_, '_>, tokens: Range<usize>, entry: u32) -> CueMark {
    let clitic = scene.doc.tokens.get(tokens.end).is_some_and(|t| t.kind == TokenKind::Clitic);
    let end = if clitic { tokens.end + 1 } else { tokens.end };
    CueMark { span: scene.span(&(tokens.start..end)), entry: Some(entry) }
}

/// A second cue within the content of the first counts only where somebody else speaks by name.
fn fits(scene: &Scene<'_, '_>, draft: &Draft, others: &[Draft]) -> bool {
    let Some(outer) = others.iter().rev().find(|other| other.covers(draft.at)) else {
        // The same words are not said twice.
        return !others
            .iter()
            .any(|other| other.quoted && draft.quoted && other.content.first() == draft.content.first());
    };
    let Some(subject) = &draft.subject else { return false };
    let counted = scene.token(subject.tokens.start).kind == TokenKind::Number;
    let named = counted
        || subject.mentions.iter().any(|id| {
            let mention = scene.mention(*id);
            matches!(mention.form, Form::Name | Form::Nominal)
        });
    let same = outer.subject.as_ref().is_some_and(|other| {
        let actor = |s: &Subject| s.mentions.first().and_then(|id| scene.mention(*id).actor);
        actor(other).is_some() && actor(other) == actor(subject)
    });
    let inside = draft
        .content
        .iter()
        .all(|tokens| outer.content.iter().any(|o| o.start <= tokens.start && tokens.end <= o.end));
    named && !same && inside
}

/// *Dilaporkan AFP, Presiden mengatakan ...*: with a statement inside, the outlet only carries it.
fn drop_outlets_that_carry(scene: &Scene<'_, '_>, drafts: &mut Vec<Draft>) {
    let outer: Vec<usize> = (0..drafts.len())
        .filter(|index| {
            let draft = &drafts[*index];
            let media = draft.subject.as_ref().is_some_and(|s| {
                s.mentions.first().is_some_and(|id| scene.mention(*id).kind == ActorKind::Media)
            });
            let near = drafts[*index..].iter().take_while(|other| other.sentence == draft.sentence);
            media && scene.channel(draft.at).is_some() && near.skip(1).any(|other| draft.covers(other.at))
        })
        .collect();
    for index in outer.into_iter().rev() {
        drafts.remove(index);
    }
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
            draft.speaker = speaker.map(|found| Speaker { span: None, ..found });
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

/// *"Ia mengaku lelah," kata Sari*: whoever is quoted means somebody else by *ia*.
fn not_of_quoter(draft: &Draft, speaker: Speaker, before: &[Draft]) -> Speaker {
    let quoter = before.iter().rev().take(QUOTER_BACK).find(|outer| !outer.nested && outer.covers(draft.at));
    let actor = quoter.and_then(|outer| outer.speaker.as_ref()?.actor);
    if actor.is_some() && actor == speaker.actor {
        return Speaker { name: None, actor: None, ..speaker };
    }
    speaker
}

/// Gives each channel to the statements that it carries.
fn attach_channels(scene: &Scene<'_, '_>, channels: Vec<channels::Channel>, drafts: &mut [Draft]) {
    // Spoken to an outlet is carried by it, and so is what follows in the sentence.
    for index in 0..drafts.len() {
        let Some(tokens) = drafts[index].addressee.clone() else { continue };
        let outlet = tokens.clone().find_map(|at| {
            let id = scene.mention_from(at)?;
            matches!(scene.mention(id).known, Some(crate::model::Known::Outlet(_)))
                .then(|| channels::outlet(scene, at, tokens.end))?
        });
        if let Some((_, via)) = outlet
            && !channels::is_own(scene, &via.name)
        {
            let (sentence, name) =
                (drafts[index].sentence, drafts[index].speaker.as_ref().and_then(|s| s.name.clone()));
            for draft in drafts[index..].iter_mut().take_while(|d| d.sentence == sentence) {
                if draft.via.len() < VIA && draft.speaker.as_ref().and_then(|s| s.name.clone()) == name {
                    draft.via.push(via.clone());
                }
            }
        }
    }
    let last_sentence = scene.doc.sentences.len().saturating_sub(2);
    let mut chained: Option<(usize, Vec<usize>)> = None; // where the last channel ended, and what it carries
    let mut wide = 0;
    for channel in channels {
        if channels::is_own(scene, &channel.via.name) {
            continue;
        }
        let first = drafts.partition_point(|draft| draft.sentence < channel.sentence);
        let here: Vec<usize> = (first..drafts.len())
            .take_while(|i| drafts[*i].sentence == channel.sentence)
            .filter(|i| !drafts[*i].covers(channel.at))
            .collect();
        let before = here.iter().copied().filter(|i| drafts[*i].at < channel.at).collect::<Vec<_>>();
        let chain = chained.take().filter(|(end, _)| channel.at >= *end && channel.at - *end <= CHAIN_TOKENS);
        let targets: Vec<usize> = if let Some((_, targets)) = chain {
            targets
        } else if channel.closing && channel.sentence >= last_sentence {
            if wide < WIDE { (0..drafts.len()).collect() } else { Vec::new() }
        } else if channel.closing && here.is_empty() {
            same_side(drafts, channel.sentence)
        } else if let Some(nearest) = before.last() {
            vec![*nearest]
        } else if !here.is_empty() {
            here
        } else {
            same_paragraph(scene, drafts, channel.sentence)
        };
        if targets.len() > PER_SENTENCE {
            wide += 1;
            if wide > WIDE {
                continue;
            }
        }
        chained = Some((channel.end, targets.clone()));
        for index in targets {
            let speaks =
                drafts[index].speaker.as_ref().is_some_and(|s| s.name.as_deref() == Some(&channel.via.name));
            let room = drafts[index].via.len() < VIA;
            if !speaks && room && drafts[index].via.iter().all(|via| via.name != channel.via.name) {
                drafts[index].via.push(channel.via.clone());
            }
        }
    }
}

/// The statements just before a closing formula that are of one speaker.
fn same_side(drafts: &[Draft], sentence: usize) -> Vec<usize> {
    let end = drafts.partition_point(|draft| draft.sentence < sentence);
    let Some(last) = end.checked_sub(1).filter(|last| sentence - drafts[*last].sentence <= 2) else {
        return Vec::new();
    };
    let name = |i: usize| drafts[i].speaker.as_ref().and_then(|s| s.name.clone());
    let mut out = vec![last];
    for index in (0..last).rev() {
        let near = drafts[out[out.len() - 1]].sentence - drafts[index].sentence <= 1;
        let same = name(index) == name(last) || drafts[index].sentence == drafts[out[out.len() - 1]].sentence;
        if !near || !same {
            break;
        }
        out.push(index);
    }
    out
}

/// A channel in a sentence without a statement: the statement before it in its paragraph.
fn same_paragraph(scene: &Scene<'_, '_>, drafts: &[Draft], sentence: usize) -> Vec<usize> {
    let paragraph = scene.doc.sentences[sentence].paragraph;
    let end = drafts.partition_point(|draft| draft.sentence < sentence);
    let before = end.checked_sub(1).filter(|last| {
        let draft = &drafts[*last];
        draft.sentence + 1 == sentence && scene.doc.sentences[draft.sentence].paragraph == paragraph
    });
    before.into_iter().collect()
}

/// Drafts to statements: characters for tokens, kinds, nesting.
fn finish(scene: &Scene<'_, '_>, drafts: Vec<Draft>, terms: &[Mark<()>]) -> Layer<Statement> {
    let mut marks: Vec<Mark<Statement>> = Vec::new();
    for draft in drafts {
        let content: Vec<Span> =
            draft.content.iter().filter_map(|tokens| content::span(scene, tokens)).collect();
        let (Some(first), Some(last)) = (content.first(), content.last()) else { continue };
        let kind = kind(scene, &draft, &content, terms);
        let certainty = certainty(scene, &draft);
        let value = Statement {
            kind,
            speaker: draft.speaker,
            cue: draft.cue,
            addressee: draft.addressee.map(|tokens| scene.span(&tokens)),
            said_on: draft.said_on,
            via: draft.via,
            voiced_by: draft.voiced_by,
            speaks_for: draft.speaks_for,
            within: None,
            certainty,
            content: content.clone(),
        };
        marks.push(Mark { span: first.to(*last), by: draft.by, value });
    }
    let mut layer = Layer::new(marks);
    nest(&mut layer);
    layer
}

/// The text itself says who speaks where it names him; behind a pronoun, a clitic, a role it is worked out.
fn certainty(scene: &Scene<'_, '_>, draft: &Draft) -> Certainty {
    let written = |speaker: &Speaker| {
        let (Some(span), Some(name)) = (speaker.span, &speaker.name) else { return false };
        let mentions = draft.subject.iter().flat_map(|subject| &subject.mentions);
        let named = draft.subject.as_ref().is_some_and(|subject| !subject.mentions.is_empty())
            && mentions.into_iter().all(|id| scene.mention(*id).form == Form::Name);
        named || kutip_text::scan::shown(span.of(&scene.doc.article.text)).contains(name.as_str())
    };
    if draft.speaker.as_ref().is_some_and(written) { Certainty::Written } else { Certainty::Inferred }
}

/// Direct when all of it is quoted, mixed when some is, a term not counted.
fn kind(scene: &Scene<'_, '_>, draft: &Draft, content: &[Span], terms: &[Mark<()>]) -> StatementKind {
    let quotes = &scene.doc.quotes;
    let inside = |span: Span| {
        quotes.around(span).any(|(_, quote)| quote.value.inner.iter().any(|inner| inner.contains(span)))
    };
    if draft.nested {
        return StatementKind::Indirect; // the marks around it are those of whoever reports it
    }
    if draft.quoted && content.iter().all(|span| inside(*span)) || content.iter().all(|span| inside(*span)) {
        return StatementKind::Direct;
    }
    let is_term = |inner: Span| terms.binary_search_by_key(&inner, |term| term.span).is_ok();
    let some = content.iter().any(|span| {
        let near = quotes.around(Span { end: span.start, ..*span }).chain(quotes.within(*span));
        near.flat_map(|(_, quote)| &quote.value.inner).any(|inner| span.overlaps(*inner) && !is_term(*inner))
    });
    if some { StatementKind::Mixed } else { StatementKind::Indirect }
}

/// A statement lies within the smallest one that holds all its content.
fn nest(layer: &mut Layer<Statement>) {
    let outer: Vec<Option<Id<Statement>>> = layer
        .iter()
        .map(|(id, mark)| {
            layer
                .around(mark.span)
                .filter(|(other, o)| {
                    *other != id
                        && o.value.content != mark.value.content
                        && mark
                            .value
                            .content
                            .iter()
                            .all(|span| o.value.content.iter().any(|outer| outer.contains(*span)))
                })
                .min_by_key(|(_, o)| o.value.content.iter().map(|span| span.len()).sum::<usize>())
                .map(|(other, _)| other)
        })
        .collect();
    let mut marks = std::mem::take(layer).into_marks();
    for (mark, outer) in marks.iter_mut().zip(outer) {
        mark.value.within = outer;
    }
    *layer = Layer::new(marks);
}

fn statements_rule() -> RuleId {
    rules::STATEMENTS
}
