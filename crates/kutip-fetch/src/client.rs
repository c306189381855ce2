//! One request at a time: judged, paused, bounded.

use crate::resolver::{Judging, Lookup, PrivateAddress};
use crate::{FetchError, Refusal};
use robotxt::{AccessResult, Robots};
use std::collections::HashMap;
use std::io::Read;
use std::time::{Duration, Instant, SystemTime};
use ureq::http::{HeaderMap, header};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};
use url::Url;

/// A longer address is refused.
pub const LONGEST_URL_BYTES: usize = 8 * 1024;
/// How often a request may be led on.
pub const MOST_HOPS: usize = 5;
/// What of a `robots.txt` is read, as RFC 9309 has it.
const ROBOTS_BYTES: u64 = 500 * 1024;
/// So long a `robots.txt` is followed before it is asked for once more, as RFC 9309 has it.
const ROBOTS_LAST: Duration = Duration::from_hours(24);
/// So long nobody tries to have one that could not be had.
const NO_ROBOTS_LAST: Duration = Duration::from_mins(5);
/// A longer `ETag` or `Last-Modified` is not kept.
const LONGEST_VALIDATOR_BYTES: usize = 1024;
/// The longest that a server can make us wait.
const LONGEST_WAIT: Duration = Duration::from_hours(24);
/// How often it is looked whether the caller asked to stop.
const NAP: Duration = Duration::from_millis(50);

/// How to behave.
#[derive(Clone, Debug)]
pub struct Policy {
    /// What we call ourselves; the first word is what `robots.txt` knows us by.
    pub user_agent: String,
    /// Hosts in the house may be asked.
    pub allow_private: bool,
    /// These hosts may be asked wherever they are.
    pub allow_hosts: Vec<String>,
    /// `robots.txt` is not asked for, and a reservation of mining not heeded.
    pub ignore_robots: bool,
    /// The pause between two requests to one host.
    pub pause: Duration,
    /// To connect, and between two pieces of an answer.
    pub patience: Duration,
    /// A whole request, however its server drips.
    pub whole: Duration,
    /// The longest answer, unpacked.
    pub most_bytes: u64,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            user_agent: concat!("kutip/", env!("CARGO_PKG_VERSION")).to_owned(),
            allow_private: false,
            allow_hosts: Vec::new(),
            ignore_robots: false,
            pause: Duration::from_secs(2),
            patience: Duration::from_secs(20),
            whole: Duration::from_mins(1),
            most_bytes: 20_000_000,
        }
    }
}

/// What is asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ask<'a> {
    /// The address.
    pub url: &'a str,
    /// Where the answer that is there already was found, if the request was led there: what follows is its own.
    pub found_at: Option<&'a str>,
    /// The `ETag` of the answer that is there already.
    pub etag: Option<&'a str>,
    /// Its `Last-Modified`.
    pub last_modified: Option<&'a str>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Got {
    /// An answer.
    Page(Page),
    /// What is there already is still so.
    NotModified,
}

/// An answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Where it was found in the end.
    pub url: String,
    /// The addresses that led there, the first asked for first.
    pub led_by: Vec<String>,
    /// Its `Content-Type`.
    pub content_type: Option<String>,
    /// For the next time.
    pub etag: Option<String>,
    /// For the next time.
    pub last_modified: Option<String>,
    /// Unpacked.
    pub body: Vec<u8>,
}

/// Fetches; keeps what hosts asked for and when they were last asked.
pub struct Client {
    policy: Policy,
    agent: Agent,
    /// When a host may be asked again.
    next: HashMap<String, Instant>,
    robots: HashMap<String, Asked>,
    /// How long one is followed, and how long nobody asks for one that could not be had.
    robots_last: [Duration; 2],
    stop: fn() -> bool,
}

/// A `robots.txt`, or why there is none, and when it was asked for.
struct Asked {
    at: Instant,
    found: Result<Robots, String>,
}

impl Client {
    /// `stop` tells whether the caller gave up; it is asked while we wait.
    #[must_use]
    pub fn new(policy: Policy, stop: fn() -> bool) -> Self {
        Self::with_lookup(policy, stop, None)
    }

