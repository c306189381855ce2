//! Numbers in digits and words.

use crate::model::TokenKind;
use crate::times::words::Words;
use kutip_lang::{Class, NumberWord};

/// Digits between two marks; noughts in front have no value but are no number without end either.
const GROUP_DIGITS: u8 = 18;

/// Decimals before *juta*, *triliun*: more are not written.
const MOST_DECIMALS: i32 = 6;

/// Number words that are read as one number; what has more is a list. Trillions, spelled out, take some twenty.
const PIECES: usize = 32;
/// Thousands and millions after a number: *seribu juta miliar* is said, four are not.
const SCALES: usize = 3;

/// The groups of digits of one token: `17.30` has two.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Digits {
    groups: [(u32, u8); 5],
    marks: [char; 5],
    count: usize,
}

impl Digits {
    /// Reads a token of digits; `None` where it holds other characters than digits and single marks.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut digits = Self { count: 1, ..Self::default() };
        for c in text.chars() {
            if let Some(digit) = c.to_digit(10) {
                let (value, len) = digits.groups.get_mut(digits.count - 1)?;
                *value = value.checked_mul(10)?.checked_add(digit)?;
                *len = Some(*len + 1).filter(|len| *len <= GROUP_DIGITS)?;
            } else {
                *digits.marks.get_mut(digits.count - 1)? = c;
                digits.count += 1;
            }
        }
        (digits.count <= digits.groups.len() && digits.groups[..digits.count].iter().all(|(_, len)| *len > 0))
            .then_some(digits)
    }

    pub(crate) fn groups(&self) -> &[(u32, u8)] {
        &self.groups[..self.count]
    }

    /// The number, where the token is one group of at most `longest` digits.
    pub(crate) fn whole(&self, longest: u8) -> Option<u32> {
        match self.groups() {
            [(value, len)] if *len <= longest => Some(*value),
            _ => None,
        }
    }

    /// Whether thousands are told apart.
    pub(crate) fn grouped(&self, marks: (char, char)) -> bool {
        self.count > 1 && self.marks[0] == marks.0 && self.groups[1].1 == 3
    }

    /// The number that is written. A mark of thousands that does not stand before three digits is a decimal point.
    pub(crate) fn value(&self, (group, point): (char, char)) -> f64 {
        let groups = self.groups();
        let marks = &self.marks[..self.count - 1];
        let thousands = |groups: &[(u32, u8)]| groups.iter().skip(1).all(|(_, len)| *len == 3);
        let decimals = match marks.last() {
            None => false,
            Some(last) if *last == point => !(marks.len() > 1 && marks[0] == point && thousands(groups)),
            Some(last) => *last != group || !thousands(&groups[marks.len() - 1..]),
        };
        let whole = if decimals { &groups[..groups.len() - 1] } else { groups };
        let mut value =
            whole.iter().fold(0.0, |sum, (value, len)| sum * 10f64.powi(i32::from(*len)) + f64::from(*value));
        if decimals && let Some((fraction, len)) = groups.last() {
            // One division, so that the value is the double that is nearest to what is written.
            let scale = 10f64.powi(i32::from(*len));
            value = (value * scale + f64::from(*fraction)) / scale;
        }
        value
    }
}

/// A number and where it ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quantity {
    pub(crate) value: f64,
    pub(crate) end: usize,
    /// Tens, hundreds: not said how many.
    pub(crate) vague: bool,
    /// Written in digits with marked thousands.
    pub(crate) grouped: bool,
    /// Written in digits.
    pub(crate) digits: bool,
    /// The word for one, which is mostly an article.
    pub(crate) one: bool,
    /// Said to be round: *1.000-an*.
    pub(crate) round: bool,
}

impl Quantity {
    fn of(value: f64, end: usize) -> Self {
        Self { value, end, vague: false, grouped: false, digits: false, one: false, round: false }
    }

    /// Whether it is said not to be exact.
    pub(super) fn approximate(&self) -> bool {
        self.vague || self.round
    }
}

/// Reads the number that begins at a token.
pub(crate) fn quantity(words: &Words<'_>, at: usize) -> Option<Quantity> {
    match words.token(at)?.kind {
        TokenKind::Number => in_digits(words, at),
        TokenKind::Word => in_words(words, at),
        _ => None,
    }
}

fn in_digits(words: &Words<'_>, at: usize) -> Option<Quantity> {
    let digits = Digits::read(words.of(at))?;
    let marks = words.lang.digit_marks;
    let mut found = Quantity {
        grouped: digits.grouped(marks),
        digits: true,
        ..Quantity::of(digits.value(marks), at + 1)
    };
    round(words, &mut found);
    scales(words, &mut found);
    Some(found)
}

/// Takes what makes the digits a round number, with or without a mark between: *1.000-an*, *50an*.
fn round(words: &Words<'_>, found: &mut Quantity) {
    let at = found.end + usize::from(words.has(found.end, Class::Dash));
    if let Some(hit) = words.number(at, |word| (word == NumberWord::Round).then_some(())) {
        (found.end, found.round) = (hit.end, true);
    }
}

/// Takes the thousands and millions after a number.
fn scales(words: &Words<'_>, found: &mut Quantity) {
    for _ in 0..SCALES {
        let scale = words.number(found.end, |word| match word {
            NumberWord::Scale(times) => Some((times, false)),
            NumberWord::Vague(times) if times >= 1000.0 => Some((times, true)),
            _ => None,
        });
        let Some(hit) = scale else { break };
        found.value = scaled(found.value, hit.word.0);
        found.vague |= hit.word.1;
        found.end = hit.end;
        found.one = false;
    }
}

