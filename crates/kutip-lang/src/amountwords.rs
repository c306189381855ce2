//! Words of numbers and units, compiled: the entries of `numbers.toml` and `units.toml`.

use super::source::{Entry, LangError};

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
        let wrong = |text: String| LangError::entry("numbers.toml", &entry.name, text);
        let kind = entry.text("kind").ok_or_else(|| wrong("has no kind".to_owned()))?;
        let value = || entry.number("value").ok_or_else(|| wrong("value: expected a number".to_owned()));
        let mark = |key: &str| {
            let mark = entry.text(key).and_then(|text| text.chars().next());
            mark.ok_or_else(|| wrong(format!("{key}: expected one character")))
        };
        Ok(match kind {
            "digit" => Self::Digit(value()?),
            "whole" => Self::Whole(value()?),
            "teen" => Self::Teen,
            "times" => Self::Times(value()?),
            "scale" => Self::Scale(value()?),
            "half" => Self::Half,
            "fraction" => Self::Fraction(value()?),
            "parts" => Self::Parts(value()?),
            "vague" => Self::Vague(value()?),
            "about" => Self::About,
            "at-least" => Self::AtLeast,
            "at-most" => Self::AtMost,
            "more" => Self::More,
            "between" => Self::Between,
            "to" => Self::To,
            "out-of" => Self::OutOf,
            "others" => Self::Others,
            "skip" => Self::Skip,
            "marks" => Self::Marks { group: mark("group")?, point: mark("point")? },
            other => return Err(wrong(format!("kind: '{other}' is none of those in amountwords.rs"))),
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
        let wrong = |text: String| LangError::entry("units.toml", &entry.name, text);
        let kind = match entry.text("kind").ok_or_else(|| wrong("has no kind".to_owned()))? {
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
            other => return Err(wrong(format!("kind: '{other}' is none of those in amountwords.rs"))),
        };
        Ok(Self { kind, unit: entry.text("unit").map(Into::into) })
    }
}
