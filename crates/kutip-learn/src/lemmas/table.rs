//! Tables that are asked by hash: exceptions, and words that are known.

use serde::{Deserialize, Serialize};

/// A number of a string: the same on every machine.
pub(crate) fn hash(text: &str) -> u64 {
    let mut hash = 0x9e37_79b9_7f4a_7c15u64 ^ text.len() as u64;
    for chunk in text.as_bytes().chunks(8) {
        let mut word = [0u8; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        hash = mix(hash, u64::from_le_bytes(word));
    }
    hash
}

/// Two numbers to one.
pub(crate) fn mix(a: u64, b: u64) -> u64 {
    let product = (a ^ b).wrapping_mul(0xd6e8_feb8_6659_fd93);
    product ^ (product >> 32)
}

/// Values by hash, in an open table. Of a key 32 bits are kept beside its place, so that two words in a thousand
/// million are taken for each other: a lemma may be wrong by it, and nothing else.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Table {
    /// Zero for an empty place.
    keys: Vec<u32>,
    values: Vec<u16>,
}

impl Table {
    pub(crate) fn get(&self, hash: u64) -> Option<u16> {
        let mask = self.keys.len().checked_sub(1)?;
        let key = key(hash);
        let mut at = hash as usize & mask;
        loop {
            match *self.keys.get(at)? {
                0 => return None,
                found if found == key => return self.values.get(at).copied(),
                _ => at = (at + 1) & mask,
            }
        }
    }

    /// Whether every question has an end: a power of two of places, one of them free, a value for each.
    pub(crate) fn is_sound(&self) -> bool {
        self.keys.is_empty()
            || self.keys.len().is_power_of_two()
                && self.values.len() == self.keys.len()
                && self.keys.contains(&0)
    }

    /// The table of these values. Of two values for one key the later is kept.
    #[cfg(feature = "train")]
    pub(crate) fn of(entries: &[(u64, u16)]) -> Self {
        let size = (entries.len() * 3 / 2 + 2).next_power_of_two();
        let mut table = Self { keys: vec![0; size], values: vec![0; size] };
        for (hash, value) in entries {
            let key = key(*hash);
            let mut at = *hash as usize & (size - 1);
            while table.keys[at] != 0 && table.keys[at] != key {
                at = (at + 1) & (size - 1);
            }
            (table.keys[at], table.values[at]) = (key, *value);
        }
        table
    }
}

fn key(hash: u64) -> u32 {
    ((hash >> 32) as u32).max(1)
}
