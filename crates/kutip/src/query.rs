//! What a search asks for: words, phrases and fields, as somebody types or pastes them.
//!
//! `provokasi "keamanan global" speaker:"Sabrina Singh" -via:Reuters figure:>=3000 since:2024-10-01`
//!
//! All of it has to hold; of fields that are given twice, one. Quotation marks of any make are the same, since quotations
//! are pasted from pages. A colon behind a word that is no field's name is an error, never silently a word: whoever
//! misspells `speaker:` would take the whole store for an answer.

use kutip_lang::closest;
pub use kutip_store::search::{FIELDS, Field, Term, Wanted};
use kutip_text::Tongue;
use std::fmt;

/// A longer search is refused.
pub const LONGEST_CHARS: usize = 4_000;
/// A search for more words and fields is refused.
pub const MOST_TERMS: usize = 100;

/// A search, in the order in which it was written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// Its parts.
    pub terms: Vec<Term>,
}

/// Why a search cannot be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// Where, in characters from the start of the search.
    pub at: usize,
    fault: Fault,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Fault {
    TooLong,
    TooMany,
    UnknownField { name: String, close: Option<&'static str> },
    NothingBehind(&'static str),
    NoWord(String),
    NoDay { field: &'static str, value: String },
    NoFigure(String),
}

impl Query {
    /// Reads a search.
    ///
    /// ```
    /// use kutip::query::{Query, Wanted};
    /// let query = Query::parse("“keamanan global”")?;
    /// assert_eq!(query.terms[0].wanted, Wanted::Phrase("keamanan global".into()));
    /// # Ok::<(), kutip::query::QueryError>(())
    /// ```
    ///
    /// # Errors
    /// A field that there is none of or that has nothing behind it, a day or figure that is none, and a search over the
    /// limits.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        if text.chars().nth(LONGEST_CHARS).is_some() {
            return Err(QueryError { at: LONGEST_CHARS, fault: Fault::TooLong });
        }
        let mut reader = Reader { chars: text.chars().collect(), at: 0 };
        let mut terms = Vec::new();
        while let Some(term) = reader.term()? {
            if terms.len() == MOST_TERMS {
                return Err(QueryError { at: reader.at, fault: Fault::TooMany });
            }
            terms.push(term);
        }
        // Marks beside words are nothing to look for; marks alone are no wish to see all.
        if terms.is_empty() && !text.chars().all(is_space) {
            return reader.fault(0, Fault::NoWord(text.to_owned()));
        }
        Ok(Self { terms })
    }
}

/// The search again, in one form: what is written so is read as the same search.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, term) in self.terms.iter().enumerate() {
            let space = if at == 0 { "" } else { " " };
            let dash = if term.not { "-" } else { "" };
            write!(f, "{space}{dash}{}", written(&term.wanted))?;
        }
        Ok(())
    }
}

/// A part of a search as it is written.
fn written(wanted: &Wanted) -> String {
    let field = |field: Field, value: &str| format!("{}:{}", field.name(), marked_if_needed(value));
    match wanted {
        Wanted::Word { word, begins } => format!("{word}{}", if *begins { "*" } else { "" }),
        Wanted::Phrase(phrase) => marked(phrase),
        Wanted::Field(of, value) => field(*of, value),
        Wanted::Day(of, day) => field(*of, &day.to_string()),
        Wanted::Figure { unit, least, most } => {
            let unit = unit.as_deref().unwrap_or_default();
            let value = match (least, most) {
                (None, None) => unit.to_owned(),
                (Some(least), None) => format!("{unit}>={least}"),
                (None, Some(most)) => format!("{unit}<={most}"),
                (Some(least), Some(most)) if least == most => format!("{unit}={least}"),
                (Some(least), Some(most)) => format!("{unit}={least}..{most}"),
            };
            field(Field::Figure, &value)
        }
    }
}

/// Between marks of the kind that is not within.
fn marked(text: &str) -> String {
    let mark = if text.contains(is_double) { '\'' } else { '"' };
    format!("{mark}{text}{mark}")
}

fn marked_if_needed(value: &str) -> String {
    let bare = !value.starts_with(is_quote) && !value.contains(is_space);
    if bare { value.to_owned() } else { marked(value) }
}

