//! How much is read of one thing.

/// Bounds on one article. What is over a bound is refused with a message, never cut.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of a file of plain text, and of a page.
    pub file_bytes: u64,
    /// Bytes of one line of JSON, and of one row of a table.
    pub line_bytes: usize,
    /// Code points of an article's text.
    pub text_chars: usize,
    /// Bytes of one record of a WARC.
    pub record_bytes: u64,
    /// Bytes of a feed.
    pub feed_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 20_000_000,
            line_bytes: 32_000_000,
            text_chars: 1_000_000,
            record_bytes: 32_000_000,
            feed_bytes: 15_000_000,
        }
    }
}
