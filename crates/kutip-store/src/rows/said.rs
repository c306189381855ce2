//! Rows of statements, figures, times, quoted terms and doubts.

use super::{Cells, Cut, Part, Search, Table, list};
use crate::cell::Cell;
use kutip_record::{Doubt, Figure, Ids, Span, Statement, Time};

pub(crate) static TIMES: Table = Table {
    name: "times",
    columns: &["text", "start", "stop", "type", "value", "inferred", "rule", "certainty"],
    parts: &[],
    search: None,
};

pub(crate) static FIGURES: Table = Table {
    name: "figures",
    columns: &[
        "text",
        "start",
        "stop",
        "value",
        "upper",
        "unit",
        "counted",
        "of",
        "approx",
        "relation",
        "according_to",
        "revises",
        "rule",
        "certainty",
    ],
    parts: &[],
    search: Some(Search { name: "figure_search", columns: "text, counted" }),
};

pub(crate) static STATEMENTS: Table = Table {
    name: "statements",
    columns: &[
        "kind",
        "content",
        "speaker",
        "speaker_text",
        "speaker_type",
        "speaker_actor",
        "speaker_start",
        "speaker_stop",
        "cue",
        "cue_start",
        "cue_stop",
        "lemma",
        "act",
        "addressee",
        "addressee_actor",
        "said_on",
        "via",
        "speaks_for",
        "voiced_by",
        "within",
        "rule",
        "certainty",
    ],
    parts: &[
        Part { name: "contents", owner: "statement", columns: &["start", "stop"] },
        Part { name: "vias", owner: "statement", columns: &["name", "start", "stop"] },
    ],
    search: Some(Search { name: "statement_search", columns: "content, speaker, via" }),
};

pub(crate) static QUOTED_TERMS: Table =
    Table { name: "quoted_terms", columns: &["text", "start", "stop"], parts: &[], search: None };

pub(crate) static DOUBTS: Table = Table {
    name: "doubts",
    columns: &["kind", "text", "start", "stop", "about", "note", "rule", "certainty"],
    parts: &[],
    search: None,
};

pub(super) fn time(time: &Time<'_>, cut: &Cut<'_>) -> Cells {
    let [start, stop] = Cell::span(Some(time.span));
    let cells = vec![
        cut.words(time.span),
        start,
        stop,
        Cell::text(&time.r#type),
        Cell::text(&time.value),
        Cell::Int(time.inferred.into()),
        Cell::text(&time.by),
        Cell::text(&time.certainty),
    ];
    (cells, Vec::new())
}

pub(super) fn figure(figure: &Figure<'_>, cut: &Cut<'_>) -> Cells {
    let [start, stop] = Cell::span(Some(figure.span));
    let cells = vec![
        cut.words(figure.span),
        start,
        stop,
        Cell::Real(figure.value.0),
        Cell::real(figure.upper.map(|number| number.0)),
        Cell::opt(figure.unit.as_deref()),
        Cell::opt(figure.counted.as_deref()),
        Cell::item(figure.of),
        Cell::Int(figure.approx.into()),
        Cell::text(&figure.relation),
        Cell::item(figure.according_to),
        Cell::item(figure.revises),
        Cell::text(&figure.by),
        Cell::text(&figure.certainty),
    ];
    (cells, Vec::new())
}

pub(super) fn statement(said: &Statement<'_>, cut: &Cut<'_>) -> Cells {
    let speaker = said.speaker.as_ref();
    let [speaker_start, speaker_stop] = Cell::span(speaker.and_then(|it| it.span));
    let cue = said.cue.as_ref();
    let [cue_start, cue_stop] = Cell::span(cue.map(|it| it.span));
    let cells = vec![
        Cell::text(&said.kind),
        cut.joined(&said.content),
        Cell::opt(speaker.and_then(|it| it.name.as_deref())),
        cut.opt(speaker.and_then(|it| it.span)),
        Cell::opt(speaker.map(|it| &*it.r#type)),
        Cell::item(speaker.and_then(|it| it.actor)),
        speaker_start,
        speaker_stop,
        cut.opt(cue.map(|it| it.span)),
        cue_start,
        cue_stop,
        Cell::opt(cue.and_then(|it| it.lemma.as_deref())),
        Cell::opt(cue.and_then(|it| it.act.as_deref())),
        cut.opt(said.addressee.as_ref().map(|it| it.span)),
        Cell::item(said.addressee.as_ref().and_then(|it| it.actor)),
        said.said_on.map_or(Cell::Null, |day| Cell::Text(day.0.to_string())),
        list(said.via.iter().map(|via| &*via.name), "; "),
        Cell::item(said.speaks_for),
        Cell::opt(said.voiced_by.as_ref().map(|it| &*it.name)),
        Cell::item(said.within),
        Cell::text(&said.by),
        Cell::text(&said.certainty),
    ];
    let contents = said.content.iter().map(|span| Cell::span(Some(*span)).to_vec());
    let vias = said.via.iter().map(|via| {
        let [start, stop] = Cell::span(Some(via.span));
        vec![Cell::text(&via.name), start, stop]
    });
    (cells, vec![contents.collect(), vias.collect()])
}

pub(super) fn quoted_term(span: Span, cut: &Cut<'_>) -> Cells {
    let [start, stop] = Cell::span(Some(span));
    (vec![cut.words(span), start, stop], Vec::new())
}

pub(super) fn doubt(doubt: &Doubt<'_>, cut: &Cut<'_>, ids: &Ids) -> Cells {
    let [start, stop] = Cell::span(doubt.span);
    let cells = vec![
        Cell::text(&doubt.kind),
        // A whole article may be in doubt: its words are in its text.
        cut.opt(doubt.span.filter(|span| span[1].saturating_sub(span[0]) <= 300)),
        start,
        stop,
        Cell::opt(doubt.about.and_then(|at| ids.get(at))),
        Cell::text(&doubt.note),
        Cell::text(&doubt.by),
        Cell::text(&doubt.certainty),
    ];
    (cells, Vec::new())
}
