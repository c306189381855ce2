//! Messages in English.

use super::{Damage, Problem, grouped, shortened};
use crate::conllu::told;

/// What was found, and what to do.
pub(super) fn tell(problem: &Problem) -> (String, String) {
    let n = |number: u64| grouped(number, ',');
    let (found, remedy) = match problem {
        Problem::Missing => ("no such file or folder".into(), "check the path"),
        Problem::Unreadable(why) => {
            (format!("cannot be read: {why}"), "check that it is a file that you may read")
        }
        Problem::NoMatch => {
            ("no file matches this pattern".into(), "`**` goes through folders: 'archive/**/*.txt'")
        }
        Problem::BadPattern(why) => (format!("is no pattern: {why}"), "use *, ?, [abc] and **"),
        Problem::EmptyFolder => (
            "no file in this folder".into(),
            "hidden files and folders such as target and node_modules are left out",
        ),
        Problem::NotUtf8 { bytes, first } => (
            format!(
                "not UTF-8: {} byte(s) replaced by U+FFFD, the first at byte {}",
                n(*bytes as u64),
                n(*first)
            ),
            "convert it first, for example: iconv -f windows-1252 -t utf-8",
        ),
        Problem::LoneSurrogates(count) => (
            format!("{} half character(s) (\\uD800 to \\uDFFF) replaced by U+FFFD", n(*count as u64)),
            "write characters beyond U+FFFF as two escapes or as themselves",
        ),
        Problem::Binary("binary") => {
            ("binary data, not text".into(), "expected UTF-8 text or one JSON object a line")
        }
        Problem::Binary(kind) => {
            (format!("{kind} data, not text"), "expected UTF-8 text or one JSON object a line")
        }
        Problem::Mhtml => (
            "a page saved as MHTML is not read".into(),
            "save it as HTML, or put its text in JSON lines as \"text\"",
        ),
        Problem::NoArticle { chars, of_links: true } => (
            format!(
                "no article on this page: {} characters of text, and most of the page is links",
                n(*chars as u64)
            ),
            "a front page or a list has none; give the page of the article itself",
        ),
        Problem::NoArticle { chars, of_links: false } => (
            format!("no article on this page: {} characters of text", n(*chars as u64)),
            "pages that are filled by scripts hold no text; save them from a browser",
        ),
        Problem::PageTooLong { bytes, limit } => (
            format!(
                "a page with {} bytes of text and tags; the limit is {}",
                n(*bytes as u64),
                n(*limit as u64)
            ),
            "one article a page; nothing is cut",
        ),
        Problem::TooDeep => (
            "elements lie too deep within one another; they were read as if they followed each other".into(),
            "check the text of this article",
        ),
        Problem::TooManyElements => (
            "too many elements for a page; its text was read without them".into(),
            "check the text of this article: parts of the page may be in it",
        ),
        Problem::OtherCharset { named: Some(named), read } => (
            format!("says that it is {named}, but reads as {read}"),
            "read as what it looks like; check the quotation marks",
        ),
        Problem::OtherCharset { named: None, read } => {
            (format!("does not say how it is encoded, and reads as {read}"), "check the quotation marks")
        }
        Problem::Dense => (
            "packed too densely: unpacked it is more than 200 times as large".into(),
            "no news packs so well; look at where the file comes from",
        ),
        Problem::Damaged(why) => {
            (format!("packed data that is damaged: {why}"), "fetch it again; what came before was read")
        }
        Problem::BadRecord(damage) => (
            match damage {
                Damage::Header => "a record whose header is none".into(),
                Damage::Length => "a record that is not as long as it says".into(),
                Damage::CutShort => "a record that is cut short".into(),
            },
            "this record was left out; the others were read",
        ),
        Problem::RecordTooLong { bytes, limit } => (
            format!("a record of {} bytes; the limit is {}", n(*bytes), n(*limit)),
            "this record was left out; the others were read",
        ),
        Problem::NoPages => {
            ("no page in this WARC".into(), "expected records of type response with HTML and status 200")
        }
        Problem::BrokenXml { byte, detail } => {
            (format!("not XML at byte {}: {detail}", n(*byte)), "what came before was read")
        }
        Problem::NoItems => ("no items in this feed".into(), "expected RSS, Atom or JSON Feed with items"),
        Problem::NoItemText => {
            ("an item without a text".into(), "this feed has titles alone; give the pages of the articles")
        }
        Problem::TooManyItems(limit) => (
            format!("more than {} items", n(*limit as u64)),
            "those after them were not read; split the file",
        ),
        Problem::NotNews(kind) => (
            format!("{kind} and holds no article"),
            "give the pages, feeds or lines that hold the articles themselves",
        ),
        Problem::NoTextColumn(columns) => (
            format!("a table without a column \"text\"; it has: {}", shortened(columns)),
            "name the column of the texts \"text\" in the first line",
        ),
        Problem::Withdrawn => ("the item is withdrawn by its publisher".into(), "it is not read"),
        Problem::Utf16WithoutMark => (
            "looks like UTF-16 without a byte order mark".into(),
            "convert it first: iconv -f utf-16le -t utf-8",
        ),
        Problem::Utf32 => ("UTF-32 is not read".into(), "convert it first: iconv -f utf-32 -t utf-8"),
        Problem::FileTooLong(limit) => (
            format!("longer than {} bytes, the limit of a text", n(*limit)),
            "one article a file; many articles go into one .jsonl file, one a line",
        ),
        Problem::LineTooLong { bytes, limit } => (
            format!("a line of {} bytes; the limit is {}", n(*bytes), n(*limit as u64)),
            "one article a line",
        ),
        Problem::TextTooLong { chars, limit } => (
            format!("a text of {} characters; the limit is {}", n(*chars as u64), n(*limit as u64)),
            "one article a text; nothing is cut",
        ),
        Problem::BrokenJson { column, detail } => (
            format!("not JSON at column {}: {detail}", n(*column as u64)),
            "expected one JSON object with \"text\" on this line",
        ),
        Problem::JsonNotLines { list: true } => (
            "a JSON list, not one object a line".into(),
            "make JSON lines of it: jq -c '.[]' list.json > lines.jsonl",
        ),
        Problem::JsonNotLines { list: false } => (
            "a JSON object over several lines, not one object a line".into(),
            "make JSON lines of it: jq -c . object.json > lines.jsonl",
        ),
        Problem::SameId { id, first } => (
            format!("the id '{}' is that of {first}, too", shortened(id)),
            "both are read; give each article an id of its own",
        ),
        Problem::NotAnObject => ("JSON, but no object".into(), "expected {\"text\": \"…\"}"),
        Problem::NoText => ("an object without \"text\"".into(), "expected {\"text\": \"…\"}"),
        Problem::TextIsNoString(kind) => (format!("\"text\" is {kind}"), "expected a string"),
        Problem::Date(date) => {
            (format!("the date '{date}' is not read and was left out"), "write it as 2024-10-28")
        }
        Problem::Field { name, found } => {
            (format!("\"{name}\" is {found} and was left out"), "expected a string")
        }
        Problem::BadRow(fault) => told::english(fault),
        Problem::NoGrammar(code) => {
            (format!("the grammar of '{code}' is not known"), "id and en are; --lang names the language")
        }
        Problem::CutAlready => {
            ("this is CoNLL-U, not running text".into(), "kutip parse --tokenized reads it")
        }
        Problem::Elsewhere(told) => return told.english.clone(),
        Problem::NoRecord(why) => {
            (format!("no record: {why}"), "expected a line that kutip read --json wrote")
        }
        Problem::SameArticle => {
            ("another record of an article that was there before".into(), "the first one alone was taken")
        }
        Problem::Crashed(why) => (
            format!("kutip failed on this article: {why}"),
            "the other articles are not affected; please report the article and this message",
        ),
    };
    (found, remedy.into())
}
