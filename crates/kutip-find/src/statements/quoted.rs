//! Quotations without a cue: those that go on with what somebody said, and words in quotation marks that nobody said.

use super::scene::Scene;
use super::speaker::Subject;
use super::{Draft, behind, statements_rule};
use crate::model::{ActorKind, CueMark, Form, Quote, Shape, TokenKind};
use kutip_lang::{Class, ClassSet};
use kutip_text::{Mark, Span};

/// Fewer words are never taken for speech.
const WORDS_AT_LEAST: usize = 2;
/// A quotation without a cue is speech from this many words on.
const SPEECH_WORDS: usize = 4;

/// Makes statements of quotations that no cue took up.
pub(super) fn continue_speakers(scene: &Scene<'_, '_>, drafts: &mut Vec<Draft>) {
    let mut made = Vec::new();
    let reported = covered(scene, drafts);
    for (_, mark) in scene.doc.quotes.iter() {
        let quote = &mark.value;
        let first = quote.tokens.start;
        let taken = quote.tokens.clone().any(|at| reported[at]);
        if quote.single || taken || words(scene, quote) < WORDS_AT_LEAST {
            continue;
        }
        let Some(sentence) = scene.doc.sentence_of(first) else { continue };
        if super::is_page_line(scene.doc, &scene.doc.sentences[sentence]) {
            continue;
        }
        let tokens = scene.doc.sentences[sentence].tokens.clone();
        let opens = first == tokens.start;
        let after_colon = first > 0 && scene.has(first - 1, Class::Colon);
        let closes = quote.tokens.end >= scene.last(&scene.doc.sentences[sentence]);
        let introduced = is_introduced(scene, first);
        // A short one counts as a sentence of its own right after speech in the same paragraph.
        let follows = opens
            && closes
            && sentence > 0
            && reported[scene.doc.sentences[sentence - 1].tokens.clone()].contains(&true)
            && !scene.token(first).opens_paragraph;
        if words(scene, quote) < SPEECH_WORDS && !follows {
            continue;
        }
        if introduced || !(opens || after_colon || closes && ends_spoken(scene, quote)) {
            continue;
        }
        // The clause around it names whoever speaks: *Sari tertawa. "..."* does not, *Sari: "..."* does.
        let told = teller(scene, quote, scene.last(&scene.doc.sentences[sentence]));
        let (cue, subject) = match told {
            Some((verb, subject)) => {
                (verb.map(|verb| CueMark { span: scene.token(verb).span, entry: None }), Some(subject))
            }
            None if opens => (None, None),
            None => (None, person_before(scene, tokens.start, first)),
        };
        let continues = subject.is_none();
        // *Di sana ini disebut sebagai "jalan pulang bagi semua."*: words within a clause that nobody is said to speak.
        if continues && !opens && first > 0 && scene.token(first - 1).kind == TokenKind::Word {
            continue;
        }
        let mut draft = Draft {
            at: first,
            start: first,
            end: quote.tokens.end,
            quoted: true,
            cue,
            subject,
            continues,
            ..Draft::bare(sentence, statements_rule())
        };
        super::left::push_quote(quote, scene, &mut draft);
        made.push(draft);
    }
    drafts.extend(made);
}

/// *"...," lantun Sari di panggung*: behind speech one small word of which the tables know nothing, and somebody with whom
/// the clause ends. That word says how it was spoken, or is a slip of the pen. It may be missing: *"...," Menteri Sari Utami di
/// kantornya.*
fn teller(scene: &Scene<'_, '_>, quote: &Quote, last: usize) -> Option<(Option<usize>, Subject)> {
    const NO: ClassSet = crate::mentions::PHRASE_ENDS.with(Class::Circumstance).with(Class::Demonstrative);
    const ENDS: ClassSet =
        ClassSet::of(&[Class::Comma, Class::Preposition, Class::Circumstance, Class::BracketOpen]);
    let end = quote.tokens.end;
    let comma = scene.has(end, Class::Comma);
    let verb = end + usize::from(comma);
    let token = scene.token(verb);
    let plain = token.kind == TokenKind::Word && token.shape == Shape::Lower && !scene.any(verb, NO);
    // Behind a comma within the marks also a body or somebody unnamed: *"...," unggah akun polisi itu*.
    let ends_in_comma = quote.closed && quote.tokens.len() > 1 && scene.has(end - 2, Class::Comma);
    let closes = |next: usize| next >= last || scene.any(next, ENDS) || scene.time(next).is_some();
    if let Some(id) = scene.mention_from(verb).filter(|_| comma || ends_in_comma) {
        let mention = scene.mention(id);
        let end = mention.tokens.end;
        // *"...," Sari.*: one whom the text has introduced.
        let known = || mention.actor.is_some_and(|actor| scene.doc.actors[actor.index()].role.is_some());
        let introduced = mention.role.is_some() || end >= last && known();
        let person = mention.form == Form::Name && mention.kind == ActorKind::Person && introduced;
        let subject = Subject { mentions: vec![id], tokens: mention.tokens.clone() };
        return (person && closes(end)).then_some((None, subject));
    }
    if !plain || verb >= last || !(comma || ends_spoken(scene, quote)) {
        return None;
    }
    let (subject, next) = behind::after(scene, verb + 1, last)?;
    let person = subject.mentions.first().is_some_and(|id| {
        let mention = scene.mention(*id);
        let named = mention.form == Form::Name && mention.kind == ActorKind::Person;
        let speaks = matches!(mention.kind, ActorKind::Person | ActorKind::Organization | ActorKind::Unnamed);
        named || ends_in_comma && speaks && matches!(mention.form, Form::Name | Form::Nominal)
    });
    (person && closes(next)).then_some((Some(verb), subject))
}

