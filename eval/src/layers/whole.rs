//! The rest of an article: commitments, quoted terms; and the layers that only some gold articles have: who is meant,
//! where, pacts.

use std::collections::BTreeSet;

use super::{Article, count, covers};
use crate::gold::{Actor, Pact};
use crate::names::{same_name, same_speaker};
use crate::record::{self, Read};
use crate::spans::{Aligned, Cover, align, iou};

pub(super) fn score(article: &mut Article<'_>) -> Read<()> {
    commitments(article)?;
    let (terms, found) = (&article.gold.not_speech, &article.record.quoted_terms);
    let pairs = by_span(terms, found, 0.8).pairs;
    article.tally("quoted term", pairs.len(), terms.len(), found.len());
    if let Some(actors) = &article.gold.actors {
        mentions(article, actors);
    }
    places(article);
    if let Some(pacts) = &article.gold.pacts {
        self::pacts(article, pacts)?;
    }
    Ok(())
}

fn by_span(gold: &[[i64; 2]], found: &[[i64; 2]], threshold: f64) -> Aligned {
    let (gold, found) = (covers(gold.iter().copied()), covers(found.iter().copied()));
    align(gold.len(), found.len(), |i, j| iou(&gold[i], &found[j]), threshold)
}

fn commitments(article: &mut Article<'_>) -> Read<()> {
    let (gold, found) = (&article.gold.commitments, &article.record.commitments);
    let gold_actions: Vec<_> = gold.iter().map(|g| g.action).collect();
    let found_actions: Vec<_> = found.iter().map(|f| f.action).collect();
    let pairs = by_span(&gold_actions, &found_actions, 0.5).pairs;
    let mut right = 0;
    for (i, j) in &pairs {
        right += usize::from(same_speaker(gold[*i].by.as_deref(), found[*j].by()?.as_deref(), &[]));
    }
    article.tally("commitment", right, gold.len(), found.len());
    for (i, j) in pairs {
        let same = match (gold[i].condition, found[j].condition) {
            (Some(g), Some(f)) => iou(&Cover::from(g), &Cover::from(f)) >= 0.5,
            (g, f) => g.is_none() && f.is_none(),
        };
        article.tally("commitment condition", usize::from(same), 1, 1);
    }
    Ok(())
}

fn mentions(article: &mut Article<'_>, actors: &[Actor]) {
    let gold: Vec<(usize, [i64; 2])> = actors
        .iter()
        .enumerate()
        .flat_map(|(a, actor)| actor.mentions.iter().map(move |m| (a, *m)))
        .collect();
    let all = &article.record.actors;
    let found: Vec<(usize, [i64; 2])> =
        all.iter().enumerate().flat_map(|(a, actor)| actor.mentions.iter().map(move |m| (a, *m))).collect();
    let spans =
        |items: &[(usize, [i64; 2])]| -> Vec<[i64; 2]> { items.iter().map(|(_, span)| *span).collect() };
    let aligned = by_span(&spans(&gold), &spans(&found), 0.5);
    article.tally("mention (span)", aligned.pairs.len(), gold.len(), found.len());

    // Whose: two mentions are of one actor in gold exactly when they are in the record, pair by pair of matched ones.
    let whose: Vec<(usize, usize)> = aligned.pairs.iter().map(|(i, j)| (gold[*i].0, found[*j].0)).collect();
    let (mut both, mut in_gold, mut in_found) = (0, 0, 0);
    for (i, (g, f)) in whose.iter().enumerate() {
        for (other_g, other_f) in &whose[..i] {
            both += usize::from(g == other_g && f == other_f);
            in_gold += usize::from(g == other_g);
            in_found += usize::from(f == other_f);
        }
    }
    article.tally("same actor (pairs)", both, in_gold, in_found);

    let good: Vec<bool> =
        whose.iter().map(|(g, f)| same_actor(&actors[*g], &all[*f], &article.everyone)).collect();
    article.tally("mention (span+whose)", count(good.iter().copied()), gold.len(), found.len());
    for i in &aligned.missed {
        let what = format!("{:?} = {}", article.show(&[gold[*i].1]), actors[gold[*i].0].name);
        article.note("mention", "missed", what);
    }
    for ((i, j), ok) in aligned.pairs.iter().zip(good) {
        if !ok {
            let (g, f) = (&actors[gold[*i].0].name, all[found[*j].0].name.as_deref());
            let what = format!("{:?}: gold {g} got {}", article.show(&[gold[*i].1]), f.unwrap_or("null"));
            article.note("mention", "wrong", what);
        }
    }
}

/// By name; a state and its army also by country.
fn same_actor(gold: &Actor, found: &record::Actor, everyone: &[crate::names::Words]) -> bool {
    let kind = found.kind.as_deref();
    same_name(&gold.name, found.name.as_deref().unwrap_or(""), everyone)
        || (["country", "armed_forces"].contains(&gold.kind.as_str())
            && gold.country.is_some()
            && gold.country == found.country
            && (kind == Some(gold.kind.as_str()) || kind == Some("state")))
}

fn places(article: &mut Article<'_>) {
    let Some(gold) = &article.gold.places else { return };
    let found = &article.record.places;
    let gold_spans: Vec<_> = gold.iter().map(|g| g.span).collect();
    let found_spans: Vec<_> = found.iter().map(|f| f.span).collect();
    let aligned = by_span(&gold_spans, &found_spans, 0.5);
    let right = count(aligned.pairs.iter().map(|(i, j)| gold[*i].country == found[*j].country));
    article.tally("place (span+country)", right, gold.len(), found.len());
    for i in &aligned.missed {
        article.note("place", "missed", article.show(&gold_spans[*i..=*i]));
    }
}

fn pacts(article: &mut Article<'_>, gold: &[Pact]) -> Read<()> {
    let found = &article.record.pacts;
    if gold.is_empty() {
        article.tally("pact (name+parties+kind)", 0, 0, found.len());
        return Ok(());
    }
    let names = covers(gold.iter().map(|g| g.name));
    let found_names = found.iter().map(record::Pact::cover).collect::<Read<Vec<_>>>()?;
    let pairs = align(gold.len(), found.len(), |i, j| iou(&names[i], &found_names[j]), 0.5).pairs;
    let set = |parties: &[String]| -> BTreeSet<String> { parties.iter().cloned().collect() };
    let right =
        count(pairs.iter().map(|(i, j)| {
            set(&gold[*i].parties) == set(&found[*j].parties) && gold[*i].kind == found[*j].kind
        }));
    article.tally("pact (name+parties+kind)", right, gold.len(), found.len());
    Ok(())
}
