//! Found things, in the order of the text.

use crate::{Id, Span};

/// What made an item: a lexicon entry, a pass or a model. The answer to "why?".
///
/// The number is given out by the language's tables (entries) or by the finder (passes, from the top downwards).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuleId(pub u32);

/// How sure the text makes us of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Certainty {
    /// The text says it.
    Written,
    /// Resolved by a rule from what the text says.
    Inferred,
    /// The best of several readings.
    Guess,
}

/// A value with the characters that it came from and the rule that made it.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark<T> {
    /// Where it stands.
    pub span: Span,
    /// What made it.
    pub by: RuleId,
    /// What it is.
    pub value: T,
}

/// How far back a look-up goes for a mark that holds a place: nesting is never so deep in prose, and the bound keeps
/// long layers linear.
const REACH: usize = 128;

/// A finished layer of marks: sorted by start, then the longer first; equal spans keep their order.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer<T> {
    marks: Vec<Mark<T>>,
}

impl<T> Default for Layer<T> {
    fn default() -> Self {
        Self { marks: Vec::new() }
    }
}

impl<T> Layer<T> {
    /// Sorts `marks` into a layer.
    #[must_use]
    pub fn new(mut marks: Vec<Mark<T>>) -> Self {
        marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
        Self { marks }
    }

    /// The marks, to build another layer from.
    #[must_use]
    pub fn into_marks(self) -> Vec<Mark<T>> {
        self.marks
    }

    /// All marks in order.
    #[must_use]
    pub fn as_slice(&self) -> &[Mark<T>] {
        &self.marks
    }

    /// The mark with this id.
    #[must_use]
    pub fn get(&self, id: Id<T>) -> Option<&Mark<T>> {
        self.marks.get(id.index())
    }

    /// Marks with their ids, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Id<T>, &Mark<T>)> + ExactSizeIterator {
        self.marks.iter().enumerate().map(|(index, mark)| (Id::new(index), mark))
    }

    /// Marks that begin within `span`, with their ids.
    pub fn within(&self, span: Span) -> impl Iterator<Item = (Id<T>, &Mark<T>)> {
        let first = self.marks.partition_point(|mark| mark.span.start < span.start);
        self.marks[first..]
            .iter()
            .enumerate()
            .take_while(move |(_, mark)| mark.span.start < span.end)
            .map(move |(index, mark)| (Id::new(first + index), mark))
    }

    /// Marks that may hold `span`: those that begin at most `REACH` places before it in the layer, or with it.
    pub fn around(&self, span: Span) -> impl Iterator<Item = (Id<T>, &Mark<T>)> {
        let end = self.marks.partition_point(|mark| mark.span.start <= span.start);
        let first = end.saturating_sub(REACH);
        self.marks[first..end]
            .iter()
            .enumerate()
            .filter(move |(_, mark)| mark.span.end >= span.end)
            .map(move |(index, mark)| (Id::new(first + index), mark))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.marks.len()
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }
}

impl<T> std::ops::Index<Id<T>> for Layer<T> {
    type Output = Mark<T>;

    fn index(&self, id: Id<T>) -> &Mark<T> {
        &self.marks[id.index()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: usize, end: usize, value: char) -> Mark<char> {
        Mark { span: Span::new(start, end), by: RuleId(0), value }
    }

    #[test]
    fn a_layer_is_sorted_and_longer_marks_come_first() {
        let layer = Layer::new(vec![mark(4, 5, 'c'), mark(0, 2, 'b'), mark(0, 9, 'a'), mark(4, 5, 'd')]);
        let order: String = layer.as_slice().iter().map(|m| m.value).collect();
        assert_eq!(order, "abcd");
        let inside: String = layer.within(Span::new(1, 5)).map(|(_, m)| m.value).collect();
        assert_eq!(inside, "cd");
    }
}
