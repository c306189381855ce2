//! Walks the numbers that meet each condition side by side, from the newest down, and keeps to those that meet all.
//!
//! Every condition gives its numbers in the order in which lists are shown. So what one of them leaves out the others skip,
//! a page needs as much of each as lies before its end, and it costs the same whichever condition is the rare one.

use super::conditions::{Numbers, Source, Stream};
use crate::error::StoreError;
use crate::place::LAST;
use rusqlite::types::Value;
use rusqlite::{Connection, Statement, params_from_iter};

/// How many numbers are fetched at once: few at first and after a leap, then more and more.
const FEW: usize = 32;
const MANY: usize = 2_048;

/// The numbers between which a list goes, both included.
#[derive(Clone, Copy, Debug)]
pub(super) struct Range {
    pub(super) lowest: i64,
    pub(super) highest: i64,
}

/// The numbers of one query, from the highest down.
struct Cursor<'s> {
    query: Statement<'s>,
    values: Vec<Value>,
    range: Range,
    fetched: std::vec::IntoIter<i64>,
    head: Option<i64>,
    size: usize,
}

impl<'s> Cursor<'s> {
    fn new(connection: &'s Connection, source: &Source, range: Range) -> Result<Self, StoreError> {
        let Source { number, from, values } = source;
        let next = values.len() + 1;
        let sql = format!(
            "SELECT {number} FROM {from} AND {number} BETWEEN ?{next} AND ?{} ORDER BY {number} DESC LIMIT ?{}",
            next + 1,
            next + 2
        );
        let mut cursor = Self {
            query: connection.prepare(&sql)?,
            values: values.clone(),
            range,
            fetched: Vec::new().into_iter(),
            head: Some(range.highest),
            size: FEW,
        };
        cursor.fetch(range.highest)?;
        Ok(cursor)
    }

    /// Fetches from this number down.
    fn fetch(&mut self, highest: i64) -> Result<(), StoreError> {
        let bounds = [self.range.lowest.into(), highest.into(), i64::try_from(self.size).unwrap_or(1).into()];
        let values = self.values.iter().cloned().chain::<[Value; 3]>(bounds);
        let rows = self.query.query_map(params_from_iter(values), |row| row.get(0))?;
        self.fetched = rows.collect::<Result<Vec<i64>, _>>()?.into_iter();
        self.head = self.fetched.next();
        Ok(())
    }

    /// Goes on to the next number below its head.
    fn advance(&mut self) -> Result<(), StoreError> {
        let Some(head) = self.head else { return Ok(()) };
        for next in self.fetched.by_ref() {
            if next < head {
                self.head = Some(next);
                return Ok(());
            }
        }
        self.size = (self.size * 2).min(MANY);
        self.fetch(head - 1)
    }

    /// Goes down to this number, or to the first below it.
    fn down_to(&mut self, number: i64) -> Result<(), StoreError> {
        if self.head.is_none_or(|head| head <= number) {
            return Ok(());
        }
        if self.fetched.as_slice().last().is_some_and(|last| *last <= number) {
            self.head = self.fetched.find(|next| *next <= number);
            return Ok(());
        }
        // What comes now is not asked for: leap.
        self.size = FEW;
        self.fetch(number)
    }
}

/// The numbers that meet one condition: those of all its queries.
pub(super) struct Merge<'s> {
    of: Numbers,
    cursors: Vec<Cursor<'s>>,
}

impl<'s> Merge<'s> {
    pub(super) fn new(connection: &'s Connection, stream: &Stream, range: Range) -> Result<Self, StoreError> {
        let range = match stream.of {
            Numbers::Items => range,
            // What is asked of an article may lie above the item at which the last page ended.
            Numbers::Articles => Range { lowest: range.lowest & !LAST, highest: range.highest | LAST },
        };
        let cursors = stream.any.iter().map(|source| Cursor::new(connection, source, range));
        Ok(Self { of: stream.of, cursors: cursors.collect::<Result<_, _>>()? })
    }

    fn head(&self) -> Option<i64> {
        self.cursors.iter().filter_map(|cursor| cursor.head).max()
    }

    /// The first number of the article at which it stands.
    fn article(&self) -> Option<i64> {
        self.head().map(|head| head & !LAST)
    }

    fn down_to(&mut self, number: i64) -> Result<(), StoreError> {
        self.cursors.iter_mut().try_for_each(|cursor| cursor.down_to(number))
    }

    /// All its numbers of an article, from the highest down; it stands below them then.
    fn of_article(&mut self, first: i64) -> Result<Vec<i64>, StoreError> {
        self.down_to(first + LAST)?;
        let mut numbers = Vec::new();
        while let Some(head) = self.head().filter(|head| *head >= first) {
            numbers.push(head);
            for cursor in &mut self.cursors {
                if cursor.head == Some(head) {
                    cursor.advance()?;
                }
            }
        }
        Ok(numbers)
    }
}

/// The articles that meet all conditions, from the newest down, with what is known of their items.
pub(super) struct Walk<'s> {
    pub(super) all: Vec<Merge<'s>>,
    pub(super) none: Vec<Merge<'s>>,
}

/// An article that meets all conditions.
pub(super) struct Candidate {
    pub(super) first: i64,
    /// Which of its items do, from the highest down; `None` where no condition speaks of items.
    pub(super) items: Option<Vec<i64>>,
    /// Which of them do not.
    pub(super) refused: Vec<i64>,
}

impl Walk<'_> {
    pub(super) fn next(&mut self) -> Result<Option<Candidate>, StoreError> {
        while let Some(first) = self.article()? {
            let mut items: Option<Vec<i64>> = None;
            for merge in &mut self.all {
                let found = merge.of_article(first)?;
                if merge.of == Numbers::Items {
                    items = Some(match items {
                        Some(known) => both(known, &found),
                        None => found,
                    });
                }
            }
            let (mut barred, mut refused) = (false, Vec::new());
            for merge in &mut self.none {
                let found = merge.of_article(first)?;
                match merge.of {
                    Numbers::Articles => barred |= !found.is_empty(),
                    Numbers::Items => refused.extend(found),
                }
            }
            if !barred && items.as_ref().is_none_or(|items| !items.is_empty()) {
                return Ok(Some(Candidate { first, items, refused }));
            }
        }
        Ok(None)
    }

    /// The next article of which all conditions have a number.
    fn article(&mut self) -> Result<Option<i64>, StoreError> {
        loop {
            let mut lowest = i64::MAX;
            let mut agree = true;
            for merge in &self.all {
                let Some(article) = merge.article() else { return Ok(None) };
                agree &= lowest == i64::MAX || article == lowest;
                lowest = lowest.min(article);
            }
            if agree {
                return Ok((!self.all.is_empty()).then_some(lowest));
            }
            self.all.iter_mut().try_for_each(|merge| merge.down_to(lowest + LAST))?;
        }
    }
}

/// What is in both of two lists that go down.
fn both(mut first: Vec<i64>, second: &[i64]) -> Vec<i64> {
    first.retain(|number| second.binary_search_by(|other| number.cmp(other)).is_ok());
    first
}

#[cfg(test)]
mod tests {
    use super::both;

    #[test]
    fn what_is_in_both() {
        assert_eq!(both(vec![9, 7, 4, 1], &[8, 7, 5, 1]), [7, 1]);
        assert!(both(vec![9], &[]).is_empty());
    }
}
