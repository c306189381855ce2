//! Running text to sentences, tokens and words, as the treebanks of Universal Dependencies cut it.
//!
//! Every character of the text that is no space belongs to a token. A token is one word, or several that are written
//! as one (*rumahnya*, *don't*): its words are stretches of it. What is a matter of the language lies in its folder.

mod rules;
mod sentences;
mod tokens;

pub use rules::{Proofs, Rules};

use rules::Dot;
use std::ops::Range;
use tokens::{Scanner, is_word, lower};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Word,
    Number,
    Mark,
}

/// A token while it is made.
#[derive(Clone, Copy, Debug)]
struct Token {
    start: usize,
    end: usize,
    kind: Kind,
    /// What its last dot is, if that belongs to it.
    dot: Option<Dot>,
    /// Where its second word begins.
    split: Option<usize>,
}

impl Token {
    fn new(start: usize, end: usize, kind: Kind) -> Self {
        Self { start, end, kind, dot: None, split: None }
    }

    fn of<'a>(&self, text: &'a str) -> &'a str {
        &text[self.start..self.end]
    }
}

/// A token as it was cut: its bytes, its words, and whether white space follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// The places of its words in [`Cuts::words`].
    pub words: Range<usize>,
    /// Whether no space follows.
    pub glued: bool,
}

/// A sentence as it was cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentenceCut {
    /// The places of its tokens in [`Cuts::tokens`].
    pub tokens: Range<usize>,
    /// Whether it opens a paragraph.
    pub opens_paragraph: bool,
}

/// A text, cut. Kept from text to text, it needs no new memory.
#[derive(Clone, Debug, Default)]
pub struct Cuts {
    /// The bytes of each word.
    pub words: Vec<Range<usize>>,
    /// Tokens.
    pub tokens: Vec<Piece>,
    /// Sentences.
    pub sentences: Vec<SentenceCut>,
    paragraph: Vec<Token>,
    small: String,
}

impl Cuts {
    /// Cuts a text. `known` tells whether a word, written small, is one of the language.
    pub fn cut(&mut self, text: &str, rules: &Rules, known: &mut dyn FnMut(&str) -> bool) {
        self.words.clear();
        self.tokens.clear();
        self.sentences.clear();
        let mut at = 0;
        for line in text.split_inclusive(['\n', '\u{2028}', '\u{2029}', '\u{85}']) {
            let end = at + line.len();
            self.paragraph(text, at..end, rules, known);
            at = end;
        }
    }

    fn paragraph(
        &mut self,
        text: &str,
        line: Range<usize>,
        rules: &Rules,
        known: &mut dyn FnMut(&str) -> bool,
    ) {
        let mut tokens = std::mem::take(&mut self.paragraph);
        tokens.clear();
        let mut scanner = Scanner { text, rules, small: &mut self.small, in_single: false };
        // The line end is no part of it.
        let bare = text[line.clone()].trim_end().len();
        scanner.paragraph(line.start, line.start + bare, &mut tokens);
        let mut opens_paragraph = true;
        let mut start = 0;
        sentences::ends(text, &tokens, rules, |end| {
            if end == start {
                return;
            }
            let first = self.tokens.len();
            let mut opens = true;
            for (at, token) in tokens.iter().enumerate().take(end).skip(start) {
                let split =
                    token.split.or_else(|| second_word(text, token, opens, rules, &mut self.small, known));
                opens &= token.kind == Kind::Mark;
                let words = self.words.len();
                match split {
                    Some(split) => self.words.extend([token.start..split, split..token.end]),
                    None => self.words.push(token.start..token.end),
                }
                self.tokens.push(Piece {
                    span: token.start..token.end,
                    words: words..self.words.len(),
                    glued: tokens.get(at + 1).is_some_and(|next| next.start == token.end),
                });
            }
            self.sentences.push(SentenceCut { tokens: first..self.tokens.len(), opens_paragraph });
            opens_paragraph = false;
            start = end;
        });
        self.paragraph = tokens;
    }
}

