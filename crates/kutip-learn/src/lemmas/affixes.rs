//! Affixes as a language's folder states them, and every way in which they may stand on a word.
//!
//! The rules propose; which proposal is the word's own is decided by what was learned ([`super::Lemmas`]).

use serde::{Deserialize, Serialize};
#[cfg(any(test, feature = "train"))]
use std::collections::BTreeMap;

/// Proposals for one word; more are not made, however many affixes a word seems to have.
const MOST_READINGS: usize = 40;
/// Affixes at one end of a word.
const MOST_LAYERS: u8 = 3;

/// The file of affixes, as it is written.
#[cfg(any(test, feature = "train"))]
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    root: Root,
    affix: BTreeMap<String, Entry>,
}

/// What a root must be.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Root {
    /// Letters it has at least.
    least: usize,
    /// Of which it needs one.
    vowels: String,
    /// What stands between the halves of a doubled word; empty where words are not doubled.
    #[serde(default)]
    doubles: String,
}

#[cfg(any(test, feature = "train"))]
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    at: End,
    #[serde(default)]
    voice: String,
    #[serde(default)]
    category: String,
    forms: Vec<EntryForm>,
    #[serde(default)]
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum End {
    Front,
    Back,
}

#[cfg(any(test, feature = "train"))]
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryForm {
    cut: String,
    #[serde(default)]
    put: String,
    #[serde(default)]
    next: String,
    #[serde(default)]
    twin: bool,
}

/// An affix.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Affix {
    /// Its name: `meN`.
    pub name: String,
    /// The voice of a verb that has it, as UD names it; empty where it says nothing.
    pub voice: String,
    /// The category that it makes, as UPOS; empty where it says nothing.
    pub category: String,
}

/// One form of an affix.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Form {
    affix: u16,
    /// The letters that are taken off.
    cut: String,
    /// What the root has in their place.
    put: String,
    /// The letters of which one must stand beside the affix; empty for any.
    next: String,
    /// The root's last letter was doubled before the affix.
    twin: bool,
}

/// The affixes of a language.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Affixes {
    root: Root,
    affixes: Vec<Affix>,
    front: Vec<Form>,
    back: Vec<Form>,
}

/// A proof that stands beside an affix: a word, an affix, and the root that must be among the word's readings, or must not.
#[derive(Clone, Debug)]
pub struct Proof {
    /// The affix.
    pub affix: String,
    /// The word.
    pub word: String,
    /// The root, the word itself where nothing is to be taken off.
    pub root: String,
}

/// A way to read a word: what is taken off its ends, and what comes in its place.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Reading {
    /// Bytes before the root.
    pub(crate) front: u16,
    /// Where the root ends in the word.
    pub(crate) end: u16,
    /// The form whose letters stand before and behind the root; none for nothing.
    put_front: Option<u16>,
    put_back: Option<u16>,
    /// Affixes from outside to inside, at most three at each end, plus one; 0 for none.
    chain: [u16; 6],
    /// How the halves of a doubled word go together; 0 where it is read as one.
    pub(crate) halves: u8,
}

impl Reading {
    /// A number for the affixes at the front, at the back, and both with the halves.
    pub(crate) fn chains(&self) -> (u64, u64, u64) {
        let mix = |ids: &[u16]| {
            ids.iter().fold(0x51_7cc1_b727u64, |hash, id| {
                (hash.rotate_left(7) ^ u64::from(*id)).wrapping_mul(0x2545_f491_4f6c_dd1d)
            })
        };
        let (front, back) = (mix(&self.chain[..3]), mix(&self.chain[3..]));
        let forms = u64::from(self.put_front.map_or(0, |form| form + 1)) << 32
            | u64::from(self.put_back.map_or(0, |form| form + 1));
        let both = (front
            ^ back.rotate_left(21)
            ^ u64::from(self.halves)
            ^ forms.wrapping_mul(0x9e37_79b9_7f4a_7c15))
        .wrapping_mul(0x2545_f491_4f6c_dd1d);
        (front, back, both)
    }

    /// Whether the word is its own root.
    pub(crate) fn is_whole(&self) -> bool {
        self.chain == [0; 6] && self.halves == 0
    }

    fn with(mut self, end: End, depth: u8, affix: u16) -> Self {
        let base = if end == End::Front { 0 } else { 3 };
        self.chain[base + depth as usize] = affix + 1;
        self
    }
}

