//! What the reader of pages has to know of the built-in languages.

use kutip_lang::{Entry, builtin_source, codes};
use kutip_read::{PageWords, Words};

/// Words for [`crate::Options`], taken from the folders of the languages when the first page is read.
#[must_use]
pub fn page_words() -> Words {
    Words::new(|| {
        let mut words = PageWords::default();
        for code in codes() {
            let Some(source) = builtin_source(code) else { continue };
            let entries = |file: &str| source.lists.get(file).map(Vec::as_slice).unwrap_or_default();
            let of = |name: &str| {
                let named = entries("words").iter().filter(move |entry| entry.name == name);
                named.flat_map(|entry| entry.words.iter().cloned()).collect::<Vec<String>>()
            };
            words.page_lines.extend(of("boilerplate"));
            words.page_blocks.extend(of("page-block"));
            words.picture_credits.extend(of("picture-credit"));
            words.bylines.extend(of("byline"));
            let months = entries("times")
                .iter()
                .filter(|entry| matches!(entry.text("kind"), Some("month" | "month-short")));
            for entry in months {
                let Some(number) = entry.number("value") else { continue };
                words.months.extend(forms(entry).map(|form| (form.to_owned(), number as i8)));
            }
            let small = entries("words").iter().flat_map(|entry| &entry.words);
            let small = small.filter(|word| word.chars().all(char::is_alphabetic)).cloned().collect();
            words.small_words.push((code.to_owned(), small));
        }
        words
    })
}

/// An entry's words, else its name.
fn forms(entry: &Entry) -> impl Iterator<Item = &str> {
    let named = entry.words.is_empty().then_some(entry.name.as_str());
    entry.words.iter().map(String::as_str).chain(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_come_from_the_folders() {
        let words = format!("{:?}", *page_words());
        for word in ["baca juga", "editor", "(\"id\"", "yang"] {
            assert!(words.contains(word), "{word}");
        }
    }
}
