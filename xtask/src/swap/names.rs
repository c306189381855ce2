//! Who and what is named in an article, and what they are called instead.
//!
//! Persons get invented names of as many words, so that short forms (*Wardana* for *Ratna Wardana*) map word by word.
//! States get other states; every form of the old one has a form of the new one. Indonesia stays: the publishing
//! country, its cities and its institutions hang together in ways that no list knows.

use std::collections::{BTreeMap, BTreeSet};

use kutip_eval::names::{is_state, words};
use kutip_eval::random::Random;
use serde_json::Value;

use super::edits::{Edit, Edits};
use super::lists::{Lists, State};
use super::strings;
use crate::Outcome;

/// The replacements of one article.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    /// Code of a state, and of the state that stands for it.
    states: BTreeMap<String, String>,
    /// Forms in the text and what stands for them, longest first.
    forms: Vec<(Vec<char>, String)>,
}

/// An article while its replacements are drawn.
struct Draw<'a> {
    gold: &'a Value,
    text: Vec<char>,
    /// Lower-case words of the text, and of what was drawn.
    taken: BTreeSet<String>,
    lists: &'a Lists,
    random: &'a mut Random,
    states: BTreeMap<String, String>,
    forms: BTreeMap<String, String>,
}

impl Names {
    pub(crate) fn draw(gold: &Value, lists: &Lists, random: &mut Random) -> Outcome<Self> {
        let text = gold["text"].as_str().unwrap_or_default();
        let mut draw = Draw {
            gold,
            text: text.chars().collect(),
            taken: words(text).into_iter().collect(),
            lists,
            random,
            states: BTreeMap::new(),
            forms: BTreeMap::new(),
        };
        draw.persons()?;
        draw.states()?;
        draw.outlets()?;
        let mut forms: Vec<(Vec<char>, String)> =
            draw.forms.into_iter().map(|(form, with)| (form.chars().collect(), with)).collect();
        forms.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
        Ok(Self { states: draw.states, forms })
    }

    /// Adds the replacements of a text.
    pub(crate) fn edit(&self, text: &[char], edits: &mut Edits) {
        for (start, end, with) in self.find(text) {
            edits.add(Edit { start, end, with: with.to_owned() });
        }
    }

    /// A name, or the code of a state, as it is called now.
    pub(crate) fn renamed(&self, name: &str) -> String {
        if is_state(name) {
            return self.states.get(name).map_or(name, String::as_str).to_owned();
        }
        let letters: Vec<char> = name.chars().collect();
        let mut edits = Edits::default();
        self.edit(&letters, &mut edits);
        edits.apply(&letters)
    }

    /// The longest form at every place where a word begins.
    fn find(&self, text: &[char]) -> Vec<(usize, usize, &str)> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < text.len() {
            match self.forms.iter().find(|(form, _)| stands_at(text, at, form)) {
                Some((form, with)) => {
                    out.push((at, at + form.len(), with.as_str()));
                    at += form.len();
                }
                None => at += 1,
            }
        }
        out
    }
}

/// Whether a form stands at an offset as words of its own.
fn stands_at(text: &[char], at: usize, form: &[char]) -> bool {
    let inside = |offset: usize| text.get(offset).is_some_and(|c| c.is_alphanumeric());
    text[at..].starts_with(form) && !(at > 0 && inside(at - 1)) && !inside(at + form.len())
}

