//! Rows of statements, figures, times, terms and doubts.

use super::{BY, CERTAINTY, Cell, END, Entry, Head, Row, START, WHOLE, written};
use kutip_record::{Doubt, Figure, Statement, Time};
use std::borrow::Cow;

pub(super) const STATEMENTS: &[Head] = &[
    Head::text("kind", "Kind", "Jenis"),
    Head::text("speaker", "Speaker", "Pembicara"),
    Head::text("speaker_type", "What the speaker is", "Jenis pembicara"),
    Head::text("speaker_id", "ID of the speaker", "ID pembicara"),
    Head::text("speaker_role", "Role of the speaker", "Peran pembicara"),
    Head::text("speaker_country", "Country of the speaker", "Negara pembicara"),
    Head::text("speaks_for", "Speaks for", "Berbicara untuk"),
    Head::text("speaks_for_id", "ID of whom he speaks for", "ID pihak yang diwakili"),
    Head::text("voiced_by", "Voiced by", "Disuarakan oleh"),
    Head::text("cue", "Verb of saying", "Kata kerja ujaran"),
    Head::text("act", "Act of saying", "Tindak ujaran"),
    Head::text("content", "What is said", "Isi pernyataan"),
    WHOLE,
    Head::list("spans", "Where it stands (characters from 0)", "Letaknya (karakter dari 0)"),
    Head::text("addressee", "To whom", "Kepada"),
    Head::text("addressee_id", "ID of the addressee", "ID yang dituju"),
    Head::day("said_on", "Said on", "Diucapkan pada"),
    Head::list("via", "Through whom, nearest the speaker first", "Melalui, terdekat dengan pembicara dulu"),
    Head::text("within", "ID of the statement that reports it", "ID pernyataan yang memuatnya"),
    BY,
    CERTAINTY,
];

pub(super) fn statement<'e>(entry: &'e Entry<'_>, it: &'e Statement<'static>, row: Row<'e>) -> Row<'e> {
    let speaker = it.speaker.as_ref();
    let actor = entry.actor(speaker.and_then(|speaker| speaker.actor));
    let addressee = it.addressee.as_ref();
    let to = addressee.and_then(|it| match entry.name(it.actor) {
        Some(name) => Some(Cow::Borrowed(name)),
        None => Some(entry.quote(it.span).text).filter(|text| !text.is_empty()),
    });
    row.text(&it.kind)
        .maybe(speaker.and_then(|speaker| speaker.name.as_deref()))
        .maybe(speaker.map(|speaker| &*speaker.r#type))
        .maybe(entry.id(speaker.and_then(|speaker| speaker.actor)))
        .maybe(actor.and_then(|actor| actor.role.as_deref()))
        .maybe(actor.and_then(|actor| actor.country.as_deref()))
        .maybe(entry.name(it.speaks_for))
        .maybe(entry.id(it.speaks_for))
        .maybe(it.voiced_by.as_ref().map(|voice| &*voice.name))
        .maybe(it.cue.as_ref().and_then(|cue| cue.lemma.as_deref()))
        .maybe(it.cue.as_ref().and_then(|cue| cue.act.as_deref()))
        .quote(entry.quotes(&it.content))
        .list(written(&it.content))
        .with(to.map_or(Cell::Null, Cell::Text))
        .maybe(entry.id(addressee.and_then(|it| it.actor)))
        .day(it.said_on)
        .list(it.via.iter().map(|via| Cow::Borrowed(&*via.name)).collect())
        .maybe(entry.id(it.within))
        .made(&it.by, &it.certainty)
}

pub(super) const FIGURES: &[Head] = &[
    Head::text("text", "Words", "Kata-kata"),
    WHOLE,
    Head::float("value", "Value, or lower end", "Nilai, atau batas bawah"),
    Head::float("upper", "Upper end", "Batas atas"),
    Head::text("unit", "Unit", "Satuan"),
    Head::text("counted", "Noun of the text", "Kata benda dalam teks"),
    Head::flag("approx", "About so much", "Kira-kira"),
    Head::text(
        "relation",
        "eq, at least (ge) or at most (le)",
        "eq, paling sedikit (ge) atau paling banyak (le)",
    ),
    Head::text("of", "Whose", "Milik"),
    Head::text("of_id", "ID of whose it is", "ID pemilik"),
    Head::text("according_to", "ID of the statement that vouches for it", "ID pernyataan sumbernya"),
    Head::text("revises", "ID of the figure that it corrects", "ID angka yang dikoreksi"),
    START,
    END,
    BY,
    CERTAINTY,
];

pub(super) fn figure<'e>(entry: &'e Entry<'_>, it: &'e Figure<'static>, row: Row<'e>) -> Row<'e> {
    row.quote(entry.quote(it.span))
        .float(Some(it.value.0))
        .float(it.upper.map(|upper| upper.0))
        .maybe(it.unit.as_deref())
        .maybe(it.counted.as_deref())
        .flag(it.approx)
        .text(&it.relation)
        .maybe(entry.name(it.of))
        .maybe(entry.id(it.of))
        .maybe(entry.id(it.according_to))
        .maybe(entry.id(it.revises))
        .span(it.span)
        .made(&it.by, &it.certainty)
}

pub(super) const TIMES: &[Head] = &[
    Head::text("text", "Words", "Kata-kata"),
    WHOLE,
    Head::text("type", "Type", "Jenis"),
    Head::text("value", "TIMEX3 value", "Nilai TIMEX3"),
    Head::flag("inferred", "Worked out", "Disimpulkan"),
    START,
    END,
    BY,
    CERTAINTY,
];

pub(super) fn time<'e>(entry: &'e Entry<'_>, it: &'e Time<'static>, row: Row<'e>) -> Row<'e> {
    row.quote(entry.quote(it.span))
        .text(&it.r#type)
        .text(&it.value)
        .flag(it.inferred)
        .span(it.span)
        .made(&it.by, &it.certainty)
}

pub(super) const QUOTED_TERMS: &[Head] = &[Head::text("text", "Words", "Kata-kata"), WHOLE, START, END];

pub(super) const DOUBTS: &[Head] = &[
    Head::text("kind", "Kind", "Jenis"),
    Head::text("about", "ID of what is in doubt", "ID yang diragukan"),
    Head::text("note", "Note", "Catatan"),
    START,
    END,
    BY,
    CERTAINTY,
];

pub(super) fn doubt<'e>(entry: &'e Entry<'_>, it: &'e Doubt<'static>, row: Row<'e>) -> Row<'e> {
    let row = row.text(&it.kind).maybe(entry.id(it.about)).text(&it.note);
    let row = match it.span {
        Some(span) => row.span(span),
        None => row.with(Cell::Null).with(Cell::Null),
    };
    row.made(&it.by, &it.certainty)
}
