/// An IPv4 or IPv6 address. An IPv4 address and its IPv6-mapped form (`::ffff:1.2.3.4`) are one.
package struct IPAddress: Hashable, Sendable {
    /// The first and last eight bytes; IPv4 is stored in `::ffff:0:0/96` (RFC 4291 §2.5.5.2).
    let high: UInt64
    let low: UInt64

    static let mappedPrefix: UInt64 = 0xFFFF_0000_0000

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads the usual notations strictly: four decimal numbers without leading zeros, or RFC 4291
    /// groups with at most one `::`; no zone, no port, no brackets, no spaces.
    package init?(_ text: String) {
        let bytes = Array(text.utf8.prefix(46))
        guard bytes.count <= 45 else { return nil }
        if let address = IPAddress.version4(bytes[...]) {
            self.init(high: 0, low: IPAddress.mappedPrefix | UInt64(address))
        } else if let groups = IPAddress.version6(bytes) {
            self.init(
                high: groups[..<4].reduce(0) { $0 << 16 | UInt64($1) },
                low: groups[4...].reduce(0) { $0 << 16 | UInt64($1) })
        } else {
            return nil
        }
    }

    /// From network byte order: four bytes of IPv4 or sixteen of IPv6; nil for any other count.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        let tail = bytes.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
        self.init(
            high: bytes.dropLast(8).reduce(0) { $0 << 8 | UInt64($1) },
            low: bytes.count == 4 ? IPAddress.mappedPrefix | tail : tail)
    }

    /// True for an IPv4 address and for its IPv6-mapped form.
    package var isIPv4: Bool { high == 0 && low & ~0xFFFF_FFFF == IPAddress.mappedPrefix }

    /// `127.0.0.0/8` or `::1`.
    package var isLoopback: Bool {
        isIPv4 ? (low >> 24) & 0xFF == 127 : high == 0 && low == 1
    }

    /// Not routed on the public internet: loopback, RFC 1918, shared (RFC 6598), link-local, unique
    /// local (RFC 4193), unspecified.
    package var isPrivate: Bool {
        isLoopback || IPAddress.privateNetworks.contains { $0.contains(self) }
    }

    private static let privateNetworks = [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12",
        "192.168.0.0/16", "::/128", "fc00::/7", "fe80::/10",
    ].compactMap { Network($0) }

    /// Reachable in the public internet: not private, not reserved by IANA (RFC 6890), not
    /// multicast. A name chosen by an untrusted source must resolve to such an address.
    package var isPublic: Bool {
        if high == IPAddress.translationPrefix, low >> 32 == 0 {
            return IPAddress(high: 0, low: IPAddress.mappedPrefix | low).isPublic
        }
        return !isPrivate && !IPAddress.specialNetworks.contains { $0.contains(self) }
    }

    /// `64:ff9b::/96` holds IPv4 addresses for a NAT64 gateway (RFC 6052 §2.1).
    private static let translationPrefix: UInt64 = 0x0064_FF9B_0000_0000

    /// Protocol assignments, documentation, benchmarks, multicast, reserved; of IPv6 the networks
    /// that embed IPv4 addresses (compatible, local NAT64, Teredo, 6to4), discard, site-local.
    private static let specialNetworks = [
        "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "::/96", "64:ff9b:1::/48", "100::/64",
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "fec0::/10", "ff00::/8",
    ].compactMap { Network($0) }

    /// Dotted IPv4, or IPv6 as RFC 5952 writes it.
    package var text: String {
        if isIPv4 {
            return [24, 16, 8, 0].map { String((low >> UInt64($0)) & 0xFF) }
                .joined(separator: ".")
        }
        let groups = [high, low].flatMap { half in
            [48, 32, 16, 0].map { (half >> UInt64($0)) & 0xFFFF }
        }
        let zeros = IPAddress.longestZeros(groups)
        let head = groups[..<zeros.lowerBound].map { String($0, radix: 16) }
        guard !zeros.isEmpty else { return head.joined(separator: ":") }
        let tail = groups[zeros.upperBound...].map { String($0, radix: 16) }
        return head.joined(separator: ":") + "::" + tail.joined(separator: ":")
    }

    /// The first longest run of at least two zero groups; empty at the end when there is none.
    private static func longestZeros(_ groups: [UInt64]) -> Range<Int> {
        var best = groups.count..<groups.count
        var start = 0
        for (index, group) in groups.enumerated() {
            guard group == 0 else {
                start = index + 1
                continue
            }
            let length = index + 1 - start
            if length >= 2, length > best.count { best = start..<(index + 1) }
        }
        return best
    }

    private static func version4(_ bytes: ArraySlice<UInt8>) -> UInt32? {
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var address: UInt32 = 0
        for part in parts {
            guard let value = decimal(part, most: 255) else { return nil }
            address = address << 8 | UInt32(truncatingIfNeeded: value)
        }
        return address
    }

    /// A number of at most three digits without a leading zero.
    static func decimal(_ digits: ArraySlice<UInt8>, most: Int) -> Int? {
        guard (1...3).contains(digits.count) else { return nil }
        if digits.count > 1, digits.first == UInt8(ascii: "0") { return nil }
        var value = 0
        for byte in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return value <= most ? value : nil
    }

    private static func version6(_ bytes: [UInt8]) -> [UInt16]? {
        let colon = UInt8(ascii: ":")
        var groups: [UInt16] = []
        var gap: Int?
        var rest = bytes[...]
        if rest.starts(with: [colon, colon]) {
            gap = 0
            rest = rest.dropFirst(2)
        } else if rest.isEmpty {
            return nil
        }
        while !rest.isEmpty {
            let field = rest.prefix { $0 != colon }
            rest = rest.dropFirst(field.count)
            if rest.isEmpty, let address = version4(field) {
                groups += [
                    UInt16(truncatingIfNeeded: address >> 16), UInt16(truncatingIfNeeded: address),
                ]
                break
            }
            guard let group = hexadecimal(field), groups.count < 8 else { return nil }
            groups.append(group)
            guard !rest.isEmpty else { break }
            rest = rest.dropFirst()
            if rest.first == colon {
                guard gap == nil else { return nil }
                gap = groups.count
                rest = rest.dropFirst()
            } else if rest.isEmpty {
                return nil
            }
        }
        guard let gap else { return groups.count == 8 ? groups : nil }
        guard groups.count <= 7 else { return nil }
        groups.insert(contentsOf: Array(repeating: 0, count: 8 - groups.count), at: gap)
        return groups
    }

    private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> UInt16? {
        guard (1...4).contains(digits.count) else { return nil }
        var value: UInt16 = 0
        for byte in digits {
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: return nil
            }
            value = value << 4 | UInt16(digit)
        }
        return value
    }
}
