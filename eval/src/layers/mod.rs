//! One article, layer by layer: every layer adds to the tallies of its measures and notes what went wrong.

mod events;
mod statements;
mod values;
mod whole;

use std::collections::BTreeMap;

use crate::gold::Gold;
use crate::names::{Words, word_set};
use crate::record::{Read, Record};
use crate::spans::{Aligned, Cover};
use crate::tally::Tally;

/// The tallies of one article by measure.
pub(crate) type Tallies = BTreeMap<&'static str, Tally>;

/// Something missed, spurious or wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Id of the article.
    pub article: String,
    /// Layer or measure.
    pub layer: String,
    /// `missed`, `spurious`, `wrong`, or what is the matter with the record.
    pub kind: String,
    /// The words concerned.
    pub what: String,
}

/// What all layers of one article need.
pub(crate) struct Article<'a> {
    gold: &'a Gold,
    record: &'a Record,
    letters: Vec<char>,
    /// The words of every speaker's and actor's name in gold.
    everyone: Vec<Words>,
    tallies: Tallies,
    mistakes: &'a mut Vec<Mistake>,
}

/// Scores one article; mistakes noted before an unreadable part was met stay noted.
pub(crate) fn score(gold: &Gold, record: &Record, mistakes: &mut Vec<Mistake>) -> Read<Tallies> {
    let speakers = gold.statements.iter().filter_map(|s| s.speaker_name.as_deref());
    let actors = gold.actors.iter().flatten().map(|a| a.name.as_str());
    let everyone = speakers.chain(actors).filter(|name| !name.is_empty()).map(word_set).collect();
    let letters = gold.text.chars().collect();
    let mut article = Article { gold, record, letters, everyone, tallies: Tallies::new(), mistakes };
    statements::score(&mut article);
    values::score(&mut article)?;
    events::score(&mut article)?;
    whole::score(&mut article)?;
    Ok(article.tallies)
}

impl Article<'_> {
    fn tally(&mut self, measure: &'static str, right: usize, gold: usize, found: usize) {
        self.tallies.entry(measure).or_default().add(right, gold, found);
    }

    fn note(&mut self, layer: &str, kind: &str, what: String) {
        let article = self.gold.id.clone();
        self.mistakes.push(Mistake { article, layer: layer.to_owned(), kind: kind.to_owned(), what });
    }

    /// The words of the spans, joined where they are several.
    fn show(&self, spans: &[[i64; 2]]) -> String {
        let inside = |at: i64| usize::try_from(at).unwrap_or(0).min(self.letters.len());
        let words = |span: &[i64; 2]| -> String {
            self.letters.get(inside(span[0])..inside(span[1])).unwrap_or_default().iter().collect()
        };
        spans.iter().map(words).collect::<Vec<_>>().join(" … ")
    }

    /// Notes the items of an alignment that have no partner.
    fn note_unpaired(&mut self, layer: &str, aligned: &Aligned, gold: &[[i64; 2]], found: &[[i64; 2]]) {
        for i in &aligned.missed {
            self.note(layer, "missed", self.show(&gold[*i..=*i]));
        }
        for j in &aligned.spurious {
            self.note(layer, "spurious", self.show(&found[*j..=*j]));
        }
    }
}

fn covers(spans: impl IntoIterator<Item = [i64; 2]>) -> Vec<Cover> {
    spans.into_iter().map(Cover::from).collect()
}

fn count(flags: impl IntoIterator<Item = bool>) -> usize {
    flags.into_iter().filter(|flag| *flag).count()
}
