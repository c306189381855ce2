//! RSS 2.0, RDF (RSS 1.0) and Atom.

use super::{Entry, Feed, ITEMS};
use crate::error::Problem;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Elements within one another; a feed has six.
const DEPTH: usize = 64;

/// Reads a feed. What was read before a fault is kept.
pub(crate) fn read_xml(text: &str) -> Feed {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    (config.check_end_names, config.allow_unmatched_ends, config.allow_dangling_amp) = (false, true, true);
    let mut state = State::default();
    let problem = loop {
        match reader.read_event() {
            Ok(Event::Eof) => break None,
            Ok(event) => {
                if let Err(problem) = state.see(event) {
                    break Some(problem);
                }
            }
            Err(error) => {
                break Some(Problem::BrokenXml { byte: reader.error_position(), detail: error.to_string() });
            }
        }
    };
    let mut feed = state.feed;
    feed.problem = problem;
    feed.title = feed.title.map(|title| crate::html::plain(&title)).filter(|title| !title.is_empty());
    feed
}

#[derive(Default)]
struct State {
    feed: Feed,
    entry: Option<Entry>,
    /// Names of open elements, without prefix.
    open: Vec<String>,
    /// The text of the innermost element that is read, and the depth of it.
    text: Option<(usize, String)>,
    /// Mark-up within an element is part of its text.
    marked_up: bool,
}

