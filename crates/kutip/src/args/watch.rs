//! The flags of `kutip watch`.

use super::archive::{Keep, Safety, SpaceArgs, WriteArgs};
#[cfg(feature = "fetch")]
use super::fetch::NetArgs;
use super::{FillArgs, OverlayArgs, TellArgs};
use clap::Args as ClapArgs;
use jiff::SignedDuration;
use std::path::PathBuf;

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
What is watched: folders, patterns and files as 'kutip ingest' takes them; addresses of feeds and pages; lists of addresses: \
OPML, or a file that has one address a line and may have lines that begin with #. Lists are read anew in each round.

In a round files are read that are new or changed, and addresses are asked whether there is something new. What fails is \
asked again after twice the time, each time, up to a day; the store remembers that, and 'kutip sources health' tells it. \
Between two rounds others may write the store.

Examples:
  kutip watch masuk/ --every 1m
  kutip watch umpan.opml --pages
  kutip watch https://contoh.id/rss --once      # for cron

A round is told in one line on standard error, with --json as one object on standard output.

Exit status: 130 interrupted from the keyboard, 143 by another program: what was under way is committed; 2 wrong usage; 4 no \
source can be read, or the store not written; 6 no space; 7 the store is damaged, or of another version; 8 addresses are \
given, and this build has no network. With --once also 0 all taken in or there already; 3 some failed; 5 another one \
writes the store; 8 nothing could be fetched.")]
pub(crate) struct WatchArgs {
    /// Folders, patterns, files, addresses of feeds and pages, lists of addresses
    #[arg(value_name = "DIR|GLOB|FILE|URL|LIST", required = true)]
    pub(crate) sources: Vec<PathBuf>,
    /// From one round to the next: 30s, 15m, 6h, 1d. Addresses of the open network are asked once a minute at most
    #[arg(long, value_name = "TIME", default_value = "15m", value_parser = interval)]
    pub(crate) every: SignedDuration,
    /// One round; --every then tells how often it is run
    #[arg(long)]
    pub(crate) once: bool,
    #[command(flatten)]
    pub(crate) write: WriteArgs,
    #[command(flatten)]
    pub(crate) space: SpaceArgs,
    /// What a new store keeps of texts [default: full]
    #[arg(long, value_name = "WHAT")]
    pub(crate) keep: Option<Keep>,
    /// When what is committed is safe
    #[arg(long, value_name = "HOW", default_value = "full")]
    pub(crate) sync: Safety,
    #[command(flatten)]
    pub(crate) fill: FillArgs,
    #[command(flatten)]
    pub(crate) overlay: OverlayArgs,
    /// Of feeds fetch the pages that the store does not have, instead of taking the items as the feed has them
    #[cfg(feature = "fetch")]
    #[arg(long)]
    pub(crate) pages: bool,
    #[cfg(feature = "fetch")]
    #[command(flatten)]
    pub(crate) net: NetArgs,
    /// Threads that read articles [default: all cores]
    #[arg(long, short = 'j', value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
    /// Copy the inputs' other fields to document.meta
    #[arg(long)]
    pub(crate) keep_meta: bool,
    #[command(flatten)]
    pub(crate) tell: TellArgs,
    /// Print what came of each round as a JSON object
    #[arg(long)]
    pub(crate) json: bool,
    /// Overwrite the file of --errors
    #[arg(long)]
    pub(crate) force: bool,
}

/// A whole number with its unit, from a second to a month.
fn interval(text: &str) -> Result<SignedDuration, String> {
    const MOST_SECONDS: i64 = 31 * 86_400;
    let wrong = || "[K1022] expected a time such as 30s, 15m, 6h or 1d, up to 31d".to_owned();
    let unit = text.chars().next_back().ok_or_else(wrong)?;
    let seconds = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3600,
        'd' => 86_400,
        _ => return Err(wrong()),
    };
    let count: i64 = text.strip_suffix(unit).unwrap_or_default().parse().map_err(|_| wrong())?;
    let seconds = count.checked_mul(seconds).filter(|seconds| (1..=MOST_SECONDS).contains(seconds));
    seconds.map(SignedDuration::from_secs).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_have_a_unit_and_bounds() {
        for (text, seconds) in [("1s", 1), ("15m", 900), ("6h", 21_600), ("31d", 2_678_400)] {
            assert_eq!(interval(text), Ok(SignedDuration::from_secs(seconds)));
        }
        for odd in
            ["", "s", "15", "0s", "-1m", "1.5h", "32d", "15 m", "15menit", "99999999999999999999d", "1é"]
        {
            assert!(interval(odd).is_err(), "{odd}");
        }
    }
}
