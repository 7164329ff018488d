//! Steps that the tests of accounts share: members with a password, mails and their links, the way through a provider.

use backend::accounts::{self, NewAccount};
use domain::{
    Locale,
    accounts::{Email, StaffRole},
};
use metrics::{Counter, CounterFn, Gauge, Histogram, Key, KeyName, Metadata, Recorder, SharedString, Unit};
use secrecy::SecretString;
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};
use test_support::{Answer, Person, TestApp, Visitor};

/// The password of every member.
pub const PASSWORD: &str = "seven quiet lamps hum";
/// What it is changed to.
pub const NEW_PASSWORD: &str = "eleven slow rivers bend";
/// No password of anybody.
pub const WRONG_PASSWORD: &str = "not the right words";

/// A verified account with a password.
pub async fn member(app: &TestApp, name: &str, email: &str) -> Person {
    store(app, name, email, None).await
}

/// A member of staff.
pub async fn staff(app: &TestApp, role: StaffRole) -> Person {
    store(app, "Sam Staff", &format!("{}@staff.test", role.as_str()), Some(role)).await
}

async fn store(app: &TestApp, name: &str, email: &str, staff_role: Option<StaffRole>) -> Person {
    let password_hash = accounts::hash_password(&SecretString::from(PASSWORD)).await.expect("a hash");
    let mut conn = app.backend.db.acquire().await.expect("a connection");
    let new = NewAccount {
        email: Email::parse(email).expect("an address"),
        password_hash: Some(password_hash),
        display_name: name.to_owned(),
        locale: Locale::En,
        time_zone: "Africa/Cairo".to_owned(),
        staff_role,
        is_verified: true,
        created_at: app.now(),
    };
    let account_id = accounts::create_account(&mut conn, new).await.expect("an account");
    Person { account_id, email: email.to_owned(), name: name.to_owned() }
}

/// Sends the registration form.
pub async fn register(visitor: &mut Visitor, email: &str, next: &str) -> Answer {
    let fields = [("name", "Ada Lovelace"), ("email", email), ("password", PASSWORD), ("next", next)];
    visitor.post("/register", &fields).await
}

/// Sends the login form.
pub async fn log_in(visitor: &mut Visitor, email: &str, password: &str) -> Answer {
    visitor.post("/login", &[("email", email), ("password", password)]).await
}

/// Whether the server still knows this browser's login.
pub async fn is_logged_in(visitor: &mut Visitor) -> bool {
    visitor.get("/settings").await.status == 200
}

/// The text of the newest mail of a kind to an address.
pub async fn mail(app: &TestApp, recipient: &str, template: &str) -> String {
    sqlx::query_scalar(
        "select text_body from mails where recipient = $1 and template = $2 order by created_at desc, id desc limit 1",
    )
    .bind(recipient)
    .bind(template)
    .fetch_one(&app.backend.db)
    .await
    .expect("a mail")
}

/// How many mails of a kind went to an address.
pub async fn mail_count(app: &TestApp, recipient: &str, template: &str) -> i64 {
    sqlx::query_scalar("select count(*) from mails where recipient = $1 and template = $2")
        .bind(recipient)
        .bind(template)
        .fetch_one(&app.backend.db)
        .await
        .expect("a count")
}

/// Where the button of a mail leads, without the site's own address.
pub fn link(app: &TestApp, mail: &str) -> String {
    let path = mail.split_whitespace().find_map(|word| word.strip_prefix(app.base_url.as_str()));
    path.expect("a link in the mail").to_owned()
}

/// The token in a link.
pub fn token(path: &str) -> String {
    let (_, query) = path.split_once('?').expect("a query");
    let found = url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "token");
    found.map(|(_, value)| value.into_owned()).expect("a token")
}

/// What stands between header and footer of a page.
pub fn main_of(answer: &Answer) -> String {
    let start = answer.body.find("<main").expect("a page");
    let rest = answer.body.get(start..).expect("text");
    rest.split("</main>").next().expect("its end").to_owned()
}

