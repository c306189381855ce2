//! Words, numbers and marks, with what the tables know of each.

use crate::model::{Shape, Term, Terms, Token, TokenKind};
use kutip_lang::{Case, Class, ClassSet, Lang, Phrase, Sense, TimeWord, WordId, fold_into};
use kutip_text::Span;
use kutip_text::scan::{Piece, has_inner_dot, scan};

/// A clitic has so many bytes at most.
const CLITIC_BYTES: usize = 3;

/// No clitic hangs on a capitalised stem of so few bytes.
const SHORT_STEM_BYTES: usize = 2;

/// Cuts `text` into tokens.
///
/// A word that the tables know only without its clitic becomes two tokens; an abbreviation and its dot become one.
pub(crate) fn find(text: &str, lang: &Lang) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let mut folded = String::new();
    let mut opens_paragraph = true;
    let mut paragraph = 0;
    scan(text, |piece, span| {
        let kind = match piece {
            Piece::Newline => {
                paragraph += u32::from(!opens_paragraph);
                opens_paragraph = true;
                return;
            }
            Piece::Word => TokenKind::Word,
            Piece::Number => TokenKind::Number,
            Piece::Mark => TokenKind::Mark,
        };
        let mut spaced = tokens.last().is_none_or(|last| last.span.end < span.start);
        fold_into(span.of(text), &mut folded);
        let mut span = span;
        if kind == TokenKind::Word
            && let Some(first) = doubled(&tokens, text, &folded)
        {
            let hyphen = tokens[tokens.len() - 1].span.of(text);
            folded = kutip_lang::fold(first.span.of(text)) + hyphen + &folded;
            tokens.truncate(tokens.len() - 2);
            (span, spaced, opens_paragraph) = (first.span.to(span), first.spaced, first.opens_paragraph);
        }
        let (mut word, mut clitic) =
            if kind == TokenKind::Word { lang.word_and_clitic(&folded) } else { (lang.word(&folded), 0) };
        // *aktor-aktor*, where the tables do not have it, is as good as *aktor*.
        if word == WordId::UNKNOWN
            && let Some(half) = half(&folded, lang)
        {
            (word, clitic) = lang.word_and_clitic(half);
        }
        let shape = shape(span.of(text));
        // *Sanya*, *Anya*: a name, not two letters and a clitic.
        if clitic > 0 && shape != Shape::Lower && span.len() <= clitic + SHORT_STEM_BYTES {
            (word, clitic) = (WordId::UNKNOWN, 0);
        }
        let by_form = word == WordId::UNKNOWN && kind == TokenKind::Word && shape != Shape::Upper;
        let token = Token {
            span,
            word,
            classes: if by_form {
                lang.classes_by_form(&folded, shape != Shape::Lower)
            } else {
                lang.classes(word)
            },
            kind,
            shape,
            spaced,
            opens_paragraph,
            paragraph,
        };
        opens_paragraph = false;
        if let Some(mark) = hyphen_between_times(token, text, lang, &mut folded) {
            push_hyphenated(&mut tokens, token, mark, text, lang);
        } else if word == WordId::UNKNOWN
            && let Some(border) = glued_at(span.of(text), lang, &mut folded)
        {
            push_glued(&mut tokens, token, border, text, lang);
        } else if clitic > 0 && !is_short_name(token, clitic) {
            push_with_clitic(&mut tokens, token, clitic, text, lang);
        } else if !joins_abbreviation(&mut tokens, token, text, lang, &mut folded) {
            tokens.push(token);
        }
    });
    tokens
}

/// *aktor-aktornya*: the second half of a word that stands twice.
fn half<'w>(word: &'w str, lang: &Lang) -> Option<&'w str> {
    let (at, mark) = word.char_indices().find(|(_, c)| !c.is_alphanumeric())?;
    let (first, rest) = (&word[..at], &word[at + mark.len_utf8()..]);
    let twice = rest.starts_with(first) && rest.len() <= first.len() + CLITIC_BYTES && !first.is_empty();
    (twice && lang.is(lang.word(mark.encode_utf8(&mut [0; 4])), Class::Dash)).then_some(rest)
}

