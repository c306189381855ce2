//! Events as researchers of events know them: pairs as PLOVER and ICEWS have them, and a row an event like ACLED's.
//!
//! Columns have names and meanings of those data where ours are the same. Where theirs are codes of their own (sub-events,
//! kinds of actors, interaction, administrative units, the scale of a source) there is no column: a guess would pass for
//! their coding. The store has the same rows as views, `v_plover` and `v_acled`.

use super::super::{geojson, moments};
use super::{BY, CERTAINTY, Cell, END, Entry, Head, Row, START, WHOLE};
use kutip_record::{Event, Party, Ref};
use serde_json::json;
use std::borrow::Cow;

/// The unit of those who died.
const KILLED: &str = "killed";

const DATE: Head = Head::text("event_date", "When: day, month or year", "Kapan: hari, bulan atau tahun");
const DATE_PRECISION: Head =
    Head::text("date_precision", "day, month or year", "hari (day), bulan (month) atau tahun (year)");
const TYPE: Head = Head::text("event_type", "PLOVER type", "Jenis PLOVER");
const MODE: Head = Head::list("plover_mode", "PLOVER modes", "Modus PLOVER");
const CONTEXTS: Head = Head::list("contexts", "PLOVER contexts", "Konteks PLOVER");
const CAMEO: Head = Head::text("cameo", "CAMEO code", "Kode CAMEO");
const GOLDSTEIN: Head = Head::float("goldstein", "Goldstein value", "Nilai Goldstein");
const QUAD: Head = Head::int("quad", "Quad class", "Kelas kuad");
const MODALITY: Head = Head::text("modality", "Modality", "Modalitas");
const LOCATION: Head = Head::text("location", "Where", "Di mana");
const COUNTRY: Head =
    Head::text("country", "Country of the place (ISO 3166-1 alpha-3)", "Negara tempat (ISO 3166-1 alfa-3)");
const LATITUDE: Head = Head::float("latitude", "Degrees north", "Lintang");
const LONGITUDE: Head = Head::float("longitude", "Degrees east", "Bujur");
const GEO_PRECISION: Head = Head::int(
    "geo_precision",
    "1 the place, 2 a region, 3 a state or sea",
    "1 tempatnya, 2 wilayah, 3 negara atau laut",
);
const SPEAKER: Head =
    Head::text("speaker", "Who says so; empty: the article", "Siapa yang mengatakannya; kosong: artikel");
const ACCORDING_TO: Head =
    Head::text("according_to", "ID of the statement that vouches for it", "ID pernyataan sumbernya");
const SAME_AS: Head = Head::text("same_as", "ID of an earlier mention of it", "ID penyebutan sebelumnya");
const NOTES: Head = Head::text("notes", "The sentence that tells it", "Kalimat yang memuatnya");

/// What both begin with, beside what all rows begin with.
macro_rules! heads {
    ($name:ident: $($own:expr),* $(,)?) => {
        pub(super) const $name: &[Head] = &[
            DATE, DATE_PRECISION, TYPE, MODE, CONTEXTS, CAMEO, GOLDSTEIN, QUAD, MODALITY, LOCATION, COUNTRY, LATITUDE,
            LONGITUDE, GEO_PRECISION, SPEAKER, ACCORDING_TO, SAME_AS, NOTES, WHOLE, START, END, $($own),*, BY, CERTAINTY,
        ];
    };
}

heads! { PLOVER:
    Head::text("event", "ID of the event", "ID peristiwa"),
    Head::text("actor", "Who does it", "Pelaku"),
    Head::text("actor_state", "State that it is or acts for", "Negara yang diwakili pelaku"),
    Head::text("actor_country", "Country where it belongs", "Negara asal pelaku"),
    Head::text("actor_sector", "PLOVER sector", "Sektor PLOVER pelaku"),
    Head::text("actor_id", "ID of the actor", "ID pelaku"),
    Head::text("recipient", "To whom it is done", "Sasaran"),
    Head::text("recipient_state", "State that it is or acts for", "Negara yang diwakili sasaran"),
    Head::text("recipient_country", "Country where it belongs", "Negara asal sasaran"),
    Head::text("recipient_sector", "PLOVER sector", "Sektor PLOVER sasaran"),
    Head::text("recipient_id", "ID of the recipient", "ID sasaran"),
    Head::list("via", "Through whom, nearest the speaker first", "Melalui, terdekat dengan pembicara dulu"),
}

