//! What a server answered with: a page with an article, or a feed with the addresses of some.

use crate::date::parse_day;
use crate::error::{InputError, Place, Problem};
use crate::feed::Feed;
use crate::html::Words;
use crate::page::{Item, Page};
use crate::reader::{OpenFeed, Options};
use crate::sniff::{self, Xml};
use crate::{Input, feed, html, uri};
use jiff::civil::Date;

/// What came from the network.
#[derive(Clone, Copy, Debug, Default)]
pub struct Answer<'a> {
    /// Where it was found.
    pub url: &'a str,
    /// Its `Content-Type`.
    pub content_type: Option<&'a str>,
    /// When, ISO 8601.
    pub moment: &'a str,
}

/// What is in an answer.
#[derive(Debug)]
pub enum Answered {
    /// A page.
    Page(Item),
    /// A feed.
    Feed(FeedItems),
}

/// The items of a feed.
#[derive(Debug)]
pub struct FeedItems {
    feed: Feed,
    url: String,
    moment: String,
    words: Words,
}

/// Where the article of a feed's item is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The address.
    pub url: String,
    /// The day of publication, where the feed tells it.
    pub published: Option<Date>,
}

impl Answer<'_> {
    /// Tells pages from feeds by their first bytes.
    ///
    /// # Errors
    /// Where it is neither: a picture, say, or a feed that is broken before its first item.
    pub fn read(&self, bytes: Vec<u8>, options: &Options) -> Result<Answered, InputError> {
        let place = Place { file: self.url.to_owned(), ..Place::default() };
        let fail = |problem| InputError { place: place.clone(), problem };
        let head = bytes.get(..sniff::HEAD_BYTES.min(bytes.len())).unwrap_or_default();
        if let Some(problem) = sniff::refused_head(head) {
            return Err(fail(problem));
        }
        let charset = self.content_type.and_then(charset);
        let mut feed = if sniff::is_object(head) && feed::is_json_feed(head) {
            feed::read_json(&bytes).map_err(fail)?
        } else if sniff::xml(head) == Some(Xml::Feed) {
            feed::read_xml(&html::decode(bytes, charset.as_deref()).map_err(fail)?.text)
        } else {
            let page = Page {
                bytes,
                place,
                uri: Some(self.url.to_owned()),
                charset,
                fetched: Some(self.moment.to_owned()).filter(|moment| !moment.is_empty()),
                meta: None,
                settings: options.clone().into(),
            };
            return Ok(Answered::Page(Item::Page(Box::new(page))));
        };
        if feed.entries.is_empty() {
            return Err(fail(feed.problem.unwrap_or(Problem::NoItems)));
        }
        for entry in &mut feed.entries {
            entry.link = entry.link.take().and_then(|link| uri::resolve(&link, Some(self.url)));
        }
        let (url, moment) = (self.url.to_owned(), self.moment.to_owned());
        Ok(Answered::Feed(FeedItems { feed, url, moment, words: options.words.clone() }))
    }
}

impl FeedItems {
    /// Where the articles of the items are.
    #[must_use]
    pub fn links(&self) -> Vec<Link> {
        let links = self.feed.entries.iter().filter_map(|entry| {
            let url = match &entry.link {
                Some(link) => link.clone(),
                None => uri::resolve(entry.id.as_deref()?, Some(&self.url))?,
            };
            let published = entry.published.as_ref().or(entry.updated.as_ref());
            Some(Link { url, published: published.and_then(|written| parse_day(written)) })
        });
        links.collect()
    }

    /// The articles as the feed itself has them; behind the last one what is wrong with the feed.
    pub fn items(mut self) -> impl Iterator<Item = Result<Item, InputError>> + Send {
        let entries = std::mem::take(&mut self.feed.entries).into_iter();
        let mut open = OpenFeed { file: self.url, entries, number: 0, feed: self.feed };
        std::iter::from_fn(move || {
            let fetched = Some(&self.moment).filter(|moment| !moment.is_empty());
            let next = open.next(&self.words)?;
            Some(next.map(|input| Item::from(Input { fetched: fetched.cloned(), ..input })))
        })
    }
}

/// The charset of a `Content-Type`.
fn charset(content_type: &str) -> Option<String> {
    let mut parts = content_type.split(';').skip(1).filter_map(|part| part.split_once('='));
    let (_, value) = parts.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    let value = value.trim().trim_matches('"');
    (!value.is_empty()).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_feeds_and_what_is_neither_are_told_apart() {
        let answer = Answer { url: "https://contoh.id/a", ..Answer::default() };
        let read = |text: &str| answer.read(text.as_bytes().to_vec(), &Options::default());
        let feed = "<?xml version=\"1.0\"?><rss><channel><item><title>a</title><link>/b</link>\
                    <pubDate>Mon, 28 Oct 2024 10:00:00 +0700</pubDate></item><item><link>javascript:x</link></item>\
                    </channel></rss>";
        let Ok(Answered::Feed(items)) = read(feed) else { panic!("no feed") };
        let link = Link { url: "https://contoh.id/b".to_owned(), published: parse_day("2024-10-28") };
        assert_eq!(items.links(), [link]);
        assert!(matches!(read("<!doctype html><p>Sari tiba.</p>"), Ok(Answered::Page(_))));
        assert!(read("\u{89}PNG\r\n").is_ok_and(|answered| matches!(answered, Answered::Page(_))));
        assert!(answer.read(b"\x89PNG\r\n\x1a\n".to_vec(), &Options::default()).is_err());
        assert_eq!(charset("text/html; Charset=\"utf-8\""), Some("utf-8".to_owned()));
        assert_eq!(charset("text/html"), None);
    }
    #[test]
    fn items_of_a_feed_are_articles_with_whole_addresses() {
        let answer =
            Answer { url: "https://contoh.id/a", moment: "2024-10-28T10:00:00Z", ..Answer::default() };
        let feed = "<rss><channel><title>Contoh</title><item><title>a</title><link>/b</link><description>Sari tiba.\
                    </description></item><item><link>/c</link></item></channel></rss>";
        let Ok(Answered::Feed(items)) = answer.read(feed.as_bytes().to_vec(), &Options::default()) else {
            panic!("no feed")
        };
        let mut items = items.items();
        let Some(Ok(Item::Input(input))) = items.next() else { panic!("no item") };
        assert_eq!(input.uri.as_deref(), Some("https://contoh.id/b"));
        assert_eq!(input.outlet.as_deref(), Some("Contoh"));
        assert_eq!((input.text.as_str(), input.place.item), ("Sari tiba.", Some(1)));
        assert_eq!(input.fetched.as_deref(), Some("2024-10-28T10:00:00Z"));
        assert!(matches!(items.next(), Some(Err(error)) if error.problem == Problem::NoItemText));
        assert!(items.next().is_none());
    }
}
