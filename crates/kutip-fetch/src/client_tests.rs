//! Against a server of our own on this machine.

#![allow(clippy::unwrap_used)]

use super::{Ask, Client, Got, Policy, wait};
use crate::{FetchError, Refusal};
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};
use ureq::http::HeaderMap;

/// Answers requests by their path; keeps what was asked.
struct Server {
    at: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

/// Many small pieces, with a pause between them.
const DRIP: &str = "drip";

impl Server {
    fn new(answers: &'static [(&'static str, &'static str)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = listener.local_addr().unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let kept = Arc::clone(&kept);
                std::thread::spawn(move || serve(stream, answers, &kept, at));
            }
        });
        Self { at, asked }
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.at)
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn serve(
    mut stream: std::net::TcpStream,
    answers: &[(&str, &str)],
    asked: &Mutex<Vec<String>>,
    at: SocketAddr,
) {
    let mut request = String::new();
    for line in BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok) {
        if line.is_empty() {
            break;
        }
        request += &line;
        request.push('\n');
    }
    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
    asked.lock().unwrap().push(request.clone());
    let answer = answers
        .iter()
        .find(|(known, _)| *known == path)
        .map_or("404 Not Found\r\n\r\n", |(_, answer)| answer);
    if answer == DRIP {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        while stream.write_all(b"1\r\na\r\n").is_ok() {
            std::thread::sleep(Duration::from_millis(20));
        }
        return;
    }
    let answer = answer.replace("{at}", &at.to_string()).replace("{long}", &"x".repeat(3000));
    let _ = write!(stream, "HTTP/1.1 {}", answer.replacen("\r\n", "\r\nConnection: close\r\n", 1));
}

fn quick() -> Policy {
    Policy {
        allow_private: true,
        pause: Duration::from_millis(1),
        patience: Duration::from_secs(2),
        whole: Duration::from_secs(3),
        most_bytes: 1000,
        ..Policy::default()
    }
}

fn never() -> bool {
    false
}

fn get(policy: Policy, url: &str) -> Result<Got, FetchError> {
    Client::new(policy, never).get(&Ask { url, ..Ask::default() })
}

fn why(policy: Policy, url: &str) -> Refusal {
    get(policy, url).unwrap_err().why
}

#[test]
fn a_page_comes_with_what_is_needed_to_ask_again() {
    let server = Server::new(&[(
        "/a",
        "200 OK\r\nContent-Type: text/html; charset=utf-8\r\nETag: \"1\"\r\nX-Robots-Tag: noindex\r\n\r\n<p>Ya</p>",
    )]);
    let Ok(Got::Page(page)) = get(quick(), &server.url("/a#b")) else { panic!("no page") };
    assert_eq!(page.body, b"<p>Ya</p>");
    assert_eq!((page.url, page.led_by), (server.url("/a"), vec![]));
    assert_eq!(page.content_type.as_deref(), Some("text/html; charset=utf-8"));
    assert_eq!(page.etag.as_deref(), Some("\"1\""));
    assert!(server.asked()[0].starts_with("GET /robots.txt "), "{:?}", server.asked());
}

#[test]
fn what_did_not_change_is_not_sent_again() {
    let server = Server::new(&[("/a", "304 Not Modified\r\n\r\n")]);
    let url = server.url("/a");
    let (etag, last_modified) = (Some("\"1\""), Some("Mon, 28 Oct 2024 00:00:00 GMT"));
    let ask = Ask { url: &url, etag, last_modified, ..Ask::default() };
    assert_eq!(Client::new(quick(), never).get(&ask), Ok(Got::NotModified));
    assert_eq!(why(quick(), &url), Refusal::Status(304), "nobody said what is there already");
    let asked = server.asked().concat().to_lowercase();
    assert!(asked.contains("if-none-match: \"1\"") && asked.contains("if-modified-since: mon, 28 oct 2024"));
}

#[test]
fn what_is_known_of_an_answer_is_told_where_it_was_found() {
    let server = Server::new(&[
        ("/a", "301 Moved\r\nLocation: /b\r\n\r\n"),
        ("/b", "304 Not Modified\r\n\r\n"),
        ("/long", "200 OK\r\nETag: {long}\r\n\r\nya"),
    ]);
    let (first, last) = (server.url("/a"), server.url("/b"));
    let mut client = Client::new(Policy { ignore_robots: true, ..quick() }, never);
    let ask = Ask { url: &first, found_at: Some(&last), etag: Some("\"1\""), ..Ask::default() };
    assert_eq!(client.get(&ask), Ok(Got::NotModified));
    let told = |asked: &String| asked.to_lowercase().contains("if-none-match");
    assert_eq!(server.asked().iter().map(told).collect::<Vec<_>>(), [false, true]);
    let Ok(Got::Page(page)) = client.get(&Ask { url: &server.url("/long"), ..Ask::default() }) else {
        panic!("no page")
    };
    assert_eq!(page.etag, None, "nobody has to keep that");
}

