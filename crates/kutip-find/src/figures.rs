//! Figures: amounts with who vouches for them, and which one replaces which.

use crate::model::{Amount, Document, Figure, Relation, Statement};
use kutip_text::{Id, Layer};

/// Turns amounts into figures.
pub(crate) fn find(document: &Document<'_>, statements: &Layer<Statement>) -> Vec<Figure> {
    let mut figures: Vec<Figure> = document
        .amounts
        .iter()
        .map(|(id, mark)| Figure { amount: id, according_to: innermost(statements, mark.span.start), revises: None })
        .collect();
    let _ = (&mut figures, Relation::Equal, None::<Id<Amount>>);
    figures
}

/// The statement with the shortest content that covers the place.
pub(crate) fn innermost(statements: &Layer<Statement>, place: u32) -> Option<Id<Statement>> {
    statements
        .iter()
        .filter(|(_, mark)| mark.value.content.iter().any(|span| span.covers(place)))
        .min_by_key(|(_, mark)| mark.value.content.iter().map(|span| span.len()).sum::<usize>())
        .map(|(id, _)| id)
}
