//! Accepts connections and answers on them: with an end for those who dawdle, a cap on their number, and a deadline for
//! the stop. HTTP/1.1; TLS and other versions are the reverse proxy's.

mod seats;
mod stream;

use std::{convert::Infallible, net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
    response::Response,
};
use http_body_util::BodyExt;
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinSet,
    time,
};
use tower::ServiceExt;

use self::{
    seats::{Seat, Seats},
    stream::Patient,
};
use crate::limits::Limits;

/// Wait after an error of the listener itself, such as too many open files: trying at once would only burn the processor.
const ACCEPT_PAUSE: Duration = Duration::from_millis(200);

/// Serves until `stop` is there; then answers what is being asked, for [`Limits::stop_wait`] at most.
pub async fn serve(listener: TcpListener, app: Router, limits: Limits, stop: impl Future<Output = ()>) {
    let seats = Seats::new(limits.connections);
    let (stopping, stopped) = watch::channel(false);
    let mut connections = JoinSet::new();
    tokio::pin!(stop);
    loop {
        let accepted = tokio::select! {
            () = &mut stop => break,
            accepted = listener.accept() => accepted,
            Some(_) = connections.join_next() => continue,
        };
        match accepted {
            Ok((stream, peer)) => match seats.take() {
                Some(seat) => {
                    connections.spawn(connection(stream, peer, app.clone(), limits, seat, stopped.clone()));
                }
                None => metrics::counter!("http_connections_refused_total").increment(1),
            },
            Err(error) if is_of_one_connection(&error) => {}
            Err(error) => {
                tracing::error!("cannot accept connections: {error}");
                time::sleep(ACCEPT_PAUSE).await;
            }
        }
        metrics::gauge!("http_connections").set(connections.len() as f64);
    }
    drop(listener);
    stopping.send_replace(true);
    let last = async { while connections.join_next().await.is_some() {} };
    if time::timeout(limits.stop_wait, last).await.is_err() {
        tracing::warn!(
            open = connections.len(),
            "stopped in the middle of requests: the time for the last ones was over"
        );
        connections.shutdown().await;
    }
}

async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    app: Router,
    limits: Limits,
    seat: Arc<Seat>,
    mut stopped: watch::Receiver<bool>,
) {
    // A page goes out when it is ready, however small its last packet is. Without it nothing is wrong.
    let _ = stream.set_nodelay(true);
    let service = service_fn(|request| answer(app.clone(), peer, seat.clone(), request));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head_wait)
        .serve_connection(TokioIo::new(Patient::new(stream, limits.write_wait)), service);
    tokio::pin!(connection);
    tokio::select! {
        _ = connection.as_mut() => return,
        () = seat.asked_to_leave() => return,
        _ = stopped.wait_for(|stopped| *stopped) => connection.as_mut().graceful_shutdown(),
    }
    // What went wrong on the way to one visitor is nobody's trouble but theirs.
    let _ = connection.await;
}

/// Answers one request. The seat is busy until the answer's last byte has been handed over.
async fn answer(
    app: Router,
    peer: SocketAddr,
    seat: Arc<Seat>,
    request: Request<Incoming>,
) -> Result<Response, Infallible> {
    let busy = seat.busy();
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(ConnectInfo(peer));
    let response = app.oneshot(request).await?;
    Ok(response.map(|body| {
        Body::new(body.map_frame(move |frame| {
            let _ = &busy;
            frame
        }))
    }))
}

/// Whether the error is about the connection that was being accepted, and the next one may be fine.
fn is_of_one_connection(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionRefused | ConnectionAborted | ConnectionReset)
}
