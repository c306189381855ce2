//! Sentences of a set as newspapers print them: with quotation marks, and cut into words as our own texts are.

use kutip_learn::names::NameTag;
use kutip_learn::names::make::Example;

use super::lists::cut;

const QUOTES: [char; 6] = ['"', '“', '”', '‘', '’', '\''];
/// Marks with which no name begins.
const OPENING: [&str; 6] = ["(", "[", "\"", "“", "‘", "'"];
/// Marks with which no name ends, unless it holds the other half.
const CLOSING: [&str; 6] = [")", "]", "\"", "”", "’", "'"];

/// The sentence with the quotation marks that its text has.
///
/// Every visible character of the text but the marks counts, so that marks find their places between words.
pub(super) fn with_marks(example: &Example, text: &str) -> Example {
    let mut marks: Vec<(usize, char)> = Vec::new();
    let mut before = 0;
    let mut last = ' ';
    for (at, c) in text.char_indices() {
        let next = text[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        // Between letters it is an apostrophe.
        if QUOTES.contains(&c) && !(last.is_alphanumeric() && next.is_alphanumeric()) {
            marks.push((before, c));
        } else if !c.is_whitespace() {
            before += 1;
        }
        last = c;
    }
    let mut marks = marks.into_iter().peekable();
    let mut out = Example { weight: example.weight, ..Example::default() };
    let mut seen = 0;
    for (form, &tag) in example.forms.iter().zip(&example.tags) {
        while let Some((_, mark)) = marks.next_if(|(place, _)| *place <= seen) {
            out.forms.push(mark.to_string());
            out.tags.push(within(tag));
        }
        out.forms.push(form.clone());
        out.tags.push(tag);
        seen += form.chars().count();
    }
    for (_, mark) in marks {
        out.forms.push(mark.to_string());
        out.tags.push(NameTag::Outside);
    }
    out
}

/// The tag of something that stands before a word.
fn within(next: NameTag) -> NameTag {
    match next {
        NameTag::Inside(_) => next,
        _ => NameTag::Outside,
    }
}

/// The sentence with its words cut as our own texts are, so that brackets and full stops stand alone.
pub(super) fn cut_again(example: &Example) -> Example {
    let mut out = Example { weight: example.weight, ..Example::default() };
    for (form, &tag) in example.forms.iter().zip(&example.tags) {
        let mut tag = tag;
        for piece in cut(form) {
            let opens = matches!(tag, NameTag::Begin(_)) && OPENING.contains(&piece.as_str());
            out.forms.push(piece);
            if opens {
                out.tags.push(NameTag::Outside);
                continue;
            }
            out.tags.push(tag);
            if let NameTag::Begin(kind) = tag {
                tag = NameTag::Inside(kind);
            }
        }
    }
    trim_ends(&mut out);
    out
}

/// Takes marks off the ends of names.
fn trim_ends(example: &mut Example) {
    for end in (1..=example.forms.len()).rev() {
        let last = end == example.forms.len();
        let goes_on = matches!(example.tags.get(end), Some(NameTag::Inside(_)));
        if !goes_on && matches!(example.tags[end - 1], NameTag::Inside(_)) && ends_wrongly(example, end, last)
        {
            example.tags[end - 1] = NameTag::Outside;
        }
    }
}

/// Whether the mark before `end` is none of the name's: a bracket that the name did not open, or no dot of a short
/// word. The dot of the sentence is not the name's.
fn ends_wrongly(example: &Example, end: usize, last: bool) -> bool {
    let form = example.forms[end - 1].as_str();
    let start = (0..end).rev().find(|&at| matches!(example.tags[at], NameTag::Begin(_))).unwrap_or(0);
    let opened = example.forms[start..end - 1].iter().any(|form| OPENING.contains(&form.as_str()));
    match form {
        "." => last,
        _ if CLOSING.contains(&form) => !opened,
        _ => !form.contains(char::is_alphanumeric),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(text: &str) -> Example {
        let pairs = text.split(' ').map(|pair| pair.rsplit_once('_').unwrap_or((pair, "O")));
        let (forms, tags): (Vec<_>, Vec<_>) =
            pairs.map(|(form, tag)| (form.to_owned(), NameTag::named(tag).unwrap())).unzip();
        Example { forms, tags, weight: 1.0, ..Example::default() }
    }

    fn shown(example: &Example) -> String {
        let word = |(form, tag): (&String, &NameTag)| match tag {
            NameTag::Outside => form.clone(),
            tag => format!("{form}_{}", tag.as_str()),
        };
        example.forms.iter().zip(&example.tags).map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn quotation_marks_come_back() {
        let bare = example("Jalan itu rusak , kata Sari_B-PER . Kami tahu , kata Ma'ruf_B-PER .");
        let text = "\"Jalan itu rusak,\" kata Sari. \"Kami 'tahu',\" kata Ma'ruf.";
        assert_eq!(
            shown(&with_marks(&bare, text)),
            "\" Jalan itu rusak , \" kata Sari_B-PER . \" Kami ' tahu ' , \" kata Ma'ruf_B-PER ."
        );
    }

    #[test]
    fn words_are_cut_and_names_keep_no_bracket_at_their_ends() {
        let cut =
            cut_again(&example("Komisi_B-ORG Jalan_I-ORG (KJ)_I-ORG dan Ana_B-PER (Si_B-PER Ani)_I-PER ."));
        assert_eq!(
            shown(&cut),
            "Komisi_B-ORG Jalan_I-ORG (_I-ORG KJ_I-ORG )_I-ORG dan Ana_B-PER ( Si_B-PER Ani_I-PER ) ."
        );
    }
}
