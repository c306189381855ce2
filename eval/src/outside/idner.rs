//! IDNer-News-2k: persons, organisations and places in single sentences of political news, in the IOB2 notation.
//!
//! The names of a record lie in its actors and places. What makes them comparable: only mentions by name count, and only
//! those that begin with a capital (*masyarakat Indonesia* names nobody); a person is cut to the words of the name, since
//! a mention may carry a title. States come from the places alone: the set marks a country where something happens, not
//! one that acts (*serangan Israel*), which is just what a record's places are. Of names within names only the outer one
//! stays, since the notation cannot nest. Marks at the ends of a name do not count: the set's tokens hold brackets at
//! times (`(Jokowi)`), at times not.

use serde_json::{Value, json};

use super::found::{Found, list, span, word};
use super::text::{self, Running, labelled};
use super::{Article, Item, Set, Sheet, Source};
use crate::names::word_set;

pub(super) const SOURCE: Source = Source {
    name: "names",
    about: "names of persons, organisations and places: IDNer-News-2k, dev (Indonesian)",
    files: &["id/idner-news-2k/dev.conll"],
    measures: &["name (span+type)", "name (span)", "person", "organisation", "place"],
    read,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Person,
    Organisation,
    Place,
}

type Name = ([i64; 2], Kind);

struct Sentence {
    article: Article,
    names: Vec<Name>,
    /// What is marked as a name and is none by its letters.
    left_out: usize,
}

fn read(files: &[String]) -> Result<Set, String> {
    let tokens = labelled(files.first().map_or("", String::as_str));
    let read = |(i, tokens): (usize, &Vec<(&str, &str)>)| Sentence::read(i + 1, tokens);
    let sentences = tokens.iter().enumerate().map(read).collect::<Result<Vec<_>, _>>()?;
    let of = |kind: Kind| sentences.iter().flat_map(|s| &s.names).filter(|(_, k)| *k == kind).count();
    let counts = [
        ("sentences", sentences.len()),
        ("persons", of(Kind::Person)),
        ("organisations", of(Kind::Organisation)),
        ("places", of(Kind::Place)),
        ("names in small letters, left out", sentences.iter().map(|s| s.left_out).sum()),
    ];
    Ok(counts.into_iter().fold(Set::of(sentences), |set, (what, n)| set.count(what, n)))
}

impl Sentence {
    fn read(number: usize, tokens: &[(&str, &str)]) -> Result<Self, String> {
        let mut running = Running::default();
        let mut names: Vec<Name> = Vec::new();
        let mut before = "O";
        for (token, label) in tokens {
            let here = running.push(token);
            let kind = match label.split_once('-').map(|(_, kind)| kind) {
                None => None,
                Some("PER") => Some(Kind::Person),
                Some("ORG") => Some(Kind::Organisation),
                Some("LOC") => Some(Kind::Place),
                Some(other) => return Err(format!("sentence {number}: {other} is no type of name")),
            };
            let goes_on = label.starts_with("I-") && before != "O";
            match (kind, names.last_mut()) {
                (Some(kind), Some(last)) if goes_on && last.1 == kind => last.0[1] = here[1],
                (Some(kind), _) => names.push((here, kind)),
                (None, _) => {}
            }
            before = label;
        }
        let text = running.finish();
        let letters: Vec<char> = text.chars().collect();
        trim(&mut names, &letters);
        let all = names.len();
        names.retain(|name| is_name(&letters, name));
        let left_out = all - names.len();
        let article =
            Article { id: format!("idner-dev-{number:03}"), lang: "id", text, ..Article::default() };
        Ok(Self { article, names, left_out })
    }
}

impl Item for Sentence {
    fn article(&self) -> &Article {
        &self.article
    }

    fn faultless(&self) -> Value {
        let letters: Vec<char> = self.article.text.chars().collect();
        let actor = |(span, kind): &Name| {
            let kind = if *kind == Kind::Person { "person" } else { "organization" };
            json!({"name": text::slice(&letters, *span), "type": kind, "mentions": [{"span": span, "form": "name"}]})
        };
        let (places, actors): (Vec<_>, Vec<_>) =
            self.names.iter().partition(|(_, kind)| *kind == Kind::Place);
        json!({
            "actors": actors.into_iter().map(actor).collect::<Value>(),
            "places": places.iter().map(|(span, _)| json!({"span": span})).collect::<Value>(),
        })
    }

