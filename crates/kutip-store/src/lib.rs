//! The archive: records, texts, versions and changes in one SQLite file that other programs can read as it is.
//!
//! A record goes in as [`Prepared`] rows, in a [`Batch`] that is committed as a whole, and comes back as it was
//! ([`Store::record`], [`Store::records`]). What tables there are is written in `schema.sql` and told in `docs/store.md`.
//!
//! Nothing here reads the clock: the time of a change is an argument.
//!
//! ```
//! use kutip_store::{Mode, Outcome, Policy, Prepared, Store, Writer};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let path = std::env::temp_dir().join(format!("kutip-store-doc-{}.db", std::process::id()));
//! let mut store = Store::open(&path, &Mode::Create(Writer::default(), Policy::Full))?;
//! let line = r#"{"schema":"kutip/1","kutip":"0.1.0","document":{"text_sha256":"","language":"id","text":"Sari tiba."}}"#;
//! let record = kutip_record::Record::from_json(line)?;
//! let mut batch = store.batch("2026-11-29T12:00:00Z")?;
//! assert_eq!(batch.put(&record, "kutip 0.1.0", Policy::Full)?, Outcome::Added);
//! assert_eq!(batch.put(&record, "kutip 0.1.0", Policy::Full)?, Outcome::Unchanged);
//! batch.commit()?;
//! let id = Prepared::of(record.clone(), "", Policy::Full).article().to_owned();
//! assert_eq!(store.record(&id)?.map(|stored| stored.record), Some(record));
//! # for end in ["", "-lock"] { std::fs::remove_file(format!("{}{end}", path.display()))?; }
//! # Ok(())
//! # }
//! ```

mod back;
mod batch;
mod cell;
mod changes;
mod chosen;
mod error;
mod fetched;
mod forget;
mod known;
mod lists;
mod lock;
mod migrate;
mod place;
mod policy;
mod prepared;
mod remote;
mod rows;
pub mod search;
mod sources;
mod space;
mod stats;
mod store;
mod verify;

pub use back::{Found, Records, Stored};
pub use batch::{Batch, Outcome};
pub use changes::{Change, Version};
pub use chosen::{Chosen, ChosenItems};
pub use error::StoreError;
pub use fetched::{Fetched, Health};
pub use forget::Forget;
pub use known::{Familiar, Known};
pub use lists::{Hit, List, Page};
pub use lock::Writer;
pub use policy::{Policies, Policy, host};
pub use prepared::{Prepared, content};
pub use remote::remote_file_system;
pub use sources::SourceRow;
pub use space::{LEAST_FREE_BYTES, check_free, free_bytes};
pub use stats::Stats;
pub use store::{Mode, SCHEMA, Store, Sync};
pub use verify::{Checked, Fault, lies_in_its_text};
