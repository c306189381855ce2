//! Persons in protected roles: minors, victims, witnesses, those who are suspected and not yet judged.
//!
//! Their names leave with no export unless they are asked for: the role stands in their place, in fields, titles and excerpts.
//! Who is meant is told by the record alone: a role or noun that the language's folder names as protected, or an age under
//! [`OF_AGE`]. That is an aid and no promise: whoever publishes has to look himself.

use kutip_lang::{builtin_source, codes};
use kutip_record::{Actor, Figure, Points, Record, Ref, Span};
use names::Names;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

mod fields;
mod names;

/// Years from which somebody is of age: Indonesian law on the protection of children, as most others.
pub const OF_AGE: f64 = 18.0;

/// Marks between a name and the age behind it: ` (`, `, `.
const BETWEEN_CHARS: u32 = 3;

/// Characters behind a name in which its role is looked for.
const BEHIND_CHARS: u32 = 60;

/// What the languages' folders say of such roles.
#[derive(Clone, Debug, Default)]
pub struct Protected {
    languages: HashMap<String, Roles>,
}

#[derive(Clone, Debug, Default)]
struct Roles {
    /// Words with which such a role begins.
    begins: HashSet<String>,
    /// Such roles that have no other words.
    alone: HashSet<String>,
    /// Words between a name and such a role.
    links: HashSet<String>,
    /// What a minor without a role is called.
    minor: Option<String>,
}

/// A record without the names of such persons.
#[derive(Clone, Debug)]
pub struct Hidden {
    /// The record, its text as it was.
    pub record: Record<'static>,
    /// Where the text names them, in order and apart from one another, with what stands there instead.
    pub spans: Vec<(Span, String)>,
    /// How many they are.
    pub persons: usize,
}

impl Protected {
    /// What the built-in languages know.
    #[must_use]
    pub fn builtin() -> Self {
        let mut languages = HashMap::new();
        for code in codes() {
            let Some(source) = builtin_source(code) else { continue };
            let people = source.lists.get("people").map(Vec::as_slice).unwrap_or_default();
            let of = |name: &'static str| {
                people
                    .iter()
                    .filter(move |entry| entry.name == name)
                    .flat_map(|entry| entry.words.iter().cloned())
            };
            let roles = Roles {
                begins: of("protected").collect(),
                alone: of("protected-alone").collect(),
                links: of("protected-link").collect(),
                minor: of("minor").next(),
            };
            languages.insert(code.to_owned(), roles);
        }
        Self { languages }
    }

    /// How many persons of a record have such a role.
    #[must_use]
    pub fn count(&self, record: &Record<'_>) -> usize {
        self.labels(record).len()
    }

    /// The record without their names; none where nobody has such a role.
    #[must_use]
    pub fn hide(&self, record: &Record<'static>) -> Option<Hidden> {
        let labels = self.labels(record);
        if labels.is_empty() {
            return None;
        }
        let names = Names::of(record, &labels);
        let spans = spans(record, &labels, &names);
        let mut hidden = record.clone();
        fields::replace(&mut hidden, &names);
        Some(Hidden { record: hidden, spans, persons: labels.len() })
    }

    /// The persons, by their place, and what is written for each of them.
    fn labels(&self, record: &Record<'_>) -> Vec<(usize, String)> {
        let none = Roles::default();
        let roles = self.languages.get(&*record.document.language).unwrap_or(&none);
        let text = Text { points: record.points(), ages: ages(record) };
        let persons = record.actors.iter().enumerate().filter(|(_, actor)| actor.r#type == "person");
        let found = persons.filter_map(|(place, actor)| Some((place, roles.label(place, actor, &text)?)));
        let mut seen: HashMap<String, usize> = HashMap::new();
        let number = |(place, label): (usize, String)| {
            let count = seen.entry(label.clone()).or_default();
            *count += 1;
            // Two victims are two.
            (place, if *count == 1 { format!("[{label}]") } else { format!("[{label} {count}]") })
        };
        found.map(number).collect()
    }
}

/// What is looked up in an article for each person.
struct Text<'r> {
    points: Points<'r>,
    /// Ages under the limit, in the order of the text.
    ages: Vec<&'r Figure<'r>>,
}

fn ages<'r>(record: &'r Record<'_>) -> Vec<&'r Figure<'r>> {
    let young = |figure: &&Figure<'_>| {
        let most = figure.upper.unwrap_or(figure.value).0;
        figure.unit.as_deref() == Some("years") && figure.relation != "ge" && most < OF_AGE
    };
    let mut ages: Vec<&Figure<'_>> = record.figures.iter().filter(young).collect();
    ages.sort_by_key(|figure| figure.span);
    ages
}

