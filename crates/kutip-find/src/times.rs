//! Expressions of time.
use crate::model::*;
use kutip_lang::Lang;
use kutip_text::{Layer, Mark};
pub(crate) fn find(article: &Article, _b: &Blocks, _t: &[Token], _x: &Terms<'_>, _l: &Lang, _s: &Settings) -> (Layer<Time>, Anchor, Vec<Mark<DoubtKind>>) {
    (Layer::default(), Anchor { day: article.published, inferred: false }, Vec::new())
}
