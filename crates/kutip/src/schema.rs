//! The record's JSON Schema.

/// JSON Schema (2020-12) of the record, as `kutip schema` prints it.
pub const SCHEMA: &str = include_str!("schema.json");
