//! Which sentences are learned from and which are held out, by language. The folds never change: scores of one model
//! and the next are of the same sentences.

use std::path::{Path, PathBuf};

use kutip_learn::train::mapping;
use kutip_learn::train::treebank::{self, Sentence};

use crate::{Outcome, files};

/// The last sentences of UD-CSUI train: what a tagger or a parser of Indonesian news is scored on.
const CSUI_HELD_OUT: usize = 131;

/// UD-GSD and what was mapped to it annotate otherwise than UD-CSUI and UD-PUD: `compound` and `flat` where these have
/// `nmod`, and other parts of speech of function words.
const GSD_STYLE: u8 = 1;

/// Sentences of one treebank.
pub(crate) struct Part {
    pub(crate) name: &'static str,
    pub(crate) sentences: Vec<Sentence>,
}

/// The sentences to learn from: the treebanks of a language in the shared folder, what is held out left out.
/// `today_only` leaves out those that have to be brought to today's annotation first.
pub(crate) fn learn(lang: &str, today_only: bool) -> Outcome<Vec<Sentence>> {
    let today = today(lang)?.into_iter().flat_map(|part| part.sentences).collect::<Vec<_>>();
    if lang == "en" || today_only {
        return Ok(today);
    }
    let folder = folder(lang)?;
    let twice = read(&folder.join("ud-gsd/id-ud-dev.ud20-2017.conllu"))?;
    let old = in_style(GSD_STYLE, read(&folder.join("ud-gsd/id-ud-train.ud20-2017.conllu"))?);
    let mapped = mapping::map(&today, &twice, &old).map_err(|error| error.to_string())?;
    Ok([today, mapped].concat())
}

/// Of these sentences those in today's annotation, which have lemmas, treebank by treebank.
pub(crate) fn today(lang: &str) -> Outcome<Vec<Part>> {
    let folder = folder(lang)?;
    let part = |name, sentences| Part { name, sentences };
    if lang == "en" {
        return Ok(vec![part("UD-EWT", read(&folder.join("ud-ewt/en_ewt-ud-train.conllu"))?)]);
    }
    let pud = read(&folder.join("ud-pud/id_pud-ud-test.conllu"))?;
    Ok(vec![part("UD-CSUI", csui(&folder)?.0), part("UD-GSD", gsd(&folder)?.0), part("UD-PUD", pud)])
}

/// The sentences to score on.
pub(crate) fn held_out(lang: &str) -> Outcome<Vec<Part>> {
    let folder = folder(lang)?;
    let part = |name, sentences| Part { name, sentences };
    if lang == "en" {
        return Ok(vec![part("UD-EWT", read(&folder.join("ud-ewt/en_ewt-ud-dev.conllu"))?)]);
    }
    Ok(vec![part("UD-CSUI", csui(&folder)?.1), part("UD-GSD", gsd(&folder)?.1)])
}

fn folder(lang: &str) -> Outcome<PathBuf> {
    match lang {
        "id" | "en" => Ok(files::need_shared()?.join("corpora").join(lang)),
        _ => Err(format!("there is no treebank of '{lang}': --lang id or --lang en")),
    }
}

fn csui(folder: &Path) -> Outcome<(Vec<Sentence>, Vec<Sentence>)> {
    let mut csui = read(&folder.join("ud-csui/id_csui-ud-train.conllu"))?;
    let held_out = csui.split_off(csui.len().saturating_sub(CSUI_HELD_OUT));
    Ok((csui, held_out))
}

/// Of UD-GSD's dev the last fifth is held out.
fn gsd(folder: &Path) -> Outcome<(Vec<Sentence>, Vec<Sentence>)> {
    let mut gsd = in_style(GSD_STYLE, read(&folder.join("ud-gsd/id_gsd-ud-dev.conllu"))?);
    let held_out = gsd.split_off(gsd.len() * 4 / 5);
    Ok((gsd, held_out))
}

fn in_style(style: u8, mut sentences: Vec<Sentence>) -> Vec<Sentence> {
    sentences.iter_mut().for_each(|sentence| sentence.style = style);
    sentences
}

pub(super) fn read(path: &Path) -> Outcome<Vec<Sentence>> {
    treebank::read(&files::read(path)?).map_err(|error| format!("{}: {error}", path.display()))
}
