//! A treebank made worse on purpose, with a seed; its characters stay the same.

use crate::outside::spoil::Damage;
use crate::random::Random;

/// One word in so many is damaged.
const ONE_IN: usize = 6;

type Row = Vec<String>;

/// `Drop` loses words (two become one) and sentence breaks, `Shift` moves heads, `Swap` exchanges tags, features, lemmas
/// and relations.
pub fn spoil(text: &str, damages: &[Damage], seed: u64) -> Result<String, String> {
    let mut random = Random::new(seed);
    let mut sentences: Vec<Vec<Row>> = vec![Vec::new()];
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match (line.trim().is_empty(), sentences.last_mut()) {
            (false, Some(last)) => last.push(line.split('\t').map(str::to_owned).collect()),
            _ => sentences.push(Vec::new()),
        }
    }
    sentences.retain(|rows| !rows.is_empty());
    for rows in &mut sentences {
        rows.retain(|row| !row[0].contains('.'));
        if rows.iter().any(|row| row.len() != 10) {
            return Err("a line without 10 columns".to_owned());
        }
    }
    for damage in damages {
        match damage {
            Damage::Drop => {
                sentences.iter_mut().for_each(|rows| join_words(rows, &mut random));
                sentences = join_sentences(sentences, &mut random);
            }
            Damage::Shift => sentences.iter_mut().for_each(|rows| move_heads(rows, &mut random)),
            Damage::Swap => sentences.iter_mut().flatten().for_each(|row| swap(row, &mut random)),
        }
    }
    let written = |rows: Vec<Row>| rows.iter().map(|row| row.join("\t") + "\n").collect::<String>() + "\n";
    Ok(sentences.into_iter().map(written).collect())
}

fn number(text: &str) -> usize {
    text.parse().unwrap_or(0)
}

/// Makes one word of two neighbours where the second is a leaf that no token of several words holds.
fn join_words(rows: &mut Vec<Row>, random: &mut Random) {
    let mut at = 1;
    while at < rows.len() {
        let id = number(&rows[at][0]);
        let is_leaf = !rows.iter().any(|row| number(&row[6]) == id);
        let is_plain = |row: &Row| !row[0].contains('-') && !covered(rows, number(&row[0]));
        let fits = is_leaf && is_plain(&rows[at]) && is_plain(&rows[at - 1]);
        if fits && random.one_in(ONE_IN) {
            let gone = rows.remove(at);
            rows[at - 1][1] += &gone[1];
            rows.iter_mut().for_each(|row| renumber(row, id, |n| n - 1));
        } else {
            at += 1;
        }
    }
}

fn covered(rows: &[Row], id: usize) -> bool {
    let holds = |row: &Row| {
        row[0].split_once('-').is_some_and(|(first, last)| (number(first)..=number(last)).contains(&id))
    };
    rows.iter().any(holds)
}

/// Changes the numbers of words, and of heads, from `from` on.
fn renumber(row: &mut Row, from: usize, change: impl Fn(usize) -> usize) {
    let renamed =
        |text: &str| if number(text) >= from { change(number(text)).to_string() } else { text.to_owned() };
    row[0] = row[0].split('-').map(renamed).collect::<Vec<_>>().join("-");
    if row[6] != "_" {
        row[6] = renamed(&row[6]);
    }
}

fn join_sentences(sentences: Vec<Vec<Row>>, random: &mut Random) -> Vec<Vec<Row>> {
    let mut out: Vec<Vec<Row>> = Vec::new();
    for mut rows in sentences {
        match out.last_mut().filter(|_| random.one_in(2)) {
            Some(last) => {
                let before = last.iter().filter(|row| !row[0].contains('-')).count();
                let root = last.iter().find(|row| row[6] == "0").map_or("0".to_owned(), |row| row[0].clone());
                for row in &mut rows {
                    renumber(row, 1, |n| n + before);
                    if row[6] == "0" {
                        (row[6], row[7]) = (root.clone(), "parataxis".to_owned());
                    }
                }
                last.append(&mut rows);
            }
            None => out.push(rows),
        }
    }
    out
}

/// Hangs leaves on another word: a leaf can do so without a circle.
fn move_heads(rows: &mut [Row], random: &mut Random) {
    let words = rows.iter().filter(|row| !row[0].contains('-')).count();
    for at in 0..rows.len() {
        let (id, head) = (number(&rows[at][0]), number(&rows[at][6]));
        let is_leaf = !rows[at][0].contains('-') && !rows.iter().any(|row| number(&row[6]) == id);
        let other = (1..=words).find(|other| *other != id && *other != head);
        if let Some(other) = other.filter(|_| is_leaf && head != 0 && random.one_in(ONE_IN)) {
            rows[at][6] = other.to_string();
        }
    }
}

fn swap(row: &mut Row, random: &mut Random) {
    let others = [
        (2, ["entah", "apa"]),
        (3, ["INTJ", "SYM"]),
        (5, ["Case=Voc", "Mood=Pot"]),
        (7, ["vocative", "expl"]),
    ];
    for (column, others) in others {
        if !row[0].contains('-') && row[6] != "0" && random.one_in(ONE_IN) {
            let other = usize::from(row[column] == others[0]);
            row[column] = others[other].to_owned();
        }
    }
}
