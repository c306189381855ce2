//! Pacts: agreements that the article names, their parties, how far they have come, and what they bind to.
//!
//! A pact is named where its name stands in quotation marks (*pakta ... bertajuk "..."*), or where the noun says whose
//! or which one it is (*kesepakatan nuklir Iran*), or where states conclude one of a kind (*Laos dan Malaysia
//! menandatangani perjanjian pertahanan*). Other phrases for it before and after are its mentions.

use crate::events::Sight;
use crate::model::{ActorKind, Pact, PactClause, Roster, Shape, TimeKind, TokenKind};
use kutip_lang::{Class, Hint, PactPart, PactWord, Sense};
use kutip_text::{Mark, RuleId, Span};
use std::ops::Range;

/// Small words behind the noun, at most.
const WORDS: usize = 4;
/// Words of a name in capitals, at most.
const NAME_WORDS: usize = 6;
/// The date of a pact stands at most so far behind *yang ditandatangani*.
const DATE_REACH: usize = 10;
/// Pacts of one article, at most.
const PACTS: usize = 50;
/// A clause of a pact stands at most so many sentences behind it.
const CLAUSE_SENTENCES: usize = 3;

/// A phrase for an agreement.
struct Phrase<'a> {
    tokens: Range<usize>,
    /// Where its noun ends, before whose pact it is.
    noun: usize,
    sentence: usize,
    kind: Option<&'a str>,
    /// The noun alone is no agreement: *aliansi*.
    loose: bool,
    /// Its name, where it has one.
    name: Option<Span>,
    parties: Vec<String>,
    pointed: bool,
    by: RuleId,
}

/// Finds the pacts.
pub(crate) fn find(sight: &Sight<'_, '_>, roster: &Roster) -> Vec<Mark<Pact>> {
    let phrases = phrases(sight, roster);
    let mut pacts: Vec<(usize, Mark<Pact>)> = Vec::new();
    for (at, phrase) in phrases.iter().enumerate() {
        let Some(name) = phrase.name.or_else(|| concluded(sight, roster, phrase)) else { continue };
        let same = |pact: &Mark<Pact>| {
            name.of(&sight.doc.article.text) == pact.value.span.of(&sight.doc.article.text)
        };
        if pacts.len() == PACTS || pacts.iter().any(|(_, pact)| same(pact)) {
            continue;
        }
        pacts.push((at, named(sight, roster, phrase, name)));
    }
    let alone = pacts.len() == 1;
    for (at, pact) in &mut pacts {
        let own = &phrases[*at];
        for (other, phrase) in phrases.iter().enumerate() {
            let text = |span: Span| span.of(&sight.doc.article.text);
            let again = phrase.name.is_some_and(|name| text(name) == text(pact.span));
            let meant = phrase.name.is_none()
                && alone
                && (phrase.pointed && other > *at
                    || phrase.kind == Some(pact.value.kind.as_str())
                    || phrase.parties.len() > 1 && phrase.parties == own.parties);
            if other == *at || again || meant {
                pact.value.mentions.push(sight.span(&phrase.tokens));
            }
        }
        pact.value.clauses = clauses(sight, own, &pact.value.kind);
        let again = phrases[*at + 1..].iter().filter(|phrase| alone && phrase.pointed);
        let binding = phrases[*at..=*at].iter().chain(again);
        pact.value.clauses.extend(binding.filter_map(|phrase| binds(sight, phrase, &pact.value.kind)));
    }
    pacts.into_iter().map(|(_, pact)| pact).collect()
}

/// *menandatangani perjanjian pertahanan*: a pact of a kind, right behind the verb, between two states or more.
fn concluded(sight: &Sight<'_, '_>, roster: &Roster, phrase: &Phrase<'_>) -> Option<Span> {
    phrase.kind.filter(|_| !phrase.pointed)?;
    let start = phrase.tokens.start;
    let verb = sight.doc.sentences[phrase.sentence].tokens.start..start;
    let by_verb = verb.rev().take(WORDS).any(|at| {
        word(sight, at, PactPart::Stage).is_some_and(|(word, end)| end == start && !word.near)
            && sight.is_verb(at)
    });
    // *pakta pertahanan yang ditandatangani Chili dan Peru*
    let by_clause = !phrase.loose
        && phrase.parties.len() > 1
        && sight.has(phrase.noun, Class::Relative)
        && word(sight, phrase.noun, PactPart::Between).is_some();
    let several = phrase.parties.len() > 1 || by_verb && subjects(sight, roster, phrase).len() > 1;
    let span = if by_clause { start..phrase.noun } else { phrase.tokens.clone() };
    (by_clause || by_verb && several).then(|| sight.span(&span))
}

