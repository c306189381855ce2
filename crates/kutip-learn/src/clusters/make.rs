//! Making clusters: words that stand between the same neighbours, by the exchange algorithm of Martin, Liermann and Ney
//! (1998) on class bigrams, which is Brown's criterion (1992); `tree` then joins the classes to a tree.
//!
//! Exchange instead of Brown's window of frequent words, because it looks again at every word and takes a minute. It
//! draws nothing at random: words are taken by frequency, and of equally good classes the first is best.

use std::collections::{BTreeMap, HashMap};

use super::tree;
use super::{KIND, Path};
use crate::table::{self, Weights};
use crate::{hash, pack};

/// How clusters are made.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Classes, at most 65,000.
    pub classes: usize,
    /// A word that occurs less often gets no class; its place is taken by its shape.
    pub seen_at_least: u32,
    /// Passes over all words; it ends sooner where nothing moves.
    pub passes: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { classes: 512, seen_at_least: 3, passes: 15 }
    }
}

/// The word with all its figures as noughts.
fn normal(word: &str) -> String {
    word.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
}

/// Where a sentence begins and ends.
const EDGE: u32 = 0;

/// Clusters as they are made.
#[derive(Debug)]
pub struct Made {
    /// The file.
    pub bytes: Vec<u8>,
    /// The words of each cluster, the most frequent first.
    pub lists: Vec<Vec<String>>,
}

/// Makes clusters of the words of tokenized sentences.
pub fn make<S: AsRef<str>>(sentences: &[Vec<S>], options: Options) -> Made {
    let bigrams = Bigrams::count(sentences, options.seen_at_least);
    let classes = options.classes.min(bigrams.words.len());
    let mut exchange = Exchange::new(&bigrams, classes);
    for _ in 0..options.passes {
        if exchange.pass() * 1000 < bigrams.words.len() {
            break;
        }
    }
    let paths: Vec<Path> = tree::paths(&exchange.both, classes);
    let mut lists = vec![Vec::new(); classes];
    let mut rows = BTreeMap::new();
    for (word, &class) in bigrams.words.iter().zip(&exchange.class_of) {
        if !is_shape(word) {
            lists[class].push(word.clone());
            rows.entry(hash::bytes(word.as_bytes())).or_insert_with(|| vec![(class as u16, 1.0)]);
        }
    }
    let words = table::write(&Weights { classes, rows: rows.into_iter().collect() });
    let mut tree = Vec::new();
    pack::put_number(&mut tree, paths.len() as u32);
    for path in paths {
        pack::put_number(&mut tree, path.bits);
        tree.push(path.length);
    }
    Made { bytes: pack::write(KIND, &[(*b"path", tree), (*b"word", words)]), lists }
}

/// Which words follow which, and how often.
struct Bigrams {
    /// By frequency, then alphabet; the first is the edge of sentences.
    words: Vec<String>,
    after: Vec<Vec<(u32, u32)>>,
    before: Vec<Vec<(u32, u32)>>,
}

impl Bigrams {
    fn count<S: AsRef<str>>(sentences: &[Vec<S>], seen_at_least: u32) -> Self {
        let mut seen: HashMap<String, u32> = HashMap::new();
        for word in sentences.iter().flatten() {
            *seen.entry(normal(word.as_ref())).or_default() += 1;
        }
        let name = |place: usize, word: &str| {
            let mut word = normal(word);
            // A capital at the start says nothing where the word is mostly written small.
            if place == 0 {
                let small = word.to_lowercase();
                if seen.get(&small).copied().unwrap_or(0) > seen.get(&word).copied().unwrap_or(0) / 2 {
                    word = small;
                }
            }
            if seen.get(&word).copied().unwrap_or(0) < seen_at_least { shape(&word) } else { word }
        };
        let named: Vec<Vec<String>> = sentences
            .iter()
            .map(|sentence| {
                // Marks before the first word do not make it a second word.
                let first = sentence.iter().position(|w| w.as_ref().chars().any(char::is_alphanumeric));
                let place = |at: usize| at.wrapping_sub(first.unwrap_or(0));
                sentence.iter().enumerate().map(|(at, word)| name(place(at), word.as_ref())).collect()
            })
            .collect();
        let mut counts: HashMap<&str, u32> = HashMap::new();
        for word in named.iter().flatten() {
            *counts.entry(word).or_default() += 1;
        }
        let mut words: Vec<(&str, u32)> = counts.into_iter().collect();
        words.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        let ids: HashMap<&str, u32> =
            words.iter().zip(EDGE + 1..).map(|(&(word, _), id)| (word, id)).collect();
        let mut pairs: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        for sentence in &named {
            let mut last = EDGE;
            for id in sentence.iter().map(|word| ids[word.as_str()]).chain([EDGE]) {
                *pairs.entry((last, id)).or_default() += 1;
                last = id;
            }
        }
        let mut after = vec![Vec::new(); words.len() + 1];
        let mut before = vec![Vec::new(); words.len() + 1];
        for ((first, second), n) in pairs {
            after[first as usize].push((second, n));
            before[second as usize].push((first, n));
        }
        let words =
            [shape("")].into_iter().chain(words.into_iter().map(|(word, _)| word.to_owned())).collect();
        Self { words, after, before }
    }
}

