//! Cue verbs that may stand for each other.

use kutip_eval::random::Random;
use serde_json::Value;

use super::edits::{Edit, Edits};
use super::span_of;

/// Adds the replacements. Every cue is drawn for itself: an article varies its verbs.
pub(crate) fn draw(
    gold: &Value,
    text: &[char],
    groups: &[Vec<String>],
    random: &mut Random,
    edits: &mut Edits,
) {
    for statement in gold["statements"].as_array().into_iter().flatten() {
        let Some((start, end)) = span_of(&statement["cue"]) else { continue };
        let cue: String = text[start..end].iter().collect();
        let lower = cue.to_lowercase();
        // In ujarnya the clitic is the speaker, so the stem alone is replaced.
        let stem = lower.strip_suffix("nya").unwrap_or(&lower);
        let Some(group) = groups.iter().find(|group| group.iter().any(|verb| verb == stem)) else { continue };
        let others: Vec<&String> = group.iter().filter(|verb| *verb != stem).collect();
        if let Some(drawn) = random.pick(&others) {
            let with = if cue.starts_with(char::is_uppercase) { capital(drawn) } else { (*drawn).clone() };
            edits.add(Edit { start, end: start + stem.chars().count(), with });
        }
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_clitic_stays() {
        let text: Vec<char> = "\"Ya,\" ujarnya. Menyebut nama.".chars().collect();
        let gold = json!({"statements": [{"cue": [6, 13]}, {"cue": [15, 23]}, {"cue": null}]});
        let groups =
            [vec!["kata".to_owned(), "ujar".to_owned()], vec!["menyebut".to_owned(), "menamai".to_owned()]];
        let mut edits = Edits::default();
        draw(&gold, &text, &groups, &mut Random::new(1), &mut edits);
        assert_eq!(edits.apply(&text), "\"Ya,\" katanya. Menamai nama.");
        assert_eq!((edits.moved(10).unwrap(), edits.moved(13).unwrap()), (10, 13));
    }
}
