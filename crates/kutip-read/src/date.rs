//! The day of publication, as inputs write it.

use jiff::civil::Date;

/// The day of an ISO date or date-time: `2024-10-28`, `20241028`, `2024-10-28T09:30:00+07:00`, `2024/10/28 09:30`; or of one
/// as mail and RSS write it: `Mon, 28 Oct 2024 09:30:00 +0700`.
///
/// The day is taken as written. A time zone would move it for readers elsewhere, but the article's own *today* is the
/// day of the newsroom that wrote it.
#[must_use]
pub fn parse_day(written: &str) -> Option<Date> {
    let written = written.trim();
    if let Some(day) = of_mail(written) {
        return Some(day);
    }
    let digits = written.bytes().take_while(u8::is_ascii_digit).count();
    let (year, month, day, rest) = if digits == 8 {
        (written.get(..4)?, written.get(4..6)?, written.get(6..8)?, written.get(8..)?)
    } else {
        let separator = written.as_bytes().get(4).filter(|b| matches!(b, b'-' | b'/' | b'.'))?;
        if written.as_bytes().get(7) != Some(separator) {
            return None;
        }
        (written.get(..4)?, written.get(5..7)?, written.get(8..10)?, written.get(10..)?)
    };
    if !(rest.is_empty() || rest.starts_with(['T', 't', ' '])) {
        return None;
    }
    Date::new(number(year)?, i8::try_from(number(month)?).ok()?, i8::try_from(number(day)?).ok()?).ok()
}

/// Months as RFC 822 abbreviates them, whatever the language of the text.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The day of `Mon, 28 Oct 2024 09:30:00 +0700`; the name of the weekday may be missing.
fn of_mail(written: &str) -> Option<Date> {
    let dated = written.split_once(',').map_or(written, |(_, rest)| rest);
    let mut parts = dated.split_ascii_whitespace();
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let time = parts.next()?;
    let month = month.get(..3)?.to_ascii_lowercase();
    let month = i8::try_from(MONTHS.iter().position(|name| *name == month)? + 1).ok()?;
    let is_time = time.len() >= 4 && time.bytes().all(|b| b.is_ascii_digit() || b == b':');
    let fits = day.len() <= 2 && year.len() == 4 && is_time;
    Date::new(number(year).filter(|_| fits)?, month, i8::try_from(number(day)?).ok()?).ok()
}

fn number(digits: &str) -> Option<i16> {
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_days_are_read_as_written() {
        let day = Date::new(2024, 10, 28).ok();
        for written in [
            "2024-10-28",
            " 2024-10-28T23:30:00-05:00",
            "2024-10-28 01:00",
            "20241028",
            "2024/10/28",
            "Mon, 28 Oct 2024 23:30:00 +0700",
            "28 Oct 2024 09:30 GMT",
        ] {
            assert_eq!(parse_day(written), day, "{written}");
        }
        for written in [
            "",
            "2024",
            "2024-10",
            "28 Oktober 2024",
            "2024-13-01",
            "2024-02-30",
            "2024-10-281",
            "1730073600",
        ] {
            assert_eq!(parse_day(written), None, "{written}");
        }
    }
}