/// A field with its value, as flags give them.
///
/// # Errors
/// Where nothing is there, or no day or figure where there has to be one.
pub fn field_term(field: Field, value: &str) -> Result<Term, QueryError> {
    let reader = Reader { chars: Vec::new(), at: 0 };
    let wanted = match value.trim() {
        "" => reader.fault(0, Fault::NothingBehind(field.name())),
        value => reader.valued(field, field.name(), value, 0),
    };
    wanted.map(|wanted| Term { not: false, wanted })
}

struct Reader {
    chars: Vec<char>,
    at: usize,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn fault<T>(&self, at: usize, fault: Fault) -> Result<T, QueryError> {
        Err(QueryError { at, fault })
    }

    /// The next part; what holds no letter or digit is nothing to look for.
    fn term(&mut self) -> Result<Option<Term>, QueryError> {
        loop {
            while self.peek().is_some_and(is_space) {
                self.at += 1;
            }
            let Some(first) = self.peek() else { return Ok(None) };
            let marked = first == '-' && self.chars.get(self.at + 1).is_some_and(|c| !is_space(*c));
            self.at += usize::from(marked);
            if let Some(wanted) = self.wanted()? {
                return Ok(Some(Term { not: marked, wanted }));
            }
        }
    }

    fn wanted(&mut self) -> Result<Option<Wanted>, QueryError> {
        if self.peek().is_some_and(is_quote) {
            let phrase = self.quoted();
            return Ok(says_something(&phrase).then_some(Wanted::Phrase(phrase)));
        }
        let start = self.at;
        let word = self.bare(|c| c == ':');
        if self.peek() != Some(':') {
            return Ok(word_wanted(word));
        }
        let behind = self.chars.get(self.at + 1).copied();
        let is_name = !word.is_empty() && word.chars().all(|c| c.is_ascii_alphabetic());
        // A sentence's own colon, an hour, an address: words of the text.
        if !is_name || behind.is_none_or(is_space) && field(&word).is_none() || behind == Some('/') {
            let rest = self.bare(|_| false);
            return Ok(word_wanted(word + &rest));
        }
        let Some((field, name)) = field(&word) else {
            return self.fault(
                start,
                Fault::UnknownField { close: closest(&word, FIELDS.map(|(_, name)| name)), name: word },
            );
        };
        self.at += 1;
        let value_at = self.at;
        let value = if self.peek().is_some_and(is_quote) { self.quoted() } else { self.bare(|_| false) };
        match value.trim() {
            "" => self.fault(value_at, Fault::NothingBehind(name)),
            value => self.valued(field, name, value, value_at).map(Some),
        }
    }

    fn valued(&self, field: Field, name: &'static str, value: &str, at: usize) -> Result<Wanted, QueryError> {
        match field {
            Field::Since | Field::Until => match value.parse() {
                Ok(day) => Ok(Wanted::Day(field, day)),
                Err(_) => self.fault(at, Fault::NoDay { field: name, value: value.to_owned() }),
            },
            Field::Figure => {
                figure(value).map_or_else(|| self.fault(at, Fault::NoFigure(value.to_owned())), Ok)
            }
            Field::Speaker | Field::Via | Field::Actor if !says_something(value) => {
                self.fault(at, Fault::NoWord(value.to_owned()))
            }
            _ => Ok(Wanted::Field(field, value.to_owned())),
        }
    }

    /// Up to the next space or what `ends` says.
    fn bare(&mut self, ends: impl Fn(char) -> bool) -> String {
        let start = self.at;
        while self.peek().is_some_and(|c| !is_space(c) && !ends(c)) {
            self.at += 1;
        }
        self.chars.get(start..self.at).unwrap_or_default().iter().collect()
    }

