import CallRules

/// Quarantined messages about a leg; Phonet's history can confirm them.
enum QuarantinedLeg {
    /// The most messages that are read. Phonet sends fewer about one leg; more are a flood.
    private static let maxMessages: Int64 = 20

    /// The longest uuid that is noted, in bytes. Phonet's have 36 at most; one of a stranger may be as long
    /// as the body.
    private static let maxBytes = 100

    /// The uuid of the leg when the body is about one leg; nil otherwise.
    static func uuid(in messages: [Message]) -> String? {
        legs(in: messages)?.first.flatMap { $0.uuid.utf8.count <= maxBytes ? $0.uuid : nil }
    }

    /// The legs of the messages, when all are about the same leg: one, or an event that is a CDR as
    /// well; nil otherwise.
    static func legs(in messages: [Message]) -> [Leg]? {
        let legs = messages.compactMap(\.leg)
        guard let first = legs.first, legs.count == messages.count,
            legs.allSatisfy({ $0.uuid == first.uuid })
        else { return nil }
        return legs
    }

    /// The quarantined messages about a leg, in the order they came.
    static func messages(
        about uuid: String, _ sql: Connection
    ) throws(SQLiteError) -> [StoredWebhook] {
        let row = try sql.rows(
            """
            SELECT id, endpoint, source_ip, received_at, status, content_type, payload, trusted
            FROM webhook_message
            WHERE status = 'quarantined' AND leg_uuid IS NOT NULL AND leg_uuid = ?1
            ORDER BY id LIMIT ?2
            """, .text(uuid), .int(maxMessages))
        return try StoredWebhook.all(row)
    }
}

extension Message {
    /// The leg of an event or a CDR; nil for other messages.
    var leg: Leg? {
        switch self {
        case .event(_, let leg), .record(let leg): leg
        case .pause, .lookup, .unknown: nil
        }
    }
}