/// The product, rounded to what can have been written: 15.09 million is a whole number.
pub(super) fn scaled(value: f64, times: f64) -> f64 {
    // Without the decimals first, so that no rounding of a double shows: 4.369,97 trillion.
    let exact = (0..=MOST_DECIMALS).map(|places| 10f64.powi(places)).find_map(|power| {
        let whole = (value * power).round();
        let same = whole / power == value && times % power == 0.0;
        same.then(|| whole * (times / power))
    });
    if let Some(exact) = exact {
        return exact;
    }
    let product = value * times;
    let whole = product.round();
    if (product - whole).abs() <= 1e-9 * whole.abs() { whole } else { product }
}

fn in_words(words: &Words<'_>, at: usize) -> Option<Quantity> {
    // A capital within a sentence makes it a piece of a name.
    if words.capital(at) && !words.opens(at) && !words.headline
        || words.number(at, |word| (word == NumberWord::Skip).then_some(())).is_some()
    {
        return None;
    }
    let read = |at| {
        words.number(at, |word| match word {
            NumberWord::Digit(_)
            | NumberWord::Whole(_)
            | NumberWord::Half
            | NumberWord::Vague(_)
            | NumberWord::Scale(_)
            | NumberWord::Teen
            | NumberWord::Times(_)
            | NumberWord::Fraction(_)
            | NumberWord::Parts(_) => Some(word),
            _ => None,
        })
    };
    let (mut total, mut below, mut end) = (0.0, 0.0, at);
    let (mut closed, mut pieces) = (false, 0); // whether the ones are named
    while let Some(hit) = read(end).filter(|_| pieces < PIECES) {
        match hit.word {
            NumberWord::Vague(value) if pieces == 0 => {
                let mut found = Quantity { vague: true, ..Quantity::of(value, hit.end) };
                scales(words, &mut found);
                return Some(found);
            }
            NumberWord::Half | NumberWord::Fraction(_) if pieces == 0 => {
                let value = if let NumberWord::Fraction(value) = hit.word { value } else { 0.5 };
                let mut found = Quantity::of(value, hit.end);
                scales(words, &mut found);
                return Some(found);
            }
            NumberWord::Half => below += 0.5,
            NumberWord::Digit(digit) if !closed => {
                end = hit.end;
                match read(end).map(|next| (next.word, next.end)) {
                    Some((NumberWord::Teen, next)) => {
                        (below, closed, end) = (below + 10.0 + digit, true, next)
                    }
                    Some((NumberWord::Times(times), next)) => (below, end) = (below + digit * times, next),
                    Some((NumberWord::Parts(parts), next)) if pieces == 0 && parts > 0.0 => {
                        return Some(Quantity::of(digit / parts, next));
                    }
                    _ => (below, closed) = (below + digit, true),
                }
                pieces += 1;
                continue;
            }
            NumberWord::Whole(value) if value < 100.0 && !closed => (below, closed) = (below + value, true),
            NumberWord::Whole(value) if value < 1000.0 && !closed => below += value,
            NumberWord::Whole(value) if pieces == 0 => total += value,
            NumberWord::Scale(times) if below > 0.0 => {
                (total, below, closed) = (total + below * times, 0.0, false)
            }
            _ => break,
        }
        pieces += 1;
        end = hit.end;
    }
    let value = total + below;
    (pieces > 0).then_some(Quantity { one: pieces == 1 && value == 1.0, ..Quantity::of(value, end) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens;

    #[test]
    fn digits_are_read_the_way_of_the_language() {
        let marks = ('.', ',');
        for (text, value) in [
            ("10.000", 10000.0),
            ("6,5", 6.5),
            ("1.234,5", 1234.5),
            ("4.7", 4.7),
            ("2017", 2017.0),
            ("9.797", 9797.0),
        ] {
            assert_eq!(Digits::read(text).unwrap().value(marks), value, "{text}");
        }
        assert!(Digits::read("½").is_none());
        assert!(Digits::read(&"0".repeat(300)).is_none());
    }

    #[test]
    fn number_words() {
        let lang = kutip_lang::builtin("id").unwrap();
        for (text, value) in [
            ("dua belas", 12.0),
            ("tiga puluh lima ribu", 35000.0),
            ("seratus dua puluh", 120.0),
            ("satu setengah juta", 1_500_000.0),
            ("puluhan ribu", 10000.0),
            ("15,09 juta", 15_090_000.0),
            ("4.369,97 triliun", 4_369_970_000_000_000.0),
            ("seribu dua ratus", 1200.0),
            ("setengah", 0.5),
            ("sepertiga", 1.0 / 3.0),
            ("dua pertiga", 2.0 / 3.0),
            ("tiga perempat", 0.75),
            ("dua ratus lima puluh", 250.0),
            ("sebelas ribu", 11000.0),
            ("sejuta", 1_000_000.0),
            ("dua setengah miliar", 2_500_000_000.0),
            ("empat juta lima ratus ribu", 4_500_000.0),
            ("ratusan ribu", 100_000.0),
        ] {
            let tokens = tokens::find(text, lang);
            let terms = tokens::terms(text, &tokens, lang);
            let mut words = Words::new(text, &tokens, &terms, lang);
            words.enter(0);
            let found = quantity(&words, 0).unwrap();
            assert_eq!((found.value, found.end), (value, tokens.len()), "{text}");
        }
    }
}
