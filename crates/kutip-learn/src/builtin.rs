//! The models that ship, each read when it is first asked for.

use crate::cut::Rules;
use crate::grammar::Grammar;
use std::sync::OnceLock;

include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// The bytes of a file of a language's folder: `tagger.bin`.
#[must_use]
pub fn file(code: &str, name: &str) -> Option<&'static [u8]> {
    FILES.iter().find(|(language, file, _)| *language == code && *file == name).map(|(.., bytes)| *bytes)
}

/// The codes of the languages whose text can be cut and whose words can be read.
#[must_use]
pub fn codes() -> Vec<&'static str> {
    let with_rules = FILES.iter().filter(|(_, file, _)| *file == "cut.toml");
    with_rules.map(|(code, ..)| *code).collect()
}

/// How a language is cut.
pub(crate) fn rules(code: &str) -> Option<Rules> {
    let text = std::str::from_utf8(file(code, "cut.toml")?).ok()?;
    Rules::parse(text).ok().map(|(rules, _)| rules)
}

/// A language's models, once they were asked for.
type Lazy = OnceLock<Option<Grammar>>;

/// What reads the sentences of a language; none where the language is not built in.
#[must_use]
pub fn grammar(code: &str) -> Option<&'static Grammar> {
    static GRAMMARS: OnceLock<Vec<(&'static str, Lazy)>> = OnceLock::new();
    let all = GRAMMARS.get_or_init(|| codes().into_iter().map(|code| (code, Lazy::new())).collect());
    let (code, grammar) = all.iter().find(|(known, _)| *known == code)?;
    grammar.get_or_init(|| Grammar::builtin(code)).as_ref()
}
