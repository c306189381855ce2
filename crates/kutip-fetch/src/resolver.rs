//! Names to addresses, each of which is judged before it is connected.

use crate::is_public;
use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Looks a host and port up; in its place tests have one that asks nobody.
pub(crate) type Lookup = Arc<dyn Fn(&str) -> std::io::Result<Vec<SocketAddr>> + Send + Sync>;

/// Refuses a host as soon as one of its addresses is not of the open network: which of them is taken is chance.
pub(crate) struct Judging {
    pub(crate) allow_private: bool,
    pub(crate) allow_hosts: Vec<String>,
    pub(crate) lookup: Option<Lookup>,
}

/// An address of the house.
#[derive(Debug)]
pub(crate) struct PrivateAddress(pub(crate) String);

impl fmt::Display for PrivateAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for PrivateAddress {}

impl fmt::Debug for Judging {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Judging").field("allow_private", &self.allow_private).finish_non_exhaustive()
    }
}

impl Resolver for Judging {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let host = uri.host().unwrap_or_default();
        let found = match &self.lookup {
            None => DefaultResolver::default().resolve(uri, config, timeout)?,
            Some(lookup) => {
                let mut found = self.empty();
                lookup(host)?.into_iter().take(16).for_each(|address| found.push(address));
                found
            }
        };
        let allowed =
            self.allow_private || self.allow_hosts.iter().any(|known| known.eq_ignore_ascii_case(host));
        match found.iter().find(|address| !allowed && !is_public(address.ip())) {
            Some(private) => Err(ureq::Error::Other(Box::new(PrivateAddress(private.ip().to_string())))),
            None if found.is_empty() => Err(ureq::Error::HostNotFound),
            None => Ok(found),
        }
    }
}
