//! What a file is, by its first bytes or its name, and whether it can be read.

use crate::error::Problem;

/// How many bytes are looked at.
pub(crate) const HEAD_BYTES: usize = 8192;

/// The first bytes of formats that are no text, and what they are called.
const MAGIC: [(&[u8], &str); 15] = [
    (b"\x89PNG\r\n", "PNG"),
    (b"\xFF\xD8\xFF", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"\x1F\x8B", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"%PDF-", "PDF"),
    (b"BZh", "bzip2"),
    (b"\xFD7zXZ\0", "xz"),
    (b"\x28\xB5\x2F\xFD", "zstd"),
    (b"7z\xBC\xAF\x27\x1C", "7z"),
    (b"PAR1", "Parquet"),
    (b"SQLite format 3\0", "SQLite"),
    (b"\x7FELF", "ELF"),
];

/// Why a file of this name is not read, whatever is in it.
pub(crate) fn refused_name(extension: &str) -> Option<Problem> {
    matches!(extension, "mhtml" | "mht").then_some(Problem::Mhtml)
}

/// Why a file that begins with `head` is not read.
pub(crate) fn refused_head(head: &[u8]) -> Option<Problem> {
    if let Some((_, name)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Some(Problem::Binary(name));
    }
    if looks_like_utf16(head) {
        return Some(Problem::Utf16WithoutMark);
    }
    is_binary(head).then_some(Problem::Binary("binary"))
}

/// Why a file that begins so is no JSON lines: a list of objects.
pub(crate) fn is_list(head: &[u8]) -> bool {
    let inner = head.trim_ascii_start().strip_prefix(b"[").map(<[u8]>::trim_ascii_start);
    inner.is_some_and(|inner| inner.first() == Some(&b'{') && is_object(inner))
}

/// Whether a file begins like an object of JSON: with a brace and a name.
pub(crate) fn is_object(head: &[u8]) -> bool {
    let Some(name) = head.trim_ascii_start().strip_prefix(b"{").map(<[u8]>::trim_ascii_start) else {
        return false;
    };
    let end = name.strip_prefix(b"\"").and_then(|name| Some((name, name.iter().position(|b| *b == b'"')?)));
    end.is_some_and(|(name, end)| name[end + 1..].trim_ascii_start().first() == Some(&b':'))
}

/// Whether a name is that of a page.
pub(crate) fn is_page_name(extension: &str) -> bool {
    matches!(extension, "html" | "htm" | "xhtml" | "shtml")
}

/// Whether a file begins like a page: with its type or its root, whatever comments stand before.
pub(crate) fn is_html(head: &[u8]) -> bool {
    let start = after_prolog(head);
    begins(start, "<!doctype html") || begins(start, "<html")
}

/// The kinds of XML that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Xml {
    Feed,
    Opml,
    Sitemap,
    Other,
}

/// What XML a file begins like.
pub(crate) fn xml(head: &[u8]) -> Option<Xml> {
    const ROOTS: [(&str, Xml); 6] = [
        ("<rss", Xml::Feed),
        ("<feed", Xml::Feed),
        ("<rdf:rdf", Xml::Feed),
        ("<opml", Xml::Opml),
        ("<urlset", Xml::Sitemap),
        ("<sitemapindex", Xml::Sitemap),
    ];
    let root = after_prolog(head);
    let known = ROOTS.iter().find(|(name, _)| begins(root, name)).map(|(_, kind)| *kind);
    known.or_else(|| begins(head.trim_ascii_start(), "<?xml").then_some(Xml::Other))
}

fn begins(start: &[u8], tag: &str) -> bool {
    start.get(..tag.len()).is_some_and(|first| first.eq_ignore_ascii_case(tag.as_bytes()))
        && start.get(tag.len()).is_none_or(|next| matches!(next, b'>' | b' ' | b'\t' | b'\r' | b'\n'))
}

