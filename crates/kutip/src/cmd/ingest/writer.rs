//! The one thread that writes.

use crate::asked::Asked;
use crate::stop;
use kutip::Place;
use kutip_store::{Familiar, Outcome, Prepared, Store, StoreError};
use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, Instant};

/// Articles in one transaction.
const BATCH: u64 = 400;

/// What is not full after this time is committed as it is, and at once where nothing more comes: whoever feeds a pipe sees
/// his articles.
const LONGEST: Duration = Duration::from_secs(2);
const IDLE: Duration = Duration::from_millis(250);

/// Articles that may wait for the writer.
const AHEAD: usize = 64;

/// What is to be written.
pub(crate) struct Message {
    /// Whether it takes the place of what is there even where that was made with the same.
    pub(crate) anew: bool,
    pub(crate) what: What,
    pub(crate) place: Place,
    /// The address that it came from, if it came from the network.
    pub(crate) asked: Option<Box<Asked>>,
}

/// What came of an input.
pub(crate) enum What {
    /// An article.
    Article(Box<Prepared>),
    /// The id of one that the store has already, or that was forgotten.
    Familiar(String, Familiar),
    /// No article: there is something to be noted of an address alone.
    Nothing,
}

/// What became of the articles that are committed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    /// Addresses that were asked for, feeds and failures included.
    pub(crate) asked: u64,
    /// Those of them that answered that nothing changed.
    pub(crate) not_modified: u64,
    pub(crate) added: u64,
    pub(crate) changed: u64,
    pub(crate) unchanged: u64,
    pub(crate) forgotten: u64,
}

impl Tally {
    fn count(&mut self, outcome: Outcome) {
        let place = match outcome {
            Outcome::Added => &mut self.added,
            Outcome::Changed => &mut self.changed,
            Outcome::Unchanged => &mut self.unchanged,
            Outcome::Forgotten => &mut self.forgotten,
        };
        *place += 1;
    }

    fn add(&mut self, other: Self) {
        self.asked += other.asked;
        self.not_modified += other.not_modified;
        self.added += other.added;
        self.changed += other.changed;
        self.unchanged += other.unchanged;
        self.forgotten += other.forgotten;
    }
}

pub(crate) struct Writer {
    store: Store,
    at: String,
    messages: Receiver<Message>,
    tally: Tally,
}

impl Writer {
    /// Writes what `feed` sends until it is done. What was committed is told in any case.
    pub(crate) fn run(
        store: Store,
        at: String,
        feed: impl FnOnce(SyncSender<Message>),
    ) -> (Tally, Result<(), StoreError>) {
        let (sender, messages) = sync_channel(AHEAD);
        let mut writer = Self { store, at, messages, tally: Tally::default() };
        std::thread::scope(|scope| {
            let writing = scope.spawn(move || {
                let done = writer.write_all();
                (writer.tally, done)
            });
            feed(sender);
            let gone = || (Tally::default(), Err(StoreError::Io("the writing thread has gone".to_owned())));
            writing.join().unwrap_or_else(|_| gone())
        })
    }

    fn write_all(&mut self) -> Result<(), StoreError> {
        while let Ok(first) = self.messages.recv() {
            self.write_batch(first)?;
        }
        Ok(())
    }

    fn write_batch(&mut self, first: Message) -> Result<(), StoreError> {
        let until = Instant::now() + LONGEST;
        let mut batch = self.store.batch(&self.at)?;
        let mut tally = Tally::default();
        let mut cursors = BTreeMap::new();
        let mut done = 0;
        let mut next = Ok(first);
        while let Ok(Message { anew, what, place, asked }) = next {
            let (article, outcome) = match what {
                What::Article(article) => {
                    let put = if anew { batch.replace(&article)? } else { batch.write(&article)? };
                    (Some(article.article().to_owned()), Some(put))
                }
                What::Familiar(article, Familiar::There) => (Some(article), Some(Outcome::Unchanged)),
                What::Familiar(article, Familiar::Forgotten) => (Some(article), Some(Outcome::Forgotten)),
                What::Nothing => (None, None),
            };
            outcome.into_iter().for_each(|outcome| tally.count(outcome));
            match asked {
                Some(asked) => {
                    tally.asked += 1;
                    tally.not_modified += u64::from(asked.is_same());
                    let changed = matches!(outcome, Some(Outcome::Added | Outcome::Changed));
                    batch.fetched(&asked.into_row(article, changed))?;
                }
                None => _ = cursors.insert(place.file, place.line),
            }
            done += 1;
            if done == BATCH || Instant::now() >= until {
                break;
            }
            next = self.messages.recv_timeout(IDLE);
        }
        for (file, line) in cursors {
            batch.cursor(&file, line)?;
        }
        batch.commit()?;
        self.tally.add(tally);
        (0..done).for_each(|_| stop::end());
        Ok(())
    }
}
