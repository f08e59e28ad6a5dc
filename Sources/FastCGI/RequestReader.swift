/// Reads requests from the records of a connection (FastCGI 1.0). Each worker has one.
///
/// Nothing that is read makes it trap, hold more memory than was read, or read without end: all
/// parameters of a request have 64 KiB together, a body its announced length, and a request as a whole
/// the time that `patience` allows. Reading stops where nothing more has arrived, and goes on there. One
/// request at a time is read from a connection; the beginning of another meanwhile is refused with
/// CANT_MPX_CONN.
struct RequestReader: ~Copyable {
    /// What a BEGIN_REQUEST record said.
    struct Begin: Sendable, Equatable {
        let id: UInt16
        /// FCGI_KEEP_CONN.
        let keepsConnection: Bool
    }

    /// What came first of a request.
    enum Head: Sendable {
        /// The parameters; nil when they make no HTTP request. The body follows.
        case request(Begin, Parameters?)
        /// Not all parameters have arrived.
        case incomplete
        /// Nothing of a request has arrived.
        case nothing
    }

    enum Failure: Error, Equatable {
        /// The connection ended between two requests.
        case closed
        /// The records stalled, ended or broke the protocol before the parameters were complete.
        case broken
        /// The parameters are longer than any, or end within a pair.
        case badParameters
        /// The body stalled, ended early or was aborted.
        case incompleteBody
    }

    private var input = RecordBuffer()
    private var arrival = Arrival()
    private let patience: Duration

    /// How often a connection is read before others have their turn, where reading does not wait.
    private static let turn = 16

    /// - Parameter patience: the time from the first bytes of a request to its last parameter; its body has
    ///   three times as much.
    init(patience: Duration) {
        self.patience = patience
    }

    /// Whether bytes behind the last request have arrived.
    var hasMore: Bool { input.count > 0 }

    /// Takes what has been read, for another reader to go on: the bytes that are not used yet, too.
    mutating func setAside() -> (arrival: Arrival, unused: [UInt8]) {
        defer {
            input.removeAll()
            arrival = Arrival()
        }
        return (arrival, input.copy())
    }

    /// Forgets the connection read before.
    mutating func start() {
        input.removeAll()
        arrival.removeAll()
    }

    /// Forgets the connection read before and goes on with what another reader has set aside.
    mutating func start(with arrival: Arrival, unused: [UInt8]) {
        input.replace(by: unused)
        self.arrival = arrival
    }

    /// Reads up to the end of the parameters.
    mutating func head(from connection: some Connection) throws(Failure) -> Head {
        let isNext = arrival.phase != .head
        if isNext { arrival.removeAll() }
        if isNext || arrival.isEmpty && input.count == 0 { arrival.deadline = .now + patience }
        while let record = try record(from: connection) {
            if record.request == 0 {
                try answerManagement(record, connection)
            } else if let open = arrival.begin {
                if record.request != open.id {
                    try refuse(record, connection)
                } else if record.length == 0 {
                    return .request(open, try readParameters())
                }
            } else if record.kind == RecordKind.begin {
                arrival.begin = try begin(record, connection)
            }
        }
        return arrival.isEmpty && input.count == 0 ? .nothing : .incomplete
    }

    /// Reads the body and everything up to its end.
    ///
    /// - Parameter length: bytes that are wanted; nil: the body is read and dropped.
    /// - Returns: exactly `length` bytes; more than that are dropped. Nil: not all has arrived.
    mutating func body(
        _ length: Int?, from connection: some Connection
    ) throws(Failure) -> [UInt8]? {
        if arrival.phase == .head {
            beginBody(wanted: length ?? 0)
            // Grows with what arrives. A body that holds a worker is not copied when it grows; of what is
            // reserved, only what arrives takes memory.
            let most = connection.waits ? Int.max : 16 << 10
            arrival.body.reserveCapacity(min(length ?? 0, most))
        }
        while let record = try record(from: connection) {
            if try isEnd(record, connection) {
                guard length == nil || arrival.body.count == length else { throw .incompleteBody }
                defer { arrival.body = [] }
                return arrival.body
            }
        }
        return nil
    }

    /// Reads the next piece of a body, at most 64 KiB; nil at its end.
    ///
    /// - Parameter connection: one that waits.
    mutating func piece(from connection: some Connection) throws(Failure) -> [UInt8]? {
        // What the handler does between two pieces takes its own time.
        beginBody(wanted: .max)
        while let record = try record(from: connection) {
            if try isEnd(record, connection) { return nil }
            guard arrival.body.isEmpty else {
                defer { arrival.body = [] }
                return arrival.body
            }
        }
        throw .incompleteBody
    }

    private mutating func beginBody(wanted: Int) {
        arrival.phase = .body(wanted: wanted)
        arrival.deadline = .now + patience * 3
    }

    /// Whether the body ends with this record.
    private mutating func isEnd(
        _ record: RecordHeader, _ connection: some Connection
    ) throws(Failure) -> Bool {
        if record.request == 0 {
            try answerManagement(record, connection)
        } else if record.request != arrival.begin?.id {
            try refuse(record, connection)
        } else {
            return record.length == 0
        }
        return false
    }
}

// MARK: - Bytes

