//! What the files of a folder look like: their names, the fields of their entries, the columns of their tables.

use super::compile::CLASS_FILES;
use super::error::{Fault, LangError, closest};

/// The acts of the record's closed list.
pub const ACTS: [&str; 24] = [
    "say",
    "claim",
    "report",
    "announce",
    "confirm",
    "deny",
    "accuse",
    "condemn",
    "criticize",
    "praise",
    "warn",
    "threaten",
    "promise",
    "plan",
    "hope",
    "ask",
    "demand",
    "order",
    "suggest",
    "explain",
    "assess",
    "add",
    "agree",
    "refuse",
];

const CHANNEL_KINDS: &[&str] = &["carries"];
const OUTLET_KINDS: &[&str] = &["agency", "newspaper", "broadcaster", "site", "social"];
const BODY_KINDS: &[&str] = &[
    "state_organ",
    "international",
    "party",
    "military",
    "police",
    "court",
    "company",
    "group",
    "sport",
    "other",
];
const REGION_KINDS: &[&str] =
    &["province", "regency", "city", "capital", "district", "region", "sea", "border", "building"];
const PLACE_KINDS: &[&str] = &["country", "region", "city", "capital", "border", "sea", "building", "other"];
const PACT_KINDS: &[&str] = &[
    "mutual defence",
    "non-aggression",
    "ceasefire",
    "peace",
    "trade",
    "arms control",
    "extradition",
    "cooperation",
    "border",
    "other",
];
const STAGES: &[&str] =
    &["proposed", "agreed", "signed", "ratified", "in force", "suspended", "broken", "ended"];

/// What a field or cell holds.
#[derive(Clone, Copy)]
pub(super) enum Holds {
    Text,
    Number,
    Flag,
    Texts,
    OneOf(&'static [&'static str]),
    State,
    Cameo,
    Iso3,
    Year,
    Degrees(u16),
    /// Names, joined with `|`.
    Names,
}

/// A field of an entry or a column of a table.
pub(super) struct Part {
    pub(super) name: &'static str,
    pub(super) holds: Holds,
    pub(super) needed: bool,
}

const fn may(name: &'static str, holds: Holds) -> Part {
    Part { name, holds, needed: false }
}

const fn must(name: &'static str, holds: Holds) -> Part {
    Part { name, holds, needed: true }
}

/// Fields of TOML entries, by file. `words`, `yes`, `no` and `off` may stand in all of them.
pub(super) const LISTS: &[(&str, &[Part])] = &[
    ("marks", &[]),
    ("words", &[]),
    ("people", &[]),
    (
        "cues",
        &[
            must("act", Holds::OneOf(&ACTS)),
            must("frames", Holds::Texts),
            may("object", Holds::Flag),
            may("own", Holds::Flag),
            may("agent", Holds::Flag),
        ],
    ),
    (
        "channels",
        &[must("kind", Holds::OneOf(CHANNEL_KINDS)), must("frames", Holds::Texts), may("known", Holds::Flag)],
    ),
    (
        "events",
        &[
            must("type", Holds::Text),
            must("cameo", Holds::Cameo),
            may("frames", Holds::Texts),
            may("mode", Holds::Text),
            may("context", Holds::Texts),
            may("passive", Holds::Texts),
            may("deeds", Holds::Texts),
            may("doings", Holds::Texts),
            may("needs", Holds::Texts),
            may("with", Holds::Texts),
            may("next", Holds::Texts),
            may("without", Holds::Texts),
            may("noun", Holds::Flag),
        ],
    ),
    ("modality", &[may("state", Holds::State), may("passive", Holds::Text)]),
    (
        "times",
        &[
            must("kind", Holds::Text),
            may("value", Holds::Number),
            may("unit", Holds::Text),
            may("part", Holds::Text),
            may("season", Holds::Text),
        ],
    ),
    (
        "numbers",
        &[
            must("kind", Holds::Text),
            may("value", Holds::Number),
            may("group", Holds::Text),
            may("point", Holds::Text),
        ],
    ),
    ("units", &[must("kind", Holds::Text), may("unit", Holds::Text)]),
    (
        "actors",
        &[
            must("part", Holds::Text),
            may("sector", Holds::Text),
            may("attribute", Holds::Flag),
            may("bare", Holds::Flag),
            may("counted", Holds::Flag),
            may("alike", Holds::Flag),
            may("same", Holds::Flag),
            may("one", Holds::Flag),
            may("apposed", Holds::Flag),
            may("unit", Holds::Text),
            may("name", Holds::Text),
        ],
    ),
    ("places", &[must("part", Holds::Text), may("kind", Holds::OneOf(PLACE_KINDS))]),
    (
        "pacts",
        &[
            must("part", Holds::Text),
            may("kind", Holds::OneOf(PACT_KINDS)),
            may("stage", Holds::OneOf(STAGES)),
            may("near", Holds::Flag),
        ],
    ),
];

