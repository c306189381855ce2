//! Words of numbers and units, compiled: the entries of `numbers.toml` and `units.toml`.

use super::error::{Expected, Fault, LangError};
use super::source::Entry;

const NUMBER_KINDS: &[&str] = &[
    "digit", "whole", "teen", "times", "scale", "half", "fraction", "parts", "vague", "about", "at-least",
    "at-most", "round", "more", "between", "to", "out-of", "others", "skip", "marks",
];
/// What is larger is no number of an article, and would lose its last digits.
const MOST: f64 = 1e15;
const UNIT_KINDS: &[&str] = &[
    "measure",
    "currency",
    "sign",
    "count",
    "person",
    "classifier",
    "after",
    "before",
    "heading",
    "scale",
    "label",
    "not",
    "among",
    "amounting",
    "age",
];

/// What a word does in a number.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum NumberWord {
    /// One to nine, and zero.
    Digit(f64),
    /// A number that stands for itself and takes no more (ten, eleven, a hundred).
    Whole(f64),
    /// After a digit: and ten (the teens).
    Teen,
    /// After a digit: times ten or a hundred.
    Times(f64),
    /// After any number: times a thousand, a million.
    Scale(f64),
    /// After a sum of money in digits: an abbreviation for times a million, a thousand million.
    MoneyScale(f64),
    /// A half, or after a number: and a half.
    Half,
    /// A fraction in one word.
    Fraction(f64),
    /// After a number: so many parts of a whole, of which there are so many.
    Parts(f64),
    /// Tens, hundreds: at least one of them.
    Vague(f64),
    /// Before a number: about.
    About,
    /// Before a number: at least.
    AtLeast,
    /// Before a number: at most.
    AtMost,
    /// After digits, with or without a mark between: about so many.
    Round,
    /// After a number: and more.
    More,
    /// Before a range.
    Between,
    /// Between the ends of a range.
    To,
    /// Between a number and the whole of which it is a part.
    OutOf,
    /// After a number: of those counted before.
    Others,
    /// Looks like a number and is none.
    Skip,
    /// The marks within written digits: between the thousands, and before the decimals.
    Marks {
        /// Between the thousands.
        group: char,
        /// Before the decimals.
        point: char,
    },
}

impl NumberWord {
    /// Reads an entry.
    ///
    /// # Errors
    /// When a field is missing or is none of the known ones.
    pub fn of(entry: &Entry) -> Result<Self, LangError> {
        let wrong = |fault: Fault| LangError::entry("numbers.toml", &entry.name, fault);
        let expected = |key: &str, kind| wrong(Fault::Expected { key: key.to_owned(), kind });
        let value = || {
            let value = entry.number("value").filter(|value| (0.0..=MOST).contains(value));
            value.ok_or_else(|| expected("value", Expected::Number))
        };
        let above_zero = || {
            value().and_then(|value| {
                (value > 0.0).then_some(value).ok_or_else(|| expected("value", Expected::Number))
            })
        };
        let mark = |key: &str| {
            let mut mark = entry.text(key).unwrap_or_default().chars();
            mark.next().filter(|_| mark.next().is_none()).ok_or_else(|| expected(key, Expected::Character))
        };
        let kind = entry.text("kind").unwrap_or_default();
        Ok(match kind {
            "digit" => Self::Digit(value()?),
            "whole" => Self::Whole(value()?),
            "teen" => Self::Teen,
            "times" => Self::Times(value()?),
            "scale" => Self::Scale(value()?),
            "money-scale" => Self::MoneyScale(value()?),
            "half" => Self::Half,
            "fraction" => Self::Fraction(value()?),
            "parts" => Self::Parts(above_zero()?),
            "vague" => Self::Vague(value()?),
            "about" => Self::About,
            "at-least" => Self::AtLeast,
            "at-most" => Self::AtMost,
            "round" => Self::Round,
            "more" => Self::More,
            "between" => Self::Between,
            "to" => Self::To,
            "out-of" => Self::OutOf,
            "others" => Self::Others,
            "skip" => Self::Skip,
            "marks" => Self::Marks { group: mark("group")?, point: mark("point")? },
            _ => return Err(wrong(Fault::unknown("kind", entry.text("kind"), NUMBER_KINDS))),
        })
    }
}

/// What a word does beside a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum UnitKind {
    /// A measure: metre, per cent.
    Measure,
    /// A currency after the number.
    Currency,
    /// A currency before the number.
    Sign,
    /// A thing that is counted.
    Count,
    /// Somebody who is counted: may be killed, injured, missing.
    Person,
    /// Stands between a number and the thing.
    Classifier,
    /// After the counted: what became of them.
    After,
    /// Before the number: what became of them.
    Before,
    /// Anywhere before the number: a noun for those to whom it happened.
    Heading,
    /// Before a number that measures by itself.
    Scale,
    /// Before a number that is part of a name.
    Label,
    /// After a number: no figure.
    Not,
    /// After a number: of those counted before.
    Among,
    /// Before a number that needs no unit words.
    Amounting,
    /// The unit of ages.
    Age,
}

/// A word beside a number.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct UnitWord {
    /// What it does.
    pub kind: UnitKind,
    /// The unit of the record.
    pub unit: Option<Box<str>>,
}

impl UnitWord {
    /// Reads an entry.
    ///
    /// # Errors
    /// When a field is missing or is none of the known ones.
    pub fn of(entry: &Entry) -> Result<Self, LangError> {
        let kind = match entry.text("kind").unwrap_or_default() {
            "measure" => UnitKind::Measure,
            "currency" => UnitKind::Currency,
            "sign" => UnitKind::Sign,
            "count" => UnitKind::Count,
            "person" => UnitKind::Person,
            "classifier" => UnitKind::Classifier,
            "after" => UnitKind::After,
            "before" => UnitKind::Before,
            "heading" => UnitKind::Heading,
            "scale" => UnitKind::Scale,
            "label" => UnitKind::Label,
            "not" => UnitKind::Not,
            "among" => UnitKind::Among,
            "amounting" => UnitKind::Amounting,
            "age" => UnitKind::Age,
            _ => {
                let fault = Fault::unknown("kind", entry.text("kind"), UNIT_KINDS);
                return Err(LangError::entry("units.toml", &entry.name, fault));
            }
        };
        Ok(Self { kind, unit: entry.text("unit").map(Into::into) })
    }
}
