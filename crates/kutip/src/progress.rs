//! How far it is.

use crate::args::Progress as How;
use kutip::Tongue;
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
    tongue: Tongue,
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
        Self { how, started, next: started + first, drawn: false, bytes, total, tongue: Tongue::English }
    }

    /// The same with the words of a language.
    pub(crate) fn in_tongue(self, tongue: Tongue) -> Self {
        Self { tongue, ..self }
    }

    /// Another article is done.
    pub(crate) fn tick(&mut self, read: u64, failed: u64) {
        say(&self.due(Instant::now(), read, failed));
    }

    /// Takes the bar away, so that something else can be written.
    pub(crate) fn clear(&mut self) {
        say(self.cleared());
    }

    pub(crate) fn finish(&mut self, read: u64, failed: u64) {
        say(&self.ended(Instant::now(), read, failed));
    }

    /// What is to be written at a moment, if anything.
    fn due(&mut self, now: Instant, read: u64, failed: u64) -> String {
        if self.how == How::None || now < self.next {
            return String::new();
        }
        if self.how == How::Bar {
            self.next = now + BAR_EVERY;
            self.drawn = true;
            return self.bar(now, read, failed);
        }
        self.next = now + JSON_EVERY;
        self.event("progress", now, read, failed)
    }

    fn cleared(&mut self) -> &'static str {
        if std::mem::take(&mut self.drawn) { "\r\x1b[K" } else { "" }
    }

    fn ended(&mut self, now: Instant, read: u64, failed: u64) -> String {
        let mut out = self.cleared().to_owned();
        if self.how == How::Json {
            out += &self.event("done", now, read, failed);
        }
        out
    }

    fn bar(&self, now: Instant, read: u64, failed: u64) -> String {
        let seconds = (now - self.started).as_secs_f64();
        let bytes = self.bytes.load(Ordering::Relaxed);
        let [articles, second, left, not_read] = match self.tongue {
            Tongue::English => ["articles", "s", "left", "failed"],
            Tongue::Indonesian => ["artikel", "dtk", "lagi", "gagal"],
        };
        let speed = read as f64 / seconds;
        let mut line = format!("{read} {articles} · {speed:.0}/{second} · {:.1} MB", bytes as f64 / 1e6);
        if let Some(total) = self.total.filter(|total| *total > 0 && bytes > 0) {
            let share = (bytes as f64 / total as f64).min(1.0);
            let seconds = seconds * (1.0 - share) / share;
            line += &format!(" · {:.0} % · {seconds:.0} {second} {left}", share * 100.0);
        }
        if failed > 0 {
            line += &format!(" · {failed} {not_read}");
        }
        format!("\r{line}\x1b[K")
    }

    fn event(&self, kind: &str, now: Instant, read: u64, failed: u64) -> String {
        let seconds = ((now - self.started).as_secs_f64() * 1000.0).round() / 1000.0;
        let bytes = self.bytes.load(Ordering::Relaxed);
        let data = json!({"articles": read, "failed": failed, "bytes": bytes, "total_bytes": self.total, "seconds": seconds});
        format!("{}\n", json!({"type": kind, "data": data}))
    }
}

fn say(text: &str) {
    if !text.is_empty() {
        // Nobody is left to be told where standard error is closed.
        let _ = write!(io::stderr(), "{text}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn progress(how: How, bytes: u64, total: Option<u64>) -> Progress {
        Progress::new(Some(how), false, Arc::new(AtomicU64::new(bytes)), total)
    }

    #[test]
    fn the_bar_is_drawn_ten_times_a_second_and_not_for_what_is_over_at_once() {
        let mut bar = progress(How::Bar, 0, None);
        let start = bar.started;
        let drawn: Vec<u64> =
            (0..=1000).filter(|ms| !bar.due(start + Duration::from_millis(*ms), 1, 0).is_empty()).collect();
        assert_eq!(drawn, [500, 600, 700, 800, 900, 1000]);
        assert_eq!((bar.cleared(), bar.cleared()), ("\r\x1b[K", ""));
        let mut short = progress(How::Bar, 0, None);
        assert_eq!(short.due(short.started + Duration::from_millis(499), 1, 0), "");
        assert_eq!(short.ended(Instant::now(), 1, 0), "");
    }

    #[test]
    fn the_bar_says_how_far_how_fast_how_long_and_what_failed() {
        let at = |bar: &Progress, seconds| bar.started + Duration::from_secs(seconds);
        let mut bar = progress(How::Bar, 1_500_000, Some(6_000_000));
        let line = bar.due(at(&bar, 10), 200, 3);
        assert_eq!(line, "\r200 articles · 20/s · 1.5 MB · 25 % · 30 s left · 3 failed\x1b[K");
        let mut other = progress(How::Bar, 1_500_000, Some(6_000_000)).in_tongue(Tongue::Indonesian);
        let line = other.due(at(&other, 10), 200, 3);
        assert_eq!(line, "\r200 artikel · 20/dtk · 1.5 MB · 25 % · 30 dtk lagi · 3 gagal\x1b[K");
        // A file that grew while it was read is not over the whole.
        let mut grown = progress(How::Bar, 9, Some(3));
        assert_eq!(grown.due(at(&grown, 1), 1, 0), "\r1 articles · 1/s · 0.0 MB · 100 % · 0 s left\x1b[K");
        for (bytes, total) in [(9, None), (0, Some(3)), (0, Some(0))] {
            let mut unknown = progress(How::Bar, bytes, total);
            assert_eq!(unknown.due(at(&unknown, 2), 0, 0), "\r0 articles · 0/s · 0.0 MB\x1b[K");
        }
    }

    #[test]
    fn events_come_once_a_second_and_at_the_end() {
        let mut events = progress(How::Json, 7, Some(9));
        let at = |ms| events.started + Duration::from_millis(ms);
        let moments = [at(999), at(1000), at(1999), at(2000)];
        let lines = moments.map(|now| events.due(now, 2, 1));
        assert_eq!([0, 2].map(|at| lines[at].as_str()), ["", ""]);
        let data = json!({"articles": 2, "failed": 1, "bytes": 7, "total_bytes": 9, "seconds": 1.0});
        assert_eq!(lines[1], format!("{}\n", json!({"type": "progress", "data": data})));
        let end = events.ended(moments[3], 4, 1);
        let end: serde_json::Value = serde_json::from_str(&end).unwrap();
        assert_eq!((&end["type"], &end["data"]["articles"]), (&json!("done"), &json!(4)));
    }

    #[test]
    fn who_wants_quiet_gets_it() {
        let mut none = Progress::new(Some(How::Bar), true, Arc::default(), None);
        let late = none.started + Duration::from_secs(9);
        assert_eq!((none.due(late, 1, 0), none.ended(late, 1, 0)), (String::new(), String::new()));
    }
}
