//! Articles wrapped into pages as sites make them, for the reader of pages to take them out again.
//!
//! The pages are of our own making: six layouts, each with its way of marking paragraphs, menus, scripts, links to other
//! articles between and around the paragraphs, comments and footers, so that a page has 30 to 60 KB as news pages do.

use std::fmt::Write;

/// Bytes of a page, within which its size is drawn.
const PAGE_BYTES: (usize, usize) = (30_000, 60_000);

/// An article.
pub(crate) struct Article {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) text: String,
}

/// Numbers by a seed.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % n.max(1)
    }
}

/// The page of one article; `titles` are those of others.
pub(crate) fn page(article: &Article, titles: &[String], dice: &mut Dice) -> String {
    let layout = dice.below(6);
    let mut html = String::with_capacity(PAGE_BYTES.1);
    let title = escaped(&article.title);
    let day = (1 + dice.below(28), 1 + dice.below(12), 2016 + dice.below(3));
    let (open, close) = [
        ("<div class=\"detail__body-text itp\">", "</div>"),
        ("<div class=\"read__content\"><div class=\"clearfix\">", "</div></div>"),
        ("<div class=\"entry-content\">", "</div>"),
        ("<section itemprop=\"articleBody\" class=\"post-body\">", "</section>"),
        ("<div class=\"css-1b0dy\">", "</div>"),
        ("<div class=\"artikel\">", "</div>"),
    ][layout];
    let _ = write!(
        html,
        "<!DOCTYPE html>\n<html lang=\"id\"><head><meta charset=\"utf-8\"><title>{title} - Kabar Uji</title>\n\
         <meta property=\"og:site_name\" content=\"Kabar Uji\"><meta property=\"og:type\" content=\"article\">\n\
         <meta property=\"article:published_time\" content=\"{}-{:02}-{:02}T08:00:00+07:00\">\n\
         <link rel=\"canonical\" href=\"https://kabaruji.example/{}\">\n",
        day.2, day.1, day.0, article.id
    );
    if layout.is_multiple_of(2) {
        let _ = writeln!(
            html,
            "<script type=\"application/ld+json\">{{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\
             \"headline\":\"{title}\",\"publisher\":{{\"@type\":\"Organization\",\"name\":\"Kabar Uji\"}}}}</script>"
        );
    }
    script(&mut html, 2_000 + dice.below(6_000), dice);
    html.push_str("</head><body class=\"home single\">\n");
    html.push_str(["<header><nav>", "<div class=\"header\">", "<div id=\"topmenu\">"][layout % 3]);
    list(&mut html, titles, 12 + dice.below(20), "menu", dice);
    html.push_str(["</nav></header>", "</div>", "</div>"][layout % 3]);
    let _ = write!(
        html,
        "<div class=\"container\"><div class=\"row\"><div class=\"col-8\"><article><h1>{title}</h1>"
    );
    let _ = write!(html, "<div class=\"date\">{:02}/{:02}/{} 08:00 WIB</div>", day.0, day.1, day.2);
    html.push_str(
        "<div class=\"share-buttons\"><a href=\"#\">Facebook</a><a href=\"#\">WhatsApp</a></div>\n",
    );
    html.push_str(
        "<figure><img src=\"a.jpg\"><figcaption>Ilustrasi gambar. (Foto: Uji/Kabar)</figcaption></figure>\n",
    );
    html.push_str(open);
    paragraphs(&mut html, &article.text, layout, titles, dice);
    html.push_str(close);
    html.push_str(
        "<div class=\"tags\"><a href=\"/t/1\">berita</a> <a href=\"/t/2\">uji</a></div></article>\n",
    );
    html.push_str("<section class=\"related\"><h3>Artikel terkait</h3>");
    list(&mut html, titles, 4 + dice.below(8), "terkait", dice);
    html.push_str("</section><div id=\"comments\"><h3>Komentar</h3>");
    for number in 0..dice.below(6) {
        let _ = write!(
            html,
            "<div class=\"comment\"><b>Pembaca {number}</b><p>Terima kasih atas beritanya, semoga lekas selesai.</p></div>"
        );
    }
    html.push_str("</div></div><aside class=\"sidebar\"><h3>Terpopuler</h3>");
    list(&mut html, titles, 10 + dice.below(20), "populer", dice);
    html.push_str("</aside></div></div><footer><p>Hak cipta dilindungi. Kabar Uji.</p>");
    list(&mut html, titles, 10, "bawah", dice);
    html.push_str("</footer>\n");
    let wanted = PAGE_BYTES.0 + dice.below(PAGE_BYTES.1 - PAGE_BYTES.0);
    if html.len() < wanted {
        let left = wanted - html.len();
        script(&mut html, left, dice);
    }
    html.push_str("</body></html>\n");
    html
}

