/// What has been read of a request so far. Reading goes on from here, also by another reader.
struct Arrival: Sendable {
    /// What is read at the moment.
    enum Phase: Sendable, Equatable {
        /// Records up to the end of the parameters.
        case head
        /// Records up to the end of the body, of which at most this many bytes are kept.
        case body(wanted: Int)
    }

    /// What is done with the content of a record.
    enum Use: Sendable {
        case parameters
        case body
        /// A BEGIN_REQUEST or a management record: at most 256 bytes.
        case content
        case nothing
    }

    /// A record whose header was read and the rest of it was not.
    struct OpenRecord: Sendable {
        let header: RecordHeader
        let use: Use
        /// Bytes of the content that are still to come.
        var content: Int
        /// Bytes of the padding that are still to come.
        var padding: Int
    }

    var phase = Phase.head
    /// When reading gives up, even if something comes now and then.
    var deadline = ContinuousClock.now
    /// Nil before the BEGIN_REQUEST record.
    var begin: RequestReader.Begin?
    /// The contents of the PARAMS records so far.
    var parameters: [UInt8] = []
    /// Has read the pairs of `parameters` that are complete.
    var pairs = NameValuePairs()
    var body: [UInt8] = []
    var record: OpenRecord?
    /// Of `record`, when it is of that use.
    var content: [UInt8] = []

    /// Whether nothing of a request has been read.
    var isEmpty: Bool { phase == .head && begin == nil && record == nil }

    /// Bytes that it holds.
    var size: Int { parameters.capacity + body.capacity + content.capacity }

    /// Makes ready for the next request.
    mutating func removeAll() {
        phase = .head
        begin = nil
        parameters.removeAll(keepingCapacity: true)
        pairs = NameValuePairs()
        body = []
        record = nil
        content.removeAll(keepingCapacity: true)
    }
}
