//! A language, compiled: from words to what is known of them.

use super::amountwords::{NumberWord, UnitKind, UnitWord};
use super::class::{Class, ClassSet};
use super::eventwords::{EventForm, EventWord, Hint};
use super::frame::Frame;
use super::placewords::{ActorWord, Coordinates, Namesake, PactWord, PlaceWord};
use super::timewords::TimeWord;
use super::words::{Strings, Words};
use kutip_text::RuleId;
use kutip_text::scan::is_hidden;
use serde::{Deserialize, Serialize};

/// A word of the tables. Number zero is every word that the tables do not know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct WordId(pub u32);

impl WordId {
    /// A word that the tables do not know.
    pub const UNKNOWN: WordId = WordId(0);
}

/// How a phrase has to be written in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Case {
    /// As you like.
    Any,
    /// Each word begins with a capital, but for words of three letters and less and those that the table writes small;
    /// one has a capital or is no word of prose (*detikcom*, *kompas.com*).
    Capital,
    /// Letter for letter as in the table (abbreviations).
    Exact,
}

/// What a phrase means. The numbers are places in the tables of [`Lang`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sense {
    /// A word of a class.
    Class(Class),
    /// A cue.
    Cue(u32),
    /// A word that marks a channel.
    Channel(u32),
    /// A state, and by which kind of name.
    State(u32, StateName),
    /// An outlet or agency.
    Outlet(u32),
    /// A body.
    Body(u32),
    /// A region or city.
    Region(u32),
    /// A word of times: the entry's number in `times.toml`.
    Time(u32),
    /// A word of numbers: the entry's number in `numbers.toml`.
    Number(u32),
    /// A unit or counted noun: the entry's number in `units.toml`.
    Unit(u32),
    /// A word that names an act: the entry's number in [`Lang::events`], and in which form.
    Event(u32, EventForm),
    /// A word that says something of an act beside it.
    Hint(Hint),
    /// A noun that stands for somebody: the entry's number in [`Lang::actor_words`].
    Actor(u32),
    /// A word of places: the entry's number in [`Lang::place_words`].
    Place(u32),
    /// A word of pacts: the entry's number in [`Lang::pact_words`].
    Pact(u32),
}

/// By what a state is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StateName {
    /// Its usual name or another name of it.
    Name,
    /// An abbreviation.
    Abbreviation,
    /// Its capital.
    Capital,
    /// The house of its government.
    House,
    /// Its people or adjective.
    Adjective,
}

/// One or several words with a meaning.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Phrase {
    /// The words after the first: where they begin in [`Phrases::rests`], and how many there are.
    pub(crate) rest: (u32, u16),
    /// The entry's number.
    pub(crate) rule: u32,
    /// How it must be written.
    pub case: Case,
    /// The number in [`Phrases::written`] of how the table writes it; for [`Case::Exact`] alone.
    pub(crate) written: Option<u32>,
    /// The words that the table writes small, a bit each from the lowest on: *untuk* in *Badan PBB untuk Pengungsi*.
    pub(crate) small: u32,
    /// What it means.
    pub sense: Sense,
}

impl Phrase {
    /// The entry.
    #[must_use]
    pub fn by(&self) -> RuleId {
        RuleId(self.rule)
    }

    /// Whether the table writes a word of it, counted from 0, without a capital; of the first 32 words alone.
    #[must_use]
    pub fn is_small(&self, word: usize) -> bool {
        word < 32 && self.small >> word & 1 == 1
    }

    /// How many words it has.
    #[must_use]
    pub fn words(&self) -> usize {
        usize::from(self.rest.1) + 1
    }
}

/// All phrases, by their first word.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Phrases {
    /// Sorted by first word, those of more words first.
    pub(crate) list: Vec<Phrase>,
    /// By word, the place of its first phrase.
    pub(crate) first: Vec<u32>,
    /// The further words of all phrases.
    pub(crate) rests: Vec<u32>,
    /// Forms that have to be written letter for letter.
    pub(crate) written: Strings,
}

/// What reports speech: the entries of `cues.toml`, or (with channels) `channels.toml`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Cue {
    /// The entry's name.
    pub lemma: Box<str>,
    /// The act, of the record's closed list.
    pub act: Box<str>,
    /// How it stands in a sentence, the best first.
    pub frames: Vec<Frame>,
    /// Whether, of a channel, it takes outlets of the table alone.
    pub known: bool,
    /// Whether it, a passive, reports only with its agent named.
    pub agent: bool,
    /// Whether it takes a bare object, too, so that content without a complementizer has to be a clause.
    pub object: bool,
    /// Whether content without a complementizer has to be a clause with a subject of its own.
    pub own: bool,
    pub(crate) rule: u32,
}

