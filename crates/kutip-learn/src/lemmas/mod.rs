//! Lemmas: the word as a dictionary has it, with the affixes that it bears.
//!
//! A language's affixes (rules that a person wrote) propose every root that a word may have; weights that were learned
//! from treebanks choose among them by the word's tag, its ends, and which words are known; what they get wrong in the
//! treebanks is a list of exceptions. Treebanks disagree about lemmas (whether names are written small, whether
//! *sebagai* is *bagai*), so that a model knows the conventions of each and is asked for one of them.

pub(crate) mod affixes;
pub(crate) mod table;

pub use affixes::{Affix, Proof};

use crate::ModelError;
use crate::pack::Pack;
use affixes::{Affixes, Reading};
use serde::{Deserialize, Serialize};
use table::{Table, hash, mix};

/// The kind of the [`Pack`] of lemmas.
pub(crate) const KIND: [u8; 4] = *b"lemm";
/// Its only section.
pub(crate) const SECTION: &str = "all ";
/// Places of the weights; a power of two.
pub(crate) const WEIGHTS: usize = 1 << 16;
pub(crate) const FEATURES: usize = 13;

/// The part of speech of names, as UD calls it.
const NAME: &str = "PROPN";

/// What a lemma depends on.
#[derive(Clone, Copy, Debug)]
pub struct Word<'a> {
    /// The word as it is written.
    pub form: &'a str,
    /// Its part of speech.
    pub upos: &'a str,
    /// Its features, as CoNLL-U has them.
    pub feats: &'a str,
    /// Whether it opens its sentence, so that a capital says nothing.
    pub opens: bool,
}

/// What one thread keeps from word to word.
#[derive(Debug, Default)]
pub struct LemmaScratch {
    small: String,
    root: String,
    readings: Vec<Reading>,
}

/// The number of a treebank whose conventions are followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Convention(pub(crate) u8);

/// What a word was made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    /// The root.
    pub root: String,
    /// The names of its affixes, from outside to inside, those at the front first.
    pub affixes: Vec<String>,
    /// The voice that they give a verb, as UD names it; empty where they say nothing.
    pub voice: String,
    /// The category that the outermost of them makes, as UPOS; empty where they say nothing.
    pub category: String,
}

/// How a lemma is got from its word.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Script {
    /// Bytes that are taken off the word.
    pub(crate) front: u8,
    pub(crate) back: u8,
    /// What comes in their place.
    pub(crate) put_front: String,
    pub(crate) put_back: String,
}

/// The lemmas of a language.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Lemmas {
    pub(crate) affixes: Affixes,
    /// The treebanks whose conventions are known; the first is followed unless another is named.
    pub(crate) conventions: Vec<String>,
    /// The manner of annotation of each treebank, as tagger and parser number them.
    pub(crate) styles: Vec<u8>,
    pub(crate) scripts: Vec<Script>,
    /// Numbers of scripts.
    pub(crate) exceptions: Table,
    /// How many words have this root (two bits), and whether it is a word of the language (the third).
    pub(crate) known: Table,
    /// Whether capitals are kept, by convention, part of speech, shape and place.
    pub(crate) keeps: Table,
    pub(crate) weights: Vec<i16>,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Small,
    Capital,
    Upper,
    Mixed,
}

