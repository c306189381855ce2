//! From code points to bytes: what a span of the record covers.

use crate::Span;

/// A place in bytes is kept for every so many code points.
const STEP: usize = 64;

/// A text whose code points can be counted from anywhere.
#[derive(Clone, Debug)]
pub struct Points<'a> {
    text: &'a str,
    /// The byte at which every [`STEP`]th code point begins; empty where bytes and code points are the same.
    steps: Vec<usize>,
    count: usize,
}

impl<'a> Points<'a> {
    /// Counts a text once.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        if text.is_ascii() {
            return Self { text, steps: Vec::new(), count: text.len() };
        }
        let mut count = 0;
        let mut steps = Vec::with_capacity(text.len() / STEP + 1);
        for (at, _) in text.char_indices() {
            if count % STEP == 0 {
                steps.push(at);
            }
            count += 1;
        }
        Self { text, steps, count }
    }

    /// How many code points there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The byte at which a code point begins; the end of the text for those past it.
    #[must_use]
    pub fn byte(&self, point: u32) -> usize {
        let point = point as usize;
        if point >= self.count {
            return self.text.len();
        }
        let Some(&from) = self.steps.get(point / STEP) else { return point };
        let rest = self.text.get(from..).unwrap_or_default();
        rest.char_indices().nth(point % STEP).map_or(self.text.len(), |(at, _)| from + at)
    }

    /// What a span covers; nothing for one that ends before it starts. A span past the end is cut there.
    #[must_use]
    pub fn text(&self, span: Span) -> &'a str {
        self.text.get(self.byte(span[0])..self.byte(span[1])).unwrap_or_default()
    }

    /// Whether a span lies in the text and does not end before it starts.
    #[must_use]
    pub fn holds(&self, span: Span) -> bool {
        span[0] <= span[1] && span[1] as usize <= self.count
    }
}

#[cfg(test)]
mod tests {
    use super::Points;

    #[test]
    fn spans_cover_what_they_cover_in_plain_and_in_other_letters() {
        for text in ["", "a", &"abc ".repeat(90), &"“Ya,” 😀 kata é. ".repeat(30)] {
            let points = Points::new(text);
            let chars: Vec<char> = text.chars().collect();
            assert_eq!(points.len(), chars.len());
            for start in 0..=chars.len() {
                for end in [start, start + 1, start + 70] {
                    let end_there = end.min(chars.len());
                    let wanted: String = chars[start..end_there].iter().collect();
                    let span = [u32::try_from(start).unwrap_or(0), u32::try_from(end).unwrap_or(0)];
                    assert_eq!(points.text(span), wanted);
                    assert_eq!(points.holds(span), end <= chars.len());
                }
            }
            assert_eq!(points.text([1, 0]), "");
        }
    }
}
