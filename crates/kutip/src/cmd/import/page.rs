//! Records out of a page of Web Annotations, as `kutip export records --to annotation --with-text` writes it.
//!
//! Annotations of stretches say what a record says, but not all of it: no record can be made of them again. The record
//! itself is the body of one more annotation, on the article as a whole.

use kutip::{Problem, Told, Tongue};
use serde::Deserialize;
use serde_json::Value;

/// The first line of a page, as far as it has to be looked at.
const HEAD_BYTES: usize = 4096;
const CONTEXT: &[u8] = b"http://www.w3.org/ns/anno.jsonld";
const RECORD: &str = "kutip:record";

/// Whether a file that begins so is a page, or a collection, of Web Annotations.
pub(super) fn begins(line: &[u8]) -> bool {
    let head = line.get(..HEAD_BYTES).unwrap_or(line);
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    // A record may well speak of annotations; an object over several lines may say what it is in a later one.
    head.starts_with(b"{")
        && !head.starts_with(b"{\"schema\"")
        && (head.trim_ascii() == b"{" || head.windows(CONTEXT.len()).any(|at| at == CONTEXT))
}

/// Whether its annotations stand on lines of their own, as exports write them.
pub(super) fn has_lines(line: &[u8]) -> bool {
    line.trim_ascii_end().ends_with(b"[")
}

/// What stands behind the end of such a page, where a line is that end.
pub(super) fn behind_end(line: &[u8]) -> Option<&[u8]> {
    let rest = line.trim_ascii_start().strip_prefix(b"]")?;
    let closing = rest.iter().take_while(|byte| **byte == b'}' || byte.is_ascii_whitespace()).count();
    rest.get(closing..)
}

#[derive(Deserialize)]
struct Annotation {
    #[serde(default)]
    body: Value,
}

/// A page, or a collection that holds its first one.
#[derive(Deserialize)]
struct Page {
    items: Option<Vec<Annotation>>,
    first: Option<First>,
    next: Option<Value>,
}

/// The first page of a collection, or where it is to be had.
#[derive(Deserialize)]
#[serde(untagged)]
enum First {
    Page(Box<Page>),
    Elsewhere(String),
}

/// The record that an annotation holds; none where it is one of another kind.
pub(super) fn of_line(line: &[u8]) -> Result<Option<String>, Problem> {
    serde_json::from_slice::<Annotation>(line).map(of).map_err(|error| odd(&error))
}

/// The records of each of the pages that stand one behind the other, and what is wrong with one, with its line from one.
pub(super) fn of_pages(bytes: &[u8]) -> Vec<Result<Vec<String>, (u64, Problem)>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut pages = serde_json::Deserializer::from_slice(bytes).into_iter::<Page>();
    let mut out = Vec::new();
    loop {
        let at = pages.byte_offset();
        let Some(page) = pages.next() else { return out };
        let behind = bytes.get(at..).unwrap_or_default();
        let blank = behind.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let before = bytes.get(..at + blank).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
        // Behind a fault nobody knows where the next one begins.
        let (fault, is_last) = match page {
            Ok(page) => match of_page(page) {
                Ok(records) => {
                    out.push(Ok(records));
                    continue;
                }
                Err(problem) => ((line, problem), false),
            },
            Err(error) => ((error.line() as u64, odd(&error)), true),
        };
        out.push(Err(fault));
        if is_last {
            return out;
        }
    }
}

fn of_page(page: Page) -> Result<Vec<String>, Problem> {
    match (page.items, page.first) {
        (Some(items), _) => {
            let records: Vec<String> = items.into_iter().filter_map(of).collect();
            if records.is_empty() { Err(without_records()) } else { Ok(records) }
        }
        (None, Some(First::Page(first))) if first.first.is_none() => {
            match first.next.is_some() {
                // The others are to be had from a server, and are not in the file.
                true => Err(elsewhere("")),
                false => of_page(*first),
            }
        }
        (None, Some(First::Elsewhere(address))) => Err(elsewhere(&address)),
        _ => Err(told(
            "no record: JSON over several lines that is no page of annotations".to_owned(),
            "bukan rekaman: JSON beberapa baris yang bukan halaman anotasi".to_owned(),
        )),
    }
}

/// That pages of a collection are not in the file.
fn elsewhere(address: &str) -> Problem {
    let told =
        |found: &str, remedy: &str| (format!("{found} {address}").trim().to_owned(), remedy.to_owned());
    Problem::Elsewhere(Box::new(Told {
        code: "K2033",
        english: told(
            "no record: a collection of annotations whose pages lie elsewhere",
            "fetch its pages and import these",
        ),
        indonesian: told(
            "bukan rekaman: koleksi anotasi yang halamannya berada di tempat lain",
            "ambil halamannya, lalu impor halaman itu",
        ),
    }))
}

