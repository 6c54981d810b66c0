//! A browser's description of itself in two words.

/// `Android・Firefox`; `None` when it says nothing we know. Order matters: most browsers claim to be others too.
pub(super) fn device(user_agent: &str) -> Option<String> {
    parts(user_agent, |system, browser| tr!(members.device_name, system = system, browser = browser).to_string())
}

fn parts(user_agent: &str, words: impl Fn(&'static str, &'static str) -> String) -> Option<String> {
    const BROWSERS: [(&str, &str); 6] = [
        ("Edg", "Edge"),
        ("Line/", "LINE"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 7] = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("CrOS", "ChromeOS"),
        ("Windows", "Windows"),
        ("Mac OS X", "Mac"),
        ("Linux", "Linux"),
    ];
    let find = |words: &[(&str, &'static str)]| {
        words.iter().find(|(word, _)| user_agent.contains(word)).map(|(_, name)| *name)
    };
    match (find(&BROWSERS), find(&SYSTEMS)) {
        (Some(browser), Some(system)) => Some(words(system, browser)),
        (Some(one), None) | (None, Some(one)) => Some(one.to_owned()),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::parts;

    fn device(user_agent: &str) -> Option<String> {
        parts(user_agent, |system, browser| format!("{system}・{browser}"))
    }

    #[test]
    fn known_browsers() {
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                     Version/18.5 Mobile/15E148 Safari/604.1";
        assert_eq!(device(phone).as_deref(), Some("iPhone・Safari"));
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                    Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0";
        assert_eq!(device(edge).as_deref(), Some("Windows・Edge"));
        assert_eq!(device("curl/8.5"), None);
        assert_eq!(device("<script>"), None);
    }
}
