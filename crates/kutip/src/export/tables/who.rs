//! Rows of articles, actors and places.

use super::{BY, CERTAINTY, END, Entry, Head, Row, START, WHOLE};
use kutip_record::{Actor, Mention, Place};
use std::borrow::Cow;

pub(super) const ARTICLES: &[Head] = &[
    Head::text("own_id", "ID of the input", "ID dari masukan"),
    Head::text("language", "Language", "Bahasa"),
    Head::day("anchor", "Day that dates count from", "Hari acuan tanggal"),
    Head::flag("anchor_inferred", "That day was worked out", "Hari acuan disimpulkan"),
    Head::text("dateline", "Place of the dateline", "Tempat penulisan"),
    Head::list("desk", "Initials of desks", "Inisial redaksi"),
    Head::int("characters", "Characters", "Jumlah karakter"),
    Head::text("text_sha256", "SHA-256 of the text", "SHA-256 teks"),
    Head::int("statements", "Statements", "Pernyataan"),
    Head::int("events", "Events", "Peristiwa"),
    Head::text("kutip", "Version of kutip", "Versi kutip"),
    Head::text("lexicon_sha256", "SHA-256 of the newsroom's lexicon", "SHA-256 leksikon redaksi"),
];

pub(super) fn article<'e>(entry: &'e Entry<'_>, row: Row<'e>) -> Row<'e> {
    let (record, document) = (entry.record, &entry.record.document);
    let dateline = entry.place(document.dateline.as_ref().and_then(|line| line.place));
    let row = row
        .maybe(document.id.as_deref())
        .text(&document.language)
        .day(document.anchor.map(|anchor| anchor.date))
        .flag(document.anchor.is_some_and(|anchor| anchor.inferred))
        .maybe(dateline.map(|place| &*place.name))
        .list(document.desk.iter().map(|desk| Cow::Borrowed(&**desk)).collect())
        .count(entry.chars())
        .text(&document.text_sha256)
        .int(record.statements.len())
        .int(record.events.len())
        .text(&record.kutip)
        .maybe(record.lexicon_sha256.as_deref());
    // The column is there where whole texts were asked for, whether or not this one is.
    if entry.shows_all() { row.maybe(entry.text()) } else { row }
}

pub(super) const ACTORS: &[Head] = &[
    Head::text("name", "Name", "Nama"),
    Head::text("type", "Type", "Jenis"),
    Head::text("role", "Role", "Peran"),
    Head::text("of", "Belongs to", "Bagian dari"),
    Head::text("of_id", "ID of what it belongs to", "ID induk"),
    Head::text("country", "Country (ISO 3166-1 alpha-3)", "Negara (ISO 3166-1 alfa-3)"),
    Head::text("sector", "PLOVER sector", "Sektor PLOVER"),
    Head::int("mentions", "Mentions", "Penyebutan"),
    BY,
    CERTAINTY,
];

pub(super) fn actor<'e>(entry: &'e Entry<'_>, it: &'e Actor<'static>, row: Row<'e>) -> Row<'e> {
    row.text(&it.name)
        .text(&it.r#type)
        .maybe(it.role.as_deref())
        .maybe(entry.name(it.of))
        .maybe(entry.id(it.of))
        .maybe(it.country.as_deref())
        .maybe(it.sector.as_deref())
        .int(it.mentions.len())
        .made(&it.by, &it.certainty)
}

pub(super) const MENTIONS: &[Head] = &[
    Head::text("actor", "Actor", "Pelaku"),
    Head::text("actor_id", "ID of the actor", "ID pelaku"),
    Head::text("form", "Form", "Bentuk"),
    Head::text("text", "Words", "Kata-kata"),
    WHOLE,
    START,
    END,
    BY,
    CERTAINTY,
];

pub(super) fn mention<'e>(
    entry: &'e Entry<'_>,
    of: &'e Actor<'static>,
    id: &'e str,
    it: &'e Mention<'static>,
    row: Row<'e>,
) -> Row<'e> {
    row.text(&of.name)
        .text(id)
        .text(&it.form)
        .quote(entry.quote(it.span))
        .span(it.span)
        .made(&it.by, &it.certainty)
}

pub(super) const PLACES: &[Head] = &[
    Head::text("name", "Name", "Nama"),
    Head::text("kind", "Kind", "Jenis"),
    Head::text("country", "Country (ISO 3166-1 alpha-3)", "Negara (ISO 3166-1 alfa-3)"),
    Head::float("lat", "Degrees north", "Lintang"),
    Head::float("lon", "Degrees east", "Bujur"),
    START,
    END,
    BY,
    CERTAINTY,
];

pub(super) fn place<'e>(it: &'e Place<'static>, row: Row<'e>) -> Row<'e> {
    row.text(&it.name)
        .text(&it.kind)
        .maybe(it.country.as_deref())
        .float(it.lat)
        .float(it.lon)
        .span(it.span)
        .made(&it.by, &it.certainty)
}
