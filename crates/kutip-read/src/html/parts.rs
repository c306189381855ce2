//! What elements of a page are by their names, and by the classes and ids that their makers give them.

use super::words::PageWords;

/// Bytes of a class or style that is looked at.
const LOOKED_AT_BYTES: usize = 1600;

/// What an element is for whoever looks for text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Never text.
    Nothing,
    /// Text that belongs to the page, not to the article.
    Page,
    /// A block, and what it is passed on as.
    Block(&'static str),
    /// A link.
    Link,
    /// A line end.
    Break,
    /// Ends a block and has no content.
    Rule,
    /// Has no content, or tells nothing.
    Inline,
}

/// Whether a class or id names a part of the page: `share-buttons`, `relatedPosts`, `baca-juga`.
pub(super) fn is_page_part(names: &str, words: &PageWords) -> bool {
    if names.len() > LOOKED_AT_BYTES {
        return false;
    }
    names.split_ascii_whitespace().any(|name| {
        let parts = parts(name);
        let has = |list: &[&str]| parts.iter().any(|part| list.contains(&part.as_str()));
        if has(&HOLDS) || parts.first().is_some_and(|first| FLAGS.contains(&first.as_str())) {
            return false;
        }
        has(&PAGE_PARTS)
            || PAGE_PAIRS.iter().any(|pair| parts.windows(2).any(|two| two == pair))
            || words.is_page_name(&parts)
    })
}

pub(super) const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// Words in names of blocks that are no part of an article, as makers of pages use them everywhere.
const PAGE_PARTS: [&str; 44] = [
    "share",
    "shares",
    "sharing",
    "sharer",
    "sharethis",
    "addthis",
    "addtoany",
    "social",
    "socials",
    "related",
    "relatedposts",
    "relatedpost",
    "recommended",
    "recommendation",
    "recommendations",
    "recommend",
    "trending",
    "popular",
    "mostpopular",
    "mostread",
    "breadcrumb",
    "breadcrumbs",
    "newsletter",
    "subscribe",
    "advertisement",
    "advertising",
    "ads",
    "adslot",
    "adsbygoogle",
    "advert",
    "caption",
    "captions",
    "comments",
    "commentlist",
    "disqus",
    "sidebar",
    "teaser",
    "teasers",
    "promo",
    "cookie",
    "cookies",
    "popup",
    "modal",
    "readalso",
];

/// The same, where it takes two words.
const PAGE_PAIRS: [[&str; 2]; 24] = [
    ["read", "also"],
    ["see", "also"],
    ["read", "more"],
    ["also", "read"],
    ["tag", "list"],
    ["tags", "list"],
    ["tag", "cloud"],
    ["post", "tags"],
    ["entry", "tags"],
    ["article", "tags"],
    ["author", "box"],
    ["author", "bio"],
    ["about", "author"],
    ["post", "navigation"],
    ["nav", "links"],
    ["sr", "only"],
    ["visually", "hidden"],
    ["screen", "reader"],
    ["twitter", "tweet"],
    ["instagram", "media"],
    ["tiktok", "embed"],
    ["more", "news"],
    ["inline", "link"],
    ["photo", "credit"],
];

/// Words in names of blocks that may well hold the article, whatever else is in the name.
const HOLDS: [&str; 11] =
    ["content", "main", "body", "wrap", "wrapper", "container", "layout", "page", "single", "site", "text"];

/// First words of names that tell something of a block's surroundings: `has-sidebar`.
const FLAGS: [&str; 7] = ["has", "with", "no", "is", "js", "not", "without"];

/// `relatedPosts_list-2` is *related, posts, list, 2*.
fn parts(name: &str) -> Vec<String> {
    let mut parts: Vec<String> = vec![String::new()];
    let mut small_before = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || small_before && c.is_uppercase() {
            parts.push(String::new());
        }
        if c.is_alphanumeric()
            && let Some(last) = parts.last_mut()
        {
            last.extend(c.to_lowercase());
        }
        small_before = c.is_lowercase();
    }
    parts.retain(|part| !part.is_empty());
    parts
}

pub(super) fn hides(style: &str) -> bool {
    if style.len() > LOOKED_AT_BYTES {
        return false;
    }
    let style: String =
        style.chars().filter(|c| !c.is_ascii_whitespace()).collect::<String>().to_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// Elements without content that are no line ends.
pub(super) fn is_void(name: &str) -> bool {
    ["img", "wbr", "meta", "link", "input", "source", "track", "area", "base", "col", "embed", "param"]
        .iter()
        .any(|void| void.eq_ignore_ascii_case(name))
}

pub(super) fn role(name: &str) -> Role {
    let mut small = [0; 16];
    let Some(small) = small.get_mut(..name.len()) else { return Role::Inline };
    small.copy_from_slice(name.as_bytes());
    small.make_ascii_lowercase();
    match &*small {
        b"br" => Role::Break,
        b"hr" => Role::Rule,
        b"a" => Role::Link,
        b"p" => Role::Block("p"),
        b"h1" => Role::Block("h1"),
        b"h2" => Role::Block("h2"),
        b"h3" => Role::Block("h3"),
        b"h4" | b"h5" | b"h6" => Role::Block("h4"),
        b"ul" | b"menu" => Role::Block("ul"),
        b"ol" => Role::Block("ol"),
        b"li" => Role::Block("li"),
        b"blockquote" => Role::Block("blockquote"),
        b"pre" | b"xmp" | b"listing" => Role::Block("pre"),
        b"article" => Role::Block("article"),
        b"section" => Role::Block("section"),
        b"main" => Role::Block("main"),
        b"div" | b"center" | b"address" | b"details" | b"summary" | b"dl" | b"dt" | b"dd" | b"table"
        | b"tbody" | b"thead" | b"tfoot" | b"tr" | b"td" | b"th" | b"caption" | b"fieldset" | b"form"
        | b"hgroup" | b"noframes" | b"search" => Role::Block("div"),
        b"script" | b"style" | b"noscript" | b"template" | b"svg" | b"math" | b"iframe" | b"object"
        | b"applet" | b"canvas" | b"audio" | b"video" | b"select" | b"button" | b"textarea" | b"datalist"
        | b"map" | b"amp-ad" | b"amp-sidebar" | b"amp-analytics" => Role::Nothing,
        b"nav" | b"footer" | b"aside" | b"header" | b"figure" | b"figcaption" | b"dialog" | b"legend"
        | b"label" => Role::Page,
        _ => Role::Inline,
    }
}
