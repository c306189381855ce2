//! What persons are called, and what is written instead.
//!
//! Words tell of whom they are only as far as the record names its people: a short name that stands within the longer one
//! of somebody else is his. Whole names are looked up, so that many with one first word cost no more than few.

use kutip_record::Record;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

/// All names of a record, and which of them are to be hidden.
#[derive(Default)]
pub(super) struct Names {
    all: HashMap<String, Meant>,
    /// How long the names are that have this word first, the longest first, and how far it is from the start of each.
    by_word: HashMap<String, BTreeSet<(Reverse<usize>, usize)>>,
}

/// Whom a name means.
enum Meant {
    /// Somebody who is hidden behind this label; and whether it is all that he is called, in several words.
    Hidden { label: String, full: bool },
    /// Another person.
    Person,
    /// A body, a place or the like, that may be called after somebody who is hidden.
    Other,
}

impl Names {
    /// The names of a record whose persons at these places are hidden behind these labels.
    pub(super) fn of(record: &Record<'_>, labels: &[(usize, String)]) -> Self {
        let points = record.points();
        let labels: HashMap<usize, &String> = labels.iter().map(|(place, label)| (*place, label)).collect();
        let mut out = Self::default();
        for (place, actor) in record.actors.iter().enumerate() {
            let named = actor.mentions.iter().filter(|mention| mention.form == "name");
            for name in named.map(|mention| points.text(mention.span)).chain([&*actor.name]) {
                let meant = |name: &str| match labels.get(&place) {
                    Some(label) => Meant::Hidden {
                        label: (*label).clone(),
                        full: name == actor.name && words(name).nth(1).is_some(),
                    },
                    None if actor.r#type == "person" => Meant::Person,
                    None => Meant::Other,
                };
                out.add(name, || meant(name));
                // A mention may begin with the role, which is not there wherever he is named.
                let bare = without_role(name, actor.role.as_deref().unwrap_or_default());
                out.add(bare, || meant(bare));
            }
        }
        for place in &record.places {
            out.add(&place.name, || Meant::Other);
            out.add(points.text(place.span), || Meant::Other);
        }
        out
    }

    /// Adds a name in the forms in which it is written. Where it means several, the first who is hidden is meant.
    fn add(&mut self, name: &str, meant: impl Fn() -> Meant) {
        // A name that begins small is none; one letter would be found in every text.
        if name.chars().nth(1).is_none() || !name.contains(char::is_uppercase) {
            return;
        }
        for form in forms(name) {
            let meant = meant();
            match self.all.get(&form) {
                Some(Meant::Hidden { full, .. })
                    if *full || !matches!(meant, Meant::Hidden { full: true, .. }) =>
                {
                    continue;
                }
                Some(_) if !matches!(meant, Meant::Hidden { .. }) => continue,
                _ => {}
            }
            let first = words(&form).next().map(|(start, word)| (start, word.to_owned()));
            if let Some((start, word)) = first {
                self.by_word.entry(word).or_default().insert((Reverse(form.len()), start));
                self.all.insert(form, meant);
            }
        }
    }

    /// Where a text names those who are hidden, in bytes: whole words, the longest name first, and not where the words are
    /// part of a longer name of somebody else.
    pub(super) fn found(&self, text: &str) -> Vec<(usize, usize, &str)> {
        let mut out: Vec<(usize, usize, &str)> = Vec::new();
        // How far the names of others reach that began so far.
        let (mut persons, mut others) = (0, 0);
        for (at, word) in words(text) {
            let lengths = self.by_word.get(word).into_iter().flatten();
            let here = lengths.filter_map(|(Reverse(length), before)| {
                let start = at.checked_sub(*before)?;
                let end = start + length;
                let meant = self.all.get(text.get(start..end)?)?;
                let whole = !text.get(end..)?.starts_with(char::is_alphanumeric);
                whole.then_some((start, end, meant))
            });
            // The longest comes first: where it is another person's, what it begins with is no whole name.
            let (mut taken, mut longer) = (false, 0);
            for (start, end, meant) in here {
                match meant {
                    Meant::Person => {
                        persons = persons.max(end);
                        longer = longer.max(end);
                    }
                    Meant::Other => others = others.max(end),
                    Meant::Hidden { label, full } => {
                        let is_free = out.last().is_none_or(|last| last.1 <= start);
                        // Who is called so in full is meant behind other words, too: those of a body, or a title.
                        let is_anothers = end <= longer || !full && end <= persons.max(others);
                        if is_free && !is_anothers && !taken {
                            out.push((start, end, label));
                            taken = true;
                        }
                    }
                }
            }
        }
        out
    }

