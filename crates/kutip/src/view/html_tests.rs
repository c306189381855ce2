use super::*;
use crate::{Engine, Input, Scratch};
use serde_json::json;

const ARTICLE: &str = "Menteri Perhubungan Sari Wulandari mengatakan jembatan itu ditutup sampai Senin (28/10).\n\
    “Kami menutupnya demi keselamatan,” kata Sari kepada wartawan, Senin (28/10), dikutip Reuters.\n";

fn page_of(text: &str) -> String {
    page(
        &Engine::default()
            .record(Input { text: text.to_owned(), ..Input::default() }, &mut Scratch::default()),
    )
}

/// Every tag that is opened is closed in its order, and no id is given twice.
fn check(page: &str) {
    const VOID: [&str; 3] = ["meta", "!doctype", "br"];
    let body = page.split_once("</style>").unwrap().1;
    let mut open = vec!["head", "html"];
    open.reverse();
    let mut ids = HashSet::new();
    let mut targets = HashSet::new();
    for piece in body.split('<').skip(1) {
        let (tag, _) = piece.split_once('>').unwrap();
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{tag}"),
            None => {
                let name = tag.split(' ').next().unwrap();
                if !VOID.contains(&name) {
                    open.push(name);
                }
                if let Some((_, id)) = tag.split_once(" id=\"") {
                    assert!(ids.insert(id.split('"').next().unwrap()), "twice: {tag}");
                }
                if let Some((_, target)) = tag.split_once("href=\"#") {
                    targets.insert(target.split('"').next().unwrap());
                }
            }
        }
    }
    assert!(open.is_empty(), "{open:?}");
    let lost: Vec<_> = targets.iter().filter(|id| !ids.contains(*id)).collect();
    assert!(lost.is_empty(), "lead nowhere: {lost:?}");
}

/// What a reader copies out of the text's column.
fn copied(page: &str) -> String {
    let text = page.split_once("<article class=\"text\"").unwrap().1.split_once('>').unwrap().1;
    let text = text.split_once("</article>").unwrap().0;
    let bare: String =
        text.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, rest)| rest)).collect();
    bare.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

#[test]
fn the_page_is_whole_and_its_text_is_the_articles() {
    let page = page_of(ARTICLE);
    check(&page);
    assert_eq!(copied(&page).trim(), ARTICLE.trim());
    for part in
        ["Sari Wulandari</span><span class=\"chan\"> › Reuters", "say (kata)", "2024-10-28", "year inferred"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
}

#[test]
fn nothing_of_the_article_becomes_markup() {
    let hostile =
        "<script>alert(1)</script> <img src=x onerror=alert(1)> \" onmouseover=\"alert(1) ' & \u{202E}\u{0}";
    let input = Input {
        text: format!("Menteri {hostile} Sari mengatakan “{hostile}”.\n"),
        title: Some(format!("</title><script>{hostile}")),
        outlet: Some(hostile.to_owned()),
        uri: Some("javascript:alert(1)".to_owned()),
        ..Input::default()
    };
    let page = page(&Engine::default().record(input, &mut Scratch::default()));
    check(&page);
    for part in ["<script", "<img", "onerror=alert(1)>", "href=\"javascript", "\u{202E}", "\u{0}"] {
        assert!(!page.contains(part), "{part}");
    }
    assert!(page.contains("[U+202E][U+0000]"));
}

#[test]
fn nothing_comes_from_elsewhere() {
    let page = page_of(ARTICLE);
    let policy = "default-src 'none'; style-src 'sha256-";
    assert!(page.contains(policy));
    for part in ["src=", "url(", "@import", "<script", "<link", "style=\"", "http://", "https://"] {
        assert!(!page.contains(part), "{part}");
    }
}

#[test]
fn marks_that_cross_are_cut_at_their_borders() {
    let text = "abcdefghij\nklmno";
    let statement = |id: &str, start: usize, end: usize, within: Value| {
        json!({"id": id, "kind": "indirect", "content": [[start, end]], "within": within,
            "speaker": {"span": [0, 1], "name": id, "actor": null}, "via": []})
    };
    let record = json!({
        "document": {"text": text},
        "statements": [statement("s1", 1, 13, Value::Null), statement("s2", 4, 15, json!("s1")), statement("s3", 4, 15, json!("s2"))],
        "figures": [{"id": "f1", "span": [3, 6], "value": 3}],
        "quoted_terms": [[5, 7]],
    });
    let page = page(&record);
    check(&page);
    assert_eq!(copied(&page).trim(), text);
}

#[test]
fn a_record_of_nothing_is_a_page() {
    check(&page_of(""));
    check(&page(&Value::Null));
    check(&page(
        &json!({"document": {"text": "a"}, "statements": [{"id": "s1", "content": [[5, 2], [0, 99]]}]}),
    ));
}

#[test]
fn many_marks_on_one_place_take_little() {
    let statements: Vec<Value> =
        (0..3000).map(|at| json!({"id": format!("s{}", at + 1), "content": [[at, 6000 - at]]})).collect();
    let record = json!({"document": {"text": "a".repeat(6000)}, "statements": statements});
    assert!(page(&record).len() < 6_000_000);
}

#[test]
fn letters_keep_their_marks() {
    assert_eq!(whole("e\u{301}a", 1), 3);
    assert_eq!(whole("ea", 1), 1);
    assert_eq!(whole("e\u{301}", 1), 3);
}

#[test]
fn digests_are_written_as_browsers_do() {
    assert_eq!(
        [&b""[..], b"f", b"fo", b"foo", b"foob"].map(base64),
        ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="].map(str::to_owned)
    );
}
