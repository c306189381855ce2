//! Rows of events, commitments and pacts.

use super::{Cells, Cut, Part, Search, Table, list};
use crate::cell::Cell;
use kutip_record::{Commitment, Event, Pact, Party};

pub(crate) static EVENTS: Table = Table {
    name: "events",
    columns: &[
        "type",
        "mode",
        "contexts",
        "cameo",
        "goldstein",
        "quad",
        "words",
        "start",
        "stop",
        "actor",
        "recipient",
        "when",
        "place",
        "figure",
        "modality",
        "same_as",
        "according_to",
        "rule",
        "certainty",
    ],
    parts: &[Part {
        name: "event_parties",
        owner: "event",
        columns: &["side", "name", "state", "country", "sector", "actor", "start", "stop"],
    }],
    search: Some(Search { name: "event_search", columns: "words, actor, recipient" }),
};

pub(crate) static COMMITMENTS: Table = Table {
    name: "commitments",
    columns: &[
        "who",
        "strength",
        "action",
        "action_start",
        "action_stop",
        "condition",
        "condition_start",
        "condition_stop",
        "deadline",
        "condition_event",
        "action_event",
        "statement",
        "rule",
        "certainty",
    ],
    parts: &[Part {
        name: "commitment_parties",
        owner: "commitment",
        columns: &["name", "state", "country", "sector", "actor", "start", "stop"],
    }],
    search: Some(Search { name: "commitment_search", columns: "who, action, condition" }),
};

pub(crate) static PACTS: Table = Table {
    name: "pacts",
    columns: &["name", "start", "stop", "kind", "stage", "agreed", "parties", "rule", "certainty"],
    parts: &[Part {
        name: "clauses",
        owner: "pact",
        columns: &["kind", "text", "start", "stop", "condition", "action"],
    }],
    search: None,
};

pub(super) fn event(event: &Event<'_>, cut: &Cut<'_>) -> Cells {
    let [start, stop] = Cell::span(Some(event.trigger));
    let names = |parties: &[Party<'_>]| list(parties.iter().map(|it| &*it.name), "; ");
    let cells = vec![
        Cell::text(&event.r#type),
        list(event.mode.iter().map(|it| &**it), ", "),
        list(event.contexts.iter().map(|it| &**it), ", "),
        Cell::opt(event.cameo.as_deref()),
        Cell::real(event.goldstein),
        event.quad.map_or(Cell::Null, |quad| Cell::Int(quad.into())),
        cut.words(event.trigger),
        start,
        stop,
        names(&event.actor),
        names(&event.recipient),
        Cell::opt(event.when.as_deref()),
        Cell::item(event.r#where),
        Cell::item(event.figure),
        Cell::text(&event.modality),
        Cell::item(event.same_as),
        Cell::item(event.according_to),
        Cell::text(&event.by),
        Cell::text(&event.certainty),
    ];
    let side = |parties: &[Party<'_>], side: &str| -> Vec<Vec<Cell>> {
        parties.iter().map(|it| [vec![Cell::text(side)], party(it)].concat()).collect()
    };
    let parties = [side(&event.actor, "actor"), side(&event.recipient, "recipient")].concat();
    (cells, vec![parties])
}

fn party(party: &Party<'_>) -> Vec<Cell> {
    let [start, stop] = Cell::span(party.span);
    vec![
        Cell::text(&party.name),
        Cell::opt(party.state.as_deref()),
        Cell::opt(party.country.as_deref()),
        Cell::opt(party.sector.as_deref()),
        Cell::item(party.actor),
        start,
        stop,
    ]
}

pub(super) fn commitment(it: &Commitment<'_>, cut: &Cut<'_>) -> Cells {
    let [action_start, action_stop] = Cell::span(Some(it.action));
    let [condition_start, condition_stop] = Cell::span(it.condition);
    let cells = vec![
        list(it.by.iter().map(|by| &*by.name), "; "),
        Cell::text(&it.strength),
        cut.words(it.action),
        action_start,
        action_stop,
        cut.opt(it.condition),
        condition_start,
        condition_stop,
        Cell::opt(it.deadline.as_deref()),
        Cell::item(it.condition_event),
        Cell::item(it.action_event),
        Cell::item(it.statement),
        Cell::text(&it.rule),
        Cell::text(&it.certainty),
    ];
    (cells, vec![it.by.iter().map(party).collect()])
}

pub(super) fn pact(pact: &Pact<'_>, cut: &Cut<'_>) -> Cells {
    let [start, stop] = Cell::span(Some(pact.span));
    let cells = vec![
        Cell::text(&pact.name),
        start,
        stop,
        Cell::text(&pact.kind),
        Cell::opt(pact.stage.as_deref()),
        Cell::opt(pact.agreed.as_deref()),
        list(pact.parties.iter().map(|it| &**it), "; "),
        Cell::text(&pact.by),
        Cell::text(&pact.certainty),
    ];
    let clauses = pact.clauses.iter().map(|clause| {
        let [start, stop] = Cell::span(Some(clause.span));
        let words = cut.words(clause.span);
        let (condition, action) = (cut.opt(clause.condition), cut.words(clause.action));
        vec![Cell::text(&clause.kind), words, start, stop, condition, action]
    });
    (cells, vec![clauses.collect()])
}
