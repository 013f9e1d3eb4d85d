//! How many connections there are from each network, so that none takes all the room. Counted while they are open and
//! forgotten then.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;

use parking_lot::Mutex;

use crate::network::network;

/// So many at once from one network, behind which may be a whole school; a browser opens six.
const FROM_ONE: usize = 128;

/// Who is here.
#[derive(Debug, Default)]
pub(crate) struct Crowd(Mutex<BTreeMap<IpAddr, usize>>);

/// The room that a connection has until it goes.
#[derive(Debug)]
pub(crate) struct Room {
    crowd: Arc<Crowd>,
    /// None for this machine itself, where a proxy may be that brings everybody.
    network: Option<IpAddr>,
}

impl Crowd {
    /// Room for one more, unless its network has taken all it may.
    pub(crate) fn enter(self: &Arc<Self>, from: IpAddr) -> Option<Room> {
        let crowd = Arc::clone(self);
        if from.to_canonical().is_loopback() {
            return Some(Room {
                crowd,
                network: None,
            });
        }
        let network = network(from);
        let mut here = self.0.lock();
        let count = here.entry(network).or_default();
        if *count >= FROM_ONE {
            return None;
        }
        *count += 1;
        drop(here);
        Some(Room {
            crowd,
            network: Some(network),
        })
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        let Some(network) = self.network else {
            return;
        };
        let mut here = self.crowd.0.lock();
        if let Some(count) = here.get_mut(&network) {
            *count -= 1;
            if *count == 0 {
                here.remove(&network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn one_network_takes_so_much_room_and_leaves_the_rest() {
        let crowd = Arc::new(Crowd::default());
        let mut rooms: Vec<Room> = (0..FROM_ONE)
            .map(|_| crowd.enter(from("203.0.113.7")).unwrap())
            .collect();
        assert!(crowd.enter(from("203.0.113.7")).is_none());
        assert!(crowd.enter(from("::ffff:203.0.113.7")).is_none());
        assert!(crowd.enter(from("203.0.113.8")).is_some());
        rooms.pop();
        let last = crowd.enter(from("203.0.113.7"));
        assert!(last.is_some());
        drop((rooms, last));
        assert!(crowd.0.lock().is_empty(), "nobody is remembered");
    }

    #[test]
    fn neighbours_in_one_network_of_ipv6_share_its_room() {
        let crowd = Arc::new(Crowd::default());
        let rooms: Vec<Room> = (0..FROM_ONE)
            .map(|number| {
                crowd
                    .enter(from(&format!("2001:db8:1:2::{number:x}")))
                    .unwrap()
            })
            .collect();
        assert!(crowd.enter(from("2001:db8:1:2:ffff::9")).is_none());
        assert!(crowd.enter(from("2001:db8:1:3::1")).is_some());
        drop(rooms);
    }

    #[test]
    fn this_machine_itself_is_not_counted() {
        let crowd = Arc::new(Crowd::default());
        let rooms: Vec<Room> = (0..2 * FROM_ONE)
            .map(|_| crowd.enter(from("127.0.0.1")).unwrap())
            .collect();
        assert!(crowd.enter(from("::1")).is_some());
        drop(rooms);
    }
}
