//! The scores in a model's card: written when the model is learned, compared when it is scored again.

use std::path::Path;

use kutip_learn::train::score::Score;

use crate::{Outcome, files};

const START: &str = "<!-- scores -->";
const END: &str = "<!-- /scores -->";

/// Scores as a table of Markdown: each part's share of right words, with the bounds of 95 of 100 draws of its sentences.
pub(super) fn table(parts: &[(&str, Score)], measures: &[&str]) -> String {
    let head: String = measures.iter().map(|measure| format!(" {measure} |")).collect();
    let mut table = format!("| held out |{head}\n|---|{}\n", "---|".repeat(measures.len()));
    for (name, score) in parts {
        table.push_str(&format!("| {name} |"));
        for share in score.shares().iter().filter(|share| measures.contains(&share.measure)) {
            table.push_str(&format!(" {:.1} ({:.1}-{:.1}) |", share.value, share.bounds.0, share.bounds.1));
        }
        table.push('\n');
    }
    table
}

/// What becomes of the table at the end: it is compared with the card, or it was only to be seen, or the card gets it.
pub(super) fn done(model: &Path, table: &str, score_only: bool, check: bool) -> Outcome {
    match (check, score_only) {
        (true, _) => self::check(model, table),
        (false, true) => Ok(()),
        (false, false) => put(model, table),
    }
}

/// Puts the table into the card of the model, if it has one.
pub(super) fn put(model: &Path, table: &str) -> Outcome {
    let Some((path, text)) = read(model) else { return Ok(()) };
    let (before, _, after) = split(&text).ok_or_else(|| format!("{}: no {START}", path.display()))?;
    files::write(&path, &format!("{before}{START}\n{table}{END}{after}"))
}

/// Whether the card says what the table says.
pub(super) fn check(model: &Path, table: &str) -> Outcome {
    let (path, text) = read(model).ok_or_else(|| format!("{}: it has no card", model.display()))?;
    match split(&text) {
        Some((_, own, _)) if own.trim() == table.trim() => Ok(()),
        _ => Err(format!("{} says something else than:\n{table}", path.display())),
    }
}

fn read(model: &Path) -> Option<(std::path::PathBuf, String)> {
    let path = model.with_file_name(format!("CARD-{}.md", model.file_stem()?.to_str()?));
    let text = files::read(&path).ok()?;
    Some((path, text))
}

fn split(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once(START)?;
    let (own, after) = rest.split_once(END)?;
    Some((before, own, after))
}
