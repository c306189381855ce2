//! Which items of an article an export has, where a search chose some.
//!
//! The rule is one for all formats. Of what somebody says, does, counts, promises or agrees to there is exactly what the list
//! of that kind shows for the same search: who exports `statements act:deny` can count the rows. Whom and what such items name
//! comes with them whole, found by the search or not: a statement whose speaker is left out would be nobody's. To the others
//! that such an item refers to it has ids alone, which stay what they are in the archive.

use super::{Entry, Format, Kind};
use kutip_record::{
    Actor, Commitment, Doubt, Event, Figure, Pact, Place, Record, Ref, Span, Statement, Time,
};
use kutip_store::List;
use std::collections::HashSet;

/// The items of one article that are exported.
#[derive(Clone, Debug)]
pub struct Choice {
    kept: HashSet<Ref>,
}

/// What a search chooses among, in this order, and the kinds that go with each of them.
const SAID: [(List, &[Kind]); 5] = [
    (List::Figures, &[Kind::Figures]),
    (List::Statements, &[Kind::Statements]),
    (List::Events, &[Kind::Events, Kind::Parties, Kind::Plover, Kind::Acled]),
    (List::Commitments, &[Kind::Commitments]),
    (List::Pacts, &[Kind::Pacts, Kind::Clauses]),
];

/// What it chooses among where none of those is exported.
const NAMED: [(List, &[Kind]); 2] =
    [(List::Actors, &[Kind::Actors, Kind::Mentions]), (List::Places, &[Kind::Places])];

/// The lists of which a search chooses the items of an export.
#[must_use]
pub fn searched(format: Format, kinds: &[Kind]) -> Vec<List> {
    let among = |lists: &[(List, &[Kind])]| -> Vec<List> {
        let asked = lists.iter().filter(|(_, with)| with.iter().any(|kind| kinds.contains(kind)));
        asked.map(|(list, _)| *list).collect()
    };
    let of_articles = format.is_of_articles() || kinds.contains(&Kind::Records);
    let lists = [among(&SAID), among(&NAMED)].into_iter().find(|lists| !lists.is_empty() && !of_articles);
    lists.unwrap_or_else(|| vec![List::Articles])
}

impl Choice {
    /// What belongs to the items that a search found, by their places in the record.
    #[must_use]
    pub fn new(record: &Record<'_>, found: &[(Kind, Vec<usize>)]) -> Self {
        let mut kept: HashSet<Ref> = HashSet::new();
        for (kind, places) in found {
            kept.extend(places.iter().filter_map(|place| Some(Ref::new(kind.letter()?, *place))));
        }
        let said = found.iter().any(|(kind, _)| !matches!(kind, Kind::Actors | Kind::Places));
        if said {
            let named = named(record, &kept);
            kept.extend(named);
            kept.extend(record.document.dateline.as_ref().and_then(|line| line.place));
            wholes(record, &mut kept);
        }
        // To these nothing refers: they are the article's.
        for (letter, count) in [('t', record.times.len()), ('q', record.quoted_terms.len())] {
            kept.extend((0..count).map(|place| Ref::new(letter, place)));
        }
        let doubts = record.doubts.iter().enumerate();
        let told: Vec<Ref> = doubts
            .filter(|(_, doubt)| doubt.about.is_none_or(|about| kept.contains(&about)))
            .map(|(place, _)| Ref::new('d', place))
            .collect();
        kept.extend(told);
        Self { kept }
    }

    /// Whether an item is exported.
    pub(crate) fn has(&self, letter: char, place: usize) -> bool {
        self.kept.contains(&Ref::new(letter, place))
    }
}

