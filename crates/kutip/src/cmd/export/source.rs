//! Where an export takes its records from: the store, or lines of JSON.

use crate::archive;
use crate::args::{ExportArgs, OnlyArgs};
use crate::exit::Exit;
use crate::records::Records;
use kutip::export::Kept;
use kutip::{InputError, Place, Record};
use kutip_record::Ids;
use kutip_store::{Filter, Policy, Store, host};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

/// A record that was taken.
pub(super) struct Taken {
    pub(super) place: Place,
    pub(super) record: Record<'static>,
    pub(super) ids: Ids,
    pub(super) kept: Kept,
}

/// Records that pass what is asked of articles.
pub(super) enum Source {
    Lines { records: Records, only: Only },
    Store { records: kutip_store::Records<Store>, path: PathBuf, broken: Option<Exit> },
}

/// What is asked of articles that come from no store.
pub(super) struct Only {
    filter: Filter,
    left: Option<usize>,
}

impl Source {
    /// Opens what the command line names. The number grows with the bytes that are read.
    pub(super) fn open(args: &ExportArgs) -> Result<(Self, Arc<AtomicU64>), Exit> {
        let filter = filter(&args.only);
        if !args.from.is_empty() {
            let records = Records::new(args.from.clone());
            let bytes = records.bytes_read();
            let only = Only { left: filter.limit, filter };
            return Ok((Self::Lines { records, only }, bytes));
        }
        let store = archive::read(&args.store)?;
        let records = store.into_records(&filter);
        let path = args.store.store.clone();
        Ok((Self::Store { records, path, broken: None }, Arc::default()))
    }

    /// Why no more records came, where that is no end.
    pub(super) fn broken(&self) -> Option<Exit> {
        match self {
            Self::Lines { .. } => None,
            Self::Store { broken, .. } => *broken,
        }
    }
}

impl Iterator for Source {
    type Item = Result<Taken, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Lines { records, only } => only.next(records),
            Self::Store { records, path, broken } => match records.next()? {
                Ok(stored) => {
                    let place = Place { file: path.to_string_lossy().into_owned(), line: None };
                    let kept = match stored.policy {
                        Policy::Full => Kept::Whole,
                        Policy::Spans => Kept::Stretches,
                        Policy::Hash => Kept::Nothing,
                    };
                    Some(Ok(Taken { place, record: stored.record, ids: stored.ids, kept }))
                }
                Err(error) => {
                    *broken = Some(archive::say(&error, path));
                    None
                }
            },
        }
    }
}

impl Only {
    fn next(&mut self, records: &mut Records) -> Option<Result<Taken, InputError>> {
        while self.left != Some(0) {
            let (place, record) = match records.next()? {
                Ok(found) => found,
                Err(error) => return Some(Err(error)),
            };
            let ids = Ids::of(&record);
            if !self.passes(&record, &ids) {
                continue;
            }
            self.left = self.left.map(|left| left - 1);
            // A record without its text, as archives write them that keep hashes alone.
            let gone = record.document.text.is_empty() && record.document.text_sha256 != kutip::sha256("");
            let kept = if gone { Kept::Nothing } else { Kept::Whole };
            return Some(Ok(Taken { place, record, ids, kept }));
        }
        None
    }

    /// As the store asks it.
    fn passes(&self, record: &Record<'_>, ids: &Ids) -> bool {
        let (document, filter) = (&record.document, &self.filter);
        let day = document.published.or(document.anchor.map(|anchor| anchor.date)).map(|day| day.0);
        let same = |asked: &Option<String>, there: Option<&str>| {
            asked.as_deref().is_none_or(|asked| there.is_some_and(|there| there.eq_ignore_ascii_case(asked)))
        };
        same(&filter.outlet, document.outlet.as_deref())
            && same(&filter.host, document.uri.as_deref().and_then(host).as_deref())
            && same(&filter.language, Some(&document.language))
            && same(&filter.article, Some(&ids.article))
            && filter.since.is_none_or(|since| day.is_some_and(|day| since <= day))
            // One without a day comes before all others.
            && filter.until.is_none_or(|until| day.is_none_or(|day| day <= until))
    }
}

fn filter(only: &OnlyArgs) -> Filter {
    Filter {
        text: only.text.clone(),
        outlet: only.outlet.clone(),
        host: only.host.clone(),
        since: only.since,
        until: only.until,
        language: only.lang.as_deref().map(str::to_lowercase),
        article: only.article.clone(),
        limit: only.limit,
        ..Filter::default()
    }
}
