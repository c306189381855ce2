//! Expressions of time, with the days that they name.
//!
//! Three steps: what the words say ([`read`]), from which day they count ([`anchor`]), what value that gives
//! ([`resolve`]).

mod anchor;
mod calendar;
mod context;
mod dates;
mod elsewhere;
mod impossible;
mod lengths;
mod read;
mod resolve;
mod sense;
mod told;
pub(crate) mod words;
mod years;

use crate::model::{Anchor, Article, Blocks, DoubtKind, Settings, Terms, Time, Token};
use kutip_lang::Lang;
use kutip_text::{Layer, Mark};
use words::Words;

/// Finds every expression of time and the day from which the relative ones count.
pub(crate) fn find(
    article: &Article,
    blocks: &Blocks,
    tokens: &[Token],
    terms: &Terms<'_>,
    lang: &Lang,
    settings: &Settings,
) -> (Layer<Time>, Anchor, Vec<Mark<DoubtKind>>) {
    let mut words = Words::new(&article.text, tokens, terms, lang);
    let found = read::all(&mut words, blocks);
    let mut doubts = Vec::new();
    let anchor = anchor::find(article, blocks, &words, &found, settings, &mut doubts);
    let marks = resolve::all(&mut words, &found, anchor, settings.today, &mut doubts);
    impossible::find(&mut words, &mut doubts);
    (Layer::new(marks), anchor, doubts)
}

#[cfg(test)]
mod breadth;
#[cfg(test)]
mod tests;
