//! The sentences of the CAMEO codebook, coded in PLOVER by the makers of both: what happened, who did it to whom.
//!
//! A sentence has one coding, its root event, though a reader may rightly find others in it. So what is asked is whether
//! the root event is among those found, and whether it comes first; what else is found costs nothing but the first
//! place. Parties are compared by country, since that is what the codebook notes of them, rebels and victims included.

use serde_json::{Value, json};

use super::found::{Found, list, span, word};
use super::{Article, Item, Set, Sheet, Source, needed, objects};
use crate::names::{enough, is_state, same_name};
use crate::spans::{Cover, align};

pub(super) const SOURCE: Source = Source {
    name: "plover-gsr",
    about: "sentences of the CAMEO codebook coded in PLOVER (English)",
    files: &["en/plover-gsr/plover_gsr_cameo.plover2.jsonl"],
    measures: &MEASURES,
    read,
};

const MEASURES: [&str; 23] = [
    "root event (any)",
    "root event (first)",
    "root event at its words",
    "source",
    "target",
    "sector",
    "root event + parties",
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
];

/// Codes of the codebook that are not, or no longer, those of ISO 3166-1.
const OLD_CODES: [(&str, &str); 3] = [("JAP", "JPN"), ("ITL", "ITA"), ("VTN", "VNM")];

/// A sentence; the few that the set has twice have two codings.
struct Sentence {
    article: Article,
    codings: Vec<Coding>,
}

struct Coding {
    kind: String,
    words: Vec<[i64; 2]>,
    source: Vec<Party>,
    target: Vec<Party>,
}

#[derive(Clone)]
struct Party {
    name: String,
    country: Option<String>,
    sector: Option<String>,
}

fn read(files: &[String]) -> Result<Set, String> {
    let mut sentences: Vec<Sentence> = Vec::new();
    let (mut marked, mut parties, mut coded) = (0, 0, 0);
    let lines = objects(files.first().map_or("", String::as_str))?;
    for line in &lines {
        let coding = Coding::read(line)?;
        marked += usize::from(!coding.words.is_empty());
        let all = coding.source.iter().chain(&coding.target);
        coded += all.clone().filter(|party| party.country.is_some()).count();
        parties += all.count();
        let (id, text) = (needed(line, "id")?, needed(line, "text")?);
        match sentences.iter_mut().find(|other| other.article.text == text) {
            Some(twin) => twin.codings.push(coding),
            None => {
                let article = Article { id, lang: "en", text, ..Article::default() };
                sentences.push(Sentence { article, codings: vec![coding] });
            }
        }
    }
    let texts = sentences.len();
    Ok(Set::of(sentences)
        .count("codings", lines.len())
        .count("texts", texts)
        .count("codings with the event's words marked", marked)
        .count("parties (mutual events have them on both sides)", parties)
        .count("parties with the code of a state", coded))
}

impl Coding {
    fn read(line: &Value) -> Result<Self, String> {
        let event_words = list(line, "spans_char").iter().filter(|mark| mark["role"] == "EVT");
        let words = event_words.filter_map(|mark| Some([mark["start"].as_i64()?, mark["end"].as_i64()?]));
        // `AGREE-0007` has its context, a string, in the place of its targets; it has none.
        let (source, target) = mutual(parties(line, "source"), parties(line, "target"));
        Ok(Self { kind: needed(line, "event_plover2")?, words: words.collect(), source, target })
    }
}

fn parties(line: &Value, role: &str) -> Vec<Party> {
    let party = |party: &Value| {
        let code = word(party, "code");
        let code = OLD_CODES.iter().find(|(old, _)| *old == code).map_or(code, |(_, new)| new);
        // Three letters of the generic sector; what follows tells the group.
        let sector: String = word(party, "sector").chars().take(3).collect();
        Party {
            name: word(party, "actorText").to_owned(),
            country: is_state(code).then(|| code.to_owned()),
            sector: (sector.len() == 3 && sector != "***").then_some(sector),
        }
    };
    list(line, role).iter().map(party).collect()
}

/// Who agrees with one another stands on both sides in a record, and on one in the set.
fn mutual<T: Clone>(source: Vec<T>, target: Vec<T>) -> (Vec<T>, Vec<T>) {
    if target.is_empty() && source.len() > 1 { (source.clone(), source) } else { (source, target) }
}

impl Item for Sentence {
    fn article(&self) -> &Article {
        &self.article
    }

    fn faultless(&self) -> Value {
        let whole = [0, self.article.text.chars().count() as i64];
        let event = |coding: &Coding| {
            let trigger = coding.words.first().copied().unwrap_or(whole);
            json!({"trigger": trigger, "type": coding.kind, "actor": told(&coding.source), "recipient": told(&coding.target)})
        };
        json!({"events": self.codings.iter().map(event).collect::<Value>()})
    }

    fn score(&self, found: &Found<'_>, sheet: &mut Sheet) {
        let mut events: Vec<Event<'_>> = found.items("events").into_iter().filter_map(Event::read).collect();
        events.sort_by_key(|event| event.trigger);
        let first = events.first().map(|event| event.kind);
        let is_first = |coding: &Coding| first == Some(coding.kind.as_str());
        let right = usize::from(self.codings.iter().any(is_first));
        sheet.tally("root event (first)", right, 1, usize::from(first.is_some()));
        for coding in &self.codings {
            score(coding, &events, sheet);
        }
    }
}

fn told(parties: &[Party]) -> Value {
    let party = |p: &Party| json!({"name": p.name, "state": null, "country": p.country, "sector": p.sector});
    parties.iter().map(party).collect()
}

