//! The words of a command line: `--name value`, `--name` alone, and the rest.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::Outcome;

/// Options that stand alone.
const FLAGS: [&str; 9] = ["bare", "check", "errors", "faultless", "json", "lines", "score", "show", "today"];

/// What a task was called with. Every getter takes its option out, so that [`Args::end`] finds what nobody asked for.
#[derive(Debug, Default)]
pub(crate) struct Args {
    options: BTreeMap<String, String>,
    rest: Vec<String>,
}

impl Args {
    pub(crate) fn read(words: impl Iterator<Item = String>) -> Outcome<Self> {
        let mut args = Self::default();
        let mut words = words;
        while let Some(word) = words.next() {
            let Some(name) = word.strip_prefix("--") else {
                args.rest.push(word);
                continue;
            };
            let value = match name.split_once('=') {
                Some((_, value)) => value.to_owned(),
                None if FLAGS.contains(&name) => String::new(),
                None => words.next().ok_or_else(|| format!("--{name} needs a value"))?,
            };
            args.options.insert(name.split('=').next().unwrap_or(name).to_owned(), value);
        }
        Ok(args)
    }

    pub(crate) fn flag(&mut self, name: &str) -> bool {
        self.options.remove(name).is_some()
    }

    /// Whether an option is there, which stays.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.options.contains_key(name)
    }

    pub(crate) fn text(&mut self, name: &str) -> Option<String> {
        self.options.remove(name)
    }

    pub(crate) fn path(&mut self, name: &str) -> Option<PathBuf> {
        self.text(name).map(PathBuf::from)
    }

    pub(crate) fn number(&mut self, name: &str) -> Outcome<u64> {
        let value = self.text(name).ok_or_else(|| format!("--{name} N is missing"))?;
        value.parse().map_err(|_| format!("--{name}: {value:?} is no number"))
    }

    pub(crate) fn number_or(&mut self, name: &str, default: u64) -> Outcome<u64> {
        if self.options.contains_key(name) { self.number(name) } else { Ok(default) }
    }

    /// All words that are no options.
    pub(crate) fn words(&mut self) -> Vec<String> {
        std::mem::take(&mut self.rest)
    }

    /// The only word that is no option.
    pub(crate) fn file(&mut self) -> Outcome<PathBuf> {
        match self.rest.len() {
            1 => Ok(PathBuf::from(self.rest.remove(0))),
            _ => Err("give one file".to_owned()),
        }
    }

    /// Complains about what is left.
    pub(crate) fn end(self) -> Outcome {
        match self.options.keys().next().map(|name| format!("--{name}")).or(self.rest.first().cloned()) {
            Some(word) => Err(format!("{word} means nothing here\n\n{}", crate::USAGE)),
            None => Ok(()),
        }
    }
}