/// *anak - anaknya*: the first half of a word that stands twice, with spaces around its hyphen.
fn doubled(tokens: &[Token], text: &str, second: &str) -> Option<Token> {
    const HALF_BYTES: usize = 3;
    let [.., first, hyphen] = tokens else { return None };
    let whole = first.kind == TokenKind::Word && hyphen.classes.has(Class::Dash) && hyphen.spaced;
    let half = first.span.of(text);
    let twice = whole
        && half.len() >= HALF_BYTES
        && (half.len()..=half.len() + CLITIC_BYTES).contains(&second.len())
        && second.as_bytes()[..half.len()].eq_ignore_ascii_case(half.as_bytes());
    twice.then_some(*first)
}

/// Two words without the space between them (*dilansirAFP*): where the second begins. The first has to be known and
/// small, the second in capitals or known.
fn glued_at(word: &str, lang: &Lang, folded: &mut String) -> Option<usize> {
    const FIRST_BYTES: usize = 3;
    let small = word.bytes().take_while(u8::is_ascii_lowercase).count();
    if small < FIRST_BYTES || !word[small..].starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let second = &word[small..];
    let capitals = second.len() > 1 && second.bytes().all(|byte| byte.is_ascii_uppercase());
    fold_into(&word[..small], folded);
    let first_known = lang.word(folded) != WordId::UNKNOWN;
    fold_into(second, folded);
    (first_known && (capitals || lang.word(folded) != WordId::UNKNOWN)).then_some(small)
}

/// Two days of the week or months that make a range in one word (*Senin-Jumat*), or a part of a year and its year
/// (*II-2024*): where the mark stands.
fn hyphen_between_times(token: Token, text: &str, lang: &Lang, folded: &mut String) -> Option<Span> {
    if token.shape == Shape::Lower || token.word != WordId::UNKNOWN || token.kind != TokenKind::Word {
        return None;
    }
    let word = token.span.of(text);
    let (at, mark) = word.char_indices().find(|(_, c)| !c.is_alphabetic())?;
    let end = at + mark.len_utf8();
    let mut known = |half: &str, want: fn(&TimeWord) -> bool| {
        fold_into(half, folded);
        lang.phrases(lang.word(folded)).iter().any(|phrase| match phrase.sense {
            Sense::Time(entry) => lang.time_words.get(entry as usize).is_some_and(want),
            _ => false,
        })
    };
    let (first, second) = (&word[..at], &word[end..]);
    let day_or_month = |word: &TimeWord| matches!(word, TimeWord::Weekday(_) | TimeWord::Month(_));
    let range = known(first, day_or_month) && known(second, day_or_month);
    let year = is_year(second) && known(first, |word| matches!(word, TimeWord::Nth(_)));
    let start = token.span.start as usize;
    (range || year).then_some(Span::new(start + at, start + end))
}

fn is_year(half: &str) -> bool {
    half.len() == 4 && half.bytes().all(|byte| byte.is_ascii_digit())
}

fn push_hyphenated(tokens: &mut Vec<Token>, token: Token, mark: Span, text: &str, lang: &Lang) {
    let second = Span { start: mark.end, ..token.span };
    let halves = [
        (Span { end: mark.start, ..token.span }, TokenKind::Word),
        (mark, TokenKind::Mark),
        (second, if is_year(second.of(text)) { TokenKind::Number } else { TokenKind::Word }),
    ];
    for (nth, (span, kind)) in halves.into_iter().enumerate() {
        let word = lang.word(&kutip_lang::fold(span.of(text)));
        tokens.push(Token {
            span,
            kind,
            word,
            classes: lang.classes(word),
            shape: shape(span.of(text)),
            spaced: token.spaced && nth == 0,
            opens_paragraph: token.opens_paragraph && nth == 0,
            ..token
        });
    }
}

fn push_glued(tokens: &mut Vec<Token>, token: Token, border: usize, text: &str, lang: &Lang) {
    let middle = token.span.start as usize + border;
    let spans = [Span::new(token.span.start as usize, middle), Span::new(middle, token.span.end as usize)];
    for (nth, span) in spans.into_iter().enumerate() {
        let word = lang.word(&kutip_lang::fold(span.of(text)));
        let first = nth == 0;
        tokens.push(Token {
            span,
            word,
            classes: lang.classes(word),
            shape: shape(span.of(text)),
            spaced: token.spaced && first,
            opens_paragraph: token.opens_paragraph && first,
            ..token
        });
    }
}