impl Lemmas {
    /// Reads a model and checks it.
    ///
    /// # Errors
    /// What is wrong with the bytes.
    pub fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut section = Pack::read(bytes, KIND)?.section(SECTION)?;
        let size = section.count()?;
        let body = section.take(size)?;
        let model: Self = postcard::from_bytes(body)
            .map_err(|_| section.bad("these are not the tables of a language's lemmas"))?;
        let sound = model.weights.len() == WEIGHTS
            && [&model.exceptions, &model.known, &model.keeps].into_iter().all(Table::is_sound);
        if sound { Ok(model) } else { Err(section.bad("a table that is not whole")) }
    }

    /// The names of the conventions, the usual one first.
    pub fn conventions(&self) -> impl Iterator<Item = &str> {
        self.conventions.iter().map(String::as_str)
    }

    /// The convention of this name.
    #[must_use]
    pub fn convention(&self, name: &str) -> Option<Convention> {
        let at = self.conventions.iter().position(|known| known == name)?;
        u8::try_from(at).ok().map(Convention)
    }

    /// The manner of annotation that goes with a convention, as tagger and parser number them.
    #[must_use]
    pub fn style(&self, convention: Convention) -> u8 {
        self.styles.get(convention.0 as usize).copied().unwrap_or(0)
    }

    /// Writes the lemma of a word to the end of `out`.
    pub fn lemma(
        &self,
        word: Word<'_>,
        convention: Convention,
        scratch: &mut LemmaScratch,
        out: &mut String,
    ) {
        let keys = Keys::of(&word, convention);
        let keeps = self.keeps_capitals(&word, &keys);
        let LemmaScratch { small, root, readings } = scratch;
        lower_into(word.form, small);
        let base = if keeps { word.form } else { small.as_str() };
        if let Some(script) = self.exception(small, keeps, &keys) {
            script.apply(base, out);
            return;
        }
        self.affixes.readings(base, readings);
        let Some(best) = self.best(base, keeps, &keys, readings, root) else {
            out.push_str(base);
            return;
        };
        self.affixes.write_root(base, &best, out);
    }

    /// Whether a word that is written small is one of the language: listed, or made of a root that is.
    pub fn knows(&self, word: &str, scratch: &mut LemmaScratch) -> bool {
        let LemmaScratch { root, readings, .. } = scratch;
        self.affixes.readings(word, readings);
        readings.iter().any(|reading| {
            root.clear();
            self.affixes.write_root(word, reading, root);
            self.known.get(hash(root)).is_some_and(|known| known > 0)
        })
    }

    /// The affixes of a word, read as this part of speech.
    #[must_use]
    pub fn analyse(&self, form: &str, upos: &str, feats: &str) -> Analysis {
        let word = Word { form, upos, feats, opens: true };
        let keys = Keys::of(&word, Convention::default());
        let (mut small, mut root, mut readings) = (String::new(), String::new(), Vec::new());
        lower_into(form, &mut small);
        self.affixes.readings(&small, &mut readings);
        if let Some(script) = self.exception(&small, false, &keys) {
            let mut lemma = String::new();
            script.apply(&small, &mut lemma);
            let is_it = |reading: &Reading| {
                root.clear();
                self.affixes.write_root(&small, reading, &mut root);
                root == lemma
            };
            readings.retain(is_it);
            if readings.is_empty() {
                return Analysis { root: lemma, ..Analysis::default() };
            }
        }
        let Some(best) = self.best(&small, false, &keys, &readings, &mut root) else {
            return Analysis { root: small, ..Analysis::default() };
        };
        let mut analysis = Analysis::default();
        self.affixes.write_root(&small, &best, &mut analysis.root);
        for affix in self.affixes.of(&best) {
            analysis.affixes.push(affix.name.clone());
            let first = |value: &mut String, new: &str| {
                if value.is_empty() {
                    value.push_str(new);
                }
            };
            first(&mut analysis.voice, &affix.voice);
            first(&mut analysis.category, &affix.category);
        }
        analysis
    }

    pub(crate) fn keeps_capitals(&self, word: &Word<'_>, keys: &Keys) -> bool {
        let shape = shape(word.form);
        shape != Shape::Small && self.keeps.get(keys.of_shape(shape, word)).is_some_and(|keeps| keeps == 1)
    }

    pub(crate) fn exception(&self, small: &str, keeps: bool, keys: &Keys) -> Option<&Script> {
        let form = hash(small);
        let number = keys.narrow_to_wide(form, keeps).into_iter().find_map(|key| self.exceptions.get(key))?;
        self.scripts.get(number as usize)
    }

    pub(crate) fn best(
        &self,
        base: &str,
        keeps: bool,
        keys: &Keys,
        readings: &[Reading],
        root: &mut String,
    ) -> Option<Reading> {
        if let [only] = readings {
            return Some(*only);
        }
        let mut best: Option<(i32, &Reading)> = None;
        for reading in readings {
            root.clear();
            self.affixes.write_root(base, reading, root);
            let known = self.known.get(hash(root)).unwrap_or(0);
            let features = features(base, root, reading, known, keeps, keys);
            let score = features.iter().map(|at| i32::from(self.weights[at & (WEIGHTS - 1)])).sum();
            if best.is_none_or(|(highest, _)| score > highest) {
                best = Some((score, reading));
            }
        }
        best.map(|(_, reading)| *reading)
    }
}

