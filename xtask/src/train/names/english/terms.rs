//! What English names are looked up in: the list of the language's folder, CLDR's names of states and regions, and the
//! actors of the PETRARCH dictionaries.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use kutip_learn::names::List;

use crate::casing::Casing;
use crate::train::names::lists::cut;
use crate::train::raw;
use crate::{Outcome, files};

/// Lists of the folder whose phrases count in small letters too.
const IN_SMALL: [&str; 3] = ["titles", "bodies_words", "places_words"];

/// Rows of CLDR's table that are no states or parts of the world.
const NO_STATES: [&str; 7] = ["code", "001", "UN", "EU", "EZ", "XA", "XB"];

/// The lists, by name.
pub(super) struct Terms {
    lists: BTreeMap<String, Vec<String>>,
    /// The phrases of each list, in small letters.
    sets: BTreeMap<String, HashSet<String>>,
}

impl Terms {
    pub(super) fn read(shared: &Path) -> Outcome<Self> {
        let path = files::root().join("crates/kutip-lang/en/models/names.toml");
        let table: toml::Table =
            files::read(&path)?.parse().map_err(|error| format!("{}: {error}", path.display()))?;
        let mut lists: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, phrases) in &table {
            let phrases = phrases.as_str().ok_or_else(|| format!("{}: {name}: no text", path.display()))?;
            let phrases =
                phrases.split(',').map(|phrase| phrase.split_whitespace().collect::<Vec<_>>().join(" "));
            lists.insert(name.clone(), phrases.filter(|phrase| !phrase.is_empty()).collect());
        }
        let mut add =
            |name: &str, phrases: Vec<String>| lists.entry(name.to_owned()).or_default().extend(phrases);
        add("states", states(shared)?);
        add("regions", regions(shared)?);
        add("small", small(shared)?);
        for (name, phrases) in actors(shared)? {
            add(name, phrases);
        }
        let small = |phrases: &Vec<String>| phrases.iter().map(|phrase| phrase.to_lowercase()).collect();
        let sets = lists.iter().map(|(name, phrases)| (name.clone(), small(phrases))).collect();
        Ok(Self { lists, sets })
    }

    /// Whether a list has the phrase, in whatever letters.
    pub(super) fn has(&self, list: &str, phrase: &str) -> bool {
        self.sets.get(list).is_some_and(|set| set.contains(&phrase.to_lowercase()))
    }

    /// The lists as a model takes them.
    pub(super) fn lists(self) -> Vec<List> {
        let list = |(name, phrases): (String, Vec<String>)| List {
            in_small: IN_SMALL.contains(&name.as_str()),
            phrases: phrases.iter().map(|phrase| cut(phrase)).collect(),
            name,
        };
        self.lists.into_iter().map(list).collect()
    }
}

/// Names of states and continents as CLDR has them.
fn states(shared: &Path) -> Outcome<Vec<String>> {
    let rows = files::table(&shared.join("corpora/id/gaz-cldr-id/territories.tsv"))?;
    let name = |row: &Vec<String>| row.get(2).filter(|_| !NO_STATES.contains(&row[0].as_str())).cloned();
    let names = rows.iter().filter_map(name);
    Ok(names.map(|name| name.replace('&', "and").replace("St. ", "Saint ")).collect())
}

/// Words that are mostly written small within a sentence.
fn small(shared: &Path) -> Outcome<Vec<String>> {
    let mut casing = Casing::default();
    raw::all("en", shared)?.iter().for_each(|sentence| casing.add(sentence.iter().map(String::as_str)));
    Ok(casing.small().map(str::to_owned).collect())
}

/// First-level regions of states as CLDR has them.
fn regions(shared: &Path) -> Outcome<Vec<String>> {
    let path = shared.join("corpora/id/gaz-cldr-id/subdivisions-en.json");
    let json: serde_json::Value =
        serde_json::from_str(&files::read(&path)?).map_err(|error| format!("{}: {error}", path.display()))?;
    let names = &json["subdivisions"]["localeDisplayNames"]["subdivisions"];
    let names = names.as_object().into_iter().flat_map(|names| names.values());
    Ok(names.filter_map(|name| name.as_str()).map(str::to_owned).collect())
}

/// Persons, bodies and armed groups of the PETRARCH dictionaries: an actor with dates that are not a body's held an office.
fn actors(shared: &Path) -> Outcome<Vec<(&'static str, Vec<String>)>> {
    let folder = shared.join("corpora/en/petrarch-dictionaries");
    let mut out = Vec::new();
    for (file, list) in [
        ("Phoenix.Countries.actors.txt", "leaders"),
        ("Phoenix.International.actors.txt", "international"),
        ("Phoenix.MilNonState.actors.txt", "armed"),
    ] {
        let bytes = std::fs::read(folder.join(file)).map_err(|error| format!("{file}: {error}"))?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (mut persons, mut others) = (Vec::new(), Vec::new());
        for actor in entries(&text) {
            if actor.dated { persons.extend(actor.names) } else { others.extend(actor.names) }
        }
        out.push(("leaders", persons));
        out.push((if list == "leaders" { "petrarch" } else { list }, others));
    }
    Ok(out)
}

/// An actor of a dictionary: its names, and whether a code of it counts from a day or to one.
struct Actor {
    names: Vec<String>,
    dated: bool,
}

fn entries(text: &str) -> Vec<Actor> {
    let mut out: Vec<Actor> = Vec::new();
    for line in text.lines() {
        let (line, _) = line.split_once('#').unwrap_or((line, ""));
        let (name, codes) = line.split_once('[').unwrap_or((line, ""));
        let dated = codes.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() >= 6);
        let phrase = name.trim_start_matches('+').replace('_', " ");
        let phrase = phrase.split_whitespace().collect::<Vec<_>>().join(" ");
        match out.last_mut() {
            Some(last) if line.starts_with(['+', '\t']) => {
                last.dated |= dated;
                last.names.extend(Some(phrase).filter(|phrase| !phrase.is_empty()));
            }
            _ if !phrase.is_empty() => out.push(Actor { names: vec![phrase], dated }),
            _ => {}
        }
    }
    out
}
