//! A response as it was sent: status, header, and the page in it, taken out of its wrappings.

use crate::error::Problem;
use crate::html::charset_of;
use crate::pack::is_dense;
use crate::sniff;
use std::io::{self, Read};

/// Lines of a header that are looked at.
const HEADER_LINES: usize = 200;
/// Packings around one another.
const PACKINGS: usize = 2;

#[derive(Debug)]
pub(super) struct Found {
    pub(super) bytes: Vec<u8>,
    pub(super) charset: Option<String>,
}

/// The page of a response; `None` where it has none.
pub(super) fn page(block: Vec<u8>, limit: u64) -> Result<Option<Found>, Problem> {
    let Some((header, body)) = split(&block) else { return Ok(None) };
    let header = String::from_utf8_lossy(header);
    let mut lines = header.lines();
    let status = lines.next().unwrap_or_default();
    if !status.starts_with("HTTP/") || status.split_ascii_whitespace().nth(1) != Some("200") {
        return Ok(None);
    }
    let (mut kind, mut chunked, mut packings) = (None, false, Vec::new());
    for line in lines.take(HEADER_LINES) {
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "content-type" => kind = Some(value.to_owned()),
            "transfer-encoding" => chunked = value.to_ascii_lowercase().contains("chunked"),
            "content-encoding" => {
                packings.extend(value.split(',').map(|packing| packing.trim().to_ascii_lowercase()));
            }
            _ => {}
        }
    }
    if kind.as_deref().is_some_and(|kind| !is_page(kind)) {
        return Ok(None);
    }
    let body = if chunked { unchunked(body).unwrap_or_else(|| body.to_vec()) } else { body.to_vec() };
    drop(header);
    drop(block);
    packings.retain(|packing| packing != "identity" && !packing.is_empty());
    if packings.len() > PACKINGS {
        return Err(Problem::Dense);
    }
    let mut bytes = body;
    for packing in packings.iter().rev() {
        bytes = unpacked(packing, bytes, limit)?;
    }
    if bytes.len() as u64 > limit {
        return Err(Problem::FileTooLong(limit));
    }
    if kind.is_none() && !sniff::is_html(&bytes[..bytes.len().min(sniff::HEAD_BYTES)])
        || bytes.trim_ascii().is_empty()
    {
        return Ok(None);
    }
    let charset = kind.as_deref().and_then(charset_of);
    Ok(Some(Found { bytes, charset }))
}

fn is_page(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim();
    ["text/html", "application/xhtml+xml", "application/xhtml"]
        .iter()
        .any(|page| page.eq_ignore_ascii_case(kind))
}

/// The header and the body.
fn split(block: &[u8]) -> Option<(&[u8], &[u8])> {
    let long = memchr::memmem::find(block, b"\r\n\r\n").map(|at| (at, at + 4));
    let short = memchr::memmem::find(block, b"\n\n").map(|at| (at, at + 2));
    let (end, body) = match (long, short) {
        (Some(one), Some(other)) => one.min(other),
        (one, other) => one.or(other)?,
    };
    Some((&block[..end], &block[body..]))
}

/// The body that was sent in chunks; `None` where it was not, whatever the header says.
fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(body.len());
    loop {
        let end = memchr::memchr(b'\n', &body[..body.len().min(1024)])?;
        let size = std::str::from_utf8(&body[..end]).ok()?;
        let size = size.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        body = &body[end + 1..];
        if size == 0 {
            return Some(out);
        }
        let chunk = &body[..size.min(body.len())];
        out.extend_from_slice(chunk);
        body = &body[chunk.len()..];
        body = body.strip_prefix(b"\r\n").or_else(|| body.strip_prefix(b"\n")).unwrap_or(body);
        // Cut short by who fetched it: what there is counts.
        if body.is_empty() {
            return Some(out);
        }
    }
}

