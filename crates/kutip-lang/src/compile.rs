//! From a folder to a language: words get their numbers, entries their senses.

use super::amountwords::{NumberWord, UnitWord};
use super::class::{Class, ClassSet};
use super::error::{At, Expected, Fault, LangError};
use super::eventwords::{EventForm, EventWord, Hint};
use super::frame::Frame;
use super::lang::{Case, Cue, Lang, Leader, Name, Phrase, Phrases, Sense, State, StateName, WordId, fold};
use super::placewords::{ActorWord, Coordinates, Namesake, PactWord, PlaceWord};
use super::source::{Entry, Row, Source, Table, values};
use super::timewords::TimeWord;
use super::words::Strings;
use kutip_text::RuleId;
use kutip_text::scan::scan;

/// Files whose entries are named after classes.
pub(crate) const CLASS_FILES: [&str; 3] = ["marks", "words", "people"];

/// What the names of a newsroom's own entries begin with, where those of built-in ones have the language.
pub const OWN: &str = "own";

impl Lang {
    /// Compiles a folder.
    ///
    /// # Errors
    /// When an entry is not of its file's form.
    pub fn compile(code: &str, source: &Source) -> Result<Self, LangError> {
        let mut lang = Self {
            code: code.into(),
            classes: vec![ClassSet::default()],
            digit_marks: (',', '.'),
            ..Self::default()
        };
        let mut phrases = Drafts::default();
        for file in CLASS_FILES {
            for entry in source.list(file) {
                lang.add_class(&mut phrases, file, entry)?;
            }
        }
        lang.cues = lang.compile_cues(&mut phrases, "cues", source, Sense::Cue)?;
        lang.channels = lang.compile_cues(&mut phrases, "channels", source, Sense::Channel)?;
        let first_name = lang.classes.len();
        lang.states = lang.compile_states(&mut phrases, source)?;
        lang.outlets = lang.compile_names(&mut phrases, "outlets", source, Sense::Outlet)?;
        let first_body = lang.classes.len();
        lang.bodies = lang.compile_names(&mut phrases, "bodies", source, Sense::Body)?;
        let bodies = first_body..lang.classes.len();
        lang.regions = lang.compile_names(&mut phrases, "regions", source, Sense::Region)?;
        let names = first_name..lang.classes.len();
        let times = lang.compile_entries(&mut phrases, "times", source, Sense::Time);
        let numbers = lang.compile_entries(&mut phrases, "numbers", source, Sense::Number);
        let units = lang.compile_entries(&mut phrases, "units", source, Sense::Unit);
        lang.time_words = times.iter().map(TimeWord::of).collect::<Result<_, _>>()?;
        lang.number_words = numbers.iter().map(NumberWord::of).collect::<Result<_, _>>()?;
        lang.unit_words = units.iter().map(UnitWord::of).collect::<Result<_, _>>()?;
        for word in &lang.number_words {
            if let NumberWord::Marks { group, point } = word {
                lang.digit_marks = (*group, *point);
            }
        }
        lang.events = lang.compile_events(&mut phrases, source)?;
        lang.leaders = lang.compile_leaders(source)?;
        let first_noun = lang.classes.len();
        let actors = lang.compile_entries(&mut phrases, "actors", source, Sense::Actor);
        let places = lang.compile_entries(&mut phrases, "places", source, Sense::Place);
        let pacts = lang.compile_entries(&mut phrases, "pacts", source, Sense::Pact);
        lang.actor_words = actors.iter().map(ActorWord::of).collect::<Result<_, _>>()?;
        lang.place_words = places.iter().map(PlaceWord::of).collect::<Result<_, _>>()?;
        lang.pact_words = pacts.iter().map(PactWord::of).collect::<Result<_, _>>()?;
        lang.coordinates = coordinates(source)?;
        lang.namesakes = namesakes(source)?;
        lang.add_forms(first_noun..lang.classes.len());
        lang.add_forms(bodies); // *Pemberantasan*: a part of a name, and none by itself
        lang.add_common_words(source, &names);
        lang.phrases = phrases.finish(lang.classes.len());
        Ok(lang)
    }

    /// The name of an entry in the record: a newsroom's own ones are told from the built-in ones.
    fn add_rule(&mut self, own: bool, file: &str, entry: &str) -> RuleId {
        let code = if own { OWN } else { &*self.code };
        RuleId(self.rules.push(&format!("{code}/{file}/{entry}")))
    }

