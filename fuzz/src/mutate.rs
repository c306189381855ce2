//! One text made of others.

use crate::dice::Dice;
use crate::seeds::Seeds;

/// What grows beyond this is cut: most faults show in a few words, and short texts are quick.
const LONGEST_BYTES: usize = 3_000;

const DIGITS: &[u8] = b"0123456789";

/// A text that none of `corpus` is, most likely.
pub(crate) fn text(dice: &mut Dice, corpus: &[Vec<u8>], seeds: &Seeds) -> Vec<u8> {
    let mut text = dice.pick(corpus).cloned().unwrap_or_default();
    if dice.one_in(200) {
        // Bytes that are no text at all.
        return (0..dice.roll(64)).map(|_| u8::try_from(dice.roll(256)).unwrap_or_default()).collect();
    }
    for _ in 0..1 + dice.roll(6) {
        text = once(dice, text, corpus, seeds);
    }
    cut(&mut text, LONGEST_BYTES);
    text
}

fn once(dice: &mut Dice, mut text: Vec<u8>, corpus: &[Vec<u8>], seeds: &Seeds) -> Vec<u8> {
    let word = |dice: &mut Dice| dice.pick(&seeds.words).cloned().unwrap_or_default().into_bytes();
    match dice.roll(12) {
        0 => {
            let (start, end) = pieces(dice, &text);
            text.drain(start..end);
        }
        1 => {
            let (start, end) = pieces(dice, &text);
            let again = text[start..end].repeat(1 + dice.roll(4));
            text.splice(start..start, again);
        }
        2 => {
            // Two stretches change places.
            let (start, end) = pieces(dice, &text);
            let moved: Vec<u8> = text.drain(start..end).collect();
            let (at, _) = pieces(dice, &text);
            text.splice(at..at, moved);
        }
        3 | 4 => {
            let (at, _) = pieces(dice, &text);
            let mut word = word(dice);
            word.push(b' ');
            text.splice(at..at, word);
        }
        5 => {
            let (start, end) = pieces(dice, &text);
            let word = word(dice);
            text.splice(start..end, word);
        }
        6 => {
            let at = boundary(&text, dice.roll(text.len() + 1));
            let word = word(dice);
            text.splice(at..at, word);
        }
        7 => {
            let digits: Vec<usize> = (0..text.len()).filter(|at| text[*at].is_ascii_digit()).collect();
            for at in digits {
                if dice.one_in(3) {
                    text[at] = *dice.pick(DIGITS).unwrap_or(&b'0');
                }
            }
        }
        8 | 9 => {
            let other = dice.pick(corpus).cloned().unwrap_or_default();
            let (at, _) = pieces(dice, &text);
            let (start, end) = (pieces(dice, &other).0, other.len());
            text.truncate(at);
            text.extend_from_slice(&other[start..end]);
        }
        10 => {
            let at = boundary(&text, dice.roll(text.len() + 1));
            let end = boundary(&text, (at + 1 + dice.roll(3)).min(text.len()));
            text.drain(at..end.max(at));
        }
        _ => {
            let at = dice.roll(text.len().max(1));
            if dice.one_in(8)
                && let Some(byte) = text.get_mut(at)
            {
                *byte = u8::try_from(dice.roll(256)).unwrap_or_default();
            } else {
                let many: Vec<u8> =
                    (0..1 + dice.roll(25)).filter_map(|_| dice.pick(DIGITS).copied()).collect();
                let at = boundary(&text, at);
                text.splice(at..at, many);
            }
        }
    }
    text
}

/// A stretch of some words.
fn pieces(dice: &mut Dice, text: &[u8]) -> (usize, usize) {
    let is_break = |at: usize| at == 0 || at >= text.len() || text[at - 1].is_ascii_whitespace();
    let mut start = dice.roll(text.len() + 1);
    while !is_break(start) {
        start -= 1;
    }
    let mut end = start;
    for _ in 0..1 + dice.roll(6) {
        end = (end + 1).min(text.len());
        while !is_break(end) {
            end += 1;
        }
    }
    (start, end)
}

/// The start of the character at or before a byte.
fn boundary(text: &[u8], mut at: usize) -> usize {
    at = at.min(text.len());
    while at > 0 && at < text.len() && text[at] & 0xC0 == 0x80 {
        at -= 1;
    }
    at
}

fn cut(text: &mut Vec<u8>, bytes: usize) {
    let at = boundary(text, bytes);
    text.truncate(at);
}

/// The shortest input that still fails, found by taking away ever smaller stretches.
pub(crate) fn shrink(input: &[u8], mut fails: impl FnMut(&[u8]) -> bool) -> Vec<u8> {
    const TRIES: usize = 4_000;
    let mut best = input.to_vec();
    let mut tries = 0;
    let mut size = best.len().div_ceil(2).max(1);
    loop {
        let mut at = 0;
        let mut shorter = false;
        while at < best.len() && tries < TRIES {
            let start = boundary(&best, at);
            let mut end = (start + size).min(best.len());
            while end < best.len() && best[end] & 0xC0 == 0x80 {
                end += 1;
            }
            let mut less = best[..start].to_vec();
            less.extend_from_slice(&best[end..]);
            tries += 1;
            if less.len() < best.len() && fails(&less) {
                best = less;
                shorter = true;
            } else {
                at = end.max(at + 1);
            }
        }
        if tries >= TRIES || size == 1 && !shorter {
            return best;
        }
        size = if shorter { size } else { size.div_ceil(2).max(1) };
    }
}
