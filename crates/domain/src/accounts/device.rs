//! What a person would call the device behind a user agent text: good enough to recognise the own phone in a list.

/// Browser and system, empty where unknown. Both are names, the same in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeviceName {
    pub browser: &'static str,
    pub system: &'static str,
}

/// Reads a user agent. The order matters: most browsers also claim to be others.
pub fn device_name(user_agent: &str) -> DeviceName {
    const BROWSERS: [(&str, &str); 10] = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("YaBrowser/", "Yandex"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
        ("curl/", "curl"),
    ];
    const SYSTEMS: [(&str, &str); 8] = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Macintosh", "Mac"),
        ("CrOS", "ChromeOS"),
        ("X11", "Linux"),
        ("Linux", "Linux"),
    ];
    DeviceName { browser: first_in(user_agent, &BROWSERS), system: first_in(user_agent, &SYSTEMS) }
}

fn first_in(text: &str, marks: &[(&str, &'static str)]) -> &'static str {
    marks.iter().find(|(mark, _)| text.contains(*mark)).map_or("", |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::{DeviceName, device_name};

    #[test]
    fn common_browsers_are_recognised() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0";
        assert_eq!(device_name(edge), DeviceName { browser: "Edge", system: "Windows" });
        let iphone =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1";
        assert_eq!(device_name(iphone), DeviceName { browser: "Safari", system: "iPhone" });
        let android = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36";
        assert_eq!(device_name(android), DeviceName { browser: "Chrome", system: "Android" });
    }

    #[test]
    fn unknown_agents_stay_nameless() {
        assert_eq!(device_name(""), DeviceName { browser: "", system: "" });
    }
}
