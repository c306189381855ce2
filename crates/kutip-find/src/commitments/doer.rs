//! Who commits himself, and under which name.

use super::{deed::is_first, region};
use crate::actors::speaks_for_another;
use crate::events::{Sight, Who, himself, is_body_noun, of_actor, of_same_power, parties, same};
use crate::model::{
    Actor, ActorKind, Event, Form, Mention, Party, Speaker, Statement, StatementKind, TokenKind,
};
use kutip_lang::{Class, EventForm, Hint};
use kutip_text::scan::shown;
use kutip_text::{Id, Mark, Span};
use std::ops::Range;

/// The speakers under their own names.
pub(super) fn own(sight: &Sight<'_, '_>, statement: &Statement) -> Vec<Party> {
    let Some(speaker) = &statement.speaker else { return Vec::new() };
    if let Some(meant) = speaker.span.and_then(|span| instead_of_example(sight, span)) {
        return meant;
    }
    let names = speaker.name.iter().flat_map(|name| name.split("; "));
    names.map(|name| Party { name: shown(name), ..own_name(sight, speaker.actor) }).collect()
}

/// *Beberapa pabrik, Awan misalnya, berjanji*: the firms promise, not the example alone.
fn instead_of_example(sight: &Sight<'_, '_>, speaker: Span) -> Option<Vec<Party>> {
    let tokens = sight.doc.tokens_in(speaker);
    let inside = sight.hint_before(tokens.end, &[Hint::Example]).map(|_| tokens.end);
    let end = inside.or_else(|| sight.hint(tokens.end, &[Hint::Example]).map(|(_, end)| end))?;
    let aside = tokens.start > 0 && sight.has(tokens.start - 1, Class::Comma) && sight.has(end, Class::Comma);
    aside.then(|| {
        let id = sight.mention_to(tokens.start - 1);
        let who = id.map(|id| Who::Parties(vec![id], sight.mention(id).tokens.clone()));
        who.map(|who| parties(sight, &who, &[])).unwrap_or_default()
    })
}

/// The party of the speaker; his own name stands in front of it.
fn own_name(sight: &Sight<'_, '_>, actor: Option<Id<Actor>>) -> Party {
    let party = actor.map(|actor| of_actor(sight, actor));
    let person = actor.is_some_and(|actor| sight.doc.actors[actor.index()].kind == ActorKind::Person);
    match party {
        Some(party) if person => Party { state: None, ..party },
        Some(party) => party,
        None => Party { name: String::new(), state: None, country: None, sector: None, actor, span: None },
    }
}

/// The subject of a verb, over those with whom it acts: *Polda Awu bersama dinas terkait akan*.
pub(super) fn subject(sight: &Sight<'_, '_>, at: usize) -> Option<Who> {
    let who = match sight.subject(at) {
        Some(who) => who,
        None => return leading(sight, at),
    };
    let beside = tokens(&who).and_then(|tokens| sight.hint_before(tokens.start, &[Hint::Beside]));
    let who = beside.map_or(Some(who), |(_, start)| sight.subject(start))?;
    // *pertemuan para menteri akan*: what the phrase is about does nothing.
    let about = tokens(&who).is_some_and(|tokens| names_act(sight, tokens.start));
    // *jika Laos menyerang, akan membalas*: the condition's own subject.
    let within = tokens(&who).is_some_and(|tokens| {
        (tokens.end..at).any(|at| sight.has(at, Class::Comma))
            && sight.hint_before(tokens.start, &[Hint::Conditional]).is_some()
    });
    (!about && !within).then_some(who)
}

/// Whoever opens the clause, with those behind him that the walk from the verb back does not know.
fn leading(sight: &Sight<'_, '_>, at: usize) -> Option<Who> {
    let start = sight.stretch(at).start;
    let id = sight.mention_from(start)?;
    let tokens = sight.mention(id).tokens.clone();
    let goes_on = |at: usize| sight.is_word(at) && !sight.is_verb(at) && !sight.has(at, Class::Relative);
    let beside = sight.hint(tokens.end, &[Hint::Beside]).is_some() && (tokens.end..at).all(goes_on);
    beside.then(|| Who::Parties(vec![id], tokens))
}