fn named(sight: &Sight<'_, '_>, roster: &Roster, phrase: &Phrase<'_>, name: Span) -> Mark<Pact> {
    let sentence = &sight.doc.sentences[phrase.sentence];
    let mut parties = phrase.parties.clone();
    let other = parties.len() == 1 && word(sight, phrase.noun, PactPart::Between).is_some();
    if parties.is_empty() || other {
        // *Mesir menghormati perjanjian itu dengan Israel*: the subject is the other side.
        let others =
            subjects(sight, roster, phrase).into_iter().filter(|code| !phrase.parties.contains(code));
        parties.splice(0..0, others);
    }
    let named = phrase.tokens.start..phrase.noun;
    let stages = sentence.tokens.clone().filter(|at| !named.contains(at));
    let stage = stages.filter_map(|at| Some((at, word(sight, at, PactPart::Stage)?))).find_map(
        |(at, (word, end))| {
            let beside = end == phrase.tokens.start || at == phrase.tokens.end;
            word.stage.as_deref().filter(|_| beside || !word.near)
        },
    );
    let date = |span: Span| {
        let mut times = sight.doc.times.within(span).map(|(_, mark)| &mark.value);
        times.find(|time| time.kind == TimeKind::Date).map(|time| time.value.clone())
    };
    // A year within the name, else the date behind *yang ditandatangani*, else one of the sentence.
    let clause =
        word(sight, phrase.noun, PactPart::Between).filter(|_| sight.has(phrase.noun, Class::Relative));
    let behind =
        clause.and_then(|(_, next)| date(sight.span(&(next..sentence.tokens.end.min(next + DATE_REACH)))));
    let agreed = date(sight.span(&named)).or(behind).or_else(|| stage.and_then(|_| date(sentence.span)));
    let value = Pact {
        span: name,
        parties,
        kind: phrase.kind.unwrap_or(OTHER).to_owned(),
        stage: stage.map(str::to_owned),
        agreed,
        clauses: Vec::new(),
        mentions: Vec::new(),
    };
    Mark { span: name, by: phrase.by, value }
}

/// All phrases for agreements, in the order of the text.
fn phrases<'a>(sight: &Sight<'_, 'a>, roster: &Roster) -> Vec<Phrase<'a>> {
    let mut found: Vec<Phrase<'a>> = Vec::new();
    for (number, sentence) in sight.doc.sentences.iter().enumerate() {
        if sight.doc.blocks.is_page_line(sentence.span) {
            continue;
        }
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let phrase = phrase(sight, roster, at, sentence.tokens.end, number);
            at = phrase.as_ref().map_or(at + 1, |phrase| phrase.tokens.end.max(at + 1));
            found.extend(phrase);
        }
    }
    found
}

fn phrase<'a>(
    sight: &Sight<'_, 'a>,
    roster: &Roster,
    at: usize,
    limit: usize,
    sentence: usize,
) -> Option<Phrase<'a>> {
    let noun = word(sight, at, PactPart::Noun);
    let loose = noun.is_none();
    let (entry, mut end) = noun.or_else(|| word(sight, at, PactPart::Loose))?;
    let term = sight.doc.terms.at(at).iter().find(|term| matches!(term.sense, Sense::Pact(_)))?;
    let mut kind = entry.kind.as_deref();
    let start = at;
    // At the start of a sentence every noun has one.
    let opens = sight.token(at).shape != Shape::Lower;
    let capital = sight.token(at).shape != Shape::Lower && (at == 0 || sight.is_word(at - 1));
    let mut parties: Vec<String> = Vec::new();
    let (mut name, mut pointed, mut small) = (None, false, 0);
    while end < limit {
        if let Some((about, next)) = word(sight, end, PactPart::About).filter(|(_, next)| *next <= limit) {
            kind = if entry.kind.is_none() || loose { about.kind.as_deref().or(kind) } else { kind };
            end = next;
            continue;
        }
        if sight.has(end, Class::Demonstrative) {
            pointed = true;
            end += 1;
            break;
        }
        if let Some((_, next)) = word(sight, end, PactPart::Named)
            && let Some(inner) = quoted(sight, next)
        {
            name = Some(inner);
            end = sight.doc.tokens_in(inner).end.min(limit);
            break;
        }
        if let Some((next, codes)) = states(sight, roster, end, limit) {
            parties.extend(codes);
            end = next;
            if !loose {
                name = Some(sight.span(&(start..end)));
            }
            break;
        }
        let token = sight.token(end);
        let proper = token.kind == TokenKind::Word
            && token.shape != Shape::Lower
            && !loose
            && (capital || sight.mention_from(end).is_some() || opens && !sight.has(end, Class::Title));
        if proper {
            let mut last = end;
            while last < limit
                && last - end < NAME_WORDS
                && sight.is_word(last)
                && sight.token(last).shape != Shape::Lower
            {
                last += 1;
            }
            end = last;
            name = Some(sight.span(&(start..end)));
            break;
        }
        // *gencatan senjata 1953*: a year tells which one, *gencatan senjata 60 hari* how long it lasts.
        if is_year(sight, end) && token.kind == TokenKind::Number && !loose {
            end += 1;
            name = Some(sight.span(&(start..end)));
            break;
        }
        let stops = token.kind != TokenKind::Word
            || small == WORDS
            || sight.in_time(end)
            || sight.is_verb(end)
            || sight.has(end, Class::Relative)
            || sight.has(end, Class::Preposition)
            || sight.has(end, Class::Coordinator)
            || sight.has(end, Class::Modal)
            || sight.has(end, Class::Predicate)
            || sight.has(end, Class::Subordinator);
        if stops {
            break;
        }
        small += 1;
        end += 1;
    }
    let noun = end;
    // *aliansi pertahanan yang disepakati Rusia dan Korea Utara*, *perjanjian antara ...*
    if !pointed && let Some((last, codes)) = between(sight, roster, end, limit) {
        parties.extend(codes);
        end = if name.is_none() { last } else { end };
    }
    Some(Phrase { tokens: start..end, noun, sentence, kind, loose, name, parties, pointed, by: term.by })
}

