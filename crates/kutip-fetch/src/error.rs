//! Why something was not fetched: where, what was found, what to do.

use kutip_text::Tongue;
use std::fmt;
use std::time::Duration;

/// A request that brought nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchError {
    /// The address at which it failed, which may be one that was led to; without credentials.
    pub url: String,
    /// Why.
    pub why: Refusal,
}

/// Why a request brought nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No address, or none of http and https.
    NoAddress(String),
    /// An address of so many bytes.
    LongAddress(usize),
    /// The host resolves to an address that is not of the open network.
    Private(String),
    /// `robots.txt` asks to stay away.
    Robots,
    /// `robots.txt` could not be had, so nobody knows.
    RobotsUnknown(String),
    /// Led from https to http.
    Downgrade,
    /// Led on more than so many times.
    Hops(usize),
    /// The server's answer.
    Status(u16),
    /// The server asks to come back later; the wait is cut at a day.
    Later(Duration),
    /// More than so many bytes.
    TooLarge(u64),
    /// Not answered in time.
    Slow,
    /// No connection.
    NoConnection(String),
    /// The publisher reserves text and data mining.
    Reserved,
    /// The caller asked to stop.
    Stopped,
}

impl Refusal {
    /// The number that messages and files of errors carry.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoAddress(_) | Self::LongAddress(_) => "K8001",
            Self::Private(_) => "K8002",
            Self::Robots | Self::RobotsUnknown(_) => "K8003",
            Self::Downgrade | Self::Hops(_) => "K8004",
            Self::Status(_) => "K8005",
            Self::Later(_) => "K8006",
            Self::TooLarge(_) => "K8007",
            Self::Slow | Self::NoConnection(_) => "K8008",
            Self::Stopped => "K8009",
            Self::Reserved => "K8010",
        }
    }

    /// Whether it was refused here, by rule, rather than failed out there.
    #[must_use]
    pub fn is_policy(&self) -> bool {
        matches!(
            self,
            Self::NoAddress(_)
                | Self::LongAddress(_)
                | Self::Private(_)
                | Self::Robots
                | Self::RobotsUnknown(_)
                | Self::Downgrade
                | Self::Reserved
        )
    }

    fn english(&self) -> (String, &'static str) {
        match self {
            Self::NoAddress(why) => {
                (format!("is no address of a page: {why}"), "give one that begins with https:// or http://")
            }
            Self::LongAddress(bytes) => (format!("an address of {bytes} bytes"), "give a shorter one"),
            Self::Private(address) => (
                format!("leads to {address}, which is not of the open network"),
                "if it is meant to: --allow-private, or --allow-host for this one host",
            ),
            Self::Robots => ("robots.txt asks to stay away".into(), "ask the site, or --ignore-robots"),
            Self::RobotsUnknown(why) => {
                (format!("robots.txt cannot be had: {why}"), "try again later, or --ignore-robots")
            }
            Self::Downgrade => ("leads from https to http".into(), "check the address"),
            Self::Hops(most) => (format!("leads on more than {most} times"), "check the address"),
            Self::Status(code) => {
                (format!("answered with status {code}"), "check the address, or try again later")
            }
            Self::Later(wait) => (format!("asks to come back in {} s", wait.as_secs()), "try again then"),
            Self::TooLarge(most) => (format!("larger than {most} bytes"), "save it and read the file"),
            Self::Slow => ("did not answer in time".into(), "try again later"),
            Self::NoConnection(why) => (format!("no connection: {why}"), "check the network and the address"),
            Self::Reserved => (
                "the publisher reserves text and data mining (tdm-reservation or noai)".into(),
                "ask the publisher, or --ignore-robots",
            ),
            Self::Stopped => ("stopped".into(), "run the same command again"),
        }
    }

    fn indonesian(&self) -> (String, &'static str) {
        let reason = |why: &str| Tongue::Indonesian.reason(why);
        match self {
            Self::NoAddress(why) => (
                format!("bukan alamat halaman: {}", reason(why)),
                "beri alamat yang diawali https:// atau http://",
            ),
            Self::LongAddress(bytes) => {
                (format!("alamat sepanjang {bytes} bita"), "beri alamat yang lebih pendek")
            }
            Self::Private(address) => (
                format!("menuju {address}, yang bukan jaringan terbuka"),
                "jika memang itu maksudnya: --allow-private, atau --allow-host untuk satu nama saja",
            ),
            Self::Robots => {
                ("robots.txt meminta tidak diambil".into(), "tanyakan pada situsnya, atau --ignore-robots")
            }
            Self::RobotsUnknown(why) => (
                format!("robots.txt tidak dapat diambil: {}", reason(why)),
                "coba lagi nanti, atau --ignore-robots",
            ),
            Self::Downgrade => ("menuju dari https ke http".into(), "periksa alamatnya"),
            Self::Hops(most) => (format!("dialihkan lebih dari {most} kali"), "periksa alamatnya"),
            Self::Status(code) => {
                (format!("dijawab dengan status {code}"), "periksa alamatnya, atau coba lagi nanti")
            }
            Self::Later(wait) => {
                (format!("meminta kembali dalam {} detik", wait.as_secs()), "coba lagi saat itu")
            }
            Self::TooLarge(most) => (format!("lebih dari {most} bita"), "simpan lalu baca berkasnya"),
            Self::Slow => ("tidak menjawab pada waktunya".into(), "coba lagi nanti"),
            Self::NoConnection(why) => {
                (format!("tidak tersambung: {}", reason(why)), "periksa jaringan dan alamatnya")
            }
            Self::Reserved => (
                "penerbit tidak mengizinkan penambangan teks dan data (tdm-reservation atau noai)".into(),
                "tanyakan pada penerbit, atau --ignore-robots",
            ),
            Self::Stopped => ("dihentikan".into(), "jalankan perintah yang sama lagi"),
        }
    }
}

impl FetchError {
    /// What was found, and what to do.
    #[must_use]
    pub fn told(&self, tongue: Tongue) -> (String, String) {
        let (found, remedy) = match tongue {
            Tongue::English => self.why.english(),
            Tongue::Indonesian => self.why.indonesian(),
        };
        (found, remedy.to_owned())
    }

    /// Code, place, cause and next step, in the language of messages.
    #[must_use]
    pub fn message(&self, tongue: Tongue) -> String {
        let (found, remedy) = self.told(tongue);
        format!("[{}]: {}: {found}\n  → {remedy}", self.why.code(), self.url)
    }
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Tongue::English))
    }
}

impl std::error::Error for FetchError {}
