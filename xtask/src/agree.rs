//! `agree`: how far two annotations of the same articles agree, layer by layer, by the scorer that scores kutip.
//!
//! Either annotation is the gold once and the record once. F1 is the same both ways wherever an item is simply right or
//! wrong; where names may be shorter on one side it need not be, so both are shown, and their mean. What only one
//! annotator was asked for (an article, a layer) is left out, and said so.

use std::collections::HashMap;
use std::path::Path;

use kutip_eval::faultless::record_of;
use kutip_eval::{MEASURES, Report, Scores};
use serde_json::Value;

use crate::args::Args;
use crate::{Outcome, annotations, files};

/// Layers that an annotation may lack. One that has not a single article with the layer was not asked for it.
const LAYERS: [&str; 9] =
    ["statements", "not_speech", "times", "figures", "events", "commitments", "actors", "places", "pacts"];

pub(crate) fn run(mut args: Args) -> Outcome {
    let (out, form) = (args.path("out"), args.text("format").unwrap_or_else(|| "md".to_owned()));
    let words = args.words();
    args.end()?;
    if words.is_empty() || !words.len().is_multiple_of(2) {
        return Err("give two annotations, or pairs of them: A1 B1 A2 B2".to_owned());
    }
    let table = match form.as_str() {
        "md" => markdown,
        "tsv" => tsv,
        _ => return Err(format!("--format {form}: there are md and tsv")),
    };
    let (mut there, mut back) = (Vec::new(), Vec::new());
    for pair in words.chunks_exact(2) {
        let read = |path: &str| {
            let lines = files::read_lines(Path::new(path))?;
            annotations::joined(&lines, &files::shared().unwrap_or_default())
        };
        let (pair, left_out) = Pair::of(&read(&pair[0])?, &read(&pair[1])?);
        left_out.iter().for_each(|what| eprintln!("left out: {what}"));
        there.push(pair.score(false));
        back.push(pair.score(true));
    }
    let merged = |reports| Report::merged(reports, &MEASURES).with_intervals();
    let (there, back) = (merged(there), merged(back));
    if there.articles == 0 {
        return Err("no article is in both annotations".to_owned());
    }
    if there.unreadable + back.unreadable + there.broken_spans + back.broken_spans > 0 {
        let told = |m: &kutip_eval::Mistake| format!("{}: {}: {}", m.article, m.kind, m.what);
        let mistakes = there.mistakes.iter().chain(&back.mistakes).filter(|m| m.layer == "record");
        return Err(mistakes.map(told).collect::<Vec<_>>().join("\n"));
    }
    files::put(out.as_deref(), &table(&rows(&there, &back), there.articles))
}

/// The same articles by two hands, with the layers that both were asked for.
struct Pair {
    a: Vec<Value>,
    b: Vec<Value>,
}

impl Pair {
    fn of(a: &[Value], b: &[Value]) -> (Self, Vec<String>) {
        let text = |line: &Value| line["text"].as_str().unwrap_or_default().to_owned();
        let name = |line: &Value| line["id"].as_str().unwrap_or("an article without id").to_owned();
        let by_text: HashMap<String, &Value> = b.iter().map(|line| (text(line), line)).collect();
        let mut left_out = Vec::new();
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for line in a {
            match by_text.get(&text(line)) {
                Some(twin) => {
                    ours.push(line.clone());
                    theirs.push((*twin).clone());
                }
                None => left_out.push(format!("{}, which only the first has", name(line))),
            }
        }
        let met = |line: &&Value| ours.iter().any(|other| text(other) == text(line));
        let alone = b.iter().filter(|line| !met(line));
        left_out.extend(alone.map(|line| format!("{}, which only the second has", name(line))));
        for (first, second) in ours.iter_mut().zip(&mut theirs) {
            for layer in LAYERS {
                if first.get(layer).is_some() != second.get(layer).is_some() {
                    left_out.push(format!("{layer} of {}, which only one has", name(first)));
                    drop_layer(first, layer);
                    drop_layer(second, layer);
                }
            }
        }
        (Self { a: ours, b: theirs }, left_out)
    }

    fn score(&self, turned: bool) -> Report {
        let (gold, other) = if turned { (&self.b, &self.a) } else { (&self.a, &self.b) };
        kutip_eval::score(gold, &other.iter().map(record_of).collect::<Vec<_>>())
    }
}

fn drop_layer(line: &mut Value, layer: &str) {
    if let Some(map) = line.as_object_mut() {
        map.shift_remove(layer);
    }
}

/// One measure both ways.
struct Row {
    measure: &'static str,
    there: Scores,
    back: Scores,
}