impl Script {
    pub(crate) fn apply(&self, base: &str, out: &mut String) {
        let end = base.len().saturating_sub(self.back as usize);
        out.push_str(&self.put_front);
        out.push_str(base.get(self.front as usize..end).unwrap_or(base));
        out.push_str(&self.put_back);
    }
}

/// Numbers for what a word is beside its letters.
pub(crate) struct Keys {
    upos: u64,
    feats: u64,
    convention: u64,
}

impl Keys {
    pub(crate) fn of(word: &Word<'_>, convention: Convention) -> Self {
        Self { upos: hash(word.upos), feats: hash(word.feats), convention: u64::from(convention.0) + 1 }
    }

    /// The keys under which an exception may stand, the most special first.
    pub(crate) fn narrow_to_wide(&self, form: u64, keeps: bool) -> [u64; 4] {
        let wide = mix(mix(form, self.upos), u64::from(keeps));
        let convention = mix(wide, self.convention);
        [mix(convention, self.feats), convention, mix(wide, self.feats.rotate_left(9)), wide]
    }

    /// The key of a word with capitals. A name has its own wherever it stands, though a treebank may write it small at
    /// the start of a sentence.
    pub(crate) fn of_shape(&self, shape: Shape, word: &Word<'_>) -> u64 {
        let opens = word.opens && word.upos != NAME;
        mix(mix(self.upos, self.convention), shape as u64 * 2 + u64::from(opens) + 1)
    }
}

/// What speaks for or against a reading: places of the weights.
pub(crate) fn features(
    base: &str,
    root: &str,
    reading: &Reading,
    known: u16,
    keeps: bool,
    keys: &Keys,
) -> [usize; FEATURES] {
    let (front, back, both) = reading.chains();
    let known = u64::from(known) + 1;
    let start = |text: &str, n: usize| first_bytes(text, n);
    let end = |text: &str, n: usize| last_bytes(text, n);
    let length = root.len().min(12) as u64;
    let tagged = mix(both, keys.upos);
    let made = [
        tagged,
        mix(tagged, keys.feats),
        mix(tagged, keys.convention << 3),
        mix(both, known << 8),
        mix(u64::from(reading.is_whole()), known << 16),
        mix(mix(front, start(root, 2)), 0xA1),
        mix(mix(back, end(root, 3)), 0xA2),
        mix(mix(back, end(root, 2)), 0xA3),
        mix(mix(both, length), 0xA4),
        mix(mix(tagged, end(base, 4)), 0xA5),
        mix(mix(both, start(base, 4)), 0xA6),
        mix(mix(known, length), 0xA7),
        mix(tagged, 0xA8 + u64::from(keeps)),
    ];
    let mut out = [0; FEATURES];
    for (nth, (place, feature)) in out.iter_mut().zip(made).enumerate() {
        *place = (mix(feature, nth as u64 + 1) >> 16) as usize & (WEIGHTS - 1);
    }
    out
}

/// Whether a form ends the stretch at the start of a sentence in which a capital says nothing: marks do not.
#[must_use]
pub fn says_something(form: &str) -> bool {
    form.chars().any(char::is_alphanumeric)
}

fn first_bytes(text: &str, n: usize) -> u64 {
    text.bytes().take(n).fold(1, |sum, byte| sum << 8 | u64::from(byte))
}

fn last_bytes(text: &str, n: usize) -> u64 {
    text.bytes().rev().take(n).fold(1, |sum, byte| sum << 8 | u64::from(byte))
}

pub(crate) fn shape(form: &str) -> Shape {
    let (mut letters, mut upper, mut first) = (0, 0, None);
    for c in form.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        upper += usize::from(c.is_uppercase());
        first.get_or_insert(c.is_uppercase());
    }
    match (upper, first) {
        (0, _) => Shape::Small,
        (1, Some(true)) => Shape::Capital,
        _ if upper == letters => Shape::Upper,
        _ => Shape::Mixed,
    }
}

