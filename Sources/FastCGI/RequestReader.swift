/// Reads requests from the records of a connection (FastCGI 1.0). Each worker has one.
///
/// Nothing that is read makes it trap, allocate more than it has read, or read without end: all
/// parameters of a request have 64 KiB together, a body its announced length, and a request as a whole
/// the time that `patience` allows. One request at a time is read from a connection; the beginning of
/// another meanwhile is refused with CANT_MPX_CONN.
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
        /// Records that belong to no request; everything that has arrived is used.
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
    /// The contents of the PARAMS records so far.
    private var parameters: [UInt8] = []
    private let patience: Duration

    /// - Parameter patience: the time from the first bytes of a request to its last parameter; its body has
    ///   three times as much.
    init(patience: Duration) {
        self.patience = patience
    }

    /// Whether bytes behind the last request have arrived.
    var hasMore: Bool { input.count > 0 }

    /// Takes what has arrived behind the parameters of a request, for another reader to read its body.
    mutating func setAside() -> [UInt8] {
        defer { input.removeAll() }
        return input.copy()
    }

    /// Forgets the connection read before. `unused` is what another reader has read of the next one.
    mutating func start(with unused: [UInt8] = []) {
        input.replace(by: unused)
    }

    /// Reads up to the end of the parameters.
    mutating func head(from connection: some Connection) throws(Failure) -> Head {
        input.deadline = .now + patience
        parameters.removeAll(keepingCapacity: true)
        var begin: Begin?
        var pairs = NameValuePairs()
        repeat {
            let record = try input.header(
                from: connection, whenOver: begin == nil ? .closed : .broken)
            if record.request == 0 {
                try management(record, connection)
            } else if let open = begin {
                if record.request != open.id {
                    try other(record, connection)
                } else if record.kind == RecordKind.parameters {
                    try append(record, connection, &pairs)
                    if record.length == 0 { return .request(open, try readParameters(pairs)) }
                } else if record.kind == RecordKind.abort {
                    _ = connection.write(WrittenRecord.end(open.id, .complete))
                    throw .broken
                } else {
                    throw .broken
                }
            } else if record.kind == RecordKind.begin {
                begin = try self.begin(record, connection)
            } else {
                // Behind a request that has its answer: an abort, for example.
                try input.skip(record.length + record.padding, connection, else: .broken)
            }
        } while begin != nil || input.count > 0
        return .nothing
    }

    /// Reads the body and everything up to its end.
    ///
    /// - Parameters:
    ///   - length: bytes that are wanted; nil: the body is read and dropped.
    ///   - begin: of the request whose parameters were read.
    /// - Returns: exactly `length` bytes; more than that are dropped.
    mutating func body(
        _ length: Int?, of begin: Begin, from connection: some Connection
    ) throws(Failure) -> [UInt8] {
        input.deadline = .now + patience * 3
        var body: [UInt8] = []
        // Grows with what arrives, not with what was announced.
        body.reserveCapacity(min(length ?? 0, 16 << 10))
        while true {
            let record = try input.header(from: connection, whenOver: .incompleteBody)
            if record.request == 0 {
                try management(record, connection)
            } else if record.request != begin.id {
                try other(record, connection)
            } else if record.kind == RecordKind.input {
                let wanted = min(record.length, max(0, (length ?? 0) - body.count))
                try input.append(wanted, to: &body, connection, else: .incompleteBody)
                try input.skip(
                    record.length - wanted + record.padding, connection, else: .incompleteBody)
                if record.length == 0 { break }
            } else {
                if record.kind == RecordKind.abort {
                    _ = connection.write(WrittenRecord.end(begin.id, .complete))
                }
                throw .incompleteBody
            }
        }
        guard length == nil || body.count == length else { throw .incompleteBody }
        return body
    }
}

