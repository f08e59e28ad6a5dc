import CallRules

/// Quarantined messages about a leg; Phonet's history can confirm them.
enum QuarantinedLeg {
    /// The most messages that are read. Phonet sends fewer about one leg; more are a flood.
    private static let mostMessages: Int64 = 20

    /// The uuid of the leg when the body has one message about one leg; nil otherwise.
    static func uuid(in messages: [Message]) -> String? {
        guard messages.count == 1 else { return nil }
        return messages.first?.leg?.uuid
    }

    /// The quarantined messages about a leg, in the order they came.
    static func messages(
        about uuid: String, _ sql: Connection
    ) throws(SQLiteError) -> [StoredWebhook] {
        let row = try sql.rows(
            """
            SELECT id, endpoint, source_ip, received_at, status, content_type, payload
            FROM webhook_message
            WHERE status = 'quarantined' AND leg_uuid IS NOT NULL AND leg_uuid = ?1
            ORDER BY id LIMIT ?2
            """, .text(uuid), .int(mostMessages))
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
