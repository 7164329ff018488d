//! Proxies in front of the site: only they are believed when they say for whom they ask.

use axum::http::HeaderMap;
use std::{
    net::{IpAddr, SocketAddr},
    str::FromStr,
};

/// The networks of the own proxies, written as a comma list of `address` or `address/prefix`. Empty believes nobody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<Network>);

/// A network; IPv4 stands in its mapped place, so that one comparison serves both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Network {
    bits: u128,
    mask: u128,
}

impl TrustedProxies {
    /// Who asks: the peer itself, or, when the peer is a known proxy, the last hop of `X-Forwarded-For` that is none. What stands
    /// before that hop was written by the visitor and proves nothing.
    pub fn visitor(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let lists: Vec<&str> = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok()).collect();
        let mut visitor = peer;
        for hop in lists.iter().rev().flat_map(|list| list.rsplit(',')) {
            if !self.contains(visitor) {
                break;
            }
            match address(hop) {
                Some(ip) => visitor = ip,
                None => break,
            }
        }
        visitor
    }

    fn contains(&self, ip: IpAddr) -> bool {
        let bits = mapped(ip);
        self.0.iter().any(|network| bits & network.mask == network.bits)
    }
}

impl FromStr for TrustedProxies {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(Network::from_str).collect::<Result<_, _>>().map(Self)
    }
}

impl FromStr for Network {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (ip, prefix) = text.split_once('/').map_or((text, None), |(ip, prefix)| (ip, Some(prefix)));
        let ip = ip.parse::<IpAddr>().map_err(|error| format!("`{text}`: {error}"))?;
        let width: u32 = if ip.is_ipv4() { 32 } else { 128 };
        let prefix: u32 = match prefix {
            Some(prefix) => prefix.parse::<u32>().map_err(|error| format!("`{text}`: {error}"))?,
            None => width,
        };
        let Some(free) = width.checked_sub(prefix) else { return Err(format!("`{text}`: at most /{width}")) };
        let mask = u128::MAX.checked_shl(free).unwrap_or(0);
        Ok(Self { bits: mapped(ip) & mask, mask })
    }
}

fn mapped(ip: IpAddr) -> u128 {
    match ip {
        IpAddr::V4(ip) => ip.to_ipv6_mapped().to_bits(),
        IpAddr::V6(ip) => ip.to_bits(),
    }
}

/// An address as proxies write it: bare, in brackets, or with a port.
fn address(hop: &str) -> Option<IpAddr> {
    let hop = hop.trim();
    let bare = hop.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(hop);
    bare.parse().ok().or_else(|| hop.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn visitor(trusted: &str, peer: &str, forwarded: &[&str]) -> String {
        let proxies: TrustedProxies = trusted.parse().expect("a list");
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", HeaderValue::from_str(value).expect("a header"));
        }
        proxies.visitor(peer.parse().expect("an address"), &headers).to_string()
    }

    #[test]
    fn only_a_trusted_peer_is_believed() {
        assert_eq!(visitor("", "203.0.113.5", &["198.51.100.1"]), "203.0.113.5");
        assert_eq!(visitor("10.0.0.0/8", "203.0.113.5", &["198.51.100.1"]), "203.0.113.5");
        assert_eq!(visitor("10.0.0.0/8", "10.1.2.3", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(visitor("10.0.0.0/8", "::ffff:10.1.2.3", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(visitor("10.0.0.0/8", "10.1.2.3", &[]), "10.1.2.3");
        assert_eq!(visitor("fd00::/8, 127.0.0.1", "fd12::1", &["[2001:db8::7]"]), "2001:db8::7");
        assert_eq!(visitor("fd00::/8, 127.0.0.1", "127.0.0.1", &["198.51.100.1:4711"]), "198.51.100.1");
    }

    #[test]
    fn what_a_visitor_writes_before_the_proxies_hop_is_ignored() {
        assert_eq!(visitor("10.0.0.0/8", "10.1.2.3", &["1.1.1.1, 198.51.100.1, 10.9.9.9"]), "198.51.100.1");
        assert_eq!(visitor("10.0.0.0/8", "10.1.2.3", &["1.1.1.1", "198.51.100.1, 10.9.9.9"]), "198.51.100.1");
        assert_eq!(visitor("10.0.0.0/8", "10.1.2.3", &["1.1.1.1, nonsense"]), "10.1.2.3");
        assert_eq!(visitor("10.0.0.0/8", "10.1.2.3", &["10.4.4.4, 10.9.9.9"]), "10.4.4.4");
    }

    #[test]
    fn a_network_that_is_none_says_so() {
        for wrong in ["nowhere", "10.0.0.0/33", "10.0.0.0/x", "::/129", "10.0.0/8"] {
            let error = wrong.parse::<TrustedProxies>().expect_err(wrong);
            assert!(error.contains(wrong), "{error}");
        }
        assert_eq!(visitor("0.0.0.0/0", "203.0.113.5", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(visitor("0.0.0.0/0", "2001:db8::1", &["198.51.100.1"]), "2001:db8::1");
    }
}
