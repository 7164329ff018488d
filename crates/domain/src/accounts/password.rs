//! Password rules (NIST SP 800-63B-4): length, no composition rules, nothing from a breached list, nothing about the person.

/// The fewest characters where the password is the only factor.
pub const MIN_PASSWORD_CHARS: usize = 15;
/// The most characters taken; longer ones cost hashing time.
pub const MAX_PASSWORD_CHARS: usize = 256;

/// What a password must not simply repeat.
#[derive(Debug, Clone, Copy)]
pub struct PasswordContext<'a> {
    pub email: &'a str,
    pub name: &'a str,
}

/// Checks a new password; `is_breached` looks it up in the breached list. The error is the key of a message.
pub fn check_password(
    password: &str,
    context: PasswordContext<'_>,
    is_breached: impl Fn(&str) -> bool,
) -> Result<(), &'static str> {
    let chars = password.chars().count();
    if chars < MIN_PASSWORD_CHARS {
        return Err("error-password-short");
    }
    if chars > MAX_PASSWORD_CHARS {
        return Err("error-password-long");
    }
    let lower = password.to_lowercase();
    if is_repetitive(&lower) || is_breached(&lower) || repeats_context(&lower, context) {
        return Err("error-password-guessable");
    }
    Ok(())
}

fn is_repetitive(password: &str) -> bool {
    let mut distinct: Vec<char> = password.chars().collect();
    distinct.sort_unstable();
    distinct.dedup();
    distinct.len() < 5
}

fn repeats_context(password: &str, context: PasswordContext<'_>) -> bool {
    let local = context.email.split('@').next().unwrap_or_default().to_lowercase();
    let name = context.name.to_lowercase();
    let mut rest = password.to_owned();
    for word in [context.email, &local, "dreamcrowd", "password"].into_iter().chain(name.split_whitespace()) {
        if word.chars().count() >= 4 {
            rest = rest.replace(&word.to_lowercase(), "");
        }
    }
    // What is left must still be a password of some length of its own.
    rest.chars().filter(|c| c.is_alphanumeric()).count() < 8
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTEXT: PasswordContext<'_> = PasswordContext { email: "ada.lovelace@example.org", name: "Ada Lovelace" };

    fn check(password: &str) -> Result<(), &'static str> {
        check_password(password, CONTEXT, |p| p == "qwertyuiopasdfgh")
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(check("fourteen chars"), Err("error-password-short"));
        assert_eq!(check("كلمة مرور طويلة جدا هنا"), Ok(()));
        assert_eq!(check(&"long enough. ".repeat(5)), Ok(()));
        assert_eq!(check(&"ab cd ef gh ".repeat(30)), Err("error-password-long"));
    }

    #[test]
    fn guessable_passwords_are_refused() {
        for password in
            ["aaaaaaaaaaaaaaaa", "qwertyuiopasdfgh", "ada.lovelace@example.org", "DreamCrowd password!", "lovelace lovelace 12"]
        {
            assert_eq!(check(password), Err("error-password-guessable"), "{password}");
        }
    }

    #[test]
    fn no_composition_rule_is_asked() {
        assert_eq!(check("correct horse battery staple"), Ok(()));
    }
}
