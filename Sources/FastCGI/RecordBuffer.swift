/// The bytes of a connection that have been read and not yet been used.
struct RecordBuffer: ~Copyable {
    private let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 8)
    private var start = 0
    private var end = 0
    /// When reading gives up, even if something comes now and then.
    var deadline = ContinuousClock.now

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
        guard end < bytes.count else { return -1 }
        let read = connection.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[end...]))
        if read > 0 { end += min(read, bytes.count - end) }
        return read
    }
}

// MARK: - Bytes

extension RecordBuffer {
    /// - Parameter end: thrown when the connection ends before the first byte.
    mutating func header(
        from connection: some Connection, whenOver end: RequestReader.Failure
    ) throws(RequestReader.Failure) -> RecordHeader {
        let failure: RequestReader.Failure = end == .closed ? .broken : end
        while self.count < RecordHeader.size {
            try fill(connection, else: failure, whenOver: self.count == 0 ? end : failure)
        }
        let header = RecordHeader(
            UnsafeRawBufferPointer(rebasing: unused.prefix(RecordHeader.size)))
        guard let header else { throw failure }
        drop(RecordHeader.size)
        return header
    }

    mutating func append(
        _ count: Int, to bytes: inout [UInt8], _ connection: some Connection,
        else failure: RequestReader.Failure
    ) throws(RequestReader.Failure) {
        var missing = count
        while missing > 0 {
            if self.count == 0 { try fill(connection, else: failure, whenOver: failure) }
            let part = min(missing, self.count)
            bytes.append(contentsOf: unused.prefix(part))
            drop(part)
            missing -= part
        }
    }

    mutating func skip(
        _ count: Int, _ connection: some Connection, else failure: RequestReader.Failure
    ) throws(RequestReader.Failure) {
        var missing = count
        while missing > 0 {
            if self.count == 0 { try fill(connection, else: failure, whenOver: failure) }
            let part = min(missing, self.count)
            drop(part)
            missing -= part
        }
    }

    private mutating func fill(
        _ connection: some Connection, else failure: RequestReader.Failure,
        whenOver end: RequestReader.Failure
    ) throws(RequestReader.Failure) {
        guard ContinuousClock.now < deadline else { throw failure }
        let count = fill(from: connection)
        if count == 0 { throw end }
        guard count > 0 else { throw failure }
    }
}