heads! { ACLED:
    Head::int("year", "Year", "Tahun"),
    Head::text("actor1", "Who does it", "Pelaku"),
    Head::text("assoc_actor_1", "Others who do it", "Pelaku lain"),
    Head::text("actor2", "To whom it is done", "Sasaran"),
    Head::text("assoc_actor_2", "Others to whom it is done", "Sasaran lain"),
    Head::text("source", "Source", "Sumber"),
    Head::float("fatalities", "Killed, or the lower end", "Tewas, atau batas bawah"),
    Head::float("fatalities_upper", "Upper end", "Batas atas"),
    Head::text(
        "fatalities_relation",
        "eq, at least (ge) or at most (le)",
        "eq, paling sedikit (ge) atau paling banyak (le)",
    ),
    Head::text("figure", "ID of that figure", "ID angka itu"),
    Head::text("figure_history", "That figure as it was corrected (JSON)", "Angka itu beserta koreksinya (JSON)"),
}

/// A party with its number among those of its event, from one.
type Numbered<'e> = Option<(usize, &'e Party<'static>)>;

/// Each who does it with each to whom it is done, but nobody with himself; one without another stands alone.
pub(crate) fn pairs<'e>(it: &'e Event<'static>) -> Vec<(Numbered<'e>, Numbered<'e>)> {
    let numbered = |parties: &'e [Party<'static>], from: usize| (from..).zip(parties).map(Some);
    let mut actors: Vec<Numbered<'e>> = numbered(&it.actor, 1).collect();
    if actors.is_empty() {
        actors.push(None);
    }
    let name = |it: Numbered<'e>| it.map(|(_, party)| &*party.name);
    let mut out = Vec::new();
    for actor in actors {
        let others = numbered(&it.recipient, 1 + it.actor.len()).filter(|other| name(*other) != name(actor));
        let before = out.len();
        out.extend(others.map(|other| (actor, other)));
        if out.len() == before {
            out.push((actor, None));
        }
    }
    out
}

/// The row of a pair.
pub(super) fn pair<'e>(
    entry: &'e Entry<'_>,
    (it, id): (&'e Event<'static>, &'e str),
    (actor, recipient): (Numbered<'e>, Numbered<'e>),
) -> Row<'e> {
    let number = |it: Numbered<'_>| it.map_or(0, |(number, _)| number);
    let row = Row::begun(entry, format!("{id}/{}/{}", number(actor), number(recipient)).into());
    let via = voucher(entry, it).map(|it| it.via.iter().map(|via| Cow::Borrowed(&*via.name)).collect());
    party(entry, recipient, party(entry, actor, begun(entry, it, row).text(id)))
        .list(via.unwrap_or_default())
        .made(&it.by, &it.certainty)
}

/// The row of an event.
pub(super) fn single<'e>(entry: &'e Entry<'_>, it: &'e Event<'static>, row: Row<'e>) -> Row<'e> {
    let year = it.when.as_deref().and_then(moments::date).and_then(|(date, _)| date.get(..4)?.parse().ok());
    let figure = it.figure.and_then(|at| Some((at, entry.record.figures.get(at.index())?)));
    let figure = figure.filter(|(_, it)| it.unit.as_deref() == Some(KILLED));
    let history = figure.and_then(|(at, _)| history(entry, at));
    let row = begun(entry, it, row).with(year.map_or(Cell::Null, Cell::Int));
    sides(&it.recipient, sides(&it.actor, row))
        .maybe(entry.record.document.outlet.as_deref())
        .float(figure.map(|(_, it)| it.value.0))
        .float(figure.and_then(|(_, it)| it.upper).map(|upper| upper.0))
        .maybe(figure.map(|(_, it)| &*it.relation))
        .maybe(entry.id(figure.map(|(at, _)| at)))
        .with(history.map_or(Cell::Null, |it| Cell::Text(it.into())))
        .made(&it.by, &it.certainty)
}

