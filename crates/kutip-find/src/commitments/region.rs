//! Whom the head of a region means by *kami*: *"Kami akan memperbaiki pasar," kata Wali Kota Awu Sari Utami*, where the article
//! names the government of the city.

use crate::events::{Sight, of_actor, role_of};
use crate::model::{Actor, ActorKind, Party, Shape};
use kutip_lang::Hint;
use kutip_text::Id;

/// A list of participants, not a report, has more.
const ACTORS: usize = 200;

/// The parties of *kami*: instead of a person who heads a region its government, as the article names it.
pub(super) fn government(sight: &Sight<'_, '_>, said: Vec<Party>) -> Vec<Party> {
    let himself = match said.as_slice() {
        [party] if party.state.is_none() && party.sector.is_none() => party.actor,
        _ => None,
    };
    match himself.and_then(|actor| of_region(sight, actor)) {
        Some(party) => vec![party],
        None => said,
    }
}

/// The one regional government that shares a name with the person's role, else the only one.
fn of_region(sight: &Sight<'_, '_>, person: Id<Actor>) -> Option<Party> {
    let kind = |actor: &Actor| actor.kind;
    let role =
        role_of(sight, person).filter(|_| kind(&sight.doc.actors[person.index()]) == ActorKind::Person)?;
    role.clone().find(|at| sight.hint(*at, &[Hint::HeadsRegion]).is_some())?;
    let names = |at: usize| sight.token(at).shape != Shape::Lower;
    let bodies = sight.doc.actors.iter().enumerate().take(ACTORS).filter(|(_, actor)| {
        let first = actor.mentions.first().map(|id| sight.mention(*id).tokens.start);
        kind(actor) == ActorKind::Organization
            && first.is_some_and(|at| sight.hint(at, &[Hint::RegionBody]).is_some())
    });
    let bodies: Vec<_> = bodies.collect();
    let shares = |actor: &Actor| {
        let mut words = role.clone().filter(|at| names(*at)).map(|at| sight.text(&(at..at + 1)));
        words.any(|word| actor.name.split_whitespace().skip(1).any(|other| other == word))
    };
    let found = bodies.iter().find(|(_, actor)| shares(actor));
    let only = (bodies.len() == 1).then(|| &bodies[0]);
    found.or(only).map(|(index, _)| of_actor(sight, Id::new(*index)))
}
