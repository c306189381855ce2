//! Which addresses are of the open network: a feed must not lead into the newsroom's own.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A stretch of addresses: the first of it and how many of its leading bits are fixed.
type Block<T> = (T, u32);

/// Of the registry of special addresses (IANA, RFC 6890 and those that update it), all that is not reached from anywhere.
const PRIVATE_4: [Block<[u8; 4]>; 16] = [
    ([0, 0, 0, 0], 8),
    ([10, 0, 0, 0], 8),
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    ([169, 254, 0, 0], 16),
    ([172, 16, 0, 0], 12),
    ([192, 0, 0, 0], 24),
    ([192, 0, 2, 0], 24),
    ([192, 31, 196, 0], 24),
    ([192, 88, 99, 0], 24),
    ([192, 168, 0, 0], 16),
    ([198, 18, 0, 0], 15),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
    ([224, 0, 0, 0], 4),
    ([240, 0, 0, 0], 4),
];
const PRIVATE_6: [Block<[u16; 8]>; 11] = [
    ([0x64, 0xff9b, 1, 0, 0, 0, 0, 0], 48),
    ([0x100, 0, 0, 0, 0, 0, 0, 0], 64),
    ([0x2001, 0, 0, 0, 0, 0, 0, 0], 23),
    ([0x2001, 0xdb8, 0, 0, 0, 0, 0, 0], 32),
    ([0x3fff, 0, 0, 0, 0, 0, 0, 0], 20),
    ([0x5f00, 0, 0, 0, 0, 0, 0, 0], 16),
    ([0xfc00, 0, 0, 0, 0, 0, 0, 0], 7),
    ([0xfe80, 0, 0, 0, 0, 0, 0, 0], 10),
    ([0xfec0, 0, 0, 0, 0, 0, 0, 0], 10),
    ([0xff00, 0, 0, 0, 0, 0, 0, 0], 8),
    ([0; 8], 96), // none, this machine, and what was meant for IPv4 inside IPv6
];

/// Whether an address is reached from anywhere. What carries an IPv4 address is judged by that.
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_4(address),
        IpAddr::V6(address) => match carried(address) {
            Some(inner) => is_public_4(inner),
            None => {
                let bits = address.to_bits();
                PRIVATE_6.iter().all(|(first, fixed)| {
                    let first = Ipv6Addr::from(*first).to_bits();
                    (bits ^ first) >> (u128::BITS - fixed) != 0
                })
            }
        },
    }
}

fn is_public_4(address: Ipv4Addr) -> bool {
    let bits = address.to_bits();
    PRIVATE_4.iter().all(|(first, fixed)| {
        let first = Ipv4Addr::from(*first).to_bits();
        (bits ^ first) >> (u32::BITS - fixed) != 0
    })
}

/// The IPv4 address within a mapped (`::ffff:a.b.c.d`), translated (`64:ff9b::`) or tunnelled (`2002::`) one.
fn carried(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let two = |high: u16, low: u16| Some(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)));
    match address.segments() {
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => two(high, low),
        [0x2002, high, low, ..] => two(high, low),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::is_public;

    #[test]
    fn addresses_of_the_house_are_told_from_those_of_the_network() {
        let judged = |text: &str| text.parse().map(is_public);
        for private in [
            "0.0.0.0",
            "10.0.0.5",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.255",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:10.0.0.1",
            "::7f00:1",
            "64:ff9b::a9fe:a9fe",
            "64:ff9b:1::1",
            "2002:7f00:1::",
            "2001:db8::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "ff02::1",
        ] {
            assert_eq!(judged(private), Ok(false), "{private}");
        }
        for public in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "192.167.255.255",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "::ffff:8.8.8.8",
            "64:ff9b::808:808",
            "2002:808:808::",
            "2606:4700::1111",
            "2a00:1450::1",
            "2400::1",
        ] {
            assert_eq!(judged(public), Ok(true), "{public}");
        }
    }
}