fn unpacked(packing: &str, bytes: Vec<u8>, limit: u64) -> Result<Vec<u8>, Problem> {
    match packing {
        // What was unpacked by who fetched it keeps its header.
        "gzip" | "x-gzip" if !bytes.starts_with(&[0x1F, 0x8B]) => Ok(bytes),
        "gzip" | "x-gzip" => bounded(flate2::read::MultiGzDecoder::new(&bytes[..]), bytes.len(), limit),
        "deflate" => bounded(flate2::read::ZlibDecoder::new(&bytes[..]), bytes.len(), limit)
            .or_else(|_| bounded(flate2::read::DeflateDecoder::new(&bytes[..]), bytes.len(), limit)),
        "br" => {
            if sniff::is_html(&bytes[..bytes.len().min(sniff::HEAD_BYTES)]) {
                return Ok(bytes);
            }
            bounded(brotli_decompressor::Decompressor::new(&bytes[..], 4096), bytes.len(), limit)
        }
        "zstd" => {
            let decoder = ruzstd::decoding::StreamingDecoder::new(&bytes[..])
                .map_err(|error| Problem::Damaged(error.to_string()))?;
            bounded(decoder, bytes.len(), limit)
        }
        other => Err(Problem::Damaged(format!("packed as '{}'", other.chars().take(40).collect::<String>()))),
    }
}

/// Reads all of it, up to the limit. What ends too early counts as far as it goes.
fn bounded(mut source: impl Read, packed: usize, limit: u64) -> Result<Vec<u8>, Problem> {
    let mut out = Vec::new();
    let mut buffer = [0; 16 * 1024];
    loop {
        match source.read(&mut buffer) {
            Ok(0) => return Ok(out),
            Ok(read) => out.extend_from_slice(&buffer[..read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof && !out.is_empty() => return Ok(out),
            Err(error) => return Err(Problem::Damaged(error.to_string())),
        }
        if is_dense(packed as u64, out.len() as u64) {
            return Err(Problem::Dense);
        }
        if out.len() as u64 > limit {
            return Err(Problem::FileTooLong(limit));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn body(header: &str, body: &[u8]) -> Option<String> {
        let block = [format!("HTTP/1.1 200 OK\r\n{header}\r\n\r\n").as_bytes(), body].concat();
        page(block, 20_000_000).unwrap().map(|found| String::from_utf8(found.bytes).unwrap())
    }

    #[test]
    fn pages_are_taken_out_of_their_wrappings() {
        let html = "Content-Type: text/html; charset=utf-8";
        assert_eq!(body(html, b"<p>a").as_deref(), Some("<p>a"));
        let chunked = format!("{html}\r\nTransfer-Encoding: chunked");
        assert_eq!(body(&chunked, b"3\r\n<p>\r\n2;x=y\r\nab\r\n0\r\n\r\n").as_deref(), Some("<p>ab"));
        assert_eq!(body(&chunked, b"<p>not in chunks").as_deref(), Some("<p>not in chunks"));
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(b"<p>a").unwrap();
        let packed = encoder.finish().unwrap();
        let gzip = format!("{html}\r\nContent-Encoding: gzip");
        assert_eq!(body(&gzip, &packed).as_deref(), Some("<p>a"));
        assert_eq!(body(&gzip, b"<p>a").as_deref(), Some("<p>a"));
        // The empty and the uncompressed meta-block of brotli: `<p>a`, raw.
        let brotli = [0x8b, 0x01, 0x80, b'<', b'p', b'>', b'a', 0x03];
        assert_eq!(body(&format!("{html}\r\nContent-Encoding: br"), &brotli).as_deref(), Some("<p>a"));
    }

    #[test]
    fn what_is_no_page_is_left_out() {
        assert_eq!(body("Content-Type: image/png", b"x"), None);
        assert_eq!(body("X: y", b"plain"), None);
        assert_eq!(body("X: y", b"<!doctype html><p>a").as_deref(), Some("<!doctype html><p>a"));
        assert!(
            page(b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>a".to_vec(), 100)
                .unwrap()
                .is_none()
        );
        assert!(page(b"gopher".to_vec(), 100).unwrap().is_none());
    }

    #[test]
    fn bombs_are_stopped() {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        for _ in 0..100 {
            encoder.write_all(&[b' '; 100_000]).unwrap();
        }
        let packed = encoder.finish().unwrap();
        let block =
            [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n", &packed[..]]
                .concat();
        assert_eq!(page(block, 20_000_000).unwrap_err(), Problem::Dense);
    }
}
