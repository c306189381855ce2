//! Records as they would be if the finder went by the syntax. Each variant returns how many items it made or changed.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::tree::{Span, Tree, meets, span};

/// The acts of the lexicon's cues.
pub(super) type Acts = HashMap<&'static str, &'static str>;

/// Where the syntax decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Where {
    /// Wherever it knows one.
    Always,
    /// Where the record has none, or is not sure.
    Unsure,
}

fn items<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// The actor with the longest mention that covers a span.
fn actor_at(record: &Value, at: Span) -> Option<&Value> {
    let covering = items(record, "actors").iter().flat_map(|actor| {
        let mentions = items(actor, "mentions").iter().filter_map(|mention| span(&mention["span"]));
        mentions.filter(|m| m[0] <= at[0] && at[1] <= m[1]).map(move |m| (m[1] - m[0], actor))
    });
    covering.max_by_key(|(length, _)| *length).map(|(_, actor)| actor)
}

/// A speaker at a noun: the record's actor there, else what is written.
fn speaker_at(record: &Value, tree: &Tree, noun: usize) -> Value {
    let at = tree.phrase(noun);
    let written = || {
        let text = record["document"]["text"].as_str().unwrap_or_default();
        text.chars().skip(at[0] as usize).take((at[1] - at[0]) as usize).collect::<String>()
    };
    match actor_at(record, tree.words[noun].span) {
        Some(actor) => {
            json!({"span": at, "name": actor["name"], "type": actor["type"], "actor": actor["id"]})
        }
        None => json!({"span": at, "name": written(), "type": "unnamed", "actor": null}),
    }
}

/// Whether two parts of a record mean the same: one place, one actor or one name.
fn same(a: &Value, b: &Value) -> bool {
    let place = span(&a["span"]).zip(span(&b["span"])).is_some_and(|(a, b)| meets(a, b));
    let equal = |key: &str| !a[key].is_null() && a[key] == b[key];
    place || equal("actor") || equal("name")
}

/// Who speaks by the tree, where the statement has a cue and the tree finds one.
fn speaker(record: &Value, tree: &Tree, statement: &Value) -> Option<Value> {
    let noun = tree.at(span(&statement["cue"]["span"])?).find_map(|cue| tree.speaker(cue))?;
    let said = |at: &Value| span(at).is_some_and(|at| meets(at, tree.words[noun].span));
    // What is said does not say who says it: the tree is wrong there.
    let outside = !items(statement, "content").iter().any(said);
    outside.then(|| speaker_at(record, tree, noun))
}

/// How many statements have a cue, for how many of these the tree has a speaker, for how many it is the record's.
pub(super) fn agreement(record: &Value, tree: &Tree) -> [usize; 3] {
    let statements = items(record, "statements");
    let cues = statements.iter().filter(|statement| !statement["cue"].is_null()).count();
    let named = || statements.iter().filter_map(|s| Some((&s["speaker"], speaker(record, tree, s)?)));
    [cues, named().count(), named().filter(|(old, new)| same(old, new)).count()]
}

/// A and B: the subject of the cue speaks.
pub(super) fn speakers(record: &mut Value, tree: &Tree, which: Where) -> usize {
    let doubts = items(record, "doubts").iter().filter(|doubt| doubt["kind"] == "speaker_unknown");
    let asked: Vec<&Value> = doubts.map(|doubt| &doubt["about"]).collect();
    let change = |statement: &Value| {
        let old = &statement["speaker"];
        let sure =
            !old.is_null() && statement["certainty"] == "written" && !asked.contains(&&statement["id"]);
        let open = which == Where::Always || !sure;
        open.then(|| speaker(record, tree, statement)).flatten().filter(|new| !same(old, new))
    };
    let changes: Vec<_> = items(record, "statements").iter().map(change).collect();
    let count = changes.iter().flatten().count();
    for (at, change) in changes.into_iter().enumerate() {
        if let Some(new) = change {
            record["statements"][at]["speaker"] = new;
        }
    }
    count
}

/// C: a cue of the lexicon that no statement uses, with a subject and a clause of what is said; `marked`: with *bahwa*.
pub(super) fn missed(record: &mut Value, tree: &Tree, acts: &Acts, marked: bool) -> usize {
    let statements = items(record, "statements");
    let used: Vec<Span> = statements.iter().filter_map(|s| span(&s["cue"]["span"])).collect();
    let said: Vec<Span> = statements.iter().flat_map(|s| items(s, "content")).filter_map(span).collect();
    let mut new = Vec::new();
    for (cue, word) in tree.words.iter().enumerate() {
        let Some(act) = acts.get(word.form.as_str()) else { continue };
        if used.iter().any(|used| meets(*used, word.span)) {
            continue;
        }
        let Some((speaker, content)) = tree.agent(cue).zip(content(tree, cue, acts, marked)) else {
            continue;
        };
        // The same words under another cue are no new statement.
        if content.iter().any(|new| said.iter().any(|old| alike(*old, *new))) {
            continue;
        }
        new.push(json!({
            "id": format!("syntax-{cue}"), "kind": "indirect", "content": content,
            "speaker": speaker_at(record, tree, speaker), "cue": {"span": word.span, "lemma": word.form, "act": act},
            "addressee": null, "said_on": null, "via": [], "within": null, "by": "syntax", "certainty": "guess",
        }));
    }
    let count = new.len();
    if let Some(statements) = record["statements"].as_array_mut() {
        statements.extend(new);
    }
    count
}

