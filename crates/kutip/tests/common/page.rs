//! Whether an HTML page is inert: whole, of our own elements and attributes only, and with nothing in it that commands.
//! Shared with the fuzz targets.

#![allow(unreachable_pub, missing_docs, reason = "each user is a crate of its own")]

/// The elements that a page of ours has.
const TAGS: [&str; 27] = [
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "header",
    "main",
    "section",
    "article",
    "footer",
    "h1",
    "h2",
    "h3",
    "p",
    "ul",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "span",
    "b",
    "a",
    "br",
    "i",
    "div",
];
/// Those that are not closed.
const VOID: [&str; 2] = ["meta", "br"];
/// None of these runs or fetches anything; where `href` may lead is checked.
const ATTRIBUTES: [&str; 9] = ["class", "id", "href", "lang", "data-l", "aria-label", "rel", "title", "dir"];

/// What of a page is not as it should be.
pub fn faults(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    let policy =
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-";
    if !page.starts_with("<!doctype html>\n<html lang=") || !page.ends_with("</html>\n") {
        found.push("is no whole page".to_owned());
    }
    let Some((head, body)) = page.split_once("</style>") else {
        return vec!["has no style".to_owned()];
    };
    match head.find(policy) {
        Some(at) if !head[..at].contains("<title") => {}
        _ => found.push("has no policy before what the article says".to_owned()),
    }
    let title = head.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
    if title.is_none_or(|(title, rest)| title.contains(['<', '>']) || !rest.starts_with("\n<style>")) {
        found.push("its title is not closed in".to_owned());
    }
    if let Some(c) = page.chars().find(|c| commands(*c)) {
        found.push(format!("holds U+{:04X}", c as u32));
    }
    elements(body, &mut found);
    found
}

fn commands(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Elements nest, and nothing is in them that is not ours.
fn elements(body: &str, found: &mut Vec<String>) {
    let mut open = vec!["html", "head"];
    for piece in body.split('<').skip(1) {
        let Some((tag, text)) = piece.split_once('>') else {
            found.push(format!("a tag without end: {piece:.40}"));
            continue;
        };
        if text.contains('>') {
            found.push(format!("a bare >: {text:.40}"));
        }
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                found.push(format!("</{name}> closes something else"));
            }
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        if !TAGS.contains(&name) {
            found.push(format!("<{name}> is no element of ours"));
        }
        if !VOID.contains(&name) {
            open.push(name);
        }
        self::attributes(name, attributes, found);
    }
    if !open.is_empty() {
        found.push(format!("never closed: {open:?}"));
    }
}

fn attributes(name: &str, mut rest: &str, found: &mut Vec<String>) {
    while !rest.is_empty() {
        let Some((key, value, after)) = rest
            .split_once("=\"")
            .and_then(|(key, after)| after.split_once('"').map(|(value, after)| (key, value, after)))
        else {
            found.push(format!("<{name}> has {rest:.40}"));
            return;
        };
        let leads_out =
            key == "href" && !["#", "http://", "https://"].iter().any(|way| value.starts_with(way));
        if !ATTRIBUTES.contains(&key) || leads_out {
            found.push(format!("<{name}> has {key}=\"{value:.40}\""));
        }
        rest = after.strip_prefix(' ').unwrap_or(after);
    }
}
