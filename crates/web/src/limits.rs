//! How often something may be tried from one network address. Addresses are not kept, only a mark of each that this
//! process alone could make, and that for as long as it matters.

use std::net::IpAddr;

use alongside_domain::Instant;
use alongside_domain::sign_in::{Rate, Wait};
use parking_lot::Mutex;
use quick_cache::unsync::Cache;
use sha2::{Digest as _, Sha256};

use crate::network::network;

/// How many addresses are remembered. Who fills it with others is known by their network, of which few have so many.
const REMEMBERED: usize = 50_000;

/// What is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limit {
    name: &'static str,
    rate: Rate,
}

impl Limit {
    /// Asking for links to sign in.
    pub(crate) const LINKS: Self = Self {
        name: "links",
        rate: Rate::LINKS_FROM_A_NETWORK,
    };
    /// Trying links and passkeys.
    pub(crate) const TRIES: Self = Self {
        name: "tries",
        rate: Rate::TRIES_FROM_A_NETWORK,
    };
}

/// What was tried lately.
pub(crate) struct Limits {
    salt: [u8; 32],
    full: Mutex<Cache<[u8; 16], Instant>>,
}

impl Limits {
    pub(crate) fn new(salt: [u8; 32]) -> Self {
        Self {
            salt,
            full: Mutex::new(Cache::new(REMEMBERED)),
        }
    }

    /// Takes one try, or says how long to wait for it.
    pub(crate) fn take(&self, limit: Limit, from: IpAddr, now: Instant) -> Result<(), Wait> {
        let mark = self.mark(limit, from);
        let mut full = self.full.lock();
        let next = limit.rate.take(full.get(&mark).copied(), now)?;
        full.insert(mark, next);
        Ok(())
    }

    /// What stands for a network in what is kept, and tells nobody which it is: only this process knows the salt.
    pub(crate) fn network(&self, what: &str, from: IpAddr) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(self.salt);
        hash.update(what);
        hash.update([0]);
        match network(from) {
            IpAddr::V4(address) => hash.update(address.octets()),
            IpAddr::V6(address) => hash.update(address.octets()),
        }
        hash.finalize().into()
    }

    fn mark(&self, limit: Limit, from: IpAddr) -> [u8; 16] {
        let hash = self.network(limit.name, from);
        std::array::from_fn(|at| hash.get(at).copied().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_network_has_its_own_tries_and_each_limit_too() {
        let limits = Limits::new([1; 32]);
        let now = Instant::from_micros(1_000_000).unwrap();
        let from = |text: &str| -> IpAddr { text.parse().unwrap() };
        let mut tries = 0;
        while limits.take(Limit::TRIES, from("203.0.113.7"), now).is_ok() {
            tries += 1;
        }
        assert_eq!(tries, Rate::TRIES_FROM_A_NETWORK.burst);
        let mapped = from("::ffff:203.0.113.7");
        assert!(limits.take(Limit::TRIES, mapped, now).is_err());
        assert!(limits.take(Limit::TRIES, from("203.0.113.8"), now).is_ok());
        assert!(limits.take(Limit::LINKS, from("203.0.113.7"), now).is_ok());
        let later = now.plus_micros(Rate::TRIES_FROM_A_NETWORK.each);
        assert!(
            limits
                .take(Limit::TRIES, from("203.0.113.7"), later)
                .is_ok()
        );
    }

    #[test]
    fn neighbours_in_one_network_of_ipv6_are_one() {
        let from = |text: &str| network(text.parse().unwrap());
        assert_eq!(from("2001:db8:1:2::1"), from("2001:db8:1:2:ffff::9"));
        assert_ne!(from("2001:db8:1:2::1"), from("2001:db8:1:3::1"));
    }

    #[test]
    fn a_mark_is_of_no_use_elsewhere() {
        let from: IpAddr = "203.0.113.7".parse().unwrap();
        let mark = |salt| Limits::new([salt; 32]).mark(Limit::TRIES, from);
        assert_ne!(mark(1), mark(2));
    }
}
