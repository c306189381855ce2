//! The file of a model: a mark, a version, a kind, named sections, a checksum over all of it.
//!
//! Bytes of a model come with the binary or from a newsroom's disk, so that nothing in them is trusted: every read is
//! checked against the end of its section, and the checksum is checked before any section is looked at.

use crate::ModelError;

const MARK: &[u8; 4] = b"KUTM";
const VERSION: u16 = 1;
const HEAD: usize = 12;
const PLACE: usize = 8;

/// The sections of a model, borrowed from its bytes.
#[derive(Debug, Clone, Copy)]
pub struct Pack<'a> {
    /// Name and length of each section, [`PLACE`] bytes each.
    places: &'a [u8],
    sections: &'a [u8],
}

impl<'a> Pack<'a> {
    /// Opens the bytes of a model of the kind `kind`, whose checksum is verified.
    pub fn read(bytes: &'a [u8], kind: [u8; 4]) -> Result<Self, ModelError> {
        if !bytes.starts_with(MARK) {
            return Err(ModelError::NotAModel);
        }
        let short = || ModelError::Short { section: "head".to_owned() };
        let (body, sum) = bytes.split_last_chunk::<8>().ok_or_else(short)?;
        let (head, rest) = body.split_first_chunk::<HEAD>().ok_or_else(short)?;
        let [_, _, _, _, v0, v1, n0, n1, found @ ..] = *head;
        let version = u16::from_le_bytes([v0, v1]);
        if version != VERSION {
            return Err(ModelError::Version { wanted: VERSION, found: version });
        }
        if checksum(body) != u64::from_le_bytes(*sum) {
            return Err(ModelError::Checksum);
        }
        if found != kind {
            return Err(ModelError::Kind { wanted: name(&kind), found: name(&found) });
        }
        let count = usize::from(u16::from_le_bytes([n0, n1]));
        let (places, sections) = rest.split_at_checked(count * PLACE).ok_or_else(short)?;
        Ok(Self { places, sections })
    }

    /// The section of this name.
    pub fn section(&self, wanted: &'static str) -> Result<Bytes<'a>, ModelError> {
        let mut rest = self.sections;
        for place in self.places.as_chunks::<PLACE>().0 {
            let [n0, n1, n2, n3, size @ ..] = *place;
            let (section, after) = rest
                .split_at_checked(u32::from_le_bytes(size) as usize)
                .ok_or_else(|| ModelError::Short { section: wanted.to_owned() })?;
            if [n0, n1, n2, n3] == *wanted.as_bytes() {
                return Ok(Bytes { section: wanted, rest: section });
            }
            rest = after;
        }
        Err(ModelError::Missing { section: wanted.to_owned() })
    }
}

/// Reads a section from its start to its end.
#[derive(Debug, Clone)]
pub struct Bytes<'a> {
    section: &'static str,
    rest: &'a [u8],
}

impl<'a> Bytes<'a> {
    /// The next `size` bytes.
    pub fn take(&mut self, size: usize) -> Result<&'a [u8], ModelError> {
        let (taken, rest) = self.rest.split_at_checked(size).ok_or_else(|| self.short())?;
        self.rest = rest;
        Ok(taken)
    }

    /// All bytes that are left.
    #[must_use]
    pub fn rest(self) -> &'a [u8] {
        self.rest
    }

    /// The next byte.
    #[inline]
    pub fn byte(&mut self) -> Result<u8, ModelError> {
        let (&byte, rest) = self.rest.split_first().ok_or_else(|| self.short())?;
        self.rest = rest;
        Ok(byte)
    }

    /// The next two bytes as a number, least byte first.
    #[inline]
    pub fn short_number(&mut self) -> Result<u16, ModelError> {
        let (bytes, rest) = self.rest.split_first_chunk::<2>().ok_or_else(|| self.short())?;
        self.rest = rest;
        Ok(u16::from_le_bytes(*bytes))
    }

    /// The next number, seven bits a byte, least bits first.
    #[inline]
    pub fn number(&mut self) -> Result<u32, ModelError> {
        let mut value = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            value |= u32::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(self.bad("a number of more than 32 bits"))
    }

    /// A number that says how many things follow, each of which takes at least a byte: never more than bytes are left.
    pub fn count(&mut self) -> Result<usize, ModelError> {
        let count = self.number()? as usize;
        if count > self.rest.len() { Err(self.short()) } else { Ok(count) }
    }

    /// The next text: its length, then UTF-8.
    pub fn text(&mut self) -> Result<&'a str, ModelError> {
        let size = self.count()?;
        let bytes = self.take(size)?;
        std::str::from_utf8(bytes).map_err(|_| self.bad("a text that is no UTF-8"))
    }

    /// A list of texts: their number, then each.
    pub fn texts(&mut self) -> Result<Vec<String>, ModelError> {
        let count = self.count()?;
        (0..count).map(|_| self.text().map(str::to_owned)).collect()
    }

    /// Whether the section has been read to its end.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// The error for something that this section must not hold.
    #[must_use]
    pub fn bad(&self, what: &'static str) -> ModelError {
        ModelError::Bad { section: self.section.to_owned(), what }
    }

    fn short(&self) -> ModelError {
        ModelError::Short { section: self.section.to_owned() }
    }
}

