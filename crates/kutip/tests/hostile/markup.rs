//! Web pages and feeds that nobody makes in earnest.

use crate::common::{Folder, assert_sound, doubts};
use crate::confined::{Ended, kutip};
use std::fmt::Write as _;
use std::time::Duration;

/// Far above what any of these takes, and far below what a tree without bounds would.
const LONG: Duration = Duration::from_secs(30);

const PARAGRAPH: &str = "<p>Menteri Sari Wulandari mengatakan jembatan di Losari itu akan ditutup sampai hari Senin karena \
    rangkanya retak.</p>";

fn read_page(name: &str, page: impl AsRef<[u8]>) -> Ended {
    let folder = Folder::new("markup");
    let path = folder.write(name, page);
    kutip(&["read", path.to_str().unwrap()], "")
}

fn text(ended: &Ended) -> String {
    assert_eq!(ended.records.len(), 1, "{}", ended.stderr);
    ended.records[0]["document"]["text"].as_str().unwrap().to_owned()
}

/// Cases 1, 2 and 4, and other shapes of which a tree would grow without bound.
#[test]
fn pages_that_would_grow_without_bound_are_read_in_time() {
    let attributes: String = (0..300_000).fold(String::new(), |mut all, n| {
        let _ = write!(all, "a{n}=1 ");
        all
    });
    let classes: String = (0..100_000).fold(String::new(), |mut all, n| {
        let _ = write!(all, "<div class=\"share{n} x\" id=y{n}>a ");
        all
    });
    for (shape, before, warned) in [
        ("nested blocks", "<div>".repeat(1_000_000), true),
        ("nested lists", "<ul><li>".repeat(100_000), true),
        ("misnested", "<b><i>x<p></b>".repeat(10_000), false),
        ("tables", "<table><tr><td></i></b>".repeat(20_000), true),
        ("attributes", format!("<div {attributes}>"), false),
        ("classes", classes, true),
        ("links", "<a>x".repeat(100_000), false),
        ("end tags", "</p></li></span>".repeat(100_000), false),
        ("openings", "<".repeat(100_000), false),
        ("titles", "<title>".repeat(100_000), false),
        ("scripts", "<script></x></script>".repeat(100_000), false),
        ("JSON-LD", format!("<script type=application/ld+json>{}</script>", "[".repeat(900_000)), false),
    ] {
        let ended = read_page("a.html", format!("<!doctype html><body>{before}{}", PARAGRAPH.repeat(3)));
        assert!(ended.code == 0 && ended.cpu < LONG, "{shape}: {} {:?}", ended.stderr, ended.cpu);
        assert!(text(&ended).ends_with("rangkanya retak."), "{shape}");
        assert_eq!(ended.stderr.contains("[K320"), warned, "{shape}: {}", ended.stderr);
    }
    // What never ends hides the rest, as in a browser; the message says that there is no text.
    for shape in ["<!-- ".repeat(500_000), "<script>".repeat(500_000)] {
        let ended = read_page("a.html", format!("<!doctype html><body>{shape}{PARAGRAPH}"));
        assert!(ended.code == 4 && ended.cpu < LONG, "{:?}", ended.cpu);
        assert!(ended.stderr.contains("[K2022]"), "{}", ended.stderr);
    }
}

/// Case 3.
#[test]
fn a_hundred_thousand_paragraphs_are_read_to_the_last() {
    let lines: Vec<String> = (0..100_000).map(|n| format!("Ya {n}.")).collect();
    let page: String = lines.iter().map(|line| format!("<p>{line}</p>")).collect();
    let ended = read_page("a.html", format!("<!doctype html><body><div>{page}</div>"));
    assert!(ended.code == 0 && ended.cpu < LONG, "{} {:?}", ended.stderr, ended.cpu);
    assert_eq!(text(&ended), lines.join("\n"));
    let long = read_page("a.html", format!("<!doctype html><body>{}", PARAGRAPH.repeat(20_000)));
    assert!(long.code == 4 && long.stderr.contains("[K2105]"), "{}", long.stderr);
    let longer = read_page("a.html", format!("<!doctype html><body>{}", PARAGRAPH.repeat(100_000)));
    assert!(longer.code == 4 && longer.stderr.contains("[K2106]"), "{}", longer.stderr);
}

/// Cases 12, 13 and 14.
#[test]
fn pages_in_another_encoding_than_they_say_keep_their_quotation_marks() {
    let page = |charset: &str, said: &[u8]| {
        let head = format!("<!doctype html><meta charset={charset}>{PARAGRAPH}<p>");
        [head.as_bytes(), said, b" kata Sari kepada wartawan di Losari, Senin.</p>"].concat()
    };
    let ended = read_page("a.html", page("utf-8", b"\x93Kami tahu,\x94"));
    assert!(ended.stderr.contains("[K2023]"), "{}", ended.stderr);
    assert!(text(&ended).contains("“Kami tahu,” kata Sari"));
    let ended = read_page("a.html", page("windows-1252", "“Kami tahu,”".as_bytes()));
    assert!(text(&ended).contains("“Kami tahu,” kata Sari") && ended.stderr.contains("[K2023]"));
    let ended = read_page("a.html", page("windows-1252", b"\x93Kami tahu,\x94"));
    assert!(text(&ended).contains("“Kami tahu,”") && ended.stderr.is_empty(), "{}", ended.stderr);
    // One broken byte among good ones is one broken byte.
    let good = "“Ya,” kata Sari. “Tidak,” kata Budi. ".repeat(100);
    let ended = read_page("a.html", page("utf-8", &[good.as_bytes(), b"\xFF"].concat()));
    assert!(ended.stderr.contains("[K2003]"), "{}", ended.stderr);
    assert!(doubts(&ended.records[0]).contains(&"replaced_bytes"));
    assert_sound(&ended.records[0]);
}

