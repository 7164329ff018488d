//! A visitor: keeps cookies, follows no redirects by itself, sends what a browser sends.

use crate::builders::Person;
use backend::{Backend, accounts};
use std::collections::BTreeMap;

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub headers: http::HeaderMap,
    pub body: String,
}

impl Answer {
    /// Where a redirect leads, without the site's own address.
    pub fn location(&self) -> String {
        let raw = self.headers.get("location").and_then(|value| value.to_str().ok()).unwrap_or_default();
        raw.to_owned()
    }

    /// A header as text.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Fails with the body when the status is another.
    pub fn expect_status(self, status: u16) -> Self {
        assert_eq!(
            self.status,
            status,
            "location {:?}, body: {}",
            self.location(),
            self.body.chars().take(2_000).collect::<String>()
        );
        self
    }

    /// The value of the first `name="…" value="…"` pair of a form.
    pub fn form_value(&self, name: &str) -> String {
        let at = self.body.find(&format!("name=\"{name}\"")).unwrap_or_else(|| panic!("no field {name}"));
        let tag_start = self.body.get(..at).and_then(|before| before.rfind('<')).unwrap_or(0);
        let tag = self.body.get(tag_start..).and_then(|rest| rest.split('>').next()).unwrap_or_default();
        let value = tag.split("value=\"").nth(1).and_then(|rest| rest.split('"').next());
        value.unwrap_or_default().to_owned()
    }
}

/// One browser.
#[derive(Debug, Clone)]
pub struct Visitor {
    http: reqwest::Client,
    base_url: String,
    cookies: BTreeMap<String, String>,
}

impl Visitor {
    pub(crate) fn new(base_url: &str) -> Self {
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client");
        Self { http, base_url: base_url.to_owned(), cookies: BTreeMap::new() }
    }

    /// The same visitor, logged in with the person's password.
    pub async fn logged_in(mut self, backend: &Backend, person: &Person) -> Self {
        let token = accounts::seed_login(backend, person.account_id).await.expect("login");
        self.cookies.insert(accounts::LOGIN_COOKIE.to_owned(), token);
        self
    }

    /// Loads a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        let request = self.http.get(format!("{}{path}", self.base_url));
        self.send(request).await
    }

    /// Sends a form of this site.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self.http.post(format!("{}{path}", self.base_url)).header("sec-fetch-site", "same-origin").form(fields);
        self.send(request).await
    }

    /// Calls a server function.
    pub async fn call(&mut self, name: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self
            .http
            .post(format!("{}/api/{name}", self.base_url))
            .header("sec-fetch-site", "same-origin")
            .header("accept", "application/json")
            .form(fields);
        self.send(request).await
    }

    /// Any request, with this visitor's cookies.
    pub async fn send(&mut self, request: reqwest::RequestBuilder) -> Answer {
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        let request = if cookies.is_empty() { request } else { request.header("cookie", cookies) };
        let response = request.send().await.expect("an answer");
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        for value in headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok()) {
            self.keep_cookie(value);
        }
        // The markers between pieces of a view say nothing to a reader.
        let body = response.text().await.unwrap_or_default().replace("<!>", "");
        Answer { status, headers, body }
    }

    /// A request to this site that `send` takes.
    pub fn request(&self, method: http::Method, path: &str) -> reqwest::RequestBuilder {
        self.http.request(method, format!("{}{path}", self.base_url))
    }

    fn keep_cookie(&mut self, header: &str) {
        let Some((name, value)) = header.split(';').next().and_then(|pair| pair.split_once('=')) else { return };
        if value.is_empty() || header.contains("Max-Age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}
