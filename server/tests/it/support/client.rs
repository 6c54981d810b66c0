//! A browser as far as the server can tell: cookies, forms, redirects not followed.

use std::collections::BTreeMap;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use domain::AccountId;
use http_body_util::BodyExt;
use tower::ServiceExt;

#[derive(Clone)]
pub struct Client {
    router: Router,
    cookies: BTreeMap<String, String>,
    bearer: Option<String>,
    account_id: Option<AccountId>,
    /// Headers of every request, such as Accept-Language.
    pub headers: HeaderMap,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
    pub bytes: Vec<u8>,
}

impl Answer {
    /// Where a redirect leads.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("header text"))
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("no JSON ({error}): {}", self.body))
    }

    #[track_caller]
    pub fn expect(self, status: u16) -> Answer {
        assert_eq!(self.status, status, "{}", self.body);
        self
    }
}

impl Client {
    pub fn new(router: Router) -> Client {
        Client { router, cookies: BTreeMap::new(), bearer: None, account_id: None, headers: HeaderMap::new() }
    }

    /// The same browser, before a service on a copy of the database.
    pub fn on(&self, app: &super::TestApp) -> Client {
        Client { router: app.router.clone(), ..self.clone() }
    }

    pub fn set_account(&mut self, account_id: AccountId) {
        self.account_id = Some(account_id);
    }

    /// The value of a cookie that the site has set.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    pub fn account_id(&self) -> AccountId {
        self.account_id.expect("a signed-in client")
    }

    /// The same client, with a bearer token.
    pub fn with_token(mut self, token: &str) -> Client {
        self.bearer = Some(token.to_owned());
        self
    }

    /// Follows a 308, as a browser that knows where an address went for good.
    pub async fn get(&mut self, path: &str) -> Answer {
        let answer = self.get_once(path).await;
        if answer.status == 308 { self.get_once(answer.location()).await } else { answer }
    }

    /// Follows nothing.
    pub async fn get_once(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, None, Body::empty()).await
    }

    pub async fn delete(&mut self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None, Body::empty()).await
    }

    pub async fn post_form(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body: Vec<String> =
            fields.iter().map(|(key, value)| format!("{}={}", encode(key), encode(value))).collect();
        self.send(Method::POST, path, Some("application/x-www-form-urlencoded"), Body::from(body.join("&"))).await
    }

    pub async fn post_json(&mut self, path: &str, body: &serde_json::Value) -> Answer {
        self.send(Method::POST, path, Some("application/json"), Body::from(body.to_string())).await
    }

    /// A multipart form: text fields, and files as (field, file name, type, bytes).
    pub async fn post_multipart(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &str, &[u8])],
    ) -> Answer {
        const BOUNDARY: &str = "----tsukuriba-test";
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n").as_bytes());
            body.extend(format!("{value}\r\n").as_bytes());
        }
        for (name, file, kind, bytes) in files {
            let head = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\
                 Content-Type: {kind}\r\n\r\n"
            );
            body.extend(head.as_bytes());
            body.extend(*bytes);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{BOUNDARY}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.send(Method::POST, path, Some(&kind), Body::from(body)).await
    }

    pub async fn send(&mut self, method: Method, path: &str, kind: Option<&str>, body: Body) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "tsukuriba.test");
        if !self.cookies.is_empty() {
            let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(header::COOKIE, pairs.join("; "));
        }
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        if let Some(token) = &self.bearer {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let request = request.body(body).expect("request");
        let response = self.router.clone().oneshot(request).await.expect("the service never fails");
        self.keep_cookies(response.headers());
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("body").to_bytes().to_vec();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        assert_ne!(parts.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}: {body}");
        Answer { status: parts.status.as_u16(), headers: parts.headers, body, bytes }
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for line in headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().expect("cookie text");
            let (name, value) = line.split(';').next().and_then(|pair| pair.split_once('=')).expect("cookie pair");
            if line.contains("Max-Age=0") || value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

fn encode(text: &str) -> String {
    server::url_encode::url_encode(text)
}