/// The cookies that an answer sets, as they stand in the headers.
pub fn set_cookies(answer: &Answer) -> Vec<String> {
    let values = answer.headers.get_all("set-cookie").iter();
    values.filter_map(|value| value.to_str().ok()).map(str::to_owned).collect()
}

/// Goes to a provider's stand-in and sends its form with these additions. Gives the path that the provider leads back to.
pub async fn choose(app: &TestApp, visitor: &mut Visitor, provider: &str, additions: &[(&str, &str)]) -> String {
    choose_from(app, visitor, &format!("/oauth/{provider}/start?next=/learn"), additions).await
}

/// The same, by a link of one's own.
pub async fn choose_from(app: &TestApp, visitor: &mut Visitor, link: &str, additions: &[(&str, &str)]) -> String {
    let start = visitor.get(link).await.expect_status(303);
    let address = url::Url::parse(&start.location()).expect("the provider's address");
    let query = address.query().expect("a query");
    visitor.get(&format!("{}?{query}", address.path())).await.expect_status(200);
    let asked: Vec<(String, String)> = address.query_pairs().into_owned().collect();
    let mut form: Vec<(&str, &str)> = asked.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    form.extend_from_slice(additions);
    let back = visitor.post(address.path(), &form).await.expect_status(303).location();
    back.strip_prefix(app.base_url.as_str()).expect("a path of this site").to_owned()
}

/// The whole way through a provider; gives the answer to its redirect.
pub async fn come_from(app: &TestApp, visitor: &mut Visitor, provider: &str, additions: &[(&str, &str)]) -> Answer {
    let path = choose(app, visitor, provider, additions).await;
    visitor.get(&path).await
}

/// Where a text still stands: any column of any table, the job queue's included.
pub async fn places_of(app: &TestApp, text: &str) -> Vec<String> {
    let columns: Vec<(String, String, String)> = sqlx::query_as(
        "select c.table_schema::text, c.table_name::text, c.column_name::text
         from information_schema.columns c
         join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
         where c.table_schema in ('public', 'graphile_worker') and t.table_type = 'BASE TABLE'
            and c.table_name <> '_sqlx_migrations'
            and (c.data_type in ('text', 'character varying', 'json', 'jsonb', 'ARRAY') or c.udt_name::text = 'tsvector')",
    )
    .fetch_all(&app.backend.db)
    .await
    .expect("a scan");
    assert!(columns.len() > 60, "the scan reads the tables: {}", columns.len());
    let mut places = Vec::new();
    for (schema, table, column) in columns {
        let sql = format!("select count(*) from \"{schema}\".\"{table}\" where strpos(lower(\"{column}\"::text), lower($1)) > 0");
        let found: i64 =
            sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).bind(text).fetch_one(&app.backend.db).await.expect("a scan");
        if found > 0 {
            places.push(format!("{schema}.{table}.{column}"));
        }
    }
    places
}

#[derive(Default)]
struct Count(AtomicU64);

impl CounterFn for Count {
    fn increment(&self, value: u64) {
        self.0.fetch_add(value, Ordering::SeqCst);
    }

    fn absolute(&self, value: u64) {
        self.0.store(value, Ordering::SeqCst);
    }
}

/// Listens to how many passwords this test's site hashes: a test and its site share one thread, and no other test does.
#[derive(Default)]
pub struct PasswordChecks(Arc<Count>);

impl PasswordChecks {
    /// How many there were so far.
    pub fn count(&self) -> u64 {
        self.0.0.load(Ordering::SeqCst)
    }
}

impl Recorder for PasswordChecks {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        if key.name() == "password_checks_total" { Counter::from_arc(self.0.clone()) } else { Counter::noop() }
    }

    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }

    fn register_histogram(&self, _: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::noop()
    }
}
