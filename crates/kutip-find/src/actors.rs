//! Actors: everybody of whom the article speaks, with every mention of them.
//!
//! The pass over mentions finds names; this one adds what only stands for somebody: names within others (*Jepang* in
//! *Pemerintah Jepang*), armies, groups, governments without a name, roles, pronouns and clitics. [`scan`] reads them
//! off the sentences with [`phrase`], [`refer`] says who is meant by each in the order of the text, and [`cast`] keeps
//! who there is.

mod apposed;
mod branch;
mod cast;
mod clitics;
mod joint;
mod kin;
mod names;
mod nouns;
mod office;
mod own;
mod pairs;
mod phrase;
mod plural;
mod refer;
mod rolebody;
mod scan;
mod strangers;
mod things;

use crate::events::Sight;
use crate::model::{ActorKind, Reference, Roster};
use kutip_lang::{Class, Lang, Sense, fold};
use kutip_text::{Id, Layer, Mark};

/// Finds all mentions and the members behind them.
pub(crate) fn resolve(sight: &Sight<'_, '_>) -> Roster {
    let drafts = scan::drafts(sight);
    let mut told = refer::Story::new(sight);
    let mut marks: Vec<Mark<Reference>> = Vec::with_capacity(drafts.len());
    for draft in &drafts {
        told.whose(draft, &mut marks);
    }
    told.sides(&mut marks);
    let mut roster = told.cast.finish(Layer::new(without_repeats(marks)));
    for member in &mut roster.members {
        let voice = member.role.as_deref().is_some_and(|role| speaks_for_another(sight.doc.lang, role));
        member.speaks_for = member.of.filter(|_| voice && member.kind == ActorKind::Person);
    }
    roster
}

/// Whether a role is one of speaking for somebody: *Juru bicara Pentagon*, *kuasa hukum*.
pub(crate) fn speaks_for_another(lang: &Lang, role: &str) -> bool {
    let words: Vec<_> = kutip_text::scan::words(role).map(|word| lang.word(&fold(word))).collect();
    let Some((first, rest)) = words.split_first() else { return false };
    lang.phrases(*first).iter().any(|phrase| {
        phrase.sense == Sense::Class(Class::SpeaksFor)
            && lang.rest(phrase).zip(0..).all(|(word, at): (_, usize)| rest.get(at) == Some(&word))
    })
}

/// No mention lies within another of the same member, and one span is of one member.
fn without_repeats(mut marks: Vec<Mark<Reference>>) -> Vec<Mark<Reference>> {
    /// So many mentions may lie around one another.
    const DEPTH: usize = 8;
    marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
    let mut kept: Vec<Mark<Reference>> = Vec::with_capacity(marks.len());
    let mut around: Vec<(kutip_text::Span, Id<crate::model::Member>)> = Vec::new();
    for mark in marks {
        around.retain(|(span, _)| span.end > mark.span.start);
        let repeated = around.iter().any(|(span, member)| {
            span.contains(mark.span) && (*member == mark.value.member || *span == mark.span)
        });
        if !repeated {
            if around.len() < DEPTH {
                around.push((mark.span, mark.value.member));
            }
            kept.push(mark);
        }
    }
    kept
}
