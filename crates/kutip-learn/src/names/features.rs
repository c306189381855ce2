//! What the model looks at to label a word: the word, its neighbours, the run of capitalized words it stands in.

use super::lists::Listed;
use super::words::{DEPTHS, Word};
use crate::hash::{bytes, feature};

/// Groups of features that training may leave out, to measure what each is worth.
pub const GROUPS: [&str; 7] = ["words", "affixes", "looks", "clusters", "lists", "runs", "parts"];
const WORDS: u32 = 1;
const AFFIXES: u32 = 1 << 1;
const LOOKS: u32 = 1 << 2;
const CLUSTERS: u32 = 1 << 3;
const LISTS: u32 = 1 << 4;
const RUNS: u32 = 1 << 5;
const PARTS: u32 = 1 << 6;

/// Templates: each has a number of its own, and those that look at several places leave room for them.
mod template {
    pub(super) const ALWAYS: u32 = 1;
    pub(super) const WORD: u32 = 10;
    pub(super) const PREFIX: u32 = 30;
    pub(super) const SUFFIX: u32 = 40;
    pub(super) const OUTLINE: u32 = 60;
    pub(super) const LOOK: u32 = 70;
    pub(super) const CLUSTER: u32 = 100;
    pub(super) const CLUSTER_PAIR: u32 = 140;
    pub(super) const LISTED: u32 = 160;
    pub(super) const LISTED_LOOK: u32 = 170;
    pub(super) const RUN: u32 = 200;
    pub(super) const PART: u32 = 300;
}

/// A sentence, read: what features are made of.
#[derive(Debug, Default)]
pub(super) struct Sentence {
    pub(super) words: Vec<Word>,
    pub(super) listed: Vec<Listed>,
    /// For each word the run of words with capitals that it stands in: first word, and the one after the last. Of a
    /// word in no run, the word alone.
    runs: Vec<(usize, usize)>,
}

impl Sentence {
    /// Finds the runs, when all words are read.
    pub(super) fn find_runs(&mut self) {
        self.runs.clear();
        let mut at = 0;
        while at < self.words.len() {
            let named = self.words[at..].iter().take_while(|word| word.look.may_name()).count();
            let end = at + named.max(1);
            self.runs.extend((at..end).map(|_| (at, end)));
            at = end;
        }
    }