    fn intern(&mut self, word: &str) -> WordId {
        let id = WordId(self.words.intern(word) + 1);
        if id.0 as usize == self.classes.len() {
            self.classes.push(ClassSet::default());
        }
        id
    }

    /// Takes up one form of an entry.
    fn add_phrase(&mut self, phrases: &mut Drafts, written: &str, case: Case, by: RuleId, sense: Sense) {
        let mut pieces = Vec::new();
        scan(written, |_, span| pieces.push(span));
        let mut ids: Vec<WordId> = Vec::new();
        let mut small = 0;
        let mut at = 0;
        while at < pieces.len() {
            let mut span = pieces[at];
            // A word that the language writes with its dot is one token in articles, so it is one here.
            if let Some(next) = pieces.get(at + 1)
                && next.start == span.end
                && written[next.range()] == *"."
                && pieces.len() > 1
                && (matches!(sense, Sense::Class(_))
                    || case == Case::Capital && self.is_abbreviated(&written[span.to(*next).range()]))
            {
                span = span.to(*next);
                at += 1;
            }
            if case == Case::Capital && written[span.range()].starts_with(char::is_lowercase) {
                small |= 1_u32.checked_shl(index(&ids)).unwrap_or(0);
            }
            ids.push(self.intern(&fold(&written[span.range()])));
            at += 1;
        }
        // Whether an abbreviation and its dot are one token is known only when all words are: it may be both.
        if let [word, dot] = pieces.as_slice()
            && ids.len() == 2
            && word.end == dot.start
            && written[dot.range()] == *"."
        {
            let joined = self.intern(&fold(written));
            phrases.push(joined, &[], Form { by, case, written, small }, sense);
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
        phrases.push(*first, rest, Form { by, case, written, small }, sense);
    }

    /// Whether a word with its dot is one token (*Kab.*); the classes of words are compiled before the names.
    fn is_abbreviated(&self, word: &str) -> bool {
        self.is(self.word(&fold(word)), Class::Abbreviation)
    }

    fn add_class(&mut self, phrases: &mut Drafts, file: &str, entry: &Entry) -> Result<(), LangError> {
        let class = Class::ALL.iter().find(|class| class.name() == entry.name).ok_or_else(|| {
            let names: Vec<&str> = Class::ALL.iter().map(|class| class.name()).collect();
            let fault = Fault::unknown("class", Some(&entry.name), &names);
            LangError::entry(&format!("{file}.toml"), &entry.name, fault)
        })?;
        let by = self.add_rule(entry.own, file, &entry.name);
        for word in &entry.words {
            self.add_phrase(phrases, word, Case::Any, by, Sense::Class(*class));
        }
        Ok(())
    }

    /// Of words of which nothing else is known: the classes that their form gives them.
    fn add_forms(&mut self, range: std::ops::Range<usize>) {
        let forms: Vec<(usize, ClassSet)> = self
            .words
            .iter()
            .map(|(form, number)| (number as usize + 1, form))
            .filter(|(word, _)| range.contains(word))
            .map(|(word, form)| (word, self.classes_by_form(form, true)))
            .collect();
        for (word, classes) in forms {
            if classes.has(Class::NotName) {
                self.classes[word].insert(Class::NotName);
            }
        }
    }

    /// Words that are written small within a sentence; a form with a clitic only where the form without it is none.
    fn add_common_words(&mut self, source: &Source, names: &std::ops::Range<usize>) {
        let Some(table) = source.tables.get("common") else { return };
        let words: Vec<&str> =
            table.rows.iter().filter_map(|row| row.cells.first()).map(String::as_str).collect();
        let suffixes = self.suffixes.clone();
        let stem =
            |word: &'_ str| suffixes.iter().find_map(|suffix| word.strip_suffix(&**suffix).map(str::len));
        for clitic in [false, true] {
            for word in words.iter().filter(|word| stem(word).is_some() == clitic) {
                if stem(word).is_none_or(|length| self.word(&word[..length]) == WordId::UNKNOWN) {
                    let id = self.intern(word);
                    self.classes[id.0 as usize].insert(Class::NotName);
                }
            }
        }
        let verbs: Vec<u32> = self
            .words
            .iter()
            .filter(|(form, _)| self.has_verb_prefix(form))
            .map(|(_, number)| number)
            .collect();
        for number in verbs {
            // A word that only names have (*Berlin*, *Meksiko*) is no verb, whatever it begins with.
            let word = number as usize + 1;
            if !names.contains(&word) || self.classes[word].has(Class::NotName) {
                self.classes[word].insert(Class::Verb);
            }
        }
    }

    fn compile_cues(
        &mut self,
        phrases: &mut Drafts,
        file: &str,
        source: &Source,
        sense: fn(u32) -> Sense,
    ) -> Result<Vec<Cue>, LangError> {
        let mut cues = Vec::new();
        for entry in source.list(file) {
            let problem =
                |why: String| LangError::entry(&format!("{file}.toml"), &entry.name, Fault::Frame(why));
            let by = self.add_rule(entry.own, file, &entry.name);
            let mut frames: Vec<Frame> = entry
                .frames
                .iter()
                .map(|frame| Frame::parse(frame))
                .collect::<Result<_, _>>()
                .map_err(problem)?;
            for slot in frames.iter_mut().flat_map(|frame| frame.before.iter_mut().chain(&mut frame.after)) {
                if let Some(lead) = &mut slot.lead {
                    lead.ids = lead.words.iter().map(|word| self.intern(word).0).collect();
                }
            }
            for word in &entry.words {
                self.add_phrase(phrases, word, Case::Any, by, sense(index(&cues)));
            }
            cues.push(Cue {
                lemma: entry.name.as_str().into(),
                act: entry.text("act").unwrap_or_default().into(),
                frames,
                known: entry.flag("known"),
                agent: entry.flag("agent"),
                object: entry.flag("object"),
                own: entry.flag("own"),
                rule: by.0,
            });
        }
        Ok(cues)
    }

    fn compile_states(&mut self, phrases: &mut Drafts, source: &Source) -> Result<Vec<State>, LangError> {
        let Some(table) = source.tables.get("states") else { return Ok(Vec::new()) };
        let (iso3, name) = (column(table, "states.tsv", "iso3")?, column(table, "states.tsv", "name")?);
        let kinds = [
            ("aliases", StateName::Name),
            ("abbreviations", StateName::Abbreviation),
            ("capital", StateName::Capital),
            ("houses", StateName::House),
            ("people", StateName::Adjective),
        ];
        let mut states = Vec::new();
        for Row { cells, own, .. } in &table.rows {
            let by = self.add_rule(*own, "states", &cells[iso3]);
            let number = index(&states);
            // Forms that also mean something else.
            let weak: Vec<&str> = table.column("weak").map_or(Vec::new(), |at| values(&cells[at]).collect());
            self.add_phrase(phrases, &cells[name], Case::Capital, by, Sense::State(number, StateName::Name));
            for (column, kind) in kinds {
                let case = if kind == StateName::Abbreviation { Case::Exact } else { Case::Capital };
                let forms = values(table.column(column).map_or("", |at| cells[at].as_str()));
                for form in forms.filter(|form| !weak.contains(form)) {
                    self.add_phrase(phrases, form, case, by, Sense::State(number, kind));
                }
            }
            states.push(State { iso3: cells[iso3].as_str().into(), name: cells[name].as_str().into() });
        }
        Ok(states)
    }

    /// Persons by name; the years tell when they act for their state.
    fn compile_leaders(&self, source: &Source) -> Result<Vec<Leader>, LangError> {
        const FILE: &str = "leaders.tsv";
        let Some(table) = source.tables.get("leaders") else { return Ok(Vec::new()) };
        let (name, state) = (column(table, FILE, "name")?, column(table, FILE, "state")?);
        let (aliases, from, to) = (table.column("aliases"), table.column("from"), table.column("to"));
        let mut leaders = Vec::with_capacity(table.rows.len());
        for row in &table.rows {
            let cell = |column: Option<usize>| column.map_or("", |at| row.cells[at].as_str());
            let problem = |at: usize, fault: Fault| {
                LangError::entry(FILE, &row.cells[name], fault).at(At::Cell(row.start, at))
            };
            let year = |column: Option<usize>, open: i16| match cell(column) {
                "" => Ok(open),
                written => written.parse::<i16>().map_err(|_| {
                    let key = column.and_then(|at| table.columns.get(at)).cloned().unwrap_or_default();
                    problem(column.unwrap_or_default(), Fault::Expected { key, kind: Expected::Year })
                }),
            };
            let iso3 = &row.cells[state];
            let Some(number) = self.states.iter().position(|known| *known.iso3 == **iso3) else {
                // A state that is switched off takes its built-in leaders with it.
                if row.own {
                    return Err(problem(state, Fault::NoState(iso3.clone())));
                }
                continue;
            };
            leaders.push(Leader {
                names: std::iter::once(row.cells[name].as_str())
                    .chain(values(cell(aliases)))
                    .map(|name| fold(name).into())
                    .collect(),
                state: u32::try_from(number).unwrap_or(u32::MAX),
                from: year(from, i16::MIN)?,
                to: year(to, i16::MAX)?,
            });
        }
        Ok(leaders)
    }

    fn compile_names(
        &mut self,
        phrases: &mut Drafts,
        file: &str,
        source: &Source,
        sense: fn(u32) -> Sense,
    ) -> Result<Vec<Name>, LangError> {
        let Some(table) = source.tables.get(file) else { return Ok(Vec::new()) };
        let name = column(table, &format!("{file}.tsv"), "name")?;
        let cell = |row: &Row, column: &str| -> Option<Box<str>> {
            let at = table.column(column)?;
            Some(row.cells[at].as_str()).filter(|value| !value.is_empty()).map(Into::into)
        };
        let mut names = Vec::new();
        for row in &table.rows {
            let usual = row.cells[name].as_str();
            let by = self.add_rule(row.own, file, usual);
            let number = index(&names);
            let aliases = cell(row, "aliases").unwrap_or_default();
            let weak = cell(row, "weak").unwrap_or_default();
            for form in std::iter::once(usual).chain(values(&aliases)) {
                if values(&weak).any(|other| other == form) {
                    continue;
                }
                let case = if is_abbreviation(form) { Case::Exact } else { Case::Capital };
                self.add_phrase(phrases, form, case, by, sense(number));
            }
            names.push(Name {
                name: usual.into(),
                kind: cell(row, "kind").unwrap_or_default(),
                country: cell(row, "state").or_else(|| cell(row, "country")),
                acts_for: cell(row, "acts_for"),
                weak: values(&weak).map(Into::into).collect(),
            });
        }
        Ok(names)
    }

    /// Words that name acts, in each of their forms, and the words that say something of an act.
    fn compile_events(&mut self, phrases: &mut Drafts, source: &Source) -> Result<Vec<EventWord>, LangError> {
        let mut events = Vec::new();
        for entry in source.list("events") {
            let by = self.add_rule(entry.own, "events", &entry.name);
            let number = index(&events);
            let word = EventWord::of(entry, |word| self.intern(word).0)?;
            // An entry of nouns alone has no verb of its own name.
            let named = entry.words.len() == 1 && entry.words[0] == entry.name;
            let nouns =
                [("passive", EventForm::Passive), ("deeds", EventForm::Deed), ("doings", EventForm::Doing)];
            let only_nouns = named && entry.flag("noun");
            for written in entry.words.iter().filter(|_| !only_nouns) {
                self.add_phrase(phrases, written, Case::Any, by, Sense::Event(number, EventForm::Active));
            }
            for (key, form) in nouns {
                for written in entry.texts(key) {
                    self.add_phrase(phrases, &written, Case::Any, by, Sense::Event(number, form));
                }
            }
            events.push(word);
        }
        for entry in source.list("modality") {
            let by = self.add_rule(entry.own, "modality", &entry.name);
            let hint = Hint::of(entry)?;
            self.passive = entry.text("passive").map(Into::into).or_else(|| self.passive.take());
            self.home = entry.text("state").map(Into::into).or_else(|| self.home.take());
            for written in &entry.words {
                self.add_phrase(phrases, written, Case::Any, by, Sense::Hint(hint));
            }
        }
        Ok(events)
    }

    fn compile_entries(
        &mut self,
        phrases: &mut Drafts,
        file: &str,
        source: &Source,
        sense: fn(u32) -> Sense,
    ) -> Vec<Entry> {
        let mut entries = Vec::new();
        for entry in source.list(file) {
            let by = self.add_rule(entry.own, file, &entry.name);
            for word in &entry.words {
                self.add_phrase(phrases, word, Case::Any, by, sense(index(&entries)));
            }
            entries.push(entry.clone());
        }
        entries
    }
}

/// How an entry writes a phrase.
struct Form<'w> {
    by: RuleId,
    case: Case,
    written: &'w str,
    /// The words without a capital ([`Phrase::is_small`]).
    small: u32,
}

