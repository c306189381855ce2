//! The words of an article with their heads, as the language's grammar reads them.

use std::collections::BTreeSet;

use kutip_learn::builtin;
use kutip_learn::cut::Cuts;
use kutip_learn::grammar::{GrammarScratch, Reading};
use kutip_learn::lemmas::Convention;
use kutip_text::CodePoints;
use serde_json::Value;

use crate::Outcome;

/// Code points, as in the record.
pub(super) type Span = [u64; 2];

/// A word; its head is a place among the words of the article, none for the root of a sentence.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) span: Span,
    pub(super) form: String,
    pub(super) upos: String,
    pub(super) relation: String,
    pub(super) head: Option<usize>,
    passive: bool,
    relative: bool,
}

/// All sentences of an article, one after another.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) words: Vec<Word>,
    children: Vec<Vec<usize>>,
}

/// A span of a record.
pub(super) fn span(value: &Value) -> Option<Span> {
    let ends = value.as_array()?;
    Some([ends.first()?.as_u64()?, ends.get(1)?.as_u64()?])
}

pub(super) fn meets(a: Span, b: Span) -> bool {
    a[0] < b[1] && b[0] < a[1]
}

impl Tree {
    /// Reads the sentences of a record; they begin after the dateline.
    pub(super) fn parse(record: &Value, code: &str) -> Outcome<Self> {
        let grammar = builtin::grammar(code).ok_or_else(|| format!("{code}: no grammar"))?;
        let text: Vec<char> = record["document"]["text"].as_str().unwrap_or_default().chars().collect();
        let (mut scratch, mut cuts, mut reading) =
            (GrammarScratch::default(), Cuts::default(), Reading::default());
        let mut words: Vec<Word> = Vec::new();
        for span in record["document"]["sentences"].as_array().into_iter().flatten().filter_map(span) {
            let slice: String =
                text.get(span[0] as usize..span[1] as usize).unwrap_or_default().iter().collect();
            let points = CodePoints::new(&slice);
            let point = |byte: usize| span[0] + u64::from(points.at(u32::try_from(byte).unwrap_or(u32::MAX)));
            // A sentence of the record that holds a quotation may hold several.
            grammar.cut(&slice, &mut scratch, &mut cuts);
            for sentence in &cuts.sentences {
                let tokens = cuts.tokens.get(sentence.tokens.clone()).unwrap_or_default();
                let ends = tokens.first().zip(tokens.last()).map(|(a, z)| a.words.start..z.words.end);
                let bytes = cuts.words.get(ends.unwrap_or_default()).unwrap_or_default();
                let forms: Vec<&str> = bytes.iter().map(|word| &slice[word.clone()]).collect();
                grammar.read(&forms, Convention::default(), &mut scratch, &mut reading);
                let first = words.len();
                for ((word, bytes), form) in grammar.words(&reading).zip(bytes).zip(&forms) {
                    words.push(Word {
                        span: [point(bytes.start), point(bytes.end)],
                        form: form.to_lowercase(),
                        upos: word.upos.to_owned(),
                        relation: word.relation.to_owned(),
                        head: (word.head as usize).checked_sub(1).map(|head| first + head),
                        passive: word.feats.contains("Voice=Pass"),
                        relative: word.feats.contains("PronType=Rel"),
                    });
                }
            }
        }
        Ok(Self::of_words(words))
    }

    fn of_words(words: Vec<Word>) -> Self {
        let mut children = vec![Vec::new(); words.len()];
        for (at, head) in words.iter().enumerate().filter_map(|(at, word)| Some((at, word.head?))) {
            children[head].push(at);
        }
        Self { words, children }
    }

    /// A sentence by hand, with its text: form, part of speech, relation, number of the head. `PASSIVE` and `RELATIVE`
    /// are a verb and a pronoun.
    #[cfg(test)]
    pub(super) fn of(rows: &[(&str, &str, &str, usize)]) -> (String, Self) {
        let (mut words, mut text) = (Vec::new(), String::new());
        for (form, upos, relation, head) in rows {
            let start = text.len() as u64;
            text.push_str(form);
            let (passive, relative) = (*upos == "PASSIVE", *upos == "RELATIVE");
            let upos = if passive { "VERB" } else { upos };
            words.push(Word {
                span: [start, text.len() as u64],
                form: form.to_lowercase(),
                upos: upos.to_owned(),
                relation: (*relation).to_owned(),
                head: head.checked_sub(1),
                passive,
                relative,
            });
            text.push(' ');
        }
        (text, Self::of_words(words))
    }

    /// The words that a span touches.
    pub(super) fn at(&self, span: Span) -> impl Iterator<Item = usize> {
        (0..self.words.len()).filter(move |word| meets(self.words[*word].span, span))
    }

    /// The nearest child of a relation; what stands apart at the head of a sentence is often taken for a subject, too.
    pub(super) fn child(&self, word: usize, relation: &str) -> Option<usize> {
        let children = self.children[word].iter().copied();
        children.filter(|child| self.words[*child].relation == relation).min_by_key(|c| c.abs_diff(word))
    }

    /// A word and what it is joined with: *Rusia dan Ukraina*.
    pub(super) fn joined(&self, word: usize) -> Vec<usize> {
        let joined = self.children[word].iter().copied().filter(|w| self.words[*w].relation == "conj");
        std::iter::once(word).chain(joined).collect()
    }

