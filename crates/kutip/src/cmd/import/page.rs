//! Records out of a page of Web Annotations, as `kutip export records --to annotation --with-text` writes it.
//!
//! Annotations of stretches say what a record says, but not all of it: no record can be made of them again. The record
//! itself is the body of one more annotation, on the article as a whole.

use kutip::{Problem, Told};
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
    // An object over several lines may say so in a later one.
    head.starts_with(b"{")
        && (head.trim_ascii() == b"{" || head.windows(CONTEXT.len()).any(|at| at == CONTEXT))
}

/// Whether its annotations stand on lines of their own, as exports write them.
pub(super) fn has_lines(line: &[u8]) -> bool {
    line.trim_ascii_end().ends_with(b"[")
}

#[derive(Deserialize)]
struct Annotation {
    #[serde(default)]
    body: Value,
}

#[derive(Deserialize)]
struct Page {
    items: Option<Vec<Annotation>>,
}

/// The record that an annotation holds; none where it is one of another kind.
pub(super) fn of_line(line: &[u8]) -> Result<Option<String>, Problem> {
    serde_json::from_slice::<Annotation>(line).map(of).map_err(|error| odd(&error))
}

/// The records of a whole page.
pub(super) fn of_page(bytes: &[u8]) -> Result<Vec<String>, Problem> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let page: Page = serde_json::from_slice(bytes).map_err(|error| odd(&error))?;
    let other = || Problem::NoRecord("JSON over several lines that is no page of annotations".to_owned());
    Ok(page.items.ok_or_else(other)?.into_iter().filter_map(of).collect())
}

fn of(annotation: Annotation) -> Option<String> {
    let Value::Array(bodies) = annotation.body else { return None };
    bodies.iter().find(|body| body["value"] == RECORD)?;
    let json = bodies.into_iter().find(|body| body["format"] == "application/json")?;
    json["value"].as_str().map(str::to_owned)
}

fn odd(error: &serde_json::Error) -> Problem {
    Problem::NoRecord(format!("no annotation: {error}"))
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
    Problem::NoRecord("the page of annotations has no end; it was cut off".to_owned())
}

/// What a line is that is an item of an export, and no record.
pub(super) fn item_of_export(line: &str) -> Option<String> {
    let value: Value = serde_json::from_str(line).ok()?;
    let kind =
        value["type"].as_str().filter(|_| value["document"].is_null() && value["article"].is_string())?;
    Some(format!(
        "a line of an export of items ({kind}), of which no record can be made again; export records"
    ))
}

#[cfg(test)]
mod tests {
    use super::{begins, of_line, of_page};

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
        assert_eq!(of_page(page.as_bytes()).map(|found| found.len()).ok(), Some(2));
        assert!(begins(b"\xEF\xBB\xBF {\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"items\":["));
        assert!(!begins(b"{\"schema\":\"kutip/1\"}") && !begins(b"id,article"));
    }
}
