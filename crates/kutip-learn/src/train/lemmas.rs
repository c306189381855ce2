//! How a model of lemmas is made: from a language's affixes, treebanks, and words that are known.
//!
//! The same files give the same bytes.

use super::Random;
use super::treebank::Sentence;
use crate::lemmas::affixes::{Affixes, Proof, Reading};
use crate::lemmas::table::{Table, hash};
use crate::lemmas::{
    Convention, FEATURES, KIND, Keys, Lemmas, SECTION, Script, Shape, WEIGHTS, Word, features, lower_into,
    says_something, shape,
};
use crate::pack;
use std::collections::{BTreeMap, BTreeSet};

const ROUNDS: usize = 8;
/// An exception is kept for speed alone where a word is so frequent.
const FREQUENT: usize = 4;

/// A treebank, or a part of one, with the convention that it follows.
#[derive(Debug)]
pub struct Treebank<'a> {
    /// The name of the convention.
    pub convention: &'a str,
    /// Its sentences.
    pub sentences: &'a [Sentence],
}

/// What of a word decides about its lemma.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Kind {
    small: String,
    base: String,
    upos: String,
    feats: String,
    convention: u8,
    keeps: bool,
}

struct Sighting {
    form: String,
    lemma: String,
    upos: String,
    feats: String,
    convention: u8,
    opens: bool,
}

/// What a model is made of besides affixes and treebanks; each part can be left out, to see what it is worth.
#[derive(Debug, Clone, Copy)]
pub struct Recipe<'a> {
    /// Words of the language, written small, that count as known.
    pub common: &'a [&'a str],
    /// Whether weights choose among the roots that affixes propose; without them the first one stands.
    pub weights: bool,
    /// Whether what rules and weights get wrong is listed.
    pub exceptions: bool,
}

/// Makes a model.
///
/// # Errors
/// What is wrong with the affixes or a treebank.
pub fn train(affixes: &str, treebanks: &[Treebank<'_>], recipe: Recipe<'_>) -> Result<Vec<u8>, String> {
    let (affixes, ..) = Affixes::parse(affixes)?;
    let mut model = Lemmas { affixes, ..Lemmas::default() };
    for bank in treebanks {
        if model.convention(bank.convention).is_none() {
            model.conventions.push(bank.convention.to_owned());
            model.styles.push(bank.sentences.first().map_or(0, |sentence| sentence.style));
        }
    }
    let mut seen = Vec::new();
    for bank in treebanks {
        let convention = model.convention(bank.convention).unwrap_or_default();
        bank.sentences.iter().for_each(|sentence| sightings(sentence, convention, &mut seen));
    }
    model.keeps = keeps(&seen);
    let kinds = kinds(&model, &seen);
    let roots = roots(&kinds);
    model.known = known(&roots, recipe.common);
    model.weights = if recipe.weights { weights(&model, &kinds, &roots) } else { vec![0; WEIGHTS] };
    if recipe.exceptions {
        except(&mut model, &kinds);
    }
    let body = postcard::to_stdvec(&model).map_err(|error| error.to_string())?;
    let mut section = Vec::new();
    pack::put_number(&mut section, u32::try_from(body.len()).map_err(|_| "too large a model")?);
    section.extend(body);
    let name = *SECTION.as_bytes().first_chunk().ok_or("no name of the section")?;
    Ok(pack::write(KIND, &[(name, section)]))
}

/// The proofs that stand beside a language's affixes: what they must read, and what they must not.
///
/// # Errors
/// What is not of the form of affixes.
pub fn proofs(affixes: &str) -> Result<(Vec<Proof>, Vec<Proof>), String> {
    Affixes::parse(affixes).map(|(_, yes, no)| (yes, no))
}

fn sightings(sentence: &Sentence, convention: Convention, out: &mut Vec<Sighting>) {
    let mut opens = true;
    for word in &sentence.words {
        if word.lemma != "_" || word.form == "_" {
            out.push(Sighting {
                form: word.form.clone(),
                lemma: word.lemma.clone(),
                upos: word.upos.clone(),
                feats: word.feats.clone(),
                convention: convention.0,
                opens,
            });
        }
        opens &= !says_something(&word.form);
    }
}

impl Sighting {
    fn word(&self) -> Word<'_> {
        Word { form: &self.form, upos: &self.upos, feats: &self.feats, opens: self.opens }
    }
}

