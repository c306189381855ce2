//! CoNLL-U, sentence by sentence, with every byte kept that is not asked to change.
//!
//! A sentence is its lines as they stand in the file. [`Sentence::check`] tells what is wrong with one, and
//! [`Sentence::write`] writes it anew with other columns: comments, order, ranges, empty nodes, FORM, XPOS, DEPS and the
//! rest of MISC stay as they are, to the byte.

mod stream;
pub(crate) mod told;

pub use stream::{Batch, Part, Sentences, looks_like_conllu};

/// Words of a sentence that are read at most: what is longer is a table and no sentence.
pub const MOST_WORDS: usize = 20_000;
/// The entry of MISC that holds names.
const NAME_KEY: &str = "NER=";
const NOTHING: &str = "_";

/// A row's ten columns.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    columns: [&'a str; 10],
}

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Id {
    /// A word.
    Word(u32),
    /// A token of several words, the first and the last of them.
    Range(u32, u32),
    /// A node of the enhanced graph, after this word.
    Empty(u32, u32),
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Other than ten columns.
    Columns(usize),
    /// The first column is none of the three kinds of id.
    NoId(String),
    /// An id that does not come next; what would.
    OutOfOrder {
        /// The id.
        found: String,
        /// What should stand there.
        wanted: u32,
    },
    /// A word without a form.
    NoForm,
    /// The sentence ends within a token of several words.
    OpenRange(String),
    /// More words than are read; how many are.
    TooManyWords(usize),
    /// More bytes than are read; how many are.
    TooLong(usize),
    /// A line that is longer than is read; its bytes.
    LineTooLong(u64),
    /// Bytes that are no characters.
    NotUtf8,
}

/// A fault with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// The line within the sentence, from 0.
    pub line: usize,
    /// What is wrong.
    pub fault: Fault,
}

/// What a word gets.
#[derive(Clone, Copy, Debug)]
pub struct Columns<'a> {
    /// Its lemma.
    pub lemma: &'a str,
    /// Its part of speech.
    pub upos: &'a str,
    /// Its features; `_` for none.
    pub feats: &'a str,
    /// The number of its head, 0 for the root.
    pub head: u32,
    /// Its relation to it.
    pub relation: &'a str,
    /// Its name tag as in `B-PER`; empty where it belongs to no name.
    pub name: &'a str,
}

impl<'a> Row<'a> {
    /// The row in a line; none where it has other than ten columns. Comments have none.
    #[must_use]
    pub fn read(line: &'a str) -> Option<Self> {
        let mut columns = [""; 10];
        let mut tabs = memchr::memchr_iter(b'\t', line.as_bytes());
        let mut start = 0;
        for column in &mut columns[..9] {
            let tab = tabs.next()?;
            *column = &line[start..tab];
            start = tab + 1;
        }
        columns[9] = &line[start..];
        tabs.next().is_none().then_some(Self { columns })
    }

    /// A column, from 0.
    #[must_use]
    pub fn column(&self, at: usize) -> &'a str {
        self.columns.get(at).copied().unwrap_or_default()
    }

    /// What the row stands for; none where its id is of no known kind.
    #[must_use]
    pub fn id(&self) -> Option<Id> {
        let id = self.columns[0];
        if let Some((first, last)) = id.split_once('-') {
            return Some(Id::Range(number(first)?, number(last)?));
        }
        match id.split_once('.') {
            Some((word, node)) => Some(Id::Empty(number(word)?, number(node)?)),
            None => number(id).map(Id::Word),
        }
    }

    /// Whether it is a word, and neither a range nor an empty node.
    #[must_use]
    pub fn is_word(&self) -> bool {
        !self.columns[0].is_empty() && self.columns[0].bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// Digits alone: no sign, no space, no leading zeros but in zero itself.
fn number(text: &str) -> Option<u32> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (text.len() == 1 || !text.starts_with('0'));
    if plain { text.parse().ok() } else { None }
}

/// The lines of a sentence, with their ends, as they stand in the file; the blank line after it belongs to it.
#[derive(Clone, Copy, Debug)]
pub struct Sentence<'a> {
    text: &'a str,
}

