//! A language, compiled: from words to what is known of them.

use super::amountwords::{NumberWord, UnitKind, UnitWord};
use super::class::{Class, ClassSet};
use super::eventwords::{EventForm, EventWord, Hint, texts};
use super::frame::Frame;
use super::source::{Entry, LangError, Source, values};
use super::timewords::TimeWord;
use hashbrown::HashMap;
use kutip_text::RuleId;
use kutip_text::scan::{is_hidden, scan};

/// A word of the tables. Number zero is every word that the tables do not know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(pub u32);

impl WordId {
    /// A word that the tables do not know.
    pub const UNKNOWN: WordId = WordId(0);
}

/// How a phrase has to be written in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// As you like.
    Any,
    /// Each word begins with a capital, but for words of three letters and less.
    Capital,
    /// Letter for letter as in the table (abbreviations).
    Exact,
}

/// What a phrase means. The numbers are places in the tables of [`Lang`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// A word of times: the entry's number in [`Lang::times`].
    Time(u32),
    /// A word of numbers: the entry's number in [`Lang::numbers`].
    Number(u32),
    /// A unit or counted noun: the entry's number in [`Lang::units`].
    Unit(u32),
    /// A word that names an act: the entry's number in [`Lang::events`], and in which form.
    Event(u32, EventForm),
    /// A word that says something of an act beside it.
    Hint(Hint),
}

/// By what a state is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug)]
pub struct Phrase {
    /// The words after the first.
    pub rest: Box<[WordId]>,
    /// The entry.
    pub by: RuleId,
    /// How it must be written.
    pub case: Case,
    /// As the table writes it, for [`Case::Exact`].
    pub written: Box<str>,
    /// What it means.
    pub sense: Sense,
}

/// What reports speech: the entries of `cues.toml`, or (with channels) `channels.toml`.
#[derive(Clone, Debug)]
pub struct Cue {
    /// The entry's name.
    pub lemma: Box<str>,
    /// The act, of the record's closed list.
    pub act: Box<str>,
    /// How it stands in a sentence, the best first.
    pub frames: Vec<Frame>,
    /// Whether it takes a bare object, too, so that content without a complementizer has to be a clause.
    pub object: bool,
    /// The entry.
    pub by: RuleId,
}

/// A row of `states.tsv`.
#[derive(Clone, Debug)]
pub struct State {
    /// ISO 3166-1 alpha-3.
    pub iso3: Box<str>,
    /// The usual name.
    pub name: Box<str>,
}

/// A row of `outlets.tsv`, `bodies.tsv` or `regions.tsv`.
#[derive(Clone, Debug)]
pub struct Name {
    /// The full or usual name.
    pub name: Box<str>,
    /// The table's own kind of it.
    pub kind: Box<str>,
    /// The state that it belongs to.
    pub country: Option<Box<str>>,
    /// The state for which it speaks.
    pub acts_for: Option<Box<str>>,
}

/// A language.
#[derive(Debug)]
pub struct Lang {
    /// Its code: `id`.
    pub code: Box<str>,
    rules: Vec<Box<str>>,
    words: HashMap<Box<str>, WordId>,
    classes: Vec<ClassSet>,
    phrases: Vec<Vec<Phrase>>,
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
    /// Entries of `times.toml`, as they are.
    pub times: Vec<Entry>,
    /// Entries of `numbers.toml`, as they are.
    pub numbers: Vec<Entry>,
    /// Entries of `units.toml`, as they are.
    pub units: Vec<Entry>,
    /// What each of [`Lang::times`] does.
    pub time_words: Vec<TimeWord>,
    /// What each of [`Lang::numbers`] does.
    pub number_words: Vec<NumberWord>,
    /// What each of [`Lang::units`] does.
    pub unit_words: Vec<UnitWord>,
    /// Words that name acts: the entries of `events.toml`.
    pub events: Vec<EventWord>,
    /// The code of the country where the language is at home.
    pub home: Option<Box<str>>,
    /// The mark between the thousands of written digits, and the one before the decimals.
    pub digit_marks: (char, char),
    verb_prefixes: Vec<Box<str>>,
    noun_forms: Vec<(Box<str>, Box<str>)>,
    suffixes: Vec<Box<str>>,
}

/// Files whose entries are named after classes.
const CLASS_FILES: [&str; 3] = ["marks", "words", "people"];

