//! A stream of bytes that is read in lines, with bounded memory.

use std::io::{self, Read};

const BUFFER_BYTES: usize = 64 * 1024;

/// Buffers above this size are given back after use, so that one long line does not stay in memory.
const KEPT_BYTES: usize = 1024 * 1024;

pub(crate) struct Stream {
    source: Box<dyn Read + Send>,
    buffer: Box<[u8]>,
    start: usize,
    end: usize,
    ended: bool,
    took_feed: bool,
}

/// What [`Stream::line`] found.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// A line is in the buffer.
    Whole,
    /// A line was longer than the limit; its bytes were counted and let go.
    TooLong(u64),
    /// There are no more lines.
    End,
}

impl Stream {
    pub(crate) fn new(source: Box<dyn Read + Send>) -> Self {
        Self {
            source,
            buffer: vec![0; BUFFER_BYTES].into(),
            start: 0,
            end: 0,
            ended: false,
            took_feed: false,
        }
    }

    /// What is buffered, at least `least` bytes of it unless the stream ends before. Does not wait for more, so that a
    /// slow pipe is read as it comes.
    pub(crate) fn peek(&mut self, least: usize) -> io::Result<&[u8]> {
        while self.end - self.start < least.min(BUFFER_BYTES) && !self.ended {
            self.fill()?;
        }
        Ok(&self.buffer[self.start..self.end])
    }

    pub(crate) fn skip(&mut self, bytes: usize) {
        self.start = (self.start + bytes).min(self.end);
    }

    /// Reads the next line, without its line feed, to the end of `line`.
    pub(crate) fn line(&mut self, line: &mut Vec<u8>, limit_bytes: usize) -> io::Result<Line> {
        let mut total: u64 = 0;
        loop {
            if self.start == self.end {
                self.fill()?;
            }
            if self.start == self.end {
                return Ok(match total {
                    0 => Line::End,
                    total if total > limit_bytes as u64 => Line::TooLong(total),
                    _ => Line::Whole,
                });
            }
            let rest = &self.buffer[self.start..self.end];
            let feed = memchr::memchr(b'\n', rest);
            let piece = &rest[..feed.unwrap_or(rest.len())];
            total += piece.len() as u64;
            if total <= limit_bytes as u64 {
                append(line, piece, limit_bytes);
            } else if line.capacity() > 0 {
                *line = Vec::new();
            }
            self.start += piece.len() + usize::from(feed.is_some());
            self.took_feed = feed.is_some();
            if feed.is_some() {
                return Ok(if total > limit_bytes as u64 { Line::TooLong(total) } else { Line::Whole });
            }
        }
    }

    /// Whether the last line that was read ended with a line feed.
    pub(crate) fn took_feed(&self) -> bool {
        self.took_feed
    }

    /// Reads the rest of the stream to the end of `bytes`; false when that would make more than `limit_bytes`.
    pub(crate) fn rest(&mut self, bytes: &mut Vec<u8>, limit_bytes: usize) -> io::Result<bool> {
        loop {
            if bytes.len() + (self.end - self.start) > limit_bytes {
                return Ok(false);
            }
            append(bytes, &self.buffer[self.start..self.end], limit_bytes);
            self.start = self.end;
            self.fill()?;
            if self.start == self.end {
                return Ok(true);
            }
        }
    }

    /// Takes of what is held.
    fn take_buffered(&mut self, buffer: &mut [u8]) -> usize {
        let length = buffer.len().min(self.end - self.start);
        buffer[..length].copy_from_slice(&self.buffer[self.start..self.start + length]);
        self.start += length;
        length
    }

    fn fill(&mut self) -> io::Result<()> {
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        while !self.ended {
            match self.source.read(&mut self.buffer[self.end..]) {
                Ok(0) => self.ended = true,
                Ok(read) => {
                    self.end += read;
                    break;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.start == self.end && !buffer.is_empty() {
            self.fill()?;
        }
        Ok(self.take_buffered(buffer))
    }
}

/// Grows by doubling, but never beyond the limit.
fn append(bytes: &mut Vec<u8>, piece: &[u8], limit_bytes: usize) {
    let needed = bytes.len() + piece.len();
    if needed > bytes.capacity() {
        let wanted = (bytes.capacity() * 2).min(limit_bytes).max(needed);
        bytes.reserve_exact(wanted - bytes.len());
    }
    bytes.extend_from_slice(piece);
}

/// Empties a buffer that is used again.
pub(crate) fn recycle(buffer: &mut Vec<u8>) {
    buffer.clear();
    buffer.shrink_to(KEPT_BYTES);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream(bytes: &'static [u8]) -> Stream {
        Stream::new(Box::new(bytes))
    }

    #[test]
    fn lines_come_one_by_one_and_long_ones_are_let_go() {
        let mut stream = stream(b"ab\n\nabcdef\nxyz");
        let mut lines = Vec::new();
        loop {
            let mut line = Vec::new();
            match stream.line(&mut line, 3).unwrap() {
                Line::End => break,
                Line::TooLong(bytes) => lines.push(format!("!{bytes}")),
                Line::Whole => lines.push(String::from_utf8(line).unwrap()),
            }
        }
        assert_eq!(lines, ["ab", "", "!6", "xyz"]);
    }

    #[test]
    fn the_rest_is_read_up_to_the_limit() {
        let mut bytes = b"12".to_vec();
        assert!(stream(b"345").rest(&mut bytes, 5).unwrap());
        assert_eq!(bytes, b"12345");
        assert!(!stream(b"345").rest(&mut Vec::new(), 2).unwrap());
    }

    #[test]
    fn peeking_takes_nothing() {
        let mut stream = stream(b"abc");
        assert_eq!(stream.peek(2).unwrap(), b"abc");
        stream.skip(1);
        assert_eq!(stream.peek(9).unwrap(), b"bc");
    }
}
