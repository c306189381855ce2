//! Along the text from one border of a mark to the next.

use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Goes along the text and knows which spans are open.
#[derive(Debug)]
pub struct Sweep {
    /// In the order of the text, the longer first.
    spans: Vec<(usize, usize)>,
    next: usize,
    /// Open spans, the innermost last.
    open: BTreeSet<(usize, Reverse<usize>, usize)>,
    /// The same by their ends.
    ends: BTreeSet<(usize, usize)>,
}

impl Sweep {
    /// Begins before the text. `spans` are bytes, sorted by start, the longer first.
    #[must_use]
    pub fn new(spans: Vec<(usize, usize)>) -> Self {
        Self { spans, next: 0, open: BTreeSet::new(), ends: BTreeSet::new() }
    }

    /// Goes to a place, opens what begins up to there, and closes what has ended. Gives back where the next border is.
    pub fn go(&mut self, at: usize) -> Option<usize> {
        while let Some((start, end)) = self.spans.get(self.next).copied().filter(|(start, _)| *start <= at) {
            self.open.insert((start, Reverse(end), self.next));
            self.ends.insert((end, self.next));
            self.next += 1;
        }
        while let Some((end, number)) = self.ends.first().copied().filter(|(end, _)| *end <= at) {
            self.ends.pop_first();
            if let Some((start, _)) = self.spans.get(number) {
                self.open.remove(&(*start, Reverse(end), number));
            }
        }
        let opens = self.spans.get(self.next).map(|(start, _)| *start);
        let closes = self.ends.first().map(|(end, _)| *end);
        [opens, closes].into_iter().flatten().min()
    }

    /// How many spans were opened so far.
    #[must_use]
    pub fn opened(&self) -> usize {
        self.next
    }

    /// The numbers of the open spans, the outermost first.
    pub fn open(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.open.iter().map(|(.., number)| *number)
    }

    /// How many are open.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.open.len()
    }
}