    pub(crate) fn with_lookup(policy: Policy, stop: fn() -> bool, lookup: Option<Lookup>) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(&policy.user_agent)
            .timeout_connect(Some(policy.patience))
            .timeout_recv_response(Some(policy.patience))
            .timeout_per_read(Some(policy.patience))
            .timeout_global(Some(policy.whole))
            .proxy(None)
            .build();
        let judging =
            Judging { allow_private: policy.allow_private, allow_hosts: policy.allow_hosts.clone(), lookup };
        let agent = Agent::with_parts(config, DefaultConnector::default(), judging);
        let robots_last = [ROBOTS_LAST, NO_ROBOTS_LAST];
        Self { policy, agent, next: HashMap::new(), robots: HashMap::new(), robots_last, stop }
    }

    /// Asks for a page or feed.
    ///
    /// # Errors
    /// Where it is refused by rule or fails out there: [`Refusal`].
    pub fn get(&mut self, ask: &Ask<'_>) -> Result<Got, FetchError> {
        let mut url = address(ask.url)?;
        let known_at = ask.found_at.map_or_else(|| Some(url.clone()), |at| address(at).ok());
        let mut led_by = Vec::new();
        loop {
            self.may_ask(&url)?;
            let validators = (known_at.as_ref() == Some(&url)).then_some((ask.etag, ask.last_modified));
            let answer = self.answer(&url, validators)?;
            let status = answer.status().as_u16();
            let headers = answer.headers();
            match status {
                200..=299 if mining_reserved(headers) && !self.policy.ignore_robots => {
                    return Err(fault(&url, Refusal::Reserved));
                }
                200..=299 => return self.page(&url, led_by, answer).map(Got::Page),
                304 if validators.is_some_and(|(etag, modified)| etag.or(modified).is_some()) => {
                    return Ok(Got::NotModified);
                }
                // Nobody said what is there already.
                304 => return Err(fault(&url, Refusal::Status(status))),
                300..=399 => {
                    let to = led_to(&url, headers).ok_or_else(|| fault(&url, Refusal::Status(status)))?;
                    if led_by.len() == MOST_HOPS {
                        return Err(fault(&url, Refusal::Hops(MOST_HOPS)));
                    }
                    led_by.push(url.to_string());
                    url = to?;
                }
                429 | 503 if headers.contains_key(header::RETRY_AFTER) => {
                    let wait = wait(headers, SystemTime::now());
                    self.leave_alone(&url, wait);
                    return Err(fault(&url, Refusal::Later(wait)));
                }
                _ => return Err(fault(&url, Refusal::Status(status))),
            }
        }
    }

    /// Follows `robots.txt`, which is asked for once a host and day.
    fn may_ask(&mut self, url: &Url) -> Result<(), FetchError> {
        if self.policy.ignore_robots {
            return Ok(());
        }
        let origin = origin(url);
        let [known, unknown] = self.robots_last;
        let is_fresh = |asked: &Asked| asked.at.elapsed() < if asked.found.is_ok() { known } else { unknown };
        if !self.robots.get(&origin).is_some_and(is_fresh) {
            let found = self.robots_of(url)?;
            // What is out of date goes, so that not every host that was ever asked is kept.
            self.robots.retain(|_, asked| is_fresh(asked));
            self.robots.insert(origin.clone(), Asked { at: Instant::now(), found });
        }
        match self.robots.get(&origin).map(|asked| &asked.found) {
            Some(Ok(robots)) if robots.is_url_allowed(url) => Ok(()),
            Some(Err(why)) => Err(fault(url, Refusal::RobotsUnknown(why.clone()))),
            _ => Err(fault(url, Refusal::Robots)),
        }
    }

    /// None is leave to ask; an answer that is none is not. What is refused by rule is no matter of `robots.txt`.
    fn robots_of(&mut self, url: &Url) -> Result<Result<Robots, String>, FetchError> {
        let mut at =
            url.join("/robots.txt").map_err(|why| fault(url, Refusal::NoAddress(why.to_string())))?;
        let name = self.policy.user_agent.split(['/', ' ']).next().unwrap_or_default().to_owned();
        let read = |access| Ok(Ok(Robots::from_access(access, name.as_str())));
        for _ in 0..=MOST_HOPS {
            let mut answer = match self.answer(&at, None) {
                Ok(answer) => answer,
                Err(FetchError { why: why @ (Refusal::Private(_) | Refusal::Stopped), .. }) => {
                    return Err(fault(&at, why));
                }
                Err(FetchError { why: Refusal::NoConnection(why), .. }) => return Ok(Err(why)),
                Err(FetchError { why: Refusal::Slow, .. }) => return Ok(Err("no answer in time".to_owned())),
                Err(error) => return Ok(Err(error.to_string())),
            };
            match answer.status().as_u16() {
                200..=299 => {
                    let mut text = Vec::new();
                    let reader = answer.body_mut().as_reader().take(ROBOTS_BYTES);
                    return match { reader }.read_to_end(&mut text) {
                        Ok(_) => read(AccessResult::Successful(&text)),
                        Err(why) => Ok(Err(why.to_string())),
                    };
                }
                300..=399 => match led_to(&at, answer.headers()) {
                    Some(Ok(to)) => at = to,
                    _ => return read(AccessResult::Unavailable),
                },
                status @ 500.. => return Ok(Err(format!("status {status}"))),
                _ => return read(AccessResult::Unavailable),
            }
        }
        read(AccessResult::TooManyRedirects)
    }

    /// One request, after the pause that its host is due.
    fn answer(
        &mut self,
        url: &Url,
        validators: Option<(Option<&str>, Option<&str>)>,
    ) -> Result<ureq::http::Response<Body>, FetchError> {
        self.pause(url)?;
        let (etag, modified) = validators.unwrap_or_default();
        let mut request = self.agent.get(url.as_str());
        if let Some(etag) = etag {
            request = request.header(header::IF_NONE_MATCH, etag);
        }
        if let Some(modified) = modified {
            request = request.header(header::IF_MODIFIED_SINCE, modified);
        }
        let answer = request.call();
        self.leave_alone(url, self.policy.pause);
        answer.map_err(|error| fault(url, refusal(&error, self.policy.most_bytes)))
    }

    /// So long nobody asks a host. Pauses that are over go.
    fn leave_alone(&mut self, url: &Url, wait: Duration) {
        let now = Instant::now();
        self.next.retain(|_, next| *next > now);
        self.next.insert(origin(url), now + wait);
    }

    fn pause(&self, url: &Url) -> Result<(), FetchError> {
        let next = self.next.get(&origin(url)).copied();
        if let Some(left) = next.map(|next| next.saturating_duration_since(Instant::now()))
            && left > self.policy.whole
        {
            return Err(fault(url, Refusal::Later(left)));
        }
        while next.is_some_and(|next| Instant::now() < next) {
            if (self.stop)() {
                return Err(fault(url, Refusal::Stopped));
            }
            std::thread::sleep(NAP.min(self.policy.pause));
        }
        Ok(())
    }

    fn page(
        &self,
        url: &Url,
        led_by: Vec<String>,
        mut answer: ureq::http::Response<Body>,
    ) -> Result<Page, FetchError> {
        let most = self.policy.most_bytes;
        let text = |name| answer.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let validator = |name| text(name).filter(|value: &String| value.len() <= LONGEST_VALIDATOR_BYTES);
        let mut page = Page {
            url: url.to_string(),
            led_by,
            content_type: text(header::CONTENT_TYPE),
            etag: validator(header::ETAG),
            last_modified: validator(header::LAST_MODIFIED),
            body: Vec::new(),
        };
        let mut reader = answer.body_mut().as_reader().take(most + 1);
        reader.read_to_end(&mut page.body).map_err(|error| {
            let error = ureq::Error::from(error);
            fault(url, refusal(&error, most))
        })?;
        if page.body.len() as u64 > most {
            return Err(fault(url, Refusal::TooLarge(most)));
        }
        Ok(page)
    }
}

