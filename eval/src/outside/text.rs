//! Running text out of tokens, and stretches of text without what may be cut either way.
//!
//! Sets that were released as tokens do not tell where the spaces were. They are put back by the rules of print: no
//! space before a comma, none after an opening bracket. What was removed for good (quotation marks, line breaks) stays
//! away.

use crate::spans::Cover;

type Pair = [i64; 2];

/// Text under construction; knows where each token came to stand.
#[derive(Debug, Default)]
pub(super) struct Running {
    text: String,
    length: i64,
    /// No space before what comes next.
    tight: bool,
}

impl Running {
    /// Adds a token and says where it stands.
    pub(super) fn push(&mut self, token: &str) -> Pair {
        let closes = matches!(token, "." | "," | ";" | ":" | "?" | "!" | ")" | "]" | "%" | "…");
        self.add(token, closes, matches!(token, "(" | "["))
    }

    /// Adds a mark that belongs to what comes next.
    pub(super) fn open(&mut self, mark: &str) -> Pair {
        self.add(mark, false, true)
    }

    /// Adds a mark that belongs to what stands before it.
    pub(super) fn close(&mut self, mark: &str) -> Pair {
        self.add(mark, true, false)
    }

    /// Adds a mark that ties both sides together.
    pub(super) fn tie(&mut self, mark: &str) -> Pair {
        self.add(mark, true, true)
    }

    /// Ends a line, unless none was begun.
    pub(super) fn line(&mut self) {
        if self.length > 0 && !self.text.ends_with('\n') {
            self.text.push('\n');
            self.length += 1;
        }
        self.tight = true;
    }

    pub(super) fn finish(self) -> String {
        self.text.trim_end_matches('\n').to_owned()
    }

    fn add(&mut self, token: &str, tight_before: bool, tight_after: bool) -> Pair {
        if self.length > 0 && !tight_before && !self.tight {
            self.text.push(' ');
            self.length += 1;
        }
        let start = self.length;
        self.text.push_str(token);
        self.length += token.chars().count() as i64;
        self.tight = tight_after;
        [start, self.length]
    }
}

/// The words of a span.
pub(super) fn slice(letters: &[char], [start, end]: Pair) -> String {
    let at = |offset: i64| usize::try_from(offset).unwrap_or(0).min(letters.len());
    letters.get(at(start)..at(end)).unwrap_or_default().iter().collect()
}

/// A span without marks and spaces at its ends; none where nothing else is in it.
pub(super) fn trimmed(letters: &[char], span: Pair) -> Option<Pair> {
    let is_word = |at: &i64| letter(letters, *at).is_some_and(char::is_alphanumeric);
    let start = (span[0]..span[1]).find(is_word)?;
    let end = (start..span[1]).rev().find(is_word)?;
    Some([start, end + 1])
}

/// The letters and digits of spans, without a first word that only introduces them.
pub(super) fn core(letters: &[char], spans: &[Pair], introducing: &[&str]) -> Cover {
    let mut places: Vec<i64> = spans
        .iter()
        .flat_map(|span| span[0]..span[1])
        .filter(|at| letter(letters, *at).is_some_and(char::is_alphanumeric))
        .collect();
    let first = places.windows(2).take_while(|pair| pair[0] + 1 == pair[1]).count() + 1;
    let word: String = places.iter().take(first).filter_map(|at| letter(letters, *at)).collect();
    if places.len() > first && introducing.contains(&word.to_lowercase().as_str()) {
        places.drain(..first);
    }
    Cover::new(places.into_iter().map(|at| [at, at + 1]))
}

/// The words of a span, each with its place.
pub(super) fn words(letters: &[char], [start, end]: Pair) -> Vec<(Pair, String)> {
    let mut out: Vec<(Pair, String)> = Vec::new();
    for at in start..end {
        let Some(c) = letter(letters, at).filter(|c| c.is_alphanumeric()) else { continue };
        match out.last_mut() {
            Some((span, word)) if span[1] == at => {
                span[1] = at + 1;
                word.push(c);
            }
            _ => out.push(([at, at + 1], c.to_string())),
        }
    }
    out
}

fn letter(letters: &[char], at: i64) -> Option<char> {
    letters.get(usize::try_from(at).ok()?).copied()
}

/// Sentences of a file with one token a line and a label after a tab; an empty line ends a sentence.
pub(super) fn labelled(text: &str) -> Vec<Vec<(&str, &str)>> {
    let mut sentences = vec![Vec::new()];
    for line in text.lines() {
        match line.split_once('\t') {
            Some(pair) => sentences.last_mut().into_iter().for_each(|last| last.push(pair)),
            None if sentences.last().is_some_and(|last| !last.is_empty()) => sentences.push(Vec::new()),
            None => {}
        }
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_are_put_back_by_the_rules_of_print() {
        let mut running = Running::default();
        for token in ["Sari", "(", "50", ")", ",", "kata"] {
            running.push(token);
        }
        running.tie("-");
        assert_eq!(running.push("kata"), [16, 20]);
        running.line();
        running.open("”");
        running.push("Ya");
        running.push(",");
        running.close("”");
        assert_eq!(running.push("ujar"), [27, 31]);
        assert_eq!(running.finish(), "Sari (50), kata-kata\n”Ya,” ujar");
    }

    #[test]
    fn marks_at_the_ends_do_not_count() {
        let letters: Vec<char> = "” that it, (too) rained,”".chars().collect();
        let all = [0, letters.len() as i64];
        assert_eq!(
            trimmed(&letters, all).map(|span| slice(&letters, span)).as_deref(),
            Some("that it, (too) rained")
        );
        assert_eq!(trimmed(&letters, [0, 2]), None);
        assert_eq!(core(&letters, &[all], &["that"]), core(&letters, &[[7, 23]], &[]));
        assert_eq!(words(&letters, all).len(), 4);
    }

    #[test]
    fn an_empty_line_ends_a_sentence() {
        assert_eq!(labelled("a\tO\n\n\nb\tB-X\nc\tO\n").iter().map(Vec::len).collect::<Vec<_>>(), [1, 2]);
    }
}
