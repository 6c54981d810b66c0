//! Real connections: those that dawdle, those that are too many, and the stop.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
    response::IntoResponse,
};
use http_body_util::BodyExt;
use server::{
    config::Config,
    limits::{Limits, Pace},
    listen, observe,
    web::{Access, PageResult, Route, router_of, routes},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::{Notify, oneshot},
    task::JoinHandle,
    time::timeout,
};
use tower::ServiceExt;

use crate::support::{Kind, TestApp};

/// Longer than anything here takes: a test that waits for it has failed.
const LONG: Duration = Duration::from_secs(30);
/// Short enough for a test, long enough for a busy machine to send a request.
const SHORT: Duration = Duration::from_millis(400);
const HEALTHY: &str = "GET /healthz HTTP/1.1\r\nHost: tsukuriba.test\r\nConnection: close\r\n\r\n";

/// A server on a port of its own.
struct Running {
    at: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<()>,
}

impl Running {
    async fn new(app: Router, limits: Limits) -> Running {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let (at, (stop, stopped)) = (listener.local_addr().expect("its address"), oneshot::channel::<()>());
        let task = tokio::spawn(listen::serve(listener, app, limits, async move { stopped.await.unwrap_or_default() }));
        Running { at, stop: Some(stop), task }
    }

    /// A connection on which this much was sent.
    async fn send(&self, text: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.at).await.expect("a connection");
        stream.write_all(text.as_bytes()).await.expect("sent");
        stream
    }

    async fn is_served(&self) -> bool {
        rest(&mut self.send(HEALTHY).await).await.starts_with("HTTP/1.1 200")
    }

    fn stop(&mut self) {
        self.stop.take().expect("one stop").send(()).expect("a server");
    }
}

/// What comes until the other end closes.
async fn rest(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    // A connection that is cut off may be reset; what came before counts.
    let _ = timeout(LONG, stream.read_to_end(&mut bytes)).await.expect("the server closes the connection");
    String::from_utf8_lossy(&bytes).into_owned()
}

fn limits(change: impl FnOnce(&mut Limits)) -> Limits {
    let mut limits =
        Limits { head_wait: LONG, pace: Pace { pause: LONG, bytes_per_second_min: 1 }, ..Limits::default() };
    change(&mut limits);
    limits
}

