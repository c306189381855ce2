//! Rows of actors and places.

use super::{Cells, Part, Search, Table};
use crate::cell::Cell;
use kutip_record::{Actor, Place};

pub(crate) static ACTORS: Table = Table {
    name: "actors",
    columns: &["name", "type", "role", "of", "country", "sector", "mentions", "rule", "certainty"],
    parts: &[Part { name: "mentions", owner: "actor", columns: &["start", "stop", "form", "certainty"] }],
    search: Some(Search { name: "actor_search", columns: "name" }),
};

pub(crate) static PLACES: Table = Table {
    name: "places",
    columns: &["name", "start", "stop", "kind", "country", "lat", "lon", "rule", "certainty"],
    parts: &[],
    search: None,
};

pub(super) fn actor(actor: &Actor<'_>) -> Cells {
    let mentions = actor.mentions.iter().map(|mention| {
        let [start, stop] = Cell::span(Some(mention.span));
        vec![start, stop, Cell::text(&mention.form), Cell::text(&mention.certainty)]
    });
    let cells = vec![
        Cell::text(&actor.name),
        Cell::text(&actor.r#type),
        Cell::opt(actor.role.as_deref()),
        Cell::item(actor.of),
        Cell::opt(actor.country.as_deref()),
        Cell::opt(actor.sector.as_deref()),
        Cell::Int(i64::try_from(actor.mentions.len()).unwrap_or(i64::MAX)),
        Cell::text(&actor.by),
        Cell::text(&actor.certainty),
    ];
    (cells, vec![mentions.collect()])
}

pub(super) fn place(place: &Place<'_>) -> Cells {
    let [start, stop] = Cell::span(Some(place.span));
    let cells = vec![
        Cell::text(&place.name),
        start,
        stop,
        Cell::text(&place.kind),
        Cell::opt(place.country.as_deref()),
        Cell::real(place.lat),
        Cell::real(place.lon),
        Cell::text(&place.by),
        Cell::text(&place.certainty),
    ];
    (cells, Vec::new())
}
