//! The encoding of a page: byte order mark, then HTTP, then the page's own word, then what the bytes look like.

use super::scan::{Piece, Scan};
use crate::decode::{self, Mark, Replaced};
use crate::error::Problem;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// A page says within so many bytes how it is encoded.
const HEAD_BYTES: usize = 4096;
/// One character of so many may be broken in a page that is still of the encoding that it names.
const BROKEN_SHARE: usize = 1000;

/// A page as text.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) replaced: Option<Replaced>,
    /// The encoding was not the one that was named, or none was.
    pub(crate) doubt: Option<Problem>,
}

/// Decodes a page. `http` is the charset that came with it.
pub(crate) fn decode(bytes: Vec<u8>, http: Option<&str>) -> Result<Decoded, Problem> {
    let clear = |(text, replaced)| Ok(Decoded { text, replaced, doubt: None });
    match decode::byte_order_mark(&bytes) {
        Some((Mark::Utf8, length)) => return clear(decode::utf8(bytes[length..].to_vec(), length)),
        Some((Mark::Utf32, _)) => return Err(Problem::Utf32),
        Some((mark, length)) => return clear(decode::utf16(&bytes[length..], mark)),
        None => {}
    }
    let label = |label: &str| Encoding::for_label(label.trim().as_bytes());
    let named = http.and_then(label).or_else(|| in_page(&bytes).as_deref().and_then(label));
    // A page whose label can be read in bytes is not of two bytes a character.
    let named = named.map(|encoding| if encoding.is_ascii_compatible() { encoding } else { UTF_8 });
    // What is well-formed UTF-8 with more than ASCII in it is nothing else.
    if let Ok(text) = std::str::from_utf8(&bytes) {
        let doubt = named
            .filter(|named| *named != UTF_8 && !text.is_ascii())
            .map(|named| Problem::OtherCharset { named: Some(named.name().to_owned()), read: UTF_8.name() });
        let text = String::from_utf8(bytes).unwrap_or_default();
        return Ok(Decoded { text, replaced: None, doubt });
    }
    let guess = || {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(&bytes, true);
        detector.guess(None, Utf8Detection::Allow)
    };
    let encoding = match named {
        Some(named) if named == UTF_8 => {
            let broken = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
            let chars = bytes.iter().filter(|byte| **byte & 0xC0 != 0x80 && !byte.is_ascii()).count();
            // Now and then a byte is broken; a page that is broken in each of its marks is of another encoding.
            if broken * BROKEN_SHARE <= bytes.len() && broken * 2 <= chars { UTF_8 } else { latin(guess()) }
        }
        Some(named) => named,
        None => guess(),
    };
    let read = (named != Some(encoding)).then(|| Problem::OtherCharset {
        named: named.map(|named| named.name().to_owned()),
        read: encoding.name(),
    });
    if encoding == UTF_8 {
        let (text, replaced) = decode::utf8(bytes, 0);
        return Ok(Decoded { text, replaced, doubt: read });
    }
    let (text, broken) = encoding.decode_without_bom_handling(&bytes);
    let text = text.into_owned();
    let replaced = broken.then(|| {
        let at = text.find('\u{FFFD}').unwrap_or_default();
        Replaced { bytes: text.matches('\u{FFFD}').count(), first: at as u64, at }
    });
    Ok(Decoded { text, replaced, doubt: read })
}

/// What looks like UTF-8 with faults is read as the encoding of Western Windows, in which nothing is a fault.
fn latin(guess: &'static Encoding) -> &'static Encoding {
    if guess == UTF_8 { WINDOWS_1252 } else { guess }
}

/// The encoding that the page names itself.
fn in_page(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD_BYTES)]);
    if let Some(declaration) = head.trim_start().strip_prefix("<?xml") {
        let inner = declaration.split("?>").next().unwrap_or_default();
        if let Some(value) = inner.split("encoding=").nth(1) {
            return Some(value.trim_matches(|c| matches!(c, '"' | '\'' | ' ')).to_owned());
        }
    }
    Scan::new(&head).find_map(|piece| {
        let Piece::Open(tag) = piece else { return None };
        if !tag.is("meta") {
            return None;
        }
        tag.get("charset").map(str::to_owned).or_else(|| charset_of(tag.get("content")?))
    })
}

/// The charset of `text/html; charset=utf-8`.
pub(crate) fn charset_of(content_type: &str) -> Option<String> {
    let small = content_type.to_ascii_lowercase();
    let at = small.find("charset")?;
    let value = small[at + "charset".len()..].trim_start().strip_prefix('=')?;
    let value = value.trim_start().trim_start_matches(['"', '\'']);
    let value = value.split(|c: char| c.is_whitespace() || matches!(c, ';' | '"' | '\'' | ',')).next()?;
    (!value.is_empty()).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], http: Option<&str>) -> (String, bool) {
        let decoded = decode(bytes.to_vec(), http).unwrap();
        (decoded.text, decoded.doubt.is_some())
    }

    #[test]
    fn the_surer_word_wins() {
        let old = b"<meta charset=utf-8>\x93Ya\x94";
        assert_eq!(text(old, Some("windows-1252")), ("<meta charset=utf-8>“Ya”".to_owned(), false));
        assert_eq!(text(old, None), ("<meta charset=utf-8>“Ya”".to_owned(), true));
        let new = "<meta charset=iso-8859-1>“Ya”";
        assert_eq!(text(new.as_bytes(), None), (new.to_owned(), true));
        assert_eq!(text("\u{FEFF}“".as_bytes(), Some("latin1")), ("“".to_owned(), false));
        let wide: Vec<u8> = "\u{FEFF}<p>“".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(&wide, Some("utf-8")), ("<p>“".to_owned(), false));
    }

    #[test]
    fn one_broken_byte_is_a_broken_byte() {
        let page = format!("<meta charset=utf-8>{}", "“Ya,” kata Sari. ".repeat(100));
        let decoded = decode([page.as_bytes(), b"\xFF"].concat(), None).unwrap();
        assert!(decoded.doubt.is_none() && decoded.text.ends_with('\u{FFFD}'));
        assert_eq!(decoded.replaced.map(|replaced| replaced.bytes), Some(1));
    }

    #[test]
    fn charsets_are_named_in_many_ways() {
        for (written, name) in [
            ("text/html; charset=UTF-8", Some("utf-8")),
            ("text/html;charset = \"latin1\"", Some("latin1")),
            ("text/html", None),
        ] {
            assert_eq!(charset_of(written).as_deref(), name);
        }
        assert_eq!(
            in_page(b"<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>").as_deref(),
            Some("iso-8859-1")
        );
        assert_eq!(
            in_page(b"<meta http-equiv=x content='text/html; charset=koi8-r'>").as_deref(),
            Some("koi8-r")
        );
    }
}