/// What follows the declaration, comments and document type of XML; those of a page stay.
fn after_prolog(head: &[u8]) -> &[u8] {
    let mut rest = head.trim_ascii_start();
    loop {
        let end: &[u8] = if rest.starts_with(b"<!--") {
            b"-->"
        } else if rest.starts_with(b"<?") {
            b"?>"
        } else if begins(rest, "<!doctype") && !begins(rest, "<!doctype html") {
            // With declarations of its own in square brackets.
            let inner = memchr::memchr2(b'[', b'>', rest).is_some_and(|at| rest[at] == b'[');
            if inner { b"]>" } else { b">" }
        } else {
            return rest;
        };
        match memchr::memmem::find(rest, end) {
            Some(at) => rest = rest[at + end.len()..].trim_ascii_start(),
            None => return rest,
        }
    }
}

/// Every other byte is NUL: letters of two bytes each.
fn looks_like_utf16(head: &[u8]) -> bool {
    let nuls = |first: usize| head.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    let half = head.len() / 2;
    head.len() >= 8 && (even.max(odd) * 10 > half * 7) && even.min(odd) * 10 < half
}

/// More than three in ten bytes are controls or no characters. A few are kept: they are part of the text.
fn is_binary(head: &[u8]) -> bool {
    let controls = head.iter().filter(|b| matches!(b, 0..=8 | 11 | 14..=26 | 28..=31 | 127)).count();
    let invalid: usize = head.utf8_chunks().map(|chunk| chunk.invalid().len()).sum();
    // A short text in an old encoding is text still.
    let enough = controls > 0 || head.len() >= 64;
    enough && (controls + invalid) * 10 > head.len() * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_with_a_few_odd_bytes_is_text() {
        for text in ["", "a", "Menteri\0Sari tiba.\u{1b}[2J", "<htmlish> text", "“” — 日本語"] {
            assert!(refused_head(text.as_bytes()).is_none(), "{text:?}");
        }
        assert!(refused_head(b"\x93Ya\x94 kata Sari").is_none());
        assert!(refused_head(b"\xFF").is_none());
    }

    #[test]
    fn json_is_told_by_its_first_name() {
        assert!(is_list(b"[\n  {\"text\": \"a\"},"));
        assert!(is_object(b" {\n \"id\" : 1,"));
        for text in
            ["[Jakarta] Menteri tiba", "[{a}] tiba", "{Jakarta}", "{\"Ya\" kata Sari}", "[\"Ya\"]", "{"]
        {
            assert!(!is_list(text.as_bytes()) && !is_object(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn kinds_of_xml_are_told_by_their_root() {
        assert_eq!(xml(b"<?xml version='1.0'?>\n<!-- x --><rss version='2.0'>"), Some(Xml::Feed));
        assert_eq!(xml(b"<!DOCTYPE rss [<!ENTITY a '>'>]>\n<rss>"), Some(Xml::Feed));
        assert_eq!(xml(b"<opml>"), Some(Xml::Opml));
        assert_eq!(xml(b"<?xml version='1.0'?><urlset xmlns='x'>"), Some(Xml::Sitemap));
        assert_eq!(xml(b"<?xml version='1.0'?><other>"), Some(Xml::Other));
        assert_eq!(xml(b"<rssish>"), None);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let all: Vec<u8> = (0..=255).collect();
        for head in [&b"\x89PNG\r\n\x1a\n"[..], b"\x1f\x8b\x08", b"\0\x01\x02\x03", &all, &[0; 100]] {
            assert!(matches!(refused_head(head), Some(Problem::Binary(_))), "{head:?}");
        }
        assert!(
            is_html(b" <!DOCTYPE html>")
                && is_html(b"<!-- a --><?xml?>\n<HTML lang=id>")
                && !is_html(b"<htmlish>")
        );
        let wide: Vec<u8> = "Menteri Sari".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(matches!(refused_head(&wide), Some(Problem::Utf16WithoutMark)));
    }
}