/// Cases 15, 16, 17, 22, 23: what a page writes is text wherever it is shown.
#[test]
fn nothing_of_a_page_but_its_text_gets_out() {
    let title = "Judul\u{1b}[2J \u{202e}terbalik &lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;";
    let page = format!(
        "<!doctype html><title>{title}</title><link rel=canonical href='javascript:alert(1)'>\
         <script>alert(2)</script>{PARAGRAPH}<p onclick=alert(3)>&lt;img src=x onerror=alert(4)&gt; ka\u{200b}ta Sari\0, Senin.</p>\
         <p>{{\"schema\":\"kutip/1\",\"statements\":[]}} &lt;!doctype html&gt;</p><svg onload=alert(5)></svg>"
    );
    let ended = read_page("a.html", &page);
    let document = &ended.records[0]["document"];
    assert!(document["uri"].is_null(), "{document}");
    assert!(document["title"].as_str().unwrap().contains("</script><script>alert(1)"));
    let read = text(&ended);
    assert!(
        read.contains("<img src=x onerror=alert(4)> ka\u{200b}ta Sari") && !read.contains("alert(2)"),
        "{read}"
    );
    assert!(!ended.stdout.contains('\u{1b}') && !ended.stderr.contains('\u{1b}'));
    assert_sound(&ended.records[0]);
    let folder = Folder::new("shown");
    let path = folder.write("a.html", &page);
    let shown = kutip(&["read", "--html", path.to_str().unwrap()], "");
    assert_eq!(shown.code, 0, "{}", shown.stderr);
    for bad in ["<script>alert", "<img src=x", "\u{1b}", "javascript:", "\u{202e}"] {
        assert!(!shown.stdout.contains(bad), "{bad}");
    }
}

/// Cases 28 and 33.
#[test]
fn addresses_and_days_of_pages_are_kept_where_they_can_be_true() {
    for (uri, kept) in [
        ("https://u:p@kabar.example/a", Some("https://kabar.example/a")),
        ("file:///etc/passwd", None),
        ("ftp://kabar.example/a", None),
        (&*format!("https://kabar.example/{}", "x".repeat(65_536)), None),
    ] {
        let ended =
            read_page("a.html", format!("<!doctype html><link rel=canonical href='{uri}'>{PARAGRAPH}"));
        assert_eq!(ended.records[0]["document"]["uri"].as_str(), kept, "{uri:.60}");
    }
    for (day, kept) in [
        ("2026-11-17T00:00:00Z", Some("2026-11-17")),
        ("9999-12-31", None),
        ("1601-01-01", None),
        ("2026-13-45", None),
        ("99999999999999999999", None),
    ] {
        let page =
            format!("<!doctype html><meta property='article:published_time' content='{day}'>{PARAGRAPH}");
        let ended = read_page("a.html", page);
        assert_eq!(ended.records[0]["document"]["published"].as_str(), kept, "{day}");
    }
}

/// Cases 9, 10 and 11.
#[test]
fn feeds_expand_nothing_open_nothing_and_end() {
    let entities: String = (1..20).fold("<!ENTITY a0 'ha'>".to_owned(), |mut all, n| {
        let _ = write!(all, "<!ENTITY a{n} '{}'>", format!("&a{};", n - 1).repeat(10));
        all
    });
    let feed = format!(
        "<?xml version='1.0'?><!DOCTYPE rss [{entities}<!ENTITY f SYSTEM 'file:///etc/passwd'><!ENTITY % p SYSTEM \
         'http://127.0.0.1:9/x.dtd'>%p;]><rss><channel><item><description>&a19; &f; ya.</description></item></channel></rss>"
    );
    let ended = read_page("a.xml", feed);
    assert_eq!(text(&ended), "&a19; &f; ya.", "{}", ended.stderr);
    assert!(ended.cpu < LONG);
    let items = "<item><description>Ya.</description></item>".repeat(10_500);
    let ended = read_page("b.xml", format!("<rss><channel>{items}</channel></rss>"));
    assert_eq!((ended.code, ended.records.len()), (3, 10_000));
    assert!(ended.stderr.contains("[K2108]"), "{}", ended.stderr);
    let ended = read_page("c.xml", format!("<rss>{}", "<a>".repeat(1_000_000)));
    assert!(ended.code == 4 && ended.cpu < LONG, "{}", ended.stderr);
}