/// The noun of an act, or of what somebody sets out to do, right before a token.
fn names_act(sight: &Sight<'_, '_>, end: usize) -> bool {
    let noun = |form| matches!(form, EventForm::Deed | EventForm::Doing);
    end > 0
        && (sight.acts(end - 1).any(|act| noun(act.form) && act.end == end)
            || sight.hint_before(end, &[Hint::Undertaking]).is_some()
            // *kebijakan imigrasi Wibowo*
            || sight.is_word(end - 1) && sight.hint_before(end - 1, &[Hint::Undertaking]).is_some())
}

/// The words of a subject that stands in the text.
pub(super) fn tokens(who: &Who) -> Option<&Range<usize>> {
    match who {
        Who::Parties(_, tokens) | Who::Thing(tokens) => Some(tokens),
        Who::Speaker(_) | Who::Known(_) => None,
    }
}

/// Whoever speaks, under his own name; for his side where he is no more than its voice, or one of several.
pub(super) fn voice(sight: &Sight<'_, '_>, id: Id<Statement>, before: &[Mark<Event>]) -> Vec<Party> {
    let side = parties(sight, &Who::Speaker(id), before);
    let statement = &sight.statements[id].value;
    let person = statement.speaker.as_ref().filter(|speaker| speaker.kind == ActorKind::Person);
    let own_voice = person.and_then(|speaker| speaker.actor).is_some_and(|actor| !is_voice(sight, actor));
    if side.len() == 1 && own_voice { own(sight, statement) } else { side }
}

/// Whoever has done what he says will be done: for a body its own name, since others of it do it.
pub(super) fn has_done(sight: &Sight<'_, '_>, id: Id<Statement>, before: &[Mark<Event>]) -> Vec<Party> {
    let side = parties(sight, &Who::Speaker(id), before);
    if side.iter().any(|party| party.state.is_none()) { side } else { voice(sight, id, before) }
}

/// *Juru bicara*: speaks for somebody else.
fn is_voice(sight: &Sight<'_, '_>, actor: Id<Actor>) -> bool {
    let role = sight.doc.actors[actor.index()].role.as_deref();
    role.is_some_and(|role| speaks_for_another(sight.doc.lang, role))
}

/// Whether whoever speaks does so for a state or a body, or is one: what he says will be done is his to do.
pub(super) fn is_official(sight: &Sight<'_, '_>, statement: &Statement, side: &[Party]) -> bool {
    let Some(speaker) = &statement.speaker else { return false };
    match speaker.kind {
        ActorKind::Person => {
            has_body(speaker, side) || speaker.actor.is_some_and(|actor| holds_office(sight, actor))
        }
        ActorKind::Organization | ActorKind::State | ActorKind::ArmedForces => {
            !speaker.span.is_some_and(|span| is_outsider(sight, &sight.doc.tokens_in(span)))
        }
        ActorKind::Unnamed => {
            speaker.span.is_some_and(|span| is_body_noun(sight, &sight.doc.tokens_in(span)))
        }
        _ => false,
    }
}

/// Whether the article says for which body or state a person acts.
fn has_body(speaker: &Speaker, side: &[Party]) -> bool {
    side.iter().any(|party| {
        party.state.is_some() || party.sector.is_some() || Some(&*party.name) != speaker.name.as_deref()
    })
}

/// *pengamat*, *kuasa hukum*: has no say in what he speaks of.
fn is_outsider(sight: &Sight<'_, '_>, tokens: &Range<usize>) -> bool {
    tokens.clone().any(|at| sight.hint(at, &[Hint::Outsider]).is_some())
}

