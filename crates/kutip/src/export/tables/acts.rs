//! Rows of events, commitments and pacts.

use super::{BY, CERTAINTY, Cell, END, Entry, Head, Row, START, WHOLE};
use kutip_record::{Clause, Commitment, Event, Pact, Party};
use std::borrow::Cow;

pub(super) const EVENTS: &[Head] = &[
    Head::text("type", "PLOVER type", "Jenis PLOVER"),
    Head::list("mode", "PLOVER modes", "Modus PLOVER"),
    Head::list("contexts", "PLOVER contexts", "Konteks PLOVER"),
    Head::text("cameo", "CAMEO code", "Kode CAMEO"),
    Head::float("goldstein", "Goldstein value", "Nilai Goldstein"),
    Head::int("quad", "Quad class", "Kelas kuad"),
    Head::text("modality", "Modality", "Modalitas"),
    Head::list("actors", "Who does it", "Pelaku"),
    Head::list("actor_states", "Their states, in the same order", "Negara pelaku, urutan sama"),
    Head::list("recipients", "To whom it is done", "Sasaran"),
    Head::list("recipient_states", "Their states, in the same order", "Negara sasaran, urutan sama"),
    Head::text("when", "When (TIMEX3)", "Kapan (TIMEX3)"),
    Head::text("where", "Where", "Di mana"),
    Head::text("where_id", "ID of the place", "ID tempat"),
    Head::text("where_country", "Country of the place", "Negara tempat"),
    Head::float("lat", "Degrees north", "Lintang"),
    Head::float("lon", "Degrees east", "Bujur"),
    Head::text("figure", "ID of a figure", "ID angka"),
    Head::text("same_as", "ID of an earlier mention of it", "ID penyebutan sebelumnya"),
    Head::text("according_to", "ID of the statement that vouches for it", "ID pernyataan sumbernya"),
    Head::text("text", "Words that tell it", "Kata-kata pemicu"),
    WHOLE,
    START,
    END,
    BY,
    CERTAINTY,
];

