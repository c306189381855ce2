//! What can be wrong with an input: where, what was found, what to do.

mod english;
mod indonesian;

use crate::conllu::Fault;
pub use kutip_text::Tongue;
use std::fmt;

/// Where an input comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The path as it was given or found; `-` is standard input.
    pub file: String,
    /// The line, from one, of a file that holds one article a line or row.
    pub line: Option<u64>,
    /// The item, from one, of a feed.
    pub item: Option<u64>,
    /// The byte of the file at which its record begins in a WARC; in a packed one, the record's packed member.
    pub offset: Option<u64>,
}

/// Whether the article is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// There is an article, and the reader ought to know this of it.
    Warning,
    /// There is no article.
    Error,
}

/// What is wrong with a record of a WARC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// Its header is none.
    Header,
    /// It is longer or shorter than it says.
    Length,
    /// It ends before its end.
    CutShort,
}

/// A bad input, or something odd in a good one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputError {
    /// Where.
    pub place: Place,
    /// What.
    pub problem: Problem,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// No such file.
    Missing,
    /// The system does not give the bytes.
    Unreadable(String),
    /// A pattern that no file matches.
    NoMatch,
    /// A pattern that is none.
    BadPattern(String),
    /// A folder without a file in it.
    EmptyFolder,
    /// Bytes that are no UTF-8; they were replaced.
    NotUtf8 {
        /// How many.
        bytes: usize,
        /// Where the first is.
        first: u64,
    },
    /// Halves of characters in the escapes of a JSON string; they were replaced.
    LoneSurrogates(usize),
    /// No text, but this.
    Binary(&'static str),
    /// A page in MIME parts.
    Mhtml,
    /// A page without an article.
    NoArticle {
        /// The characters of the text that was found.
        chars: usize,
        /// Most of the page's text stands in links.
        of_links: bool,
    },
    /// A page above the limit, without what is no text.
    PageTooLong {
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// Elements within one another above the limit; they were read as siblings.
    TooDeep,
    /// Elements above the limit; the text was read without them.
    TooManyElements,
    /// A page in another encoding than it says.
    OtherCharset {
        /// What it says.
        named: Option<String>,
        /// As what it was read.
        read: &'static str,
    },
    /// Packed data that becomes too large.
    Dense,
    /// Packed data that cannot be unpacked.
    Damaged(String),
    /// A record of a WARC that is not as it says.
    BadRecord(Damage),
    /// A record of a WARC above the limit in bytes.
    RecordTooLong {
        /// Its length.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// A WARC without a page.
    NoPages,
    /// XML that is none.
    BrokenXml {
        /// Where, in bytes.
        byte: u64,
        /// What the parser says.
        detail: String,
    },
    /// A feed without items.
    NoItems,
    /// An item of a feed without a text.
    NoItemText,
    /// Items above the limit; those after it were not read.
    TooManyItems(usize),
    /// A file of another kind, that holds no articles.
    NotNews(&'static str),
    /// A table without a column of texts, but these.
    NoTextColumn(String),
    /// An item that its publisher took back.
    Withdrawn,
    /// Two bytes a character, and nothing that says in which order.
    Utf16WithoutMark,
    /// Four bytes a character.
    Utf32,
    /// A file above the limit in bytes.
    FileTooLong(u64),
    /// A line above the limit in bytes.
    LineTooLong {
        /// Its length.
        bytes: u64,
        /// The limit.
        limit: usize,
    },
    /// A text above the limit in code points.
    TextTooLong {
        /// Its length.
        chars: usize,
        /// The limit.
        limit: usize,
    },
    /// A line that is not JSON.
    BrokenJson {
        /// Where in the line, in bytes from one.
        column: usize,
        /// What the parser says.
        detail: String,
    },
    /// JSON, but not one object a line: a list, or an object over several lines.
    JsonNotLines {
        /// A list.
        list: bool,
    },
    /// An id that an article before has.
    SameId {
        /// The id.
        id: String,
        /// Where it stood first.
        first: Box<Place>,
    },
    /// JSON, but no object.
    NotAnObject,
    /// An object without a text.
    NoText,
    /// A text that is something else.
    TextIsNoString(&'static str),
    /// A day that is not written in the ISO way; it was left out.
    Date(String),
    /// A field of another kind than it should be; it was left out.
    Field {
        /// Its name.
        name: &'static str,
        /// What it is.
        found: &'static str,
    },
    /// A row of CoNLL-U that is none.
    BadRow(Fault),
    /// A language that has no grammar here.
    NoGrammar(String),
    /// CoNLL-U where running text was expected.
    CutAlready,
    /// A line that is no record of kutip.
    NoRecord(String),
    /// A record of an article that was there before; it was left out.
    SameArticle,
    /// What another part of the program refused or failed at.
    Elsewhere(Box<Told>),
    /// A fault of kutip itself that hit this article alone.
    Crashed(String),
}

/// A problem in the words of whoever met it: what was found, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The number of such problems.
    pub code: &'static str,
    /// In English.
    pub english: (String, String),
    /// In Indonesian.
    pub indonesian: (String, String),
}

impl Problem {
    /// The number in brackets: the same in all languages and versions.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "K2001",
            Self::Unreadable(_) => "K2002",
            Self::NotUtf8 { .. } => "K2003",
            Self::Binary(_) => "K2004",
            Self::Mhtml => "K2005",
            Self::EmptyFolder => "K2006",
            Self::NoMatch => "K2007",
            Self::BadPattern(_) => "K2008",
            Self::Utf16WithoutMark | Self::Utf32 => "K2009",
            Self::BrokenJson { .. } => "K2010",
            Self::NotAnObject => "K2011",
            Self::NoText => "K2012",
            Self::TextIsNoString(_) => "K2013",
            Self::Date(_) => "K2014",
            Self::Field { .. } => "K2015",
            Self::LoneSurrogates(_) => "K2016",
            Self::JsonNotLines { .. } => "K2017",
            Self::SameId { .. } => "K2018",
            Self::BadRow(_) => "K2019",
            Self::NoGrammar(_) => "K2020",
            Self::CutAlready => "K2021",
            Self::Elsewhere(told) => told.code,
            Self::NoRecord(_) => "K2033",
            Self::SameArticle => "K2034",
            Self::FileTooLong(_) => "K2101",
            Self::LineTooLong { .. } => "K2104",
            Self::TextTooLong { .. } => "K2105",
            Self::NoArticle { .. } => "K2022",
            Self::OtherCharset { .. } => "K2023",
            Self::BadRecord(_) => "K2024",
            Self::NoPages => "K2025",
            Self::BrokenXml { .. } => "K2026",
            Self::NoItems | Self::NoItemText => "K2027",
            Self::NotNews(_) => "K2028",
            Self::NoTextColumn(_) => "K2029",
            Self::Withdrawn => "K2030",
            Self::Damaged(_) => "K2031",
            Self::Dense => "K2102",
            Self::PageTooLong { .. } => "K2106",
            Self::RecordTooLong { .. } => "K2107",
            Self::TooManyItems(_) => "K2108",
            Self::TooDeep => "K3201",
            Self::TooManyElements => "K3202",
            Self::Crashed(_) => "K3001",
        }
    }

    /// Whether the article is lost.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::NotUtf8 { .. }
            | Self::LoneSurrogates(_)
            | Self::Date(_)
            | Self::Field { .. }
            | Self::SameArticle
            | Self::SameId { .. }
            | Self::TooDeep
            | Self::TooManyElements
            | Self::OtherCharset { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// What was found.
    #[must_use]
    pub fn found(&self, tongue: Tongue) -> String {
        match tongue {
            Tongue::English => english::tell(self).0,
            Tongue::Indonesian => indonesian::tell(self).0,
        }
    }

    /// What was expected, or what to do.
    #[must_use]
    pub fn remedy(&self, tongue: Tongue) -> String {
        match tongue {
            Tongue::English => english::tell(self).1,
            Tongue::Indonesian => indonesian::tell(self).1,
        }
    }
}

impl InputError {
    /// The whole message, without a word for its severity.
    #[must_use]
    pub fn message(&self, tongue: Tongue) -> String {
        let (found, remedy) = (self.problem.found(tongue), self.problem.remedy(tongue));
        let arrow = if remedy.is_empty() { "" } else { "\n  → " };
        format!("[{}]: {}: {found}{arrow}{remedy}", self.problem.code(), self.place)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        match (self.line, self.item, self.offset) {
            (Some(line), ..) => write!(f, ":{line}"),
            (_, Some(item), _) => write!(f, "#{item}"),
            (.., Some(offset)) => write!(f, "@{offset}"),
            _ => Ok(()),
        }
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Tongue::English))
    }
}

impl std::error::Error for InputError {}

/// The first characters of an id, for a message.
fn shortened(id: &str) -> String {
    const SHOWN: usize = 80;
    match id.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &id[..end]),
        None => id.to_owned(),
    }
}

/// 1234567 as 1,234,567.
fn grouped(number: u64, separator: char) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_says_where_what_and_what_to_do() {
        let error = InputError {
            place: Place { file: "a.jsonl".into(), line: Some(3), ..Place::default() },
            problem: Problem::LineTooLong { bytes: 100_000_000, limit: 32_000_000 },
        };
        assert_eq!(
            error.to_string(),
            "[K2104]: a.jsonl:3: a line of 100,000,000 bytes; the limit is 32,000,000\n  → one article a line"
        );
        assert!(error.message(Tongue::Indonesian).contains("100.000.000 bita"));
    }
}
