//! What is seen of a word by itself: hashes of its form, its ends and its shape, made once a word and shared by models.

use crate::hash;

/// How many endings of a word are looked at: its last 1, 2, ... bytes in small letters.
pub(crate) const SUFFIXES: usize = 5;
/// How many beginnings.
pub(crate) const PREFIXES: usize = 4;

/// The hashes of one word. An ending longer than the word is the word.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct WordMarks {
    /// As it is written.
    pub form: u32,
    /// In small letters, each digit a 0.
    pub lower: u32,
    /// Runs of capitals, small letters, digits and others; 0 if there is no word.
    pub shape: u32,
    /// The ends of `lower`, from the shortest.
    pub suffixes: [u32; SUFFIXES],
    /// The beginnings of `lower`, from the shortest.
    pub prefixes: [u32; PREFIXES],
}

impl WordMarks {
    /// Before the first word.
    pub(crate) const BEFORE: Self = Self::outside(1);
    /// Behind the last word.
    pub(crate) const AFTER: Self = Self::outside(2);

    const fn outside(value: u32) -> Self {
        Self { form: value, lower: value, shape: 0, suffixes: [value; SUFFIXES], prefixes: [value; PREFIXES] }
    }

    /// The hash of a form in small letters, alone.
    pub(crate) fn lower(form: &str, lower: &mut Vec<u8>) -> u32 {
        lower_case(form, lower);
        hash::bytes(lower)
    }

    /// The marks of a form; `lower` is room to work in.
    pub(crate) fn of(form: &str, lower: &mut Vec<u8>) -> Self {
        lower_case(form, lower);
        let mut marks = Self {
            form: hash::bytes(form.as_bytes()),
            lower: hash::bytes(lower),
            shape: shape(form),
            ..Self::default()
        };
        for (size, suffix) in (1..).zip(&mut marks.suffixes) {
            *suffix = small(&lower[lower.len().saturating_sub(size)..]);
        }
        for (size, prefix) in (1..).zip(&mut marks.prefixes) {
            *prefix = small(&lower[..lower.len().min(size)]);
        }
        marks
    }
}

fn lower_case(form: &str, lower: &mut Vec<u8>) {
    lower.clear();
    if form.is_ascii() {
        lower.extend(
            form.bytes().map(|byte| if byte.is_ascii_digit() { b'0' } else { byte.to_ascii_lowercase() }),
        );
    } else {
        for c in form.chars().flat_map(char::to_lowercase) {
            lower.extend(if c.is_numeric() { '0' } else { c }.encode_utf8(&mut [0; 4]).bytes());
        }
    }
}

/// A number for at most five bytes.
fn small(bytes: &[u8]) -> u32 {
    let packed = bytes.iter().fold(1_u64, |packed, &byte| packed << 8 | u64::from(byte));
    (packed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32
}

/// Up to eight kinds of characters, four bits each; of a run no more than two count.
pub(crate) fn shape(form: &str) -> u32 {
    let (mut shape, mut last, mut run, mut size) = (0_u32, 0, 0, 0);
    for c in form.chars() {
        let kind = kind(c);
        run = if kind == last { run + 1 } else { 1 };
        last = kind;
        if run > 2 {
            continue;
        }
        shape = shape << 4 | kind;
        size += 1;
        if size == 8 {
            break;
        }
    }
    shape
}

fn kind(c: char) -> u32 {
    match c {
        'a'..='z' => 1,
        'A'..='Z' => 2,
        '0'..='9' => 3,
        '-' => 4,
        '.' | ',' | ':' => 5,
        '\'' | '’' => 6,
        _ if c.is_uppercase() => 2,
        _ if c.is_alphabetic() => 1,
        _ if c.is_numeric() => 3,
        _ => 7,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_one_word_are_those_of_another() {
        let mut room = Vec::new();
        let mut marks = |form| WordMarks::of(form, &mut room);
        let (one, two) = (marks("Pertanyaan"), marks("kenyataan"));
        assert_eq!(one.suffixes[..3], two.suffixes[..3]);
        assert_ne!(one.suffixes[3], two.suffixes[3]);
        assert_ne!(one.shape, two.shape);
        assert_eq!(marks("12.500").lower, marks("98.000").lower);
        assert_eq!(marks("Élan").lower, marks("élan").lower);
        assert_ne!(marks("é").suffixes[0], 0);
        assert_eq!(marks("").lower, marks("").lower);
    }
}