    /// Who does what a verb says: the subject of an active, the agent of a passive; that of the verb above where the two
    /// share it, or whom the verb above makes do it.
    pub(super) fn agent(&self, verb: usize) -> Option<usize> {
        let mut verb = verb;
        // A tree has no circles, and every step leads up.
        loop {
            let word = &self.words[verb];
            if word.passive {
                return self.child(verb, "obl:agent");
            }
            if let Some(own) = self.child(verb, "nsubj") {
                return self.resolved(own);
            }
            let above = word.head?;
            match word.relation.as_str() {
                "conj" => {}
                "xcomp" if self.child(above, "obj").is_none() => {}
                "xcomp" => return self.child(above, "obj"),
                relation => return relation.starts_with("acl").then_some(above),
            }
            verb = above;
        }
    }

    /// To whom a verb does it: the object of an active, the subject of a passive.
    pub(super) fn patient(&self, verb: usize) -> Option<usize> {
        let relation = if self.words[verb].passive { "nsubj:pass" } else { "obj" };
        self.child(verb, relation).and_then(|own| self.resolved(own))
    }

    /// What a relative pronoun stands for.
    fn resolved(&self, noun: usize) -> Option<usize> {
        if !self.words[noun].relative {
            return Some(noun);
        }
        let verb = &self.words[self.words[noun].head?];
        verb.head.filter(|_| verb.relation.starts_with("acl"))
    }

    /// Who speaks by a cue.
    pub(super) fn speaker(&self, cue: usize) -> Option<usize> {
        let word = &self.words[cue];
        match word.relation.as_str() {
            "case" => word.head,
            _ => self.agent(cue).or_else(|| {
                let of_noun = || self.child(cue, "nmod").or_else(|| self.child(cue, "flat"));
                if word.upos == "NOUN" { of_noun() } else { None }
            }),
        }
    }

    /// A word with all that hangs on it; `stop` says what is left out with all that hangs on that.
    pub(super) fn below(&self, word: usize, stop: &dyn Fn(usize) -> bool) -> BTreeSet<usize> {
        let (mut found, mut open) = (BTreeSet::new(), vec![word]);
        while let Some(next) = open.pop() {
            found.insert(next);
            open.extend(self.children[next].iter().copied().filter(|child| !stop(*child)));
        }
        found
    }

    /// A noun with what belongs to it, without clauses, as one span around it.
    pub(super) fn phrase(&self, noun: usize) -> Span {
        let clause = |w: usize| {
            let relation = self.words[w].relation.as_str();
            ["acl", "advcl", "parataxis", "appos", "case", "punct"].iter().any(|c| relation.starts_with(c))
        };
        let words = self.below(noun, &clause);
        let (first, last) = (words.first().unwrap_or(&noun), words.last().unwrap_or(&noun));
        [self.words[*first].span[0], self.words[*last].span[1]]
    }

    /// Words as spans without punctuation at their ends; words that follow one another share one.
    pub(super) fn spans(&self, words: &BTreeSet<usize>) -> Vec<Span> {
        let mut runs: Vec<Vec<usize>> = Vec::new();
        for word in words {
            match runs.last_mut() {
                Some(run) if run.last().is_some_and(|last| last + 1 == *word) => run.push(*word),
                _ => runs.push(vec![*word]),
            }
        }
        let says = |word: &&usize| self.words[**word].upos != "PUNCT";
        let span = |run: Vec<usize>| {
            let (first, last) = (run.iter().find(says)?, run.iter().rev().find(says)?);
            Some([self.words[*first].span[0], self.words[*last].span[1]])
        };
        runs.into_iter().filter_map(span).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_s_sentences_are_parsed() {
        let text = "Jakarta - Ia mengatakan “harga beras naik”.";
        let record = serde_json::json!({"document": {"text": text, "sentences": [[10, 43]]}});
        let tree = Tree::parse(&record, "id").unwrap();
        let told = tree.at([13, 23]).next().unwrap();
        assert_eq!((tree.words[told].form.as_str(), tree.words[0].span), ("mengatakan", [10, 12]));
        assert_eq!(tree.words.last().unwrap().span, [42, 43]);
        assert_eq!(tree.agent(told), Some(0));
        assert!(Tree::parse(&record, "xx").is_err());
    }

    #[test]
    fn who_does_a_verb_below_another() {
        // *Rusia meminta Ukraina mundur dan berdamai*
        let (_, tree) = Tree::of(&[
            ("Rusia", "PROPN", "nsubj", 2),
            ("meminta", "VERB", "root", 0),
            ("Ukraina", "PROPN", "obj", 2),
            ("mundur", "VERB", "xcomp", 2),
            ("dan", "CCONJ", "cc", 6),
            ("berdamai", "VERB", "conj", 4),
        ]);
        assert_eq!([1, 3, 5].map(|verb| tree.agent(verb)), [Some(0), Some(2), Some(2)]);
        assert_eq!((tree.patient(1), tree.joined(3)), (Some(2), vec![3, 5]));
    }

    #[test]
    fn a_preposition_names_the_speaker_and_a_passive_its_agent() {
        // *menurut Rina beras dijual oleh warga setempat*
        let (_, tree) = Tree::of(&[
            ("menurut", "ADP", "case", 2),
            ("Rina", "PROPN", "obl", 4),
            ("beras", "NOUN", "nsubj:pass", 4),
            ("dijual", "PASSIVE", "root", 0),
            ("oleh", "ADP", "case", 6),
            ("warga", "NOUN", "obl:agent", 4),
            ("setempat", "ADJ", "amod", 6),
        ]);
        assert_eq!((tree.speaker(0), tree.speaker(3), tree.patient(3)), (Some(1), Some(5), Some(2)));
        assert_eq!(tree.phrase(5), [tree.words[5].span[0], tree.words[6].span[1]]);
    }
}
