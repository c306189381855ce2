//! Replacements in a text, and where its offsets go.

use crate::Outcome;

/// One replacement; offsets are code points of the original text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Edit {
    pub start: usize,
    pub end: usize,
    pub with: String,
}

/// Replacements that do not overlap, in text order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Edits(Vec<Edit>);

impl Edits {
    /// Adds a replacement unless one is there already; says whether it was added.
    pub(crate) fn add(&mut self, edit: Edit) -> bool {
        let at = self.0.partition_point(|other| other.end <= edit.start);
        let free = edit.start < edit.end && self.0.get(at).is_none_or(|next| edit.end <= next.start);
        if free {
            self.0.insert(at, edit);
        }
        free
    }

    /// The text with everything replaced.
    pub(crate) fn apply(&self, text: &[char]) -> String {
        let mut out = String::new();
        let mut at = 0;
        for edit in &self.0 {
            out.extend(&text[at..edit.start]);
            out.push_str(&edit.with);
            at = edit.end;
        }
        out.extend(&text[at..]);
        out
    }

    /// The words of a span with everything inside it replaced, worked out without [`Edits::moved`].
    pub(crate) fn apply_within(&self, text: &[char], start: usize, end: usize) -> String {
        let mut words: Vec<char> = text[start..end].to_vec();
        for edit in self.0.iter().rev().filter(|edit| start <= edit.start && edit.end <= end) {
            words.splice(edit.start - start..edit.end - start, edit.with.chars());
        }
        words.into_iter().collect()
    }

    /// Where an offset of the original text lies in the new one. Fails inside a replaced stretch: no span may begin or
    /// end there.
    pub(crate) fn moved(&self, offset: usize) -> Outcome<usize> {
        let mut to = offset;
        for edit in self.0.iter().take_while(|edit| edit.start < offset) {
            if offset < edit.end {
                return Err(format!(
                    "a span begins or ends inside {}..{}, now {:?}",
                    edit.start, edit.end, edit.with
                ));
            }
            to = to + edit.with.chars().count() - (edit.end - edit.start);
        }
        Ok(to)
    }

    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(start: usize, end: usize, with: &str) -> Edit {
        Edit { start, end, with: with.to_owned() }
    }

    #[test]
    fn spans_grow_and_shrink_with_what_is_replaced() {
        let text: Vec<char> = "Menteri Ana berkata kepada Bo.".chars().collect();
        let mut edits = Edits::default();
        assert!(edits.add(edit(27, 29, "Cornelia")));
        assert!(edits.add(edit(8, 11, "É")));
        assert!(!edits.add(edit(10, 14, "x")), "overlaps");
        let new: Vec<char> = edits.apply(&text).chars().collect();
        assert_eq!(new.iter().collect::<String>(), "Menteri É berkata kepada Cornelia.");
        for (start, end) in [(0, 11), (8, 11), (12, 19), (27, 29), (0, 30), (11, 27)] {
            let (to_start, to_end) = (edits.moved(start).unwrap(), edits.moved(end).unwrap());
            let moved: String = new[to_start..to_end].iter().collect();
            assert_eq!(moved, edits.apply_within(&text, start, end));
        }
        assert!(edits.moved(9).is_err());
    }
}
