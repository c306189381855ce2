//! Atom 1.0 and JSON Feed 1.1: an entry an item.
//!
//! The id of an entry has a version, made of what the entry says: an item that is read otherwise, or a figure that was
//! corrected, is a new entry, and one that is exported again is the same.

use super::json::{List, told, urn};
use super::lines::{self, Line};
use super::{Entry, Export, File, Options, Outputs, moments};
use crate::escape::{html, xml};
use crate::visible;
use serde_json::json;
use std::io::{self, Write};

const TITLE: &str = "kutip";
/// Of entries of which nobody knows when they were published.
const NO_TIME: &str = "1970-01-01T00:00:00Z";

pub(crate) struct Atom {
    file: File,
    options: Options,
    /// The moment of the newest entry.
    newest: String,
}

pub(crate) struct JsonFeed {
    list: List,
    options: Options,
}

impl Atom {
    pub(crate) fn begin(options: &Options, out: &mut Outputs) -> io::Result<Self> {
        let stem = options.stem();
        let mut file = out.create(format!("{stem}.atom"))?;
        writeln!(
            file,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">"
        )?;
        writeln!(file, "<id>{}</id>\n<title>{TITLE}: {stem}</title>", urn(&format!("export:{stem}")))?;
        writeln!(file, "<author><name>kutip</name></author>")?;
        writeln!(file, "<generator version=\"{}\">kutip</generator>", crate::VERSION)?;
        Ok(Self { file, options: options.clone(), newest: String::new() })
    }
}

impl Export for Atom {
    fn put(&mut self, entry: &Entry<'_>, _: &mut Outputs) -> io::Result<()> {
        let moment = moment(entry, &self.options);
        for kind in &self.options.kinds {
            for line in lines::of(*kind, entry) {
                self.file.write_all(atom(entry, &line, &moment).as_bytes())?;
                if moment > self.newest {
                    self.newest.clone_from(&moment);
                }
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, out: &mut Outputs) -> io::Result<()> {
        let newest = if self.newest.is_empty() { NO_TIME } else { &self.newest };
        let updated = self.options.time.as_deref().unwrap_or(newest);
        // The order of a feed's elements means nothing, and before the entries it is not known.
        writeln!(self.file, "<updated>{updated}</updated>\n</feed>")?;
        out.close(self.file)
    }
}

impl JsonFeed {
    pub(crate) fn begin(options: &Options, out: &mut Outputs) -> io::Result<Self> {
        let stem = options.stem();
        let head = format!(
            "{{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"{TITLE}: {stem}\",\"items\":["
        );
        Ok(Self { list: List::begin(out, &format!("{stem}.json"), &head)?, options: options.clone() })
    }
}

impl Export for JsonFeed {
    fn put(&mut self, entry: &Entry<'_>, _: &mut Outputs) -> io::Result<()> {
        let authors: Vec<_> = makers(entry).into_iter().map(|name| json!({"name": visible(&name)})).collect();
        let document = &entry.record.document;
        for kind in &self.options.kinds {
            for line in lines::of(*kind, entry) {
                let item = told(json!({
                    "id": entry_id(&line),
                    "url": entry.address(),
                    "title": visible(&line.title),
                    "content_html": content(entry, &line),
                    "date_published": document.published.map(|day| moments::midnight(day.0)),
                    "authors": authors,
                    "language": document.language,
                    "tags": [line.what],
                    "_kutip": {
                        "record": line.id, "article": entry.ids.article, "spans": line.spans,
                        "text_sha256": document.text_sha256, "whole": line.quote.whole,
                    },
                }));
                self.list.put(&item)?;
            }
        }
        Ok(())
    }

    fn finish(self: Box<Self>, out: &mut Outputs) -> io::Result<()> {
        self.list.finish(out, "]}\n")
    }
}

/// When an article was published, as far as is known.
fn moment(entry: &Entry<'_>, options: &Options) -> String {
    let day = entry.day().map(moments::midnight);
    day.or_else(|| options.time.clone()).unwrap_or_else(|| NO_TIME.to_owned())
}

/// Who made the article.
fn makers(entry: &Entry<'_>) -> Vec<String> {
    let mut all: Vec<String> = entry.authors().iter().map(|name| name.clone().into_owned()).collect();
    all.extend(entry.record.document.outlet.as_deref().map(str::to_owned));
    all
}

fn entry_id(line: &Line<'_>) -> String {
    let facts: Vec<String> = line.facts.iter().map(|(name, fact)| format!("{name}\0{fact}")).collect();
    let all = [&line.title, &*line.quote.text, &facts.join("\0")].join("\0");
    let version = kutip_record::sha256(&all);
    urn(&format!("{}:{}", line.id, version.get(..12).unwrap_or_default()))
}

fn atom(entry: &Entry<'_>, line: &Line<'_>, moment: &str) -> String {
    let mut out = format!(
        "<entry>\n<id>{}</id>\n<title type=\"text\">{}</title>\n",
        xml(&entry_id(line)),
        html(&line.title)
    );
    for name in makers(entry) {
        out += &format!("<author><name>{}</name></author>\n", html(&name));
    }
    if let Some(address) = entry.address() {
        out += &format!("<link rel=\"alternate\" href=\"{}\"/>\n", xml(address));
    }
    if let Some(day) = entry.record.document.published {
        out += &format!("<published>{}</published>\n", moments::midnight(day.0));
    }
    out += &format!("<updated>{moment}</updated>\n<category term=\"{}\"/>\n", xml(&line.what));
    out += &format!("<content type=\"html\">{}</content>\n</entry>\n", xml(&content(entry, line)));
    out
}

/// The item as HTML.
fn content(entry: &Entry<'_>, line: &Line<'_>) -> String {
    let mut out = String::new();
    if !line.quote.text.is_empty() {
        out += &format!("<blockquote>{}</blockquote>", html(&line.quote.text));
    }
    out += "<ul>";
    for (name, fact) in &line.facts {
        out += &format!("<li>{name}: {}</li>", html(fact));
    }
    let document = &entry.record.document;
    let from = [Some(entry.title().to_owned()), document.outlet.as_deref().map(str::to_owned)];
    let day = document.published.map(|day| day.0.to_string());
    let from: Vec<String> = from.into_iter().chain([day]).flatten().collect();
    out += &format!("<li>article: {}</li></ul>", html(&from.join(", ")));
    out
}
