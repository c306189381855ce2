//! The day of publication where a page has it in its text or address.

use super::words::PageWords;
use crate::date::parse_day;
use jiff::civil::Date;

/// The day in a line such as *Senin, 17 November 2026 | 09:30 WIB*, *Nov 17, 2026* or *17/11/2026*.
pub(crate) fn in_text(line: &str, words: &PageWords) -> Option<Date> {
    // Spans that a page sets apart by style alone have no blank between them.
    let words_of = line.split(|c: char| !c.is_alphanumeric());
    let tokens: Vec<&str> =
        words_of.flat_map(letters_and_digits).filter(|token| !token.is_empty()).take(40).collect();
    let month = |token: &str| words.months.get(&token.to_lowercase()).copied();
    tokens.windows(3).find_map(|three| {
        let [first, second, third] = three else { return None };
        if let (Some(day), Some(month), Some(year)) = (number(first, 2), month(second), year(third)) {
            return Date::new(year, month, day).ok();
        }
        if let (Some(month), Some(day), Some(year)) = (month(first), number(second, 2), year(third)) {
            return Date::new(year, month, day).ok();
        }
        if let (Some(year), Some(month), Some(day)) = (year(first), number(second, 2), number(third, 2)) {
            return Date::new(year, month, day).ok();
        }
        // Day before month, as everywhere but in one country.
        let (day, month, year) = (number(first, 2)?, number(second, 2)?, year(third)?);
        Date::new(year, month, day).ok()
    })
}

/// *Ratna17* is *Ratna* and *17*.
fn letters_and_digits(word: &str) -> [&str; 2] {
    let digits = word.find(|c: char| c.is_ascii_digit()).filter(|at| *at > 0);
    let (one, other) = word.split_at(digits.unwrap_or(word.len()));
    [one, other]
}

/// The day in an address: `/2026/11/17/`.
pub(crate) fn in_address(uri: &str) -> Option<Date> {
    let path = uri.split_once("://").map_or(uri, |(_, rest)| rest).split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let three = parts.windows(3).find_map(|three| {
        let [first, second, third] = three else { return None };
        let (year, month, day) = (year(first)?, number(second, 2)?, number(third, 2)?);
        Date::new(year, month, day).ok()
    });
    three.or_else(|| {
        parts.iter().find_map(|part| parse_day(part.get(..10)?).filter(|day| plausible(day.year())))
    })
}

fn number(token: &str, digits: usize) -> Option<i8> {
    let fits = (1..=digits).contains(&token.len()) && token.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| token.parse().ok())?
}

fn year(token: &str) -> Option<i16> {
    let fits = token.len() == 4 && token.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| token.parse().ok())?.filter(|year| plausible(*year))
}

/// Years of which news tells; pages have others by mistake.
fn plausible(year: i16) -> bool {
    (1900..=2100).contains(&year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_pages_write_them() {
        let months = [("november", 11), ("nov", 11)].map(|(name, month)| (name.to_owned(), month)).into();
        let words = PageWords { months, ..PageWords::default() };
        let day = Date::new(2026, 11, 17).ok();
        for line in [
            "Senin, 17 November 2026 | 09:30 WIB",
            "Nov 17, 2026",
            "17/11/2026 09.30",
            "Terbit: 17-11-2026",
            "2026-11-17 09:30",
            "Ratna Wiyana17 November 2026",
        ] {
            assert_eq!(in_text(line, &words), day, "{line}");
        }
        for line in ["", "17 November", "09:30", "31 November 2026", "17 Brumaire 2026"] {
            assert_eq!(in_text(line, &words), None, "{line}");
        }
    }

    #[test]
    fn days_stand_in_addresses() {
        let day = Date::new(2026, 11, 17).ok();
        for uri in [
            "https://kabar.example/read/2026/11/17/jalan-ditutup",
            "https://kabar.example/2026/11/17/",
            "https://kabar.example/2026-11-17-jalan",
            "https://kabar.example/20261117/x?a=1",
        ] {
            let found = in_address(uri);
            assert!(found == day || uri.contains("20261117"), "{uri}: {found:?}");
        }
        for uri in ["https://2026/11/17", "https://a.example/1/2/3", "https://a.example/2026/13/17/", "x"] {
            assert_eq!(in_address(uri), None, "{uri}");
        }
    }
}
