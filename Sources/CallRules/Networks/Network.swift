/// One address or a range of addresses in CIDR form, as an administrator lists trusted sources.
package struct Network: Hashable, Sendable {
    /// The lowest address.
    private let base: IPAddress
    /// Leading bits that count, 0…128; an IPv4 range has at least 96.
    private let bits: Int

    /// `1.2.3.4`, `10.0.0.0/8`, `2001:db8::1`, `2001:db8::/32`. Nil for anything else. Bits after
    /// the prefix are set to 0, in `text` as well.
    package init?(_ text: String) {
        let parts = text.split(
            separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let address = IPAddress(String(first)) else { return nil }
        // "::ffff:1.2.3.4/120" counts its bits as IPv6 does, though it is an IPv4 range.
        let isDotted = address.isIPv4 && !first.utf8.contains(UInt8(ascii: ":"))
        let offset = isDotted ? 96 : 0
        if parts.count == 2 {
            let digits = Array(parts[1].utf8.prefix(4))[...]
            guard let length = IPAddress.decimal(digits, most: 128 - offset) else { return nil }
            bits = length + offset
        } else {
            bits = 128
        }
        base = Network.masked(address, bits)
    }

    /// Whom requests from an address are counted for: an IPv4 address alone, an IPv6 address together with
    /// its /64, because whoever has one address of it has all 2^64. Other text counts for itself.
    package static func sender(_ address: String) -> String {
        guard let ip = IPAddress(address) else { return address }
        return ip.isIPv4 ? ip.text : Network("\(ip.text)/64")?.text ?? ip.text
    }

    /// An IPv6 range never contains an IPv4 address, not even `::/0`.
    package func contains(_ address: IPAddress) -> Bool {
        if address.isIPv4, bits < 96 { return false }
        return Network.masked(address, bits) == base
    }

    /// The canonical form; a single address has no prefix length.
    package var text: String {
        guard bits < 128 else { return base.text }
        return base.text + "/" + String(base.isIPv4 && bits >= 96 ? bits - 96 : bits)
    }

    /// Whether it holds more addresses than one company sends from: wider than /16 (IPv4) or /32
    /// (IPv6). A provider's whole network, or the internet, is nobody's to trust.
    package var isTooWideToTrust: Bool {
        base.isIPv4 && bits >= 96 ? bits - 96 < 16 : bits < 32
    }

    private static func masked(_ address: IPAddress, _ bits: Int) -> IPAddress {
        IPAddress(
            high: address.high & mask(bits), low: address.low & mask(bits - 64))
    }

    /// The highest `bits` bits set. Values below 0 count as 0, values above 64 as 64.
    private static func mask(_ bits: Int) -> UInt64 {
        bits >= 64 ? .max : bits <= 0 ? 0 : ~(UInt64.max >> UInt64(bits))
    }
}
