//! What a page says of its article: JSON-LD, then OpenGraph and other meta elements, then what stands around the text.

use super::day;
use super::ld::{self, Linked};
use super::prefix;
use super::scan::{Piece, Tag};
use super::words::PageWords;
use crate::date::parse_day;
use crate::uri;
use jiff::civil::Date;

/// Meta elements that are kept, and bytes of each.
const METAS: usize = 200;
const VALUE_BYTES: usize = 4000;
/// Bytes of a heading, a line with the day, a line with the author.
const TAKEN_BYTES: usize = 400;
/// Scripts of JSON-LD that are read.
const SCRIPTS: usize = 20;
/// Words before the colon that stands before a name.
const LABEL_WORDS: usize = 3;
/// Elements that are taken down of one kind.
const TAKEN: usize = 8;

/// Names of meta elements, the surer first.
const TITLES: [&str; 4] = ["og:title", "twitter:title", "dc.title", "title"];
const SITES: [&str; 5] =
    ["og:site_name", "dc.publisher", "publisher", "copyright-holder", "application-name"];
const DAYS: [&str; 19] = [
    "article:published_time",
    "datepublished",
    "og:published_time",
    "article:published",
    "published_time",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "published",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.created",
    "dcterms.issued",
    "parsely-pub-date",
    "sailthru.date",
    "content_publisheddate",
    "dc.date",
    "date",
];
const AUTHORS: [&str; 6] =
    ["author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "content_author"];

/// What was seen of a page so far.
#[derive(Debug, Default)]
pub(crate) struct Meta {
    language: Option<String>,
    title: Option<String>,
    canonical: Option<String>,
    metas: Vec<(String, String)>,
    scripts: usize,
    linked: Option<Linked>,
    headings: Vec<String>,
    times: Vec<String>,
    days: Vec<String>,
    authors: Vec<String>,
    taking: Vec<Taking>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Heading,
    Day,
    Author,
}

/// An element whose text is taken down.
#[derive(Debug)]
struct Taking {
    what: What,
    name: String,
    /// Elements of the same name that are open within.
    inner: usize,
    text: String,
}

/// What is known of an article beside its text.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    pub(crate) title: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) published: Option<Date>,
    pub(crate) language: Option<String>,
    pub(crate) uri: Option<String>,
    pub(crate) byline: Vec<String>,
    /// The text as JSON-LD has it.
    pub(crate) body: Option<String>,
    /// The page says that it is an article.
    pub(crate) is_article: bool,
}

