//! Items of several lists that pass a search, article by article: what an export of a search goes through.

use crate::back::Stored;
use crate::error::StoreError;
use crate::lists::{Hit, List, Page};
use crate::place::LAST;
use crate::search::Term;
use crate::store::Store;
use std::collections::VecDeque;

/// An article with those of its items that pass a search.
#[derive(Clone, Debug, PartialEq)]
pub struct Chosen {
    /// The article with its record.
    pub stored: Stored,
    /// Of each list that has any the places of its items in the record.
    pub items: Vec<(List, Vec<usize>)>,
}

/// The articles of a store of which at least one list has an item that passes, newest day first, one at a time.
#[derive(Debug)]
pub struct ChosenItems {
    store: Store,
    lists: Vec<List>,
    terms: Vec<Term>,
    after: Option<i64>,
    page: VecDeque<Chosen>,
    ended: bool,
}

/// Articles that are taken at once.
const ARTICLES: usize = 64;
/// Items of a list that are looked up at once.
const ITEMS: usize = 256;

impl Store {
    /// The items of these lists that meet a search, article by article; each list as [`Store::list`] has it.
    #[must_use]
    pub fn into_chosen(self, lists: &[List], terms: &[Term]) -> ChosenItems {
        let (lists, terms) = (lists.to_vec(), terms.to_vec());
        ChosenItems { store: self, lists, terms, after: None, page: VecDeque::new(), ended: false }
    }
}

impl ChosenItems {
    /// Takes the next articles. Lists and records are of one moment, whatever others write meanwhile: places of items are
    /// those of the record that is read. No moment is held longer than that, so that a long export keeps no writer from
    /// taking over what it wrote.
    fn fill(&mut self) -> Result<(), StoreError> {
        let Self { store, lists, terms, after, page, ended } = self;
        let store: &Store = store;
        let moment = store.connection.unchecked_transaction()?;
        let mut heads: Vec<Head<'_>> =
            lists.iter().map(|list| Head::new(store, *list, terms, *after)).collect();
        while page.len() < ARTICLES {
            let mut newest = None;
            for head in &mut heads {
                newest = newest.max(head.peek()?.map(|hit| hit.no & !LAST));
            }
            let Some(first) = newest else {
                *ended = true;
                break;
            };
            let (mut article, mut items) = (None, Vec::new());
            for head in &mut heads {
                let mut of_list = Vec::new();
                while let Some(hit) = head.peek()?.filter(|hit| hit.no & !LAST == first) {
                    article = Some(hit.article);
                    of_list.push(hit.item);
                    head.hits.pop_front();
                }
                if !of_list.is_empty() {
                    items.push((head.list, of_list));
                }
            }
            *after = Some(first);
            if let Some(stored) = article.map(|no| store.article(no)).transpose()?.flatten() {
                page.push_back(Chosen { stored, items });
            }
        }
        Ok(moment.finish()?)
    }
}

impl Iterator for ChosenItems {
    type Item = Result<Chosen, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.page.is_empty()
            && !self.ended
            && let Err(error) = self.fill()
        {
            self.ended = true;
            self.page.clear();
            return Some(Err(error));
        }
        self.page.pop_front().map(Ok)
    }
}

/// A list as far as it was gone through.
struct Head<'s> {
    store: &'s Store,
    list: List,
    terms: &'s [Term],
    after: Option<i64>,
    hits: VecDeque<Hit>,
    ended: bool,
}

impl<'s> Head<'s> {
    fn new(store: &'s Store, list: List, terms: &'s [Term], after: Option<i64>) -> Self {
        Self { store, list, terms, after, hits: VecDeque::new(), ended: false }
    }

    /// The next item.
    fn peek(&mut self) -> Result<Option<Hit>, StoreError> {
        if self.hits.is_empty() && !self.ended {
            let page = Page { limit: ITEMS, after: self.after };
            self.hits = self.store.list(self.list, self.terms, page)?.into();
            self.ended = self.hits.len() < ITEMS;
            self.after = self.hits.back().map(|hit| hit.no);
        }
        Ok(self.hits.front().copied())
    }
}
