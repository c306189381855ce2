//! Events: type, parties, modality, who vouches for them; and the events between states alone.

use super::{Article, count, covers};
use crate::names::{is_state, same_parties, same_speaker};
use crate::record::{Party, Read, Unreadable};
use crate::spans::{Cover, align, touches};
use crate::{gold, python, record};

pub(super) fn score(article: &mut Article<'_>) -> Read<()> {
    let (gold, found) = (&article.gold.events, &article.record.events);
    let gold_triggers = covers(gold.iter().map(|g| g.trigger));
    let found_triggers = covers(found.iter().map(|f| f.trigger));
    let near = |i: usize, j: usize, same: bool| meets(&gold_triggers[i], &found_triggers[j], same);

    let pairs = align(gold.len(), found.len(), |i, j| near(i, j, gold[i].kind == found[j].kind), 1.0).pairs;
    let right = count(pairs.iter().map(|(i, j)| gold[*i].kind == found[*j].kind));
    article.tally("event (type)", right, gold.len(), found.len());

    let aligned = align(gold.len(), found.len(), |i, j| near(i, j, complete(&gold[i], &found[j])), 1.0);
    let right = count(aligned.pairs.iter().map(|(i, j)| complete(&gold[*i], &found[*j])));
    article.tally("event (type+actor+recipient)", right, gold.len(), found.len());
    for i in &aligned.missed {
        article.note("event", "missed", told_gold(article, &gold[*i]));
    }
    for j in &aligned.spurious {
        article.note("event", "spurious", told_found(article, &found[*j]));
    }
    for (i, j) in aligned.pairs {
        matched(article, &gold[i], &found[j]);
    }
    between_states(article, gold, found)
}

fn complete(g: &gold::Event, f: &record::Event) -> bool {
    g.kind == f.kind && same_parties(&g.actor, &f.actor) && same_parties(&g.recipient, &f.recipient)
}

/// 0 apart, 1 at the same place, 2 the same besides.
fn meets(gold: &Cover, found: &Cover, same: bool) -> f64 {
    f64::from(u8::from(touches(gold, found)) * (1 + u8::from(same)))
}

fn matched(article: &mut Article<'_>, g: &gold::Event, f: &record::Event) {
    if !complete(g, f) {
        let what = format!("gold {} got {}", told_gold(article, g), told_found(article, f));
        article.note("event", "wrong", what);
    }
    let modality = f.modality.as_deref() == Some(g.modality.as_str());
    article.tally("event modality", usize::from(modality), 1, 1);

    let id = f.according_to.as_deref();
    let named = |s: &&record::Statement| s.id.as_deref() == id && id.is_some_and(|id| !id.is_empty());
    let voice = match article.record.statements.iter().rfind(named) {
        Some(statement) => statement.speaker.as_deref(),
        None => id,
    };
    let right = same_speaker(g.according_to.as_deref(), voice, &article.everyone);
    article.tally("event according to", usize::from(right), 1, 1);
}

/// Only events of which every party is or acts for a state: nothing hangs on how a group is named.
fn between_states(article: &mut Article<'_>, gold: &[gold::Event], found: &[record::Event]) -> Read<()> {
    let of_states = |g: &&gold::Event| g.actor.iter().chain(&g.recipient).all(|party| is_state(party));
    let gold: Vec<&gold::Event> = gold.iter().filter(of_states).collect();
    let mut kept: Vec<&record::Event> = Vec::new();
    for f in found {
        if all_states(f)? {
            kept.push(f);
        }
    }
    let gold_triggers = covers(gold.iter().map(|g| g.trigger));
    let found_triggers = covers(kept.iter().map(|f| f.trigger));
    let near = |i: usize, j: usize| meets(&gold_triggers[i], &found_triggers[j], complete(gold[i], kept[j]));
    let pairs = align(gold.len(), kept.len(), near, 1.0).pairs;
    let right = count(pairs.iter().map(|(i, j)| complete(gold[*i], kept[*j])));
    article.tally("event between states (all)", right, gold.len(), kept.len());
    Ok(())
}

fn all_states(event: &record::Event) -> Read<bool> {
    for party in event.actor.iter().chain(&event.recipient) {
        if let Party::Object { state, .. } = party
            && !python::is_hashable(state)
        {
            return Err(Unreadable("the state of a party is no text".to_owned()));
        }
        if !party.state().is_some_and(is_state) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn told_gold(article: &Article<'_>, g: &gold::Event) -> String {
    format!("{} {:?} -> {:?} at {:?}", g.kind, g.actor, g.recipient, article.show(&[g.trigger]))
}

fn told_found(article: &Article<'_>, f: &record::Event) -> String {
    let told = |parties: &[Party]| -> Vec<String> {
        parties.iter().map(|p| p.state().unwrap_or(p.name()).to_owned()).collect()
    };
    format!("{} {:?} -> {:?} at {:?}", f.kind, told(&f.actor), told(&f.recipient), article.show(&[f.trigger]))
}
