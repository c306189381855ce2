//! A record under test, read as far as the outside sets need it.
//!
//! As in the scorer of the gold, what is of the wrong type counts as absent and a span outside the text covers nothing.

use serde_json::Value;

use crate::spans::Cover;

type Pair = [i64; 2];

/// A record whose broken spans have been emptied.
pub(super) struct Found<'a>(&'a Value);

impl<'a> Found<'a> {
    pub(super) fn new(record: &'a Value) -> Self {
        Self(record)
    }

    /// The items of a layer.
    pub(super) fn items(&self, layer: &str) -> Vec<&'a Value> {
        list(self.0, layer).iter().filter(|item| item.is_object()).collect()
    }
}

/// The members of a list; none where there is no list.
pub(super) fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// A text; the empty one where there is none.
pub(super) fn word<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// A span that covers something.
pub(super) fn span(value: &Value, key: &str) -> Option<Pair> {
    value.get(key).and_then(pair)
}

/// Spans that cover something.
pub(super) fn spans(value: &Value, key: &str) -> Vec<Pair> {
    list(value, key).iter().filter_map(pair).collect()
}

pub(super) fn pair(value: &Value) -> Option<Pair> {
    match value.as_array()?.as_slice() {
        [start, end] => Some([start.as_i64()?, end.as_i64()?]).filter(|[start, end]| start < end),
        _ => None,
    }
}

/// The span of a part such as the cue; nothing where there is none.
pub(super) fn part(value: &Value, key: &str) -> Cover {
    value.get(key).and_then(|part| span(part, "span")).map(Cover::from).unwrap_or_default()
}
