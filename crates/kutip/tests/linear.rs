//! Four times the text takes some four times the time: no input makes the work quadratic.
//!
//! Slow without optimization: `cargo test --release -p kutip --test linear -- --ignored`.

mod common;

use common::read_text;
use std::time::{Duration, Instant};

/// A sentence and how often it is repeated.
const REPEATED: [(&str, usize); 8] = [
    ("kata ", 100_000),
    ("“", 50_000),
    ("“Ya,” kata Sari. ", 30_000),
    ("Menteri Sari mengatakan jalan itu ditutup dan ", 4_000),
    ("Menteri Sari Wulandari ", 10_000),
    ("Rusia menyerang Ukraina dan ", 16_000),
    ("Rusia mengirim 3.000 tentara ke Ukraina. ", 5_000),
    ("Senin (28/10) ", 15_000),
];

#[test]
#[ignore = "measures time: run it alone and optimized"]
fn four_times_the_text_takes_some_four_times_the_time() {
    let mut slow = Vec::new();
    for (piece, times) in REPEATED {
        let once = time_of(piece, times / 4);
        let four = time_of(piece, times);
        // A start takes some milliseconds, whatever is read; short runs say nothing.
        if four > Duration::from_millis(400) && four > once * 8 {
            slow.push(format!("{piece:?}: {once:?}, then {four:?}"));
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

fn time_of(piece: &str, times: usize) -> Duration {
    let text = piece.repeat(times);
    let started = Instant::now();
    read_text(&text);
    started.elapsed()
}
