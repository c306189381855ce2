//! Mentions.
use crate::model::*;
use kutip_lang::Lang;
use kutip_text::Layer;
pub(crate) fn find(_t: &str, _k: &[Token], _x: &Terms<'_>, _s: &[Sentence], _m: &Layer<Time>, _l: &Lang) -> (Layer<Mention>, Vec<Actor>) { (Layer::default(), Vec::new()) }