impl Affixes {
    /// Reads the file of affixes.
    ///
    /// # Errors
    /// What is not of its form.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn parse(text: &str) -> Result<(Self, Vec<Proof>, Vec<Proof>), String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        let mut affixes = Self { root: file.root, ..Self::default() };
        let (mut yes, mut no) = (Vec::new(), Vec::new());
        for (name, entry) in file.affix {
            let id = u16::try_from(affixes.affixes.len()).map_err(|_| "too many affixes")?;
            let proof = |line: &String| {
                let (word, root) = line.split_once(" = ").unwrap_or((line, line));
                Proof { affix: name.clone(), word: word.to_owned(), root: root.to_owned() }
            };
            yes.extend(entry.yes.iter().map(proof));
            no.extend(entry.no.iter().map(proof));
            for form in entry.forms {
                if form.cut.is_empty() {
                    return Err(format!("{name}: a form that takes nothing off"));
                }
                let form = Form { affix: id, cut: form.cut, put: form.put, next: form.next, twin: form.twin };
                if entry.at == End::Front { affixes.front.push(form) } else { affixes.back.push(form) }
            }
            affixes.affixes.push(Affix { name, voice: entry.voice, category: entry.category });
        }
        Ok((affixes, yes, no))
    }

    /// Every way to read `word`, which is written small or kept as it is; the first is the word itself.
    pub(crate) fn readings(&self, word: &str, out: &mut Vec<Reading>) {
        out.clear();
        let Ok(end) = u16::try_from(word.len()) else { return };
        let whole = Reading { end, ..Reading::default() };
        out.push(whole);
        self.fronts(word, whole, 0, out);
        if self.root.doubles.is_empty() {
            return;
        }
        let Some(at) = word.find(&self.root.doubles).filter(|at| *at > 0) else { return };
        let (left, right) = (&word[..at], &word[at + self.root.doubles.len()..]);
        if right.is_empty() {
            return;
        }
        let halves = halves(left, right);
        let half = Reading { end: u16::try_from(at).unwrap_or(end), halves, ..whole };
        let right_half = Reading {
            front: u16::try_from(at + self.root.doubles.len()).unwrap_or(0),
            halves: halves + 8,
            ..whole
        };
        for half in [half, right_half] {
            push(out, half);
            self.fronts(word, half, 0, out);
        }
    }

    /// Takes affixes off the front, and off the back of what is left.
    fn fronts(&self, word: &str, reading: Reading, depth: u8, out: &mut Vec<Reading>) {
        self.backs(word, reading, 0, out);
        if depth == MOST_LAYERS || reading.put_front.is_some() {
            return;
        }
        let rest = &word[reading.front as usize..reading.end as usize];
        let Some(first) = rest.as_bytes().first() else { return };
        for (number, form) in (0u16..).zip(&self.front) {
            if form.cut.as_bytes()[0] != *first || !rest.starts_with(&form.cut) {
                continue;
            }
            let root = &rest[form.cut.len()..];
            let goes_on = form.next.is_empty() || root.starts_with(|c| form.next.contains(c));
            if !goes_on || !self.is_root(root, &form.put) {
                continue;
            }
            let mut next = reading.with(End::Front, depth, form.affix);
            next.front += u16::try_from(form.cut.len()).unwrap_or(0);
            next.put_front = (!form.put.is_empty()).then_some(number);
            push(out, next);
            self.fronts(word, next, depth + 1, out);
        }
    }

    fn backs(&self, word: &str, reading: Reading, depth: u8, out: &mut Vec<Reading>) {
        if depth == MOST_LAYERS || reading.put_back.is_some() {
            return;
        }
        let rest = &word[reading.front as usize..reading.end as usize];
        let Some(last) = rest.as_bytes().last() else { return };
        let put_front = reading.put_front.map_or("", |form| &self.front[form as usize].put);
        for (number, form) in (0u16..).zip(&self.back) {
            if form.cut.as_bytes()[form.cut.len() - 1] != *last || !rest.ends_with(&form.cut) {
                continue;
            }
            let mut root = &rest[..rest.len() - form.cut.len()];
            if form.twin {
                let Some(single) = without_twin(root) else { continue };
                root = single;
            }
            let goes_on = form.next.is_empty() || root.ends_with(|c| form.next.contains(c));
            if !goes_on || !self.is_root(root, if put_front.is_empty() { &form.put } else { put_front }) {
                continue;
            }
            let mut next = reading.with(End::Back, depth, form.affix);
            next.end = u16::try_from(reading.front as usize + root.len()).unwrap_or(reading.end);
            next.put_back = (!form.put.is_empty() || form.twin).then_some(number);
            push(out, next);
            self.backs(word, next, depth + 1, out);
        }
    }

    fn is_root(&self, rest: &str, put: &str) -> bool {
        let letters = rest.chars().chain(put.chars());
        rest.len() + put.len() >= self.root.least
            && letters.clone().any(|c| self.root.vowels.contains(c))
            && letters.count() >= self.root.least
    }

    /// Writes the root of a reading to the end of `out`.
    pub(crate) fn write_root(&self, word: &str, reading: &Reading, out: &mut String) {
        if let Some(form) = reading.put_front.and_then(|form| self.front.get(form as usize)) {
            out.push_str(&form.put);
        }
        out.push_str(word.get(reading.front as usize..reading.end as usize).unwrap_or_default());
        if let Some(form) = reading.put_back.and_then(|form| self.back.get(form as usize)) {
            out.push_str(&form.put);
        }
    }

    /// The affixes of a reading, from outside to inside, those at the front first.
    pub(crate) fn of<'a>(&'a self, reading: &Reading) -> impl Iterator<Item = &'a Affix> {
        let ids = reading.chain;
        ids.into_iter().filter_map(|id| self.affixes.get((id as usize).checked_sub(1)?))
    }
}

