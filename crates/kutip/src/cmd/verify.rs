//! `kutip verify`: whether a store holds what it should.

use crate::archive;
use crate::args::VerifyArgs;
use crate::exit::Exit;
use crate::notices;
use kutip::Tongue;
use serde_json::json;
use std::io::{self, Write};

/// Messages on a terminal are not more than this; `--json` has them all.
const MOST_SAID: u64 = 50;

pub(crate) fn run(args: &VerifyArgs) -> Exit {
    let store = match archive::read(&args.store) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let mut out = io::stdout().lock();
    let mut faults: u64 = 0;
    let mut broken = None;
    let checked = store.verify(|fault| {
        faults += 1;
        if args.json {
            let line = json!({"article": fault.article, "fault": fault.what});
            broken = writeln!(out, "{line}").err();
        } else if faults <= MOST_SAID {
            let text = format!("{} {}", fault.article, fault.what);
            notices::fail("K7006", text.trim(), text.trim());
        }
        broken.is_none()
    });
    let checked = match checked {
        Ok(checked) => checked,
        Err(error) => return archive::say(&error, &args.store.store),
    };
    let (articles, items) = (checked.articles, checked.items);
    let line = if args.json {
        json!({"articles": articles, "items": items, "faults": faults}).to_string()
    } else if faults == 0 && args.quiet {
        return Exit::Done;
    } else {
        match notices::tongue() {
            Tongue::English => format!("{articles} articles, {items} items, {faults} faults"),
            Tongue::Indonesian => format!("{articles} artikel, {items} butir, {faults} kesalahan"),
        }
    };
    let broken = broken.or_else(|| writeln!(out, "{line}").err());
    match broken {
        Some(error) => Exit::of_write(&error),
        None if faults == 0 => Exit::Done,
        None => Exit::CheckFailed,
    }
}
