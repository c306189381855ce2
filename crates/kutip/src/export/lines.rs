//! Items as people read them: a title, the words, and what is known of them. Feeds and reports are made of these.

use super::{Entry, Kind, Quote};
use kutip_record::Span;

/// An item in a few words.
pub(crate) struct Line<'e> {
    pub(crate) id: &'e str,
    /// `statement/direct`
    pub(crate) what: String,
    pub(crate) title: String,
    pub(crate) quote: Quote<'e>,
    /// Facts with their names, in the order in which they are told.
    pub(crate) facts: Vec<(&'static str, String)>,
    pub(crate) spans: Vec<Span>,
}

/// The kinds that are told so.
pub(crate) const KINDS: &[Kind] =
    &[Kind::Figures, Kind::Statements, Kind::Events, Kind::Commitments, Kind::Pacts];

/// The items of a kind.
pub(crate) fn of<'e>(kind: Kind, entry: &'e Entry<'_>) -> Vec<Line<'e>> {
    match kind {
        Kind::Statements => entry.statements().map(|(it, id)| statement(entry, it, id)).collect(),
        Kind::Figures => entry.figures().map(|(it, id)| figure(entry, it, id)).collect(),
        Kind::Events => entry.events().map(|(it, id)| event(entry, it, id)).collect(),
        Kind::Commitments => entry.commitments().map(|(it, id)| commitment(entry, it, id)).collect(),
        Kind::Pacts => entry.pacts().map(|(it, id)| pact(entry, it, id)).collect(),
        _ => Vec::new(),
    }
}

/// Facts that are known.
fn facts(all: Vec<(&'static str, Option<String>)>) -> Vec<(&'static str, String)> {
    let known = all.into_iter().filter_map(|(name, fact)| Some((name, fact?)));
    known.filter(|(_, fact)| !fact.is_empty()).collect()
}

fn statement<'e>(entry: &'e Entry<'_>, it: &'e kutip_record::Statement<'static>, id: &'e str) -> Line<'e> {
    let act = it.cue.as_ref().and_then(|cue| cue.act.as_deref());
    let name = entry.speaker_name(it).unwrap_or("?");
    let via: Vec<&str> = it.via.iter().map(|via| &*via.name).collect();
    let role = entry
        .actor(it.speaker.as_ref().and_then(|speaker| speaker.actor))
        .and_then(|actor| actor.role.as_deref());
    let addressee = it.addressee.as_ref().and_then(|to| entry.name(to.actor));
    Line {
        id,
        what: format!("statement/{}", it.kind),
        title: act.map_or_else(|| name.to_owned(), |act| format!("{name} ({act})")),
        quote: entry.quotes(&it.content),
        facts: facts(vec![
            ("speaker", Some(name.to_owned())),
            ("role", role.map(str::to_owned)),
            ("speaks for", entry.name(it.speaks_for).map(str::to_owned)),
            ("voiced by", it.voiced_by.as_ref().map(|voice| voice.name.clone().into_owned())),
            ("to", addressee.map(str::to_owned)),
            ("cue", it.cue.as_ref().and_then(|cue| cue.lemma.as_deref()).map(str::to_owned)),
            ("said on", it.said_on.map(|day| day.0.to_string())),
            ("via", Some(via.join(" ← "))),
            ("certainty", Some(it.certainty.clone().into_owned())),
        ]),
        spans: it.content.clone(),
    }
}

fn figure<'e>(entry: &'e Entry<'_>, it: &'e kutip_record::Figure<'static>, id: &'e str) -> Line<'e> {
    Line {
        id,
        what: "figure".to_owned(),
        title: entry.figure_words(it),
        quote: entry.quote(it.span),
        facts: facts(vec![
            ("whose", entry.name(it.of).map(str::to_owned)),
            ("according to", entry.voucher(it.according_to)),
            (
                "corrects",
                it.revises
                    .and_then(|at| entry.record.figures.get(at.index()))
                    .map(|old| entry.figure_words(old)),
            ),
            ("certainty", Some(it.certainty.clone().into_owned())),
        ]),
        spans: vec![it.span],
    }
}

fn event<'e>(entry: &'e Entry<'_>, it: &'e kutip_record::Event<'static>, id: &'e str) -> Line<'e> {
    Line {
        id,
        what: format!("event/{}", it.r#type),
        title: entry.event_name(it),
        quote: entry.quote(it.trigger),
        facts: facts(vec![
            ("when", it.when.as_deref().map(str::to_owned)),
            ("where", entry.place(it.r#where).map(|place| place.name.clone().into_owned())),
            ("CAMEO", it.cameo.as_deref().map(str::to_owned)),
            ("modality", Some(it.modality.clone().into_owned())),
            ("according to", entry.voucher(it.according_to)),
            ("certainty", Some(it.certainty.clone().into_owned())),
        ]),
        spans: vec![it.trigger],
    }
}

fn commitment<'e>(entry: &'e Entry<'_>, it: &'e kutip_record::Commitment<'static>, id: &'e str) -> Line<'e> {
    let who: Vec<&str> = it.by.iter().map(|party| &*party.name).collect();
    Line {
        id,
        what: format!("commitment/{}", it.strength),
        title: format!("{} ({})", who.join(", "), it.strength),
        quote: entry.quote(it.action),
        facts: facts(vec![
            ("condition", it.condition.map(|span| entry.quote(span).text.into_owned())),
            ("deadline", it.deadline.as_deref().map(str::to_owned)),
            ("according to", entry.voucher(it.statement)),
            ("certainty", Some(it.certainty.clone().into_owned())),
        ]),
        spans: it.condition.into_iter().chain([it.action]).collect(),
    }
}

fn pact<'e>(entry: &'e Entry<'_>, it: &'e kutip_record::Pact<'static>, id: &'e str) -> Line<'e> {
    let clauses: Vec<Span> = it.clauses.iter().map(|clause| clause.action).collect();
    let parties: Vec<&str> = it.parties.iter().map(|party| &**party).collect();
    Line {
        id,
        what: format!("pact/{}", it.kind),
        title: it.name.clone().into_owned(),
        quote: entry.quotes(&clauses),
        facts: facts(vec![
            ("parties", Some(parties.join(", "))),
            ("stage", it.stage.as_deref().map(str::to_owned)),
            ("agreed", it.agreed.as_deref().map(str::to_owned)),
            ("certainty", Some(it.certainty.clone().into_owned())),
        ]),
        spans: clauses,
    }
}
