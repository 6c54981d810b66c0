//! The base of every page: languages, errors, headers, the origin check.

mod opening;
mod pages;
mod sale_terms;

use axum::http::{HeaderValue, header};

use crate::support::{Kind, TestApp};

#[tokio::test]
async fn pages_speak_both_languages() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut visitor = app.visitor();
    let page = visitor.get("/").await.expect(200);
    assert!(page.body.starts_with("<!DOCTYPE html><html lang=\"ja\">"), "{}", &page.body[..200]);
    visitor.headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static("en-GB,en"));
    assert!(visitor.get("/").await.body.contains("<html lang=\"en\">"));
    let chosen = visitor.post_form("/language", &[("lang", "ja"), ("next", "/?a=b")]).await.expect(303);
    assert_eq!(chosen.location(), "/?a=b");
    assert!(visitor.get("/").await.body.contains("<html lang=\"ja\">"), "the choice wins over the browser");
}

#[tokio::test]
async fn language_never_leads_to_another_site() {
    let app = TestApp::new(Kind::Sqlite).await;
    for next in ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", ""] {
        let answer = app.visitor().post_form("/language", &[("lang", "en"), ("next", next)]).await.expect(303);
        assert_eq!(answer.location(), "/", "{next}");
    }
}

#[tokio::test]
async fn refusals_are_pages_that_say_what_to_do() {
    let app = TestApp::new(Kind::Sqlite).await;
    let missing = app.visitor().get("/no-such-page").await.expect(404);
    assert!(missing.body.contains("ページが見つかりません"));
    let wrong_method = app.visitor().post_form("/", &[]).await.expect(405);
    assert!(wrong_method.body.contains("送られた内容を読めませんでした"));
    let wrong_body = app.visitor().post_form("/language", &[("other", "field")]).await.expect(400);
    assert!(wrong_body.body.contains("<h1"));
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let app = TestApp::new(Kind::Sqlite).await;
    for path in ["/", "/no-such-page", "/pkg/none.js"] {
        let answer = app.visitor().get(path).await;
        assert!(answer.header("content-security-policy").contains("default-src 'none'"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert!(answer.header("strict-transport-security").is_empty(), "no HSTS without TLS");
    }
    let policy = app.visitor().get("/").await.header("content-security-policy").to_owned();
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
    let again = app.visitor().get("/").await.header("content-security-policy").to_owned();
    assert_ne!(policy, again, "the nonce is new for each page");
}

#[tokio::test]
async fn other_sites_cannot_post() {
    let app = TestApp::new(Kind::Sqlite).await;
    let post = async |name: &'static str, value: &'static str| {
        let mut visitor = app.visitor();
        visitor.headers.insert(name, HeaderValue::from_static(value));
        let answer = visitor.post_form("/language", &[("lang", "en")]).await;
        assert!(answer.status != 403 || answer.body.contains("<h1"), "a refusal is a page: {}", answer.body);
        answer.status
    };
    assert_eq!(post("origin", "https://evil.example").await, 403);
    assert_eq!(post("origin", "null").await, 403);
    assert_eq!(post("sec-fetch-site", "cross-site").await, 403);
    assert_eq!(post("sec-fetch-site", "same-site").await, 403);
    assert_eq!(post("origin", "http://tsukuriba.test").await, 303);
    assert_eq!(post("sec-fetch-site", "same-origin").await, 303);
}
