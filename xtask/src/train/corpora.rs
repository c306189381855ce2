//! Which sentences are learned from and which are held out, by language. The folds never change: scores of one model
//! and the next are of the same sentences.

use std::path::Path;

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

/// What there is of one language.
pub(crate) struct Treebanks {
    /// To learn from.
    pub(crate) learn: Vec<Part>,
    /// To score on.
    pub(crate) held_out: Vec<Part>,
}

/// The treebanks of a language in the shared folder.
pub(crate) fn treebanks(lang: &str) -> Outcome<Treebanks> {
    let shared = files::need_shared()?.join("corpora");
    match lang {
        "id" => indonesian(&shared.join("id")),
        "en" => english(&shared.join("en")),
        _ => Err(format!("there is no treebank of '{lang}': --lang id or --lang en")),
    }
}

fn indonesian(folder: &Path) -> Outcome<Treebanks> {
    let mut csui = read(&folder.join("ud-csui/id_csui-ud-train.conllu"))?;
    let csui_out = csui.split_off(csui.len().saturating_sub(CSUI_HELD_OUT));
    let mut gsd = read(&folder.join("ud-gsd/id_gsd-ud-dev.conllu"))?;
    let mut gsd_out = gsd.split_off(gsd.len() * 4 / 5);
    let twice = read(&folder.join("ud-gsd/id-ud-dev.ud20-2017.conllu"))?;
    let mut old = read(&folder.join("ud-gsd/id-ud-train.ud20-2017.conllu"))?;
    let in_style =
        |sentences: &mut Vec<Sentence>| sentences.iter_mut().for_each(|sentence| sentence.style = GSD_STYLE);
    [&mut gsd, &mut gsd_out, &mut old].into_iter().for_each(in_style);
    let pud = read(&folder.join("ud-pud/id_pud-ud-test.conllu"))?;
    let today: Vec<Sentence> = [&csui[..], &gsd, &pud].concat();
    let mapped = mapping::map(&today, &twice, &old).map_err(|error| error.to_string())?;
    let part = |name, sentences| Part { name, sentences };
    Ok(Treebanks {
        learn: vec![part("UD-CSUI", csui), part("UD-GSD", gsd), part("UD-PUD", pud), part("mapped", mapped)],
        held_out: vec![part("UD-CSUI", csui_out), part("UD-GSD", gsd_out)],
    })
}

fn english(folder: &Path) -> Outcome<Treebanks> {
    let part = |file: &str| {
        Ok::<_, String>(Part { name: "UD-EWT", sentences: read(&folder.join("ud-ewt").join(file))? })
    };
    Ok(Treebanks {
        learn: vec![part("en_ewt-ud-train.conllu")?],
        held_out: vec![part("en_ewt-ud-dev.conllu")?],
    })
}

pub(super) fn read(path: &Path) -> Outcome<Vec<Sentence>> {
    treebank::read(&files::read(path)?).map_err(|error| format!("{}: {error}", path.display()))
}