/// Writes a model: what [`Pack::read`] reads. Names have four bytes.
#[cfg(any(feature = "train", test))]
#[must_use]
pub fn write(kind: [u8; 4], sections: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut out = Vec::from(MARK);
    out.extend(VERSION.to_le_bytes());
    out.extend((sections.len() as u16).to_le_bytes());
    out.extend(kind);
    for (name, section) in sections {
        out.extend(name);
        out.extend((section.len() as u32).to_le_bytes());
    }
    for (_, section) in sections {
        out.extend(section);
    }
    out.extend(checksum(&out).to_le_bytes());
    out
}

/// Appends a number as [`Bytes::number`] reads it.
#[cfg(any(feature = "train", test))]
pub fn put_number(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Appends a list of texts as [`Bytes::texts`] reads it.
#[cfg(any(feature = "train", test))]
pub fn put_texts<T: AsRef<str>>(out: &mut Vec<u8>, texts: &[T]) {
    put_number(out, texts.len() as u32);
    for text in texts {
        put_number(out, text.as_ref().len() as u32);
        out.extend(text.as_ref().bytes());
    }
}

fn name(bytes: &[u8]) -> String {
    bytes.escape_ascii().to_string()
}

/// Any single changed byte changes it: each step maps one state to one state.
fn checksum(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let step = |sum: u64, word: u64| {
        let sum = (sum ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        sum ^ (sum >> 32)
    };
    let sum = words.iter().fold(bytes.len() as u64, |sum, word| step(sum, u64::from_le_bytes(*word)));
    rest.iter().fold(sum, |sum, &byte| step(sum, u64::from(byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<u8> {
        let mut words = Vec::new();
        put_texts(&mut words, &["kata", "", "é"]);
        let mut numbers = Vec::new();
        for value in [0, 127, 128, 70_000, u32::MAX] {
            put_number(&mut numbers, value);
        }
        write(*b"test", &[(*b"word", words), (*b"nums", numbers)])
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = sample();
        let pack = Pack::read(&bytes, *b"test").unwrap();
        assert_eq!(pack.section("word").unwrap().texts().unwrap(), ["kata", "", "é"]);
        let mut numbers = pack.section("nums").unwrap();
        let read: Vec<_> = (0..5).map(|_| numbers.number().unwrap()).collect();
        assert_eq!(read, [0, 127, 128, 70_000, u32::MAX]);
        assert!(numbers.is_empty());
        assert_eq!(pack.section("none").unwrap_err(), ModelError::Missing { section: "none".to_owned() });
        let kind = Pack::read(&bytes, *b"tags").unwrap_err();
        assert_eq!(kind, ModelError::Kind { wanted: "tags".to_owned(), found: "test".to_owned() });
    }

    #[test]
    fn damaged_bytes_are_refused() {
        let bytes = sample();
        for end in 0..bytes.len() {
            assert!(Pack::read(&bytes[..end], *b"test").is_err(), "cut at {end}");
        }
        for at in 0..bytes.len() {
            for bit in 0..8 {
                let mut bytes = bytes.clone();
                bytes[at] ^= 1 << bit;
                assert!(Pack::read(&bytes, *b"test").is_err(), "bit {bit} of byte {at}");
            }
        }
    }
}
