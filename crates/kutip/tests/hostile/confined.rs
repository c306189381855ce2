//! A run of the binary within bounds that the system keeps.

use serde_json::Value;
use std::fs;
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Address space: above what is used, so that the bound on memory in use holds as well.
const MEMORY_KB: u64 = 256 * 1024;

/// Far above what any case takes without optimization; what goes on for ever is killed.
const SECONDS: u64 = 120;

/// How a run ended.
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) records: Vec<Value>,
    /// What it took of the processor.
    pub(crate) cpu: Duration,
}

impl Ended {
    /// The only record; the run is to have gone well.
    pub(crate) fn record(mut self) -> Value {
        assert_eq!((self.code, self.records.len()), (0, 1), "{}", self.stderr);
        self.records.remove(0)
    }
}

/// Reads one text from standard input.
pub(crate) fn read(text: impl AsRef<[u8]>) -> Ended {
    kutip(&["read", "-"], text)
}

/// Runs the binary with `input` on its standard input.
pub(crate) fn kutip(arguments: &[&str], input: impl AsRef<[u8]>) -> Ended {
    let input = input.as_ref();
    let limits = format!("ulimit -v {MEMORY_KB}; ulimit -t {SECONDS}; exec \"$0\" \"$@\"");
    let started = Instant::now();
    let mut child = Command::new("sh")
        .args(["-c", &limits])
        .arg(assert_cmd::cargo::cargo_bin("kutip"))
        .args(arguments)
        .env_clear()
        .env("LANG", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let (mut out, mut err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let (mut stdout, mut stderr) = (String::new(), String::new());
    std::thread::scope(|scope| {
        // A run that has enough stops reading.
        scope.spawn(move || stdin.write_all(input).is_ok());
        scope.spawn(|| err.read_to_string(&mut stderr).unwrap());
        out.read_to_string(&mut stdout).unwrap();
    });
    let cpu = cpu_of_ended(&child).unwrap_or_else(|| started.elapsed());
    let code = child.wait().unwrap().code();
    Ended {
        code: code.unwrap_or_else(|| panic!("killed: {stderr}")),
        records: stdout.lines().filter_map(|line| serde_json::from_str(line).ok()).collect(),
        stdout,
        stderr,
        cpu,
    }
}

/// What a process took that has ended and was not waited for; `None` where the system does not tell.
fn cpu_of_ended(child: &Child) -> Option<Duration> {
    const TICK: Duration = Duration::from_millis(10);
    loop {
        let stat = fs::read_to_string(format!("/proc/{}/stat", child.id())).ok()?;
        // The name, in brackets, may hold anything.
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        if fields.first() == Some(&"Z") {
            let ticks: u32 = fields.get(11)?.parse::<u32>().ok()? + fields.get(12)?.parse::<u32>().ok()?;
            return Some(TICK * ticks);
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// Twice the text takes some twice the time. The square would take four times.
pub(crate) fn assert_linear(name: &str, size: usize, make: impl Fn(usize) -> String) {
    let cpu = |size: usize| {
        let ended = read(make(size));
        assert_eq!(ended.code, 0, "{name}: {}", ended.stderr);
        ended.cpu
    };
    // Loading takes the same, whatever is read.
    let load = cpu(0);
    let (once, twice) = (cpu(size).saturating_sub(load), cpu(2 * size).saturating_sub(load));
    assert!(
        twice < once * 3 + Duration::from_millis(250),
        "{name}: {size} takes {once:?}, twice as much takes {twice:?}"
    );
}
