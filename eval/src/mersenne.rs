//! The numbers that Python's `random.Random` draws from a whole seed.
//!
//! The reference scorer draws its intervals with them. Drawing with the same generator makes both print the same ends,
//! so that a difference between the two is a fault and never chance.

const STATE: usize = 624;
const MIDDLE: usize = 397;

/// The Mersenne Twister MT19937 of Matsumoto and Nishimura, seeded as Python seeds it.
#[derive(Debug, Clone)]
pub(crate) struct Mersenne {
    state: [u32; STATE],
    next: usize,
}

impl Mersenne {
    /// Python takes a whole number as a key of 32-bit words; a seed below 2^32 is one word.
    pub(crate) fn new(seed: u32) -> Self {
        let mut state = [0_u32; STATE];
        state[0] = 19_650_218;
        for i in 1..STATE {
            state[i] = 1_812_433_253_u32.wrapping_mul(mixed(state[i - 1])).wrapping_add(i as u32);
        }
        let mut i = 1;
        for _ in 0..STATE {
            state[i] = (state[i] ^ mixed(state[i - 1]).wrapping_mul(1_664_525)).wrapping_add(seed);
            i = following(i, &mut state);
        }
        for _ in 1..STATE {
            state[i] = (state[i] ^ mixed(state[i - 1]).wrapping_mul(1_566_083_941)).wrapping_sub(i as u32);
            i = following(i, &mut state);
        }
        state[0] = 0x8000_0000;
        Self { state, next: STATE }
    }

    fn bits(&mut self) -> u32 {
        if self.next == STATE {
            self.turn();
        }
        let mut y = self.state[self.next];
        self.next += 1;
        y ^= y >> 11;
        y ^= (y << 7) & 0x9D2C_5680;
        y ^= (y << 15) & 0xEFC6_0000;
        y ^ (y >> 18)
    }

    fn turn(&mut self) {
        for i in 0..STATE {
            let y = (self.state[i] & 0x8000_0000) | (self.state[(i + 1) % STATE] & 0x7FFF_FFFF);
            let odd = if y & 1 == 1 { 0x9908_B0DF } else { 0 };
            self.state[i] = self.state[(i + MIDDLE) % STATE] ^ (y >> 1) ^ odd;
        }
        self.next = 0;
    }

    /// A number from 0 up to 1, with 53 bits.
    fn real(&mut self) -> f64 {
        let (high, low) = (f64::from(self.bits() >> 5), f64::from(self.bits() >> 6));
        (high * 67_108_864.0 + low) / 9_007_199_254_740_992.0
    }

    /// The place of one of `n` items, as `random.choices` takes it.
    pub(crate) fn choice(&mut self, n: usize) -> usize {
        (self.real() * n as f64) as usize
    }
}

fn mixed(word: u32) -> u32 {
    word ^ (word >> 30)
}

/// The place after `i`; the last word of the state comes round to the first.
fn following(i: usize, state: &mut [u32; STATE]) -> usize {
    if i + 1 < STATE {
        return i + 1;
    }
    state[0] = state[STATE - 1];
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `random.Random(1)`: five times `random()`, then `choices(range(17), k=10)`.
    #[test]
    fn the_numbers_are_those_of_python() {
        let mut draw = Mersenne::new(1);
        let reals: Vec<f64> = (0..5).map(|_| draw.real()).collect();
        assert_eq!(reals, REALS);
        let places: Vec<usize> = (0..10).map(|_| draw.choice(17)).collect();
        assert_eq!(places, CHOICES);
        // Past the first turn of the state.
        let far = (0..2_000).map(|_| draw.bits()).last().unwrap();
        assert_eq!(far, FAR);
    }

    const REALS: [f64; 5] =
        [0.13436424411240122, 0.8474337369372327, 0.763774618976614, 0.2550690257394217, 0.49543508709194095];
    const CHOICES: [usize; 10] = [7, 11, 13, 1, 0, 14, 7, 12, 0, 7];
    const FAR: u32 = 2_572_714_235;
}
