//! Where sentences end.

use super::rules::{Dot, Rules};
use super::{Kind, Token};

/// Tokens of a quotation that is kept whole; what is longer is more likely a quotation mark that nobody closed.
const LONGEST_QUOTATION: usize = 300;

/// Calls `found` with the end of each sentence of a paragraph, a number of its tokens.
pub(super) fn ends(text: &str, tokens: &[Token], rules: &Rules, mut found: impl FnMut(usize)) {
    let mut at = 0;
    while at < tokens.len() {
        let mut last = at;
        if rules.whole_quotations
            && let Some(close) = closing(text, tokens, at)
        {
            last = close;
        }
        let mut end = last + 1;
        if last > at {
            let spoken = is_end(text, &tokens[last - 1]);
            if spoken && goes_on_anew(text, tokens, end) {
                found(end);
            }
        } else if ends_at(text, tokens, at) {
            while tokens.get(end).is_some_and(|token| closes(text, token, &tokens[end - 1])) {
                end += 1;
            }
            if goes_on_anew(text, tokens, end) {
                found(end);
            }
        }
        at = end;
    }
    found(tokens.len());
}

/// The mark that closes the quotation which begins here.
fn closing(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let token = &tokens[at];
    if token.kind != Kind::Mark {
        return None;
    }
    let wanted = match token.of(text) {
        "\"" => "\"",
        "“" | "„" => "”",
        "«" => "»",
        "``" => "''",
        _ => return None,
    };
    let mut among = tokens[at + 1..].iter().take(LONGEST_QUOTATION);
    let close = among.position(|token| token.kind == Kind::Mark && token.of(text) == wanted)?;
    Some(at + 1 + close)
}

fn is_end(text: &str, token: &Token) -> bool {
    token.kind == Kind::Mark && token.of(text).starts_with(['.', '?', '!', '…'])
}

/// Whether a sentence may end with this token.
fn ends_at(text: &str, tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    if token.dot == Some(Dot::Ends) {
        return true;
    }
    // *1.* at the start of a paragraph numbers it.
    let numbers = at == 1 && tokens[0].kind == Kind::Number && tokens[0].end == token.start;
    is_end(text, token) && !numbers
}

/// A closing mark right behind the end.
fn closes(text: &str, token: &Token, before: &Token) -> bool {
    token.kind == Kind::Mark
        && token.start == before.end
        && token.of(text).starts_with(['"', '\'', '”', '’', ')', ']', '}', '»', '.', '?', '!', '…'])
}

/// Whether a new sentence may begin with this token, where there is one.
fn goes_on_anew(text: &str, tokens: &[Token], at: usize) -> bool {
    let (Some(token), Some(before)) = (tokens.get(at), tokens.get(at - 1)) else { return false };
    let Some(first) = token.of(text).chars().next() else { return false };
    let spaced = token.start > before.end;
    if !spaced {
        // A space that was forgotten: a capital after small letters.
        let word = at.checked_sub(2).and_then(|word| tokens.get(word)).map_or("", |word| word.of(text));
        let small = word.len() > 1 && word.chars().all(char::is_lowercase);
        return small && before.of(text) == "." && first.is_uppercase() && token.kind == Kind::Word;
    }
    first.is_uppercase()
        || first.is_numeric()
        || matches!(
            first,
            '"' | '“'
                | '„'
                | '«'
                | '‘'
                | '\''
                | '`'
                | '('
                | '['
                | '-'
                | '–'
                | '—'
                | '*'
                | '•'
                | '¿'
                | '¡'
        )
        || (first.is_alphabetic() && !first.is_lowercase())
}