impl<'a> Sentence<'a> {
    /// The sentence of these lines.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { text }
    }

    /// Its lines: what is in them, and their ends.
    fn lines(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.text.split_inclusive('\n').map(|line| {
            let bare = line.strip_suffix('\n').unwrap_or(line);
            let bare = bare.strip_suffix('\r').unwrap_or(bare);
            (bare, &line[bare.len()..])
        })
    }

    /// Whether every row is one; the words' forms are added to `forms`.
    ///
    /// # Errors
    /// The first row that is none.
    pub fn check(self, forms: &mut Vec<&'a str>) -> Result<(), BadRow> {
        let (mut words, mut nodes, mut range) = (0u32, 0u32, None::<(u32, &str)>);
        let mut last_line = 0;
        for (line, (text, _)) in self.lines().enumerate() {
            if is_blank(text) || text.starts_with('#') {
                continue;
            }
            last_line = line;
            let fail = |fault| Err(BadRow { line, fault });
            let Some(row) = Row::read(text) else { return fail(Fault::Columns(text.split('\t').count())) };
            let Some(id) = row.id() else { return fail(Fault::NoId(row.column(0).to_owned())) };
            let wrong = |wanted| Fault::OutOfOrder { found: row.column(0).to_owned(), wanted };
            if row.column(1).is_empty() {
                return fail(Fault::NoForm);
            }
            match id {
                Id::Word(number) if number == words + 1 => {
                    (words, nodes) = (number, 0);
                    forms.push(row.column(1));
                    if forms.len() > MOST_WORDS {
                        return fail(Fault::TooManyWords(MOST_WORDS));
                    }
                    range = range.filter(|(end, _)| *end > number);
                }
                // One range after the other, each before its first word.
                Id::Range(first, last) if first == words + 1 && last >= first && range.is_none() => {
                    range = Some((last, row.column(0)));
                }
                Id::Empty(word, node) if word == words && node == nodes + 1 => nodes = node,
                _ => return fail(wrong(words + 1)),
            }
        }
        match range {
            Some((_, id)) => Err(BadRow { line: last_line, fault: Fault::OpenRange(id.to_owned()) }),
            None => Ok(()),
        }
    }

    /// Writes the sentence with the columns of its words. Where its last line has no end, it gets one, and the blank
    /// line after it.
    pub fn write<'c>(self, mut columns: impl Iterator<Item = Columns<'c>>, out: &mut Vec<u8>) {
        let (mut ended, mut usual_end, mut blank) = (true, "\n", false);
        for (text, end) in self.lines() {
            if end.is_empty() {
                ended = false;
            } else {
                usual_end = end;
            }
            blank = is_blank(text);
            let row = if text.starts_with('#') { None } else { Row::read(text).filter(Row::is_word) };
            match row.and_then(|row| Some((row, columns.next()?))) {
                Some((row, columns)) => write_row(&row, &columns, out),
                None => out.extend(text.as_bytes()),
            }
            out.extend(end.as_bytes());
        }
        if !ended {
            out.extend(usual_end.as_bytes());
        }
        if !blank {
            out.extend(usual_end.as_bytes());
        }
    }
}

/// Whether a line ends a sentence.
#[must_use]
pub fn is_blank(line: &str) -> bool {
    line.bytes().all(|byte| byte.is_ascii_whitespace() && byte != b'\t')
}

fn write_row(row: &Row<'_>, columns: &Columns<'_>, out: &mut Vec<u8>) {
    let mut put = |text: &str| {
        out.extend(text.as_bytes());
        out.push(b'\t');
    };
    put(row.column(0));
    put(row.column(1));
    put(columns.lemma);
    put(columns.upos);
    put(row.column(4));
    put(columns.feats);
    write_number(columns.head, out);
    for text in [columns.relation, row.column(8)] {
        out.push(b'\t');
        out.extend(text.as_bytes());
    }
    out.push(b'\t');
    write_misc(row.column(9), columns.name, out);
}

/// A number, without an allocation.
pub fn write_number(number: u32, out: &mut Vec<u8>) {
    let mut digits = [0u8; 10];
    let (mut at, mut rest) = (digits.len(), number);
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend(&digits[at..]);
}

/// MISC with this name and no other; the rest of it in its order.
fn write_misc(misc: &str, name: &str, out: &mut Vec<u8>) {
    let start = out.len();
    let mut named = name.is_empty();
    let begin = |out: &mut Vec<u8>| {
        if out.len() > start {
            out.push(b'|');
        }
    };
    let entries = misc.split('|').filter(|_| misc != NOTHING && !misc.is_empty());
    for entry in entries {
        if !entry.starts_with(NAME_KEY) {
            begin(out);
            out.extend(entry.as_bytes());
        } else if !named {
            begin(out);
            out.extend(NAME_KEY.as_bytes());
            out.extend(name.as_bytes());
            named = true;
        }
    }
    if !named {
        begin(out);
        out.extend(NAME_KEY.as_bytes());
        out.extend(name.as_bytes());
    }
    if out.len() == start {
        out.extend(NOTHING.as_bytes());
    }
}

/// A word of a sentence that is written from nothing.
#[derive(Clone, Copy, Debug)]
pub struct NewWord<'a> {
    /// The word as it is written.
    pub form: &'a str,
    /// What else is known of it.
    pub columns: Columns<'a>,
    /// Whether no space follows; of a word within a token of several, the token's row says it.
    pub glued: bool,
}

/// Writes a word's row, with its line end.
pub fn write_word(id: u32, word: &NewWord<'_>, out: &mut Vec<u8>) {
    write_number(id, out);
    for text in [word.form, word.columns.lemma, word.columns.upos, NOTHING, word.columns.feats] {
        out.push(b'\t');
        out.extend(text.as_bytes());
    }
    out.push(b'\t');
    write_number(word.columns.head, out);
    for text in [word.columns.relation, NOTHING] {
        out.push(b'\t');
        out.extend(text.as_bytes());
    }
    out.push(b'\t');
    write_misc(if word.glued { GLUED } else { NOTHING }, word.columns.name, out);
    out.push(b'\n');
}

/// Writes the row of a token of several words, with its line end.
pub fn write_range(first: u32, last: u32, form: &str, glued: bool, out: &mut Vec<u8>) {
    write_number(first, out);
    out.push(b'-');
    write_number(last, out);
    out.push(b'\t');
    out.extend(form.as_bytes());
    out.extend(b"\t_\t_\t_\t_\t_\t_\t_\t");
    out.extend(if glued { GLUED } else { NOTHING }.as_bytes());
    out.push(b'\n');
}

/// MISC of what no space follows.
const GLUED: &str = "SpaceAfter=No";

#[cfg(test)]
mod rows_tests;
#[cfg(test)]
mod tests;
