//! OPML: lists of feeds.

use super::xml::attribute;
use crate::error::Problem;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;

/// Outlines of one list.
const OUTLINES: usize = 100_000;
/// Outlines within one another.
const DEPTH: usize = 64;

/// A feed of a list, or a folder of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// What it is called.
    pub text: String,
    /// Its title, where it has one beside `text`.
    pub title: Option<String>,
    /// The address of the feed; a folder has none.
    pub xml_url: Option<String>,
    /// The address of the site.
    pub html_url: Option<String>,
    /// Categories, as they are written.
    pub category: Option<String>,
    /// The folders in which it stands, the outermost first.
    pub folders: Vec<String>,
    /// Its other attributes.
    pub other: BTreeMap<String, String>,
}

/// Reads a list of feeds; folders are told by the feeds in them.
///
/// # Errors
///
/// When it is no XML, or has more outlines or deeper ones than the bounds allow.
pub fn outlines(text: &str) -> Result<Vec<Outline>, Problem> {
    let mut reader = Reader::from_str(text);
    let mut folders: Vec<String> = Vec::new();
    let mut out = Vec::new();
    loop {
        let event = reader.read_event().map_err(|error| Problem::BrokenXml {
            byte: reader.error_position(),
            detail: error.to_string(),
        })?;
        match event {
            Event::Eof => return Ok(out),
            Event::Start(tag) if tag.local_name().as_ref() == "outline" => {
                let outline = outline(&tag, &folders);
                if folders.len() >= DEPTH {
                    return Err(Problem::TooDeep);
                }
                folders.push(outline.text.clone());
                out.extend(outline.xml_url.is_some().then_some(outline));
            }
            Event::Empty(tag) if tag.local_name().as_ref() == "outline" => {
                let outline = outline(&tag, &folders);
                out.extend(outline.xml_url.is_some().then_some(outline));
            }
            Event::End(tag) if tag.local_name().as_ref() == "outline" => _ = folders.pop(),
            _ => {}
        }
        if out.len() > OUTLINES {
            return Err(Problem::TooManyItems(OUTLINES));
        }
    }
}

fn outline(tag: &quick_xml::events::BytesStart<'_>, folders: &[String]) -> Outline {
    let mut outline = Outline {
        text: attribute(tag, "text").or_else(|| attribute(tag, "title")).unwrap_or_default(),
        title: attribute(tag, "title"),
        xml_url: attribute(tag, "xmlUrl").and_then(|uri| crate::uri::clean(uri.trim())),
        html_url: attribute(tag, "htmlUrl").and_then(|uri| crate::uri::clean(uri.trim())),
        category: attribute(tag, "category"),
        folders: folders.to_vec(),
        other: BTreeMap::new(),
    };
    for attribute in tag.html_attributes().with_checks(false).take(100).flatten() {
        let name = attribute.key.0;
        let known = ["text", "title", "xmlUrl", "htmlUrl", "category"]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(name));
        if !known {
            let value = html_escape::decode_html_entities(&*attribute.value).into_owned();
            outline.other.insert(name.to_owned(), value);
        }
    }
    outline
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_of_a_list_are_read_with_their_folders() {
        let all = outlines(
            "<opml version='2.0'><head><title>x</title></head><body><outline text='Kota'>
            <outline text='Kabar' type='rss' xmlUrl='https://k.example/rss' htmlUrl='https://k.example' category='/a,/b' x='1'/>
            <outline text='Salah' xmlUrl='file:///etc/passwd'/></outline></body></opml>",
        )
        .unwrap();
        assert_eq!(all.len(), 1);
        assert_eq!((all[0].text.as_str(), &all[0].folders[..]), ("Kabar", &["Kota".to_owned()][..]));
        assert_eq!(all[0].other["x"], "1");
        assert!(outlines("<opml><outline text='").is_err());
        assert_eq!(outlines(&"<outline text='a'>".repeat(1000)), Err(Problem::TooDeep));
    }
}
