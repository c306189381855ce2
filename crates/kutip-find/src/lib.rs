//! An article and a language in, a report out.
//!
//! [`analyze`] is the whole of it: one pass a file, each with one public function that borrows the finished layers
//! and returns a new one, so that the signatures are the pipeline. The passes hold no word of a language (what is
//! said of a language lies in its folder in `kutip-lang`), do no IO, read no clock and do not fail: odd input becomes
//! a doubt.

mod actors;
mod amounts;
mod blocks;
mod commitments;
mod doubts;
mod events;
mod figures;
mod mentions;
pub mod model;
mod pacts;
mod places;
pub mod proof;
mod quotes;
mod rules;
mod sentences;
mod statements;
mod times;
mod tokens;

pub use model::{Article, Report, Settings};
pub use rules::rule_name;

use kutip_lang::Lang;
use model::{Document, Findings};

/// What one thread keeps from article to article.
#[derive(Debug, Default)]
pub struct Scratch {}

/// Reads an article.
pub fn analyze<'a>(
    article: &'a Article,
    lang: &'a Lang,
    settings: &Settings,
    _scratch: &mut Scratch,
) -> Report<'a> {
    let text = article.text.as_str();
    let tokens = tokens::find(text, lang);
    let terms = tokens::terms(text, &tokens, lang);
    let blocks = blocks::find(text, &tokens, &terms);
    let (quotes, quote_doubts) = quotes::find(text, &tokens, &terms, lang);
    let sentences = sentences::find(&tokens, &terms, &blocks, &quotes, lang);
    let (times, anchor, time_doubts) = times::find(article, &blocks, &tokens, &terms, lang, settings);
    let amounts = amounts::find(article, &blocks, &tokens, &terms, &times, lang);
    let (mentions, actors) =
        mentions::find(text, &tokens, &terms, &sentences, &times, &amounts, &blocks, lang);
    let document = Document {
        article,
        lang,
        blocks,
        tokens,
        terms,
        quotes,
        sentences,
        times,
        anchor,
        amounts,
        mentions,
        actors,
    };
    let (statements, quoted_terms) = statements::find(&document);
    let figures = figures::find(&document, &statements);
    let events = events::find(&document, &statements);
    let commitments = commitments::find(&document, &statements, &events);
    let sight = events::Sight::new(&document, &statements);
    let roster = actors::resolve(&sight);
    let (places, place_doubts) = places::find(&sight, &roster);
    let scenes = events::places(&sight, &events, &places);
    let pacts = pacts::find(&sight, &roster);
    let actor_doubts = doubts::actors(&document, &roster);
    let doubts =
        doubts::collect(&document, &statements, [quote_doubts, time_doubts, place_doubts, actor_doubts]);
    Report {
        document,
        findings: Findings {
            statements,
            quoted_terms,
            figures,
            events,
            scenes,
            commitments,
            roster,
            places,
            pacts,
            doubts,
        },
    }
}
