//! The name in a phrase: its head is a proper name, and what belongs to it stands before.

use std::cmp::Reverse;
use std::ops::Range;

use kutip_learn::names::NameKind;

use super::terms::Terms;

/// A word of a sentence.
pub(super) struct Word<'a> {
    pub(super) form: &'a str,
    pub(super) upos: String,
    pub(super) plural: bool,
    /// Whether it stands right behind the word before.
    pub(super) glued: bool,
}

/// A phrase that means something.
pub(super) struct Phrase {
    pub(super) words: Range<usize>,
    pub(super) kind: Option<NameKind>,
    pub(super) sure: bool,
    /// Whether the set calls it a name.
    pub(super) is_name: bool,
}

/// A sentence with the phrases that are marked in it.
pub(super) struct Sentence<'a> {
    pub(super) words: Vec<Word<'a>>,
    pub(super) phrases: Vec<Phrase>,
}

/// A name: its words, and what it means where that is known.
type Name = (Range<usize>, Option<NameKind>);

/// Small words within names of bodies and places.
const LINKS: [&str; 20] = [
    "of", "for", "and", "&", "the", "on", "de", "du", "des", "la", "le", "del", "di", "upon", "y", "los",
    "ad", "al", "el", "az",
];
/// Small words within names of persons.
const PARTICLES: [&str; 20] = [
    "de", "van", "von", "der", "den", "bin", "ibn", "bint", "al", "el", "ul", "da", "dos", "del", "della",
    "la", "le", "di", "du", "y",
];
/// What a hyphen joins to a name though it is small.
const ARTICLES: [&str; 8] = ["al", "el", "ar", "as", "ash", "an", "ad", "ul"];
/// After these an 's is part of a name.
const OWNERS: [&str; 9] =
    ["women", "children", "people", "men", "workers", "king", "queen", "mcdonald", "veterans"];
/// Heads that make no name of the name behind them: *Members of Congress*.
const NO_HEADS: [&str; 4] = ["government", "governments", "members", "people"];
/// Words that say that none in particular is meant.
const VAGUE: [&str; 8] = ["a", "an", "another", "any", "some", "no", "every", "each"];
/// The longest title, in words.
const LONGEST_TITLE: usize = 5;

/// The names of a sentence, none within another.
pub(super) fn names(sentence: &Sentence<'_>, terms: &Terms) -> Vec<Name> {
    let named = |phrase: &Phrase| Some((Finder { sentence, terms, phrase }.name()?, phrase.kind));
    let mut all: Vec<Name> = sentence.phrases.iter().filter_map(named).collect();
    for (words, kind) in &mut all {
        let text = sentence.text(words);
        if terms.has("unions", &text) {
            *kind = Some(NameKind::Organisation);
        } else if terms.has("states", &text)
            || (*kind != Some(NameKind::Person) && terms.has("cities", &text))
        {
            *kind = Some(NameKind::Place);
        }
    }
    all.sort_by_key(|(words, kind)| (Reverse(words.len()), words.start, kind.is_none()));
    let mut out: Vec<Name> = Vec::new();
    for (words, kind) in all {
        if !out.iter().any(|(other, _)| other.start < words.end && words.start < other.end) {
            out.push((words, kind));
        }
    }
    out.sort_by_key(|(words, _)| words.start);
    out
}

impl Sentence<'_> {
    /// Words as they stand, a blank between.
    pub(super) fn text(&self, words: &Range<usize>) -> String {
        let mut out = String::new();
        for (nth, word) in self.words[words.clone()].iter().enumerate() {
            if nth > 0 && !word.glued {
                out.push(' ');
            }
            out.push_str(word.form);
        }
        out
    }
}

/// Finds the name in a phrase.
struct Finder<'a> {
    sentence: &'a Sentence<'a>,
    terms: &'a Terms,
    phrase: &'a Phrase,
}

/// What a word is to the head of a phrase.
enum Step {
    /// It may be part of it.
    Part,
    /// It and all before say more of it.
    Before,
    /// The words up to this one are those of an office: *Ambassador to France*.
    Behind(usize),
    /// The head ended before it.
    End,
    /// The phrase has several heads.
    Several,
}

