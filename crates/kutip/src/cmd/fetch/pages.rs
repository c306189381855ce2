//! Addresses of the network to jobs: one request after the other, feeds before the pages that they name.
//!
//! By what a feed's answer is known is noted behind all that came of it. A run that is stopped in between asks for the whole
//! feed once more, and finds what is still missing.

use crate::archive;
use crate::asked::{Asked, Came, FEED, Fresh, PAGE, Rhythm};
use crate::cmd::ingest::Job;
use crate::stop;
use kutip::{Answer, Answered, FeedItems, InputError, Item, Options, Place, Problem, Told, Tongue};
use kutip_fetch::{Ask, Client, FetchError, Got, Page, Refusal};
use kutip_store::{Fetched, Policies, Store, StoreError};
use sha2::{Digest, Sha256};
use std::collections::{HashSet, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

/// How addresses are asked.
#[derive(Clone, Copy, Debug)]
pub(in crate::cmd) struct Manner {
    /// The pages of a feed's items are fetched; otherwise the items are taken as the feed has them.
    pub(in crate::cmd) whole: bool,
    /// Pages that the store has are asked for, too.
    pub(in crate::cmd) again: bool,
    /// Pages of one feed at most.
    pub(in crate::cmd) most_of_feed: usize,
    pub(in crate::cmd) rhythm: Rhythm,
}

impl Manner {
    /// What of a feed is taken, as its row has it.
    fn word(self) -> &'static str {
        if self.whole { "pages" } else { "items" }
    }
}

/// What is to be done next.
enum Next {
    /// Ask for an address that was given.
    Named(String),
    /// Ask for a page that this feed names.
    OfFeed { url: String, feed: String },
    /// Take the items of a feed as it has them.
    Items(Box<dyn Iterator<Item = Result<Item, InputError>> + Send>),
    /// Note what is known of a feed whose items are through.
    Note(Box<Asked>),
}

/// Fetches one page after the other.
pub(in crate::cmd) struct Pages<'a> {
    client: &'a mut Client,
    options: Options,
    known: Store,
    policies: Policies,
    manner: Manner,
    next: VecDeque<Next>,
    asked: HashSet<String>,
    /// Addresses that are not asked yet because they failed.
    waiting: u64,
    /// Set where something could not be had.
    unreached: &'a AtomicBool,
}

impl<'a> Pages<'a> {
    pub(in crate::cmd) fn new(
        client: &'a mut Client,
        known: Store,
        manner: Manner,
        urls: &[String],
        unreached: &'a AtomicBool,
    ) -> Result<Self, StoreError> {
        let policies = known.policies()?;
        let mut due = VecDeque::new();
        let mut waiting = 0;
        for url in urls {
            let url = kutip_fetch::plain(url).unwrap_or_else(|| url.clone());
            match known.fetched(&url)? {
                Some(row) if !manner.rhythm.is_due(&row) => waiting += 1,
                _ => due.push_back(Next::Named(url)),
            }
        }
        let options = Options { words: kutip::page_words(), ..Options::default() };
        let asked = HashSet::new();
        Ok(Self { client, options, known, policies, manner, next: due, asked, waiting, unreached })
    }

    /// How many addresses are left alone for now because they failed.
    pub(in crate::cmd) fn waiting(&self) -> u64 {
        self.waiting
    }

    fn step(&mut self, next: Next) -> Option<Job> {
        match next {
            Next::Named(url) => self.fetch(url, None),
            Next::OfFeed { url, feed } => self.fetch(url, Some(feed)),
            Next::Note(asked) => Some(Job { item: None, asked: Some(asked) }),
            Next::Items(mut items) => {
                let item = items.next()?;
                self.next.push_front(Next::Items(items));
                (!self.came_whole(&item)).then(|| item.map_err(name_pages).into())
            }
        }
    }

