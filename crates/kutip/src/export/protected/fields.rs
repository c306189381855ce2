//! Where a record has words about people: names, roles, titles, notes. Ids, addresses, codes and words of closed lists tell
//! nobody's name, and what has the form of one there is something else.

use super::names::Names;
use kutip_record::{Party, Record, Text};
use serde_json::Value;

/// Writes what stands instead of names into all such fields but the text itself.
pub(super) fn replace(record: &mut Record<'static>, names: &Names) {
    let all = |text: &mut Text<'static>| {
        if let Some(replaced) = names.replaced(text) {
            *text = replaced.into();
        }
    };
    let parties = |parties: &mut Vec<Party<'static>>| parties.iter_mut().for_each(|it| all(&mut it.name));
    let document = &mut record.document;
    document.title.iter_mut().for_each(all);
    document.authors.iter_mut().for_each(all);
    for line in &mut document.byline {
        all(&mut line.name);
        all(&mut line.role);
    }
    if let Some(meta) = &mut document.meta {
        meta.to_mut().values_mut().for_each(|value| inputs_own(value, names));
    }
    for actor in &mut record.actors {
        all(&mut actor.name);
        actor.role.iter_mut().for_each(all);
    }
    record.places.iter_mut().for_each(|place| all(&mut place.name));
    record.figures.iter_mut().filter_map(|figure| figure.counted.as_mut()).for_each(all);
    for said in &mut record.statements {
        said.speaker.iter_mut().filter_map(|speaker| speaker.name.as_mut()).for_each(all);
        said.via.iter_mut().for_each(|via| all(&mut via.name));
        said.voiced_by.iter_mut().for_each(|voice| all(&mut voice.name));
    }
    for event in &mut record.events {
        parties(&mut event.actor);
        parties(&mut event.recipient);
    }
    record.commitments.iter_mut().for_each(|it| parties(&mut it.by));
    for pact in &mut record.pacts {
        all(&mut pact.name);
        pact.parties.iter_mut().filter(|party| !is_code(party)).for_each(all);
    }
    record.doubts.iter_mut().for_each(|doubt| all(&mut doubt.note));
}

/// States among the parties of a pact are codes of ISO 3166-1.
fn is_code(party: &str) -> bool {
    party.len() == 3 && party.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The input's other fields: nobody knows what they are, but an address is told by its scheme.
fn inputs_own(value: &mut Value, names: &Names) {
    match value {
        Value::String(text) if !text.contains("://") => {
            if let Some(replaced) = names.replaced(text) {
                *text = replaced;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| inputs_own(item, names)),
        Value::Object(fields) => fields.values_mut().for_each(|item| inputs_own(item, names)),
        _ => {}
    }
}