    /// Sets the parts of speech of the words.
    pub(super) fn set_parts<'a>(&mut self, upos: impl Fn(usize) -> &'a str) {
        self.words.iter_mut().enumerate().for_each(|(nth, word)| word.part = bytes(upos(nth).as_bytes()));
    }

    fn word(&self, at: usize, offset: isize) -> &Word {
        match at.checked_add_signed(offset) {
            Some(at) => self.words.get(at).unwrap_or(&Word::AFTER),
            None => &Word::BEFORE,
        }
    }

    fn listed(&self, at: usize, offset: isize) -> Listed {
        let at = at.checked_add_signed(offset);
        at.and_then(|at| self.listed.get(at)).copied().unwrap_or_default()
    }

    /// Puts the keys of the features of a word into `keys`, of each group whose bit is in `groups`. Of a word that is far
    /// from every capital no more is asked: there are hardly any names there, and most words are such.
    pub(super) fn keys(&self, at: usize, groups: u32, keys: &mut Vec<u32>) {
        let mut keys = Keys { keys, groups };
        keys.keys.clear();
        let far = !(-1..=1).any(|offset| self.word(at, offset).look.may_name());
        keys.keys.push(feature(template::ALWAYS, u32::from(far), 0, 0));
        if far {
            return;
        }
        self.near(at, &mut keys);
        self.pairs(at, &mut keys);
        if groups & PARTS != 0 {
            self.parts(at, &mut keys);
        }
        self.run(at, &mut keys);
    }

    /// One place at a time.
    fn near(&self, at: usize, keys: &mut Keys<'_>) {
        let own = self.word(at, 0);
        for (place, offset) in (0..).zip(-2..=2) {
            let word = self.word(at, offset);
            keys.put(WORDS, template::WORD + place, word.marks.lower, 0);
            keys.put(LOOKS, template::LOOK + place, word.look as u32, 0);
        }
        for (place, offset) in (0..).zip(-1..=1) {
            let word = self.word(at, offset);
            keys.put(LOOKS, template::OUTLINE + place, word.marks.shape, 0);
            keys.put(AFFIXES, template::SUFFIX + 10 + place, word.marks.suffixes[2], 0);
            for listed in self.listed(at, offset).each() {
                keys.put(LISTS, template::LISTED + place, listed, 0);
                keys.put(LISTS, template::LISTED_LOOK + place, listed, own.look as u32);
            }
        }
        for (place, offset) in (0..).zip(-2..=2) {
            let word = self.word(at, offset);
            for (depth, steps) in (0..).zip(DEPTHS) {
                keys.put(
                    CLUSTERS,
                    template::CLUSTER + 8 * place + depth,
                    word.cluster(steps),
                    own.look as u32,
                );
            }
        }
        for (place, &prefix) in (0..).zip(&own.marks.prefixes) {
            keys.put(AFFIXES, template::PREFIX + place, prefix, 0);
        }
        for (place, &suffix) in (0..).zip(&own.marks.suffixes) {
            keys.put(AFFIXES, template::SUFFIX + place, suffix, 0);
        }
    }

    /// Clusters of two places. Pairs of words, and looks of three places, add nothing to them.
    fn pairs(&self, at: usize, keys: &mut Keys<'_>) {
        let [before, own, after] = [-1, 0, 1].map(|offset| self.word(at, offset).cluster(8));
        keys.put(CLUSTERS, template::CLUSTER_PAIR, before, own);
        keys.put(CLUSTERS, template::CLUSTER_PAIR + 1, own, after);
        keys.put(CLUSTERS, template::CLUSTER_PAIR + 2, before, after);
    }

    /// Parts of speech: of each place, and of the word with its neighbours.
    fn parts(&self, at: usize, keys: &mut Keys<'_>) {
        let look = self.word(at, 0).look as u32;
        let [far, before, own, after, beyond] = [-2, -1, 0, 1, 2].map(|offset| self.word(at, offset).part);
        for (place, part) in (0..).zip([far, before, own, after, beyond]) {
            keys.put(PARTS, template::PART + place, part, look);
        }
        keys.put(PARTS, template::PART + 5, before, own);
        keys.put(PARTS, template::PART + 6, own, after);
        keys.put(PARTS, template::PART + 7, feature(0, before, own, 0), after);
    }

    /// The run and what stands around it, however far the word is from there.
    fn run(&self, at: usize, keys: &mut Keys<'_>) {
        let Some(&(start, end)) = self.runs.get(at) else { return };
        let place = ((at - start).min(3) as u32) << 2 | (end - at - 1).min(3) as u32;
        let before = self.word(start, -1);
        let after = self.word(end, 0);
        let [first, last] = [self.word(start, 0), self.word(end, -1)];
        let opens = u32::from(start == 0) << 8 | (end - start).min(5) as u32;
        keys.put(RUNS, template::RUN, place, opens);
        keys.put(RUNS, template::RUN + 1, before.marks.lower, place);
        keys.put(RUNS, template::RUN + 2, after.marks.lower, place);
        keys.put(RUNS, template::RUN + 3, first.marks.lower, place);
        keys.put(RUNS, template::RUN + 4, last.marks.lower, place);
        keys.put(RUNS, template::RUN + 5, first.marks.lower, u32::from(at == start));
        keys.put(RUNS, template::RUN + 6, before.marks.lower, after.marks.lower);
        keys.put(RUNS | CLUSTERS, template::RUN + 7, before.cluster(10), place);
        keys.put(RUNS | CLUSTERS, template::RUN + 8, after.cluster(10), place);
        keys.put(RUNS | CLUSTERS, template::RUN + 9, first.cluster(10), place);
        keys.put(RUNS | CLUSTERS, template::RUN + 10, last.cluster(10), place);
        if keys.groups & PARTS != 0 {
            keys.put(RUNS | PARTS, template::RUN + 13, before.part, place);
            keys.put(RUNS | PARTS, template::RUN + 14, after.part, place);
        }
        for listed in self.listed(start, -1).each() {
            keys.put(RUNS | LISTS, template::RUN + 11, listed, place);
        }
        for listed in self.listed(start, 0).each() {
            keys.put(RUNS | LISTS, template::RUN + 12, listed, place);
        }
    }
}

/// Whether features of these groups ask for parts of speech.
pub(super) const fn asks_parts(groups: u32) -> bool {
    groups & PARTS != 0
}

/// Where keys go.
struct Keys<'a> {
    keys: &'a mut Vec<u32>,
    groups: u32,
}

impl Keys<'_> {
    /// A feature that belongs to all of these groups.
    #[inline]
    fn put(&mut self, groups: u32, template: u32, a: u32, b: u32) {
        if self.groups & groups == groups {
            self.keys.push(feature(template, a, b, 0));
        }
    }
}

/// The bits of all groups but those that are named.
#[cfg(feature = "train")]
pub(super) fn groups_without(names: &[String]) -> u32 {
    let bit = |(nth, name): (usize, &&str)| u32::from(!names.iter().any(|out| out == name)) << nth;
    GROUPS.iter().enumerate().map(bit).sum()
}

#[cfg(test)]
mod tests {
    use super::super::words::Look;
    use super::*;

    #[test]
    fn a_run_is_all_words_with_capitals_in_a_row() {
        let word = |look| Word { look, ..Word::BEFORE };
        let looks = [Look::Capital, Look::Capital, Look::Small, Look::Mark, Look::Capitals];
        let mut sentence = Sentence { words: looks.map(word).to_vec(), ..Sentence::default() };
        sentence.find_runs();
        assert_eq!(sentence.runs, [(0, 2), (0, 2), (2, 3), (3, 4), (4, 5)]);
    }
}