/// Whether two spans share half of what either covers.
fn alike(a: Span, b: Span) -> bool {
    let both = a[1].min(b[1]).saturating_sub(a[0].max(b[0]));
    2 * both >= a[1].max(b[1]) - a[0].min(b[0])
}

/// What is said by a cue: the clause below it, else the one that it is put into.
fn content(tree: &Tree, cue: usize, acts: &Acts, marked: bool) -> Option<Vec<Span>> {
    let word = |word: usize| &tree.words[word];
    let below = tree.child(cue, "ccomp").or_else(|| tree.child(cue, "parataxis"));
    // *kata X* below another verb reports that verb's clause, and is nothing that the verb reports.
    let below = below.filter(|below| !acts.contains_key(word(*below).form.as_str()));
    let around = || word(cue).head.filter(|_| word(cue).relation == "parataxis");
    let top = below.or_else(around).filter(|top| !marked || tree.child(*top, "mark").is_some())?;
    // *bahwa* introduces the clause and is none of it.
    let stop = |w: usize| w == cue || (word(w).head == Some(top) && word(w).relation == "mark");
    let spans = tree.spans(&tree.below(top, &stop));
    (!spans.is_empty()).then_some(spans)
}

/// Which parties the syntax decides.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parties {
    pub(super) which: Where,
    /// This side alone.
    pub(super) side: Option<&'static str>,
    /// Nouns that the record does not mention, too.
    pub(super) any_noun: bool,
}

/// D: subject and object of an event's verb are its parties.
pub(super) fn parties(record: &mut Value, tree: &Tree, choice: Parties) -> usize {
    let mut count = 0;
    for at in 0..items(record, "events").len() {
        let is_verb = |word: &usize| tree.words[*word].upos == "VERB";
        let trigger = span(&record["events"][at]["trigger"]);
        let Some(verb) = trigger.and_then(|trigger| tree.at(trigger).find(is_verb)) else { continue };
        let sides = [("actor", tree.agent(verb), "recipient"), ("recipient", tree.patient(verb), "actor")];
        for (side, noun, other) in
            sides.into_iter().filter(|(side, ..)| choice.side.is_none_or(|s| s == *side))
        {
            let event = &record["events"][at];
            let old = items(event, side);
            let nouns = noun.map(|noun| tree.joined(noun)).unwrap_or_default();
            let written = |noun| choice.any_noun.then(|| speaker_at(record, tree, noun));
            let party = |noun: &usize| party_at(record, tree, *noun).or_else(|| written(*noun));
            let new: Vec<Value> = nouns.iter().filter_map(party).collect();
            let known = |list: &[Value]| new.iter().all(|new| list.iter().any(|old| same(old, new)));
            let settled = choice.which == Where::Unsure && !old.is_empty();
            if settled || new.is_empty() || known(old) || known(items(event, other)) {
                continue;
            }
            count += 1;
            record["events"][at][side] = Value::from(new);
        }
    }
    count
}