    fn score(&self, found: &Found<'_>, sheet: &mut Sheet) {
        let found = names_of(found, &sheet.letters);
        let both = |name: &&Name| found.contains(name);
        let right = self.names.iter().filter(both).count();
        sheet.tally("name (span+type)", right, self.names.len(), found.len());
        let spans = |names: &[Name]| {
            let mut spans: Vec<[i64; 2]> = names.iter().map(|(span, _)| *span).collect();
            spans.sort_unstable();
            spans.dedup();
            spans
        };
        let (gold_spans, found_spans) = (spans(&self.names), spans(&found));
        let right = gold_spans.iter().filter(|span| found_spans.contains(span)).count();
        sheet.tally("name (span)", right, gold_spans.len(), found_spans.len());
        let kinds = [(Kind::Person, "person"), (Kind::Organisation, "organisation"), (Kind::Place, "place")];
        for (kind, measure) in kinds {
            let of = |names: &[Name]| names.iter().filter(|(_, k)| *k == kind).count();
            let right = self.names.iter().filter(both).filter(|(_, k)| *k == kind).count();
            sheet.tally(measure, right, of(&self.names), of(&found));
        }
        for (side, kind, other) in [(&self.names, "missed", &found), (&found, "spurious", &self.names)] {
            for (span, label) in side.iter().filter(|name| !other.contains(name)) {
                sheet.note("name (span+type)", kind, format!("{label:?} {:?}", sheet.show(*span)));
            }
        }
    }
}

/// The names of a record: outer ones only, each span and type once.
fn names_of(found: &Found<'_>, letters: &[char]) -> Vec<Name> {
    let mut all: Vec<Name> = Vec::new();
    for actor in found.items("actors") {
        let kind = match word(actor, "type") {
            "person" => Kind::Person,
            "organization" | "armed_forces" | "media" | "group" => Kind::Organisation,
            _ => continue,
        };
        let mentions = list(actor, "mentions").iter().filter(|mention| word(mention, "form") == "name");
        for span in mentions.filter_map(|mention| span(mention, "span")) {
            let is_person = kind == Kind::Person;
            let span = if is_person { own_words(letters, span, word(actor, "name")) } else { span };
            all.push((span, kind));
        }
    }
    all.extend(found.items("places").iter().filter_map(|place| Some((span(place, "span")?, Kind::Place))));
    trim(&mut all, letters);
    all.retain(|name| is_name(letters, name));
    let within =
        |inner: [i64; 2], outer: [i64; 2]| inner != outer && outer[0] <= inner[0] && inner[1] <= outer[1];
    let is_outer = |name: &Name| !all.iter().any(|other| within(name.0, other.0));
    all.iter().copied().filter(is_outer).collect()
}

/// A place may have a common noun before its name (*kota Bandung*), but not be one (*sini*); others begin with a capital.
fn is_name(letters: &[char], (span, kind): &Name) -> bool {
    let words = text::slice(letters, *span);
    match kind {
        Kind::Place => words.contains(char::is_uppercase),
        _ => words.starts_with(|c: char| !c.is_lowercase()),
    }
}

/// Cuts the marks off the ends; what is then the same is there once.
fn trim(names: &mut Vec<Name>, letters: &[char]) {
    names.retain_mut(|(span, _)| text::trimmed(letters, *span).map(|bare| *span = bare).is_some());
    names.sort_unstable();
    names.dedup();
}

/// The part of a mention from the first to the last word of the name; all of it where it shares none.
fn own_words(letters: &[char], mention: [i64; 2], name: &str) -> [i64; 2] {
    let name = word_set(name);
    let words = text::words(letters, mention);
    let mut own = words.iter().filter(|(_, word)| name.contains(&word.to_lowercase())).map(|(span, _)| *span);
    own.next().map_or(mention, |first| [first[0], own.next_back().unwrap_or(first)[1]])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set() -> Set {
        let file = "Menteri\tO\nSiti\tB-PER\nAminah\tI-PER\ntiba\tO\ndi\tO\nTeluk\tB-LOC\nSari\tI-LOC\n,\tO\nkata\tO\nPDAM\tB-ORG\nTeluk\tI-ORG\nSari\tI-ORG\n.\tO\n";
        SOURCE.read(&[file.to_owned()]).unwrap()
    }

    #[test]
    fn titles_are_cut_off_and_names_within_names_left_out() {
        let set = set();
        assert_eq!(set.inputs()[0]["text"], "Menteri Siti Aminah tiba di Teluk Sari, kata PDAM Teluk Sari.");
        let mut record = set.faultless().remove(0);
        record["actors"] = json!([
            {"name": "Siti Aminah", "type": "person", "mentions": [{"span": [0, 19], "form": "name"}]},
            {"name": "PDAM Teluk Sari", "type": "organization", "mentions": [{"span": [45, 60], "form": "name"}]},
            {"name": "Dia", "type": "person", "mentions": [{"span": [20, 24], "form": "pronoun"}]},
            {"name": "Teluk", "type": "state", "mentions": [{"span": [28, 33], "form": "name"}]},
        ]);
        record["places"] = json!([{"span": [28, 38]}, {"span": [50, 60]}]);
        let report = set.score(&[record]);
        assert!(report.scores.iter().all(|(_, s)| s.f1 == 1.0), "{report}");
        assert_eq!(report.scores.len(), 5);
    }

    #[test]
    fn a_name_that_is_cut_wrongly_is_missed_and_spurious() {
        let set = set();
        let mut record = set.faultless().remove(0);
        record["places"] = json!([{"span": [28, 33]}]);
        let scores = *set.score(&[record]).measure("name (span+type)").unwrap();
        assert_eq!((scores.gold, scores.found, scores.recall), (3, 3, 0.6667));
    }
}
