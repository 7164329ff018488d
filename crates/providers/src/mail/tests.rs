//! Both ways out, against servers on loopback that write down what they are told.

use super::*;
use base64::{Engine, engine::general_purpose::STANDARD};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
    task::JoinHandle,
};

fn letter() -> Outgoing {
    Outgoing {
        id: "0198".to_owned(),
        recipient: "ada@example.org".to_owned(),
        subject: "News\r\nBcc: everybody@example.org".to_owned(),
        text_body: "Read this letter.".to_owned(),
        html_body: "<p>Read this letter.</p>".to_owned(),
    }
}

/// Takes one mail and gives the whole conversation; `recipient_answer` is what it says to the recipient.
async fn smtp_server(recipient_answer: &'static str) -> (SecretString, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("smtp://{}", listener.local_addr().expect("an address"));
    let heard = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.expect("a client");
        let (reader, mut writer) = stream.into_split();
        let mut lines = BufReader::new(reader).lines();
        let (mut heard, mut is_data) = (String::new(), false);
        writer.write_all(b"220 mail.test ready\r\n").await.expect("sent");
        while let Ok(Some(line)) = lines.next_line().await {
            heard.push_str(&line);
            heard.push('\n');
            let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
            let answer = match verb.as_str() {
                _ if is_data && line != "." => continue,
                "." => {
                    is_data = false;
                    "250 taken"
                }
                "EHLO" => "250 mail.test",
                "RCPT" => recipient_answer,
                "DATA" => {
                    is_data = true;
                    "354 go on"
                }
                "QUIT" => "221 bye",
                _ => "250 ok",
            };
            if writer.write_all(format!("{answer}\r\n").as_bytes()).await.is_err() {
                break;
            }
        }
        heard
    });
    (SecretString::from(url), heard)
}

#[tokio::test]
async fn smtp_carries_both_bodies_and_no_smuggled_header() {
    let (url, heard) = smtp_server("250 ok").await;
    let mailer = Mailer::smtp(&url, "DreamCrowd <hello@example.org>").expect("a mailer");
    assert_eq!(mailer.send(&letter()).await.expect("sent"), None);
    let heard = heard.await.expect("a conversation");
    for said in
        ["MAIL FROM:<hello@example.org>", "RCPT TO:<ada@example.org>", "multipart/alternative", "Read this letter.", "<p>Read"]
    {
        assert!(heard.contains(said), "{said} in {heard}");
    }
    assert!(!heard.lines().any(|line| line.starts_with("Bcc:")), "{heard}");
}

#[tokio::test]
async fn a_mail_that_the_relay_refuses_is_an_error() {
    let (url, _) = smtp_server("550 nobody here").await;
    let mailer = Mailer::smtp(&url, "hello@example.org").expect("a mailer");
    assert!(mailer.send(&letter()).await.is_err());
    let odd = Outgoing { recipient: "ada@example.org\r\nRCPT TO:<eve@example.org>".to_owned(), ..letter() };
    assert!(mailer.send(&odd).await.is_err(), "two recipients in one");
}

/// Answers one request and gives it.
async fn http_server(status: &'static str, body: &'static str) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}/", listener.local_addr().expect("an address"));
    let heard = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a client");
        let (mut heard, mut chunk) = (Vec::new(), [0_u8; 4_096]);
        while !is_whole(&String::from_utf8_lossy(&heard)) {
            let count = stream.read(&mut chunk).await.expect("read");
            heard.extend(chunk.iter().take(count));
        }
        let answer = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len());
        stream.write_all(answer.as_bytes()).await.expect("sent");
        String::from_utf8(heard).expect("text")
    });
    (url, heard)
}

fn is_whole(request: &str) -> bool {
    let Some((head, body)) = request.split_once("\r\n\r\n") else { return false };
    let head = head.to_ascii_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse::<usize>().ok());
    length.is_some_and(|length| body.len() >= length)
}

#[tokio::test]
async fn mailgun_gets_a_form_and_gives_its_id() {
    let (url, heard) = http_server("200 OK", r#"{"id":"<1@mg.test>","message":"Queued. Thank you."}"#).await;
    let mailer = Mailer::mailgun(&url, "mg.test", SecretString::from("key-x"), "hello@example.org").expect("a mailer");
    assert_eq!(mailer.send(&letter()).await.expect("sent").as_deref(), Some("<1@mg.test>"));
    let heard = heard.await.expect("a request");
    assert!(heard.starts_with("POST /v3/mg.test/messages HTTP/1.1\r\n"), "{heard}");
    assert!(heard.contains(&format!("Basic {}", STANDARD.encode("api:key-x"))), "{heard}");
    for field in ["from=hello%40example.org", "to=ada%40example.org", "v%3Amail-id=0198", "text=Read+this", "html=%3Cp%3ERead"] {
        assert!(heard.contains(field), "{field} in {heard}");
    }
}

#[tokio::test]
async fn a_mail_that_mailgun_refuses_is_an_error_without_the_key() {
    let (url, _) = http_server("401 Unauthorized", "Forbidden").await;
    let mailer = Mailer::mailgun(&url, "mg.test", SecretString::from("key-x"), "hello@example.org").expect("a mailer");
    let error = mailer.send(&letter()).await.expect_err("refused");
    assert!(!format!("{error:#}").contains("key-x"), "{error:#}");
}

#[test]
fn addresses_are_looked_at_before_anything_is_sent() {
    assert!(check_smtp_url(&SecretString::from("smtps://user:password@mail.example.org")).is_ok());
    assert!(check_smtp_url(&SecretString::from("mail.example.org")).is_err());
    assert!(check_smtp_url(&SecretString::from("https://mail.example.org")).is_err());
    assert!(check_sender("DreamCrowd <hello@example.org>").is_ok());
    assert!(check_sender("hello").is_err());
}
