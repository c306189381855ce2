//! An address of the network, from what was asked to the row that the store keeps of it.

use jiff::{SignedDuration, Timestamp};
use kutip::InputError;
use kutip_store::Fetched;
use std::time::Duration;

/// However often it failed, an address is tried once a day; no server makes us wait longer.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(24);

/// After how long what failed is tried again where nobody said how often to ask.
const USUAL: SignedDuration = SignedDuration::from_mins(15);

/// So often a page that a feed names is tried; what was asked for by name is never given up.
const MOST_TRIES: u32 = 5;

/// How often addresses are asked, and the time of this round.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rhythm {
    pub(crate) now: Timestamp,
    /// The time from one round to the next; none where somebody asks by hand.
    pub(crate) every: Option<SignedDuration>,
}

/// What came.
#[derive(Debug)]
pub(crate) enum Came {
    /// The answer that it did not change.
    Same,
    /// A page or feed.
    Fresh(Fresh),
    /// Nothing: the code and cause, and how long the server asks us to stay away.
    Failed(String, Option<Duration>),
    /// Nothing, since it was refused here before anybody was asked: the code and cause. Nobody is to be spared.
    Refused(String),
}

/// A page or feed, and by what it is known the next time.
#[derive(Debug, Default)]
pub(crate) struct Fresh {
    pub(crate) kind: &'static str,
    pub(crate) found_at: Option<String>,
    pub(crate) etag: Option<String>,
    pub(crate) last_modified: Option<String>,
    pub(crate) body_sha256: Option<String>,
    /// What of a feed was taken.
    pub(crate) manner: Option<&'static str>,
    /// A hash of what was to be kept of it.
    pub(crate) policies: Option<String>,
    /// Whether something else came than before.
    pub(crate) changed: bool,
}

/// An address that was asked for.
#[derive(Debug)]
pub(crate) struct Asked {
    row: Fetched,
    rhythm: Rhythm,
    came: Came,
}

impl Rhythm {
    /// Whether an address may be asked now. Who asks by hand wants to know now.
    pub(crate) fn is_due(&self, row: &Fetched) -> bool {
        if self.every.is_none() || row.failures == 0 {
            return true;
        }
        let due = row.due_at.as_deref().and_then(|at| at.parse::<Timestamp>().ok());
        // What is due later than anything can be was noted by a clock that has been set back since.
        due.is_none_or(|due| due <= self.now || due.duration_since(self.now) > LONGEST_WAIT)
    }

    /// Whether a page that a feed names is worth another try.
    pub(crate) fn is_worth_it(&self, page: &Fetched) -> bool {
        self.every.is_none() || (page.failures < MOST_TRIES && self.is_due(page))
    }

    /// When an address is due that failed so many times in a row: each time after twice as long.
    fn after(&self, failures: u32, wait: Option<Duration>) -> String {
        let every = self.every.unwrap_or(USUAL);
        let times = 1_i32.checked_shl(failures.saturating_sub(1).min(30)).unwrap_or(i32::MAX);
        let own = every.saturating_mul(times);
        let theirs = wait.and_then(|wait| SignedDuration::try_from(wait).ok()).unwrap_or_default();
        let seconds = own.max(theirs).min(LONGEST_WAIT).as_secs();
        self.later(SignedDuration::from_secs(seconds))
    }

    fn later(&self, by: SignedDuration) -> String {
        self.now.saturating_add(by).unwrap_or(self.now).to_string()
    }
}

impl Asked {
    pub(crate) fn new(row: Fetched, rhythm: Rhythm, came: Came) -> Self {
        Self { row, rhythm, came }
    }

    pub(crate) fn url(&self) -> &str {
        &self.row.url
    }

    /// What came could not be read. What went wrong before stays the cause.
    pub(crate) fn fail(&mut self, error: &InputError) {
        if !self.has_failed() {
            let found = error.problem.found(kutip::Tongue::English);
            self.came = Came::Failed(format!("[{}] {found}", error.problem.code()), None);
        }
    }

    pub(crate) fn has_failed(&self) -> bool {
        matches!(self.came, Came::Failed(..) | Came::Refused(_))
    }

    /// Whether the answer was that nothing changed, or told nothing else than the one before.
    pub(crate) fn is_same(&self) -> bool {
        match &self.came {
            Came::Same => true,
            Came::Fresh(fresh) => fresh.kind == FEED && !fresh.changed,
            Came::Failed(..) | Came::Refused(_) => false,
        }
    }

