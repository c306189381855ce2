//! Which inputs are read at all.

use crate::{Input, jsonl, uri};
use jiff::ToSpan;
use jiff::civil::Date;

/// What is asked of inputs. An input of which it is not known whether it fits does not.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Published on this day or later.
    pub since: Option<Date>,
    /// Published on this day or earlier.
    pub until: Option<Date>,
    /// Of these hosts or hosts under them; of any where there are none.
    pub hosts: Vec<String>,
    /// In these languages, as codes; in any where there are none.
    pub languages: Vec<String>,
    /// The day of publication of inputs that name none.
    pub published: Option<Date>,
    /// The language of inputs that name none.
    pub language: Option<String>,
    /// At most so many articles.
    pub limit: Option<u64>,
}

impl Filter {
    /// Whether an article passes.
    #[must_use]
    pub fn passes(&self, input: &Input) -> bool {
        let language = input.language.as_deref().or(self.language.as_deref());
        self.passes_host(input.uri.as_deref())
            && self.passes_day(input.published.or(self.published))
            && (self.languages.is_empty() || language.is_some_and(|language| self.has_language(language)))
    }

    /// Whether an article that is still packed may pass, by its address and the day on which it was fetched.
    pub(crate) fn may_pass(&self, uri: Option<&str>, fetched: Option<Date>) -> bool {
        // An article is published before it is fetched, by the clock of another zone at most a day later.
        let late = fetched.and_then(|day| day.checked_add(1.day()).ok());
        let too_early = self.since.zip(late).is_some_and(|(since, late)| late < since);
        !too_early && self.passes_host(uri)
    }

    fn passes_host(&self, uri: Option<&str>) -> bool {
        if self.hosts.is_empty() {
            return true;
        }
        let Some(host) = uri.and_then(uri::host) else { return false };
        self.hosts.iter().any(|asked| {
            let asked = asked.trim().trim_start_matches('.').to_ascii_lowercase();
            !asked.is_empty()
                && host.strip_suffix(asked.as_str()).is_some_and(|sub| sub.is_empty() || sub.ends_with('.'))
        })
    }

    fn passes_day(&self, day: Option<Date>) -> bool {
        match day {
            Some(day) => {
                self.since.is_none_or(|since| day >= since) && self.until.is_none_or(|until| day <= until)
            }
            None => self.since.is_none() && self.until.is_none(),
        }
    }

    fn has_language(&self, language: &str) -> bool {
        let language = jsonl::primary_subtag(language);
        self.languages.iter().any(|asked| jsonl::primary_subtag(asked) == language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(written: &str) -> Option<Date> {
        crate::parse_day(written)
    }

    #[test]
    fn only_what_is_known_to_fit_passes() {
        let input = |uri: Option<&str>, published: Option<&str>, language: Option<&str>| Input {
            uri: uri.map(str::to_owned),
            published: published.and_then(day),
            language: language.map(str::to_owned),
            ..Input::default()
        };
        let all = Filter::default();
        assert!(all.passes(&input(None, None, None)));
        let dates = Filter { since: day("2026-11-01"), until: day("2026-11-30"), ..Filter::default() };
        assert!(dates.passes(&input(None, Some("2026-11-30"), None)));
        assert!(!dates.passes(&input(None, Some("2026-12-01"), None)));
        assert!(!dates.passes(&input(None, None, None)));
        assert!(Filter { published: day("2026-11-03"), ..dates.clone() }.passes(&input(None, None, None)));
        assert!(dates.may_pass(None, day("2026-10-31")) && !dates.may_pass(None, day("2026-10-30")));
        let hosts = Filter { hosts: vec!["kabar.example".into()], ..Filter::default() };
        assert!(hosts.passes(&input(Some("https://Kota.Kabar.example:80/x"), None, None)));
        assert!(!hosts.passes(&input(Some("https://bukankabar.example/x"), None, None)));
        assert!(!hosts.passes(&input(None, None, None)));
        let language = Filter { languages: vec!["id".into()], ..Filter::default() };
        assert!(
            language.passes(&input(None, None, Some("id-ID"))) && !language.passes(&input(None, None, None))
        );
        assert!(Filter { language: Some("id".into()), ..language }.passes(&input(None, None, None)));
    }
}
