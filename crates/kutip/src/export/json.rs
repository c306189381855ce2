//! JSON that is written item by item.

use super::{File, Outputs};
use serde_json::Value;
use std::io::{self, Write};

/// A list of JSON values between what stands before and behind it.
pub(crate) struct List {
    file: File,
    empty: bool,
}

impl List {
    /// `head` ends with the list's bracket.
    pub(crate) fn begin(out: &mut Outputs, name: &str, head: &str) -> io::Result<Self> {
        let mut file = out.create(name)?;
        file.write_all(head.as_bytes())?;
        Ok(Self { file, empty: true })
    }

    pub(crate) fn put(&mut self, value: &Value) -> io::Result<()> {
        self.file.write_all(if self.empty { b"\n" } else { b",\n" })?;
        self.empty = false;
        Ok(serde_json::to_writer(&mut self.file, value)?)
    }

    /// `tail` begins with what closes the list.
    pub(crate) fn finish(mut self, out: &mut Outputs, tail: &str) -> io::Result<()> {
        self.file.write_all(b"\n")?;
        self.file.write_all(tail.as_bytes())?;
        out.close(self.file)
    }
}

/// An object without the fields that say nothing: null, and empty lists.
pub(crate) fn told(mut value: Value) -> Value {
    if let Some(fields) = value.as_object_mut() {
        fields.retain(|_, value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty()));
    }
    value
}

/// The IRI of an item.
pub(crate) fn urn(id: &str) -> String {
    format!("urn:kutip:{id}")
}
