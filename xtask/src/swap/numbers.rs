//! Other numbers of the same shape: 10.000 becomes 12.000 or 70.000, not 9 or 1.234.

use std::collections::{BTreeMap, BTreeSet};

use kutip_eval::random::Random;
use serde_json::Value;

use super::edits::{Edit, Edits};
use super::span_of;

const WORDS: [&str; 8] = ["dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"];

/// Units whose numbers are tied to other things the text says: a person's age, the strength of an earthquake.
const FIXED: [&str; 3] = ["years", "magnitude", "degrees"];

/// Adds the replacements; the new value of each figure that changes, by its place in gold.
pub(crate) fn draw(
    gold: &Value,
    text: &[char],
    random: &mut Random,
    edits: &mut Edits,
) -> BTreeMap<usize, Value> {
    let mut values = BTreeMap::new();
    let mut drawn: BTreeMap<String, String> = BTreeMap::new();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for (i, figure) in gold["figures"].as_array().into_iter().flatten().enumerate() {
        let Some((start, end)) = span_of(&figure["span"]) else { continue };
        let fixed = figure["unit"].as_str().is_some_and(|unit| FIXED.contains(&unit));
        if fixed || !figure["upper"].is_null() {
            continue;
        }
        let Some((at, old)) = number(&text[start..end]) else { continue };
        let (Some(before), Some(value)) = (value_of(&old), figure["value"].as_f64()) else { continue };
        // 320 ribu: what the digits are multiplied with stays.
        let factor = value / before;
        if ![1.0, 1e3, 1e6, 1e9, 1e12].contains(&factor) {
            continue;
        }
        if !drawn.contains_key(&old) {
            let in_text = |new: &str| text.iter().collect::<String>().contains(new);
            let fresh =
                (0..100).map(|_| other(&old, random)).find(|new| !in_text(new) && !taken.contains(new));
            let Some(new) = fresh else { continue };
            taken.insert(new.clone());
            drawn.insert(old.clone(), new);
        }
        let new = drawn[&old].clone();
        let Some(after) = value_of(&new) else { continue };
        let edit = Edit { start: start + at, end: start + at + old.chars().count(), with: new };
        if edits.add(edit) {
            values.insert(i, json_number(after * factor));
        }
    }
    values
}

fn json_number(value: f64) -> Value {
    if value.fract() == 0.0 { Value::from(value as i64) } else { Value::from(value) }
}

/// The only number of a phrase, and where it begins: digits with their marks, or a first word that is a number.
fn number(phrase: &[char]) -> Option<(usize, String)> {
    let start = phrase.iter().position(char::is_ascii_digit);
    let Some(start) = start else {
        let word: String = phrase.iter().take_while(|c| c.is_alphabetic()).collect();
        return WORDS.contains(&word.as_str()).then_some((0, word));
    };
    let of_number = |c: &&char| c.is_ascii_digit() || ['.', ','].contains(*c);
    let digits: String = phrase[start..].iter().take_while(of_number).collect();
    let digits = digits.trim_end_matches(['.', ',']).to_owned();
    let rest = &phrase[start + digits.len()..];
    (!rest.iter().any(char::is_ascii_digit)).then_some((start, digits))
}

/// The value of digits in Indonesian style (1.234,5), or of a word.
fn value_of(number: &str) -> Option<f64> {
    match WORDS.iter().position(|word| *word == number) {
        Some(i) => Some((i + 2) as f64),
        None => number.replace('.', "").replace(',', ".").parse().ok(),
    }
}

/// Another number of the same shape: as many digits, the zeros where they were. A number word becomes another.
fn other(old: &str, random: &mut Random) -> String {
    if let Some(word) = WORDS.contains(&old).then(|| random.pick(&WORDS)).flatten() {
        return (*word).to_owned();
    }
    let mut digit = |c: char| match c {
        '1'..='9' => char::from(b'1' + random.below(9) as u8),
        other => other,
    };
    old.chars().map(&mut digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_shape_of_a_number_stays() {
        let mut random = Random::new(3);
        for old in ["10.000", "15,09", "170", "8"] {
            let new = other(old, &mut random);
            let shape = |n: &str| {
                n.chars().map(|c| if ('1'..='9').contains(&c) { '9' } else { c }).collect::<String>()
            };
            assert_eq!(shape(old), shape(&new));
        }
        assert_eq!(value_of("1.234,5"), Some(1234.5));
        assert_eq!(number(&"US$ 15,09 juta".chars().collect::<Vec<_>>()), Some((4, "15,09".to_owned())));
        assert_eq!(number(&"5-10 orang".chars().collect::<Vec<_>>()), None);
    }

    #[test]
    fn values_follow_their_digits() {
        let text: Vec<char> = "Ada 320 ribu karung, bukan 320 ribu, dan dua kapal.".chars().collect();
        let gold = json!({"figures": [
            {"span": [4, 20], "value": 320_000, "upper": null, "unit": "sacks"},
            {"span": [27, 35], "value": 320_000, "upper": null, "unit": "sacks"},
            {"span": [41, 50], "value": 2, "upper": null, "unit": "ships"}]});
        let mut edits = Edits::default();
        let values = draw(&gold, &text, &mut Random::new(1), &mut edits);
        assert_eq!(edits.len(), 3);
        assert_eq!(values[&0], values[&1]);
        let new = edits.apply(&text);
        let digits = values[&0].as_i64().unwrap() / 1000;
        assert!(new.starts_with(&format!("Ada {digits} ribu karung, bukan {digits} ribu, dan ")), "{new}");
        assert_ne!(values[&2], json!(2));
    }
}
