//! Bytes to text.

/// Bytes that were no characters and stand as U+FFFD in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// How many bytes.
    pub bytes: usize,
    /// The offset of the first of them in the input: the file, or the line of JSON.
    pub first: u64,
    /// The byte of the text at which the first U+FFFD stands.
    pub at: usize,
}

/// The encodings that a byte order mark names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Utf8,
    Utf16Le,
    Utf16Be,
    Utf32,
}

/// The byte order mark at the start of `head`, and its length.
pub(crate) fn byte_order_mark(head: &[u8]) -> Option<(Mark, usize)> {
    match head {
        [0xEF, 0xBB, 0xBF, ..] => Some((Mark::Utf8, 3)),
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Some((Mark::Utf32, 4)),
        [0xFF, 0xFE, ..] => Some((Mark::Utf16Le, 2)),
        [0xFE, 0xFF, ..] => Some((Mark::Utf16Be, 2)),
        _ => None,
    }
}

/// UTF-8 to text; what is no character becomes U+FFFD, one for each longest broken sequence.
pub(crate) fn utf8(bytes: Vec<u8>, mark_bytes: usize) -> (String, Option<Replaced>) {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return (text, None),
        Err(error) => error.into_bytes(),
    };
    let mut text = String::with_capacity(bytes.len() + 16);
    let mut replaced: Option<Replaced> = None;
    let mut offset = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        offset += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            let first = (mark_bytes + offset) as u64;
            replaced.get_or_insert(Replaced { bytes: 0, first, at: text.len() }).bytes +=
                chunk.invalid().len();
            text.push('\u{FFFD}');
            offset += chunk.invalid().len();
        }
    }
    (text, replaced)
}

/// UTF-16 without its byte order mark to text.
pub(crate) fn utf16(bytes: &[u8], mark: Mark) -> (String, Option<Replaced>) {
    let encoding = if mark == Mark::Utf16Be { encoding_rs::UTF_16BE } else { encoding_rs::UTF_16LE };
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let text = text.into_owned();
    let replaced = broken.then(|| {
        let at = text.find('\u{FFFD}').unwrap_or_default();
        let units = text[..at].encode_utf16().count();
        // Each lone surrogate is two bytes; an odd byte at the end is one, and the last of them.
        let marks = text.matches('\u{FFFD}').count();
        Replaced { bytes: 2 * marks - bytes.len() % 2, first: 2 + 2 * units as u64, at }
    });
    (text, replaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_bytes_are_counted_and_placed() {
        let (text, replaced) = utf8(b"ab\xE2\x80 c\xFFd".to_vec(), 3);
        assert_eq!(text, "ab\u{FFFD} c\u{FFFD}d");
        assert_eq!(replaced, Some(Replaced { bytes: 3, first: 5, at: 2 }));
        assert_eq!(utf8("“a”".as_bytes().to_vec(), 0), ("“a”".to_owned(), None));
    }

    #[test]
    fn utf16_is_read_in_both_orders() {
        let text = "“Ya” 😀";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(utf16(&little, Mark::Utf16Le), (text.to_owned(), None));
        assert_eq!(utf16(&big, Mark::Utf16Be), (text.to_owned(), None));
        let (text, replaced) = utf16(&[b'a', 0, 0, 0xD8, b'b', 0, 7], Mark::Utf16Le);
        assert_eq!(text, "a\u{FFFD}b\u{FFFD}");
        assert_eq!(replaced, Some(Replaced { bytes: 3, first: 4, at: 1 }));
    }
}
