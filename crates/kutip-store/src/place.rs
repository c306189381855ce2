//! Numbers of items: day, article and place in one, so that tables lie in the order in which lists are shown.

use jiff::civil::{Date, date};
use kutip_record::{Day, Document};

/// Bits of the place of an item in its list, and of that and the article.
const ITEM_BITS: u32 = 20;
const DAY_BITS: u32 = 47;

/// The numbers of an article's items: from `first` to `first + LAST`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seat {
    pub(crate) first: i64,
}

/// Of the last number of an article, counted from its first one.
pub(crate) const LAST: i64 = (1 << ITEM_BITS) - 1;

/// More articles than this have no numbers.
pub(crate) const MOST_ARTICLES: i64 = (1 << (DAY_BITS - ITEM_BITS)) - 1;

impl Seat {
    /// `day` is the one that lists go by.
    pub(crate) fn new(day: Option<Day>, article: i64) -> Self {
        Self { first: (day.map_or(0, |day| days(day.0)) << DAY_BITS) | (article << ITEM_BITS) }
    }

    /// The number of the item at this place. Later items have smaller ones: newest days first is text order within them.
    pub(crate) fn number(self, item: usize) -> i64 {
        let item = i64::try_from(item).unwrap_or(LAST).min(LAST);
        self.first + LAST - item
    }

    pub(crate) fn last(self) -> i64 {
        self.first + LAST
    }
}

/// The first number of a day, for filters.
pub(crate) fn first_of(day: Date) -> i64 {
    days(day) << DAY_BITS
}

/// Days since 1900; those before it count as its first.
fn days(day: Date) -> i64 {
    const MOST: i64 = (1 << 16) - 1;
    let since = (day - date(1900, 1, 1)).get_days();
    i64::from(since).clamp(1, MOST)
}

/// The day that lists go by: that of publication, else the one that relative dates count from.
pub(crate) fn day(document: &Document<'_>) -> Option<Day> {
    document.published.or(document.anchor.map(|anchor| anchor.date))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lie_by_day_then_article_then_place() {
        let day = |year| Some(Day(date(year, 5, 1)));
        let order = [
            Seat::new(None, MOST_ARTICLES).number(0),
            Seat::new(day(1850), 7).number(0),
            Seat::new(day(2024), 2).number(3),
            Seat::new(day(2024), 2).number(0),
            Seat::new(day(2024), 3).number(LAST as usize),
            Seat::new(day(2025), 1).number(0),
            Seat::new(day(9999), MOST_ARTICLES).number(0),
        ];
        assert!(order.is_sorted_by(|a, b| a < b), "{order:?}");
        assert!(order.iter().all(|number| *number > 0));
        assert!(first_of(date(2024, 5, 1)) <= order[2] && order[4] < first_of(date(2024, 5, 2)));
    }
}
