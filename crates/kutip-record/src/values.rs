//! The small values of a record: references, days, numbers, spans, hashes.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// `[start, end]` in Unicode code points of the text, end exclusive.
pub type Span = [u32; 2];

/// An id within the record: `s1`, counted from one in the order of appearance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ref {
    letter: char,
    index: u32,
}

impl Ref {
    /// The item at this place of the list of a letter, counted from zero.
    #[must_use]
    pub fn new(letter: char, index: usize) -> Self {
        Self { letter, index: u32::try_from(index).unwrap_or(u32::MAX) }
    }

    /// The letter of the list: `a` for actors, `p`, `t`, `f`, `s`, `e`, `c`, `k`, `d`.
    #[must_use]
    pub fn letter(self) -> char {
        self.letter
    }

    /// The place in its list, counted from zero.
    #[must_use]
    pub fn index(self) -> usize {
        self.index as usize
    }
}

impl fmt::Display for Ref {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{}", self.letter, u64::from(self.index) + 1)
    }
}

impl FromStr for Ref {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const FORM: &str = "an id is a small letter and a number from 1, as in s1";
        let mut chars = text.chars();
        let letter = chars.next().filter(char::is_ascii_lowercase).ok_or(FORM)?;
        let digits = chars.as_str();
        let plain = !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit());
        let number: u32 = if plain { digits.parse().map_err(|_| FORM)? } else { 0 };
        Ok(Self { letter, index: number.checked_sub(1).ok_or(FORM)? })
    }
}

impl Serialize for Ref {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Ref {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Cow::<'_, str>::deserialize(from)?.parse().map_err(de::Error::custom)
    }
}

/// A day, in the ISO way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(pub jiff::civil::Date);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Cow::<'_, str>::deserialize(from)?.parse().map(Self).map_err(de::Error::custom)
    }
}

/// A number; one without a fraction is written without it.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Deserialize)]
#[serde(transparent)]
pub struct Number(pub f64);

impl Serialize for Number {
    #[allow(clippy::cast_possible_truncation)] // whole and below 2^53
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if self.0.fract() == 0.0 && self.0.abs() < EXACT {
            out.serialize_i64(self.0 as i64)
        } else {
            out.serialize_f64(self.0)
        }
    }
}

/// The SHA-256 of a text in hexadecimal: `document.text_sha256`.
#[must_use]
pub fn sha256(text: &str) -> String {
    use sha2::Digest;
    hex(&sha2::Sha256::digest(text.as_bytes()))
}

/// Bytes in hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    halves.map(|half| char::from(DIGITS[usize::from(half)])).collect()
}

#[cfg(test)]
mod tests {
    use super::Ref;

    #[test]
    fn an_id_is_read_as_it_is_written() {
        assert_eq!("s12".parse(), Ok(Ref::new('s', 11)));
        assert_eq!(Ref::new('a', 0).to_string(), "a1");
        for odd in ["", "s", "s0", "s01", "s+1", "S1", "12", "s-1", "s99999999999", "é1"] {
            assert!(odd.parse::<Ref>().is_err(), "{odd}");
        }
    }
}