#[test]
fn robots_txt_is_asked_for_once_more_when_it_is_old_or_could_not_be_had() {
    let server = Server::new(&[("/robots.txt", "200 OK\r\n\r\n"), ("/a", "200 OK\r\n\r\nya")]);
    let broken = Server::new(&[("/robots.txt", "500 Oh\r\n\r\n"), ("/a", "200 OK\r\n\r\nya")]);
    let mut client = Client::new(quick(), never);
    let mut count = |last: [Duration; 2]| {
        client.robots_last = last;
        let _ = client.get(&Ask { url: &server.url("/a"), ..Ask::default() });
        let _ = client.get(&Ask { url: &broken.url("/a"), ..Ask::default() });
        [&server, &broken].map(|server| server.asked().iter().filter(|it| it.contains("/robots.txt")).count())
    };
    let (long, none) = (Duration::from_mins(1), Duration::ZERO);
    assert_eq!(count([long, long]), [1, 1]);
    assert_eq!(count([long, long]), [1, 1]);
    assert_eq!(count([long, none]), [1, 2]);
    assert_eq!(count([none, long]), [2, 2]);
}

#[test]
fn robots_txt_is_followed_and_asked_for_once() {
    let server = Server::new(&[
        ("/robots.txt", "200 OK\r\n\r\nUser-agent: kutip\nDisallow: /tutup\n\nUser-agent: *\nDisallow: /\n"),
        ("/buka", "200 OK\r\n\r\nya"),
    ]);
    let mut client = Client::new(quick(), never);
    let mut ask = |path: &str| client.get(&Ask { url: &server.url(path), ..Ask::default() });
    assert!(ask("/buka").is_ok());
    assert_eq!(ask("/tutup/a").unwrap_err().why, Refusal::Robots);
    assert_eq!(server.asked().iter().filter(|asked| asked.contains("/robots.txt")).count(), 1);
    let careless = Policy { ignore_robots: true, ..quick() };
    assert_eq!(why(careless, &server.url("/tutup/a")), Refusal::Status(404));
    let broken = Server::new(&[("/robots.txt", "500 Oh\r\n\r\n"), ("/a", "200 OK\r\n\r\nya")]);
    assert_eq!(why(quick(), &broken.url("/a")), Refusal::RobotsUnknown("status 500".to_owned()));
}

#[test]
fn a_reservation_of_mining_is_heeded() {
    let server = Server::new(&[
        ("/a", "200 OK\r\nX-Robots-Tag: noindex, noai\r\n\r\nya"),
        ("/b", "200 OK\r\nTDM-Reservation: 1\r\n\r\nya"),
    ]);
    assert_eq!(why(quick(), &server.url("/a")), Refusal::Reserved);
    assert_eq!(why(quick(), &server.url("/b")), Refusal::Reserved);
    assert!(get(Policy { ignore_robots: true, ..quick() }, &server.url("/b")).is_ok());
}

#[test]
fn hops_are_counted_and_judged() {
    let server = Server::new(&[
        ("/a", "301 Moved\r\nLocation: /b\r\n\r\n"),
        ("/b", "302 Found\r\nLocation: http://{at}/c\r\n\r\n"),
        ("/c", "200 OK\r\n\r\nya"),
        ("/loop", "302 Found\r\nLocation: /loop\r\n\r\n"),
        ("/file", "302 Found\r\nLocation: file:///etc/passwd\r\n\r\n"),
        ("/nowhere", "302 Found\r\n\r\n"),
    ]);
    let Ok(Got::Page(page)) = get(quick(), &server.url("/a")) else { panic!("no page") };
    assert_eq!((page.url, page.led_by), (server.url("/c"), vec![server.url("/a"), server.url("/b")]));
    assert_eq!(why(quick(), &server.url("/loop")), Refusal::Hops(5));
    assert_eq!(why(quick(), &server.url("/file")), Refusal::NoAddress("file:".to_owned()));
    assert_eq!(why(quick(), &server.url("/nowhere")), Refusal::Status(302));
    let mut headers = HeaderMap::new();
    headers.insert("location", "http://contoh.id/".parse().unwrap());
    let downgrade = super::led_to(&"https://contoh.id/".parse().unwrap(), &headers).unwrap();
    assert_eq!(downgrade.unwrap_err().why, Refusal::Downgrade);
}

#[test]
fn addresses_of_the_house_are_refused_however_they_are_written() {
    let server = Server::new(&[("/a", "200 OK\r\n\r\nya")]);
    let port = server.at.port();
    for host in ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "0.0.0.0"] {
        let refused = why(Policy { allow_private: false, ..quick() }, &format!("http://{host}:{port}/a"));
        assert!(matches!(refused, Refusal::Private(_)), "{host}: {refused:?}");
    }
    assert!(server.asked().is_empty());
    let one = Policy { allow_private: false, allow_hosts: vec!["127.0.0.1".to_owned()], ..quick() };
    assert!(get(one, &server.url("/a")).is_ok());
}

