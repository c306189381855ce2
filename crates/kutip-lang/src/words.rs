//! Strings by number, packed: what the binary carries is read as it is, without an allocation a word.

use serde::{Deserialize, Serialize};

/// A list of strings in one text.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// Appends a string and gives its number.
    pub(crate) fn push(&mut self, string: &str) -> u32 {
        self.text.push_str(string);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        u32::try_from(self.ends.len() - 1).unwrap_or(u32::MAX)
    }

    /// The string with this number.
    #[must_use]
    pub(crate) fn get(&self, number: u32) -> Option<&str> {
        let number = number as usize;
        let end = *self.ends.get(number)? as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.text.get(start..end)
    }

    /// How many there are.
    #[must_use]
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }
}

/// Strings with their numbers, found by hashing: an open table that is packed with them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Words {
    strings: Strings,
    /// A power of two of places; a number plus one, or zero.
    slots: Vec<u32>,
}

impl Words {
    /// The number of a string.
    #[must_use]
    pub(crate) fn get(&self, word: &str) -> Option<u32> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut slot = hash(word) as usize & mask;
        loop {
            let number = self.slots[slot].checked_sub(1)?;
            if self.strings.get(number) == Some(word) {
                return Some(number);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// The number of a string, which is added where it is new.
    pub(crate) fn intern(&mut self, word: &str) -> u32 {
        if let Some(number) = self.get(word) {
            return number;
        }
        let number = self.strings.push(word);
        if self.strings.len() * 2 > self.slots.len() {
            self.grow();
        } else {
            self.place(number);
        }
        number
    }

    /// Every string with its number.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, u32)> {
        (0..u32::try_from(self.strings.len()).unwrap_or(u32::MAX))
            .filter_map(|number| self.strings.get(number).map(|word| (word, number)))
    }

    fn grow(&mut self) {
        self.slots = vec![0; (self.slots.len() * 2).max(64)];
        for number in 0..u32::try_from(self.strings.len()).unwrap_or(u32::MAX) {
            self.place(number);
        }
    }

    fn place(&mut self, number: u32) {
        let mask = self.slots.len() - 1;
        let mut slot = self.strings.get(number).map_or(0, hash) as usize & mask;
        while self.slots[slot] != 0 {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = number + 1;
    }
}

/// FNV-1a, with the high bits folded in: the same on every machine, and quick on short words.
fn hash(word: &str) -> u64 {
    let fnv = word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    fnv ^ (fnv >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_again() {
        let mut words = Words::default();
        let list: Vec<String> = (0..500).map(|n| format!("word{n}")).collect();
        let numbers: Vec<u32> = list.iter().map(|word| words.intern(word)).collect();
        assert_eq!(numbers, (0..500).collect::<Vec<u32>>());
        assert!(list.iter().zip(0..).all(|(word, number)| words.get(word) == Some(number)));
        assert_eq!(words.get("other"), None);
        assert_eq!(Words::default().get(""), None);
    }
}