impl Finder<'_> {
    fn name(&self) -> Option<Range<usize>> {
        let mut words = self.phrase.words.clone();
        while words.end > words.start && self.is_mark(words.end - 1) {
            words.end -= 1;
        }
        let (mut bare, mut vague) = (true, false);
        while words.start < words.end {
            let upos = self.word(words.start).upos.as_str();
            let mark = self.is_mark(words.start);
            let determines = upos == "DET" || upos == "PRON" || self.small(words.start) == "the";
            if !(mark || determines && words.len() > 1) {
                break;
            }
            vague |= VAGUE.contains(&self.small(words.start).as_str());
            bare &= mark;
            words.start += 1;
        }
        let mut run = self.run(&self.head(words)?)?;
        let single = |run: &Range<usize>| run.len() == 1;
        if self.is_person() {
            let after = self.after_titles(&run);
            let titled = after > run.start;
            run.start = after;
            let people = |at: usize| self.terms.has("demonyms", self.word(at).form);
            while run.len() > 1 && people(run.start) {
                run.start += 1;
            }
            let is_people = single(&run) && (self.word(run.start).plural || !bare && !titled);
            if is_people {
                return None;
            }
        } else if !single(&run) && self.opens(run.start) && self.is_common(run.start) {
            run.start += 1;
        }
        let fits = run.start < run.end && !vague && self.is_proper(&run);
        (fits && (self.phrase.sure || !self.is_before_title(&run))).then_some(run)
    }

    fn word(&self, at: usize) -> &Word<'_> {
        &self.sentence.words[at]
    }

    fn is_person(&self) -> bool {
        self.phrase.kind == Some(NameKind::Person)
    }

    fn is_mark(&self, at: usize) -> bool {
        let form = self.word(at).form;
        matches!(form, "'s" | "’s") || !form.contains(char::is_alphanumeric)
    }

    fn small(&self, at: usize) -> String {
        self.sentence.words.get(at).map_or_else(String::new, |word| word.form.to_lowercase())
    }

    /// Whether a word can be one of a name by its letters.
    fn is_named(&self, at: usize) -> bool {
        let word = self.sentence.words.get(at);
        word.is_some_and(|word| word.form.contains(char::is_uppercase) && word.upos != "PRON")
    }

    /// *5th*.
    fn is_ordinal(&self, at: usize) -> bool {
        let small = self.small(at);
        let ends = ["st", "nd", "rd", "th"].iter().any(|end| small.ends_with(end));
        ends && small.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether it is a word that is mostly small, with the capital of a sentence's start.
    fn is_common(&self, at: usize) -> bool {
        self.terms.has("small", self.word(at).form) && self.word(at).upos != "PROPN"
    }

    /// Whether no word stands before.
    fn opens(&self, at: usize) -> bool {
        self.sentence.words[..at].iter().all(|word| !word.form.contains(char::is_alphanumeric))
    }

    /// The part of a phrase that ends with its head: up to the first comma, verb or small word that no name holds.
    fn head(&self, words: Range<usize>) -> Option<Range<usize>> {
        let mut out = words.start..words.start;
        let mut at = words.start;
        while at < words.end {
            at = match self.step(&(out.start..at), words.end) {
                Step::Part => at + 1,
                Step::Before => {
                    out.start = at + 1;
                    at + 1
                }
                Step::Behind(end) => {
                    out.start = end;
                    end
                }
                Step::End => break,
                Step::Several => return None,
            };
        }
        out.end = at;
        Some(out)
    }

    /// What the word after the words before is to the head.
    fn step(&self, before: &Range<usize>, end: usize) -> Step {
        let at = before.end;
        let word = self.word(at);
        let small = self.small(at);
        if matches!(word.form, "'s" | "’s") {
            let owned = at > before.start && OWNERS.contains(&self.small(at - 1).as_str());
            return if owned && self.is_named(at + 1) { Step::Part } else { Step::Before };
        }
        if self.is_mark(at) {
            let joins =
                word.form == "&" || word.glued && matches!(word.form, "-" | "–" | "'" | "’" | "." | "!");
            return if joins { Step::Part } else { Step::End };
        }
        let binds =
            matches!(word.upos.as_str(), "ADP" | "SCONJ" | "CCONJ" | "PRON" | "AUX" | "VERB" | "PART");
        if !binds || self.is_named(at) || self.is_person() && PARTICLES.contains(&small.as_str()) {
            return Step::Part;
        }
        if let Some(end) = self.behind_office(before).filter(|_| self.is_person()) {
            return Step::Behind(end);
        }
        let named = before.clone().any(|place| self.is_named(place));
        let modified = before.clone().any(|place| self.word(place).upos == "NOUN");
        match word.upos.as_str() {
            "VERB" if !named && !modified => Step::Before,
            "CCONJ" if !named => Step::Before,
            _ if !self.is_person() && self.links(at, end) => Step::Part,
            "CCONJ" => Step::Several,
            _ => Step::End,
        }
    }

    /// Whether a small word stands within a name: between capitals, and no other phrase begins behind an *and*.
    fn links(&self, at: usize, end: usize) -> bool {
        let next = if self.small(at + 1) == "the" { at + 2 } else { at + 1 };
        let begins = |place| {
            let others = self.sentence.phrases.iter();
            others.filter(|other| other.kind.is_some()).any(|other| other.words.start == place)
        };
        LINKS.contains(&self.small(at).as_str())
            && at > self.phrase.words.start
            && self.is_named(at - 1)
            && next < end
            && self.is_named(next)
            && !(self.small(at) == "and" && (begins(at + 1) || begins(next)))
    }

    /// Where the words of an office end of which there is more than a title: *Ambassador to France Ana Hale*.
    fn behind_office(&self, title: &Range<usize>) -> Option<usize> {
        if title.is_empty() || self.after_titles(title) != title.end {
            return None;
        }
        let inner = |place: usize| {
            let others = self.sentence.phrases.iter().filter(|other| other.words.start == place);
            others.map(|other| other.words.end).filter(|&end| end < self.phrase.words.end).min()
        };
        inner(title.end + 1).filter(|&end| self.is_named(end))
    }

    /// The words with capitals that end the head, small ones that belong to them between.
    fn run(&self, head: &Range<usize>) -> Option<Range<usize>> {
        let mut end = head.end;
        while end > head.start && self.is_mark(end - 1) {
            end -= 1;
        }
        let last = end.checked_sub(1).filter(|&last| last >= head.start)?;
        let counted = self.word(last).form.bytes().all(|byte| byte.is_ascii_digit());
        let ends = self.is_named(last) || counted && last > head.start && self.is_named(last - 1);
        if !ends {
            return None;
        }
        let mut start = last;
        while let Some(before) = self.belongs(head.start, start) {
            start = before;
        }
        self.without_heads(&(start..end))
    }

    /// The start of the words that belong to the name that starts here, if there are any before it.
    fn belongs(&self, from: usize, start: usize) -> Option<usize> {
        let before = start.checked_sub(1).filter(|&before| before >= from)?;
        let further = before.checked_sub(1).filter(|&further| further >= from);
        let small = self.small(before);
        if self.word(start).glued && matches!(self.word(before).form, "-" | "–") {
            let joined = |&at: &usize| self.is_named(at) || ARTICLES.contains(&self.small(at).as_str());
            return further.filter(|_| self.word(before).glued).filter(joined);
        }
        if self.is_named(before) || !self.is_person() && self.is_ordinal(before) {
            return Some(before);
        }
        let links: &[&str] = if self.is_person() { &PARTICLES } else { &LINKS };
        let binds =
            links.contains(&small.as_str()) || matches!(small.as_str(), "&" | "'s" | "’s" | "'" | "’");
        let goes_on = further.is_some_and(|further| self.is_named(further) || small == "the");
        (binds && goes_on).then_some(before)
    }

    /// A run without small words at its start, and without heads that are no part of a name.
    fn without_heads(&self, run: &Range<usize>) -> Option<Range<usize>> {
        let begins = |&at: &usize| {
            self.is_named(at) || self.is_ordinal(at) || ARTICLES.contains(&self.small(at).as_str())
        };
        let (start, mut end) = (run.clone().find(begins)?, run.end);
        let is_none = |at: usize| NO_HEADS.contains(&self.small(at).as_str());
        if is_none(start) && self.small(start + 1) == "of" {
            return None;
        }
        if start + 1 < end && is_none(end - 1) {
            let rest = self.sentence.text(&(start..end - 1));
            end -= usize::from(["states", "demonyms"].iter().any(|list| self.terms.has(list, &rest)));
        }
        Some(start..end)
    }

    /// Where the last title of a run ends; its start where there is none.
    fn after_titles(&self, run: &Range<usize>) -> usize {
        let mut out = run.start;
        for start in run.clone() {
            // Martin Luther King
            let is_first = |at: usize| self.terms.has("first", self.word(at).form);
            let surname = start + 1 == run.end && (run.start..start).any(is_first);
            let ends = (start + 1..=run.end.min(start + LONGEST_TITLE)).rev();
            let title = ends
                .filter(|_| !surname)
                .find(|&end| self.terms.has("titles", &self.sentence.text(&(start..end))));
            out = out.max(title.unwrap_or(out));
        }
        out
    }

    fn is_before_title(&self, run: &Range<usize>) -> bool {
        run.len() == 1 && self.terms.has("titles", &self.small(run.end))
    }

    /// Whether the words are a name at all, and no adjective, people, day or noun with a capital.
    fn is_proper(&self, run: &Range<usize>) -> bool {
        let text = self.sentence.text(run);
        let last = self.word(run.end - 1).form;
        let is_plural = last.ends_with('s') || last.ends_with("men");
        let people = last.strip_suffix('s').unwrap_or(last).replace("men", "man");
        let among = |text: &str, lists: &[&str]| lists.iter().any(|list| self.terms.has(list, text));
        let first = self.word(run.start);
        let start = run.len() == 1
            && self.opens(run.start)
            && !self.phrase.is_name
            && !first.form.chars().skip(1).any(char::is_uppercase)
            && (self.terms.has("small", first.form)
                || matches!(first.upos.as_str(), "ADJ" | "DET" | "ADV" | "PRON")
                || first.upos == "NOUN" && first.plural);
        text.len() > 1
            && !start
            && !among(&text, &["others", "common", "demonyms", "titles"])
            && !(among(&people, &["demonyms"]) && (is_plural || self.is_person()))
    }
}