/// An event of a record.
struct Event<'a> {
    trigger: [i64; 2],
    kind: &'a str,
    source: Vec<&'a Value>,
    target: Vec<&'a Value>,
}

impl<'a> Event<'a> {
    fn read(event: &'a Value) -> Option<Self> {
        let role = |key: &str| list(event, key).iter().filter(|party| party.is_object()).collect();
        let (source, target) = mutual(role("actor"), role("recipient"));
        Some(Self { trigger: span(event, "trigger")?, kind: word(event, "type"), source, target })
    }
}

fn score(coding: &Coding, events: &[Event<'_>], sheet: &mut Sheet) {
    let words = Cover::new(coding.words.iter().copied());
    let at_words = |event: &Event<'_>| words.overlap(&Cover::from(event.trigger)) > 0;
    let rank = |event: &Event<'_>| {
        let parties = pairs(&coding.source, &event.source).len() + pairs(&coding.target, &event.target).len();
        (event.kind == coding.kind, at_words(event), parties)
    };
    // Of several that are as good, the first.
    let best = events.iter().rev().max_by_key(|event| rank(event));
    let is_right = best.is_some_and(|event| event.kind == coding.kind);
    let any = usize::from(best.is_some());
    sheet.tally("root event (any)", usize::from(is_right), 1, any);
    if !coding.words.is_empty() {
        let here = events.iter().any(|event| event.kind == coding.kind && at_words(event));
        let some_here = events.iter().any(at_words);
        sheet.tally("root event at its words", usize::from(here), 1, usize::from(some_here));
    }
    type_tallies(coding, best, sheet);
    let (source, target) = best.map_or((Vec::new(), Vec::new()), |e| (e.source.clone(), e.target.clone()));
    let mut all_right = is_right;
    for (role, gold, found) in [("source", &coding.source, source), ("target", &coding.target, target)] {
        let pairs = pairs(gold, &found);
        sheet.tally(role, pairs.len(), gold.len(), found.len());
        all_right &= enough(pairs.len(), gold.len(), found.len());
        for (i, j) in pairs {
            if let Some(sector) = &gold[i].sector {
                sheet.check("sector", word(found[j], "sector") == sector);
            }
        }
    }
    sheet.tally("root event + parties", usize::from(all_right), 1, any);
    if !all_right {
        let what = best.map_or("nothing", |event| event.kind);
        sheet.note("root event + parties", "wrong", format!("gold {} got {what}", coding.kind));
    }
}

fn type_tallies(coding: &Coding, best: Option<&Event<'_>>, sheet: &mut Sheet) {
    let named = |kind: &str| MEASURES.into_iter().find(|measure| *measure == kind);
    let (gold, found) = (named(&coding.kind), best.and_then(|event| named(event.kind)));
    if let Some(gold) = gold {
        sheet.tally(gold, usize::from(found == Some(gold)), 1, 0);
    }
    if let Some(found) = found {
        sheet.tally(found, 0, 0, 1);
    }
}

/// Parties of one country; those of no state by name.
fn pairs(gold: &[Party], found: &[&Value]) -> Vec<(usize, usize)> {
    let same = |i: usize, j: usize| {
        let country = [word(found[j], "country"), word(found[j], "state")];
        let name = word(found[j], "name");
        let by_name = same_name(&gold[i].name, name, &[]);
        match &gold[i].country {
            // Of two parties of one country, each meets his namesake.
            Some(code) if country.contains(&code.as_str()) => 1.0 + f64::from(u8::from(by_name)) / 2.0,
            Some(_) => 0.0,
            None => f64::from(u8::from(by_name)),
        }
    };
    align(gold.len(), found.len(), same, 1.0).pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(id: &str, text: &str, kind: &str, target: Value) -> String {
        let spans = json!([{"role": "EVT", "start": 10, "end": 16}]);
        let source = json!([{"actorText": "Norden", "code": "NOR", "sector": "GOV"},
                            {"actorText": "Ostland", "code": "JAP"}]);
        json!({"id": id, "text": text, "event_plover2": kind, "source": source, "target": target,
               "spans_char": spans})
        .to_string()
    }

    fn set() -> Set {
        let one = line("a", "They have agreed to meet.", "AGREE", json!("diplomatic"));
        let two = line(
            "b",
            "They have struck the port.",
            "ASSAULT",
            json!([{"actorText": "Port Union", "code": "NGO"}]),
        );
        let again = line("c", "They have struck the port.", "COERCE", json!([]));
        SOURCE.read(&[format!("{one}\n{two}\n{again}\n")]).unwrap()
    }

    #[test]
    fn a_string_for_a_list_is_no_party_and_a_text_coded_twice_is_read_once() {
        let set = set();
        assert_eq!(set.counts()[..2], [("codings".to_owned(), 3), ("texts".to_owned(), 2)]);
        let report = set.score(&set.faultless());
        assert!(report.scores.iter().all(|(_, scores)| scores.f1 == 1.0), "{report}");
        assert_eq!(report.measure("target").unwrap().gold, 5);
    }

    #[test]
    fn the_root_event_may_be_one_of_several() {
        let set = set();
        let mut records = set.faultless();
        let other = json!({"trigger": [0, 4], "type": "AID", "actor": [], "recipient": []});
        records[0]["events"].as_array_mut().unwrap().insert(0, other);
        let report = set.score(&records);
        assert_eq!(report.measure("root event (any)").unwrap().f1, 1.0);
        assert_eq!(report.measure("root event (first)").unwrap().recall, 0.5);
    }
}