    /// From an opening mark to the mark that closes it, or to the end. A mark within a word closes nothing: *Jum'at*.
    fn quoted(&mut self) -> String {
        let double = self.peek().is_some_and(is_double);
        self.at += 1;
        let start = self.at;
        while let Some(c) = self.peek() {
            let next = self.chars.get(self.at + 1);
            let ends_word = next.is_none_or(|c| !c.is_alphanumeric());
            if is_quote(c) && is_double(c) == double && (double || ends_word) {
                break;
            }
            self.at += 1;
        }
        let inner: String = self.chars.get(start..self.at).unwrap_or_default().iter().collect();
        self.at += 1;
        inner.trim().to_owned()
    }
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

fn is_quote(c: char) -> bool {
    is_double(c) || matches!(c, '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '`' | '´')
}

fn is_double(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂' | '〝' | '〞' | '「' | '」')
}

fn says_something(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

fn word_wanted(word: String) -> Option<Wanted> {
    let begins = word.ends_with('*');
    let word = word.trim_end_matches('*').to_owned();
    says_something(&word).then_some(Wanted::Word { word, begins })
}

fn field(name: &str) -> Option<(Field, &'static str)> {
    FIELDS.into_iter().find(|(_, known)| known.eq_ignore_ascii_case(name))
}

/// `killed`, `>=3000`, `3000..10000`, `killed>=100`, `IDR:1000000..`
fn figure(value: &str) -> Option<Wanted> {
    let split = value.find(|c: char| c.is_ascii_digit() || "<>=".contains(c)).unwrap_or(value.len());
    let (unit, numbers) = value.split_at_checked(split)?;
    let unit = unit.trim_end_matches(':').trim();
    let unit = (!unit.is_empty()).then(|| unit.to_owned());
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    let (least, most) = if let Some((from, to)) = numbers.trim_start_matches('=').split_once("..") {
        let least = if from.is_empty() { None } else { Some(number(from)?) };
        let most = if to.is_empty() { None } else { Some(number(to)?) };
        (least, most)
    } else if let Some(rest) = numbers.strip_prefix(">=") {
        (Some(number(rest)?), None)
    } else if let Some(rest) = numbers.strip_prefix("<=") {
        (None, Some(number(rest)?))
    } else if numbers.is_empty() {
        (None, None)
    } else {
        let exact = number(numbers.strip_prefix('=').unwrap_or(numbers))?;
        (Some(exact), Some(exact))
    };
    (unit.is_some() || least.is_some() || most.is_some()).then_some(Wanted::Figure { unit, least, most })
}

impl QueryError {
    /// Place, cause and next step, in the language of messages.
    #[must_use]
    pub fn message(&self, tongue: Tongue) -> String {
        let at = self.at + 1;
        match tongue {
            Tongue::English => format!("[K1023]: character {at} of the search: {}", english(&self.fault)),
            Tongue::Indonesian => {
                format!("[K1023]: karakter {at} dari pencarian: {}", indonesian(&self.fault))
            }
        }
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Tongue::English))
    }
}

impl std::error::Error for QueryError {}

fn names() -> String {
    FIELDS.map(|(_, name)| name).join(", ")
}

fn english(fault: &Fault) -> String {
    match fault {
        Fault::TooLong => format!("it is longer than {LONGEST_CHARS} characters\n  → search for less"),
        Fault::TooMany => format!("more than {MOST_TERMS} words and fields\n  → search for less"),
        Fault::UnknownField { name, close } => {
            let meant = close.map(|close| format!("did you mean {close}:? ")).unwrap_or_default();
            format!(
                "there is no field '{name}'\n  → {meant}fields are {}; a colon of the text goes into quotation marks",
                names()
            )
        }
        Fault::NothingBehind(name) => {
            format!("nothing stands behind {name}:\n  → {name}:value, or {name}:\"several words\"")
        }
        Fault::NoWord(value) => format!("there is no word in '{value}'\n  → search for letters or digits"),
        Fault::NoDay { field, value } => format!("'{value}' is no day\n  → {field}:2024-10-28"),
        Fault::NoFigure(value) => {
            format!(
                "'{value}' is no figure\n  → figure:killed, figure:>=3000, figure:3000..10000, figure:killed>=100"
            )
        }
    }
}

fn indonesian(fault: &Fault) -> String {
    match fault {
        Fault::TooLong => format!("lebih dari {LONGEST_CHARS} karakter\n  → persempit pencarian"),
        Fault::TooMany => format!("lebih dari {MOST_TERMS} kata dan kolom\n  → persempit pencarian"),
        Fault::UnknownField { name, close } => {
            let meant = close.map(|close| format!("maksud Anda {close}:? ")).unwrap_or_default();
            format!(
                "tidak ada kolom '{name}'\n  → {meant}kolom: {}; titik dua dari teks ditulis di antara tanda kutip",
                names()
            )
        }
        Fault::NothingBehind(name) => {
            format!("tidak ada apa-apa di belakang {name}:\n  → {name}:nilai, atau {name}:\"beberapa kata\"")
        }
        Fault::NoWord(value) => format!("tidak ada kata di '{value}'\n  → cari huruf atau angka"),
        Fault::NoDay { field, value } => format!("'{value}' bukan tanggal\n  → {field}:2024-10-28"),
        Fault::NoFigure(value) => {
            format!(
                "'{value}' bukan angka\n  → figure:killed, figure:>=3000, figure:3000..10000, figure:killed>=100"
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Field, Query, Wanted};

    fn wanted(text: &str) -> Vec<Wanted> {
        Query::parse(text)
            .map(|query| query.terms.into_iter().map(|term| term.wanted).collect())
            .unwrap_or_default()
    }

    fn phrase(text: &str) -> Vec<Wanted> {
        vec![Wanted::Phrase(text.to_owned())]
    }

    #[test]
    fn pasted_quotations_are_phrases_whatever_their_marks() {
        for pasted in [
            "\"Kami tahu\"",
            "“Kami tahu”",
            "„Kami tahu“",
            "«Kami tahu»",
            "'Kami tahu'",
            "‘Kami tahu’",
            "“Kami tahu",
            "”Kami tahu”",
        ] {
            assert_eq!(wanted(pasted), phrase("Kami tahu"), "{pasted}");
        }
        assert_eq!(wanted("'hari Jum'at ini'"), phrase("hari Jum'at ini"));
        assert_eq!(wanted("“ia bilang ‘ya’ saja”"), phrase("ia bilang ‘ya’ saja"));
    }

    #[test]
    fn fields_hold_words_phrases_days_and_figures() {
        let field = |field, value: &str| vec![Wanted::Field(field, value.to_owned())];
        assert_eq!(wanted("speaker:Sari"), field(Field::Speaker, "Sari"));
        assert_eq!(wanted("Via:“Kantor Berita”"), field(Field::Via, "Kantor Berita"));
        assert_eq!(
            wanted("since:2024-10-28"),
            vec![Wanted::Day(Field::Since, jiff::civil::date(2024, 10, 28))]
        );
        let figure = |unit: Option<&str>, least, most| {
            vec![Wanted::Figure { unit: unit.map(str::to_owned), least, most }]
        };
        assert_eq!(wanted("figure:killed"), figure(Some("killed"), None, None));
        assert_eq!(wanted("figure:>=3000"), figure(None, Some(3000.0), None));
        assert_eq!(wanted("figure:3000..1e4"), figure(None, Some(3000.0), Some(10_000.0)));
        assert_eq!(wanted("figure:killed<=12"), figure(Some("killed"), None, Some(12.0)));
        assert_eq!(wanted("figure:IDR:5.."), figure(Some("IDR"), Some(5.0), None));
    }

    #[test]
    fn a_colon_of_the_text_is_text() {
        let word = |word: &str| vec![Wanted::Word { word: word.to_owned(), begins: false }];
        assert_eq!(wanted("10:30"), word("10:30"));
        assert_eq!(wanted("https://contoh.id/a"), word("https://contoh.id/a"));
        assert_eq!(wanted("Jakarta:"), word("Jakarta:"));
        assert_eq!(wanted("provoka*"), vec![Wanted::Word { word: "provoka".to_owned(), begins: true }]);
    }

    #[test]
    fn what_must_not_be_there_has_a_dash_before_it() {
        let query = Query::parse("-via:Reuters - -\"ya\" anti-korupsi -").unwrap_or_default();
        let not: Vec<bool> = query.terms.iter().map(|term| term.not).collect();
        assert_eq!(not, [true, true, false]);
    }

    #[test]
    fn what_cannot_be_followed_is_named() {
        for (search, at, says) in [
            ("ya speakr:Sari", 3, "did you mean speaker:?"),
            ("speaker:", 8, "nothing stands behind speaker:"),
            ("since:kemarin", 6, "'kemarin' is no day"),
            ("figure:>=banyak", 7, "is no figure"),
            ("figure:1..x", 7, "is no figure"),
        ] {
            let Err(error) = Query::parse(search) else { panic!("{search} is followed") };
            assert_eq!(error.at, at, "{search}");
            assert!(error.to_string().contains(says), "{error}");
        }
        assert!(Query::parse(&"a ".repeat(101)).is_err());
        assert!(Query::parse(&"a".repeat(4_001)).is_err());
        for nothing in ["... — \u{0} “” *", "---", "-\"---\"", "speaker:---", "jalan actor:'?!'"] {
            let Err(error) = Query::parse(nothing) else { panic!("{nothing} is followed") };
            assert!(error.to_string().contains("there is no word in"), "{error}");
        }
        assert_eq!(wanted("jalan — tol"), [wanted("jalan"), wanted("tol")].concat());
        assert_eq!(Query::parse(" \u{0} "), Ok(Query::default()));
    }
}
