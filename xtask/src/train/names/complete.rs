//! Names that an article has in one sentence and leaves unmarked in another, or marks as something else.

use std::collections::HashMap;

use kutip_learn::names::make::Example;
use kutip_learn::names::{NameKind, NameTag};

use super::score;

/// What is known of names in an article, by their words.
type Known = HashMap<Vec<String>, [usize; 3]>;

/// Marks in the sentences of an article what its other sentences name: every name has the kind that it mostly has, and
/// the last word of a person's name is that person.
pub(super) fn complete(sentences: &mut [Example]) {
    let mut known = Known::new();
    for sentence in sentences.iter() {
        for (kind, start, end) in score::names(&sentence.tags) {
            known.entry(sentence.forms[start..end].to_vec()).or_default()[kind as usize] += 1;
        }
    }
    for (words, counts) in known.clone() {
        let person = usual(&counts) == NameKind::Person && words.len() > 1;
        if let Some(last) = words.last().filter(|last| person && is_surname(last)) {
            known.entry(vec![last.clone()]).or_default()[NameKind::Person as usize] += 1;
        }
    }
    sentences.iter_mut().for_each(|sentence| complete_one(sentence, &known));
}

fn is_surname(word: &str) -> bool {
    word.chars().count() > 2 && word.starts_with(char::is_uppercase)
}

fn usual(counts: &[usize; 3]) -> NameKind {
    NameKind::ALL
        .into_iter()
        .max_by_key(|&kind| (counts[kind as usize], 2 - kind as usize))
        .unwrap_or(NameKind::Place)
}

fn complete_one(sentence: &mut Example, known: &Known) {
    let longest = known.keys().map(Vec::len).max().unwrap_or_default();
    for (_, start, end) in score::names(&sentence.tags) {
        if let Some(counts) = known.get(&sentence.forms[start..end]) {
            mark(&mut sentence.tags[start..end], usual(counts));
        }
    }
    for length in (1..=longest).rev() {
        for start in 0..(sentence.forms.len() + 1).saturating_sub(length) {
            let words = start..start + length;
            let free = sentence.tags[words.clone()].iter().all(|tag| *tag == NameTag::Outside);
            if let Some(counts) = known.get(&sentence.forms[words.clone()]).filter(|_| free) {
                mark(&mut sentence.tags[words], usual(counts));
            }
        }
    }
}

fn mark(tags: &mut [NameTag], kind: NameKind) {
    tags.fill(NameTag::Inside(kind));
    if let Some(first) = tags.first_mut() {
        *first = NameTag::Begin(kind);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(text: &str) -> Example {
        let pairs = text.split(' ').map(|pair| pair.rsplit_once('_').unwrap_or((pair, "O")));
        let word = |(form, tag): (&str, &str)| (form.to_owned(), NameTag::named(tag).unwrap());
        let (forms, tags) = pairs.map(word).unzip();
        Example { forms, tags, weight: 1.0, ..Example::default() }
    }

    #[test]
    fn what_one_sentence_names_is_a_name_in_the_others() {
        let mut article = [
            example("Ana_B-PER Hale_I-PER left Port_B-LOC Blue_I-LOC ."),
            example("Hale liked Port Blue ."),
            example("Hale_B-LOC came back ."),
        ];
        complete(&mut article);
        let tags = article
            .map(|sentence| sentence.tags.iter().map(|tag| tag.as_str()).collect::<Vec<_>>().join(" "));
        assert_eq!(tags, ["B-PER I-PER O B-LOC I-LOC O", "B-PER O B-LOC I-LOC O", "B-PER O O O"]);
    }
}
