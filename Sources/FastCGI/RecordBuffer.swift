/// The bytes of a connection that have been read and not yet been used.
struct RecordBuffer: ~Copyable {
    private let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 8)
    private var start = 0
    private var end = 0

    /// A lookup and most events arrive in one piece of this size.
    private static let size = 16 << 10

    deinit {
        bytes.deallocate()
    }

    var count: Int { end - start }

    /// What has not been used. Valid until the next change.
    var unused: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[start..<end]) }

    mutating func drop(_ count: Int) {
        start += min(count, self.count)
    }

    mutating func removeAll() {
        (start, end) = (0, 0)
    }

    /// Replaces everything by what `copy` returned; at most as much as fits.
    mutating func replace(by others: [UInt8]) {
        let count = min(others.count, bytes.count)
        bytes.copyBytes(from: others.prefix(count))
        (start, end) = (0, count)
    }

    func copy() -> [UInt8] { Array(unused) }

    /// Reads once from the connection, behind what there is.
    ///
    /// - Returns: as `Connection.read`.
    mutating func fill(from connection: some Connection) -> Int {
        if start == end {
            removeAll()
        } else if end == bytes.count {
            bytes.copyMemory(from: unused)
            (start, end) = (0, count)
        }
        guard end < bytes.count else { return 0 }
        let read = connection.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[end...]))
        if read > 0 { end += min(read, bytes.count - end) }
        return read
    }
}