/// Phrases in the order in which the files name them.
#[derive(Default)]
struct Drafts {
    list: Vec<(WordId, Phrase)>,
    rests: Vec<u32>,
    written: Strings,
}

impl Drafts {
    fn push(&mut self, first: WordId, rest: &[WordId], form: Form<'_>, sense: Sense) {
        let Form { by, case, written, small } = form;
        let start = u32::try_from(self.rests.len()).unwrap_or(u32::MAX);
        self.rests.extend(rest.iter().map(|word| word.0));
        let written = (case == Case::Exact).then(|| self.written.push(written));
        let rest = (start, u16::try_from(rest.len()).unwrap_or(u16::MAX));
        self.list.push((first, Phrase { rest, rule: by.0, case, written, small, sense }));
    }

    /// Sorts them by first word, those of more words first, the order of the files kept.
    fn finish(mut self, words: usize) -> Phrases {
        self.list.sort_by_key(|(first, phrase)| (*first, std::cmp::Reverse(phrase.rest.1)));
        let mut first = Vec::with_capacity(words + 2);
        let mut at = 0;
        for word in 0..=words {
            first.push(u32::try_from(at).unwrap_or(u32::MAX));
            while self.list.get(at).is_some_and(|(id, _)| id.0 as usize == word) {
                at += 1;
            }
        }
        first.push(u32::try_from(at).unwrap_or(u32::MAX));
        let list = self.list.into_iter().map(|(_, phrase)| phrase).collect();
        Phrases { list, first, rests: self.rests, written: self.written }
    }
}