/// *Sanya*, *Tanya*: what is left without its end is no word of anybody's.
fn is_short_name(token: Token, clitic: usize) -> bool {
    const STEM_BYTES: usize = 3;
    token.shape == Shape::Capital && token.span.len() < clitic + STEM_BYTES
}

fn push_with_clitic(tokens: &mut Vec<Token>, token: Token, clitic: usize, text: &str, lang: &Lang) {
    let border = token.span.end as usize - clitic;
    let (stem, suffix) =
        (Span::new(token.span.start as usize, border), Span::new(border, token.span.end as usize));
    if !text.is_char_boundary(border) {
        tokens.push(token);
        return;
    }
    let word = lang.word(suffix.of(text));
    tokens.push(Token { span: stem, ..token });
    tokens.push(Token {
        span: suffix,
        word,
        classes: lang.classes(word),
        kind: TokenKind::Clitic,
        shape: Shape::Lower,
        spaced: false,
        opens_paragraph: false,
        ..token
    });
}

/// Adds a dot to the abbreviation before it.
fn joins_abbreviation(
    tokens: &mut [Token],
    mark: Token,
    text: &str,
    lang: &Lang,
    folded: &mut String,
) -> bool {
    if mark.kind != TokenKind::Mark
        || mark.spaced
        || !mark.classes.has(Class::SentenceEnd)
        || mark.span.len() != 1
    {
        return false;
    }
    let Some(last) = tokens.last_mut().filter(|last| last.kind == TokenKind::Word) else { return false };
    let joined = last.span.to(mark.span);
    fold_into(joined.of(text), folded);
    let word = lang.word(folded);
    if !lang.is(word, Class::Abbreviation) {
        return false;
    }
    last.span = joined;
    last.word = word;
    last.classes = lang.classes(word);
    true
}

fn shape(word: &str) -> Shape {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    match letters.next() {
        Some(first) if first.is_uppercase() => {
            let (mut more, mut upper) = (false, true);
            for letter in letters {
                more = true;
                upper &= !letter.is_lowercase();
            }
            if more && upper { Shape::Upper } else { Shape::Capital }
        }
        _ => Shape::Lower,
    }
}

/// Looks up every phrase of the tables, by the token at which it begins.
pub(crate) fn terms<'a>(text: &str, tokens: &[Token], lang: &'a Lang) -> Terms<'a> {
    let mut terms = Terms { first: Vec::with_capacity(tokens.len() + 2), ..Terms::default() };
    for (at, token) in tokens.iter().enumerate() {
        terms.first.push(u32::try_from(terms.terms.len()).unwrap_or(u32::MAX));
        if token.word == WordId::UNKNOWN {
            continue;
        }
        for phrase in lang.phrases(token.word) {
            let end = at + phrase.words();
            if matches(text, tokens, at, end, phrase, lang)
                && !lies_in_another(text, tokens, end, phrase, lang)
            {
                terms.terms.push(Term {
                    start: u32::try_from(at).unwrap_or(u32::MAX),
                    end: u32::try_from(end).unwrap_or(u32::MAX),
                    by: phrase.by(),
                    sense: phrase.sense,
                });
            }
        }
    }
    let end = u32::try_from(terms.terms.len()).unwrap_or(u32::MAX);
    terms.first.extend([end, end]);
    terms
}

/// Whether a state's name means the place of that name in another state, which follows behind a comma: *Georgia, AS*. In
/// a list of states it does not.
#[inline(never)] // hardly ever more than its first line
fn lies_in_another(text: &str, tokens: &[Token], end: usize, phrase: &Phrase, lang: &Lang) -> bool {
    let Sense::State(state, _) = phrase.sense else { return false };
    let comma = |at: usize| tokens.get(at).is_some_and(|token| token.classes.has(Class::Comma));
    if !comma(end) {
        return false;
    }
    let Some(other) = lang.states.get(state as usize).and_then(|row| lang.namesake(&row.name)) else {
        return false;
    };
    let state_at = |at: usize| {
        let phrases = tokens.get(at).map(|token| lang.phrases(token.word)).unwrap_or_default();
        phrases.iter().find_map(|phrase| match phrase.sense {
            Sense::State(state, _) if matches(text, tokens, at, at + phrase.words(), phrase, lang) => {
                Some((&*lang.states.get(state as usize)?.iso3, at + phrase.words()))
            }
            _ => None,
        })
    };
    let Some((country, next)) = state_at(end + 1) else { return false };
    let joins = |at: usize| tokens.get(at).is_some_and(|token| token.classes.any(JOINS));
    let listed =
        joins(next) && (state_at(next + 1).is_some() || joins(next + 1) && state_at(next + 2).is_some());
    country == &*other.country && !listed
}