/// The site with these limits, and routes of the test's own.
async fn site(limits: Limits, more: Vec<Route>) -> (TestApp, Router) {
    let app = TestApp::new(Kind::Sqlite).await;
    let config = Config { limits, ..(*app.state.config).clone() };
    let state = app.state.with(|parts| parts.config = Arc::new(config));
    (app, router_of(routes().into_iter().chain(more).collect(), state))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_never_ends_a_head_is_cut_off() {
    let limits = limits(|limits| limits.head_wait = SHORT);
    let (_app, router) = site(limits, Vec::new()).await;
    let running = Running::new(router, limits).await;
    let mut begun = running.send("GET / HTTP/1.1\r\nHost: tsuku").await;
    let mut rests = running.send(HEALTHY.replace("close", "keep-alive").as_str()).await;
    assert_eq!(rest(&mut begun).await, "");
    assert!(rest(&mut rests).await.starts_with("HTTP/1.1 200"), "answered, and closed when nothing more came");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn others_are_served_while_all_places_are_taken() {
    let limits = limits(|limits| limits.connections = 4);
    let (_app, router) = site(limits, Vec::new()).await;
    let running = Running::new(router, limits).await;
    let mut dawdling = Vec::new();
    for _ in 0..40 {
        dawdling.push(running.send("GET / HTTP/1.1\r\nX-Slow: ").await);
        assert!(running.is_served().await);
    }
    // Those that came first gave their places to those that asked.
    for stream in &mut dawdling[..36] {
        assert_eq!(rest(stream).await, "");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_body_that_trickles_in_is_refused_with_what_to_do() {
    let limits = limits(|limits| limits.pace = Pace { pause: SHORT, bytes_per_second_min: 1_000_000 });
    let (_app, router) = site(limits, Vec::new()).await;
    let running = Running::new(router, limits).await;
    let head = "POST /signin HTTP/1.1\r\nHost: tsukuriba.test\r\nAccept-Language: ja\r\n\
                Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1073741824\r\n\r\ne";
    let mut trickling = running.send(head).await;
    assert!(running.is_served().await);
    let answer = rest(&mut trickling).await;
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(answer.contains("電波のよいところで"), "{answer}");
}

/// One that is slow, but comes on, is read to its end.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_body_in_parts_is_read() {
    let limits = limits(|_| {});
    let (_app, router) = site(limits, Vec::new()).await;
    let running = Running::new(router, limits).await;
    let head = "POST /language HTTP/1.1\r\nHost: tsukuriba.test\r\nConnection: close\r\n\
                Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\nlan";
    let mut stream = running.send(head).await;
    stream.write_all(b"g=en").await.expect("the rest");
    let answer = rest(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 303") && answer.contains("lang=en"), "{answer}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_waits_for_answers_and_no_longer_than_its_deadline() {
    let (asked, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let slow = {
        let (asked, go_on) = (asked.clone(), go_on.clone());
        move || async move {
            asked.notify_one();
            go_on.notified().await;
            StatusCode::OK.into_response()
        }
    };
    let limits = limits(|limits| limits.stop_wait = LONG);
    let (_app, router) = site(limits, vec![Route::get("/slow", Access::Everyone, slow)]).await;
    let mut running = Running::new(router.clone(), limits).await;
    let mut stream = running.send(&HEALTHY.replace("/healthz", "/slow")).await;
    asked.notified().await;
    running.stop();
    while TcpStream::connect(running.at).await.is_ok() {
        tokio::task::yield_now().await;
    }
    assert!(!running.task.is_finished(), "somebody is being answered");
    go_on.notify_one();
    assert!(rest(&mut stream).await.starts_with("HTTP/1.1 200"));
    timeout(LONG, running.task).await.expect("stopped").expect("without a panic");

    // A request that never ends is given up.
    let mut running = Running::new(router, Limits { stop_wait: SHORT, ..limits }).await;
    let _endless = running.send(&HEALTHY.replace("/healthz", "/slow")).await;
    asked.notified().await;
    running.stop();
    timeout(LONG, running.task).await.expect("stopped").expect("without a panic");
}

async fn panics() -> PageResult {
    panic!("花子 <hana@example.jp>")
}

#[tokio::test]
async fn a_panic_is_a_page_and_is_counted() {
    let counted = || {
        let text = observe::metrics().expect("a recorder").render();
        let line = text.lines().find_map(|line| line.strip_prefix("http_panics_total "));
        line.map_or(0, |n| n.parse::<u64>().expect("a number"))
    };
    let own =
        vec![Route::get("/panics", Access::Everyone, panics), Route::get("/api/v1/panics", Access::Everyone, panics)];
    let (_app, router) = site(limits(|_| {}), own).await;
    let before = counted();
    for (path, kind) in [("/panics", "text/html"), ("/api/v1/panics", "application/problem+json")] {
        let request = Request::get(path).header("host", "tsukuriba.test").body(Body::empty()).expect("a request");
        let response = router.clone().oneshot(request).await.expect("an answer");
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert!(response.headers()["content-type"].to_str().expect("text").starts_with(kind), "{path}");
        let id = response.headers()["x-request-id"].to_str().expect("text").to_owned();
        let body = response.into_body().collect().await.expect("a body").to_bytes();
        let body = String::from_utf8_lossy(&body).into_owned();
        assert!(body.contains(&id), "the number to quote: {body}");
        assert!(!body.contains("hana@") && !body.contains("花子"), "{body}");
    }
    assert_eq!(counted(), before + 2);
}
