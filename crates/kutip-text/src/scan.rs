//! The scanner: text to pieces, the same for every language.
//!
//! What a piece means is for the language's tables to say; here only its outline is read, so that the tables and the
//! articles are cut alike. Punctuation is one character a piece.

use crate::Span;

/// The outline of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Letters, with what may stand inside a word: digits, hyphens, apostrophes, the dots of `A.S.` and `kompas.com`.
    Word,
    /// Digits with inner dots and commas: `10.000`, `6,5`.
    Number,
    /// One character of anything else that is visible.
    Mark,
    /// One line feed. Other white space gives no piece.
    Newline,
}

/// Endings that make `name.ending` one word.
const DOMAINS: [&str; 14] =
    ["com", "co", "id", "net", "org", "tv", "go", "ac", "io", "me", "news", "info", "uk", "or"];

/// Calls `found` with every piece of `text` in order.
pub fn scan(text: &str, mut found: impl FnMut(Piece, Span)) {
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let (piece, end) = if first == '\n' {
            (Some(Piece::Newline), at + 1)
        } else if first.is_whitespace() || is_hidden(first) {
            (None, at + first.len_utf8())
        } else if first.is_numeric() {
            (Some(Piece::Number), number_end(text, at))
        } else if is_letter(first) {
            (Some(Piece::Word), word_end(text, at))
        } else {
            (Some(Piece::Mark), at + first.len_utf8())
        };
        if let Some(piece) = piece {
            found(piece, Span::new(at, end));
        }
        at = end;
    }
}

/// Characters that are in the text but not on the page: zero-width characters, soft hyphens, bidi controls, C0 and C1
/// controls. They separate nothing and are left out of the form that tables are asked for.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}'
        | '\u{feff}')
}

/// The characters of a name or role that are on the page, each run of white space as one blank: how it is shown, and told
/// from others.
///
/// ```
/// assert_eq!(kutip_text::scan::shown("Sa\u{200b}ri\u{202e}  Dewi"), "Sari Dewi");
/// ```
#[must_use]
pub fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_hidden(*c)) {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

/// A dot within a word: an internet name (*kompas.com*) or an abbreviation (*A.S.*).
#[must_use]
pub fn has_inner_dot(word: &str) -> bool {
    word.contains('.')
}

/// A capital after a hyphen: *al-Moualem*.
#[must_use]
pub fn has_capital_after_hyphen(word: &str) -> bool {
    word.split('-').skip(1).any(|part| part.starts_with(char::is_uppercase))
}

/// Whether a short form is made of the words of a long one, in their order: of each the first letter at least, and then
/// whichever. Small words may be left out, and one other word of three and more.
///
/// ```
/// use kutip_text::scan::is_short_for;
/// assert!(is_short_for("Ditjen", "Direktorat Jenderal"));
/// assert!(is_short_for("KPK", "Komisi Pemberantasan Korupsi"));
/// assert!(!is_short_for("Balard", "Kementerian Pertahanan"));
/// assert!(!is_short_for("KPK", "Gedung KPK"));
/// ```
#[must_use]
pub fn is_short_for(short: &str, long: &str) -> bool {
    let letters: Vec<char> = short.chars().flat_map(char::to_lowercase).collect();
    let long: Vec<&str> = words(long).collect();
    let capitals = long.iter().filter(|word| !is_small(word)).count();
    // What is as long abbreviates nothing.
    let longer = long.iter().map(|word| word.chars().count()).sum::<usize>() > letters.len();
    let fits = longer && capitals > 1 && long.len() <= letters.len() && letters.len() <= SHORT_LETTERS;
    fits && words(short).count() == 1 && made_of(&letters, &long, capitals > 2)
}

/// An abbreviation has so many letters at most.
const SHORT_LETTERS: usize = 16;

/// Goes through the words with how many letters they can have given so far: without a word left out, and with one.
fn made_of(letters: &[char], long: &[&str], spare: bool) -> bool {
    let mut reached = [vec![false; letters.len() + 1], vec![false; letters.len() + 1]];
    reached[0][0] = true;
    for word in long {
        let small = is_small(word);
        let mut next = [vec![false; letters.len() + 1], vec![false; letters.len() + 1]];
        for (out, from) in [(0, 0), (1, 1), (0, 1)] {
            for at in 0..=letters.len() {
                if !reached[out][at] {
                    continue;
                }
                if out == from {
                    (at + 1..=at + given(word, &letters[at..])).for_each(|end| next[from][end] = true);
                }
                // *dan* stays out for nothing; another word for the one place.
                next[from][at] |= if small { out == from } else { spare && out != from };
            }
        }
        reached = next;
    }
    reached.iter().any(|reached| reached[letters.len()])
}

fn is_small(word: &str) -> bool {
    word.starts_with(char::is_lowercase)
}

/// How many of the letters a word can give, its own first one first.
fn given(word: &str, letters: &[char]) -> usize {
    let mut of_word = word.chars().flat_map(char::to_lowercase);
    if of_word.next() != letters.first().copied() {
        return 0;
    }
    1 + letters[1..].iter().take_while(|letter| of_word.any(|c| c == **letter)).count()
}

/// The words of a name: its letters and digits, hyphens, apostrophes and hidden characters within a word kept.
pub fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !(is_word(c) || is_hidden(c) || matches!(c, '-' | '\'' | '\u{2019}')))
        .filter(|word| word.chars().any(|c| !is_hidden(c)))
}

fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { c.is_alphabetic() || is_combining(c) }
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}')
}