/// Which tokens lie in the content of a statement.
fn covered(scene: &Scene<'_, '_>, drafts: &[Draft]) -> Vec<bool> {
    let mut out = vec![false; scene.doc.tokens.len()];
    for tokens in drafts.iter().flat_map(|draft| &draft.content) {
        out[tokens.clone()].fill(true);
    }
    out
}

/// *berjudul "..."*, *disebutnya "..."*: a word before the mark that leads to a name or title.
fn is_introduced(scene: &Scene<'_, '_>, first: usize) -> bool {
    let Some(before) = first.checked_sub(1) else { return false };
    let clitic = scene.token(before).kind == TokenKind::Clitic;
    scene.has(before.saturating_sub(usize::from(clitic)), Class::TermIntroducer)
}

fn words(scene: &Scene<'_, '_>, quote: &Quote) -> usize {
    quote.tokens.clone().filter(|at| scene.token(*at).kind == TokenKind::Word).count()
}

/// A comma or full stop stands before the closing mark.
fn ends_spoken(scene: &Scene<'_, '_>, quote: &Quote) -> bool {
    let last = quote.tokens.end.saturating_sub(if quote.closed { 2 } else { 1 });
    scene.token(last).kind == TokenKind::Mark
        && (scene.has(last, Class::SentenceEnd) || scene.has(last, Class::Comma))
}

fn person_before(scene: &Scene<'_, '_>, from: usize, end: usize) -> Option<Subject> {
    let span = scene.span(&(from..end));
    let (id, mark) = scene.doc.mentions.within(span).find(|(_, mark)| {
        mark.value.form != Form::Clitic
            && mark.value.tokens.end <= end
            && matches!(mark.value.kind, ActorKind::Person)
    })?;
    Some(Subject { mentions: vec![id], tokens: mark.value.tokens.clone() })
}

/// Words in quotation marks that are nobody's speech: titles, names, idioms.
pub(super) fn terms(scene: &Scene<'_, '_>, drafts: &[Draft]) -> Vec<Mark<()>> {
    let mut out = Vec::new();
    let reported = covered(scene, drafts);
    let direct: Vec<Draft> = drafts.iter().filter(|draft| draft.quoted).cloned().collect();
    let said = covered(scene, &direct);
    for (_, mark) in scene.doc.quotes.iter() {
        let quote = &mark.value;
        let [inner] = quote.inner.as_slice() else { continue };
        let first = quote.tokens.start;
        if quote.tokens.clone().any(|at| said[at]) || scene.doc.blocks.is_page_line(*inner) {
            continue;
        }
        let introduced = is_introduced(scene, first);
        let digits = quote.tokens.clone().all(|at| scene.token(at).kind != TokenKind::Word);
        let reported = reported[first];
        let headline = scene.token(first).paragraph == 0;
        let idiom = quote.single && !headline && words(scene, quote) <= 4;
        if (!reported || introduced || digits || idiom)
            && let Some(span) = trimmed(scene, quote, *inner)
        {
            out.push(Mark { span, by: crate::rules::QUOTES, value: () });
        }
    }
    out
}

fn trimmed(scene: &Scene<'_, '_>, quote: &Quote, inner: Span) -> Option<Span> {
    let span = crate::quotes::without_comma(&scene.doc.article.text, &scene.doc.tokens, inner);
    (!span.is_empty() && quote.closed).then_some(span)
}