#[test]
fn a_host_with_one_address_of_the_house_is_refused_and_asked_once() {
    let asked = Arc::new(Mutex::new(0));
    let counted = Arc::clone(&asked);
    let lookup = move |_: &str| {
        *counted.lock().unwrap() += 1;
        Ok(vec!["8.8.8.8:80".parse().unwrap(), "10.0.0.5:80".parse().unwrap()])
    };
    let policy = Policy { allow_private: false, ..quick() };
    let mut client = Client::with_lookup(policy, never, Some(Arc::new(lookup)));
    let refused = client.get(&Ask { url: "http://contoh.test/", ..Ask::default() }).unwrap_err();
    assert_eq!(refused.why, Refusal::Private("10.0.0.5".to_owned()));
    assert_eq!(*asked.lock().unwrap(), 1);
    assert!(refused.to_string().contains("--allow-private"));
}

#[test]
fn what_is_no_page_is_refused_before_anybody_is_asked() {
    for odd in [
        "file:///etc/passwd",
        "ftp://contoh.id/a",
        "gopher://contoh.id",
        "contoh.id",
        "",
        "http://",
        "javascript:alert(1)",
    ] {
        assert!(matches!(why(quick(), odd), Refusal::NoAddress(_)), "{odd}");
    }
    let long = format!("http://contoh.id/{}", "a".repeat(64 * 1024));
    assert_eq!(why(quick(), &long), Refusal::LongAddress(long.len()));
    let kept = super::address("http://user:pw@contoh.id/a").unwrap();
    assert_eq!(kept.as_str(), "http://contoh.id/a");
}

#[test]
fn slow_and_large_answers_end() {
    let server = Server::new(&[("/drip", DRIP), ("/large", "200 OK\r\nContent-Length: 5000\r\n\r\nx")]);
    let hasty = Policy { whole: Duration::from_millis(600), most_bytes: 1_000_000, ..quick() };
    let start = Instant::now();
    assert_eq!(why(hasty, &server.url("/drip")), Refusal::Slow);
    assert!(start.elapsed() < Duration::from_secs(5));
    let large = Policy { most_bytes: 10, ..quick() };
    assert_eq!(why(large, &server.url("/drip")), Refusal::TooLarge(10));
    assert!(matches!(why(quick(), &server.url("/large")), Refusal::NoConnection(_)));
}

#[test]
fn a_server_cannot_make_us_wait_longer_than_a_day() {
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let asks = |value: &str| {
        let mut headers = HeaderMap::new();
        headers.insert("retry-after", value.parse().unwrap());
        wait(&headers, now)
    };
    assert_eq!(asks("120"), Duration::from_secs(120));
    assert_eq!(asks("999999999"), Duration::from_hours(24));
    assert_eq!(asks("Fri, 31 Dec 9999 23:59:59 GMT"), Duration::from_hours(24));
    assert_eq!(asks("Mon, 01 Jan 1601 00:00:00 GMT"), Duration::ZERO);
    assert_eq!(asks("99999999999999999999999"), Duration::ZERO);
    let server = Server::new(&[("/busy", "429 Busy\r\nRetry-After: 7200\r\n\r\n")]);
    let mut client = Client::new(Policy { ignore_robots: true, ..quick() }, never);
    let mut ask = || client.get(&Ask { url: &server.url("/busy"), ..Ask::default() }).unwrap_err().why;
    assert_eq!(ask(), Refusal::Later(Duration::from_hours(2)));
    assert!(matches!(ask(), Refusal::Later(_)));
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn a_pause_lies_between_two_requests_to_a_host() {
    let server = Server::new(&[("/a", "200 OK\r\n\r\nya")]);
    let policy = Policy { pause: Duration::from_millis(300), ignore_robots: true, ..quick() };
    let mut client = Client::new(policy.clone(), never);
    let start = Instant::now();
    for _ in 0..2 {
        client.get(&Ask { url: &server.url("/a"), ..Ask::default() }).unwrap();
    }
    assert!(start.elapsed() >= Duration::from_millis(300));
    let mut stopped = Client::new(policy, || true);
    stopped.get(&Ask { url: &server.url("/a"), ..Ask::default() }).unwrap();
    let second = stopped.get(&Ask { url: &server.url("/a"), ..Ask::default() });
    assert_eq!(second.unwrap_err().why, Refusal::Stopped);
}

#[test]
fn hosts_are_forgotten_when_nothing_is_due_of_them() {
    let first = Server::new(&[("/a", "200 OK\r\n\r\n<p>Ya</p>")]);
    let second = Server::new(&[("/a", "200 OK\r\n\r\n<p>Ya</p>")]);
    let mut client = Client::new(quick(), never);
    client.robots_last = [Duration::from_millis(50); 2];
    for server in [&first, &second] {
        let url = server.url("/a");
        assert!(client.get(&Ask { url: &url, ..Ask::default() }).is_ok());
        std::thread::sleep(Duration::from_millis(60));
    }
    assert_eq!((client.robots.len(), client.next.len()), (1, 1));
}
