//! Sentences with names to learn from and to score on, and the lists of the language's folder.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use kutip_lang::source::values;
use kutip_learn::names::make::Example;
use kutip_learn::names::{List, NameTag};
use kutip_text::scan::scan;

use super::print;
use crate::{Outcome, files};

/// What there is of one language.
pub(super) struct Data {
    pub(super) learn: Vec<Sentence>,
    pub(super) held_out: Vec<Sentence>,
}

/// A sentence as the set has it, and as newspapers print it.
#[derive(Debug, Clone)]
pub(super) struct Sentence {
    /// Without quotation marks, brackets and dots at words.
    pub(super) bare: Example,
    /// With the quotation marks of the printed text, cut as our own texts are.
    pub(super) printed: Example,
}

/// The sentences of a language.
pub(super) fn of(lang: &str, shared: &Path) -> Outcome<Data> {
    match lang {
        "id" => indonesian(shared),
        _ => Err(format!("there are no sentences with names of '{lang}': --lang id")),
    }
}

/// IDNer-News-2k: its train part, without what the dev part has too, and its dev part. Quotation marks, which it lost,
/// come from the texts of the set that it was made of.
fn indonesian(shared: &Path) -> Outcome<Data> {
    let folder = shared.join("corpora/id");
    let texts = printed_texts(&files::read(&folder.join("ugm-ner-yusufs/train.xml.txt"))?);
    let read = |file: &str, seen: &mut HashSet<String>| {
        let mut examples = conll(&folder.join("idner-news-2k").join(file))?;
        examples.retain(|example| seen.insert(letters(example)));
        let sentence = |bare: Example| {
            let text = texts.get(&letters(&bare));
            let marked = text.map_or_else(|| bare.clone(), |text| print::with_marks(&bare, text));
            Sentence { printed: print::cut_again(&marked), bare }
        };
        Ok::<_, String>(examples.into_iter().map(sentence).collect())
    };
    let mut seen = HashSet::new();
    let held_out = read("dev.conll", &mut seen)?;
    Ok(Data { learn: read("train.conll", &mut seen)?, held_out })
}

/// Texts with quotation marks, by their letters.
fn printed_texts(xml: &str) -> HashMap<String, String> {
    let mut out = HashMap::new();
    for line in xml.lines() {
        let text: String =
            line.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
        out.entry(plain(&text)).or_insert(text);
    }
    out
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

pub(super) fn cut(phrase: &str) -> Vec<String> {
    let mut out = Vec::new();
    scan(phrase, |_, span| out.push(span.of(phrase).to_owned()));
    out
}
