//! Statements: content, speaker, channel, date, cue, addressee, nesting; and direct quotations alone.

use super::{Article, count};
use crate::names::{same_chain, same_speaker};
use crate::spans::{Aligned, Cover, align, iou, touches};
use crate::{gold, python, record};

pub(super) fn score(article: &mut Article<'_>) {
    let (gold, found) = (&article.gold.statements, &article.record.statements);
    let gold_content: Vec<Cover> = gold.iter().map(|g| Cover::new(g.content.iter().copied())).collect();
    let found_content: Vec<Cover> = found.iter().map(|f| Cover::new(f.content.iter().copied())).collect();
    let everyone = article.everyone.clone();
    let speaks = |i: usize, j: usize| {
        same_speaker(gold[i].speaker_name.as_deref(), found[j].speaker.as_deref(), &everyone)
    };

    // Of two speakers of the same words, each meets his own.
    let alike = |i: usize, j: usize| {
        iou(&gold_content[i], &found_content[j]) + 1e-3 * f64::from(u8::from(speaks(i, j)))
    };
    let exact = align(gold.len(), found.len(), alike, 0.95);
    let overlap = align(gold.len(), found.len(), alike, 0.5);
    article.tally("statement (exact)", exact.pairs.len(), gold.len(), found.len());
    article.tally("statement (overlap)", overlap.pairs.len(), gold.len(), found.len());
    for i in &overlap.missed {
        article.note("statement", "missed", article.show(&gold[*i].content));
    }
    for j in &overlap.spurious {
        article.note("statement", "spurious", article.show(&found[*j].content));
    }

    let mut whole = 0;
    for (i, j) in &overlap.pairs {
        whole += usize::from(matched(article, &gold[*i], &found[*j], speaks(*i, *j)));
    }
    article.tally("attribution (content+speaker+via)", whole, gold.len(), found.len());
    nesting(article, gold, found, &overlap);

    // Direct quotes alone: the part of the job where no mistake is excusable.
    let direct_gold: Vec<usize> = (0..gold.len()).filter(|i| gold[*i].kind == "direct").collect();
    let direct_found: Vec<usize> =
        (0..found.len()).filter(|j| found[*j].kind.as_deref() == Some("direct")).collect();
    let alike = |i: usize, j: usize| iou(&gold_content[direct_gold[i]], &found_content[direct_found[j]]);
    let pairs = align(direct_gold.len(), direct_found.len(), alike, 0.8).pairs;
    let right = count(pairs.iter().map(|(i, j)| speaks(direct_gold[*i], direct_found[*j])));
    article.tally("direct quote + speaker", right, direct_gold.len(), direct_found.len());
}

/// What is known about one matched statement; says whether speaker and channel are right.
fn matched(article: &mut Article<'_>, g: &gold::Statement, f: &record::Statement, speaker: bool) -> bool {
    let via = same_chain(&g.via, &f.via);
    let mut checks = vec![
        ("statement kind", f.kind.as_deref() == Some(g.kind.as_str())),
        ("speaker", speaker),
        ("via", via),
        ("said on", python::is_text(&f.said_on, g.said_on.as_deref())),
    ];
    let cover = |span: Option<[i64; 2]>| span.map(Cover::from).unwrap_or_default();
    if g.cue.is_some() {
        checks.push(("cue", touches(&cover(g.cue), &cover(f.cue))));
    }
    for (measure, ok) in checks {
        article.tally(measure, usize::from(ok), 1, 1);
        if !ok {
            let start: String = article.show(&g.content).chars().take(60).collect();
            let what = format!(
                "{start:?}: gold {} {:?} via {:?} on {:?} got {} {:?} via {:?} on {}",
                g.kind,
                g.speaker_name,
                g.via,
                g.said_on,
                f.kind.as_deref().unwrap_or("null"),
                f.speaker,
                f.via,
                f.said_on
            );
            article.note(measure, "wrong", what);
        }
    }
    let both = g.addressee.is_some() && f.addressee.is_some();
    let right = both && touches(&cover(g.addressee), &cover(f.addressee));
    article.tally(
        "addressee",
        usize::from(right),
        usize::from(g.addressee.is_some()),
        usize::from(f.addressee.is_some()),
    );
    speaker && via
}

/// Which statement reports which; only gold that knows of nesting is scored.
fn nesting(
    article: &mut Article<'_>,
    gold: &[gold::Statement],
    found: &[record::Statement],
    overlap: &Aligned,
) {
    if !gold.iter().any(|g| g.within.is_some()) {
        return;
    }
    let named = |id: &Option<String>| id.as_deref().filter(|id| !id.is_empty()).map(str::to_owned);
    let twin = |j: usize| overlap.pairs.iter().find(|(_, twin)| *twin == j).map(|(i, _)| *i);
    let outer = |f: &record::Statement| {
        let id = named(&f.within)?;
        found.iter().rposition(|other| other.id.as_deref() == Some(id.as_str()))
    };
    let right = count(overlap.pairs.iter().map(|(i, j)| {
        let wanted = gold[*i].within.flatten();
        wanted.is_some() && outer(&found[*j]).and_then(twin) == wanted
    }));
    let in_gold = count(gold.iter().map(|g| g.within.flatten().is_some()));
    let in_found = count(found.iter().map(|f| named(&f.within).is_some()));
    article.tally("within", right, in_gold, in_found);
}
