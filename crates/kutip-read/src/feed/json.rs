//! JSON Feed, and items of ninjs.

use super::{Entry, Feed, ITEMS};
use crate::Input;
use crate::error::{InputError, Place, Problem};
use crate::html::{self, PageWords};
use crate::{date, jsonl, uri};
use serde_json::Value;

/// Whether an object begins like a JSON Feed.
pub(crate) fn is_json_feed(head: &[u8]) -> bool {
    memchr::memmem::find(head, b"jsonfeed.org").is_some()
}

/// Reads a JSON Feed.
pub(crate) fn read_json(bytes: &[u8]) -> Result<Feed, Problem> {
    let root: Value = serde_json::from_slice(bytes)
        .map_err(|error| Problem::BrokenJson { column: error.column(), detail: error.to_string() })?;
    let items = root["items"].as_array().map(Vec::as_slice).unwrap_or_default();
    let entries = items.iter().take(ITEMS).map(|item| {
        let html = text(&item["content_html"]);
        let authors = item["authors"].as_array().or_else(|| root["authors"].as_array());
        Entry {
            id: text(&item["id"]).or_else(|| item["id"].as_u64().map(|id| id.to_string())),
            title: text(&item["title"]),
            link: text(&item["url"]),
            is_plain: html.is_none(),
            content: html.or_else(|| text(&item["content_text"])),
            summary: text(&item["summary"]),
            published: text(&item["date_published"]),
            updated: text(&item["date_modified"]),
            authors: authors
                .into_iter()
                .flatten()
                .take(20)
                .filter_map(|author| text(&author["name"]))
                .collect(),
            language: text(&item["language"]),
        }
    });
    Ok(Feed {
        title: text(&root["title"]),
        language: text(&root["language"]),
        entries: entries.collect(),
        problem: (items.len() > ITEMS).then_some(Problem::TooManyItems(ITEMS)),
    })
}

/// Reads an item of ninjs, of version 3 or 1; `None` where it is none.
pub(crate) fn ninjs(line: &[u8], place: Place, words: &PageWords) -> Option<Result<Input, InputError>> {
    let item: Value = serde_json::from_slice(line).ok()?;
    let uri = text(&item["uri"])?;
    let marked_up = text(&item["headline"]).or_else(|| text(&item["title"])).map(|title| html::plain(&title));
    let title = headline(&item["headlines"]).or(marked_up);
    let body = body(&item)?;
    if matches!(
        item["pubStatus"].as_str().or_else(|| item["pubstatus"].as_str()),
        Some("canceled" | "withheld")
    ) {
        return Some(Err(InputError { place, problem: Problem::Withdrawn }));
    }
    let text_of = |(marked_up, body): (bool, String)| match marked_up {
        true => html::fragment(&body, title.as_deref(), words),
        false => body,
    };
    // An export of ours has the article's day where there is one, and the moment of the export beside it.
    let is_ours = alt_id(&item["altIds"], "kutip").is_some();
    let written = ["firstCreated", "firstcreated", "contentCreated", "versionCreated", "versioncreated"];
    let written = if is_ours { &["contentCreated"][..] } else { &written };
    let published = written.iter().find_map(|name| date::parse_day(item[*name].as_str()?));
    // Through whom an outlet has something is not who published it.
    let sources = item["infoSources"].as_array().map(Vec::as_slice).unwrap_or_default();
    let source = sources.iter().find(|source| source["role"] != "channel").and_then(|it| text(&it["name"]));
    let by = text(&item["by"]).or_else(|| text(&item["byline"]));
    Some(Ok(Input {
        uri: uri::clean(&uri),
        id: alt_id(&item["altIds"], "own").or((!is_ours && !uri.starts_with(EXPORTED)).then_some(uri)),
        outlet: source.or_else(|| text(&item["copyrightHolder"])).or_else(|| text(&item["copyrightholder"])),
        published,
        language: text(&item["language"]).map(|tag| jsonl::primary_subtag(&tag)),
        byline: by.into_iter().collect(),
        text: text_of(body),
        title,
        place,
        ..Input::default()
    }))
}

/// The main body, and whether it is marked up.
fn body(item: &Value) -> Option<(bool, String)> {
    if let Some(bodies) = item["bodies"].as_array() {
        let main = bodies.iter().find(|body| body["role"] == "main" && body["value"].is_string());
        let body = main.or_else(|| bodies.iter().find(|body| body["value"].is_string()))?;
        let marked_up =
            body["contentType"].as_str().is_some_and(|kind| kind.contains("html") || kind.contains("xml"));
        return Some((marked_up, text(&body["value"])?));
    }
    let plain = text(&item["body_text"]).map(|text| (false, text));
    plain.or_else(|| {
        ["body_xhtml", "body_html5", "body_html"].iter().find_map(|name| Some((true, text(&item[*name])?)))
    })
}

