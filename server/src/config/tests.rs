//! A wrong or missing value names itself; everything that is asked for stands in the sample.

use super::{Config, Env};
use std::collections::BTreeSet;

const BASE: [(&str, &str); 2] = [("DATABASE_URL", "postgres://x"), ("SECRET_KEY", "0123456789012345678901234567890123456789")];

/// A public site with every provider.
const REAL: [(&str, &str); 13] = [
    ("DATABASE_URL", "postgres://someone:secret@db.test/dreamcrowd"),
    ("SECRET_KEY", "0123456789012345678901234567890123456789"),
    ("SITE_URL", "https://dreamcrowd.test/"),
    ("STRIPE_SECRET", "sk_live_x"),
    ("STRIPE_KEY", "pk_live_x"),
    ("STRIPE_WEBHOOK_SECRET", "whsec_x"),
    ("MAIL_MAILER", "smtp"),
    ("SMTP_URL", "smtp://someone:secret@mail.test"),
    ("MAIL_FROM", "DreamCrowd <hello@dreamcrowd.test>"),
    ("GOOGLE_CLIENT_ID", "id"),
    ("GOOGLE_CLIENT_SECRET", "secret"),
    ("FACEBOOK_APP_ID", "id"),
    ("FACEBOOK_APP_SECRET", "secret"),
];

fn read(base: &[(&str, &str)], extra: &[(&str, &str)]) -> Result<Config, Vec<String>> {
    let pairs: Vec<_> = base.iter().chain(extra).copied().collect();
    let mut env = Env::of(&pairs);
    let config = Config::read(&mut env);
    env.finish(config)
}

fn errors(base: &[(&str, &str)], extra: &[(&str, &str)]) -> Vec<String> {
    read(base, extra).err().unwrap_or_default()
}

#[test]
fn without_credentials_everything_is_sandboxed() {
    let config = read(&BASE, &[]).expect("right");
    assert_eq!(config.sandboxed(), ["stripe", "mail", "google", "facebook"]);
}

#[test]
fn with_credentials_nothing_is_sandboxed() {
    let config = read(&REAL, &[]).expect("right");
    assert_eq!(config.sandboxed(), Vec::<&str>::new());
    assert_eq!(config.site_url, "https://dreamcrowd.test");
}

#[test]
fn a_public_site_has_stand_ins_only_when_it_asks_for_them() {
    let site = [
        ("SITE_URL", "https://demo.test"),
        ("MAIL_MAILER", "smtp"),
        ("SMTP_URL", "smtp://mail.test"),
        ("MAIL_FROM", "a@demo.test"),
    ];
    assert_eq!(errors(&BASE, &site), ["STRIPE_SECRET is missing", "STRIPE_WEBHOOK_SECRET is missing", "STRIPE_KEY is missing"]);
    let mut with_cards = site.to_vec();
    with_cards.extend([("STRIPE_SECRET", "sk_live_x"), ("STRIPE_KEY", "pk_live_x"), ("STRIPE_WEBHOOK_SECRET", "whsec_x")]);
    assert_eq!(read(&BASE, &with_cards).expect("right").sandboxed(), Vec::<&str>::new());
    let demo = [("SITE_URL", "https://demo.test"), ("DREAMCROWD_SANDBOX", "on")];
    assert_eq!(read(&BASE, &demo).expect("right").sandboxed(), ["stripe", "mail", "google", "facebook"]);
}

#[test]
fn a_missing_value_names_itself() {
    assert_eq!(errors(&BASE, &[("STRIPE_SECRET", "sk_live_x")]), ["STRIPE_WEBHOOK_SECRET is missing", "STRIPE_KEY is missing"]);
    assert_eq!(errors(&BASE, &[("MAIL_MAILER", "smtp")]), ["SMTP_URL is missing", "MAIL_FROM is missing"]);
    assert_eq!(errors(&BASE, &[("SMTP_URL", "smtp://mail.test")]), ["MAIL_MAILER is missing"]);
    for (name, _) in REAL {
        // Without an address the site is the one on loopback.
        if name != "SITE_URL" {
            assert_eq!(errors(&REAL, &[(name, "")]), [format!("{name} is missing")]);
        }
    }
}

