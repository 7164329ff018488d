//! The binary as a process of its own: its commands, what it says of a wrong configuration, and how it stops.

use sqlx::{AssertSqlSafe, ConnectOptions, PgPool, postgres::PgPoolOptions};
use std::{
    io::Read,
    path::PathBuf,
    process::{Child, Output, Stdio},
    time::{Duration, Instant},
};
use test_support::CrashSite;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

fn site_on(database_url: &str) -> CrashSite {
    CrashSite::new(PathBuf::from(env!("CARGO_BIN_EXE_dreamcrowd")), database_url)
}

fn site(db: &PgPool) -> CrashSite {
    site_on(db.connect_options().to_url_lossy().as_str())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn assert_code(output: &Output, code: i32) {
    assert_eq!(output.status.code(), Some(code), "{} {}", text(&output.stdout), text(&output.stderr));
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_request_that_is_open_at_sigterm_is_answered_and_the_process_ends_in_time(db: PgPool) {
    backend::jobs::migrate(&db).await.unwrap();
    let mut site = site(&db);
    site.start(None).await;
    let address = site.base_url.trim_start_matches("http://").to_owned();
    let (begin, rest) = ("email=ada%40people.test&", "password=not+the+right+words");
    let head = format!(
        "POST /login HTTP/1.1\r\nhost: {address}\r\nsec-fetch-site: same-origin\r\nconnection: close\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{begin}",
        begin.len() + rest.len()
    );
    let mut slow = TcpStream::connect(&address).await.unwrap();
    slow.write_all(head.as_bytes()).await.unwrap();
    // Long enough for the server to begin with the request.
    tokio::time::sleep(Duration::from_millis(200)).await;
    let asked = Instant::now();
    site.terminate();
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(site.is_alive(), "it waits for the open request");
    slow.write_all(rest.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    slow.read_to_end(&mut answer).await.unwrap();
    let answer = text(&answer);
    assert!(answer.starts_with("HTTP/1.1 422"), "{answer}");
    assert!(answer.contains("</html>"), "the whole page: {answer}");
    assert_eq!(site.exit_code().await, Some(0));
    assert!(asked.elapsed() < Duration::from_secs(5), "{:?}", asked.elapsed());
    assert!(TcpStream::connect(&address).await.is_err(), "nobody listens any more");
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_request_that_never_ends_does_not_keep_the_process_from_ending_in_time(db: PgPool) {
    backend::jobs::migrate(&db).await.unwrap();
    let mut site = site(&db);
    site.start(None).await;
    let address = site.base_url.trim_start_matches("http://").to_owned();
    let head = format!(
        "POST /login HTTP/1.1\r\nhost: {address}\r\nsec-fetch-site: same-origin\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: 100\r\n\r\nemail="
    );
    let mut endless = TcpStream::connect(&address).await.unwrap();
    endless.write_all(head.as_bytes()).await.unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    let asked = Instant::now();
    site.terminate();
    assert_eq!(site.exit_code().await, Some(0));
    assert!(asked.elapsed() < Duration::from_secs(5), "{:?}", asked.elapsed());
}

/// A process that ends with its test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

async fn until_ready(base_url: &str) {
    for _ in 0..200 {
        let answer = reqwest::get(format!("{base_url}/readyz")).await;
        if answer.is_ok_and(|answer| answer.status().is_success()) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the site did not become ready");
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn every_request_leaves_a_line_with_its_id_and_its_route_and_nothing_secret(db: PgPool) {
    backend::jobs::migrate(&db).await.unwrap();
    let site = site(&db);
    let mut command = site.command(&["serve"]);
    command.env("LOG_FORMAT", "json").env("RUST_LOG", "info").stdout(Stdio::piped()).stderr(Stdio::null());
    let mut running = Running(command.spawn().unwrap());
    until_ready(&site.base_url).await;
    let answer = reqwest::get(format!("{}/ar/p/terms?token=a-secret", site.base_url)).await.unwrap();
    assert_eq!(answer.status(), 200);
    let id = answer.headers()["x-request-id"].to_str().unwrap().to_owned();
    running.0.kill().unwrap();
    let mut said = String::new();
    running.0.stdout.take().unwrap().read_to_string(&mut said).unwrap();
    let lines: Vec<serde_json::Value> = said.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let line = lines.iter().find(|line| line["span"]["request.id"] == id.as_str() && line["message"] == "request");
    let line = line.unwrap_or_else(|| panic!("no line for {id} in {said}"));
    assert_eq!(line["level"], "INFO");
    assert_eq!(line["method"], "GET");
    assert_eq!(line["route"], "/p/{page}");
    assert_eq!(line["status"], 200);
    assert!(line["duration_ms"].as_f64().is_some(), "{line}");
    assert!(!said.contains("a-secret"), "{said}");
}

#[test]
fn check_config_names_what_is_missing_and_starts_nothing() {
    let site = site_on("postgres://nobody.invalid/none");
    let right = site.command(&["check-config"]).output().unwrap();
    assert_code(&right, 0);
    assert!(text(&right.stdout).contains("Sandboxed: stripe, mail, google, facebook."), "{}", text(&right.stdout));
    for command in ["check-config", "serve", "migrate"] {
        let wrong = site.command(&[command]).env_remove("SECRET_KEY").env("LOG_FORMAT", "xml").output().unwrap();
        assert_code(&wrong, 2);
        let said = text(&wrong.stderr);
        assert!(said.contains("SECRET_KEY is missing") && said.contains("LOG_FORMAT: "), "{command}: {said}");
    }
}

#[test]
fn every_command_explains_itself_without_any_configuration() {
    let site = site_on("postgres://nobody.invalid/none");
    let all = site.command(&["--help"]).env_clear().output().unwrap();
    assert_code(&all, 0);
    for command in ["serve", "migrate", "seed", "check-config"] {
        assert!(text(&all.stdout).contains(command), "{command}");
        let one = site.command(&[command, "--help"]).env_clear().output().unwrap();
        assert_code(&one, 0);
        assert!(text(&one.stdout).contains(&format!("Usage: dreamcrowd {command}")), "{}", text(&one.stdout));
    }
    assert_code(&site.command(&["dance"]).env_clear().output().unwrap(), 2);
}

#[sqlx::test(migrations = false)]
async fn migrating_twice_is_migrating_once(db: PgPool) {
    // New databases of the tests may begin migrated; this one must not.
    let name = format!("empty_{}", uuid::Uuid::now_v7().simple());
    for statement in [format!("drop database if exists \"{name}\""), format!("create database \"{name}\" template template0")] {
        sqlx::query(AssertSqlSafe(statement)).execute(&db).await.unwrap();
    }
    let options = (*db.connect_options()).clone().database(&name);
    let empty = PgPoolOptions::new().max_connections(2).connect_with(options).await.unwrap();
    migrate_twice(&empty).await;
    empty.close().await;
    sqlx::query(AssertSqlSafe(format!("drop database \"{name}\""))).execute(&db).await.unwrap();
}

async fn migrate_twice(db: &PgPool) {
    assert!(!backend::db::is_ready(db).await);
    let site = site(db);
    let mut applied = Vec::new();
    for _ in 0..2 {
        assert_code(&site.command(&["migrate"]).env("DATABASE_CONNECTIONS", "2").output().unwrap(), 0);
        assert!(backend::db::is_ready(db).await);
        let found: Vec<(i64, String)> =
            sqlx::query_as("select version, installed_on::text from _sqlx_migrations order by version")
                .fetch_all(db)
                .await
                .unwrap();
        applied.push(found);
    }
    assert_eq!(applied[0], applied[1]);
    let queue: bool =
        sqlx::query_scalar("select to_regclass('graphile_worker._private_jobs') is not null").fetch_one(db).await.unwrap();
    assert!(queue, "the job queue's tables are there too");
}

#[sqlx::test(migrations = false)]
async fn a_migration_may_take_its_time_but_waits_for_no_lock(db: PgPool) {
    let pool = backend::db::connect(db.connect_options().to_url_lossy().as_str(), 1).await.unwrap();
    let mut connection = backend::db::connect_to_migrate(&pool).await.unwrap();
    let limits: (String, String) = sqlx::query_as("select current_setting('statement_timeout'), current_setting('lock_timeout')")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(limits, ("0".to_owned(), "4s".to_owned()));
}