impl Meta {
    /// Sees the next piece of the page.
    pub(crate) fn see(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Open(tag) => self.open(tag),
            Piece::Close(name) => self.close(name),
            Piece::Text(text) => {
                for taking in &mut self.taking {
                    if taking.text.len() < TAKEN_BYTES {
                        taking.text.push_str(prefix(text, TAKEN_BYTES));
                    }
                }
            }
            Piece::Raw(tag, text) if tag.is("title") => {
                self.title.get_or_insert_with(|| plain(prefix(text, VALUE_BYTES)));
            }
            Piece::Raw(tag, text) if tag.is("script") => self.script(tag, text),
            Piece::Raw(..) => {}
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        for taking in &mut self.taking {
            taking.inner += usize::from(tag.is(&taking.name));
            taking.text.push(' ');
        }
        if tag.is("html") {
            let lang = tag.get("lang").or_else(|| tag.get("xml:lang"));
            self.language = self.language.take().or_else(|| lang.map(str::to_owned));
        } else if tag.is("meta") {
            self.meta(tag);
        } else if tag.is("link") {
            let canonical = tag.get("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
            if let Some(href) = tag.get("href").filter(|_| canonical && self.canonical.is_none()) {
                self.canonical = Some(plain(href));
            }
        } else {
            self.around_text(tag);
        }
    }

    fn meta(&mut self, tag: &Tag<'_>) {
        let name = ["property", "name", "itemprop", "http-equiv"].into_iter().find_map(|name| tag.get(name));
        let (Some(name), Some(content)) = (name, tag.get("content")) else { return };
        let name = name.trim().to_ascii_lowercase();
        let known = [&TITLES[..], &SITES, &DAYS, &AUTHORS].concat().contains(&name.as_str())
            || matches!(name.as_str(), "og:url" | "og:type" | "og:locale" | "content-language" | "language");
        if known && self.metas.len() < METAS && !content.trim().is_empty() {
            self.metas.push((name, plain(prefix(content, VALUE_BYTES))));
        }
    }

    /// Elements around the text that hold a heading, a day or a name.
    fn around_text(&mut self, tag: &Tag<'_>) {
        let mut what = tag.is("h1").then_some(What::Heading);
        for (name, value) in tag.attributes() {
            let names = || value.split(|c: char| !c.is_ascii_alphanumeric());
            let has =
                |words: &[&str]| names().any(|name| words.iter().any(|word| word.eq_ignore_ascii_case(name)));
            match name.to_ascii_lowercase().as_str() {
                "datetime" | "content"
                    if tag.is("time")
                        || tag.get("itemprop").is_some_and(|of| of.eq_ignore_ascii_case("datePublished")) =>
                {
                    self.times.push(prefix(value, TAKEN_BYTES).to_owned());
                    self.times.truncate(TAKEN);
                }
                "rel" if has(&["author"]) => what = what.or(Some(What::Author)),
                "itemprop" if has(&["author"]) => what = what.or(Some(What::Author)),
                "itemprop" if has(&["datePublished"]) => what = what.or(Some(What::Day)),
                "class" | "id" if value.len() <= TAKEN_BYTES => {
                    if has(&[
                        "date",
                        "time",
                        "datetime",
                        "pubdate",
                        "published",
                        "publish",
                        "timestamp",
                        "posted",
                    ]) {
                        what = what.or(Some(What::Day));
                    } else if has(&["byline", "author", "reporter", "writer", "createdby", "writtenby"]) {
                        what = what.or(Some(What::Author));
                    }
                }
                _ => {}
            }
        }
        let what = what.or_else(|| tag.is("time").then_some(What::Day));
        let Some(what) = what else { return };
        let taken = match what {
            What::Heading => self.headings.len(),
            What::Day => self.days.len(),
            What::Author => self.authors.len(),
        };
        let is_void = tag.is("meta") || tag.is("img") || tag.is("input") || tag.is("br");
        if taken < TAKEN && self.taking.len() < TAKEN && !is_void {
            self.taking.push(Taking { what, name: tag.name.to_owned(), inner: 0, text: String::new() });
        }
    }

    fn close(&mut self, name: &str) {
        let mut at = 0;
        while at < self.taking.len() {
            let taking = &mut self.taking[at];
            taking.text.push(' ');
            if !taking.name.eq_ignore_ascii_case(name) {
                at += 1;
            } else if taking.inner > 0 {
                taking.inner -= 1;
                at += 1;
            } else {
                let taking = self.taking.remove(at);
                let text = plain(&taking.text);
                if text.is_empty() {
                    continue;
                }
                match taking.what {
                    What::Heading => self.headings.push(text),
                    What::Day => self.days.push(text),
                    What::Author => self.authors.push(text),
                }
            }
        }
    }

    fn script(&mut self, tag: &Tag<'_>, text: &str) {
        let is_linked = tag
            .get("type")
            .is_some_and(|kind| kind.trim().to_ascii_lowercase().starts_with("application/ld+json"));
        if is_linked && self.linked.is_none() && self.scripts < SCRIPTS {
            self.scripts += 1;
            self.linked = ld::article(text);
        }
    }

    fn named(&self, names: &[&'static str]) -> Option<&str> {
        names.iter().find_map(|name| self.all(name).next())
    }

    fn all(&self, name: &'static str) -> impl Iterator<Item = &str> {
        self.metas.iter().filter(move |(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// What all of it says. `base` is the address that the page was read from.
    pub(crate) fn facts(mut self, base: Option<&str>, words: &PageWords) -> Facts {
        let mut linked = self.linked.take().unwrap_or_default();
        let is_article = linked != Linked::default() || self.named(&["og:type"]) == Some("article");
        let outlet = linked.publisher.take().map(|name| plain(&name)).or_else(|| self.outlet());
        let uri = self.uri(&linked, base);
        Facts {
            title: self.headline(linked.headline.take(), outlet.as_deref()),
            published: self.published(&linked, uri.as_deref().or(base), words),
            language: self.language(linked.language.as_deref()),
            byline: self.byline(std::mem::take(&mut linked.authors), outlet.as_deref(), words),
            body: linked.body.take(),
            outlet,
            uri: uri.or_else(|| base.map(str::to_owned)),
            is_article,
        }
    }

    fn outlet(&self) -> Option<String> {
        self.named(&SITES).map(str::to_owned).filter(|name| name.chars().count() <= 80)
    }

    /// The page's own address, unless it is that of the whole site.
    fn uri(&self, linked: &Linked, base: Option<&str>) -> Option<String> {
        let known = [self.canonical.as_deref(), self.named(&["og:url"]), linked.uri.as_deref()];
        let mut known = known.into_iter().flatten().filter_map(|uri| uri::resolve(uri, base));
        known.find(|uri| !uri::is_root(uri) || base.is_some_and(uri::is_root))
    }

    fn headline(&self, linked: Option<String>, outlet: Option<&str>) -> Option<String> {
        let one_heading = self.headings.first().filter(|_| self.headings.len() == 1).cloned();
        let meta = self.named(&TITLES).map(str::to_owned);
        let all = [linked.map(|headline| plain(&headline)), meta, one_heading, self.title.clone()];
        all.into_iter()
            .flatten()
            .find(|title| !title.is_empty())
            .map(|title| self.without_site(title, outlet))
    }

    /// *Jalan ditutup - Kabar Selatan*: without the site's name.
    fn without_site(&self, title: String, outlet: Option<&str>) -> String {
        for mark in [" | ", " - ", " – ", " — ", " :: ", " » ", " • "] {
            let Some((head, tail)) = title.rsplit_once(mark) else { continue };
            let site = outlet.is_some_and(|outlet| same_site(outlet, tail));
            let heading = self.headings.iter().any(|heading| heading == head);
            if !head.trim().is_empty() && (site || heading) {
                return head.trim().to_owned();
            }
        }
        title
    }

    fn published(&self, linked: &Linked, uri: Option<&str>, words: &PageWords) -> Option<Date> {
        let of =
            |written: &str| parse_day(written).or_else(|| day::in_text(written, words)).filter(plausible);
        let meta = DAYS.iter().flat_map(|name| self.all(name));
        let machine = linked.published.as_deref().into_iter().chain(meta).find_map(of);
        let text = self.days.iter().filter(|text| text.chars().count() <= 120);
        machine
            .or_else(|| self.times.iter().find_map(|written| of(written)))
            .or_else(|| text.into_iter().find_map(|text| day::in_text(text, words)).filter(plausible))
            .or_else(|| uri.and_then(day::in_address))
    }

    fn language(&self, linked: Option<&str>) -> Option<String> {
        let all = [
            self.language.as_deref(),
            linked,
            self.named(&["content-language", "language"]),
            self.named(&["og:locale"]),
        ];
        all.into_iter()
            .flatten()
            .map(crate::jsonl::primary_subtag)
            .find(|tag| (2..=3).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_lowercase()))
    }

    fn byline(&self, linked: Vec<String>, outlet: Option<&str>, words: &PageWords) -> Vec<String> {
        let meta = AUTHORS.iter().flat_map(|name| self.all(name)).map(str::to_owned);
        let first = |all: Vec<String>| {
            let mut names: Vec<String> = Vec::new();
            for name in all.iter().filter_map(|name| name_of(name, outlet, words)) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            (!names.is_empty()).then_some(names)
        };
        first(linked)
            .or_else(|| first(meta.collect()))
            .or_else(|| first(self.authors.clone()))
            .unwrap_or_default()
    }
}

/// A person's name, without the word before it; no address, no site, no sentence.
fn name_of(written: &str, outlet: Option<&str>, words: &PageWords) -> Option<String> {
    let written = plain(written);
    let small = written.to_lowercase();
    let name = match words.byline(&small) {
        Some(rest) if small.len() == written.len() => written[written.len() - rest.text.len()..].trim(),
        // *Ditulis oleh: ...*, in whatever language.
        _ => match written.split_once(": ") {
            Some((label, name)) if label.split(' ').count() <= LABEL_WORDS => name.trim(),
            _ => written.trim(),
        },
    };
    let fits = (2..=80).contains(&name.chars().count())
        && name.split(' ').count() <= 8
        && !name.contains("://")
        && !name.contains('@')
        && name.chars().any(char::is_alphabetic)
        && !outlet.is_some_and(|outlet| same_site(outlet, name));
    fits.then(|| name.to_owned())
}

/// *Kabar Selatan* and *kabarselatan.example* are one.
fn same_site(one: &str, other: &str) -> bool {
    let key = |name: &str| -> String {
        let name = name.to_lowercase();
        let name = name.trim().trim_start_matches("www.");
        let name = if name.contains(' ') { name } else { name.split('.').next().unwrap_or(name) };
        name.chars().filter(|c| c.is_alphanumeric()).collect()
    };
    let (one, other) = (key(one), key(other));
    !one.is_empty() && one == other
}

fn plausible(day: &Date) -> bool {
    (1900..=2100).contains(&day.year())
}

/// Text without character references, its white space made one.
pub(crate) fn plain(text: &str) -> String {
    let text = html_escape::decode_html_entities(text);
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace()).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
