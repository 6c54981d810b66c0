//! Where to go after signing in: this site only.

/// Longest accepted path with its query, in bytes.
pub const NEXT_BYTES_MAX: usize = 512;

/// `next` when a browser can only read it as a path of this site, else `None`. Refused are other schemes and hosts, and
/// what browsers make hosts of: `//host`, `/\host`, and control characters that they drop before reading (`/\t/host`).
pub fn local_path(next: &str) -> Option<&str> {
    let rest = next.strip_prefix('/')?;
    let plain = next.bytes().all(|byte| (0x21..0x7f).contains(&byte) && byte != b'\\');
    (plain && !rest.starts_with('/') && next.len() <= NEXT_BYTES_MAX).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_this_site_pass() {
        for good in ["/", "/me", "/equipment/laser?date=2026-11-25&x=%E3%81%82", "/shop/12#photo", "/a//b"] {
            assert_eq!(local_path(good), Some(good));
        }
    }

    #[test]
    fn other_sites_do_not() {
        let bad = [
            "",
            "me",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "https://evil.example",
            "javascript:alert(1)",
        ];
        for bad in bad {
            assert_eq!(local_path(bad), None, "{bad}");
        }
        for bad in [
            "/\t/evil.example",
            "/\n/evil.example",
            "\t//evil.example",
            " //evil.example",
            "/me\r\nSet-Cookie: a=b",
            "/あ",
        ] {
            assert_eq!(local_path(bad), None, "{bad}");
        }
        assert_eq!(local_path(&format!("/{}", "a".repeat(NEXT_BYTES_MAX))), None);
    }
}
