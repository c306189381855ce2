//! Hostile inputs, each with its number in the list of hostile cases: what must not happen is a crash, work that grows
//! with the square, more than 256 MB, or a result that is wrong without saying so.
//!
//! The binary runs as its users run it, confined by the system in memory and processor time. Time is that of the
//! processor and not of the clock, so that a busy machine changes little.

#![allow(clippy::unwrap_used)]

#[path = "../common/mod.rs"]
mod common;

mod bytes;
mod confined;
mod letters;
mod markup;
mod packed;
mod pages;
mod size;