/// The states behind *antara*, *yang ditandatangani*, *yang ditandatangani pada 1979 oleh*: where they end, and their codes.
fn between(sight: &Sight<'_, '_>, roster: &Roster, at: usize, limit: usize) -> Option<(usize, Vec<String>)> {
    let (_, next) = word(sight, at, PactPart::Between)?;
    if let Some(found) = states(sight, roster, next, limit) {
        return Some(found);
    }
    let mut by = next;
    while by < limit && (sight.in_time(by) || sight.has(by, Class::Preposition) && sight.in_time(by + 1)) {
        by += 1;
    }
    let (_, next) = word(sight, by, PactPart::Between).filter(|_| by > next)?;
    states(sight, roster, next, limit)
}

/// Whether a token is part of a date: a duration dates nothing.
fn is_year(sight: &Sight<'_, '_>, at: usize) -> bool {
    let mut times = sight.doc.times.around(sight.token(at).span);
    times.any(|(_, mark)| mark.value.kind == TimeKind::Date)
}

/// States that begin at a token, joined by *dan* and commas: where they end, and their codes.
fn states(sight: &Sight<'_, '_>, roster: &Roster, from: usize, limit: usize) -> Option<(usize, Vec<String>)> {
    const STATES: usize = 12;
    let (mut at, mut codes) = (from, Vec::new());
    for _ in 0..STATES {
        let Some((end, code)) = state(sight, roster, at).filter(|(end, _)| *end <= limit) else { break };
        if !codes.contains(&code) {
            codes.push(code);
        }
        let joins = end + 1 < limit && (sight.has(end, Class::Coordinator) || sight.has(end, Class::Comma));
        if !joins || state(sight, roster, end + 1).is_none() {
            return Some((end, codes));
        }
        at = end + 1;
    }
    None
}

/// The state whose mention begins at a token.
fn state(sight: &Sight<'_, '_>, roster: &Roster, at: usize) -> Option<(usize, String)> {
    let span = sight.doc.tokens.get(at)?.span;
    let (_, mark) = roster.mentions.within(span).find(|(_, mark)| mark.span.start == span.start)?;
    let member = roster.members.get(mark.value.member.index())?;
    let end = sight.doc.tokens_in(mark.span).end;
    (member.kind == ActorKind::State).then(|| member.country.clone().map(|code| (end.max(at + 1), code)))?
}

