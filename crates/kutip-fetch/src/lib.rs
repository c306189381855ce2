//! Pages and feeds from the network: only when somebody asks, politely, and within limits.
//!
//! Each hop of a request is judged by the addresses that its host resolves to, and the address that was judged is the one
//! that is connected. One request at a time and a pause between two to the same host; `robots.txt` is followed; an answer
//! that did not change since is not sent again.

mod addresses;
mod client;
mod error;
mod resolver;

pub use addresses::is_public;
pub use client::{Ask, Client, Got, LONGEST_URL_BYTES, MOST_HOPS, Page, Policy, plain};
pub use error::{FetchError, Refusal};
