//! Addresses: which ones are kept, and of which host they are.

/// Bytes of an address.
const BYTES: usize = 8000;

/// An address of the web, whole, without credentials; `None` for anything else.
pub(crate) fn resolve(written: &str, base: Option<&str>) -> Option<String> {
    let written = written.trim();
    let whole = if let Some(rest) = written.strip_prefix("//") {
        let scheme = base.and_then(|base| base.split_once("://")).map_or("https", |(scheme, _)| scheme);
        format!("{scheme}://{rest}")
    } else if written.starts_with('/') {
        let (scheme, rest) = base?.split_once("://")?;
        format!("{scheme}://{}{written}", authority(rest))
    } else {
        written.to_owned()
    };
    clean(&whole)
}

/// The address without credentials; `None` where it is none of the web, or too long.
pub(crate) fn clean(uri: &str) -> Option<String> {
    let (scheme, rest) = uri.split_once("://")?;
    let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let odd = |c: char| c.is_control() || c.is_whitespace();
    if !web || uri.len() > BYTES || uri.contains(odd) {
        return None;
    }
    let authority = authority(rest);
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    (!host.is_empty())
        .then(|| format!("{}://{host}{}", scheme.to_ascii_lowercase(), &rest[authority.len()..]))
}

/// The host of an address, in small letters, without its port.
pub(crate) fn host(uri: &str) -> Option<String> {
    let (_, rest) = uri.split_once("://")?;
    let authority = authority(rest);
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = if host.starts_with('[') { host } else { host.split(':').next().unwrap_or(host) };
    (!host.is_empty()).then(|| host.to_ascii_lowercase())
}

/// Whether it is the address of a whole site.
pub(crate) fn is_root(uri: &str) -> bool {
    let rest = uri.split_once("://").map_or(uri, |(_, rest)| rest);
    matches!(&rest[authority(rest).len()..], "" | "/")
}

fn authority(rest: &str) -> &str {
    &rest[..rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_web_are_kept_without_credentials() {
        let base = Some("http://kabar.example:8080/a/b");
        for (written, whole) in [
            ("https://kabar.example/x", Some("https://kabar.example/x")),
            ("HTTPS://u:p@kabar.example/x@y", Some("https://kabar.example/x@y")),
            ("//lain.example/x", Some("http://lain.example/x")),
            ("/x", Some("http://kabar.example:8080/x")),
            ("file:///etc/passwd", None),
            ("javascript:alert(1)", None),
            ("ftp://a.example/", None),
            ("https:///x", None),
            ("https://a b", None),
            ("x", None),
        ] {
            assert_eq!(resolve(written, base).as_deref(), whole, "{written}");
        }
        assert_eq!(resolve(&format!("https://a.example/{}", "x".repeat(9000)), None), None);
        assert_eq!(host("https://u@Kabar.Example:80/x").as_deref(), Some("kabar.example"));
        assert!(is_root("https://a.example/") && !is_root("https://a.example/x"));
    }
}