/// A party at a noun that the record mentions, as other events have it where they do.
fn party_at(record: &Value, tree: &Tree, noun: usize) -> Option<Value> {
    let at = tree.words[noun].span;
    let sides = |event| ["actor", "recipient"].map(|side| items(event, side));
    let known = || items(record, "events").iter().flat_map(sides).flatten();
    let covers = |party: &&Value| span(&party["span"]).is_some_and(|p| p[0] <= at[0] && at[1] <= p[1]);
    if let Some(party) = known().find(covers) {
        return Some(party.clone());
    }
    let actor = actor_at(record, at)?;
    if let Some(party) = known().find(|party| party["actor"] == actor["id"]) {
        return Some(party.clone());
    }
    let text = |key: &str| actor[key].as_str().unwrap_or_default();
    let of_state =
        ["state", "armed_forces"].contains(&text("type")) || ["GOV", "MIL"].contains(&text("sector"));
    let state = if of_state { actor["country"].clone() } else { Value::Null };
    Some(json!({
        "name": actor["name"], "state": state, "country": actor["country"], "sector": actor["sector"],
        "actor": actor["id"], "span": tree.phrase(noun),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A record in which *Rina* is the only mention.
    fn record(text: &str, statements: Value, events: Value) -> Value {
        let start = text.find("Rina").unwrap_or(0);
        json!({
            "document": {"text": text}, "doubts": [], "statements": statements, "events": events,
            "actors": [{"id": "a1", "name": "Rina Sasmita", "type": "person", "sector": null, "country": "IDN",
                        "mentions": [{"span": [start, start + 4]}]}],
        })
    }

    /// *Rina mengatakan bahwa pasar dibuka oleh camat*
    fn told() -> (String, Tree) {
        Tree::of(&[
            ("Rina", "PROPN", "nsubj", 2),
            ("mengatakan", "VERB", "root", 0),
            ("bahwa", "SCONJ", "mark", 5),
            ("pasar", "NOUN", "nsubj:pass", 5),
            ("dibuka", "PASSIVE", "ccomp", 2),
            ("oleh", "ADP", "case", 7),
            ("camat", "NOUN", "obl:agent", 5),
        ])
    }

    fn statement(speaker: Value, certainty: &str) -> Value {
        json!([{"id": "s1", "content": [[22, 45]], "cue": {"span": [5, 15]}, "speaker": speaker, "certainty": certainty}])
    }

    #[test]
    fn the_subject_of_the_cue_speaks() {
        let (text, tree) = told();
        let other = json!({"span": [40, 45], "name": "camat", "actor": null});
        let mut wrong = record(&text, statement(other.clone(), "written"), json!([]));
        assert_eq!(agreement(&wrong, &tree), [1, 1, 0]);
        // What the rules are sure of stands in B.
        assert_eq!(speakers(&mut wrong, &tree, Where::Unsure), 0);
        assert_eq!(speakers(&mut wrong, &tree, Where::Always), 1);
        assert_eq!(wrong["statements"][0]["speaker"]["name"], "Rina Sasmita");
        assert_eq!(agreement(&wrong, &tree), [1, 1, 1]);
        assert_eq!(speakers(&mut wrong, &tree, Where::Always), 0);
        for (speaker, certainty) in [(other, "inferred"), (Value::Null, "written")] {
            let mut open = record(&text, statement(speaker, certainty), json!([]));
            assert_eq!(speakers(&mut open, &tree, Where::Unsure), 1);
        }
    }

    #[test]
    fn a_cue_that_nobody_used_gives_a_statement() {
        let (text, tree) = told();
        let acts = Acts::from([("mengatakan", "say")]);
        for marked in [false, true] {
            let mut without = record(&text, json!([]), json!([]));
            assert_eq!(missed(&mut without, &tree, &acts, marked), 1);
            let new = &without["statements"][0];
            assert_eq!(
                (&new["content"], &new["speaker"]["name"]),
                (&json!([[22, 45]]), &json!("Rina Sasmita"))
            );
            assert_eq!(missed(&mut without, &tree, &acts, marked), 0);
            assert_eq!(missed(&mut record(&text, json!([]), json!([])), &tree, &Acts::new(), marked), 0);
        }
    }

    #[test]
    fn a_cue_put_into_a_clause_reports_the_clause() {
        // *Pasar tutup , kata Rina*
        let (text, tree) = Tree::of(&[
            ("Pasar", "NOUN", "nsubj", 2),
            ("tutup", "VERB", "root", 0),
            (",", "PUNCT", "punct", 4),
            ("kata", "VERB", "parataxis", 2),
            ("Rina", "PROPN", "nsubj", 4),
        ]);
        let mut without = record(&text, json!([]), json!([]));
        assert_eq!(missed(&mut without, &tree, &Acts::from([("kata", "say")]), true), 0);
        assert_eq!(missed(&mut without, &tree, &Acts::from([("kata", "say")]), false), 1);
        assert_eq!(without["statements"][0]["content"], json!([[0, 11]]));
    }

    #[test]
    fn subject_and_object_are_the_parties() {
        // *Warga yang memprotes Rina diperiksa*
        let (text, tree) = Tree::of(&[
            ("Warga", "NOUN", "nsubj:pass", 5),
            ("yang", "RELATIVE", "nsubj", 3),
            ("memprotes", "VERB", "acl:relcl", 1),
            ("Rina", "PROPN", "obj", 3),
            ("diperiksa", "PASSIVE", "root", 0),
        ]);
        let choice = Parties { which: Where::Unsure, side: None, any_noun: false };
        let event = |recipient| json!([{"trigger": [11, 20], "actor": [], "recipient": recipient}]);
        let mut open = record(&text, json!([]), event(json!([])));
        assert_eq!(parties(&mut open, &tree, Parties { side: Some("actor"), ..choice }), 0);
        assert_eq!(parties(&mut open, &tree, choice), 1);
        let found = &open["events"][0];
        // A person is no state, wherever she belongs.
        assert_eq!(
            (&found["recipient"][0]["name"], &found["recipient"][0]["state"]),
            (&json!("Rina Sasmita"), &Value::Null)
        );
        assert_eq!(found["actor"], json!([]));
        assert_eq!(parties(&mut open, &tree, Parties { any_noun: true, ..choice }), 1);
        assert_eq!(open["events"][0]["actor"][0]["name"], "Warga");
        let mut other = record(&text, json!([]), event(json!([{"name": "camat", "span": [30, 31]}])));
        assert_eq!(parties(&mut other, &tree, choice), 0);
        assert_eq!(parties(&mut other, &tree, Parties { which: Where::Always, ..choice }), 1);
    }
}