extension RequestReader {
    /// Reads the next piece of a body, at most 64 KiB; nil at its end.
    ///
    /// - Parameter begin: of the request whose parameters were read.
    mutating func piece(
        of begin: Begin, from connection: some Connection
    ) throws(Failure) -> [UInt8]? {
        // What the handler does between two pieces takes its own time.
        input.deadline = .now + patience * 3
        while true {
            let record = try input.header(from: connection, whenOver: .incompleteBody)
            if record.request == 0 {
                try management(record, connection)
            } else if record.request != begin.id {
                try other(record, connection)
            } else if record.kind == RecordKind.input {
                var piece: [UInt8] = []
                piece.reserveCapacity(record.length)
                try input.append(record.length, to: &piece, connection, else: .incompleteBody)
                try input.skip(record.padding, connection, else: .incompleteBody)
                return record.length == 0 ? nil : piece
            } else {
                if record.kind == RecordKind.abort {
                    _ = connection.write(WrittenRecord.end(begin.id, .complete))
                }
                throw .incompleteBody
            }
        }
    }
}

// MARK: - Records

extension RequestReader {
    private mutating func begin(
        _ record: RecordHeader, _ connection: some Connection
    ) throws(Failure) -> Begin {
        var content: [UInt8] = []
        guard record.length == 8 else { throw .broken }
        try input.append(8, to: &content, connection, else: .broken)
        try input.skip(record.padding, connection, else: .broken)
        // The role of a responder is 1.
        guard content[0] == 0, content[1] == 1 else {
            _ = connection.write(WrittenRecord.end(record.request, .unknownRole))
            throw .broken
        }
        return Begin(id: record.request, keepsConnection: content[2] & 1 != 0)
    }

    /// A record of another request than the one that is read.
    private mutating func other(
        _ record: RecordHeader, _ connection: some Connection
    ) throws(Failure) {
        try input.skip(record.length + record.padding, connection, else: .broken)
        guard record.kind == RecordKind.begin else { return }
        guard connection.write(WrittenRecord.end(record.request, .cannotMultiplex)) else {
            throw .broken
        }
    }

    /// A record that belongs to no request (FastCGI 1.0 §4).
    private mutating func management(
        _ record: RecordHeader, _ connection: some Connection
    ) throws(Failure) {
        guard record.kind == RecordKind.values else {
            try input.skip(record.length + record.padding, connection, else: .broken)
            let content = [record.kind] + [UInt8](repeating: 0, count: 7)
            let answer = WrittenRecord.bytes(RecordKind.unknown, 0, content)
            guard connection.write(answer) else { throw .broken }
            return
        }
        // A web server asks for three names at most.
        guard record.length <= 256 else { throw .badParameters }
        var content: [UInt8] = []
        try input.append(record.length, to: &content, connection, else: .broken)
        try input.skip(record.padding, connection, else: .broken)
        let answer = WrittenRecord.bytes(
            RecordKind.valuesResult, 0, try Self.values(askedFor: content))
        guard connection.write(answer) else { throw .broken }
    }

    /// Of the three variables, only whether connections are multiplexed is told.
    private static func values(askedFor content: [UInt8]) throws(Failure) -> [UInt8] {
        let name = Array("FCGI_MPXS_CONNS".utf8)
        let known: [UInt8] = [UInt8(name.count), 1] + name + [UInt8(ascii: "0")]
        var pairs = NameValuePairs()
        var isAsked = false
        while pairs.index < content.count {
            let next = content.withUnsafeBytes { pairs.next(in: $0) }
            guard case .pair(let asked, _) = next else { throw .badParameters }
            isAsked = isAsked || content[asked].elementsEqual(name)
        }
        return isAsked ? known : []
    }
}

// MARK: - Parameters

extension RequestReader {
    private mutating func append(
        _ record: RecordHeader, _ connection: some Connection, _ pairs: inout NameValuePairs
    ) throws(Failure) {
        guard parameters.count + record.length <= NameValuePairs.limit else {
            throw .badParameters
        }
        try input.append(record.length, to: &parameters, connection, else: .broken)
        try input.skip(record.padding, connection, else: .broken)
        // A pair that promises too much is refused before the rest of it is waited for.
        while true {
            switch parameters.withUnsafeBytes({ pairs.next(in: $0) }) {
            case .pair: continue
            case .incomplete: return
            case .tooLong: throw .badParameters
            }
        }
    }

    /// - Parameter pairs: has read all that there are.
    private func readParameters(_ pairs: NameValuePairs) throws(Failure) -> Parameters? {
        guard pairs.index == parameters.count else { throw .badParameters }
        return parameters.withUnsafeBytes { Parameters($0) }
    }
}