impl Roles {
    /// The role of a person, where it is such a one.
    fn label(&self, place: usize, actor: &Actor<'_>, text: &Text<'_>) -> Option<String> {
        let of = |form: &'static str| actor.mentions.iter().filter(move |mention| mention.form == form);
        let role = || self.role(actor.role.as_deref()?);
        let noun = || of("nominal").find_map(|mention| self.role(text.points.text(mention.span)));
        let behind = || of("name").find_map(|mention| self.linked(text.behind(mention.span[1])));
        let minor =
            || text.is_minor(place, actor).then(|| self.minor.clone().unwrap_or_else(|| "…".to_owned()));
        role().or_else(noun).or_else(behind).or_else(minor)
    }

    /// Such a role, without what else is said in it.
    fn role(&self, words: &str) -> Option<String> {
        let words = words.trim().to_lowercase();
        let first = words.split_whitespace().next()?;
        if self.begins.contains(first) {
            return Some(first.to_owned());
        }
        // Saksi korban: the one and the other.
        let all =
            words.split_whitespace().all(|word| self.alone.contains(word) || self.begins.contains(word));
        (all || self.alone.contains(&words)).then_some(words)
    }

    /// The role that stands behind a name: `(34) ditetapkan sebagai tersangka`.
    fn linked(&self, behind: &str) -> Option<String> {
        let behind = behind.trim_start();
        let behind = match behind.strip_prefix('(') {
            Some(bracket) => bracket.split_once(')')?.1,
            None => behind,
        };
        let mut words = behind.split_whitespace().take(3).skip_while(|word| !self.links.contains(*word));
        words.next()?;
        let role = words.next()?.trim_end_matches(|c: char| !c.is_alphanumeric());
        self.begins.contains(role).then(|| role.to_owned())
    }
}

impl Text<'_> {
    /// What stands behind a name, as far as it has to be looked at.
    fn behind(&self, end: u32) -> &str {
        self.points.text([end, end.saturating_add(BEHIND_CHARS)])
    }

    /// Whether an age under the limit is told of somebody, or stands behind his name.
    fn is_minor(&self, place: usize, actor: &Actor<'_>) -> bool {
        let of = Ref::new('a', place);
        let told = self.ages.iter().any(|age| age.of == Some(of));
        told || actor.mentions.iter().filter(|mention| mention.form == "name").any(|mention| {
            let end = mention.span[1];
            let next = self.ages.partition_point(|age| age.span[0] <= end);
            let Some(age) = self.ages.get(next).filter(|age| age.span[0] - end <= BETWEEN_CHARS) else {
                return false;
            };
            let marks = self.points.text([end, age.span[0]]);
            !marks.contains(|c: char| c.is_alphanumeric() || matches!(c, '.' | '\n'))
        })
    }
}

/// Where the text names them: their mentions, and wherever else the same words stand, but where they mean another.
fn spans(record: &Record<'_>, labels: &[(usize, String)], names: &Names) -> Vec<(Span, String)> {
    let text = &*record.document.text;
    let mut all: Vec<(Span, String)> = Vec::new();
    let (mut byte, mut point) = (0, 0);
    let mut count = |to: usize| {
        point += text.get(byte..to).unwrap_or_default().chars().count();
        byte = to;
        u32::try_from(point).unwrap_or(u32::MAX)
    };
    let hidden: HashSet<usize> = labels.iter().map(|(place, _)| *place).collect();
    let others = record.actors.iter().enumerate().filter(|(place, _)| !hidden.contains(place));
    let others = others.flat_map(|(_, actor)| &actor.mentions).filter(|mention| mention.form == "name");
    let others: HashSet<Span> = others.map(|mention| mention.span).collect();
    for (start, end, label) in names.found(text) {
        let span = [count(start), count(end)];
        let is_full = || names.is_full(text.get(start..end).unwrap_or_default());
        if !others.contains(&span) || is_full() {
            all.push((span, label.to_owned()));
        }
    }
    for (place, label) in labels {
        let mentions = record.actors.get(*place).into_iter().flat_map(|actor| &actor.mentions);
        let named = mentions.filter(|mention| mention.form == "name");
        all.extend(named.map(|mention| (mention.span, label.clone())));
    }
    all.sort_by_key(|([start, end], _)| (*start, Reverse(*end)));
    let mut out: Vec<(Span, String)> = Vec::with_capacity(all.len());
    for (span, label) in all {
        match out.last_mut() {
            // What overlaps is one stretch: none of it may stay.
            Some((last, _)) if span[0] < last[1] => last[1] = last[1].max(span[1]),
            _ => out.push((span, label)),
        }
    }
    out
}
