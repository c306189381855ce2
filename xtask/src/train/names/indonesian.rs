//! Indonesian: IDNer-News-2k, as the set has its sentences and as newspapers print them.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use kutip_learn::names::NameTag;
use kutip_learn::names::make::Example;

use super::data::{Data, Form, Sentence};
use super::print;
use crate::{Outcome, files};

/// Its train part, without what the dev part has too, and its dev part. Quotation marks, which it lost, come from the
/// texts of the set that it was made of.
pub(super) fn data(shared: &Path) -> Outcome<Data> {
    let folder = shared.join("corpora/id");
    let texts = printed_texts(&files::read(&folder.join("ugm-ner-yusufs/train.xml.txt"))?);
    let read = |file: &str, seen: &mut HashSet<String>| {
        let mut examples = conll(&folder.join("idner-news-2k").join(file))?;
        examples.retain(|example| seen.insert(letters(example)));
        let sentence = |(article, bare): (usize, Example)| {
            let text = texts.get(&letters(&bare));
            let marked = text.map_or_else(|| bare.clone(), |text| print::with_marks(&bare, text));
            let printed = Form { part: "as printed", example: print::cut_again(&marked) };
            Sentence { article, forms: vec![Form { part: "as they stand", example: bare }, printed] }
        };
        Ok::<_, String>(examples.into_iter().enumerate().map(sentence).collect())
    };
    let mut seen = HashSet::new();
    let held_out = read("dev.conll", &mut seen)?;
    let learn = read("train.conll", &mut seen)?;
    Ok(Data { learn, held_out, decay: 1.0, without: &["parts"], summed: &[], found: 0.0 })
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