impl Cue {
    /// The entry.
    #[must_use]
    pub fn by(&self) -> RuleId {
        RuleId(self.rule)
    }
}

/// A row of `states.tsv`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct State {
    /// ISO 3166-1 alpha-3.
    pub iso3: Box<str>,
    /// The usual name.
    pub name: Box<str>,
}

/// A row of `outlets.tsv`, `bodies.tsv` or `regions.tsv`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Name {
    /// The full or usual name.
    pub name: Box<str>,
    /// The table's own kind of it.
    pub kind: Box<str>,
    /// The state that it belongs to.
    pub country: Option<Box<str>>,
    /// The state for which it speaks.
    pub acts_for: Option<Box<str>>,
    /// Forms that mean others, too.
    pub weak: Box<[Box<str>]>,
}

/// A row of `leaders.tsv`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Leader {
    /// The full name, then other forms, folded.
    pub names: Vec<Box<str>>,
    /// The state for which he or she acts.
    pub state: u32,
    /// The first year in office.
    pub from: i16,
    /// The last one.
    pub to: i16,
}

/// A language.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Lang {
    /// Its code: `id`.
    pub code: Box<str>,
    pub(crate) rules: Strings,
    pub(crate) words: Words,
    pub(crate) classes: Vec<ClassSet>,
    pub(crate) phrases: Phrases,
    /// Cues of speech.
    pub cues: Vec<Cue>,
    /// Words that mark a channel.
    pub channels: Vec<Cue>,
    /// States.
    pub states: Vec<State>,
    /// Outlets and agencies.
    pub outlets: Vec<Name>,
    /// Bodies.
    pub bodies: Vec<Name>,
    /// Regions and cities.
    pub regions: Vec<Name>,
    /// What each entry of `times.toml` does.
    pub time_words: Vec<TimeWord>,
    /// What each entry of `numbers.toml` does.
    pub number_words: Vec<NumberWord>,
    /// What each entry of `units.toml` does.
    pub unit_words: Vec<UnitWord>,
    /// Words that name acts: the entries of `events.toml`.
    pub events: Vec<EventWord>,
    /// What each entry of `actors.toml` says.
    pub actor_words: Vec<ActorWord>,
    /// What each entry of `places.toml` says.
    pub place_words: Vec<PlaceWord>,
    /// What each entry of `pacts.toml` says.
    pub pact_words: Vec<PactWord>,
    /// Where places lie, by name.
    pub coordinates: Vec<Coordinates>,
    /// Other places of names that the tables know, sorted by name.
    pub namesakes: Vec<Namesake>,
    /// With what passive verbs begin.
    pub passive: Option<Box<str>>,
    /// Persons who act for a state.
    pub leaders: Vec<Leader>,
    /// The code of the country where the language is at home.
    pub home: Option<Box<str>>,
    /// The mark between the thousands of written digits, and the one before the decimals.
    pub digit_marks: (char, char),
    pub(crate) verb_prefixes: Vec<Box<str>>,
    pub(crate) noun_forms: Vec<(Box<str>, Box<str>)>,
    pub(crate) suffixes: Vec<Box<str>>,
}

impl Lang {
    /// The word with this lower-case form ([`fold`]).
    #[must_use]
    pub fn word(&self, folded: &str) -> WordId {
        self.words.get(folded).map_or(WordId::UNKNOWN, |number| WordId(number + 1))
    }

    /// The state for which somebody of this name acts in a year; in any year where none is given.
    #[must_use]
    pub fn leader(&self, name: &str, year: Option<i16>) -> Option<u32> {
        let folded = fold(name);
        let found = self.leaders.iter().find(|leader| {
            year.is_none_or(|year| (leader.from..=leader.to).contains(&year))
                && leader.names.iter().any(|name| **name == *folded)
        })?;
        Some(found.state)
    }

    /// The full name, folded, of the leader who goes by another one.
    #[must_use]
    pub fn leader_called(&self, folded: &str) -> Option<&str> {
        let called = |leader: &&Leader| leader.names.iter().skip(1).any(|name| **name == *folded);
        self.leaders.iter().find(called)?.names.first().map(|name| &**name)
    }

    /// The word and, where it is not in the tables as it stands, the length in bytes of the clitic at its end
    /// (`ujarnya` is `ujar` and three bytes).
    #[must_use]
    pub fn word_and_clitic(&self, folded: &str) -> (WordId, usize) {
        let whole = self.word(folded);
        if whole == WordId::UNKNOWN {
            for suffix in &self.suffixes {
                if let Some(stem) = folded.strip_suffix(&**suffix) {
                    let stem = self.word(stem);
                    if stem != WordId::UNKNOWN {
                        return (stem, suffix.len());
                    }
                }
            }
        }
        (whole, 0)
    }

