//! The network address that asks.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::ConnectInfo,
    http::{Extensions, HeaderMap},
};

/// The address of the connection; behind a trusted proxy the last one in X-Forwarded-For, which that proxy wrote (the
/// ones before it are whatever the visitor sent). Empty when there is no connection, as in tests.
pub fn address(headers: &HeaderMap, extensions: &Extensions, trust_proxy: bool) -> String {
    let forwarded = || {
        let mut lines = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
        lines.next_back()?.rsplit(',').next()?.trim().parse::<IpAddr>().ok()
    };
    let connected = || extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let address = if trust_proxy { forwarded().or_else(connected) } else { connected() };
    address.map_or_else(String::new, |address| address.to_string())
}

#[cfg(test)]
mod tests {
    use axum::http::{Request, request::Parts};

    use super::*;

    fn parts(forwarded: &str) -> Parts {
        let connection = ConnectInfo(SocketAddr::from(([10, 0, 0, 1], 5000)));
        let request = Request::builder().header("x-forwarded-for", forwarded).extension(connection).body(());
        request.expect("request").into_parts().0
    }

    #[test]
    fn what_a_visitor_writes_is_not_believed() {
        let address = |parts: &Parts, trust_proxy| address(&parts.headers, &parts.extensions, trust_proxy);
        let spoofed = parts("198.51.100.9, 192.0.2.7");
        assert_eq!(address(&spoofed, false), "10.0.0.1");
        assert_eq!(address(&spoofed, true), "192.0.2.7");
        assert_eq!(address(&parts("nonsense"), true), "10.0.0.1");
    }
}