/// An address as it is asked for, without credentials and fragment; none where it cannot be asked for.
#[must_use]
pub fn plain(url: &str) -> Option<String> {
    address(url).ok().map(String::from)
}

/// An address that may be asked, without credentials and fragment.
fn address(text: &str) -> Result<Url, FetchError> {
    let shown = || text.chars().take(200).collect::<String>();
    let refuse = |why| Err(FetchError { url: shown(), why });
    if text.len() > LONGEST_URL_BYTES {
        return refuse(Refusal::LongAddress(text.len()));
    }
    let mut url = match Url::parse(text) {
        Ok(url) => url,
        Err(why) => return refuse(Refusal::NoAddress(why.to_string())),
    };
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        return refuse(Refusal::NoAddress(format!("{}:", url.scheme())));
    }
    url.set_fragment(None);
    // Fails for addresses without a host alone.
    let _ = (url.set_username(""), url.set_password(None));
    Ok(url)
}

/// Where an answer leads; `None` where it says nothing.
fn led_to(url: &Url, headers: &HeaderMap) -> Option<Result<Url, FetchError>> {
    let to = headers.get(header::LOCATION)?.to_str().ok()?;
    let to = url.join(to).ok()?;
    Some(address(to.as_str()).and_then(|to| match (url.scheme(), to.scheme()) {
        ("https", "http") => Err(fault(&to, Refusal::Downgrade)),
        _ => Ok(to),
    }))
}

/// How long a server asks us to stay away: seconds, or a day on the calendar.
fn wait(headers: &HeaderMap, now: SystemTime) -> Duration {
    let value = headers.get(header::RETRY_AFTER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let seconds = value.trim().parse::<u64>().ok().map(Duration::from_secs);
    let day = || httpdate::parse_http_date(value.trim()).ok()?.duration_since(now).ok();
    seconds.or_else(day).unwrap_or_default().min(LONGEST_WAIT)
}

/// `tdm-reservation`, or `noai` in `x-robots-tag`.
fn mining_reserved(headers: &HeaderMap) -> bool {
    let values = |name| headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
    values("tdm-reservation").any(|value| value.trim() == "1")
        || values("x-robots-tag")
            .any(|value| value.split(',').any(|word| word.trim().eq_ignore_ascii_case("noai")))
}

fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}

fn fault(url: &Url, why: Refusal) -> FetchError {
    FetchError { url: url.to_string(), why }
}

fn refusal(error: &ureq::Error, most_bytes: u64) -> Refusal {
    match error {
        ureq::Error::Other(inner) => match inner.downcast_ref::<PrivateAddress>() {
            Some(private) => Refusal::Private(private.0.clone()),
            None => Refusal::NoConnection(inner.to_string()),
        },
        ureq::Error::Timeout(_) | ureq::Error::BodyStalled => Refusal::Slow,
        ureq::Error::BodyExceedsLimit(_) => Refusal::TooLarge(most_bytes),
        ureq::Error::BadUri(why) => Refusal::NoAddress(why.clone()),
        error => Refusal::NoConnection(error.to_string()),
    }
}

#[cfg(test)]
#[path = "client_tests.rs"]
mod tests;
