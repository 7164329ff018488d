//! How files are sent: in ranges, as what they are, and never from outside their own folder.

use super::support::{Learner, add_file, media_address, store};
use sqlx::PgPool;
use test_support::{Answer, CourseBuilder, NewCourse, TestApp, Visitor};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// The address of a file of the free lesson, for everybody.
async fn free_file(app: &TestApp, course: &NewCourse, file: &str) -> String {
    let path = format!("/o/{}/preview/{}", course.slug, course.lesson_ids[0]);
    let page = app.visitor().get(&path).await.expect_status(200);
    media_address(&page, "/master.m3u8").replace("master.m3u8", file)
}

async fn ask(visitor: &mut Visitor, address: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = visitor.request(http::Method::GET, address);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    visitor.send(request).await
}

/// The status of a request whose path no library has tidied.
async fn raw_status(app: &TestApp, path: &str) -> u16 {
    let address = app.base_url.strip_prefix("http://").unwrap();
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    answer.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status line")
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_stretch_of_a_file_is_sent_as_the_rules_of_http_say(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    store(&app, course.media_ids[0], "360p/seg_000.ts", "0123456789".repeat(100)).await;
    let address = free_file(&app, &course, "360p/seg_000.ts").await;
    let mut visitor = app.visitor();
    let whole = visitor.get(&address).await.expect_status(200);
    assert_eq!((whole.body.len(), whole.header("content-length"), whole.header("accept-ranges")), (1_000, "1000", "bytes"));
    assert_eq!(whole.header("content-type"), "video/mp2t");
    assert_eq!(whole.header("cache-control"), "private, max-age=600");
    let etag = whole.header("etag").to_owned();
    assert!(etag.starts_with('"') && etag.ends_with('"') && etag.len() > 2, "{etag}");
    for (range, content_range, body) in [
        ("bytes=0-4", "bytes 0-4/1000", "01234"),
        ("bytes=997-", "bytes 997-999/1000", "789"),
        ("bytes=-2", "bytes 998-999/1000", "89"),
        ("bytes=998-5000", "bytes 998-999/1000", "89"),
    ] {
        let part = ask(&mut visitor, &address, &[("range", range)]).await.expect_status(206);
        assert_eq!((part.header("content-range"), part.body.as_str()), (content_range, body), "{range}");
        assert_eq!(part.header("content-length"), body.len().to_string(), "{range}");
    }
    for range in ["bytes=1000-", "bytes=5000-6000", "bytes=-0"] {
        let beyond = ask(&mut visitor, &address, &[("range", range)]).await.expect_status(416);
        assert_eq!(beyond.header("content-range"), "bytes */1000", "{range}");
    }
    for range in ["bytes=9-2", "bytes=a-b", "items=0-1", "bytes=0-1,5-6"] {
        assert_eq!(ask(&mut visitor, &address, &[("range", range)]).await.expect_status(200).body.len(), 1_000, "{range}");
    }
    let same = [("range", "bytes=0-4"), ("if-range", etag.as_str())];
    assert_eq!(ask(&mut visitor, &address, &same).await.expect_status(206).body, "01234");
    for other in ["\"another\"", "Fri, 20 Nov 2026 09:00:00 GMT"] {
        let answer = ask(&mut visitor, &address, &[("range", "bytes=0-4"), ("if-range", other)]).await.expect_status(200);
        assert_eq!(answer.body.len(), 1_000, "{other}: the file may be another one by now");
    }
    let known = ask(&mut visitor, &address, &[("if-none-match", etag.as_str())]).await.expect_status(304);
    assert!(known.body.is_empty());
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn no_name_climbs_out_of_its_folder(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    for file in ["master.m3u8", "notes.txt", ".hidden.ts", "a/b/deep.ts", "file"] {
        store(&app, course.media_ids[0], file, "inside").await;
    }
    let outside = format!("outside-{}.ts", course.offering_id.simple());
    app.backend.media.put(&outside, bytes::Bytes::from_static(b"outside")).await.unwrap();
    store(&app, course.media_ids[1], "other.ts", "of a closed lesson").await;
    let fine = free_file(&app, &course, "master.m3u8").await;
    let folder = fine.trim_end_matches("master.m3u8");
    assert_eq!(raw_status(&app, &fine).await, 200);
    for name in [
        format!("../../{outside}"),
        format!("360p/../../../{outside}"),
        format!("..%2F..%2F{outside}"),
        format!("%2e%2e/%2e%2e/{outside}"),
        format!("%2E%2E%2F%2E%2E%2F{outside}"),
        format!("..%5C..%5C{outside}"),
        format!("../{}/other.ts", course.media_ids[1]),
        format!("..%2F{}%2Fother.ts", course.media_ids[1]),
        "../../../../../../etc/passwd".to_owned(),
        "%2Fetc%2Fpasswd".to_owned(),
        "/master.m3u8".to_owned(),
        "master.m3u8%00.ts".to_owned(),
        "notes.txt".to_owned(),
        ".hidden.ts".to_owned(),
        "a/b/deep.ts".to_owned(),
        "captions/fr.vtt".to_owned(),
        "master".to_owned(),
        // The bytes of a download are sent only where the lesson is a file.
        "file".to_owned(),
        "missing.ts".to_owned(),
    ] {
        assert_eq!(raw_status(&app, &format!("{folder}{name}")).await, 404, "{name}");
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn captions_come_as_webvtt_in_each_language(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let cues = serde_json::json!([
        { "start_ms": 1_000, "end_ms": 4_000, "text": "Flour & <water>" },
        { "start_ms": 4_000, "end_ms": 7_500, "text": "a --> b\n\nend" },
    ]);
    let arabic = serde_json::json!([{ "start_ms": 0, "end_ms": 2_000, "text": "دقيق وماء" }]);
    for (locale, cues) in [("en", &cues), ("ar", &arabic)] {
        sqlx::query("insert into captions (media_id, locale, cues) values ($1, $2, $3)")
            .bind(course.media_ids[0])
            .bind(locale)
            .bind(cues)
            .execute(&app.backend.db)
            .await
            .unwrap();
    }
    let mut visitor = app.visitor();
    let english = visitor.get(&free_file(&app, &course, "captions/en.vtt").await).await.expect_status(200);
    assert_eq!(english.header("content-type"), "text/vtt; charset=utf-8");
    assert_eq!(
        english.body,
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\nFlour &amp; &lt;water&gt;\n\n2\n00:00:04.000 --> 00:00:07.500\na --&gt; b\nend\n"
    );
    let answer = visitor.get(&free_file(&app, &course, "captions/ar.vtt").await).await.expect_status(200);
    assert!(answer.body.contains("دقيق وماء"));
    let page = visitor.get(&format!("/o/{}/preview/{}", course.slug, course.lesson_ids[0])).await.expect_status(200);
    assert!(page.body.contains("srclang=\"en\"") && page.body.contains("srclang=\"ar\""));
    assert!(page.body.contains("Flour &amp; &lt;water&gt;"), "the transcript beside the video");
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_download_is_saved_under_its_own_name_and_never_shown(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).build(&app.backend).await;
    let (lesson, media) = add_file(&app, &course, "دفتر \"1\".html", "text/html").await;
    store(&app, media, "file", "<b>bytes</b>").await;
    let mut learner = Learner::of(&app, &course).await;
    learner.lessons = vec![lesson];
    let path = format!("{}/file", learner.path(0));
    let page = learner.open(0).await.body;
    assert!(page.contains(&format!("action=\"{path}\"")) && page.contains("not returned without a question"));
    let address = learner.visitor.post(&path, &[]).await.expect_status(303).location();
    let file = learner.visitor.get(&address).await.expect_status(200);
    assert_eq!(file.body, "<b>bytes</b>");
    assert_eq!(file.header("content-type"), "text/html");
    let name = "attachment; filename=\"____ _1_.html\"; filename*=UTF-8''%D8%AF%D9%81%D8%AA%D8%B1%20%221%22.html";
    assert_eq!(file.header("content-disposition"), name);
    assert_eq!(file.header("content-security-policy"), "default-src 'none'; sandbox");
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    assert_eq!(file.header("cross-origin-resource-policy"), "same-origin");
    let part = ask(&mut learner.visitor, &address, &[("range", "bytes=3-7")]).await.expect_status(206);
    assert_eq!(part.body, "bytes");

    let (_, mut other) = app.buyer("Somebody Else").await;
    other.post(&path, &[]).await.expect_status(404);
    other.get(&address).await.expect_status(404);
    let stranger = app.visitor().post(&path, &[]).await.expect_status(303);
    assert!(stranger.location().starts_with("/login?next="));
    app.visitor().get(&format!("/o/{}/preview/{lesson}/file", course.slug)).await.expect_status(404);
}