/// Who commits himself in a statement: the subject, where he is the speaker or of his side.
pub(super) fn committed(
    sight: &Sight<'_, '_>,
    id: Id<Statement>,
    at: usize,
    content: &Range<usize>,
    who: Option<&Who>,
    before: &[Mark<Event>],
) -> Option<Vec<Party>> {
    let side = || parties(sight, &Who::Speaker(id), before);
    let statement = &sight.statements[id].value;
    // *studi ini memperkirakan akan terjadi*: a document does nothing.
    let document = statement.speaker.as_ref().is_some_and(|who| who.kind == ActorKind::Document);
    let by = match who {
        None | Some(Who::Speaker(_)) if document => return None,
        Some(Who::Parties(_, tokens)) if sight.hint(tokens.start, &[Hint::OwnPerson]).is_some() => {
            own(sight, statement)
        }
        Some(Who::Speaker(_)) if names_side(sight, content.start..at) => {
            called_side(sight, content.start..at).unwrap_or_else(side)
        }
        Some(Who::Speaker(_)) => voice(sight, id, before),
        // Left out is only what the clause begins without.
        None if at == content.start || sight.is_mark(at - 1) => voice(sight, id, before),
        None if sight.hint(at - 1, &[Hint::OwnSide]).is_some() => side(),
        None => return None,
        Some(Who::Thing(tokens)) => {
            let own = tokens.end > tokens.start && sight.hint(tokens.end - 1, &[Hint::OwnSide]).is_some();
            let said = side();
            if own || is_own_body(sight, tokens) && is_official(sight, statement, &said) {
                said
            } else {
                return None;
            }
        }
        Some(who) => named(sight, id, who, before)?,
    };
    (!by.is_empty()).then_some(by)
}

/// *pihaknya*, *partainya* in these tokens.
pub(super) fn names_side(sight: &Sight<'_, '_>, mut tokens: Range<usize>) -> bool {
    tokens.any(|at| sight.hint(at, &[Hint::OwnWhole, Hint::OwnSide]).is_some())
}

/// *partainya*: the party that was named last, though the speaker may speak for another body as well.
fn called_side(sight: &Sight<'_, '_>, mut tokens: Range<usize>) -> Option<Vec<Party>> {
    /// It was named at most so many words before.
    const BACK: usize = 40;
    let noun = tokens.find(|at| sight.hint(*at, &[Hint::OwnSide, Hint::OwnWhole]).is_some())?;
    let called = sight.text(&(noun..noun + 1)).to_lowercase();
    let named = (noun.saturating_sub(BACK)..noun)
        .rev()
        .filter(|at| sight.is_proper(*at) && called.starts_with(&sight.text(&(*at..*at + 1)).to_lowercase()));
    let bodies = named.map(|at| parties(sight, &Who::Known(at), &[])).filter(|found| !found.is_empty());
    bodies.take(1).next()
}