/// Where places lie, sorted by name.
fn coordinates(source: &Source) -> Result<Vec<Coordinates>, LangError> {
    const FILE: &str = "coordinates.tsv";
    let Some(table) = source.tables.get("coordinates") else { return Ok(Vec::new()) };
    let name = column(table, FILE, "name")?;
    let mut rows = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let degrees = |key: &str, most: u16| {
            let at = column(table, FILE, key)?;
            match row.cells[at].parse::<f64>() {
                Ok(degrees) if degrees.abs() <= most.into() => Ok(degrees),
                _ => {
                    let fault = Fault::Expected { key: key.to_owned(), kind: Expected::Degrees(most) };
                    Err(LangError::entry(FILE, &row.cells[name], fault).at(At::Cell(row.start, at)))
                }
            }
        };
        let (lat, lon) = (degrees("lat", 90)?, degrees("lon", 180)?);
        rows.push(Coordinates { name: fold(&row.cells[name]).into(), lat, lon });
    }
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(rows)
}

/// Other places of one name, sorted by it.
fn namesakes(source: &Source) -> Result<Vec<Namesake>, LangError> {
    const FILE: &str = "namesakes.tsv";
    let Some(table) = source.tables.get("namesakes") else { return Ok(Vec::new()) };
    let (name, country) = (column(table, FILE, "name")?, column(table, FILE, "country")?);
    let (kind, within) = (table.column("kind"), table.column("within"));
    let cell =
        |row: &Row, at: Option<usize>| -> Box<str> { at.map_or("", |at| row.cells[at].as_str()).into() };
    let mut rows: Vec<Namesake> = table
        .rows
        .iter()
        .map(|row| Namesake {
            name: fold(&row.cells[name]).into(),
            kind: cell(row, kind),
            within: Some(cell(row, within)).filter(|within| !within.is_empty()),
            country: cell(row, Some(country)),
        })
        .collect();
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(rows)
}

/// The place of a column that has to be there.
fn column(table: &Table, file: &str, name: &str) -> Result<usize, LangError> {
    table.column(name).ok_or_else(|| LangError::file(file, Fault::Missing(name.to_owned())))
}

fn index<T>(items: &[T]) -> u32 {
    u32::try_from(items.len()).unwrap_or(u32::MAX)
}

/// All capitals: has to be written so, because the same letters in lower case are another word.
fn is_abbreviation(form: &str) -> bool {
    form.len() > 1 && form.chars().all(|c| !c.is_lowercase()) && form.chars().any(char::is_uppercase)
}