/// A stand-in for a rare word: a blank, which no word holds, then how it is written and how it ends.
fn shape(word: &str) -> String {
    let capital = word.starts_with(char::is_uppercase);
    let kind = if word.chars().any(|c| c.is_ascii_digit()) {
        "0".to_owned()
    } else if word.chars().count() > 1 && word.chars().all(char::is_uppercase) {
        "AA".to_owned()
    } else if capital {
        "Aa".to_owned()
    } else {
        let end = word.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
        format!("a{}", &word[end..])
    };
    format!(" {kind}")
}

fn is_shape(word: &str) -> bool {
    word.starts_with(' ')
}

/// n ln n, from a table where n is small.
struct Entropy(Vec<f64>);

impl Entropy {
    fn new() -> Self {
        Self((0..1 << 15).map(|n| if n == 0 { 0.0 } else { f64::from(n) * f64::from(n).ln() }).collect())
    }

    fn of(&self, n: u32) -> f64 {
        self.0.get(n as usize).copied().unwrap_or_else(|| f64::from(n) * f64::from(n).ln())
    }
}

/// Words in classes, and how often class follows class.
struct Exchange<'a> {
    bigrams: &'a Bigrams,
    classes: usize,
    /// The class of each word; `classes` where it has none yet.
    class_of: Vec<usize>,
    members: Vec<usize>,
    /// `both[a * classes + b]`: how often b follows a.
    both: Vec<u32>,
    /// The same, turned: rows are walked in the inner loop, whichever side the word is on.
    turned: Vec<u32>,
    first: Vec<u32>,
    second: Vec<u32>,
    entropy: Entropy,
    gain: Vec<f64>,
}

impl<'a> Exchange<'a> {
    /// The most frequent words found the classes; each other word, by frequency, joins where it fits best.
    fn new(bigrams: &'a Bigrams, classes: usize) -> Self {
        let words = bigrams.words.len();
        let mut exchange = Self {
            bigrams,
            classes,
            class_of: vec![classes; words],
            members: vec![0; classes],
            both: vec![0; classes * classes],
            turned: vec![0; classes * classes],
            first: vec![0; classes],
            second: vec![0; classes],
            entropy: Entropy::new(),
            gain: vec![0.0; classes],
        };
        for word in 0..words {
            let around = exchange.around(word);
            let class = if word < classes { word } else { exchange.best(&around) };
            exchange.put(word, class, &around);
        }
        exchange
    }

    /// Moves every word to its best class; how many moved.
    fn pass(&mut self) -> usize {
        let mut moved = 0;
        for word in 1..self.bigrams.words.len() {
            let old = self.class_of[word];
            if self.members[old] == 1 {
                continue;
            }
            let around = self.around(word);
            self.take(word, old, &around);
            let class = self.best(&around);
            self.put(word, class, &around);
            moved += usize::from(class != old);
        }
        moved
    }

    /// How often each class stands after and before a word, among the words that have a class.
    fn around(&self, word: usize) -> Around {
        let sum = |pairs: &[(u32, u32)]| {
            let mut sums: BTreeMap<usize, u32> = BTreeMap::new();
            for &(other, n) in pairs {
                let class = self.class_of[other as usize];
                if other as usize != word && class < self.classes {
                    *sums.entry(class).or_default() += n;
                }
            }
            sums.into_iter().collect::<Vec<_>>()
        };
        let itself = self.bigrams.after[word].iter().find(|(other, _)| *other as usize == word);
        Around {
            after: sum(&self.bigrams.after[word]),
            before: sum(&self.bigrams.before[word]),
            itself: itself.map_or(0, |pair| pair.1),
        }
    }

