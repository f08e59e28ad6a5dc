internal import CFastCGI
internal import Glibc

/// Checks the parameters of a request before libfcgi reads them.
///
/// libfcgi 2.4.2-2+deb12u1 ends the process when the name length and the value length of a parameter
/// together exceed 31 bits (`ReadParams`), and allocates any smaller sum. The check sees only the
/// bytes that have arrived. That is enough: the web server sends all parameters of a request at once,
/// and only the web server may write to the socket.
struct ParamsCheck {
    /// The longest name or value, in bytes. nginx accepts 32 KiB for all header fields together.
    private static let longest = 1 << 20
    /// Bytes read ahead.
    private static let peeked = 16 << 10

    /// Record types (FastCGI 1.0 §3.3 and §8).
    private enum Kind {
        static let begin: UInt8 = 1
        static let parameters: UInt8 = 4
    }

    /// Whether every name and value that has arrived on the connection has a permitted length. Reads
    /// with MSG_PEEK, so that libfcgi still gets everything.
    static func areValid(_ connection: Int32) -> Bool {
        withUnsafeTemporaryAllocation(byteCount: peeked, alignment: 8) { place in
            let flags = Int32(MSG_PEEK | MSG_DONTWAIT)
            let count = recv(connection, place.baseAddress, place.count, flags)
            return count <= 0 || areValid(place, count)
        }
    }

    /// Moves the contents of the PARAMS records together to the start of `bytes`, then checks them. They
    /// never overwrite unread bytes, because each record has a header.
    private static func areValid(_ bytes: UnsafeMutableRawBufferPointer, _ count: Int) -> Bool {
        var (next, gathered) = (0, 0)
        var request: UInt16?
        while count - next >= 8 {
            let (kind, id) = (bytes[next + 1], number(bytes[next + 2], bytes[next + 3]))
            let length = Int(number(bytes[next + 4], bytes[next + 5]))
            let padding = Int(bytes[next + 6])
            next += 8
            let content = next..<min(next + length, count)
            if id == 0 {
                // A management record (request id 0): it contains name-value pairs, too.
                guard arePairsValid(bytes[content]) else { return false }
            } else if kind == Kind.begin {
                request = request ?? id
            } else if kind == Kind.parameters, id == request {
                if content.isEmpty { break }
                UnsafeMutableRawBufferPointer(rebasing: bytes[gathered...])
                    .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[content]))
                gathered += content.count
            }
            next = min(next + length + padding, count)
        }
        return arePairsValid(bytes[..<gathered])
    }

    /// Checks name-value pairs (FastCGI 1.0 §3.4).
    private static func arePairsValid(_ bytes: Slice<UnsafeMutableRawBufferPointer>) -> Bool {
        var next = bytes.startIndex
        func length() -> Int? {
            guard next < bytes.endIndex else { return nil }
            let first = Int(bytes[next])
            if first < 128 {
                next += 1
                return first
            }
            guard bytes.endIndex - next >= 4 else { return nil }
            defer { next += 4 }
            return (first & 127) << 24 | Int(bytes[next + 1]) << 16 | Int(bytes[next + 2]) << 8
                | Int(bytes[next + 3])
        }
        while let name = length() {
            guard name <= longest else { return false }
            guard let value = length() else { break }
            guard value <= longest else { return false }
            next = min(next + name + value, bytes.endIndex)
        }
        return true
    }

    private static func number(_ high: UInt8, _ low: UInt8) -> UInt16 {
        UInt16(high) << 8 | UInt16(low)
    }
}