/// A subject that the text names, if he is the speaker or of his side.
fn named(sight: &Sight<'_, '_>, id: Id<Statement>, who: &Who, before: &[Mark<Event>]) -> Option<Vec<Party>> {
    let said = parties(sight, &Who::Speaker(id), before);
    let statement = &sight.statements[id].value;
    let Who::Parties(ids, tokens) = who else { return None };
    if sight.has(tokens.start, Class::PronounFirst) {
        return is_first(sight, tokens.start).then(|| region::government(sight, said));
    }
    let clitic = sight.token(tokens.end).kind == TokenKind::Clitic;
    if let Some(called) = clitic.then(|| called_side(sight, tokens.clone())).flatten() {
        return Some(called);
    }
    // In his own words the speaker is no third person.
    let third = sight.has(tokens.start, Class::PronounThird);
    if third && statement.kind == StatementKind::Direct {
        return None;
    }
    let found = parties(sight, who, before);
    let one_person = ids.len() == 1 && found.len() == 1 && sight.mention(ids[0]).kind == ActorKind::Person;
    let own = |party: &Party| {
        said.iter().any(|other| {
            same(party, other)
                || party.country.is_some() && party.country == other.country && party.state.is_some()
                || of_same_power(sight, party, other)
        })
    };
    if found.iter().any(own) {
        let whole = !one_person || sight.mention(ids[0]).form == Form::Nominal;
        let own_name = |party| himself(sight, party);
        return Some(if whole { found } else { found.into_iter().map(own_name).collect() });
    }
    // A report or an unnamed source tells what others will do.
    let told = |speaker: &Speaker| matches!(speaker.kind, ActorKind::Media | ActorKind::Unnamed);
    // *seseorang akan sulit menelan*: that is nobody.
    let anybody = |id: &Id<Mention>| {
        let mention = sight.mention(*id);
        mention.kind == ActorKind::Unnamed && !is_body_noun(sight, &mention.tokens)
    };
    let reported = statement.speaker.as_ref().is_some_and(told) && !one_person && !ids.iter().all(anybody);
    if is_own_body(sight, tokens) && is_official(sight, statement, &said) {
        // *tim gabungan*, where nobody knows whose: by its own name.
        let known = statement.speaker.as_ref().is_some_and(|speaker| has_body(speaker, &said));
        return Some(if known { said } else { found });
    }
    (reported || speaks_of_own(sight, statement, who, &said)).then_some(found)
}

/// A body of which a person speaks who is of none that is known: his own, unless he speaks of others for a living.
fn speaks_of_own(sight: &Sight<'_, '_>, statement: &Statement, who: &Who, said: &[Party]) -> bool {
    let (Some(speaker), Who::Parties(ids, _)) = (&statement.speaker, who) else { return false };
    let of = |kind: ActorKind| ids.len() == 1 && sight.mention(ids[0]).kind == kind;
    match speaker.kind {
        ActorKind::Person => {
            let role = speaker.span.is_some_and(|span| is_outsider(sight, &sight.doc.tokens_in(span)))
                || speaker.actor.is_some_and(|actor| has_outside_role(sight, actor));
            // A body under a name that no table knows may be the subject under another one.
            let other = said.iter().any(|party| party.state.is_some() || party.sector.is_some());
            of(ActorKind::Organization) && !role && !other
        }
        // *Kementerian Luar Negeri*, *juru bicara pemerintah*, whose state no table knows.
        ActorKind::Organization | ActorKind::Unnamed => {
            let mut words = speaker.span.into_iter().flat_map(|span| sight.doc.tokens_in(span));
            of(ActorKind::State)
                && said.iter().all(|party| party.country.is_none())
                && words.any(|at| sight.hint(at, &[Hint::StateBody]).is_some())
        }
        _ => false,
    }
}

/// Somebody of whom the article says what he is, and who is neither an outsider nor out of office.
fn holds_office(sight: &Sight<'_, '_>, actor: Id<Actor>) -> bool {
    let mentions = &sight.doc.actors[actor.index()].mentions;
    let roles = mentions.iter().filter_map(|id| sight.mention(*id).role);
    let mut roles = roles.map(|span| sight.doc.tokens_in(span)).peekable();
    roles.peek().is_some()
        && roles.all(|tokens| {
            !is_outsider(sight, &tokens) && !tokens.clone().any(|at| sight.has(at, Class::Former))
        })
}

fn has_outside_role(sight: &Sight<'_, '_>, actor: Id<Actor>) -> bool {
    let mentions = &sight.doc.actors[actor.index()].mentions;
    let roles = mentions.iter().filter_map(|id| sight.mention(*id).role);
    roles.map(|span| sight.doc.tokens_in(span)).any(|tokens| is_outsider(sight, &tokens))
}

/// *tim*, *pihak kepolisian*, *penyidik*: the speaker's own body, which needs no name.
fn is_own_body(sight: &Sight<'_, '_>, tokens: &Range<usize>) -> bool {
    !tokens.is_empty()
        && sight.hint(tokens.start, &[Hint::OwnSide]).is_some()
        && !tokens.clone().any(|at| sight.is_proper(at) && at > tokens.start)
}
