//! Targets that read bytes as files of some kind.

use kutip::{Input, InputError, Options, Reader, page_words};
use std::sync::OnceLock;

type Checked = Result<Vec<u64>, String>;

pub(crate) const BYTES: [&str; 10] = [
    "{\"text\":\"Sari tiba.\"}\n",
    "{\"text\":\"\\ud83d\"}",
    "{\"text\":1}",
    "{\"text\":\"a\",\"date\":\"2024-13-01\",\"id\":1e999}",
    "\u{feff}",
    "{",
    "[[[[",
    "\\u",
    "<html>",
    "\"published\":",
];
pub(crate) const HTML: [&str; 44] = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<div class=\"share-buttons\">",
    "<article>",
    "</article>",
    "<ul><li>",
    "<li>",
    "</ul>",
    "<a href=\"x\">",
    "</a>",
    "<a>Baca juga</a>",
    "<b>",
    "</b>",
    "<br>",
    "<h1>",
    "</h2>",
    "<table><tr><td>",
    "</table>",
    "<td>",
    "<!-- ",
    "-->",
    "<script>",
    "</script>",
    "<title>",
    "</title>",
    "<style>",
    "<nav>",
    "<span hidden>",
    "&quot;",
    "&#0;",
    "&#x110000;",
    "&nbsp;",
    "&",
    "<",
    "=\"",
    "<meta charset=windows-1252>",
    "<meta property=\"article:published_time\" content=\"2026-11-17\">",
    "<html lang=\"en\">",
    "<link rel=canonical href=\"",
    "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"a\",\"articleBody\":\"",
    "<time datetime=\"",
    "<span class=\"author\">",
];
pub(crate) const FEEDS: [&str; 24] = [
    "<item>",
    "</item>",
    "<title>",
    "</title>",
    "<description>",
    "</description>",
    "<![CDATA[",
    "]]>",
    "<link>",
    "</link>",
    "<entry>",
    "</entry>",
    "<content type=\"xhtml\">",
    "</content>",
    "<author><name>",
    "</name></author>",
    "<pubDate>",
    "Tue, 17 Nov 2026 09:30:00 +0700",
    "&amp;",
    "&x;",
    "&#65;",
    "<!DOCTYPE rss [<!ENTITY x 'y'>]>",
    "<guid/>",
    "<source><title>",
];
pub(crate) const WARC: [&str; 16] = [
    "WARC/1.0\r\n",
    "WARC/1.1\r\nWARC-Type: response\r\n",
    "WARC-Type: warcinfo\r\n",
    "Content-Length: 0\r\n",
    "Content-Length: 400\r\n",
    "Content-Length: 99999999999\r\n",
    "Content-Length: x\r\n",
    "\r\n\r\n",
    "\r\n",
    "\n\n",
    "HTTP/1.1 200 OK\r\n",
    "Content-Type: text/html\r\n",
    "Transfer-Encoding: chunked\r\n",
    "5\r\n",
    "0\r\n\r\n",
    "Content-Encoding: gzip\r\n",
];
pub(crate) const TABLES: [&str; 12] =
    ["\"", "\"\"", ",", ";", "\t", "\n", "\r\n", "1,\"Sari tiba.\"\n", "\n\n", ",,,", "2026-11-17", "\",\""];

/// All that is read of bytes under a name; what of it does not hold is the error.
fn read(name: &str, bytes: Vec<u8>) -> Result<Vec<Result<Input, InputError>>, String> {
    static WORDS: OnceLock<kutip::Words> = OnceLock::new();
    let words = WORDS.get_or_init(page_words).clone();
    let options = Options { keep_meta: true, words, ..Options::default() };
    let all: Vec<_> = Reader::from_bytes(name, bytes, options).collect();
    for item in &all {
        match item {
            Ok(input) => sound(input)?,
            Err(error) => {
                let code = error.problem.code();
                if error.message(kutip::Tongue::Indonesian).is_empty()
                    || error.problem.found(kutip::Tongue::English).is_empty()
                {
                    return Err(format!("{code} says nothing"));
                }
                if code == "K3001" {
                    return Err(error.to_string());
                }
            }
        }
    }
    Ok(all)
}

fn sound(input: &Input) -> Result<(), String> {
    if let Some(replaced) = input.replaced
        && !input.text.get(replaced.at..).is_some_and(|rest| rest.starts_with('\u{FFFD}'))
    {
        return Err(format!("{replaced:?} of {:?}", input.text));
    }
    Ok(())
}