/// What, when, where, and who says so.
fn begun<'e>(entry: &'e Entry<'_>, it: &'e Event<'static>, row: Row<'e>) -> Row<'e> {
    let date = it.when.as_deref().and_then(moments::date);
    let place = entry.place(it.r#where);
    let precision = place.map(|place| Cell::Int(geojson::precision(&place.kind).into()));
    row.maybe(date.map(|(date, _)| date))
        .maybe(date.map(|(_, precision)| precision))
        .text(&it.r#type)
        .list(words(&it.mode))
        .list(words(&it.contexts))
        .maybe(it.cameo.as_deref())
        .float(it.goldstein)
        .with(it.quad.map_or(Cell::Null, |quad| Cell::Int(quad.into())))
        .text(&it.modality)
        .maybe(place.map(|place| &*place.name))
        .maybe(place.and_then(|place| place.country.as_deref()))
        .float(place.and_then(|place| place.lat))
        .float(place.and_then(|place| place.lon))
        .with(precision.unwrap_or(Cell::Null))
        .maybe(voucher(entry, it).and_then(|it| entry.speaker_name(it)))
        .maybe(entry.id(it.according_to))
        .maybe(entry.id(it.same_as))
        .quote(entry.quote(entry.telling(it)))
        .span(it.trigger)
}

fn party<'e>(entry: &'e Entry<'_>, it: Numbered<'e>, row: Row<'e>) -> Row<'e> {
    let it = it.map(|(_, party)| party);
    row.maybe(it.map(|it| &*it.name))
        .maybe(it.and_then(|it| it.state.as_deref()))
        .maybe(it.and_then(|it| it.country.as_deref()))
        .maybe(it.and_then(|it| it.sector.as_deref()))
        .maybe(entry.id(it.and_then(|it| it.actor)))
}

/// The first of a side, and the others.
fn sides<'e>(parties: &'e [Party<'static>], row: Row<'e>) -> Row<'e> {
    let mut names = parties.iter().map(|party| &*party.name);
    let first = names.next();
    let others: Vec<&str> = names.collect();
    let others = if others.is_empty() { Cell::Null } else { Cell::Text(others.join("; ").into()) };
    row.maybe(first).with(others)
}

fn words<'e>(all: &'e [kutip_record::Text<'static>]) -> Vec<Cow<'e, str>> {
    all.iter().map(|word| Cow::Borrowed(&**word)).collect()
}

fn voucher<'e>(entry: &'e Entry<'_>, it: &Event<'_>) -> Option<&'e kutip_record::Statement<'static>> {
    entry.record.statements.get(it.according_to.filter(|at| at.letter() == 's')?.index())
}

/// A figure with those that it corrects and that correct it, in the order of the text; none where it stands alone.
fn history(entry: &Entry<'_>, at: Ref) -> Option<String> {
    let figures = &entry.record.figures;
    let mut chain = vec![at.index()];
    let mut done = 0;
    while let Some(here) = chain.get(done).copied() {
        done += 1;
        let before = figures.get(here).and_then(|it| it.revises).map(Ref::index);
        let behind = (0..figures.len())
            .filter(|other| figures.get(*other).and_then(|it| it.revises).map(Ref::index) == Some(here));
        for other in before.into_iter().chain(behind) {
            if other < figures.len() && !chain.contains(&other) {
                chain.push(other);
            }
        }
    }
    if chain.len() < 2 {
        return None;
    }
    chain.sort_unstable();
    let told = chain.into_iter().filter_map(|place| {
        let it = figures.get(place)?;
        Some(json!({
            "id": entry.id(Some(Ref::new('f', place))), "value": it.value, "upper": it.upper, "relation": it.relation,
            "according_to": entry.id(it.according_to),
        }))
    });
    serde_json::to_string(&told.collect::<Vec<_>>()).ok()
}