fn of(annotation: Annotation) -> Option<String> {
    let Value::Array(bodies) = annotation.body else { return None };
    bodies.iter().find(|body| body["value"] == RECORD)?;
    let json = bodies.into_iter().find(|body| body["format"] == "application/json")?;
    json["value"].as_str().map(str::to_owned)
}

fn odd(error: &serde_json::Error) -> Problem {
    let error = error.to_string();
    let reason = Tongue::Indonesian.reason(&error);
    told(format!("no record: no annotation: {error}"), format!("bukan rekaman: bukan anotasi: {reason}"))
}

/// That something is no record, and why.
pub(super) fn told(english: String, indonesian: String) -> Problem {
    Problem::Elsewhere(Box::new(Told {
        code: "K2033",
        english: (english, "expected a line that kutip read --json wrote".to_owned()),
        indonesian: (indonesian, "harus baris yang ditulis oleh kutip read --json".to_owned()),
    }))
}

/// That a page has annotations, and no record to go with them.
pub(super) fn without_records() -> Problem {
    let told = |found: &str, remedy: &str| (found.to_owned(), remedy.to_owned());
    Problem::Elsewhere(Box::new(Told {
        code: "K2032",
        english: told(
            "annotations without the records that they were made of",
            "a record cannot be made of them: export with kutip export records --to annotation --with-text",
        ),
        indonesian: told(
            "anotasi tanpa rekaman asalnya",
            "rekaman tidak dapat dibuat darinya: ekspor dengan kutip export records --to annotation --with-text",
        ),
    }))
}

/// That a page is cut off.
pub(super) fn cut_off() -> Problem {
    told(
        "no record: the page of annotations has no end; it was cut off".to_owned(),
        "bukan rekaman: halaman anotasi tidak berakhir; terpotong".to_owned(),
    )
}

/// What a line is that is an item of an export, and no record.
pub(super) fn item_of_export(line: &str) -> Option<Problem> {
    let value: Value = serde_json::from_str(line).ok()?;
    let kind =
        value["type"].as_str().filter(|_| value["document"].is_null() && value["article"].is_string())?;
    Some(told(
        format!(
            "no record: a line of an export of items ({kind}), of which no record can be made again; export records"
        ),
        format!(
            "bukan rekaman: baris ekspor butir ({kind}) yang tidak dapat dijadikan rekaman lagi; ekspor records"
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::{begins, behind_end, of_line, of_pages};

    #[test]
    fn records_are_found_among_annotations() {
        let record = r#"{"body":[{"value":"kutip:record"},{"format":"application/json","value":"{}"}]}"#;
        assert_eq!(of_line(record.as_bytes()).ok(), Some(Some("{}".to_owned())));
        for other in [
            r#"{"body":[{"value":"kutip:event/AID"},{"format":"application/json","value":"{}"}]}"#,
            r#"{"body":{"value":"kutip:record"}}"#,
            r#"{"body":"https://contoh.id"}"#,
            r#"{"body":[{"value":"kutip:record"},{"format":"application/json","value":7}]}"#,
            "{}",
        ] {
            assert_eq!(of_line(other.as_bytes()).ok(), Some(None), "{other}");
        }
        assert!(of_line(b"{").is_err() && of_line(b"7").is_err());
        let page = format!("{{\"items\":[{record},{{}},{record}]}}");
        let counts = |pages: &str| -> Vec<Option<usize>> {
            of_pages(pages.as_bytes()).into_iter().map(|page| page.ok().map(|found| found.len())).collect()
        };
        assert_eq!(counts(&page), [Some(2)]);
        assert_eq!(counts(&format!("{page}\n{{}}\n{page}\n{{")), [Some(2), None, Some(2), None]);
        assert_eq!(counts(&format!("{{\"first\":{page}}}")), [Some(2)]);
        assert_eq!(counts("{\"first\":\"https://contoh.id/1\"}"), [None]);
        assert_eq!((behind_end(b"]}\n"), behind_end(b"]}}{\"a\"")), (Some(&b""[..]), Some(&b"{\"a\""[..])));
        assert_eq!(behind_end(b"{\"id\":1},"), None);
        assert!(begins(b"\xEF\xBB\xBF {\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"items\":["));
        assert!(!begins(b"{\"schema\":\"kutip/1\",\"title\":\"http://www.w3.org/ns/anno.jsonld\"}"));
        assert!(!begins(b"{\"schema\":\"kutip/1\"}") && !begins(b"id,article"));
    }
}