/// What happened, by kind.
fn features(all: &[Result<Input, InputError>]) -> Vec<u64> {
    let feature = |item: &Result<Input, InputError>| match item {
        Ok(input) => 1 + input.warnings.len().min(7) as u64 + 8 * u64::from(input.published.is_some()),
        Err(error) => error.problem.code().bytes().fold(8, |sum, byte| sum << 8 | u64::from(byte)),
    };
    all.iter().map(feature).collect()
}

/// A file of these bytes: each article of it fits the limits, and where bytes were replaced a mark stands.
pub(crate) fn bytes(input: &[u8]) -> Checked {
    const NAMES: [&str; 7] = ["a.txt", "a.jsonl", "a.json", "a.data", "a", "a.gz", "a.zst"];
    let name = NAMES[input.first().map_or(0, |byte| usize::from(*byte) % NAMES.len())];
    let all = read(name, input.to_vec())?;
    if all.is_empty() && !input.trim_ascii().is_empty() && !name.ends_with(".jsonl") {
        return Err("a file of which nothing is said".to_owned());
    }
    Ok(features(&all))
}

/// A page: its text is lines without blanks at their ends, the same each time, and its address is one of the web.
pub(crate) fn html(input: &[u8]) -> Checked {
    let all = read("a.html", input.to_vec())?;
    let again = read("a.html", input.to_vec())?;
    let [first] = &all[..] else { return Err(format!("{} articles of one page", all.len())) };
    if let Ok(page) = first {
        let same =
            again.first().is_some_and(|other| other.as_ref().is_ok_and(|other| other.text == page.text));
        if !same {
            return Err("another text the second time".to_owned());
        }
        let odd = |line: &str| {
            line.is_empty() || line.starts_with(' ') || line.ends_with(' ') || line.contains('\r')
        };
        if let Some(line) = page.text.split('\n').find(|line| odd(line)) {
            return Err(format!("a line {line:?}"));
        }
        let uri = page.uri.as_deref().unwrap_or("https://");
        if !(uri.starts_with("https://") || uri.starts_with("http://")) {
            return Err(format!("the address {uri}"));
        }
    }
    Ok(features(&all))
}

/// A feed: items in order, nothing that was not written.
pub(crate) fn feeds(input: &[u8]) -> Checked {
    let text = String::from_utf8_lossy(input);
    let mut all = Vec::new();
    for (head, tail) in
        [("<rss><channel><item>", "</item></channel></rss>"), ("<feed><entry>", "</entry></feed>")]
    {
        let items = read("a.xml", format!("{head}{text}{tail}").into_bytes())?;
        let numbers: Vec<u64> = items.iter().flatten().filter_map(|input| input.place.item).collect();
        if !numbers.is_sorted() {
            return Err(format!("items in the order {numbers:?}"));
        }
        let most = 4 * input.len() + 1000;
        if items.iter().flatten().any(|input| input.text.len() > most) {
            return Err("more text than there was".to_owned());
        }
        all.extend(items);
    }
    let _ = kutip::outlines(&text);
    Ok(features(&all))
}

/// A WARC: whatever stands between two good records, both are read.
pub(crate) fn warc(input: &[u8]) -> Checked {
    let page = "<!doctype html><p>Menteri Sari Wulandari mengatakan jembatan di Losari itu akan ditutup sampai hari Senin \
                karena rangkanya retak.</p>";
    let response = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
    let record = |name: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://k.example/{name}\r\nContent-Length: {}\r\n\r\n\
             {response}\r\n\r\n",
            response.len()
        )
    };
    let bytes = [record("first").as_bytes(), input, b"\r\n\r\n", record("last").as_bytes()].concat();
    let all = read("a.warc", bytes)?;
    let uris: Vec<&str> = all.iter().flatten().filter_map(|input| input.uri.as_deref()).collect();
    if uris.first() != Some(&"https://k.example/first") || uris.last() != Some(&"https://k.example/last") {
        return Err(format!("read were {uris:?}"));
    }
    Ok(features(&all))
}

/// A table: rows in order, each an article or a reason.
pub(crate) fn tables(input: &[u8]) -> Checked {
    let all = read("a.csv", [b"id,text,date\n", input].concat())?;
    let line = |item: &Result<Input, InputError>| {
        let place = item.as_ref().map_or_else(|error| &error.place, |input| &input.place);
        place.line
    };
    if !all.iter().map(line).is_sorted() {
        return Err("rows out of order".to_owned());
    }
    Ok(features(&all))
}