#[test]
fn a_wrong_value_names_itself_and_nothing_else() {
    for (name, value) in [
        ("DATABASE_CONNECTIONS", "0"),
        ("DATABASE_CONNECTIONS", "many"),
        ("DATABASE_URL", "mysql://db.test/x"),
        ("DATABASE_URL", "postgres://db.test:99999999/x"),
        ("DREAMCROWD_SANDBOX", "maybe"),
        ("FACEBOOK_GRAPH_BASE", "graph.facebook.com"),
        ("GOOGLE_ISSUER", "accounts.google.com"),
        ("LOG_FORMAT", "xml"),
        ("MAIL_FROM", "nobody"),
        ("MAIL_MAILER", "pigeon"),
        ("MAIL_MAILER", "sandbox"),
        ("MAINTENANCE", "maybe"),
        ("MEDIA_URL", "ftp://x.test"),
        ("MEDIA_URL", "file://"),
        ("MEDIA_URL", "file:///a#b"),
        ("MEDIA_URL", "s3://"),
        ("METRICS_ADDR", ":3090"),
        ("PAGE_CACHE_MS", "soon"),
        ("RUST_LOG", "server=loud"),
        ("SANDBOX_STRIPE_ADDR", "127.0.0.1:4242"),
        ("SANDBOX_STRIPE_ADDR", "nowhere"),
        ("SECRET_KEY", "short"),
        ("SITE_ADDR", "nowhere"),
        ("SITE_URL", "https://"),
        ("SITE_URL", "dreamcrowd.test"),
        ("SITE_URL", "ftp://dreamcrowd.test"),
        ("SITE_URL", "https://dreamcrowd.test/shop"),
        ("SITE_URL", "https://someone@dreamcrowd.test"),
        ("SMTP_URL", "mail.test"),
        ("STRIPE_API_BASE", "api.stripe.com"),
        ("STRIPE_WEBHOOK_SECRET", " , "),
        ("STRIPE_WEBHOOK_TOLERANCE", "0"),
        ("TRUSTED_PROXIES", "10.0.0.0/33"),
    ] {
        let found = errors(&REAL, &[(name, value)]);
        assert_eq!(found.len(), 1, "{name}={value}: {found:?}");
        assert!(found.iter().all(|error| error.starts_with(&format!("{name}: "))), "{name}={value}: {found:?}");
        assert!(!found.concat().contains("secret@"), "{found:?}");
    }
}

#[test]
fn a_file_may_hold_the_value_and_an_empty_one_holds_none() {
    let folder = std::env::temp_dir().join(format!("dreamcrowd-config-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("key");
    let path_text = path.to_str().expect("a path");
    std::fs::write(&path, "0123456789012345678901234567890123456789\n").expect("a file");
    let only_file = [("DATABASE_URL", "postgres://x"), ("SECRET_KEY_FILE", path_text)];
    assert_eq!(errors(&only_file, &[]), Vec::<String>::new());
    std::fs::write(&path, "\n").expect("a file");
    assert_eq!(errors(&only_file, &[]), ["SECRET_KEY is missing"]);
    std::fs::remove_dir_all(&folder).expect("removed");
    let found = errors(&only_file, &[]);
    assert!(found.iter().any(|error| error.starts_with("SECRET_KEY_FILE: ")), "{found:?}");
}

#[test]
fn a_public_site_does_not_show_its_mails() {
    for site in ["https://dreamcrowd.test", "http://192.168.1.5:3000"] {
        let found = errors(&BASE, &[("SITE_URL", site)]);
        assert!(found.iter().any(|error| error.starts_with("MAIL_MAILER: ")), "{site}: {found:?}");
        // A demo says so itself.
        assert_eq!(errors(&BASE, &[("SITE_URL", site), ("DREAMCROWD_SANDBOX", "on")]), Vec::<String>::new());
    }
    for site in ["http://localhost:3000", "https://localhost", "http://[::1]:3000"] {
        assert_eq!(errors(&BASE, &[("SITE_URL", site)]), Vec::<String>::new(), "{site}");
    }
}

#[test]
fn off_refuses_to_start_without_providers() {
    let text = errors(&BASE, &[("DREAMCROWD_SANDBOX", "off")]).join("\n");
    assert!(text.contains("STRIPE_SECRET") && text.contains("MAIL_MAILER"), "{text}");
}

#[test]
fn the_sample_names_every_variable_and_no_other() {
    let mut asked = BTreeSet::new();
    let sets: [&[(&str, &str)]; 2] =
        [&[], &[("MAIL_MAILER", "mailgun"), ("MAILGUN_DOMAIN", "mg.test"), ("MAILGUN_SECRET", "key")]];
    for extra in sets {
        let pairs: Vec<_> = REAL.iter().chain(extra).copied().collect();
        let mut env = Env::of(&pairs);
        let config = Config::read(&mut env);
        asked.extend(env.asked().map(str::to_owned));
        assert!(env.finish(config).is_ok());
    }
    let sample = include_str!("../../../.env.sample");
    let names = sample.lines().filter_map(|line| line.trim_start_matches("# ").split_once('=')).map(|(name, _)| name);
    let names = names.filter(|name| name.chars().all(|c| c.is_ascii_uppercase() || c == '_')).map(str::to_owned);
    // The keys of an S3 bucket are read by the library that talks to it.
    let (of_s3, named): (BTreeSet<String>, BTreeSet<String>) = names.partition(|name| name.starts_with("AWS_"));
    assert_eq!(named, asked);
    assert!(of_s3.contains("AWS_ACCESS_KEY_ID") && of_s3.contains("AWS_SECRET_ACCESS_KEY"), "{of_s3:?}");
}
