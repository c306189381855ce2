//! How far it is.

use crate::args::Progress as How;
use serde_json::json;
use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A bar is drawn at most ten times a second, and not for what is over at once.
const BAR_EVERY: Duration = Duration::from_millis(100);
const BAR_AFTER: Duration = Duration::from_millis(500);
const JSON_EVERY: Duration = Duration::from_secs(1);

pub(crate) struct Progress {
    how: How,
    started: Instant,
    next: Instant,
    drawn: bool,
    bytes: Arc<AtomicU64>,
    /// Bytes of all inputs, where they are known.
    total: Option<u64>,
}

impl Progress {
    pub(crate) fn new(asked: Option<How>, quiet: bool, bytes: Arc<AtomicU64>, total: Option<u64>) -> Self {
        // On a terminal the articles themselves are the progress.
        let may_draw = io::stderr().is_terminal() && !io::stdout().is_terminal();
        let how = match asked {
            _ if quiet => How::None,
            Some(how) => how,
            None if may_draw => How::Bar,
            None => How::None,
        };
        let started = Instant::now();
        let first = if how == How::Json { JSON_EVERY } else { BAR_AFTER };
        Self { how, started, next: started + first, drawn: false, bytes, total }
    }

    /// Another article is done.
    pub(crate) fn tick(&mut self, read: u64, failed: u64) {
        if self.how == How::None {
            return;
        }
        let now = Instant::now();
        if now < self.next {
            return;
        }
        match self.how {
            How::Bar => {
                self.next = now + BAR_EVERY;
                self.draw(read, failed);
            }
            _ => {
                self.next = now + JSON_EVERY;
                self.event("progress", read, failed);
            }
        }
    }

    /// Takes the bar away, so that something else can be written.
    pub(crate) fn clear(&mut self) {
        if std::mem::take(&mut self.drawn) {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }

    pub(crate) fn finish(&mut self, read: u64, failed: u64) {
        self.clear();
        if self.how == How::Json {
            self.event("done", read, failed);
        }
    }

    fn draw(&mut self, read: u64, failed: u64) {
        let seconds = self.started.elapsed().as_secs_f64();
        let bytes = self.bytes.load(Ordering::Relaxed);
        let mut line =
            format!("{read} articles · {:.0}/s · {:.1} MB", read as f64 / seconds, bytes as f64 / 1e6);
        if let Some(total) = self.total.filter(|total| *total > 0 && bytes > 0) {
            let share = (bytes as f64 / total as f64).min(1.0);
            line += &format!(" · {:.0} % · {:.0} s left", share * 100.0, seconds * (1.0 - share) / share);
        }
        if failed > 0 {
            line += &format!(" · {failed} failed");
        }
        self.drawn = true;
        let _ = write!(io::stderr(), "\r{line}\x1b[K");
    }

    fn event(&self, kind: &str, read: u64, failed: u64) {
        let seconds = (self.started.elapsed().as_secs_f64() * 1000.0).round() / 1000.0;
        let bytes = self.bytes.load(Ordering::Relaxed);
        let data = json!({"articles": read, "failed": failed, "bytes": bytes, "total_bytes": self.total, "seconds": seconds});
        let _ = writeln!(io::stderr(), "{}", json!({"type": kind, "data": data}));
    }
}