impl Draw<'_> {
    fn in_text(&self, form: &str) -> bool {
        let form: Vec<char> = form.chars().collect();
        !form.is_empty() && (0..self.text.len()).any(|at| stands_at(&self.text, at, &form))
    }

    /// One of the candidates of which no word is in the text already or was drawn before.
    fn fresh(&mut self, candidates: &[String], what: &str) -> Outcome<String> {
        let free = |name: &&String| words(name).iter().all(|word| !self.taken.contains(word));
        let free: Vec<&String> = candidates.iter().filter(free).collect();
        let drawn = self.random.pick(&free).ok_or_else(|| format!("nothing left to stand for {what}"))?;
        self.taken.extend(words(drawn));
        Ok((*drawn).clone())
    }

    fn persons(&mut self) -> Outcome {
        let mut names = BTreeSet::new();
        for s in
            self.gold["statements"].as_array().into_iter().flatten().filter(|s| s["speaker_type"] == "person")
        {
            names.extend(
                s["speaker_name"].as_str().unwrap_or_default().split(';').map(|n| n.trim().to_owned()),
            );
        }
        for actor in self.gold["actors"].as_array().into_iter().flatten().filter(|a| a["type"] == "person") {
            names.extend(actor["name"].as_str().map(str::to_owned));
        }
        let id = self.gold["id"].as_str();
        names.extend(
            self.lists.extra.iter().filter(|(a, _)| Some(a.as_str()) == id).map(|(_, name)| name.clone()),
        );
        let mut names: Vec<String> = names.into_iter().filter(|name| self.in_text(name)).collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        for name in names {
            let old: Vec<&str> = name.split(' ').collect();
            if self.forms.contains_key(&name) {
                continue;
            }
            let same_length: Vec<String> =
                self.lists.persons.iter().filter(|p| p.split(' ').count() == old.len()).cloned().collect();
            let drawn = self.fresh(&same_length, &name)?;
            self.person(&old, &drawn.split(' ').collect::<Vec<_>>());
        }
        Ok(())
    }

    /// Every run of words of the name is a form; a single word must look like a name.
    fn person(&mut self, old: &[&str], new: &[&str]) {
        for start in 0..old.len() {
            for end in start + 1..=old.len() {
                let word = old[start];
                let name_like =
                    word.chars().count() > 2 && word.chars().next().is_some_and(char::is_uppercase);
                if end - start > 1 || name_like {
                    self.forms.entry(old[start..end].join(" ")).or_insert_with(|| new[start..end].join(" "));
                }
            }
        }
    }

    fn states(&mut self) -> Outcome {
        let templates = self.templates();
        let named = |state: &&State| {
            let forms = [&state.name, &state.short, &state.loose, &state.ministry];
            forms.into_iter().chain(&state.capitals).any(|form| self.in_text(form))
                || templates.iter().any(|(_, template)| template.contains(&format!("{{{}}}", state.code)))
        };
        let mut found: Vec<&State> = self.lists.states.iter().filter(named).collect();
        // What stands for a state whose abbreviation is introduced in brackets needs one too, so these are drawn first.
        let introduced =
            |state: &State| !state.short.is_empty() && self.in_text(&format!("({})", state.short));
        found.sort_by_key(|state| !introduced(state));
        let mut closed: BTreeSet<String> = strings(self.gold).into_iter().filter(|s| is_state(s)).collect();
        found.iter().for_each(|state| {
            closed.remove(&state.code);
        });
        for state in found {
            let short = !state.short.is_empty() && self.in_text(&format!("({})", state.short));
            let free = |other: &&State| {
                other.code != state.code
                    && !closed.contains(&other.code)
                    && !(short && other.short.is_empty())
            };
            let candidates: Vec<&State> = self.lists.states.iter().filter(free).collect();
            let drawn =
                (*self.random.pick(&candidates).ok_or_else(|| format!("no state for {}", state.code))?)
                    .clone();
            closed.insert(drawn.code.clone());
            self.state(state, &drawn)?;
        }
        for (form, template) in templates {
            let name = |with: String, (old, new): (&String, &String)| {
                let name = self.lists.state(new).map_or("", |state| &state.name);
                with.replace(&format!("{{{old}}}"), name)
            };
            let with = self.states.iter().fold(template, name);
            self.forms.insert(form, with);
        }
        Ok(())
    }

    /// Templates whose form is in the text.
    fn templates(&self) -> Vec<(String, String)> {
        self.lists.templates.iter().filter(|(form, _)| self.in_text(form)).cloned().collect()
    }

    fn state(&mut self, old: &State, new: &State) -> Outcome {
        let or = |form: &String, other: &String| if form.is_empty() { other.clone() } else { form.clone() };
        let short = or(&new.short, &new.name);
        let mut pairs = vec![(old.name.clone(), new.name.clone())];
        pairs.push((old.short.clone(), short.clone()));
        pairs.push((old.loose.clone(), or(&new.loose, &short)));
        let upper = |form: &str| form.to_uppercase() == form;
        if !upper(&old.short) {
            pairs.push((old.short.to_lowercase(), if upper(&short) { short } else { short.to_lowercase() }));
        }
        let capital = new.capitals.first().cloned().unwrap_or_default();
        pairs.extend(old.capitals.iter().map(|form| (form.clone(), capital.clone())));
        let towns = self.random.sample(new.towns.clone(), new.towns.len());
        pairs.extend(old.towns.iter().cloned().zip(towns));
        if self.in_text(&old.ministry) {
            let own = [new.ministry.clone()];
            let names = if new.ministry.is_empty() { self.lists.ministries.clone() } else { own.to_vec() };
            pairs.push((old.ministry.clone(), self.fresh(&names, &old.ministry)?));
        }
        self.forms.extend(pairs.into_iter().filter(|(form, _)| !form.is_empty()));
        self.states.insert(old.code.clone(), new.code.clone());
        Ok(())
    }

    fn outlets(&mut self) -> Outcome {
        let name_like =
            |name: &&str| name.split(' ').all(|word| word.chars().next().is_some_and(char::is_uppercase));
        let mut found: BTreeMap<String, bool> = BTreeMap::new();
        for statement in self.gold["statements"].as_array().into_iter().flatten() {
            let via = statement["via"].as_array().into_iter().flatten().filter_map(Value::as_str);
            found.extend(via.filter(name_like).map(|name| (name.to_owned(), false)));
        }
        found.extend(self.gold["outlet"].as_str().map(|name| (name.to_owned(), true)));
        let known = self
            .lists
            .agencies
            .iter()
            .map(|n| (n, false))
            .chain(self.lists.publishers.iter().map(|n| (n, true)));
        found.extend(
            known
                .filter(|(name, _)| self.in_text(name) || found.contains_key(*name))
                .map(|(n, p)| (n.clone(), p))
                .collect::<Vec<_>>(),
        );
        for (name, publisher) in found {
            let list = if publisher { &self.lists.publishers } else { &self.lists.agencies };
            let drawn = self.fresh(list, &name)?;
            self.forms.insert(name, drawn);
        }
        Ok(())
    }
}