fn is_word(c: char) -> bool {
    is_letter(c) || c.is_numeric()
}

/// The first visible character of `text` with its width, hidden ones before it counted in.
fn next_visible(text: &str) -> Option<(char, usize)> {
    let mut skipped = 0;
    for c in text.chars() {
        if !is_hidden(c) {
            return Some((c, skipped + c.len_utf8()));
        }
        skipped += c.len_utf8();
    }
    None
}

fn number_end(text: &str, start: usize) -> usize {
    let mut at = start;
    while let Some((c, width)) = next_visible(&text[at..]) {
        let inner = matches!(c, '.' | ',')
            && next_visible(&text[at + width..]).is_some_and(|(next, _)| next.is_numeric())
            && at > start;
        if !(c.is_numeric() || inner) {
            break;
        }
        at += width;
    }
    at
}

fn word_end(text: &str, start: usize) -> usize {
    let mut at = start;
    let mut part = start; // where the letters since the last dot began
    while let Some((c, width)) = next_visible(&text[at..]) {
        if c.is_numeric()
            && (is_unit_prefix(&text[start..at]) || is_letter_of_decimal(&text[start..at], &text[at..]))
        {
            break;
        }
        if is_word(c) {
            at += width;
            continue;
        }
        let rest = &text[at + width..];
        let next = next_visible(rest).map(|(next, _)| next);
        match c {
            '-' | '\u{2010}' | '\u{2011}' if next.is_some_and(is_word) => at += width,
            // A closing quotation mark is followed by white space or punctuation, an apostrophe by its word.
            '\'' | '\u{2019}'
                if next.is_some_and(|n| is_letter(n) && n.is_lowercase())
                    && !rest.starts_with(char::is_whitespace) =>
            {
                at += width;
            }
            '.' if is_initial(&text[part..at])
                && (part > start || next.is_some_and(is_letter) && starts_initial(rest)) =>
            {
                at += width;
                part = at;
                if !starts_initial(rest) {
                    break;
                }
            }
            '.' if domain(rest) => {
                at += width;
                part = at;
            }
            _ => break,
        }
    }
    at
}

/// Letters that have the form of a currency (`Rp`, `USD`): a number right after them is a piece of its own.
fn is_unit_prefix(part: &str) -> bool {
    match part.as_bytes() {
        [a, b] => a.is_ascii_uppercase() && b.is_ascii_lowercase(),
        [a, b, c] => [a, b, c].iter().all(|letter| letter.is_ascii_uppercase()),
        _ => false,
    }
}

/// A capital right before a decimal number, which is a piece of its own: `M5,6`, but not `M16`.
fn is_letter_of_decimal(part: &str, rest: &str) -> bool {
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let mut behind = rest[digits..].chars();
    matches!(part.as_bytes(), [letter] if letter.is_ascii_uppercase())
        && behind.next().is_some_and(|c| matches!(c, '.' | ','))
        && behind.next().is_some_and(|c| c.is_ascii_digit())
}

/// One letter, as in the parts of `A.S.`.
fn is_initial(part: &str) -> bool {
    let mut letters = part.chars().filter(|c| !is_hidden(*c));
    letters.next().is_some_and(is_letter) && letters.next().is_none()
}

/// One letter and a dot follow.
fn starts_initial(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next().is_some_and(is_letter) && chars.next() == Some('.')
}

/// Whether what follows a dot is the rest of an internet name: `com` in `kompas.com`.
#[must_use]
pub fn domain(rest: &str) -> bool {
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    DOMAINS.contains(&&rest[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        scan(text, |_, span| out.push(&text[span.range()]));
        out
    }

    #[test]
    fn words_keep_what_belongs_to_them() {
        assert_eq!(pieces("anak-anak Moon Jae-in al-Moualem"), ["anak-anak", "Moon", "Jae-in", "al-Moualem"]);
        assert_eq!(pieces("Sekretaris a.S. Mike, A.S."), ["Sekretaris", "a.S.", "Mike", ",", "A.S."]);
        assert_eq!(
            pieces("Ma'ruf 'turun gunung' Jum’at."),
            ["Ma'ruf", "'", "turun", "gunung", "'", "Jum’at", "."]
        );
        assert_eq!(
            pieces("Kompas.com, tempo.co.id dan dunia.Ia"),
            ["Kompas.com", ",", "tempo.co.id", "dan", "dunia", ".", "Ia"]
        );
        assert_eq!(pieces("pasal A."), ["pasal", "A", "."]);
    }

    #[test]
    fn numbers_end_before_the_full_stop() {
        assert_eq!(
            pieces("10.000, 6,5 dan 2017. 17.30"),
            ["10.000", ",", "6,5", "dan", "2017", ".", "17.30"]
        );
        assert_eq!(pieces("M5,6 M16, U2, 3"), ["M", "5,6", "M16", ",", "U2", ",", "3"]);
        assert_eq!(pieces("(28/10) Rp3,5 13jam"), ["(", "28", "/", "10", ")", "Rp", "3,5", "13", "jam"]);
    }

    #[test]
    fn hidden_characters_split_nothing() {
        assert_eq!(pieces("ka\u{200b}ta Sari"), ["ka\u{200b}ta", "Sari"]);
        assert_eq!(pieces("\u{feff}kata\u{0}"), ["kata"]);
        assert_eq!(words("Sa\u{202e}ri \u{200b} Dewi").collect::<Vec<_>>(), ["Sa\u{202e}ri", "Dewi"]);
    }
}
