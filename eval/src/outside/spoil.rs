//! Records made worse on purpose, with a seed: a scorer that does not mind measures nothing.

use serde_json::{Value, json};

use crate::random::Random;

/// What is done to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// Items are left out.
    Drop,
    /// Items are moved away, or their ends by a little.
    Shift,
    /// Types, values, units, names and codes are exchanged for others.
    Swap,
}

impl Damage {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Drop, Self::Shift, Self::Swap];

    /// The kind of a name: `drop`, `shift` or `swap`.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|damage| format!("{damage:?}").to_lowercase() == name)
    }
}

/// One item in so many is damaged.
const ONE_IN: usize = 4;

/// Damages about a quarter of the items of each record.
pub fn spoil(records: &[Value], damages: &[Damage], seed: u64) -> Vec<Value> {
    let mut random = Random::new(seed);
    let mut out = records.to_vec();
    for damage in damages {
        for record in &mut out {
            spoil_one(record, *damage, &mut random);
        }
    }
    out
}

fn spoil_one(record: &mut Value, damage: Damage, random: &mut Random) {
    let layers = record.as_object_mut().into_iter().flat_map(|layers| layers.iter_mut());
    for (_, layer) in layers.filter(|(name, _)| *name != "document") {
        let Some(items) = layer.as_array_mut() else { continue };
        if damage == Damage::Drop {
            items.retain(|_| !random.one_in(ONE_IN));
        }
        for item in items.iter_mut() {
            match damage {
                Damage::Drop => {}
                Damage::Shift if random.one_in(ONE_IN) => shift(item, random),
                Damage::Swap => swap(item, random),
                Damage::Shift => {}
            }
        }
    }
}

/// Moves every span of an item: by its own length and more, or its end by a few characters.
fn shift(value: &mut Value, random: &mut Random) {
    let ends = match value.as_array().map(Vec::as_slice) {
        Some([start, end]) => start.as_i64().zip(end.as_i64()),
        _ => None,
    };
    match (ends, value) {
        (Some((start, end)), value) => {
            let (little, far) = (2 + random.below(4) as i64, end - start + 12 + random.below(20) as i64);
            *value = match (random.one_in(2), start >= far) {
                (true, _) if end - start > little => json!([start, end - little]),
                (_, true) => json!([start - far, end - far]),
                _ => json!([start, start + 1]),
            };
        }
        (None, Value::Array(items)) => items.iter_mut().for_each(|item| shift(item, random)),
        (None, Value::Object(fields)) => fields.values_mut().for_each(|field| shift(field, random)),
        _ => {}
    }
}

/// Exchanges about a quarter of the labels, wherever they stand in an item.
fn swap(value: &mut Value, random: &mut Random) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| swap(item, random)),
        Value::Object(fields) => {
            for (key, field) in fields.iter_mut() {
                match others(key) {
                    Some(others) if !field.is_null() && random.one_in(ONE_IN) => {
                        let fresh = others.iter().find(|other| *field != **other);
                        *field = fresh.map_or(Value::Null, |other| json!(other));
                    }
                    _ => swap(field, random),
                }
            }
        }
        _ => {}
    }
}

/// Two labels for a field, so that one of them is another.
fn others(key: &str) -> Option<[&'static str; 2]> {
    let others = match key {
        "type" => ["state", "person"],
        "kind" => ["indirect", "mixed"],
        "value" => ["1066-10-14", "P3D"],
        "unit" => ["tons", "killed"],
        "name" => ["Ragnhild Tveitane", "Teluk Sari"],
        "country" | "state" => ["NOR", "TUV"],
        "sector" => ["BUS", "EDU"],
        _ => return None,
    };
    Some(others)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_damage_and_each_kind_does_some() {
        let item = |i: i64| json!({"span": [i * 50, i * 50 + 9], "type": "DATE", "by": "x"});
        let records =
            vec![json!({"document": {"text_sha256": "x"}, "times": (0..40).map(item).collect::<Value>()})];
        for damage in Damage::ALL {
            let spoiled = spoil(&records, &[damage], 3);
            assert_eq!(spoiled, spoil(&records, &[damage], 3));
            assert_ne!(spoiled, records, "{damage:?}");
            assert_eq!(spoiled[0]["document"], records[0]["document"]);
            let left = spoiled[0]["times"].as_array().unwrap();
            let touched =
                records[0]["times"].as_array().unwrap().iter().filter(|item| !left.contains(item)).count();
            assert!((4..=20).contains(&touched), "{damage:?} {touched}");
        }
        assert_eq!(Damage::named("shift"), Some(Damage::Shift));
    }
}