pub(super) fn event<'e>(entry: &'e Entry<'_>, it: &'e Event<'static>, row: Row<'e>) -> Row<'e> {
    let place = entry.place(it.r#where);
    row.text(&it.r#type)
        .list(it.mode.iter().map(|mode| Cow::Borrowed(&**mode)).collect())
        .list(it.contexts.iter().map(|context| Cow::Borrowed(&**context)).collect())
        .maybe(it.cameo.as_deref())
        .float(it.goldstein)
        .with(it.quad.map_or(Cell::Null, |quad| Cell::Int(quad.into())))
        .text(&it.modality)
        .list(names(&it.actor))
        .list(states(&it.actor))
        .list(names(&it.recipient))
        .list(states(&it.recipient))
        .maybe(it.when.as_deref())
        .maybe(place.map(|place| &*place.name))
        .maybe(entry.id(it.r#where))
        .maybe(place.and_then(|place| place.country.as_deref()))
        .float(place.and_then(|place| place.lat))
        .float(place.and_then(|place| place.lon))
        .maybe(entry.id(it.figure))
        .maybe(entry.id(it.same_as))
        .maybe(entry.id(it.according_to))
        .quote(entry.quote(it.trigger))
        .span(it.trigger)
        .made(&it.by, &it.certainty)
}

fn names<'e>(parties: &'e [Party<'static>]) -> Vec<Cow<'e, str>> {
    parties.iter().map(|party| Cow::Borrowed(&*party.name)).collect()
}

fn states<'e>(parties: &'e [Party<'static>]) -> Vec<Cow<'e, str>> {
    parties.iter().map(|party| Cow::Borrowed(party.state.as_deref().unwrap_or_default())).collect()
}

pub(super) const PARTIES: &[Head] = &[
    Head::text("event", "ID of the event", "ID peristiwa"),
    Head::text("role", "actor or recipient", "pelaku (actor) atau sasaran (recipient)"),
    Head::text("name", "Name", "Nama"),
    Head::text("state", "State that it is or acts for", "Negara yang diwakili"),
    Head::text("country", "Country where it belongs", "Negara asal"),
    Head::text("sector", "PLOVER sector", "Sektor PLOVER"),
    Head::text("actor_id", "ID of the actor", "ID pelaku"),
    START,
    END,
];

pub(super) fn party<'e>(
    entry: &'e Entry<'_>,
    event: &'e str,
    role: &'static str,
    it: &'e Party<'static>,
    row: Row<'e>,
) -> Row<'e> {
    let row = row
        .text(event)
        .text(role)
        .text(&it.name)
        .maybe(it.state.as_deref())
        .maybe(it.country.as_deref())
        .maybe(it.sector.as_deref())
        .maybe(entry.id(it.actor));
    match it.span {
        Some(span) => row.span(span),
        None => row.with(Cell::Null).with(Cell::Null),
    }
}

pub(super) const COMMITMENTS: &[Head] = &[
    Head::list("who", "Who commits himself", "Siapa yang berkomitmen"),
    Head::list("who_states", "Their states, in the same order", "Negaranya, urutan sama"),
    Head::text("strength", "Strength", "Kekuatan"),
    Head::text("condition", "On which condition", "Dengan syarat"),
    Head::flag("condition_whole", "Condition shown whole", "Syarat tampil utuh"),
    Head::text("action", "To what", "Untuk apa"),
    Head::flag("action_whole", "Action shown whole", "Tindakan tampil utuh"),
    Head::text("deadline", "By when (TIMEX3)", "Tenggat (TIMEX3)"),
    Head::text("condition_event", "ID of the condition's event", "ID peristiwa syarat"),
    Head::text("action_event", "ID of the action's event", "ID peristiwa tindakan"),
    Head::text("statement", "ID of the statement", "ID pernyataan"),
    Head::list("spans", "Where condition and action stand", "Letak syarat dan tindakan"),
    BY,
    CERTAINTY,
];

pub(super) fn commitment<'e>(entry: &'e Entry<'_>, it: &'e Commitment<'static>, row: Row<'e>) -> Row<'e> {
    let spans: Vec<_> = it.condition.into_iter().chain([it.action]).collect();
    let row = row.list(names(&it.by)).list(states(&it.by)).text(&it.strength);
    let row = match it.condition {
        Some(span) => row.quote(entry.quote(span)),
        None => row.with(Cell::Null).with(Cell::Null),
    };
    row.quote(entry.quote(it.action))
        .maybe(it.deadline.as_deref())
        .maybe(entry.id(it.condition_event))
        .maybe(entry.id(it.action_event))
        .maybe(entry.id(it.statement))
        .list(super::written(&spans))
        .made(&it.rule, &it.certainty)
}

pub(super) const PACTS: &[Head] = &[
    Head::text("name", "Name", "Nama"),
    Head::text("kind", "Kind", "Jenis"),
    Head::text("stage", "Stage", "Tahap"),
    Head::text("agreed", "Agreed on (TIMEX3)", "Disepakati pada (TIMEX3)"),
    Head::list("parties", "Parties", "Para pihak"),
    Head::int("clauses", "Clauses", "Pasal"),
    START,
    END,
    BY,
    CERTAINTY,
];

pub(super) fn pact<'e>(it: &'e Pact<'static>, row: Row<'e>) -> Row<'e> {
    row.text(&it.name)
        .text(&it.kind)
        .maybe(it.stage.as_deref())
        .maybe(it.agreed.as_deref())
        .list(it.parties.iter().map(|party| Cow::Borrowed(&**party)).collect())
        .int(it.clauses.len())
        .span(it.span)
        .made(&it.by, &it.certainty)
}

pub(super) const CLAUSES: &[Head] = &[
    Head::text("pact", "Pact", "Perjanjian"),
    Head::text("pact_id", "ID of the pact", "ID perjanjian"),
    Head::text("kind", "Kind", "Jenis"),
    Head::text("condition", "When it applies", "Kapan berlaku"),
    Head::flag("condition_whole", "Condition shown whole", "Syarat tampil utuh"),
    Head::text("action", "What has to be done", "Yang harus dilakukan"),
    Head::flag("action_whole", "Action shown whole", "Tindakan tampil utuh"),
    START,
    END,
];

pub(super) fn clause<'e>(
    entry: &'e Entry<'_>,
    of: &'e Pact<'static>,
    id: &'e str,
    it: &'e Clause<'static>,
    row: Row<'e>,
) -> Row<'e> {
    let row = row.text(&of.name).text(id).text(&it.kind);
    let row = match it.condition {
        Some(span) => row.quote(entry.quote(span)),
        None => row.with(Cell::Null).with(Cell::Null),
    };
    row.quote(entry.quote(it.action)).span(it.span)
}
