//! What an export is, in a file beside it: who wants to make it again finds here all that it depends on.

use super::{Entry, Format, Kind, NOTICE, Options, Written, tables};
use kutip_record::SCHEMA_VERSION;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Its name.
pub const NAME: &str = "kutip.manifest.json";

/// What is counted while an export is made.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// Articles that were taken.
    pub articles: u64,
    /// Lines that were not.
    pub failed: u64,
    /// Persons in protected roles.
    pub protected: u64,
    /// Articles whose whole text was not there to tell such roles by.
    pub textless: u64,
    /// Items by their kind.
    items: BTreeMap<Kind, u64>,
    /// The versions that made the records.
    versions: BTreeSet<String>,
    /// The newsrooms' own lexicons that they were read with; `None` is the built-in one alone.
    lexicons: BTreeSet<Option<String>>,
}

impl Counts {
    /// Counts an article.
    pub fn add(&mut self, entry: &Entry<'_>, kinds: &[Kind]) {
        let record = entry.record;
        self.articles += 1;
        for kind in kinds {
            *self.items.entry(*kind).or_default() += count(entry, *kind) as u64;
        }
        if !self.versions.contains(&*record.kutip) {
            self.versions.insert(record.kutip.clone().into_owned());
        }
        let lexicon = record.lexicon_sha256.as_ref();
        if !self.lexicons.iter().any(|known| known.as_deref() == lexicon.map(|it| &**it)) {
            self.lexicons.insert(lexicon.map(|lexicon| lexicon.clone().into_owned()));
        }
    }

    /// How many items there were of all kinds.
    #[must_use]
    pub fn items(&self) -> u64 {
        self.items.values().sum()
    }
}

/// How many items of a kind an article has in the export.
fn count(entry: &Entry<'_>, kind: Kind) -> usize {
    match kind {
        Kind::Records | Kind::Articles => 1,
        Kind::Actors => entry.actors().count(),
        Kind::Mentions => entry.actors().map(|(it, _)| it.mentions.len()).sum(),
        Kind::Places => entry.places().count(),
        Kind::Times => entry.times().count(),
        Kind::Figures => entry.figures().count(),
        Kind::Statements => entry.statements().count(),
        Kind::QuotedTerms => entry.quoted_terms().count(),
        Kind::Events => entry.events().count(),
        Kind::Parties => entry.events().map(|(it, _)| it.actor.len() + it.recipient.len()).sum(),
        Kind::Plover => entry.events().map(|(it, _)| tables::pairs(it).len()).sum(),
        Kind::Acled => entry.events().count(),
        Kind::Commitments => entry.commitments().count(),
        Kind::Pacts => entry.pacts().count(),
        Kind::Clauses => entry.pacts().map(|(it, _)| it.clauses.len()).sum(),
        Kind::Doubts => entry.doubts().count(),
    }
}

/// What only the caller knows.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The command, word by word.
    pub command: Vec<String>,
    /// The filters that were used.
    pub filters: Map<String, Value>,
    /// What the export is for, as its maker says.
    pub purpose: Option<String>,
    /// Whether persons in protected roles are named.
    pub names: bool,
}

/// The manifest as it is written.
#[must_use]
pub fn written(
    format: Format,
    options: &Options,
    about: &About,
    counts: &Counts,
    files: &[Written],
) -> String {
    let items: Map<String, Value> =
        counts.items.iter().map(|(kind, count)| (kind.name().to_owned(), json!(count))).collect();
    let files: Vec<Value> = files
        .iter()
        .map(|file| json!({"name": file.name, "bytes": file.bytes, "sha256": file.sha256}))
        .collect();
    let value = json!({
        "manifest": "kutip.manifest/1",
        "kutip": crate::VERSION,
        "schema": SCHEMA_VERSION,
        "command": about.command,
        "time": options.time,
        "purpose": about.purpose,
        "format": format.name(),
        "kinds": options.kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>(),
        "filters": about.filters,
        "text": if options.with_text { "whole" } else { "excerpts" },
        "notice": options.with_text.then_some(NOTICE),
        "protected": {
            "persons": counts.protected, "names": names(options, about), "articles_without_text": counts.textless,
        },
        "articles": counts.articles,
        "failed": counts.failed,
        "counts": items,
        "read_with": {"kutip": counts.versions, "lexicon_sha256": counts.lexicons},
        "files": files,
    });
    serde_json::to_string_pretty(&value).unwrap_or_default() + "\n"
}

/// What became of the names of persons in protected roles.
fn names(options: &Options, about: &About) -> &'static str {
    match (about.names, options.with_text) {
        (true, _) => "shown",
        (false, true) => "replaced, but in whole texts",
        (false, false) => "replaced",
    }
}

/// The names of the files that a manifest lists; `None` where it is none.
pub(crate) fn files(text: &str) -> Option<Vec<String>> {
    let value: Value = serde_json::from_str(text).ok()?;
    value["manifest"].as_str().filter(|version| version.starts_with("kutip.manifest/"))?;
    value["files"].as_array()?.iter().map(|file| file["name"].as_str().map(str::to_owned)).collect()
}
