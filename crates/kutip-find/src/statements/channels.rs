//! Through whom we have it: agencies and outlets that carry somebody's words.

use super::scene::Scene;
use crate::model::{ActorKind, Form, NAME_BYTES, Shape, TokenKind, Via};
use kutip_lang::{Class, ClassSet, Sense};
use kutip_text::Span;
use kutip_text::scan::has_inner_dot;
use kutip_text::scan::shown;

/// At most so many small words stand between the verb and the outlet: *dikutip dari laman kantor berita*.
const SMALL_WORDS: usize = 7;

/// A channel as it stands in the text.
#[derive(Debug)]
pub(super) struct Channel {
    /// Its sentence.
    pub(super) sentence: usize,
    /// The token of the word that marks it.
    pub(super) at: usize,
    /// One past the outlet.
    pub(super) end: usize,
    /// The outlet.
    pub(super) via: Via,
    /// Whether a closing word stands before it: *Demikian dilaporkan*.
    pub(super) closing: bool,
}

/// All channels, in the order of the text.
pub(super) fn find(scene: &Scene<'_, '_>) -> Vec<Channel> {
    let mut out: Vec<Channel> = Vec::new();
    for (number, sentence) in scene.doc.sentences.iter().enumerate() {
        let last = scene.last(sentence);
        let mut at = sentence.tokens.start;
        while at < last {
            if scene.in_speech(at) {
                at += 1;
                continue;
            }
            let relative = at > sentence.tokens.start + 1 && only_tells_which(scene, at);
            if scene.channel(at).is_none() || relative || in_name(scene, at) {
                at += 1;
                continue;
            }
            let Some((end, via)) = carrier(scene, at, last) else {
                at += 1;
                continue;
            };
            // *Sumber: Reuters*, the last line of a report
            let line = at == sentence.tokens.start && end >= last && number + 1 == scene.doc.sentences.len();
            let closing = line
                || (sentence.tokens.start.max(at.saturating_sub(3))..at)
                    .any(|i| scene.has(i, Class::Closing));
            out.push(Channel { sentence: number, at, end, via, closing });
            at = end;
        }
    }
    out
}

/// *tuduhan yang diberitakan AFP*: which one it is, not through whom we have it; but *seperti yang diberitakan AFP*.
pub(super) fn only_tells_which(scene: &Scene<'_, '_>, at: usize) -> bool {
    at > 1 && scene.has(at - 1, Class::Relative) && !scene.has(at - 2, Class::Preposition)
}

/// Whether a word is part of somebody's name: *Warta* in *AFP dan Warta Buana*.
fn in_name(scene: &Scene<'_, '_>, at: usize) -> bool {
    scene.token(at).shape != Shape::Lower
        && scene.mention_from(at).map(|id| scene.mention(id)).is_some_and(|mention| {
            mention.form == Form::Name && mention.role.is_none() && mention.tokens.len() > 1
        })
}

/// The outlet that a word at `at` names as the channel, with the token after it.
pub(super) fn carrier(scene: &Scene<'_, '_>, at: usize, last: usize) -> Option<(usize, Via)> {
    let (channel, next) = scene.channel(at)?;
    let (end, via) = outlet(scene, next, last)?;
    // *menurut* takes outlets of the table alone: anybody else speaks for himself.
    let of_table = |i: usize| scene.doc.terms.at(i).iter().any(|term| matches!(term.sense, Sense::Outlet(_)));
    let known = scene.doc.lang.channels[channel as usize].known;
    (!known || (next..end).any(of_table)).then_some((end, via))
}

