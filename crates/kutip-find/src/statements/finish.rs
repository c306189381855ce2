//! From tokens to characters: drafts become statements, with kind, certainty and what they lie within.

use super::scene::Scene;
use super::{Draft, content};
use crate::model::{Form, Speaker, Statement, StatementKind};
use kutip_text::{Certainty, Id, Layer, Mark, Span};

/// Drafts to statements: characters for tokens, kinds, nesting.
pub(super) fn layer(scene: &Scene<'_, '_>, drafts: Vec<Draft>, terms: &[Mark<()>]) -> Layer<Statement> {
    let mut marks: Vec<Mark<Statement>> = Vec::new();
    for draft in drafts {
        let content: Vec<Span> =
            draft.content.iter().filter_map(|tokens| content::span(scene, tokens)).collect();
        let (Some(first), Some(last)) = (content.first(), content.last()) else { continue };
        let kind = kind(scene, &draft, &content, terms);
        let certainty = certainty(scene, &draft);
        let value = Statement {
            kind,
            speaker: draft.speaker,
            cue: draft.cue,
            addressee: draft.addressee.map(|tokens| scene.span(&tokens)),
            said_on: draft.said_on,
            via: draft.via,
            voiced_by: draft.voiced_by,
            speaks_for: draft.speaks_for,
            within: None,
            certainty,
            content: content.clone(),
        };
        marks.push(Mark { span: first.to(*last), by: draft.by, value });
    }
    let mut layer = Layer::new(marks);
    nest(&mut layer);
    layer
}

/// The text itself says who speaks where it names him; behind a pronoun, a clitic, a role it is worked out.
fn certainty(scene: &Scene<'_, '_>, draft: &Draft) -> Certainty {
    let written = |speaker: &Speaker| {
        let (Some(span), Some(name)) = (speaker.span, &speaker.name) else { return false };
        let mentions = draft.subject.iter().flat_map(|subject| &subject.mentions);
        let named = draft.subject.as_ref().is_some_and(|subject| !subject.mentions.is_empty())
            && mentions.into_iter().all(|id| scene.mention(*id).form == Form::Name);
        named || kutip_text::scan::shown(span.of(&scene.doc.article.text)).contains(name.as_str())
    };
    if draft.speaker.as_ref().is_some_and(written) { Certainty::Written } else { Certainty::Inferred }
}

/// Direct when all of it is quoted, mixed when some is, a term not counted.
fn kind(scene: &Scene<'_, '_>, draft: &Draft, content: &[Span], terms: &[Mark<()>]) -> StatementKind {
    let quotes = &scene.doc.quotes;
    let inside = |span: Span| {
        quotes.around(span).any(|(_, quote)| quote.value.inner.iter().any(|inner| inner.contains(span)))
    };
    if draft.nested {
        return StatementKind::Indirect; // the marks around it are those of whoever reports it
    }
    if draft.quoted && content.iter().all(|span| inside(*span)) || content.iter().all(|span| inside(*span)) {
        return StatementKind::Direct;
    }
    let is_term = |inner: Span| terms.binary_search_by_key(&inner, |term| term.span).is_ok();
    let some = content.iter().any(|span| {
        let near = quotes.around(Span { end: span.start, ..*span }).chain(quotes.within(*span));
        near.flat_map(|(_, quote)| &quote.value.inner).any(|inner| span.overlaps(*inner) && !is_term(*inner))
    });
    if some { StatementKind::Mixed } else { StatementKind::Indirect }
}

/// A statement lies within the smallest one that holds all its content.
fn nest(layer: &mut Layer<Statement>) {
    let outer: Vec<Option<Id<Statement>>> = layer
        .iter()
        .map(|(id, mark)| {
            layer
                .around(mark.span)
                .filter(|(other, o)| {
                    *other != id
                        && o.value.content != mark.value.content
                        && mark
                            .value
                            .content
                            .iter()
                            .all(|span| o.value.content.iter().any(|outer| outer.contains(*span)))
                })
                .min_by_key(|(_, o)| o.value.content.iter().map(|span| span.len()).sum::<usize>())
                .map(|(other, _)| other)
        })
        .collect();
    let mut marks = std::mem::take(layer).into_marks();
    for (mark, outer) in marks.iter_mut().zip(outer) {
        mark.value.within = outer;
    }
    *layer = Layer::new(marks);
}
