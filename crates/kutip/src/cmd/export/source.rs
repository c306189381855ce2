//! Where an export takes its records from: the store, or lines of JSON.

use crate::archive;
use crate::args::{ExportArgs, OnlyArgs};
use crate::exit::Exit;
use crate::notices;
use crate::records::Records;
use kutip::export::{Kept, Kind, Options, searched};
use kutip::listing::kind;
use kutip::query::{Field, Query, QueryError, Term, Wanted};
use kutip::{InputError, Place, Record};
use kutip_record::Ids;
use kutip_store::{Chosen, Store, StoreError, Stored, host};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

/// A record that was taken.
pub(super) struct Taken {
    pub(super) place: Place,
    pub(super) record: Record<'static>,
    pub(super) ids: Ids,
    pub(super) kept: Kept,
    pub(super) found: Found,
}

/// Records that pass what is asked of articles.
pub(super) enum Source {
    Lines { records: Records, only: Box<Only> },
    Store { records: OfStore, path: PathBuf, broken: Option<Exit> },
}

/// Articles of a store, and what a search found in each.
pub(super) type OfStore = Box<dyn Iterator<Item = Result<(Stored, Found), StoreError>>>;

/// The items that a search found, by kind and place in the record; none where all are taken.
type Found = Option<Vec<(Kind, Vec<usize>)>>;

/// What is asked of articles that come from no store.
pub(super) struct Only {
    asked: OnlyArgs,
    left: Option<usize>,
}

impl Source {
    /// Opens what the command line names. The number grows with the bytes that are read.
    pub(super) fn open(args: &ExportArgs, options: &Options) -> Result<(Self, Arc<AtomicU64>), Exit> {
        let only = &args.only;
        if !args.from.is_empty() {
            let records = Records::new(args.from.clone());
            let bytes = records.bytes_read();
            let only = Box::new(Only { left: only.limit, asked: only.clone() });
            return Ok((Self::Lines { records, only }, bytes));
        }
        let search = args.search.join(" ");
        let terms = terms(only, &search).map_err(|error| {
            notices::usage(&error.message(notices::tongue()));
            Exit::Usage
        })?;
        let store = archive::read(&args.store)?;
        let path = args.store.store.clone();
        let records = of_store(store, args, options, &terms);
        let records = Box::new(records.take(only.limit.unwrap_or(usize::MAX)));
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
                Ok((stored, found)) => {
                    let place = Place { file: path.to_string_lossy().into_owned(), ..Place::default() };
                    let kept = stored.policy.into();
                    Some(Ok(Taken { place, record: stored.record, ids: stored.ids, kept, found }))
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
            return Some(Ok(Taken { place, record, ids, kept, found: None }));
        }
        None
    }

    /// As the store asks it.
    fn passes(&self, record: &Record<'_>, ids: &Ids) -> bool {
        let (document, asked) = (&record.document, &self.asked);
        let day = document.published.or(document.anchor.map(|anchor| anchor.date)).map(|day| day.0);
        let same = |asked: &Option<String>, there: Option<&str>| {
            asked.as_deref().is_none_or(|asked| there.is_some_and(|there| there.eq_ignore_ascii_case(asked)))
        };
        same(&asked.outlet, document.outlet.as_deref())
            && same(&asked.host, document.uri.as_deref().and_then(host).as_deref())
            && same(&asked.lang, Some(&document.language))
            && same(&asked.article, Some(&ids.article))
            && asked.since.is_none_or(|since| day.is_some_and(|day| since <= day))
            // One without a day comes before all others.
            && asked.until.is_none_or(|until| day.is_none_or(|day| day <= until))
    }
}

/// The articles of a store that are asked for: one, or those that a search finds, with the items that it finds in them.
fn of_store(store: Store, args: &ExportArgs, options: &Options, terms: &[Term]) -> OfStore {
    let all = |stored: Stored| (stored, None);
    if let Some(id) = &args.only.article {
        return Box::new(store.record(id).transpose().into_iter().map(move |it| it.map(all)));
    }
    if options.narrowed.is_empty() {
        return Box::new(store.into_records(terms).map(move |it| it.map(all)));
    }
    let chosen = store.into_chosen(&searched(args.to, &options.kinds), terms);
    Box::new(chosen.map(|it| {
        let Chosen { stored, items } = it?;
        Ok((stored, Some(items.into_iter().map(|(list, places)| (kind(list), places)).collect())))
    }))
}

/// The same as a search of the store.
fn terms(only: &OnlyArgs, search: &str) -> Result<Vec<Term>, QueryError> {
    // The one is refused beside the other.
    let mut terms = Query::parse(only.text.as_deref().unwrap_or(search))?.terms;
    let language = only.lang.as_deref().map(str::to_lowercase);
    for (field, value) in [(Field::Outlet, &only.outlet), (Field::Host, &only.host), (Field::Lang, &language)]
    {
        terms.extend(value.as_deref().map(|value| Term::field(field, value)));
    }
    for (field, day) in [(Field::Since, only.since), (Field::Until, only.until)] {
        terms.extend(day.map(|day| Term { not: false, wanted: Wanted::Day(field, day) }));
    }
    Ok(terms)
}