pub(crate) fn lower_into(form: &str, out: &mut String) {
    out.clear();
    out.push_str(form);
    if form.is_ascii() {
        out.make_ascii_lowercase();
    } else {
        out.clear();
        out.extend(form.chars().flat_map(char::to_lowercase));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin;

    fn lemmas(code: &str) -> Lemmas {
        Lemmas::read(builtin::file(code, "lemmas.bin").unwrap()).unwrap()
    }

    fn lemma(model: &Lemmas, [form, upos, feats]: [&str; 3], opens: bool, convention: Convention) -> String {
        let mut lemma = String::new();
        let word = Word { form, upos, feats, opens };
        model.lemma(word, convention, &mut LemmaScratch::default(), &mut lemma);
        lemma
    }

    #[test]
    fn words_of_indonesian() {
        let model = lemmas("id");
        let usual = Convention::default();
        for (word, want) in [
            (["mempertimbangkan", "VERB", "Voice=Act"], "timbang"),
            (["menyekop", "VERB", "Voice=Act"], "sekop"),
            (["dipercantik", "VERB", "Voice=Pass"], "cantik"),
            (["kemerdekaan", "NOUN", "Number=Sing"], "merdeka"),
            (["berlari-lari", "VERB", "Voice=Act"], "lari"),
            (["perahu-perahu", "NOUN", "Number=Plur"], "perahu"),
            (["Surabaya", "PROPN", "_"], "Surabaya"),
            (["10.000", "NUM", "NumType=Card"], "10.000"),
            ([",", "PUNCT", "_"], ","),
        ] {
            assert_eq!(lemma(&model, word, false, usual), want, "{word:?}");
        }
        assert_eq!(lemma(&model, ["Menulis", "VERB", "Voice=Act"], true, usual), "tulis");
    }

    #[test]
    fn words_of_english() {
        let model = lemmas("en");
        for (word, want) in [
            (["went", "VERB", "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"], "go"),
            (["stopping", "VERB", "VerbForm=Ger"], "stop"),
            (["harvesters", "NOUN", "Number=Plur"], "harvester"),
            (["n't", "PART", "Polarity=Neg"], "not"),
            (["bigger", "ADJ", "Degree=Cmp"], "big"),
        ] {
            assert_eq!(lemma(&model, word, false, Convention::default()), want, "{word:?}");
        }
    }

    #[test]
    fn treebanks_differ_and_the_model_knows_each() {
        let model = lemmas("id");
        assert_eq!(model.conventions().collect::<Vec<_>>(), ["csui", "gsd", "pud"]);
        let of = |name: &str, word| lemma(&model, word, false, model.convention(name).unwrap());
        let nya = ["nya", "PRON", "Number=Sing|Person=3|PronType=Prs"];
        assert_eq!((of("csui", nya), of("gsd", nya)), ("nya".into(), "dia".into()));
        let name = ["Surabaya", "PROPN", "_"];
        assert_eq!((of("csui", name), of("gsd", name)), ("Surabaya".into(), "surabaya".into()));
        assert!(model.convention("xyz").is_none());
    }

    #[test]
    fn an_analysis_names_affixes_voice_and_category() {
        let analysis = lemmas("id").analyse("memperbaiki", "VERB", "Voice=Act");
        assert_eq!((analysis.root.as_str(), analysis.voice.as_str()), ("baik", "Act"));
        assert!(analysis.affixes.contains(&"i".to_owned()), "{analysis:?}");
        let analysis = lemmas("id").analyse("penyambutan", "NOUN", "Number=Sing");
        assert_eq!((analysis.root.as_str(), analysis.category.as_str()), ("sambut", "NOUN"));
        assert_eq!(lemmas("id").analyse("batu", "NOUN", "_").affixes, Vec::<String>::new());
    }

    #[test]
    fn any_word_has_a_lemma_and_damaged_bytes_are_refused() {
        let model = lemmas("id");
        for form in ["", "\u{0}", "-", "İİİ", "ﬀﬀ-ﬀ", "👩‍👩‍👧-👩", "e\u{301}\u{200b}n"]
        {
            for upos in ["NOUN", "", "X"] {
                lemma(&model, [form, upos, "_"], true, Convention(9));
            }
        }
        let bytes = builtin::file("id", "lemmas.bin").unwrap();
        assert!(Lemmas::read(&bytes[..bytes.len() / 2]).is_err());
        let mut damaged = bytes.to_vec();
        damaged[999] ^= 1;
        assert!(Lemmas::read(&damaged).is_err());
    }
}
