/// Name-value pairs (FastCGI 1.0 §3.4), read one after the other. A length is compared with the bytes there
/// are and with the limit before anything else is done with it.
struct NameValuePairs {
    enum Next {
        case pair(name: Range<Int>, value: Range<Int>)
        /// The pair goes on behind the bytes that are there; at the end of the bytes there is none.
        case incomplete
        /// The pair is longer than the limit.
        case tooLong
    }

    /// Most bytes of all pairs of a request together. nginx accepts 32 KiB for all header fields.
    static let limit = 64 << 10

    /// Where the next pair begins.
    private(set) var index = 0

    /// Reads the next pair of `bytes`, which are the same as before or have grown.
    mutating func next(in bytes: UnsafeRawBufferPointer) -> Next {
        var place = index
        guard let name = Self.length(in: bytes, &place) else { return .incomplete }
        guard name <= Self.limit else { return .tooLong }
        guard let value = Self.length(in: bytes, &place) else { return .incomplete }
        // Both are below 2^31, and Int has 64 bits: the sum cannot overflow.
        let end = place + name + value
        guard end <= Self.limit else { return .tooLong }
        guard end <= bytes.count else { return .incomplete }
        index = end
        return .pair(name: place..<place + name, value: place + name..<end)
    }

    /// One byte, or four with the highest bit set. Nil when they are not all there.
    private static func length(in bytes: UnsafeRawBufferPointer, _ place: inout Int) -> Int? {
        guard place < bytes.count else { return nil }
        let first = Int(bytes[place])
        if first < 128 {
            place += 1
            return first
        }
        guard bytes.count - place >= 4 else { return nil }
        defer { place += 4 }
        return (first & 127) << 24 | Int(bytes[place + 1]) << 16 | Int(bytes[place + 2]) << 8
            | Int(bytes[place + 3])
    }
}
