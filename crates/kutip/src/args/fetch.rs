//! The flags of `kutip fetch`, and of all that asks the network.

use super::archive::{Keep, SpaceArgs, WriteArgs};
use super::{FillArgs, OverlayArgs, TellArgs};
use clap::Args as ClapArgs;

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
An address is that of a page or of a feed (RSS, Atom, JSON Feed), which is told by what comes. Of a feed the pages are \
fetched that the store does not have. What was fetched before is asked for with what its last answer is known by, so that \
what did not change is not sent again. Hosts are asked one request at a time with a pause between them, what robots.txt \
excludes is left, and addresses that are not of the open network are refused.

Exit status: 0 all taken in or there already; 2 wrong usage; 3 some failed; 4 the store not written; 5 another one writes \
it; 6 no space; 7 the store is damaged, or of another version; 8 nothing could be fetched; 130 interrupted.")]
pub(crate) struct FetchArgs {
    /// Addresses of pages and feeds
    #[arg(value_name = "URL", required = true)]
    pub(crate) urls: Vec<String>,
    #[command(flatten)]
    pub(crate) write: WriteArgs,
    #[command(flatten)]
    pub(crate) space: SpaceArgs,
    /// What a new store keeps of texts [default: full]
    #[arg(long, value_name = "WHAT")]
    pub(crate) keep: Option<Keep>,
    #[command(flatten)]
    pub(crate) fill: FillArgs,
    #[command(flatten)]
    pub(crate) overlay: OverlayArgs,
    #[command(flatten)]
    pub(crate) net: NetArgs,
    /// Ask for pages of feeds that the store has, too
    #[arg(long)]
    pub(crate) again: bool,
    #[command(flatten)]
    pub(crate) tell: TellArgs,
    /// Print what was added, changed, there already, forgotten, asked and unchanged as a JSON object
    #[arg(long)]
    pub(crate) json: bool,
    /// Overwrite the file of --errors
    #[arg(long)]
    pub(crate) force: bool,
}

/// How to behave in the network.
#[derive(Debug, ClapArgs)]
pub(crate) struct NetArgs {
    /// Pages of one feed at most
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub(crate) limit: usize,
    /// Seconds between two requests to one host
    #[arg(long, value_name = "SECONDS", default_value_t = 2.0, value_parser = seconds)]
    pub(crate) pause: f64,
    /// Ask hosts of the house as well
    #[arg(long)]
    pub(crate) allow_private: bool,
    /// Ask this host wherever it is; may be given several times
    #[arg(long, value_name = "HOST")]
    pub(crate) allow_host: Vec<String>,
    /// Fetch what robots.txt excludes, and what is reserved from mining
    #[arg(long)]
    pub(crate) ignore_robots: bool,
}

fn seconds(text: &str) -> Result<f64, String> {
    const MOST: f64 = 86_400.0;
    let seconds: f64 = text.parse().map_err(|_| "a number of seconds".to_owned())?;
    if (0.0..=MOST).contains(&seconds) { Ok(seconds) } else { Err("from 0 to 86400 seconds".to_owned()) }
}
