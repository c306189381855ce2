//! An archive of its own, as `kutip ingest` makes it: one SQLite file that Datasette, DuckDB and the like can read.
//!
//! Without whole texts it keeps no passages, but offsets, names, values and hashes.

use super::{Entry, Export, Options, Outputs};
use kutip_store::{Mode, Policy, Prepared, Store, StoreError, Writer};
use std::fs;
use std::io;
use std::path::PathBuf;

const NAME: &str = "kutip.db";
/// Articles of a transaction.
const BATCH: usize = 256;
/// The time of changes where none is told.
const NO_TIME: &str = "1970-01-01T00:00:00Z";

pub(crate) struct Sqlite {
    store: Store,
    path: PathBuf,
    policy: Policy,
    time: String,
    held: Vec<Prepared>,
}

impl Sqlite {
    pub(crate) fn begin(options: &Options, out: &mut Outputs) -> io::Result<Self> {
        let path = out.path(NAME).ok_or(io::ErrorKind::Unsupported)?;
        let policy = if options.with_text { Policy::Full } else { Policy::Hash };
        let store = Store::open(&path, &Mode::Create(Writer::default(), policy)).map_err(failed)?;
        let time = options.time.clone().unwrap_or_else(|| NO_TIME.to_owned());
        Ok(Self { store, path, policy, time, held: Vec::new() })
    }

    fn flush(&mut self) -> Result<(), StoreError> {
        let mut batch = self.store.batch(&self.time)?;
        for article in self.held.drain(..) {
            batch.write(&article)?;
        }
        batch.commit()
    }
}

impl Export for Sqlite {
    fn put(&mut self, entry: &Entry<'_>, _: &mut Outputs) -> io::Result<()> {
        let reading = format!("export of kutip {}", entry.record.kutip);
        let record = entry.record.clone();
        self.held.push(Prepared::with_ids(record, entry.ids, &reading, entry.policy(self.policy)));
        if self.held.len() >= BATCH { self.flush().map_err(failed) } else { Ok(()) }
    }

    fn finish(mut self: Box<Self>, out: &mut Outputs) -> io::Result<()> {
        self.flush().map_err(failed)?;
        let Self { store, path, .. } = *self;
        // Nobody else has it open: what waits beside it is taken over as it is closed.
        drop(store);
        let mut lock = path.into_os_string();
        lock.push("-lock");
        fs::remove_file(lock)?;
        out.adopt(NAME)
    }
}

fn failed(error: StoreError) -> io::Error {
    match error {
        StoreError::Full => io::ErrorKind::StorageFull.into(),
        error => io::Error::other(error),
    }
}