    /// How many bytes of a word are a clitic behind a word of the tables, whether or not they have both as one.
    #[must_use]
    pub fn clitic_len(&self, word: &str) -> usize {
        let found = self.suffixes.iter().find(|suffix| {
            word.strip_suffix(&***suffix).is_some_and(|stem| self.word(&fold(stem)) != WordId::UNKNOWN)
        });
        found.map_or(0, |suffix| suffix.len())
    }

    /// The classes of a single word.
    #[must_use]
    pub fn classes(&self, word: WordId) -> ClassSet {
        self.classes.get(word.0 as usize).copied().unwrap_or_default()
    }

    /// Whether the single word is of the class.
    #[must_use]
    pub fn is(&self, word: WordId, class: Class) -> bool {
        self.classes(word).has(class)
    }

    /// The phrases that begin with this word, those of more words first.
    #[must_use]
    pub fn phrases(&self, first: WordId) -> &[Phrase] {
        let place = first.0 as usize;
        match (self.phrases.first.get(place), self.phrases.first.get(place + 1)) {
            (Some(start), Some(end)) => {
                self.phrases.list.get(*start as usize..*end as usize).unwrap_or_default()
            }
            _ => &[],
        }
    }

    /// The words of a phrase after its first.
    pub fn rest(&self, phrase: &Phrase) -> impl Iterator<Item = WordId> {
        let (start, count) = (phrase.rest.0 as usize, usize::from(phrase.rest.1));
        self.phrases.rests.get(start..start + count).unwrap_or_default().iter().map(|word| WordId(*word))
    }

    /// How the table writes a phrase that has to be written so.
    #[must_use]
    pub fn written(&self, phrase: &Phrase) -> &str {
        phrase.written.and_then(|number| self.phrases.written.get(number)).unwrap_or_default()
    }

    /// The unit of ages: the entry of `units.toml` of the kind `age`.
    #[must_use]
    pub fn years(&self) -> Option<&UnitWord> {
        self.unit_words.iter().find(|word| word.kind == UnitKind::Age)
    }

    /// The name of a rule: `id/cues/mengatakan`.
    #[must_use]
    pub fn rule(&self, id: RuleId) -> Option<&str> {
        self.rules.get(id.0)
    }

    /// The classes of a word that the tables do not know, by its form alone; one with a capital is no verb.
    #[must_use]
    pub fn classes_by_form(&self, folded: &str, capital: bool) -> ClassSet {
        let mut classes = ClassSet::default();
        if !capital && self.has_verb_prefix(folded) {
            classes.insert(Class::Verb);
        }
        if self.has_noun_form(folded) {
            classes.insert(Class::NotName);
        }
        classes
    }

    /// The other place of a name, as an article writes it.
    #[must_use]
    pub fn namesake(&self, name: &str) -> Option<&Namesake> {
        if self.namesakes.is_empty() {
            return None;
        }
        let name = fold(name);
        let at = self.namesakes.binary_search_by(|row| (*row.name).cmp(&*name)).ok()?;
        self.namesakes.get(at)
    }

    fn has_noun_form(&self, folded: &str) -> bool {
        const STEM_LETTERS: usize = 4;
        self.noun_forms.iter().any(|(start, end)| {
            folded.len() >= start.len() + end.len() + STEM_LETTERS
                && folded.starts_with(&**start)
                && folded.ends_with(&**end)
        })
    }

    pub(crate) fn has_verb_prefix(&self, folded: &str) -> bool {
        self.verb_prefixes
            .iter()
            .any(|prefix| folded.len() > prefix.len() + 3 && folded.starts_with(&**prefix))
            && !self.is(self.word(folded), Class::NoVerb)
    }
}

/// The form under which a word is looked up: lower case, hidden characters left out, typographic apostrophes and
/// hyphens as the plain ones.
#[must_use]
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, &mut out);
    out
}

/// The same into a buffer that is emptied first.
pub fn fold_into(word: &str, out: &mut String) {
    out.clear();
    if word.is_ascii() {
        out.push_str(word);
        out.make_ascii_lowercase();
        if out.bytes().any(|b| b < b' ' || b == 0x7f) {
            out.retain(|c| !is_hidden(c));
        }
        return;
    }
    for c in word.chars() {
        match c {
            '\u{2019}' if word.chars().nth(1).is_some() => out.push('\''),
            '\u{2010}' | '\u{2011}' => out.push('-'),
            c if is_hidden(c) => {}
            c => out.extend(c.to_lowercase()),
        }
    }
}