impl Row {
    fn mean(&self) -> f64 {
        f64::midpoint(self.there.f1, self.back.f1)
    }

    /// The ends of the intervals, of both ways the mean.
    fn interval(&self) -> Option<(f64, f64)> {
        let mean = |a: Option<f64>, b: Option<f64>| Some(f64::midpoint(a?, b?));
        Some((mean(self.there.low, self.back.low)?, mean(self.there.high, self.back.high)?))
    }
}

fn rows(there: &Report, back: &Report) -> Vec<Row> {
    let row = |measure: &'static str| {
        Some(Row { measure, there: *there.measure(measure)?, back: *back.measure(measure)? })
    };
    MEASURES.into_iter().filter_map(row).collect()
}

fn markdown(rows: &[Row], articles: usize) -> String {
    let mut out = format!(
        "{articles} articles by two hands\n\n\
         | measure | first | second | F1 | 95 % | first as gold | second as gold |\n\
         | --- | ---: | ---: | ---: | --- | ---: | ---: |\n"
    );
    for row in rows {
        let interval = row.interval().map_or(String::new(), |(low, high)| format!("{low:.2} to {high:.2}"));
        let (there, back) = (&row.there, &row.back);
        let counts = format!("{} | {}", there.gold, there.found);
        out += &format!(
            "| {} | {counts} | {:.3} | {interval} | {:.3} | {:.3} |\n",
            row.measure,
            row.mean(),
            there.f1,
            back.f1
        );
    }
    out
}

fn tsv(rows: &[Row], articles: usize) -> String {
    let mut out =
        "articles\tmeasure\tfirst\tsecond\tf1\tlow\thigh\tfirst as gold\tsecond as gold\n".to_owned();
    for row in rows {
        let end = |end: Option<f64>| end.map(|end| format!("{end:.4}")).unwrap_or_default();
        let (low, high) = row.interval().unzip();
        let (there, back) = (&row.there, &row.back);
        out += &format!(
            "{articles}\t{}\t{}\t{}\t{:.4}\t{}\t{}\t{:.4}\t{:.4}\n",
            row.measure,
            there.gold,
            there.found,
            row.mean(),
            end(low),
            end(high),
            there.f1,
            back.f1
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn article(id: &str, text: &str, times: &[[i64; 2]]) -> Value {
        let time = |span: &[i64; 2]| json!({"span": span, "type": "DATE", "value": "XXXX-WXX-1"});
        json!({"id": id, "text": text, "statements": [], "figures": [],
               "times": times.iter().map(time).collect::<Value>()})
    }

    #[test]
    fn two_hands_agree_the_same_both_ways_and_pairs_are_merged() {
        let a = [article("a", "Senin, Selasa, Rabu", &[[0, 5], [7, 13]])];
        let b = [article("a", "Senin, Selasa, Rabu", &[[0, 5], [15, 19], [7, 8]])];
        let c = [article("c", "Kamis", &[[0, 5]])];
        let (first, left_out) = Pair::of(&a, &b);
        let (second, _) = Pair::of(&c, &c);
        assert!(left_out.is_empty());
        let merged =
            |turned| Report::merged([first.score(turned), second.score(turned)], &MEASURES).with_intervals();
        let rows = rows(&merged(false), &merged(true));
        let spans = rows.iter().find(|row| row.measure == "time (span)").unwrap();
        assert_eq!((spans.there.gold, spans.there.found), (3, 4));
        assert_eq!((spans.there.f1, spans.back.f1), (0.5714, 0.5714));
        assert_eq!(spans.there.precision, spans.back.recall);
        let table = markdown(&rows, 2);
        assert!(table.contains("| time (span) | 3 | 4 | 0.571 | 0.40 to 1.00 | 0.571 | 0.571 |"), "{table}");
        assert!(tsv(&rows, 2).contains("2\ttime (span)\t3\t4\t0.5714\t0.4000\t1.0000\t0.5714\t0.5714\n"));
    }

    #[test]
    fn what_only_one_was_asked_for_is_left_out() {
        let mut a = article("a", "Senin", &[[0, 5]]);
        let b = [article("a", "Senin", &[[0, 5]]), article("b", "Rabu", &[])];
        a["events"] = json!([{"trigger": [0, 5], "type": "AID", "actor": [], "recipient": [],
                              "modality": "asserted", "according_to": null}]);
        let (pair, left_out) = Pair::of(&[a], &b);
        assert_eq!(left_out, ["b, which only the second has", "events of a, which only one has"]);
        let report = pair.score(false);
        assert!(report.measure("event (type)").is_none());
        assert_eq!(report.measure("time (span+value)").unwrap().f1, 1.0);
    }
}
