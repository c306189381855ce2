//! Mentions of persons, bodies and states, and who is meant by each.
//!
//! A mention is a noun phrase that can speak or act: a name with what stands before it (*Juru bicara Pentagon Sabrina
//! Singh*), a role (*jaksa*), a body, a state, a group, a pronoun, a clitic. [`phrase`] reads one where it begins;
//! [`actors`] says which mentions are of one actor.

mod actors;
mod apposed;
mod bynames;
mod headlines;
mod phrase;
mod same;
mod shorten;

pub(crate) use headlines::is_title_case;
pub(crate) use phrase::PHRASE_ENDS;

use crate::model::{
    Actor, ActorKind, Amount, Blocks, Form, Mention, Sentence, Terms, Time, Token, TokenKind,
};
use crate::rules;
use kutip_lang::{Class, Lang, Sense};
use kutip_text::{Layer, Mark};

/// Finds mentions, and the actors behind them.
#[expect(clippy::too_many_arguments, reason = "one argument a layer: the signatures are the pipeline")]
pub(crate) fn find(
    text: &str,
    tokens: &[Token],
    terms: &Terms<'_>,
    sentences: &[Sentence],
    times: &Layer<Time>,
    amounts: &Layer<Amount>,
    blocks: &Blocks,
    lang: &Lang,
) -> (Layer<Mention>, Vec<Actor>) {
    let mut found = Vec::new();
    let mut titled: Vec<&Sentence> = Vec::new();
    // *dolar AS*, *Rp*: money names nobody.
    let money = |amount: &Amount| {
        amount.unit.as_deref().is_some_and(|unit| unit.bytes().all(|b| b.is_ascii_uppercase()))
    };
    let mut money =
        amounts.as_slice().iter().filter(|mark| money(&mark.value)).map(|mark| mark.span).peekable();
    let mut times = times.as_slice().iter().map(|time| time.span).peekable();
    for sentence in sentences {
        if blocks.is_page_line(sentence.span) {
            continue;
        }
        if headlines::is_title_case(tokens, sentence) {
            titled.push(sentence);
            continue;
        }
        let mut reader =
            phrase::Reader { text, tokens, terms, end: sentence.tokens.end, first: sentence.tokens.start };
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let place = tokens[at].span.start;
            while times.next_if(|time| time.end <= place).is_some() {}
            if let Some(time) = times.peek()
                && time.covers(place)
            {
                at += 1; // *Senin*, *Januari*: capitals that name a day
                continue;
            }
            while money.next_if(|span| span.end <= place).is_some() {}
            if money.peek().is_some_and(|span| span.covers(place)) {
                at += 1;
                continue;
            }
            // *kata Bupati Wirya Senin (12/3)*: the day is no part of the name.
            reader.end = match times.peek().filter(|time| has_digit(time.of(text))) {
                Some(time) if time.start < tokens[sentence.tokens.end - 1].span.start => {
                    at + tokens[at..sentence.tokens.end]
                        .partition_point(|token| token.span.start < time.start)
                }
                _ => sentence.tokens.end,
            };
            match pronoun(tokens, terms, at).or_else(|| reader.read(at)) {
                Some(mut mention) => {
                    at = mention.value.tokens.end;
                    let start = mention.value.tokens.start;
                    let place = start > 0 && tokens[start - 1].classes.has(Class::Locative);
                    if place && mention.value.kind == ActorKind::Person && mention.value.role.is_none() {
                        mention.value.kind = ActorKind::Organization; // *di Trump Tower*
                    }
                    found.push(mention);
                }
                None => at += 1,
            }
        }
    }
    headlines::names(text, tokens, &titled, &mut found);
    let mut mentions = Layer::new(found);
    shorten::relations(text, tokens, terms, &mut mentions);
    shorten::first_names(text, tokens, lang, &mut mentions);
    apposed::roles(text, tokens, terms, &mut mentions);
    apposed::placed_offices(text, tokens, terms, lang, &mut mentions);
    let actors = actors::resolve(text, tokens, terms, lang, &mut mentions);
    (mentions, actors)
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// A pronoun or a clitic.
fn pronoun(tokens: &[Token], terms: &Terms<'_>, at: usize) -> Option<Mark<Mention>> {
    let token = &tokens[at];
    let (end, by, form) = if token.kind == TokenKind::Clitic {
        (at + 1, rules::MENTIONS, Form::Clitic)
    } else {
        let term = terms.at(at).iter().find(|term| {
            matches!(
                term.sense,
                Sense::Class(Class::PronounThird | Class::PronounThirdPlural | Class::PronounFirst)
            )
        })?;
        (term.end as usize, term.by, Form::Pronoun)
    };
    let span = token.span.to(tokens[end - 1].span);
    let kind =
        if token.classes.has(Class::PronounThirdPlural) { ActorKind::Group } else { ActorKind::Person };
    let value = Mention { form, tokens: at..end, name: span, role: None, kind, known: None, actor: None };
    Some(Mark { span, by, value })
}
