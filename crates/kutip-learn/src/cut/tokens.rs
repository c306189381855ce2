//! Tokens of one paragraph: from white space to white space, then by marks.

use super::rules::{Dot, Rules};
use super::{Kind, Token};
use kutip_text::scan::{domain, is_hidden};

/// What is looked up while a paragraph is cut.
pub(super) struct Scanner<'a> {
    pub(super) text: &'a str,
    pub(super) rules: &'a Rules,
    pub(super) small: &'a mut String,
    /// A single quotation mark has been opened.
    pub(super) in_single: bool,
}

impl Scanner<'_> {
    /// Adds the tokens between two places of the text, in which there is no line end.
    pub(super) fn paragraph(&mut self, from: usize, to: usize, out: &mut Vec<Token>) {
        let mut at = from;
        while at < to {
            let rest = &self.text[at..to];
            let Some(start) = rest.find(|c: char| !is_space(c)) else { break };
            let start = at + start;
            let end = self.text[start..to].find(is_space).map_or(to, |end| start + end);
            self.chunk(start, end, to, out);
            at = end;
        }
    }

    /// Tokens of a stretch without white space. `to` is the end of the paragraph.
    fn chunk(&mut self, start: usize, end: usize, to: usize, out: &mut Vec<Token>) {
        let chunk = &self.text[start..end];
        if chunk.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            out.push(Token::new(start, end, Kind::Word));
            return;
        }
        let mut at = start;
        if is_address(chunk) {
            let before = chunk.len() - chunk.trim_start_matches(|c: char| !is_word(c)).len();
            while at < start + before {
                at = self.one(at, start + before, to, out);
            }
            let bare = chunk.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '/').len();
            if start + bare > at {
                out.push(Token::new(at, start + bare, Kind::Word));
                at = start + bare;
            }
        }
        while at < end {
            at = self.one(at, end, to, out);
        }
    }

    /// Adds the token that begins at a place, and gives its end.
    fn one(&mut self, at: usize, end: usize, to: usize, out: &mut Vec<Token>) -> usize {
        if let Some(unit) = self.unit(at, end) {
            out.push(Token::new(at, at + unit, Kind::Word));
            return at + unit;
        }
        let Some(first) = self.text[at..end].chars().next() else { return end };
        if is_word(first) {
            return self.word(at, end, to, out);
        }
        let mark_end = at + self.mark_bytes(first, at, end);
        if self.possessive(first, at, end, out) {
            return mark_end;
        }
        if matches!(first, '\'' | '‘' | '’' | '`') {
            let before = self.text[..at].chars().next_back();
            self.in_single = before.is_none_or(|c| !is_word(c) && !matches!(c, '.' | ',' | '?' | '!'));
        }
        out.push(Token::new(at, mark_end, Kind::Mark));
        mark_end
    }

    /// A currency or the like before its number.
    fn unit(&self, at: usize, end: usize) -> Option<usize> {
        let rest = &self.text[at..end];
        let found = self.rules.units.iter().find(|unit| rest.starts_with(unit.as_str()))?;
        let next = rest[found.len()..].chars().next();
        let stands = next.is_some_and(|c| c.is_ascii_digit())
            || (!found.ends_with(char::is_alphanumeric) && next.is_none_or(|c| !is_word(c)));
        stands.then_some(found.len())
    }

    /// The length of a mark: one character, or a row of the same.
    fn mark_bytes(&self, first: char, at: usize, end: usize) -> usize {
        let rest = &self.text[at..end];
        let run = match first {
            '.' | '-' | '!' | '?' | '`' | '=' | '*' | '~' | '_' | '#' | '<' | '>' | '\'' => {
                rest.len() - rest.trim_start_matches(first).len()
            }
            _ => first.len_utf8(),
        };
        // What is not on the page belongs to the character before it.
        let hidden: usize = rest[run..].chars().take_while(|c| is_hidden(*c)).map(char::len_utf8).sum();
        run + hidden
    }

    /// A mark after a plural that makes it a possessive becomes its second word.
    fn possessive(&self, mark: char, at: usize, end: usize, out: &mut [Token]) -> bool {
        if self.in_single || !self.rules.possessive.contains(&mark) {
            return false;
        }
        let after = self.text[at + mark.len_utf8()..end].chars().next();
        let Some(last) = out.last_mut().filter(|last| last.end == at && last.kind == Kind::Word) else {
            return false;
        };
        let plural = self.text[last.start..at].ends_with(|c| self.rules.possessive_after.contains(&c));
        if !plural || after.is_some_and(is_word) {
            return false;
        }
        last.end = at + mark.len_utf8();
        last.split = Some(at);
        true
    }

    fn word(&mut self, at: usize, end: usize, to: usize, out: &mut Vec<Token>) -> usize {
        let mut stop = self.word_end(at, end);
        let form = &self.text[at..stop];
        if let Some(border) = self.unit_after(form) {
            out.push(Token::new(at, at + border, Kind::Number));
            out.push(Token::new(at + border, stop, Kind::Word));
            return stop;
        }
        let kind = if form.starts_with(|c: char| c.is_numeric()) { Kind::Number } else { Kind::Word };
        let mut token = Token::new(at, stop, kind);
        if self.text[stop..end].starts_with('.') && !self.text[stop..end].starts_with("..") {
            token.dot = self.dot(at, stop, to);
            stop += usize::from(token.dot.is_some());
            token.end = stop;
        }
        out.push(token);
        stop
    }

    /// What the dot after a word is, if it belongs to it.
    fn dot(&mut self, at: usize, stop: usize, to: usize) -> Option<Dot> {
        let form = &self.text[at..stop];
        let next = self.text[stop + 1..to].chars().find(|c| !is_space(*c));
        if form.len() <= 12 {
            lower(form, self.small);
            self.small.push('.');
            if let Some(dot) = self.rules.dots.get(self.small.as_str()) {
                return next.map(|_| *dot).or(form.contains('.').then_some(*dot));
            }
        }
        let mut letters = form.chars();
        let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
        let initials = form.contains('.') && form.split('.').all(|part| part.chars().count() == 1);
        let name_follows = next.is_some_and(|c| c.is_uppercase());
        (initials || initial && name_follows).then_some(Dot::Leads)
    }

    /// Where a unit begins that is written right after its number (*5pm*).
    fn unit_after(&self, form: &str) -> Option<usize> {
        if self.rules.after_number.is_empty() || !form.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let border = form.find(|c: char| c.is_alphabetic())?;
        self.rules.after_number.contains(&form[border..]).then_some(border)
    }

    fn word_end(&self, start: usize, end: usize) -> usize {
        let mut at = start;
        // Where the letters since the last dot began, and whether there was a slash.
        let (mut part, mut slash) = (start, false);
        while let Some(c) = self.text[at..end].chars().next() {
            if is_word(c) || is_hidden(c) {
                at += c.len_utf8();
                continue;
            }
            let after = at + c.len_utf8();
            let Some(next) = self.text[after..end].chars().next().filter(|next| is_word(*next)) else {
                break;
            };
            let before = &self.text[start..at];
            if !self.joins(c, next, before, &self.text[part..at], &self.text[after..end], slash) {
                break;
            }
            slash |= c == '/';
            if c == '.' {
                part = after;
            }
            at = after;
        }
        at
    }

    /// Whether a mark between two parts of a word leaves them one.
    fn joins(&self, mark: char, next: char, before: &str, part: &str, rest: &str, slash: bool) -> bool {
        let digit_before = before.ends_with(|c: char| c.is_ascii_digit());
        let digits = digit_before && next.is_ascii_digit();
        match mark {
            '.' => {
                digits
                    || slash && next.is_ascii_digit()
                    || domain(rest)
                    || part.chars().count() == 1
                        && next.is_alphabetic()
                        && rest.chars().nth(1).is_none_or(|c| !is_word(c))
            }
            ',' | ':' => digits,
            '\'' | '’' | '‘' | 'ʿ' | 'ʾ' => {
                next.is_alphabetic() && before.ends_with(char::is_alphabetic)
            }
            '&' => next.is_uppercase() && before.ends_with(char::is_uppercase),
            '_' | '@' => true,
            '-' | '‐' | '‑' | '–' | '/' => self.joins_parts(mark, digits, before, rest),
            _ => false,
        }
    }

    fn joins_parts(&self, mark: char, digits: bool, before: &str, rest: &str) -> bool {
        let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ':');
        let next_part = rest.trim_start_matches(plain);
        if digits && before.chars().all(plain) && !next_part.starts_with(is_word) {
            // Two numbers are two words; three and more are a date or a telephone number.
            return !self.rules.number_splits.contains(&mark) || next_part.starts_with(mark);
        }
        match mark {
            '–' => false,
            '/' => self.rules.slashes || digits,
            _ if self.rules.hyphens => true,
            _ if before.contains('-') && before.chars().all(|c| plain(c) || c == '-') => true,
            _ => {
                let kept = |word: &str| self.rules.keeps.contains(word);
                kept(before) || before.is_ascii() && kept(before.to_ascii_lowercase().as_str())
            }
        }
    }
}

/// A place on the net, or a mail box.
fn is_address(chunk: &str) -> bool {
    chunk.contains("://")
        || chunk.starts_with("www.")
        || chunk.find('@').is_some_and(|at| at > 0 && chunk[at..].contains('.') && chunk.is_ascii())
}

pub(super) fn is_word(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() || is_combining(c) }
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}' | '\u{200c}' | '\u{200d}')
}

fn is_space(c: char) -> bool {
    if c.is_ascii() { matches!(c, ' ' | '\t' | '\r' | '\x0b' | '\x0c') } else { c.is_whitespace() }
}

/// The form written small.
pub(super) fn lower(form: &str, out: &mut String) {
    out.clear();
    if form.is_ascii() {
        out.push_str(form);
        out.make_ascii_lowercase();
    } else {
        out.extend(form.chars().flat_map(char::to_lowercase));
    }
}
