//! Hashing of words and features: the same numbers on every machine and in every version, since models are made of them.

const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// The hash of a word or part of one. Never 0, which is left for "no word there".
#[must_use]
pub fn bytes(text: &[u8]) -> u32 {
    let mut state = SPREAD ^ (text.len() as u64);
    let (words, rest) = text.as_chunks::<8>();
    for word in words {
        state = mix(state ^ u64::from_le_bytes(*word));
    }
    if !rest.is_empty() {
        let mut last = [0; 8];
        for (to, from) in last.iter_mut().zip(rest) {
            *to = *from;
        }
        state = mix(state ^ u64::from_le_bytes(last));
    }
    ((mix(state) >> 32) as u32).max(1)
}

/// The key of a feature: which template made it, and up to three values that it looked at. Keys are spread evenly
/// over all of `u32`, as [`Table`](crate::table::Table) wants them.
#[inline]
#[must_use]
pub fn feature(template: u32, a: u32, b: u32, c: u32) -> u32 {
    let left = (u64::from(a) << 32 | u64::from(b)).wrapping_add(u64::from(template).wrapping_mul(SPREAD));
    let right = u64::from(c).wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
    (mix(left.rotate_left(23) ^ right) >> 32) as u32
}

#[inline]
fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 32)).wrapping_mul(SPREAD);
    let value = (value ^ (value >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    value ^ (value >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_what_it_was_when_the_models_were_trained() {
        assert_eq!(bytes(b""), bytes(b""));
        assert_ne!(bytes(b"surat"), bytes(b"surat\0"));
        assert_ne!(bytes(b"kata"), bytes(b"KATA"));
        assert_ne!(feature(1, 2, 3, 0), feature(1, 3, 2, 0));
        assert_ne!(feature(1, 2, 0, 0), feature(2, 2, 0, 0));
    }
}
