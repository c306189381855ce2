//! Pages and feeds from a server of our own on this machine.

#![cfg(feature = "fetch")]
#![allow(clippy::unwrap_used)]

mod common;

use common::{Folder, kutip, run};
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};

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

/// Serves a feed of two pages; keeps the paths that were asked for.
fn serve() -> (SocketAddr, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap();
    let asked = Arc::<Mutex<Vec<String>>>::default();
    let kept = Arc::clone(&asked);
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
            let first = lines.next().unwrap_or_default();
            while lines.next().is_some_and(|line| !line.is_empty()) {}
            let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
            let body = match path.as_str() {
                "/rss" => format!(
                    "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Contoh</title><item><link>http://{at}/1</link>\
                     </item><item><link>/2</link></item></channel></rss>"
                ),
                "/1" => page("Jembatan ditutup", "jembatan itu ditutup sampai Senin"),
                "/2" => page("Jembatan dibuka", "jembatan itu sudah dibuka kembali"),
                _ => String::new(),
            };
            kept.lock().unwrap().push(path);
            let status = if body.is_empty() { "404 Not Found" } else { "200 OK" };
            let _ = write!(
                stream,
                "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            );
        }
    });
    (at, asked)
}

#[test]
fn the_pages_of_a_feed_come_into_the_store_once() {
    let (at, asked) = serve();
    let folder = Folder::new("fetch");
    let fetch = |more: &[&str]| {
        let mut command = kutip();
        command.args(["fetch", &format!("http://{at}/rss"), "--pause", "0", "--json", "--store"]);
        run(command.arg(folder.path("kutip.db")).args(more))
    };
    let refused = fetch(&[]);
    assert_eq!(refused.code, 8, "{}", refused.stderr);
    assert!(
        refused.stderr.contains("K8002") && refused.stderr.contains("--allow-private"),
        "{}",
        refused.stderr
    );
    assert!(asked.lock().unwrap().is_empty());

    let first = fetch(&["--allow-private"]);
    assert_eq!(first.code, 0, "{}", first.stderr);
    assert!(first.stdout.contains("\"added\":2"), "{}", first.stdout);
    let said = run(kutip().args(["statements", "--speaker", "sari", "--store"]).arg(folder.path("kutip.db")));
    assert_eq!(said.stdout.lines().count(), 2, "{}", said.stdout);
    let pages =
        |asked: &Mutex<Vec<String>>| asked.lock().unwrap().iter().filter(|path| path.len() == 2).count();
    assert_eq!(pages(&asked), 2);

    let second = fetch(&["--allow-host", "127.0.0.1"]);
    assert!(second.stdout.contains("\"added\":0"), "{}", second.stdout);
    assert_eq!(pages(&asked), 2, "what the store has is not asked for again");
    let sound = run(kutip().args(["verify", "--store"]).arg(folder.path("kutip.db")));
    assert_eq!(sound.code, 0, "{}", sound.stderr);

    let missing = run(kutip()
        .args(["fetch", &format!("http://{at}/tidak-ada"), "--allow-private", "--store"])
        .arg(folder.path("kutip.db")));
    assert_eq!(missing.code, 8, "{}", missing.stderr);
    assert!(missing.stderr.contains("K8005"), "{}", missing.stderr);
}