/// The states that are the subject before a phrase.
fn subjects(sight: &Sight<'_, '_>, roster: &Roster, phrase: &Phrase<'_>) -> Vec<String> {
    let sentence = &sight.doc.sentences[phrase.sentence];
    let before = Span { start: sentence.span.start, end: sight.token(phrase.tokens.start).span.start };
    let mut codes: Vec<String> = Vec::new();
    for (_, mark) in roster.mentions.within(before) {
        let Some(member) = roster.members.get(mark.value.member.index()) else { continue };
        let tokens = sight.doc.tokens_in(mark.span);
        let led = tokens.start > 0
            && sight.has(tokens.start - 1, Class::Preposition)
            && word(sight, tokens.start - 1, PactPart::Between).is_none();
        if led {
            continue;
        }
        let states = &sight.doc.lang.states;
        // *kedua Korea*: the states of a joint one.
        let joint = (member.kind == ActorKind::Group).then(|| member.name.split(JOINT)).into_iter().flatten();
        let joint = joint.filter_map(|name| states.iter().find(|state| *state.name == *name));
        let own = member.country.clone().filter(|_| member.kind == ActorKind::State);
        for code in own.into_iter().chain(joint.map(|state| state.iso3.to_string())) {
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
    }
    codes
}

/// The quotation that opens at a token, or behind it.
fn quoted(sight: &Sight<'_, '_>, at: usize) -> Option<Span> {
    let token = sight.doc.tokens.get(at)?;
    let next = sight.doc.tokens.get(at + 1).map_or(token.span.end, |next| next.span.end);
    let near = Span { start: token.span.start, end: next };
    let (_, quote) = sight.doc.quotes.within(near).find(|(_, quote)| quote.value.tokens.start == at)?;
    let inner = *quote.value.inner.first()?;
    // A full stop within the marks is the sentence's.
    let mut tokens = sight.doc.tokens_in(inner);
    while !tokens.is_empty() && sight.has(tokens.end - 1, Class::SentenceEnd) {
        tokens.end -= 1;
    }
    (!tokens.is_empty()).then(|| sight.span(&tokens))
}

/// What a pact binds to: *memuat klausul ... apabila ...*, in the sentences behind it.
fn clauses(sight: &Sight<'_, '_>, phrase: &Phrase<'_>, kind: &str) -> Vec<PactClause> {
    let mut found = Vec::new();
    let last = (phrase.sentence + CLAUSE_SENTENCES).min(sight.doc.sentences.len());
    for sentence in &sight.doc.sentences[phrase.sentence..last] {
        for at in sentence.tokens.clone().filter(|at| *at >= phrase.tokens.start) {
            let Some((_, noun)) = sight.hint(at, &[Hint::Contains]) else { continue };
            let Some((_, start)) = sight.hint(noun, &[Hint::Clause]) else { continue };
            let mut end = sentence.tokens.end;
            while end > start && sight.has(end - 1, Class::SentenceEnd) {
                end -= 1;
            }
            let condition = (start..end).find(|at| sight.has(*at, Class::Condition) && !sight.in_time(*at));
            let stop = condition.unwrap_or(end);
            if start >= stop {
                continue;
            }
            let about = (start..stop).find_map(|at| word(sight, at, PactPart::About));
            found.push(PactClause {
                span: sight.span(&(noun..end)),
                kind: about.and_then(|(word, _)| word.kind.as_deref()).unwrap_or(kind).to_owned(),
                condition: condition.map(|from| sight.span(&(from..end))),
                action: sight.span(&(start..stop)),
            });
        }
    }
    found
}

/// *Perjanjian itu mewajibkan kedua negara saling membantu jika ...*: what stands behind the verb, up to the end of the
/// sentence.
fn binds(sight: &Sight<'_, '_>, phrase: &Phrase<'_>, kind: &str) -> Option<PactClause> {
    let (_, start) = word(sight, phrase.tokens.end, PactPart::Binds)?;
    let mut end = sight.doc.sentences[phrase.sentence].tokens.end;
    while end > start && sight.has(end - 1, Class::SentenceEnd) {
        end -= 1;
    }
    let condition = (start..end).find(|at| sight.has(*at, Class::Condition) && !sight.in_time(*at));
    let mut stop = condition.unwrap_or(end);
    while stop > start && sight.has(stop - 1, Class::Comma) {
        stop -= 1;
    }
    let about = (start..stop).find_map(|at| word(sight, at, PactPart::About));
    (start < stop).then(|| PactClause {
        span: sight.span(&(start..end)),
        kind: about.and_then(|(word, _)| word.kind.as_deref()).unwrap_or(kind).to_owned(),
        condition: condition.map(|from| sight.span(&(from..end))),
        action: sight.span(&(start..stop)),
    })
}

/// The word of a part that begins at a token, and the token after it; that of more words first.
fn word<'a>(sight: &Sight<'_, 'a>, at: usize, part: PactPart) -> Option<(&'a PactWord, usize)> {
    let words = &sight.doc.lang.pact_words;
    sight.doc.terms.at(at).iter().find_map(|term| match term.sense {
        Sense::Pact(entry) => {
            words.get(entry as usize).filter(|word| word.part == part).map(|word| (word, term.end as usize))
        }
        _ => None,
    })
}

const OTHER: &str = "other";
const JOINT: &str = "; ";
