import CallRules

/// The three addresses Phonet posts to (http.md §1).
public enum Endpoint: String, CaseIterable, Sendable {
    case customerData = "customer_data"
    case afterCallEnd = "after_call_end"
    case call
}

/// One webhook as it arrived.
public struct Delivery: Sendable {
    public let endpoint: Endpoint
    /// The peer's address as nginx saw it; never a forwarded header.
    public let sourceIP: String
    /// From an allowed network, or through a secret form of the address.
    public let isTrusted: Bool
    public let receivedAt: Instant
    public let contentType: String?
    /// The body as received.
    public let payload: [UInt8]

    public init(
        endpoint: Endpoint, sourceIP: String, isTrusted: Bool, receivedAt: Instant,
        contentType: String?, payload: [UInt8]
    ) {
        self.endpoint = endpoint
        self.sourceIP = sourceIP
        self.isTrusted = isTrusted
        self.receivedAt = receivedAt
        self.contentType = contentType
        self.payload = payload
    }
}

/// What became of a webhook message.
public enum MessageStatus: String, CaseIterable, Sendable {
    /// It told something new.
    case processed
    /// It told nothing new, and changed nothing.
    case duplicate
    /// From a stranger: kept, without effect, until its source is trusted.
    case quarantined
    /// It could not be read; the reason says why.
    case failed
}

/// The journal of messages: every webhook with its source, verdict and body.
enum MessageTable {
    static func insert(
        _ delivery: Delivery, _ verdict: Verdict, _ sql: Connection
    ) throws(SQLiteError) {
        try sql.run(
            """
            INSERT INTO webhook_message (endpoint, source_ip, trusted, received_at, status, reason,
                content_type, payload, call_id)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            """,
            .text(delivery.endpoint.rawValue), .text(delivery.sourceIP), SQLValue(delivery.isTrusted),
            .int(delivery.receivedAt.milliseconds), .text(verdict.status.rawValue),
            SQLValue(verdict.reason), SQLValue(delivery.contentType), .blob(delivery.payload),
            SQLValue(verdict.callID?.value))
    }

    static func settle(
        _ id: Int64, _ verdict: Verdict, trusted: Bool, _ sql: Connection
    ) throws(SQLiteError) {
        try sql.run(
            """
            UPDATE webhook_message SET status = ?2, reason = ?3, trusted = ?4,
                call_id = coalesce(?5, call_id) WHERE id = ?1
            """,
            .int(id), .text(verdict.status.rawValue), SQLValue(verdict.reason), SQLValue(trusted),
            SQLValue(verdict.callID?.value))
    }
}

/// What came of one message.
struct Verdict {
    var status: MessageStatus
    var reason: String?
    var callID: Call.ID?
}
