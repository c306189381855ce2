//! The names under which passes sign what they make.

use kutip_lang::Lang;
use kutip_text::RuleId;

/// Passes count down from the top of the numbers, lexicon entries up from zero.
const NAMES: [&str; 10] = [
    "pass/blocks",
    "pass/quotes",
    "pass/times",
    "pass/amounts",
    "pass/mentions",
    "pass/statements",
    "pass/doubts",
    "pass/commitments",
    "pass/actors",
    "pass/places",
];

pub(crate) const BLOCKS: RuleId = RuleId(u32::MAX);
pub(crate) const QUOTES: RuleId = RuleId(u32::MAX - 1);
pub(crate) const TIMES: RuleId = RuleId(u32::MAX - 2);
pub(crate) const AMOUNTS: RuleId = RuleId(u32::MAX - 3);
pub(crate) const MENTIONS: RuleId = RuleId(u32::MAX - 4);
pub(crate) const STATEMENTS: RuleId = RuleId(u32::MAX - 5);
pub(crate) const DOUBTS: RuleId = RuleId(u32::MAX - 6);
pub(crate) const COMMITMENTS: RuleId = RuleId(u32::MAX - 7);
pub(crate) const ACTORS: RuleId = RuleId(u32::MAX - 8);
pub(crate) const PLACES: RuleId = RuleId(u32::MAX - 9);

/// The name of a rule, as the record writes it in `by`: `id/cues/mengatakan`, `pass/quotes`.
#[must_use]
pub fn rule_name(lang: &Lang, rule: RuleId) -> &str {
    NAMES.get((u32::MAX - rule.0) as usize).copied().or_else(|| lang.rule(rule)).unwrap_or_default()
}
