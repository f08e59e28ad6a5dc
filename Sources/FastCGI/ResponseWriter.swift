/// Writes responses as records (FastCGI 1.0 §5.3, §5.5). Each worker has one.
struct ResponseWriter {
    /// Records that are not sent yet; the last may still grow.
    private var output: [UInt8] = []
    /// Where the header of the STDOUT record that grows is in `output`; nil: there is none.
    private var open: Int?
    private var head: [UInt8] = []

    /// Most bytes of content in one record.
    private static let recordSize = 32 << 10

    init() {}

    /// Writes the whole response.
    ///
    /// - Throws: when the other side does not take it, or when a stream fails. The response is then
    ///   without the END_REQUEST record that marks it as complete.
    mutating func write(
        _ answer: FastCGIResponse, of request: UInt16, to connection: some Connection
    ) throws(TransportError) {
        output.removeAll(keepingCapacity: true)
        open = nil
        head.removeAll(keepingCapacity: true)
        switch answer.body {
        case .bytes(let body):
            answer.head.append(to: &head, contentLength: body.count)
            try put(head, request, connection)
            try put(body, request, connection)
        case .stream(let pieces):
            answer.head.append(to: &head, contentLength: nil)
            try put(head, request, connection)
            do {
                try pieces { piece in
                    try put(piece, request, connection)
                    try flush(connection)
                }
            } catch let failure as TransportError {
                throw failure
            } catch {
                throw .streamFailed(String(describing: error))
            }
        }
        close()
        output += WrittenRecord.header(RecordKind.output, request, 0)
        output += WrittenRecord.end(request, .complete)
        try flush(connection)
    }

    private mutating func put(
        _ bytes: [UInt8], _ request: UInt16, _ connection: some Connection
    ) throws(TransportError) {
        var next = 0
        while next < bytes.count {
            let start = open ?? output.count
            if open == nil {
                output += WrittenRecord.header(RecordKind.output, request, 0)
                open = start
            }
            let used = output.count - start - RecordHeader.size
            let part = min(bytes.count - next, Self.recordSize - used)
            output += bytes[next..<next + part]
            next += part
            if used + part == Self.recordSize { try flush(connection) }
        }
    }

    /// Writes the length of the record that grows into its header.
    private mutating func close() {
        guard let start = open else { return }
        let length = output.count - start - RecordHeader.size
        output[start + 4] = UInt8(length >> 8)
        output[start + 5] = UInt8(length & 255)
        open = nil
    }

    private mutating func flush(_ connection: some Connection) throws(TransportError) {
        close()
        guard connection.write(output) else { throw .answerUndelivered }
        output.removeAll(keepingCapacity: true)
    }
}