/// The outlet after the word that marks a channel, with the token after it.
pub(super) fn outlet(scene: &Scene<'_, '_>, from: usize, last: usize) -> Option<(usize, Via)> {
    const SMALL: ClassSet =
        ClassSet::of(&[Class::Preposition, Class::Document, Class::Closing, Class::Demonstrative]);
    let mut at = from;
    let mut media: Option<usize> = None;
    let mut small = 0;
    while at < last && small < SMALL_WORDS {
        if let Some(term) = scene.doc.terms.at(at).iter().find(|t| matches!(t.sense, Sense::Outlet(_))) {
            let Sense::Outlet(number) = term.sense else { return None };
            let span = scene.span(&(at..term.end as usize));
            let name = scene.doc.lang.outlets.get(number as usize)?.name.to_string();
            return Some((term.end as usize, Via { span, name, sure: true }));
        }
        if scene.time(at).is_some() {
            return None;
        }
        if let Some(next) = scene.class_term(at, Class::MediaWord) {
            media = media.or(Some(at));
            at = next;
            // *kantor berita resmi KCNA*, *media pemerintah Suriah SANA*: words that say more of the outlet.
            at = described(scene, at, last).unwrap_or(at);
        } else if is_name(scene, at) {
            let end = name_end(scene, at, last);
            let span = scene.span(&(at..end));
            if span.len() > NAME_BYTES {
                return None;
            }
            let name = shown(span.of(&scene.doc.article.text));
            let sure = media.is_some() || has_inner_dot(&name);
            return Some((end, Via { span, name, sure }));
        } else if scene.any(at, SMALL) && !scene.has(at, Class::Comma) {
            at += 1;
        } else {
            break;
        }
        small += 1;
    }
    // *sejumlah media Rusia*, *televisi pemerintah*, *situs resmi klub itu*: a channel without a name.
    let start = media?;
    let at = whose(scene, at, last);
    let span: Span = scene.span(&(start..at));
    if span.len() > NAME_BYTES {
        return None;
    }
    Some((at, Via { span, name: shown(span.of(&scene.doc.article.text)), sure: true }))
}

/// *situs resmi Persatuan Sukamaju*: where the words end that tell whose page it is.
fn whose(scene: &Scene<'_, '_>, from: usize, last: usize) -> usize {
    const WORDS: usize = 6;
    const NO: ClassSet = crate::mentions::PHRASE_ENDS.with(Class::Circumstance);
    let official = |at: usize| at == from && scene.has(at, Class::BareVerb);
    let plain = |at: usize| {
        let token = scene.token(at);
        let word = token.kind == TokenKind::Word && scene.time(at).is_none();
        word && (token.shape != Shape::Lower || !token.classes.any(NO) || official(at))
    };
    let mut end = (from..last.min(from + WORDS)).find(|at| !plain(*at)).unwrap_or(last.min(from + WORDS));
    if end > from && scene.has(end, Class::Demonstrative) {
        end += 1;
    }
    end
}

/// Where the outlet of the tables begins, behind the words that describe it: *kantor berita semiresmi Iran, Fars*.
fn described(scene: &Scene<'_, '_>, from: usize, last: usize) -> Option<usize> {
    const WORDS: usize = 5;
    const NO: ClassSet =
        ClassSet::of(&[Class::Verb, Class::Predicate, Class::Modal, Class::Negation, Class::Relative]);
    let is_outlet =
        |at: usize| scene.doc.terms.at(at).iter().any(|term| matches!(term.sense, Sense::Outlet(_)));
    let place = (from..last.min(from + WORDS)).find(|at| is_outlet(*at))?;
    let plain = (from..place).all(|at| {
        let comma = scene.has(at, Class::Comma) && at + 1 == place;
        comma || scene.token(at).kind == TokenKind::Word && !scene.any(at, NO) && scene.time(at).is_none()
    });
    plain.then_some(place)
}

fn is_name(scene: &Scene<'_, '_>, at: usize) -> bool {
    let token = scene.token(at);
    let domain = has_inner_dot(token.span.of(&scene.doc.article.text));
    token.kind == TokenKind::Word
        && (token.shape != Shape::Lower || domain)
        && scene.mention_from(at).is_none_or(|id| {
            // A person who is quoted by somebody is no channel.
            let mention = scene.mention(id);
            let known = mention.actor.is_some_and(|actor| {
                let actor = &scene.doc.actors[actor.index()];
                actor.role.is_some() || actor.mentions.len() > 2 && actor.kind == ActorKind::Person
            });
            mention.role.is_none() && !known
        })
}

fn name_end(scene: &Scene<'_, '_>, at: usize, last: usize) -> usize {
    let mut end = at + 1;
    while end < last
        && scene.token(end).kind == TokenKind::Word
        && scene.token(end).shape != Shape::Lower
        && scene.time(end).is_none()
    {
        end += 1;
    }
    end
}

/// Whether a channel is the outlet that publishes the article.
pub(super) fn is_own(scene: &Scene<'_, '_>, name: &str) -> bool {
    let same = |other: &str| {
        let plain = |s: &str| {
            s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
        };
        plain(other) == plain(name)
    };
    let article = scene.doc.article;
    let dateline = scene.doc.blocks.dateline.and_then(|line| line.outlet).map(|span| span.of(&article.text));
    article.outlet.as_deref().is_some_and(same) || article.outlet.is_none() && dateline.is_some_and(same)
}