    /// Asks for an address. Nothing where it is a feed, whose items come next.
    fn fetch(&mut self, url: String, feed: Option<String>) -> Option<Job> {
        if !self.asked.insert(url.clone()) {
            return None;
        }
        // What cannot be looked up is asked for as if for the first time.
        let mut row = self.known.fetched(&url).ok().flatten().unwrap_or_default();
        let of_feed = feed.is_some();
        (row.url, row.feed, row.asked_at) = (url, feed, archive::now());
        // Where all pages are asked for, the feed has to say which these are.
        let is_whole = self.is_whole(&row) && !(self.manner.again && row.kind.as_deref() == Some(FEED));
        let known = |value: &Option<String>| value.clone().filter(|_| is_whole);
        let (etag, last_modified) = (known(&row.etag), known(&row.last_modified));
        let ask = Ask {
            url: &row.url,
            found_at: row.found_at.as_deref(),
            etag: etag.as_deref(),
            last_modified: last_modified.as_deref(),
        };
        match self.client.get(&ask) {
            Ok(Got::NotModified) if row.kind.as_deref() == Some(FEED) => self.same_feed(row, Came::Same),
            Ok(Got::NotModified) => Some(Job { item: None, asked: Some(self.came(row, Came::Same)) }),
            Ok(Got::Page(page)) => self.answered(row, page, of_feed, is_whole),
            Err(FetchError { why: Refusal::Stopped, .. }) => None,
            Err(error) => {
                self.unreached.store(true, Relaxed);
                let asked = failure(&error).map(|came| self.came(row, came));
                Some(Job { item: Some(Err(told(&error))), asked })
            }
        }
    }

    fn came(&self, row: Fetched, came: Came) -> Box<Asked> {
        Box::new(Asked::new(row, self.manner.rhythm, came))
    }

    /// `is_whole`: nothing is missing of what came the last time.
    fn answered(&mut self, row: Fetched, page: Page, of_feed: bool, is_whole: bool) -> Option<Job> {
        let body_sha256 = kutip_record::hex(&Sha256::digest(&page.body));
        let fresh = Fresh {
            kind: PAGE,
            found_at: Some(page.url.clone()).filter(|url| *url != row.url),
            etag: page.etag,
            last_modified: page.last_modified,
            ..Fresh::default()
        };
        let is_same = row.kind.as_deref() == Some(FEED) && row.body_sha256.as_ref() == Some(&body_sha256);
        let of_feed_taken = |fresh| Fresh {
            kind: FEED,
            body_sha256: Some(body_sha256),
            manner: Some(self.manner.word()),
            policies: Some(self.policies.sha256()),
            ..fresh
        };
        if is_same && is_whole {
            let fresh = of_feed_taken(fresh);
            return self.same_feed(row, Came::Fresh(fresh));
        }
        let moment = row.asked_at.clone();
        let answer = Answer { url: &page.url, content_type: page.content_type.as_deref(), moment: &moment };
        let item = match answer.read(page.body, &self.options) {
            Ok(Answered::Page(item)) => Ok(item),
            Ok(Answered::Feed(_)) if of_feed => {
                let place = Place { file: page.url, ..Place::default() };
                Err(InputError { place, problem: Problem::NoArticle { chars: 0, of_links: true } })
            }
            Ok(Answered::Feed(items)) => {
                let fresh = Fresh { changed: !is_same, ..of_feed_taken(fresh) };
                self.feed(row, fresh, items);
                return None;
            }
            Err(error) => Err(error),
        };
        Some(Job { item: Some(item), asked: Some(self.came(row, Came::Fresh(fresh))) })
    }

    /// A feed with something new in it, or of which something is missing.
    fn feed(&mut self, row: Fetched, mut fresh: Fresh, items: FeedItems) {
        if !self.manner.whole {
            let asked = self.came(row, Came::Fresh(fresh));
            self.next.push_front(Next::Note(asked));
            self.next.push_front(Next::Items(Box::new(items.items())));
            return;
        }
        let mut seen = HashSet::new();
        let links = items.links().into_iter().map(|link| link.url);
        let mut pages: Vec<String> =
            links.filter(|url| seen.insert(url.clone()) && self.wants(url)).collect();
        if pages.len() > self.manner.most_of_feed {
            // The rest is for the next time, which has to see the feed then.
            pages.truncate(self.manner.most_of_feed);
            fresh = Fresh { etag: None, last_modified: None, body_sha256: None, ..fresh };
        }
        let failing = self.failing(&row.url);
        pages.extend(failing.into_iter().filter(|url| !seen.contains(url)));
        self.then(row, Came::Fresh(fresh), pages);
    }

