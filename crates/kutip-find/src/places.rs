//! Places: mentions that locate something, with the country in which it lies.
//!
//! A city or region is one wherever it stands, a country only where something is, goes or comes (*di Jepang*), and a
//! common noun where it is a place of which the text speaks (*ruangan itu*, *sana*).

mod nouns;
mod read;
mod unknown;
mod which;

use crate::events::Sight;
use crate::model::{DoubtKind, Place, Roster};
use kutip_lang::{PlacePart, Sense};
use kutip_text::{Layer, Mark};

/// Finds the places, and doubts which of several some names mean.
pub(crate) fn find(sight: &Sight<'_, '_>, roster: &Roster) -> (Layer<Place>, Vec<Mark<DoubtKind>>) {
    let mut reader = read::Reader::new(sight, roster);
    reader.dateline();
    for sentence in &sight.doc.sentences {
        let page = sight.doc.blocks.is_page_line(sentence.span)
            || sight.doc.blocks.desk_line.is_some_and(|line| line.contains(sentence.span));
        if !page && sentence.tokens.len() <= crate::statements::SENTENCE_TOKENS {
            reader.sentence(sentence.tokens.clone());
        }
    }
    (Layer::new(reader.found), reader.doubts)
}

/// Whether what begins at a token stands behind a word such as *di*.
pub(crate) fn leads(sight: &Sight<'_, '_>, at: usize) -> bool {
    ends_with(sight, at, PlacePart::Leads)
}

/// Whether the noun of a place begins at a token.
pub(crate) fn is_head(sight: &Sight<'_, '_>, at: usize) -> bool {
    word(sight, at, PlacePart::Head).is_some() || word(sight, at, PlacePart::Border).is_some()
}

/// Whether words begin at a token that say which part of a place is meant: *bagian selatan*.
pub(crate) fn is_part(sight: &Sight<'_, '_>, at: usize) -> bool {
    word(sight, at, PlacePart::PartOf).is_some()
}

/// Whether a place begins there that several states claim.
pub(crate) fn is_disputed(sight: &Sight<'_, '_>, at: usize) -> bool {
    word(sight, at, PlacePart::Disputed).is_some()
}

/// The word of a part that begins at a token: its entry, and the token after it.
fn word(sight: &Sight<'_, '_>, at: usize, part: PlacePart) -> Option<(u32, usize)> {
    let words = &sight.doc.lang.place_words;
    sight.doc.terms.at(at).iter().find_map(|term| match term.sense {
        Sense::Place(entry) if words.get(entry as usize).is_some_and(|word| word.part == part) => {
            Some((entry, term.end as usize))
        }
        _ => None,
    })
}

/// Whether a word of a part ends before a token.
fn ends_with(sight: &Sight<'_, '_>, end: usize, part: PlacePart) -> bool {
    const WORDS: usize = 3;
    (end.saturating_sub(WORDS)..end).any(|start| {
        let words = &sight.doc.lang.place_words;
        sight.doc.terms.at(start).iter().any(|term| match term.sense {
            Sense::Place(entry) => {
                term.end as usize == end && words.get(entry as usize).is_some_and(|word| word.part == part)
            }
            _ => false,
        })
    })
}