    /// Whether a name is all that somebody who is hidden is called, in several words.
    pub(super) fn is_full(&self, name: &str) -> bool {
        matches!(self.all.get(name), Some(Meant::Hidden { full: true, .. }))
    }

    /// The text with what stands instead; none where it names nobody of them.
    pub(super) fn replaced(&self, text: &str) -> Option<String> {
        let found = self.found(text);
        if found.is_empty() {
            return None;
        }
        let (mut out, mut at) = (String::with_capacity(text.len()), 0);
        for (start, end, label) in found {
            out += text.get(at..start).unwrap_or_default();
            out += label;
            at = end;
        }
        Some(out + text.get(at..).unwrap_or_default())
    }
}

/// A name without the words of a role before it.
fn without_role<'n>(name: &'n str, role: &str) -> &'n str {
    let role = role.to_lowercase();
    let is_role = |word: &str| words(&role).any(|(_, it)| it == word.to_lowercase());
    let first = words(name).find(|(_, word)| !is_role(word));
    first.and_then(|(start, _)| name.get(start..)).unwrap_or(name)
}

/// A name as it is written, in capitals, and where it is in capitals as names are written elsewhere.
fn forms(name: &str) -> Vec<String> {
    let capitals = name.to_uppercase();
    let mut out = vec![name.to_owned(), capitals];
    if !name.contains(char::is_lowercase) {
        let mut begins = true;
        let usual = |c: char| -> String {
            let at_start = std::mem::replace(&mut begins, !c.is_alphanumeric());
            if at_start { c.to_string() } else { c.to_lowercase().collect() }
        };
        out.push(name.chars().map(usual).collect());
    }
    out.dedup();
    out
}

/// The words of a text with the bytes at which they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let begins = |at: usize| !text.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric));
    let starts = text.char_indices().filter(move |(at, c)| c.is_alphanumeric() && begins(*at));
    starts.filter_map(|(at, _)| Some((at, text.get(at..)?.split(|c: char| !c.is_alphanumeric()).next()?)))
}

#[cfg(test)]
mod tests {
    use super::Names;
    use kutip_record::Record;
    use serde_json::json;
    use std::time::{Duration, Instant};

    #[test]
    fn as_many_names_as_one_likes_may_have_one_first_word() {
        let count = 20_000;
        let actor = |at: usize| json!({"id": format!("a{}", at + 1), "name": format!("Siti {at:06}"), "type": "person", "by": "", "certainty": ""});
        let actors: Vec<_> = (0..count).map(actor).collect();
        let record = json!({"schema": "kutip/1", "kutip": "0", "actors": actors,
            "document": {"text_sha256": "", "language": "id", "text": ""}});
        let record: Record<'static> = serde_json::from_value(record).unwrap();
        let labels: Vec<(usize, String)> = (0..count).map(|at| (at, format!("[{at}]"))).collect();
        let text: String = (0..count).map(|at| format!("Siti {at:06} tiba. ")).collect();
        let start = Instant::now();
        assert_eq!(Names::of(&record, &labels).found(&text).len(), count);
        assert!(start.elapsed() < Duration::from_secs(4), "{:?}", start.elapsed());
    }
}
