//! Words and phrases as the full-text index asks for them.

use crate::search::Wanted;

/// Words next to one another. Nothing in them is taken for an operator: marks are no words to the index.
pub(super) fn phrase(text: &str) -> Option<String> {
    let plain = text.replace('"', " ");
    plain.chars().any(char::is_alphanumeric).then(|| format!("\"{plain}\""))
}

/// All words of a name, in any order.
pub(super) fn each_word(text: &str) -> Option<String> {
    let words: Vec<String> = text.split_whitespace().filter_map(phrase).collect();
    (!words.is_empty()).then(|| words.join(" AND "))
}

/// A word or phrase.
pub(super) fn matching(wanted: &Wanted) -> Option<String> {
    match wanted {
        Wanted::Word { word, begins } => Some(phrase(word)? + if *begins { " *" } else { "" }),
        Wanted::Phrase(text) => phrase(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{each_word, matching, phrase};
    use crate::search::Wanted;

    #[test]
    fn nothing_of_a_user_is_an_operator() {
        assert_eq!(phrase("jalan \"tol\" NOT*"), Some("\"jalan  tol  NOT*\"".to_owned()));
        assert_eq!(phrase(" \" - "), None);
        assert_eq!(each_word("Sari  -  OR"), Some("\"Sari\" AND \"OR\"".to_owned()));
        let word = |word: &str, begins| matching(&Wanted::Word { word: word.to_owned(), begins });
        assert_eq!(word("tol", true), Some("\"tol\" *".to_owned()));
    }
}