fn push(out: &mut Vec<Reading>, reading: Reading) {
    if out.len() < MOST_READINGS {
        out.push(reading);
    }
}

/// How two halves go together: the same (1), one within the other (2, 3), alike at the start (4), or not at all (5).
fn halves(left: &str, right: &str) -> u8 {
    if left == right {
        1
    } else if left.ends_with(right) {
        2
    } else if right.starts_with(left) {
        3
    } else if left.bytes().zip(right.bytes()).take(2).filter(|(a, b)| a == b).count() == 2 {
        4
    } else {
        5
    }
}

/// The word without the second of two same letters at its end.
fn without_twin(root: &str) -> Option<&str> {
    let bytes = root.as_bytes();
    let last = *bytes.last()?;
    let twin = bytes.len() >= 2 && bytes[bytes.len() - 2] == last && last.is_ascii_lowercase();
    twin.then(|| &root[..root.len() - 1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lemmas::Lemmas;

    const LANGUAGES: [&str; 2] = [
        include_str!("../../../kutip-lang/id/grammar/affixes.toml"),
        include_str!("../../../kutip-lang/en/grammar/affixes.toml"),
    ];

    /// Whether the root is among the readings of the word that take the affix off; a whole word needs none.
    fn proposes(affixes: &Affixes, proof: &Proof) -> bool {
        let (mut readings, mut root) = (Vec::new(), String::new());
        affixes.readings(&proof.word, &mut readings);
        readings.iter().any(|reading| {
            root.clear();
            affixes.write_root(&proof.word, reading, &mut root);
            let has_affix = affixes.of(reading).any(|affix| affix.name == proof.affix);
            root == proof.root && has_affix
        })
    }

    #[test]
    fn every_affix_proposes_what_its_proofs_say() {
        for text in LANGUAGES {
            let (affixes, yes, no) = Affixes::parse(text).unwrap();
            assert!(affixes.affixes.iter().all(|affix| yes.iter().any(|proof| proof.affix == affix.name)));
            let fails: Vec<_> = yes.iter().filter(|proof| !proposes(&affixes, proof)).collect();
            assert!(fails.is_empty(), "not proposed: {fails:#?}");
            assert!(affixes.affixes.iter().all(|affix| no.iter().any(|proof| proof.affix == affix.name)));
        }
    }

    #[test]
    fn from_words_that_only_look_so_nothing_is_taken_off() {
        for (code, text) in ["id", "en"].into_iter().zip(LANGUAGES) {
            let (_, _, no) = Affixes::parse(text).unwrap();
            let model = Lemmas::read(crate::builtin::file(code, "lemmas.bin").unwrap()).unwrap();
            let root = |proof: &Proof| {
                let (word, upos) = proof.word.split_once(' ').unwrap();
                let feats = if upos == "NOUN" { "Number=Sing" } else { "_" };
                (model.analyse(word, upos, feats).root, word.to_owned())
            };
            let fails: Vec<_> = no.iter().map(root).filter(|(root, word)| root != word).collect();
            assert!(fails.is_empty(), "{code}: {fails:?}");
        }
    }

    #[test]
    fn readings_are_bounded_and_any_word_has_them() {
        let (affixes, ..) = Affixes::parse(LANGUAGES[0]).unwrap();
        let (mut readings, mut root) = (Vec::new(), String::new());
        let long = "memperberke".repeat(9_000);
        for word in ["", "-", "--", "a-", "-a", "me", "ékeké-ké", "m\u{301}e-m\u{301}e", long.as_str()] {
            affixes.readings(word, &mut readings);
            assert!(readings.len() <= MOST_READINGS);
            for reading in &readings {
                affixes.write_root(word, reading, &mut root);
            }
        }
    }
}