/// What stands between the items of a list.
const JOINS: ClassSet = ClassSet::of(&[Class::Comma, Class::Coordinator]);

/// Words of a name that may be small whatever the table says: *dan*, *di*.
const SHORT_BYTES: usize = 3;

#[inline] // the loop over all phrases of the tables is here
fn matches(text: &str, tokens: &[Token], at: usize, end: usize, phrase: &Phrase, lang: &Lang) -> bool {
    let Some(window) = tokens.get(at..end) else { return false };
    let same = window[1..]
        .iter()
        .zip(lang.rest(phrase))
        .all(|(token, word)| token.word == word && token.kind != TokenKind::Clitic && !token.opens_paragraph);
    same && match phrase.case {
        Case::Any => true,
        Case::Capital => {
            // A word that the table writes small may be small, where another has a capital: *bank sentral AS*.
            window.iter().enumerate().all(|(word, token)| {
                token.shape != Shape::Lower
                    || token.kind != TokenKind::Word
                    || token.span.len() <= SHORT_BYTES
                    || phrase.is_small(word)
            }) && window.iter().any(|token| {
                let alone = || end == at + 1 && is_no_prose(token);
                let own = || (has_own_form(token.span.of(text)) || alone()) && !in_address(tokens, at);
                token.shape != Shape::Lower || token.kind == TokenKind::Number || own()
            })
        }
        Case::Exact => window[0].span.to(window[window.len() - 1].span).of(text) == lang.written(phrase),
    }
}

/// A form that no word of prose has, without a capital at its start: *kompas.com*, *tvOne*, *e27*.
fn has_own_form(word: &str) -> bool {
    has_inner_dot(word) || word.chars().any(|c| c.is_uppercase() || c.is_numeric())
}

/// Behind the stroke of an internet address: *cdn.org/kompas.com/x*.
fn in_address(tokens: &[Token], at: usize) -> bool {
    let stroke = |before: usize| tokens[before].classes.has(Class::Slash);
    !tokens[at].spaced && at.checked_sub(1).is_some_and(stroke)
}

/// Whether the tables know a word as a name alone: *detikcom*, but not *kumparan*, which is a coil as well.
fn is_no_prose(token: &Token) -> bool {
    token.kind == TokenKind::Word && token.classes == ClassSet::default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let lang = kutip_lang::builtin("id").unwrap();
        find(text, lang).iter().map(|token| token.span.of(text)).collect()
    }

    fn names(text: &str) -> Vec<&str> {
        let lang = kutip_lang::builtin("id").unwrap();
        let tokens = find(text, lang);
        let terms = terms(text, &tokens, lang);
        let names = terms.all().iter().filter(|term| matches!(term.sense, Sense::Body(_) | Sense::Outlet(_)));
        let mut spans: Vec<Span> = names
            .map(|term| tokens[term.start as usize].span.to(tokens[term.end as usize - 1].span))
            .collect();
        spans.dedup();
        spans.into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn small_words_of_a_name_may_be_small() {
        let found = names("Ia dari Organisasi untuk Pelarangan Senjata Kimia.");
        assert_eq!(found, ["Organisasi untuk Pelarangan Senjata Kimia"]);
        assert_eq!(
            names("Keputusan bank sentral AS dilansir kompas.com, tvOne dan detikNews."),
            ["bank sentral AS", "kompas.com", "tvOne", "detikNews"]
        );
        for prose in [
            "Ia dari organisasi untuk pelarangan senjata kimia.",
            "Itu kelompok kriminal bersenjata.",
            "Kumparan itu terbuat dari tembaga, kata pemilik kumparan.",
            "Ia bekerja di badan pengawas pemilu.",
            "Gambarnya dari cdn.klimg.com/bola.net/a.",
        ] {
            assert!(names(prose).iter().all(|name| *name == "Kumparan"), "{prose}");
        }
    }

    #[test]
    fn clitics_and_abbreviations() {
        assert_eq!(cut("Prof. Dr. Sari tiba."), ["Prof.", "Dr.", "Sari", "tiba", "."]);
        assert_eq!(cut("dalam sambutan"), ["dalam", "sambutan"]);
    }
}
