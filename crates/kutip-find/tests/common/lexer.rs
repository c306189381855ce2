//! Rust source to tokens, as far as telling literals from comments, lifetimes and test code asks for it.

/// A token of Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// A name, keyword or number.
    Word(String),
    /// A string, byte string or character, as it is written.
    Literal(String, usize),
    /// Any other character.
    Mark(char),
}

/// All tokens, without comments, lifetimes and white space.
pub(crate) fn tokens(source: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut at = 0;
    let mut line = 1;
    while let Some(first) = source[at..].chars().next() {
        let rest = &source[at..];
        let (length, token) = piece(rest, first);
        out.extend(match token {
            Some(Token::Literal(text, _)) => Some(Token::Literal(text, line)),
            other => other,
        });
        line += rest[..length].matches('\n').count();
        at += length;
    }
    out
}

/// The length of what stands at the start of `rest`, and its token.
fn piece(rest: &str, first: char) -> (usize, Option<Token>) {
    if rest.starts_with("//") {
        return (rest.find('\n').unwrap_or(rest.len()), None);
    }
    if rest.starts_with("/*") {
        return (comment(rest), None);
    }
    if let Some(length) = literal(rest) {
        return (length, Some(Token::Literal(rest[..length].to_owned(), 0)));
    }
    let word = |text: &str| text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    if first == '\'' {
        return (1 + word(&rest[1..]), None); // a lifetime
    }
    if first.is_whitespace() {
        return (first.len_utf8(), None);
    }
    match word(rest) {
        0 => (first.len_utf8(), Some(Token::Mark(first))),
        length => (length, Some(Token::Word(rest[..length].to_owned()))),
    }
}

/// The length of a block comment; they nest.
fn comment(rest: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// The length of the literal at the start of `rest`, where there is one.
fn literal(rest: &str) -> Option<usize> {
    let prefix = rest.find(|c: char| !matches!(c, 'b' | 'c' | 'r')).filter(|length| *length <= 2)?;
    let (letters, body) = rest.split_at(prefix);
    if letters.ends_with('r') {
        let hashes = body.len() - body.trim_start_matches('#').len();
        let inner = body[hashes..].strip_prefix('"')?;
        let end = format!("\"{}", "#".repeat(hashes));
        return inner.find(&end).map(|at| prefix + hashes + 1 + at + end.len());
    }
    let quote = body.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let mut escaped = false;
    for (at, c) in body.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return Some(prefix + at + 1),
            _ => {}
        }
        // 'a without an end is a lifetime.
        let single = quote == '\'' && !body[1..].starts_with('\\');
        if single && at >= 1 && !body[at + c.len_utf8()..].starts_with('\'') {
            return None;
        }
    }
    None
}