    fn best(&mut self, around: &Around) -> usize {
        let k = self.classes;
        let entropy = &self.entropy;
        self.gain.fill(0.0);
        for (pairs, table) in [(&around.after, &self.turned), (&around.before, &self.both)] {
            for &(other, n) in pairs {
                let row = &table[other * k..(other + 1) * k];
                for (gain, &old) in self.gain.iter_mut().zip(row) {
                    *gain += entropy.of(old + n) - entropy.of(old);
                }
            }
        }
        // With itself a class is neighbour on both sides at once.
        let (after, before) = (around.total(&around.after), around.total(&around.before));
        let mut best = (f64::NEG_INFINITY, 0);
        for class in 0..k {
            let find = |pairs: &[(usize, u32)]| {
                pairs.binary_search_by_key(&class, |pair| pair.0).map_or(0, |at| pairs[at].1)
            };
            let (s, p) = (find(&around.after), find(&around.before));
            let own = self.both[class * k + class];
            let h = |n: u32| entropy.of(own + n) - entropy.of(own);
            let grown = |table: &[u32], n: u32| entropy.of(table[class] + n) - entropy.of(table[class]);
            let gain = self.gain[class] - h(s) - h(p) + h(s + p + around.itself)
                - grown(&self.first, after)
                - grown(&self.second, before);
            if gain > best.0 {
                best = (gain, class);
            }
        }
        best.1
    }

    fn put(&mut self, word: usize, class: usize, around: &Around) {
        self.class_of[word] = class;
        self.members[class] += 1;
        self.change(class, around, |count, n| *count += n);
    }

    fn take(&mut self, word: usize, class: usize, around: &Around) {
        self.class_of[word] = self.classes;
        self.members[class] -= 1;
        self.change(class, around, |count, n| *count -= n);
    }

    fn change(&mut self, class: usize, around: &Around, by: impl Fn(&mut u32, u32)) {
        let k = self.classes;
        let mut pair = |a: usize, b: usize, n: u32| {
            by(&mut self.both[a * k + b], n);
            by(&mut self.turned[b * k + a], n);
            by(&mut self.first[a], n);
            by(&mut self.second[b], n);
        };
        around.after.iter().for_each(|&(other, n)| pair(class, other, n));
        around.before.iter().for_each(|&(other, n)| pair(other, class, n));
        pair(class, class, around.itself);
    }
}

/// The classes around one word.
struct Around {
    after: Vec<(usize, u32)>,
    before: Vec<(usize, u32)>,
    itself: u32,
}

impl Around {
    fn total(&self, pairs: &[(usize, u32)]) -> u32 {
        pairs.iter().map(|pair| pair.1).sum::<u32>() + self.itself
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clusters::Clusters;

    fn sentences() -> Vec<Vec<String>> {
        let mut out = Vec::new();
        for name in ["Sari", "Dewi", "Budi"] {
            for verb in ["pergi", "datang", "pulang"] {
                for place in ["pasar", "kota", "desa"] {
                    for _ in 0..3 {
                        let sentence = format!("{name} {verb} ke {place} tahun 2013 .");
                        out.push(sentence.split(' ').map(str::to_owned).collect());
                    }
                }
            }
        }
        out
    }

    #[test]
    fn words_between_the_same_neighbours_come_together() {
        let options = Options { classes: 7, seen_at_least: 3, passes: 10 };
        let made = make(&sentences(), options);
        assert_eq!(made.bytes, make(&sentences(), options).bytes);
        let clusters = Clusters::read(&made.bytes).unwrap();
        let of = |word: &str| clusters.of(word).map(|cluster| cluster.id());
        for alike in [["Sari", "Dewi", "Budi"], ["pergi", "datang", "pulang"], ["pasar", "kota", "desa"]] {
            assert!(alike.iter().all(|word| of(word).is_some() && of(word) == of(alike[0])), "{alike:?}");
        }
        assert_ne!(of("pasar"), of("pergi"));
        assert_eq!(of("Pergi"), of("pergi"));
        assert_eq!(of("1999"), of("2013"));
        assert_eq!(of("sungai"), None);
    }

    #[test]
    fn no_sentences_make_no_clusters() {
        let made = make::<String>(&[], Options::default());
        assert_eq!(Clusters::read(&made.bytes).unwrap().of("kata"), None);
    }

    #[test]
    fn damaged_bytes_are_refused() {
        let made = make(&sentences(), Options { classes: 4, ..Options::default() });
        for at in 0..made.bytes.len() {
            assert!(Clusters::read(&made.bytes[..at]).is_err());
            let mut bytes = made.bytes.clone();
            bytes[at] ^= 4;
            assert!(Clusters::read(&bytes).is_err());
        }
    }
}
