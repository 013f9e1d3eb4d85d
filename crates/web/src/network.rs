//! From which network address somebody asks. It is used to tell one from another for a while, and never written down.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use axum::http::{Extensions, HeaderMap};

/// The address at the other end of the connection.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) IpAddr);

/// Who asks. Behind a proxy that is what it says last in `X-Forwarded-For`: what stands before, anybody may have
/// written.
pub(crate) fn of(headers: &HeaderMap, extensions: &Extensions, is_behind_proxy: bool) -> IpAddr {
    let nobody = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
    let peer = extensions.get::<Peer>().map_or(nobody, |peer| peer.0);
    if !is_behind_proxy {
        return peer;
    }
    let last = headers.get_all("x-forwarded-for").iter().next_back();
    let last = last.and_then(|value| value.to_str().ok());
    let last = last.and_then(|value| value.rsplit(',').next());
    last.and_then(|last| last.trim().parse().ok())
        .unwrap_or(peer)
}

/// What one connection to the internet is given: an address, or 64 bits of IPv6, of which the rest is anybody's choice.
pub(crate) fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => {
            IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64)))
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn only_a_proxy_that_is_there_is_believed_and_only_its_own_word() {
        let mut extensions = Extensions::new();
        extensions.insert(Peer("192.0.2.1".parse().unwrap()));
        for (forwarded, is_behind_proxy, expected) in [
            (&["198.51.100.9"][..], false, "192.0.2.1"),
            (&["198.51.100.9"], true, "198.51.100.9"),
            (&["10.0.0.1, 198.51.100.9"], true, "198.51.100.9"),
            (&["10.0.0.1", "2001:db8::1"], true, "2001:db8::1"),
            (&["nonsense"], true, "192.0.2.1"),
            (&[], true, "192.0.2.1"),
        ] {
            let mut headers = HeaderMap::new();
            for value in forwarded {
                headers.append("x-forwarded-for", HeaderValue::from_static(value));
            }
            let found = of(&headers, &extensions, is_behind_proxy);
            assert_eq!(found.to_string(), expected, "{forwarded:?}");
        }
    }
}