/// What an article of our own export is called that has no address.
const EXPORTED: &str = "urn:kutip:";

/// The main headline, else the first one. One that is said to be plain has no mark-up, whatever stands in it.
fn headline(list: &Value) -> Option<String> {
    let list = list.as_array()?;
    let main = list.iter().find(|one| one["role"] == "main").or_else(|| list.first())?;
    let value = text(&main["value"])?;
    Some(if main["contentType"] == "text/plain" { value } else { html::plain(&value) })
}

/// An id that an article has elsewhere: as `kutip export` writes them, `own` where it came from, `kutip` with us.
fn alt_id(list: &Value, role: &str) -> Option<String> {
    text(&list.as_array()?.iter().find(|one| one["role"] == role)?["value"])
}

fn text(value: &Value) -> Option<String> {
    value.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_json_feed_is_read() {
        let feed = read_json(
            br#"{"version":"https://jsonfeed.org/version/1.1","title":"Kabar","language":"id","items":[
            {"id":"1","url":"https://k.example/1","title":"a","content_html":"<p>Satu.</p>","date_published":"2026-11-17"},
            {"id":2,"content_text":"1 < 2","authors":[{"name":"Made"}]}]}"#,
        )
        .unwrap();
        assert_eq!(feed.entries.len(), 2);
        assert!(feed.entries[1].is_plain && feed.entries[1].authors == ["Made"]);
        assert_eq!(feed.entries[1].id.as_deref(), Some("2"));
        assert!(read_json(b"{").is_err());
    }

    #[test]
    fn items_of_ninjs_are_read() {
        let words = PageWords::default();
        let item = br#"{"uri":"urn:k:1","versionCreated":"2026-11-17T09:00:00+07:00","language":"id-ID","by":"Ratna",
            "headlines":[{"role":"short","value":"x"},{"role":"main","value":"Jalan ditutup"}],
            "bodies":[{"role":"main","contentType":"text/html","value":"<p>Satu.</p><p>Dua.</p>"}],
            "infoSources":[{"name":"Kabar Selatan"}]}"#;
        let input = ninjs(item, Place::default(), &words).unwrap().unwrap();
        assert_eq!((input.text.as_str(), input.title.as_deref()), ("Satu.\nDua.", Some("Jalan ditutup")));
        assert_eq!((input.outlet.as_deref(), input.language.as_deref()), (Some("Kabar Selatan"), Some("id")));
        assert_eq!(input.published.map(|day| day.to_string()).as_deref(), Some("2026-11-17"));
        let old = br#"{"uri":"u","headline":"h","body_text":"Satu.","pubStatus":"canceled"}"#;
        let error = ninjs(old, Place::default(), &words).unwrap().unwrap_err();
        assert_eq!(error.problem, Problem::Withdrawn);
        assert!(ninjs(b"{\"uri\":\"u\"}", Place::default(), &words).is_none());
    }

    #[test]
    fn an_item_of_our_own_export_is_read_as_it_was() {
        let item = br#"{"uri":"urn:kutip:ar-1","headlines":[{"role":"main","contentType":"text/plain","value":"a <b> & c"}],
            "bodies":[{"contentType":"text/plain","value":"Satu."}],"infoSources":[{"name":"Reuters","role":"channel"}]}"#;
        let input = ninjs(item, Place::default(), &PageWords::default()).unwrap().unwrap();
        assert_eq!((input.title.as_deref(), input.outlet), (Some("a <b> & c"), None));
        assert_eq!((input.uri, input.id), (None, None));
        let item = br#"{"uri":"https://k.example/1","bodies":[{"value":"Satu."}],"altIds":[{"role":"own","value":"7"}],
            "infoSources":[{"name":"Reuters","role":"channel"},{"name":"Kabar","role":"publisher"}]}"#;
        let input = ninjs(item, Place::default(), &PageWords::default()).unwrap().unwrap();
        assert_eq!((input.id.as_deref(), input.outlet.as_deref()), (Some("7"), Some("Kabar")));
        assert_eq!(input.uri.as_deref(), Some("https://k.example/1"));
        let item = br#"{"uri":"https://k.example/1","versionCreated":"2026-11-29T10:00:00Z","bodies":[{"value":"Satu."}],
            "altIds":[{"role":"kutip","value":"ar-1"}]}"#;
        let input = ninjs(item, Place::default(), &PageWords::default()).unwrap().unwrap();
        assert_eq!((input.id, input.published), (None, None));
        assert_eq!(input.uri.as_deref(), Some("https://k.example/1"));
    }
}
