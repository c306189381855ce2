//! What is kept of the words of articles.

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// What a store keeps of an article's words, most first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Policy {
    /// The whole text, which can be searched.
    #[default]
    Full,
    /// The stretches that items cite, at their places in a text of blanks.
    Spans,
    /// No passages: offsets, names and hashes.
    Hash,
}

impl Policy {
    /// The word for it in tables and flags.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Spans => "spans",
            Self::Hash => "hash",
        }
    }
}

impl fmt::Display for Policy {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.word())
    }
}

impl FromStr for Policy {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let all = [Self::Full, Self::Spans, Self::Hash];
        all.into_iter()
            .find(|policy| policy.word() == word)
            .ok_or_else(|| "expected full, spans or hash".to_owned())
    }
}

/// What is kept of the texts of each source: by its host, else by its outlet, else by the store's own rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policies {
    pub(crate) default: Policy,
    /// Names in small letters.
    pub(crate) sources: std::collections::HashMap<String, Policy>,
}

impl Policies {
    /// The policy for an article by its address and outlet.
    #[must_use]
    pub fn of(&self, uri: Option<&str>, outlet: Option<&str>) -> Policy {
        if self.sources.is_empty() {
            return self.default;
        }
        let by = |name: &str| self.sources.get(&name.to_lowercase()).copied();
        uri.and_then(host).and_then(|host| by(&host)).or_else(|| outlet.and_then(by)).unwrap_or(self.default)
    }

    /// A hash by which they are told from others.
    #[must_use]
    pub fn sha256(&self) -> String {
        let sources: BTreeMap<_, _> = self.sources.iter().collect();
        let mut all = Sha256::new();
        all.update(self.default.word());
        for (name, policy) in sources {
            all.update(format!("\n{name}\t{policy}"));
        }
        kutip_record::hex(&all.finalize())
    }
}

/// The host of an address in small letters, without `www.`; none where it has none.
#[must_use]
pub fn host(uri: &str) -> Option<String> {
    let (_, rest) = uri.split_once("://")?;
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = if host.starts_with('[') {
        host.split_inclusive(']').next().unwrap_or_default()
    } else {
        host.split(':').next().unwrap_or_default()
    };
    let host = host.trim_end_matches('.').to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    Some(host.to_owned()).filter(|host| !host.is_empty())
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn the_host_of_an_address() {
        assert_eq!(host("https://www.Contoh.id:8080/a?b@c").as_deref(), Some("contoh.id"));
        assert_eq!(host("http://siapa@contoh.id").as_deref(), Some("contoh.id"));
        assert_eq!(host("http://[::1]:80/").as_deref(), Some("[::1]"));
        for odd in ["", "contoh.id", "urn:uuid:1", "file:///a", "http://"] {
            assert_eq!(host(odd), None, "{odd}");
        }
    }
}