impl State {
    fn see(&mut self, event: Event<'_>) -> Result<(), Problem> {
        match event {
            Event::Start(tag) => self.start(&tag)?,
            Event::Empty(tag) => {
                self.start(&tag)?;
                self.end();
            }
            Event::End(_) => self.end(),
            Event::Text(text) => self.push(&text),
            Event::CData(text) => self.push_escaped(&text),
            Event::GeneralRef(name) => self.reference(&name),
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Problem> {
        if self.open.len() >= DEPTH {
            return Err(Problem::TooDeep);
        }
        let name = tag.local_name().as_ref().to_ascii_lowercase();
        if let Some((_, text)) = &mut self.text {
            if self.marked_up {
                text.push('<');
                text.push_str(&name);
                text.push('>');
            }
            self.open.push(name);
            return Ok(());
        }
        match name.as_str() {
            "item" | "entry" if self.entry.is_none() => {
                if self.feed.entries.len() >= ITEMS {
                    return Err(Problem::TooManyItems(ITEMS));
                }
                self.entry = Some(Entry { language: attribute(tag, "lang"), ..Entry::default() });
            }
            "feed" | "rss" | "channel" => {
                self.feed.language = self.feed.language.take().or_else(|| attribute(tag, "lang"));
            }
            "link" => self.link(tag),
            _ => {}
        }
        if self.is_read(tag, &name) {
            self.marked_up = attribute(tag, "type").is_some_and(|kind| kind == "xhtml");
            self.text = Some((self.open.len(), String::new()));
        }
        self.open.push(name);
        Ok(())
    }

    /// Whether the text of the element is read.
    fn is_read(&self, tag: &BytesStart<'_>, name: &str) -> bool {
        let known = match self.entry {
            // Elements of media have names of ours, too.
            Some(_) if tag.name().0.starts_with("media:") || tag.name().0.starts_with("itunes:") => false,
            Some(_) => matches!(
                name,
                "title"
                    | "link"
                    | "description"
                    | "summary"
                    | "encoded"
                    | "content"
                    | "guid"
                    | "id"
                    | "pubdate"
                    | "published"
                    | "date"
                    | "updated"
                    | "issued"
                    | "creator"
                    | "author"
                    | "name"
                    | "language"
            ),
            None => matches!(name, "title" | "language") && self.open.len() <= 2,
        };
        // Of an author's element the name is read.
        known && !(name == "author" && self.open.first().is_some_and(|root| root == "feed"))
    }

    fn link(&mut self, tag: &BytesStart<'_>) {
        let Some(entry) = &mut self.entry else { return };
        let rel = attribute(tag, "rel");
        if let Some(href) = attribute(tag, "href").filter(|_| rel.is_none_or(|rel| rel == "alternate")) {
            entry.link.get_or_insert(href);
        }
    }

    fn end(&mut self) {
        let Some(name) = self.open.pop() else { return };
        if let Some((depth, mut text)) = self.text.take() {
            if self.open.len() > depth {
                if self.marked_up {
                    text.push_str("</");
                    text.push_str(&name);
                    text.push('>');
                }
                self.text = Some((depth, text));
                return;
            }
            self.take(&name, text);
        }
        if matches!(name.as_str(), "item" | "entry")
            && let Some(entry) = self.entry.take()
        {
            self.feed.entries.push(entry);
        }
    }

    fn take(&mut self, name: &str, text: String) {
        if text.trim().is_empty() {
            return;
        }
        let within = self.open.last().map(String::as_str);
        let Some(entry) = &mut self.entry else {
            match name {
                "title" => _ = self.feed.title.get_or_insert(text),
                _ => self.feed.language = Some(text.trim().to_owned()),
            }
            return;
        };
        // Another feed's title, from which the item is taken over.
        if within == Some("source") {
            return;
        }
        match name {
            "title" => _ = entry.title.get_or_insert(text),
            "link" => _ = entry.link.get_or_insert(text.trim().to_owned()),
            "encoded" | "content" => _ = entry.content.get_or_insert(text),
            "description" | "summary" => _ = entry.summary.get_or_insert(text),
            "guid" | "id" => _ = entry.id.get_or_insert(text),
            "pubdate" | "published" | "issued" | "date" => _ = entry.published.get_or_insert(text),
            "updated" => _ = entry.updated.get_or_insert(text),
            "language" => entry.language = Some(text.trim().to_owned()),
            // Of an author in Atom the name, of one in RSS all.
            "creator" | "author" | "name" if entry.authors.len() < 20 => entry.authors.push(text),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if let Some((_, out)) = &mut self.text {
            out.push_str(text);
        }
    }

    /// Text in which nothing is a reference.
    fn push_escaped(&mut self, text: &str) {
        if self.marked_up {
            self.push(&text.replace('&', "&amp;").replace('<', "&lt;"));
        } else {
            self.push(text);
        }
    }

    /// A reference to a character; one to an entity that is not XML's stays as it is written.
    fn reference(&mut self, name: &str) {
        let Some((_, out)) = &mut self.text else { return };
        let known = match name {
            "lt" => "<",
            "gt" => ">",
            "amp" => "&",
            "quot" => "\"",
            "apos" => "'",
            _ => "",
        };
        if known.is_empty() || self.marked_up {
            out.push('&');
            out.push_str(name);
            out.push(';');
            if name.starts_with('#') && !self.marked_up {
                let whole = format!("&{name};");
                let length = out.len() - whole.len();
                out.truncate(length);
                out.push_str(&html_escape::decode_html_entities(&whole));
            }
        } else {
            out.push_str(known);
        }
    }
}

/// An attribute's value, by its name without prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.html_attributes();
    let found = attributes.with_checks(false).take(100).flatten().find(|attribute| {
        let key = attribute.key.0;
        key.rsplit(':').next().unwrap_or(key).eq_ignore_ascii_case(name)
    })?;
    Some(html_escape::decode_html_entities(&*found.value).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rss_is_read() {
        let feed = read_xml(
            "<?xml version='1.0'?><rss version='2.0'><channel><title>Kabar &amp; Kota</title><language>id</language>
            <image><title>Logo</title></image>
            <item><title>Jalan &quot;ditutup&quot;</title><link>https://k.example/1</link><guid>g1</guid>
            <description><![CDATA[<p>Ringkas &amp; pendek.</p>]]></description>
            <content:encoded>&lt;p&gt;Satu.&lt;/p&gt;</content:encoded><dc:creator>Ratna</dc:creator>
            <media:title>Gambar</media:title><pubDate>Tue, 17 Nov 2026 09:30:00 +0700</pubDate></item>
            <item><title>Dua</title></item></channel></rss>",
        );
        assert_eq!((feed.title.as_deref(), feed.language.as_deref()), (Some("Kabar & Kota"), Some("id")));
        let [first, second] = &feed.entries[..] else { panic!("{feed:?}") };
        assert_eq!(first.title.as_deref(), Some("Jalan \"ditutup\""));
        assert_eq!((first.link.as_deref(), first.id.as_deref()), (Some("https://k.example/1"), Some("g1")));
        assert_eq!(first.content.as_deref(), Some("<p>Satu.</p>"));
        assert_eq!(first.summary.as_deref(), Some("<p>Ringkas &amp; pendek.</p>"));
        assert_eq!(first.authors, ["Ratna"]);
        assert_eq!(second.title.as_deref(), Some("Dua"));
        assert!(feed.problem.is_none());
    }

    #[test]
    fn atom_is_read() {
        let feed = read_xml(
            "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='id-ID'><title>Kabar</title>
            <entry><id>urn:1</id><title type='html'>a &amp;amp; b</title><link rel='self' href='x'/><link href='https://k.example/1'/>
            <author><name>Made</name><email>m@k.example</email></author><updated>2026-11-18T00:00:00Z</updated>
            <published>2026-11-17T00:00:00Z</published>
            <content type='xhtml'><div><p>Satu &amp; <b>dua</b>.</p></div></content></entry></feed>",
        );
        let entry = &feed.entries[0];
        assert_eq!(entry.content.as_deref(), Some("<div><p>Satu &amp; <b>dua</b>.</p></div>"));
        assert_eq!(
            (entry.link.as_deref(), &entry.authors[..]),
            (Some("https://k.example/1"), &["Made".to_owned()][..])
        );
        assert_eq!(entry.published.as_deref(), Some("2026-11-17T00:00:00Z"));
        assert_eq!(feed.language.as_deref(), Some("id-ID"));
    }

    #[test]
    fn entities_are_never_expanded() {
        let feed = read_xml(
            "<!DOCTYPE rss [<!ENTITY a 'xxxxxxxx'><!ENTITY b '&a;&a;'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>
            <rss><channel><item><description>&b; &f; &#65;</description></item></channel></rss>",
        );
        assert_eq!(feed.entries[0].summary.as_deref(), Some("&b; &f; A"));
    }

    #[test]
    fn what_stands_before_a_fault_is_kept() {
        let feed =
            read_xml("<rss><channel><item><title>a</title></item><item><title>b</title></item><item x='");
        assert_eq!(feed.entries.len(), 2);
        assert!(matches!(feed.problem, Some(Problem::BrokenXml { .. })));
        let deep = read_xml(&"<rss>".repeat(100_000));
        assert!(matches!(deep.problem, Some(Problem::TooDeep)));
        let many =
            read_xml(&("<rss><channel>".to_owned() + &"<item><title>a</title></item>".repeat(ITEMS + 2)));
        assert!(many.entries.len() == ITEMS && matches!(many.problem, Some(Problem::TooManyItems(ITEMS))));
    }
}
