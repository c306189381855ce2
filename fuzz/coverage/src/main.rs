//! One target under libFuzzer; `KUTIP_FUZZ` names it.

#![no_main]

use std::sync::LazyLock;

static TARGET: LazyLock<&kutip_fuzz::Target> = LazyLock::new(|| {
    let name = std::env::var("KUTIP_FUZZ").unwrap_or_else(|_| "articles".to_owned());
    kutip_fuzz::target(&name).unwrap_or_else(|| panic!("there is no target {name}"))
});

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    if let Err(fault) = (TARGET.check)(input) {
        panic!("{}: {fault}", TARGET.name);
    }
});
