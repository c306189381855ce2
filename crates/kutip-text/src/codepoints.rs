//! Byte offsets to code points.

use crate::Span;

/// How many bytes lie between two remembered counts.
const STRIDE_BYTES: usize = 256;

/// Turns byte offsets of one text into offsets in Unicode code points, the unit of the public record.
///
/// Remembers the count at every 256th byte, so that a look-up counts at most that many bytes. A text of ASCII alone
/// needs no table.
#[derive(Debug)]
pub struct CodePoints<'a> {
    text: &'a str,
    counts: Vec<u32>,
}

impl<'a> CodePoints<'a> {
    /// Prepares the table for `text`.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let mut counts = Vec::new();
        if !text.is_ascii() {
            let mut total = 0;
            for block in text.as_bytes().chunks(STRIDE_BYTES) {
                counts.push(total);
                total += count(block);
            }
        }
        Self { text, counts }
    }

    /// Code points before the byte `offset`.
    #[must_use]
    pub fn at(&self, offset: u32) -> u32 {
        let offset_bytes = (offset as usize).min(self.text.len());
        let block = offset_bytes / STRIDE_BYTES;
        match self.counts.get(block) {
            Some(before) => before + count(&self.text.as_bytes()[block * STRIDE_BYTES..offset_bytes]),
            None if self.counts.is_empty() => u32::try_from(offset_bytes).unwrap_or(u32::MAX),
            None => self.counts.last().map_or(0, |before| {
                before + count(&self.text.as_bytes()[(self.counts.len() - 1) * STRIDE_BYTES..offset_bytes])
            }),
        }
    }

    /// `[start, end]` in code points.
    #[must_use]
    pub fn span(&self, span: Span) -> [u32; 2] {
        [self.at(span.start), self.at(span.end)]
    }
}

/// Code points that begin in `bytes`: every byte that is not a continuation byte.
fn count(bytes: &[u8]) -> u32 {
    let starts = bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
    u32::try_from(starts).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_offset_agrees_with_counting() {
        let text = "“Kami” — 😀 é ".repeat(60);
        for sample in [text.as_str(), "", "ascii", &"x".repeat(600)] {
            let points = CodePoints::new(sample);
            for (byte, _) in sample.char_indices().chain([(sample.len(), ' ')]) {
                assert_eq!(points.at(byte as u32) as usize, sample[..byte].chars().count());
            }
        }
    }
}