/// By majority: whether the lemma has capitals where the word has some.
fn keeps(seen: &[Sighting]) -> Table {
    let mut votes: BTreeMap<u64, i64> = BTreeMap::new();
    for sighting in seen {
        let shape = shape(&sighting.form);
        if shape == Shape::Small {
            continue;
        }
        let key =
            Keys::of(&sighting.word(), Convention(sighting.convention)).of_shape(shape, &sighting.word());
        let kept = sighting.lemma.chars().any(char::is_uppercase);
        *votes.entry(key).or_default() += if kept { 1 } else { -1 };
    }
    let entries: Vec<_> = votes.into_iter().map(|(key, vote)| (key, u16::from(vote > 0))).collect();
    Table::of(&entries)
}

/// Every kind of word with its lemmas and how often each was seen.
fn kinds(model: &Lemmas, seen: &[Sighting]) -> BTreeMap<Kind, BTreeMap<String, usize>> {
    let mut kinds: BTreeMap<Kind, BTreeMap<String, usize>> = BTreeMap::new();
    for sighting in seen {
        let keys = Keys::of(&sighting.word(), Convention(sighting.convention));
        let keeps = model.keeps_capitals(&sighting.word(), &keys);
        let mut small = String::new();
        lower_into(&sighting.form, &mut small);
        let base = if keeps { sighting.form.clone() } else { small.clone() };
        let kind = Kind {
            small,
            base,
            upos: sighting.upos.clone(),
            feats: sighting.feats.clone(),
            convention: sighting.convention,
            keeps,
        };
        *kinds.entry(kind).or_default().entry(sighting.lemma.clone()).or_default() += 1;
    }
    kinds
}

/// How many words have a root.
fn roots(kinds: &BTreeMap<Kind, BTreeMap<String, usize>>) -> BTreeMap<String, BTreeSet<String>> {
    let mut roots: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (kind, lemmas) in kinds {
        roots.entry(usual(lemmas).to_owned()).or_default().insert(kind.small.clone());
    }
    roots
}

fn usual(lemmas: &BTreeMap<String, usize>) -> &str {
    // The first of equals, so that the order of the files does not matter.
    let best = lemmas.iter().max_by_key(|(lemma, count)| (**count, std::cmp::Reverse(*lemma)));
    best.map_or("", |(lemma, _)| lemma)
}

fn bucket(words: usize, common: bool) -> u16 {
    words.min(3) as u16 + if common { 4 } else { 0 }
}

fn known(roots: &BTreeMap<String, BTreeSet<String>>, common: &[&str]) -> Table {
    let mut all: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
    for (root, words) in roots {
        all.entry(root).or_default().0 = words.len();
    }
    for word in common {
        all.entry(word).or_default().1 = true;
    }
    let entries: Vec<_> = all.iter().map(|(word, (n, common))| (hash(word), bucket(*n, *common))).collect();
    Table::of(&entries)
}

/// A word to learn from: its readings' features, and which of them give its lemma.
struct Example {
    readings: Vec<([usize; FEATURES], bool)>,
    weight: i32,
}

fn examples(
    model: &Lemmas,
    kinds: &BTreeMap<Kind, BTreeMap<String, usize>>,
    roots: &BTreeMap<String, BTreeSet<String>>,
) -> Vec<Example> {
    let mut out = Vec::new();
    let (mut readings, mut root) = (Vec::<Reading>::new(), String::new());
    for (kind, lemmas) in kinds {
        let lemma = usual(lemmas);
        model.affixes.readings(&kind.base, &mut readings);
        if readings.len() < 2 {
            continue;
        }
        let keys = kind.keys();
        let made: Vec<_> = readings
            .iter()
            .map(|reading| {
                root.clear();
                model.affixes.write_root(&kind.base, reading, &mut root);
                let mut known = model.known.get(hash(&root)).unwrap_or(0);
                // A word that nobody has seen does not make its own root known.
                if let Some(words) = roots.get(root.as_str()).filter(|words| words.contains(&kind.small)) {
                    known = bucket(words.len() - 1, known >= 4);
                }
                (features(&kind.base, &root, reading, known, kind.keeps, &keys), root == lemma)
            })
            .collect();
        if made.iter().any(|(_, right)| *right) {
            let count: usize = lemmas.values().sum();
            out.push(Example { readings: made, weight: 1 + i32::from(count > 2) });
        }
    }
    out
}

impl Kind {
    fn keys(&self) -> Keys {
        let word = Word { form: &self.small, upos: &self.upos, feats: &self.feats, opens: false };
        Keys::of(&word, Convention(self.convention))
    }
}

