//! The rules of equality, truth and rounding by which the scores are defined.
//!
//! The reference scorer is a Python script that compares untyped values; where a record under test is odd (a number as
//! text, `true` for 1), the comparison must come out the same here.

use serde_json::Value;

/// Equality of untyped values: numbers by value, whatever their type, and `true` is 1.
pub(crate) fn equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| equal(a, b)))
        }
        _ => match (number(a), number(b)) {
            (Some(a), Some(b)) => a == b,
            (None, None) => a == b,
            _ => false,
        },
    }
}

/// Whether an untyped value is a given text; absent text is null.
pub(crate) fn is_text(value: &Value, text: Option<&str>) -> bool {
    value.as_str() == text && (text.is_some() || value.is_null())
}

/// What counts as true: anything but null, false, zero and what is empty.
pub(crate) fn truth(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(b) => *b,
        Value::Number(n) => n.as_f64() != Some(0.0),
        Value::String(s) => !s.is_empty(),
        Value::Array(a) => !a.is_empty(),
        Value::Object(o) => !o.is_empty(),
    }
}

/// The value of a number or of `true` and `false`.
pub(crate) fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_bool().map(|b| f64::from(u8::from(b))))
}

/// Integers, `true` and `false` among them.
pub(crate) fn is_integer(value: &Value) -> bool {
    value.is_i64() || value.is_u64() || value.is_boolean()
}

/// Whether a value can be a member of a set.
pub(crate) fn is_hashable(value: &Value) -> bool {
    !value.is_array() && !value.is_object()
}

/// A value that stands for a name although it is none.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::String(s) => s.clone(),
        Value::Null => "None".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        other => other.to_string(),
    }
}

/// Four decimals, halves to even.
pub(crate) fn round4(value: f64) -> f64 {
    format!("{value:.4}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn numbers_are_equal_by_value_and_texts_are_not_numbers() {
        assert!(equal(&json!(10000), &json!(10000.0)));
        assert!(equal(&json!(true), &json!(1)));
        assert!(!equal(&json!("1"), &json!(1)));
        assert!(equal(&json!({"a": [1, 2.0]}), &json!({"a": [1.0, 2]})));
        assert!(is_text(&json!(null), None) && !is_text(&json!(5), None) && is_text(&json!("x"), Some("x")));
    }

    #[test]
    fn halves_are_rounded_to_even() {
        assert_eq!([0.03125, 0.09375, 2.0 / 3.0].map(round4), [0.0312, 0.0938, 0.6667]);
    }
}
