//! Commitments: what somebody promises, threatens or announces to do himself, with its condition.

use crate::model::{Commitment, Document, Event, Statement};
use kutip_text::Layer;

/// Finds the commitments.
pub(crate) fn find(doc: &Document<'_>, statements: &Layer<Statement>, events: &Layer<Event>) -> Layer<Commitment> {
    let _ = (doc, statements, events);
    Layer::default()
}
