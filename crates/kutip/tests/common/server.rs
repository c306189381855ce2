//! A server of our own on this machine, whose answers can be changed while it runs.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What is answered to a path.
#[derive(Clone, Default)]
pub struct Answer {
    /// 200 unless something else is said.
    pub status: Option<&'static str>,
    /// Whoever says it back hears that nothing changed.
    pub etag: Option<&'static str>,
    /// Other headers, each with its line end.
    pub headers: String,
    pub body: String,
    /// The answer takes so long.
    pub after: Duration,
}

type Answers = Mutex<HashMap<String, Answer>>;

pub struct Server {
    pub at: SocketAddr,
    answers: Arc<Answers>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = listener.local_addr().unwrap();
        let (answers, asked) = (Arc::<Answers>::default(), Arc::<Mutex<Vec<String>>>::default());
        let (for_all, kept) = (Arc::clone(&answers), Arc::clone(&asked));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answers, asked) = (Arc::clone(&for_all), Arc::clone(&kept));
                std::thread::spawn(move || serve(stream, &answers, &asked));
            }
        });
        Self { at, answers, asked }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.at)
    }

    /// From now on a path has this answer.
    pub fn set(&self, path: &str, answer: Answer) {
        self.answers.lock().unwrap().insert(path.to_owned(), answer);
    }

    /// A page with an article.
    pub fn page(&self, path: &str, title: &str, said: &str, etag: Option<&'static str>) {
        self.set(path, Answer { etag, body: page(title, said), ..Answer::default() });
    }

    /// A feed of the pages at these paths, which tells a sentence of each.
    pub fn feed(&self, path: &str, links: &[&str], etag: Option<&'static str>) {
        let item = |link: &&str| {
            format!(
                "<item><link>{link}</link><title>Jembatan {link}</title><description>Menteri Perhubungan Sari Wulandari \
                 mengatakan jembatan {link} ditutup.</description></item>"
            )
        };
        let items: String = links.iter().map(item).collect();
        let body = format!(
            "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Contoh</title>{items}</channel></rss>"
        );
        self.set(path, Answer { etag, body, ..Answer::default() });
    }

    pub fn fails(&self, path: &str, status: &'static str) {
        self.set(path, Answer { status: Some(status), ..Answer::default() });
    }

    /// The paths that were asked for since the last call, `robots.txt` aside; in brackets where an answer was known.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().drain(..).filter(|path| !path.contains("robots.txt")).collect()
    }
}

fn serve(mut stream: TcpStream, answers: &Answers, asked: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let first = lines.next().unwrap_or_default();
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut known = None;
    for line in lines.take_while(|line| !line.is_empty()) {
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("if-none-match")
        {
            known = Some(value.trim().to_owned());
        }
    }
    asked.lock().unwrap().push(if known.is_some() { format!("[{path}]") } else { path.clone() });
    let missing = Answer { status: Some("404 Not Found"), ..Answer::default() };
    let answer = answers.lock().unwrap().get(&path).cloned().unwrap_or(missing);
    std::thread::sleep(answer.after);
    let same = answer.etag.is_some() && answer.etag == known.as_deref();
    let status = if same { "304 Not Modified" } else { answer.status.unwrap_or("200 OK") };
    let body = if same { "" } else { answer.body.as_str() };
    let etag = answer.etag.map(|etag| format!("ETag: {etag}\r\n")).unwrap_or_default();
    let _ = write!(
        stream,
        "HTTP/1.1 {status}\r\nConnection: close\r\n{etag}{}Content-Length: {}\r\n\r\n{body}",
        answer.headers,
        body.len()
    );
}

fn page(title: &str, said: &str) -> String {
    let more =
        "Warga di sekitar jembatan itu diminta memakai jalan lain sampai perbaikan selesai. ".repeat(6);
    format!(
        "<!doctype html><html lang=id><head><title>{title}</title><meta property=og:site_name content=Contoh>\
         <meta property=article:published_time content=2024-10-28T10:00:00+07:00></head><body><nav><a href=/>Depan</a>\
         </nav><article><h1>{title}</h1><p>Menteri Perhubungan Sari Wulandari mengatakan {said}.</p><p>{more}</p>\
         </article></body></html>"
    )
}
