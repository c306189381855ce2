//! Times and figures: spans that have a value.

use std::collections::HashMap;

use serde_json::Value;

use super::{Article, count, covers};
use crate::names::same_unit;
use crate::record::{Read, Unreadable};
use crate::spans::{align, iou};
use crate::{gold, python, record};

pub(super) fn score(article: &mut Article<'_>) -> Read<()> {
    let (gold, found) = (&article.gold.times, &article.record.times);
    let gold_spans: Vec<_> = gold.iter().map(|g| g.span).collect();
    let found_spans: Vec<_> = found.iter().map(|f| f.span).collect();
    let same = |i: usize, j: usize| found[j].value.as_str() == Some(gold[i].value.as_str());
    spans(article, "time (span)", &gold_spans, &found_spans, &|_, _| true);
    spans(article, "time (span+value)", &gold_spans, &found_spans, &same);

    let (gold, found) = (&article.gold.figures, &article.record.figures);
    let gold_spans: Vec<_> = gold.iter().map(|g| g.span).collect();
    let found_spans: Vec<_> = found.iter().map(|f| f.span).collect();
    spans(article, "figure (value)", &gold_spans, &found_spans, &|i, j| same_value(&gold[i], &found[j]));
    let pairs = spans(article, "figure (value+unit)", &gold_spans, &found_spans, &|i, j| {
        let (g, f) = (&gold[i], &found[j]);
        same_value(g, f)
            && same_unit(g.unit.as_deref(), f.unit.as_deref())
            && python::equal(or_null(&g.upper), or_null(&f.upper))
    });
    for (i, j) in pairs {
        let (g, f) = (&gold[i], &found[j]);
        let same = f.relation.as_str() == Some(g.relation.as_str()) && g.approx == f.approx;
        article.tally("figure relation", usize::from(same), 1, 1);
    }
    revisions(article, gold, found)
}

/// Pairs items by their spans; a pair is right where it `fits`.
fn spans(
    article: &mut Article<'_>,
    measure: &'static str,
    gold: &[[i64; 2]],
    found: &[[i64; 2]],
    fits: &dyn Fn(usize, usize) -> bool,
) -> Vec<(usize, usize)> {
    let (gold_covers, found_covers) = (covers(gold.iter().copied()), covers(found.iter().copied()));
    let aligned = align(gold.len(), found.len(), |i, j| iou(&gold_covers[i], &found_covers[j]), 0.5);
    let right = count(aligned.pairs.iter().map(|(i, j)| fits(*i, *j)));
    article.tally(measure, right, gold.len(), found.len());
    article.note_unpaired(measure, &aligned, gold, found);
    for (i, j) in &aligned.pairs {
        if !fits(*i, *j) {
            article.note(measure, "wrong", format!("{:?}", article.show(&gold[*i..=*i])));
        }
    }
    aligned.pairs
}

fn same_value(gold: &gold::Figure, found: &record::Figure) -> bool {
    let close = |value: f64| (gold.value - value).abs() <= 1e-9 * gold.value.abs().max(1.0);
    python::number(&found.value).is_some_and(close)
}

fn or_null(value: &Value) -> &Value {
    if python::truth(value) { value } else { &Value::Null }
}

/// Which value replaces which: compared as sets of pairs of values.
fn revisions(article: &mut Article<'_>, gold: &[gold::Figure], found: &[record::Figure]) -> Read<()> {
    let by_id: HashMap<&str, &record::Figure> =
        found.iter().filter_map(|f| Some((f.id.as_deref().filter(|id| !id.is_empty())?, f))).collect();
    let mut want: Vec<[Value; 2]> = Vec::new();
    for g in gold {
        if let Some(old) = g.revises {
            insert(&mut want, [Value::from(g.value), Value::from(gold[old].value)])?;
        }
    }
    let mut have: Vec<[Value; 2]> = Vec::new();
    for f in found {
        if let Some(old) = f.revises.as_deref().and_then(|id| by_id.get(id)) {
            insert(&mut have, [f.value.clone(), old.value.clone()])?;
        }
    }
    let shared = count(want.iter().map(|pair| have.iter().any(|other| same_pair(pair, other))));
    article.tally("figure revision", shared, want.len(), have.len());
    Ok(())
}

fn insert(set: &mut Vec<[Value; 2]>, pair: [Value; 2]) -> Read<()> {
    if !pair.iter().all(python::is_hashable) {
        return Err(Unreadable("the value of a figure is no value".to_owned()));
    }
    if !set.iter().any(|other| same_pair(other, &pair)) {
        set.push(pair);
    }
    Ok(())
}

fn same_pair(a: &[Value; 2], b: &[Value; 2]) -> bool {
    a.iter().zip(b).all(|(a, b)| python::equal(a, b))
}
