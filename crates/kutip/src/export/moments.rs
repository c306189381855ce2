//! TIMEX3 values as other formats want them.

use jiff::civil::Date;

/// As much of a value as is a calendar date, and how exact it is: `2024-09` is a month.
pub(crate) fn date(timex: &str) -> Option<(&str, &'static str)> {
    let day = timex.split('T').next().unwrap_or_default();
    let precision = match day.len() {
        10 if day.parse::<Date>().is_ok() => "day",
        7 if format!("{day}-01").parse::<Date>().is_ok() => "month",
        4 if day.bytes().all(|byte| byte.is_ascii_digit()) => "year",
        _ => return None,
    };
    Some((day, precision))
}

/// Midnight of a day.
pub(crate) fn midnight(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn only_what_is_a_date_is_one() {
        assert_eq!(date("2024-10-28"), Some(("2024-10-28", "day")));
        assert_eq!(date("2024-10-28T19:00"), Some(("2024-10-28", "day")));
        assert_eq!((date("2024-09"), date("2024")), (Some(("2024-09", "month")), Some(("2024", "year"))));
        for open in ["", "XXXX-WXX-6", "2024-W44", "P3D", "2024-13", "2024-1é", "PRESENT_REF", "2024-02-31"]
        {
            assert_eq!(date(open), None, "{open}");
        }
    }
}
