//! Numbers with what they count.
//!
//! [`read`] finds figures: numbers with their [`unit`] words and numbers that stand alone ([`bare`]); [`state`] sees what
//! became of those who are counted.

pub(crate) mod age;
mod bare;
pub(crate) mod number;
mod parts;
mod read;
mod state;
mod unit;

use crate::model::{Amount, Article, Blocks, Terms, Time, Token};
use crate::times::words::Words;
use kutip_lang::Lang;
use kutip_text::Layer;

/// Finds every figure; expressions of time hold none.
pub(crate) fn find(
    article: &Article,
    blocks: &Blocks,
    tokens: &[Token],
    terms: &Terms<'_>,
    times: &Layer<Time>,
    lang: &Lang,
) -> Layer<Amount> {
    let mut words = Words::new(&article.text, tokens, terms, lang);
    Layer::new(read::all(&mut words, blocks, times))
}

#[cfg(test)]
mod breadth;
#[cfg(test)]
mod tests;