extension RequestReader {
    /// Reads on until a record is complete. Nil: the rest of it has not arrived.
    private mutating func record(
        from connection: some Connection
    ) throws(Failure) -> RecordHeader? {
        var reads = 0
        var record: Arrival.OpenRecord
        if let open = arrival.record {
            record = open
        } else {
            while input.count < RecordHeader.size {
                guard try fill(connection, &reads) else { return nil }
            }
            let bytes = UnsafeRawBufferPointer(rebasing: input.unused.prefix(RecordHeader.size))
            guard let header = RecordHeader(bytes) else { throw failure }
            let use = try use(of: header, connection)
            input.drop(RecordHeader.size)
            arrival.content.removeAll(keepingCapacity: true)
            record = Arrival.OpenRecord(
                header: header, use: use, content: header.length, padding: header.padding)
        }
        while record.content + record.padding > 0 {
            if input.count == 0 {
                arrival.record = record
                guard try fill(connection, &reads) else { return nil }
            }
            let part = min(record.content, input.count)
            try keep(part, record.use)
            record.content -= part
            let padding = min(record.padding, input.count)
            input.drop(padding)
            record.padding -= padding
        }
        arrival.record = nil
        return record.header
    }

    /// Reads once. False: nothing has arrived, or it is the turn of others.
    private mutating func fill(
        _ connection: some Connection, _ reads: inout Int
    ) throws(Failure) -> Bool {
        guard ContinuousClock.now < arrival.deadline else { throw failure }
        guard connection.waits || reads < Self.turn else { return false }
        reads += 1
        let isBetween = arrival.isEmpty && input.count == 0
        let count = input.fill(from: connection)
        if count == 0 { throw isBetween ? .closed : failure }
        if count < 0, connection.waits { throw failure }
        return count > 0
    }

    private var failure: Failure { arrival.phase == .head ? .broken : .incompleteBody }

    /// Takes this many bytes of a record's content; they have arrived.
    private mutating func keep(_ count: Int, _ use: Arrival.Use) throws(Failure) {
        guard count > 0 else { return }
        defer { input.drop(count) }
        switch use {
        case .parameters:
            arrival.parameters.append(contentsOf: input.unused.prefix(count))
            try checkPairs()
        case .body:
            guard case .body(let wanted) = arrival.phase else { return }
            let missing = max(0, wanted - arrival.body.count)
            arrival.body.append(contentsOf: input.unused.prefix(min(count, missing)))
        case .content:
            arrival.content.append(contentsOf: input.unused.prefix(count))
        case .nothing: break
        }
    }

    /// Refuses a pair that promises too much before the rest of it is waited for.
    private mutating func checkPairs() throws(Failure) {
        while true {
            switch arrival.parameters.withUnsafeBytes({ arrival.pairs.next(in: $0) }) {
            case .pair: continue
            case .incomplete: return
            case .tooLong: throw .badParameters
            }
        }
    }

    private func readParameters() throws(Failure) -> Parameters? {
        guard arrival.pairs.index == arrival.parameters.count else { throw .badParameters }
        return arrival.parameters.withUnsafeBytes { Parameters($0) }
    }
}

// MARK: - Records

extension RequestReader {
    /// What becomes of the content of a record, by its header alone.
    private func use(
        of record: RecordHeader, _ connection: some Connection
    ) throws(Failure) -> Arrival.Use {
        if record.request == 0 {
            guard record.kind == RecordKind.values else { return .nothing }
            // A web server asks for three names at most.
            guard record.length <= 256 else { throw .badParameters }
            return .content
        }
        guard let open = arrival.begin else {
            // Behind a request that has its answer: an abort, for example.
            guard record.kind == RecordKind.begin else { return .nothing }
            guard record.length == 8 else { throw .broken }
            return .content
        }
        guard record.request == open.id else { return .nothing }
        switch (arrival.phase, record.kind) {
        case (.head, RecordKind.parameters):
            guard arrival.parameters.count + record.length <= NameValuePairs.limit else {
                throw .badParameters
            }
            return .parameters
        case (.body, RecordKind.input):
            return .body
        case (_, RecordKind.abort):
            _ = connection.write(WrittenRecord.end(open.id, .complete))
            throw failure
        default: throw failure
        }
    }

    private func begin(
        _ record: RecordHeader, _ connection: some Connection
    ) throws(Failure) -> Begin {
        let content = arrival.content
        // The role of a responder is 1.
        guard content.count == 8, content[0] == 0, content[1] == 1 else {
            _ = connection.write(WrittenRecord.end(record.request, .unknownRole))
            throw .broken
        }
        return Begin(id: record.request, keepsConnection: content[2] & 1 != 0)
    }

    /// Refuses the beginning of another request than the one that is read.
    private func refuse(
        _ record: RecordHeader, _ connection: some Connection
    ) throws(Failure) {
        guard record.kind == RecordKind.begin else { return }
        guard connection.write(WrittenRecord.end(record.request, .cannotMultiplex)) else {
            throw .broken
        }
    }

    private func answerManagement(
        _ record: RecordHeader, _ connection: some Connection
    ) throws(Failure) {
        guard let answer = ManagementAnswer.bytes(to: record, arrival.content) else {
            throw .badParameters
        }
        guard connection.write(answer) else { throw .broken }
    }
}