/// The lines of the text as the layout has paragraphs, with links to other articles between them.
fn paragraphs(html: &mut String, text: &str, layout: usize, titles: &[String], dice: &mut Dice) {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    for (number, line) in lines.enumerate() {
        if number > 0 && dice.below(4) == 0 {
            let other = escaped(&titles[dice.below(titles.len())]);
            let _ = match layout {
                0 => write!(
                    html,
                    "<table class=\"linksisip\"><tr><td><strong>Baca juga: </strong><a href=\"/x\">{other}</a></td></tr></table>"
                ),
                2 => write!(html, "<p>Baca juga:</p><ul><li><a href=\"/x\">{other}</a></li></ul>"),
                5 => write!(html, "<b>Baca juga: <a href=\"/x\">{other}</a></b><br><br>"),
                _ => write!(html, "<p><strong>Baca juga: <a href=\"/x\">{other}</a></strong></p>"),
            };
        }
        let line = escaped(line);
        let _ = match layout {
            4 => write!(html, "<div class=\"css-p\"><span>{line}</span></div>"),
            5 => writeln!(html, "{line}<br><br>"),
            _ => writeln!(html, "<p>{line}</p>"),
        };
        if number == 2 && layout < 2 {
            html.push_str(
                "<div class=\"ads\"><div>ADVERTISEMENT</div><div>SCROLL TO CONTINUE WITH CONTENT</div></div>",
            );
        }
    }
}

fn list(html: &mut String, titles: &[String], number: usize, class: &str, dice: &mut Dice) {
    let _ = write!(html, "<ul class=\"{class}\">");
    for _ in 0..number {
        let title = escaped(&titles[dice.below(titles.len())]);
        let _ = write!(html, "<li class=\"item\"><a href=\"/{}\">{title}</a></li>", dice.below(1_000_000));
    }
    html.push_str("</ul>\n");
}

fn script(html: &mut String, bytes: usize, dice: &mut Dice) {
    html.push_str("<script>window.a=window.a||[];\n");
    let end = html.len() + bytes;
    while html.len() < end {
        let _ = writeln!(
            html,
            "a.push({{k:'{:x}',v:{},t:\"<p>bukan teks</p>\"}});",
            dice.below(1 << 40),
            dice.below(9999)
        );
    }
    html.push_str("</script>\n");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A record of a WARC with the page as the response.
pub(crate) fn record(page: &str, id: &str) -> Vec<u8> {
    let response = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\r\n{page}",
        page.len()
    );
    let header = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:kutip:{id}>\r\nWARC-Date: 2026-11-29T00:00:00Z\r\n\
         WARC-Target-URI: https://kabaruji.example/{id}\r\nContent-Type: application/http; msgtype=response\r\n\
         Content-Length: {}\r\n\r\n",
        response.len()
    );
    [header.as_bytes(), response.as_bytes(), b"\r\n\r\n"].concat()
}

/// Lines without what white space does not tell: blanks at their ends, several for one, empty lines.
pub(crate) fn normal(text: &str) -> Vec<String> {
    let line = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    text.lines().map(line).filter(|line| !line.is_empty()).collect()
}