/// The actors and places that items name.
fn named(record: &Record<'_>, kept: &HashSet<Ref>) -> Vec<Ref> {
    let mut out: Vec<Option<Ref>> = Vec::new();
    for at in kept {
        let place = at.index();
        match at.letter() {
            's' => {
                let Some(it) = record.statements.get(place) else { continue };
                out.push(it.speaker.as_ref().and_then(|speaker| speaker.actor));
                out.push(it.addressee.as_ref().and_then(|to| to.actor));
                out.push(it.voiced_by.as_ref().and_then(|voice| voice.actor));
                out.push(it.speaks_for);
            }
            'e' => {
                let Some(it) = record.events.get(place) else { continue };
                out.extend(it.actor.iter().chain(&it.recipient).map(|party| party.actor));
                out.push(it.r#where);
            }
            'c' => {
                let Some(it) = record.commitments.get(place) else { continue };
                out.extend(it.by.iter().map(|party| party.actor));
            }
            'f' => out.extend(record.figures.get(place).map(|it| it.of)),
            _ => {}
        }
    }
    out.into_iter().flatten().collect()
}

/// Adds to whom actors belong, and to whom these belong.
fn wholes(record: &Record<'_>, kept: &mut HashSet<Ref>) {
    let mut left: Vec<Ref> = kept.iter().copied().filter(|at| at.letter() == 'a').collect();
    while let Some(at) = left.pop() {
        let whole = record.actors.get(at.index()).and_then(|actor| actor.of);
        left.extend(whole.filter(|whole| kept.insert(*whole)));
    }
}

/// What is exported of an article: all of it, or what a search chose.
impl<'r> Entry<'r> {
    /// Items that are exported, each with its id.
    fn items<'a, T>(
        &'a self,
        letter: char,
        items: &'r [T],
        ids: &'r [String],
    ) -> impl Iterator<Item = (&'r T, &'r str)> + use<'a, 'r, T> {
        let all = items.iter().zip(ids).enumerate();
        let chosen = move |at| self.choice.as_ref().is_none_or(|choice| choice.has(letter, at));
        all.filter(move |(at, _)| chosen(*at)).map(|(_, (item, id))| (item, id.as_str()))
    }

    /// The actors that are exported, each with its id.
    pub fn actors(&self) -> impl Iterator<Item = (&'r Actor<'static>, &'r str)> {
        self.items('a', &self.record.actors, &self.ids.actors)
    }

    /// The places.
    pub fn places(&self) -> impl Iterator<Item = (&'r Place<'static>, &'r str)> {
        self.items('p', &self.record.places, &self.ids.places)
    }

    /// The times.
    pub fn times(&self) -> impl Iterator<Item = (&'r Time<'static>, &'r str)> {
        self.items('t', &self.record.times, &self.ids.times)
    }

    /// The figures.
    pub fn figures(&self) -> impl Iterator<Item = (&'r Figure<'static>, &'r str)> {
        self.items('f', &self.record.figures, &self.ids.figures)
    }

    /// The statements.
    pub fn statements(&self) -> impl Iterator<Item = (&'r Statement<'static>, &'r str)> {
        self.items('s', &self.record.statements, &self.ids.statements)
    }

    /// The quoted terms.
    pub fn quoted_terms(&self) -> impl Iterator<Item = (&'r Span, &'r str)> {
        self.items('q', &self.record.quoted_terms, &self.ids.quoted_terms)
    }

    /// The events.
    pub fn events(&self) -> impl Iterator<Item = (&'r Event<'static>, &'r str)> {
        self.items('e', &self.record.events, &self.ids.events)
    }

    /// The commitments.
    pub fn commitments(&self) -> impl Iterator<Item = (&'r Commitment<'static>, &'r str)> {
        self.items('c', &self.record.commitments, &self.ids.commitments)
    }

    /// The pacts.
    pub fn pacts(&self) -> impl Iterator<Item = (&'r Pact<'static>, &'r str)> {
        self.items('k', &self.record.pacts, &self.ids.pacts)
    }

    /// The doubts.
    pub fn doubts(&self) -> impl Iterator<Item = (&'r Doubt<'static>, &'r str)> {
        self.items('d', &self.record.doubts, &self.ids.doubts)
    }
}

#[cfg(test)]
mod tests {
    use super::{Choice, searched};
    use crate::export::{Format, Kind};
    use kutip_record::Record;
    use kutip_store::List;

    #[test]
    fn what_is_said_and_done_is_chosen_and_who_is_named_comes_along() {
        let of = |kinds: &[Kind]| searched(Format::Csv, kinds);
        assert_eq!(of(&[Kind::Articles, Kind::Actors, Kind::Statements]), [List::Statements]);
        assert_eq!(of(&[Kind::Mentions, Kind::Places]), [List::Actors, List::Places]);
        assert_eq!(of(&[Kind::Times]), [List::Articles]);
        assert_eq!(searched(Format::Brat, &[Kind::Statements]), [List::Articles]);
        assert_eq!(searched(Format::Jsonl, &[Kind::Records, Kind::Statements]), [List::Articles]);
    }

    #[test]
    fn nobody_is_left_out_whom_an_item_names() {
        let actor = |id: &str, of: &str| {
            format!(r#"{{"id":"{id}","name":"N","type":"person","of":{of},"by":"x","certainty":"written"}}"#)
        };
        let said = |id: &str, actor: &str| {
            format!(
                r#"{{"id":"{id}","kind":"direct","content":[[0,1]],"speaker":{{"type":"person","actor":"{actor}"}},
                    "within":"s2","by":"x","certainty":"written"}}"#
            )
        };
        let line = format!(
            r#"{{"schema":"kutip/1","kutip":"0","document":{{"text_sha256":"","language":"id","text":"ab"}},
              "actors":[{},{},{},{}],"statements":[{},{}],"quoted_terms":[[0,1]],
              "doubts":[{{"id":"d1","kind":"x","about":"s2","by":"x","certainty":"written"}},
                {{"id":"d2","kind":"x","by":"x","certainty":"written"}}]}}"#,
            actor("a1", "\"a2\""),
            actor("a2", "\"a3\""),
            actor("a3", "\"a1\""),
            actor("a4", "null"),
            said("s1", "a1"),
            said("s2", "a4"),
        );
        let record = Record::from_json(&line).unwrap_or_default();
        assert_eq!(record.actors.len(), 4, "{:?}", Record::from_json(&line).err());
        let choice = Choice::new(&record, &[(Kind::Statements, vec![0])]);
        let there = |letter, count| (0..count).filter(|at| choice.has(letter, *at)).collect::<Vec<usize>>();
        assert_eq!((there('a', 4), there('s', 2)), (vec![0, 1, 2], vec![0]));
        assert_eq!((there('d', 2), there('q', 1)), (vec![1], vec![0]));
        let choice = Choice::new(&record, &[(Kind::Actors, vec![0])]);
        assert!(choice.has('a', 0) && !choice.has('a', 1));
    }
}
