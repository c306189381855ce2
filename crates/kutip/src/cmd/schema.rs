//! `kutip schema`

use crate::exit::Exit;
use std::io::{self, Write};

pub(crate) fn run() -> Exit {
    match io::stdout().write_all(kutip::SCHEMA.as_bytes()) {
        Ok(()) => Exit::Done,
        Err(error) => Exit::of_write(&error),
    }
}
