//! JSON-LD: what a page says of its article for machines.

use serde_json::Value;
use std::borrow::Cow;

/// Bytes of a script that are read.
const SCRIPT_BYTES: usize = 1_000_000;
/// Objects that are looked at.
const OBJECTS: usize = 2000;

/// What a page says of its article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Linked {
    pub(crate) headline: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) uri: Option<String>,
    pub(crate) body: Option<String>,
}

/// The article that the script tells of; `None` where it is broken or of something else.
pub(crate) fn article(script: &str) -> Option<Linked> {
    if script.len() > SCRIPT_BYTES {
        return None;
    }
    let root = parse(script)?;
    let mut objects = Vec::new();
    collect(&root, &mut objects);
    let article = objects.iter().find(|object| is_article(object))?;
    let by_id = |value: &Value| -> Option<&Value> {
        let id = value.as_object().filter(|object| !object.contains_key("name"))?.get("@id")?.as_str()?;
        objects.iter().copied().find(|object| object["@id"] == id && object["name"].is_string())
    };
    let name = |value: &Value| -> Option<String> {
        let value = by_id(value).unwrap_or(value);
        text(value).or_else(|| text(&value["name"]))
    };
    let authors: Vec<String> = match &article["author"] {
        Value::Array(all) => all.iter().filter_map(name).collect(),
        one => name(one).into_iter().collect(),
    };
    let page = &article["mainEntityOfPage"];
    let uri =
        [&article["url"], page, &page["@id"], &page["url"], &article["@id"]].into_iter().find_map(address);
    let published =
        ["datePublished", "dateCreated", "uploadDate"].into_iter().find_map(|key| text(&article[key]));
    Some(Linked {
        headline: text(&article["headline"]).or_else(|| text(&article["name"])),
        published,
        modified: text(&article["dateModified"]),
        authors,
        publisher: name(&article["publisher"]).or_else(|| name(&article["sourceOrganization"])),
        language: name(&article["inLanguage"]).or_else(|| text(&article["inLanguage"]["alternateName"])),
        uri,
        body: article["articleBody"].as_str().map(str::to_owned),
    })
}

/// Types of articles: `NewsArticle`, `ReportageNewsArticle`, `BlogPosting` and the like.
fn is_article(object: &Value) -> bool {
    let fits = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            let kind = kind.rsplit(['/', ':']).next().unwrap_or(kind);
            kind.ends_with("Article") || matches!(kind, "BlogPosting" | "LiveBlogPosting" | "Report")
        })
    };
    match &object["@type"] {
        Value::Array(kinds) => kinds.iter().any(fits),
        kind => fits(kind),
    }
}

/// All objects, outer ones first; those of a graph in its order.
fn collect<'a>(value: &'a Value, out: &mut Vec<&'a Value>) {
    if out.len() >= OBJECTS {
        return;
    }
    match value {
        Value::Array(all) => all.iter().for_each(|one| collect(one, out)),
        Value::Object(object) => {
            out.push(value);
            object
                .values()
                .filter(|value| value.is_object() || value.is_array())
                .for_each(|one| collect(one, out));
        }
        _ => {}
    }
}

/// A string that says something, also alone in a list or as `@value`.
fn text(value: &Value) -> Option<String> {
    let value = match value {
        Value::Array(all) => all.first()?,
        Value::Object(object) => object.get("@value")?,
        value => value,
    };
    let text = value.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn address(value: &Value) -> Option<String> {
    text(value).filter(|text| text.starts_with("http://") || text.starts_with("https://"))
}

/// What pages put before scripts so that old programs do not read them.
const WRAPPINGS: [&str; 5] = ["//", "<!--", "/*", "<![CDATA[", "*/"];

/// Reads it as it is, else with the faults mended that pages have: controls in strings, commas before brackets, wrappings.
fn parse(script: &str) -> Option<Value> {
    let script = script.trim().trim_end_matches(';');
    if let Ok(value) = serde_json::from_str(script) {
        return Some(value);
    }
    let script =
        WRAPPINGS.iter().fold(script, |script, wrapping| script.trim_start().trim_start_matches(wrapping));
    let start = script.find(['{', '['])?;
    let end = script.rfind(if script[start..].starts_with('{') { '}' } else { ']' })?;
    let inner = script.get(start..=end)?;
    serde_json::from_str(&mended(inner)).ok()
}

fn mended(json: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(json.len());
    let mut chars = json.chars().peekable();
    let mut quoted = false;
    while let Some(c) = chars.next() {
        match c {
            '\\' if quoted => {
                let escaped = chars.next().unwrap_or(' ');
                // What JSON has no escape for stands for itself.
                if !matches!(escaped, '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u') {
                    out.push(escaped);
                } else {
                    out.extend(['\\', escaped]);
                }
            }
            '"' => {
                quoted = !quoted;
                out.push(c);
            }
            '\n' | '\r' if quoted => out.push_str("\\n"),
            c if quoted && c.is_control() => out.push(' '),
            ',' if !quoted => {
                while chars.peek().is_some_and(|c| c.is_whitespace()) {
                    chars.next();
                }
                if !chars.peek().is_some_and(|c| matches!(c, '}' | ']' | ',')) {
                    out.push(c);
                }
            }
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_of_a_graph_is_found() {
        let linked = article(
            r##"{"@context":"https://schema.org","@graph":[
            {"@type":"WebSite","name":"Kabar","inLanguage":"en-US"},
            {"@type":["Article","NewsArticle"],"headline":"Jalan ditutup","datePublished":"2026-11-17T09:00:00+07:00",
             "author":[{"@id":"#a"},{"@type":"Person","name":"Ratna W."}],"publisher":{"@id":"#o"},
             "mainEntityOfPage":{"@id":"https://kabar.example/1"},"inLanguage":"id"},
            {"@type":"Person","@id":"#a","name":"Made S."},{"@type":"Organization","@id":"#o","name":"Kabar Selatan"}]}"##,
        )
        .unwrap();
        assert_eq!(linked.headline.as_deref(), Some("Jalan ditutup"));
        assert_eq!(linked.authors, ["Made S.", "Ratna W."]);
        assert_eq!(
            (linked.publisher.as_deref(), linked.language.as_deref()),
            (Some("Kabar Selatan"), Some("id"))
        );
        assert_eq!(linked.uri.as_deref(), Some("https://kabar.example/1"));
    }

    #[test]
    fn common_faults_are_mended() {
        let linked = article(
            "//<![CDATA[\n{\"@type\":\"NewsArticle\",\"headline\":\"a\nb \\' c\",\"author\":\"S\",}\n//]]>",
        )
        .unwrap();
        assert_eq!((linked.headline.as_deref(), linked.authors), (Some("a\nb ' c"), vec!["S".to_owned()]));
        assert_eq!(article("{\"@type\":\"WebPage\"}"), None);
        assert_eq!(article("{"), None);
        assert_eq!(article(&("[".repeat(100_000) + &"]".repeat(100_000))), None);
    }
}
