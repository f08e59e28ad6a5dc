internal import Glibc

/// The parameters of a request that have arrived, looked at before libfcgi reads them.
///
/// The library (2.4.2-2+deb12u1) ends the process when the two lengths of a parameter exceed 31 bits
/// together, and reserves whatever else they promise. What has not arrived yet is not seen: the
/// web server sends a request's parameters at once, and only it may write to the socket.
struct ParamsCheck {
    /// More than any web server passes on, in bytes: nginx takes 32 KiB of a head.
    private static let longest = 1 << 20
    private static let lookedAt = 16 << 10

    /// FastCGI 1.0 §3.3 and §8.
    private enum Kind {
        static let begin: UInt8 = 1
        static let parameters: UInt8 = 4
    }

    /// Whether no parameter of the request this connection brings promises to be longer than any is.
    static func areSound(_ connection: Int32) -> Bool {
        withUnsafeTemporaryAllocation(byteCount: lookedAt, alignment: 8) { place in
            let flags = Int32(MSG_PEEK | MSG_DONTWAIT)
            let count = recv(connection, place.baseAddress, place.count, flags)
            return count <= 0 || areSound(place, count)
        }
    }

    /// The parameters' records are moved together at the beginning of `bytes`: they always lie before
    /// what is still to be read.
    private static func areSound(_ bytes: UnsafeMutableRawBufferPointer, _ count: Int) -> Bool {
        var (next, gathered) = (0, 0)
        var request: UInt16?
        while count - next >= 8 {
            let (kind, id) = (bytes[next + 1], number(bytes[next + 2], bytes[next + 3]))
            let length = Int(number(bytes[next + 4], bytes[next + 5]))
            let padding = Int(bytes[next + 6])
            next += 8
            let content = next..<min(next + length, count)
            if id == 0 {
                // What the web server asks about ourselves: pairs, too, in a record of their own.
                guard arePairsSound(bytes[content]) else { return false }
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
        return arePairsSound(bytes[..<gathered])
    }

    /// FastCGI 1.0 §3.4.
    private static func arePairsSound(_ bytes: Slice<UnsafeMutableRawBufferPointer>) -> Bool {
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