/// The averaged perceptron over readings.
fn weights(
    model: &Lemmas,
    kinds: &BTreeMap<Kind, BTreeMap<String, usize>>,
    roots: &BTreeMap<String, BTreeSet<String>>,
) -> Vec<i16> {
    let examples = examples(model, kinds, roots);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut weights = vec![0i64; WEIGHTS];
    let mut sums = vec![0i64; WEIGHTS];
    let (mut step, mut random) = (0i64, Random::new(0x5eed));
    for _ in 0..ROUNDS {
        random.shuffle(&mut order);
        for at in &order {
            step += 1;
            let example = &examples[*at];
            let score = |places: &[usize; FEATURES]| places.iter().map(|place| weights[*place]).sum::<i64>();
            let best = |right: Option<bool>| {
                let among = example.readings.iter().filter(|(_, is)| right.is_none_or(|right| *is == right));
                among.rev().max_by_key(|(places, _)| score(places))
            };
            let (Some(top), Some(right)) = (best(None), best(Some(true))) else { continue };
            if top.1 {
                continue;
            }
            let by = i64::from(example.weight);
            for (places, by) in [(right.0, by), (top.0, -by)] {
                for place in places {
                    weights[place] += by;
                    sums[place] += by * step;
                }
            }
        }
    }
    let total = step.max(1);
    let averaged: Vec<i64> =
        weights.iter().zip(&sums).map(|(weight, sum)| (weight * total - sum) * 64 / total).collect();
    averaged.iter().map(|w| (*w).clamp(i64::from(i16::MIN), i64::from(i16::MAX)) as i16).collect()
}

/// Lists what the rules and weights get wrong, from the widest key to the narrowest: each level only holds what the
/// levels above it do not say.
fn except(model: &mut Lemmas, kinds: &BTreeMap<Kind, BTreeMap<String, usize>>) {
    let mut scripts: BTreeMap<Script, u16> = BTreeMap::new();
    let mut entries: BTreeMap<u64, u16> = BTreeMap::new();
    for level in [3, 2, 1, 0] {
        let mut groups: BTreeMap<u64, (BTreeMap<Script, usize>, Vec<&Kind>)> = BTreeMap::new();
        for (kind, lemmas) in kinds {
            let key = kind.keys().narrow_to_wide(hash(&kind.small), kind.keeps)[level];
            let group = groups.entry(key).or_default();
            for (lemma, count) in lemmas {
                *group.0.entry(script(&kind.base, lemma)).or_default() += count;
            }
            group.1.push(kind);
        }
        let mut added = Vec::new();
        for (key, (votes, members)) in groups {
            let Some((wanted, _)) = votes.iter().max_by_key(|(script, n)| (**n, std::cmp::Reverse(*script)))
            else {
                continue;
            };
            let total: usize = votes.values().sum();
            let said = members.iter().all(|kind| said(model, kind) == applied(wanted, &kind.base));
            if said && !(level == 3 && total >= FREQUENT) {
                continue;
            }
            let next = u16::try_from(scripts.len()).unwrap_or(u16::MAX);
            let number = *scripts.entry(wanted.clone()).or_insert(next);
            added.push((key, number));
        }
        entries.extend(added);
        let all: Vec<_> = entries.iter().map(|(key, number)| (*key, *number)).collect();
        model.exceptions = Table::of(&all);
        let mut list: Vec<_> = scripts.iter().collect();
        list.sort_by_key(|(_, number)| **number);
        model.scripts = list.into_iter().map(|(script, _)| script.clone()).collect();
    }
}

fn said(model: &Lemmas, kind: &Kind) -> String {
    let keys = kind.keys();
    let mut out = String::new();
    if let Some(script) = model.exception(&kind.small, kind.keeps, &keys) {
        script.apply(&kind.base, &mut out);
        return out;
    }
    let (mut readings, mut root) = (Vec::new(), String::new());
    model.affixes.readings(&kind.base, &mut readings);
    if let Some(best) = model.best(&kind.base, kind.keeps, &keys, &readings, &mut root) {
        model.affixes.write_root(&kind.base, &best, &mut out);
    }
    out
}

fn applied(script: &Script, base: &str) -> String {
    let mut out = String::new();
    script.apply(base, &mut out);
    out
}

/// The script that keeps the longest stretch of the word.
fn script(base: &str, lemma: &str) -> Script {
    let (mut from, mut length, mut at) = (0, 0, 0);
    for (start, _) in base.char_indices() {
        for (place, _) in lemma.char_indices() {
            let same: usize = base[start..]
                .chars()
                .zip(lemma[place..].chars())
                .take_while(|(a, b)| a == b)
                .map(|(a, _)| a.len_utf8())
                .sum();
            if same > length {
                (from, length, at) = (start, same, place);
            }
        }
    }
    let back = base.len() - from - length;
    match (u8::try_from(from), u8::try_from(back)) {
        (Ok(front), Ok(back)) => Script {
            front,
            back,
            put_front: lemma[..at].to_owned(),
            put_back: lemma[at + length..].to_owned(),
        },
        _ => Script::default(),
    }
}
