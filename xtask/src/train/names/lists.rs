//! The lists that a model looks words up in, by language.

use std::path::Path;

use kutip_lang::source::values;
use kutip_learn::names::List;
use kutip_text::scan::scan;

use super::english;
use crate::Outcome;

/// The lists of a language's model.
pub(super) fn of(lang: &str, shared: &Path) -> Outcome<Vec<List>> {
    if lang == "en" { english::lists(shared) } else { of_folder(lang) }
}

/// The names and the classes of words of the language's folder.
fn of_folder(lang: &str) -> Outcome<Vec<List>> {
    let source = kutip_lang::builtin_source(lang).ok_or_else(|| format!("{lang}: no such language"))?;
    let mut out = Vec::new();
    for (table, columns) in [
        ("states", &["name", "aliases", "abbreviations", "capital"][..]),
        ("regions", &["name", "aliases"]),
        ("bodies", &["name", "aliases"]),
        ("outlets", &["name", "aliases"]),
        ("leaders", &["name", "aliases"]),
        ("common", &["word"]),
    ] {
        let Some(table_of) = source.tables.get(table) else { continue };
        let places: Vec<usize> = columns.iter().filter_map(|column| table_of.column(column)).collect();
        let cells = table_of.rows.iter().flat_map(|row| places.iter().filter_map(|&at| row.cells.get(at)));
        let phrases = cells.flat_map(|cell| values(cell)).map(cut).collect();
        out.push(List { name: table.to_owned(), in_small: false, phrases });
    }
    for entry in source.lists.get("people").into_iter().flatten() {
        let phrases = entry.words.iter().map(|word| cut(word)).collect();
        out.push(List { name: entry.name.clone(), in_small: true, phrases });
    }
    Ok(out)
}

/// A phrase as its words.
pub(super) fn cut(phrase: &str) -> Vec<String> {
    let mut out = Vec::new();
    scan(phrase, |_, span| out.push(span.of(phrase).to_owned()));
    out
}