/// Where the second word of a token begins.
fn second_word(
    text: &str,
    token: &Token,
    opens: bool,
    rules: &Rules,
    small: &mut String,
    known: &mut dyn FnMut(&str) -> bool,
) -> Option<usize> {
    if token.kind != Kind::Word || token.dot.is_some() {
        return None;
    }
    let form = token.of(text);
    lower(form, small);
    // A letter that is longer or shorter when it is small would shift the border.
    if small.len() != form.len() {
        return None;
    }
    if let Some(border) = rules.parts.get(small.as_str()) {
        return Some(token.start + border);
    }
    let plain = |stem: &str| stem.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    // A capital within a sentence is a name's, unless the rest is a word.
    let is_name = !opens && form.starts_with(char::is_uppercase);
    for (end, always) in &rules.clitics {
        let marked = end.contains(|c| !is_word(c));
        let least = if marked { 1 } else { 2 };
        let Some(stem) = small.strip_suffix(end.as_str()).filter(|stem| stem.len() >= least) else {
            continue;
        };
        let stands = marked || (*always && !is_name && plain(stem)) || stem.ends_with('-') || known(stem);
        return (stands && !rules.is_whole(small)).then_some(token.start + stem.len());
    }
    let start = rules.starts.iter().find(|start| small.starts_with(start.as_str()))?;
    let stem = &small[start.len()..];
    let stands = stem.len() > 3 && !form.starts_with(char::is_uppercase) && !known(small) && known(stem);
    stands.then_some(token.start + start.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lemmas::{LemmaScratch, Lemmas};

    /// The text in the notation of the proofs.
    fn cut(text: &str, rules: &Rules, known: &mut dyn FnMut(&str) -> bool) -> String {
        let mut cuts = Cuts::default();
        cuts.cut(text, rules, known);
        let words = |tokens: &Range<usize>| {
            let words = cuts.tokens[tokens.clone()].iter().flat_map(|token| token.words.clone());
            words.map(|word| &text[cuts.words[word].clone()]).collect::<Vec<_>>().join(" | ")
        };
        cuts.sentences.iter().map(|sentence| words(&sentence.tokens)).collect::<Vec<_>>().join(" || ")
    }

    #[test]
    fn texts_are_cut_as_the_proofs_say() {
        for code in ["id", "en"] {
            let text = std::str::from_utf8(crate::builtin::file(code, "cut.toml").unwrap()).unwrap();
            let (rules, proofs) = Rules::parse(text).unwrap();
            let bytes = crate::builtin::file(code, "lemmas.bin").unwrap();
            let (lemmas, mut scratch) = (Lemmas::read(bytes).unwrap(), LemmaScratch::default());
            let mut known = |word: &str| lemmas.knows(word, &mut scratch);
            for wanted in &proofs.yes {
                let text = running(wanted);
                assert_eq!(cut(&text, &rules, &mut known), *wanted, "{text}");
            }
            for unwanted in &proofs.no {
                let text = running(unwanted);
                assert_ne!(cut(&text, &rules, &mut known), *unwanted, "{text}");
            }
        }
    }

    /// The text of a proof as it would be written: words after each other, marks where they belong, parts of one word
    /// together. What is glued to what is told by the marks, and for clitics by a look at the words themselves.
    fn running(proof: &str) -> String {
        let mut text = String::new();
        let (mut in_quotes, mut glue) = (false, true);
        for word in proof.split([' ', '|']).filter(|word| !word.is_empty()) {
            let closes = matches!(word, "." | "," | "?" | "!" | "%" | ")") || (word == "\"" && in_quotes);
            let parts = ["nya", "lah", "kah", "n't", "'s", "'m", "'ll", "'", "not", "-", "/"];
            let glued = glue || closes || parts.contains(&word);
            if !glued {
                text.push(' ');
            }
            text.push_str(word);
            in_quotes ^= word == "\"";
            glue = matches!(word, "(" | "$" | "Rp" | "-" | "/") || (word == "\"" && in_quotes);
        }
        text
    }

    #[test]
    fn every_character_is_in_a_token() {
        let (rules, _) = Rules::parse(include_str!("../../../kutip-lang/en/grammar/cut.toml")).unwrap();
        for text in [
            "",
            "\u{feff}a\u{0}b \u{200b} c",
            "A.B.C. 1.2.3, 5-6-7 http://x.y/z). a@b.c; \"don't'' 'x' rocks' …--- \u{301}x İstanbul's",
            "a\r\nb\u{2028}c\u{85}d\u{a0}e",
        ] {
            let mut cuts = Cuts::default();
            cuts.cut(text, &rules, &mut |_| true);
            let mut at = 0;
            for token in &cuts.tokens {
                assert!(text[at..token.span.start].chars().all(char::is_whitespace), "{text:?}");
                let words: String = token.words.clone().map(|word| &text[cuts.words[word].clone()]).collect();
                assert_eq!(words, text[token.span.clone()]);
                assert!(!text[token.span.clone()].contains(char::is_whitespace), "{text:?}");
                at = token.span.end;
            }
            assert!(text[at..].chars().all(char::is_whitespace), "{text:?}");
        }
    }
}
