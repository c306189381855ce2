//! Where a role ends and a name begins, by what else the article says.

use crate::model::{ActorKind, Form, Mention, Shape, Token, TokenKind, tokens_in};
use hashbrown::HashSet;
use kutip_lang::{Class, ClassSet, fold};
use kutip_text::Layer;

/// *Kepala Riset Asjaya Securities William Wijaya Putra*, later *William*: what stands before the short name within the
/// long one belongs to the role.
/// So does the nickname of a body: *Juru bicara Balard Zainal Mukhtarom*.
pub(super) fn after_roles(
    text: &str,
    tokens: &[Token],
    mentions: &mut Layer<Mention>,
    nicknames: &[&str],
) {
    let persons = |m: &Mention| m.form == Form::Name && m.kind == ActorKind::Person && m.known.is_none();
    let short: HashSet<String> = mentions
        .as_slice()
        .iter()
        .filter(|m| persons(&m.value) && m.value.role.is_none())
        .map(|m| fold(m.value.name.of(text)))
        .collect();
    let firsts: HashSet<&str> = short.iter().filter_map(|name| name.split_whitespace().next()).collect();
    let places = places(text, tokens);
    let mut marks = std::mem::take(mentions).into_marks();
    for mark in &mut marks {
        let mention = &mut mark.value;
        let name = tokens_in(tokens, mention.name);
        if !persons(mention) || mention.role.is_none() || name.len() < 2 {
            continue;
        }
        let after = nicknames.contains(&tokens[name.start].span.of(text)).then_some(name.start + 1);
        let after = after.or_else(|| {
            let of_place = |end: &usize| {
                let start = tokens[name.start].span.to(tokens[*end - 1].span).of(text);
                places.contains(start) && !short.contains(&fold(start))
            };
            (name.start + 1..name.end).rev().find(of_place)
        });
        if after.is_none() && name.len() < 3 {
            continue;
        }
        let whole = firsts.contains(fold(tokens[name.start].span.of(text)).as_str());
        let middle = (name.start + 1..name.end.saturating_sub(1))
            .find(|at| short.contains(&fold(tokens[*at].span.of(text))));
        if let Some(at) = after.or(middle.filter(|_| !whole)) {
            let role = mention.role.unwrap_or(mention.name);
            mention.role = Some(kutip_text::Span::new(role.start as usize, tokens[at - 1].span.end as usize));
            mention.name = tokens[at].span.to(mention.name);
            mention.name.start = tokens[at].span.start;
        }
    }
    *mentions = Layer::new(marks);
}

/// Whatever the article itself calls a place or a body: *di Tanjung Baru*, *Kelurahan Tanjung Baru*.
fn places<'t>(text: &'t str, tokens: &[Token]) -> HashSet<&'t str> {
    const HEADS: ClassSet = ClassSet::of(&[Class::Locative, Class::NamedHead, Class::PlaceHead]);
    let capital = |at: usize| {
        tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word && token.shape != Shape::Lower)
    };
    let heads = tokens.iter().enumerate().filter(|(_, token)| token.classes.any(HEADS));
    let runs = heads.filter_map(|(at, _)| {
        let end = (at + 1..).find(|next| !capital(*next) || tokens[*next].opens_paragraph)?;
        (end > at + 1).then(|| tokens[at + 1].span.to(tokens[end - 1].span).of(text))
    });
    runs.collect()
}