impl Lang {
    /// Compiles a folder.
    ///
    /// # Errors
    /// When an entry is not of its file's form.
    pub fn compile(code: &str, source: &Source) -> Result<Self, LangError> {
        let mut lang = Self::empty(code);
        for file in CLASS_FILES {
            for entry in list(source, file) {
                lang.add_class(file, entry)?;
            }
        }
        lang.cues = lang.compile_cues("cues", source, Sense::Cue)?;
        lang.channels = lang.compile_cues("channels", source, Sense::Channel)?;
        lang.states = lang.compile_states(source)?;
        lang.outlets = lang.compile_names("outlets", source, Sense::Outlet)?;
        lang.bodies = lang.compile_names("bodies", source, Sense::Body)?;
        lang.regions = lang.compile_names("regions", source, Sense::Region)?;
        lang.times = lang.compile_entries("times", source, Sense::Time);
        lang.numbers = lang.compile_entries("numbers", source, Sense::Number);
        lang.units = lang.compile_entries("units", source, Sense::Unit);
        lang.time_words = lang.times.iter().map(TimeWord::of).collect::<Result<_, _>>()?;
        lang.number_words = lang.numbers.iter().map(NumberWord::of).collect::<Result<_, _>>()?;
        lang.unit_words = lang.units.iter().map(UnitWord::of).collect::<Result<_, _>>()?;
        for word in &lang.number_words {
            if let NumberWord::Marks { group, point } = word {
                lang.digit_marks = (*group, *point);
            }
        }
        lang.events = lang.compile_events(source)?;
        lang.add_common_words(source);
        for phrases in &mut lang.phrases {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        Ok(lang)
    }

    fn empty(code: &str) -> Self {
        Self {
            code: code.into(),
            rules: Vec::new(),
            words: HashMap::new(),
            classes: vec![ClassSet::default()],
            phrases: vec![Vec::new()],
            cues: Vec::new(),
            channels: Vec::new(),
            states: Vec::new(),
            outlets: Vec::new(),
            bodies: Vec::new(),
            regions: Vec::new(),
            times: Vec::new(),
            numbers: Vec::new(),
            units: Vec::new(),
            time_words: Vec::new(),
            number_words: Vec::new(),
            unit_words: Vec::new(),
            events: Vec::new(),
            home: None,
            digit_marks: (',', '.'),
            verb_prefixes: Vec::new(),
            suffixes: Vec::new(),
            noun_forms: Vec::new(),
        }
    }

    /// The word with this lower-case form ([`fold`]).
    #[must_use]
    pub fn word(&self, folded: &str) -> WordId {
        self.words.get(folded).copied().unwrap_or_default()
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
        self.phrases.get(first.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// The unit of ages: the entry of `units.toml` of the kind `age`.
    #[must_use]
    pub fn years(&self) -> Option<&UnitWord> {
        self.unit_words.iter().find(|word| word.kind == UnitKind::Age)
    }

    /// The name of a rule: `id/cues/mengatakan`.
    #[must_use]
    pub fn rule(&self, id: RuleId) -> Option<&str> {
        self.rules.get(id.0 as usize).map(|name| &**name)
    }

    fn add_rule(&mut self, file: &str, entry: &str) -> RuleId {
        let id = RuleId(u32::try_from(self.rules.len()).unwrap_or(u32::MAX));
        self.rules.push(format!("{}/{file}/{entry}", self.code).into());
        id
    }

    fn intern(&mut self, word: &str) -> WordId {
        let next = WordId(u32::try_from(self.classes.len()).unwrap_or(u32::MAX));
        let id = *self.words.entry(word.into()).or_insert(next);
        if id == next {
            self.classes.push(ClassSet::default());
            self.phrases.push(Vec::new());
        }
        id
    }

    /// Takes up one form of an entry.
    fn add_phrase(&mut self, written: &str, case: Case, by: RuleId, sense: Sense) {
        let mut pieces = Vec::new();
        scan(written, |_, span| pieces.push(span));
        let mut ids: Vec<WordId> = Vec::new();
        let mut at = 0;
        while at < pieces.len() {
            let mut span = pieces[at];
            // A word that the language writes with its dot is one token in articles, so it is one here.
            if let Some(next) = pieces.get(at + 1)
                && next.start == span.end
                && matches!(sense, Sense::Class(_))
                && written[next.range()] == *"."
                && pieces.len() > 1
            {
                span = span.to(*next);
                at += 1;
            }
            ids.push(self.intern(&fold(&written[span.range()])));
            at += 1;
        }
        let Some((first, rest)) = ids.split_first() else { return };
        if let (Sense::Class(class), []) = (sense, rest) {
            self.classes[first.0 as usize].insert(class);
            match class {
                Class::CliticThird => self.suffixes.push(written.into()),
                Class::VerbPrefix => self.verb_prefixes.push(written.into()),
                Class::NounForm => {
                    if let Some((start, end)) = written.split_once('-') {
                        self.noun_forms.push((start.into(), end.into()));
                    }
                }
                _ => {}
            }
        }
        self.phrases[first.0 as usize].push(Phrase { rest: rest.into(), by, case, written: written.into(), sense });
    }

    fn add_class(&mut self, file: &str, entry: &Entry) -> Result<(), LangError> {
        let class = Class::ALL.iter().find(|class| class.name() == entry.name).ok_or_else(|| {
            LangError::entry(&format!("{file}.toml"), &entry.name, "is no class that the engine asks for")
        })?;
        let by = self.add_rule(file, &entry.name);
        for word in &entry.words {
            self.add_phrase(word, Case::Any, by, Sense::Class(*class));
        }
        Ok(())
    }

    /// Words that are written small within a sentence; a form with a clitic only where the form without it is none.
    fn add_common_words(&mut self, source: &Source) {
        let Some(table) = source.tables.get("common") else { return };
        let words: Vec<&str> = table.rows.iter().filter_map(|row| row.first()).map(String::as_str).collect();
        let suffixes = self.suffixes.clone();
        let stem = |word: &'_ str| suffixes.iter().find_map(|suffix| word.strip_suffix(&**suffix).map(str::len));
        for clitic in [false, true] {
            for word in words.iter().filter(|word| stem(word).is_some() == clitic) {
                if stem(word).is_none_or(|length| self.word(&word[..length]) == WordId::UNKNOWN) {
                    let id = self.intern(word);
                    self.classes[id.0 as usize].insert(Class::NotName);
                }
            }
        }
        let forms: Vec<(Box<str>, WordId)> = self.words.iter().map(|(form, id)| (form.clone(), *id)).collect();
        for (form, id) in forms {
            if self.has_verb_prefix(&form) {
                self.classes[id.0 as usize].insert(Class::Verb);
            }
        }
    }

    /// The classes of a word that the tables do not know, by its form alone.
    #[must_use]
    pub fn classes_by_form(&self, folded: &str) -> ClassSet {
        let mut classes = ClassSet::default();
        if self.has_verb_prefix(folded) {
            classes.insert(Class::Verb);
        }
        if self.has_noun_form(folded) {
            classes.insert(Class::NotName);
        }
        classes
    }

    fn has_noun_form(&self, folded: &str) -> bool {
        const STEM_LETTERS: usize = 4;
        self.noun_forms.iter().any(|(start, end)| {
            folded.len() >= start.len() + end.len() + STEM_LETTERS && folded.starts_with(&**start) && folded.ends_with(&**end)
        })
    }

    fn has_verb_prefix(&self, folded: &str) -> bool {
        self.verb_prefixes.iter().any(|prefix| folded.len() > prefix.len() + 3 && folded.starts_with(&**prefix))
            && !self.is(self.word(folded), Class::NoVerb)
    }

    fn compile_cues(
        &mut self,
        file: &str,
        source: &Source,
        sense: fn(u32) -> Sense,
    ) -> Result<Vec<Cue>, LangError> {
        let mut cues = Vec::new();
        for entry in list(source, file) {
            let problem = |text: String| LangError::entry(&format!("{file}.toml"), &entry.name, text);
            let by = self.add_rule(file, &entry.name);
            let mut frames: Vec<Frame> =
                entry.frames.iter().map(|frame| Frame::parse(frame)).collect::<Result<_, _>>().map_err(problem)?;
            for slot in frames.iter_mut().flat_map(|frame| frame.before.iter_mut().chain(&mut frame.after)) {
                if let Some(lead) = &mut slot.lead {
                    lead.ids = lead.words.iter().map(|word| self.intern(word).0).collect();
                }
            }
            for word in &entry.words {
                self.add_phrase(word, Case::Any, by, sense(index(&cues)));
            }
            cues.push(Cue {
                lemma: entry.name.as_str().into(),
                act: entry.text("act").unwrap_or_default().into(),
                frames,
                object: entry.flag("object"),
                by,
            });
        }
        Ok(cues)
    }

    fn compile_states(&mut self, source: &Source) -> Result<Vec<State>, LangError> {
        let Some(table) = source.tables.get("states") else { return Ok(Vec::new()) };
        let column = |name: &str| {
            table.column(name).ok_or_else(|| LangError::file("states.tsv", format!("has no column '{name}'")))
        };
        let (iso3, name) = (column("iso3")?, column("name")?);
        let kinds = [
            ("aliases", StateName::Name),
            ("abbreviations", StateName::Abbreviation),
            ("capital", StateName::Capital),
            ("houses", StateName::House),
            ("people", StateName::Adjective),
        ];
        let mut states = Vec::new();
        for row in &table.rows {
            let by = self.add_rule("states", &row[iso3]);
            let number = index(&states);
            // Forms that also mean something else.
            let weak: Vec<&str> = table.column("weak").map_or(Vec::new(), |at| values(&row[at]).collect());
            self.add_phrase(&row[name], Case::Capital, by, Sense::State(number, StateName::Name));
            for (column, kind) in kinds {
                let case = if kind == StateName::Abbreviation { Case::Exact } else { Case::Capital };
                let forms = values(table.column(column).map_or("", |at| row[at].as_str()));
                for form in forms.filter(|form| !weak.contains(form)) {
                    self.add_phrase(form, case, by, Sense::State(number, kind));
                }
            }
            states.push(State { iso3: row[iso3].as_str().into(), name: row[name].as_str().into() });
        }
        Ok(states)
    }

    fn compile_names(
        &mut self,
        file: &str,
        source: &Source,
        sense: fn(u32) -> Sense,
    ) -> Result<Vec<Name>, LangError> {
        let Some(table) = source.tables.get(file) else { return Ok(Vec::new()) };
        let Some(name) = table.column("name") else {
            return Err(LangError::file(&format!("{file}.tsv"), "has no column 'name'"));
        };
        let cell = |row: &[String], column: &str| -> Option<Box<str>> {
            table.column(column).map(|at| row[at].as_str()).filter(|value| !value.is_empty()).map(Into::into)
        };
        let mut names = Vec::new();
        for row in &table.rows {
            let by = self.add_rule(file, &row[name]);
            let number = index(&names);
            let aliases = cell(row, "aliases").unwrap_or_default();
            let weak = cell(row, "weak").unwrap_or_default();
            for form in std::iter::once(row[name].as_str()).chain(values(&aliases)) {
                if values(&weak).any(|other| other == form) {
                    continue;
                }
                let case = if is_abbreviation(form) { Case::Exact } else { Case::Capital };
                self.add_phrase(form, case, by, sense(number));
            }
            names.push(Name {
                name: row[name].as_str().into(),
                kind: cell(row, "kind").unwrap_or_default(),
                country: cell(row, "state").or_else(|| cell(row, "country")),
                acts_for: cell(row, "acts_for"),
            });
        }
        Ok(names)
    }

    /// Words that name acts, in each of their forms, and the words that say something of an act.
    fn compile_events(&mut self, source: &Source) -> Result<Vec<EventWord>, LangError> {
        let mut events = Vec::new();
        for entry in list(source, "events") {
            let by = self.add_rule("events", &entry.name);
            let number = index(&events);
            let word = EventWord::of(entry, |word| self.intern(word).0)?;
            // An entry of nouns alone has no verb of its own name.
            let named = entry.words.len() == 1 && entry.words[0] == entry.name;
            let nouns = [("passive", EventForm::Passive), ("deeds", EventForm::Deed), ("doings", EventForm::Doing)];
            let only_nouns = named && entry.flag("noun");
            for written in entry.words.iter().filter(|_| !only_nouns) {
                self.add_phrase(written, Case::Any, by, Sense::Event(number, EventForm::Active));
            }
            for (key, form) in nouns {
                for written in texts(entry, key) {
                    self.add_phrase(&written, Case::Any, by, Sense::Event(number, form));
                }
            }
            events.push(word);
        }
        for entry in list(source, "modality") {
            let by = self.add_rule("modality", &entry.name);
            let hint = Hint::of(entry)?;
            self.home = entry.text("state").map(Into::into).or_else(|| self.home.take());
            for written in &entry.words {
                self.add_phrase(written, Case::Any, by, Sense::Hint(hint));
            }
        }
        Ok(events)
    }

    fn compile_entries(&mut self, file: &str, source: &Source, sense: fn(u32) -> Sense) -> Vec<Entry> {
        let mut entries = Vec::new();
        for entry in list(source, file) {
            let by = self.add_rule(file, &entry.name);
            for word in &entry.words {
                self.add_phrase(word, Case::Any, by, sense(index(&entries)));
            }
            entries.push(entry.clone());
        }
        entries
    }
}

fn list<'a>(source: &'a Source, file: &str) -> &'a [Entry] {
    source.lists.get(file).map_or(&[], Vec::as_slice)
}

fn index<T>(items: &[T]) -> u32 {
    u32::try_from(items.len()).unwrap_or(u32::MAX)
}

/// All capitals: has to be written so, because the same letters in lower case are another word.
fn is_abbreviation(form: &str) -> bool {
    form.len() > 1 && form.chars().all(|c| !c.is_lowercase()) && form.chars().any(char::is_uppercase)
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