    /// The row that is kept: with the article that came of it, and whether that is another one than before.
    pub(crate) fn into_row(self, article: Option<String>, changed: bool) -> Fetched {
        let Self { mut row, rhythm, came } = self;
        let is_named = row.feed.is_none();
        let came = match came {
            Came::Failed(error, wait) => {
                row.failures = row.failures.saturating_add(1);
                row.error = Some(error);
                let given_up = !is_named && row.failures >= MOST_TRIES;
                row.due_at = (!given_up).then(|| rhythm.after(row.failures, wait));
                return row;
            }
            Came::Refused(error) => {
                row.failures = row.failures.saturating_add(1);
                (row.error, row.due_at) = (Some(error), None);
                return row;
            }
            Came::Same => None,
            Came::Fresh(fresh) => Some(fresh),
        };
        row.failures = 0;
        row.error = None;
        row.answered_at = Some(row.asked_at.clone());
        row.due_at = rhythm.every.filter(|_| is_named).map(|every| rhythm.later(every));
        if article.is_some() {
            row.article = article;
        }
        if let Some(fresh) = came {
            row.kind = Some(fresh.kind.to_owned());
            row.found_at = fresh.found_at;
            row.etag = fresh.etag;
            row.last_modified = fresh.last_modified;
            row.body_sha256 = fresh.body_sha256;
            row.manner = fresh.manner.map(str::to_owned);
            row.policies = fresh.policies;
            if changed || fresh.changed {
                row.changed_at = Some(row.asked_at.clone());
            }
        }
        row
    }
}

pub(crate) const FEED: &str = "feed";
pub(crate) const PAGE: &str = "page";

#[cfg(test)]
mod tests {
    use super::*;

    fn rhythm(every: Option<i64>) -> Rhythm {
        let now = "2026-01-01T00:00:00Z".parse().unwrap();
        Rhythm { now, every: every.map(SignedDuration::from_secs) }
    }

    fn failed(row: Fetched, every: Option<i64>, wait: Option<u64>) -> Fetched {
        let came = Came::Failed("[K8005] status 503".to_owned(), wait.map(Duration::from_secs));
        Asked::new(row, rhythm(every), came).into_row(None, false)
    }

    #[test]
    fn what_fails_is_asked_after_twice_as_long_each_time_and_once_a_day_at_last() {
        let mut row = Fetched { etag: Some("\"1\"".to_owned()), ..Fetched::default() };
        let mut due = Vec::new();
        for _ in 0..9 {
            row = failed(row, Some(900), None);
            due.push(row.due_at.clone().unwrap_or_default());
        }
        assert_eq!(due[..3], ["2026-01-01T00:15:00Z", "2026-01-01T00:30:00Z", "2026-01-01T01:00:00Z"]);
        assert_eq!(due[8], "2026-01-02T00:00:00Z");
        assert_eq!((row.failures, row.etag.as_deref()), (9, Some("\"1\"")));
        assert!(!rhythm(Some(900)).is_due(&row) && rhythm(None).is_due(&row));
        let late = Rhythm { now: "2026-01-02T00:00:00Z".parse().unwrap(), ..rhythm(Some(900)) };
        assert!(late.is_due(&row));
        let row = Asked::new(row, rhythm(Some(900)), Came::Same).into_row(None, false);
        assert_eq!((row.failures, row.due_at.as_deref()), (0, Some("2026-01-01T00:15:00Z")));
    }

    #[test]
    fn a_server_may_ask_for_more_patience_but_for_no_more_than_a_day() {
        assert_eq!(
            failed(Fetched::default(), None, Some(7200)).due_at.as_deref(),
            Some("2026-01-01T02:00:00Z")
        );
        assert_eq!(
            failed(Fetched::default(), None, Some(u64::MAX)).due_at.as_deref(),
            Some("2026-01-01T00:15:00Z")
        );
        let day = failed(Fetched::default(), None, Some(999_999_999));
        assert_eq!(day.due_at.as_deref(), Some("2026-01-02T00:00:00Z"));
        // The clock was set back by two days.
        let early = Rhythm { now: "2025-12-30T00:00:00Z".parse().unwrap(), ..rhythm(Some(900)) };
        assert!(early.is_due(&day));
    }

    #[test]
    fn pages_of_feeds_are_given_up_and_addresses_that_were_named_are_not() {
        let page = Fetched { feed: Some("a".to_owned()), failures: 4, ..Fetched::default() };
        let page = failed(page, Some(900), None);
        assert_eq!((page.failures, page.due_at.as_deref()), (5, None));
        assert!(!rhythm(Some(900)).is_worth_it(&page) && rhythm(None).is_worth_it(&page));
        assert!(failed(Fetched { failures: u32::MAX, ..Fetched::default() }, None, None).due_at.is_some());
    }
}