    /// A feed with nothing new in it: pages of it that failed may be due.
    fn same_feed(&mut self, row: Fetched, came: Came) -> Option<Job> {
        let pages = self.failing(&row.url);
        self.then(row, came, pages);
        None
    }

    /// The pages of a feed in its order, before what else there is to ask; behind them what is known of the feed.
    fn then(&mut self, row: Fetched, came: Came, pages: Vec<String>) {
        let feed = row.url.clone();
        let asked = self.came(row, came);
        self.next.push_front(Next::Note(asked));
        for url in pages.into_iter().rev() {
            self.next.push_front(Next::OfFeed { url, feed: feed.clone() });
        }
    }

    /// The pages of a feed that failed and are worth another try.
    fn failing(&self, feed: &str) -> Vec<String> {
        if !self.manner.whole {
            return Vec::new();
        }
        let rows = self.known.failing_pages(feed).unwrap_or_default();
        rows.into_iter().filter(|row| self.manner.rhythm.is_worth_it(row)).map(|row| row.url).collect()
    }

    /// Whether a page that a feed names is to be fetched. Where that cannot be told, it is.
    fn wants(&self, url: &str) -> bool {
        if self.manner.again {
            return true;
        }
        let row = self.known.fetched(url).ok().flatten();
        let is_missing = !self.known.has_page(url).unwrap_or_default()
            || self.known.lacks_of_page(url, &self.policies).unwrap_or_default();
        is_missing && row.is_none_or(|row| self.manner.rhythm.is_worth_it(&row))
    }

    /// Whether the page of a feed's item was fetched: what the feed has is not to take its place.
    fn came_whole(&self, item: &Result<Item, InputError>) -> bool {
        let Ok(Item::Input(input)) = item else { return false };
        let row = input.uri.as_deref().and_then(|uri| self.known.fetched(uri).ok().flatten());
        row.is_some_and(|row| row.article.is_some())
    }

    /// Whether all that should be kept of what came the last time is there.
    fn is_whole(&self, row: &Fetched) -> bool {
        match &row.article {
            Some(article) => self.known.keeps_enough(article, &self.policies).unwrap_or_default(),
            None => {
                row.kind.as_deref() == Some(FEED)
                    && row.manner.as_deref() == Some(self.manner.word())
                    && row.policies.as_ref() == Some(&self.policies.sha256())
            }
        }
    }
}

impl Iterator for Pages<'_> {
    type Item = Job;

    fn next(&mut self) -> Option<Job> {
        while !stop::asked() {
            let next = self.next.pop_front()?;
            let Some(job) = self.step(next) else { continue };
            // A request that was cut off tells nothing of its address.
            if stop::asked() && matches!(job.item, Some(Err(_))) {
                return None;
            }
            stop::begin();
            return Some(job);
        }
        None
    }
}

/// Of an item of a feed that has no text: its page may have one.
fn name_pages(mut error: InputError) -> InputError {
    if error.problem == Problem::NoItemText {
        let found = |tongue| error.problem.found(tongue);
        error.problem = Problem::Elsewhere(Box::new(Told {
            code: error.problem.code(),
            english: (found(Tongue::English), "--pages takes the pages that the feed names".to_owned()),
            indonesian: (
                found(Tongue::Indonesian),
                "--pages mengambil halaman yang disebut umpan ini".to_owned(),
            ),
        }));
    }
    error
}

/// What is noted of a request that brought nothing. Nothing is of what is no address.
fn failure(error: &FetchError) -> Option<Came> {
    let cause = format!("[{}] {}", error.why.code(), error.told(Tongue::English).0);
    match &error.why {
        Refusal::NoAddress(_) | Refusal::LongAddress(_) => None,
        Refusal::Private(_) | Refusal::Robots => Some(Came::Refused(cause)),
        Refusal::Later(wait) => Some(Came::Failed(cause, Some(*wait))),
        _ => Some(Came::Failed(cause, None)),
    }
}

fn told(error: &FetchError) -> InputError {
    let told = Told {
        code: error.why.code(),
        english: error.told(Tongue::English),
        indonesian: error.told(Tongue::Indonesian),
    };
    let place = Place { file: error.url.clone(), ..Place::default() };
    InputError { place, problem: Problem::Elsewhere(Box::new(told)) }
}
