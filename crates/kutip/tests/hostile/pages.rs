//! Pages: nothing that an article says becomes a part of the page or of a path.

#[path = "../common/page.rs"]
mod page;

use crate::common::{Folder, assert_sound};
use crate::confined::{kutip, read};
use serde_json::json;
use std::fs;

/// The page of one input, which is to be inert.
pub(crate) fn page_of(input: &str) -> String {
    let ended = kutip(&["read", "-", "--html"], input);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let faults = page::faults(&ended.stdout);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    ended.stdout
}

/// Texts that a careless page would run.
const MARKUP: [&str; 14] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "<!--<img src=\"--><img src=x onerror=alert(1)//\">",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=alert(1)&gt;\">",
    "\" onmouseover=\"alert(1)",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u{2028}\u{2029}`${alert(1)}` ]]> %3Cscript%3E",
];

/// Case 22 and the part of 23 that concerns pages without a server.
#[test]
fn markup_in_any_field_is_shown_as_text() {
    for hostile in MARKUP {
        let text = format!(
            "{hostile}\nMenteri {hostile} Sari {hostile} mengatakan “{hostile}”, dikutip {hostile} Reuters.\n\
             Senin (28/10) {hostile} 3.000 {hostile} tentara di {hostile} Jakarta.\n"
        );
        let line = json!({"id": hostile, "title": hostile, "outlet": hostile, "url": hostile, "text": text});
        let page = page_of(&line.to_string());
        let shown = hostile.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let shown = shown.replace('"', "&quot;").replace('\'', "&#39;");
        let shown = shown.replace('\u{2028}', "[U+2028]").replace('\u{2029}', "[U+2029]");
        assert!(page.contains(&format!("<title>{shown}</title>")), "{hostile}");
        let record = read(line.to_string()).record();
        assert_sound(&record);
        assert_eq!(record["document"]["title"], hostile);
    }
}

/// Case 23: an address is a link only where it leads to a page of the web.
#[test]
fn an_address_of_another_kind_is_no_link() {
    for address in [
        "javascript:alert(1)",
        "data:text/html,<script>",
        " https://x",
        "file:///etc/passwd",
        "//x",
        "JAVASCRIPT:1",
    ] {
        let page = page_of(&json!({"url": address, "text": "Sari tiba."}).to_string());
        assert!(!page.contains("href=\"j") && !page.contains("href=\"d"), "{address}");
    }
    let page = page_of(&json!({"url": "https://contoh.test/1?a=\"&b=<", "text": "Sari tiba."}).to_string());
    assert!(page.contains("href=\"https://contoh.test/1?a=&quot;&amp;b=&lt;\""), "{page}");
}

/// Case 27.
#[test]
fn no_title_leads_out_of_the_folder() {
    let folder = Folder::new("paths");
    let long = "x".repeat(300);
    let titles = [
        "../../x",
        "..",
        ".",
        "",
        "/etc/passwd",
        "C:\\windows\\x",
        "\\\\server\\x",
        "CON",
        "con.txt",
        "aux ",
        "LPT1",
        &long,
        "a:b",
        "a:$DATA",
        "titik.",
        "spasi ",
        "baris\nbaru",
        "nul\0",
        "~/.profile",
        "$(touch x)",
        "`x`",
        "-rf",
        "a\u{202E}txt.exe",
        "é\u{301}",
        "漢字",
        "*?<>|\"",
        ".tersembunyi",
        "%2e%2e%2f",
    ];
    let lines: String =
        titles.iter().map(|title| json!({"title": title, "text": "Sari tiba."}).to_string() + "\n").collect();
    let out = folder.path("halaman");
    let ended = kutip(&["read", "-", "--html", "-o", out.to_str().unwrap()], lines);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let names = |path| -> Vec<String> {
        fs::read_dir(path).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    };
    let pages = names(out);
    assert_eq!(pages.len(), titles.len(), "{pages:?}");
    for name in &pages {
        let stem = name.strip_suffix(".html").unwrap();
        let plain =
            stem.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        let device = ["con", "prn", "aux", "nul", "com1", "lpt1"].contains(&stem);
        assert!(plain && !device && !stem.starts_with('-') && name.len() <= 100, "{name}");
    }
    assert_eq!(names(folder.path("")), ["halaman"]);
}