/// Columns of tables, by file; the first one is the key.
pub(super) const TABLES: &[(&str, &[Part])] = &[
    (
        "states",
        &[
            must("iso3", Holds::Iso3),
            must("name", Holds::Text),
            may("aliases", Holds::Names),
            may("abbreviations", Holds::Names),
            may("capital", Holds::Names),
            may("houses", Holds::Names),
            may("people", Holds::Names),
            may("weak", Holds::Names),
        ],
    ),
    (
        "outlets",
        &[
            must("name", Holds::Text),
            may("aliases", Holds::Names),
            may("kind", Holds::OneOf(OUTLET_KINDS)),
            may("country", Holds::State),
            may("weak", Holds::Names),
        ],
    ),
    (
        "bodies",
        &[
            must("name", Holds::Text),
            may("aliases", Holds::Names),
            may("kind", Holds::OneOf(BODY_KINDS)),
            may("state", Holds::State),
            may("acts_for", Holds::State),
            may("weak", Holds::Names),
        ],
    ),
    (
        "regions",
        &[
            must("name", Holds::Text),
            may("aliases", Holds::Names),
            may("kind", Holds::OneOf(REGION_KINDS)),
            may("within", Holds::Text),
            may("country", Holds::State),
            may("weak", Holds::Names),
        ],
    ),
    (
        "leaders",
        &[
            must("name", Holds::Text),
            may("aliases", Holds::Names),
            must("state", Holds::State),
            may("from", Holds::Year),
            may("to", Holds::Year),
        ],
    ),
    (
        "coordinates",
        &[must("name", Holds::Text), must("lat", Holds::Degrees(90)), must("lon", Holds::Degrees(180))],
    ),
    (
        "namesakes",
        &[
            must("name", Holds::Text),
            may("kind", Holds::OneOf(REGION_KINDS)),
            may("within", Holds::Text),
            must("country", Holds::State),
        ],
    ),
    ("common", &[must("word", Holds::Text)]),
];

/// Whether the entries of a TOML file are sets of words named after a closed list, to which words are added.
#[must_use]
pub fn is_set(file: &str) -> bool {
    file == "modality" || CLASS_FILES.contains(&file)
}

/// The names of the files of a folder.
pub fn file_names() -> impl Iterator<Item = String> {
    let lists = LISTS.iter().map(|(name, _)| format!("{name}.toml"));
    lists.chain(TABLES.iter().map(|(name, _)| format!("{name}.tsv")))
}

/// The columns of a table, the key first; empty where there is no such table.
#[must_use]
pub fn columns(table: &str) -> Vec<&'static str> {
    part_of(TABLES, table).map_or(Vec::new(), |parts| parts.iter().map(|part| part.name).collect())
}

/// A file whose name is none of the form's.
#[must_use]
pub(crate) fn unknown_file(file: &str) -> LangError {
    let known: Vec<String> = file_names().collect();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_lowercase();
    let same = known.iter().find(|name| name.rsplit_once('.').is_some_and(|(known, _)| known == stem));
    let close = same.map(String::as_str).or_else(|| closest(file, known.iter().map(String::as_str)));
    let close = close.map(str::to_owned);
    LangError::file(file, Fault::UnknownFile { close, known })
}

pub(super) fn part_of(
    forms: &'static [(&'static str, &'static [Part])],
    name: &str,
) -> Option<&'static [Part]> {
    forms.iter().find(|(file, _)| *file == name).map(|(_, parts)| *parts)
}
