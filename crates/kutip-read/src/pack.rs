//! Packed streams, unpacked while they are read and never to a file.

use crate::stream::Stream;
use flate2::read::MultiGzDecoder;
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};
use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// So many bytes come out of one that goes in, at most; news packs to a fifth.
pub(crate) const RATIO: u64 = 200;
/// Below this size the ratio is not looked at: a page of blanks is small, too.
pub(crate) const FREE_BYTES: u64 = 4_000_000;

/// More comes out than was ever packed in earnest.
#[derive(Debug)]
pub(crate) struct Dense;

impl fmt::Display for Dense {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("packed too densely")
    }
}

impl std::error::Error for Dense {}

/// Whether so much out of so little is no honest packing.
pub(crate) fn is_dense(packed: u64, unpacked: u64) -> bool {
    unpacked > FREE_BYTES && unpacked > packed.saturating_mul(RATIO)
}

/// What a packed stream is packed with, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    Gzip,
    Zstd,
}

impl Packing {
    pub(crate) fn of(head: &[u8]) -> Option<Self> {
        match head {
            [0x1F, 0x8B, 8, ..] => Some(Self::Gzip),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Self::Zstd),
            _ => None,
        }
    }
}

/// The first bytes of what is packed in `head`, as far as they can be had.
pub(crate) fn first_bytes(head: &[u8]) -> Vec<u8> {
    let mut out = vec![0; 64];
    let mut decoder = MultiGzDecoder::new(head);
    let mut length = 0;
    while length < out.len() {
        match decoder.read(&mut out[length..]) {
            Ok(0) | Err(_) => break,
            Ok(read) => length += read,
        }
    }
    out.truncate(length);
    out
}

/// Unpacks a stream.
pub(crate) fn unpack(stream: Stream, packing: Packing) -> io::Result<Box<dyn Read + Send>> {
    let packed = Arc::<AtomicU64>::default();
    let source = Counted { source: stream, bytes: Arc::clone(&packed) };
    Ok(match packing {
        Packing::Gzip => Box::new(Checked { source: MultiGzDecoder::new(source), packed, unpacked: 0 }),
        Packing::Zstd => Box::new(Checked { source: Frames::new(source)?, packed, unpacked: 0 }),
    })
}

struct Counted {
    source: Stream,
    bytes: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.bytes.fetch_add(read as u64, Relaxed);
        Ok(read)
    }
}

struct Checked<R> {
    source: R,
    packed: Arc<AtomicU64>,
    unpacked: u64,
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.unpacked += read as u64;
        if is_dense(self.packed.load(Relaxed), self.unpacked) {
            return Err(io::Error::other(Dense));
        }
        Ok(read)
    }
}

/// The frames of a Zstandard stream, one after the other.
struct Frames {
    frame: Option<StreamingDecoder<Counted, FrameDecoder>>,
}

/// Bytes that a frame may look back, which stay in memory; more is asked for by nobody who packs news.
const WINDOW_BYTES: u64 = 16 << 20;

impl Frames {
    fn new(source: Counted) -> io::Result<Self> {
        Ok(Self { frame: Self::next(source)? })
    }

    fn next(mut source: Counted) -> io::Result<Option<StreamingDecoder<Counted, FrameDecoder>>> {
        loop {
            let head = source.source.peek(8)?;
            match *head {
                [] => return Ok(None),
                // A frame that is to be skipped, with its length.
                [0x50..=0x5F, 0x2A, 0x4D, 0x18, a, b, c, d, ..] => {
                    let length = u64::from(u32::from_le_bytes([a, b, c, d])) + 8;
                    io::copy(&mut source.by_ref().take(length), &mut io::sink())?;
                }
                _ => {
                    let frame = StreamingDecoder::new_with_max_window_size(source, WINDOW_BYTES);
                    return frame.map(Some).map_err(|error| damaged(&error));
                }
            }
        }
    }
}

impl Read for Frames {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(frame) = &mut self.frame {
            let read = frame.read(buffer).map_err(|error| damaged(&error))?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            self.frame = match self.frame.take() {
                Some(frame) => Self::next(frame.into_inner())?,
                None => None,
            };
        }
        Ok(0)
    }
}

fn damaged(error: &dyn fmt::Display) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn read(packed: Vec<u8>) -> io::Result<Vec<u8>> {
        let packing = Packing::of(&packed).unwrap();
        let mut out = Vec::new();
        unpack(Stream::new(Box::new(io::Cursor::new(packed))), packing)?.read_to_end(&mut out)?;
        Ok(out)
    }

    #[test]
    fn packed_streams_are_read_to_the_end() {
        let packed = [gzip(b"satu "), gzip(b"dua")].concat();
        assert_eq!(first_bytes(&packed), b"satu dua");
        assert_eq!(read(packed).unwrap(), b"satu dua");
        // Two frames of zstd, each one raw block, with a frame that is skipped between them.
        let frame = |text: &[u8]| {
            let length = (text.len() as u32) << 3 | 1;
            [&[0x28, 0xB5, 0x2F, 0xFD, 0x20, text.len() as u8], &length.to_le_bytes()[..3], text].concat()
        };
        let skipped = [0x50, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 7, 7];
        assert_eq!(read([frame(b"satu "), skipped.to_vec(), frame(b"dua")].concat()).unwrap(), b"satu dua");
    }

    #[test]
    fn what_is_too_dense_is_stopped() {
        let error = read(gzip(&vec![b' '; 20_000_000])).unwrap_err();
        assert!(error.get_ref().is_some_and(|inner| inner.is::<Dense>()));
        assert!(read(gzip(&vec![b' '; 1_000_000])).is_ok());
    }
}
