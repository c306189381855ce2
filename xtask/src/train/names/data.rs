//! Sentences with names to learn from and to score on, and the lists of the language's folder.

use std::collections::HashSet;
use std::path::Path;

use kutip_lang::source::values;
use kutip_learn::names::make::Example;
use kutip_learn::names::{List, NameTag};
use kutip_text::scan::scan;

use crate::{Outcome, files};

/// What there is of one language.
pub(super) struct Data {
    pub(super) learn: Vec<Example>,
    pub(super) held_out: Vec<Example>,
}

/// IDNer-News-2k: its train part, without what the dev part has too, and its dev part.
pub(super) fn indonesian(shared: &Path) -> Outcome<Data> {
    let folder = shared.join("corpora/id/idner-news-2k");
    let held_out = conll(&folder.join("dev.conll"))?;
    let scored: HashSet<String> = held_out.iter().map(letters).collect();
    let mut learn = conll(&folder.join("train.conll"))?;
    let mut seen = scored.clone();
    learn.retain(|example| seen.insert(letters(example)));
    Ok(Data { learn, held_out })
}

/// Letters and figures alone, so that a sentence is known again whatever marks it has lost.
fn letters(example: &Example) -> String {
    plain(&example.forms.concat())
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A word and its tag a line, an empty line between sentences.
fn conll(path: &Path) -> Outcome<Vec<Example>> {
    let text = files::read(path)?;
    let mut out = Vec::new();
    let mut now = Example { weight: 1.0, ..Example::default() };
    for (number, line) in text.lines().chain([""]).enumerate() {
        if line.trim().is_empty() {
            if !now.forms.is_empty() {
                out.push(std::mem::replace(&mut now, Example { weight: 1.0, ..Example::default() }));
            }
            continue;
        }
        let fault = || format!("{}:{}: no word and tag", path.display(), number + 1);
        let (form, tag) = line.split_once('\t').ok_or_else(fault)?;
        now.forms.push(form.to_owned());
        now.tags.push(NameTag::named(tag.trim()).ok_or_else(fault)?);
    }
    Ok(out)
}

/// The lists that a model looks words up in: the names and the classes of words of the language's folder.
pub(super) fn lists(lang: &str) -> Outcome<Vec<List>> {
    let source = kutip_lang::builtin_source(lang).ok_or_else(|| format!("{lang}: no such language"))?;
    let mut out = Vec::new();
    for (table, columns) in [
        ("states", &["name", "aliases", "abbreviations", "capital"][..]),
        ("regions", &["name", "aliases"]),
        ("bodies", &["name", "aliases"]),
        ("outlets", &["name", "aliases"]),
        ("leaders", &["name", "aliases"]),
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

fn cut(phrase: &str) -> Vec<String> {
    let mut out = Vec::new();
    scan(phrase, |_, span| out.push(span.of(phrase).to_owned()));
    out
}
