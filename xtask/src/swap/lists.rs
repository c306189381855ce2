//! The lists of `eval/swap`.

use std::path::Path;

use crate::{Outcome, files};

/// A state: its code and the forms that name it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct State {
    pub code: String,
    pub name: String,
    /// Abbreviation (`Korut`), empty where there is none.
    pub short: String,
    /// Looser name (`Amerika`).
    pub loose: String,
    /// Nickname of the defence ministry (`Pentagon`).
    pub ministry: String,
    /// Spellings of the capital, the usual one first.
    pub capitals: Vec<String>,
    pub towns: Vec<String>,
}

/// All lists.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lists {
    pub states: Vec<State>,
    pub ministries: Vec<String>,
    /// Form, and what stands for it.
    pub templates: Vec<(String, String)>,
    pub persons: Vec<String>,
    pub agencies: Vec<String>,
    pub publishers: Vec<String>,
    pub cues: Vec<Vec<String>>,
    /// Article and a person named in it.
    pub extra: Vec<(String, String)>,
}

impl Lists {
    pub(crate) fn read(folder: &Path) -> Outcome<Self> {
        let table = |name: &str| files::table(&folder.join(name));
        let first = |name: &str| -> Outcome<Vec<String>> { Ok(table(name)?.into_iter().flatten().collect()) };
        let pairs = |name: &str| -> Outcome<Vec<(String, String)>> {
            table(name)?.into_iter().map(|row| pair(name, &row)).collect()
        };
        let outlets = pairs("outlets.tsv")?;
        let kind =
            |kind: &str| outlets.iter().filter(|(k, _)| k == kind).map(|(_, name)| name.clone()).collect();
        let words = |row: Vec<String>| row.join(" ").split_whitespace().map(str::to_owned).collect();
        Ok(Self {
            states: table("states.tsv")?.iter().map(|row| state(row)).collect::<Outcome<_>>()?,
            ministries: first("ministries.tsv")?,
            templates: pairs("templates.tsv")?,
            persons: first("persons.tsv")?,
            agencies: kind("agency"),
            publishers: kind("publisher"),
            cues: table("cues.tsv")?.into_iter().map(words).collect(),
            extra: pairs("extra.tsv")?,
        })
    }

    /// A state by its code.
    pub(crate) fn state(&self, code: &str) -> Option<&State> {
        self.states.iter().find(|state| state.code == code)
    }
}

fn pair(name: &str, row: &[String]) -> Outcome<(String, String)> {
    match row {
        [a, b] => Ok((a.clone(), b.clone())),
        _ => Err(format!("{name}: {row:?} has not two columns")),
    }
}

fn state(row: &[String]) -> Outcome<State> {
    let [code, name, short, loose, ministry, capitals, towns] = row else {
        return Err(format!("states.tsv: {row:?} has not seven columns"));
    };
    let several = |field: &str| field.split('|').filter(|f| !f.is_empty()).map(str::to_owned).collect();
    Ok(State {
        code: code.clone(),
        name: name.clone(),
        short: short.clone(),
        loose: loose.clone(),
        ministry: ministry.clone(),
        capitals: several(capitals),
        towns: several(towns),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn lists_are_whole_and_nothing_is_twice() {
        let lists = Lists::read(&files::root().join("eval/swap")).unwrap();
        let mut seen = HashSet::new();
        for state in &lists.states {
            assert!(kutip_eval::names::is_state(&state.code), "{}", state.code);
            assert_eq!((state.capitals.is_empty(), state.towns.len()), (false, 5), "{}", state.code);
            let forms = [&state.name, &state.short, &state.loose].into_iter().chain(&state.capitals);
            for form in forms.chain(&state.towns).filter(|form| !form.is_empty()) {
                assert!(seen.insert(form.clone()), "{form} twice");
            }
        }
        let words: Vec<&str> = lists.persons.iter().flat_map(|name| name.split(' ')).collect();
        for count in 1..=4 {
            let names = lists.persons.iter().filter(|name| name.split(' ').count() == count).count();
            assert!(names >= if count == 4 { 2 } else { 6 }, "{names} names of {count} words");
        }
        assert!(words.iter().all(|word| word.len() > 1));
        let places: HashSet<&str> = seen.iter().flat_map(|form| form.split(' ')).collect();
        assert!(!words.iter().any(|word| places.contains(word)), "a person is named like a place");
        assert!(lists.agencies.len() > 10 && lists.publishers.len() > 10 && lists.cues.len() > 5);
    }
}
